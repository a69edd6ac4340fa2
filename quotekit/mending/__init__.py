"""Attributions of the prose in, the same mended out, and beside them the utterances that no report claims.

An engine need not know of any of this: what the layout has given away, who is quoted in the passive, who was told,
whose words go on behind the report, who passed them on.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.mending.cited import cite_sources
from quotekit.mending.engines import beside
from quotekit.mending.estimates import find_estimates
from quotekit.mending.layout import outside_structure, within_blocks
from quotekit.mending.marked import cut_behind_passages, cut_topics
from quotekit.mending.rejoined import rejoin
from quotekit.mending.relays import find_relay, without_relays
from quotekit.mending.reports import cut_before_next, mend_reports
from quotekit.mending.shared import second_reports, share_subjects
from quotekit.mending.utterances import settle_utterances
from quotekit.values import Attribution, Block, CueLexicon, Passage, Span

__all__ = ["beside", "mend", "second_reports", "share_subjects"]


def mend(
    text: str,
    blocks: Sequence[Block],
    sentences: Sequence[Span],
    passages: Sequence[Passage],
    prose: Sequence[Attribution],
    structure: Sequence[Attribution],
    cues: CueLexicon,
) -> list[Attribution]:
    """Return the attributions of an article's prose as they shall stand, the utterances without a report last.

    Args:
        text: the article's text.
        blocks: its layout.
        sentences: its sentences, in order.
        passages: its stretches between quotation marks.
        prose: what an engine found.
        structure: what the layout alone tells.
        cues: the words that report.

    >>> from quotekit.values import Cue
    >>> lexicon = CueLexicon((Cue("tell", "say", ("told",), frozenset({"whom", "that"}), ""),))
    >>> text = "She told Reuters that it rained. “Not tonight.”"
    >>> passages, blocks = [Passage(Span(33, 47), Span(34, 46), "curly")], [Block("paragraph", Span(0, 47))]
    >>> told = Attribution((Span(17, 31),), (Span(4, 8),), (Span(0, 3),))
    >>> first, last = mend(text, blocks, [], passages, [told], [], lexicon)
    >>> first.addressee[0].of(text), last.content[0].of(text)
    ('Reuters', '“Not tonight.”')
    """
    found = outside_structure(text, within_blocks(blocks, prose), structure)
    found = cut_behind_passages(text, passages, cut_before_next(text, mend_reports(text, found, cues)))
    found = cite_sources(text, cut_topics(text, passages, found))
    found = rejoin(text, sentences, passages, found)
    found += find_estimates(text, sentences, [*found, *structure])
    found, free = settle_utterances(text, blocks, passages, found, structure)
    return [*without_relays(text, [find_relay(text, each) for each in found]), *free]
