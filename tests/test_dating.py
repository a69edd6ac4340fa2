"""The room of dating: which day the words of report name."""

from __future__ import annotations

import pytest

from quotekit import Extractor, parse_article
from quotekit.dating import HINT
from quotekit.values import Extraction

EXTRACTOR = Extractor(engine="rules")
TOLD = (
    ("“It is late,” Ada Cole said on Tuesday.", "2023-05-02"),
    ("On Tuesday, Ada Cole said that it was late.", "2023-05-02"),
    ("Late Monday Ada Cole said it was late.", "2023-05-01"),
    ("“We will leave on Friday,” she told reporters in Geneva on Monday. “It is over.”", "2023-05-01"),
    ("Ada Cole said Wednesday that she would go on Saturday.", "2023-05-03"),
    ("The ministry said in a statement on 28 April that the talks had failed.", "2023-04-28"),
    ("Ada Cole told the radio on Sunday: “It is late.”", "2023-04-30"),
)
UNTOLD = (
    "“It is late,” said Ada Cole, who was elected on May 1.",
    "Ada Cole said that the bridge had burnt on Tuesday.",
    "“It is late,” Ada Cole said last month.",
    "Ada Cole said it was late. Bo Lind left on Monday.",
)


def read(text: str, date: str | None = "2023-05-04") -> Extraction:
    """Return what the rules find in an article of that day."""
    return EXTRACTOR.extract(parse_article(text, date=date))


@pytest.mark.parametrize(("text", "day"), TOLD)
def test_a_day_beside_the_cue_is_the_day_of_the_words(text: str, day: str) -> None:
    """The day may stand before the speaker, among the words of report or right behind them."""
    assert [quote.said_on for quote in read(text).quotes] == [day]


@pytest.mark.parametrize("text", UNTOLD)
def test_other_days_are_not(text: str) -> None:
    """Days of relative clauses, of the content and of other sentences, and spans longer than a day, tell nothing."""
    assert [quote.said_on for quote in read(text).quotes] == [None]


def test_without_a_day_of_publication_a_weekday_tells_nothing() -> None:
    """A weekday alone is no date."""
    assert [quote.said_on for quote in read(TOLD[0][0], None).quotes] == [None]


def test_a_post_has_its_own_day() -> None:
    """What an account wrote was written on the post's day."""
    found = read("Smoke over the harbour.\n\nHarbour on fire. — Ada Cole (@adacole) May 3, 2023\n\nNobody was hurt.")
    assert [(quote.form, quote.said_on) for quote in found.quotes] == [("post", "2023-05-03")]


def test_a_page_that_tells_its_update_alone_is_dated_by_it() -> None:
    """Days in the text count from the last update where no day of publication is told."""
    result = EXTRACTOR.extract("Harbour closed\n\nUpdated: 4 May 2023\n\n“It is late,” Ada Cole said on Tuesday.\n")
    assert (result.article.date, result.article.day) == (None, "2023-05-04")
    assert [quote.said_on for quote in result.quotes] == ["2023-05-02"]


@pytest.mark.parametrize(
    ("words", "may_tell"),
    [
        ("on Tuesday", True),
        ("late last night", True),
        ("earlier night", True),
        ("overnight", True),
        ("tonight", True),
        ("this afternoon", True),
        ("in Sept. 2021", True),
        ("on Thurs", True),
        ("on 3/5", True),
        ("on 3.5.2021", True),
        ("in a nightclub", False),
        ("of daylight", False),
        ("this fortnight", False),
        ("for Thursby", False),
        ("at 3.5 percent", False),
    ],
)
def test_a_glance_tells_where_a_day_may_stand(words, may_tell):
    """A search that skips by rare letters finds every way to name a day, and no word that merely looks alike."""
    assert (HINT.search(words) is not None) is may_tell
