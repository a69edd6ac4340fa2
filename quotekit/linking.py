"""Role spans in, attributions out: each content joined to its cue, each cue to its source.

A pair's cost is what stands between the two: letters, sentence ends, other cues, line breaks; less what the tagger's
link vectors say for it. Marks decide the edges of quoted content: see :func:`fit_to_marks`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from unicodedata import combining

from attrs import evolve, frozen

from quotekit.values import Attribution, Passage, Roles, RoleSpan, Span


@frozen
class Costs:
    """Weights of the linker, tuned on PolNeAR dev; the unit is a character between two spans."""

    sentence: float = 150.0
    cue_between: float = 50.0
    content_between: float = 40.0
    line: float = 400.0
    link: float = 0.0
    """Characters that one nat of the tagger's log-probability is worth, from a content to its cue."""
    source_link: float = 20.0
    """The same from a cue to its source."""
    far: float = -3.0
    """Over a line break a content joins a cue only where the tagger gives the link this log-probability."""
    loose: float = 0.0
    """So does a content that begins unquoted over a sentence end."""
    sourceless: float = -0.69
    """A cue stays without a source where the tagger gives "none" this log-probability, and more than any source."""
    chance: tuple[float, ...] = (0.297, 0.087, 0.117, 0.257, 0.8, -0.455, 0.194, 0.166, 0.142, 0.0, -1.392)
    """Weights of :func:`evidence` in the confidence; the last is the constant. A model brings its own."""


LINE = re.compile("\n")
LED_IN = re.compile(r"[^\n]*:\s*\n\s*")
LEAD = 100
"""So many characters at most stand between a cue and the line that its sentence leads in with a colon."""
BESIDE = 30
"""So many characters at most stand between a quotation and its own cue behind it: its source."""
MARKS = " \"“”„«»'‘’`"
UNKNOWN = -12.0
"""Log-probability of a link that the tagger did not consider."""


def all_familiar(_: Span) -> bool:
    """Say that every cue is a known one."""
    return True


def link(
    text: str,
    roles: Roles,
    sentences: Sequence[Span],
    passages: Sequence[Passage],
    costs: Costs = Costs(),
    familiar: Callable[[Span], bool] = all_familiar,
) -> tuple[Attribution, ...]:
    """Join the role spans of one article.

    Args:
        text: the article's text.
        roles: what the tagger found.
        sentences: sentence spans, in order.
        passages: stretches between quotation marks.
        costs: the weights of the decision.
        familiar: tells whether a cue is a word that is known to report.

    Contents without a cue are dropped; contents that share a cue are the pieces of one attribution.
    """
    return tuple(
        evolve(attribution, confidence=chance_of((*facts, float(not familiar(attribution.cue[0]))), costs.chance))
        for attribution, facts in join(text, roles, sentences, passages, costs)
    )


def join(
    text: str, roles: Roles, sentences: Sequence[Span], passages: Sequence[Passage], costs: Costs
) -> Iterator[tuple[Attribution, Sequence[float]]]:
    """Yield attributions that have no confidence yet, each with the :func:`evidence` for it."""
    roles = fit_to_marks(text, roles, passages)
    table = _Table(text, roles, sentences, passages, costs)
    pieces: dict[int, list[int]] = {}
    for content in table.places["content"]:
        cue = table.cue_begun(content) or table.cue_of(content)
        if cue is not None:
            pieces.setdefault(cue, []).append(content)
            table.ending[table.spans[content].span.end] = cue
    span = table.spans
    for cue, contents in sorted(pieces.items()):
        source = table.source_of(cue)
        said_by = (_bare(text, table.near_part(source, cue)),) if source is not None else ()
        said = tuple(span[i].span for i in contents)
        yield (
            Attribution(said, (span[cue].span,), said_by, rule="tagger"),
            evidence(table, cue, contents, source),
        )


def evidence(table: _Table, cue: int, contents: Sequence[int], source: int | None) -> tuple[float, ...]:
    """Return what the confidence rests on: log-odds of the spans and of the links, and four yes-or-no facts."""
    spans, odds = table.spans, table.odds
    content_links = [odds.get((content, cue), UNKNOWN) for content in contents]
    return (
        _log_odds(min(spans[i].score for i in contents)),
        _log_odds(spans[cue].score),
        _log_odds(spans[source].score) if source is not None else 0.0,
        max(-6.0, min(content_links)),
        max(-6.0, odds.get((cue, source if source is not None else -1), UNKNOWN)),
        float(source is None),
        float(table.quoted(contents[0])),
        float(len(contents) > 1),
        math.log(sum(len(spans[i].span) for i in contents)),
    )


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


def chance_of(facts: Sequence[float], weights: Sequence[float]) -> float:
    """Return the calibrated probability: a logistic regression whose last weight is the constant."""
    total = weights[-1] + sum(weight * fact for weight, fact in zip(weights[:-1], facts, strict=True))
    return round(1 / (1 + math.exp(-total)), 4)


class _Table:
    """Where the spans of one article stand to each other."""

    def __init__(
        self, text: str, roles: Roles, sentences: Sequence[Span], passages: Sequence[Passage], costs: Costs
    ) -> None:
        self.spans = roles.spans
        self.costs = costs
        self.odds = {(asker, answer): value for asker, answer, value in roles.links}
        self.ends = [sentence.end for sentence in sentences]
        self.text = text
        self.lines = [found.start() for found in LINE.finditer(text)]
        self.passage_starts = [passage.span.start for passage in passages if passage.depth == 0]
        self.passage_ends = [passage.span.end for passage in passages if passage.depth == 0]
        self.ending: dict[int, int] = {}
        """Where a content ends that has its cue: which cue."""
        self.places: dict[str, list[int]] = {"content": [], "cue": [], "source": []}
        for index, span in enumerate(roles.spans):
            self.places[span.role].append(index)

    def cue_of(self, content: int) -> int | None:
        """Return the cue that a content goes to, or None."""
        costs, cues = self.costs, self.places["cue"]
        middle = bisect_left(cues, content)
        options = []
        for cue in cues[max(0, middle - 3) : middle + 3]:
            chars, breaks, lines = self._between(content, cue)
            odds = self.odds.get((content, cue), UNKNOWN)
            if self._led_in(content, cue):
                return cue
            if (lines and odds < costs.far) or (breaks and odds < costs.loose and not self.opens_quoted(content)):
                continue
            crossed = self._crossed(content, cue, cues)
            cost = chars + costs.sentence * breaks + costs.line * bool(lines) + costs.cue_between * crossed
            options.append((cost - costs.link * odds, cue))
        return min(options)[1] if options else None

    def source_of(self, cue: int) -> int | None:
        """Return the source that a cue goes to, or None."""
        costs, sources = self.costs, self.places["source"]
        middle = bisect_left(sources, cue)
        options = []
        for source in sources[max(0, middle - 3) : middle + 3]:
            chars, breaks, lines = self._between(cue, source)
            odds = self.odds.get((cue, source), UNKNOWN)
            crossed = self._crossed(cue, source, self.places["content"])
            cost = chars + costs.sentence * breaks + costs.line * bool(lines) + costs.content_between * crossed
            options.append((cost - costs.source_link * odds, source, odds))
        if not options:
            return None
        _, best, odds = min(options)
        none = self.odds.get((cue, -1), UNKNOWN)
        return None if none > max(odds, costs.sourceless) else best

    def _led_in(self, content: int, cue: int) -> bool:
        """Tell whether a colon after the cue's words ends the line before a quotation, as in "Cole continued:"."""
        start, end = self.spans[content].span.start, self.spans[cue].span.end
        if not end <= start <= end + LEAD or not self.opens_quoted(content):
            return False
        cues = self.places["cue"]
        after = bisect_left(cues, content)
        if after < len(cues) and self._between(content, cues[after])[1:] == (0, 0):
            return False
        if self._crossed(content, cue, cues) or self._between(content, cue)[1] > 1:
            return False
        return LED_IN.fullmatch(self.text, end - 1, start) is not None

    def cue_begun(self, content: int) -> int | None:
        """Return the cue of the quotation before, where a content is its rest: "“A,” she said, rising. “B.”"."""
        then = self.spans[content].span
        at = bisect_left(self.passage_starts, then.start)
        if not 0 < at < len(self.passage_starts) or (self.passage_starts[at], self.passage_ends[at]) != (
            then.start,
            then.end,
        ):
            return None
        end = self.passage_ends[at - 1]
        cue = self.ending.get(end)
        if cue is None or not end <= self.spans[cue].span.start < then.start:
            return None
        if self._is_reported_behind(content):
            return None
        return cue if self._goes_on(self.passage_starts[at - 1], end, then) else None

    def _is_reported_behind(self, content: int) -> bool:
        """Tell whether a quotation's own words of report follow in its sentence: "“A,” she said. “B!” {cried} Bo."."""
        cues = self.places["cue"]
        after = bisect_left(cues, content)
        if after == len(cues):
            return False
        chars, breaks, lines = self._between(content, cues[after])
        crossed = self._crossed(content, cues[after], self.places["content"])
        return chars <= BESIDE and not (breaks or lines or crossed)

    def _goes_on(self, start: int, end: int, then: Span) -> bool:
        last = self.text[max(start, end - 3) : end].rstrip(MARKS)[-1:]
        gap = self.text[end : then.start].rstrip(" ")
        words = then.of(self.text).strip(MARKS)
        if "\n" in gap or words[-1:] == ",":
            return False
        breaks = bisect_right(self.ends, then.start) - bisect_left(self.ends, end)
        if last == "," and gap[-1:] == ",":
            return breaks == 0 and words[:1].islower()
        return gap[-1:] == "." and breaks == 1 and not words[:1].islower() and last in ",.?!"

    def near_part(self, source: int, cue: int) -> Span:
        """Return of a source that runs over a sentence end the part on its cue's side."""
        span = self.spans[source].span
        at = bisect_right(self.ends, span.start)
        if at >= len(self.ends) or self.ends[at] >= span.end:
            return span
        if cue < source:
            # Of a source that begins with the stop itself nothing would be left.
            end = self.ends[at] - 1
            return Span(span.start, end) if end > span.start else span
        last = self.ends[bisect_left(self.ends, span.end) - 1]
        return Span(last, span.end)

    def _between(self, one: int, other: int) -> tuple[int, int, int]:
        """Return how many characters, sentence ends and line breaks stand between two spans."""
        low, high = sorted((one, other))
        left, right = self.spans[low].span.end, self.spans[high].span.start
        breaks = bisect_right(self.ends, right) - bisect_right(self.ends, left - 1)
        lines = bisect_left(self.lines, right) - bisect_left(self.lines, left)
        return max(0, right - left), breaks, lines

    @staticmethod
    def _crossed(one: int, other: int, among: Sequence[int]) -> int:
        """Return how many spans of a kind stand between two spans."""
        low, high = sorted((one, other))
        return bisect_left(among, high) - bisect_right(among, low)

    def opens_quoted(self, content: int) -> bool:
        """Tell whether a content begins with or inside a quotation."""
        start = self.spans[content].span.start
        at = bisect_left(self.passage_ends, start + 1)
        return at < len(self.passage_ends) and self.passage_starts[at] <= start

    def quoted(self, content: int) -> bool:
        """Tell whether a quotation stands in a content."""
        span = self.spans[content].span
        at = bisect_left(self.passage_ends, span.start + 1)
        return at < len(self.passage_ends) and self.passage_starts[at] < span.end


def _bare(text: str, span: Span) -> Span:
    """Cut marks and commas from the edges of a source."""
    start, end = span.start, span.end
    while start < end - 1 and text[start] in "\"“'‘,;: \n":
        start += 1
    while end > start + 1 and text[end - 1] in ",;: \n":
        end -= 1
    # An accent that is a character of its own belongs to its letter.
    while end < len(text) and combining(text[end]):
        end += 1
    return Span(start, end)


def fit_to_marks(text: str, roles: Roles, passages: Sequence[Passage]) -> Roles:
    """Widen contents so that a quoted one ends where its marks stand; the spans keep their order."""
    outer = [passage for passage in passages if passage.depth == 0]
    starts = [passage.span.start for passage in outer]
    fitted: list[RoleSpan] = []
    for role_span in roles.spans:
        span = role_span.span
        start, end = span.start, span.end
        if role_span.role == "content":
            at = bisect_right(starts, start) - 1
            if at >= 0 and outer[at].span.start < start < outer[at].span.end:
                missing = text[outer[at].inner.start : start]
                start = outer[at].span.start if len(missing.split()) <= EDGE else start
            at = bisect_right(starts, end - 1) - 1
            if at >= 0 and outer[at].span.start < end < outer[at].span.end:
                missing = text[end : outer[at].inner.end]
                end = outer[at].span.end if len(missing.split()) <= EDGE else end
        fitted.append(evolve(role_span, span=Span(start, end)) if (start, end) != (span.start, span.end) else role_span)
    return evolve(roles, spans=tuple(fitted))


EDGE = 3
"""So many words of a passage may be missing from a content before its edge is believed."""
