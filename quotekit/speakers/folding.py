"""A name as printed comes in; the folds it is compared by go out: same letters, Latin letters, sounds, consonants.

Four steps, each coarser than the one before:

1. :func:`fold`: case, accents, dotless i, apostrophes, dashes and points no longer count.
2. :func:`romanise`: letters of other scripts are written in Latin, as news English spells names.
3. :func:`sounds`: one symbol a sound, so that ``Zelenskyy`` and ``Zelenskiy`` are equal: the transliteration key.
4. :func:`skeletons`: consonant classes alone, to find rows that may be meant; never to decide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from itertools import product

import regex as re

from quotekit.speakers.korean import romanise_hangul
from quotekit.speakers.tables import read_table

MAX_TOKEN = 64
"""Longer tokens are no names; they are cut before any comparison, so that none costs more than its share."""

_APOSTROPHES = "'’‘ʼʻ′´`ʹʾʿ＇\u02bb\u02be\u02bf"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, ""),
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ħ": "h",
        "ŋ": "ng",
        "ĸ": "k",
        "ς": "σ",
    }
)
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES + "׳", "'"))
_SOUNDING = str.maketrans(
    {
        **dict.fromkeys("šşșśŝ", "sh"),
        **dict.fromkeys("čćĉ", "ch"),
        **dict.fromkeys("žźż", "zh"),
        "ţ": "ts",
        "ț": "ts",
        "ř": "rzh",
        "ñ": "ny",
        "ç": "ts",
        "ğ": "g",
        "ъ": "a",
    }
)
_BETWEEN = re.compile(r"[^\p{L}\p{M}\p{N}@]+")
# Marks of Latin, Greek, Cyrillic, Hebrew and Arabic, and what has no width. Vowel signs of Indic scripts are letters.
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\p{Cf}]")
_SINGLES = re.compile(r"(?<![^ ])(\w(?: \w)+)(?![^ ])")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the words of ``text`` without case, accents, apostrophes and points, a space between.

    >>> fold("Ragıp Soylu’s"), fold("J. D. Vance"), fold("Jean-Marie Tétart")
    ('ragip soylus', 'jd vance', 'jean marie tetart')
    """
    return fold_text(text)


def fold_text(text: str) -> str:
    """Return what :func:`fold` does, of a text that is not worth remembering: a sentence."""
    if text.isascii():
        plain = text.lower().replace("'", "").replace("`", "")
        plain_words = plain.split()
        if "".join(plain_words).isalpha() and min(map(len, plain_words)) > 1:
            return " ".join(plain_words)
    else:
        decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN)).casefold().translate(_PLAIN)
        plain = _MARKS.sub("", decomposed)
    words = _BETWEEN.sub(" ", plain).strip()
    return _SINGLES.sub(_squeezed, words) if " " in words else words


def _squeezed(match: re.Match[str]) -> str:
    return match[1].replace(" ", "")


@lru_cache(maxsize=1)
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["letters"]: row["latin"] for row in read_table("romanisation.tsv")}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


def romanise(text: str) -> str:
    """Return ``text`` in Latin letters, lower case; what no table knows stays as it is.

    >>> romanise("Подоляк"), romanise("이재오"), romanise("Ragıp")
    ('podolyak', 'lee jaeo', 'ragip')
    """
    if text.isascii():
        return text.lower()
    # Apostrophes first as one sign: Hebrew writes sounds with them.
    lowered = text.lower().translate(_ONE_APOSTROPHE).translate(_SOUNDING)
    if any("가" <= c <= "힣" for c in lowered):
        lowered = romanise_hangul(lowered)
    decomposed = unicodedata.normalize("NFKD", lowered)
    if not decomposed.isascii():
        pattern, table = _letters()
        decomposed = _MARKS.sub("", pattern.sub(lambda m: table[m[0]], decomposed)).translate(_PLAIN)
        if not decomposed.isascii() and (other := _other_scripts()):
            # Hanzi and scripts without a table, where the extra [names] is installed.
            decomposed = other(decomposed).lower()
    return decomposed.translate(_PLAIN)


@lru_cache(maxsize=1)
def _other_scripts() -> Callable[[str], str] | None:
    try:
        transliterate: Callable[[str], str] = import_module("anyascii").anyascii
    except ImportError:
        return None
    return transliterate


# Ordered: the first spelling that fits at a place is taken. Capitals stand for sounds that take two letters.
_SOUNDS = (
    ("shch", "S"), ("schtsch", "S"), ("tsch", "C"), ("dsch", "J"), ("szcz", "S"), ("sch", "S"), ("sh", "S"),
    ("sz", "S"), ("tch", "C"), ("cz", "C"), ("chr", "kr"), ("ch", "C"), ("dzh", "J"), ("dj", "J"), ("dg", "J"),
    ("zh", "Z"), ("rz", "Z"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("tz", "T"),
    ("ts", "T"), ("tc", "T"), ("ck", "k"), ("cq", "k"), ("qu", "k"), ("cc", "k"), ("ce", "se"), ("ci", "si"),
    ("cy", "si"), ("wh", "v"), ("bh", "b"), ("oo", "u"), ("ou", "u"), ("aw", "o"), ("ow", "ou"), ("ew", "iu"),
    ("iy", "i"), ("yy", "i"), ("yi", "i"), ("ii", "i"), ("ee", "i"), ("ey", "ei"), ("ea", "i"),
    ("ie", "e"), ("ye", "e"), ("yo", "io"), ("ya", "ia"), ("yu", "iu"), ("aa", "a"), ("ae", "e"), ("oe", "o"),
    ("ue", "u"), ("aj", "ai"), ("ej", "ei"), ("ij", "i"), ("oj", "oi"), ("uj", "ui"), ("x", "ks"),
    ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "J"),
)  # fmt: skip
_SOUND_OF = dict(_SOUNDS)
_SOUND = re.compile("|".join(spelling for spelling, _ in _SOUNDS))
_ENDINGS = (
    (re.compile(r"(?<=[sk])(?:iyi|yi|iy|yy|ij|ii|yj|y)$"), "i"),
    (re.compile(r"(?<=[eioa])(?:ff|w)$"), "v"),
    (re.compile(r"(?<=[aeiou])h$"), ""),
    (re.compile(r"(?<=\p{L}{2})i?y[ae]$"), "ia"),
    (re.compile(r"(?<=[^aeiou])e$"), ""),
)
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sounds(token: str) -> str:
    """Return the transliteration key of one word in Latin letters.

    >>> sounds("zelenskyy") == sounds("zelensky") == sounds("zelenskiy") == sounds(romanise("Зеленский"))
    True
    >>> sounds("podoliak") == sounds("podolyak"), sounds("mann") == sounds("man")
    (True, True)
    """
    word = token[:MAX_TOKEN]
    for ending, plain in _ENDINGS:
        if len(word) > 3:
            word = ending.sub(plain, word)
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda m: _SOUND_OF[m[0]], word))


# Which consonants other languages and scripts write for each other. Several classes: read in several ways.
_CLASSES = {
    "b": ("B",), "p": ("B",), "f": ("F",), "v": ("",), "t": ("T",), "d": ("T",), "k": ("K",), "g": ("K",),
    "s": ("S",), "z": ("S",), "S": ("S",), "Z": ("S",), "T": ("S",), "C": ("S", "K"), "J": ("S", ""),
    "l": ("L",), "r": ("R",), "m": ("M",), "n": ("N",), "h": ("",),
}  # fmt: skip
_LOOSE_CLASSES = {**_CLASSES, "r": ("L", "R"), "l": ("L", "R"), "b": ("B", ""), "s": ("S", "T"), "p": ("B", "F")}
"""The same for words that Hangul or kana write by ear: they have one sign for l and r, for b and v, for s and th."""
MAX_SKELETONS, MAX_LOOSE = 4, 32


@lru_cache(maxsize=65536)
def skeletons(token: str, loose: bool = False) -> tuple[str, ...]:
    """Return the consonant skeletons of one word in Latin letters, at most four, or 32 where it is read loosely.

    >>> skeletons("mohammed") == skeletons("muhamad")
    True
    >>> set(skeletons("chruschev")) & set(skeletons("krushev")) != set()
    True
    >>> set(skeletons("garoa", loose=True)) & set(skeletons("galloy")) != set()
    True
    """
    classes, most = (_LOOSE_CLASSES, MAX_LOOSE) if loose else (_CLASSES, MAX_SKELETONS)
    ways = [classes[c] for c in sounds(token) if c in classes]
    found: dict[str, None] = {}
    open_ways = 1
    for i, way in enumerate(ways):
        if open_ways * len(way) > most:
            ways[i] = way[:1]
        open_ways *= len(ways[i])
    for chosen in product(*ways):
        found[_DOUBLED.sub(r"\1", "".join(chosen))] = None
    return tuple(found) or ("",)
