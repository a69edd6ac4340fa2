"""Articles' stretches in, role spans with links out: the shipped network, run by onnxruntime."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import Factory, define, frozen

from quotekit.tagging.decoding import best_paths, label_runs
from quotekit.tagging.encoding import Ints, Pieces, encode, load_tokenizer
from quotekit.tagging.links import find_links
from quotekit.tagging.windows import Window, cut_windows
from quotekit.values import Passage, Roles, RoleSpan, Span

Floats = npt.NDArray[np.float32]
Runner = Callable[[dict[str, npt.NDArray[np.int64]]], tuple[Floats, Floats]]

CLS, SEP = 101, 102
FORMAT = 1
"""Version of the model directory's layout."""
FILES = ("model.onnx", "tokenizer.json")
"""What a model directory holds beside its config, which tells their hashes."""
SLOW_FUSIONS = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion"]
"""onnxruntime's fused skip-and-normalize takes five times as long on a CPU as an addition and a normalization."""
BLOCK = 16_384
"""Pieces that wait to be decoded together: their vectors take some twenty megabytes."""
NAMES = ("content", "cue", "source")


@frozen(eq=False)
class Tagger:
    """A network with its tokenizer; ``run`` takes one window's inputs and returns emissions and link vectors."""

    tokenizer: Any
    run: Runner
    transitions: Floats
    size: int = 254
    context: int = 0
    chance: tuple[float, ...] | None = None
    """What the model's confidence is made with: see :func:`quotekit.linking.chance_of`."""

    def tag(self, articles: Iterable[tuple[str, Sequence[Span], Sequence[Passage]]]) -> list[Roles]:
        """Return the roles of each article, given as (text, stretches to read, passages).

        A window never holds pieces of two articles, so the answer depends on the article alone. What the network says
        is decoded for many windows at once, and then all but what links need is let go.
        """
        heard: list[_Heard] = []
        waiting = _Waiting(self.transitions)
        for text, stretches, passages in articles:
            pieces = encode(self.tokenizer, text, stretches, passages)
            heard.append(_Heard(pieces))
            bounds = pieces.bounds.tolist()
            ends = set(bounds)
            for window in cut_windows(bounds, self.size, self.context):
                emitted, linked = self.run(window_inputs(pieces, window))
                skip = 1 + window.scored - window.start
                waiting.add(heard[-1], window, emitted[0, skip:-1], linked[0, skip:-1], linked[0, 0])
                if waiting.size >= BLOCK and window.end in ends:
                    waiting.decode()
        waiting.decode()
        return [each.roles() for each in heard]


@define(eq=False)
class _Heard:
    """What is known of one article so far: its runs of labels, and the vectors that tie them together."""

    pieces: Pieces
    runs: list[tuple[int, int, int]] = Factory(list)
    scores: list[float] = Factory(list)
    vectors: list[Floats] = Factory(list)
    """A row a piece of each run, one in all for a content: it asks, and nobody asks for it."""
    none: list[Floats] = Factory(list)
    """A vector a run: that of its window's "none"."""

    def roles(self) -> Roles:
        if not self.runs:
            return Roles()
        start, end = self.pieces.start, self.pieces.end
        spans = tuple(
            RoleSpan(NAMES[role], Span(int(start[first]), int(end[last - 1])), score)  # type: ignore[arg-type]
            for (role, first, last), score in zip(self.runs, self.scores, strict=True)
        )
        ends = np.cumsum([len(rows) for rows in self.vectors]).tolist()
        rows = [(run[0], last - len(own), last) for run, own, last in zip(self.runs, self.vectors, ends, strict=True)]
        return Roles(spans, tuple(find_links(rows, np.concatenate(self.vectors), self.none)))


class _Waiting:
    """Windows that the network has read and that are not yet decoded; together they hold whole stretches."""

    def __init__(self, transitions: Floats) -> None:
        self.transitions = transitions
        self.size = 0
        self.read: list[tuple[_Heard, Window, Floats, Floats, Floats]] = []

    def add(self, heard: _Heard, window: Window, emissions: Floats, vectors: Floats, none: Floats) -> None:
        self.size += len(emissions)
        self.read.append((heard, window, emissions, vectors, none))

    def decode(self) -> None:
        """Find the runs of labels in all that waits, and give them to their articles."""
        if not self.read:
            return
        emissions = np.concatenate([read[2] for read in self.read])
        vectors = np.concatenate([read[3] for read in self.read])
        places, bounds = self._places()
        labels, chances = best_paths(emissions, bounds, self.transitions)
        runs = label_runs(labels, bounds)
        scores, means = _means(runs, chances), _means(runs, vectors)
        for (role, first, end), score, mean in zip(runs, scores.tolist(), means, strict=True):
            at = bisect_right(places, first) - 1
            heard, window, _, _, none = self.read[at]
            shift = window.scored - places[at]
            heard.runs.append((role, first + shift, end + shift))
            heard.scores.append(score)
            heard.vectors.append(mean[None].copy() if role == 0 else vectors[first:end].copy())
            heard.none.append(none.copy())
        self.read, self.size = [], 0

    def _places(self) -> tuple[list[int], Ints]:
        """Return where each window begins among all pieces that wait, and where each stretch does."""
        places, bounds, at = [], [], 0
        for heard, window, emissions, _, _ in self.read:
            starts = heard.pieces.bounds
            inside = starts[np.searchsorted(starts, window.scored) : np.searchsorted(starts, window.end)]
            bounds.append(inside - window.scored + at)
            places.append(at)
            at += len(emissions)
        return places, np.concatenate([*bounds, [at]])


def _means(runs: Sequence[tuple[int, int, int]], rows: Floats) -> Floats:
    """Return the mean of each run's rows; runs are in order and share none."""
    if not runs:
        return rows[:0]
    edges = np.array([(first, end) for _, first, end in runs], dtype=np.int64)
    # Sums from each edge to the next one: those from a run's end to the next one's start are left out.
    sums = np.add.reduceat(rows, edges.ravel()[: -1 if edges[-1, 1] == len(rows) else None], axis=0)[::2]
    lengths = edges[:, 1] - edges[:, 0]
    means: Floats = np.divide(sums, lengths.reshape(-1, *[1] * (rows.ndim - 1)), dtype=np.float32)
    return means


def window_inputs(pieces: Pieces, window: Window) -> dict[str, npt.NDArray[np.int64]]:
    """Return the network's inputs for one window, [CLS] in front and [SEP] behind."""
    out = {}
    for name, first, last in (("ids", CLS, SEP), ("shape", 0, 0), ("state", 0, 0), ("gap", 0, 0)):
        row = np.empty((1, window.end - window.start + 2), dtype=np.int64)
        row[0, 0], row[0, -1] = first, last
        row[0, 1:-1] = getattr(pieces, name)[window.start : window.end]
        out[name] = row
    return out


def load_tagger(path: Path, threads: int = 1) -> Tagger:
    """Load a model directory: ``model.onnx``, ``tokenizer.json`` and ``config.json`` with their hashes.

    Raises:
        FileNotFoundError: a file of the model is missing.
        ValueError: a file differs from what ``config.json`` says of it.
    """
    config = json.loads(_checked(path / "config.json", None))
    if config.get("format") != FORMAT:
        raise ValueError(
            f"{path / 'config.json'}: the model has format {config.get('format')}, this quotekit reads {FORMAT}"
        )
    hashes = config.get("sha256", {})
    for name in FILES:
        if name not in hashes:
            raise ValueError(f"{path / 'config.json'}: it tells no hash of {name}")
    if strange := sorted(hashes.keys() - set(FILES)):
        raise ValueError(f"{path / 'config.json'}: {strange[0]!r} is no file of a model")
    files = {name: _checked(path / name, hashes[name]) for name in FILES}
    import onnxruntime  # noqa: PLC0415 - a heavy import, paid on first use

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        files["model.onnx"], options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
    )

    def run(inputs: dict[str, npt.NDArray[np.int64]]) -> tuple[Floats, Floats]:
        emissions, vectors = session.run(["emissions", "links"], inputs)
        return emissions, vectors

    transitions = np.array(config["transitions"], dtype=np.float32)
    tokenizer = load_tokenizer(files["tokenizer.json"])  # what was checked, not what stands there now
    chance = tuple(config["chance"]) if "chance" in config else None
    return Tagger(tokenizer, run, transitions, config["size"], config["context"], chance)


def _checked(path: Path, digest: str | None) -> bytes:
    """Read a file of the model and compare its hash."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        shipped = Path(__file__).parents[1] in path.parents
        remedy = "reinstall quotekit" if shipped else "name the folder that python -m quotekit.training wrote, as --out"
        raise FileNotFoundError(f"{path}: a file of the tagger's model is missing; {remedy}") from problem
    found = hashlib.sha256(data).hexdigest()
    if digest is not None and found != digest:
        raise ValueError(f"{path}: the file is damaged (its SHA-256 is {found[:12]}…, not {digest[:12]}…)")
    return data
