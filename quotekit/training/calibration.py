"""A model directory and annotated articles in, the weights of its confidence out, written into its ``config.json``.

    python -m quotekit.training.calibration MODEL dev.jsonl

A logistic regression (Newton's method, a little ridge) from what the linker knows of an attribution to whether it is
right in the scorer's sense. Use articles that the model was not trained on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from quotekit.cues import default_cues
from quotekit.doors.scoring import Ruler, pairs
from quotekit.extractor import meaning_of
from quotekit.linking import Costs, join
from quotekit.marks import find_passages
from quotekit.reading import read
from quotekit.tagging.model import Tagger, load_tagger
from quotekit.training.data import read_rows, stretches_of
from quotekit.values import Article, Attribution, Block, Span

Doubles = npt.NDArray[np.float64]
RIDGE = 1.0


def facts_of(tagger: Tagger, paths: Sequence[Path]) -> tuple[Doubles, Doubles]:
    """Return what the linker knows of each attribution that it makes, and 1.0 where that one is right."""
    facts: list[Sequence[float]] = []
    right: list[bool] = []
    cues = default_cues()
    for path in paths:
        for row in read_rows(path):
            text, stretches = row["text"], stretches_of(row["text"])
            passages = find_passages(text, stretches)
            (roles,) = tagger.tag([(text, stretches, passages)])
            sentences = read(Article(text, blocks=tuple(Block("paragraph", s) for s in stretches))).sentences
            made = list(join(text, roles, sentences, passages, Costs()))
            for attribution, known in made:
                strange = not meaning_of(text, attribution.cue, cues).cue_class
                facts.append((*known, float(strange)))
            right.extend(_right(text, row, [attribution for attribution, _ in made]))
    return np.array(facts), np.array(right, dtype=np.float64)


def _right(text: str, row: Mapping[str, Any], found: Sequence[Attribution]) -> list[bool]:
    """Tell of each attribution whether the scorer pairs it with one of the gold's."""
    gold = [
        Attribution(_spans(each, "content"), _spans(each, "cue"), _spans(each, "source"))
        for each in row.get("attributions", row.get("quotes", []))
    ]
    ruler = Ruler(text)
    guesses = ruler.lettered(found)
    hits = {guesses[pair.guess].index for pair in pairs(ruler.lettered(gold), guesses) if pair.hit}
    return [index in hits for index in range(len(found))]


def _spans(row: Mapping[str, Any], role: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in row.get(role) or ())


def fitted(facts: Doubles, right: Doubles) -> tuple[float, ...]:
    """Return the weights of a logistic regression, the constant last.

    >>> facts = np.array([[0.0], [0.0], [1.0], [1.0], [1.0]] * 50)
    >>> weight, constant = fitted(facts, np.array([0.0, 1.0, 1.0, 1.0, 0.0] * 50))
    >>> weight > 0.5 and abs(constant) < 0.1
    True
    """
    rows = np.hstack([facts, np.ones((len(facts), 1))])
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(len(weights)) * RIDGE
    ridge[-1, -1] = 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights += np.linalg.solve(slope, rows.T @ (right - chance) - ridge @ weights)
    return tuple(round(float(weight), 3) for weight in weights)


def calibrate(model: Path, paths: Sequence[Path]) -> tuple[float, ...]:
    """Fit the confidence of a model and write its weights into the model's ``config.json``.

    Raises:
        ValueError: the model finds nothing in the articles.
    """
    facts, right = facts_of(load_tagger(model), paths)
    if not len(facts):
        raise ValueError("the model finds no attribution in these articles, so there is nothing to fit")
    weights = fitted(facts, right)
    config = json.loads((model / "config.json").read_text(encoding="utf8"))
    config["chance"] = weights
    (model / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf8")
    return weights


def main() -> None:
    """Calibrate a model as the arguments tell."""
    parser = argparse.ArgumentParser("python -m quotekit.training.calibration", description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("data", nargs="+", type=Path, help="annotated articles that the model was not trained on")
    options = parser.parse_args()
    print(*calibrate(options.model, options.data))


if __name__ == "__main__":
    main()
