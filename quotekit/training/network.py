"""The network: encoder, embeddings of the features, emissions, links, and the CRF's likelihood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from quotekit.tagging.encoding import GAPS, SHAPES, STATES

LABELS = 7
LINK = 64
"""Width of each of the four link vectors: content asks, cue answers; cue asks, source answers."""


class TaggerNetwork(nn.Module):
    """Wordpieces with features in, label emissions and link vectors out."""

    def __init__(
        self,
        encoder: Path,
        layers: int | None = None,
        dropout: float = 0.1,
        inner_dropout: float = 0.1,
        activation: str | None = None,
        inner: int | None = None,
    ) -> None:
        """Build the network on an encoder.

        Args:
            encoder: folder of a BERT encoder.
            layers: how many of its layers are kept.
            dropout: share of the inputs and of the last states that training hides.
            inner_dropout: the same between the layers.
            activation: of the layers' feed-forward halves, in place of the encoder's own.
            inner: width of the feed-forward halves, in place of the encoder's own; their weights are then not the
                encoder's.
        """
        super().__init__()
        from transformers import BertConfig, BertModel  # noqa: PLC0415

        config = BertConfig.from_pretrained(str(encoder), attn_implementation="eager")
        config.hidden_dropout_prob, config.attention_probs_dropout_prob = inner_dropout, 0.0
        if layers is not None:
            config.num_hidden_layers = layers
        if activation is not None:
            config.hidden_act = activation
        self.bert = BertModel.from_pretrained(str(encoder), config=config, add_pooling_layer=False)
        width = config.hidden_size
        if inner is not None:
            config.intermediate_size = inner
            stack: Any = self.bert.encoder.layer
            for layer in stack:
                layer.intermediate.dense, layer.output.dense = nn.Linear(width, inner), nn.Linear(inner, width)
        self.features = nn.ModuleList(nn.Embedding(n, width) for n in (SHAPES, STATES, GAPS))
        for parameter in self.features.parameters():
            nn.init.zeros_(parameter)
        self.dropout = nn.Dropout(dropout)
        self.emit = nn.Linear(width, LABELS)
        self.link = nn.Linear(width, 4 * LINK)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.initial = nn.Parameter(torch.zeros(LABELS))

    def forward(self, ids: Tensor, shape: Tensor, state: Tensor, gap: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return emissions (batch, pieces, 7) and link vectors (batch, pieces, 256)."""
        hidden = self.dropout(self.hidden(ids, shape, state, gap, mask))
        return self.emit(hidden), self.link(hidden)

    def hidden(self, ids: Tensor, shape: Tensor, state: Tensor, gap: Tensor, mask: Tensor) -> Tensor:
        """Return the encoder's last states (batch, pieces, width)."""
        return self.states(ids, shape, state, gap, mask)[-1]

    def states(self, ids: Tensor, shape: Tensor, state: Tensor, gap: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Return what goes into the first layer and what comes out of each (batch, pieces, width)."""
        shape_table, state_table, gap_table = self.features
        words = self.bert.embeddings.word_embeddings(ids)
        inputs = self.dropout(words + shape_table(shape) + state_table(state) + gap_table(gap))
        read = self.bert(inputs_embeds=inputs, attention_mask=mask, output_hidden_states=True)
        states: tuple[Tensor, ...] = read.hidden_states
        return states


def crf_loss(emissions: Tensor, labels: Tensor, mask: Tensor, transitions: Tensor, initial: Tensor) -> Tensor:
    """Return the negative log-likelihood a window, summed (Lafferty et al., 2001)."""
    alpha = initial + emissions[:, 0]
    score = alpha.gather(1, labels[:, :1]).squeeze(1)
    path = emissions.gather(2, labels.unsqueeze(2)).squeeze(2)
    steps = transitions[labels[:, :-1], labels[:, 1:]] + path[:, 1:]
    score = score + (steps * mask[:, 1:]).sum(1)
    for step in range(1, emissions.shape[1]):
        following = torch.logsumexp(alpha.unsqueeze(2) + transitions, dim=1) + emissions[:, step]
        alpha = torch.where(mask[:, step : step + 1] > 0, following, alpha)
    return (torch.logsumexp(alpha, dim=1) - score).sum()


def link_loss(vectors: Tensor, labels: Tensor, link: Tensor, mask: Tensor) -> Tensor:
    """Return the mean negative log-probability that content points to its cue, and a cue to its source.

    Position 0 ([CLS]) stands for "none". A target of several pieces shares its probability.
    """
    content_asks, cue_answers, cue_asks, source_answers = vectors.float().split(LINK, dim=-1)
    total = vectors.new_zeros((), dtype=torch.float32)
    hidden = (1.0 - mask) * -1e4
    hidden[:, 0] = 0.0
    places = torch.arange(labels.shape[1])
    for asks, answers, roles in ((content_asks, cue_answers, (1, 2)), (cue_asks, source_answers, (3, 4))):
        asked = ((labels == roles[0]) | (labels == roles[1])) & (link[..., 0] > -2)
        if not asked.any():
            continue
        row = asked.nonzero()[:, 0]
        logits = (asks @ answers.transpose(1, 2))[asked] / LINK**0.5 + hidden[row]
        first, last = link[asked].unbind(1)
        wanted = (places >= first.unsqueeze(1)) & (places < last.unsqueeze(1))
        wanted[:, 0] |= first < 0
        gain = torch.logsumexp(logits.masked_fill(~wanted, -1e9), dim=1) - torch.logsumexp(logits, dim=1)
        total = total - gain.mean()
    return total
