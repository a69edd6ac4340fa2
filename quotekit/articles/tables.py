"""The name of a data file in, its rows out."""

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
