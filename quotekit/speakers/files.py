"""A lexicon's file comes in; its rows, each with its line, or what is wrong with it go out. And back into a file."""

from __future__ import annotations

import csv
import difflib
import io
import json
import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import regex as re
from attrs import frozen

from quotekit.errors import FileProblem
from quotekit.speakers.rows import COLUMNS, NEEDED, SpeakerRow, make_row, runs_in_a_spreadsheet, shown

MAX_LINE = 64 * 2**20
"""Bytes in one line; a longer line is no row."""
MAX_TOML = 16 * 2**20
"""Characters in a TOML file, which is read whole."""
MAX_COLUMNS = 1_000
MAX_ROW_LINES = 1_000
"""Lines of a row of TOML among which a wrong field is looked for."""
MAX_PROBLEMS = 100
"""Problems of one row of TOML that are told."""
MAX_TOML_LINE = 1_000_000
MAX_DOTS = 5_000
"""Dots in a line of TOML: the time that dotted keys take grows with the square of their parts."""


@frozen
class Entry:
    """What one row of a file came to: a row, or problems; warnings beside either."""

    line: int
    row: SpeakerRow | None = None
    problems: tuple[FileProblem, ...] = ()
    warnings: tuple[FileProblem, ...] = ()


def read_entries(path: str | os.PathLike[str]) -> Iterator[Entry]:
    """Yield the entries of a CSV, JSONL or TOML file in order; what can't be read at all is an entry with a problem.

    Raises:
        OSError: the file is not there or can't be opened.
    """
    name = os.fspath(path)
    readers = {".csv": _csv_entries, ".jsonl": _jsonl_entries, ".ndjson": _jsonl_entries, ".toml": _toml_entries}
    reader = readers.get(Path(name).suffix.lower())
    if reader is None:
        problem = FileProblem("no lexicon format by its name", "use .csv, .jsonl or .toml", name)
        yield Entry(0, problems=(problem,))
        return
    with Path(name).open("rb") as stream:
        grave = _not_utf8_text(stream.read(4096))
        stream.seek(0)
        if grave:
            yield Entry(1, problems=(grave.at(name, 1),))
            return
        any_row = False
        for entry in reader(stream):
            any_row = True
            yield Entry(
                entry.line,
                entry.row,
                tuple(p.at(name, p.line or entry.line) for p in entry.problems),
                tuple(p.at(name, p.line or entry.line) for p in entry.warnings),
            )
        if not any_row:
            yield Entry(0, problems=(FileProblem("empty", "the file holds no row", name, 1),))


def _not_utf8_text(start: bytes) -> FileProblem | None:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:4] == b"\x00\x00\xfe\xff":
        return FileProblem("written in UTF-16 or UTF-32", "save it as UTF-8")
    odd, even = start[1::2].count(0), start[::2].count(0)
    # A file that was cut off holds NUL at every place, not at every other one.
    if len(start) > 3 and max(odd, even) > len(start) // 4 and min(odd, even) < max(odd, even) // 4:
        return FileProblem("looks like UTF-16 (every other byte is NUL)", "save it as UTF-8")
    return None


def _lines(stream: io.BufferedIOBase | io.BufferedReader) -> Iterator[tuple[int, str, FileProblem | None]]:
    """Yield number, text and problem of each line; a damaged line's text has U+FFFD where it can't be read."""
    number = 0
    offset = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        start, offset = offset, offset + len(raw)
        if len(raw) > MAX_LINE:
            yield number, "", FileProblem(f"longer than {MAX_LINE:,} bytes", "no row is that long", line=number)
            return
        raw = raw.rstrip(b"\r\n")
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        try:
            yield number, raw.decode("utf8"), None
        except UnicodeDecodeError as error:
            problem = FileProblem(
                f"not UTF-8 (byte 0x{raw[error.start]:02x} at offset {start + error.start} of the file)",
                "save it as UTF-8",
                line=number,
            )
            yield number, raw.decode("utf8", "replace"), problem


# CSV


def _csv_entries(stream: io.BufferedReader) -> Iterator[Entry]:
    columns: list[str] = []
    for number, line, problem in _lines(stream):
        if not columns:
            if not line.strip() and problem is None:
                continue
            if "\r" in line:
                reason = "the lines end on carriage returns alone"
                yield Entry(number, problems=(FileProblem(reason, "save it with line feeds"),))
                return
            cells, broken = _cells(line)
            columns = [cell.strip().lower() for cell in cells]
            problems, warnings = _header_problems(columns, line)
            grave = [p for p in (problem, broken) if p] + problems
            if grave or warnings:
                yield Entry(number, problems=tuple(grave), warnings=tuple(warnings))
            if grave:
                return
            yield Entry(number)
        elif line.strip() or problem:
            entry = _csv_entry(number, line, columns, problem)
            if entry:
                yield entry


def _cells(line: str) -> tuple[list[str], FileProblem | None]:
    if '"' not in line:
        return line.split(","), None
    csv.field_size_limit(MAX_LINE)
    try:
        return next(csv.reader([line], strict=True)), None
    except csv.Error as error:
        open_mark = "unexpected end" in str(error)
        opened = [name for name in [_open_column(line)] if open_mark]
        reason = "a quotation mark is opened and not closed on its line" if open_mark else f"broken quoting ({error})"
        return line.replace('"', "").split(","), FileProblem(
            reason, 'write a " inside a cell as ""; a cell holds no line break', field=opened[0] if opened else None
        )


def _open_column(line: str) -> str:
    """Return the number of the cell whose mark stays open, as ``#3``."""
    column, inside = 1, False
    for char in line:
        if char == '"':
            inside = not inside
        elif char == "," and not inside:
            column += 1
    return f"#{column}"


def _header_problems(columns: list[str], line: str) -> tuple[list[FileProblem], list[FileProblem]]:
    problems: list[FileProblem] = []
    warnings: list[FileProblem] = []
    parted = next((sign for sign in ";\t" if sign in line and len(columns) == 1), None)
    if len(columns) > MAX_COLUMNS:
        reason = f"{len(columns):,} columns"
        return [FileProblem(reason, f"known: {', '.join(COLUMNS)}")], warnings
    for i, column in enumerate(columns, 1):
        if not column:
            problems.append(FileProblem(f"column {i} has no name", "is there a comma too many?", field=f"#{i}"))
        elif columns.index(column) + 1 < i:
            problems.append(FileProblem(f"column {shown(column)} stands twice", field=column[:60]))
        elif "\x00" in column:
            problems.append(FileProblem("holds a NUL byte", field=column.replace("\x00", "")[:60] or None))
        elif column not in COLUMNS and not parted:
            _unknown(column, problems, warnings)
    for column in NEEDED:
        if column not in columns:
            advice = (
                f"the file is parted by {parted!r}; save it with commas" if parted else f"known: {', '.join(COLUMNS)}"
            )
            problems.append(FileProblem("the column is missing", advice, field=column))
    return problems, warnings


def _unknown(column: str, problems: list[FileProblem], warnings: list[FileProblem]) -> None:
    near = difflib.get_close_matches(column[:60], COLUMNS, 1, 0.8)
    if near:
        problems.append(FileProblem("no column of that name", f"did you mean {near[0]}?", field=column[:60]))
    else:
        warnings.append(FileProblem("no column of that name; it is not read", field=column[:60]))


_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def _csv_entry(number: int, line: str, columns: list[str], damage: FileProblem | None) -> Entry | None:
    cells, broken = _cells(line)
    where = next((c for c, cell in zip(columns, cells, strict=False) if "\ufffd" in cell), None)
    if damage:
        return Entry(number, problems=(FileProblem(damage.reason, damage.advice, line=number, field=where),))
    if broken:
        field = broken.field
        if field and field[1:].isdigit() and int(field[1:]) <= len(columns):
            field = columns[int(field[1:]) - 1]
        return Entry(number, problems=(FileProblem(broken.reason, broken.advice, field=field),))
    if not any(cell.strip() for cell in cells) and len(cells) == len(columns):
        return None
    if "\x00" in line:
        held = next((c for c, cell in zip(columns, cells, strict=False) if "\x00" in cell), None)
        return Entry(number, problems=(FileProblem("holds a NUL byte", field=held),))
    if len(cells) != len(columns):
        return Entry(number, problems=(_wrong_count(cells, columns),))
    warned = [
        FileProblem(f"a spreadsheet would run {shown(cell)}", "it is written back guarded by a '", field=column)
        for column, cell in zip(columns, cells, strict=True)
        if cell and runs_in_a_spreadsheet(cell)
    ]
    fields: dict[str, object] = {
        column: cell[1:] if _GUARDED.match(cell) else cell for column, cell in zip(columns, cells, strict=True)
    }
    aliases = str(fields.get("aliases") or "")
    fields["aliases"] = [alias for alias in aliases.split("|") if alias.strip()]
    row, problems = make_row(fields, number)
    return Entry(number, row, tuple(problems), tuple(warned))


def _wrong_count(cells: list[str], columns: list[str]) -> FileProblem:
    short = len(cells) < len(columns)
    field = columns[len(cells)] if short else f"#{len(columns) + 1}"
    advice = "a cell with a comma stands in quotation marks"
    if not short and not any(cell.strip() for cell in cells[len(columns) :]):
        advice = "take the comma at the end away"
    return FileProblem(f"{len(cells)} cells, the header has {len(columns)}", advice, field=field)


# JSON lines


def _jsonl_entries(stream: io.BufferedReader) -> Iterator[Entry]:
    warned: set[str] = set()
    for number, line, damage in _lines(stream):
        if damage:
            field = _last_key(line, line.find("\ufffd"))
            yield Entry(number, problems=(FileProblem(damage.reason, damage.advice, field=field, line=number),))
        elif line.strip():
            yield _jsonl_entry(number, line, warned)


_JSON_KEY = re.compile(r'"(?P<key>\w{1,40})"\s*:')


def _last_key(line: str, at: int) -> str | None:
    """Return the name in front of a place of a row, or ``None``."""
    keys = [*_JSON_KEY.finditer(line, max(0, at - 2_000), at)]
    return keys[-1]["key"] if keys else None


class _TwiceError(ValueError):
    """A name that stands twice in one object."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise _TwiceError(next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1))
    return fields


def _jsonl_entry(number: int, line: str, warned: set[str]) -> Entry:
    if "\x00" in line:
        return Entry(number, problems=(FileProblem("holds a NUL byte", field=_last_key(line, line.find("\x00"))),))
    try:
        fields = json.loads(line, object_pairs_hook=_once)
    except _TwiceError as twice:
        return Entry(number, problems=(FileProblem("stands twice in one row", field=str(twice)[:60]),))
    except json.JSONDecodeError as error:
        reason = f"no JSON ({error.msg} at column {error.colno})"
        field = _last_key(line, error.pos)
        return Entry(number, problems=(FileProblem(reason, "one object a line", field=field),))
    except (ValueError, RecursionError) as error:
        return Entry(number, problems=(FileProblem(f"no JSON that can be read ({str(error)[:100]})"),))
    return _entry_of(fields, number, warned)


def _entry_of(fields: object, number: int, warned: set[str]) -> Entry:
    if not isinstance(fields, Mapping):
        kinds = {list: "a list", str: "a string", type(None): "null", bool: "a truth value"}
        kind = kinds.get(type(fields), "a number")
        return Entry(number, problems=(FileProblem(f"not an object but {kind}", "one object a row"),))
    problems: list[FileProblem] = []
    warnings: list[FileProblem] = []
    for column in fields:
        if column not in COLUMNS and column not in warned:
            warned.add(column)
            _unknown(str(column), problems, warnings)
    problems += [FileProblem("missing", "every row needs one", field=c) for c in NEEDED if fields.get(c) is None]
    if problems:
        return Entry(number, problems=tuple(problems), warnings=tuple(warnings))
    row, wrong = make_row(fields, number)
    if row:
        cells = (("name", row.name), *(("aliases", a) for a in row.aliases), ("role", row.role),
                 ("organisation", row.organisation), ("id", row.id))  # fmt: skip
        for column, cell in cells:
            if cell and runs_in_a_spreadsheet(cell):
                reason = f"a spreadsheet would run {shown(cell)}"
                warnings.append(FileProblem(reason, "it is written to CSV guarded by a '", field=column))
    return Entry(number, row, tuple(wrong), tuple(warnings))


# TOML

_TOML_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
_TOML_ROW = re.compile(r"[ \t]*\[\[[ \t]*speakers[ \t]*\]\]")
_TOML_FIELD = re.compile(r"[ \t]*(?P<field>\w+)[ \t]*=")


def _toml_entries(stream: io.BufferedReader) -> Iterator[Entry]:
    lines, size = [], 0
    for number, line, damage in _lines(stream):
        found = _TOML_FIELD.match(line)
        field = found["field"][:60] if found else None
        reason = damage.reason if damage else "holds a NUL byte" if "\x00" in line else ""
        if found and len(line) > MAX_TOML_LINE:
            reason = f"{len(line):,} characters long"
        if reason:
            yield Entry(number, problems=(FileProblem(reason, damage.advice if damage else "", field=field),))
            return
        lines.append(line)
        size += len(line) + 1
        if line.count(".") > MAX_DOTS:
            yield Entry(number, problems=(FileProblem(f"more than {MAX_DOTS:,} dots in one line"),))
            return
        if size > MAX_TOML:
            yield Entry(number, problems=(FileProblem("too large for TOML", "use CSV or JSON lines"),))
            return
    text = "\n".join(lines)
    if not text.strip():
        return
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        place = _TOML_PLACE.search(str(error))
        number = int(place["line"]) if place else _toml_line(str(error), lines)
        found = _TOML_FIELD.match(lines[number - 1]) if number <= len(lines) else None
        reason = f"no TOML ({str(error)[:200]})"
        yield Entry(number, problems=(FileProblem(reason, field=found["field"][:60] if found else None),))
        return
    yield from _toml_rows(data, text)


def _toml_line(reason: str, lines: Sequence[str]) -> int:
    """Return the line of an error that TOML's reader tells for the end of the document alone."""
    marks = [number for number, line in enumerate(lines, 1) if '"""' in line or "'''" in line]
    if reason.startswith("Unterminated") and marks:
        return marks[-1]
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    return filled[-1] if "at end of document" in reason and filled else 1


def _toml_rows(data: Mapping[str, object], text: str) -> Iterator[Entry]:
    rows = data.get("speakers")
    others = [key for key in data if key != "speakers"]
    if not isinstance(rows, list) or others:
        field = others[0][:60] if others else "speakers"
        yield Entry(1, problems=(FileProblem("not a list of speakers", "write each row as [[speakers]]", field=field),))
        return
    yield Entry(1)
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines, 1) if _TOML_ROW.match(line)]
    warned: set[str] = set()
    for i, fields in enumerate(rows):
        # Where strings of several lines hold what looks like a head, the lines of rows are not known.
        end = [*starts[1:], len(lines) + 1][i] if len(starts) == len(rows) else 1 + MAX_ROW_LINES
        entry = _entry_of(fields, starts[i] if len(starts) == len(rows) else 1, warned)
        own = lines[entry.line : min(end, entry.line + MAX_ROW_LINES)]
        problems = tuple(_in_toml(problem, own, entry.line) for problem in entry.problems[:MAX_PROBLEMS])
        yield Entry(entry.line, entry.row, problems, entry.warnings)


def _in_toml(problem: FileProblem, lines: Sequence[str], start: int) -> FileProblem:
    """Point a problem at the line of its field, below the row's head."""
    field = (problem.field or "").partition("[")[0]
    for offset, line in enumerate(lines, start + 1):
        if line.lstrip().startswith("[["):
            break
        if field and re.match(rf"\s*{re.escape(field)}\s*=", line):
            return problem.at(None, offset)
    return problem


# Writing


def write_rows(rows: Iterable[SpeakerRow], path: str | os.PathLike[str]) -> None:
    """Write rows as CSV, JSONL or TOML, by the file's name; what is read back is equal.

    Raises:
        FileProblem: the name tells no format.
    """
    target = Path(path)
    writers = {".csv": _csv_lines, ".jsonl": _jsonl_lines, ".ndjson": _jsonl_lines, ".toml": _toml_lines}
    writer = writers.get(target.suffix.lower())
    if writer is None:
        raise FileProblem("no lexicon format by its name", "use .csv, .jsonl or .toml", str(target))
    with target.open("w", encoding="utf8", newline="\n") as stream:
        stream.writelines(writer(rows))


def _csv_lines(rows: Iterable[SpeakerRow]) -> Iterator[str]:
    yield ",".join(COLUMNS) + "\n"
    for row in rows:
        cells = [getattr(row, column) if column != "aliases" else "|".join(row.aliases) for column in COLUMNS]
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([_guarded(cell) for cell in cells])
        yield line.getvalue()


def _guarded(cell: str) -> str:
    return "'" + cell if re.match(r"[=+\-@\t\r]", cell) or _GUARDED.match(cell) else cell


def _filled(row: SpeakerRow) -> dict[str, object]:
    cells: dict[str, object] = {}
    for column in COLUMNS:
        value = getattr(row, column)
        if value and not (column == "kind" and value == "person"):
            cells[column] = list(value) if column == "aliases" else value
    return cells


def _jsonl_lines(rows: Iterable[SpeakerRow]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(_filled(row), ensure_ascii=False) + "\n"


def _toml_lines(rows: Iterable[SpeakerRow]) -> Iterator[str]:
    any_row = False
    for row in rows:
        any_row = True
        # JSON's strings and lists of strings are TOML's too.
        cells = [f"{column} = {json.dumps(value, ensure_ascii=False)}\n" for column, value in _filled(row).items()]
        yield "[[speakers]]\n" + "".join(cells) + "\n"
    if not any_row:
        yield "speakers = []\n"
