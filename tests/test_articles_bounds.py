"""The lengths and counts at which the article room changes its mind, each from both sides."""

import pytest

from quotekit import parse_article
from quotekit.articles.bylines import (
    is_author,
    is_byline,
    is_desk,
    is_name_line,
    is_newsroom,
    is_outlet,
    may_be_author,
)
from quotekit.articles.credits import find_credits, read_bare_credit, read_link_tail
from quotekit.articles.datelines import read_dateline
from quotekit.articles.feet import is_foot
from quotekit.articles.furniture import is_furniture
from quotekit.articles.headlines import is_headline, is_separator, may_be_title
from quotekit.articles.known import ends_like_caption, known_line
from quotekit.articles.markers import read_entry_time
from quotekit.articles.platforms import without_media
from quotekit.articles.scenes import is_scene

NEXT = "X" * 121


def words(count, word="Bridge"):
    """Return so many words."""
    return " ".join([word] * count)


def filled(head, size, tail=""):
    """Return a line of a size that begins and ends so."""
    return head + "a" * (size - len(head) - len(tail)) + tail


@pytest.mark.parametrize(
    ("reader", "last", "made"),
    [
        (is_separator, 80, lambda n: "-" * n),
        (is_byline, 160, lambda n: filled("By A", n)),
        (lambda line: is_name_line(line, before_date=True), 90, lambda n: filled("Ada B", n)),
        (lambda line: is_name_line(line, before_date=True), 6, lambda n: words(n, "Ada")),
        (is_desk, 60, lambda n: filled("a", n, " editor")),
        (is_outlet, 50, lambda n: filled("A", n, " News")),
        (may_be_title, 34, lambda n: words(n, "bridge").capitalize()),
        (may_be_title, 24, lambda n: words(n) + "."),
        (may_be_title, 8, lambda n: words(n, "bridge").capitalize() + "..."),
        (may_be_title, 14, lambda n: words(n, "bridge").capitalize() + "?"),
        (may_be_title, 14, lambda n: words(n, "bridge").capitalize() + "!"),
        (lambda line: is_headline(line, NEXT, lists=False), 260, lambda n: words(19, "B" * 12) + "B" * (n - 246)),
        (lambda line: is_headline(line, NEXT, lists=False), 28, lambda n: words(n, "BRIDGE")),
        (lambda line: is_headline(line, NEXT, lists=False), 22, words),
        (lambda line: is_headline(line, NEXT, lists=False), 14, lambda n: words(n, "bridge").capitalize()),
        (lambda line: is_headline(line, NEXT, lists=False), 12, lambda n: words(n, "BRIDGE") + "."),
        (lambda line: is_headline(line, NEXT, lists=False), 70, lambda n: filled("What w", n, "?")),
        (lambda line: not is_headline(line, "x", lists=True), 4, words),
        (lambda line: not is_headline("What is it?", line, lists=False), 40, lambda n: "X" * n),
        (lambda line: not is_headline("So, what is it?", line, lists=False), 120, lambda n: "X" * n),
        (ends_like_caption, 700, lambda n: filled("Smoke ", n, ". Photo: AFP")),
        (ends_like_caption, 499, lambda n: filled("Smoke ", n, " rises in this photo of May.")),
        (ends_like_caption, 64, lambda n: "Smoke (Photo " + "x" * n + ")"),
        (is_furniture, 389, lambda n: "Ada contributed to this report." + "!" * n),
        (lambda line: known_line(line) == "notice", 420, lambda n: filled("Copyright 2023 ", n)),
        (lambda line: known_line(line) == "byline", 160, lambda n: filled("Reporting by A", n)),
        (lambda line: find_credits(line, 0, len(line)), 20, lambda n: "— Ada (@ada)" + "." * n),
        (lambda line: find_credits(line, 0, len(line)), 107, lambda n: f"— {'A' * n} (@ada) May 3, 2023"),
        (lambda line: read_bare_credit(line, 0, len(line)), 60, lambda n: f"{'A' * n} (@ada) May 3, 2023"),
        (lambda line: read_link_tail(line, 0, len(line)), 300, lambda n: filled("https://t.me/harbour/6083?", n)),
        (lambda line: without_media(line, 0, len(line))[1] == 5, 300, lambda n: "Smoke " + filled("https://t.co/", n)),
        (lambda line: read_dateline(line, 0, len(line), first=True), 77, lambda n: "KYIV - " + "A" * n + " it"),
        (lambda line: read_entry_time(line, 0, len(line)), 99, lambda n: f"{n} min ago"),
    ],
)  # fmt: skip
def test_up_to_a_length_and_no_further(reader, last, made):
    """A line of the last length is still what it is; one longer by a letter or a word is not."""
    assert reader(made(last))
    assert not reader(made(last + 1))


@pytest.mark.parametrize(
    ("reader", "last", "made"),
    [
        (is_newsroom, 60, lambda n: filled("A", n, " Desk")),
        (is_author, 110, lambda n: filled("Ada B", n)),
        (is_author, 5, lambda n: words(n, "Ada")),
        (is_author, 5, lambda n: "Exclusive by " + words(n, "Ada")),
        (is_author, 5, lambda n: "Dr " + words(n, "Ada")),
        (is_author, 7, lambda n: ", ".join(["Ada Cole"] * n)),
        (lambda line: not is_author(line), 4, lambda n: filled("Al B", n)),
        (lambda line: not is_author(line), 1, lambda n: words(n, "Ada")),
        (may_be_author, 40, lambda n: filled("Lorcan D", n)),
        (may_be_author, 3, lambda n: words(n, "Lorcan")),
        (lambda line: not may_be_author(line), 1, lambda n: words(n, "Lorcan")),
        (is_furniture, 420, lambda n: filled("This story has been updated ", n)),
        (is_furniture, 220, lambda n: filled("Subscribe to our newsletter ", n)),
        (is_furniture, 90, lambda n: "Share" + "!" * (n - 10) + "Tweet"),
        (is_furniture, 8, lambda n: words(n, "Share")),
        (is_furniture, 104, lambda n: "Is it so? Read the story " + "x" * n),
        (is_furniture, 10, lambda n: "Read this " + words(n, "now")),
        (is_foot, 320, lambda n: filled("Ada Cole is a reporter ", n)),
        (is_foot, 45, lambda n: "(" + " " * (n - 5) + "ANI)"),
        (is_foot, 160, lambda n: filled("ada@herald.example ", n)),
        (is_scene, 200, lambda n: filled("Ada Cole outside the court with A", n)),
        (is_scene, 25, lambda n: "Ada Cole outside the court " + words(n, "x1a")),
        (is_scene, 2, lambda n: "Ada Cole outside the court " + words(n, "12")),
        (is_scene, 5, lambda n: "Ada " + words(n, "Cole") + " outside the court of law"),
        (is_scene, 5, lambda n: "Gladys " + words(n, "mild") + " outside the court (Harbour Office)"),
        (is_scene, 3, lambda n: "The " + words(n, "mild") + " boats outside the court of law"),
        (is_scene, 6, lambda n: "Passengers " + words(n, "Cole") + " outside the port on Friday."),
        (is_scene, 6, lambda n: "Boats " + words(n, "mild") + " outside the port seen from a helicopter."),
        (lambda line: not is_scene(line), 2, lambda n: "The mild outside " + words(n, "law")),
    ],
)
def test_names_pages_and_pictures_up_to_a_length(reader, last, made):
    """Writers, buttons, feet and captions are told up to a length or a number of words, and from a least one on."""
    assert reader(made(last))
    assert not reader(made(last + 1))


PROSE = "It rained for days on the hills, and the river rose above the old bridge in the middle of the town."
REST = "The mayor said that all of the houses near the river had been left by the people who lived in them."


def kinds(text, **given):
    """Return the kinds of an article's blocks, as one word each."""
    return " ".join(block.kind for block in parse_article(text, **given).blocks)


def title(text):
    """Return an article's title."""
    article = parse_article(text)
    return article.title and article.title.of(text)


@pytest.mark.parametrize(
    ("printed", "other", "year"),
    [
        *[("April 2", "May 3, 2023", 2023), ("April 1", "May 3, 2023", None), ("June 3", "May 3, 2023", 2023)],
        *[("June 4", "May 3, 2023", None), ("December 15", "January 3, 2023", 2022)],
        *[("January 3", "December 15, 2022", 2023)],
    ],
)  # fmt: skip
def test_a_day_without_a_year_lies_within_a_month(printed, other, year):
    """A dateline without a year is of the year that puts it within 31 days of a day that is printed in full."""
    text = f"KYIV, {printed} (Reuters) - {PROSE}\n\n{REST} It was the first such flood since {other}, she said."
    found = parse_article(text).date
    assert (found and int(found[:4])) == year


@pytest.mark.parametrize(
    ("text", "date", "codes"),
    [
        ("May 3, 2023\n\nPublished: May 4, 2023", "2023-05-04", ""),
        ("Published: May 3, 2023\nPublished: May 4, 2023", "2023-05-03", "date-conflict"),
        ("Published: May 3, 2023\nPublished: May 3, 2023", "2023-05-03", ""),
        ("Published: Monday, May 3, 2023", "2023-05-03", "date-weekday"),
        ("Published: Wednesday, May 3, 2023", "2023-05-03", ""),
        ("Published: 03/05/2023", None, "date-ambiguous"),
        ("Published: 03/05/2023\n\nMay 3, 2023", "2023-05-03", "date-ambiguous"),
        ("May 3, 2023\n\nPublished: 03/05/2023", "2023-05-03", "date-ambiguous"),
        ("Published: May 2023", None, "date-incomplete"),
        ("Published: May 32, 2023", None, "date-impossible"),
        ("Published: May 3", None, "date-yearless"),
        ("Published: May 3\nUpdated: May 4, 2023", "2023-05-03", ""),
        ("Published: May 3, 2023\nUpdated: 03/05/2023", "2023-05-03", "date-ambiguous"),
        ("Published: May 3, 2023\nUpdated: May 2023", "2023-05-03", ""),
        ("date 2023-05-03\n\nMay 4, 2023", "2023-05-03", ""),
    ],
)
def test_which_day_wins_and_what_is_told(text, date, codes):
    """A published line comes before a date line, the first of two before the second; every doubt is told."""
    front = "" if text.startswith("date ") else "Bridge opens\n\n"
    article = parse_article(f"{front}{text}\n\n{PROSE}\n\n{REST}")
    assert (article.date, " ".join(notice.code for notice in article.warnings)) == (date, codes)


@pytest.mark.parametrize(
    ("lines", "updated"),
    [
        ("Updated: May 4, 2023\nUpdated: May 6, 2023", "2023-05-06"),
        ("Updated: May 6, 2023\nUpdated: May 4, 2023", "2023-05-06"),
        ("Updated: 09:15\nUpdated: 10:15", "T10:15"),
        ("Updated: May 4", "2023-05-04"),
        ("Updated: May 4, 09:15", "2023-05-04T09:15"),
        ("Updated: May 2023", None),
        ("Updated: December 4", None),
    ],
)
def test_the_last_update(lines, updated):
    """The latest update counts, a day before an hour; one without a year is of the year that lies near."""
    assert parse_article(f"Bridge opens\n\nPublished: May 3, 2023\n{lines}\n\n{PROSE}").updated == updated


@pytest.mark.parametrize(
    ("given", "date", "codes"),
    [("2023-05-03", "2023-05-03", ""), ("2023-05-04", "2023-05-04", "date-conflict"), (None, "2023-05-03", "")],
)
def test_the_callers_day_wins(given, date, codes):
    """The caller's day is the article's; another one that is printed is told."""
    article = parse_article(f"Bridge opens\n\nPublished: May 3, 2023\n\n{PROSE}", date=given)
    assert (article.date, " ".join(notice.code for notice in article.warnings)) == (date, codes)


@pytest.mark.parametrize("given", ["2023-5-3", "2023-02-30", "03/05/2023", "", "2023-05-03T10:00", "２０２３-05-03"])
def test_what_is_no_day(given):
    """A caller's day that is none is refused."""
    with pytest.raises(ValueError, match="date must be a day"):
        parse_article("It rained.", date=given)


@pytest.mark.parametrize(
    ("rights", "year"), [("© 2023 Harbour Post", 2023), ("Copyright 2022, 2023", None), ("(c) 2023", 2023), ("", None)]
)
def test_the_year_of_the_rights(rights, year):
    """Where nothing else tells the year, one year of the rights does."""
    rights = {"Copyright 2022, 2023": "© 2022 Harbour Post\n\n© 2023 Harbour Post"}.get(rights, rights)
    found = parse_article(f"KYIV, May 3 (Reuters) - {PROSE}\n\n{REST}\n\n{rights}").date
    assert (found and int(found[:4])) == year
