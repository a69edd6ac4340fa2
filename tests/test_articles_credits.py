"""Credits of posts, bylines and datelines on a line of their own: which lines hold one, and what it tells."""

import pytest

from quotekit import parse_article
from quotekit.articles.datelines import read_dateline

FRONT = "Harbour news\n\nIt rained for days on the hills.\n\n"


def last_block(line):
    """Return the last block of an article that ends with a line, and the article's text."""
    article = parse_article(FRONT + line)
    return article.blocks[-1], article.text


POSTS = [
    # what stands behind the words, name, account, day, platform, what is the credit
    ("— Ada Cole (@ada)", "Ada Cole", "@ada", None, "twitter", "Ada Cole"),
    ("— Ada Cole (@ada) May 3, 2023", "Ada Cole", "@ada", "2023-05-03", "twitter", "Ada Cole"),
    ("— Ada Cole (@ada) May 3, 2023 on Telegram", "Ada Cole", "@ada", "2023-05-03", "telegram", "Ada Cole"),
    ("— Harbour Watch on Telegram, May 3, 2023", "Harbour Watch", None, "2023-05-03", "telegram", "Harbour Watch"),
    ("— Harbour Watch on Telegram, May 3", "Harbour Watch", None, None, "telegram", "Harbour Watch"),
    ("— @harbour on Telegram", None, "@harbour", None, "telegram", "@harbour"),
    ("A post shared by Ada Cole (@ada)", "Ada Cole", "@ada", None, "instagram", "Ada Cole"),
    (
        "A post shared by Ada Cole (@ada) on May 3, 2023 at 4:15pm PST",
        *("Ada Cole", "@ada", "2023-05-03T16:15", "instagram", "Ada Cole"),
    ),
    ("Post by @ada@mas.to View on Mastodon", None, "@ada@mas.to", None, "mastodon", "@ada@mas.to"),
    ("Post by @ada View on Threads", None, "@ada", None, "threads", "@ada"),
    ("Posted by Ada Cole on Tuesday, May 2, 2023", "Ada Cole", None, "2023-05-02", "facebook", "Ada Cole"),
    ("https://t.me/harbour/6083", None, "@harbour", None, "telegram", "harbour"),
    ("https://mastodon.social/@ada/1234567", None, "@ada", None, "mastodon", "ada"),
    ("https://twitter.com/i/status/123", None, None, None, "twitter", None),
]


@pytest.mark.parametrize(("tail", "author", "handle", "day", "platform", "credit"), POSTS)
def test_a_post_by_its_credit(tail, author, handle, day, platform, credit):
    """A line that ends with a credit is a post; what stands before the credit is its words."""
    block, text = last_block(f"The bridge is open. {tail}")
    assert (block.kind, block.body and block.body.of(text)) == ("post", "The bridge is open.")
    assert (block.author, block.handle, block.date, block.platform) == (author, handle, day, platform)
    assert (block.credit and block.credit.of(text)) == credit


@pytest.mark.parametrize(
    "tail",
    [
        "— Ada Cole (@ada) on Tuesday",
        "— ada cole (@ada)",
        "— said Ada Cole (@ada), who was late",
        "— Harbour Watch on Telegram, as seen in May by us",
        "— @harbour",
        "— it was said on Telegram",
        "A post shared by Ada Cole (@ada) and so on",
        "Post by @ada and others",
        "Posted by Ada Cole on Tuesday",
        "https://example.com/ada/status/123",
    ],
)
def test_no_credit(tail):
    """Words behind a name, a name in small letters, a day without its year: a mention, and the line is prose."""
    assert last_block(f"The bridge is open. {tail}")[0].kind == "paragraph"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ada Cole in Kyiv", "byline"),
        ("By the Associated Press", "byline"),
        ("By then it was late", "paragraph"),
        ("By 4 p.m. all had left.", "paragraph"),
        ("Ada Cole (@ada) May 3, 2023 was late", "paragraph"),
        ("UKRAINE - NO LINKS TO DRONE ATTACK", "headline"),
        ("KYIV - the bridge is open.", "paragraph"),
    ],
)
def test_kind_of_a_line(line, kind):
    """What begins like a byline or a dateline is one only where all of it fits."""
    assert last_block(line)[0].kind == kind


def test_dateline_before_prose():
    """A dateline with its agency is parted from the words behind it, and its yearless day is told."""
    article = parse_article(f"{FRONT}KYIV, May 3 (Reuters) - The bridge is open.")
    assert [(b.kind, b.span.of(article.text)) for b in article.blocks[-2:]] == [
        ("dateline", "KYIV, May 3 (Reuters) -"),
        ("paragraph", "The bridge is open."),
    ]
    assert [warning.code for warning in article.warnings] == ["date-yearless"]


def test_a_long_headline_begins_like_a_dateline():
    """Eighty characters of capitals behind a place and a dash are a headline, whatever stands behind them."""
    line = f"UKRAINE - {'NO LINKS TO THE ATTACK WERE FOUND ' * 3}says an aide"
    assert read_dateline(line, 0, len(line), first=True) is None


def test_no_place_alone_behind_a_post():
    """A place and a dash make a dateline only at the start of the prose, which a post has passed."""
    line = "BRUSSELS - The talks went on for hours."
    assert [b.kind for b in parse_article(line).blocks] == ["dateline", "paragraph"]
    assert [b.kind for b in parse_article(f"It is open. — Ada Cole (@ada) May 3, 2023\n\n{line}").blocks] == [
        "post",
        "paragraph",
    ]


@pytest.mark.parametrize(("word", "paragraphs"), [("Rain", 2), ("Rains", 1)])
def test_a_line_ends_where_the_next_word_had_room(word, paragraphs):
    """A sentence that stops where the next word would have fitted to the letter ends its paragraph."""
    lines = [
        "The harbour bridge stays closed to all heavy lorries, and to",
        "all the buses, until the repairs of it are done in May.",
        f"{word} fell on the hills, and the works were put off until a",
        "later day in spring, when the days are longer and the water",
        "is low. Nobody was hurt.",
    ]
    assert len(parse_article("\n".join(lines)).blocks) == paragraphs


@pytest.mark.parametrize(
    ("second", "paragraphs"), [("all the buses, until the repairs of the piers", 1), ("all the buses, until May", 2)]
)
def test_a_line_that_stops_in_its_middle(second, paragraphs):
    """Without a full stop a line ends its paragraph where it leaves a good part of the width, and a capital follows."""
    lines = [
        "The harbour bridge stays closed to all heavy lorries, and to",
        second,
        "Rain fell on the hills, and the works were put off until the",
        "later days of spring, when the sun is up for longer hours.",
    ]
    assert len(parse_article("\n".join(lines)).blocks) == paragraphs


INTRODUCTION = "The bridge opened after the storm, and the buses cross it again."


@pytest.mark.parametrize(
    ("above", "date"),
    [
        (f"Bridge opens\n\n{INTRODUCTION}", "2023-05-03"),
        (f"Bridge opens\n\n{INTRODUCTION}\n\n{INTRODUCTION}", None),
        (f"Bridge opens\n\n{INTRODUCTION}\n\nIt is open. — Ada Cole (@ada) May 1, 2023", None),
    ],
)
def test_a_day_below_the_introduction(above, date):
    """A day with a byline dates the article below one line of introduction, and not below two, or a post."""
    assert parse_article(f"{above}\n\nMay 3, 2023\n\nBy Ben Cole\n\n{INTRODUCTION}").date == date
