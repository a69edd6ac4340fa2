"""Days of two statements in, whether they lie apart out: a day and its night, a week and its month lie together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import regex

from quotekit.claims.calendar_days import iso_week, quarter_of, read_date
from quotekit.values import Time

WEEK = regex.compile(r"(\d{4})-W(\d\d)")
MONTH = regex.compile(r"\d{4}-\d\d")


def days_differ(one: Iterable[Time], other: Iterable[Time]) -> bool:
    """Tell whether all the days of one lie outside those of the other."""
    left = [value for time in one if (value := _day(time))]
    right = [value for time in other if (value := _day(time))]
    if not left or not right:
        return False
    return not any(_same_day(a, b) for a in left for b in right)


def _day(time: Time) -> str | None:
    value = time.value or ""
    told = len(value) >= 4 and (value[:4].isdigit() or value[:5] == UNDATED)
    return value if time.kind in ("DATE", "TIME") and told else None


UNDATED = "XXXX-"
"""What stands for the year of a day that the text and its date don't tell."""


def _same_undated(one: str, other: str) -> bool:
    """Tell whether two days may be one of which at least one has no year: 4 July, a Monday, Tuesday night."""
    (a, part), (b, other_part) = (value.partition("T")[::2] for value in (one, other))
    if part[:1].isalpha() and other_part[:1].isalpha() and part != other_part:
        return False
    if ("-WXX-" in a) != ("-WXX-" in b):
        weekday, full = (a, b) if "-WXX-" in a else (b, a)
        on = read_date(full) if len(full) == 10 else None
        return on is None or f"{on.isoweekday()}" == weekday[-1]
    short, long = sorted((a[5:], b[5:]), key=len)
    return long.startswith(short)


def _same_day(one: str, other: str) -> bool:
    """Tell whether one value holds the other: a day its night, a year its months, a week its days."""
    if UNDATED in (one[:5], other[:5]):
        return _same_undated(one, other)
    a, b = one.split("T", maxsplit=1)[0], other.split("T", maxsplit=1)[0]
    if a.startswith(b) or b.startswith(a):
        return (
            ("T" not in one or "T" not in other)
            or one[: len(a) + 3] == other[: len(b) + 3]
            or one[-1].isdigit() != other[-1].isdigit()
        )
    for short, long in ((a, b), (b, a)):
        day = read_date(long) if len(long) == 10 and "W" not in long else None
        if day is None:
            continue
        if "-W" in short and iso_week(day) == short[:8]:
            return True
        if "-Q" in short and short == f"{day.year:04d}-Q{quarter_of(day)}":
            return True
    if ("-W" in a) != ("-W" in b):
        week, span = (a, b) if "-W" in a else (b, a)
        return len(span) < 8 and week[:4] == span[:4] and _week_touches(week, span)
    return False


def _week_touches(week: str, span: str) -> bool:
    """Tell whether a week may lie in a month; of seasons, quarters and halves nothing is told."""
    match = WEEK.match(week)
    if match is None or not MONTH.fullmatch(span):
        return True
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return True
    return span in (f"{monday:%Y-%m}", f"{monday + timedelta(days=6):%Y-%m}")
