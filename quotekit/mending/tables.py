"""The name of a data file in, its rows out."""

from __future__ import annotations

from importlib.resources import files


def read_rows(name: str) -> list[list[str]]:
    """Return the cells of each row of a tab-separated file in ``quotekit/data``, without remarks and column names.

    >>> read_rows("own_sources.tsv")[0]
    ['i', 'oneself']
    """
    lines = (files("quotekit") / "data" / name).read_text("utf8").split("\n")
    return [line.split("\t") for line in lines if line and line[0] != "#"][1:]
