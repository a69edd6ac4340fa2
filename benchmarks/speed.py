"""Words a second of quotekit's engines, the baseline and a bare English pipeline, interleaved, on one core.

    python benchmarks/speed.py [--corpus TEXTS.jsonl] [--rounds 7] [--words 60000] [--keep]

Without a corpus it repeats the seeds. Every round runs every system once, each round starting with another one, so
that a change of the machine's pace meets all alike. Seconds are seconds of processor time, all threads: other work on
the machine does not count. The figure to read is the ratio to the bare pipeline of the same round.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import plots
import record
import rivals

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
PIPELINE = "bare nlp.pipe, en_core_web_sm"


def read_texts(corpora: Sequence[str], words: int) -> list[str]:
    """Return texts of about so many words in all, repeated where there are too few."""
    if corpora:
        texts = [row["text"] for row in rivals.read_corpora(corpora)]
    else:
        texts = [path.read_text(encoding="utf8") for path in sorted((record.ROOT / "seeds").glob("*.txt"))]
    if not any(text.split() for text in texts):
        raise SystemExit("the corpus holds no words")
    chosen: list[str] = []
    held = 0
    while held < words:
        chosen.append(texts[len(chosen) % len(texts)])
        held += len(chosen[-1].split())
    return chosen


def make_systems() -> tuple[dict[str, Callable[[Sequence[str]], object]], dict[str, float]]:
    """Return what to time, and the seconds that each took to load."""
    systems: dict[str, Callable[[Sequence[str]], object]] = {}
    loading = {}
    for name in ("baseline", "rules", "tagger"):
        start = time.process_time()
        try:
            system = rivals.MAKERS[name]()
        except Exception as problem:  # an engine that is not there is left out, and said
            print(f"left out: {name} ({problem})")
            continue
        title = f"{system.name} {system.version}".strip()
        systems[title] = system.extract
        loading[title] = round(time.process_time() - start, 3)
    start = time.process_time()
    nlp = rivals.load_pipeline()
    loading[PIPELINE] = round(time.process_time() - start, 3)
    systems[PIPELINE] = lambda texts: [len(doc) for doc in nlp.pipe(texts)]
    return systems, loading


def measure(
    systems: dict[str, Callable[[Sequence[str]], object]], texts: Sequence[str], rounds: int
) -> dict[str, list[float]]:
    """Return each system's processor seconds, a figure a round."""
    for system in systems.values():
        system(texts[:2])
    seconds: dict[str, list[float]] = {name: [] for name in systems}
    names = list(systems)
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            start = time.process_time()
            systems[name](texts)
            seconds[name].append(time.process_time() - start)
    return seconds


def summarise(seconds: dict[str, list[float]], words: int) -> list[dict[str, Any]]:
    """Return a row a system: median words a second, their spread, and the median ratio to the bare pipeline."""
    rows = []
    for name, times in seconds.items():
        ratios = [bare / own for own, bare in zip(times, seconds[PIPELINE], strict=True)]
        rows.append(
            {
                "system": name,
                "words a second": round(words / statistics.median(times)),
                "slowest round": round(words / max(times)),
                "fastest round": round(words / min(times)),
                "times the bare pipeline": round(statistics.median(ratios), 2),
            }
        )
    return sorted(rows, key=lambda row: -row["words a second"])


def pin(core: int | None) -> int | None:
    """Stay on one thread and, where the system allows, on one core; return it. Comes before any heavy import."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if not hasattr(os, "sched_setaffinity"):
        return None
    chosen = max(os.sched_getaffinity(0)) if core is None else core
    os.sched_setaffinity(0, {chosen})
    return chosen


def main() -> None:
    """Measure, print, and keep where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", default=[], help="JSON lines with a text each; may be repeated")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--core", type=int, help="default: the last one that this process may use")
    parser.add_argument("--keep", action="store_true", help="write the figures into benchmarks/results")
    options = parser.parse_args()
    core = pin(options.core)
    texts = read_texts(options.corpus, options.words)
    words = sum(len(text.split()) for text in texts)
    systems, loading = make_systems()
    seconds = measure(systems, texts, options.rounds)
    rows = summarise(seconds, words)
    corpus = ", ".join(Path(path).name for path in options.corpus) or "the seeds, repeated"
    hashes = rivals.pipeline_hashes()
    notes = [
        record.table(rows),
        f"{words:,} words ({corpus}), {options.rounds} interleaved rounds, one core; seconds of processor time.",
        "Weights of the pipeline, SHA-256: " + ", ".join(f"{name} `{value[:16]}…`" for name, value in hashes.items()),
        "Loading took " + ", ".join(f"{value} s ({name})" for name, value in loading.items()) + ".",
    ]
    print("\n\n".join(notes))
    if options.keep:
        figures = {"corpus": corpus, "words": words, "core": core, "rows": rows, "seconds": seconds}
        kept = record.keep("speed", {**figures, "loading": loading, "pipeline": hashes}, "\n\n".join(notes))
        lengths = {row["system"]: row["words a second"] for row in rows}
        plots.bars(kept.with_suffix(".svg"), "One core", lengths, "words a second", log=True)
        print(f"\nkept in {kept.relative_to(record.ROOT)}")


if __name__ == "__main__":
    main()
