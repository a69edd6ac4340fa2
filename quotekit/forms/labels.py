"""The words before a colon or behind a dash in, and whether they name somebody who speaks out."""

from __future__ import annotations

import regex

from quotekit.forms.words import ACRONYMS, AUXILIARIES, OPENERS, PARTICLES, PREPOSITIONS, PRONOUNS, normal, words_of

NONE, NAME, SURE = 0, 1, 2
LONGEST = 10
GIVEN = frozenset({"may", "will"})
"""Auxiliaries that are names as well: Theresa May, Will Smith; a colon or dash does not follow a question."""
NEVER_NAMES = AUXILIARIES - GIVEN
COMMON = (PREPOSITIONS | OPENERS) - PARTICLES
COMPLEMENT = words_of("complement")
PARENTHESIS = regex.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]")
AGENT = regex.compile(r"(?:er|or|ee|ist|ian|ant|man|woman|men|women|people)s?\Z")
NO_FIRST = PARTICLES - {"al", "el", "de", "la", "van", "von", "di"}
"""Particles that no name begins with."""
MARKS = ".,;:!?\"'“”‘’()[]*_#@<>"


def speaker_strength(label: str) -> int:
    """Return how surely a label names a speaker: 0 not at all, 1 it looks like a name, 2 it says so itself.

    >>> [speaker_strength(s) for s in ("Note", "Pat Caddell", "Sen. Lee (R-Ohio)", "Police", "Ukraine war")]
    [0, 1, 2, 2, 0]
    """
    words = PARENTHESIS.sub("", label).split()
    bare = [word if word in ACRONYMS else normal(word) for word in words]
    if not words or len(words) > LONGEST or not bare[0]:
        return NONE
    head = _head(bare)
    if _is_no_speaker(" ".join(bare), bare) or (len(head) > 5 and any(word.endswith("'s") for word in head[:-2])):
        return NONE
    if _last_in(head, "source"):
        return SURE
    if _last_in(bare, "topic") or _last_in(head, "topic") or bare[0] == "the":
        return NONE
    return SURE if _has_title(words, bare) else _name_strength(words, bare)


def is_person_noun(label: str) -> bool:
    """Tell whether a label in small letters names people by what they do: "survivors of the fire", "an engineer"."""
    head = _head([normal(word) for word in label.split()])
    return len(head) <= 4 and label[:1].islower() and AGENT.search(head[-1]) is not None


def _has_title(words: list[str], bare: list[str]) -> bool:
    return bare[0] in words_of("title") and len(bare) > 1 and words[-1].lstrip(MARKS)[:1].isupper()


def _name_strength(words: list[str], bare: list[str]) -> int:
    if any(word in COMMON and len(word) > 1 for word in bare):
        return NONE
    return NAME if len(bare) <= 5 and looks_like_name(words) else NONE


def _is_no_speaker(whole: str, bare: list[str]) -> bool:
    if whole in words_of("label") and whole not in words_of("source"):
        return True
    if whole in words_of("kicker") and whole not in words_of("source"):
        return True
    if bare[0] in OPENERS or bare[0] in PRONOUNS or not NEVER_NAMES.isdisjoint(bare):
        return True
    return len(bare) > 1 and _last_in(bare, "label") and not _last_in(bare, "source")


def _head(bare: list[str]) -> list[str]:
    """Return the words before the first complement: "Mukasey" of "Mukasey at RNC"."""
    end = next((i for i, word in enumerate(bare) if i and word in COMPLEMENT), len(bare))
    return bare[:end]


def _last_in(bare: list[str], kind: str) -> bool:
    known = words_of(kind)
    return bare[-1] in known or " ".join(bare[-2:]) in known


def looks_like_name(words: list[str]) -> bool:
    """Tell whether each word is written as in a name: capitals, particles, no numbers.

    >>> looks_like_name("Ursula von der Leyen".split()), looks_like_name("Two eggs".split())
    (True, False)
    """
    if words and words[0].lower().strip(MARKS) in NO_FIRST:
        return False
    for word in words:
        bare = word.strip(MARKS)
        if not bare:
            return word in {"&", "-"}
        if not (bare[0].isupper() or bare.lower() in PARTICLES or _has_inner_capital(bare)):
            return False
    return any(word.strip(MARKS)[:1].isalpha() for word in words)


def _has_inner_capital(word: str) -> bool:
    """Tell "al-Assad", "d’Estaing", "eBay" and "@user" from common words; caseless scripts count as names."""
    return any(letter.isupper() for letter in word[1:4]) or (word[0].isalpha() and not word[0].islower())
