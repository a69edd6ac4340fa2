"""Time and memory on texts made to be costly, at 1x, 10x and 100x: what is linear grows tenfold each time.

    python benchmarks/adversarial.py [--engine rules tagger] [--base 10000] [--families NAME …] [--limit 60] [--keep]

Each family is a text of one kind alone, of so many characters; the tagger's base is a tenth. Every run is a process of
its own. A family that is expected to take more than the limit at a size is left out there, and the table says so.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import processes
import record

Family = Callable[[int], str]


def filled(piece: str) -> Family:
    """Return a family that repeats a piece up to a size."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


FAMILIES: dict[str, Family] = {
    "opening marks": filled("“"),
    "alternating marks": filled("“”"),
    "marks and letters": filled("“a”"),
    "straight marks": filled('"a '),
    "nested marks": lambda size: ("“‘" * (size // 4 + 1))[: size // 2] + ("’”" * (size // 4 + 1))[: size // 2],
    "no spaces": filled("thequickbrownfox"),
    "one letter": filled("a"),
    "spaces": filled(" "),
    "newlines": filled("\n"),
    "lines of one mark": filled("“\n\n"),
    "parentheses": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "brackets": filled("[(["),
    "said": filled("said "),
    "said in capitals": filled("SAID: "),
    "according to": filled("according to "),
    "cues and marks": filled("“No,” said he said, "),
    "told that": filled("he told her that "),
    "digits": filled("1234567890"),
    "numbers and commas": filled("1,000,000,"),
    "dates": filled("May 3, 2023 "),
    "times": filled("yesterday at 3pm, last week "),
    "a name": lambda size: ("Ada " * (size // 4 + 1))[: size - 20] + " said it was late. ",
    "one long name": lambda size: "A" + "da" * ((size - 24) // 2) + " said that it was late.",
    "initials": filled("A. B. "),
    "titles": filled("Mr. President "),
    "combining marks": filled("e" + "\u0301" * 99),
    "joiners": filled("👨\u200d"),
    "overrides": filled("\u202e"),
    "halves of pairs": filled("\ud83d"),
    "NULs": filled("\x00"),
    "colons": filled("A: "),
    "dashes": filled("— "),
    "dots": filled("…. "),
    "handles": filled("@ada "),
    "posts": filled("x pic.twitter.com/a — Ada (@ada) May 3, 2023 "),
    "addresses": filled("https://t.co/"),
    "hyphens": filled("well-known-"),
    "apostrophes": filled("'s "),
    "who said": filled("who said who said, "),
    "he she": filled("He said she said it. "),
}


def read(engine: str, text: str) -> dict[str, float]:
    """Read one text in this process, claims too."""
    import quotekit

    extractor = quotekit.Extractor(engine=engine, claims=True)  # type: ignore[arg-type]
    extractor.extract("“It is late,” said Ada Cole.")
    before = processes.peak("self")
    cost = processes.timed(lambda: extractor.extract(text))
    return {"seconds": cost["processor"], "MB": round(cost["peak MB"] - before, 1)}


def measure(engine: str, families: list[str], base: int, limit: float) -> list[dict[str, Any]]:
    """Return a row a family: seconds and megabytes at each size, and how often the last size is the one before."""
    rows = []
    for name in families:
        row: dict[str, Any] = {"engine": engine, "family": name}
        last: dict[str, float] = {}
        for times in (1, 10, 100):
            if last and last["seconds"] * 12 > limit:
                row |= {f"s {times}x": "left out", f"MB {times}x": ""}
                continue
            before, last = last, processes.in_child(read, engine, FAMILIES[name](base * times))
            row |= {f"s {times}x": round(last["seconds"], 3), f"MB {times}x": last["MB"]}
        row["times longer"] = round(last["seconds"] / max(before["seconds"], 1e-3), 1)
        row["times more memory"] = round(last["MB"] / max(before["MB"], 1.0), 1)
        print(row, flush=True)
        rows.append(row)
    return rows


def main() -> None:
    """Measure, print, and keep where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", nargs="+", default=["rules", "tagger"])
    parser.add_argument("--base", type=int, default=10_000)
    parser.add_argument("--families", nargs="+", default=list(FAMILIES), choices=FAMILIES)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of the processor")
    parser.add_argument("--note", default="")
    parser.add_argument("--keep", action="store_true", help="write the figures into benchmarks/results")
    options = parser.parse_args()
    for engine in options.engine:
        base = options.base if engine == "rules" else options.base // 10
        rows = measure(engine, options.families, base, options.limit)
        about = f"1x is {base:,} characters; seconds of processor time, each run in its own process. {options.note}"
        notes = [record.table(rows), about.strip()]
        print("\n\n".join(notes))
        if options.keep:
            record.keep(f"adversarial-{engine}", {"base": base, "rows": rows}, "\n\n".join(notes))


if __name__ == "__main__":
    main()
