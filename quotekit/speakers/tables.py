"""A data file's name comes in; its rows go out, a mapping from column to cell each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=64)
def read_table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a tab-separated file in ``quotekit/data``; ``#`` starts a comment line.

    >>> read_table("romanisation.tsv")[0]["latin"]
    'a'
    """
    text = (files("quotekit") / "data" / name).read_text(encoding="utf8")
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:])
