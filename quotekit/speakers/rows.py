"""One row's fields come in; a ``SpeakerRow`` or the problems that keep it out go out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import cast, get_args

import regex as re
from attrs import frozen

from quotekit.errors import FileProblem
from quotekit.values import SpeakerKind

COLUMNS = (
    "id", "name", "aliases", "kind", "role", "organisation", "handle", "pronouns", "valid_from", "valid_to",
)  # fmt: skip
NEEDED = ("id", "name")
KINDS: tuple[str, ...] = tuple(kind for kind in get_args(SpeakerKind) if kind != "unnamed")
MAX_CELL = 1_000
"""Characters in one name, alias or other cell: longer ones are no names but damage."""
MAX_ALIASES = 1_000
_RUNS_IN_A_SPREADSHEET = re.compile(r"[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_HANDLE = re.compile(r"@?[\w.\-]+(?:@[\w.\-]+)?")


Wrong = Callable[..., None]
"""Takes a field, a reason and an advice, and notes the problem."""


@frozen
class SpeakerRow:
    """A speaker of a lexicon: a person in an office, an organisation, a document, an account.

    >>> row = SpeakerRow("p1", "Ada Cole", aliases=("A. Cole",), role="mayor", valid_from="2019-01-01")
    >>> row.covers("2018-05-05"), row.covers("2020-05-05"), row.covers(None)
    (False, True, True)
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind = "person"
    role: str = ""
    organisation: str = ""
    handle: str = ""
    """The account, with its ``@``."""
    pronouns: str = ""
    """``he``, ``she``, ``they``, ``it``, or longer as in ``she/her``."""
    valid_from: str = ""
    """First day in the role, ``YYYY-MM-DD``; empty is open."""
    valid_to: str = ""
    """Last day in the role; empty is open."""

    def covers(self, day: str | None) -> bool:
        """Tell whether the row's days hold ``day``; ``None`` is any day."""
        return day is None or ((self.valid_from or day) <= day <= (self.valid_to or day))

    @property
    def person(self) -> str:
        """The id up to its ``#``: rows that share it are one person in several offices."""
        return self.id.partition("#")[0]


def make_row(fields: Mapping[str, object], line: int | None = None) -> tuple[SpeakerRow | None, list[FileProblem]]:
    """Return the row of ``fields`` and its problems; the row is ``None`` where one of them is grave.

    >>> row, problems = make_row({"id": "p1", "name": "Ada Cole", "valid_from": "2020-02-31"})
    >>> print(problems[0])
    valid_from: '2020-02-31' is no day of the calendar; write YYYY-MM-DD
    """
    row = _plain_row(fields)
    if row:
        return row, []
    problems: list[FileProblem] = []

    def wrong(field: str, reason: str, advice: str = "") -> None:
        problems.append(FileProblem(reason, advice, line=line, field=field))

    cells = {}
    for column in COLUMNS:
        value = fields.get(column)
        if column == "aliases":
            continue
        if value is not None and not isinstance(value, str | datetime.date):
            wrong(column, f"not a string but {_type_name(value)}")
        cells[column] = _clean(str(value)) if isinstance(value, str | datetime.date) else ""
        _check_cell(column, cells[column], wrong)
    aliases = _aliases(fields.get("aliases"), wrong)
    for column in NEEDED:
        if not cells[column] and not any(p.field == column for p in problems):
            wrong(column, "empty", "every row needs one")
    if not any(c.isalnum() for c in cells["name"]) and cells["name"]:
        wrong("name", f"{shown(cells['name'])} holds no letter")
    cells["kind"] = cells["kind"].lower() or "person"
    if cells["kind"] not in KINDS:
        wrong("kind", f"{shown(cells['kind'])} is no kind of speaker", f"write one of {', '.join(KINDS)}")
    if cells["handle"] and not _HANDLE.fullmatch(cells["handle"]):
        wrong("handle", f"{shown(cells['handle'])} is no account", "write it as @name")
    _check_days(cells, wrong)
    if problems:
        return None, problems
    handle = cells["handle"] if not cells["handle"] or cells["handle"].startswith("@") else "@" + cells["handle"]
    return SpeakerRow(
        cells["id"], cells["name"], aliases, cast("SpeakerKind", cells["kind"]), cells["role"], cells["organisation"],
        handle, cells["pronouns"], cells["valid_from"], cells["valid_to"],
    ), []  # fmt: skip


_UNUSUAL = re.compile(r"[\x00-\x1f\x7f|\ud800-\udfff\ufeff\u00a0]")


def _plain_row(fields: Mapping[str, object]) -> SpeakerRow | None:
    """Return the row of fields that one look shows to be sound: nearly all are; the rest is looked at cell by cell."""
    aliases = fields.get("aliases") or ()
    cells = [fields.get(column) or "" for column in COLUMNS if column != "aliases"]
    if not isinstance(aliases, list | tuple) or len(aliases) > MAX_ALIASES:
        return None
    try:
        whole = "\x1e".join((*cells, *aliases))  # type: ignore[arg-type]
    except TypeError:
        return None
    if len(whole) > MAX_CELL or _UNUSUAL.search(whole.replace("\x1e", "")) or "  " in whole:
        return None
    person, name, kind, role, organisation, handle, pronouns, start, end = (str(cell).strip() for cell in cells)
    if not person or not name[:1].isalpha() or start or end or handle or (kind and kind not in KINDS):
        return None
    known = dict.fromkeys(alias.strip() for alias in aliases if alias.strip())
    kind = kind or "person"
    return SpeakerRow(person, name, tuple(known), cast("SpeakerKind", kind), role, organisation, "", pronouns)


def _clean(value: str) -> str:
    return value.strip(" \t\u00a0\ufeff")


def _type_name(value: object) -> str:
    names = {bool: "a truth value", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def shown(value: str) -> str:
    """Return ``value`` quoted and short enough to print."""
    return repr(value if len(value) <= 60 else value[:57] + "…")


def _check_cell(column: str, value: str, wrong: Wrong) -> None:
    if len(value) > MAX_CELL:
        wrong(column, f"{len(value):,} characters long", f"at most {MAX_CELL:,} are taken")
    elif "\x00" in value:
        wrong(column, "holds a NUL byte")
    elif _CONTROL.search(value):
        wrong(column, f"{shown(value)} holds a line break or control character")
    elif any("\ud800" <= c <= "\udfff" for c in value):
        wrong(column, f"{shown(value)} holds half of a surrogate pair")


def _aliases(value: object, wrong: Wrong) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, list | tuple):
        wrong("aliases", f"not a list of strings but {'a string' if isinstance(value, str) else _type_name(value)}")
        return ()
    kept: dict[str, None] = {}
    if len(value) > MAX_ALIASES:
        wrong("aliases", f"{len(value):,} of them", f"at most {MAX_ALIASES:,} are taken")
        return ()
    for i, alias in enumerate(value):
        if not isinstance(alias, str):
            wrong(f"aliases[{i}]", f"not a string but {_type_name(alias)}")
            continue
        clean = _clean(alias)
        _check_cell(f"aliases[{i}]", clean, wrong)
        if "|" in clean:
            wrong(f"aliases[{i}]", f"{shown(clean)} holds the sign | that parts aliases")
        if clean:
            kept[clean] = None
    return tuple(kept)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _check_days(cells: dict[str, str], wrong: Wrong) -> None:
    good = True
    for column in ("valid_from", "valid_to"):
        day = cells[column]
        if day and not _is_day(day):
            good = False
            wrong(column, f"{shown(day)} is no day of the calendar", "write YYYY-MM-DD")
    if good and cells["valid_from"] and cells["valid_to"] and cells["valid_from"] > cells["valid_to"]:
        wrong("valid_to", f"{cells['valid_to']} is before valid_from, {cells['valid_from']}")


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text) or not text.isascii():
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def runs_in_a_spreadsheet(value: str) -> bool:
    """Tell whether a spreadsheet may take the cell for a formula.

    >>> runs_in_a_spreadsheet("=HYPERLINK(A1)"), runs_in_a_spreadsheet("@ada"), runs_in_a_spreadsheet("Ada")
    (True, False, False)
    """
    return bool(_RUNS_IN_A_SPREADSHEET.match(value)) and not (value[0] == "@" and _HANDLE.fullmatch(value))
