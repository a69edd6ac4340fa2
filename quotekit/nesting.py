"""Attributions in, the stretches inside their contents that may report again out; and which inner finds to keep.

A tagger reads prose flat: what a content itself reports ("…, it said in a statement," RT reports) it cannot give.
So the insides of contents that hold a word of speech are read once more, each as a text of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from attrs import evolve

from quotekit.values import Attribution, CueLexicon, Passage, Span

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
SPEECH = frozenset({"say", "claim", "confirm", "deny"})
WEAK = frozenset({"show", "suggest", "perceive", "name", ""})
LEAD = re.compile(r"\W*(?:(?:that|and|but|then|so|how)\b\W*){0,2}", re.IGNORECASE)
LIKELY = 0.75
"""Where a content begins with an inner source, its report must be this likely right."""
LEAST = 20
"""Shorter contents hold no attribution of their own worth a second reading."""


def stretches_within(text: str, attributions: Sequence[Attribution], cues: CueLexicon) -> list[Span]:
    """Return the content pieces worth a second reading, without what nests in another, in order.

    >>> from quotekit.values import Cue
    >>> lexicon = CueLexicon((Cue("say", "say", ("said",), frozenset({"that"}), ""),))
    >>> text = '“The aircraft were shot down late on Tuesday, it said in a note,” the agency wrote.'
    >>> [s.of(text) for s in stretches_within(text, [Attribution((Span(0, 65),))], lexicon)]
    ['“The aircraft were shot down late on Tuesday, it said in a note,”']
    """
    pieces = sorted({piece for a in attributions for piece in a.content if len(piece) >= LEAST})
    out: list[Span] = []
    for piece in pieces:
        if out and piece.start < out[-1].end:
            continue
        if any(_speaks(word.group().lower(), cues) for word in WORD.finditer(text, piece.start, piece.end)):
            out.append(piece)
    return out


def _speaks(word: str, cues: CueLexicon) -> bool:
    cue = cues.by_form.get(word)
    return cue is not None and cue.cue_class in SPEECH


def inside_passages(passages: Sequence[Passage], stretches: Sequence[Span]) -> list[Passage]:
    """Return the passages as seen from inside the stretches: the marks around a stretch are gone.

    Whatever else lies outside the stretches is kept, since no piece of it is read.
    """
    outer = [passage.span for passage in passages if passage.depth == 0]
    removed = []
    for stretch in stretches:
        at = bisect_right(outer, stretch.start + 6, key=_start) - 1
        if at >= 0 and outer[at].end >= stretch.end - 2:
            removed.append(outer[at])
    removed = sorted(set(removed))
    out = []
    for passage in passages:
        at = bisect_right(removed, passage.span.start, key=_start) - 1
        inside = at >= 0 and removed[at].contains(passage.span)
        if not (inside and passage.span == removed[at]):
            out.append(evolve(passage, depth=max(0, passage.depth - inside)))
    return out


def keep_within(
    text: str, found: Sequence[Attribution], stretches: Sequence[Span], sure: float, likely: float = LIKELY
) -> list[Attribution]:
    """Keep the inner attributions that are speech of somebody named, and sure enough.

    Where a content begins with whom it reports in turn ("that the ministry said …"), less is asked for: what follows
    is a report of a report, and may be of any class.
    """
    kept = []
    for each in found:
        if not each.source or _oneself(text, each.source):
            continue
        chained = _begins(text, stretches, each)
        if each.rule != "tagger":
            kept.append(each)  # a rule that is plain by its words
            continue
        speech = each.cue_class in SPEECH
        least = likely if chained and (speech or each.cue_class == "believe") else sure
        if each.confidence >= least and (chained or speech):
            kept.append(evolve(each, rule="tagger-within"))
    return kept


def _begins(text: str, stretches: Sequence[Span], found: Attribution) -> bool:
    """Tell whether a stretch begins with the source of an attribution that goes on to its end."""
    first = min(span.start for span in (*found.source, *found.content, *found.cue))
    at = bisect_right(stretches, first, key=_start) - 1
    if at < 0 or found.source[0].start != first or found.cue_class in WEAK:
        return False
    last = max(span.end for span in found.content)
    before, behind = text[stretches[at].start : first], text[last : stretches[at].end]
    return LEAD.fullmatch(before) is not None and not any(map(str.isalnum, behind))


def _start(span: Span) -> int:
    return span.start


def _oneself(text: str, source: Sequence[Span]) -> bool:
    return " ".join(span.of(text) for span in source).lower().strip() in own_sources()


@cache
def own_sources() -> frozenset[str]:
    """Return the words that as inner sources are the speaker or nobody in particular, of ``data/own_sources.tsv``.

    >>> "people" in own_sources()
    True
    """
    rows = (files("quotekit") / "data" / "own_sources.tsv").read_text("utf8").split("\n")
    return frozenset(row.partition("\t")[0] for row in rows[1:] if row and row[0] != "#")
