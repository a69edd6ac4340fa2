"""Laws of the article parser, over any text: covered once, in order, never raising, in linear time."""

import re
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pace import in_step, made_of
from strategies import texts

from quotekit import parse_article
from quotekit.articles.datelines import read_dateline
from quotekit.articles.furniture import NAMES, PHRASES, is_furniture
from quotekit.articles.intros import read_intro
from quotekit.articles.known import known_line
from quotekit.articles.legible import legible
from quotekit.articles.platforms import BY_NAME
from quotekit.articles.tables import read_table

PIECES = (
    *(
        "— Ada Cole (@ada) May 3, 2023",
        "RT @x: ",
        "@x on X:",
        "Ada wrote on Telegram:",
        "“We won.”",
        "pic.twitter.com/a",
    ),
    *("Published: ", "03/05/2023", "3 May 2023", "Feb 30, 2023", "KYIV, May 3 (Reuters) - ", "By Ada Cole", "* * *"),
    *("Update(0845ET) :", "14:05", "14.05 BST", "developing...", "(Photo by A/Getty Images)", "UKRAINE: NO LINKS"),
    *(
        "&quot;",
        "&#8217;",
        "&#x110000;",
        "&#xD800;",
        "&nbsp;",
        "\ufeff",
        "\u200b",
        "\u00a0",
        "e\u0301",
        "\ud800",
        "\x00",
    ),
    *("date 2023-05-03 ", "Posted by Ada on Tuesday, May 2, 2023", "Ada\n@ada\nText here\n9:14 AM · May 3, 2023"),
    *("https://t.me/a/1", "<tweet>", "</tweet>.", "A post shared by Ada (@ada)", "Rybar, [03.05.2023 14:05]"),
    *(
        "[Forwarded from A]",
        "      indented",
        "The mayor tweeted: ",
        "on Truth Social",
        "Read more: x",
        "©",
        "1.2K Likes",
    ),
    *(
        "12:00 The man came.",
        "View this post on Instagram",
        "The bridge is open again, said he.",
        "· ",
        "\n",
        "\n\n",
        "\r",
    ),
)
any_text = (
    texts()
    | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join)
)


@given(any_text)
@example("a\x1c\u200b\x1cb")
def test_blocks_cover_every_character_once(text):
    """Each character that is no space lies in exactly one block; blocks stand in order and begin and end with words."""
    at = 0
    for block in parse_article(text).blocks:
        assert block.span.start >= at
        assert block.span.end > block.span.start
        assert text[at : block.span.start].strip() == ""
        assert text[block.span.start : block.span.end].strip() == block.span.of(text)
        at = block.span.end
    assert text[at:].strip() == ""


@given(any_text)
def test_parts_lie_inside(text):
    """Body and credit lie inside their post; the title inside the block of that kind; warnings in the text."""
    article = parse_article(text)
    for block in article.blocks:
        assert block.kind == "post" or (block.body, block.credit, block.author) == (None, None, None)
        assert block.body is None or block.span.contains(block.body)
        assert block.credit is None or block.span.contains(block.credit)
        assert block.body is None or block.body.of(text)
    titles = [block.span for block in article.blocks if block.kind == "title"]
    assert len(titles) == (article.title is not None)
    assert article.title is None or titles[0].contains(article.title)
    assert all(notice.span is not None and notice.span.of(text) for notice in article.warnings)


@given(any_text, st.dates().map(str))
def test_callers_date_stands(text, day):
    """Whatever the text says, the caller's date is the article's."""
    assert parse_article(text, date=day).date == day


@given(any_text)
def test_same_text_same_article(text):
    """Two runs give one answer, and the text is kept as it is."""
    article = parse_article(text)
    assert article == parse_article(text)
    assert article.text == text


@given(any_text)
def test_view_has_the_length_of_the_text(text):
    """The legible view moves no character."""
    view = legible(text)
    assert len(view) == len(text)
    assert legible(view) == view or "&" in text


@given(
    st.lists(st.sampled_from(("The bridge is open again, said the mayor.", "It was closed for a year.")), max_size=6)
)
def test_paragraph_in_front_shifts_the_rest(paragraphs):
    """A paragraph in front moves every block behind it, and changes nothing else."""
    rest = "\n\n".join((*paragraphs, "Smoke. — Ada Cole (@ada) May 3, 2023", "The port was closed on Tuesday."))
    front = "The sea was calm on Monday, as it had been all week.\n\n"
    moved = parse_article(front + rest).blocks[1:]
    kept = parse_article(rest).blocks
    assert [(b.kind, b.span, b.author, b.date) for b in moved] == [
        (b.kind, b.span.shifted(len(front)), b.author, b.date) for b in kept
    ]


LONG = {
    "a post's brackets": "(@a)",
    "mentions between dashes": "— a (@a) ",
    "posts in one line": "Text — Ada Cole (@ada) May 3, 2023 ",
    "links": "http://a.b ",
    "handles on lines": "Ada\n@ada\n",
    "short lines": "a\n",
    "times": "14:05 The man\n",
    "introductions": "Ada wrote on Telegram:\n",
    "open quotations": "Ada wrote on Telegram:\n“We won\n",
    "introductions in one line": "Ada on Telegram: ",
    "datelines": "KYIV, May 3 (Reuters) - The man came.\n",
    "entities": "&amp;",
    "no entities": "&#",
    "years for a dateline": "on May 3, 2023 ",
    "published": "Published: May 3\n",
    "numbers": "1/1/",
    "capitals": "UKRAINE: NO\n",
    "stamps": "3 May 2023, ",
    "rules": "- ",
    "via": "via @a ",
    "invisible": "\u200b\n",
}


@pytest.mark.parametrize("scrap", LONG.values(), ids=LONG.keys())
def test_time_grows_with_the_text(scrap):
    """A text takes time in step with its length, whatever it is made of."""

    def parsed(length):
        text = "KYIV, May 3 (Reuters) - It began.\n\n" + made_of(scrap, length) + " — A (@a) May 3, 2023"
        return lambda: parse_article(text)

    assert in_step(parsed, 8_000)


@pytest.mark.parametrize("row", read_table("article_lines.tsv"), ids=lambda row: f"{row[0]} {row[1]}: {row[2]}")
def test_every_line_of_the_table_has_its_kind(row):
    """Each row's example is what the row says."""
    kind, _, _, line = row
    # A note of who reported is a byline in the head, and a notice below two paragraphs.
    assert known_line(line) == ("byline" if kind == "credit" else kind)
    kind = "notice" if kind == "credit" else kind
    assert known_line(line, below=True) == kind
    text = (
        f"The bridge is open.\n\nIt is safe again.\n\n{line}\n\nIt was closed, and all the buses went over the hills."
    )
    assert [block.kind for block in parse_article(text).blocks][2] == kind


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row[4])
def test_every_phrase_of_the_page_is_found_by_its_row(row):
    """Each example is the page's, and by its own row: the row's words gate it, and its pattern is in it."""
    _, place, words, pattern, line = row
    for name, meant in NAMES.items():
        pattern = pattern.replace(name, meant)
    found = re.search(pattern.replace(" ", r"\s"), line, re.IGNORECASE)
    assert found is not None
    assert is_furniture(line)
    first = re.search(r"[\w'’-]+", line)[0].lower().replace("’", "'")
    assert first in words.split("|") if place == "opens" else any(word in line for word in words.split("|"))
    assert (place == "holds") or found.start() <= 1


@pytest.mark.parametrize("row", read_table("agencies.tsv"), ids=lambda row: row[0])
def test_every_agency_makes_a_dateline(row):
    """Each agency's example begins with its dateline."""
    agency, line = row
    end, _ = read_dateline(line, 0, len(line), first=True)
    assert agency in line[:end]
    assert line[end:] == "The vote is on Tuesday."


@pytest.mark.parametrize("row", read_table("platforms.tsv"), ids=lambda row: row[1])
def test_every_platform_introduces_a_post(row):
    """Each platform's example is a post of its name."""
    platform, printed, _, line = row
    intro = read_intro(line, 0, len(line))
    assert (intro.platform, line[intro.body :]) == (platform, "The bridge is open.")
    assert BY_NAME[printed] == platform


def test_tables_hold_no_row_twice():
    """No row can be shadowed by its twin."""
    for name in ("article_lines.tsv", "article_phrases.tsv", "agencies.tsv", "platforms.tsv"):
        rows = [row[:-1] for row in read_table(name)]
        assert len(rows) == len(set(rows))
        assert (files("quotekit") / "data" / name).is_file()
