"""Attributions of the prose and of the layout in, the prose's without what the layout has told already out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attrs import evolve

from quotekit.mending.tables import read_rows
from quotekit.mending.taken import Taken
from quotekit.values import Attribution, Block

HEADED = frozenset({"title", "headline"})


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


def within_blocks(blocks: Sequence[Block], prose: Sequence[Attribution]) -> list[Attribution]:
    """Leave out of a paragraph's contents what stands in a headline above or below it.

    >>> from quotekit.values import Span
    >>> blocks = [Block("headline", Span(0, 10)), Block("paragraph", Span(12, 30))]
    >>> found = Attribution((Span(0, 10), Span(20, 30)), (Span(16, 19),), (Span(12, 15),))
    >>> within_blocks(blocks, [found])[0].content
    (Span(start=20, end=30),)
    """
    headed = Taken(block.span for block in blocks if block.kind in HEADED)
    out = []
    for found in prose:
        if len(found.content) > 1 and found.cue and not any(map(headed.meets, found.cue)):
            content = tuple(piece for piece in found.content if not headed.meets(piece))
            if 0 < len(content) < len(found.content):
                out.append(evolve(found, content=content))
                continue
        out.append(found)
    return out


def _is_oneself(text: str, found: Attribution) -> bool:
    return " ".join(span.of(text) for span in found.source).lower().strip() in oneself()


@cache
def oneself() -> frozenset[str]:
    """Return the words by which speakers name themselves and whom they speak to, of ``data/own_sources.tsv``.

    >>> sorted(oneself())
    ['i', 'we', 'you']
    """
    return frozenset(word for word, who, *_ in read_rows("own_sources.tsv") if who == "oneself")
