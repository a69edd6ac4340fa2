"""The training loop: items in, weights out, with a log a person can follow."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attrs import asdict, frozen
from torch import Tensor

from quotekit.tagging.encoding import load_tokenizer
from quotekit.training.data import Example, Item, make_example, make_items, read_rows
from quotekit.training.network import LABELS, TaggerNetwork, crf_loss, link_loss

CLS, SEP, MASK = 101, 102, 103
TITLE = 3


@frozen
class Recipe:
    """Everything that decides the outcome of a training run."""

    epochs: int = 6
    size: int = 254
    """Pieces a window."""
    tokens: int = 1536
    """Pieces a batch, padding included."""
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    word_dropout: float = 0.1
    """Share of the pieces that are hidden."""
    name_dropout: float = 0.2
    """Share among the capitalised ones: the people of one election must not be learned by heart."""
    dropout: float = 0.1
    inner_dropout: float = 0.1
    link_weight: float = 0.15
    layers: int | None = None
    average: float = 0.998
    """Decay of the moving average of the weights, which is what is saved."""
    seed: int = 1
    """Of the new heads. Runs that share it can be averaged, whatever the order of their windows."""
    order: int | None = None
    """Of windows and of dropout; the same as ``seed`` where none is given."""


def collate(items: Sequence[Item]) -> dict[str, Tensor]:
    """Pad a batch, [CLS] in front and [SEP] behind each window."""
    width = max(len(item.ids) for item in items) + 2
    shape = (len(items), width)
    out = {name: np.zeros(shape, dtype=np.int64) for name in ("ids", "shape", "state", "gap", "labels")}
    out["link"] = np.full((*shape, 2), -2, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.float32)
    for row, item in enumerate(items):
        n = len(item.ids)
        out["ids"][row, 0], out["ids"][row, n + 1] = CLS, SEP
        for name in ("ids", "shape", "state", "gap", "labels"):
            out[name][row, 1 : n + 1] = getattr(item, name)
        out["link"][row, 1 : n + 1] = np.where(item.link >= 0, item.link + 1, item.link)
        mask[row, : n + 2] = 1.0
    batch = {name: torch.from_numpy(array) for name, array in out.items()}
    batch["mask"] = torch.from_numpy(mask)
    return batch


def batches(items: list[Item], tokens: int, rng: random.Random) -> Iterator[list[Item]]:
    """Yield batches of windows of like length, in random order."""
    order = sorted(items, key=lambda item: len(item.ids) + rng.random() * 30)
    groups: list[list[Item]] = [[]]
    for item in order:
        width = max([len(item.ids), *(len(i.ids) for i in groups[-1])]) + 2
        if groups[-1] and width * (len(groups[-1]) + 1) > tokens:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    yield from (group for group in groups if group)


def bigram_transitions(examples: Sequence[Example]) -> Tensor:
    """Return log-probabilities of one label following another, smoothed: where the CRF starts."""
    counts = np.full((LABELS, LABELS), 0.1)
    for example in examples:
        np.add.at(counts, (example.labels[:-1], example.labels[1:]), 1.0)
    return torch.from_numpy(np.log(counts / counts.sum(1, keepdims=True)) - np.log(1 / LABELS)).float()


def corrupted(batch: dict[str, Tensor], words: float, names: float) -> Tensor:
    """Return the batch's pieces with a share of them hidden, another among the capitalised ones."""
    ids = batch["ids"]
    rate = torch.where(batch["shape"] == TITLE, names, words)
    drop = (torch.rand(ids.shape) < rate) & (batch["mask"] > 0) & (ids > MASK)
    return torch.where(drop, torch.full_like(ids, MASK), ids)


def learning_rate(optimizer: torch.optim.Optimizer, total: int, warm_up: float) -> Any:
    """Return the schedule: a linear rise over the share ``warm_up`` of the steps, a linear fall to nothing."""
    warm = max(1, int(total * warm_up))
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / max(1, total - warm)))
    )


def loss_of(network: TaggerNetwork, batch: dict[str, Tensor], recipe: Recipe, corrupt: bool) -> Tensor:
    """Return the loss of one batch."""
    ids = corrupted(batch, recipe.word_dropout, recipe.name_dropout) if corrupt else batch["ids"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        emissions, vectors = network(ids, batch["shape"], batch["state"], batch["gap"], batch["mask"])
    mask = batch["mask"]
    crf = crf_loss(emissions.float(), batch["labels"], mask, network.transitions, network.initial)
    links = link_loss(vectors, batch["labels"], batch["link"], mask)
    return 10.0 * crf / mask.sum() + recipe.link_weight * links


def train(examples: Sequence[Example], encoder: Path, out: Path, recipe: Recipe, log: Any = print) -> TaggerNetwork:
    """Train and save; ``out`` gets ``recipe.json`` and after every epoch ``weights-N.pt``."""
    torch.manual_seed(recipe.seed)
    network = TaggerNetwork(encoder, recipe.layers, recipe.dropout, recipe.inner_dropout)
    rng = random.Random(recipe.seed if recipe.order is None else recipe.order)
    if recipe.order is not None:
        torch.manual_seed(recipe.order)
    network.transitions.data.copy_(bigram_transitions(examples))
    network.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    heads = [p for n, p in network.named_parameters() if not n.startswith("bert.") and p.requires_grad]
    body = [p for n, p in network.named_parameters() if n.startswith("bert.") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": recipe.encoder_rate}, {"params": heads, "lr": recipe.head_rate}], weight_decay=0.01
    )
    per_epoch = sum(len(e.pieces.ids) for e in examples) / (recipe.tokens * 0.94)
    total = int(per_epoch * recipe.epochs)
    schedule = learning_rate(optimizer, total, recipe.warm_up)
    average = {n: p.detach().clone() for n, p in network.named_parameters()}
    out.mkdir(parents=True, exist_ok=True)
    (out / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1), encoding="utf8")
    began, step, seen, running = time.monotonic(), 0, 0, 0.0
    network.train()
    for epoch in range(recipe.epochs):
        items = [i for e in examples for i in make_items(e, recipe.size, rng.randrange(8))]
        for group in batches(items, recipe.tokens, rng):
            batch = collate(group)
            loss = loss_of(network, batch, recipe, corrupt=True)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            schedule.step()
            step, seen = step + 1, seen + int(batch["mask"].sum())
            running = 0.98 * running + 0.02 * float(loss.detach())
            decay = min(recipe.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, parameter in network.named_parameters():
                    if parameter.requires_grad:
                        average[name].lerp_(parameter, 1 - decay)
            if step % 50 == 0:
                rate = seen / (time.monotonic() - began)
                log(f"epoch {epoch + 1} step {step}/{total} loss {running:.3f} {rate:.0f} pieces/s", flush=True)
        torch.save({n: p.clone() for n, p in average.items()}, out / f"weights-{epoch + 1}.pt")
        log(f"epoch {epoch + 1} saved after {time.monotonic() - began:.0f} s", flush=True)
    network.load_state_dict(average, strict=False)
    return network


def read_examples(paths: Sequence[Path], tokenizer: Path) -> list[Example]:
    """Read annotated articles from JSON-lines files."""
    reader = load_tokenizer(tokenizer)
    return [
        make_example(reader, row["text"], row.get("attributions", row.get("quotes", [])))
        for path in paths
        for row in read_rows(path)
    ]
