"""The name of a data file, or of a list of words, in; its rows, or its words, out."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a tab-separated file in ``quotekit/data``, without comments and the line of column names.

    >>> read_table("agencies.tsv")[0]
    ('AP', 'WASHINGTON (AP) — The vote is on Tuesday.')
    """
    lines = (files("quotekit") / "data" / name).read_text("utf8").split("\n")
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return tuple(rows[1:])


def read_words(name: str) -> frozenset[str]:
    """Return one of the lists of words in ``article_words.tsv``.

    >>> "the" in read_words("unfinished")
    True
    """
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for name, word in read_table("article_words.tsv"):
        lists.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in lists.items()}
