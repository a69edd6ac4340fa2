"""A name's place in the text comes in; what stands beside it goes out: titles, roles, whether a sentence opens."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex as re

from quotekit.speakers.folding import fold
from quotekit.speakers.mentions import read_mention
from quotekit.speakers.names import title_of, titles
from quotekit.speakers.roles import PAST, RANKS, role_at, role_phrases
from quotekit.speakers.word_lists import trades

_NEAR = 60
_LONGEST_WORD = 30
_LONGEST_TITLE = 5


KIN = {
    **dict.fromkeys("grandmother aunt mother sister daughter wife widow niece granddaughter".split(), "f"),
    **dict.fromkeys("grandfather uncle father brother son husband widower nephew grandson".split(), "m"),
}
"""Who is of a family, with the gender: "her sister Oda"."""


class Title(NamedTuple):
    """What stands right before a name."""

    gender: str = ""
    role: str = ""
    printed: str = ""


NO_TITLE = Title()


class WordBefore(NamedTuple):
    """What the word before a name tells of it."""

    title: int
    """How many words the longest title has that ends on it."""
    article: bool
    preposition: bool


def word_before(text: str, at: int) -> WordBefore:
    """Return what the word before a place tells: "President Cole", "the Cole", "in Cole"."""
    low = at - _LONGEST_WORD if at > _LONGEST_WORD else 0
    gap, line = text.rfind(" ", low, at - 1 if at else 0), text.rfind("\n", low, at)
    return _read_word_before(text[(gap if gap > line else line) + 1 if gap >= 0 or line >= 0 else low : at])


@lru_cache(maxsize=16384)
def _read_word_before(word: str) -> WordBefore:
    # An editor's bracket may stand between a title and the name: "President [Putin]".
    title = (
        _LONGEST_TITLE
        if word[:1] == "["
        else _title_ends().get(fold(word), 0) or (word.strip() in KIN or fold(word) in trades())
    )
    return WordBefore(title, word.lower().endswith("the "), bool(_PREPOSITION.search(word)))


_PREPOSITION = re.compile(r"\b(?:in|at|from|near|to|of|on|around|outside|across)\s$")


@lru_cache(maxsize=1)
def _title_ends() -> dict[str, int]:
    ends: dict[str, int] = {}
    for title in (*role_phrases(), *titles()):
        words = title.split()
        ends[words[-1]] = max(len(words), ends.get(words[-1], 0))
    return ends


def title_before(text: str, at: int) -> Title:
    """Return gender, role and words of the title right before a name: "President", "Mrs"."""
    # Most names stand behind other words: one look settles them.
    longest = word_before(text, at).title
    return read_title(text, at, longest) if longest else NO_TITLE


def read_title(text: str, at: int, longest: int) -> Title:
    """Return the title before a name, of so many words at most."""
    near = text[max(0, at - _NEAR) : at].rpartition("\n")[2].split()
    words = near[-longest:]
    # Dashes and the like are no words.
    if not all(map(_has_letter, words)):
        words = [word for word in near if fold(word)][-longest:]
    return _read_title_words(*words)


def _has_letter(word: str) -> bool:
    return word[0].isalnum() or word[-1].isalnum()


@lru_cache(maxsize=16384)
def _read_title_words(*words: str) -> Title:
    lows = [fold(word) for word in words]
    if words and words[-1] in KIN:
        return Title(KIN[words[-1]], words[-1])
    if lows and lows[-1] in trades():
        return Title("", lows[-1], words[-1].strip(' ,:;([“"'))
    for i in range(len(lows)):
        rest = lows[i:]
        title, gender, size = title_of(rest)
        whole = bool(title) and size == len(rest)
        role, role_size = role_at(rest, 0)
        if not role and whole and not i and len(rest) > 1:
            # "State Senator" is a title, and of an office.
            role, role_size = role_at(rest, 1)
            role_size += 1
        if role and role_size == len(rest):
            return Title(gender if whole else "", role, " ".join(words[i:]).strip(' ,:;([“"'))
        # "Former president" is a title: the role behind "former" is what is asked for.
        if whole and not (len(rest) > 1 and rest[0] in PAST):
            return Title(gender)
    return NO_TITLE


def opens_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence, line or quotation starts at a place."""
    before = text[max(0, start - 3) : start].rstrip(" \"“‘'")
    return not before or before[-1] in ".!?\n:"


def is_title_case(text: str, start: int) -> bool:
    """Tell whether the line that starts at a place is a headline that capitalises most of its words."""
    end = text.find("\n", start, start + 200)
    firsts = [word[0] for word in text[start : end if end >= 0 else start + 200].split()]
    # Most lines are prose: the small letters settle them.
    if sum(map(str.islower, firsts)) >= 0.3 * len(firsts):
        return False
    letters = sum(map(str.isalpha, firsts))
    return letters > 3 and sum(map(str.isupper, firsts)) > 0.7 * letters


_APPOSED = re.compile(
    r",[ ](?P<age>\d{1,3},[ ])?(?P<role>(?:the|an?|who (?:is|was)(?: the| an?)?)?[ ]?[^,.;:\n“”\"]{3,90})"
)


def role_behind(text: str, end: int) -> str:
    """Return the apposition right behind a name: ", the mayor of Ghent," or ""."""
    found = _APPOSED.match(text, end, end + 120) if text.startswith(", ", end) else None
    if not found:
        return ""
    mention = read_mention(found["role"])
    return found["role"].strip() if mention.kind == "nominal" or role_words(found["role"]) else ""


_NOUN_BEHIND = re.compile(
    r", (?:\d{1,3}, )?(?:the|an?) (?:[\p{L}\-]{1,30} ){0,3}?(?P<noun>\p{Ll}[\p{L}\-]{2,30})"
    r"(?=[,.;]| (?:of|in|at|from|for|who|with|and|on)\b)"
)


def role_noun_behind(text: str, end: int) -> str:
    """Return the noun of the apposition behind a name: the "herder" of "Oda Hale, a herder from Dorn,"; or ""."""
    found = _NOUN_BEHIND.match(text, end) if text.startswith(", ", end) else None
    return found["noun"] if found else ""


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


_BEFORE = re.compile(
    r"(?:^|(?<=[.!?\n“”] )|(?<=said )|(?<=by )|(?<=,))(?: ?)"
    r"(?P<role>(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|An?|\p{Lu}[\p{L} ]+['’]s)"
    r" [^,.;:!?\n“”]{3,80}), (?:the (?:\p{Ll}[\p{L}\-]* ){1,3})?$"
)


def role_before(text: str, start: int) -> frozenset[str]:
    """Return the roles that stand before a name, parted by a comma: "the bishop of Leeds, Alan Priestley"."""
    before = text[max(0, start - 100) : start]
    if before.endswith(("Dr ", "Dr. ")):
        return frozenset(("doctor",))
    if not (before.endswith(", ") or ", the " in before[-45:]):
        return frozenset()
    kin, found = kin_before(text, start), _BEFORE.search(before)
    return (role_words(found["role"]) if found else frozenset()) | ({kin} if kin else frozenset())


_KIN_BEFORE = re.compile(
    r"(?:\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir)|['’]s) (?:\p{Ll}[\p{L}\-]* ){0,3}"
    rf"(?P<kin>{'|'.join(KIN)}|spouse|partner|twin|mum|mom|dad|cousin|fiancée?|stepson|stepdaughter)"
    r"(?: and \p{Ll}+)?,? (?:(?:the|an?) (?:\p{Ll}[\p{L}\-]* ){1,4})?(?:\p{Lu}[\p{L}]+,? )?$"
)


def kin_before(text: str, start: int) -> str:
    """Return as whose relation a name is introduced: the "wife" of "his wife, Dora Frey"; empty where as nobody's."""
    before = text[max(0, start - 90) : start]
    # Most names have no such word near; the pattern is slow to fail.
    near = not _ALL_KIN.isdisjoint(before.replace(",", " ").split())
    found = _KIN_BEFORE.search(before) if near else None
    return found["kin"] if found else ""


_ALL_KIN = frozenset((*KIN, *"spouse partner twin mum mom dad cousin fiancé fiancée stepson stepdaughter".split()))
_COPULA = re.compile(
    r" (?:is|was|has been|became|had been|who is|who was|serves as|works as)(?: also| now| then)?"
    r" (?:the|an?|one of the)"
    r" (?P<role>[^,.;:\n“”]{3,60})"
)
_COPULA_STARTS = (" is ", " was ", " has been ", " became ", " had been ", " who is ", " who was ", " serves as ",
                  " works as ")  # fmt: skip


def role_told_of(text: str, end: int) -> frozenset[str]:
    """Return the roles that a clause gives a name: "Hume has been the Labour MP for Dunmore since 2001"."""
    found = _COPULA.match(text, end, end + 120) if text.startswith(_COPULA_STARTS, end) else None
    return role_words(found["role"]) if found else frozenset()


_SENTENCE_END = re.compile(r"[.!?\n] ?")


def rank_beside(text: str, start: int, end: int) -> frozenset[str]:
    """Return what makes another office of the office before a name: "vice presidential nominee Tim Kaine"."""
    front = fold(_SENTENCE_END.split(text[max(0, start - 50) : start])[-1]).split()[-4:]
    behind = fold(role_behind(text, end)).split()[:3]
    words = set(front if role_words(" ".join(front[-2:])) else ()) | set(behind)
    return frozenset(words) & (RANKS | PAST)
