"""A row of JSON in, its fields out, each checked; a wrong one is told by its path, as ``quotes[2].kind``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import TypeVar, get_args

from quotekit.errors import FileProblem
from quotekit.values import Span

T = TypeVar("T")

FARTHEST = 2**40
"""No span ends behind that, whatever text it points into."""
JSON_NAMES = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


class Row:
    """One JSON object and where it stands; each method reads a field and raises ``FileProblem`` where it is wrong."""

    def __init__(self, value: object, path: str = "", length: int | None = None) -> None:
        if not isinstance(value, Mapping):
            raise FileProblem(f"must be an object, not {json_name(value)}", field=path or None)
        self.value = value
        self.path = path
        self.length = length
        """Length of the text that spans point into; ``None`` where they point into another text."""

    def field(self, name: str) -> str:
        """Return the path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def problem(self, name: str, wanted: str) -> FileProblem:
        """Return the problem that a field is missing or not what was wanted."""
        if name not in self.value:
            return FileProblem(f"missing; it must be {wanted}", field=self.field(name))
        return FileProblem(f"must be {wanted}, not {json_name(self.value[name])}", field=self.field(name))

    def string(self, name: str) -> str:
        """Read a string that must be there."""
        value = self.value.get(name)
        if not isinstance(value, str):
            raise self.problem(name, "a string")
        return value

    def optional(self, name: str) -> str | None:
        """Read a string that may be null or missing."""
        return None if self.value.get(name) is None else self.string(name)

    def text(self, name: str) -> str:
        """Read a string that is empty when missing."""
        return self.string(name) if name in self.value else ""

    def choice(self, name: str, kinds: object) -> str:
        """Read one of a ``Literal``'s strings."""
        value, allowed = self.string(name), get_args(kinds)
        if value not in allowed:
            raise FileProblem(f"{value!r} is none of {', '.join(allowed)}", field=self.field(name))
        return value

    def flag(self, name: str) -> bool:
        """Read true or false; false when missing."""
        value = self.value.get(name, False)
        if not isinstance(value, bool):
            raise self.problem(name, "true or false")
        return value

    def number(self, name: str) -> float:
        """Read a finite number."""
        value = self.value.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
            raise self.problem(name, "a finite number")
        return value

    def span(self, name: str) -> Span:
        """Read ``[start, end]``."""
        return self._span(self.value.get(name), self.field(name))

    def optional_span(self, name: str) -> Span | None:
        """Read ``[start, end]``, null or nothing."""
        return None if self.value.get(name) is None else self.span(name)

    def spans(self, name: str) -> tuple[Span, ...]:
        """Read a list of ``[start, end]``; empty when missing."""
        return tuple(self._span(each, f"{self.field(name)}[{i}]") for i, each in enumerate(self._list(name)))

    def many(self, name: str, read: Callable[[Row], T], length: int | None = None) -> tuple[T, ...]:
        """Read a list of objects with ``read``; empty when missing."""
        rows = enumerate(self._list(name))
        return tuple(read(Row(each, f"{self.field(name)}[{i}]", length)) for i, each in rows)

    def child(self, name: str, read: Callable[[Row], T], length: int | None = None) -> T | None:
        """Read an object with ``read``; ``None`` when null or missing."""
        value = self.value.get(name)
        return None if value is None else read(Row(value, self.field(name), length))

    def _list(self, name: str) -> list[object]:
        value = self.value.get(name, [])
        if not isinstance(value, list):
            raise self.problem(name, "an array")
        return value

    def _span(self, value: object, path: str) -> Span:
        if not (isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)):
            raise FileProblem("must be [start, end], two whole numbers", field=path)
        start, end = value
        if not 0 <= start <= end:
            raise FileProblem(f"[{start}, {end}] must start at 0 or later and not end before", field=path)
        if end > FARTHEST:
            raise FileProblem(f"ends behind the {FARTHEST}th character, as no text does", field=path)
        if self.length is not None and end > self.length:
            raise FileProblem(f"[{start}, {end}] ends behind the text's {self.length} characters", field=path)
        return Span(start, end)


def _is_finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:  # a whole number beyond the largest that a float can hold
        return False


def json_name(value: object) -> str:
    """Tell in JSON's words what a value is.

    >>> json_name([1, 2])
    'an array'
    """
    return JSON_NAMES.get(type(value), type(value).__name__)
