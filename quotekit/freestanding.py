"""Passages and attributions in, the utterances out that stand without any words of attribution.

"Mrs. Hale shook her head. “Not tonight.”": somebody speaks, and who it is stands before. Such an attribution has
neither cue nor source; another room tells the speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

import regex
from attrs import evolve

from quotekit.values import Attribution, Block, Passage, Span

UTTERANCE = regex.compile(r"""[\p{Lu}\p{Lo}\d\[(…"“‘'] .* [.?!…—–]['"’”)\]]* \s* \Z""", regex.VERBOSE | regex.DOTALL)
BEFORE = regex.compile(r"""[.?!…”"’)]\s*\Z""")
BEHIND = regex.compile(r"""\s* (?: \Z | [\p{Lu}\p{Lo}"“‘«\[(] )""", regex.VERBOSE)
FEWEST = 2
LONG = 10
"""So many words in small letters between marks are somebody's, and no title."""
CONFIDENCE = 0.6


def find_free_standing(
    text: str, blocks: Sequence[Block], passages: Sequence[Passage], found: Sequence[Attribution]
) -> list[Attribution]:
    """Return an attribution for each utterance between marks that no attribution has.

    >>> text = "She shook her head. “Not tonight.”"
    >>> passage = Passage(Span(20, 34), Span(21, 33), "curly")
    >>> made = find_free_standing(text, [Block("paragraph", Span(0, 34))], [passage], [])
    >>> [(a.content[0].of(text), a.source) for a in made]
    [('“Not tonight.”', ())]
    """
    covered = _Covered(found)
    groups: list[list[Span]] = []
    paragraphs = [block.span for block in blocks if block.kind == "paragraph"]
    at = 0
    for passage in passages:
        while at < len(paragraphs) and paragraphs[at].end < passage.span.end:
            at += 1
        if at == len(paragraphs):
            break
        if covered.meets(passage.span):
            continue
        if passage.depth == 0 and paragraphs[at].contains(passage.span) and _stands_free(text, paragraphs[at], passage):
            _append(text, groups, passage)
    return [Attribution(tuple(pieces), rule="free-standing", confidence=CONFIDENCE) for pieces in groups]


def adopt(
    text: str, passages: Sequence[Passage], found: Sequence[Attribution], others: Sequence[Attribution]
) -> list[Attribution]:
    """Give an utterance to the report whose last words stand right before it: "…, Mr. Hale said. “It was late.”"."""
    told = {_last(each): index for index, each in enumerate(found) if each.cue and each.source}
    covered = _Covered((*found, *others))
    out = list(found)
    for passage in passages:
        if passage.depth or passage.style == "single" or covered.meets(passage.span) or not passage.closed:
            continue
        end = passage.span.start
        while end and text[end - 1] == " ":
            end -= 1
        index = told.get(end - 1) if text[end - 1 : end] == "." else None
        if index is not None and UTTERANCE.match(passage.inner.of(text)) is not None:
            out[index] = evolve(out[index], content=(*out[index].content, passage.span))
    return out


def _last(found: Attribution) -> int:
    """Return where the words of report end, where they end an attribution; -1 elsewhere."""
    end = max(span.end for span in (*found.cue, *found.source))
    return end if all(piece.end <= end for piece in found.content) else -1


class _Covered:
    """What contents and sources take up, to be asked in any order."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        taken = sorted({span for a in found for span in (*a.content, *a.source)})
        self.starts = [span.start for span in taken]
        self.ends = list(accumulate((span.end for span in taken), max))

    def meets(self, span: Span) -> bool:
        """Tell whether anything of a stretch is taken."""
        at = bisect_left(self.starts, span.end)
        return at > 0 and self.ends[at - 1] > span.start


def part_free_standing(text: str, passages: Sequence[Passage], found: Sequence[Attribution]) -> list[Attribution]:
    """Cut off the paragraphs that an engine hung on the attribution of a paragraph before, though it was closed.

    A quotation goes on where the paragraph before left its mark open; one that was closed has ended.
    """
    outer = [passage for passage in passages if passage.depth == 0]
    begins = {passage.span.start: passage for passage in outer}
    ends = {passage.span.end: passage for passage in outer}
    out = []
    for each in found:
        keep = len(each.content)
        for index in range(1, len(each.content)):
            last, piece = each.content[index - 1], each.content[index]
            own = begins.get(piece.start)
            closed = last.end in ends and ends[last.end].closed
            line = text.rfind("\n", last.end, piece.start)
            apart = line >= 0 and not any(cue.start > line for cue in each.cue)
            if apart and closed and own is not None and own.span == piece and not own.continues:
                keep = index
                break
        out.append(each if keep == len(each.content) else evolve(each, content=each.content[:keep]))
    return out


def _stands_free(text: str, paragraph: Span, passage: Passage) -> bool:
    """Tell an utterance between sentences from a title, a nickname and a word set apart."""
    inner = passage.inner.of(text)
    if passage.closed and passage.opened and inner[:1].islower() and len(inner.split()) >= LONG:
        return passage.style != "single"
    if passage.style == "single" or not passage.opened or len(inner.split()) < FEWEST:
        return False
    if passage.closed and UTTERANCE.match(inner) is None:
        return False
    before = text[max(paragraph.start, passage.span.start - 8) : passage.span.start]
    if before.strip(" \t•-–—*·") and BEFORE.search(before) is None:
        return False
    return BEHIND.match(text, passage.span.end, paragraph.end) is not None


def _append(text: str, groups: list[list[Span]], passage: Passage) -> None:
    between = text[groups[-1][-1].end : passage.span.start] if groups else "x"
    if not between.strip() and (passage.continues or "\n" not in between):
        groups[-1].append(passage.span)
    else:
        groups.append([passage.span])
