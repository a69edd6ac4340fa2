"""An extraction in, flat rows out: one quote a row, for CSV, TSV, Parquet and tables of other libraries.

Flat rows are for reading and counting. They leave out the text of the article and the articles without quotes,
so they are not read back: the native format is the lossless one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from quotekit.values import Extraction, Quote, Span

Cell = str | float | bool | list[tuple[int, int]] | None
ColumnKind = Literal["text", "spans", "flag", "number"]
JOIN = " … "
"""Between the pieces of a content, cue or source that is interrupted."""
# No file of UTF-8 can hold half a surrogate pair, and readers of CSV stop at NUL.
UNWRITABLE = re.compile(r"[\0\ud800-\udfff]")
# What spreadsheets take for a formula, in full width too, and after white space that they pass over.
FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")


@frozen
class Column:
    """A column of the flat form: its name and what its cells hold; ``None`` where nothing is known."""

    name: str
    kind: ColumnKind = "text"


COLUMNS = (
    Column("article_id"),
    Column("date"),
    Column("outlet"),
    Column("title"),
    Column("quote_id"),
    Column("kind"),
    Column("form"),
    Column("content"),
    Column("content_spans", "spans"),
    Column("cue"),
    Column("cue_spans", "spans"),
    Column("source"),
    Column("source_spans", "spans"),
    Column("speaker_id"),
    Column("speaker_name"),
    Column("speaker_kind"),
    Column("speaker_role"),
    Column("cue_class"),
    Column("negated", "flag"),
    Column("denied", "flag"),
    Column("within"),
    Column("via"),
    Column("addressee"),
    Column("said_on"),
    Column("confidence", "number"),
    Column("rule"),
)
"""The columns of the flat form, in order; new ones are added at the end."""


def flat_rows(extraction: Extraction) -> Iterator[dict[str, Cell]]:
    """Yield a row a quote, its cells in the order of ``COLUMNS``; an article without quotes has no row.

    >>> import quotekit
    >>> article = quotekit.Article("“Late,” Ada said.", id="a1")
    >>> quote = quotekit.Quote("q", (Span(0, 7),), (Span(12, 16),), (Span(8, 11),), "direct")
    >>> (row,) = flat_rows(quotekit.Extraction(article, (quote,)))
    >>> row["article_id"], row["content"], row["content_spans"], row["speaker_name"]
    ('a1', '“Late,”', [(0, 7)], None)
    """
    article = extraction.article
    about: dict[str, Cell] = {
        "article_id": article.id,
        "date": article.date,
        "outlet": article.outlet,
        "title": article.title.of(article.text) if article.title else None,
    }
    for quote in extraction.quotes:
        row = about | _quote_cells(quote, article.text)
        yield {name: writable(cell) if isinstance(cell, str) else cell for name, cell in row.items()}


def _quote_cells(quote: Quote, text: str) -> dict[str, Cell]:
    speaker = quote.speaker
    return {
        "quote_id": quote.id,
        "kind": quote.kind,
        "form": quote.form,
        "content": _words(text, quote.content),
        "content_spans": _pairs(quote.content),
        "cue": _words(text, quote.cue),
        "cue_spans": _pairs(quote.cue),
        "source": _words(text, quote.source),
        "source_spans": _pairs(quote.source),
        "speaker_id": speaker.id if speaker else None,
        "speaker_name": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "speaker_role": speaker.role if speaker else None,
        "cue_class": quote.cue_class or None,
        "negated": quote.negated,
        "denied": quote.denied,
        "within": quote.within,
        "via": _words(text, quote.via),
        "addressee": _words(text, quote.addressee),
        "said_on": quote.said_on,
        "confidence": quote.confidence,
        "rule": quote.rule or None,
    }


def as_text(row: Mapping[str, Cell]) -> list[str]:
    """Return a row's cells as CSV and TSV write them: spans as JSON, flags as words, text guarded.

    >>> as_text({"source": "@ada", "source_spans": [(8, 12)], "negated": False, "via": None})
    ["'@ada", '[[8, 12]]', 'false', '']
    """
    return [_as_text(cell) for cell in row.values()]


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a ``'`` stands before one that it might.

    >>> guarded("=1+1"), guarded("Ada")
    ("'=1+1", 'Ada')
    """
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before :func:`guarded`.

    >>> unguarded("'=1+1"), unguarded("'tis late")
    ('=1+1', "'tis late")
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def writable(text: str) -> str:
    r"""Return a text of the same length that every UTF-8 file can hold.

    >>> writable("half a pair: \ud83d")
    'half a pair: �'
    """
    return UNWRITABLE.sub("\ufffd", text)


def _words(text: str, spans: Sequence[Span]) -> str | None:
    return JOIN.join(span.of(text) for span in spans) if spans else None


def _pairs(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return json.dumps(cell)
