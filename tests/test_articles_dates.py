"""Dates of articles: what is read, what is left open with a warning, and who is believed."""

import pytest

from quotekit import parse_article

BODY = "\n\nThe bridge is open again, the mayor told reporters at the foot of the hill.\n"


def dated(head, **kwargs):
    """Return the article of a title, a line under it and a paragraph."""
    return parse_article(f"Bridge is open again\n\n{head}{BODY}", **kwargs)


GOOD = {
    "Published: 3 May 2023": "2023-05-03",
    "Published: May 3, 2023": "2023-05-03",
    "Published on 3 May 2023": "2023-05-03",
    "Published 3:04 PM EDT, Wed May 3, 2023": "2023-05-03",
    "Published: 2023-05-03": "2023-05-03",
    "Published: 2023-05-03T14:05:00Z": "2023-05-03",
    "Published: 2023-05-03T23:59:00-05:00": "2023-05-03",
    "Published: 2023-05-03T00:01:00+09:00": "2023-05-03",
    "Published: 2023-05-03 14:05:00 +0100": "2023-05-03",
    "Published: 2023/05/03": "2023-05-03",
    "Published: 2023.05.03": "2023-05-03",
    "Publication date: 3rd of May, 2023": "2023-05-03",
    "First published on Wed 3 May 2023 08.00 BST": "2023-05-03",
    "Posted 13/05/2023": "2023-05-13",
    "Posted: 05/13/2023": "2023-05-13",
    "Posted 13.05.2023": "2023-05-13",
    "Posted 13-05-2023 14:05": "2023-05-13",
    "Posted: 04/04/2023": "2023-04-04",
    "Posted: Wed 03/05/2023": "2023-05-03",
    "Posted by Ada Cole on May 3, 2023": "2023-05-03",
    "Posted: Wed May 3 14:05:26 2023": "2023-05-03",
    "Posted: Wed May 03 14:05:26 +0000 2023": "2023-05-03",
    "Last Updated: May 4, 2023, 02:05 PM IST | Published: May 3, 2023": "2023-05-03",
    "May 03, 2023 02:05 pm | Updated 04:15 pm IST - NEW DELHI": "2023-05-03",
    "Łódź, 3 May 2023": "2023-05-03",
    "E\u0301vian, May 3, 2023 (AFP) - The mayor spoke.": "2023-05-03",
    "Posted at 2:05 p.m. on May 3, 2023": "2023-05-03",
    "POSTED: MAY 3, 2023 AT 2:05 PM": "2023-05-03",
    "Issued on: 13/05/2023 - 14:05": "2023-05-13",
    "Date: Wed, 3 May 2023 14:05:00 +0100": "2023-05-03",
    "Date: 26-FEB-1987 15:01:01.79": "1987-02-26",
    "Published in World on May 3, 2023": "2023-05-03",
    "Published May 3, 2023 2:05pm EDT | 5 min read": "2023-05-03",
    "May 3, 2023": "2023-05-03",
    "MAY 3, 2023": "2023-05-03",
    "May 3rd, 2023": "2023-05-03",
    "3 May 2023": "2023-05-03",
    "03 May 2023": "2023-05-03",
    "3 MAY 2023": "2023-05-03",
    "Wednesday, May 3, 2023": "2023-05-03",
    "Wednesday 3 May 2023": "2023-05-03",
    "Wed 3 May 2023 14.05 BST": "2023-05-03",
    "May 3, 2023 at 2:05 p.m. EDT": "2023-05-03",
    "2:05 p.m. ET, May 3, 2023": "2023-05-03",
    "May 3, 2023 | 14:05": "2023-05-03",
    "3 May 2023 • 2:05pm": "2023-05-03",
    "May 3, 2023 / 2:05 PM / CBS News": "2023-05-03",
    "Sept. 3, 2023": "2023-09-03",
    "Feb 29, 2024": "2024-02-29",
    "2023-05-03T14:05:00+01:00": "2023-05-03",
    "By Ada Cole | May 3, 2023": "2023-05-03",
    "By Ada Cole, Harbour Herald, 3 May 2023": "2023-05-03",
    "Port Vell, 3 May 2023": "2023-05-03",
    "PORT VELL, May 3, 2023 (Reuters) - The mayor spoke.": "2023-05-03",
    "PORT VELL, 3 May 2023 – The mayor spoke.": "2023-05-03",
    "May 3, 2023 (Reuters) - The mayor spoke.": "2023-05-03",
    "MOSCOW, May 3, 2023. /TASS/. The mayor spoke.": "2023-05-03",
}
OPEN = {
    "Published: 03/05/2023": "date-ambiguous",
    "Published: 3/5/23": "date-ambiguous",
    "Published: 03.05.2023": "date-ambiguous",
    "Posted: 12-11-2023 14:05": "date-ambiguous",
    "03/05/2023": "date-ambiguous",
    "Published: Feb 30, 2023": "date-impossible",
    "Published: 31 April 2023": "date-impossible",
    "Published: February 29, 2023": "date-impossible",
    "Published: 2023-13-05": "date-impossible",
    "Published: 2023-02-30T14:05:00Z": "date-impossible",
    "Published: 32/05/2023": "date-impossible",
    "Feb 30, 2023": "date-impossible",
    "Published: May 2023": "date-incomplete",
    "PORT VELL, May 3 (Reuters) - The mayor spoke.": "date-yearless",
    "Wednesday, May 3": "date-yearless",
    "PORT VELL, Feb 30 (Reuters) - The mayor spoke.": "date-impossible",
    "Updated: 05/04/2023": "date-ambiguous",
    "Updated: Feb 30, 2023": "date-impossible",
}
SILENT = [
    "Published 2 hours ago",
    "Updated: May 4, 2023",
    "On May 3, 2023, the mayor spoke to the town.",
    "Smoke over the port on May 3, 2023. (Photo: Ada Cole)",
    "“On May 3, 2023 we closed it,” said the mayor.",
    "All is calm. — Ada Cole (@ada) May 3, 2023",
    "Read more: What happened on May 3, 2023",
]


@pytest.mark.parametrize(("head", "day"), GOOD.items())
def test_day_is_read_as_printed(head, day):
    """A day that is printed in full and certain is the article's, in its own zone."""
    article = dated(head)
    assert (article.date, article.warnings) == (day, ())


@pytest.mark.parametrize(("head", "code"), OPEN.items())
def test_doubtful_day_is_none_with_a_warning(head, code):
    """A day that may be two, or is none, is never guessed: the notice says where it stands and why."""
    article = dated(head)
    assert article.date is None
    assert [notice.code for notice in article.warnings] == [code]
    assert article.warnings[0].span.of(article.text) in head


@pytest.mark.parametrize("head", SILENT)
def test_other_days_are_not_the_articles(head):
    """Days of captions, posts, quotations, prose, links and updates date no article, and give no warning."""
    article = dated(head)
    assert (article.date, article.warnings) == (None, ())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" date 2023-05-03 Smoke rose.\n\nPublished: 4 May 2023" + BODY, "2023-05-03"),
        ("Bridge is open\n\nMay 2, 2023\n\nPublished: 4 May 2023" + BODY, "2023-05-04"),
        ("Bridge is open\n\nPublished: 4 May 2023\n\nPORT VELL, May 3, 2023 (AP) — All is calm.", "2023-05-04"),
        ("Bridge is open\n\nPublished: 03/05/2023\n\nPORT VELL, May 3, 2023 (AP) — All is calm.", "2023-05-03"),
        (" date 2023-02-30 Smoke rose.\n\nPublished: 4 May 2023" + BODY, "2023-05-04"),
        ("Bridge is open" + BODY + "\nFirst published on 4 May 2023", "2023-05-04"),
    ],
)
def test_order_of_trust(text, day):
    """The prefix is believed before a published line, that before a date line or a dateline."""
    assert parse_article(text).date == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("PORT VELL, May 3 (AP) — All is calm.\n\nStay. — Ada (@ada) May 2, 2023", "2023-05-03"),
        ("Updated: May 4, 2023\n\nPORT VELL, May 3 (AP) — All is calm.", "2023-05-03"),
        ("Updated: Jan 1, 2023\n\nPORT VELL, Dec 31 (AP) — All is calm.", "2022-12-31"),
        ("PORT VELL, May 3 (AP) — All is calm.\n\nThe vote is on May 20, 2023.", "2023-05-03"),
        ("PORT VELL, May 3 (AP) — All is calm.\n\n© 2023 The Herald", "2023-05-03"),
        ("PORT VELL, May 3 (AP) — All is calm.\n\nIt was built on June 20, 1923.", None),
        ("PORT VELL, May 3 (AP) — All is calm.\n\nOn May 1, 2021 and May 1, 2022 it was not.", None),
    ],
)
def test_year_of_a_dateline_comes_from_its_context(text, day):
    """A dateline without a year is of the year of a day printed near it; where two would do, of none."""
    assert parse_article(text).date == day


@pytest.mark.parametrize(
    ("line", "updated"),
    [
        ("Updated: May 4, 2023", "2023-05-04"),
        ("Updated: 4 May 2023 09:15", "2023-05-04T09:15"),
        ("Last updated on Thu 4 May 2023 09.15 BST", "2023-05-04T09:15"),
        ("(Updated 4 May 2023)", "2023-05-04"),
        ("Last modified: 2023-05-04T09:15:00+01:00", "2023-05-04T09:15"),
        ("Published: 3 May 2023 | Updated: 4 May 2023, 9:15 a.m.", "2023-05-04T09:15"),
        ("UPDATED 3:15 p.m.", "T15:15"),
        ("Update(0845ET) : The bridge is shut.", "T08:45"),
        ("UPDATE (3:15 p.m.): The bridge is shut.", "T15:15"),
        ("UPDATE, May 4, 2023: The bridge is shut.", "2023-05-04"),
        ("Updated: 05/04/2023", None),
        ("Update: the bridge is shut.", None),
    ],
)
def test_update_stands_apart(line, updated):
    """The time of the last update is told as printed, and is never the article's date."""
    article = dated(line)
    assert article.updated == updated
    assert article.date == ("2023-05-03" if "Published" in line else None)


def test_last_of_several_updates():
    """Of several updates, the last one counts."""
    text = "Bridge is open" + BODY + "\nUpdate (May 5, 2023): Shut.\n\nUpdate (May 4, 2023): Open."
    assert parse_article(text).updated == "2023-05-05"


def test_callers_date_wins():
    """The caller's date is the article's; what the text says otherwise is a warning with its place."""
    article = dated("Published: 4 May 2023", date="2023-05-03")
    assert article.date == "2023-05-03"
    assert [notice.code for notice in article.warnings] == ["date-conflict"]
    assert article.warnings[0].span.of(article.text) == "4 May 2023"


@pytest.mark.parametrize(
    "head", ["Published: 3 May 2023", "Published: 03/05/2023", "PORT VELL, May 3 (AP) — All is calm."]
)
def test_callers_date_agrees_in_silence(head):
    """No warning where the text says the same, or nothing certain."""
    assert dated(head, date="2023-05-03").warnings == ()


def test_prefix_and_published_line_in_conflict():
    """A published line that contradicts the prefix is a warning."""
    article = parse_article(" date 2023-05-03 Smoke rose.\n\nPublished: 4 May 2023" + BODY)
    assert [notice.code for notice in article.warnings] == ["date-conflict"]


@pytest.mark.parametrize(
    "day",
    [
        "",
        "03/05/2023",
        "2023-5-3",
        "2023-02-30",
        "2023-13-01",
        "yesterday",
        "2023-05-03T10:00",
        " 2023-05-03",
        "２０２３-05-03",
    ],
)
def test_malformed_date_raises(day):
    """A date that is no day raises and names the argument."""
    with pytest.raises(ValueError, match=r"^date "):
        parse_article("The bridge is open.", date=day)


def test_other_weekday_is_a_warning():
    """A day whose weekday is misprinted is taken as printed, with a warning."""
    article = dated("Published: Monday, May 3, 2023")
    assert article.date == "2023-05-03"
    assert [notice.code for notice in article.warnings] == ["date-weekday"]


def test_wrong_types_raise():
    """Arguments of the wrong type raise and are named."""
    with pytest.raises(TypeError, match=r"^text "):
        parse_article(b"The bridge is open.")
    with pytest.raises(TypeError, match=r"^date "):
        parse_article("The bridge is open.", date=20230503)


def test_id_and_outlet_are_kept():
    """What the caller knows is kept as it is."""
    article = parse_article("The bridge is open.", id="a1", outlet="Herald")
    assert (article.id, article.outlet, article.text) == ("a1", "Herald", "The bridge is open.")
