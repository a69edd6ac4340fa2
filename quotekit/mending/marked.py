"""Attributions and passages in, the same out without what an engine hangs on a quotation that came to its end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import regex
from attrs import evolve

from quotekit.values import Attribution, Passage, Span

ANEW = regex.compile(r"""\s+ ["“‘'(\[]? [\p{Lu}\p{Lt}]""", regex.VERBOSE)
MEANWHILE = regex.compile(r"\s+ (?: until | when | before | after | while ) \b", regex.VERBOSE)
ENDS = frozenset(".!?…")


def cut_behind_passages(text: str, passages: Sequence[Passage], found: Sequence[Attribution]) -> list[Attribution]:
    """End a content with its quotation, where the next sentence stands behind it, or what happened meanwhile.

    >>> text = "One reads: “Please come.” Nobody came."
    >>> passage = Passage(Span(11, 25), Span(12, 24), "curly")
    >>> reaching = Attribution((Span(11, 37),), (Span(4, 10),), (Span(0, 3),))
    >>> cut_behind_passages(text, [passage], [reaching])[0].content[0].of(text)
    '“Please come.”'
    """
    closed = (p for p in passages if p.depth == 0 and p.closed)
    whole = {p.span.start: p for p in closed if text[p.inner.end - 1] == "," or _is_sentence(text, p)}
    starts = sorted(whole)
    return [_cut(text, whole, starts, each) for each in found] if whole else list(found)


def _cut(text: str, whole: dict[int, Passage], starts: Sequence[int], found: Attribution) -> Attribution:
    content = list(found.content)
    for index, piece in enumerate(content):
        passage = whole.get(piece.start)
        if passage is None or passage.span.end >= piece.end:
            continue
        if _is_adjunct(text, passage, piece, found):
            content[index] = passage.span
            continue
        behind = MEANWHILE if text[passage.inner.end - 1] == "," else ANEW
        if behind.match(text, passage.span.end, piece.end) is None:
            continue
        following = bisect_left(starts, passage.span.end)
        if following == len(starts) or starts[following] >= piece.end:
            content[index] = Span(piece.start, passage.span.end)
    return found if content == list(found.content) else evolve(found, content=tuple(content))


# What may stand behind a quoted sentence: "He {declared} [«The frontier will open at dawn»] from the balcony".
ADJUNCT = regex.compile(
    r"""\s (?: from | at | in | on | during | before | after | as | when | while | outside | inside | over ) \s
        [^“”"«»„\n]{2,80} \Z""",
    regex.VERBOSE,
)
FEWEST_WORDS = 4


def _is_sentence(text: str, passage: Passage) -> bool:
    inner = passage.inner
    if text[inner.end - 1] in ENDS:
        return True
    return text[inner.start].isupper() and len(inner.of(text).split()) >= FEWEST_WORDS


def _is_adjunct(text: str, passage: Passage, piece: Span, found: Attribution) -> bool:
    """Tell whether what stands behind a quoted sentence tells of its occasion: "… from the balcony"."""
    if not found.cue or found.cue[-1].end > piece.start or not text[passage.inner.start].isupper():
        return False
    if len(passage.inner.of(text).split()) < FEWEST_WORDS:
        return False
    return ADJUNCT.match(text, passage.span.end, piece.end) is not None


# "“It was fine,” <Dunn> {said} of the inquiry.": what was spoken about is no content.
ABOUT = regex.compile(
    r"""
    \b (?: of | about | to | on | with | for | in | as | when | while | after | before | introducing | endorsing
         | explaining | accepting | discussing | (?: in \s )? refer (?: ring | ence ) \s to ) \s+ \Z
    """,
    regex.VERBOSE,
)
RELATIVE = regex.compile(
    r"(?: (?: in | of | for | with | at | on ) \s )? (?: who | which | whose | where )\b", regex.VERBOSE
)
LONGEST_ABOUT = 24
STOPS = frozenset(",?!")


def cut_topics(text: str, passages: Sequence[Passage], found: Sequence[Attribution]) -> list[Attribution]:
    """Leave out of a quotation's attribution the words that its report is about, or that tell of who they are.

    PolNeAR annotates some of these as content (28 beside 1,700 quotations that go on behind their report), most not.

    >>> text = "“It was fine,” Dunn said of the inquiry."
    >>> passage = Passage(Span(0, 14), Span(1, 13), "curly")
    >>> topical = Attribution((Span(0, 14), Span(28, 39)), (Span(20, 24),), (Span(15, 19),))
    >>> [piece.of(text) for piece in cut_topics(text, [passage], [topical])[0].content]
    ['“It was fine,”']
    """
    if all(len(each.content) == 1 for each in found):
        return list(found)
    ended = {p.span.end: p for p in passages if p.depth == 0 and p.closed and text[p.inner.end - 1] in STOPS}
    starts = sorted(passage.span.start for passage in ended.values())
    out = []
    for each in found:
        content = list(each.content)
        for last, piece in pairwise(each.content):
            passage = ended.get(last.end)
            if passage is not None and text[passage.inner.start].isupper() and _is_topic(text, each, last, piece):
                at = bisect_left(starts, piece.start)
                if at == len(starts) or starts[at] >= piece.end:
                    content.remove(piece)
        out.append(evolve(each, content=tuple(content)) if len(content) < len(each.content) else each)
    return out


def _is_topic(text: str, found: Attribution, last: Span, piece: Span) -> bool:
    """Tell whether a piece behind a quotation's report is what the report is about."""
    if not any(last.end <= cue.start and cue.end <= piece.start for cue in found.cue):
        return False
    gap = text[max(last.end, piece.start - LONGEST_ABOUT) : piece.start]
    if "\n" in gap:
        return False
    return ABOUT.search(gap) is not None or RELATIVE.match(text, piece.start, piece.end) is not None
