"""A paragraph in, the titles of linked stories in it out, read as headlines: "see here: Kremlin Denies Attack"."""

from __future__ import annotations

import regex

from quotekit.forms.headlines import read_headline
from quotekit.forms.words import PREPOSITIONS, Word, split_words, words_of
from quotekit.values import Attribution, CueLexicon, Span

LONGEST_TITLE = 200
LEAST_CAPITALS = 4
LEAD = regex.compile(r":[ ]\s{0,2}(?=[\p{Lu}#])(?=\S+\s+(?:\S+\s+){0,2}?['\"“‘]?\p{Lu})")
SMALL = PREPOSITIONS | words_of("small")


def find_links(text: str, span: Span, cues: CueLexicon) -> list[tuple[Span, list[Attribution]]]:
    """Return each linked title of a paragraph that reports somebody, with what it reports.

    >>> text = "As we wrote here: Kremlin Denies Any Part In Attack. It rained."
    >>> [(t.of(text), a[0].content[0].of(text)) for t, a in find_links(text, Span(0, len(text)), CueLexicon(()))]
    [('Kremlin Denies Any Part In Attack.', 'Any Part In Attack')]
    """
    out: list[tuple[Span, list[Attribution]]] = []
    at = text.find(": ", span.start, span.end)
    end = at
    while at >= 0:
        match = LEAD.match(text, at, span.end)
        at = text.find(": ", at + 1 if match is None else match.end(), span.end)
        if match is None or match.end() < end:
            continue
        title, capitals = _title(text, match.end(), span.end)
        found = read_headline(text, title, cues, form="link") if capitals >= LEAST_CAPITALS else []
        if found:
            out.append((title, found))
        end = title.end  # what failed here fails again from a later colon in it
    return out


def _title(text: str, start: int, limit: int) -> tuple[Span, int]:
    """Return the span of a title from a place on and its capitals: none where plain prose goes on instead."""
    capitals, end = 0, start
    for word in split_words(text, Span(start, min(limit, start + LONGEST_TITLE))):
        if word.low and not word.capital and word.low not in SMALL and word.low[0].isalpha() and len(word.low) > 3:
            return Span(start, word.span.start), 0
        capitals += word.capital
        end = word.span.end + len(word.after)
        if _ends_sentence(word):
            break
    else:
        if end < limit and limit - start > LONGEST_TITLE:
            return Span(start, end), 0
    return Span(start, end), capitals


def _ends_sentence(word: Word) -> bool:
    if not any(mark in word.after for mark in ".!?"):
        return False
    return word.low not in words_of("title") and len(word.low) > 1
