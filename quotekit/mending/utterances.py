"""Attributions and passages in, out who has each utterance that no words of attribution stand in.

"Mrs. Hale shook her head. “Not tonight.”": somebody speaks, and who it is stands before. Such an attribution has
neither cue nor source; another room tells the speaker. "…, Mr. Hale said. “It was late.”" is one report that goes on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex
from attrs import evolve

from quotekit.mending.introductions import find_introduced
from quotekit.mending.taken import Taken
from quotekit.values import Attribution, Block, Passage, Span

UTTERANCE = regex.compile(r"""[\p{Lu}\p{Lo}\d\[(…"“‘'] .* [.?!…—–]['"’”)\]]* \s* \Z""", regex.VERBOSE | regex.DOTALL)
BEFORE = regex.compile(r"""[.?!…”"’)]\s*\Z""")
BEHIND = regex.compile(r"""\s* (?: \Z | [\p{Lu}\p{Lo}"“‘«\[(] )""", regex.VERBOSE)
FEWEST = 2
LONG = 10
"""So many words in small letters between marks are somebody's, and no title."""
CONFIDENCE = 0.6


def settle_utterances(
    text: str,
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    prose: Sequence[Attribution],
    structure: Sequence[Attribution],
) -> tuple[list[Attribution], list[Attribution]]:
    """Return the prose's attributions with the utterances that are theirs, and those that stand by themselves.

    >>> text = "She shook her head. “Not tonight.”"
    >>> passage = Passage(Span(20, 34), Span(21, 33), "curly")
    >>> _, free = settle_utterances(text, [Block("paragraph", Span(0, 34))], [passage], [], [])
    >>> [(a.content[0].of(text), a.source) for a in free]
    [('“Not tonight.”', ())]
    """
    outer = [passage for passage in passages if passage.depth == 0]
    if not outer:
        return list(prose), []
    found = _ended(text, outer, prose)
    taken = Taken(span for each in (*found, *structure) for span in (*each.content, *each.source))
    left: Sequence[Passage] = [passage for passage in outer if not taken.meets(passage.span)]
    found, left = _continued(outer, left, found)
    found, left = _adopted(text, left, found)
    introduced = find_introduced(text, left)
    known = {passage.span for passage, _ in introduced}
    left = [passage for passage in left if passage.span not in known] if known else left
    return [*found, *(each for _, each in introduced)], _free(text, blocks, left)


def _ended(text: str, outer: Sequence[Passage], found: Sequence[Attribution]) -> list[Attribution]:
    """Cut off the paragraphs that an engine hung on the attribution of a paragraph before, though it was closed.

    A quotation goes on where the paragraph before left its mark open; one that was closed has ended.
    """
    out = []
    for each in found:
        if len(each.content) > 1:
            for index, (last, piece) in enumerate(pairwise(each.content), 1):
                line = text.rfind("\n", last.end, piece.start)
                kept = _parted(text, outer, each, index, line) if line >= 0 else None
                if kept is not None:
                    each = evolve(each, content=kept)  # noqa: PLW2901 - the inner loop ends here
                    break
        out.append(each)
    return out


def _parted(text: str, outer: Sequence[Passage], found: Attribution, index: int, line: int) -> tuple[Span, ...] | None:
    """Return the pieces on the cue's side of a line break that parts them; ``None`` where they belong together."""
    last, piece = found.content[index - 1], found.content[index]
    if all(cue.start < line for cue in found.cue):
        return found.content[:index] if _opens_anew(text, outer, last, piece) else None
    if all(cue.start > line for cue in found.cue) and _stands_apart(text, outer, last):
        return found.content[index:]
    return None


def _stands_apart(text: str, outer: Sequence[Passage], piece: Span) -> bool:
    """Tell whether a piece is a whole quotation that came to a stop: the paragraph below it reports something else."""
    at = bisect_left(outer, piece.start, key=_start)
    whole = at < len(outer) and outer[at].span == piece and outer[at].closed
    return whole and text[outer[at].inner.end - 1] in ".!?…"


def _opens_anew(text: str, outer: Sequence[Passage], last: Span, piece: Span) -> bool:
    """Tell whether a piece is a passage of its own and the piece before it has ended: a colon leads on to the next."""
    at = bisect_left(outer, piece.start, key=_start)
    if at == len(outer) or outer[at].span != piece or outer[at].continues:
        return False
    before = bisect_left(outer, last.end, key=_start) - 1
    if before >= 0 and outer[before].span.end >= last.end:
        return outer[before].span.end == last.end and outer[before].closed
    return ":" not in text[last.end : piece.start]


def _start(passage: Passage) -> int:
    return passage.span.start


def _continued(
    outer: Sequence[Passage], left: Sequence[Passage], found: list[Attribution]
) -> tuple[list[Attribution], Sequence[Passage]]:
    """Give a paragraph that goes on with a quotation left open to the attribution that has the paragraph before."""
    if not any(passage.continues for passage in left):
        return found, left
    owned = sorted((piece.start, piece.end, index) for index, each in enumerate(found) for piece in each.content)
    others: list[Passage] = []
    added: dict[int, list[Span]] = {}
    waiting = set(left)
    owner: int | None = None
    for before, passage in pairwise((outer[0], *outer)):
        if passage not in waiting:
            owner = None
            continue
        if not passage.continues:
            owner = None
        elif owner is None:
            owner = _owner(owned, before.span)
        if owner is None:
            others.append(passage)
        else:
            added.setdefault(owner, []).append(passage.span)
    out = list(found)
    for index, pieces in added.items():
        out[index] = evolve(out[index], content=(*out[index].content, *pieces))
    return out, others


def _owner(owned: Sequence[tuple[int, int, int]], passage: Span) -> int | None:
    """Return the attribution whose content holds the last of a passage."""
    at = bisect_left(owned, (passage.end, 0, 0)) - 1
    return owned[at][2] if at >= 0 and owned[at][1] > passage.start else None


def _adopted(
    text: str, left: Sequence[Passage], found: list[Attribution]
) -> tuple[list[Attribution], Sequence[Passage]]:
    """Give an utterance to the report whose last words stand right before it: "…, Mr. Hale said. “It was late.”"."""
    stops = [_stop_before(text, passage) for passage in left]
    if all(stop is None for stop in stops):
        return found, left
    reports = {_last(each): index for index, each in enumerate(found) if each.cue and each.source}
    out, others = list(found), []
    for passage, stop in zip(left, stops, strict=True):
        index = reports.get(stop) if stop is not None else None
        if index is not None and UTTERANCE.match(passage.inner.of(text)) is not None:
            out[index] = evolve(out[index], content=(*out[index].content, passage.span))
        else:
            others.append(passage)
    return out, others


def _stop_before(text: str, passage: Passage) -> int | None:
    """Return where the full stop before a whole passage is."""
    at = passage.span.start - 1
    while at >= 0 and text[at] == " ":
        at -= 1
    stands = at >= 0 and text[at] == "." and passage.closed and passage.style != "single"
    return at if stands else None


def _last(found: Attribution) -> int:
    """Return where the words of report end, where they end an attribution; -1 elsewhere."""
    end = max(span.end for span in (*found.cue, *found.source))
    return end if all(piece.end <= end for piece in found.content) else -1


def _free(text: str, blocks: Sequence[Block], left: Sequence[Passage]) -> list[Attribution]:
    """Return an attribution for each utterance, or row of them, that stands between sentences."""
    groups: list[list[Span]] = []
    for paragraph, passage in _placed(blocks, left):
        if _stands_free(text, paragraph, passage):
            _append(text, groups, passage)
    return [Attribution(tuple(pieces), rule="free-standing", confidence=CONFIDENCE) for pieces in groups]


def _placed(blocks: Sequence[Block], passages: Sequence[Passage]) -> Iterator[tuple[Span, Passage]]:
    """Yield each passage that stands in a paragraph, with it."""
    paragraphs = [block.span for block in blocks if block.kind == "paragraph"] if passages else []
    at = 0
    for passage in passages:
        while at < len(paragraphs) and paragraphs[at].end < passage.span.end:
            at += 1
        if at < len(paragraphs) and paragraphs[at].contains(passage.span):
            yield paragraphs[at], passage


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
