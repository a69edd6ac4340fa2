"""Extractions in, a CSV, TSV or Parquet file of one quote a row out, and its rows back.

A flat file holds rows, not articles: what comes back are the rows that were written, as :func:`flat_rows` made them.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from quotekit.doors.flat import COLUMNS, Cell, Column, flat_rows, unguarded
from quotekit.doors.lines import encode, replaced
from quotekit.doors.streams import bare, opened
from quotekit.doors.tabular import parquet_rows, separated_rows
from quotekit.doors.writers import check_installed, form_of, write_parquet
from quotekit.errors import FileProblem
from quotekit.values import Extraction


def write_flat(extractions: Iterable[Extraction], path: str | os.PathLike[str], bom: bool = False) -> int:
    """Write one row a quote and return how many; a file is replaced only once all rows are written.

    Cells that a spreadsheet could take for a formula begin with a ``'`` in CSV and TSV.

    Args:
        extractions: what to write; read as it is written, so it may be longer than memory.
        path: ends in ``.csv``, ``.tsv`` or ``.parquet``; the first two also in ``.gz``, ``.bz2`` or ``.xz`` behind.
        bom: begin CSV and TSV with a byte order mark, by which Excel knows UTF-8.

    Raises:
        ValueError: the file's name tells no such format.
        FileProblem: ``pyarrow`` is needed and not installed, or the file can't be written.

    >>> import tempfile, quotekit
    >>> found = quotekit.extract("“No,” said Ada Cole.", engine="rules")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     count = write_flat([found], f"{folder}/quotes.csv")
    ...     [row["source"] for row in read_flat(f"{folder}/quotes.csv")]
    ['Ada Cole']
    """
    form = form_of(os.fspath(path), bom)
    if form.name == "jsonl":
        raise ValueError(f"path: {os.fspath(path)!r} is for write_jsonl, which keeps all")
    check_installed(form)
    count = 0

    def rows() -> Iterator[bytes]:
        nonlocal count
        for extraction in extractions:
            for row in flat_rows(extraction):
                count += 1
                yield encode(row)

    if form.name == "parquet":
        with tempfile.TemporaryDirectory() as folder, replaced(path) as handle:
            part = Path(folder) / "part.parquet"
            write_parquet(rows(), part)
            with part.open("rb") as made:
                shutil.copyfileobj(made, handle)
        return count
    with replaced(path) as handle:
        handle.write(form.pack(form.head()))
        for extraction in extractions:
            count += len(extraction.quotes)
            handle.write(form.pack(form.encode(extraction)))
    return count


def read_flat(path: str | os.PathLike[str]) -> Iterator[dict[str, Cell]]:
    """Yield the rows of a flat file, each cell of its column's kind; an empty cell of CSV and TSV is ``None``.

    Raises:
        FileProblem: the file or a row of it can't be read; it names the line.

    >>> import tempfile, quotekit
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     count = write_flat([quotekit.extract("“No,” said Ada Cole.", engine="rules")], f"{folder}/quotes.tsv")
    ...     [(row["content"], row["content_spans"], row["negated"]) for row in read_flat(f"{folder}/quotes.tsv")]
    [('“No,”', [(0, 5)], False)]
    """
    name = os.fspath(path)
    ending = Path(bare(name)).suffix.lower()
    with opened(name) as stream:
        packed = bare(name) != name
        rows = parquet_rows(stream, packed) if ending == ".parquet" else separated_rows(stream, ending)
        for line, row in rows:
            if isinstance(row, FileProblem):
                raise row.at(name, line)
            try:
                yield {column.name: _cell(column, row, ending) for column in COLUMNS}
            except (ValueError, TypeError, KeyError) as problem:
                raise FileProblem(f"is no flat row of quotekit: {problem}", file=name, line=line) from problem


def _cell(column: Column, row: Mapping[str, object], ending: str) -> Cell:
    value = row.get(column.name)
    if column.kind == "spans":
        pairs = value if ending == ".parquet" else json.loads(str(value))
        return [_pair(pair) for pair in cast("list[object]", pairs)]
    if ending == ".parquet" or value is None:
        return cast("Cell", value)
    return unguarded(str(value)) if column.kind == "text" else cast("Cell", json.loads(str(value)))


def _pair(pair: object) -> tuple[int, int]:
    start, end = pair.values() if isinstance(pair, Mapping) else cast("list[int]", pair)
    return int(start), int(end)
