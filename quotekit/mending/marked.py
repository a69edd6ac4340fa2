"""Attributions and passages in, the same out with no content that runs on behind a quotation that came to its end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex
from attrs import evolve

from quotekit.values import Attribution, Passage, Span

ANEW = regex.compile(r"""\s+ ["“‘'(\[]? [\p{Lu}\p{Lt}]""", regex.VERBOSE)
ENDS = frozenset(".!?…")


def cut_behind_passages(text: str, passages: Sequence[Passage], found: Sequence[Attribution]) -> list[Attribution]:
    """End a content with its quotation, where that ends with its sentence and the next sentence stands behind it.

    >>> text = "One reads: “Please come.” Nobody came."
    >>> passage = Passage(Span(11, 25), Span(12, 24), "curly")
    >>> reaching = Attribution((Span(11, 37),), (Span(4, 10),), (Span(0, 3),))
    >>> cut_behind_passages(text, [passage], [reaching])[0].content[0].of(text)
    '“Please come.”'
    """
    whole = {p.span.start: p for p in passages if p.depth == 0 and p.closed and text[p.inner.end - 1] in ENDS}
    starts = sorted(whole)
    return [_cut(text, whole, starts, each) for each in found] if whole else list(found)


def _cut(text: str, whole: dict[int, Passage], starts: Sequence[int], found: Attribution) -> Attribution:
    content = list(found.content)
    for index, piece in enumerate(content):
        passage = whole.get(piece.start)
        if passage is None or passage.span.end >= piece.end or ANEW.match(text, passage.span.end, piece.end) is None:
            continue
        following = bisect_left(starts, passage.span.end)
        if following == len(starts) or starts[following] >= piece.end:
            content[index] = Span(piece.start, passage.span.end)
    return found if content == list(found.content) else evolve(found, content=tuple(content))
