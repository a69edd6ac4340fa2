"""The parser of articles against cases by provenance: wild layouts, posts, negatives, odd characters."""

import re
from pathlib import Path

import pytest

from quotekit import parse_article

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


ALL = [case for name in ("wild.txt", "posts.txt", "negative.txt", "synthetic.txt") for case in read_cases(name)]


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
