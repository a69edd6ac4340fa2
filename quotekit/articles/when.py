"""The stamps that an article prints in, its day, the time of its last update and the doubts about them out.

The order of trust: the caller, the date prefix, a published line, a date line or an agency's dateline. What can be read
in two ways, or is no day at all, is no date: the next in order is asked, and a notice tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

from quotekit.articles.page import Found
from quotekit.articles.stamps import MONTH, YEAR, Stamp, read_stamp
from quotekit.values import Notice, Span

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A dateline without a year lies this close to a day that the article prints in full.
NEAR = timedelta(days=31)
FULL_DAY = re.compile(rf"\b(?:{MONTH}\.?\s+\d{{1,2}},?\s+{YEAR}|\d{{1,2}}\s+{MONTH},?\s+{YEAR}|\d{{4}}-\d\d-\d\d)")
COPYRIGHT_YEAR = re.compile(r"(?:©|\([cC]\)|[Cc]opyright)\D{0,30}((?:19|20)\d\d)(?!\d)")

TROUBLES = {
    "ambiguous": "may be read day first or month first",
    "impossible": "is no day of the calendar",
    "incomplete": "names no day",
    "yearless": "names no year, and nothing near it does",
}


@frozen
class When:
    """What is known of an article's time."""

    date: str | None
    updated: str | None
    warnings: tuple[Notice, ...]


def check_day(day: str | None) -> None:
    """Raise where the caller's ``date`` is no day.

    >>> check_day("03/05/2023")
    Traceback (most recent call last):
    ValueError: date must be a day such as '2023-05-03', not '03/05/2023'
    """
    if day is None:
        return
    if not isinstance(day, str):
        raise TypeError(f"date must be a string such as '2023-05-03' or None, not {type(day).__name__}")
    try:
        good = ISO_DAY.fullmatch(day) is not None and date.fromisoformat(day) is not None
    except ValueError:
        good = False
    if not good:
        raise ValueError(f"date must be a day such as '2023-05-03', not {day!r}")


def tell_when(view: str, found: Found, given: str | None) -> When:
    """Return the article's date and its last update; the caller's date wins."""
    warnings: list[Notice] = []
    years = _Years(view, found)
    printed: str | None = None
    for stamp in _in_order(found):
        day = _day(stamp, given or printed, years)
        if day is None:
            if printed is None and given is None:
                warnings.append(_trouble(view, stamp))
        elif printed is None:
            printed = day
            if given not in (None, day):
                warnings.append(_conflict(view, stamp, day, given or ""))
            elif stamp.weekday not in (None, date.fromisoformat(day).weekday()):
                warnings.append(_other_weekday(view, stamp, day))
        elif stamp in found.published and day != printed:
            warnings.append(_conflict(view, stamp, day, printed))
    warnings += [_trouble(view, stamp) for stamp in found.updated if stamp.trouble in ("ambiguous", "impossible")]
    return When(given or printed, _updated(found, given or printed), tuple(warnings))


def _in_order(found: Found) -> list[Stamp]:
    """Return the stamps that may date the article, the most trusted first."""
    dated = sorted(found.dated, key=lambda stamp: stamp.year is None)
    closing = [found.closing] if found.closing and not found.dated else []
    return [*([found.prefix] if found.prefix else []), *found.published[:2], *dated[:3], *closing]


def _day(stamp: Stamp, known: str | None, years: _Years) -> str | None:
    """Return the day of a stamp; where it prints no year, that of the known date or of another near it."""
    if stamp.year is None and stamp.day is not None and not stamp.trouble:
        year = _nearest(stamp, [date.fromisoformat(known)]) if known else years.near(stamp)
        stamp = stamp.in_year(year) if year is not None else stamp
    return stamp.iso


def _nearest(stamp: Stamp, days: Iterable[date]) -> int | None:
    """Return the year that puts the stamp next to one of the days; ``None`` where two would do, or none."""
    fitting = set()
    for day in days:
        for year in (day.year - 1, day.year, day.year + 1):
            iso = stamp.in_year(year).iso if 1 <= year <= 9999 else None
            if iso is not None and abs(date.fromisoformat(iso) - day) <= NEAR:
                fitting.add(year)
    return fitting.pop() if len(fitting) == 1 else None


class _Years:
    """The days printed in full anywhere in the article, sought only when a year is wanting."""

    def __init__(self, view: str, found: Found) -> None:
        self.view = view
        self.found = found

    def near(self, stamp: Stamp) -> int | None:
        """Return the year that the stamp must be of."""
        kept = [other.iso for other in (*self.found.updated, *(post for _, post in self.found.posts)) if other.iso]
        year = _nearest(stamp, map(date.fromisoformat, kept))
        if year is not None or kept:
            return year
        printed = [read_stamp(self.view, day.start(), day.end()) for day in FULL_DAY.finditer(self.view)]
        year = _nearest(stamp, [date.fromisoformat(other.iso) for other in printed if other and other.iso])
        if year is not None:
            return year
        rights = {int(found[1]) for found in COPYRIGHT_YEAR.finditer(self.view)}
        return rights.pop() if len(rights) == 1 else None


def _updated(found: Found, known: str | None) -> str | None:
    """Return the last of the times that the article says it was updated at."""
    moments = []
    for stamp in found.updated:
        if stamp.year is None and stamp.day is not None and known is not None:
            year = _nearest(stamp, [date.fromisoformat(known)])
            stamp = stamp.in_year(year) if year is not None else stamp  # noqa: PLW2901 - the same stamp, its year told
        if stamp.moment is not None:
            moments.append(stamp.moment)
    days = [moment for moment in moments if not moment.startswith("T")]
    return max(days or moments, default=None)


def _conflict(view: str, stamp: Stamp, day: str, kept: str) -> Notice:
    printed = view[stamp.start : stamp.end]
    return Notice(
        "date-conflict", f"The article's date is {kept}, yet it prints {printed!r}, which is {day}.", _span(stamp)
    )


def _other_weekday(view: str, stamp: Stamp, day: str) -> Notice:
    printed = view[stamp.start : stamp.end]
    return Notice("date-weekday", f"{printed!r} names another weekday than that of {day}.", _span(stamp))


def _trouble(view: str, stamp: Stamp) -> Notice:
    trouble = stamp.trouble or "yearless"
    printed = view[stamp.start : stamp.end]
    return Notice(f"date-{trouble}", f"{printed!r} {TROUBLES[trouble]}: no date was taken from it.", _span(stamp))


def _span(stamp: Stamp) -> Span:
    return Span(stamp.start, stamp.end)


def day_of_post(stamp: Stamp, known: str | None) -> str | None:
    """Return when a post was made: a day without a year is the last one before the article's.

    >>> day_of_post(Stamp(0, 6, None, 12, 30, "14:05"), "2023-01-02")
    '2022-12-30T14:05'
    """
    if stamp.year is None and stamp.day is not None and known is not None and not stamp.trouble:
        latest = date.fromisoformat(known) + timedelta(days=1) if known < "9999" else date.max
        for year in (latest.year, latest.year - 1):
            told = stamp.in_year(year)
            if told.iso is not None and told.iso <= latest.isoformat():
                return told.moment
    return stamp.moment if stamp.iso else None
