"""A word of a name in Latin letters comes in; the keys of all the ways it may be spoken go out.

One key is not enough: ``Dussopt`` is written Дюссо by ear, ``Schüssel`` Шюссель, and ``w`` is a ``v`` in Warsaw. The
ways are rows of ``readings.tsv``, by tongue; at each place the first row of a tongue that fits is taken.
"""

from __future__ import annotations

from functools import lru_cache

import regex as re

from quotekit.speakers.folding import MAX_TOKEN, sounds
from quotekit.speakers.tables import read_table

BOTH_LATIN = ("continental", "nordic", "turkic")
"""How a word in Latin letters may be read where the other one has them too."""
SPOKEN = (*BOTH_LATIN, "french", "english", "german")
"""How it may be read where another script writes it by ear."""
LISPING = ("hangul", "kana")
"""Scripts that have no sign for ``th``."""


def tongues(scripts: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how two words may be read: the one of the script, and the one in Latin letters.

    >>> tongues("greek")[0], tongues("latin")[0] == tongues("latin")[1] == BOTH_LATIN
    (('greek',), True)
    """
    if scripts == "latin":
        return BOTH_LATIN, BOTH_LATIN
    return (scripts,), (*SPOKEN, "lisping") if scripts in LISPING else SPOKEN


@lru_cache(maxsize=64)
def _rules(tongue: str) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
    rows = [row for row in read_table("readings.tsv") if row["tongue"] == tongue]
    if not rows:
        return None
    return re.compile("|".join(f"({row['spelling']})" for row in rows)), tuple(row["spoken"] for row in rows)


def spoken(word: str, tongue: str) -> str:
    """Return a folded word as its letters are spoken in a tongue; unchanged where no row fits.

    >>> spoken("dussopt", "french"), spoken("strache", "german"), spoken("hume", "english")
    ('dusso', 'shtrakhe', 'hiume')
    """
    rules = _rules(tongue)
    if not rules:
        return word
    pattern, written = rules
    return pattern.sub(lambda found: written[(found.lastindex or 1) - 1], word)


@lru_cache(maxsize=65536)
def readings(word: str, tongues: tuple[str, ...]) -> tuple[str, ...]:
    """Return the transliteration keys of a folded word, the plain one first.

    >>> readings("wolf", BOTH_LATIN)
    ('volf',)
    >>> readings("boyer", ("french",))
    ('boer', 'buaia')
    """
    word = word[:MAX_TOKEN]
    return tuple(dict.fromkeys([sounds(word), *(sounds(spoken(word, tongue)) for tongue in tongues)]))
