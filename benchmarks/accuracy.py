"""F1s and absolute counts of every engine and rival over gold attributions.

    python benchmarks/accuracy.py --corpus GOLD.jsonl [--systems rules,textacy] [--predictions NAME=FILE] [--keep]

The gold is JSON lines of ``{"id", "text", "attributions"}``. ``--predictions`` scores what was written before, by
rivals.py in another environment for instance. Nothing of a corpus is kept, figures alone.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import record
import rivals

from quotekit.doors.evaluating import read_annotated
from quotekit.doors.lines import encode
from quotekit.doors.scoring import KINDS, Annotated, Ruler, pairs, score

SHOWN = ("exact", "soft", "attribution", "strict", "cue", "source", *KINDS)

PUBLISHED_ON = (84, 2188)
"""PolNeAR dev: articles, and attributions whose content holds a letter."""
PUBLISHED = """
two human annotators         69.0 84.6 75.5 69.6 82.0 82.7 97.6 89.1 67.4
Citron (BBC), retrained      39.6 67.0 52.9 41.9 67.2 68.2 65.6 63.3 46.2
Gender Gap Tracker's rules   31.9 54.2 42.1 32.4 53.2 53.0 52.7 56.9 33.4
sayswho's finder             15.1 31.0 27.7 14.5 33.2 34.6 67.3  0.0  0.0
textacy, a paragraph at a time 12.9 28.6 26.0 13.2 32.9 34.4 62.6 0.0 0.3
"""
"""Measured before by the developers with the same scorer, on PolNeAR dev: what can't be installed from PyPI is not run
again here. Citron was retrained on PolNeAR train. The humans' row is over the 20 articles that six annotators shared,
each against each other."""


def figures_of(gold: Mapping[str, Annotated], predicted: Mapping[str, Annotated]) -> dict[str, Any]:
    """Return the scorer's figures, and by kind how many were missed and how many are false."""
    missed: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    false: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    for key, article in gold.items():
        ruler = Ruler(article.text)
        golds = ruler.lettered(article.attributions)
        guesses = ruler.lettered(predicted[key].attributions if key in predicted else ())
        hits = [pair for pair in pairs(golds, guesses) if pair.hit]
        found, right = {pair.gold for pair in hits}, {pair.guess for pair in hits}
        missed.update(each.kind for number, each in enumerate(golds) if number not in found)
        false.update(each.kind for number, each in enumerate(guesses) if number not in right)
    return {"figures": score(gold, predicted), "missed": dict(missed), "false": dict(false)}


def predict(name: str, gold: Mapping[str, Annotated]) -> tuple[str, dict[str, Annotated]]:
    """Run one system over the gold's texts; return its name with version, and its attributions."""
    rival = rivals.MAKERS[name]()
    found = rival.extract([article.text for article in gold.values()])
    with tempfile.TemporaryDirectory() as folder:
        # Read back the way a user's predictions are read, so that both meet the same checks.
        file = Path(folder) / "predicted.jsonl"
        rows = zip(gold.items(), found, strict=True)
        file.write_bytes(
            b"".join(encode({"id": key, "text": article.text, "attributions": own}) for (key, article), own in rows)
        )
        return f"{rival.name} {rival.version}".strip(), read_annotated(str(file))


def f1_rows(measured: Mapping[str, Mapping[str, Any]], with_published: bool) -> list[dict[str, Any]]:
    """Return a row of F1s a system, the best attribution F1 first, and the published rows below."""
    rows = [
        {"F1": name, **{figure: result["figures"][figure]["f1"] for figure in SHOWN}}
        for name, result in measured.items()
    ]
    rows.sort(key=lambda row: -row["attribution"])
    if with_published:
        for line in PUBLISHED.strip().splitlines():
            name, *values = line.rsplit(maxsplit=len(SHOWN))
            figures = dict(zip(SHOWN, map(float, values), strict=True))
            rows.append({"F1": f"*published:* {name.strip()}", **figures})
    return rows


def count_rows(measured: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a row of counts a system: how many of each kind were missed, and how many are false."""
    return [
        {
            "counts": name,
            "cue precision": result["figures"]["cue"]["p"],
            **{f"missed {kind}": result["missed"][kind] for kind in KINDS},
            **{f"false {kind}": result["false"][kind] for kind in KINDS},
        }
        for name, result in measured.items()
    ]


def measure(path: str, systems: Sequence[str], predictions: Sequence[str]) -> tuple[dict[str, Any], str]:
    """Return the figures over one corpus, and the same as Markdown."""
    gold = read_annotated(path)
    measured: dict[str, Any] = {}
    for system in systems:
        try:
            name, predicted = predict(system, gold)
        except Exception as problem:  # what is not installed is left out, and said
            print(f"left out: {system} ({type(problem).__name__}: {problem})")
            continue
        measured[name] = figures_of(gold, predicted)
    for given in predictions:
        name, _, file = given.partition("=")
        measured[name] = figures_of(gold, read_annotated(file))
    if not measured:
        raise SystemExit("no system to measure")
    total = next(iter(measured.values()))["figures"]["attribution"]["gold"]
    known = (len(gold), total) == PUBLISHED_ON
    title = f"## {Path(path).parent.name}/{Path(path).name}: {len(gold):,} articles, {total:,} attributions"
    page = [title, record.table(f1_rows(measured, known)), record.table(count_rows(measured))]
    return {"articles": len(gold), "attributions": total, "systems": measured}, "\n\n".join(page)


def main() -> None:
    """Measure, print, and keep where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", required=True, help="gold attributions; may be repeated")
    parser.add_argument("--systems", default=",".join(rivals.MAKERS), help="by commas; default: %(default)s")
    parser.add_argument("--predictions", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--keep", action="store_true", help="write the figures into benchmarks/results")
    options = parser.parse_args()
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    systems = [system for system in options.systems.split(",") if system]
    results = {path: measure(path, systems, options.predictions) for path in options.corpus}
    text = "\n\n".join(markdown for _, markdown in results.values())
    print(text)
    if options.keep:
        kept = record.keep("accuracy", {Path(path).name: figures for path, (figures, _) in results.items()}, text)
        print(f"\nkept in {kept.relative_to(record.ROOT)}")


if __name__ == "__main__":
    main()
