"""Claims that posts repeat: the right one first, beside libraries and a sentence encoder.

    python benchmarks/claim_match.py CLAIMS.jsonl QUERIES.jsonl [--fields claim] [--encoder] [--speed 100000]

Rows of claims have ``id`` and the fields named; rows of queries have ``text`` or ``sentence``, and ``gold``, an id or
a list of ids.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Search = Callable[[str], "list[str]"]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf8").splitlines()]


def ours(claims: dict[str, str]) -> Search:
    from quotekit.claims.claim_index import ClaimIndex

    index = ClaimIndex(claims)
    return lambda text: [id_ for id_, _ in index.search(text, 50)]


def ours_with_encoder(claims: dict[str, str]) -> Search:
    from quotekit.claims.claim_index import ClaimIndex
    from quotekit.claims.embedding import SentenceEncoder

    index = ClaimIndex(claims, SentenceEncoder())
    return lambda text: [id_ for id_, _ in index.search(text, 50)]


def plain_bm25s(claims: dict[str, str]) -> Search:
    import bm25s

    ids = list(claims)
    index = bm25s.BM25()
    index.index(bm25s.tokenize(list(claims.values()), stopwords="en", show_progress=False), show_progress=False)

    def search(text: str) -> list[str]:
        found, _ = index.retrieve(
            bm25s.tokenize([text], stopwords="en", show_progress=False), k=min(50, len(ids)), show_progress=False
        )
        return [ids[at] for at in found[0]]

    return search


def fuzzy(claims: dict[str, str]) -> Search:
    from rapidfuzz import fuzz, process

    return lambda text: [key for _, _, key in process.extract(text, claims, scorer=fuzz.token_set_ratio, limit=50)]


SYSTEMS = {
    "quotekit": ours,
    "quotekit + encoder": ours_with_encoder,
    "bm25s": plain_bm25s,
    "rapidfuzz token_set_ratio": fuzzy,
}


def score(search: Search, queries: list[dict[str, Any]]) -> dict[str, float]:
    first = five = reciprocal = 0.0
    started = time.perf_counter()
    for row in queries:
        gold = set(row["gold"]) if isinstance(row["gold"], list) else {row["gold"]}
        found = search(row.get("text") or row["sentence"])
        rank = next((at for at, id_ in enumerate(found) if id_ in gold), None)
        first += rank == 0
        five += rank is not None and rank < 5
        reciprocal += 0 if rank is None else 1 / (rank + 1)
    count = len(queries)
    return {
        "first": 100 * first / count,
        "five": 100 * five / count,
        "mrr": reciprocal / count,
        "ms": 1000 * (time.perf_counter() - started) / count,
    }


def speed(claims: dict[str, str], queries: list[dict[str, Any]], size: int) -> None:
    from quotekit.claims.claim_index import ClaimIndex

    draw = random.Random(1)
    words = " ".join(claims.values()).split()
    many = {str(at): " ".join(draw.choices(words, k=18)) for at in range(size)}
    started = time.perf_counter()
    index = ClaimIndex(many)
    built = time.perf_counter() - started
    started = time.perf_counter()
    for row in queries[:200]:
        index.search(row.get("text") or row["sentence"])
    print(
        f"{size} claims indexed in {built:.1f} s; "
        f"{1000 * (time.perf_counter() - started) / min(200, len(queries)):.1f} ms a query"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--fields", default="claim", help="fields of a claim that make its text, parted by commas")
    parser.add_argument("--systems", default="quotekit,bm25s")
    parser.add_argument("--encoder", action="store_true")
    parser.add_argument("--speed", type=int)
    options = parser.parse_args()
    claims = {
        row["id"]: "\n".join(str(row[field]) for field in options.fields.split(",")) for row in rows(options.claims)
    }
    queries = rows(options.queries)
    if options.speed:
        speed(claims, queries, options.speed)
        return
    print("| system | right first | in the first five | MRR | ms a query |\n|---|---|---|---|---|")
    for name in [*options.systems.split(","), *(["quotekit + encoder"] if options.encoder else [])]:
        try:
            search = SYSTEMS[name](claims)
        except ImportError:
            print(f"| {name} | not installed | | | |")
            continue
        print(
            "| {} | {first:.1f} | {five:.1f} | {mrr:.3f} | {ms:.1f} |".format(name, **score(search, queries)),
            flush=True,
        )


if __name__ == "__main__":
    main()
