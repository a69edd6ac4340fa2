"""A trained network and texts in, a cheaper network out that answers as it does.

    python -m quotekit.training.distil model/run-1/weights-6.pt --told train.jsonl --plain news.jsonl --out small

The smaller one keeps some of the larger one's layers, of each layer's feed-forward half the neurons that say most, and
all of its heads; its activation may be a cheaper one. It learns to pass through the same hidden states and to end in
the same emissions (Sanh et al., 2019, DistilBERT; Jiao et al., 2020, TinyBERT; Hou et al., 2020, DynaBERT), on text
that is annotated and text that is not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attrs import asdict, evolve, frozen
from torch import Tensor
from torch.nn.functional import mse_loss

from quotekit.tagging.decoding import best_paths
from quotekit.tagging.model import Tagger, load_tagger, window_inputs
from quotekit.tagging.windows import cut_windows
from quotekit.training.__main__ import averaged, default_encoder
from quotekit.training.data import Example, Item, make_items
from quotekit.training.export import export
from quotekit.training.network import LABELS, TaggerNetwork, crf_loss, link_loss
from quotekit.training.train import batches, collate, corrupted, fit, read_examples
from quotekit.training.unpack import unpack


@frozen
class Distillation:
    """Everything that decides the outcome of a distillation."""

    keep: tuple[int, ...] = (0, 1, 3, 5)
    """The larger network's layers that the smaller one starts with."""
    activation: str = "relu"
    """A linear rectifier takes a seventh of the whole network's time less than the encoder's GELU."""
    inner: int | None = None
    """Neurons of each feed-forward half; all of them where none is given."""
    epochs: int = 5
    share: float = 0.5
    """Of the texts without annotation, how many are read an epoch."""
    sizes: tuple[int, ...] = (96, 128, 160, 254)
    """Pieces a window; each article's are cut to one of these."""
    tokens: int = 1536
    encoder_rate: float = 2e-4
    head_rate: float = 2e-4
    warm_up: float = 0.03
    word_dropout: float = 0.05
    name_dropout: float = 0.1
    gold_weight: float = 3.0
    link_weight: float = 0.15
    emission_weight: float = 2.0
    layer_weight: float = 0.3
    """Of the states between the layers."""
    average: float = 0.998
    last: int = 1
    """Of how many of the last epochs the mean of the weights is written (Kaddour, 2022)."""
    order: int = 1


def pupil_of(teacher: TaggerNetwork, encoder: Path, recipe: Distillation, batch: dict[str, Tensor]) -> TaggerNetwork:
    """Return a network of the teacher's embeddings and heads, and of its layers what the recipe keeps.

    ``batch`` is what the teacher reads for us to see which of its neurons say most.
    """
    pupil = TaggerNetwork(encoder, len(recipe.keep), 0.0, 0.0, recipe.activation, recipe.inner)
    state = teacher.state_dict()
    prefix = "bert.encoder.layer."
    kept = {n: v for n, v in state.items() if not n.startswith(prefix)}
    weights = _neurons(teacher, batch)
    for index, layer in enumerate(recipe.keep):
        begin = f"{prefix}{layer}."
        own = {n[len(begin) :]: v for n, v in state.items() if n.startswith(begin)}
        best = weights[layer].argsort(descending=True)[: recipe.inner].sort().values
        for name in ("intermediate.dense.weight", "intermediate.dense.bias"):
            own[name] = own[name][best]
        own["output.dense.weight"] = own["output.dense.weight"][:, best]
        kept |= {f"{prefix}{index}.{name}": value for name, value in own.items()}
    pupil.load_state_dict(kept)
    return pupil


def _neurons(teacher: TaggerNetwork, batch: dict[str, Tensor]) -> list[Tensor]:
    """Return for each layer how much each neuron of its feed-forward half adds to what the layer says."""
    here = batch["mask"] > 0
    out = []
    layers: Any = teacher.bert.encoder.layer
    with torch.no_grad():
        states = teacher.states(batch["ids"], batch["shape"], batch["state"], batch["gap"], batch["mask"])
        for layer, state in zip(layers, states[:-1], strict=True):
            heard = layer.attention(state, (1.0 - batch["mask"])[:, None, None] * -1e4)[0]
            said = layer.intermediate(heard)[here].abs().mean(0)
            out.append(said * layer.output.dense.weight.norm(dim=0))
    return out


def distillation_loss(
    pupil: TaggerNetwork, teacher: TaggerNetwork, batch: dict[str, Tensor], recipe: Distillation
) -> tuple[Tensor, Tensor]:
    """Return the loss of one batch, and the part of it that compares hidden states."""
    ids = corrupted(batch, recipe.word_dropout, recipe.name_dropout)
    inputs = (ids, batch["shape"], batch["state"], batch["gap"], batch["mask"])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with torch.no_grad():
            wanted = teacher.states(*inputs)
            wanted_emissions = teacher.emit(wanted[-1])
        states = pupil.states(*inputs)
        emissions, vectors = pupil.emit(states[-1]).float(), pupil.link(states[-1]).float()
    heard = batch["heard"]
    wanted_emissions = torch.where(heard.isnan(), wanted_emissions.float(), heard)
    here = batch["mask"] > 0

    def apart(own: Tensor, other: Tensor) -> Tensor:
        other = other[here].float()
        return mse_loss(own[here].float(), other) / other.var()

    near = apart(states[-1], wanted[-1])
    loss = near + recipe.emission_weight * apart(emissions, wanted_emissions)
    for index, layer in enumerate(recipe.keep[:-1], 1):
        loss = loss + recipe.layer_weight / len(recipe.keep) * apart(states[index], wanted[layer + 1])
    told = batch["told"] > 0
    if told.any():
        labels, mask = batch["labels"][told], batch["mask"][told]
        crf = crf_loss(emissions[told], labels, mask, pupil.transitions, pupil.initial)
        loss = loss + recipe.gold_weight * crf / batch["mask"].sum()
        loss = loss + recipe.link_weight * link_loss(vectors[told], labels, batch["link"][told], mask)
    return loss, near.detach()


def distil(
    teacher: TaggerNetwork,
    told: Sequence[Example],
    untold: Sequence[Example],
    encoder: Path,
    out: Path,
    recipe: Distillation,
    start: TaggerNetwork | None = None,
    log: Any = print,
) -> TaggerNetwork:
    """Train the smaller network and save it; ``out`` gets ``recipe.json`` and after every epoch ``weights-N.pt``.

    Args:
        teacher: the network to learn from.
        told: annotated articles.
        untold: articles without annotation; where other models were heard on them, what those said is the annotation.
        encoder: folder of the encoder that the teacher was made from.
        out: folder for the weights.
        recipe: what decides the outcome.
        start: a smaller network of an earlier run to go on with.
        log: where lines of progress go.
    """
    torch.manual_seed(recipe.order)
    rng = random.Random(recipe.order)
    teacher.eval()
    pupil = start
    if pupil is None:
        first = collate(_windows(told[:8], recipe, random.Random(recipe.order)))
        pupil = pupil_of(teacher, encoder, recipe, first)
    untold = [_decoded(example, teacher) for example in untold]
    known: set[int] = set()

    def windows() -> Iterator[list[Item]]:
        items = _windows(told, recipe, rng)
        known.clear()
        known.update(map(id, items))
        new = _windows(rng.sample(untold, int(len(untold) * recipe.share)), recipe, rng)
        return batches([*items, *new], recipe.tokens, rng)

    def losses(group: Sequence[Item]) -> tuple[dict[str, Tensor], Tensor]:
        batch = collate(group)
        labelled = [item.heard is not None or id(item) in known for item in group]
        batch["told"] = torch.tensor(labelled, dtype=torch.float32)
        loss, near = distillation_loss(pupil, teacher, batch, recipe)
        return {"loss": loss, "hidden": near}, batch["mask"]

    held = {**asdict(recipe), "layers": len(recipe.keep)}
    return fit(pupil, recipe, windows, losses, out, held, log)


def _decoded(example: Example, teacher: TaggerNetwork) -> Example:
    """Return the example with the labels that other models' emissions make likeliest, where there are any."""
    if example.heard is None:
        return example
    transitions = teacher.transitions.detach().numpy()
    labels, _ = best_paths(example.heard, example.pieces.bounds, transitions)
    return evolve(example, labels=labels)


def heard_by(models: Sequence[Tagger], example: Example) -> Example:
    """Return the example with the mean of what the models say of each piece, read in the windows that they run with."""
    pieces = example.pieces
    heard = np.zeros((len(pieces.ids), LABELS), dtype=np.float32)
    for model in models:
        for window in cut_windows(pieces.bounds.tolist(), model.size, model.context):
            emissions, _ = model.run(window_inputs(pieces, window))
            heard[window.scored : window.end] += emissions[0, 1 + window.scored - window.start : -1] / len(models)
    return evolve(example, heard=heard)


def _windows(examples: Sequence[Example], recipe: Distillation, rng: random.Random) -> list[Item]:
    return [i for e in examples for i in make_items(e, rng.choice(recipe.sizes), rng.randrange(8))]


def loaded(weights: Path, encoder: Path) -> TaggerNetwork:
    """Return the network that a run saved, as the ``recipe.json`` beside it tells, or that of a model directory."""
    if weights.is_dir():
        return unpack(weights, encoder)
    held = weights.with_name("recipe.json")
    recipe = json.loads(held.read_text(encoding="utf8")) if held.exists() else {}
    network = TaggerNetwork(encoder, recipe.get("layers"), 0.0, 0.0, recipe.get("activation"), recipe.get("inner"))
    network.load_state_dict(torch.load(weights, weights_only=True), strict=False)
    return network


def main() -> None:
    """Distil a network as the arguments tell."""
    parser = argparse.ArgumentParser("python -m quotekit.training.distil", description=__doc__.splitlines()[0])
    parser.add_argument(
        "weights", nargs="+", type=Path, help="weights-N.pt of runs, or model directories; of several, their mean"
    )
    parser.add_argument("--told", nargs="+", type=Path, required=True, help="annotated articles")
    parser.add_argument("--plain", nargs="*", type=Path, default=[], help="articles without annotation, JSON lines")
    parser.add_argument(
        "--models", nargs="*", type=Path, default=[], help="model directories: the mean of what they say is learned too"
    )
    parser.add_argument("--start", type=Path, help="weights-N.pt or model directory of the same layers to go on from")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--encoder", type=Path, help="folder of the BERT encoder that the network was made from")
    parser.add_argument("--recipe", type=json.loads, default={}, help="fields of Distillation as JSON")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    encoder = options.encoder or default_encoder()
    tokenizer = encoder / "tokenizer.json"
    fields: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in options.recipe.items()}
    teacher = averaged([loaded(weights, encoder) for weights in options.weights])
    told, untold = read_examples(options.told, tokenizer), read_examples(options.plain, tokenizer)
    if models := [load_tagger(path, options.threads) for path in options.models]:
        told, untold = ([heard_by(models, example) for example in examples] for examples in (told, untold))
    start = loaded(options.start, encoder) if options.start else None
    recipe = Distillation(**fields)
    pupil = distil(teacher, told, untold, encoder, options.out / "run", recipe, start)
    if recipe.last > 1:
        epochs = range(max(1, recipe.epochs - recipe.last + 1), recipe.epochs + 1)
        pupil = averaged([loaded(options.out / "run" / f"weights-{epoch}.pt", encoder) for epoch in epochs])
    export(pupil, tokenizer, options.out)
    print(f"wrote {options.out}")


if __name__ == "__main__":
    main()
