"""Checked claims in, the ones that a post repeats out: words ranked by BM25, nearness in meaning on demand."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from quotekit.claims.checkable import sentences
from quotekit.claims.cleaning import LINK, MARK
from quotekit.claims.similarity import neighbours
from quotekit.claims.terms import find_terms, split_tags
from quotekit.claims.words import lemma

FREQUENCY, LENGTH = 0.9, 0.4
"""BM25's k1 and b, chosen on posts of 2016-20: claims are short, so length and repetition tell little."""
WORDS, MEANING = 1.0, 120.0
"""What a point of BM25 and a whole point of cosine weigh against each other where an encoder is given."""
PART = 0.3
"""What the nearest sentence of a post weighs against the whole post, in meaning."""
EXACT = 3
"""Decimals of a score that are more than the noise of arithmetic; claims that are even stand in the order given."""
STEM = 5
"""Letters after which two long words are taken for one family: "immigration" and "immigrants"."""
FAMILY = 0.25
"""What a word of the same family counts, of the word itself."""
AKIN, LEAST = 0.25, 0.6
"""What a word near in meaning counts at most, of the word itself, and how near it has to be."""
PIECE, LONGEST_WORD, PIECES_OF_TAG = 3, 20, 3
"""Letters of the shortest and the longest word that a tag is taken apart into, and the most words."""

PIECES = 4
"""Sentences of a claim, and of a post, that are read one by one."""
WHOLE, APART = 420, 300
"""Letters of a post, and of its sentences one by one, that an encoder is given: its time goes by their number."""

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """Anything that turns texts into unit vectors, such as :class:`quotekit.claims.embedding.SentenceEncoder`."""

    def encode(self, texts: Any, /) -> Floats:
        """Return one unit vector a text."""
        ...


class ClaimIndex:
    """Finds the checked claims that a post repeats.

    Args:
        claims: id -> text of the claim; a title or another wording may stand in the same text, on a line of its own.
        encoder: turns texts into vectors, to rank by meaning too; without it words alone decide.

    Raises:
        TypeError: ``claims`` is no mapping.

    >>> index = ClaimIndex({"a": "Butterflies survived the bush fires.", "b": "Trump was cut from a film."})
    >>> [id for id, score in index.search("BREAKING: a film without #Trump https://t.co/x", k=1)]
    ['b']
    """

    def __init__(self, claims: Mapping[str, str], encoder: Encoder | None = None) -> None:
        if not isinstance(claims, Mapping):
            raise TypeError(f"claims must be a mapping from id to text, not {type(claims).__name__}")
        self._ids = list(claims)
        self._encoder = encoder
        self._postings, self._places = _index(list(claims.values()))
        self._vectors: Floats | None = None
        if encoder is not None and claims:
            self._vectors, self._first = _meanings(list(claims.values()), encoder)

    def __len__(self) -> int:
        return len(self._ids)

    def search(self, text: str, k: int = 10) -> list[tuple[str, float]]:
        """Return the ``k`` nearest claims with their scores, best first; claims that share nothing are left out.

        Raises:
            ValueError: ``k`` is not positive.
        """
        if k < 1:
            raise ValueError(f"k must be positive, not {k}")
        if not self._ids:
            return []
        scores = self._score_words(text)
        if self._encoder is not None and self._vectors is not None:
            scores = (WORDS * scores + MEANING * self._nearness(text, self._encoder, self._vectors)).astype(np.float32)
        scores = scores.round(EXACT)
        count = min(k, len(scores))
        best = np.argpartition(-scores, count - 1)[:count] if count < len(scores) else np.arange(len(scores))
        ordered = sorted(best.tolist(), key=lambda at: (-float(scores[at]), at))
        return [(self._ids[at], round(float(scores[at]), EXACT)) for at in ordered if scores[at] > 0]

    def _nearness(self, text: str, encoder: Encoder, vectors: Floats) -> Floats:
        """Return how near each claim's nearest sentence is to the post, and to the post's own nearest sentence."""
        whole = plain_post(text)
        parts = _parts(text, whole)
        cosines = np.maximum.reduceat(vectors @ encoder.encode([whole[:WHOLE], *parts]).T, self._first)
        if not parts:
            return cosines[:, 0]
        mixed: Floats = (1 - PART) * cosines[:, 0] + PART * cosines[:, 1:].max(1)
        return mixed

    def _score_words(self, text: str) -> Floats:
        scores = np.zeros(len(self._ids), dtype=np.float32)
        for word, share in self._asked(text):
            row = self._postings.get(word)
            if row is not None:
                scores[row[0]] += row[1] * np.float32(share)
        return scores

    def _asked(self, text: str) -> Iterator[tuple[str, float]]:
        """Yield the words of a post with what each counts, and those of their families and near them in meaning."""
        bases: set[str] = set()
        for term in find_terms(text):
            tagged = text[term.start] in "#@" and term.base not in self._postings
            bases.update(self._split(term.base) if tagged else (term.base,))
        ordered = sorted(bases)
        near = neighbours(ordered, LEAST)
        for base in ordered:
            yield base, 1.0
            yield from ((other, FAMILY) for other in self._places.get(_stem(base), ()) if other not in bases)
            yield from ((other, AKIN * cosine) for other, cosine in near.get(base, ()) if other not in bases)

    def _split(self, tag: str) -> tuple[str, ...]:
        """Return the fewest words of the claims that make up a tag: "fyrefestival" is fyre and festival."""
        if len(tag) > PIECES_OF_TAG * LONGEST_WORD:
            return (tag,)
        ways: list[tuple[str, ...] | None] = [(), *[None] * len(tag)]
        for end in range(PIECE, len(tag) + 1):
            for start in range(max(0, end - LONGEST_WORD), end - PIECE + 1):
                before, word = ways[start], lemma(tag[start:end])
                if before is not None and word in self._postings:
                    longer, told = (*before, word), ways[end]
                    if len(longer) <= PIECES_OF_TAG and (told is None or len(longer) < len(told)):
                        ways[end] = longer
        return ways[-1] or (tag,)


def _parts(text: str, whole: str) -> list[str]:
    """Return the sentences of a post that are read one by one, those that are short enough together."""
    asked = dict.fromkeys(plain_post(span.of(text)) for span in sentences(text)[:PIECES])
    parts, room = [], APART
    for part in asked:
        if part and part != whole and len(part) <= room:
            parts.append(part)
            room -= len(part)
    return parts


def _meanings(texts: list[str], encoder: Encoder) -> tuple[Floats, NDArray[np.int64]]:
    """Return the vectors of the texts' sentences and where each text's begin: a post repeats one wording, not all."""
    pieces: list[str] = []
    first = []
    for text in texts:
        first.append(len(pieces))
        pieces += [plain_post(span.of(text)) for span in sentences(text)[:PIECES]]
    return encoder.encode(pieces), np.array(first, dtype=np.int64)


def _index(texts: list[str]) -> tuple[dict[str, tuple[NDArray[np.int32], Floats]], dict[str, tuple[str, ...]]]:
    """Return word -> (claims, what it adds to each), and stem -> words."""
    where: dict[str, array[int]] = {}
    often: dict[str, array[float]] = {}
    lengths = []
    for at, text in enumerate(texts):
        counts = Counter(term.base for term in find_terms(text))
        lengths.append(sum(counts.values()))
        for word, count in counts.items():
            where.setdefault(word, array("i")).append(at)
            often.setdefault(word, array("f")).append(count)
    sizes = np.array(lengths, dtype=np.float32)
    norm = FREQUENCY * (1 - LENGTH + LENGTH * sizes / max(float(sizes.mean()) if len(sizes) else 1.0, 1e-6))
    postings: dict[str, tuple[NDArray[np.int32], Floats]] = {}
    families: dict[str, list[str]] = {}
    for word, listed in where.items():
        rows = np.frombuffer(listed, dtype=np.int32)
        times = np.frombuffer(often[word], dtype=np.float32)
        rare = math.log(1 + (len(texts) - len(rows) + 0.5) / (len(rows) + 0.5))
        postings[word] = (rows, (rare * times * (FREQUENCY + 1) / (times + norm[rows])).astype(np.float32))
        if len(word) > STEM:
            families.setdefault(_stem(word), []).append(word)
    return postings, {stem: tuple(words) for stem, words in families.items() if 1 < len(words) <= 12}


def _stem(word: str) -> str:
    return word[: STEM + 1] if len(word) > STEM and word.isalpha() else ""


def plain_post(text: str) -> str:
    """Return a post or a claim as an encoder reads it best: without links and quotation marks, its tags taken apart.

    Two claims that differ in their marks alone are thereby as near to a post, and the first of them stands first.

    >>> plain_post("How “#AustralianFires” spread https://t.co/x")
    'How Australian Fires spread'
    """
    return " ".join(MARK.sub("", split_tags(LINK.sub(" ", text))).replace("’", "'").split())
