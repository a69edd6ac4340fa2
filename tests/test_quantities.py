"""Quantities: value, unit and kind of written amounts; what is none; laws for any string."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.claims.numbers import read_number, read_ordinal
from quotekit.claims.quantities import find_quantities
from quotekit.claims.tables import read_rows


@pytest.mark.parametrize(
    ("text", "value", "unit", "normal"),
    [
        ("Two drones fell.", 2, "drones", "drone"),
        ("It cost $1.2bn.", 1.2e9, "USD", "USD"),
        ("It cost £350m a week.", 350e6, "GBP", "GBP"),
        ("It cost 1.5 lakh rupees.", 150_000, "INR", "INR"),
        ("It cost €5–6bn.", (5e9, 6e9), "EUR", "EUR"),
        ("It cost US$3 million.", 3e6, "USD", "USD"),
        ("It cost 40 million euros.", 40e6, "EUR", "EUR"),
        ("It cost 50 cents.", 0.5, "USD", "USD"),
        ("Prices rose 6.2%.", 6.2, "%", "%"),
        ("Prices rose six percent.", 6, "%", "%"),
        ("Prices rose 10 to 15 per cent.", (10, 15), "%", "%"),
        ("between 10 and 15 percent of them", (10, 15), "%", "%"),
        ("It rose 3.5 percentage points.", 3.5, "percentage points", "pp"),
        ("A third of them left.", 0.3333, None, None),
        ("Two-thirds agreed.", 0.6667, None, None),
        ("Half of them left.", 0.5, None, None),
        ("One in five Americans left.", 0.2, None, None),
        ("Twice as many left.", 2, "times", "times"),
        ("It is three times bigger.", 3, "times", "times"),
        ("It rose tenfold.", 10, "times", "times"),
        ("23 million Americans left.", 23e6, "Americans", "american"),
        ("200,000 Russian soldiers died.", 200_000, "soldiers", "soldier"),
        ("It flew 40 kilometres.", 40, "kilometres", "km"),
        ("It was -5 degrees there.", -5, "degrees", "degree"),
        ("two hundred and five houses burned", 205, "houses", "house"),
        ("twenty-four ships sailed", 24, "ships", "ship"),
        ("two unmanned aerial vehicles were hit", 2, "vehicles", "vehicle"),
        ("a 10-year sentence", 10, "year", "year"),
    ],
)
def test_amounts(text, value, unit, normal):
    """Each written amount has its value, its unit as printed and its normal unit."""
    found = [q for q in find_quantities(text) if not q.ordinal]
    assert [(q.value, q.unit, q.normal_unit) for q in found[:1]] == [(value, unit, normal)]


@pytest.mark.parametrize(
    "text",
    [
        "nearly 200 people",
        "about $5m",
        "at least 12 dead",
        "20,000-odd men",
        "dozens of people",
        "1,000 or more",
        "some 40 ships",
    ],
)
def test_approximate(text):
    """An amount that is only near is marked so."""
    assert [q.approximate for q in find_quantities(text)] == [True]


@pytest.mark.parametrize(
    ("text", "value"),
    [("the third attack", 3), ("his 21st visit", 21), ("the twenty-first day", 21), ("the first of them", 1)],
)
def test_ordinals(text, value):
    """Ranks are told apart from amounts."""
    assert [(q.value, q.ordinal) for q in find_quantities(text)] == [(value, True)]


@pytest.mark.parametrize(
    "text",
    [
        "on 9 May 2023",
        "in 2021",
        "at 10:30 p.m. on Friday",
        "one of them",
        "No one came.",
        "an F-16 and an AK-47",
        "COVID-19",
        "he won 3-2",
    ],
)
def test_no_amounts(text):
    """Dates, hours, scores, names and the pronoun "one" are no amounts."""
    assert find_quantities(text) == ()


def test_percent_then_money():
    """A change and the sum it led to are two amounts, not a range."""
    assert [(q.value, q.unit) for q in find_quantities("It rose 6.2% to $1.45 billion.")] == [
        (6.2, "%"),
        (1.45e9, "USD"),
    ]


@pytest.mark.parametrize("row", read_rows("units.tsv"), ids=lambda row: row["form"].strip())
def test_unit_examples(row):
    """The example of each unit is read with its normal form."""
    found = [q.normal_unit for q in find_quantities(row["example"])]
    assert row["normal"] in found


@pytest.mark.parametrize("number", ["0", "7", "12", "1,200", "3.5", "999,999"])
def test_digits_read_back(number):
    """Digits are read as they are."""
    assert read_number(number) == float(number.replace(",", ""))


def test_ordinals_read():
    """Ordinals in digits and words; other words are none."""
    assert [read_ordinal(w) for w in ("1st", "twenty-second", "ninth", "nine")] == [1, 22, 9, None]


PIECES = st.sampled_from(
    [
        "$",
        "1,200",
        "two",
        "hundred",
        "and",
        "half",
        "-",
        "%",
        "to",
        "million",
        "of",
        "them",
        "bn",
        "1/2",
        "½",
        "\x00",
        "\ud800",
        "in",
        "five",
        "third",
        "10-15",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join)))
def test_any_string(text):
    """No string raises; spans slice the text and are disjoint."""
    found = find_quantities(text)
    assert all(q.span.of(text) for q in found)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
