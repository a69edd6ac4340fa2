"""A part and its frame in, a TIMEX3 value out: the calendar of a time expression."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import floor

import regex
from attrs import frozen

from quotekit.claims import calendar_days as days
from quotekit.claims.tense import Tense
from quotekit.claims.time_parts import Part

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
REPORTED = 60
"""So many days after its end a quarter is still to be reported: "it will post a loss for the third quarter"."""
TOLD_DAY = regex.compile(r"(\d{4})-(\d\d)-(\d\d)")
TOLD_QUARTER = regex.compile(r"(\d{4})-Q(\d)")


@frozen
class Frame:
    """What a part is resolved against."""

    published: date | None
    hour: int | None = None
    tense: Callable[[], Tense] = lambda: Tense(0)
    anchor: str | None = None
    """The last date that was named before, as TIMEX3."""
    quarter: str | None = None
    """The last quarter that was named before."""

    @property
    def anchor_day(self) -> date | None:
        """The day named before, else the day of publication."""
        told = TOLD_DAY.match(self.anchor or "")
        return days.make_day(*(int(g) for g in told.groups())) if told else self.published

    @property
    def anchor_year(self) -> int | None:
        """The year named before, else the year of publication."""
        if self.anchor and self.anchor[:4].isdigit():
            return int(self.anchor[:4])
        return self.published.year if self.published else None


def value_of(part: Part, frame: Frame) -> str | None:
    """Return the TIMEX3 value of a part, ``None`` where it can't be told.

    >>> value_of(Part(0, 0, weekday=2, daypart="NI"), Frame(date(2023, 5, 3)))
    '2023-05-02TNI'
    """
    if part.iso or part.length or part.ref:
        return part.iso or part.length or part.ref
    for resolve in (_named_day, _day_of_month, _weekday, _holiday, _month, _ended, _third, _relative, _long):
        value = resolve(part, frame)
        if value is not None:
            day = days.read_date(value) if part.whole_week and len(value) == 10 else None
            return days.iso_week(day) if day else _with_hour(value, part)
    if part.clock or part.daypart:
        base = frame.anchor_day
        return _with_hour(base.isoformat() if base else "XXXX-XX-XX", part)
    return None


def _with_hour(value: str, part: Part) -> str:
    """Return the value with its hour or part of the day where it is one of a day: a date, or a weekday left open."""
    if len(value) == 10 and (part.clock or part.daypart):
        return value + (part.clock or f"T{part.daypart}")
    return value


def _year_told(part: Part, frame: Frame) -> int | None:
    if part.year is not None:
        return part.year
    if part.unit == "Y" and part.shift is not None:
        base = frame.anchor_year if part.anchored else frame.published.year if frame.published else None
        return base + int(part.shift) if base is not None else None
    return None


def _nearest(part: Part, frame: Frame, spans: Callable[[int], tuple[date, date] | None]) -> int | None:
    """Return the year in which something that comes once a year is meant: the nearest in the direction of the tense."""
    told = _year_told(part, frame)
    if told is not None or frame.published is None:
        return told
    now = frame.published
    tries = [(year, span) for year in range(now.year - 2, now.year + 3) if (span := spans(year))]
    before = [year for year, (start, end) in tries if end < now]
    after = [year for year, (start, _) in tries if start > now]
    within = [year for year, (start, end) in tries if start <= now <= end]
    if part.turn is not None:
        if part.turn == 0:
            return (within or [now.year])[0]
        return (before[-1] if before else None) if part.turn < 0 else (after[0] if after else None)
    fitting = [year for year, (start, _) in tries if part.day and part.weekday == start.isoweekday()]
    if fitting and not within:
        return min(fitting, key=lambda year: abs(year - now.year))
    tense = frame.tense()
    way = tense.direction if tense.sure else 0
    if within and not (part.quarter or part.half):
        return within[0]
    if (part.quarter or part.half) and way > 0:
        lately = [year for year, (_, end) in tries if 0 < (now - end).days <= REPORTED]
        return next(iter([*lately, *within, *after]), None)
    if way:
        return (before[-1] if before else None) if way < 0 else (after[0] if after else None)
    return min(tries, key=lambda t: min(abs((t[1][0] - now).days), abs((t[1][1] - now).days)))[0] if tries else None


def _named_day(part: Part, frame: Frame) -> str | None:
    if part.month is None or part.day is None:
        return None
    month, number = part.month, part.day

    def span(year: int) -> tuple[date, date] | None:
        day = days.make_day(year, month, number)
        return (day, day) if day else None

    year = _nearest(part, frame, span)
    return f"{year:04d}-{month:02d}-{number:02d}" if year is not None else f"XXXX-{month:02d}-{number:02d}"


def _day_of_month(part: Part, frame: Frame) -> str | None:
    """“On the 18th”: of the month that is told, else of the nearest in the direction of the tense."""
    if part.day is None or part.month is not None or frame.published is None:
        return None
    now = frame.published
    if part.unit == "M":
        tries = [int(part.shift or 0)]
    elif part.weekday is not None:
        tries = list(range(0, -24, -1))
    else:
        tense = frame.tense()
        tries = [0, -1] if tense.direction < 0 else [0, 1] if tense.sure else sorted((-1, 0, 1), key=abs)
    for shift in tries:
        first = days.shift_months(now.replace(day=1), shift)
        day = days.make_day(first.year, first.month, part.day) if first else None
        told = part.unit == "M" or part.weekday is None or (day is not None and day.isoweekday() == part.weekday)
        if day and told and (len(tries) == 1 or len(tries) == 3 or (day <= now if tries[1] < 0 else day >= now)):
            return day.isoformat()
    return None


def _weekday(part: Part, frame: Frame) -> str | None:
    if part.weekday is None:
        return None
    if frame.published is None:
        return f"XXXX-WXX-{part.weekday}"
    now, name = frame.published, part.weekday
    if part.unit == "W":
        monday = now - timedelta(days=now.isoweekday() - 1)
        found = days.shift_days(monday, 7 * int(part.shift or 0) + name - 1)
        return found.isoformat() if found else None
    back = (now.isoweekday() - name) % 7
    ahead = (name - now.isoweekday() - 1) % 7 + 1
    if part.turn == -1:
        shift = -(back or 7)
    elif part.turn == 1:
        shift = ahead
    elif part.turn == 0:
        shift = name - now.isoweekday()
        shift -= 7 if shift > 0 and frame.tense().direction < 0 else 0
        shift += 7 if shift < 0 and frame.tense().direction > 0 else 0
    else:
        shift = ahead if frame.tense().direction > 0 else -back
    found = days.shift_days(now, shift)
    return found.isoformat() if found else None


def _holiday(part: Part, frame: Frame) -> str | None:
    if part.holiday is None:
        return None
    name = part.holiday

    def span(year: int) -> tuple[date, date] | None:
        day = days.holiday_in(name, year)
        return (day, day) if day else None

    year = _nearest(part, frame, span)
    day = days.holiday_in(name, year) if year is not None else None
    return day.isoformat() if day else f"XXXX-{name}" if name[0].isdigit() and "#" not in name else None


def _month(part: Part, frame: Frame) -> str | None:
    if part.month is None:
        return None
    month = part.month

    def span(year: int) -> tuple[date, date] | None:
        first = days.make_day(year, month, 1)
        last = days.shift_months(first, 1) if first else None
        return (first, last - timedelta(days=1)) if first and last else None

    year = _nearest(part, frame, span)
    return f"{year:04d}-{month:02d}" if year is not None else f"XXXX-{month:02d}"


def _ended(part: Part, frame: Frame) -> str | None:
    """A quarter with its end: the fourth quarter ended Sept. 30 is of the year in which it has ended."""
    if not part.ends or frame.published is None or part.year is not None:
        return None
    now, month = frame.published, abs(part.ends)
    year = now.year - (month > now.month) if part.ends < 0 else now.year + (month < now.month)
    if part.quarter:
        return f"{year:04d}-Q{part.quarter}"
    return _quarter(year, (month + 1) // 3, 0)


def _third(part: Part, frame: Frame) -> str | None:
    """Quarters, halves and seasons."""
    if part.quarter:
        first, length, name = 3 * part.quarter - 2, 3, f"Q{part.quarter}"
    elif part.half:
        first, length, name = 6 * part.half - 5, 6, f"H{part.half}"
    elif part.season:
        first, length, name = SEASON_MONTHS[part.season], 3, part.season
    else:
        return None

    def span(year: int) -> tuple[date, date] | None:
        start = days.make_day(year, first, 1)
        end = days.shift_months(start, length) if start else None
        return (start, end - timedelta(days=1)) if start and end else None

    year = _nearest(part, frame, span)
    return f"{year:04d}-{name}" if year is not None else f"XXXX-{name}"


def _long(part: Part, frame: Frame) -> str | None:  # noqa: ARG001
    if part.year is not None:
        return f"{part.year:04d}"
    if part.decade is not None:
        return f"{part.decade:03d}"
    return f"{part.century:02d}" if part.century is not None else None


def _relative(part: Part, frame: Frame) -> str | None:
    if part.unit is None or part.day is not None:  # "the 31st of last month", which had thirty days
        return None
    if part.anchored and part.unit in ("Y", "Q") and frame.quarter:
        year, quarter = (int(g) for g in TOLD_QUARTER.fullmatch(frame.quarter).groups())  # type: ignore[union-attr]
        if part.unit == "Y" and part.shift == int(part.shift or 0) < 0:
            return f"{year + int(part.shift)}-Q{quarter}"
        if part.unit == "Q":
            return _quarter(year, quarter, int(part.shift or 0))
    base = frame.anchor_day if part.anchored else frame.published
    if base is None:
        return None
    if part.unit == "Y" and part.anchored and frame.anchor_year and frame.anchor_year != base.year:
        base = days.make_day(frame.anchor_year, base.month, min(base.day, 28)) or base
    return _shifted(part, base, frame)


def _shifted(part: Part, base: date, frame: Frame) -> str | None:
    unit, shift = part.unit or "D", part.shift or 0
    if unit in ("TH", "TM", "TS"):
        return _hours(unit, shift, base, frame)
    if unit in ("D", "N"):
        day = days.shift_days(base, int(shift))
        return day.isoformat() if day else None
    if unit in ("W", "F"):
        day = days.shift_days(base, (7 if unit == "W" else 14) * shift)
        return days.iso_week(day) if day else None
    if unit == "WE":
        return _weekend(part, base, frame)
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit] * shift
    day = days.shift_months(base, int(months))
    if day is None:
        return None
    if unit == "M" or (unit == "Y" and shift % 1):
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{days.quarter_of(day)}"
    if unit == "Y" or part.rule == "ago":
        return f"{day.year:04d}"
    return f"{day.year // 10:03d}" if unit == "E" else f"{day.year // 100:02d}"


def _quarter(year: int, quarter: int, shift: int) -> str:
    at = year * 4 + quarter - 1 + shift
    return f"{at // 4:04d}-Q{at % 4 + 1}"


def _hours(unit: str, shift: float, base: date, frame: Frame) -> str | None:
    hours = shift if unit == "TH" else shift / 60 if unit == "TM" else shift / 3600
    if frame.hour is not None and abs(hours) < 10**6:
        at = floor(frame.hour + hours)
        day = days.shift_days(base, at // 24)
        return f"{day.isoformat()}T{at % 24:02d}" if day else None
    day = days.shift_days(base, int(hours / 24))
    return day.isoformat() if day else None


def _weekend(part: Part, base: date, frame: Frame) -> str | None:
    if part.shift is None:
        past = (frame.tense().direction <= 0 and base.isoweekday() < 5) or (
            frame.tense().direction < 0 and base.isoweekday() == 5
        )
        shift = -1 if past else 0
    else:
        shift = int(part.shift)
    day = days.shift_days(base, 7 * shift)
    return f"{days.iso_week(day)}-WE" if day else None
