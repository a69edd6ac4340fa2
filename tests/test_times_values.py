"""Values of times: each unit, turn and tense against calendars that are counted out day by day."""

from datetime import date, timedelta
from itertools import product

import pytest

from quotekit.claims.tense import Tense
from quotekit.claims.time_parts import Part
from quotekit.claims.time_values import Frame, value_of

WEDNESDAY = date(2023, 5, 3)
TENSES = {"past": Tense(-1, True), "future": Tense(1, True), "untold": Tense(0, True), "guess": Tense(1, False)}


def value(published=WEDNESDAY, tense="untold", frame=None, **fields):
    """Return the value of a part with these fields."""
    told = TENSES[tense]
    return value_of(Part(0, 1, **fields), Frame(published, tense=lambda: told, **(frame or {})))


def weekday_by_counting(now, name, turn, tense):
    """Go from day to day until the weekday is met."""
    direction = TENSES[tense].direction
    step, day = timedelta(1), now
    if turn == 0:
        monday = now
        while monday.isoweekday() != 1:
            monday -= step
        day = monday
        while day.isoweekday() != name:
            day += step
        if day > now and direction < 0:
            return day - 7 * step
        return day + 7 * step if day < now and direction > 0 else day
    ahead = turn == 1 or (turn is None and direction > 0)
    if turn is not None or ahead:
        day += step if ahead else -step
    while day.isoweekday() != name:
        day += step if ahead else -step
    return day


@pytest.mark.parametrize("tense", TENSES)
@pytest.mark.parametrize("turn", [None, -1, 0, 1])
def test_weekdays_are_the_nearest_in_their_direction(turn, tense):
    """A weekday is the next ahead or the last that was, today among those that were; "this" one is of the week."""
    for ahead, name in product(range(7), range(1, 8)):
        now = WEDNESDAY + timedelta(ahead)
        expected = weekday_by_counting(now, name, turn, tense).isoformat()
        assert value(now, tense, weekday=name, turn=turn) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"weekday": 5, "unit": "W", "shift": 1}, "2023-05-12"),
        ({"weekday": 5, "unit": "W", "shift": 0}, "2023-05-05"),
        ({"weekday": 1, "unit": "W", "shift": -1}, "2023-04-24"),
        ({"weekday": 7, "unit": "W"}, "2023-05-07"),
        ({"weekday": 2, "daypart": "NI"}, "2023-05-02TNI"),
        ({"weekday": 2, "clock": "T10:00", "daypart": "NI"}, "2023-05-02T10:00"),
        ({"month": 5, "day": 8, "whole_week": True}, "2023-W19"),
        ({"month": 5, "whole_week": True}, "2023-05"),
        ({"clock": "T10:00"}, "2023-05-03T10:00"),
        ({"daypart": "MO"}, "2023-05-03TMO"),
        ({"month": 5, "clock": "T10:00"}, "2023-05"),
        ({"iso": "2020-W01", "weekday": 2}, "2020-W01"),
        ({"length": "P2Y", "weekday": 2}, "P2Y"),
        ({"ref": "PAST_REF", "weekday": 2}, "PAST_REF"),
        ({"year": 2019, "month": 3, "day": 7}, "2019-03-07"),
        ({"year": 814, "month": 1, "day": 28}, "0814-01-28"),
        ({"year": 814, "month": 1}, "0814-01"),
        ({"year": 814}, "0814"),
        ({"year": 814, "quarter": 2}, "0814-Q2"),
        ({"decade": 199}, "199"),
        ({"decade": 81}, "081"),
        ({"century": 7}, "07"),
        ({"unit": "Y", "shift": -1, "month": 6}, "2022-06"),
        ({"unit": "Y", "shift": 1, "quarter": 3}, "2024-Q3"),
        ({"unit": "Y", "shift": 0, "season": "SU"}, "2023-SU"),
        ({"unit": "Y", "shift": 1, "holiday": "12-25"}, "2024-12-25"),
        ({}, None),
    ],
)
def test_fields_make_a_value(fields, expected):
    """What is told of a time stands in its value, filled up to four figures of a year."""
    assert value(**fields) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"weekday": 2}, "XXXX-WXX-2"),
        ({"weekday": 2, "clock": "T10:00"}, "XXXX-WXX-2T10:00"),
        ({"weekday": 2, "daypart": "NI"}, "XXXX-WXX-2TNI"),
        ({"month": 5, "day": 9}, "XXXX-05-09"),
        ({"month": 5, "day": 9, "clock": "T10:00"}, "XXXX-05-09T10:00"),
        ({"month": 5}, "XXXX-05"),
        ({"holiday": "12-25"}, "XXXX-12-25"),
        ({"holiday": "E-2"}, None),
        ({"holiday": "11#4-4"}, None),
        ({"quarter": 3}, "XXXX-Q3"),
        ({"half": 2}, "XXXX-H2"),
        ({"season": "WI"}, "XXXX-WI"),
        ({"clock": "T10:00"}, "XXXX-XX-XXT10:00"),
        ({"daypart": "NI"}, "XXXX-XX-XXTNI"),
        ({"day": 18}, None),
        ({"unit": "D", "shift": -1}, None),
        ({"unit": "TH", "shift": -1}, None),
        ({"unit": "Y", "shift": -1, "month": 6}, "XXXX-06"),
        ({"quarter": 4, "ends": -9}, "XXXX-Q4"),
    ],
)
def test_without_a_day_of_publication(fields, expected):
    """Without a day of publication a value is open where it hangs on one."""
    assert value(None, **fields) == expected


@pytest.mark.parametrize(
    ("frame", "fields", "expected"),
    [
        ({"anchor": "2019-05-03"}, {"unit": "D", "shift": 1, "anchored": True}, "2019-05-04"),
        ({"anchor": "2019-05-03"}, {"unit": "D", "shift": 1}, "2023-05-04"),
        ({"anchor": "2019-05-03"}, {"clock": "T10:00"}, "2019-05-03T10:00"),
        ({"anchor": "2019-05-03TNI"}, {"daypart": "MO"}, "2019-05-03TMO"),
        ({"anchor": "2019-05"}, {"clock": "T10:00"}, "2023-05-03T10:00"),
        ({"anchor": "2019"}, {"unit": "Y", "shift": 1, "anchored": True}, "2020"),
        ({"anchor": "2019"}, {"unit": "Y", "shift": 1}, "2024"),
        ({"anchor": "2019"}, {"unit": "M", "shift": 1, "anchored": True}, "2023-06"),
        ({"anchor": "2019"}, {"unit": "Y", "shift": 0, "anchored": True, "month": 7}, "2019-07"),
        ({"anchor": "2019"}, {"unit": "Y", "shift": 0, "month": 7}, "2023-07"),
        ({"anchor": "2019"}, {"unit": "Y", "shift": 2.5, "anchored": True}, "2021-11"),
        ({"anchor": "2020-02-29"}, {"unit": "Y", "shift": 1, "anchored": True}, "2021"),
        ({"quarter": "2021-Q1"}, {"unit": "Q", "shift": -1, "anchored": True}, "2020-Q4"),
        ({"quarter": "2021-Q1"}, {"unit": "Q", "shift": -1}, "2023-Q1"),
        ({"quarter": "2021-Q4"}, {"unit": "Q", "shift": 1, "anchored": True}, "2022-Q1"),
        ({"quarter": "2021-Q2"}, {"unit": "Q", "shift": 1, "anchored": True}, "2021-Q3"),
        ({"quarter": "2021-Q2"}, {"unit": "Q", "anchored": True}, "2021-Q2"),
        ({"quarter": "2021-Q2"}, {"unit": "Y", "shift": -1, "anchored": True}, "2020-Q2"),
        ({"quarter": "2021-Q2"}, {"unit": "Y", "shift": -2, "anchored": True}, "2019-Q2"),
        ({"quarter": "2021-Q2"}, {"unit": "Y", "shift": 1, "anchored": True}, "2024"),
        ({"quarter": "2021-Q2"}, {"unit": "Y", "shift": 0, "anchored": True}, "2023"),
        ({"quarter": "2021-Q2"}, {"unit": "Y", "shift": -1}, "2022"),
        ({"quarter": "2021-Q2"}, {"unit": "M", "shift": -1, "anchored": True}, "2023-04"),
    ],
)
def test_counted_from_what_was_named_before(frame, fields, expected):
    """An anchored part is counted from the day, the year or the quarter named before, others from publication."""
    assert value(frame=frame, **fields) == expected


def test_a_year_named_before_is_enough_without_publication():
    """Where nothing tells the day of publication, a day or a year named before still serves."""
    assert value(None, frame={"anchor": "2019-05-03"}, unit="D", shift=-3, anchored=True) == "2019-04-30"
    assert value(None, frame={"anchor": "2019"}, unit="Y", shift=1, anchored=True, month=2) == "2020-02"


@pytest.mark.parametrize(
    ("unit", "shift", "expected"),
    [
        ("D", -3, "2023-04-30"),
        ("D", 0, "2023-05-03"),
        ("D", 29, "2023-06-01"),
        ("N", -1, "2023-05-02"),
        ("W", -1, "2023-W17"),
        ("W", 1, "2023-W19"),
        ("W", -18, "2022-W52"),
        ("W", 0.5, "2023-W18"),
        ("F", -1, "2023-W16"),
        ("F", 1, "2023-W20"),
        ("F", 5, "2023-W28"),
        ("WE", -1, "2023-W17-WE"),
        ("WE", 1, "2023-W19-WE"),
        ("WE", 0, "2023-W18-WE"),
        ("M", -5, "2022-12"),
        ("M", 8, "2024-01"),
        ("M", 1.5, "2023-06"),
        ("Q", 0, "2023-Q2"),
        ("Q", -2, "2022-Q4"),
        ("Q", 3, "2024-Q1"),
        ("Y", -1, "2022"),
        ("Y", 1, "2024"),
        ("Y", -2.5, "2020-11"),
        ("Y", -0.5, "2022-11"),
        ("E", -1, "201"),
        ("E", 0, "202"),
        ("E", 1, "203"),
        ("C", -1, "19"),
        ("C", 0, "20"),
        ("C", 1, "21"),
        ("C", -14, "06"),
        ("E", -195, "007"),
        ("Y", -2023, None),
        ("Y", -2022, "0001"),
        ("Y", 7977, None),
        ("Y", 7976, "9999"),
        ("C", -30, None),
        ("E", 800, None),
        ("D", 10**7, None),
        ("W", 10**7, None),
        ("WE", 10**7, None),
        ("F", -(10**7), None),
        ("TH", -20, "2023-05-03"),
        ("TH", -24, "2023-05-02"),
        ("TH", -47, "2023-05-02"),
        ("TH", 48, "2023-05-05"),
        ("TM", -1439, "2023-05-03"),
        ("TM", -1440, "2023-05-02"),
        ("TS", -86399, "2023-05-03"),
        ("TS", -86400, "2023-05-02"),
        ("TS", 86400, "2023-05-04"),
        ("TH", 10**9, None),
    ],
)
def test_units_are_shifted(unit, shift, expected):
    """So many units on or back is a value of the unit's own fineness, none beyond the calendar."""
    assert value(unit=unit, shift=shift) == expected


@pytest.mark.parametrize(
    ("unit", "shift", "expected"),
    [("E", -2, "2003"), ("C", -1, "1923"), ("Y", -5, "2018"), ("Y", -1.5, "2021-11"), ("M", -2, "2023-03")],
)
def test_so_long_ago_is_a_year(unit, shift, expected):
    """Two decades ago is a year, not a decade."""
    assert value(unit=unit, shift=shift, rule="ago") == expected


@pytest.mark.parametrize(
    ("hour", "unit", "shift", "expected"),
    [
        (10, "TH", -3, "2023-05-03T07"),
        (10, "TH", -10, "2023-05-03T00"),
        (10, "TH", -11, "2023-05-02T23"),
        (10, "TH", 13, "2023-05-03T23"),
        (10, "TH", 14, "2023-05-04T00"),
        (10, "TM", -30, "2023-05-03T09"),
        (10, "TM", 120, "2023-05-03T12"),
        (10, "TS", 7200, "2023-05-03T12"),
        (10, "TS", -7200, "2023-05-03T08"),
        (0, "TM", -30, "2023-05-02T23"),
        (0, "TH", 0, "2023-05-03T00"),
        (10, "TH", 10**6 - 1, "2137-06-01T01"),
        (10, "TH", 10**6, "2137-05-31"),
        (10, "TH", -(10**6), "1909-04-05"),
    ],
)
def test_hours_are_counted_from_the_hour_of_publication(hour, unit, shift, expected):
    """With an hour of publication hours have their hour, over midnight too; what is beyond all measure has none."""
    assert value(frame={"hour": hour}, unit=unit, shift=shift) == expected


@pytest.mark.parametrize(
    ("tense", "weeks"),
    [
        ("past", "17 17 17 17 17 18 18"),
        ("untold", "17 17 17 17 18 18 18"),
        ("future", "18 18 18 18 18 18 18"),
    ],
)
def test_the_weekend(tense, weeks):
    """From Monday to Thursday the weekend is the last one unless what is told lies ahead; on Friday if it is past."""
    found = [value(date(2023, 5, day), tense, unit="WE") for day in range(1, 8)]
    assert found == [f"2023-W{week}-WE" for week in weeks.split()]


def once_a_year(first, last, tense, now=WEDNESDAY):
    """Return the years, in order, whose stretch lies before, around and behind a day."""
    years = range(now.year - 2, now.year + 3)
    return [year for year in years if (last(year) < now if tense == "past" else first(year) > now)]


@pytest.mark.parametrize("month", range(1, 13))
def test_months_by_tense(month):
    """A month is the last that was or the next to come, the one that runs first of all; untold it is the nearest."""
    first = lambda year: date(year, month, 1)  # noqa: E731
    last = lambda year: (date(year, month, 28) + timedelta(4)).replace(day=1) - timedelta(1)  # noqa: E731
    for now in (date(2023, 5, 3), date(2023, 5, 1), date(2023, 5, 31), date(2023, 12, 31), date(2024, 1, 1)):
        runs = now.month == month
        past = now.year if runs else once_a_year(first, last, "past", now)[-1]
        future = now.year if runs else once_a_year(first, last, "future", now)[0]
        assert value(now, "past", month=month) == f"{past}-{month:02d}"
        assert value(now, "future", month=month) == f"{future}-{month:02d}"
        away = {y: 0 if runs and y == now.year else min(abs(now - first(y)), abs(now - last(y))).days for y in
                range(now.year - 2, now.year + 3)}  # fmt: skip
        nearest = min(away, key=lambda year: away[year])
        assert value(now, "untold", month=month) == value(now, "guess", month=month) == f"{nearest}-{month:02d}"
        assert value(now, "future", month=month, turn=0) == f"{now.year}-{month:02d}"
        assert value(now, "future", month=month, turn=-1) == f"{once_a_year(first, last, 'past', now)[-1]}-{month:02d}"
        assert value(now, "past", month=month, turn=1) == f"{once_a_year(first, last, 'future', now)[0]}-{month:02d}"


@pytest.mark.parametrize(
    ("published", "tense", "expected"),
    [
        ("2022-06-01", "past", "2020-02-29"),
        ("2022-06-01", "future", "2024-02-29"),
        ("2023-06-01", "past", None),
        ("2023-06-01", "future", "2024-02-29"),
        ("2025-06-01", "past", "2024-02-29"),
        ("2025-06-01", "future", None),
        ("2021-06-01", "future", None),
        ("2021-06-01", "untold", "2020-02-29"),
        ("2023-06-01", "untold", "2024-02-29"),
        ("1899-06-01", "untold", None),
        ("2024-02-29", "past", "2024-02-29"),
        ("2024-03-01", "past", "2024-02-29"),
        ("2024-02-28", "past", None),
        ("2024-02-28", "future", "2024-02-29"),
    ],
)
def test_a_day_that_few_years_have(published, tense, expected):
    """A day of leap years is looked for two years back and two ahead, no further."""
    found = value(date.fromisoformat(published), tense, month=2, day=29)
    assert found == (expected or "XXXX-02-29")


@pytest.mark.parametrize(
    ("tense", "fields", "expected"),
    [
        ("past", {}, "2023-05-03"),
        ("future", {}, "2023-05-03"),
        ("untold", {}, "2023-05-03"),
        ("past", {"turn": -1}, "2022-05-03"),
        ("past", {"turn": 0}, "2023-05-03"),
        ("past", {"turn": 1}, "2024-05-03"),
    ],
)
def test_the_day_of_publication_itself(tense, fields, expected):
    """A day of the year that is today is today, but for the last one and the next."""
    assert value(tense=tense, month=5, day=3, **fields) == expected


@pytest.mark.parametrize(
    ("month", "day", "weekday", "tense", "expected"),
    [
        (6, 10, 1, "past", "2024-06-10"),
        (6, 10, 4, "untold", "2021-06-10"),
        (5, 3, 3, "past", "2023-05-03"),
        (6, 10, 6, "past", "2023-06-10"),
        (6, 10, 3, "past", "2022-06-10"),
        (5, 3, 4, "past", "2023-05-03"),
    ],
)
def test_a_weekday_tells_the_year(month, day, weekday, tense, expected):
    """Monday, 10 June is of the year in which that day is a Monday, whatever the tense."""
    assert value(tense=tense, month=month, day=day, weekday=weekday) == expected


@pytest.mark.parametrize(
    ("published", "quarter", "tense", "expected"),
    [
        ("2023-05-03", 1, "past", "2023-Q1"),
        ("2023-05-03", 2, "past", "2022-Q2"),
        ("2023-05-03", 2, "future", "2023-Q2"),
        ("2023-05-30", 1, "future", "2023-Q1"),
        ("2023-05-31", 1, "future", "2024-Q1"),
        ("2023-04-01", 1, "future", "2023-Q1"),
        ("2023-03-31", 1, "future", "2023-Q1"),
        ("2023-03-31", 1, "past", "2022-Q1"),
        ("2023-04-01", 1, "past", "2023-Q1"),
        ("2023-01-01", 4, "past", "2022-Q4"),
        ("2023-05-03", 3, "untold", "2023-Q3"),
        ("2023-05-03", 4, "untold", "2022-Q4"),
        ("2023-05-03", 2, "untold", "2023-Q2"),
        ("2023-05-03", 3, "past", "2022-Q3"),
        ("2023-05-03", 3, "future", "2023-Q3"),
        ("2023-10-01", 3, "past", "2023-Q3"),
    ],
)
def test_quarters_by_tense(published, quarter, tense, expected):
    """A quarter that ended within sixty days may still be told to come; that which runs hasn't been."""
    assert value(date.fromisoformat(published), tense, quarter=quarter) == expected


@pytest.mark.parametrize(
    ("published", "half", "tense", "expected"),
    [
        ("2023-05-03", 1, "past", "2022-H1"),
        ("2023-07-01", 1, "past", "2023-H1"),
        ("2023-06-30", 1, "past", "2022-H1"),
        ("2023-05-03", 2, "past", "2022-H2"),
        ("2023-05-03", 2, "future", "2023-H2"),
        ("2023-05-03", 1, "future", "2023-H1"),
        ("2023-08-29", 1, "future", "2023-H1"),
        ("2023-08-30", 1, "future", "2024-H1"),
        ("2024-01-01", 2, "past", "2023-H2"),
    ],
)
def test_halves_by_tense(published, half, tense, expected):
    """The first half of a year ends on 30 June, the second on 31 December."""
    assert value(date.fromisoformat(published), tense, half=half) == expected


@pytest.mark.parametrize(
    ("published", "season", "tense", "expected"),
    [
        ("2023-03-01", "SP", "past", "2023-SP"),
        ("2023-02-28", "SP", "past", "2022-SP"),
        ("2023-05-31", "SP", "past", "2023-SP"),
        ("2023-06-01", "SP", "future", "2024-SP"),
        ("2023-06-01", "SU", "past", "2023-SU"),
        ("2023-08-31", "SU", "future", "2023-SU"),
        ("2023-09-01", "SU", "future", "2024-SU"),
        ("2023-09-01", "FA", "past", "2023-FA"),
        ("2023-11-30", "FA", "future", "2023-FA"),
        ("2023-12-01", "WI", "past", "2023-WI"),
        ("2023-11-30", "WI", "past", "2022-WI"),
        ("2024-02-29", "WI", "past", "2023-WI"),
        ("2024-03-01", "WI", "future", "2024-WI"),
        ("2023-05-03", "SU", "past", "2022-SU"),
    ],
)
def test_seasons_by_tense(published, season, tense, expected):
    """Spring begins in March, summer in June, autumn in September, winter in December; each has three months."""
    assert value(date.fromisoformat(published), tense, season=season) == expected


@pytest.mark.parametrize(
    ("published", "tense", "holiday", "expected"),
    [
        ("2023-05-03", "past", "12-25", "2022-12-25"),
        ("2023-05-03", "future", "12-25", "2023-12-25"),
        ("2023-04-09", "past", "E+0", "2023-04-09"),
        ("2023-04-08", "past", "E+0", "2022-04-17"),
        ("2023-04-08", "future", "E+0", "2023-04-09"),
        ("2023-04-10", "future", "E+0", "2024-03-31"),
        ("2023-05-03", "untold", "11#4-4", "2022-11-24"),
        ("2023-05-03", "untold", "05#1-9", "2023-05-29"),
    ],
)
def test_holidays_by_tense(published, tense, holiday, expected):
    """A holiday is that of the year that the tense tells, today's among them."""
    assert value(date.fromisoformat(published), tense, holiday=holiday) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"ends": -9, "quarter": 4}, "2022-Q4"),
        ({"ends": -5, "quarter": 4}, "2023-Q4"),
        ({"ends": -6, "quarter": 4}, "2022-Q4"),
        ({"ends": 9, "quarter": 4}, "2023-Q4"),
        ({"ends": 5, "quarter": 1}, "2023-Q1"),
        ({"ends": 4, "quarter": 1}, "2024-Q1"),
        ({"ends": -1}, "2022-Q4"),
        ({"ends": -2}, "2023-Q1"),
        ({"ends": -3}, "2023-Q1"),
        ({"ends": -4}, "2023-Q1"),
        ({"ends": -5}, "2023-Q2"),
        ({"ends": -7}, "2022-Q2"),
        ({"ends": -8}, "2022-Q3"),
        ({"ends": -10}, "2022-Q3"),
        ({"ends": -11}, "2022-Q4"),
        ({"ends": -12}, "2022-Q4"),
        ({"ends": 12}, "2023-Q4"),
        ({"ends": 1}, "2023-Q4"),
        ({"ends": -9, "quarter": 4, "year": 2019}, "2019-Q4"),
    ],
)
def test_a_quarter_with_its_end(fields, expected):
    """A quarter that is told to end in a month is the one that ends about there, back where it has ended."""
    assert value(**fields) == expected


@pytest.mark.parametrize(
    ("published", "tense", "fields", "expected"),
    [
        ("2023-05-03", "past", {"day": 3}, "2023-05-03"),
        ("2023-05-03", "past", {"day": 4}, "2023-04-04"),
        ("2023-05-03", "past", {"day": 2}, "2023-05-02"),
        ("2023-05-03", "future", {"day": 3}, "2023-05-03"),
        ("2023-05-03", "future", {"day": 2}, "2023-06-02"),
        ("2023-05-03", "future", {"day": 4}, "2023-05-04"),
        ("2023-03-03", "past", {"day": 31}, None),
        ("2023-04-03", "future", {"day": 31}, "2023-05-31"),
        ("2023-05-03", "guess", {"day": 2}, "2023-05-02"),
        ("2023-05-03", "guess", {"day": 30}, "2023-05-30"),
        ("2023-02-03", "guess", {"day": 31}, "2023-01-31"),
        ("2023-12-03", "future", {"day": 2}, "2024-01-02"),
        ("2023-01-03", "past", {"day": 9}, "2022-12-09"),
        ("2023-05-03", "past", {"day": 9, "unit": "M", "shift": 1}, "2023-06-09"),
        ("2023-05-03", "past", {"day": 9, "unit": "M", "shift": -1}, "2023-04-09"),
        ("2023-05-03", "past", {"day": 9, "unit": "M"}, "2023-05-09"),
        ("2023-05-03", "past", {"day": 31, "unit": "M", "shift": -1}, None),
        ("2023-05-31", "past", {"day": 30, "unit": "M", "shift": -1}, "2023-04-30"),
        ("2023-05-03", "past", {"day": 13, "weekday": 5}, "2023-01-13"),
        ("2023-01-13", "past", {"day": 13, "weekday": 5}, "2023-01-13"),
        ("2023-01-12", "past", {"day": 13, "weekday": 5}, "2022-05-13"),
        ("2023-05-03", "future", {"day": 13, "weekday": 5}, "2023-01-13"),
        ("2018-08-30", "past", {"day": 31, "weekday": 5}, "2017-03-31"),
        ("2023-05-03", "past", {"day": 3, "weekday": 3}, "2023-05-03"),
        ("2023-05-03", "past", {"day": 31, "weekday": 3, "unit": "M"}, "2023-05-31"),
    ],
)
def test_the_day_of_a_month(published, tense, fields, expected):
    """ "On the 3rd" is of this month or one beside it, as the tense tells; a weekday goes back to where it fits."""
    assert value(date.fromisoformat(published), tense, **fields) == expected


def test_the_edges_of_the_calendar():
    """At the first and the last year of the calendar nothing raises, and what is beyond has no value."""
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        for fields in (
            {"month": 12},
            {"month": 1, "day": 1},
            {"quarter": 4},
            {"season": "WI"},
            {"holiday": "12-25"},
            {"day": 31},
            {"unit": "WE", "shift": 1},
            {"weekday": 1},
            {"weekday": 1, "unit": "W", "shift": 1},
        ):
            for tense, turn in product(TENSES, (None, -1, 0, 1)):
                value(day, tense, turn=turn, **fields)
    assert value(date(9999, 12, 31), "future", weekday=1) is None
    assert value(date(1, 1, 1), "past", weekday=7, turn=-1) is None
    assert value(date(9999, 12, 31), weekday=1, unit="W", shift=1) is None
