"""Weights in, a model directory out: an int8 ONNX graph, its tokenizer, and a config with their hashes."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from torch import Tensor, nn

from quotekit.training.network import TaggerNetwork

INPUTS = ("ids", "shape", "state", "gap")


class OneWindow(nn.Module):
    """The network for a single unpadded window: no mask enters the graph."""

    def __init__(self, network: TaggerNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shape: Tensor, state: Tensor, gap: Tensor) -> tuple[Tensor, Tensor]:
        """Return emissions and link vectors."""
        network = self.network
        shape_table, state_table, gap_table = network.features
        hidden = network.bert.embeddings.word_embeddings(ids) + shape_table(shape) + state_table(state) + gap_table(gap)
        hidden = hidden + network.bert.embeddings.position_embeddings.weight[: ids.shape[1]]
        hidden = hidden + network.bert.embeddings.token_type_embeddings.weight[0]
        hidden = network.bert.embeddings.LayerNorm(hidden)
        for layer in network.bert.encoder.layer:
            hidden = _layer(layer, hidden)
        return network.emit(hidden), network.link(hidden)


def _layer(layer: Any, hidden: Tensor) -> Tensor:
    """One encoder layer, written out in the pattern that onnxruntime fuses."""
    attention = layer.attention.self
    heads, width = attention.num_attention_heads, attention.attention_head_size

    def split(x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], heads, width).permute(0, 2, 1, 3)

    query, key, value = split(attention.query(hidden)), split(attention.key(hidden)), split(attention.value(hidden))
    scores = torch.matmul(query, key.transpose(-1, -2)) / width**0.5
    mixed = torch.matmul(torch.softmax(scores, dim=-1), value).permute(0, 2, 1, 3).contiguous()
    mixed = mixed.view(hidden.shape[0], hidden.shape[1], heads * width)
    out = layer.attention.output
    hidden = out.LayerNorm(out.dense(mixed) + hidden)
    grown = layer.intermediate.intermediate_act_fn(layer.intermediate.dense(hidden))
    result: Tensor = layer.output.LayerNorm(layer.output.dense(grown) + hidden)
    return result


def export(network: TaggerNetwork, tokenizer: Path, out: Path, size: int = 128, context: int = 0) -> None:
    """Write the model directory ``out``.

    Args:
        network: a trained network.
        tokenizer: its ``tokenizer.json``.
        out: folder for the model.
        size: pieces a window when it runs; on PolNeAR dev 128 to 200 were half a point better than the 254 of training.
        context: pieces of earlier stretches that a window may begin with.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415
    from onnxruntime.transformers import optimizer  # noqa: PLC0415
    from onnxruntime.transformers.fusion_options import FusionOptions  # noqa: PLC0415

    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        example = tuple(torch.ones((1, 16), dtype=torch.int64) for _ in INPUTS)
        torch.onnx.export(
            OneWindow(network), example, str(plain), input_names=list(INPUTS), output_names=["emissions", "links"],
            dynamic_axes={name: {1: "pieces"} for name in (*INPUTS, "emissions", "links")},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        config = network.bert.config
        fusions = FusionOptions("bert")
        # The fused operator is slow on a CPU: see SLOW_FUSIONS in quotekit.tagging.model.
        fusions.enable_skip_layer_norm = fusions.enable_bias_skip_layer_norm = False
        model = optimizer.optimize_model(
            str(plain), model_type="bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size,
            optimization_options=fusions,
        )  # fmt: skip
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            fused, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    digests = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in ("model.onnx", "tokenizer.json")}
    settings = {
        "format": 1, "size": size, "context": context, "sha256": digests,
        "transitions": [[round(v, 5) for v in row] for row in network.transitions.tolist()],
    }  # fmt: skip
    (out / "config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf8")
