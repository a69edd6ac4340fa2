"""A file's name in, its bytes or lines out: unpacked by its ending, UTF-16 made UTF-8, all within stated limits."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from attrs import define

from quotekit.errors import FileProblem

LARGEST = 64 * 2**20
"""Bytes of one line, or of one article's file: what is longer is told of and passed over."""
MOST_TIMES = 200
"""A packed file that unpacks to more than this many times its size, and to more than ``LARGEST``, is a trap."""
PACKED = (".gz", ".bz2", ".xz", ".zst")
WIDE = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Marks at a file's start that name its encoding; the longer ones first, since a shorter one begins them."""


@define
class Meter:
    """How many bytes of the inputs have been read: of whole files, and of the one that is open."""

    before: int = 0
    now: Callable[[], int] | None = None

    def read(self) -> int:
        """Return the bytes read so far."""
        return self.before + (self.now() if self.now else 0)


def bare(name: str) -> str:
    """Return a file's name without the ending of its packing.

    >>> bare("news.jsonl.gz"), bare("news.jsonl")
    ('news.jsonl', 'news.jsonl')
    """
    path = Path(name)
    return str(path.with_suffix("")) if path.suffix.lower() in PACKED else name


@contextmanager
def opened(name: str, meter: Meter | None = None) -> Iterator[BinaryIO]:
    """Open a file for bytes, unpacked where its ending says that it is packed.

    Raises:
        FileProblem: it can't be unpacked, by what is installed or at all; also while it is read.
        OSError: it can't be opened.
    """
    with Path(name).open("rb") as raw:
        size = os.fstat(raw.fileno()).st_size
        if meter is not None:
            meter.now = raw.tell
        suffix = Path(name).suffix.lower()
        stream = io.BufferedReader(Unpacked(_unpacker(suffix, raw), raw)) if suffix in PACKED else raw
        try:
            yield stream
        finally:
            if meter is not None:
                meter.before, meter.now = meter.before + size, None


class Unpacked(io.RawIOBase):
    """What a packed stream holds, so long as it is no more than a text's could be.

    Args:
        inner: the stream that unpacks.
        raw: the packed file that it reads from.
    """

    def __init__(self, inner: BinaryIO, raw: BinaryIO) -> None:
        self._inner = inner
        self._raw = raw
        self._given = 0

    def readable(self) -> bool:
        """Return true."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer with unpacked bytes."""
        view = memoryview(cast("bytearray", buffer))
        try:
            piece = self._inner.read(len(view))
        except (EOFError, OSError, zlib.error, lzma.LZMAError) as problem:
            raise FileProblem(f"damaged: can't be unpacked further ({problem})") from problem
        self._given += len(piece)
        if self._given > LARGEST and self._given > MOST_TIMES * max(1, self._raw.tell()):
            raise unpacks_too_far()
        view[: len(piece)] = piece
        return len(piece)


def as_utf8(stream: BinaryIO) -> BinaryIO:
    """Return a stream of UTF-8: of UTF-16 or UTF-32 where a mark at the start says so, else the stream itself."""
    start = stream.read(4)
    encoding = next((name for mark, name in WIDE.items() if start.startswith(mark)), None)
    whole = after(start, stream)
    return whole if encoding is None else io.BufferedReader(_Recoded(whole, encoding))


def lines_of(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    r"""Yield the place in the file and the bytes of each line; ``None`` for one that is longer than ``LARGEST``.

    >>> list(lines_of(io.BytesIO(b"one\r\ntwo")))
    [(0, b'one\r\n'), (5, b'two')]
    """
    place = 0
    while line := stream.readline(LARGEST + 1):
        size = len(line)
        if size > LARGEST and not line.endswith(b"\n"):
            piece = line
            while piece and not piece.endswith(b"\n"):
                piece = stream.readline(LARGEST)
                size += len(piece)
            yield place, None
        else:
            yield place, line
        place += size


def too_long() -> FileProblem:
    """Return the problem of a line, or a file of one article, beyond the limit."""
    return FileProblem(f"longer than {LARGEST // 2**20} MB", "no article is")


def after(start: bytes, rest: BinaryIO) -> BinaryIO:
    """Return a stream whose first bytes were read before."""
    return io.BufferedReader(_Ahead(start, rest))


def unpacks_too_far() -> FileProblem:
    """Return the problem of a packed file that is a trap."""
    return FileProblem(f"unpacks to more than {MOST_TIMES} times its size", "unpack it first if you trust it")


class _Ahead(io.RawIOBase):
    """A stream whose first bytes were read before."""

    def __init__(self, start: bytes, rest: Any) -> None:
        self._start = start
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        piece = self._start[: len(view)] or self._rest.read1(len(view))
        self._start = self._start[len(view) :]
        view[: len(piece)] = piece
        return len(piece)


class _Recoded(io.RawIOBase):
    """A stream of another encoding as UTF-8; halves of pairs stay wrong, so that only their row is refused."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        while not self._left:
            piece = self._stream.read(65536)
            try:
                self._left = self._decoder.decode(piece, final=not piece).encode("utf8", "surrogatepass")
            except UnicodeDecodeError as problem:
                raise FileProblem(f"not {problem.encoding}: {problem.reason}") from problem
            if not piece:
                break
        given, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(given)] = given
        return len(given)


def _unpacker(suffix: str, raw: BinaryIO) -> BinaryIO:
    if suffix == ".gz":
        return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    if suffix == ".bz2":
        return cast("BinaryIO", bz2.BZ2File(raw))
    if suffix == ".xz":
        return cast("BinaryIO", lzma.LZMAFile(raw))
    try:
        import pyarrow as pa  # noqa: PLC0415 - needed for this packing alone
    except ImportError as problem:
        raise FileProblem("packed with zstd", 'pip install "quotekit[arrow]", or unpack it') from problem
    return cast("BinaryIO", pa.CompressedInputStream(pa.PythonFile(raw, mode="r"), "zstd"))
