"""An article's text comes in; the full names, titles and roles that its persons bear in it go out, looked up on demand.

Nothing is read before somebody asks: a surname is looked for where it stands, all names only for the first pronoun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice

import regex as re
from attrs import evolve, frozen

from quotekit.speakers.folding import fold
from quotekit.speakers.mentions import body_words, document_words, given_names, read_mention
from quotekit.speakers.names import read_name, title_of, titles
from quotekit.speakers.roles import is_place, last_words, role_at
from quotekit.values import Span

_PARTICLE = r"(?:de|da|do|du|del|della|der|den|van|von|la|le|al|el|bin|ibn|dos|das|ten|ter|zu|bint)"
_CAP = r"(?:\p{Lu}\.(?:\p{Lu}\.)*|(?:[dDO]['’])?\p{Lu}[\p{L}\p{M}]*(?:['’\-‐]\p{L}[\p{L}\p{M}]*)*)"
RUN = re.compile(rf"{_CAP}(?:[ \u00a0](?:{_PARTICLE}[ ]){{0,2}}{_CAP}){{0,6}}")
_LEFT = re.compile(rf"(?P<word>{_CAP})[ \u00a0](?:{_PARTICLE}[ ]){{0,2}}$")
_RIGHT = re.compile(rf"[ \u00a0](?P<word>(?:{_PARTICLE}[ ]){{0,2}}{_CAP})")
_OWN = re.compile(r"['’]s$")
_SUFFIX = re.compile(r",?[ ](?:Jr|Sr|II|III|IV)\b\.?")
_CAPITAL_WORD = re.compile(r"\p{Lu}[\p{L}\p{M}]*")
NEAR = 60
MANY_QUESTIONS = 30
MAX_PLACES = 200
"""Occurrences of one word that are looked at."""


@frozen(cache_hash=True)
class Person:
    """One way a person is named in the article."""

    name: str
    span: Span
    gender: str = ""
    role: str = ""
    """The role in the title before the name, led back to one word."""
    title: str = ""
    """That title as printed."""


class Names:
    """The names of one text; each question is answered once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._full: dict[str, tuple[Person, ...]] = {}
        self._read: dict[tuple[str, bool, bool], tuple[Person | None, int]] = {}

    def full(self, part: str) -> tuple[Person, ...]:
        """Return the different full names in the text that a surname or given name is part of, first come first."""
        if part not in self._full:
            self._full[part] = self._find_full(part)
        return self._full[part]

    def around(self, at: int, before: int, behind: int = 0) -> tuple[Person, ...]:
        """Return the last persons that start before a place, and the first behind it, in order."""
        i = bisect_left(self.starts, at)
        return self.persons[max(0, i - before) : i + behind]

    @cached_property
    def starts(self) -> list[int]:
        """Where each of ``persons`` starts."""
        return [person.span.start for person in self.persons]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for found in _CAPITAL_WORD.finditer(self.text):
            places.setdefault(found[0], []).append(found.start())
        return places

    def _where(self, part: str) -> Iterator[int]:
        """Yield where a word stands; a text that is asked often is read once for all."""
        if len(self._full) > MANY_QUESTIONS and _CAPITAL_WORD.fullmatch(part):
            yield from self._places.get(part, ())
            return
        at = self.text.find(part)
        while at >= 0:
            yield at
            at = self.text.find(part, at + len(part))

    def _find_full(self, part: str) -> tuple[Person, ...]:
        found: dict[str, Person] = {}
        counts: Counter[str] = Counter()
        text = self.text
        for at in islice(self._where(part), MAX_PLACES):
            end = at + len(part)
            outside = (not at or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalpha())
            person = self._grown(at, end) if outside else None
            if person:
                found.setdefault(person.name, person)
                counts[person.name] += 1
        return _merged(tuple(found.values()), counts)

    def _grown(self, start: int, end: int) -> Person | None:
        """Grow a word into the full name around it; ``None`` where it stands alone."""
        text = self.text
        left, title = start, _NO_TITLE
        words = 0
        while words < 5 and (before := _LEFT.search(text, max(0, left - NEAR), left)):
            word = before["word"]
            if is_no_name(word, text, before.start()):
                title = _title_before(text, left)
                break
            left = before.start()
            words += 1
        if words and not title.gender:
            title = _title_before(text, left)
        right = end
        if not words and (fold(text[start:end]) in given_names() or text[start:end] in _FAMILY_FIRST):
            while words < 3 and (behind := _RIGHT.match(text, right)):
                if is_no_name(behind["word"].split()[-1], text, behind.start("word")):
                    break
                right = behind.end()
                words += 1
        if not words:
            return None
        if words > 2 and _is_title_case(text, left):
            return None
        suffix = _SUFFIX.match(text, right)
        right = suffix.end() if suffix else right
        name = _OWN.sub("", text[left:right])
        if name.split()[-1].lower() in body_words() or is_place(name):
            return None
        first = fold(name.split()[0])
        gender = title.gender or given_names().get(first, "")
        return Person(name, Span(left, left + len(name)), gender, title.role, title.printed)

    def _person(self, run: str, start: int) -> Person | None:
        """Read a run of capitals; the same run behind the same word is read once, unless that word may be a title."""
        last = self.text.rfind(" ", 0, max(start - 1, 0)) + 1
        before = self.text[last:start][-30:]
        if fold(before) in _title_ends() or before[:1] == "[":
            return _person_of(run, start, self.text, self.inner, True)
        key = (run, before[:4].lower() == "the ", opens_sentence(self.text, start))
        if key not in self._read:
            person = _person_of(run, start, self.text, self.inner, False)
            self._read[key] = (person, person.span.start - start) if person else (None, 0)
        person, offset = self._read[key]
        if person is None:
            return None
        at = start + offset
        return Person(person.name, Span(at, at + len(person.name)), person.gender, person.role, person.title)

    @cached_property
    def inner(self) -> frozenset[str]:
        """Words with a capital inside a sentence; elsewhere a capital may only open one."""
        return frozenset(_INNER.findall(self.text))

    def _in_headline(self, at: int) -> bool:
        """Tell whether a line that capitalises all its words starts shortly before; its runs are hardly names."""
        start = self.text.rfind("\n", max(0, at - 200), at) + 1
        return (start > 0 or at <= 200) and _capitalised(self.text, start)

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Every person named in the text, in order, each mention; organisations and places left out."""
        found = []
        known = given_names()
        for run in RUN.finditer(self.text):
            if " " not in run[0] and run[0].lower() in STARTERS:
                continue
            person = self._person(run[0], run.start())
            if person and (fold(person.name).split() or [""])[0] not in known and self._in_headline(run.start()):
                continue
            if person:
                found.append(person)
        surnames = {fold(p.name).split()[-1] for p in found if " " in p.name}
        genders = {fold(p.name).split()[-1]: p.gender for p in found if " " in p.name and p.gender}
        alone = Counter(
            fold(p.name) for p in found if " " not in p.name and not _behind_preposition(self.text, p.span.start)
        )
        kept = []
        for person in found:
            low = fold(person.name)
            words = low.split()
            if not words:
                continue
            whole = len(words) > 1 and (words[0] in known or words[-1] in alone or len(words[0]) <= 2)
            often = len(words) == 1 and alone[low] >= 4
            if (
                whole
                or often
                or (len(words) == 1 and (low in surnames or low in known))
                or person.gender
                or person.role
            ):
                gender = person.gender or genders.get(low.split()[-1] if low else "", "")
                same = gender == person.gender
                kept.append(person if same else Person(person.name, person.span, gender, person.role, person.title))
        return tuple(kept)


def _merged(persons: tuple[Person, ...], counts: Counter[str]) -> tuple[Person, ...]:
    """Put forms of one person's name together, with and without middle names; the most frequent comes out."""
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
        first = max(group, key=lambda p: (counts[p.name], -p.span.start))
        gender = next((p.gender for p in group if p.gender), "")
        titled = next((p for p in group if p.role), first)
        merged.append(evolve(first, gender=gender, role=titled.role, title=titled.title))
    return tuple(merged)


_FAMILY_FIRST = frozenset(
    "Ban Bui Cai Chang Chen Cheng Cho Choe Choi Chung Dang Deng Do Duong Feng Gao Guo Han He Ho Hoang Hong Hu Hua"
    " Huang Hwang Jang Jeon Jeong Jiang Jo Jung Kang Kim Kwon Le Lee Li Liang Lin Liu Lu Luo Ma Mao Moon Ngo"
    " Nguyen Park Peng Pham Phan Roh Shin Song Suh Sun Tan Tang Tran Tsai Vo Vu Wang Wei Wen Wu Xi Xiao Xie Xu Yan"
    " Yang Ye Yin Yoon Yu Yuan Zhang Zhao Zheng Zhou Zhu".split()
)
"""Family names of East Asia, which stand in front of the given name."""
_PARTIES = frozenset(
    "democrat democratic republican labour tory conservative liberal green libertarian socialist communist gop"
    " democrats republicans tories nominee candidate incumbent independent then rival billionaire rapper tycoon"
    " longtime".split()
)
STARTERS = frozenset(
    "the a an in on at by for from with to of but and or so if when while as after before since because although"
    " though then now still meanwhile however also what who how why where such some many most both no not one"
    " another other according even despite during under until once last next just only here perhaps instead later"
    " earlier his her their its our my he she it they we i you this that these those there mr mrs ms dr like"
    " unlike did does do is was are were has had have will would could should can may might must let says said"
    " asked yes well oh ok okay neither nor either never ever whether unless without within among amid regarding"
    " sorry please maybe again always indeed moreover furthermore nevertheless nonetheless therefore thus hence"
    " otherwise besides beyond throughout via having being speaking writing following given whatever whenever"
    " wherever twice first second yesterday today tomorrow tonight dear hey hello hi thanks thank ask tell told"
    " update breaking new monday tuesday wednesday thursday friday saturday sunday january february april june"
    " july august september october november december photo image file getty reuters per about against inside"
    " outside yet".split()
)


def _is_title_case(text: str, at: int) -> bool:
    """Tell whether the line is a headline that capitalises most words: its runs of capitals are no names."""
    return _capitalised(text, text.rfind("\n", 0, at) + 1)


@lru_cache(maxsize=8)
def _capitalised(text: str, start: int) -> bool:
    end = text.find("\n", start)
    words = [w for w in text[start : end if end >= 0 else start + 200][:200].split() if w[0].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


def is_no_name(word: str, text: str, start: int) -> bool:
    """Tell whether a capitalised word before a name is a title, a place, an acronym or a sentence's first word."""
    if _never_in_name(word) or word.endswith(("-based", "-born", "-backed", "-led", "-owned")):
        return True
    return len(word) > 2 and word.isupper() and not text[start : start + 60].isupper()


@lru_cache(maxsize=16384)
def _never_in_name(word: str) -> bool:
    low = fold(word)
    if len(low) == 1 and (word[-1] == "." or word[0] not in "AI"):
        return False
    if low in _PARTIES or low in STARTERS or word[-2:] in ("'s", "’s"):
        return True
    if low in given_names():
        return False
    office = bool(title_of([low])[2] or role_at([low], 0)[1])
    return office or low in body_words() or low in document_words() or is_place(word)


@lru_cache(maxsize=1)
def _title_ends() -> frozenset[str]:
    return last_words() | frozenset(title.split()[-1] for title in titles())


@frozen
class _Title:
    """What stands right before a name."""

    gender: str = ""
    role: str = ""
    printed: str = ""


_NO_TITLE = _Title()


def _title_before(text: str, at: int) -> _Title:
    """Return gender, role and words of the title right before a name: "President", "Mrs"."""
    last = text.rfind(" ", 0, max(at - 1, 0)) + 1
    # Most names stand behind other words: one look settles them. An editor's bracket may stand between: "[Putin]".
    if text[last : last + 1] != "[" and fold(text[last:at][-30:]) not in _title_ends():
        return _NO_TITLE
    words = [word for word in text[max(0, at - NEAR) : at].rsplit("\n", maxsplit=1)[-1].split() if fold(word)][-5:]
    lows = [fold(word) for word in words]
    for i in range(len(lows)):
        rest = lows[i:]
        title, gender, size = title_of(rest)
        whole = bool(title) and size == len(rest)
        role, role_size = role_at(rest, 0)
        if role and role_size == len(rest):
            return _Title(gender if whole else "", role, " ".join(words[i:]).strip(' ,:;([“"'))
        if whole:
            return _Title(gender)
    return _NO_TITLE


def _person_of(run: str, start: int, text: str, inner: frozenset[str], titled: bool) -> Person | None:
    """Return the person that a run of capitalised words names, its titles and places cut off in front."""
    words = run.split()
    titled, start, words = _past_office(start, titled, words)
    while words and is_no_name(words[0], text, start):
        titled = True
        start += len(words[0])
        while start < len(text) and text[start].isspace():
            start += 1
        words = words[1:]
    if not words:
        return None
    name = _OWN.sub("", text[start : start + len(run)][: sum(map(len, words)) + len(words) - 1])
    parts = name.split()
    if not parts or _CONTRACTED.search(name) or name == "I" or (len(name) == 2 and name.isupper()):
        return None
    title = _title_before(text, start) if titled else _NO_TITLE
    if parts[-1].lower() in body_words() or is_place(name) or parts[-1].lower() in document_words() or len(parts) > 5:
        return None
    if any(part.isupper() and len(part) > 2 for part in parts) and not text[start : start + 200].isupper():
        return None
    # Many words open sentences; one that stands nowhere else is hardly a name.
    opens = len(parts) == 1 and opens_sentence(text, start) and not title.gender
    if opens and fold(name) not in given_names() and name not in inner:
        return None
    if _follows_the(text, start) and not title.role:
        return None
    gender = title.gender or given_names().get(fold(parts[0]), "")
    return Person(name, Span(start, start + len(name)), gender, title.role, title.printed)


def _past_office(start: int, titled: bool, words: list[str]) -> tuple[bool, int, list[str]]:
    """Skip an office of several words that no word of it tells: "Prime Minister", "Chief Executive"."""
    if len(words) < 3:
        return titled, start, words
    size = role_at([fold(word) for word in words[:4]], 0)[1]
    if size < 2 or size >= len(words):
        return titled, start, words
    behind = start + sum(map(len, words[:size])) + size
    return True, behind, words[size:]


_PREPOSITION = re.compile(r"\b(?:in|at|from|near|to|of|on|around|outside|across)\s$")


def _behind_preposition(text: str, at: int) -> bool:
    return bool(_PREPOSITION.search(text, max(0, at - 9), at))


_INNER = re.compile(r"(?<=[\p{Ll},] )\p{Lu}[\p{L}’'\-]*")
_CONTRACTED = re.compile(r"['’](?:m|ve|ll|re|d|t)\b")


def opens_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence, line or quotation starts at a place."""
    before = text[max(0, start - 3) : start].rstrip(" \"“‘'")
    return not before or before[-1] in ".!?\n:"


def _follows_the(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].lower().endswith("the ")


_APPOSED = re.compile(
    r",[ ](?P<age>\d{1,3},[ ])?(?P<role>(?:the|an?|who (?:is|was)(?: the| an?)?)?[ ]?[^,.;:\n“”\"]{3,90})"
)


def role_behind(text: str, end: int) -> str:
    """Return the apposition right behind a name: ", the mayor of Ghent," or ""."""
    found = _APPOSED.match(text, end, end + 120)
    if not found:
        return ""
    mention = read_mention(found["role"])
    return found["role"].strip() if mention.kind == "nominal" or role_words(found["role"]) else ""


@lru_cache(maxsize=4096)
def role_words(text: str) -> frozenset[str]:
    """Return every role that a text names."""
    lows = fold(text).split()[:40]
    found, at = set(), 0
    while at < len(lows):
        role, size = role_at(lows, at)
        if size:
            found.add(role)
        at += size or 1
    return frozenset(found)


__all__ = ["RUN", "Names", "Person", "role_behind", "role_words"]
