"""An extraction in, lines of a table for the terminal out: kind, speaker, cue and content of each quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from quotekit.doors.cells import harmless, padded, wrapped
from quotekit.values import Article, Extraction, Quote, Span

GAP = 2
KIND = 12
DEEPEST_INDENT = 2
NARROWEST = 16


def table_head(width: int) -> Iterator[str]:
    """Yield the names of the columns."""
    yield from _lines(("kind", "speaker", "cue", "content"), _columns(width))


def table_lines(extraction: Extraction, width: int) -> Iterator[str]:
    """Yield the lines of an article: a heading, then its quotes, nested ones indented under the one that holds them.

    A speaker that is not resolved is shown by the words of the source, in parentheses.

    Args:
        extraction: what was found.
        width: cells in a line.

    >>> import quotekit
    >>> article = quotekit.Article("“Late,” Ada said.", id="a1")
    >>> quote = quotekit.Quote("q", (Span(0, 7),), (Span(12, 16),), (Span(8, 11),), "direct")
    >>> for line in table_lines(quotekit.Extraction(article, (quote,)), 60):
    ...     print(line)
    a1 · 1 quote
    direct        (Ada)         said      “Late,”
    """
    yield from wrapped(heading(extraction), width)
    for quote, depth in by_nesting(extraction.quotes):
        indent = "  " * min(depth, DEEPEST_INDENT)
        article = extraction.article
        content = read_out(article.text, quote.content)
        row = (indent + quote.kind, speaker_of(article, quote), read_out(article.text, quote.cue), indent + content)
        yield from _lines(row, _columns(width), indent)


def heading(extraction: Extraction) -> str:
    """Return what names an article: id, date, outlet and how many quotes it holds."""
    article, count = extraction.article, len(extraction.quotes)
    quotes = f"{count} quote{'' if count == 1 else 's'}" if count else "no quotes"
    return " · ".join(one_line(part) for part in (article.id, article.date, article.outlet, quotes) if part)


def speaker_of(article: Article, quote: Quote) -> str:
    """Return the speaker's name, or the source's words in parentheses, or a dash."""
    if quote.speaker is not None:
        return one_line(quote.speaker.name)
    return f"({read_out(article.text, quote.source)})" if quote.source else "—"


def read_out(text: str, spans: Sequence[Span]) -> str:
    """Return the words of a role on one line, its pieces joined by an ellipsis."""
    return " … ".join(one_line(span.of(text)) for span in spans)


def one_line(text: str) -> str:
    """Return a text without line breaks, harmless to a terminal."""
    return " ".join(harmless(text).split())


def by_nesting(quotes: Sequence[Quote]) -> Iterator[tuple[Quote, int]]:
    """Yield the quotes with their depth, each right before those that it holds."""
    ids = {quote.id for quote in quotes}
    inside: dict[str | None, list[Quote]] = {}
    for quote in quotes:
        holder = quote.within if quote.within in ids else None
        inside.setdefault(holder, []).append(quote)
    waiting = [(quote, 0) for quote in reversed(inside.pop(None, []))]
    while waiting or inside:
        if not waiting:
            # Quotes that hold each other in a ring, as a hand-made file may say: none of them is lost.
            waiting = [(each, 0) for each in reversed(inside.pop(next(iter(inside))))]
        quote, depth = waiting.pop()
        yield quote, depth
        waiting.extend((each, depth + 1) for each in reversed(inside.pop(quote.id, [])))


def side_by_side(cells: Sequence[str], columns: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row of a table, each cell wrapped to its column."""
    for line in zip_longest(*map(wrapped, cells, columns), fillvalue=""):
        yield (" " * GAP).join(padded(cell, column) for cell, column in zip(line, columns, strict=True)).rstrip()


def _columns(width: int) -> tuple[int, int, int, int]:
    speaker, cue = max(12, min(28, width // 5)), max(8, min(16, width // 8))
    return KIND, speaker, cue, max(NARROWEST, width - KIND - speaker - cue - 3 * GAP)


def _lines(row: Sequence[str], columns: Sequence[int], indent: str = "") -> Iterator[str]:
    *others, content = columns
    blocks = [wrapped(cell, column) for cell, column in zip(row, others, strict=False)]
    body = [indent + line for line in wrapped(row[-1].strip(), content - len(indent))]
    blocks = [[indent + row[0].strip()], *blocks[1:], body]
    for line in zip_longest(*blocks, fillvalue=""):
        cells_of_line = (padded(cell, column) for cell, column in zip(line, columns, strict=True))
        yield (" " * GAP).join(cells_of_line).rstrip()
