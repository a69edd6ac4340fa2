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

import record

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
    started = time.process_time()
    for row in queries:
        gold = set(row["gold"]) if isinstance(row["gold"], list) else {row["gold"]}
        found = search(row.get("text") or row["sentence"])
        rank = next((at for at, id_ in enumerate(found) if id_ in gold), None)
        first += rank == 0
        five += rank is not None and rank < 5
        reciprocal += 0 if rank is None else 1 / (rank + 1)
    count = len(queries)
    return {
        "right first": round(100 * first / count, 1),
        "in the first five": round(100 * five / count, 1),
        "MRR": round(reciprocal / count, 3),
        "ms a query": round(1000 * (time.process_time() - started) / count, 1),
    }


def speed(claims: dict[str, str], queries: list[dict[str, Any]], size: int) -> dict[str, Any]:
    from quotekit.claims.claim_index import ClaimIndex

    draw = random.Random(1)
    words = " ".join(claims.values()).split()
    many = {str(at): " ".join(draw.choices(words, k=18)) for at in range(size)}
    started = time.process_time()
    index = ClaimIndex(many)
    built = time.process_time() - started
    started = time.process_time()
    for row in queries[:200]:
        index.search(row.get("text") or row["sentence"])
    spent = time.process_time() - started
    return {
        "claims": size,
        "indexed in s": round(built, 1),
        "ms a query": round(1000 * spent / min(200, len(queries)), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--fields", default="claim", help="fields of a claim that make its text, parted by commas")
    parser.add_argument("--systems", default="quotekit,bm25s")
    parser.add_argument("--encoder", action="store_true")
    parser.add_argument("--speed", type=int)
    parser.add_argument("--keep", action="store_true", help="write the figures into benchmarks/results")
    options = parser.parse_args()
    claims = {
        row["id"]: "\n".join(str(row[field]) for field in options.fields.split(",")) for row in rows(options.claims)
    }
    queries = rows(options.queries)
    table = [speed(claims, queries, options.speed)] if options.speed else []
    for name in (
        [] if options.speed else [*options.systems.split(","), *(["quotekit + encoder"] if options.encoder else [])]
    ):
        try:
            search = SYSTEMS[name](claims)
        except ImportError:
            print(f"{name}: not installed")
            continue
        table.append({"system": name, "fields": options.fields, **score(search, queries)})
        print(table[-1], flush=True)
    print(record.table(table))
    if options.keep:
        name = f"claim_match{'_speed' if options.speed else ''}-{options.queries.parent.name}-{options.queries.stem}"
        record.keep(f"{name}-{options.fields.replace(',', '+')}", {"rows": table}, record.table(table))


if __name__ == "__main__":
    main()
