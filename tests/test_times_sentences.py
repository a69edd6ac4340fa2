"""Sentences with all of their times; expressions with their sentences; tenses and how sure they are."""

from pathlib import Path

import pytest

from quotekit.claims.tense import tense_at
from quotekit.claims.times import find_times, resolve_time
from quotekit.values import Span

CASES = Path(__file__).parent / "cases" / "time_sentences.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf8").splitlines()[2:] if line]
PUBLISHED = "2023-05-03"


def told(time, text):
    """Return what is printed, the value, the kind where it is no date, and the modifier."""
    kind = "" if time.kind == "DATE" else time.kind
    return " ".join(word for word in (f"{time.span.of(text)}={time.value or '?'}", kind, time.mod) if word)


@pytest.mark.parametrize(("published", "text", "times"), ROWS, ids=[row[1] for row in ROWS])
def test_all_times_of_a_sentence(published, text, times):
    """A sentence has these times, with these values, and no others."""
    found = [told(time, text) for time in find_times(text, published)]
    assert found == ([] if times == "-" else times.split("; "))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        *[("two weeks before Christmas", "2022-12-11"), ("two days after Christmas", "2022-12-27")],
        *[("three days from Monday", "2023-05-04"), ("one month after 31 January 2023", "2023-02-28")],
        *[("two years after 3 May 2021", "2023-05-03"), ("two years prior to 3 May 2021", "2019-05-03")],
        *[("ten days following 3 May 2021", "2021-05-13"), ("a fortnight after 3 May 2021", "2021-05-17")],
        *[("A WEEK BEFORE 3 May 2021", "2021-04-26"), (" two weeks from Monday ", "2023-05-15")],
        *[("two weeks from now", "2023-W20"), ("two weeks from Now", "2023-W20")],
        *[("two days after 10 a.m.", "2023-05-05")],
        *[("two hours before Christmas Day", "2022-12-25"), ("two hours before Christmas", None)],
        *[("two weeks before every Friday", None), ("several weeks before Christmas", None)],
        *[("9000 years after 3 May 2021", None), ("9000 years after Sunday 3 May 2020", "2020-05-03")],
    ],
)  # fmt: skip
def test_days_counted_from_a_day(expression, value):
    """A length before or after a day is counted from it; where it can't be, a time of half of its letters is meant."""
    found = resolve_time(expression, PUBLISHED)
    assert (found.value if found else None) == value


def test_a_counted_day_covers_its_expression():
    """What is counted from a day is printed as the whole expression."""
    assert resolve_time("two weeks before Christmas", PUBLISHED).span == Span(0, 26)


@pytest.mark.parametrize(
    ("expression", "context", "value", "place"),
    [
        ("May abc", None, "2023-05", (0, 3)),
        ("May abcd", None, None, None),
        ("during May abc", None, "2023-05", (7, 10)),
        ("Friday", "It is late Friday evening now.", "2023-04-28TEV", (0, 6)),
        ("late Friday evening", "It is late Friday evening now.", "2023-04-28TEV", (0, 19)),
        ("friday", "He will come on Friday.", "2023-05-05", (0, 6)),
        ("friday", "İ will come on Friday.", "2023-04-28", (0, 6)),
        ("Friday", "He will come on Monday.", "2023-04-28", (0, 6)),
        ("Friday", "", "2023-04-28", (0, 6)),
        ("May 9 and Friday the 12th", None, "2022-08-12", (10, 25)),
        ("cats", "The cats will come on Friday.", None, None),
        ("come on Friday", "The cats will come on Friday.", "2023-05-05", (8, 14)),
    ],
)
def test_an_expression_in_its_sentence(expression, context, value, place):
    """The time that shares most letters is meant, at least half of those that are no preposition; cut to fit."""
    found = resolve_time(expression, PUBLISHED, context)
    assert (found.value if found else None) == value
    assert (found and (found.span.start, found.span.end)) == place


TENSES = [line.split("\t") for line in CASES.with_name("time_tenses.tsv").read_text("utf8").splitlines()[2:]]


def asked(marked):
    """Return the tense at the braces of a text."""
    start, end = marked.index("{"), marked.index("}") - 1
    tense = tense_at(marked.replace("{", "").replace("}", ""), Span(start, end))
    return tense.direction, tense.sure


@pytest.mark.parametrize(("direction", "sure", "text"), TENSES, ids=[row[2] for row in TENSES])
def test_verbs_send_a_time_back_or_ahead(direction, sure, text):
    """The verb that decides sends the time back or ahead; words of time of their own send it too."""
    assert asked(text) == (int(direction), sure == "sure")


def strokes(count):
    """Return so many characters that are no word."""
    return "_" * count


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("They voted{gap}{{Friday}}.", 44),
        ("They voted;{gap}{{Friday}}.", 44 - 1 - 25),
        ("They voted, and{gap}{{Friday}}.", 44 - 5 - 2 * 25 if 44 - 5 - 2 * 25 > 0 else None),
        ("Voters at {{Friday}}{gap}voted.", 44 - 40),
        ("Voters at {{Friday}};{gap}voted.", None),
        ("A way to leave{gap}{{Friday}}.", 44 - 15),
        ("{{Friday}}{gap}they have voted.", 44 - 5),
        ("On {{Friday}},{gap}they have voted.", 44 - 1 - 5),
        ("On {{Friday}} ;{gap}they have voted.", 44 - 2 - 5 - 25),
    ],
)
def test_how_near_a_verb_is_sure(text, last):
    """A verb is sure up to 44 letters, 25 fewer an edge of a clause, 40 behind the time, 15 where an infinitive."""
    if last is not None and last >= 2:
        assert asked(text.format(gap=" " + strokes(last - 2) + " "))[1]
    assert not asked(text.format(gap=" " + strokes((last or 1) - 1) + " "))[1]


def test_a_verb_behind_the_time_is_dearer():
    """Behind the time a verb must be more than forty letters nearer than one before it."""
    for nearer, direction in ((40, -1), (41, 1)):
        assert asked(f"They voted {strokes(nearer + 2)} {{Friday}} __ will")[0] == direction
    for further, direction in ((40, -1), (39, 1)):
        assert asked(f"They will {strokes(further + 2)} {{Friday}} __ voted")[0] == direction


def test_no_verb_decides_from_afar():
    """A verb more than 260 letters before or behind its time says nothing of it."""
    assert asked(f"They voted {strokes(254)} {{Friday}}")[0] == -1
    assert asked(f"They voted {strokes(255)} {{Friday}}")[0] == 0
    assert asked(f"It is {{Friday}} {strokes(253)} voted")[0] == -1
    assert asked(f"It is {{Friday}} {strokes(254)} voted")[0] == 0
