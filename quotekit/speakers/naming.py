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
from quotekit.speakers.mentions import body_words, given_names
from quotekit.speakers.names import read_name
from quotekit.speakers.roles import is_place
from quotekit.speakers.runs import (
    CAPITAL,
    NEAR,
    PARTICLE,
    RUN,
    RunName,
    is_no_name,
    read_run,
    read_run_in,
    without_genitive,
)
from quotekit.speakers.whole_words import find_whole
from quotekit.values import Span

_LEFT = re.compile(rf"(?P<word>{CAPITAL})[ \u00a0](?:{PARTICLE}[ ]){{0,2}}$")
_RIGHT = re.compile(rf"[ \u00a0](?P<word>(?:{PARTICLE}[ ]){{0,2}}{CAPITAL})")
_PARTICLES = frozenset(PARTICLE[3:-1].split("|"))
_SUFFIX = re.compile(r",?[ ](?:Jr|Sr|II|III|IV)\b\.?")
_SUFFIX_STARTS = tuple(gap + start for gap in (" ", ", ") for start in ("Jr", "Sr", "II", "IV"))
_CAPITAL_WORD = re.compile(r"\p{Lu}[\p{L}\p{M}]*")
_INSIDE = re.compile(r"(?<=[\p{Ll},] )\p{Lu}[\p{L}’'\-]*")
"""A word with a capital inside a sentence; elsewhere a capital may only open one."""
MANY_QUESTIONS = 30
OFTEN = 4
"""A lone word that is used as often as a name is one."""
MAX_PLACES = 200
"""Occurrences of one word that are looked at."""
_FAMILY_FIRST = frozenset(
    "Ban Bui Cai Chang Chen Cheng Cho Choe Choi Chung Dang Deng Do Duong Feng Gao Guo Han He Ho Hoang Hong Hu Hua"
    " Huang Hwang Jang Jeon Jeong Jiang Jo Jung Kang Kim Kwon Le Lee Li Liang Lin Liu Lu Luo Ma Mao Moon Ngo"
    " Nguyen Park Peng Pham Phan Roh Shin Song Suh Sun Tan Tang Tran Tsai Vo Vu Wang Wei Wen Wu Xi Xiao Xie Xu Yan"
    " Yang Ye Yin Yoon Yu Yuan Zhang Zhao Zheng Zhou Zhu".split()
)
"""Family names of East Asia, which stand in front of the given name."""


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
    def _runs(self) -> list[tuple[str, int, int]]:
        """The runs of capitals, where they start and where they end."""
        return [(run[0], *run.span()) for run in RUN.finditer(self.text)]

    @cached_property
    def _long_runs(self) -> list[tuple[str, int]]:
        """The runs in which a word may be part of a longer name, and where they start."""
        found = []
        last = 0
        for run, start, end in self._runs:
            # A run of more words than a name has is cut: its rest stands behind it.
            if " " in run or "\u00a0" in run or start == last + 1:
                found.append((run, start))
            last = end
        return found

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for run, start in self._long_runs:
            for word in _CAPITAL_WORD.finditer(run):
                places.setdefault(word[0], []).append(start + word.start())
        return places

    def _where(self, part: str) -> Iterator[int]:
        """Yield where a word may be part of a longer name; a text that is asked often is read once for all."""
        if not _CAPITAL_WORD.fullmatch(part):
            yield from find_whole(self.text, part, 0, len(self.text))
        elif len(self._full) > MANY_QUESTIONS:
            yield from self._places.get(part, ())
        else:
            for run, start in self._long_runs:
                if part in run:
                    yield from (start + at for at in find_whole(run, part, 0, len(run)))

    def _find_full(self, part: str) -> tuple[Person, ...]:
        found: dict[str, Person] = {}
        counts: Counter[str] = Counter()
        first = fold(part) in given_names() or part in _FAMILY_FIRST
        for at in islice(self._where(part), MAX_PLACES):
            person = self._grown(at, at + len(part), first)
            if person:
                found.setdefault(person.name, person)
                counts[person.name] += 1
        return _merged(tuple(found.values()), counts)

    def _grown(self, start: int, end: int, first: bool) -> Person | None:
        """Grow a word into the full name around it; ``None`` where it stands alone.

        Args:
            start: where the word starts.
            end: and ends.
            first: the word may stand in front of others: a given name, or a family name of East Asia.
        """
        text = self.text
        left, words, titled = self._grown_left(start)
        right = end
        if not words and first:
            while words < 3 and (behind := _RIGHT.match(text, right)):
                if is_no_name(behind["word"].split()[-1], text, behind.start("word")):
                    break
                right = behind.end()
                words += 1
        if not words or (words > 2 and self._in_title_case(text.rfind("\n", 0, left) + 1)):
            return None
        suffix = _SUFFIX.match(text, right) if text.startswith(_SUFFIX_STARTS, right) else None
        name = without_genitive(text[left : suffix.end() if suffix else right])
        parts = name.split()
        if parts[-1].lower() in body_words() or is_place(name):
            return None
        title = title_before(text, left) if titled else NO_TITLE
        gender = title.gender or given_names().get(fold(parts[0]), "")
        return Person(name, left, left + len(name), gender, title.role, title.printed)

    def _grown_left(self, start: int) -> tuple[int, int, bool]:
        """Return where the name starts, how many words it has before a word, and whether a title may stand there."""
        left, words = start, 0
        while words < 5 and (before := _capital_before(self.text, left)):
            if is_no_name(before["word"], self.text, before.start()):
                return left, words, True
            left = before.start()
            words += 1
        return left, words, words > 0

    def _in_title_case(self, line: int) -> bool:
        if line not in self._headlines:
            self._headlines[line] = is_title_case(self.text, line)
        return self._headlines[line]

    def _in_headline(self, at: int) -> bool:
        """Tell whether a line that capitalises all its words starts shortly before; its runs are hardly names."""
        start = self.text.rfind("\n", max(0, at - 200), at) + 1
        return (start > 0 or at <= 200) and self._in_title_case(start)

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Every person named in the text, in order, each mention; organisations and places left out."""
        mentions = list(self._mentions())
        surnames: dict[str, str] = {}
        alone: Counter[str] = Counter()
        for mention in mentions:
            words = mention.read.words
            if " " in mention.read.name:
                surnames[words[-1]] = mention.gender or surnames.get(words[-1], "")
            elif not mention.in_place:
                alone[" ".join(words)] += 1
        kept = []
        for read, start, told, title, _ in mentions:
            last = read.words[-1]
            lone = len(read.words) == 1 and (read.given or last in surnames or alone[last] >= OFTEN)
            if told or title.role or lone or _is_whole(read, alone):
                gender = told or surnames.get(last, "")
                kept.append(Person(read.name, start, start + len(read.name), gender, title.role, title.printed))
        return tuple(kept)

    def _mentions(self) -> Iterator[_Mention]:
        """Yield what may be a person's name where it stands."""
        text = self.text
        for run, at, _ in self._runs:
            read = read_run(run)
            if read.shouted:
                read = read_run_in(text, run, at)
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
                yield _Mention(read, start, title.gender or read.gender, title, before.preposition)


class _Mention(NamedTuple):
    read: RunName
    start: int
    gender: str
    title: Title
    in_place: bool
    """Behind "in", "at", "from": a place rather than a person."""


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


def _capital_before(text: str, at: int) -> re.Match[str] | None:
    """Find the word with a capital, and the particles behind it, that stand right before a place."""
    if text[at - 1 : at] not in (" ", "\u00a0"):
        return None
    farthest = max(0, at - NEAR)
    start = text.rfind(" ", farthest, at - 1) + 1 or farthest
    word = text[start : at - 1]
    # Mostly one glance settles it: the word before is small, and no particle.
    if word not in _PARTICLES and f"x{word}".islower():
        return None
    return _LEFT.search(text, farthest if word in _PARTICLES else start, at)
