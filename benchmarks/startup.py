"""How long until the first quote: a new interpreter, the import, the engine, beside a bare English pipeline.

    python benchmarks/startup.py [--rounds 5] [--keep]

Each line is a process of its own; every round runs all, in another order. Seconds are of processor time and count the
interpreter's own start, which the first line shows. The files are in the system's cache after the first round.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
from typing import Any

import plots
import record

TEXT = "“It is late,” said Ada Cole."
PIPELINE = "import rivals; nlp = rivals.load_pipeline()"
PROGRAMS = {
    "an empty program": "pass",
    "import quotekit": "import quotekit",
    "quotekit --version": "import sys; sys.argv[1:] = ['--version']\nfrom quotekit.doors.command import main\nmain()",
    "Extractor(engine='rules')": "import quotekit; quotekit.Extractor(engine='rules')",
    "first quotes, rules": f"import quotekit; quotekit.Extractor(engine='rules').extract({TEXT!r})",
    "Extractor(), the model": "import quotekit; quotekit.Extractor()",
    "first quotes, the model": f"import quotekit; quotekit.Extractor().extract({TEXT!r})",
    "import spacy": "import spacy",
    "loading en_core_web_sm": PIPELINE,
    "first parse, en_core_web_sm": f"{PIPELINE}; nlp({TEXT!r})",
}


def cost(program: str) -> float:
    """Return the seconds of processor time that a new interpreter spends on a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", program], cwd=record.ROOT / "benchmarks", check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(rounds: int) -> dict[str, list[float]]:
    """Return each program's seconds, a figure a round; a program that can't run is left out, and said."""
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    names = list(PROGRAMS)
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            try:
                seconds[name].append(cost(PROGRAMS[name]))
            except subprocess.CalledProcessError:
                print(f"left out: {name}")
    return {name: each for name, each in seconds.items() if each}


def main() -> None:
    """Measure, print, and keep where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--note", default="", help="a sentence on the circumstances, kept with the figures")
    parser.add_argument("--keep", action="store_true", help="write figures and picture into benchmarks/results")
    options = parser.parse_args()
    seconds = measure(options.rounds)
    rows: list[dict[str, Any]] = [
        {
            "until": name,
            "seconds": round(statistics.median(each), 3),
            "fastest": round(min(each), 3),
            "slowest": round(max(each), 3),
        }
        for name, each in seconds.items()
    ]
    notes = [record.table(rows), f"{options.rounds} interleaved rounds, medians. {options.note}".strip()]
    print("\n\n".join(notes))
    if options.keep:
        kept = record.keep("startup", {"rows": rows, "seconds": seconds, "note": options.note}, "\n\n".join(notes))
        lengths = {row["until"]: row["seconds"] for row in rows}
        plots.bars(kept.with_suffix(".svg"), "From a new interpreter to …", lengths, "seconds of processor time")
        print(f"\nkept in {kept.relative_to(record.ROOT)}")


if __name__ == "__main__":
    main()
