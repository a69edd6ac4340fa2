"""Two words of meaning in, how near they are out: the same, of one family, synonyms by table, or near by vectors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import regex
from attrs import frozen
from numpy.typing import NDArray

from quotekit.claims.tables import alternatives, read_rows
from quotekit.claims.words import kept, lemma

UNKNOWN_RARITY = 8.5
"""Of a word that no text showed when the vectors were made: names, mostly."""
STEM = 5
"""Letters that words of one family share."""
NEAR, SAME = 0.33, 0.78
"""Cosines of word vectors: below the first two words tell nothing of each other, above the second they are one."""


@frozen
class WordVectors:
    """Vectors and rarity of common words."""

    at: dict[str, int]
    vectors: NDArray[np.float32]
    rarity: NDArray[np.float32]


@cache
def word_vectors() -> WordVectors:
    """Return the vectors that come with the library; see ``benchmarks/build_word_vectors.py``."""
    with (
        as_file(files("quotekit").joinpath("data", "word_vectors.npz")) as path,
        np.load(path, allow_pickle=False) as data,
    ):
        words = bytes(data["words"]).decode("utf8").split("\n")
        vectors = data["vectors"].astype(np.float32)
        rarity = data["rarity"].astype(np.float32) / 16
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return WordVectors({word: at for at, word in enumerate(words)}, vectors, rarity)


def neighbours(words: Sequence[str], least: float, most: int = 8) -> dict[str, list[tuple[str, float]]]:
    """Return of each word the words nearest in meaning with their cosines, itself and its family left out.

    >>> [word for word, cosine in neighbours(["earthquake"], 0.6)["earthquake"]]
    ['quake', 'seismic']
    """
    table = word_vectors()
    known = [word for word in words if word in table.at]
    if not known:
        return {}
    listed = list(table.at)
    cosines = table.vectors[[table.at[word] for word in known]] @ table.vectors.T
    found = {}
    for word, row in zip(known, cosines, strict=True):
        near = np.flatnonzero(row > least)
        best = near[np.argsort(-row[near], kind="stable")][: most + 1]
        found[word] = [(listed[at], float(row[at])) for at in best if listed[at][:STEM] != word[:STEM]][:most]
    return found


@cache
def _senses() -> dict[str, frozenset[int]]:
    senses: dict[str, set[int]] = {}
    for at, row in enumerate(read_rows("synonyms.tsv")):
        for word in row["words"].split("|"):
            senses.setdefault(word if " " in word else lemma(word), set()).add(at)
    return {word: frozenset(rows) for word, rows in senses.items()}


@cache
def phrase_forms() -> dict[str, str]:
    """Return printed form -> phrase of ``synonyms.tsv``: "blew up" is "blow up", "armed men" no other than "armed man".

    >>> phrase_forms()["shot down"]
    'shoot down'
    """
    forms: dict[str, str] = {}
    for phrase in sorted(word for word in _senses() if " " in word):
        first, _, rest = phrase.partition(" ")
        heads = {first, first + "s", first + "ed", first + "d", first + "ing", first.removesuffix("e") + "ing"}
        heads |= {first + first[-1] + "ed", first + first[-1] + "ing", first.removesuffix("y") + "ied"}
        heads |= {row["form"] for row in read_rows("irregular.tsv") if row["lemma"] == first}
        for head in heads:
            forms.setdefault(f"{head} {rest}", phrase)
            forms.setdefault(f"{head} {rest}s", phrase)
    return forms


@cache
def phrases() -> regex.Pattern[str]:
    """Return a pattern of the phrases of ``synonyms.tsv``, which count as one word."""
    return regex.compile(rf"\b(?:{alternatives(phrase_forms())})\b", regex.IGNORECASE)


@cache
def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in read_rows("antonyms.tsv"):
        one, other = ([lemma(word) for word in row[side].split("|")] for side in ("one", "other"))
        for left, right in ((one, other), (other, one)):
            for word in left:
                table.setdefault(word, set()).update(set(right) - set(left))
    return {word: frozenset(words) for word, words in table.items()}


def opposite(one: str, other: str) -> bool:
    """Tell whether two words are opposites by table.

    >>> opposite("rise", "fall"), opposite("rise", "climb")
    (True, False)
    """
    return other in _opposites().get(one, frozenset())


@cache
def _kinds() -> dict[str, dict[int, int]]:
    table: dict[str, dict[int, int]] = {}
    for at, row in enumerate(read_rows("exclusive.tsv")):
        for place, words in enumerate(row["words"].split("|")):
            for word in words.split("/"):
                table.setdefault(lemma(word), {})[at] = place
    return table


def exclusive(one: str, other: str) -> bool:
    """Tell whether two words name different ones of a kind, by table.

    >>> exclusive("red", "blue"), exclusive("car", "vehicle")
    (True, False)
    """
    left, right = _kinds().get(one, {}), _kinds().get(other, {})
    return any(place != right[at] for at, place in left.items() if at in right)


def rarity(word: str) -> float:
    """Return how rare a word is in news: about 1 for the commonest, 9 for unknown ones."""
    table = word_vectors()
    at = table.at.get(word)
    return float(table.rarity[at]) if at is not None else UNKNOWN_RARITY


@kept(200_000)
def likeness(one: str, other: str) -> float:
    """Return how near two base forms are in meaning, 0 to 1; the order does not matter.

    >>> likeness("drone", "uav"), likeness("drone", "cheese"), likeness("retaliate", "retaliation") > 0.8
    (0.95, 0.0, True)
    """
    if one == other:
        return 1.0
    if one[:1].isdigit() or other[:1].isdigit() or opposite(one, other) or exclusive(one, other):
        return 0.0
    shared = _senses().get(one, frozenset()) & _senses().get(other, frozenset())
    if shared:
        return 0.95
    if _family(one, other):
        return 0.9
    return _by_vector(one, other)


def _family(one: str, other: str) -> bool:
    """Tell whether two words share a stem: "retaliate" and "retaliation", not "station" and "statue"."""
    short, long = sorted((one, other), key=len)
    if len(short) < 5:
        return len(short) == 4 and long[:4] == short and len(long) - 4 <= 3
    shared = 0
    while shared < len(short) and short[shared] == long[shared]:
        shared += 1
    return shared >= 5 and shared >= len(short) - 2 and len(long) - shared <= 5


def _by_vector(one: str, other: str) -> float:
    table = word_vectors()
    a, b = table.at.get(one), table.at.get(other)
    if a is None or b is None:
        return 0.0
    cosine = float(table.vectors[a] @ table.vectors[b])
    return round(0.85 * min(1.0, max(0.0, (cosine - NEAR) / (SAME - NEAR))), 4)
