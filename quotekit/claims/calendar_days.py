"""Days in, days out: weekdays before and after, Easter, holidays, ISO weeks, months apart. Nothing here reads text."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import regex


def read_date(value: str | date | None) -> date | None:
    """Return the day of an ISO date or timestamp; ``None`` where it holds none.

    >>> read_date("2023-05-03T10:00"), read_date("soon")
    (datetime.date(2023, 5, 3), None)
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the date, ``None`` where the calendar has no such day.

    >>> make_day(2023, 2, 29)
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, by: float) -> date | None:
    """Return the day ``by`` days on; ``None`` beyond the calendar."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def shift_months(day: date, by: int) -> date | None:
    """Return the day ``by`` months on, the last of the month where that month is shorter.

    >>> shift_months(date(2023, 3, 31), -1)
    datetime.date(2023, 2, 28)
    """
    months = day.year * 12 + day.month - 1 + by
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def iso_week(day: date) -> str:
    """Return the ISO week.

    >>> iso_week(date(2021, 1, 1))
    '2020-W53'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> int:
    """Return the quarter, 1 to 4."""
    return (day.month - 1) // 3 + 1


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches.

    >>> easter(2023)
    datetime.date(2023, 4, 9)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


HOLIDAY = regex.compile(
    r"""
      E (?P<easter> [+-]\d+ )                                                    # E-2
    | (?P<month> \d\d ) - (?P<day> \d\d )                                          # 12-25
    | (?P<in_month> \d\d ) \# (?P<weekday> \d ) - (?P<nth> \d ) (?: \+ (?P<more> \d ) )?   # 11#4-4+1
    """,
    regex.VERBOSE,
)


def holiday_in(rule: str, year: int) -> date | None:
    """Return the day on which a holiday of ``times.tsv`` falls.

    >>> holiday_in("11#4-4", 2022), holiday_in("05#1-9", 2022)
    (datetime.date(2022, 11, 24), datetime.date(2022, 5, 30))
    """
    match = HOLIDAY.fullmatch(rule)
    if match is None or not 1 <= year <= 9998:
        return None
    if match["easter"]:
        return shift_days(easter(year), int(match["easter"]))
    if match["day"]:
        return make_day(year, int(match["month"]), int(match["day"]))
    first = date(year, int(match["in_month"]), 1)
    found = first + timedelta(days=(int(match["weekday"]) - first.isoweekday()) % 7)
    if match["nth"] == "9":
        while (found + timedelta(days=7)).month == first.month:
            found += timedelta(days=7)
    else:
        found += timedelta(days=7 * (int(match["nth"]) - 1))
    return found + timedelta(days=int(match["more"] or 0))
