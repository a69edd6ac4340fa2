"""Whole articles, a line each: their day, title and blocks, with all that is told of a post."""

from pathlib import Path

import pytest

from quotekit import parse_article

CASES = Path(__file__).parent / "cases" / "article_layouts.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf8").splitlines()[2:] if line]
PROSE = "It rained for days on the hills, and the river rose above the old bridge in the middle of the town."
REST = (
    "The mayor said that all of the houses near the river had been left by the people who lived in them, all of them."
)


def read(row):
    """Return the text of a row."""
    return row.replace("\\n", "\n").replace("{P}", PROSE).replace("{R}", REST)


def brief(words):
    """Return words with the long paragraphs as signs."""
    return words.replace(PROSE, "{P}").replace(REST, "{R}").replace("\n", "\\n")


def told(text):
    """Return all that is told of an article."""
    article = parse_article(text)
    parts = [
        f"{article.date or '-'}/{article.updated or '-'}/{brief(article.title.of(text)) if article.title else '-'}"
    ]
    for block in article.blocks:
        fields = [block.author, block.handle, block.platform, block.date]
        fields += [brief(span.of(text)) for span in (block.body, block.credit) if span]
        note = "|".join(field or "-" for field in fields).strip("-|")
        parts.append(f"{block.kind} [{brief(block.span.of(text))}]{' ' + note if note else ''}")
    return "; ".join(parts)


@pytest.mark.parametrize(("row", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_how_an_article_is_laid_out(row, expected):
    """An article has this day, this title and these blocks."""
    assert told(read(row)) == expected
