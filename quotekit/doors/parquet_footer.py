"""A Parquet file in, what its footer says of the sizes of its groups of rows out.

``pyarrow`` tells the same, but ends the whole process where what the footer says of a column does not fit: an exception
of its own that it does not catch. The footer is Thrift's compact protocol.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from quotekit.errors import FileProblem

TAIL = 8
"""The footer's length in four bytes, and four letters."""
DEEPEST = 40
STOP, TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = 0, 1, 2, 3, 7, 8, 9, 10, 11, 12
NUMBERS = (4, 5, 6)
# Fields by their numbers in the format's definition.
GROUPS, COLUMNS, ROWS, ABOUT, VALUES, UNPACKED = 4, 1, 3, 3, 5, 6

Column = tuple[int, int]
"""How many values a column holds, and how many bytes they take unpacked."""


def row_groups(source: BinaryIO) -> list[tuple[int, list[Column]]]:
    """Return of each group of rows how many it has, and what its columns hold.

    Raises:
        FileProblem: the footer is no footer.
    """
    end = source.seek(0, os.SEEK_END)
    source.seek(max(0, end - TAIL))
    length = int.from_bytes(source.read(TAIL)[:4], "little")
    source.seek(max(0, end - TAIL - length))
    try:
        return list(_Footer(source.read(min(length, end))).groups())
    except (IndexError, RecursionError, ValueError) as problem:
        raise FileProblem("no Parquet that can be read: its footer is damaged") from problem


class _Footer:
    """A place in a footer, which moves on with each thing that is read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def groups(self) -> Iterator[tuple[int, list[Column]]]:
        for field, kind in self.fields():
            if field == GROUPS and kind == LIST:
                for _ in self.items():
                    yield self.group()
            else:
                self.skip(kind)

    def group(self) -> tuple[int, list[Column]]:
        rows, columns = 0, []
        for field, kind in self.fields():
            if field == COLUMNS and kind == LIST:
                columns = [self.chunk() for _ in self.items()]
            elif field == ROWS and kind in NUMBERS:
                rows = self.number()
            else:
                self.skip(kind)
        return rows, columns

    def chunk(self) -> Column:
        column = (0, 0)
        for field, kind in self.fields():
            if field == ABOUT and kind == STRUCT:
                column = self.column()
            else:
                self.skip(kind)
        return column

    def column(self) -> Column:
        values = unpacked = 0
        for field, kind in self.fields():
            if field == VALUES and kind in NUMBERS:
                values = self.number()
            elif field == UNPACKED and kind in NUMBERS:
                unpacked = self.number()
            else:
                self.skip(kind)
        return values, unpacked

    # --- the protocol ------------------------------------------------------------------------------------------------

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def count(self) -> int:
        """Read a number of seven bits a byte."""
        value = shift = 0
        while (byte := self.byte()) & 0x80:
            value |= (byte & 0x7F) << shift
            shift += 7
            if shift > 63:
                raise ValueError("a number without end")
        return value | byte << shift

    def number(self) -> int:
        """Read a number with a sign, which stands in its last bit."""
        value = self.count()
        return value >> 1 ^ -(value & 1)

    def fields(self) -> Iterator[tuple[int, int]]:
        """Yield number and kind of each field of a struct; the caller reads or skips it."""
        field = 0
        while head := self.byte():
            field = field + (head >> 4) if head >> 4 else self.number()
            yield field, head & 0x0F

    def items(self) -> range:
        """Return a range as long as a list; the kind of its items is the caller's to know."""
        head = self.byte()
        return range(head >> 4 if head >> 4 < 15 else self.count())

    def skip(self, kind: int, depth: int = 0) -> None:
        """Pass over a value, whatever it is."""
        if depth > DEEPEST:
            raise ValueError("nested too deep")
        if kind in NUMBERS:
            self.count()
        elif kind == STRUCT:
            for _, inner in self.fields():
                self.skip(inner, depth + 1)
        elif kind in (LIST, SET):
            inner = self.data[self.at] & 0x0F
            for _ in self.items():
                self.skip_item(inner, depth)
        elif kind == MAP:
            size = self.count()
            kinds = self.byte() if size else 0
            for _ in range(size):
                self.skip_item(kinds >> 4, depth)
                self.skip_item(kinds & 0x0F, depth)
        elif kind not in (TRUE, FALSE):
            size = self.size_of(kind)
            self.at += size

    def skip_item(self, kind: int, depth: int) -> None:
        """Pass over an item of a list or a map, where a truth takes a byte."""
        self.skip(BYTE if kind in (TRUE, FALSE) else kind, depth + 1)
        if self.at > len(self.data):
            raise IndexError("beyond the footer")

    def size_of(self, kind: int) -> int:
        """Return how many bytes follow: of a string they stand before it."""
        if kind in (BYTE, DOUBLE):
            return 1 if kind == BYTE else 8
        if kind != BINARY:
            raise ValueError(f"no kind {kind}")
        return self.count()
