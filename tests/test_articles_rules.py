"""Rules of the article room, each stated alone: what a view shows, what a name is, which day wins, what is skipped."""

import pytest

from quotekit import parse_article
from quotekit.articles import layout
from quotekit.articles.legible import legible
from quotekit.articles.lines import split_lines
from quotekit.articles.names import is_name
from quotekit.articles.platforms import read_post_link
from quotekit.articles.stamps import read_stamp
from quotekit.articles.walk import Walk

LONG = " the bridge over the river was open again after a week of repairs, and the ferry stayed in port all that time"


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("salt &amp; pepper", "salt &     pepper"),
        ("&quot;No&quot;", '"     No"     '),
        ("salt &nosuch; pepper", "salt &nosuch; pepper"),
        ("a&#10;b", "a     b"),
    ],
)
def test_what_a_view_shows_of_entities(text, view):
    """An entity is what it stands for, filled up; an unknown one stays; an escaped line break is a space."""
    assert legible(text) == view


def test_which_lines_stand_behind_a_gap():
    """The first line and each line below a blank one have a gap above them."""
    lines = split_lines("One.\nTwo.\n\nThree.\n \nFour.\nFive.")
    assert [line.gap for line in lines] == [True, False, True, True, False]


@pytest.mark.parametrize(("words", "name"), [(1, True), (12, True), (13, False), (20, False)])
def test_a_name_has_twelve_words_at_most(words, name):
    """A name with its office is no longer than twelve words."""
    assert is_name(" ".join(["Ada"] * words)) == name


@pytest.mark.parametrize("host", ["mastodon.example", "mstdn.example", "mastodon.social"])
def test_a_server_that_says_so_is_of_mastodon(host):
    """A server whose name begins with that of the network is of it, though no table holds it."""
    assert read_post_link(f"https://{host}/@ada/12345").platform == "mastodon"


@pytest.mark.parametrize(
    ("printed", "year"), [("05/13/00", 2000), ("05/13/68", 2068), ("05/13/69", 1969), ("05/13/99", 1999)]
)
def test_the_century_of_two_digits(printed, year):
    """Years 69 to 99 are of the last century, 00 to 68 of this one."""
    assert read_stamp(printed, 0, len(printed)).year == year


@pytest.mark.parametrize(
    ("printed", "codes"), [("May 3", []), ("May 4", ["date-conflict"]), ("May 3, 2023", []), ("2022", [])]
)
def test_a_day_without_a_year_is_held_against_the_callers(printed, codes):
    """A printed day without a year is read beside the caller's date: another day is told, the same is not."""
    article = parse_article(f"Published: {printed}\n\nIt rained on the hills all day.", date="2023-05-03")
    assert (article.date, [notice.code for notice in article.warnings]) == ("2023-05-03", codes)


def test_a_second_day_without_a_year_is_held_against_the_first():
    """The same for two printed days, of which the first has a year."""
    head = "Published: May 3, 2023\nPublished: May 9\n\nIt rained on the hills all day."
    assert [notice.code for notice in parse_article(head).warnings] == ["date-conflict"]


def test_above_is_what_was_made_last():
    """A walk knows what it made last, not first."""
    walk = Walk("One. Two. Three.", "One. Two. Three.", [], airy=True)
    assert walk.above() is None
    walk.keep(0, 4)
    walk.keep(5, 9)
    above = walk.above()
    assert above is not None
    assert (above.start, above.end) == (5, 9)


@pytest.mark.parametrize("stop", [".", ".”", ":", "", ")", "!"])
def test_the_quick_look_at_long_paragraphs_changes_nothing(stop, monkeypatch):
    """A long paragraph that passes without a closer look is what the closer look makes of it, whatever its start."""
    firsts = [*sorted(layout.KNOWN), *layout.UPDATE_WORDS, "AP", "UPDATED", "McCoy", "Ada’s", "“It", "3", "(Ada", "A"]
    starts = [form for word in firsts for form in (word, word.capitalize(), word.upper())]
    text = "Harbour news\n\nIt rained for days on the hills.\n\n" + "\n\n".join(start + LONG + stop for start in starts)
    quick = parse_article(text).blocks
    monkeypatch.setattr(layout, "_is_plain", lambda *_: False)
    assert parse_article(text).blocks == quick
