"""A pronoun's place in the text comes in; the person it most likely stands for goes out, or all that fit alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import regex as re

from quotekit.speakers.folding import fold
from quotekit.speakers.naming import Names, Person
from quotekit.values import Passage, Span

WINDOW = 1_500
"""Characters before a pronoun in which its antecedent is looked for."""
MAX_PERSONS = 200
MARGIN = 0.5
"""By how much the best must beat the next; less is a tie."""
_PREPOSITIONS = tuple("of with about to by from for against at on in like than and between told asked".split())
_PREPOSITION = re.compile(rf"\b(?:{'|'.join(_PREPOSITIONS)})$")


class Scored(NamedTuple):
    """A person and how well it fits."""

    name: str
    person: Person
    score: float


class _Standing(NamedTuple):
    """What a mention's own place says for and against it."""

    sentence: int
    """How many sentences start before it."""
    in_clause: float
    possessive: float
    quoted: bool


class Antecedents:
    """Weighs the persons before a place."""

    def __init__(self, text: str, names: Names, sentences: Sequence[Span], passages: Sequence[Passage]) -> None:
        self.text = text
        self.names = names
        self.starts = [s.start for s in sentences]
        self.quoted = sorted((p.span.start, p.span.end) for p in passages if not p.depth)
        self._canonical: dict[Person, tuple[str, str]] = {}
        self._bearers: dict[str, list[Person]] = {}
        self._standing: dict[int, _Standing] = {}

    def before(self, at: int, gender: str, bonus: dict[str, float], inside: Span | None) -> list[Scored]:
        """Return the persons before ``at`` that may be meant by a pronoun of a gender, best first.

        Args:
            at: where the pronoun stands.
            gender: ``m`` or ``f``.
            bonus: what speaks for a name beside its place, by canonical name.
            inside: the content that the pronoun stands in, if any.
        """
        sentence = bisect_right(self.starts, at)
        last = bisect_left(self.names.starts, at)
        first = max(bisect_left(self.names.starts, at - WINDOW), last - MAX_PERSONS)
        best: dict[str, tuple[float, Person]] = {}
        counts: dict[str, int] = {}
        known, places = self._canonical, self._standing
        for person in self.names.persons[first:last]:
            name, told = known.get(person) or self.canonical(person)
            if told and told != gender:
                continue
            start = person.start
            standing = places.get(start) or self._standing_of(person)
            score = -0.8 * (sentence - standing.sentence) - 0.3 * self.text.count("\n", start, at)
            score = score + standing.in_clause + standing.possessive
            if standing.quoted and not (inside and inside.start <= start < inside.end):
                score -= 1.2
            score += bonus.get(name, 0.0) + (0.3 if told else 0.0)
            counts[name] = counts.get(name, 0) + 1
            if name not in best or score > best[name][0]:
                best[name] = (score, person)
        found = [Scored(n, person, score + min(0.1 * counts[n], 0.5)) for n, (score, person) in best.items()]
        return sorted(found, key=lambda s: (-s.score, s.person.start))

    def canonical(self, person: Person) -> tuple[str, str]:
        """Return the full name and gender of a mention."""
        if person not in self._canonical:
            self._canonical[person] = self._find_canonical(person)
        return self._canonical[person]

    def _find_canonical(self, person: Person) -> tuple[str, str]:
        bearers = self._bearers_of(person.name)
        if len(bearers) > 1:
            # Two bear the surname: the one named in full last.
            words = set(fold(person.name).split())
            near = self.names.around(person.start + 1, MAX_PERSONS)
            last = next((p for p in reversed(near) if " " in p.name and words <= set(fold(p.name).split())), None)
            bearers = [p for p in bearers if last and _one_in_other(set(fold(last.name).split()), p)][:1]
        if len(bearers) != 1:
            return person.name, person.gender
        (full,) = bearers
        return full.name, person.gender or full.gender if " " in person.name else full.gender or person.gender

    def _bearers_of(self, name: str) -> list[Person]:
        """Return the full names in the text that a name may stand for."""
        if name not in self._bearers:
            words = set(fold(name).split())
            self._bearers[name] = [p for p in self.names.full(name.rsplit(maxsplit=1)[-1]) if _one_in_other(words, p)]
        return self._bearers[name]

    def may_be_subject(self, person: Person) -> bool:
        """Tell whether a mention stands near its sentence's start, and behind no preposition."""
        return self._standing_of(person).in_clause > 0

    def _standing_of(self, person: Person) -> _Standing:
        if person.start not in self._standing:
            self._standing[person.start] = self._find_standing(person)
        return self._standing[person.start]

    def _find_standing(self, person: Person) -> _Standing:
        start, text = person.start, self.text
        sentence = bisect_right(self.starts, start)
        before = text[max(self.starts[sentence - 1] if sentence else 0, start - 60) : start]
        words = before.split()
        in_clause = 0.8 if len(words) <= 4 else 0.0
        if before[-1:].isspace() and any(map(_ends_with_preposition, words[-3:])):
            in_clause = -0.8
        possessive = -0.5 if text.startswith(("'s", "’s"), person.end) else 0.0
        quoted = self.quoted[bisect_right(self.quoted, (start, len(text) + 1)) - 1] if self.quoted else (0, 0)
        return _Standing(sentence, in_clause, possessive, quoted[0] <= start < quoted[1])


def _ends_with_preposition(word: str) -> bool:
    return word in _PREPOSITIONS or (word.endswith(_PREPOSITIONS) and _PREPOSITION.search(word) is not None)


def _one_in_other(words: set[str], person: Person) -> bool:
    others = set(fold(person.name).split())
    return words <= others or others <= words


def clear_best(scored: Sequence[Scored]) -> Scored | None:
    """Return the first where it is clearly the best, else ``None``."""
    if not scored or (len(scored) > 1 and scored[0].score - scored[1].score < MARGIN):
        return None
    return scored[0]
