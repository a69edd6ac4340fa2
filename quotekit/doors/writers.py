"""The name of an output in, how it is written out: JSON lines, CSV, TSV or Parquet, some of them packed.

Lines are written in pieces, each packed by itself: pieces one after the other are a whole file, whatever ran between
them. Parquet is made of JSON lines at the end, since its file can't be gone on with.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from quotekit.doors.flat import COLUMNS, as_text, flat_rows
from quotekit.doors.lines import BOM, encode
from quotekit.doors.native import to_row
from quotekit.doors.streams import bare
from quotekit.errors import FileProblem
from quotekit.values import Extraction

FormName = Literal["jsonl", "csv", "tsv", "parquet"]
ENDINGS: dict[str, FormName] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet"
}  # fmt: skip
SEPARATORS = {"csv": ",", "tsv": "\t"}
PACKERS = ("", ".gz", ".bz2", ".xz")
ROWS_IN_A_GROUP = 50_000


@frozen
class Form:
    """How an output is written."""

    name: FormName = "jsonl"
    packing: str = ""
    bom: bool = False
    """Whether CSV and TSV begin with a byte order mark, by which Excel knows UTF-8."""

    @property
    def ending(self) -> str:
        """The ending of a file of pieces."""
        return f".{'jsonl' if self.name == 'parquet' else self.name}{self.packing}"

    def head(self) -> bytes:
        """Return what stands before the first piece."""
        if self.name not in SEPARATORS:
            return b""
        return (BOM if self.bom else b"") + self._line([column.name for column in COLUMNS])

    def encode(self, extraction: Extraction) -> bytes:
        """Return the lines of an article.

        Raises:
            QuotekitError: a field that came with the article can't be written.
        """
        if self.name == "jsonl":
            return encode(to_row(extraction))
        if self.name == "parquet":
            return b"".join(encode(row) for row in flat_rows(extraction))
        return b"".join(self._line(as_text(row)) for row in flat_rows(extraction))

    def pack(self, piece: bytes) -> bytes:
        """Return a piece as it is written: the same bytes always, no time of day among them."""
        return self._packed(piece) if piece else b""

    def _packed(self, piece: bytes) -> bytes:
        if self.packing == ".gz":
            return gzip.compress(piece, 6, mtime=0)
        if self.packing == ".bz2":
            return bz2.compress(piece)
        return lzma.compress(piece) if self.packing else piece

    def nothing(self) -> bytes:
        """Return what an output without any line is: a packed one holds an empty piece."""
        return self._packed(b"")

    def _line(self, cells: list[str]) -> bytes:
        line = io.StringIO()
        # The writer puts marks around cells that hold its own line end alone; a bare return needs them too.
        csv.writer(line, delimiter=SEPARATORS[self.name], lineterminator="\r\n").writerow(cells)
        return line.getvalue().removesuffix("\r\n").encode() + b"\n"


def form_of(name: str, bom: bool = False) -> Form:
    """Return how an output is written, by the ending of its name.

    Raises:
        ValueError: the ending names no form.

    >>> form_of("quotes.csv.gz")
    Form(name='csv', packing='.gz', bom=False)
    """
    packing = Path(name).suffix.lower() if bare(name) != name else ""
    form = ENDINGS.get(Path(bare(name)).suffix.lower())
    if form is None or packing not in PACKERS or (packing and form == "parquet"):
        raise ValueError(f"{name!r} must end in {', '.join(ENDINGS)}; all but Parquet also in .gz, .bz2 or .xz")
    return Form(form, packing, bom)


def check_installed(form: Form) -> None:
    """Tell at the start of the work, and not at its end, that something to write it with is missing.

    Raises:
        FileProblem: ``pyarrow`` is needed and not installed.
    """
    if form.name == "parquet":
        try:
            import pyarrow.parquet  # noqa: F401, PLC0415 - an optional extra
        except ImportError as problem:
            raise FileProblem("Parquet needs pyarrow", 'pip install "quotekit[arrow]"') from problem


def write_parquet(lines: Iterable[bytes], target: str | os.PathLike[str]) -> None:
    """Write JSON lines of flat rows as one Parquet file, group by group: it need not fit into memory."""
    import pyarrow as pa  # noqa: PLC0415 - an optional extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = flat_schema()
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for group in _groups(lines):
            writer.write_table(pa.Table.from_pylist(group, schema), row_group_size=ROWS_IN_A_GROUP)
    with Path(target).open("rb+") as handle:
        os.fsync(handle.fileno())


def flat_schema() -> Any:
    """Return the Arrow schema of flat rows; spans are lists of ``{start, end}``."""
    import pyarrow as pa  # noqa: PLC0415 - an optional extra

    span = pa.struct([pa.field("start", pa.int32(), False), pa.field("end", pa.int32(), False)])
    kinds = {"text": pa.string(), "spans": pa.list_(span), "flag": pa.bool_(), "number": pa.float64()}
    return pa.schema([pa.field(column.name, kinds[column.kind]) for column in COLUMNS])


def _groups(lines: Iterable[bytes]) -> Iterator[list[dict[str, object]]]:
    spans = [column.name for column in COLUMNS if column.kind == "spans"]
    rest = iter(lines)
    while group := [json.loads(line) for line in islice(rest, ROWS_IN_A_GROUP)]:
        for row in group:
            for name in spans:
                row[name] = [{"start": start, "end": end} for start, end in row[name]]
        yield group
