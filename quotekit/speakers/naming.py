"""An article's text comes in; the full names, titles and roles that its persons bear in it go out, looked up on demand.

Nothing is read before somebody asks: a surname is looked for where it stands, all names only for the first pronoun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import regex as re

from quotekit.speakers.beside import (
    NO_TITLE,
    Title,
    is_title_case,
    opens_sentence,
    read_title,
    title_before,
    word_before,
)
from quotekit.speakers.folding import fold
from quotekit.speakers.growing import Growth, grow, growths_in
from quotekit.speakers.names import read_name, title_of
from quotekit.speakers.roles import is_place
from quotekit.speakers.runs import RunName, find_runs, is_shouted, read_run, read_shouted_run, without_genitive
from quotekit.speakers.whole_words import find_whole
from quotekit.speakers.word_lists import body_words, given_names
from quotekit.speakers.wrapped import names_over_lines
from quotekit.values import Span

_SUFFIX = re.compile(r",?[ ](?:Jr|Sr|II|III|IV)\b\.?")
_SUFFIX_STARTS = tuple(gap + start for gap in (" ", ", ") for start in ("Jr", "Sr", "II", "IV"))
_CAPITAL_WORD = re.compile(r"\p{Lu}[\p{L}\p{M}]*")
_INSIDE = re.compile(r"(?<=[\p{Ll},] )\p{Lu}[\p{L}’'\-]*")
"""A word with a capital inside a sentence; elsewhere a capital may only open one."""
MANY_QUESTIONS = 30
OFTEN = 4
"""A lone word that is used as often as a name is one."""
MAX_NAMES = MAX_PLACES = 200
"""Longer names, and places, of one word that are looked at."""


class Person(NamedTuple):
    """One way a person is named in the article, and where."""

    name: str
    start: int
    end: int
    gender: str = ""
    role: str = ""
    """The role in the title before the name, led back to one word."""
    title: str = ""
    """That title as printed."""

    @property
    def span(self) -> Span:
        """Where the name stands."""
        return Span(self.start, self.end)


_Mention = tuple[RunName, int, str, Title, bool]
"""A name, where it starts, gender, title, and whether it stands behind "in", "at", "from": rather a place."""


class Names:
    """The names of one text; each question is answered once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._full: dict[str, tuple[Person, ...]] = {}
        self._inside: dict[str, bool] = {}
        self._headlines: dict[int, bool] = {}

    def full(self, part: str) -> tuple[Person, ...]:
        """Return the different full names in the text that a surname or given name is part of, first come first."""
        if part not in self._full:
            self._full[part] = self._find_full(part)
        return self._full[part]

    def around(self, at: int, before: int, behind: int = 0) -> tuple[Person, ...]:
        """Return the last persons that start before a place, and the first behind it, in order."""
        i = bisect_left(self.starts, at)
        return self.persons[max(0, i - before) : i + behind]

    def inside_sentence(self, word: str) -> bool:
        """Tell whether a word with a capital stands somewhere inside a sentence."""
        if len(self._inside) > MANY_QUESTIONS:
            return word in self._all_inside
        if word not in self._inside:
            self._inside[word] = self._find_inside(word)
        return self._inside[word]

    def _find_inside(self, word: str) -> bool:
        text, spaced = self.text, f" {word}"
        at = text.find(spaced)
        while at >= 0:
            found = _INSIDE.match(text, at + 1) if text[at - 1 : at] == "," or text[at - 1 : at].islower() else None
            if found and found[0] == word:
                return True
            at = text.find(spaced, at + 1)
        return False

    @cached_property
    def _all_inside(self) -> frozenset[str]:
        return frozenset(_INSIDE.findall(self.text))

    @cached_property
    def starts(self) -> list[int]:
        """Where each of ``persons`` starts."""
        return [person.start for person in self.persons]

    @cached_property
    def _runs(self) -> list[tuple[str, int]]:
        """The runs of capitals, and where they start."""
        return find_runs(self.text)

    @cached_property
    def _long_runs(self) -> list[tuple[str, int]]:
        """The runs of several words: in them alone a word can be part of a longer name."""
        return [run for run in self._runs if " " in run[0] or "\u00a0" in run[0]]

    @cached_property
    def _runs_with(self) -> dict[str, list[tuple[str, int]]]:
        runs_with: dict[str, list[tuple[str, int]]] = {}
        for run in self._long_runs:
            for word in dict.fromkeys(_CAPITAL_WORD.findall(run[0])):
                runs_with.setdefault(word, []).append(run)
        return runs_with

    def _growths(self, part: str) -> Iterator[tuple[int, Growth]]:
        """Yield the longer names of a word with a capital, each with the place that its offsets count from."""
        # A text that is asked often is read once for all.
        many = len(self._full) > MANY_QUESTIONS
        runs = self._runs_with.get(part, ()) if many else self._long_runs
        for run, start in runs:
            if part in run:
                if read_run(run).shouted and is_shouted(self.text, start, run):
                    places = find_whole(self.text, part, start, start + len(run))
                    yield from [(0, growth) for at in places if (growth := grow(self.text, part, at))]
                else:
                    for growth in growths_in(run, part):
                        yield start, growth

    def _find_full(self, part: str) -> tuple[Person, ...]:
        found: dict[str, Person] = {}
        counts: Counter[str] = Counter()
        if part.islower():
            return ()
        growths = self._growths(part) if _CAPITAL_WORD.fullmatch(part) else self._growths_of_other(part)
        for offset, growth in islice(growths, MAX_NAMES):
            person = self._grown(offset + growth.start, offset + growth.end, growth)
            if person:
                found.setdefault(person.name, person)
                counts[person.name] += 1
        for person in self._over_lines:
            if part in person.name.split():
                found.setdefault(person.name, person)
                counts[person.name] += 1
        return _merged(tuple(found.values()), counts)

    @cached_property
    def _over_lines(self) -> tuple[Person, ...]:
        """The names that run over the end of a line."""
        names = names_over_lines(self.text)
        return tuple(Person(n, start, end, given_names().get(fold(n.split()[0]), "")) for n, start, end in names)

    def _growths_of_other(self, part: str) -> Iterator[tuple[int, Growth]]:
        for at in islice(find_whole(self.text, part, 0, len(self.text)), MAX_PLACES):
            if growth := grow(self.text, part, at):
                yield 0, growth

    def _grown(self, start: int, end: int, growth: Growth) -> Person | None:
        """Return the person whom a word's longer name means; ``None`` where it is an organisation's or a headline's."""
        text = self.text
        if growth.words > 2 and self._in_title_case(text.rfind("\n", 0, start) + 1):
            return None
        suffix = _SUFFIX.match(text, end) if text.startswith(_SUFFIX_STARTS, end) else None
        name = without_genitive(text[start : suffix.end() if suffix else end])
        parts = name.split()
        if growth.titled and len(parts) > 2 and _ends_title(text[max(0, start - 30) : start], parts[0]):
            start, name, parts = start + len(parts[0]) + 1, name[len(parts[0]) + 1 :], parts[1:]
        if parts[-1].lower() in body_words() or is_place(name):
            return None
        title = title_before(text, start) if growth.titled else NO_TITLE
        gender = title.gender or given_names().get(fold(parts[0]), "")
        return Person(name, start, start + len(name), gender, title.role, title.printed)

    def _in_title_case(self, line: int) -> bool:
        if line not in self._headlines:
            self._headlines[line] = is_title_case(self.text, line)
        return self._headlines[line]

    def _in_headline(self, at: int) -> bool:
        """Tell whether a line that capitalises all its words starts shortly before; its runs are hardly names."""
        start = self.text.rfind("\n", at - 200 if at > 200 else 0, at) + 1
        if start == 0 and at > 200:
            return False
        known = self._headlines.get(start)
        return self._in_title_case(start) if known is None else known

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Every person named in the text, in order, each mention; organisations and places left out."""
        mentions = list(self._mentions())
        surnames: dict[str, str] = {}
        alone: Counter[str] = Counter()
        for read, _, gender, _, in_place in mentions:
            if " " in read.name:
                surnames[read.words[-1]] = gender or surnames.get(read.words[-1], "")
            elif not in_place:
                alone[" ".join(read.words)] += 1
        kept = []
        for read, start, told, title, _ in mentions:
            last = read.words[-1]
            lone = len(read.words) == 1 and (read.given or last in surnames or alone[last] >= OFTEN)
            if told or title.role or lone or _is_whole(read, alone):
                gender = told or surnames.get(last, "")
                kept.append(Person(read.name, start, start + len(read.name), gender, title.role, title.printed))
        for person in self._over_lines:
            kept = [other for other in kept if other.end <= person.start or other.start >= person.end]
            kept.append(person)
        return tuple(sorted(kept, key=lambda p: p.start)) if self._over_lines else tuple(kept)

    def _mentions(self) -> Iterator[_Mention]:
        """Yield what may be a person's name where it stands."""
        text = self.text
        for run, at in self._runs:
            read = read_run(run)
            if read.shouted and is_shouted(text, at, run):
                read = read_shouted_run(text, run, at)
            if not read.name:
                continue
            start = at + read.skipped
            before = word_before(text, start)
            title = read_title(text, start, before.title) if before.title else NO_TITLE
            if before.article and not title.role:
                continue
            # Many words open sentences; one that stands nowhere else is hardly a name.
            opens = read.doubtful and not title.gender and opens_sentence(text, start)
            if opens and not self.inside_sentence(read.name):
                continue
            if read.given or not self._in_headline(at):
                yield read, start, title.gender or read.gender, title, before.preposition


def _ends_title(before: str, word: str) -> bool:
    """Tell whether a word is the second of a title: the "Con" of "Det Con"."""
    first = before.rsplit(maxsplit=1)[-1] if before.strip() else ""
    return title_of([fold(first), fold(word)])[2] == 2


def _is_whole(read: RunName, alone: Counter[str]) -> bool:
    """Tell whether several words look like a full name: a given name or an initial first, or a surname used alone."""
    words = read.words
    return len(words) > 1 and (read.given or words[-1] in alone or len(words[0]) <= 2)


def _merged(persons: tuple[Person, ...], counts: Counter[str]) -> tuple[Person, ...]:
    """Put forms of one person's name together, with and without middle names; the most frequent comes out."""
    if len(persons) < 2:
        return persons
    groups: list[list[Person]] = []
    for person in persons:
        words = set(read_name(person.name).words)
        for group in groups:
            others = set(read_name(group[0].name).words)
            if words <= others or others <= words:
                group.append(person)
                break
        else:
            groups.append([person])
    merged = []
    for group in groups:
        first = max(group, key=lambda p: (counts[p.name], -p.start))
        gender = next((p.gender for p in group if p.gender), "")
        titled = next((p for p in group if p.role), first)
        merged.append(first._replace(gender=gender, role=titled.role, title=titled.title))
    return tuple(merged)
