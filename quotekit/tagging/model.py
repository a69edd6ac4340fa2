"""Articles' stretches in, role spans with links out: the shipped network, run by onnxruntime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quotekit.tagging.decoding import best_paths, label_runs
from quotekit.tagging.encoding import Pieces, encode, load_tokenizer
from quotekit.tagging.windows import Window, cut_windows
from quotekit.values import Passage, Roles, RoleSpan, Span

Floats = npt.NDArray[np.float32]
Runner = Callable[[dict[str, npt.NDArray[np.int64]]], tuple[Floats, Floats]]

CLS, SEP = 101, 102
LINK = 64
FORMAT = 1
"""Version of the model directory's layout."""
SLOW_FUSIONS = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion"]
"""onnxruntime's fused skip-and-normalize takes five times as long on a CPU as an addition and a normalization."""
REACH = 3
"""A content may belong to the three cues before or after it, a cue to the three sources."""
NAMES = ("content", "cue", "source")


@frozen(eq=False)
class Tagger:
    """A network with its tokenizer; ``run`` takes one window's inputs and returns emissions and link vectors."""

    tokenizer: Any
    run: Runner
    transitions: Floats
    size: int = 254
    context: int = 0

    def tag(self, articles: Iterable[tuple[str, Sequence[Span], Sequence[Passage]]]) -> list[Roles]:
        """Return the roles of each article, given as (text, stretches to read, passages).

        A window never holds pieces of two articles, so the answer depends on the article alone.
        """
        return [self._tag_one(text, stretches, passages) for text, stretches, passages in articles]

    def _tag_one(self, text: str, stretches: Sequence[Span], passages: Sequence[Passage]) -> Roles:
        pieces = encode(self.tokenizer, text, stretches, passages)
        if not len(pieces.ids):
            return Roles()
        emissions, vectors, none = self._emit(pieces)
        labels, chances = best_paths(emissions, pieces.bounds, self.transitions)
        runs = label_runs(labels, pieces.bounds)
        sums = np.concatenate([[0.0], np.cumsum(chances, dtype=np.float64)])
        spans = tuple(
            RoleSpan(
                NAMES[role],  # type: ignore[arg-type]
                Span(int(pieces.start[first]), int(pieces.end[end - 1])),
                float((sums[end] - sums[first]) / (end - first)),
            )
            for role, first, end in runs
        )
        return Roles(spans, tuple(find_links(runs, vectors, none)))

    def _emit(self, pieces: Pieces) -> tuple[Floats, Floats, Floats]:
        """Run every window; return emissions, link vectors, and the "none" vector of each piece's window."""
        windows = cut_windows(pieces.bounds.tolist(), self.size, self.context)
        emissions = np.empty((len(pieces.ids), 7), dtype=np.float32)
        vectors = np.empty((len(pieces.ids), 4 * LINK), dtype=np.float32)
        none = np.empty((len(pieces.ids), 4 * LINK), dtype=np.float32)
        for window in windows:
            emitted, linked = self.run(window_inputs(pieces, window))
            skip = 1 + window.scored - window.start
            here = slice(window.scored, window.end)
            emissions[here] = emitted[0, skip:-1]
            vectors[here] = linked[0, skip:-1]
            none[here] = linked[0, 0]
        return emissions, vectors, none


def window_inputs(pieces: Pieces, window: Window) -> dict[str, npt.NDArray[np.int64]]:
    """Return the network's inputs for one window, [CLS] in front and [SEP] behind."""
    out = {}
    for name, first, last in (("ids", CLS, SEP), ("shape", 0, 0), ("state", 0, 0), ("gap", 0, 0)):
        row = np.empty((1, window.end - window.start + 2), dtype=np.int64)
        row[0, 0], row[0, -1] = first, last
        row[0, 1:-1] = getattr(pieces, name)[window.start : window.end]
        out[name] = row
    return out


def find_links(runs: Sequence[tuple[int, int, int]], vectors: Floats, none: Floats) -> list[tuple[int, int, float]]:
    """Return (asking span, answering span or -1, log-probability) for contents and cues, by index in ``runs``."""
    out: list[tuple[int, int, float]] = []
    for asker, answerer, ask_at, answer_at in ((0, 1, 0, LINK), (1, 2, 2 * LINK, 3 * LINK)):
        answering = [i for i, run in enumerate(runs) if run[0] == answerer]
        at = np.array(answering)
        for index, (role, first, end) in enumerate(runs):
            if role != asker:
                continue
            asks = vectors[first:end, ask_at : ask_at + LINK].mean(0) / LINK**0.5
            middle = int(np.searchsorted(at, index)) if answering else 0
            near = answering[max(0, middle - REACH) : middle + REACH]
            logits = [float(asks @ none[first, answer_at : answer_at + LINK])]
            for other in near:
                _, begin, stop = runs[other]
                found = vectors[begin:stop, answer_at : answer_at + LINK] @ asks
                logits.append(float(np.logaddexp.reduce(found)))
            logs = np.array(logits) - np.logaddexp.reduce(logits)
            out.extend((index, other, float(value)) for other, value in zip([-1, *near], logs, strict=True))
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
    files = {name: _checked(path / name, digest) for name, digest in config["sha256"].items()}
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
    tokenizer = load_tokenizer(path / "tokenizer.json")
    return Tagger(tokenizer, run, transitions, size=config["size"], context=config["context"])


def _checked(path: Path, digest: str | None) -> bytes:
    """Read a file of the model and compare its hash."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise FileNotFoundError(f"{path}: a file of the tagger's model is missing; reinstall quotekit") from problem
    found = hashlib.sha256(data).hexdigest()
    if digest is not None and found != digest:
        raise ValueError(f"{path}: the file is damaged (its SHA-256 is {found[:12]}…, not {digest[:12]}…)")
    return data
