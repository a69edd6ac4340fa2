"""A name in Hangul comes in; its spelling in Latin letters, and whether another may be of it, go out.

Romanisations of Korean differ in every vowel, while family names are few: 이 is Lee, Yi, Rhee or Ri. So a name in
Hangul is not compared by its sound but by a pattern of all its usual spellings, syllable by syllable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex as re

from quotekit.speakers.tables import read_table

HANGUL_WORD = re.compile("[가-힣]+")
LONGEST = 4
"""More syllables in one word are no Korean name."""
_FIRST = 0xAC00


@lru_cache(maxsize=8)
def _spellings(part: str) -> dict[str, tuple[str, ...]]:
    rows = (row for row in read_table("korean.tsv") if row["part"] == part)
    return {row["letter"]: tuple(row["spellings"].split("|")) for row in rows}


def _parts(syllable: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    code = ord(syllable) - _FIRST
    at = (code // 588, code % 588 // 28, code % 28)
    initial, vowel, final = (list(_spellings(part).values()) for part in ("initial", "vowel", "final"))
    return initial[at[0]], vowel[at[1]], final[at[2]]


def families(syllable: str) -> tuple[str, ...]:
    """Return the usual spellings of a family name; of one that is rare, the spelling of its letters.

    >>> families("노")
    ('roh', 'noh', 'no', 'ro')
    """
    return _spellings("family").get(syllable) or (_plain(syllable),)


def _plain(syllable: str) -> str:
    return "".join(spellings[0] for spellings in _parts(syllable))


def romanise_hangul(text: str) -> str:
    """Return a text with its Hangul in Latin letters; one short word alone is read as family and given name.

    >>> romanise_hangul("이재오"), romanise_hangul("존 매케인")
    ('lee jaeo', 'jon maekein')
    """
    alone = len(HANGUL_WORD.findall(text)) == 1

    def written(match: re.Match[str]) -> str:
        word = match[0]
        if alone and 2 <= len(word) <= LONGEST:
            return f"{families(word[0])[0]} {''.join(map(_plain, word[1:]))}"
        return "".join(map(_plain, word))

    return HANGUL_WORD.sub(written, text)


def korean_name(text: str) -> str:
    """Return the one short word of Hangul that a name is, or nothing.

    >>> korean_name(" 이재오 "), korean_name("존 매케인")
    ('이재오', '')
    """
    word = text.strip()
    return word if 2 <= len(word) <= LONGEST and HANGUL_WORD.fullmatch(word) else ""


@lru_cache(maxsize=4096)
def _pattern(syllables: str) -> re.Pattern[str]:
    return re.compile("".join(f"(?:{'|'.join(part)})" for syllable in syllables for part in _parts(syllable)))


def is_family(syllable: str, word: str) -> bool:
    """Tell whether a folded word may be a family name.

    >>> is_family("정", "chung"), is_family("정", "kim")
    (True, False)
    """
    return word in families(syllable) or bool(_pattern(syllable).fullmatch(word))


def given_names(name: str, words: Sequence[str]) -> Iterator[str]:
    """Yield what is left of a name in Latin words, run together, once a word at either end is its family name.

    >>> list(given_names("유승희", ["you", "seung", "hee"])), list(given_names("원혜영", ["kim", "won", "hong"]))
    (['seunghee'], [])
    """
    if len(words) > 1:
        if is_family(name[0], words[0]):
            yield "".join(words[1:])
        if is_family(name[0], words[-1]):
            yield "".join(words[:-1])


def is_spelling(syllables: str, letters: str) -> bool:
    """Tell whether folded Latin letters are a usual spelling of syllables.

    >>> is_spelling("승희", "seunghee"), is_spelling("승희", "sanghee")
    (True, False)
    """
    return bool(_pattern(syllables).fullmatch(letters))
