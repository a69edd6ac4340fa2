"""A place in a line in, the date and time printed there out: as printed, in its own zone, and never a guess."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
ZONE = (
    r"(?-i:(?:UTC|GMT|MSK|BST|WES?T|CES?T|EES?T|[ECMP][SD]?T|AK[SD]T|HST|IST|IDT|PKT|SGT|HKT|JST|KST|AE[SD]?T|A[CW]ST"
    r"|NZ[SD]?T|SAST|WAT|TRT|GST|ADT)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|Z\b|[+-]\d\d:?\d\d(?!\d)"
    r"|(?:[A-Z][a-z]{2,14}|local)(?:\s(?:Summer|Standard|Daylight))?(?:\s[Tt]ime\b)|(?:Eastern|Pacific|Central|Mountain)\b)"
)
# A year is no time of day: "2005 GMT".
# A page may glue a time or a second date to it: "May 3, 20232:05 PM".
YEAR = rf"(?:1[5-9]|20)\d\d(?:(?!\d|:\d)|(?=\d{{1,2}}(?::\d\d\s?[APap]|\s{MONTH})))(?!\s?(?:hrs|hours|{ZONE}))"

PART = re.compile(
    rf"""
    (?P<weekday> (?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.? )
    # 2023-05-03, 2023/05/03
  | (?P<iso_year>\d{{4}}) (?P<iso_mark>[-/.]) (?P<iso_month>\d{{1,2}}) (?P=iso_mark) (?P<iso_day>\d{{1,2}}) (?!\d)
    # 13/05/2023, 03.05.23
  | (?P<first>\d{{1,2}}) (?P<mark>[/.-]) (?P<second>\d{{1,2}}) (?P=mark) (?P<numeric_year>\d{{4}}|\d\d) (?!\d)
    # 3 May 2023, 3rd of May, 26-FEB-1987
  | (?P<day_before>\d{{1,2}}) (?:st|nd|rd|th)? (?:\s+of)? [\s.-]* (?P<month_after>{MONTH}) [.,]{{0,2}}
      (?: [\s-]* (?P<year_after>{YEAR}) | -(?P<short_year>\d\d)(?!\d) )?
    # May 3, 2023; Sept. 3rd
  | (?P<month_before>{MONTH}) \.? \s* (?P<day_after>\d{{1,2}}) (?:st|nd|rd|th)? (?!\d|:\d|\.\d\d)
      (?: [,.]? \s* (?P<year_last>{YEAR}) )?
    # May 2023
  | (?P<month_alone>{MONTH}) [.,]{{0,2}} \s* (?P<month_year>{YEAR})
    # 14:05, 14.05, 2:05 p.m., 14:05:30.000
  | (?P<hour>\d{{1,2}}) (?: [:.h] | :\s ) (?P<minute>\d\d) (?![\d%]) (?: :\d\d (?:[.,]\d+)? )?
      (?: \s? (?P<half>[ap])\.?\s?m\b\.? )? (?: \s? \(? {ZONE} \)? )? (?: \s? (?:hrs|hours|uhr)\b )?
    # 2 p.m.
  | (?P<full_hour>\d{{1,2}}) \s? (?P<full_half>[ap])\.?\s?m\b\.? (?: \s? \(? {ZONE} \)? )?
    # 0845ET, 1405 hrs
  | (?P<military>\d\d) (?P<military_minute>\d\d) \s? (?:hrs|hours|{ZONE})
    # Wed May 3 14:05:26 2023
  | (?P<late_year>{YEAR})
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What may stand between the parts: "May 3, 2023 at 2:05 p.m.", "3 May 2023 | 14:05", "2023-05-03T14:05".
JOINT = re.compile(r"(?:[\s,;|·•/()—–-]|\b(?:at|on)\b|T(?=\d\d:)){1,12}", re.IGNORECASE)


class Stamp(NamedTuple):
    """A date, a time of day or both, as printed."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    time: str | None = None
    """``HH:MM``."""
    weekday: int | None = None
    """0 is Monday."""
    trouble: str = ""
    """``ambiguous`` (day or month first), ``impossible`` (no such day), ``incomplete`` (no day)."""
    readings: tuple[str, ...] = ()
    """Of an ambiguous date: the days that it may mean."""

    @property
    def dated(self) -> bool:
        """Tell whether a date is printed, be it good or not."""
        return self.month is not None or bool(self.trouble)

    @property
    def iso(self) -> str | None:
        """``YYYY-MM-DD`` where day, month and year are printed and certain."""
        if self.trouble or self.year is None or self.month is None or self.day is None:
            return None
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    @property
    def moment(self) -> str | None:
        """All that is certain: ``YYYY-MM-DD``, ``YYYY-MM-DDTHH:MM`` or ``THH:MM``."""
        if self.time is None:
            return self.iso
        return f"{self.iso or ''}T{self.time}" if self.iso or not self.dated else None

    def in_year(self, year: int) -> Stamp:
        """Return the same day in ``year``; nothing changes where a year is printed."""
        if self.year is not None or self.month is None or self.day is None:
            return self
        return self._replace(year=year, trouble="" if is_day(year, self.month, self.day) else "impossible")


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar knows the day.

    >>> is_day(2023, 2, 29), is_day(2024, 2, 29)
    (False, True)
    """
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def read_stamp(view: str, start: int, end: int) -> Stamp | None:
    """Return the stamp that begins at ``start``, or ``None``.

    >>> read_stamp("Wed 3 May 2023 14.05 BST", 0, 24).moment
    '2023-05-03T14:05'
    >>> read_stamp("03/05/2023", 0, 10).trouble
    'ambiguous'
    """
    part = PART.match(view, start, end)
    if part is None:
        return None
    stamp = Stamp(start, start)
    at = start
    # Weekday, date, time and a late year in any order: four parts, and one more round to see that there is no fifth.
    for _ in range(5):
        grown = _with(stamp, part, view, end) if part else None
        if part is None or grown is None:
            break
        stamp = grown._replace(end=part.end())
        joint = JOINT.match(view, part.end(), end)
        at = joint.end() if joint else part.end()
        part = PART.match(view, at, end)
    return None if stamp.end == start else _checked(stamp)


def _with(stamp: Stamp, part: re.Match[str], view: str, end: int) -> Stamp | None:
    """Return ``stamp`` with one part more; ``None`` where it has such a part already, or the part is none."""
    if part["weekday"]:
        # "2023-05-03 Sun rises over the city": behind a date, only a line's end or a comma makes it a weekday.
        loose = stamp.dated and view[part.end() : end].lstrip()[:1].isalpha()
        named = WEEKDAYS.index(part["weekday"][:3].lower())
        return None if stamp.weekday is not None or loose else stamp._replace(weekday=named)
    if part["hour"] or part["full_hour"] or part["military"]:
        time = _time(part)
        return None if stamp.time is not None or time is None else stamp._replace(time=time)
    if part["late_year"]:
        wanting = stamp.day is not None and stamp.year is None and stamp.time is not None
        return stamp._replace(year=int(part["late_year"])) if wanting else None
    return None if stamp.dated else _with_date(stamp, part)


def _time(part: re.Match[str]) -> str | None:
    hour = int(part["hour"] or part["full_hour"] or part["military"])
    minute = int(part["minute"] or part["military_minute"] or 0)
    half = (part["half"] or part["full_half"] or "").lower()
    if part["full_hour"] and not 1 <= hour <= 12:
        return None
    # "00:01AM", "14:05 PM": the figure tells the hour already.
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _with_date(stamp: Stamp, part: re.Match[str]) -> Stamp:
    if part["iso_year"]:
        return stamp._replace(year=int(part["iso_year"]), month=int(part["iso_month"]), day=int(part["iso_day"]))
    if part["first"]:
        return _with_numeric(stamp, int(part["first"]), int(part["second"]), _century(part["numeric_year"]))
    if part["month_alone"]:
        return stamp._replace(year=int(part["month_year"]), month=_month(part["month_alone"]), trouble="incomplete")
    printed = part["year_after"] or part["short_year"] or part["year_last"]
    year = _century(printed) if printed else None
    name, day = (part["month_after"] or part["month_before"]), (part["day_before"] or part["day_after"])
    return stamp._replace(year=year, month=_month(name), day=int(day))


def _with_numeric(stamp: Stamp, first: int, second: int, year: int) -> Stamp:
    """Read 13/05/2023 and 05/13/2023; what can be read both ways is left to the weekday, or open."""
    day_first, month_first = (year, second, first), (year, first, second)
    good = [reading for reading in dict.fromkeys((day_first, month_first)) if is_day(*reading)]
    if len(good) == 1:
        return stamp._replace(year=good[0][0], month=good[0][1], day=good[0][2])
    if not good:
        return stamp._replace(year=year, trouble="impossible")
    return stamp._replace(
        year=year, trouble="ambiguous", readings=tuple(f"{y:04d}-{m:02d}-{d:02d}" for y, m, d in good)
    )


def _checked(stamp: Stamp) -> Stamp:
    """Return ``stamp`` with a day that can't be marked as impossible, and an ambiguous one settled by its weekday."""
    if stamp.readings and stamp.weekday is not None:
        fitting = [day for day in stamp.readings if date.fromisoformat(day).weekday() == stamp.weekday]
        if len(fitting) == 1:
            year, month, day = (int(number) for number in fitting[0].split("-"))
            return stamp._replace(year=year, month=month, day=day, trouble="", readings=())
    if stamp.trouble or stamp.month is None or stamp.day is None:
        return stamp
    # Without a year, the leap year decides: February 29 may be.
    year = 2024 if stamp.year is None else stamp.year
    return stamp if is_day(year, stamp.month, stamp.day) else stamp._replace(trouble="impossible")


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _century(printed: str) -> int:
    """Return the year of two digits or four, by the rule of POSIX: 69 to 99 are of the last century."""
    year = int(printed)
    return year if len(printed) == 4 else year + (1900 if year >= 69 else 2000)
