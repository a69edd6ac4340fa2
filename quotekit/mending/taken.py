"""Spans in, a table out that tells what of a text they take."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from quotekit.values import Span, merged


class Taken:
    """Stretches that are taken, to be asked in any order.

    >>> taken = Taken([Span(4, 9), Span(0, 3)])
    >>> taken.meets(Span(2, 4)), taken.meets(Span(3, 4)), taken.home(Span(5, 6))
    (True, False, Span(start=4, end=9))
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = merged(spans)
        self._starts = [span.start for span in self._spans]

    def meets(self, span: Span) -> bool:
        """Tell whether anything of a stretch is taken."""
        at = bisect_left(self._starts, span.end)
        return at > 0 and self._spans[at - 1].end > span.start

    def home(self, span: Span) -> Span | None:
        """Return what holds the whole of a stretch."""
        at = bisect_right(self._starts, span.start)
        return self._spans[at - 1] if at and self._spans[at - 1].contains(span) else None
