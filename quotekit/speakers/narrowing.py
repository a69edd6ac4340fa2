"""Rows that fit a mention come in; those that day and sentence leave go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex as re

from quotekit.speakers.common_names import common_words
from quotekit.speakers.folding import fold, fold_text
from quotekit.speakers.names import read_name
from quotekit.speakers.roles import PREPOSITIONS, SMALL, Office, offices_of, places_in, read_office
from quotekit.speakers.rows import SpeakerRow
from quotekit.speakers.store import Store, content_words


class Hit(NamedTuple):
    """Rows that fit a mention equally well, and by which rule."""

    rows: tuple[SpeakerRow, ...]
    rule: str
    sure: bool = True
    """False: the rows may be meant, but nothing tells that they are."""


NOTHING = Hit((), "")


def persons(rows: Iterable[SpeakerRow]) -> int:
    """Return how many speakers the rows are: a person in several offices is one."""
    return len({row.person for row in rows})


def narrowed(rows: Sequence[SpeakerRow], day: str | None, context: str | None) -> tuple[SpeakerRow, ...]:
    """Return the rows that day, then context, leave; all where neither tells."""
    left = list(rows)
    if persons(left) > 1:
        left = [row for row in left if row.covers(day)] or left
    if persons(left) > 1 and context:
        scores = [support(row, context) for row in left]
        best = max(scores)
        if best:
            left = [row for row, score in zip(left, scores, strict=True) if score == best]
    if persons(left) == 1:
        left = [row for row in left if row.covers(day)] or left
        return (max(left, key=lambda row: row.valid_from),)
    return tuple(left)


def support(row: SpeakerRow, context: str) -> int:
    """Count what the sentence says of the row: places, roles, words of its organisation, its other names."""
    words = words_told(context)
    places = places_in(context)
    score = 0
    for office in offices_of(row.role, row.organisation) or (_unknown_office(row.role, row.organisation),):
        told = read_office_words(context)
        here = 2 * len(office.places & places) + (office.head in told) + len(office.qualifiers & words)
        score = max(score, here)
    if row.organisation:
        score += len(set(content_words(row.organisation)) & words) > 0
    name = read_name(row.name)
    score += 3 * (len(name.words) > 1 and name.words[0] in words and name.words[-1] in words)
    return score


@lru_cache(maxsize=256)
def words_told(text: str) -> frozenset[str]:
    """Return the words of a sentence that may tell of somebody; small ones only in capitals.

    >>> sorted(words_told("It is the WHO that he asked"))
    ['asked', 'who']
    """
    text = text[:2000]
    loud = {fold(word) for word in _ACRONYM.findall(text)} if not text.isupper() else set()
    return frozenset(set(fold_text(text).split()) - common_words() - PREPOSITIONS - SMALL | loud)


_ACRONYM = re.compile(r"\b\p{Lu}{2,}\b")


@lru_cache(maxsize=8192)
def _unknown_office(role: str, organisation: str) -> Office:
    """Return what a role tells whose noun is none of the known: "cardiologist"."""
    words = frozenset(word for word in content_words(role) if len(word) > 2)
    return Office("an unknown one", words - SMALL - PREPOSITIONS, places_in(f"{role} {organisation}"))


@lru_cache(maxsize=256)
def read_office_words(text: str) -> frozenset[str]:
    """Return every role that a text names, in any place."""
    office = read_office(text[:1000])
    return office.qualifiers | ({office.head} if office.head else frozenset())


def rows_of(store: Store, kind: int, value: int) -> list[SpeakerRow]:
    """Return the rows under a hash of one index."""
    return [store.row(i) for i in store.indexes[kind].get(value)]
