"""Posts and layouts of whole articles at the lengths and counts where they change, each from both sides."""

import pytest

from quotekit import parse_article

PROSE = "It rained for days on the hills, and the river rose above the old bridge in the middle of the town."
REST = "The mayor said that all of the houses near the river had been left by the people who lived in them."


def filled(head, size, tail=""):
    """Return a line of a size that begins and ends so."""
    return head + "a" * (size - len(head) - len(tail)) + tail


def blocks(*lines, kind="post"):
    """Return the blocks of a kind of an article that holds these lines, apart, between two paragraphs."""
    text = "\n\n".join(["Bridge opens", PROSE, *lines, REST])
    return [block for block in parse_article(text).blocks if block.kind == kind]


def kind(line, *below):
    """Return the kind of a line in the middle of an article, with what stands below it."""
    text = "\n\n".join(["Bridge opens", PROSE, line, *(below or [REST])])
    at = len("Bridge opens\n\n" + PROSE + "\n\n")
    return next(block.kind for block in parse_article(text).blocks if block.span.start == at)


@pytest.mark.parametrize(
    ("last", "made"),
    [
        (60, lambda n: f"{filled('Ada B', n)}\n@ada\nThe bridge is open."),
        (60, lambda n: "Smoke. " + filled("pic.twitter.com/", n)),
        (200, lambda n: "Smoke. — Ada Cole on Telegram" + "." * (n - 22)),
        (220, lambda n: "Smoke. Posted by Ada Cole on May 3, 2023" + "." * (n - 33)),
        (80, lambda n: "Smoke. Posted by A" + "a" * (n - 1) + " on May 3, 2023"),
        (12, lambda n: f"{' '.join(['Ada'] * n)} wrote on Telegram: the bridge is open"),
    ],
)
def test_a_post_up_to_a_length(last, made):
    """A post is found up to the last length of its name, link or credit, and not beyond."""
    assert [block.platform for block in blocks(made(last))]
    assert not blocks(made(last + 1))


@pytest.mark.parametrize(
    ("last", "made", "told"),
    [
        (160, lambda n: "The bridge. pic.twitter.com/abc\n\nAda (@ada) May 3, 2023" + "." * (n - 22), "handle"),
        (89, lambda n: "Ada Cole\n@ada\nThe bridge.\n" + filled("9:14 AM · May 3, 2023 · ", n), "date"),
        (40, lambda n: "Ada Cole\n@ada\n" + filled("May 3, 2023 · ", n) + "\nThe bridge is open.", "date"),
        (290, lambda n: f"He wrote on Telegram {'x' * n}:\n\nIt is open. — Ada (@ada) May 3, 2023", "platform"),
    ],
)
def test_what_is_told_of_a_post_up_to_a_length(last, made, told):
    """Author, day and platform of a post are read up to a length of the line that tells them."""
    (post,), other = blocks(made(last)), blocks(made(last + 1))
    assert getattr(post, told) != (getattr(other[0], told) if other else None)


@pytest.mark.parametrize(("size", "taken"), [(120, True), (121, False)])
def test_a_line_of_buttons(size, taken):
    """A line of counts below a post is taken with it up to 120 characters."""
    line = "12 Likes" * 14 + "1" * (size - 117) + " Like"
    (post,) = blocks(f"It is open. — Ada (@ada) May 3, 2023\n{line}")
    assert (post.span.end - post.span.start > 100) == taken


@pytest.mark.parametrize(("count", "titled"), [(11, True), (12, False)])
def test_a_title_has_prose_among_the_next_twelve(count, titled):
    """Prose must be among the twelve pieces behind a title."""
    article = parse_article("\n\n".join(["Bridge opens", *["(1)"] * count, PROSE]))
    assert (article.title is not None) == titled


@pytest.mark.parametrize(("between", "kinds"), [(2, "headline"), (3, "title")])
def test_a_section_stands_above_its_title(between, kinds):
    """What stands above a title, with two lines of dates and writers between at most, is a section's name."""
    lines = ["May 3, 2023", "By Ada Cole", "May 4, 2023"][:between]
    article = parse_article("\n\n".join(["Analysis", *lines, "Bridge opens over the wide river", PROSE]))
    assert article.blocks[0].kind == kinds


@pytest.mark.parametrize(("words", "kinds"), [(4, "title"), (5, "headline")])
def test_a_title_below_a_section_has_five_words(words, kinds):
    """Below a section's name stands a title of five words or more."""
    title = " ".join(["Bridge", "opens", "wide", "for", "all"][:words])
    assert parse_article(f"Analysis\n\n{title}\n\n{PROSE}").blocks[0].kind == kinds


@pytest.mark.parametrize(("words", "kinds"), [(2, "paragraph"), (3, "title"), (30, "title"), (31, "paragraph")])
def test_a_line_above_a_dateline(words, kinds):
    """A line of three to thirty words above an agency's dateline is the title, whatever stop it ends with."""
    line = " ".join(["Bridge", *["opens"] * (words - 1)]) + "."
    assert parse_article(f"{line}\n\nKYIV (Reuters) - {PROSE}").blocks[0].kind == kinds


@pytest.mark.parametrize(
    ("line", "below", "expected"),
    [
        ("Cars and lorries", filled("Buses a", 79), "paragraph"),
        ("Cars and lorries", filled("Buses a", 80), "headline"),
        (filled("Cars a", 80), "Buses", "paragraph"),
        (filled("Cars a", 81), "Buses", "headline"),
        ("Cars and lorries", "3 May 2023", "headline"),
        ("Cars and lorries", "3 buses", "paragraph"),
        ("Cars and lorries", "14:05", "headline"),
        ("Cars and lorries", "BUSES", "headline"),
        ("Cars and lorries", "By Ada Cole", "headline"),
        ("Cars and lorries", "Buses.", "headline"),
        ("Cars and lorries", "iPhone sales fell in the whole of the town.", "paragraph"),
    ],
)
def test_lines_of_a_list(line, below, expected):
    """A short line beside another short one without a stop is an item; beside a day, a name or prose it heads."""
    assert kind(line, below, REST) == expected


@pytest.mark.parametrize(("size", "expected"), [(399, "caption"), (400, "paragraph")])
def test_what_an_image_caption_says(size, expected):
    """Below "Image caption," a line of less than 400 letters is the caption."""
    text = f"Bridge opens\n\n{PROSE}\n\nImage caption,\n{filled('The bridge at noon, ', size, '.')}"
    assert parse_article(text).blocks[-1].kind == expected


@pytest.mark.parametrize(("size", "expected"), [(120, "headline"), (121, "paragraph")])
def test_links_to_other_articles(size, expected):
    """Below "More on this story" lines without a stop are links up to 120 letters."""
    text = f"Bridge opens\n\n{PROSE}\n\nMore on this story\n\n{filled('how a', size)}"
    assert parse_article(text).blocks[-1].kind == expected


@pytest.mark.parametrize(("size", "expected"), [(70, "headline"), (71, "paragraph")])
def test_questions_of_an_explainer(size, expected):
    """Questions of at most seventy letters above long answers are cross-heads where there are two of them."""
    long = f"{PROSE} {REST}"
    assert kind(filled("What w", size, "?"), long, "Who was there?", long, "When was it?", long) == expected


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["May 4", "May 3, 2023"], "2023-05-03"),
        (["May 2023", "June 2023", "May 3, 2023"], "2023-05-03"),
        (["May 2023", "June 2023", "July 2023", "May 3, 2023"], None),
        (["Published: May 2023", "Published: June 2023", "Published: May 3, 2023"], None),
        (["Published: May 2023", "Published: May 3, 2023"], "2023-05-03"),
    ],
)
def test_how_many_lines_of_dates_are_asked(lines, date):
    """Of lines of dates three are asked, those with a year first; of published ones two."""
    assert parse_article("\n\n".join(["Bridge opens", *lines, PROSE, REST])).date == date


@pytest.mark.parametrize(("lines", "own"), [(19, True), (20, False)])
def test_a_credit_within_twenty_lines(lines, own):
    """A paragraph that an account introduces is not its post where one of its next twenty lines credits another."""
    text = "@ada:\n\n" + "\n".join(["The bridge."] * (lines + 1)) + "\n— Ben (@ben) May 3, 2023"
    assert ("@ada" not in [post.handle for post in blocks(text)]) == own
