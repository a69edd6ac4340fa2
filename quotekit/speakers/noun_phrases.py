"""The words between two commas come in; what they are goes out: a name with its role, an office, a body."""

from __future__ import annotations

from functools import lru_cache

import regex as re
from attrs import evolve

from quotekit.speakers.folding import fold
from quotekit.speakers.mention_values import (
    ARTICLES,
    CUTS,
    INDEFINITE,
    NOBODY,
    PARTICLES,
    PRONOUNS,
    Mention,
    Word,
    bare,
    gender_of,
    owner_of,
    printed,
    read_document,
)
from quotekit.speakers.names import title_of, titles
from quotekit.speakers.proper_names import DETERMINER, MEDIA, read_proper
from quotekit.speakers.roles import is_place, role_at, role_phrases
from quotekit.speakers.word_lists import body_words, document_words, given_names

_WORD = re.compile(
    r"""
    (?P<handle> (?<![\w.]) @[\w.]+ )
    | (?P<word>
        [\p{L}\p{N}] (?: [\p{L}\p{M}\p{N}&]++ | [.'’\-‐‑] (?=[\p{L}\p{N}]) )*+
        (?: \. (?<= \b\p{Lu}\. | \b\p{Lu}\p{Ll}{1,3}\. ) )?  (?# initials, "Sen.")
        (?: ['’] (?<=s['’]) (?!\w) )?                     (?# the boys')
      )
    | (?P<stop> [,;:(\[—–)\]“”"] )
    """,
    re.VERBOSE,
)


_SELF = frozenset("himself herself itself themselves himself also alone too".split())


_LEGAL = frozenset("plc gmbh ag sa nv co inc ltd llc".split())


AGED = re.compile(r"\d+-year-old$")


def parts_of(text: str) -> list[list[Word]]:
    """Return the words between commas, brackets and the like."""
    parts: list[list[Word]] = [[]]
    for found in _WORD.finditer(text):
        if found.lastgroup == "stop":
            if parts[-1]:
                parts.append([])
        elif found.lastgroup == "word":
            word = found[0]
            capital = word[0].isupper() or (word[0].isdigit() and "-" not in word)
            low = word.lower().rstrip(".") if len(word) > 2 else word.lower()
            parts[-1].append(Word(word, found.start(), found.end(), low, capital))
    return [part for part in parts if part]


def read_part(words: list[Word], text: str) -> Mention:
    """Read the words between two commas."""
    definite = words[0].low not in INDEFINITE
    article = words[0].low in ARTICLES and (words[0].low != "the" or len(words) > 1)
    while len(words) > 1 and words[-1].low in _SELF:
        words = words[:-1]
    named = _after_role(words, text) or _after_title(words, text)
    if named:
        return NOBODY if _is_several(words, named.start) else named
    if len(words) > 3 and words[0].capital and words[0].low in body_words() and words[1].low in ("of", "for"):
        return Mention("body", printed(words, text), words[0].start, head=words[0].low, owner=printed(words[2:], text))
    cut = next((i for i, w in enumerate(words) if i and w.low in CUTS and not w.capital), len(words))
    front = words[:cut]
    if front[-1].capital and not (len(front) == 1 and front[0].low in ARTICLES):
        proper = read_proper(front, words, text, article)
        several = proper.kind == "person" and _is_several(words, proper.start)
        return NOBODY if several else _as_definite(proper, definite)
    return _as_definite(_common(front, words[cut:], text), definite)


def _as_definite(mention: Mention, definite: bool) -> Mention:
    return mention if mention.definite is definite else evolve(mention, definite=definite)


def _is_several(words: list[Word], name_start: int) -> bool:
    """Tell whether the words name two: "Joe Biden and Kamala Harris" is nobody's name."""
    return any(
        w.low in ("and", "or") and i and words[i - 1].capital and w.end < name_start for i, w in enumerate(words)
    )


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """Return the words with which roles and titles start."""
    return frozenset(phrase.split()[0] for phrase in (*role_phrases(), *titles()))


def _after_role(words: list[Word], text: str) -> Mention | None:
    """A role and, right behind it, the name: "Apple CEO Tim Cook", "Secretary of State Antony Blinken"."""
    lows = [fold(w.text) for w in words]
    best = 0
    titled, gender = False, ""
    openers = _openers()
    for i, low in enumerate(lows):
        if low.partition(" ")[0] not in openers:
            continue
        role, size = role_at(lows, i)
        title, told, length = title_of(lows[i:])
        if role and i + size < len(words):
            best, titled = max(best, i + size), True
        if title and i + length < len(words) and words[i].capital:
            best, gender, titled = max(best, i + length), gender or told, True
    behind = words[best:]
    if not titled or not behind or len(behind) > 5 or words[best - 1].owns:
        return None
    if (
        not (behind[0].capital or behind[0].low in PARTICLES)
        or not behind[-1].capital
        or not all(w.capital or w.low in PARTICLES for w in behind)
    ):
        return None
    if behind[-1].low in body_words() or (is_place(behind[0].text) and len(behind) == 1):
        return None
    if any(words[i].low in CUTS and not words[i].capital for i in range(best)) and len(behind) < 2:
        return None
    name = text[behind[0].start : behind[-1].end]
    if best == 1 and words[0].low in ("madame", "lady", "king", "queen", "saint", "st", "prince") and len(behind) > 2:
        return None
    role = DETERMINER.sub("", text[words[0].start : behind[0].start].strip())
    only_title = title_of([fold(w) for w in role.split()])[2] == len(role.split()) and not role_at([fold(role)], 0)[0]
    return Mention("person", bare(name), behind[0].start, "" if only_title else role, gender=gender or gender_of(name))


def _after_title(words: list[Word], text: str) -> Mention | None:
    """A title, a name and where its bearer is from: "Prof Ann Lee of Moor College"."""
    lows = [fold(word.text) for word in words[:4]]
    if not words[0].capital or not title_of(lows)[2]:
        return None
    cut = next((i for i, word in enumerate(words) if i > 1 and word.low in _FROM and not word.capital), 0)
    named = _after_role(words[:cut], text) if cut else None
    # Of a place a king or a duke has his name.
    if named is None or " " not in named.name:
        return None
    title = text[words[0].start : named.start].strip()
    return evolve(named, role=f"{title} {text[words[cut].start : words[-1].end]}")


_FROM = frozenset("of from at with for".split())


def _common(front: list[Word], behind: list[Word], text: str) -> Mention:
    head = front[-1].low
    lows = [fold(w.text) for w in front]
    name = printed(front, text)
    if head in document_words():
        return read_document(front, behind, text)
    if head in body_words():
        # "Energy firm Dolmen plc": the name starts behind the noun.
        noun = max((i + 1 for i, w in enumerate(front) if w.low in MEDIA), default=0)
        if head in _LEGAL and noun < len(front) - 1:
            kept = front[noun:]
            return Mention("body", text[kept[0].start : kept[-1].end], kept[0].start, head=head)
        if (
            behind
            and behind[0].low in ("at", "of", "from")
            and len(behind) > 1
            and behind[-1].capital
            and len(front) <= 2
        ):
            # "the team at NASA" speaks for NASA.
            inner = read_part(behind[1:], text)
            if inner.kind in ("body", "place", "person") and inner.name:
                return evolve(inner, kind="body" if inner.kind != "place" else "place", role="")
        return Mention("body", name, front[0].start, head=head, owner=owner_of(front, behind, text))
    if AGED.search(head):
        return Mention("nominal", name, front[0].start, head="aged", owner=head.partition("-")[0])
    for i in range(len(lows)):
        role, size = role_at(lows, i)
        if role and i + size == len(lows):
            given = {"woman": "f", "man": "m", "boy": "m", "girl": "f"}
            gender = next((g for word, g in given.items() if head.endswith(word)), _KIN.get(head, ""))
            owner = owner_of(front, behind, text)
            plural = head.endswith(("men", "women", "people")) or (
                head.endswith("s") and head not in ("boss", "actress")
            )
            if owner.lower() in PRONOUNS or plural:
                return NOBODY
            return Mention(
                "nominal", printed(front + behind, text), front[0].start, head=role, owner=owner, gender=gender
            )
    # "head of the agency Rafael Grossi": a given name shows where the name starts.
    return _trailing(front + behind, text)


_KIN = {
    **dict.fromkeys(("mother", "wife", "daughter", "sister", "actress", "mom", "widow"), "f"),
    **dict.fromkeys(("father", "husband", "son", "brother", "dad"), "m"),
}


def _trailing(words: list[Word], text: str) -> Mention:
    at = len(words)
    while at and (words[at - 1].capital or words[at - 1].low in PARTICLES):
        at -= 1
    run = words[at:]
    if 2 <= len(run) <= 4 and at and fold(run[0].text) in given_names() and words[at - 1].low not in CUTS | ARTICLES:
        name = text[run[0].start : run[-1].end]
        return Mention("person", bare(name), run[0].start, printed(words[:at], text), gender=gender_of(name))
    return NOBODY
