"""The training loop: items in, weights out, with a log a person can follow."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

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


class Schedule(Protocol):
    """What training and distillation both need to know."""

    @property
    def epochs(self) -> int: ...  # noqa: D102
    @property
    def tokens(self) -> int: ...  # noqa: D102
    @property
    def encoder_rate(self) -> float: ...  # noqa: D102
    @property
    def head_rate(self) -> float: ...  # noqa: D102
    @property
    def warm_up(self) -> float: ...  # noqa: D102
    @property
    def average(self) -> float: ...  # noqa: D102


def collate(items: Sequence[Item]) -> dict[str, Tensor]:
    """Pad a batch, [CLS] in front and [SEP] behind each window; ``heard`` is NaN where nobody said anything."""
    width = max(len(item.ids) for item in items) + 2
    shape = (len(items), width)
    out = {name: np.zeros(shape, dtype=np.int64) for name in ("ids", "shape", "state", "gap", "labels")}
    out["link"] = np.full((*shape, 2), -2, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.float32)
    heard = np.full((*shape, LABELS), np.nan, dtype=np.float32)
    for row, item in enumerate(items):
        n = len(item.ids)
        out["ids"][row, 0], out["ids"][row, n + 1] = CLS, SEP
        for name in ("ids", "shape", "state", "gap", "labels"):
            out[name][row, 1 : n + 1] = getattr(item, name)
        out["link"][row, 1 : n + 1] = np.where(item.link >= 0, item.link + 1, item.link)
        mask[row, : n + 2] = 1.0
        if item.heard is not None:
            heard[row, 1 : n + 1] = item.heard
    batch = {name: torch.from_numpy(array) for name, array in out.items()}
    batch["mask"] = torch.from_numpy(mask)
    batch["heard"] = torch.from_numpy(heard)
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

    def windows() -> Iterator[list[Item]]:
        return batches([i for e in examples for i in make_items(e, recipe.size, rng.randrange(8))], recipe.tokens, rng)

    def losses(group: Sequence[Item]) -> tuple[dict[str, Tensor], Tensor]:
        batch = collate(group)
        return {"loss": loss_of(network, batch, recipe, corrupt=True)}, batch["mask"]

    return fit(network, recipe, windows, losses, out, asdict(recipe), log)


def fit(
    network: TaggerNetwork,
    schedule: Schedule,
    windows: Callable[[], Iterable[Sequence[Item]]],
    losses: Callable[[Sequence[Item]], tuple[dict[str, Tensor], Tensor]],
    out: Path,
    recipe: dict[str, Any],
    log: Any,
) -> TaggerNetwork:
    """Fit a network and return it with the moving average of its weights, which is saved after every epoch.

    Args:
        network: what is trained; its word embeddings stay as they are.
        schedule: epochs, rates and the like.
        windows: gives the batches of an epoch; of the first one's number the rates are planned.
        losses: of a batch the losses by name, the first of which is made small, and the mask.
        out: folder for ``recipe.json`` and ``weights-N.pt``.
        recipe: what ``recipe.json`` holds.
        log: where lines of progress go.
    """
    network.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    trained = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    heads = [p for name, p in trained if not name.startswith("bert.")]
    body = [p for name, p in trained if name.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": schedule.encoder_rate}, {"params": heads, "lr": schedule.head_rate}], weight_decay=0.01
    )
    first = list(windows())
    total = len(first) * schedule.epochs
    rates = learning_rate(optimizer, total, schedule.warm_up)
    average = {n: p.detach().clone() for n, p in network.named_parameters()}
    out.mkdir(parents=True, exist_ok=True)
    (out / "recipe.json").write_text(json.dumps(recipe, indent=1), encoding="utf8")
    began, step, seen = time.monotonic(), 0, 0
    running: dict[str, float] = {}
    network.train()
    for epoch in range(schedule.epochs):
        for group in windows() if epoch else first:
            made, mask = losses(group)
            optimizer.zero_grad(set_to_none=True)
            next(iter(made.values())).backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            rates.step()
            step, seen = step + 1, seen + int(mask.sum())
            for name, loss in made.items():
                running[name] = 0.98 * running.get(name, 0.0) + 0.02 * float(loss.detach())
            decay = min(schedule.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, parameter in trained:
                    average[name].lerp_(parameter, 1 - decay)
            if step % 50 == 0:
                told = " ".join(f"{name} {value:.3f}" for name, value in running.items())
                rate = seen / (time.monotonic() - began)
                log(f"epoch {epoch + 1} step {step}/{total} {told} {rate:.0f} pieces/s", flush=True)
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
