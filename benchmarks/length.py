"""Time and memory against the length of one article, 1 KB to 10 MB, beside a bare English pipeline.

    python benchmarks/length.py [--corpus TEXTS.jsonl] [--sizes 1000 10000 …] [--limit 60] [--keep]

An article of each size is made of the corpus's texts, one after the other. Every article is read in a process of its
own, all systems in turn. A system that is expected to need more than the limit for a size, by what the size before
took, is left out there, and so is what it refuses; the table says which.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import plots
import processes
import record
import rivals

PIPELINE = "bare nlp, en_core_web_sm"
SYSTEMS = ("baseline", "rules", "tagger", PIPELINE)


def article(texts: Sequence[str], size: int) -> str:
    """Return texts one after the other, as one text of so many characters."""
    pieces, held = [], 0
    for text in cycle(texts):
        pieces.append(text)
        held += len(text) + 2
        if held >= size:
            return "\n\n".join(pieces)[:size]
    raise AssertionError("a cycle has no end")


def read(system: str, text: str) -> dict[str, Any]:
    """Read one article in this process, after a short one; return what it cost, or the refusal."""
    extract = _loaded(system)
    extract("“It is late,” said Ada Cole.")
    before = processes.peak("self")
    try:
        cost = processes.timed(lambda: extract(text))
    except Exception as problem:
        return {"refused": type(problem).__name__}
    return {"seconds": cost["processor"], "peak MB": cost["peak MB"], "grown by MB": round(cost["peak MB"] - before, 1)}


def _loaded(system: str) -> Callable[[str], object]:
    if system == PIPELINE:
        return rivals.load_pipeline()  # type: ignore[no-any-return]
    if system == "baseline":
        rival = rivals.MAKERS[system]()
        return lambda text: rival.extract([text])
    import quotekit

    return quotekit.Extractor(engine=system).extract  # it raises, where a stream would tell of a failure and go on


def measure(texts: Sequence[str], sizes: Sequence[int], systems: Sequence[str], limit: float) -> list[dict[str, Any]]:
    """Return a row a size and system."""
    rows = []
    last: dict[str, tuple[int, float]] = {}
    for size in sizes:
        text = article(texts, size)
        for system in systems:
            row: dict[str, Any] = {"size": size, "system": system, "seconds": "", "MB a second": "", "peak MB": ""}
            row |= {"grown by MB": "", "note": ""}
            before, seconds = last.get(system, (size, 0.0))
            if seconds * size / before > limit:
                row["note"] = f"left out: more than {limit:g} s"
            else:
                cost = processes.in_child(read, system, text)
                if "refused" in cost:
                    row["note"] = f"refuses it: {cost['refused']}"
                else:
                    last[system] = size, cost["seconds"]
                    row |= cost
                    row["MB a second"] = round(size / 1e6 / max(cost["seconds"], 1e-3), 3)
            print(row, flush=True)
            rows.append(row)
    return rows


def main() -> None:
    """Measure, print, and keep where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", default=[], help="JSON lines with a text each; may be repeated")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10**3, 10**4, 10**5, 10**6, 10**7])
    parser.add_argument("--systems", nargs="+", default=SYSTEMS, choices=SYSTEMS)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds")
    parser.add_argument("--note", default="", help="a sentence on the circumstances, kept with the figures")
    parser.add_argument("--keep", action="store_true", help="write figures and picture into benchmarks/results")
    options = parser.parse_args()
    if options.corpus:
        texts = [row["text"] for row in rivals.read_corpora(options.corpus)]
    else:
        texts = [path.read_text(encoding="utf8") for path in sorted((record.ROOT / "seeds").glob("*.txt"))]
    rows = measure(texts, options.sizes, options.systems, options.limit)
    corpus = ", ".join(Path(path).name for path in options.corpus) or "the seeds, repeated"
    about = f"One article of each size, made of {corpus}; seconds of processor time. {options.note}".strip()
    notes = [record.table(rows), about]
    print("\n\n".join(notes))
    if options.keep:
        kept = record.keep("length", {"corpus": corpus, "rows": rows, "note": options.note}, "\n\n".join(notes))
        curves = {
            system: [
                (row["size"], max(row["seconds"], 1e-3)) for row in rows if row["system"] == system and not row["note"]
            ]
            for system in options.systems
        }
        plots.lines(kept.with_suffix(".svg"), "One article", curves, "characters", "seconds of processor time")
        print(f"\nkept in {kept.relative_to(record.ROOT)}")


if __name__ == "__main__":
    main()
