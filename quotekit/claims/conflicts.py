"""Two statements in, what sets them apart out: a number, a day, a name, the polarity, actor and target swapped."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import regex

from quotekit.claims.day_conflicts import days_differ
from quotekit.claims.factuality import factuality_differs
from quotekit.claims.number_conflicts import lengths_differ, numbers_differ, often_differ
from quotekit.claims.similarity import exclusive, likeness, opposite
from quotekit.claims.small_words import (
    ability_differs,
    amounts_differ,
    causes_differ,
    certainty_differs,
    directions_differ,
    parts_differ,
    prepositions_differ,
    sides_differ,
    steps_differ,
)
from quotekit.claims.statements import Statement, role_words
from quotekit.claims.terms import Term

SIDES = {
    "kremlin": "russia",
    "white": "united states",
    "pentagon": "united states",
    "brussels": "european union",
    "downing": "united kingdom",
}


def conflict(one: Statement, other: Statement, alike: float) -> str | None:
    """Return what sets two statements apart that are otherwise about the same, ``None`` where nothing does."""
    if numbers_differ(one.quantities, other.quantities) or lengths_differ(one.times, other.times):
        return "numbers"
    if days_differ(one.times, other.times) or often_differ(one.times, other.times):
        return "days"
    turned = turned_words(one, other)
    if (one.negated != other.negated) != turned:
        return "opposite words" if turned else "polarity"
    if changed_places(one, other) or changed_places(other, one):
        return "actor and target changed places"
    if kinds_differ(one, other):
        return "another word in its place"
    if apart := _apart_by_words(one, other):
        return apart
    if names_differ(one, other, alike):
        return "names"
    return "tense" if tense_differs(one, other) else None


def _apart_by_words(one: Statement, other: Statement) -> str | None:
    """Return which small words set two statements apart: all and some, may and did, because, without, from and to."""
    return next((why for why, differ in WORD_CHECKS if differ(one, other)), None) or factuality_differs(one, other)


# One after the other: the first that tells spares the others.
WORD_CHECKS: tuple[tuple[str, Callable[[Statement, Statement], bool]], ...] = (
    ("numbers", lambda one, other: amounts_differ(one.text, other.text)),
    ("part and whole", lambda one, other: parts_differ(one.text, other.text)),
    ("certainty", lambda one, other: certainty_differs(one.text, other.text)),
    ("certainty", ability_differs),
    ("cause and effect changed places", lambda one, other: causes_differ(one.text, other.text)),
    ("polarity", lambda one, other: prepositions_differ(one.text, other.text)),
    ("direction", lambda one, other: directions_differ(one.text, other.text)),
    ("direction", steps_differ),
    ("actor and target changed places", sides_differ),
)


def turned_words(one: Statement, other: Statement) -> bool:
    """Tell whether an odd number of opposites stand against each other: "rose" in one and "fell" in the other."""
    left, right = one.bases - other.bases, other.bases - one.bases
    pairs = 0
    for a in sorted(left):
        if (
            any(opposite(a, b) for b in right)
            and not any(likeness(a, b) >= 0.9 for b in other.bases)
            and not any(likeness(a, b) >= 0.9 for b in right)
        ):
            pairs += 1
    return pairs % 2 == 1


def kinds_differ(one: Statement, other: Statement) -> bool:
    """Tell whether each speaks of another one of a kind: the red car and the blue, doctors and nurses."""
    left, right = one.bases - other.bases, other.bases - one.bases
    return any(
        exclusive(a, b)
        and not any(likeness(a, c) >= 0.9 for c in right)
        and not any(likeness(b, c) >= 0.9 for c in left)
        for a in left
        for b in right
    )


def changed_places(one: Statement, other: Statement) -> bool:
    """Tell whether two things that both statements name stand the other way round about the same deed."""
    if (one.passive and not one.turned) != (other.passive and not other.turned):
        return False  # Whoever did it stands anywhere in a passive that does not tell.
    order = _translated(one, other)
    common = [base for base in dict.fromkeys(order) if base in other.bases]
    if len(common) < 2:
        return False
    first, second = _places(order), _places(other.order)
    deeds = [base for base in common if base not in other.names and base not in role_words()]
    for deed in deeds:
        for a in common:
            if a == deed or not first[a] < first[deed]:
                continue
            for b in common:
                if b in (a, deed) or not first[deed] < first[b]:
                    continue
                turned = second[b] < second[deed] < second[a] and _strong(one, other, a, b)
                if turned and not any(_compound(one, other, deed, word) for word in (a, b)):
                    return True
    return False


OF = regex.compile(r"\sof\s(?:the\s|an?\s|its\s|his\s|her\s|their\s)?")


def _compound(one: Statement, other: Statement, first: str, second: str) -> bool:
    """Tell whether two words are one thing in both: a cathedral window, a window of the cathedral."""
    return any(
        any(left.text[a.end : b.start] == " " for a, b in _neighbours(left, first, second))
        and any(OF.fullmatch(right.text, a.end, b.start) for a, b in _neighbours(right, second, first))
        for left, right in ((one, other), (other, one))
    )


def _neighbours(statement: Statement, first: str, second: str) -> list[tuple[Term, Term]]:
    return [(a, b) for a, b in pairwise(statement.terms) if (a.base, b.base) == (first, second)]


def _translated(one: Statement, other: Statement) -> tuple[str, ...]:
    """Return the words of one in order, each as the other says it: "acquired" is "bought"."""
    words = {}
    for base in dict.fromkeys(one.order):
        if base in other.bases or base in one.names:
            continue
        near = [word for word in dict.fromkeys(other.order) if word not in one.bases and likeness(base, word) >= 0.9]
        if len(near) == 1:
            words[base] = near[0]
    return tuple(words.get(base, base) for base in one.order)


def _places(order: tuple[str, ...]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, base in enumerate(order):
        places.setdefault(base, at)
    return places


def _strong(one: Statement, other: Statement, a: str, b: str) -> bool:
    """Two names may change places; two other words only where the statements share nearly all."""
    if a in one.names and b in one.names:
        return True
    told = (one.passive and not one.turned) == (other.passive and not other.turned)
    short, long = sorted((len(one.bases), len(other.bases)))
    return told and len(one.bases & other.bases) >= max(0.8 * short, 0.65 * long)


def names_differ(one: Statement, other: Statement, alike: float) -> bool:
    """Tell whether each names somebody or something that the other does not, while they say the same of it."""
    if one.speaker and other.speaker and not any(_named(name, other) for name in one.speaker):
        return not any(_named(name, one) for name in other.speaker)
    left = {name for name in one.names - one.speaker - _given(one, other) if not _named(name, other)}
    right = {name for name in other.names - other.speaker - _given(other, one) if not _named(name, one)}
    if not left or not right:
        return False
    rest = _shared_rest(one, other)
    return rest >= 0.6 and (len(left) + len(right) >= 2) and alike < 0.97


def _given(one: Statement, other: Statement) -> frozenset[str]:
    """Return the given names before a surname that both have, where the other leaves the given name out."""
    told = _before_names(other)
    return frozenset(
        given
        for surname, given in _before_names(one).items()
        if surname in other.names and told.get(surname, given) == given
    )


def _before_names(statement: Statement) -> dict[str, str]:
    return {b.base: a.base for a, b in pairwise(statement.terms) if a.name and b.name and b.start - a.end <= 1}


def _named(name: str, statement: Statement) -> bool:
    if name in statement.bases or SIDES.get(name) in statement.bases:
        return True
    return any(SIDES.get(base) == name or likeness(base, name) >= 0.9 for base in statement.bases)


def _shared_rest(one: Statement, other: Statement) -> float:
    """Return the share of the words that are no names which the shorter statement has in the other."""
    left, right = one.bases - one.names, other.bases - other.names
    if not left or not right:
        return 1.0
    short, long = sorted((left, right), key=len)
    return sum(max((likeness(a, b) for b in long), default=0.0) for a in sorted(short)) / len(short)


def tense_differs(one: Statement, other: Statement) -> bool:
    """Tell whether one foretells what the other reports as done, in the same word."""
    for coming, done in ((one, other), (other, one)):
        if coming.future and not done.future and done.past & coming.bases - coming.past:
            return True
    return False
