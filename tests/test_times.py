"""Times: values against the day of publication and the tense; what only looks like a time; laws for any string."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import in_step, made_of

from quotekit.claims.calendar_days import easter, quarter_of
from quotekit.claims.tables import read_rows
from quotekit.claims.tense import tense_at
from quotekit.claims.time_parts import find_parts, spell_duration
from quotekit.claims.time_triggers import NEEDS
from quotekit.claims.times import RULES, find_times, resolve_time
from quotekit.values import Span

CASES = Path(__file__).parent / "cases" / "time_values.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf8").splitlines()[2:] if line]
PUBLISHED = "2023-05-03"
SEED_A = Path(__file__).parent.parent / "seeds" / "000_56ba8e9034f2e850.txt"
SEED_B = Path(__file__).parent.parent / "seeds" / "002_cc43962fcd2f3086.txt"


@pytest.mark.parametrize(("expression", "context", "value"), ROWS, ids=[f"{row[0]}|{row[1]}" for row in ROWS])
def test_written_cases(expression, context, value):
    """Each written expression has its value, or none where it is no time."""
    found = resolve_time(expression, published=PUBLISHED, context=context or None)
    assert (found.value if found else None) == (None if value == "-" else value)


def _dated():
    lines = CASES.with_name("dated_times.tsv").read_text("utf8").splitlines()[2:]
    xfail = pytest.mark.xfail(strict=True, reason="a known failure")
    rows = [line.split("\t") for line in lines]
    return [
        pytest.param(*row[2:], id=f"{row[0]}: {row[3]}|{row[4]}", marks=[xfail] if row[1] == "known" else [])
        for row in rows
    ]


@pytest.mark.parametrize(("published", "expression", "context", "value"), _dated())
def test_examined_times(published, expression, context, value):
    """An expression that was written down before its rules has its value on its day of publication."""
    found = resolve_time(expression, published=published, context=context or None)
    assert (found.value if found else None) == (None if value == "-" else value)


@pytest.mark.parametrize("row", read_rows("times.tsv"), ids=lambda row: f"{row['kind']}-{row['form']}")
def test_word_examples(row):
    """The example of each row of times.tsv holds a time with the value the row tells."""
    values = [found.value for found in find_times(row["example"], published=PUBLISHED)]
    loose = resolve_time(row["form"], PUBLISHED, row["example"])
    assert row["expects"] in values or (loose is not None and loose.value == row["expects"])


@pytest.mark.parametrize(
    ("seed", "printed", "value"),
    [
        (SEED_A, "last night", "2023-05-02TNI"),
        (SEED_A, "9 May", "2023-05-09"),
        (SEED_B, "late on Tuesday night", "2023-05-02TNI"),
        (SEED_B, "May 9", "2023-05-09"),
        (SEED_B, "Tuesday night", "2023-05-02TNI"),
        (SEED_B, "last week", "2023-W17"),
    ],
)
def test_seed_articles(seed, printed, value):
    """Every place of a time in the seed articles has its value."""
    text = seed.read_text("utf8")
    values = {found.value for found in find_times(text, PUBLISHED) if printed in found.span.of(text)}
    assert values == {value}


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The court will rule on Friday.", 1),
        ("The court ruled on Friday.", -1),
        ("He said he would return on Friday.", 1),
        ("The vote is expected on Friday.", 1),
        ("The vote, which was held on Friday, was close.", -1),
        ("They plan to meet on Friday.", 1),
        ("He has been in jail since Friday.", -1),
        ("The summit is to be held on Friday.", 1),
    ],
)
def test_tense(text, direction):
    """The verb nearest to a time tells whether it lies ahead."""
    at = text.index("Friday")
    assert tense_at(text, Span(at, at + 6)).direction == direction


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("He died at the end of 1990.", ["the end of 1990"]),
        ("They met on Thursday, April 27, in Paris.", ["Thursday, April 27"]),
        ("He was shot at 10 p.m. on Wednesday.", ["10 p.m. on Wednesday"]),
        ("It began two weeks ago and lasted three days.", ["two weeks ago", "three days"]),
        ("Some 2,000 people came; 1,500 troops left.", []),
        ("He paid $2000 to the 2020 people there.", []),
        ("The Prague Spring and the fall of Saigon.", []),
        ("Theresa May and April Jones march on.", []),
        ("“We may march,” she said.", []),
    ],
)
def test_spans(text, printed):
    """An expression is found whole, with its modifiers, and nothing else is."""
    assert [found.span.of(text) for found in find_times(text, PUBLISHED)] == printed


def test_modifiers_and_kinds():
    """Late and early are modifiers of the day; durations and sets have their kind."""
    found = {
        t.value: (t.kind, t.mod)
        for t in find_times("Late Monday, for nearly three years, every Friday in mid-June.", PUBLISHED)
    }
    assert found["2023-05-01"] == ("DATE", "END")
    assert found["P3Y"] == ("DURATION", "LESS_THAN")
    assert found["XXXX-WXX-5"] == ("SET", None)
    assert found["2023-06"] == ("DATE", "MID")


def test_without_publication():
    """Without a day of publication a full date has its value, a month and day stay open, a relative day has none."""
    values = [t.value for t in find_times("On 3 May 2021, on 3 May and yesterday.")]
    assert values == ["2021-05-03", "XXXX-05-03", None]


def test_that_day_looks_back():
    """ "That year" and "the next day" are counted from the date named before."""
    values = [
        t.value
        for t in find_times(
            "He fled on 3 May 2019. The next day he was caught, and later that year he died.", PUBLISHED
        )
    ]
    assert values == ["2019-05-03", "2019-05-04", "2019"]


@pytest.mark.parametrize("published", ["2023-05-03", "2023-05-03T10:30", date(2023, 5, 3)])
def test_published_forms(published):
    """The day of publication may be a date or ISO text."""
    assert resolve_time("yesterday", published).value == "2023-05-02"


@pytest.mark.parametrize("call", [lambda: find_times(None), lambda: resolve_time(3)])
def test_wrong_arguments(call):
    """A text that is none is named."""
    with pytest.raises(TypeError, match="must be a string"):
        call()


WORDS = st.sampled_from(
    "Monday May 9 2021 last next week night the of 10:30 p.m. ago two years Q3 1990s and a half in 3/5/2023 "
    "mid- \u0000 \ud800 “ ’ . , - 99999 Easter second".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)),
    st.sampled_from(["0001-01-01", "9999-12-31", "2024-02-29", None, "soon"]),
)
def test_any_string(text, published):
    """No string raises; spans slice the text, in order and disjoint."""
    found = find_times(text, published)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([row[1] for row in ROWS if len(row[1]) > 3]),
    st.sampled_from(["A word before.\n\n", "Nothing here.\n\n"]),
)
def test_shift(text, before):
    """A paragraph put before shifts the spans and changes nothing else."""
    shifted = [(t.span.shifted(-len(before)), t.value) for t in find_times(before + text, PUBLISHED)]
    assert shifted == [(t.span, t.value) for t in find_times(text, PUBLISHED)]


@pytest.mark.parametrize(
    "unit", ["May ", "1 ", "the first quarter of ", "a ", "last week of ", "1990s ", "two hundred and ", "on the "]
)
def test_linear(unit):
    """A worst case takes time in step with its length."""

    def read(length):
        text = made_of(unit, length)
        return lambda: find_times(text, PUBLISHED)

    assert in_step(read, 6_000)


def everywhere(text):
    """Return what the rules find where each looks at the whole text."""
    found = []
    for name, pattern, build in RULES:
        parts = map(build, pattern.finditer(text))
        found += [(name, part.start, evolve(part, rule=name, end=0)) for part in parts if part is not None]
    return found


TIMES = (
    "Monday|last night|on the 3rd|3 May 2023|2023-05-03T10:00|3/5/2023|13.5.2023|in March|mid-2019|the 1990s|"
    "the ’90s|two weeks ago|a year earlier|the day before|half past seven|10 a.m. Eastern|noon|the 19th century|"
    "44 BC|every Friday|daily|twice a week|per hour|the past three days|weeklong|for months|between 3 and 5 years|"
    "year-end|midyear|Q3 2022|FY2020|the first quarter|H1 of 2020|New Year’s Eve|now|in the past|this coming week|"
    "nineteen eighty-four|the year two thousand|later in the day|tomorrow|recent|over the weekend|summer"
).split("|")
FILLERS = "The army|said|that nowhere|it had|12,000 men|$5|a secondhand|Sunday Herald|May|v1.2.3".split("|")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TIMES) | st.sampled_from(FILLERS), max_size=30), st.sampled_from([" ", ", ", ". "]))
def test_rules_miss_nothing_by_looking_around_their_words(words, joint):
    """A rule that looks only around its words finds what it finds in the whole text."""
    text = joint.join(words)
    near = [(part.rule, part.start, evolve(part, end=0)) for part in find_parts(text, RULES)]
    assert near == everywhere(text)


def test_every_rule_tells_its_words():
    """Each rule of times has a row of the words that its matches can't lack, and no row is idle."""
    assert {name for name, _, _ in RULES} - set(NEEDS) == {"short-year"}
    assert set(NEEDS) <= {name for name, _, _ in RULES}


@pytest.mark.parametrize(
    "day",
    "1818-03-22 1943-04-25 1954-04-18 1961-04-02 1981-04-19 2000-04-23 2008-03-23 2011-04-24 2018-04-01 2019-04-21"
    " 2038-04-25 2100-03-28".split(),
)
def test_easter(day):
    """Easter falls where the tables of the churches have it, the earliest and the latest year among them."""
    assert easter(int(day[:4])).isoformat() == day


@pytest.mark.parametrize(
    ("expression", "mod"),
    [
        ("early May", "START"),
        ("late May", "END"),
        ("mid-May", "MID"),
        ("the middle of May", "MID"),
        ("the end of May", "END"),
        ("the beginning of May", "START"),
        ("around 2010", "APPROX"),
        ("about two weeks", "APPROX"),
        ("more than two weeks", "MORE_THAN"),
        ("the spring of 2010", None),
    ],
)
def test_modifiers(expression, mod):
    """The words before a time that make it a part of itself, or vague, are its modifier."""
    assert resolve_time(expression, PUBLISHED, f"It began in {expression}.").mod == mod


def test_the_place_is_told_within_the_expression():
    """A resolved expression has its place in itself, wherever its sentence has it."""
    assert resolve_time("Friday", PUBLISHED, "It is said that on Friday he came.").span == Span(0, 6)
    assert resolve_time("on Friday", PUBLISHED, "He came on Friday.").span == Span(3, 9)


@pytest.mark.parametrize(
    "text",
    [
        *("She told USA Today that it was late.", "The Daily Mail wrote it.", "He reads the Annual Review."),
        *("He called her shortly after.", "He called shortly before he left.", "As soon as he came, she left."),
        *("Recent week was hard.", "He came in the current morning.", "He went home, day earlier."),
        *("He watched 60 Minutes at home.", "It was a second attempt.", "Many day of it.", "It took half hour."),
        *("In a quarter of the cases it rains.", "One of days he goes.", "She marches every march."),
        *("On 2023-02-31 it was.", "On 2023/02/31 it was.", "It stood in 1.2.23.", "It stood in 13-4-23."),
        *("On 2/3/2023 he came.", "On 13/14/2023 he came.", "They march 3 abreast.", "She may 2020 people."),
        *("On the 45th May he came.", "On 31 February he came.", "On 31 of June he came.", "It fell this season."),
        *("In the twenties he read.", "He was in his twenties.", "He saw 20s of them.", "In the 45th century it is."),
        *("It was AD 0 by then.", "It was 12,000 CE by then.", "It was 25 o'clock.", "It was 0 p.m. there."),
        *("He came at thirty o'clock.", "It was half to seven.", "It rose from five to twelve."),
        *("He had previously been a judge.", "It was formerly a mill."),
        *("It was ninety past seven.", "It was 5 past seven.", "He came on the 35th.", "Last christmas it rained."),
    ],
)
def test_no_time(text):
    """Names, impossible days and hours, ages and what may be read in two ways are no times."""
    assert find_times(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It has grown in the past few weeks.", "PXW"),
        ("He went in the recent years.", "PXY"),
        ("He comes this night.", "2023-05-03TNI"),
        ("Sales fell past month.", "P1M"),
        ("It was months earlier.", "PXM"),
        ("He came some days ago.", "PAST_REF"),
        ("He came a few years ago.", "PAST_REF"),
        ("He came a few years later.", "PXY"),
        ("He came a couple of weeks ago.", "2023-W16"),
        ("He came two long years ago.", "2021"),
        ("It happened 2 and a half weeks ago.", "2023-W15"),
        ("He will be back within 5 days.", "P5D"),
        ("He will be back in under 5 days.", "P5D"),
        ("He will be back in several days.", "PXD"),
        ("A weeks-long strike ended.", "PXW"),
        ("They paid per quarter.", "P1Q"),
        ("They meet every other week.", "P2W"),
        ("They meet every winter.", "XXXX-WI"),
        ("They meet each weekday.", "XXXX-WXX-WD"),
        ("They meet each night.", "XXXX-XX-XXTNI"),
        ("They meet every Monday evening.", "XXXX-WXX-1TEV"),
        ("It was in the nineteen-twenties.", "192"),
        ("It was in the 5th century BC.", "BC04"),
        ("It was in 300 AD.", "0300"),
        ("It was AD 300.", "0300"),
        ("It was in 1999, in FY75.", "1975"),
        ("It was 13 o'clock in the afternoon.", "2023-05-03T13:00"),
        ("It was five to twelve o'clock.", "2023-05-03T11:55"),
        ("It was a quarter to one.", "2023-05-03T00:45"),
        ("It was in nineteen oh five.", "1905"),
        ("It was in the year two thousand and three.", "2003"),
        ("It was in the year two thousand.", "2000"),
        ("He came on the 3rd of last month.", "2023-04-03"),
        ("He came at 1230 GMT.", "2023-05-03T12:30"),
        ("He came at midnight.", "2023-05-03T24:00"),
    ],
)
def test_values(text, value):
    """The last time of a sentence has its value."""
    assert find_times(text, PUBLISHED)[-1].value == value


def test_quarters_and_years_go_on_from_the_quarter_told():
    """After a quarter "the previous quarter" and "a year earlier" are counted from it."""
    text = "Sales rose in the first quarter of 2021, while in the previous quarter they fell. A year earlier they rose."
    assert [time.value for time in find_times(text, PUBLISHED)] == ["2021-Q1", "2020-Q4", "2019-Q4"]
    text = "Sales rose in the fourth quarter of 2021 and fell in the following quarter."
    assert [time.value for time in find_times(text, PUBLISHED)] == ["2021-Q4", "2022-Q1"]


def test_a_year_goes_on_from_the_year_told():
    """After a month of another year "the following year" is counted from it."""
    text = "He was born in May 1960. The following year they moved."
    assert [time.value for time in find_times(text, PUBLISHED)] == ["1960-05", "1961"]


@pytest.mark.parametrize("month", range(1, 13))
def test_quarters_are_of_three_months(month):
    """A day's quarter is the one whose three months hold its month."""
    quarter = quarter_of(date(2023, month, 28))
    assert 3 * quarter - 2 <= month <= 3 * quarter


@pytest.mark.parametrize(
    ("number", "code", "spelt"),
    [
        *[(3, "E", "P30Y"), (2, "C", "P200Y"), (1, "L", "P1000Y"), (2, "F", "P4W"), (2, "WE", "P4D"), (5, "N", "P5D")],
        *[(90, "TM", "PT90M"), (2.5, "Y", "P2Y6M"), (None, "E", "PXE"), (None, "F", "PXF"), (None, "WE", "PXWE")],
    ],
)
def test_lengths_are_spelt_in_units_of_the_calendar(number, code, spelt):
    """Decades, centuries and the like are years, fortnights weeks, nights and weekends days; untold ones stay."""
    assert spell_duration(number, code) == spelt


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("The day before, it rained.", "2023-05-02"), ("The day after, it rained.", "2023-05-04")],
        *[("The week before, it rained.", "2023-W17"), ("the third quarter", "2023-Q3")],
        *[("a quarter of a million", None), ("many weeks", "PXW"), ("many week", None), ("half a year", "P6M")],
    ],
)
def test_sides_and_counts_of_units(text, value):
    """Before and after go to their own sides; a quarter of something is no time, nor is a unit left singular."""
    assert [found.value for found in find_times(text, published=PUBLISHED)] == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("May on 2021", "2021"), ("May 2021", "2021-05"), ("Easter 2022", "2022-04-17")],
        *[("3.5.23", None), ("03.05.23", "2023-05-03"), ("13.5.23", "2023-05-13")],
        *[("They met Mon. It rained.", "2023-05-01"), ("They met Tues. in Oslo.", "2023-05-02")],
        *[("It opened in May.", "2023-05"), ("It will open in May.", "2023-05"), ("It opened in June.", "2022-06")],
        *[("the fourth quarter ended Sept. 30", "2022-Q4"), ("the quarter ended March 31", "2023-Q1")],
    ],
)
def test_parts_join_and_the_year_is_told(text, value):
    """Parts join where nothing parts them; a version has no year of two figures; the month that runs is the nearest."""
    found = [each.value for each in find_times(text, published=PUBLISHED)]
    assert found[:1] == ([value] if value else [])
