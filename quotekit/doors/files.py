"""Files in, articles out: plain text is one article a file, rows are one each; what can't be read is told of.

A row is ``{"id"?, "text", "date"?, "outlet"?}``; its other fields travel in ``Article.extra``. A row in quotekit's own
format is read as well: as input its text counts, and what was found in it before is left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date as day_of
from pathlib import Path
from typing import BinaryIO

from attrs import evolve, frozen

from quotekit.articles import parse_article
from quotekit.doors.lines import BOM, decode, joined, not_utf8, report
from quotekit.doors.native import OWN_FIELDS, SCHEMA
from quotekit.doors.rows import Row
from quotekit.doors.sources import PARQUET, ROW_SUFFIXES, STDIN, TABLE_SUFFIXES, Source, find_sources
from quotekit.doors.streams import LARGEST, PACKED, WIDE, Meter, after, as_utf8, lines_of, opened, too_long
from quotekit.doors.tabular import parquet_rows, separated_rows
from quotekit.errors import FileProblem
from quotekit.values import Article

OnProblem = Callable[[FileProblem], None]
FIELDS = ("id", "text", "date", "outlet")
DEEPEST = 100
"""Arrays and objects within each other in a row: more is no data, and would break what reads the output."""
# Standard input has no suffix: rows begin with an object and its first name, which no article does.
ROWS_AHEAD = re.compile(rb"\s*\{\s*[\"}]")


@frozen
class Found:
    """What was read of one article and is not parsed yet: its row, or its text; and where it stands."""

    file: str
    line: int | None = None
    row: Mapping[str, object] | None = None
    """The row; ``None`` for plain text."""
    text: str = ""
    id: str | None = None
    loose: bool = False
    """True for rows of tables, whose ids and days may be numbers."""


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
        files: names of files, folders and globs: text, ``.jsonl``, ``.ndjson``, ``.csv``, ``.tsv``, ``.parquet``, each
            also packed (``.gz``, ``.bz2``, ``.xz``, ``.zst``).
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
    files: Iterable[str],
    date: str | None = None,
    on_problem: OnProblem | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Document]:
    """Yield the articles of files as :func:`read_articles` does, each with the place and the row it came from.

    Args:
        files: as for :func:`read_articles`.
        date: as for :func:`read_articles`.
        on_problem: as for :func:`read_articles`.
        columns: under which other names rows hold ``text``, ``date``, ``id`` and ``outlet``.
    """
    for source in find_sources(files, lambda problem: report(problem, on_problem)):
        for found in read_source(source, on_problem):
            try:
                document = as_document(found, date, columns)
            except FileProblem as problem:
                report(problem, on_problem)
            else:
                yield document


def read_source(source: Source, on_problem: OnProblem | None, meter: Meter | None = None) -> Iterator[Found]:
    """Yield what a file holds, unparsed; what can't be read goes to ``on_problem``, or raises without it."""
    try:
        if source.name == STDIN:
            yield from _read_stdin(on_problem)
        else:
            yield from _read_file(source, on_problem, meter)
    except FileProblem as problem:
        report(problem.at(problem.file or source.name, problem.line), on_problem)
    except OSError as problem:
        report(_unreadable(source.name, problem), on_problem)


def as_document(found: Found, date: str | None, columns: Mapping[str, str] | None = None) -> Document:
    """Return the article of what was read.

    Raises:
        FileProblem: a field is missing or wrong.
    """
    if found.row is None:
        return Document(parse_article(found.text, id=found.id, date=date), found.file, found.line)
    try:
        row = dict(found.row)
        own = row.get("schema") == SCHEMA
        whole = joined(row) if own else row
        article = _own_article(whole, date) if own else _article(whole, date, columns or {}, found.loose)
    except FileProblem as problem:
        name = (columns or {}).get(problem.field or "", problem.field)
        raise FileProblem(problem.reason, problem.advice, found.file, found.line, name) from problem
    return Document(article, found.file, found.line, whole)


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
        raise ValueError(f"{value[:60]!r} is no date such as 2023-05-03") from problem


def _read_file(source: Source, on_problem: OnProblem | None, meter: Meter | None) -> Iterator[Found]:
    name, suffix = source.name, source.suffix
    if suffix == ".json":
        raise FileProblem("a .json file", "write one row a line and name it .jsonl", name)
    with opened(name, meter) as stream:
        if suffix in ROW_SUFFIXES:
            yield from _read_rows(stream, name, on_problem)
        elif suffix in TABLE_SUFFIXES or suffix == PARQUET:
            packed = Path(name).suffix.lower() in PACKED
            rows = parquet_rows(stream, packed) if suffix == PARQUET else separated_rows(stream, suffix)
            for number, row in rows:
                if isinstance(row, FileProblem):
                    report(row.at(name, number), on_problem)
                else:
                    yield Found(name, number, row, loose=True)
        else:
            yield Found(name, text=_text(stream, name), id=source.id)


def _read_stdin(on_problem: OnProblem | None) -> Iterator[Found]:
    name = "standard input"
    start = sys.stdin.buffer.readline(LARGEST + 1)
    stream = after(start, sys.stdin.buffer)
    if ROWS_AHEAD.match(start.removeprefix(BOM)):
        yield from _read_rows(stream, name, on_problem)
    else:
        yield Found(name, text=_text(stream, name))


def _text(stream: BinaryIO, file: str) -> str:
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise too_long().at(file)
    encoding = next((name for mark, name in WIDE.items() if content.startswith(mark)), None)
    body = content.removeprefix(BOM)
    try:
        return content.decode(encoding) if encoding else body.decode()
    except UnicodeDecodeError as problem:
        if encoding:
            raise FileProblem(f"not {encoding.upper()} at byte {problem.start}", "save it as UTF-8", file) from problem
        raise not_utf8(problem.start + len(content) - len(body), content).at(file) from problem


def _read_rows(stream: BinaryIO, file: str, on_problem: OnProblem | None) -> Iterator[Found]:
    for number, (place, line) in enumerate(lines_of(as_utf8(stream)), 1):
        try:
            row = _row(line, place)
        except FileProblem as problem:
            report(problem.at(file, number), on_problem)
        else:
            if row is not None:
                yield Found(file, number, row)


def _row(line: bytes | None, place: int) -> Mapping[str, object] | None:
    """Return the row of a line, ``None`` for a blank one."""
    if line is None:
        raise too_long()
    body = line if place else line.removeprefix(BOM)
    if not body.strip():
        return None
    try:
        row = decode(body)
    except FileProblem as problem:
        if isinstance(problem.__cause__, UnicodeDecodeError):
            raise not_utf8(place + len(line) - len(body) + problem.__cause__.start, line) from problem
        raise
    if body.count(b"[") + body.count(b"{") > DEEPEST and _depth(row) > DEEPEST:
        raise FileProblem(f"nested more than {DEEPEST} deep")
    return row


def _depth(row: object) -> int:
    """Return how deep a row is nested, counted no further than is allowed."""
    layer, depth = [row], 0
    while layer and depth <= DEEPEST:
        depth += 1
        nested = [list(each.values()) if isinstance(each, dict) else each for each in layer]
        layer = [inner for each in nested if isinstance(each, list) for inner in each if isinstance(inner, dict | list)]
    return depth


def _article(row: Mapping[str, object], date: str | None, columns: Mapping[str, str], loose: bool) -> Article:
    theirs = {name: columns.get(name, name) for name in FIELDS}
    fields = {name: row[their] for name, their in theirs.items() if their in row}
    if loose and isinstance(fields.get("id"), int):
        fields["id"] = str(fields["id"])
    extra = {name: value for name, value in row.items() if name not in theirs.values()}
    return evolve(_parsed(Row(fields), date), extra=extra)


def _own_article(row: Mapping[str, object], date: str | None) -> Article:
    fields = Row(row)
    extra = {name: value for name, value in row.items() if name not in OWN_FIELDS}
    extra |= fields.child("extra", lambda theirs: dict(theirs.value)) or {}
    return evolve(_parsed(fields, date), extra=extra)


def _parsed(fields: Row, date: str | None) -> Article:
    text, printed = fields.string("text"), fields.optional("date")
    try:
        published = date if printed is None else day(printed)
    except ValueError as problem:
        raise FileProblem(str(problem), field="date") from problem
    return parse_article(text, id=fields.optional("id"), date=published, outlet=fields.optional("outlet"))


def _unreadable(file: str, problem: OSError) -> FileProblem:
    if isinstance(problem, IsADirectoryError):
        return FileProblem("a directory", "give the files in it", file)
    if isinstance(problem, FileNotFoundError):
        return FileProblem("no such file", "", file)
    return FileProblem(f"can't be read: {problem.strerror or problem}", "", file)
