"""The name of a data file, or of a list of words, in; its rows, or its words, out."""

from __future__ import annotations

from importlib.resources import files


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
    return frozenset(word for list_name, word in read_table("article_words.tsv") if list_name == name)
