"""Two versions of a text in, which token of the one is which of the other out; spans are carried over by it.

What is the same in both is found by runs of tokens that occur once in each; the longest runs count first, so that a
paragraph that was moved is found where it stands now. Time grows with the length of the texts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from quotekit.values import Span

TOKEN = re.compile(r"\w+|.", re.DOTALL)
GRAM = 6
"""Tokens in a row, space counted, that are taken for the same when they occur once in each text."""
LEAST_KEPT = 0.5
"""Of a span's characters, so many must be found again."""
# Editors change these without changing what is said.
SAME = str.maketrans("“”„«»‘’‚‹›–—‐‑", '"""""' + "'''''" + "----")


@frozen
class Tokens:
    """A text's tokens: where each starts, and what is compared of it."""

    text: str
    starts: Sequence[int]
    keys: Sequence[str]

    def end(self, index: int) -> int:
        """Return where a token ends; tokens follow each other without a gap."""
        return self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)

    def at(self, place: int) -> int:
        """Return the token that holds a place."""
        return bisect_right(self.starts, place) - 1


@frozen
class Run:
    """So many tokens in a row that are the same in both texts."""

    old: int
    new: int
    length: int


@frozen
class Alignment:
    """Which token of the new text each one of the old text is; -1 where it is gone."""

    old: Tokens
    new: Tokens
    mates: Sequence[int]

    def span(self, span: Span) -> Span | None:
        """Return where the words of a span stand in the new text; ``None`` where too few of them are left."""
        if not 0 <= span.start < span.end <= len(self.old.text) or not self.new.starts:
            return None
        first, last = self.old.at(span.start), self.old.at(span.end - 1)
        start, end = self._start(first, last, span.start), self._end(first, last, span.end)
        if start is None or end is None or not start < end:
            return None
        found = Span(start, end)
        return found if self._kept(first, last, found) >= LEAST_KEPT and len(found) <= 2 * len(span) + 40 else None

    def _start(self, first: int, last: int, place: int) -> int | None:
        if (mate := self.mates[first]) >= 0:
            return min(self.new.starts[mate] + place - self.old.starts[first], self.new.end(mate) - 1)
        if first > 0 and (mate := self.mates[first - 1]) >= 0:
            # A changed word at the edge: the span starts where the word before it ends.
            return self.new.end(mate)
        inside = next((self.mates[i] for i in range(first, last + 1) if self.mates[i] >= 0), None)
        return None if inside is None else self.new.starts[inside]

    def _end(self, first: int, last: int, place: int) -> int | None:
        if (mate := self.mates[last]) >= 0:
            return min(self.new.starts[mate] + place - self.old.starts[last], self.new.end(mate))
        if last + 1 < len(self.mates) and (mate := self.mates[last + 1]) >= 0:
            return self.new.starts[mate]
        inside = next((self.mates[i] for i in range(last, first - 1, -1) if self.mates[i] >= 0), None)
        return None if inside is None else self.new.end(inside)

    def _kept(self, first: int, last: int, found: Span) -> float:
        """Return the share of the characters that stand inside the new span; space counts little."""
        kept = whole = 0.0
        for index in range(first, last + 1):
            size = 0.01 if self.old.keys[index] == " " else self.old.end(index) - self.old.starts[index]
            whole += size
            mate = self.mates[index]
            if mate >= 0 and found.start <= self.new.starts[mate] < found.end:
                kept += size
        return kept / whole


def align(old: str, new: str) -> Alignment:
    """Return how two texts go together.

    >>> alignment = align("Rain fell. “No,” said Ada.", "Snow and rain. Rain fell. “No,” said Ada.")
    >>> alignment.span(Span(11, 16))
    Span(start=26, end=31)
    """
    before, after = _tokens(old), _tokens(new)
    mates = [-1] * len(before.keys)
    taken = bytearray(len(after.keys))
    for run in sorted(_runs(before.keys, after.keys), key=lambda run: (-run.length, run.old)):
        for step in range(run.length):
            if mates[run.old + step] < 0 and not taken[run.new + step]:
                mates[run.old + step] = run.new + step
                taken[run.new + step] = 1
    for run in list(_runs_in_gaps(before.keys, after.keys, mates, taken)):
        mates[run.old] = run.new
    return Alignment(before, after, mates)


def _tokens(text: str) -> Tokens:
    found = [(match.start(), match.group()) for match in TOKEN.finditer(text)]
    keys = [" " if word.isspace() else word.translate(SAME) for _, word in found]
    return Tokens(text, [start for start, _ in found], keys)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Yield what starts both texts, what ends both, and the runs around what occurs once in each."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    tail = next((i for i in range(shorter - head) if old[-1 - i] != new[-1 - i]), shorter - head)
    yield Run(0, 0, head)
    yield Run(len(old) - tail, len(new) - tail, tail)
    once = _once(new, head, len(new) - tail)
    reached: dict[int, int] = {}
    for gram, place in _once(old, head, len(old) - tail).items():
        there = once.get(gram, -1)
        if there >= 0 and place >= 0 and reached.get(there - place, -1) < place:
            run = _extended(old, new, place, there)
            reached[there - place] = run.old + run.length
            yield run


def _once(keys: Sequence[str], start: int, end: int) -> Mapping[tuple[str, ...], int]:
    """Return the place of each run of tokens, -1 for one that occurs again; runs of space alone are left out."""
    places: dict[tuple[str, ...], int] = {}
    for i in range(start, end - GRAM + 1):
        gram = tuple(keys[i : i + GRAM])
        places[gram] = -1 if gram in places else i
    return places


def _extended(old: Sequence[str], new: Sequence[str], place: int, there: int) -> Run:
    left = 0
    while place - left > 0 and there - left > 0 and old[place - left - 1] == new[there - left - 1]:
        left += 1
    right = GRAM
    while place + right < len(old) and there + right < len(new) and old[place + right] == new[there + right]:
        right += 1
    return Run(place - left, there - left, left + right)


def _runs_in_gaps(old: Sequence[str], new: Sequence[str], mates: Sequence[int], taken: bytearray) -> Iterator[Run]:
    """Yield single tokens between what is already found, that occur once on both sides of a small change."""
    start = 0
    while start < len(mates):
        if mates[start] >= 0:
            start += 1
            continue
        end = start
        while end < len(mates) and mates[end] < 0:
            end += 1
        low = mates[start - 1] + 1 if start else 0
        high = mates[end] if end < len(mates) else len(new)
        if 0 < high - low <= 3 * (end - start) + 100 and not any(taken[low:high]):
            yield from _in_order(old, new, Span(start, end), Span(low, high))
        start = end


def _in_order(old: Sequence[str], new: Sequence[str], here: Span, there: Span) -> Iterator[Run]:
    mine, theirs = _single(old, here), _single(new, there)
    at = -1
    for key, place in mine.items():
        if place >= 0 and key.strip() and theirs.get(key, -1) > at:
            at = theirs[key]
            yield Run(place, at, 1)


def _single(keys: Sequence[str], stretch: Span) -> Mapping[str, int]:
    places: dict[str, int] = {}
    for i in range(stretch.start, stretch.end):
        places[keys[i]] = -1 if keys[i] in places else i
    return places
