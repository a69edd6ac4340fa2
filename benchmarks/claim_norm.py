"""Posts to checkable claims: token F1 of ``normalize_claim`` beside the lead sentence and the whole post.

    python benchmarks/claim_norm.py CLAN.jsonl [--lex 0.5] [--keep]

Rows have ``post``, ``claim`` and ``lex``, the share of the claim that the post holds.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import record

from quotekit.claims.checkable import sentences
from quotekit.claims.normalizing import normalize_claim


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def token_f1(one: str, other: str) -> float:
    left, right = Counter(tokens(one)), Counter(tokens(other))
    shared = sum((left & right).values())
    return 2 * shared / max(1, sum(left.values()) + sum(right.values()))


SYSTEMS: dict[str, Callable[[str], str]] = {
    "normalize_claim": lambda post: normalize_claim(post, checkable=True).text,
    "lead sentence": lambda post: sentences(post)[0].of(post),
    "whole post": lambda post: post,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--lex", type=float, default=0.5)
    parser.add_argument("--keep", action="store_true", help="write the figures into benchmarks/results")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.rows.read_text("utf8").splitlines()]
    rows = [row for row in rows if (row["lex"] or 0) >= options.lex]
    figures = [
        {
            "system": name,
            "token F1": round(100 * sum(token_f1(system(row["post"]), row["claim"]) for row in rows) / len(rows), 1),
            "posts": len(rows),
        }
        for name, system in SYSTEMS.items()
    ]
    print(record.table(figures))
    if options.keep:
        record.keep("claim_norm", {"systems": figures}, record.table(figures))


if __name__ == "__main__":
    main()
