"""A text in, its words and marks out, cut where spans start and end, for formats of one token a row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from quotekit.values import Extraction, Span

TOKEN = re.compile(r"\w+(?:[’'.-]\w+)*|[^\w\s]")
PIECE = re.compile(r"\S+")


def tokens_of(text: str, spans: Iterable[Span] = ()) -> list[Span]:
    """Return the tokens of a text in order; none holds space, and none reaches over the edge of a span.

    >>> text = "“It’s late,” she said."
    >>> [token.of(text) for token in tokens_of(text, [Span(0, 12)])]
    ['“', 'It’s', 'late', ',', '”', 'she', 'said', '.']
    """
    edges = sorted({end for span in spans for end in (span.start, span.end)})
    tokens: list[Span] = []
    at = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        while at < len(edges) and edges[at] <= start:
            at += 1
        while at < len(edges) and edges[at] < end:
            tokens.append(Span(start, edges[at]))
            start = edges[at]
            at += 1
        tokens.append(Span(start, end))
    return tokens


def spans_of(extraction: Extraction) -> list[Span]:
    """Return the spans of all contents, cues and sources."""
    return [span for quote in extraction.quotes for span in (*quote.content, *quote.cue, *quote.source)]


class TokenIndex:
    """Tokens by place: which of them a span holds."""

    def __init__(self, tokens: Sequence[Span]) -> None:
        self._starts = [token.start for token in tokens]
        self._ends = [token.end for token in tokens]

    def within(self, span: Span) -> range:
        """Return the tokens that a span touches.

        >>> TokenIndex([Span(0, 2), Span(3, 5), Span(6, 7)]).within(Span(1, 6))
        range(0, 2)
        """
        first = bisect_right(self._ends, span.start)
        return range(first, max(first, bisect_left(self._starts, span.end)))
