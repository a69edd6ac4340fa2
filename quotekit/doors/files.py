"""Files in, articles out: plain text is one article a file, JSON lines one a row; what can't be read is told of.

A row is ``{"id"?, "text", "date"?, "outlet"?}``; its other fields travel in ``Article.extra``. A row in quotekit's own
format is read as well: as input its text counts, and what was found in it before is left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date as day_of
from itertools import chain
from pathlib import Path

from attrs import evolve, frozen

from quotekit.articles import parse_article
from quotekit.doors.lines import BOM, joined, not_utf8, report, rows_of
from quotekit.doors.native import OWN_FIELDS, SCHEMA
from quotekit.doors.rows import Row
from quotekit.errors import FileProblem
from quotekit.values import Article

OnProblem = Callable[[FileProblem], None]
STDIN = "-"
ROW_SUFFIXES = (".jsonl", ".ndjson")
INPUT_FIELDS = frozenset({"id", "text", "date", "outlet"})
# Standard input has no suffix: rows begin with an object and its first name, which no article does.
ROWS_AHEAD = re.compile(rb"\s*\{\s*[\"}]")


@frozen
class Document:
    """One article of an input, and where it came from."""

    article: Article
    file: str
    line: int | None = None
    row: Mapping[str, object] | None = None
    """The row it was made from; ``None`` for plain text."""


def read_articles(
    files: Iterable[str], date: str | None = None, on_problem: OnProblem | None = None
) -> Iterator[Article]:
    """Yield the articles of files, in order; ``-`` is standard input.

    Args:
        files: names of text files and of files of rows (``.jsonl``, ``.ndjson``).
        date: the day of publication for articles whose row gives none.
        on_problem: called with what can't be read, and the rest is still done; without it the first problem raises.

    Raises:
        FileProblem: a file or a row can't be read.

    >>> [article.id for article in read_articles(["seeds/000_56ba8e9034f2e850.txt"])]
    ['000_56ba8e9034f2e850']
    """
    for document in read_documents(files, date, on_problem):
        yield document.article


def read_documents(
    files: Iterable[str], date: str | None = None, on_problem: OnProblem | None = None
) -> Iterator[Document]:
    """Yield the articles of files as :func:`read_articles` does, each with the place and the row it came from."""
    for file in files:
        try:
            yield from _read_file(file, date, on_problem)
        except FileProblem as problem:
            report(problem, on_problem)
        except OSError as problem:
            report(_unreadable(file, problem), on_problem)


def day(value: str) -> str:
    """Return the day of an ISO 8601 date, with or without a time.

    Raises:
        ValueError: it is no such date.

    >>> day("2023-05-03T08:45:00Z")
    '2023-05-03'
    """
    head, rest = value[:10], value[10:]
    try:
        # ``fromisoformat`` also takes 2023-W18-3, which has ten characters too.
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", head, re.ASCII) or (rest and rest[0] not in "T "):
            raise ValueError("another form")
        return day_of.fromisoformat(head).isoformat()
    except ValueError as problem:
        raise ValueError(f"{value!r} is no date such as 2023-05-03") from problem


def _read_file(file: str, date: str | None, on_problem: OnProblem | None) -> Iterator[Document]:
    if file == STDIN:
        yield from _read_stdin(date, on_problem)
        return
    path = Path(file)
    if path.suffix.lower() == ".json":
        raise FileProblem("a .json file", "write one row a line and name it .jsonl", file)
    with path.open("rb") as handle:
        if path.suffix.lower() in ROW_SUFFIXES:
            yield from _read_rows(handle, file, date, on_problem)
        else:
            yield Document(parse_article(_decoded(handle.read(), file), id=path.stem, date=date), file)


def _read_stdin(date: str | None, on_problem: OnProblem | None) -> Iterator[Document]:
    name = "standard input"
    stream = sys.stdin.buffer
    first = stream.readline()
    if ROWS_AHEAD.match(first.removeprefix(BOM)):
        yield from _read_rows(chain([first], stream), name, date, on_problem)
    else:
        yield Document(parse_article(_decoded(first + stream.read(), name), date=date), name)


def _decoded(content: bytes, file: str) -> str:
    body = content.removeprefix(BOM)
    try:
        return body.decode()
    except UnicodeDecodeError as problem:
        offset = problem.start + len(content) - len(body)
        raise not_utf8(offset, content).at(file) from problem


def _read_rows(lines: Iterable[bytes], file: str, date: str | None, on_problem: OnProblem | None) -> Iterator[Document]:
    for number, row in rows_of(lines, file, on_problem):
        try:
            whole = joined(row) if row.get("schema") == SCHEMA else row
            document = Document(_article(whole, date), file, number, whole)
        except FileProblem as problem:
            report(problem.at(file, number), on_problem)
        else:
            yield document


def _article(row: Mapping[str, object], date: str | None) -> Article:
    fields = Row(row)
    text, printed = fields.string("text"), fields.optional("date")
    try:
        published = date if printed is None else day(printed)
    except ValueError as problem:
        raise FileProblem(str(problem), field="date") from problem
    known = OWN_FIELDS if row.get("schema") == SCHEMA else INPUT_FIELDS
    extra = {name: value for name, value in row.items() if name not in known}
    if known is OWN_FIELDS:
        extra |= fields.child("extra", lambda theirs: dict(theirs.value)) or {}
    article = parse_article(text, id=fields.optional("id"), date=published, outlet=fields.optional("outlet"))
    return evolve(article, extra=extra)


def _unreadable(file: str, problem: OSError) -> FileProblem:
    if isinstance(problem, IsADirectoryError):
        return FileProblem("a directory", "give the files in it", file)
    if isinstance(problem, FileNotFoundError):
        return FileProblem("no such file", "", file)
    return FileProblem(f"can't be read: {problem.strerror or problem}", "", file)
