"""Whether a confidence of 0.8 means right in 8 of 10 cases: a table, a picture, and what a threshold costs.

    python benchmarks/reliability.py --corpus GOLD.jsonl [--model DIR] [--keep]

The gold is JSON lines of ``{"id", "text", "attributions"}``. Every attribution of the default engine is kept, and what
is found inside another's content left out, since the gold has none of those. Right is what the scorer counts.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import plots
import record

from quotekit import Extractor
from quotekit.doors.evaluating import read_annotated
from quotekit.doors.scoring import Ruler, pairs

BINS = 10
THRESHOLDS = (0.0, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9)


def judged(path: str, model: str | None) -> tuple[list[tuple[float, bool]], int]:
    """Return each attribution's confidence and whether it is right, the surest first; and the size of the gold."""
    extractor = Extractor(model=model, nested=False, min_confidence=0.0)
    out, size = [], 0
    for article in read_annotated(path).values():
        ruler, quotes = Ruler(article.text), extractor.extract(article.text).quotes
        golds, guesses = ruler.lettered(article.attributions), ruler.lettered(quotes)
        right = {pair.guess for pair in pairs(golds, guesses) if pair.hit}
        size += len(golds)
        out += [(quotes[guess.index].confidence, number in right) for number, guess in enumerate(guesses)]
    return sorted(out, reverse=True), size


def bins(found: Sequence[tuple[float, bool]]) -> list[dict[str, Any]]:
    """Return a row a tenth of confidence: how many, their mean confidence, how many of them are right.

    >>> bins([(0.95, True), (0.91, False)])
    [{'confidence': '0.9 to 1.0', 'attributions': 2, 'mean confidence, %': 93.0, 'right, %': 50.0}]
    """
    rows = []
    for number in range(BINS):
        here = [each for each in found if min(int(each[0] * BINS), BINS - 1) == number]
        if here:
            rows.append(
                {
                    "confidence": f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}",
                    "attributions": len(here),
                    "mean confidence, %": round(100 * sum(c for c, _ in here) / len(here), 1),
                    "right, %": round(100 * sum(r for _, r in here) / len(here), 1),
                }
            )
    return rows


def expected_error(rows: Sequence[dict[str, Any]]) -> float:
    """Return the expected calibration error in points (Naeini, Cooper and Hauskrecht, 2015)."""
    total = sum(row["attributions"] for row in rows)
    gaps = (row["attributions"] * abs(row["mean confidence, %"] - row["right, %"]) for row in rows)
    return round(sum(gaps) / max(total, 1), 1)


def trade(found: Sequence[tuple[float, bool]], gold: int) -> list[dict[str, Any]]:
    """Return a row a threshold: precision, recall and F1 of what is at least that likely."""
    rows = []
    for least in THRESHOLDS:
        kept = [right for confidence, right in found if confidence >= least]
        p, r = sum(kept) / max(len(kept), 1), sum(kept) / max(gold, 1)
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        figures = {"precision": p, "recall": r, "F1": f1}
        rows.append({"min_confidence": least} | {name: round(100 * value, 1) for name, value in figures.items()})
    return rows


def main() -> None:
    """Measure, print, and with ``--keep`` write into benchmarks/results and docs/samples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--model", help="a model directory in place of the shipped one")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    found, gold = judged(options.corpus, options.model)
    rows, surer = bins(found), [right for _, right in found[: len(found) // 2]]
    head = f"Expected calibration error {expected_error(rows)} points; of the surer half "
    head += f"{100 * sum(surer) / max(len(surer), 1):.1f} % are right."
    text = "\n\n".join([head, record.table(rows), record.table(trade(found, gold))])
    print(text)
    if options.keep:
        figures = {"bins": rows, "trade": trade(found, gold), **record.circumstances()}
        record.keep("reliability", figures, text)
        shown = {
            "measured": [(row["mean confidence, %"], row["right, %"]) for row in rows],
            "perfect": [(0.0, 0.0), (100.0, 100.0)],
        }
        picture = Path(record.ROOT, "docs", "samples", "reliability.svg")
        plots.lines(picture, "Confidence and truth", shown, "mean confidence, %", "right, %", log=False)


if __name__ == "__main__":
    main()
