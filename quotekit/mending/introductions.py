"""Passages that no report claims in, out those that a noun of saying introduces: "Her advice: “Learn to swim.”"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from quotekit.mending.tables import read_rows
from quotekit.values import Attribution, Passage, Span

OWNER = r"(?: (?: His | Her | Their | Its | My | Our ) | (?: [\w’'.-]+ \s ){0,6} [\w.-]+ (?: ['’]s | s['’] ) )"
SOMEBODY = r"(?: (?: [Tt]he | [Aa]n? | [Hh]is | [Hh]er ) \s [\w’'-]+ | \p{Lu}[\w’'-]* ) (?: \s \p{Lu}[\w’'-]* )*"
GIVING = r"(?: had|has|sent|issued|gave|gives|made|makes|left|wrote|posted|offered|delivered|(?:put|sent|gave)\sout )"
REACH = 140
LEADS_IN = frozenset(":?,s")
"""What may stand right before such a quotation: a colon, "His verdict?", "in her words, "."""
IN_WORDS = regex.compile(
    r"""\bin \s (?: (?P<source> (?: the \s )? (?: [\w’'.-]+ \s ){0,4} [\w.-]+ ) (?: ['’]s | (?<=s)['’] )
      | (?P<source> his | her | their | its ) ) \s (?: own \s )? (?P<cue> words ) ,? \s* \Z""",
    regex.VERBOSE | regex.IGNORECASE,
)
CONFIDENCE = 0.6


@cache
def introduction() -> regex.Pattern[str]:
    """Return the pattern of a sentence that introduces a quotation by a noun of ``data/utterance_nouns.tsv``."""
    nouns = "|".join(noun for noun, *_ in read_rows("utterance_nouns.tsv"))
    return regex.compile(
        rf"""
        (?: (?P<source> {OWNER} ) \s (?: [\w-]+ \s ){{0,2}} (?P<cue> (?:{nouns}) )
          | (?: The | A | An | One ) \s (?: [\w-]+ \s ){{0,2}} (?P<cue> (?:{nouns}) ) \s (?: from | of | by ) \s
            (?P<source> {SOMEBODY} )
          | (?P<source> {SOMEBODY} | He | She | They ) \s {GIVING} \s (?: \w+ \s ){{0,3}}? (?P<cue> (?:{nouns}) )
        ) \b (?: [^:“”"\n]{{0,60}} : | \? ) \s* \Z
        """,
        regex.VERBOSE,
    )


def find_introduced(text: str, passages: Sequence[Passage]) -> list[tuple[Passage, Attribution]]:
    """Return the passages that a noun of saying introduces, each with its attribution.

    >>> text = "Her advice: “Learn to swim.”"
    >>> [(_, found)] = find_introduced(text, [Passage(Span(12, 28), Span(13, 27), "curly")])
    >>> found.source[0].of(text), found.cue[0].of(text)
    ('Her', 'advice')
    """
    out = []
    for passage in passages:
        if passage.style == "single" or LEADS_IN.isdisjoint(text[max(0, passage.span.start - 2) : passage.span.start]):
            continue
        start = _sentence_start(text, passage.span.start)
        found = introduction().match(text, start, passage.span.start)
        found = found or IN_WORDS.search(text, max(start, passage.span.start - 80), passage.span.start)
        if found is not None:
            cue, source = Span(*found.span("cue")), Span(*found.span("source"))
            out.append(
                (
                    passage,
                    Attribution(
                        (passage.span,), (cue,), (source,), rule="introduction", confidence=CONFIDENCE, cue_class="say"
                    ),
                )
            )
    return out


def _sentence_start(text: str, end: int) -> int:
    """Return where the sentence before ``end`` begins, at most so far back as an introduction reaches."""
    low, end = max(0, end - REACH), max(0, end - 2)
    stops = [text.rfind(mark, low, end) + len(mark) for mark in (". ", "! ", "? ", "” ", "\n") if mark in text[low:end]]
    return max(stops, default=low)
