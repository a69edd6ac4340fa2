"""A text in, for each rule of times the stretches to look at out: those around a word that no match of it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import frozen

from quotekit.claims.tables import read_values
from quotekit.values import Span

TOKEN = re.compile(r"[A-Za-z]+|[0-9]+")
DOTTED, YEAR, DECADE, COLON = "12/", "2023", "90", "12:"
"""Stand for digits: with a date's mark and more digits behind, four, those that may name a decade, an hour's."""
MONTHS = tuple(read_values("times.tsv", "month"))
WEEKDAYS = tuple(read_values("times.tsv", "weekday"))
SEASONS = tuple(read_values("times.tsv", "season"))
DAYPARTS = tuple(read_values("times.tsv", "daypart"))
COUNTED = (
    "second", "minute", "min", "hour", "hr", "day", "week", "fortnight", "month", "quarter", "year", "yr", "decade",
    "night", "weekend", "centur",
)  # fmt: skip
UNITS = tuple(unit + ending for unit in COUNTED for ending in ("", "s", "y", "ies"))
ONE_UNIT = tuple("day week weekend fortnight month quarter year decade century night morning afternoon evening".split())
LONG = ("long", *(f"{unit}{s}long" for unit in (*COUNTED, "century") for s in ("", "s")))
AFTER, FAR = 48, 120
"""Letters that a match may run on behind its word, and those before it where a number in words may stand."""
EDGE = 12
"""What ends this near to the end of a stretch may have been cut there: no match around a word reaches so far."""


@frozen
class Need:
    """The words one of which every match of a rule holds, and how far the match may reach from there."""

    words: tuple[str, ...]
    before: int = 64
    after: int = AFTER


def _longest(kind: str) -> tuple[str, ...]:
    """Return of each form of a kind its longest word, which is its rarest."""
    return tuple(max(TOKEN.findall(form), key=len) for form in read_values("times.tsv", kind))


NEEDS: dict[str, Need] = {
    "iso": Need((DOTTED,)),
    "iso-week": Need((YEAR,)),
    "year-first": Need((DOTTED,)),
    "numeric": Need((DOTTED,)),
    "month-day": Need(MONTHS),
    "day-month": Need(MONTHS),
    "month-year": Need(MONTHS),
    "month": Need(MONTHS),
    "weekday": Need(WEEKDAYS),
    "weekdays": Need(tuple(f"{day}{s}" for day in WEEKDAYS for s in ("", "s"))),
    "year": Need((YEAR,)),
    "fiscal-year": Need(("fy",)),
    "decade": Need(
        (DECADE, *"twenties thirties forties fifties sixties seventies eighties nineties".split()),
    ),
    "century": Need(("century",)),
    "era": Need(tuple("ad bc bce ce d c e".split())),
    "season": Need(SEASONS),
    "quarter": Need(("quarter", "q")),
    "half": Need(("half", "h")),
    "holiday": Need(_longest("holiday")),
    "clock": Need(
        (COLON, *"am pm m clock oclock morning afternoon evening night gmt utc bst cet est edt local".split()), after=90
    ),
    "past-hour": Need(("past", "quarter", "minutes", "clock", "oclock"), FAR),
    "spoken-year": Need(("nineteen", "eighteen", "twenty", "thousand")),
    "day-of-month": Need(("st", "nd", "rd", "th")),
    "noon": Need(("noon", "midday", "midnight"), after=90),
    "daypart": Need(DAYPARTS),
    "deictic-day": Need((*"yesterday today tomorrow tonight night overnight morning afternoon evening".split(),)),
    "reference": Need(_longest("ref")),
    "recent": Need(("recent", "coming")),
    "adjective": Need(("recent", "current", "future")),
    "unit": Need(ONE_UNIT),
    "weekend-alone": Need(("weekend",)),
    "ago": Need(
        tuple("ago back earlier previously before prior later afterward afterwards thereafter now today hence".split()),
        FAR,
    ),
    "day-before": Need(("before", "after")),
    "year-ago": Need(("ago", "earlier")),
    "in-units": Need(UNITS, FAR),
    "window": Need(UNITS, FAR),
    "duration": Need(UNITS, FAR),
    "unit-long": Need(LONG, FAR),
    "bare-plural": Need(tuple("days weeks months years decades centuries hours minutes".split())),
    "range-duration": Need(UNITS, 2 * FAR),
    "set": Need(("every", "each", "per")),
    "adverb-set": Need(_longest("set")),
    "rate": Need(("day", "week", "month", "year", "hour")),
    "the-unit": Need((*ONE_UNIT, "period", "season")),
    "edge": Need(("end", *(f"{unit}end" for unit in ("year", "month", "week", "quarter")), "mid", "midyear")),
    "earlier-in-unit": Need(("earlier", "later", "early", "late")),
}


@cache
def _by_word() -> dict[str, tuple[tuple[str, int, int], ...]]:
    """Return word -> (rule, letters before it, letters behind it)."""
    table: dict[str, dict[tuple[str, int, int], None]] = {}
    for name, need in NEEDS.items():
        for word in need.words:
            table.setdefault(word, {})[name, need.before, need.after] = None
    return {word: tuple(rows) for word, rows in table.items()}


def stretches(text: str) -> dict[str, list[Span]]:
    """Return rule -> where it has to look, in order and disjoint; a rule that is not in :data:`NEEDS` looks everywhere.

    >>> stretches("He left on Monday.")["weekday"], "month" in stretches("He left on Monday.")
    ([Span(start=0, end=18)], False)
    """
    table, size = _by_word(), len(text)
    found: dict[str, list[list[int]]] = {}
    for match in TOKEN.finditer(text):
        token = match[0]
        names: Sequence[tuple[str, int, int]]
        names = _of_digits(text, match) if token[0] <= "9" else table.get(token.lower(), ())
        for name, before, after in names:
            low, high = max(0, match.start() - before), min(size, match.end() + after)
            places = found.setdefault(name, [])
            if places and low <= places[-1][1]:
                places[-1][1] = high
            else:
                places.append([low, high])
    return {name: [Span(low, high) for low, high in places] for name, places in found.items()}


def _of_digits(text: str, match: re.Match[str]) -> list[tuple[str, int, int]]:
    return [row for word in _kinds(text, match) for row in _by_word().get(word, ())]


def _kinds(text: str, match: re.Match[str]) -> Iterator[str]:
    digits, behind = match[0], text[match.end() : match.end() + 2]
    if behind[:1] in ("/", ".", "-") and behind[1:] in tuple("0123456789"):
        yield DOTTED
    if behind[:1] == ":":
        yield COLON
    if len(digits) == 4:
        yield YEAR
    if len(digits) in (2, 4) and digits[-1] == "0":
        yield DECADE
