"""A text and its quotes in, the HTML of its stretches out: marks nest, whatever the spans do."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from quotekit.doors.page.safe import shown
from quotekit.doors.page.voices import Cast, Numbered, clipped
from quotekit.values import Span

CONTENT, SOURCE, CUE = range(3)
TAGS = ("mark", "b", "i")
LOOKS = ("qk-q", "qk-src", "qk-cue")
MOST_LAYERS = 12
"""Marks inside each other beyond these are not drawn: the page would grow with their square."""
MOST_LINES = 3

Key = tuple[int, int, int, int, int]
Reference = Callable[[Numbered], str]


@frozen(order=True)
class Edge:
    """Where a piece of a role starts or ends; at one place ends come first, those of the later pieces before."""

    at: int
    opens: bool
    order: int
    key: Key
    last: bool
    """True at the end of a content's last piece, where its reference stands."""


class Pen:
    """Writes a text stretch by stretch, in order, with the marks of its quotes.

    Spans that overlap without nesting are cut: the mark that started later ends with the earlier one and starts anew.

    Args:
        text: the article's text.
        quotes: its quotes, numbered.
        cast: the voices.
        reference: gives what stands behind a quote's last piece.
        prefix: stands before the numbers of quotes, where a page has several articles.
    """

    def __init__(
        self, text: str, quotes: Sequence[Numbered], cast: Cast, reference: Reference, prefix: str = ""
    ) -> None:
        self._text = text
        self._quotes = {each.number: each for each in quotes}
        self._reference = reference
        self._edges = list(_edges(quotes, len(text)))
        self._next = 0
        self._inside: list[Key] = []
        self._open: list[Key] = []
        heights = _heights(quotes)
        self._attributes = {
            each.number: f'qk-c{cast.voices[each.voice].colour} qk-h{heights[each.number]}" '
            f'data-q="{prefix}{each.number}" data-v="{each.voice}'
            for each in quotes
        }

    def write(self, span: Span, visible: bool = True) -> str:
        """Return the HTML of the stretch, which starts where the last one ended; all tags are closed in it.

        Args:
            span: the stretch.
            visible: False for space between blocks, of which only the references are written.
        """
        out: list[str] = []
        place = span.start
        while self._next < len(self._edges):
            edge = self._edges[self._next]
            if edge.at > span.end or (edge.at == span.end and edge.opens):
                break
            if visible and edge.at > place:
                out.append(self._stretch(Span(place, edge.at)))
            place = max(place, edge.at)
            self._next += 1
            self._step(edge, out)
        if visible and span.end > place:
            out.append(self._stretch(Span(place, span.end)))
        out.extend(self._closed(0))
        return "".join(out)

    def _step(self, edge: Edge, out: list[str]) -> None:
        if edge.opens:
            insort(self._inside, edge.key)
            return
        del self._inside[bisect_left(self._inside, edge.key)]
        if edge.key in self._open:
            out.extend(self._closed(self._open.index(edge.key)))
        if edge.last:
            out.append(self._reference(self._quotes[edge.key[-1]]))

    def _stretch(self, span: Span) -> str:
        wanted = self._inside[:MOST_LAYERS]
        same = 0
        while same < min(len(wanted), len(self._open)) and wanted[same] == self._open[same]:
            same += 1
        parts = list(self._closed(same))
        for key in wanted[same:]:
            self._open.append(key)
            parts.append(f'<{TAGS[key[2]]} class="{LOOKS[key[2]]} {self._attributes[key[-1]]}">')
        return "".join(parts) + shown(span.of(self._text))

    def _closed(self, down_to: int) -> Iterator[str]:
        while len(self._open) > down_to:
            yield f"</{TAGS[self._open.pop()[2]]}>"


def _edges(quotes: Sequence[Numbered], length: int) -> Iterator[Edge]:
    edges = []
    for each in quotes:
        roles = (each.quote.content, each.quote.source, each.quote.cue)
        for role, spans in enumerate(roles):
            pieces = sorted(set(clipped(spans, length)))
            for piece in pieces:
                # What starts first is outside; of what starts together, the longer.
                key = (piece.start, -piece.end, role, each.depth, each.number)
                last = role == CONTENT and piece == pieces[-1]
                edges.append(Edge(piece.start, True, piece.start, key, False))
                edges.append(Edge(piece.end, False, -piece.start, key, last))
    return iter(sorted(edges))


def _heights(quotes: Sequence[Numbered]) -> dict[int, int]:
    """Return how many layers of quotes each quote holds, up to as many as there is room for lines below the words."""
    by_id = {each.quote.id: each for each in quotes}
    heights = dict.fromkeys((each.number for each in quotes), 0)
    for each in sorted(quotes, key=lambda q: -q.depth):
        holder = by_id.get(each.quote.within or "")
        if holder is not None and holder.depth < each.depth:
            heights[holder.number] = min(MOST_LINES, max(heights[holder.number], heights[each.number] + 1))
    return heights
