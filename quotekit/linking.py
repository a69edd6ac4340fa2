"""Role spans in, attributions out: each content joined to its cue, each cue to its source.

A pair's cost is what stands between (letters, sentence ends, other cues, line breaks), less what the tagger's own
link vectors say for it. Marks decide the edges of quoted content: see :func:`fit_to_marks`.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import evolve, frozen

from quotekit.values import Attribution, Passage, Roles, RoleSpan, Span


@frozen
class Costs:
    """Weights of the linker, tuned on PolNeAR dev; the unit is a character between two spans."""

    sentence: float = 150.0
    cue_between: float = 50.0
    content_between: float = 40.0
    line: float = 400.0
    link: float = 60.0
    """Characters that one nat of the tagger's log-probability is worth."""
    keep: float = -6.0
    """A link whose log-probability lies below is not made."""


def link(
    text: str,
    roles: Roles,
    sentences: Sequence[Span],
    passages: Sequence[Passage],
    costs: Costs = Costs(),  # noqa: B008 - a frozen value
) -> tuple[Attribution, ...]:
    """Join the role spans of one article.

    Args:
        text: the article's text.
        roles: what the tagger found.
        sentences: sentence spans, in order.
        passages: stretches between quotation marks.
        costs: the weights of the decision.

    Contents without a cue are dropped; contents that share a cue are the pieces of one attribution.
    """
    roles = fit_to_marks(text, roles, passages)
    spans = roles.spans
    odds = {(asker, answer): value for asker, answer, value in roles.links}
    ends = [sentence.end for sentence in sentences]
    lines = [i for i, char in enumerate(text) if char == "\n"] if "\n" in text else []
    places = {role: [i for i, span in enumerate(spans) if span.role == role] for role in ("content", "cue", "source")}

    def cost(one: int, other: int, between: Sequence[int], weight: float) -> float:
        low, high = sorted((one, other))
        left, right = spans[low].span.end, spans[high].span.start
        breaks = bisect_left(ends, right + 1) - bisect_left(ends, left + 1)
        newlines = bisect_left(lines, right) - bisect_left(lines, left)
        crossed = bisect_left(between, high) - bisect_right(between, low)
        gain = odds.get((one, other), -12.0)
        return (
            max(0, right - left)
            + costs.sentence * breaks
            + costs.line * bool(newlines)
            + weight * crossed
            - costs.link * gain
        )

    def best(one: int, others: Sequence[int], between: Sequence[int], weight: float) -> int | None:
        middle = bisect_left(others, one)
        near = [other for other in others[max(0, middle - 3) : middle + 3] if odds.get((one, other), -12.0) > costs.keep]
        return min(near, key=lambda other: cost(one, other, between, weight), default=None)

    pieces: dict[int, list[int]] = {}
    for content in places["content"]:
        cue = best(content, places["cue"], places["cue"], costs.cue_between)
        if cue is not None:
            pieces.setdefault(cue, []).append(content)
    out = []
    for cue, contents in sorted(pieces.items()):
        source = best(cue, places["source"], places["content"], costs.content_between)
        if source is not None and odds.get((cue, -1), -12.0) > max(odds.get((cue, source), -12.0), math.log(0.5)):
            source = None
        parts = [spans[i] for i in (*contents, cue, *([source] if source is not None else []))]
        out.append(
            Attribution(
                content=tuple(spans[i].span for i in contents),
                cue=(spans[cue].span,),
                source=(spans[source].span,) if source is not None else (),
                rule="tagger",
                confidence=math.prod(part.score for part in parts),
            )
        )
    return tuple(out)


def fit_to_marks(text: str, roles: Roles, passages: Sequence[Passage]) -> Roles:
    """Widen or cut contents so that a quoted one ends where its marks stand; the spans keep their order."""
    outer = [passage for passage in passages if passage.depth == 0]
    starts = [passage.span.start for passage in outer]
    fitted: list[RoleSpan] = []
    for role_span in roles.spans:
        if role_span.role != "content":
            fitted.append(role_span)
            continue
        span = role_span.span
        at = bisect_right(starts, span.start) - 1
        start, end = span.start, span.end
        if at >= 0 and outer[at].span.start < start < outer[at].span.end:
            start = _fitted_start(text, outer[at], start)
        at = bisect_right(starts, end - 1) - 1
        if at >= 0 and outer[at].span.start < end < outer[at].span.end:
            end = _fitted_end(text, outer[at], end)
        fitted.append(evolve(role_span, span=Span(start, end)) if start < end else role_span)
    return evolve(roles, spans=tuple(fitted))


EDGE = 3
"""So many words of a passage may be missing from a content before its edge is believed."""


def _fitted_start(text: str, passage: Passage, start: int) -> int:
    missing = text[passage.inner.start : start].split()
    return passage.span.start if len(missing) <= EDGE else start


def _fitted_end(text: str, passage: Passage, end: int) -> int:
    missing = text[end : passage.inner.end].split()
    return passage.span.end if len(missing) <= EDGE else end
