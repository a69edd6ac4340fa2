"""A model directory in, the network that it was exported from out, up to the rounding of its eight bits.

So a shipped model can teach a smaller one, or be trained further, where its float weights are not at hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from quotekit.training.network import TaggerNetwork

Array = npt.NDArray[Any]
DENSE = ("attention.output.dense", "intermediate.dense", "output.dense")
"""The matrices of a layer in the graph's order, those of its attention aside."""


def unpack(model: Path, encoder: Path) -> TaggerNetwork:
    """Return the network of a model directory that ``python -m quotekit.training`` wrote.

    Args:
        model: the directory.
        encoder: folder of the encoder that the network was made from.

    Raises:
        ValueError: the graph is not one of this library's.
    """
    graph = onnx.load(str(model / "model.onnx")).graph
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    kinds = [node.op_type for node in graph.node]
    layers = kinds.count("QAttention")
    dense = [node.input[1].removesuffix("_quantized") for node in graph.node if node.op_type == "MatMulInteger"]
    if not layers or len(dense) != len(DENSE) * layers + 2:
        raise ValueError(f"{model / 'model.onnx'}: the graph is none that python -m quotekit.training wrote")
    width = held[f"{dense[1]}_quantized"].shape[1]
    network = TaggerNetwork(encoder, layers, 0.0, 0.0, "relu" if "Relu" in kinds else None, width)
    state = network.state_dict()
    transitions = json.loads((model / "config.json").read_text(encoding="utf8"))["transitions"]
    state["transitions"] = torch.tensor(transitions)
    for name, array in (*_plain(state, held), *_attention(held, layers), *_dense(held, dense, layers)):
        state[name] = torch.tensor(np.ascontiguousarray(array)).float()
    tables = [node.input[1] for node in graph.node if node.op_type == "Add" and node.input[1] in held]
    state["bert.embeddings.token_type_embeddings.weight"][0] = torch.tensor(held[tables[0]])
    network.load_state_dict(state)
    return network


def _whole(held: dict[str, Array], name: str) -> Array:
    """Return a matrix as floats."""
    zero = held[f"{name}_zero_point"].astype(np.float32)
    floats: Array = (held[f"{name}_quantized"].astype(np.float32) - zero) * held[f"{name}_scale"]
    return floats


def _plain(state: dict[str, torch.Tensor], held: dict[str, Array]) -> Iterator[tuple[str, Array]]:
    """Yield what has kept its name in the graph: biases, normalisations and the tables of the embeddings."""
    for name in state:
        if f"network.{name}" in held:
            yield name, held[f"network.{name}"]
        elif f"network.{name}_quantized" in held:
            yield name, _whole(held, f"network.{name}")


def _attention(held: dict[str, Array], layers: int) -> Iterator[tuple[str, Array]]:
    """Yield what each layer asks, answers and says: the graph holds the three side by side."""
    for layer in range(layers):
        weights = np.split(_whole(held, f"Attention_{layer}_qkv_weight"), 3, axis=1)
        biases = np.split(held[f"Attention_{layer}_qkv_bias"], 3)
        for part, weight, bias in zip(("query", "key", "value"), weights, biases, strict=True):
            name = f"bert.encoder.layer.{layer}.attention.self.{part}"
            yield f"{name}.weight", weight.T
            yield f"{name}.bias", bias


def _dense(held: dict[str, Array], dense: list[str], layers: int) -> Iterator[tuple[str, Array]]:
    """Yield the other matrices, those of the two heads last."""
    for index, name in enumerate(dense[: len(DENSE) * layers]):
        layer, part = divmod(index, len(DENSE))
        yield f"bert.encoder.layer.{layer}.{DENSE[part]}.weight", _whole(held, name).T
    for name in dense[len(DENSE) * layers :]:
        weight = _whole(held, name).T
        yield ("emit.weight" if weight.shape[0] == len(held["network.emit.bias"]) else "link.weight"), weight
