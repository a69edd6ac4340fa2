"""CSV, TSV and Parquet in, rows by the names of their columns out; each wrong row is told with its line."""

from __future__ import annotations

import csv
import datetime
import math
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from quotekit.doors.lines import BOM
from quotekit.doors.parquet_footer import row_groups
from quotekit.doors.streams import LARGEST, MOST_TIMES, as_utf8, lines_of, too_long, unpacks_too_far
from quotekit.errors import FileProblem

Numbered = tuple[int, Mapping[str, object] | FileProblem]
ESCAPED = re.compile(r"[\udc80-\udcff]")
# A character that no text may hold stands for a line beyond the limit.
TOO_LONG = "\ufdd0"
ROWS_AT_ONCE = 16
"""Rows of Parquet held in memory: each may be as long as ``LARGEST``."""
MOST_IN_LISTS = 4 * 2**20
"""Values inside the lists of one group of rows; more, in a file that is small for them, are a trap."""


def separated_rows(stream: BinaryIO, suffix: str) -> Iterator[Numbered]:
    r"""Yield line and row, or line and problem, of each row below the header; the line is the one it starts in.

    Args:
        stream: a file of bytes.
        suffix: ``.csv`` (parted by commas, or by semicolons where the header has no comma) or ``.tsv``.

    >>> import io
    >>> list(separated_rows(io.BytesIO(b"id,text\na1,Rain.\n"), ".csv"))
    [(2, {'id': 'a1', 'text': 'Rain.'})]
    """
    csv.field_size_limit(LARGEST)
    lines = _text_lines(as_utf8(stream))
    first = next(lines, "")
    mark = "\t" if suffix == ".tsv" else ";" if "," not in first and ";" in first else ","
    reader = csv.reader(_after(first, lines), delimiter=mark, strict=True)
    header: list[str] | None = None
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            if header is None:
                raise FileProblem(f"the header is broken: {problem}", line=start) from problem
            yield start, _broken(problem, start, reader.line_num)
            continue
        if not any(cells):
            continue
        if header is None:
            header = _header(cells)
            continue
        yield start, _checked(header, cells)


def parquet_rows(stream: BinaryIO, packed: bool) -> Iterator[Numbered]:
    """Yield number, from 1, and row of each row of a Parquet file; cells as JSON could hold them.

    Args:
        stream: a file of bytes.
        packed: the stream can't be read from its end; it is unpacked into a private temporary file.

    Raises:
        FileProblem: it is no Parquet, or ``pyarrow`` is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an optional extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as problem:
        raise FileProblem("a Parquet file", 'pip install "quotekit[arrow]"') from problem
    with tempfile.TemporaryFile() as spare:
        if packed:
            while piece := stream.read(1 << 20):
                spare.write(piece)
            spare.seek(0)
        try:
            source = spare if packed else stream
            size = source.seek(0, os.SEEK_END)
            number = letters = 0
            file = pq.ParquetFile(source)
            _check_sizes(source, size)
            for batch in file.iter_batches(ROWS_AT_ONCE):
                for row in batch.to_pylist():
                    number += 1
                    texts = [len(cell) for cell in row.values() if isinstance(cell, str | bytes)]
                    letters += sum(texts)
                    if letters > LARGEST and letters > MOST_TIMES * size:
                        raise unpacks_too_far()
                    long = max(texts, default=0) > LARGEST
                    yield number, too_long() if long else {str(name): _plain(cell) for name, cell in row.items()}
        except FileProblem:
            raise
        # Beside Arrow's own: names and cells that are no UTF-8, days beyond the calendar.
        except (pa.ArrowException, OSError, ValueError, OverflowError) as problem:
            raise FileProblem(f"no Parquet that can be read: {str(problem)[:200]}") from problem


def _check_sizes(source: BinaryIO, size: int) -> None:
    """Raise where Parquet says itself that it unpacks too far: a list of a thousand million nulls takes no room."""
    for rows, columns in row_groups(source):
        letters = sum(unpacked for _, unpacked in columns)
        nested = sum(max(0, values - rows) for values, _ in columns)
        if (letters > LARGEST or nested > MOST_IN_LISTS) and max(letters, nested) > MOST_TIMES * size:
            raise unpacks_too_far()


def _text_lines(stream: BinaryIO) -> Iterator[str]:
    for place, line in lines_of(stream):
        body = b"" if line is None else line if place else line.removeprefix(BOM)
        yield f"{TOO_LONG}\n" if line is None else body.decode("utf8", "surrogateescape")


def _after(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _header(cells: Sequence[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    twice = next((name for name, count in Counter(names).items() if count > 1), None)
    if twice is not None:
        raise FileProblem(f"the column {twice[:60]!r} stands twice in the header", line=1)
    if any(ESCAPED.search(name) or TOO_LONG in name for name in names):
        raise FileProblem("the header is not UTF-8", "save it as UTF-8", line=1)
    return names


def _checked(header: Sequence[str], cells: Sequence[str]) -> Mapping[str, object] | FileProblem:
    if TOO_LONG in cells[0]:
        return too_long()
    if len(cells) != len(header):
        return FileProblem(f"{len(cells)} cells, the header has {len(header)}", "quote cells that hold the separator")
    wrong = next((name for name, cell in zip(header, cells, strict=True) if ESCAPED.search(cell)), None)
    if wrong is not None:
        return FileProblem("not UTF-8", "save it as UTF-8", field=wrong)
    # CSV has no null: an empty cell says that nothing is known.
    return {name: cell or None for name, cell in zip(header, cells, strict=True)}


def _broken(problem: csv.Error, start: int, end: int) -> FileProblem:
    if "field larger" in str(problem):
        return too_long()
    if "unexpected end" in str(problem):
        reason = f"a quotation mark is opened and never closed: lines {start} to {end} can't be told apart"
        return FileProblem(reason, 'write a " inside a cell as ""')
    return FileProblem(f"broken quoting: {problem}", 'write a " inside a cell as "", and quote that cell')


def _plain(cell: Any) -> object:
    """Return a cell as JSON could hold it: days as ISO 8601, numbers that JSON lacks as words."""
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, Mapping):
        return {str(name): _plain(each) for name, each in cell.items()}
    if isinstance(cell, list | tuple):
        return [_plain(each) for each in cell]
    if isinstance(cell, bytes):
        return cell.hex()
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    if isinstance(cell, Decimal | datetime.timedelta):
        return str(cell)
    return cell if cell is None or isinstance(cell, str | bool | int | float) else str(cell)
