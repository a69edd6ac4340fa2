"""Parts of times: counts, lengths, the calendar, where rules look, how neighbours join and overlaps are settled."""

from datetime import date, timedelta

import pytest

from quotekit.claims.calendar_days import easter, holiday_in, iso_week, make_day, read_date, shift_days, shift_months
from quotekit.claims.time_joins import join, settle
from quotekit.claims.time_lengths import LIMITS, code_of
from quotekit.claims.time_parts import UNITS, Part, count_of, day_number, duration_of, spell_duration
from quotekit.claims.time_triggers import stretches


def joined(left, gap, right):
    """Join two parts that stand so far apart; return the fields of the whole, none where they stay two."""
    text = "A" + gap + "B"
    found = join(text, [Part(0, 1, **left), Part(1 + len(gap), len(text), **right)])
    return found[0] if len(found) == 1 else None


DAY = {"month": 5, "day": 9}
CLOCK = {"clock": "T10:00"}
PARTS_THAT_JOIN = [
    *[(CLOCK, gap, {"weekday": 2}) for gap in (" ", "-", ", ", " on ", " of the ", " in ", " at ", " for ")],
    *[(CLOCK, gap, {"weekday": 2}) for gap in (" from ", " from the ", " (", ", on ", ", at ", ", in ", " of ")],
    *[(CLOCK, gap, {"weekday": 2}) for gap in (", or ", " , or ", " on the ", " during ")],
    *[(CLOCK, " ", right) for right in (DAY, {"month": 5}, {"holiday": "12-25"}, {"unit": "D", "shift": -1})],
    *[(CLOCK, " ", right) for right in ({"daypart": "NI"}, {"month": 5, "unit": "Y", "shift": -1})],
    *[({"daypart": "NI"}, " of ", right) for right in (DAY, {"weekday": 2}, CLOCK, {"unit": "D", "shift": -1})],
    *[(left, " ", CLOCK) for left in (DAY, {"weekday": 2}, {"holiday": "12-25"}, {"unit": "D", "shift": -1})],
    ({"day": 3}, " ", CLOCK),
    *[(left, gap, {"daypart": "NI"}) for left in (DAY, {"weekday": 2}) for gap in (" ", ", ", " at ", " in the ")],
    *[({"weekday": 2}, gap, DAY) for gap in (" ", ", ", " (", ", on ", " on ", " at ")],
    *[(DAY, gap, {"weekday": 2}) for gap in (" ", ", ", " (")],
    ({"year": 2022}, " ", {"quarter": 4}),
    ({"unit": "Y", "shift": -1, "rule": "year-ago"}, " ", {"quarter": 4}),
    ({"unit": "Y", "shift": -1, "rule": "year-ago"}, ", ", {"quarter": 4}),
    ({"weekday": 2}, " ", {"day": 3, "rule": "day-of-month"}),
    *[(left, " of ", {"year": 2022}) for left in (DAY, {"month": 5}, {"season": "SU"}, {"quarter": 1}, {"half": 2})],
    ({"holiday": "12-25"}, " ", {"year": 2022}),
    *[({"month": 5}, " of ", {"unit": "Y", "shift": shift}) for shift in (-1, 0, 1)],
    ({"weekday": 2}, " of ", {"unit": "W", "shift": -1, "rule": "unit"}),
    *[({"unit": "Y", "shift": shift}, " ", {"month": 5}) for shift in (-1, 0)],
    *[({"unit": "Y", "shift": shift}, " ", {"holiday": "12-25"}) for shift in (-1, 0)],
]  # fmt: skip
PARTS_THAT_STAY = [
    *[(CLOCK, gap, {"weekday": 2}) for gap in ("", "  ", " and ", " during the ", "; ", " by ", ".", " off ", "—")],
    *[({"iso": "2023-01-01"}, " ", CLOCK), (CLOCK, " ", {"iso": "2023-01-01"}), ({"length": "P1D"}, " ", CLOCK)],
    *[(CLOCK, " ", {"length": "P1D"}), ({"ref": "PAST_REF"}, " ", CLOCK), (CLOCK, " ", {"ref": "PAST_REF"})],
    *[({"weekday": 2, "every": True}, " ", CLOCK), (CLOCK, " ", {"weekday": 2, "every": True})],
    *[({name: 1}, " ", {name: 1}) for name in "month day weekday holiday season quarter half year decade".split()],
    *[({name: 1}, " ", {name: 1}) for name in "century clock daypart".split()],
    *[({"unit": "D", "shift": 0, **CLOCK}, " ", {"unit": "Y", "shift": 0}), ({"weekday": 2}, " ", {"weekday": 3})],
    *[(CLOCK, " ", right) for right in ({"year": 2022}, {"unit": "W", "shift": 0}, {"season": "SU"}, {"day": 3})],
    *[(CLOCK, " ", {"daypart": "NI", "unit": "W"}), (CLOCK, " ", {"quarter": 1})],
    *[(left, " ", CLOCK) for left in ({"month": 5}, {"year": 2022}, {"unit": "W", "shift": 1}, {"season": "SU"})],
    *[(left, "-", CLOCK) for left in (DAY, {"weekday": 2}, {"holiday": "12-25"}, {"unit": "D", "shift": 0})],
    *[(DAY, gap, CLOCK) for gap in (" of ", " of the ")],
    *[({"weekday": 2}, gap, DAY) for gap in (" of ", " of the ")],
    *[(DAY, gap, {"weekday": 2}) for gap in (" on ", " at ", ", on ", "-", " in ")],
    *[({"year": 2022}, gap, {"quarter": 4}) for gap in (", ", " of ", "-")],
    ({"unit": "Y", "shift": -1, "rule": "unit"}, ", ", {"quarter": 4}),
    ({"weekday": 2}, " ", {"year": 2022}),
    *[({"month": 5, "turn": -1}, " ", {"year": 2022}), ({"decade": 199}, " ", {"year": 2022})],
    *[({"month": 5}, gap, {"year": 2022}) for gap in (" on ", " at ", " on the ", " at the ", ", on ", ", at ")],
    *[({"month": 5}, " of ", {"unit": "Y", "shift": shift}) for shift in (-2, 2)],
    *[({"month": 5}, " of ", {"unit": "Y", "shift": 1, "length": "P1Y"})],
    *[({"month": 5}, " of ", {"unit": "M", "shift": 1})],
    *[({"weekday": 2}, " ", {"unit": "M", "shift": 1, "rule": "unit"})],
    ({"weekday": 2}, " of ", {"unit": "W", "shift": -1, "rule": "ago"}),
    ({"month": 5}, " of ", {"unit": "W", "shift": -1, "rule": "unit"}),
    *[({"unit": "Y", "shift": shift}, " ", {"month": 5}) for shift in (1, -2)],
    *[({"unit": "M", "shift": 0}, " ", {"month": 5}), ({"unit": "Y", "shift": 0}, ", ", {"month": 5})],
    *[({"unit": "Y", "shift": 0}, " ", {"weekday": 2}), ({"month": 5}, " ", {"day": 3, "rule": "day-of-month"})],
]  # fmt: skip


@pytest.mark.parametrize(("left", "gap", "right"), PARTS_THAT_JOIN)
def test_neighbours_that_make_one_time(left, gap, right):
    """What tells different sides of one time is one expression, over the words that may stand between."""
    found = joined(left, gap, right)
    assert found is not None
    assert (found.start, found.end, found.loose) == (0, 2 + len(gap), False)
    told = {**right, **left}
    told.pop("rule", None)
    assert {name: getattr(found, name) for name in told} == told


@pytest.mark.parametrize(("left", "gap", "right"), PARTS_THAT_STAY)
def test_neighbours_that_stay_two(left, gap, right):
    """What tells the same side twice, or is parted by other words, stays two expressions."""
    assert joined(left, gap, right) is None


def test_what_a_whole_keeps_of_its_parts():
    """A whole is fiscal, anchored and of a modifier where one of its parts is, and is never loose."""
    for one, other in (
        ({"fiscal": True}, {}),
        ({}, {"fiscal": True}),
        ({"anchored": True}, {}),
        ({}, {"anchored": True}),
    ):
        found = joined({"month": 5, "loose": True, **one}, " ", {"year": 2022, "loose": True, **other})
        assert (found.fiscal, found.anchored, found.loose) == (
            "fiscal" in {**one, **other},
            "anchored" in {**one, **other},
            False,
        )
    assert joined({"month": 5, "mod": "MID"}, " ", {"year": 2022, "mod": "END"}).mod == "MID"
    assert joined({"month": 5}, " ", {"year": 2022, "mod": "END"}).mod == "END"
    assert joined({"unit": "D", "shift": 0}, " ", CLOCK).shift == 0


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([(0, 4), (4, 8)], [(0, 4), (4, 8)]),
        ([(0, 4), (3, 8)], [(3, 8)]),
        ([(0, 5), (4, 8)], [(0, 5)]),
        ([(0, 4), (3, 7)], [(0, 4)]),
        ([(0, 4), (0, 5)], [(0, 5)]),
        ([(0, 3), (3, 6), (2, 9)], [(2, 9)]),
        ([(0, 3), (3, 6), (1, 4)], [(0, 3), (3, 6)]),
        ([(5, 9), (0, 2)], [(0, 2), (5, 9)]),
        ([(0, 3), (3, 5), (4, 7)], [(0, 3), (4, 7)]),
        ([], []),
    ],
)  # fmt: skip
def test_the_longer_of_two_that_overlap_stays(spans, kept):
    """Of parts that overlap the longer stays, of equals the first; those that only touch both do."""
    assert [(part.start, part.end) for part in settle([Part(*span) for span in spans])] == kept


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        *[("a", 1), ("an", 1), ("half", 0.5), ("half a", 0.5), ("half an", 0.5), ("a half", 0.5), ("a dozen", 12)],
        *[("couple", 2), ("a couple of", 2), ("A couple", 2)],
        *[("couple of", 2), ("three", 3), ("twenty-one", 21), ("7", 7)],
        *[("two and a half", 2.5), ("a and a half", 1.5)],
        *[("two and a quarter", 2.25), ("two and three quarters", 2.75)],
        *[("two and three-quarters", 2.75), ("one hundred and five", 105), ("2.5", 2.5), ("2 1/2", 2.5)],
        *[("several", None), ("a few", None), ("many", None), ("several and a half", None), (" three ", 3)],
    ],
)  # fmt: skip
def test_counts(printed, number):
    """A count is a number; halves and quarters are added; "several" is none."""
    assert count_of(printed) == number


@pytest.mark.parametrize(
    ("number", "code", "spelt"),
    [
        *[(1, "D", "P1D"), (2, "W", "P2W"), (3, "M", "P3M"), (4, "Q", "P4Q"), (5, "Y", "P5Y"), (6, "TH", "PT6H")],
        *[(2.5, "TH", "PT2H30M"), (0.5, "TH", "PT30M"), (0.25, "TH", "PT15M")],
        *[(1.5, "TM", "PT1M30S"), (0.5, "Y", "P6M")],
        *[(1.75, "Y", "P1Y9M"), (1.5, "M", "P1.5M"), (1.5, "D", "P1DT12H"), (0.5, "D", "PT12H"), (1.5, "W", "P1.5W")],
        *[(0.5, "E", "P5Y"), (1.5, "C", "P150Y"), (2.5, "C", "P250Y")],
        *[(0.5, "F", "P1W"), (1.5, "F", "P3W"), (1.5, "WE", "P3D")],
        *[(1, "WE", "P2D"), (0.5, "TS", "PT0.5S"), (None, "D", "PXD"), (None, "TH", "PTXH"), (None, "Y", "PXY")],
        *[(None, "C", "PXC"), (None, "N", "PXN"), (1.25, "Q", "P1.25Q"), (2, "N", "P2D"), (0.04, "TH", "PT2M")],
        *[(0.9, "TH", "PT54M"), (1.9, "TM", "PT1M54S"), (0.7, "D", "PT17H"), (0.9, "Y", "P11M")],
    ],
)  # fmt: skip
def test_lengths(number, code, spelt):
    """A length is spelt in whole units and what is left in the next smaller ones."""
    assert spell_duration(number, code) == spelt


@pytest.mark.parametrize(
    ("count", "unit", "half", "spelt"),
    [
        *[("two", "years", True, "P2Y6M"), ("two", "years", False, "P2Y"), ("several", "years", True, "PXY")],
        *[("a", "Century", False, "P100Y"), ("two", "centuries", False, "P200Y"), ("an", "hour", True, "PT1H30M")],
        *[("one", "WEEKS", False, "P1W"), ("five", "mins", False, "PT5M"), ("two", "fortnight", False, "P4W")],
    ],
)  # fmt: skip
def test_printed_lengths(count, unit, half, spelt):
    """A printed count and unit are a length, half a unit more where that is told."""
    assert duration_of(count, unit, half) == spelt


def test_units_by_any_of_their_forms():
    """A unit is known in the singular and the plural, in any case."""
    assert [code_of(unit) for unit in ("Day", "days", "centuries", "century", "centur", "Weeks", "hr", "mins")] == [
        *("D", "D", "C", "C", "C", "W", "TH", "TM")
    ]
    assert UNITS["millennium"] == "L"
    assert {limit for limit in LIMITS.values() if limit} == {
        *("APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS")
    }


@pytest.mark.parametrize(
    ("printed", "day"),
    [("1", 1), ("31", 31), ("0", None), ("32", None), ("third", 3), ("thirty-first", 31), ("thirty-second", None)],
)
def test_days_of_a_month(printed, day):
    """A day is one of 31, in figures or as a word."""
    assert day_number(printed) == day


@pytest.mark.parametrize(
    ("given", "day"),
    [
        *[("2023-05-03", date(2023, 5, 3)), ("2023-05-03T10:00", date(2023, 5, 3))],
        *[(date(2023, 5, 3), date(2023, 5, 3))],
        *[("2023-05", None), ("", None), (None, None), ("2023-02-30", None)],
        *[("2023-05-03 and more", date(2023, 5, 3))],
    ],
)  # fmt: skip
def test_days_are_read(given, day):
    """The first ten letters are a day or nothing is."""
    assert read_date(given) == day


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        *[("2023-01-31", 1, "2023-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2023-12-15", 1, "2024-01-15")],
        *[("2023-01-15", -1, "2022-12-15"), ("2023-05-03", 0, "2023-05-03"), ("2023-05-03", 12, "2024-05-03")],
        *[("2023-05-03", -12, "2022-05-03"), ("2023-05-31", 1, "2023-06-30"), ("2023-11-30", 1, "2023-12-30")],
        *[("0001-01-01", -1, None), ("0001-02-01", -1, "0001-01-01")],
        *[("9999-12-01", 1, None), ("9999-11-01", 1, "9999-12-01")],
        *[("2023-05-03", 10**9, None), ("2023-05-03", -(10**9), None)],
    ],
)  # fmt: skip
def test_months_on(day, months, expected):
    """So many months on is the same day, the last of the month where that is shorter, none beyond the calendar."""
    found = shift_months(date.fromisoformat(day), months)
    assert (found.isoformat() if found else None) == expected


def test_days_on():
    """So many days on is a day, none beyond the calendar."""
    assert shift_days(date(2023, 5, 3), 29) == date(2023, 6, 1)
    assert shift_days(date(2023, 5, 3), 3.5) == date(2023, 5, 6)
    assert shift_days(date(9999, 12, 31), 0) == date(9999, 12, 31)
    assert shift_days(date(9999, 12, 31), 1) is None
    assert shift_days(date(1, 1, 1), -1) is None
    assert shift_days(date(1, 1, 1), 10**12) is None
    assert [make_day(2024, 2, 29), make_day(2023, 2, 29), make_day(2023, 13, 1)] == [date(2024, 2, 29), None, None]


def test_weeks():
    """A week is of the year that has its Thursday."""
    days = {"2021-01-03": "2020-W53", "2021-01-04": "2021-W01", "2024-12-30": "2025-W01", "2023-05-03": "2023-W18"}
    assert {day: iso_week(date.fromisoformat(day)) for day in days} == days
    assert iso_week(date(814, 1, 28)) == "0814-W05"


def easter_by_the_moon(year):
    """Return Easter by the golden number and the epact, as Knuth writes it."""
    golden, century = year % 19 + 1, year // 100 + 1
    dropped, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - dropped - 10
    epact = (11 * golden + 20 + moon - dropped) % 30
    epact += 1 if epact == 24 or (epact == 25 and golden > 11) else 0
    full = 44 - epact + (30 if 44 - epact < 21 else 0)
    day = full + 7 - (sunday + full) % 7
    return date(year, 3, 1) + timedelta(day - 1)


def test_easter_in_every_year():
    """Easter is where another way to reckon it has it, in every year of a calendar's cycle of weeks."""
    assert [year for year in range(1600, 2400) if easter(year) != easter_by_the_moon(year)] == []
    assert [year for year in range(3400, 4300) if easter(year) != easter_by_the_moon(year)] == []


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        *[("12-25", 2023, "2023-12-25"), ("02-29", 2023, None)],
        *[("E+0", 2023, "2023-04-09"), ("E-46", 2023, "2023-02-22")],
        *[("E+1", 2023, "2023-04-10"), ("11#4-4", 2023, "2023-11-23"), ("11#4-4+1", 2023, "2023-11-24")],
        *[("11#1-1+1", 2022, "2022-11-08"), ("09#1-1", 2025, "2025-09-01"), ("09#1-1", 2024, "2024-09-02")],
        *[("05#1-9", 2023, "2023-05-29"), ("05#1-9", 2021, "2021-05-31"), ("05#1-9", 2020, "2020-05-25")],
        *[("01#1-3", 2023, "2023-01-16"), ("05#7-2", 2023, "2023-05-14"), ("06#7-3", 2025, "2025-06-15")],
        *[("12-25", 0, None), ("12-25", 1, "0001-12-25"), ("12-25", 9998, "9998-12-25"), ("12-25", 9999, None)],
        *[("Easter", 2023, None), ("", 2023, None)],
    ],
)  # fmt: skip
def test_holidays(rule, year, day):
    """A holiday is a day, so many days from Easter, or the n-th or last weekday of a month, and days behind it."""
    found = holiday_in(rule, year)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("word", "rule", "before", "after"),
    [
        *[("Monday", "weekday", 64, 48), ("noon", "noon", 64, 90)],
        *[("12:30", "clock", 64, 90 - 3), ("ago", "ago", 120, 48)],
        *[("weeks", "duration", 120, 48), ("weeks", "window", 120, 48), ("weeks", "in-units", 120, 48)],
        *[("weeks", "range-duration", 240, 48), ("weekslong", "unit-long", 120, 48), ("past", "past-hour", 120, 48)],
        *[("2023", "year", 64, 48), ("12/3", "numeric", 64, 48 - 2)],
    ],
)  # fmt: skip
def test_how_far_a_rule_looks_around_its_word(word, rule, before, after):
    """A rule looks so many letters back and on from its word, and no further than the text."""
    space = " " * 300
    assert [(s.start, s.end) for s in stretches(space + word + space)[rule]] == [
        (300 - before, 300 + len(word) + after)
    ]
    assert [(s.start, s.end) for s in stretches(" " + word + " ")[rule]] == [(0, len(word) + 2)]


@pytest.mark.parametrize(
    ("gap", "count"), [(" " * (64 + 48 - 1), 1), (" " * (64 + 48), 1), (" " * (64 + 48 + 1), 2), (" ", 1)]
)
def test_stretches_that_touch_are_one(gap, count):
    """Stretches around two words are one where they meet."""
    found = stretches("Monday" + gap + "Friday")["weekday"]
    assert len(found) == count
    assert (found[0].start, found[-1].end) == (0, 12 + len(gap))


@pytest.mark.parametrize(
    ("figures", "rules"),
    [
        *[("12/3", {"iso", "year-first", "numeric"}), ("12.3", {"iso", "year-first", "numeric"}), ("12/a", set())],
        *[("12-3", {"iso", "year-first", "numeric"}), ("12-", set())],
        *[("12.", set()), ("12 3", set()), ("12:", {"clock"})],
        *[("2023", {"iso-week", "year"}), ("1990", {"iso-week", "year", "decade"})],
        *[("90", {"decade"}), ("91", set())],
        *[("900", set()), ("202", set()), ("20233", set()), ("90000", set())],
    ],
)  # fmt: skip
def test_figures_that_may_be_times(figures, rules):
    """Figures call the rules of dates, hours, years or decades by their number and what stands behind them."""
    assert set(stretches(figures)) == rules
