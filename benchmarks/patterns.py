"""Every compiled pattern of the library on near-matches of growing size: which take longer than their texts grow.

    python benchmarks/patterns.py [--sizes 100 400 1600] [--slow 0.02] [--keep]

Patterns are looked for in all modules of the library: their globals, classes, and what tuples, lists and dicts there
hold. Near-matches are made of the pattern's own words and of what its classes take, repeated, with an end that does
not fit. A row tells of each pattern that takes more than twice as much longer as its text is longer.

A pattern that is told of need not be a fault: many are asked about a stretch that is short by what calls them. The
families of ``adversarial.py`` ask the rooms themselves.
"""

from __future__ import annotations

import argparse
import math
import pkgutil
import re
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any

import record
import regex

import quotekit

LEFT_OUT = ("quotekit.training", "quotekit.__main__")
WORD = re.compile(r"(?<![\\\w])[A-Za-z]{2,12}")
PUMPS = (
    *(
        "a",
        "A",
        " ",
        "\n",
        "1",
        ".",
        "-",
        '"',
        "“",
        "”",
        "'",
        "’",
        ",",
        "(",
        ")",
        "[",
        "@",
        "#",
        "/",
        ":",
        "—",
        "é",
        "\t",
    ),
    *("Aa ", "a ", "A. ", "1,", "1.", "Ab-", "A ", "a, ", "a's ", " \n", "\n\n", "1 ", "a.", ". ", "’’", "“a” "),
)


def patterns() -> Iterator[tuple[str, Any]]:
    """Yield name and pattern of each compiled pattern of the library, each once."""
    seen: set[int] = set()
    for module in pkgutil.walk_packages(quotekit.__path__, "quotekit."):
        if module.name.startswith(LEFT_OUT):
            continue
        try:
            held = vars(import_module(module.name))
        except ImportError:
            continue
        for name, value in list(held.items()):
            for place, pattern in _inside(value, f"{module.name}.{name}", 0):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    yield place, pattern


def _inside(value: object, place: str, depth: int) -> Iterator[tuple[str, Any]]:
    if isinstance(value, re.Pattern | regex.Pattern):
        yield place, value
    elif depth < 4 and isinstance(value, tuple | list | frozenset):
        for number, each in enumerate(value):
            yield from _inside(each, f"{place}[{number}]", depth + 1)
    elif depth < 4 and isinstance(value, dict) and not place.endswith("__"):
        for number, each in enumerate(value.values()):
            yield from _inside(each, f"{place}[{number}]", depth + 1)
    elif depth < 3 and str(getattr(value, "__module__", "")).startswith("quotekit") and _has_fields(value):
        names = getattr(value, "__slots__", None) or getattr(value, "__dict__", {})
        for name in list(names):
            yield from _inside(getattr(value, name, None), f"{place}.{name}", depth + 1)


def _has_fields(value: object) -> bool:
    return isinstance(value, type) or hasattr(type(value), "__attrs_attrs__")


def near_matches(pattern: Any, size: int) -> Iterator[str | bytes]:
    """Yield texts of about a size that the pattern may begin to match, over and over."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = list(dict.fromkeys(WORD.findall(source)))[:6]
    pumps = [*PUMPS, *(f"{word} " for word in words), *([" ".join(words) + " "] if words else [])]
    for pump in pumps:
        body = pump * (size // len(pump))
        for start, end in (("", "\x00"), (words[0] + " " if words else "“", "!")):
            text = start + body + end
            yield text if isinstance(pattern.pattern, str) else text.encode("utf8", "replace")


def seconds(pattern: Any, text: str | bytes) -> float:
    """Return the processor's seconds for finding all, and for matching at the start and whole."""
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.match(text)
    pattern.fullmatch(text)
    return time.process_time() - began


def measure(sizes: Sequence[int], slow: float) -> tuple[int, list[dict[str, Any]]]:
    """Return how many patterns there are, and a row for each that is slow and grows too fast."""
    rows, count = [], 0
    for name, pattern in patterns():
        count += 1
        told = [
            row
            for texts in zip(*(near_matches(pattern, n) for n in sizes), strict=True)
            if (row := _grown(pattern, texts, slow))
        ]
        if told:
            worst = max(told, key=lambda row: row["grown"])
            print(name, worst, flush=True)
            rows.append({"pattern": name, **worst})
    return count, rows


def _grown(pattern: Any, texts: Sequence[str | bytes], slow: float) -> dict[str, Any] | None:
    """Return how a pattern's time grows from size to size, where that is too fast; then none larger is tried."""
    before = max(seconds(pattern, texts[0]), 1e-5)
    for short, long in pairwise(texts):
        taken = seconds(pattern, long)
        times = len(long) / len(short)
        if taken > slow and taken > 2 * times * before:
            before, taken = min(before, seconds(pattern, short)), min(taken, seconds(pattern, long))
            if taken > 2 * times * max(before, 1e-5):
                grown = round(math.log(taken / max(before, 1e-5)) / math.log(times), 1)
                return {
                    "repeated": repr(long[8:20]),
                    "characters": len(long),
                    "seconds": round(taken, 3),
                    "grown": grown,
                }
        before = max(taken, 1e-5)
    return None


def main() -> None:
    """Measure, print, and keep where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 400, 1600])
    parser.add_argument("--slow", type=float, default=0.02, help="seconds that nobody minds")
    parser.add_argument("--keep", action="store_true", help="write the figures into benchmarks/results")
    options = parser.parse_args()
    count, rows = measure(options.sizes, options.slow)
    about = (
        f"{count} patterns, texts of up to {options.sizes[-1]:,} characters; {len(rows)} grow faster than "
        "their texts by themselves. `grown` is the exponent: 1 is linear, 2 the square."
    )
    notes = [*([record.table(rows)] if rows else []), about]
    print("\n\n".join(notes))
    if options.keep:
        record.keep("patterns", {"count": count, "rows": rows}, "\n\n".join(notes))


if __name__ == "__main__":
    main()
