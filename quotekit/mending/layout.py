"""Attributions of the prose and of the layout in, the prose's without what the layout has told already out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from attrs import evolve

from quotekit.mending.taken import Taken
from quotekit.values import Attribution


def outside_structure(text: str, prose: Sequence[Attribution], structure: Sequence[Attribution]) -> list[Attribution]:
    """Leave out of the prose's contents what the layout has given to somebody, where the cue stands outside of that.

    Within that, what somebody says of himself ("I said so") is no report of another's words. A cue that the layout
    has read reports nothing more.
    """
    if not structure:
        return list(prose)
    told = {span for each in structure for span in each.cue}
    taken = Taken(piece for each in structure for piece in each.content)
    kept = []
    for found in prose:
        if not told.isdisjoint(found.cue):
            continue
        homes = [taken.home(piece) for piece in found.content]
        content = tuple(
            piece
            for piece, home in zip(found.content, homes, strict=True)
            if home is None or any(map(home.overlaps, found.cue))
        )
        if content and not (taken.home(content[0]) is not None and _is_oneself(text, found)):
            kept.append(found if len(content) == len(found.content) else evolve(found, content=content))
    return kept


def _is_oneself(text: str, found: Attribution) -> bool:
    return " ".join(span.of(text) for span in found.source).lower().strip() in oneself()


@cache
def oneself() -> frozenset[str]:
    """Return the words by which speakers name themselves and whom they speak to, of ``data/own_sources.tsv``.

    >>> sorted(oneself())
    ['i', 'we', 'you']
    """
    rows = (files("quotekit") / "data" / "own_sources.tsv").read_text("utf8").split("\n")
    return frozenset(row.partition("\t")[0] for row in rows if row.endswith("\toneself"))
