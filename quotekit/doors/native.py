r"""The native format: extractions in, JSON lines out, and back equal.

One article a line, as the schema ``quotekit/data/quotekit-1.schema.json`` tells. Fields that quotekit does not know
stand beside its own, untouched; where such a field bears one of quotekit's own names, it stands inside ``extra``.

The lines are UTF-8. Half of a surrogate pair that stands alone in a text has no UTF-8 form and is written as JSON's
escape, ``\ud83d``. Two halves side by side that are *two* code points would be read as one: a string that holds them
is written as an array of strings to be joined, and ``split`` lists the paths of such strings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from quotekit.doors.lines import encode, joined, replaced, report, rows_of
from quotekit.doors.rows import Row
from quotekit.doors.rows_to_values import read_block, read_claim, read_failure, read_notice, read_quote
from quotekit.doors.values_to_rows import block_row, claim_row, failure_row, held, notice_row, pair, quote_row
from quotekit.errors import FileProblem
from quotekit.values import Article, Extraction

SCHEMA = "quotekit/1"
OWN_FIELDS = frozenset(
    {
        "schema",
        "id",
        "date",
        "updated",
        "title",
        "outlet",
        "text",
        "blocks",
        "quotes",
        "claims",
        "warnings",
        "article_warnings",
        "failure",
        "extra",
        "split",
    }
)
"""Names at the top of a row that are the format's own."""


def to_row(extraction: Extraction) -> dict[str, object]:
    """Return the row of an extraction: plain dicts, lists, strings, numbers.

    Fields that hold nothing and that most articles lack (``outlet``, ``via``, …) are left out.

    >>> import quotekit
    >>> article = quotekit.Article("“Late,” Ada Cole said.", id="a1")
    >>> to_row(quotekit.Extraction(article))["text"]
    '“Late,” Ada Cole said.'
    """
    article = extraction.article
    row: dict[str, object] = {
        "schema": SCHEMA,
        "id": article.id,
        "date": article.date,
        **held(updated=article.updated),
        "title": pair(article.title),
        **held(outlet=article.outlet),
        "text": article.text,
        "blocks": [block_row(block) for block in article.blocks],
        "quotes": [quote_row(quote) for quote in extraction.quotes],
        "claims": [claim_row(claim) for claim in extraction.claims],
        **held(warnings=[notice_row(notice) for notice in extraction.warnings]),
        **held(failure=failure_row(extraction.failure)),
    }
    if article.warnings != extraction.warnings:
        row["article_warnings"] = [notice_row(notice) for notice in article.warnings]
    row.update((name, value) for name, value in article.extra.items() if name not in OWN_FIELDS)
    return row | held(extra={name: value for name, value in article.extra.items() if name in OWN_FIELDS})


def from_row(row: Mapping[str, object]) -> Extraction:
    """Return the extraction that a row tells of: ``from_row(to_row(x)) == x``.

    Raises:
        FileProblem: a field is missing or wrong; it names the field.

    >>> from_row({"schema": "quotekit/1", "text": "Rain.", "blocks": [], "quotes": [], "claims": []}).article.text
    'Rain.'
    >>> from_row({"schema": "quotekit/1", "text": "Rain.", "quotes": [{"id": 5}]})
    Traceback (most recent call last):
    quotekit.errors.FileProblem: quotes[0].id: must be a string, not a number
    """
    top = Row(row)
    if row.get("schema") != SCHEMA:
        raise FileProblem(
            f"must be {SCHEMA!r}, not {row.get('schema')!r}", "this version of quotekit reads no other", field="schema"
        )
    text = top.string("text")
    top.length = len(text)
    warnings = top.many("warnings", read_notice, len(text))
    article = Article(
        text,
        id=top.optional("id"),
        date=top.optional("date"),
        updated=top.optional("updated"),
        title=top.optional_span("title"),
        outlet=top.optional("outlet"),
        blocks=top.many("blocks", read_block, len(text)),
        warnings=top.many("article_warnings", read_notice, len(text)) if "article_warnings" in row else warnings,
        extra={name: value for name, value in row.items() if name not in OWN_FIELDS}
        | (top.child("extra", lambda extra: dict(extra.value)) or {}),
    )
    quotes, claims = top.many("quotes", read_quote, len(text)), top.many("claims", read_claim)
    return Extraction(article, quotes, claims, warnings, top.child("failure", read_failure))


def write_jsonl(extractions: Iterable[Extraction], out: str | PathLike[str] | BinaryIO) -> int:
    """Write one line an article and return how many; a file is replaced only once all lines are written.

    Args:
        extractions: what to write; read as it is written, so it may be longer than memory.
        out: a path, or a file open for bytes.

    >>> import io, quotekit
    >>> write_jsonl([quotekit.Extraction(quotekit.Article("Rain."))], io.BytesIO())
    1
    """
    if isinstance(out, str | PathLike):
        with replaced(out) as handle:
            return write_jsonl(extractions, handle)
    count = 0
    for count, extraction in enumerate(extractions, 1):  # noqa: B007
        out.write(encode(to_row(extraction)))
    return count


def read_jsonl(
    source: str | PathLike[str] | BinaryIO, on_problem: Callable[[FileProblem], None] | None = None
) -> Iterator[Extraction]:
    """Yield the extractions of a file, one a line.

    Args:
        source: a path, or a file open for bytes.
        on_problem: called with each wrong line, and the others are still read; without it the first one raises.

    Raises:
        FileProblem: a line is wrong: not UTF-8, not JSON, or a field that is missing or wrong.

    >>> import io, quotekit
    >>> file = io.BytesIO()
    >>> write_jsonl([quotekit.Extraction(quotekit.Article("Rain."))], file), file.seek(0)
    (1, 0)
    >>> [extraction.article.text for extraction in read_jsonl(file)]
    ['Rain.']
    """
    if isinstance(source, str | PathLike):
        with Path(source).open("rb") as handle:
            yield from read_jsonl(handle, on_problem)
        return
    name = getattr(source, "name", None)
    file = name if isinstance(name, str) else None
    for number, row in rows_of(source, file, on_problem):
        try:
            extraction = from_row(joined(row))
        except FileProblem as problem:
            report(problem.at(file, number), on_problem)
        else:
            yield extraction
