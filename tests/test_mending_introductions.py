"""Quotations that a noun of saying introduces."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from quotekit.marks import find_passages
from quotekit.mending.introductions import find_introduced
from quotekit.values import Span

ROWS = [
    row.partition("\t")[2]
    for row in files("quotekit").joinpath("data", "utterance_nouns.tsv").read_text("utf8").split("\n")[1:]
    if row and row[0] != "#"
]


def introduced(text: str) -> list[list[str]]:
    """Return cue, source and content of what is found."""
    found = [each for _, each in find_introduced(text, find_passages(text, [Span(0, len(text))]))]
    return [[span.of(text) for span in (*each.cue, *each.source, *each.content)] for each in found]


@pytest.mark.parametrize("row", ROWS)
def test_each_noun_introduces(row: str) -> None:
    """Each row of ``data/utterance_nouns.tsv`` finds whose words its example holds."""
    roles = [re.search(marks, row)[1] for marks in (r"\{(.*?)\}", r"<(.*?)>", r"\[(.*?)\]")]  # type: ignore[index]
    assert introduced(re.sub(r"[<>{}\[\]]", "", row)) == [roles]


@pytest.mark.parametrize(
    "text",
    [
        "The message was clear: “No.”",
        "He bought one book: “The Salt Road.”",
        "Her advice is sought. It is this: “Learn.”",
        "Her advice “Learn to swim” was ignored.",
        "Her advice: ‘Learn to swim.’",
    ],
)
def test_nobody_named_introduces_nothing(text: str) -> None:
    """A noun without an owner, another noun, another sentence and single marks introduce nobody's words."""
    assert introduced(text) == []
