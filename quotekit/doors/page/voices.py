"""Extractions in, who speaks in them out: each voice with its letter, its colour, its quotes and its words."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from attrs import frozen

from quotekit.doors.page.safe import read_out
from quotekit.doors.table import by_nesting
from quotekit.values import Extraction, Quote, Span

COLOURS = 8
WORD = re.compile(r"\w+(?:[’'.,:-]\w+)*")
NAME_LENGTH = 80
NOBODY = "No source named"


@frozen
class Voice:
    """Somebody who speaks, resolved or by the words of the source alone."""

    name: str
    letter: str
    """``A`` for who speaks most, ``B``, … ``AA``: what tells voices apart without colours."""
    colour: int
    kind: str
    """``person``, ``organisation``, …; empty where the speaker is not resolved."""
    quotes: int
    words: int
    """Words in their quotes; a quote inside another counts for its own speaker."""


@frozen
class Numbered:
    """A quote with its number in the article, its depth and its voice's place in the list."""

    quote: Quote
    number: int
    depth: int
    voice: int


@frozen
class Cast:
    """All voices of one or more articles, who speaks most first, and the numbered quotes of each article."""

    voices: tuple[Voice, ...]
    quotes: tuple[tuple[Numbered, ...], ...]
    words: tuple[int, ...]
    """How many words each article has."""


def cast_of(extractions: Sequence[Extraction]) -> Cast:
    """Return the voices of articles; one speaker has one letter and colour in all of them."""
    names: dict[str, tuple[str, str]] = {}
    counts: dict[str, list[int]] = {}
    listed: list[list[tuple[Quote, int, str]]] = []
    lengths = []
    for extraction in extractions:
        own = []
        for quote, depth in by_nesting(extraction.quotes):
            key, name, kind = _identity(extraction.article.text, quote)
            names.setdefault(key, (name, kind))
            counts.setdefault(key, [0, 0])[0] += 1
            own.append((quote, depth, key))
        listed.append(own)
        starts = [word.start() for word in WORD.finditer(extraction.article.text)]
        lengths.append(len(starts))
        for key, count in _words(starts, own):
            counts[key][1] += count
    order = sorted(counts, key=lambda key: (-counts[key][1], -counts[key][0]))
    place = {key: at for at, key in enumerate(order)}
    voices = tuple(
        Voice(names[key][0], letters(at), at % COLOURS, names[key][1], *counts[key]) for at, key in enumerate(order)
    )
    numbered = tuple(
        tuple(Numbered(quote, number, depth, place[key]) for number, (quote, depth, key) in enumerate(own, 1))
        for own in listed
    )
    return Cast(voices, numbered, tuple(lengths))


def letters(number: int) -> str:
    """Return A, B, … Z, AA, AB, … as spreadsheets name their columns.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_uppercase))
        name = ascii_uppercase[rest] + name
    return name


def clipped(spans: Sequence[Span], length: int) -> list[Span]:
    """Return the stretches of the spans that lie in a text of that length, without empty ones."""
    inside = (Span(max(span.start, 0), min(span.end, length)) for span in spans)
    return [span for span in inside if span.start < span.end]


def _identity(text: str, quote: Quote) -> tuple[str, str, str]:
    """Return a key, a name and a kind: of the speaker, else of the source's words, else of nobody."""
    if quote.speaker is not None:
        name = quote.speaker.name.strip() or NOBODY
        return f"{quote.speaker.id or ''}\n{name}", name, quote.speaker.kind
    printed = read_out(text, clipped(quote.source, len(text)), NAME_LENGTH)
    return f"\n\n{printed.casefold()}", f"“{printed}”" if printed else NOBODY, ""


def _words(starts: Sequence[int], quotes: Sequence[tuple[Quote, int, str]]) -> Iterator[tuple[str, int]]:
    """Yield how many words each stretch between edges has, with the voice of the innermost quote there."""
    end = starts[-1] + 1 if starts else 0
    edges = sorted(
        (at, opens, (depth, piece.start, number))
        for number, (quote, depth, _) in enumerate(quotes)
        for piece in clipped(quote.content, end)
        for at, opens in ((piece.start, True), (piece.end, False))
    )
    inside: list[tuple[int, int, int]] = []
    before = 0
    for at, opens, key in edges:
        place = bisect_left(starts, at)
        if inside and place > before:
            yield quotes[inside[-1][2]][2], place - before
        before = place
        if opens:
            insort(inside, key)
        else:
            del inside[bisect_left(inside, key)]
