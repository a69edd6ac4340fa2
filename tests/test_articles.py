"""The parser of articles against cases by provenance: wild layouts, posts, negatives, odd characters."""

import re
from pathlib import Path

import pytest

from quotekit import parse_article
from quotekit.articles.datelines import read_date_line
from quotekit.articles.headlines import may_be_title
from quotekit.articles.intros import looks_posted
from quotekit.articles.lines import ends_sentence
from quotekit.articles.names import is_name
from quotekit.articles.platforms import read_post_link
from quotekit.articles.stamps import Stamp, read_stamp
from quotekit.articles.when import day_of_post

CASES = Path(__file__).parent / "article_cases"
BLOCK = re.compile(r"(?P<tie>\+?)(?P<kind>[a-z]*)\| ?(?P<text>.*)")
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|([rnt]))")


def plain(text):
    """Return the text with its escapes read."""
    named = {"r": "\r", "n": "\n", "t": "\t"}
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else named[found[2]], text)


def read_cases(name):
    """Return the cases of a file, each with its header and the lines of its layout."""
    cases = []
    for part in re.split(r"^=== ", (CASES / name).read_text("utf8"), flags=re.MULTILINE)[1:]:
        title, _, rest = part.partition("\n")
        header, _, layout = rest.partition("---\n")
        fields = dict(re.findall(r"^(\w+): ?(.*)$", header, flags=re.MULTILINE))
        cases.append(pytest.param(fields, layout.rstrip("\n").split("\n"), id=f"{name.partition('.')[0]}: {title}"))
    return cases


def compose(layout, eol):
    """Return a text and the blocks that it is made of: kind, start, end, and the fields told of each."""
    text, blocks, begun = "", [], False
    for line in layout:
        if line.startswith("> "):
            field, _, value = line[2:].partition("=")
            blocks[-1][3][field] = plain(value)
            continue
        found = BLOCK.fullmatch(line)
        words = plain(found["text"]) if found else ""
        text += " " if found and found["tie"] else eol if begun else ""
        begun = True
        start = len(text) + len(words) - len(words.lstrip())
        text += words
        if found and found["kind"]:
            blocks.append([found["kind"], start, len(text), {}])
        elif words:
            blocks[-1][2] = len(text)
    return text, blocks


FILES = ("wild.txt", "posts.txt", "negative.txt", "synthetic.txt", "fresh.txt", "second.txt", "third.txt")
ALL = [case for name in FILES for case in read_cases(name)]


@pytest.mark.parametrize(("fields", "layout"), ALL)
def test_blocks_are_found_and_named(fields, layout):
    """Every block has its extent and its kind."""
    text, blocks = compose(layout, plain(fields.get("eol", r"\n")))
    found = [(block.kind, text[block.span.start : block.span.end]) for block in parse_article(text).blocks]
    assert found == [(kind, text[start:end]) for kind, start, end, _ in blocks]


@pytest.mark.parametrize(("fields", "layout"), [case for case in ALL if "> " in "\n".join(case.values[1])])
def test_posts_and_entries_have_their_fields(fields, layout):
    """A post has its author, handle, platform, day and words; a live blog's entry has its time."""
    text, blocks = compose(layout, plain(fields.get("eol", r"\n")))
    for block, (_, _, _, told) in zip(parse_article(text).blocks, blocks, strict=True):
        found = {field: getattr(block, field) for field in told}
        if "body" in told:
            found["body"] = block.body and block.body.of(text)
        assert found == {field: value or None for field, value in told.items()}


@pytest.mark.parametrize(("fields", "layout"), ALL)
def test_dates_and_titles_are_found(fields, layout):
    """The article's date, its update, its title and its warnings are what the header of the case says."""
    text, _ = compose(layout, plain(fields.get("eol", r"\n")))
    article = parse_article(text)
    told = {field: plain(value) or None for field, value in fields.items() if field != "eol"}
    found = {
        "date": article.date,
        "updated": article.updated,
        "title": article.title and " ".join(article.title.of(text).split()),
        "warns": " ".join(notice.code for notice in article.warnings) or None,
    }
    assert found == {"date": None, "updated": None, "title": None, "warns": None} | told


@pytest.mark.xfail(strict=True, reason="known failures: a repair shows here")
@pytest.mark.parametrize(("fields", "layout"), read_cases("known.txt"))
def test_known_failures(fields, layout):
    """What is known to be wrong stays known: title, date and blocks as they should be."""
    text, blocks = compose(layout, "\n")
    article = parse_article(text)
    found = [(block.kind, text[block.span.start : block.span.end]) for block in article.blocks]
    assert found == [(kind, text[start:end]) for kind, start, end, _ in blocks]
    assert article.date == fields.get("date")


@pytest.mark.parametrize("seed", ["000_56ba8e9034f2e850", "002_cc43962fcd2f3086"])
def test_seeds_are_laid_out(seed):
    """The seed articles have their date, their posts with author, handle and day, and no block left over."""
    text = (Path(__file__).parents[1] / "seeds" / f"{seed}.txt").read_text("utf8")
    article = parse_article(text)
    posts = [(block.author, block.handle, block.date) for block in article.blocks if block.kind == "post"]
    kinds = {kind: sum(block.kind == kind for block in article.blocks) for kind in ("headline", "update", "separator")}
    assert article.date == "2023-05-03"
    if seed.startswith("000"):
        assert posts == [("Euromaidan Press", "@EuromaidanPress", "2023-05-03")]
        assert [block.kind for block in article.blocks[:2]] == ["dateline", "caption"]
        assert kinds == {"headline": 0, "update": 1, "separator": 0}
    else:
        assert [author for author, _, _ in posts] == ["Aditya Raj Kaul", "Ragıp Soylu", "Michael A. Horowitz"]
        assert {day for _, _, day in posts} == {"2023-05-03"}
        assert article.updated == "T08:45"
        assert kinds == {"headline": 3, "update": 1, "separator": 1}
        assert article.blocks[-1].kind == "notice"


@pytest.mark.parametrize(
    ("line", "first", "day", "alone"),
    [
        ("May 3, 2023", False, "2023-05-03", True),
        ("May 3, 2023 | 5 min read", False, "2023-05-03", False),
        ("Published: May 3, 2023", False, "2023-05-03", False),
        ("Harbour Town Report, May 3, 2023", False, "2023-05-03", None),
        ("Harbour Town Morning Post Report, May 3, 2023", False, "2023-05-03", None),
        ("Harbour Report, May 3, 2023", True, "2023-05-03", None),
        ("Harbour Town Report, May 3, 2023", True, None, None),
        ("May 3, 2023, Harbour Post", False, "2023-05-03", False),
        ("May 3, 2023 Harbour Post", False, None, None),
        ("May 3, 2023, Harbour Town Morning Post", False, None, None),
    ],
)
def test_what_may_stand_on_a_date_line(line, first, day, alone):
    """A day, a short label before it and a short rest behind a comma or a rule; only a bare day stands alone."""
    found = read_date_line(line, 0, len(line), first) if first else read_date_line(line, 0, len(line))
    assert (found and found.published.iso) == day
    if found and alone is not None:
        assert found.alone == alone


@pytest.mark.parametrize(
    ("words", "posted"),
    [
        ('"We won."', True),
        ('"We "won" it."', True),
        ('"We won." he added, "and they know."', False),
        ("“The “bridge” is open.”", True),
        ("“We won.” “They lost.”", False),
        ("«A “b” c.»", True),
        ("We «won».", False),
        ("We won.", True),
    ],
)
def test_words_that_are_posted_whole(words, posted):
    """Words behind a colon are a post's if they stand in one pair of marks, or have none."""
    assert looks_posted(words, 0, len(words)) == posted


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("(Bridge is open)", False),
        ("Bridge is open)", True),
        ("(Bridge) is open", True),
        ("B)", True),
        ("", False),
        ("Bridge " * 34, True),
        ("Bridge " * 35, False),
    ],
)
def test_what_is_no_title_whatever_its_words(line, may):
    """Brackets around the whole line make it a remark; more than thirty-four words make it a paragraph."""
    assert may_be_title(line) == may


@pytest.mark.parametrize(
    ("words", "name"),
    [("Ada", True), ("ada", False), ("24 kanal", True), ("Ünal", True), ("7news", True), ("«channel»", True)],
)
def test_what_may_be_a_name(words, name):
    """A name has a capital, a figure or a letter beyond ASCII at the head of one of its words."""
    assert is_name(words) == name


@pytest.mark.parametrize(
    ("view", "moment", "end"),
    [
        ("2023-05-03 Sun rises", "2023-05-03", 10),
        ("2023-05-03 Sun", "2023-05-03", 14),
        ("2023-05-03 Sun, 14:05", "2023-05-03T14:05", 21),
        ("Wed May 3 14:05:26 2023", "2023-05-03T14:05", 23),
        ("May 3, 2023 May 4, 2023", "2023-05-03", 11),
        ("nothing", None, None),
    ],
)
def test_where_a_stamp_ends(view, moment, end):
    """A stamp takes each of its parts once, and no word of the prose behind it."""
    found = read_stamp(view, 0, len(view))
    assert (found and found.moment, found and found.end) == (moment, end)


@pytest.mark.parametrize(
    ("stamp", "known", "moment"),
    [
        (Stamp(0, 6, None, 5, 4), "2023-05-03", "2023-05-04"),
        (Stamp(0, 6, None, 5, 5), "2023-05-03", "2022-05-05"),
        (Stamp(0, 6, None, 12, 31), "9999-12-31", "9999-12-31"),
        (Stamp(0, 6, None, 5, 4), None, None),
        (Stamp(0, 6, None, 2, 29), "2023-05-03", None),
        (Stamp(0, 6, None, 2, 29), "2025-05-03", "2024-02-29"),
        (Stamp(0, 6, 2021, 5, 4), "2023-05-03", "2021-05-04"),
    ],
)
def test_the_day_of_a_post_without_a_year(stamp, known, moment):
    """A post is of the day after its article at the latest, else of the year before."""
    assert day_of_post(stamp, known) == moment


@pytest.mark.parametrize(
    ("view", "ends"),
    [("It rains.", True), ("It rains.”)", True), ("It rains,", False), ("It rains", False), ("It rains —", False)],
)
def test_where_a_sentence_ends(view, ends):
    """A stop ends a sentence, closing marks and brackets behind it left aside."""
    assert ends_sentence(view, len(view)) == ends


@pytest.mark.parametrize(
    ("link", "handle", "platform"),
    [
        ("https://www.facebook.com/harbour/posts/12345", "@harbour", "facebook"),
        ("https://twitter.com/i/status/12345", None, "twitter"),
        ("https://mastodon.social/@ada/12345", "@ada", "mastodon"),
        ("https://example.org/@ada/12345", None, None),
    ],
)
def test_addresses_of_posts(link, handle, platform):
    """The address of a post names its author where the platform is known and its address holds an account."""
    found = read_post_link(link)
    assert (found and found.handle, found and found.platform) == (handle, platform)


def test_a_day_is_the_later_update_whatever_the_hour():
    """Of an update told by its hour and one told by its day the day is kept."""
    body = "The bridge is open again, the mayor told reporters at the foot of the hill."
    text = f"Bridge opens\n\nUpdated: 09:15\n\nUpdated: May 4, 2023\n\nPublished: May 3, 2023\n\n{body}"
    assert parse_article(text).updated == "2023-05-04"
