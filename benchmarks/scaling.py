"""Time and memory against the number of articles and of worker processes.

    python benchmarks/scaling.py [--corpus TEXTS.jsonl] [--engine tagger] [--articles 20] [--times 1 10 100] [--keep]

Each run is a process of its own that streams so many articles, drawn and shuffled from the corpus with a fixed seed,
through ``Extractor.pipe`` and keeps nothing. Each round runs all, in another order; the seconds are by the clock, the
medians of the rounds, and the start of the workers is in them. Memory is the most that a process held, models included.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import plots
import processes
import record
import rivals


def stream(engine: str, texts: Sequence[str], articles: int, workers: int, batch_size: int) -> dict[str, float]:
    """Read so many articles, in this process; return what it cost, and how many quotes there were."""
    import quotekit

    extractor = quotekit.Extractor(engine=engine)
    extractor.extract(texts[0])
    quotes = 0

    def read() -> None:
        nonlocal quotes
        for result in extractor.pipe(drawn(texts, articles), workers=workers, batch_size=batch_size):
            if result.failure is not None:
                raise SystemExit(result.failure.message)
            quotes += len(result.quotes)

    return {**processes.timed(read), "quotes": quotes}


def drawn(texts: Sequence[str], articles: int) -> Iterator[str]:
    """Yield so many texts: all of them in a new order, and again."""
    order = random.Random(0)
    left = articles
    while left:
        for text in order.sample(texts, min(left, len(texts))):
            yield text
            left -= 1


def summarise(runs: dict[tuple[int, int], list[dict[str, float]]]) -> list[dict[str, Any]]:
    """Return a row a number of workers and articles."""
    rows = []
    seconds = {key: statistics.median(run["seconds"] for run in each) for key, each in runs.items()}
    for (workers, articles), each in runs.items():
        alone = seconds.get((1, articles))
        rows.append(
            {
                "workers": workers,
                "articles": articles,
                "seconds": round(seconds[workers, articles], 1),
                "ms an article": round(1000 * seconds[workers, articles] / articles, 1),
                "times one worker": round(alone / seconds[workers, articles], 2) if alone else "",
                "peak MB": max(run["peak MB"] for run in each),
                "a worker's peak MB": max(run["a worker's peak MB"] for run in each) or "",
                "quotes": int(each[0]["quotes"]),
            }
        )
    return rows


def main() -> None:
    """Measure, print, and keep where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", default=[], help="JSON lines with a text each; may be repeated")
    parser.add_argument("--engine", default="tagger")
    parser.add_argument("--articles", type=int, default=20, help="how many are 1x")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--note", default="", help="a sentence on the circumstances, kept with the figures")
    parser.add_argument("--keep", action="store_true", help="write figures and picture into benchmarks/results")
    options = parser.parse_args()
    if options.corpus:
        texts = [row["text"] for row in rivals.read_corpora(options.corpus)]
    else:
        texts = [path.read_text(encoding="utf8") for path in sorted((record.ROOT / "seeds").glob("*.txt"))]
    keys = [(workers, options.articles * times) for times in options.times for workers in options.workers]
    runs: dict[tuple[int, int], list[dict[str, float]]] = {key: [] for key in keys}
    for number in range(options.rounds):
        for workers, articles in keys[number % len(keys) :] + keys[: number % len(keys)]:
            cost = processes.in_child(stream, options.engine, texts, articles, workers, options.batch_size)
            runs[workers, articles].append(cost)
    rows = summarise(runs)
    corpus = ", ".join(Path(path).name for path in options.corpus) or "the seeds, repeated"
    words = sum(len(text.split()) for text in texts) / len(texts)
    notes = [
        record.table(rows),
        f"Engine `{options.engine}`; {corpus}, {words:.0f} words an article; {options.rounds} interleaved rounds, "
        f"batches of {options.batch_size}. {options.note}".strip(),
    ]
    print("\n\n".join(notes))
    if options.keep:
        name = f"scaling-{options.engine}"
        kept = record.keep(name, {"corpus": corpus, "rows": rows, "note": options.note}, "\n\n".join(notes))
        curves = {
            f"{workers} worker{'s' if workers > 1 else ''}": [
                (row["articles"], row["seconds"]) for row in rows if row["workers"] == workers
            ]
            for workers in options.workers
        }
        plots.lines(kept.with_suffix(".svg"), f"Engine {options.engine}", curves, "articles", "seconds by the clock")
        print(f"\nkept in {kept.relative_to(record.ROOT)}")


if __name__ == "__main__":
    main()
