"""What the rules take comes in, the stretches of prose that they leave go out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import regex

from quotekit.forms.posts import trimmed
from quotekit.values import Article, BlockKind, Span, merged

LETTER = regex.compile(r"[\p{L}\p{N}]")
PROSE: frozenset[BlockKind] = frozenset({"paragraph", "caption", "notice"})


class Ledger:
    """Keeps which stretches of an article are taken, for the time of one article.

    >>> from quotekit.values import Block
    >>> ledger = Ledger(Article("He left. She stayed.", blocks=(Block("paragraph", Span(0, 20)),)))
    >>> ledger.take(Span(0, 8))
    >>> ledger.prose()
    (Span(start=9, end=20),)
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._taken: list[Span] = []
        self._kept: list[Span] = []

    def take(self, span: Span, kept: Iterable[Span] = ()) -> None:
        """Take a stretch out of the prose, but for some pieces of it."""
        self._taken.append(span)
        self._kept.extend(kept)

    def free(self, spans: Sequence[Span]) -> list[bool]:
        """Tell for each stretch whether nothing of it is taken so far."""
        taken = merged(self._taken)
        starts = [span.start for span in taken]
        out = []
        for span in spans:
            at = bisect_left(starts, span.end)
            out.append(at == 0 or taken[at - 1].end <= span.start)
        return out

    def prose(self) -> tuple[Span, ...]:
        """Return the stretches that are left, in order."""
        text = self._article.text
        blocks = [block.span for block in self._article.blocks if block.kind in PROSE]
        left = _subtracted(blocks, merged(self._taken)) if self._taken else blocks
        if self._kept:
            left = sorted([*left, *self._kept], key=_start)
        return tuple([trimmed(text, span) for span in left if _has_letter(text, span)])


def _has_letter(text: str, span: Span) -> bool:
    if span.start < span.end and text[span.start].isalpha():
        return True
    return LETTER.search(text, span.start, span.end) is not None


def _start(span: Span) -> int:
    return span.start


def _subtracted(blocks: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    at = 0
    for block in blocks:
        start = block.start
        while at < len(taken) and taken[at].end <= start:
            at += 1
        index = at
        while index < len(taken) and taken[index].start < block.end:
            if taken[index].start > start:
                out.append(Span(start, taken[index].start))
            start = max(start, taken[index].end)
            index += 1
        if start < block.end:
            out.append(block if start == block.start else Span(start, block.end))
    return out
