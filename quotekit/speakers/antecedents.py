"""A pronoun's place in the text comes in; the person it most likely stands for goes out, or all that fit alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import regex as re
from attrs import frozen

from quotekit.speakers.folding import fold
from quotekit.speakers.naming import Names, Person
from quotekit.values import Passage, Span

WINDOW = 1_500
"""Characters before a pronoun in which its antecedent is looked for."""
MAX_PERSONS = 200
MARGIN = 0.5
"""By how much the best must beat the next; less is a tie."""
_OBLIQUE = re.compile(
    r"\b(?:of|with|about|to|by|from|for|against|at|on|in|like|than|and|between|told|asked)\s+(?:\S+\s+){0,2}$"
)


@frozen
class Scored:
    """A person and how well it fits."""

    name: str
    person: Person
    score: float


class Antecedents:
    """Weighs the persons before a place."""

    def __init__(self, text: str, names: Names, sentences: Sequence[Span], passages: Sequence[Passage]) -> None:
        self.text = text
        self.names = names
        self.starts = [s.start for s in sentences]
        self.quoted = sorted((p.span.start, p.span.end) for p in passages if not p.depth)
        self._canonical: dict[Person, tuple[str, str]] = {}

    def before(self, at: int, gender: str, bonus: dict[str, float], inside: Span | None) -> list[Scored]:
        """Return the persons before ``at`` that may be meant by a pronoun of a gender, best first.

        Args:
            at: where the pronoun stands.
            gender: ``m`` or ``f``.
            bonus: what speaks for a name beside its place, by canonical name.
            inside: the content that the pronoun stands in, if any.
        """
        persons = self.names.persons
        last = bisect_left(self.names.starts, at)
        first = max(bisect_left(self.names.starts, at - WINDOW), last - MAX_PERSONS)
        best: dict[str, Scored] = {}
        counts: dict[str, int] = {}
        for person in persons[first:last]:
            name, told = self.canonical(person)
            if told and told != gender:
                continue
            score = self._score(person, at, inside) + bonus.get(name, 0.0) + (0.3 if told else 0.0)
            counts[name] = counts.get(name, 0) + 1
            if name not in best or score > best[name].score:
                best[name] = Scored(name, person, score)
        found = [Scored(s.name, s.person, s.score + min(0.1 * counts[s.name], 0.5)) for s in best.values()]
        return sorted(found, key=lambda s: (-s.score, s.person.span.start))

    def canonical(self, person: Person) -> tuple[str, str]:
        """Return the full name and gender of a mention."""
        if person in self._canonical:
            return self._canonical[person]
        words = set(fold(person.name).split())
        fitting = [p for p in self.names.full(person.name.split()[-1]) if _one_in_other(words, p)]
        if len(fitting) > 1:
            # Two bear the surname: the one named in full last.
            near = self.names.around(person.span.start + 1, MAX_PERSONS)
            before = [p for p in near if " " in p.name]
            last = next((p for p in reversed(before) if words <= set(fold(p.name).split())), None)
            fitting = [p for p in fitting if last and _one_in_other(set(fold(last.name).split()), p)][:1]
        told = (person.name, person.gender)
        if len(fitting) == 1:
            alone = " " not in person.name
            told = (
                fitting[0].name,
                (fitting[0].gender if alone else person.gender) or person.gender or fitting[0].gender,
            )
        self._canonical[person] = told
        return told

    def _score(self, person: Person, at: int, inside: Span | None) -> float:
        start = person.span.start
        sentences = bisect_right(self.starts, at) - bisect_right(self.starts, start)
        score = -0.8 * sentences - 0.3 * self.text.count("\n", start, at)
        sentence = self.starts[bisect_right(self.starts, start) - 1] if self.starts and start >= self.starts[0] else 0
        before = self.text[max(sentence, start - 60) : start]
        if _OBLIQUE.search(before):
            score -= 0.8
        elif len(before.split()) <= 4:
            score += 0.8
        if self.text[person.span.end : person.span.end + 2] in ("'s", "’s"):
            score -= 0.5
        quoted = self.quoted[bisect_right(self.quoted, (start, len(self.text) + 1)) - 1] if self.quoted else (0, 0)
        hidden = quoted[0] <= start < quoted[1]
        if hidden and not (inside and inside.start <= start < inside.end):
            score -= 1.2
        return score


def _one_in_other(words: set[str], person: Person) -> bool:
    others = set(fold(person.name).split())
    return words <= others or others <= words


def clear_best(scored: Sequence[Scored]) -> Scored | None:
    """Return the first where it is clearly the best, else ``None``."""
    if not scored or (len(scored) > 1 and scored[0].score - scored[1].score < MARGIN):
        return None
    return scored[0]
