"""Credits of posts, bylines and datelines on a line of their own: which lines hold one, and what it tells."""

import pytest

from quotekit import parse_article

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
