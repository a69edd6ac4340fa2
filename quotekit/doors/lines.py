"""Rows of JSON in, lines of UTF-8 out, and the other way; each wrong line is told with its number and reason."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import isinf
from pathlib import Path
from typing import BinaryIO, NoReturn

from quotekit.doors.rows import json_name
from quotekit.errors import FileProblem, QuotekitError

BOM = b"\xef\xbb\xbf"
HALF = re.compile(r"[\ud800-\udfff]")
# A high and a low half side by side, which a reader of JSON would join.
BETWEEN_HALVES = re.compile(r"(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def encode(row: Mapping[str, object]) -> bytes:
    r"""Return a row as one line, its newline included.

    Raises:
        QuotekitError: the row holds what JSON can't say: NaN, a set, a key that is no string.

    >>> encode({"text": "“café” and half a pair: \ud83d"}).decode()
    '{"text": "“café” and half a pair: \\ud83d"}\n'
    """
    try:
        line = json.dumps(row, ensure_ascii=False, allow_nan=False)
        if HALF.search(line):
            if BETWEEN_HALVES.search(line):
                line = json.dumps(_apart(row), ensure_ascii=False, allow_nan=False)
            line = HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", line)
    except (TypeError, ValueError, RecursionError) as problem:
        raise QuotekitError(f"article {row.get('id')!r} can't be written as JSON: {problem}") from problem
    return f"{line}\n".encode()


def decode(line: bytes) -> dict[str, object]:
    """Return the row of a line.

    Raises:
        FileProblem: the line is not UTF-8, not JSON, or not an object.

    >>> decode(b'{"text": "Rain."}')
    {'text': 'Rain.'}
    """
    try:
        row = json.loads(line.decode(), parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError as problem:
        raise FileProblem(f"not UTF-8 at byte {problem.start} of the line", "save it as UTF-8") from problem
    except json.JSONDecodeError as problem:
        raise FileProblem(f"not JSON: {problem.msg}, column {problem.colno}", "one object a line") from problem
    except RecursionError as problem:
        raise FileProblem("not readable: nested too deeply") from problem
    except ValueError as problem:
        raise FileProblem(f"not readable: {problem}") from problem
    if not isinstance(row, dict):
        raise FileProblem(f"a line must hold an object, not {json_name(row)}", 'such as {"text": "…"}')
    return row


def rows_of(
    lines: Iterable[bytes], name: str | None, on_problem: Callable[[FileProblem], None] | None = None
) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the rows of lines with their line numbers; blank lines and a byte order mark are passed over.

    Wrong lines go to ``on_problem`` and the rest is read; without it, the first one raises.
    """
    offset = 0
    for number, line in enumerate(lines, 1):
        body = line.removeprefix(BOM) if number == 1 else line
        try:
            if body.strip():
                yield number, decode(body)
        except FileProblem as problem:
            if isinstance(problem.__cause__, UnicodeDecodeError):
                at = offset + len(line) - len(body) + problem.__cause__.start
                problem = not_utf8(at, line)
            report(problem.at(name, number), on_problem)
        offset += len(line)


def report(problem: FileProblem, on_problem: Callable[[FileProblem], None] | None) -> None:
    """Hand a problem to who wants it, or raise it."""
    if on_problem is None:
        raise problem
    on_problem(problem)


def not_utf8(offset: int, start: bytes) -> FileProblem:
    """Return the problem of a file that is not UTF-8 at a byte, counted from 0."""
    utf16 = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    advice = "it looks like UTF-16: " if utf16 else ""
    return FileProblem(f"not UTF-8 at byte {offset}", f"{advice}convert it, for example with iconv -t UTF-8")


@contextmanager
def replaced(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of the old one only when all is written.

    What is no regular file (a pipe, a terminal) is written to as it stands.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with _opened(target, path) as handle:
            yield handle
        return
    part = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    handle = _opened(part, path, private=True)
    try:
        yield handle
        handle.flush()
        os.fsync(handle.fileno())
        handle.close()
        put(part, target)
    except BaseException:
        handle.close()
        part.unlink(missing_ok=True)
        raise


def put(part: Path, target: Path) -> None:
    """Put a finished file where it belongs, with the mode of the one that it replaces or of any new file."""
    if target.exists():
        mode = target.stat().st_mode & 0o777
    else:
        os.umask(mask := os.umask(0o077))
        mode = 0o666 & ~mask
    part.chmod(mode)
    part.replace(target)
    if os.name == "posix":  # the new name itself must survive a loss of power
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _opened(target: Path, named: str | os.PathLike[str], private: bool = False) -> BinaryIO:
    try:
        if private:
            target.unlink(missing_ok=True)
            return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        return target.open("wb")
    except OSError as problem:
        raise FileProblem(f"can't be written: {problem.strerror}", file=os.fspath(named)) from problem


def joined(row: dict[str, object]) -> dict[str, object]:
    """Join the strings that ``split`` says were taken apart, and drop ``split``."""
    paths = row.pop("split", [])
    try:
        for path in paths:  # type: ignore[attr-defined]
            *way, last = path
            holder: object = row
            for step in way:
                holder = holder[step]  # type: ignore[index]
            pieces = holder[last]  # type: ignore[index]
            if not isinstance(pieces, list):  # joined before: a path that stands twice would cost its length each time
                raise TypeError("no array")
            holder[last] = "".join(pieces)  # type: ignore[index]
    except (TypeError, KeyError, IndexError, ValueError) as problem:
        raise FileProblem("must list the paths of arrays of strings", field="split") from problem
    return row


def _apart(row: Mapping[str, object]) -> dict[str, object]:
    paths: list[list[str | int]] = []

    def walk(value: object, path: list[str | int]) -> object:
        if isinstance(value, str) and len(pieces := BETWEEN_HALVES.split(value)) > 1:
            paths.append(path)
            return pieces
        if isinstance(value, Mapping):
            if any(BETWEEN_HALVES.search(name) for name in value):
                raise ValueError("two halves of a surrogate pair in the name of a field")
            return {name: walk(each, [*path, name]) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [walk(each, [*path, i]) for i, each in enumerate(value)]
        return value

    apart = {name: walk(value, [name]) for name, value in row.items()}
    return {**apart, "split": paths}


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(f"the number {digits[:20]} is too large")
    return number
