"""Emissions of stretches in, the best label sequence of each out, and how likely each of its labels is.

Viterbi and forward-backward over a linear chain (Rabiner, 1989), all stretches of like length at once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LABELS = 7
"""outside, then first and further piece of content, cue, source"""
NEVER = np.float32(-1e4)


def bio_constraints() -> Floats:
    """Return 0 where a label may follow another and a large negative number where not.

    >>> bio_constraints()[0, 2] < -1000, bio_constraints()[1, 2] == 0
    (np.True_, np.True_)
    """
    table = np.zeros((LABELS, LABELS), dtype=np.float32)
    for label in (2, 4, 6):
        table[:, label] = NEVER
        table[label - 1, label] = table[label, label] = 0
    return table


def best_paths(emissions: Floats, bounds: Ints, transitions: Floats) -> tuple[Ints, Floats]:
    """Return a label a piece, and that label's marginal probability.

    Args:
        emissions: shape (pieces, 7).
        bounds: stretch ``k`` has the pieces ``bounds[k]`` to ``bounds[k + 1]``.
        transitions: shape (7, 7), from the row's label to the column's.

    Stretches of like length are decoded together, so the loops run over positions and not over pieces.
    """
    labels = np.zeros(len(emissions), dtype=np.int64)
    chances = np.ones(len(emissions), dtype=np.float32)
    lengths = np.diff(bounds)
    order = np.argsort(-lengths, kind="stable")
    order = order[lengths[order] > 0]
    table = transitions + bio_constraints()
    for chunk in np.split(order, range(256, len(order), 256)):
        if len(chunk):
            grid = _Grid(bounds[chunk], lengths[chunk])
            grid.viterbi(emissions, table, labels)
            grid.marginals(emissions, table, labels, chances)
    return labels, chances


class _Grid:
    """Stretches ordered by falling length: at each step the first ``alive[step]`` of them still have a piece."""

    def __init__(self, starts: Ints, lengths: Ints) -> None:
        self.starts = starts
        self.alive = np.searchsorted(-lengths, -np.arange(int(lengths[0])), side="left").tolist()

    def viterbi(self, emissions: Floats, table: Floats, labels: Ints) -> None:
        """Fill ``labels`` in place."""
        starts, alive = self.starts, self.alive
        score = emissions[starts] + table[0]
        back = np.zeros((len(alive), len(starts), LABELS), dtype=np.int8)
        for step in range(1, len(alive)):
            n = alive[step]
            options = score[:n, :, None] + table
            back[step, :n] = options.argmax(1)
            score[:n] = options.max(1) + emissions[starts[:n] + step]
        here = score.argmax(1)
        for step in range(len(alive) - 1, -1, -1):
            n = alive[step]
            labels[starts[:n] + step] = here[:n]
            if step:
                here[:n] = back[step, np.arange(n), here[:n]]

    def marginals(self, emissions: Floats, table: Floats, labels: Ints, chances: Floats) -> None:
        """Fill ``chances`` in place: the probability of each decoded label."""
        starts, alive = self.starts, self.alive
        move = np.exp(table)
        forward = np.zeros((len(alive), len(starts), LABELS), dtype=np.float32)
        weights = []
        for step, n in enumerate(alive):
            rows = emissions[starts[:n] + step]
            weight = np.exp(rows - rows.max(1, keepdims=True))
            weights.append(weight)
            arrived = ((forward[step - 1, :n, :, None] * move).sum(1) if step else move[0]) * weight
            forward[step, :n] = arrived / arrived.sum(1, keepdims=True)
        backward = np.ones((len(starts), LABELS), dtype=np.float32)
        for step in range(len(alive) - 1, -1, -1):
            n = alive[step]
            both = forward[step, :n] * backward[:n]
            places = starts[:n] + step
            chances[places] = both[np.arange(n), labels[places]] / both.sum(1)
            if step:
                before = ((weights[step] * backward[:n])[:, :, None] * move.T).sum(1)
                backward[:n] = before / before.sum(1, keepdims=True)


def label_runs(labels: Ints, bounds: Ints) -> list[tuple[int, int, int]]:
    """Return (role, first piece, end piece) of every span: role 0 content, 1 cue, 2 source.

    >>> label_runs(np.array([0, 1, 2, 2, 0, 3]), np.array([0, 6]))
    [(0, 1, 4), (1, 5, 6)]
    """
    if not len(labels):
        return []
    begins = np.flatnonzero(labels % 2 == 1)
    inside = (labels % 2 == 0) & (labels > 0)
    inside[bounds[:-1][np.diff(bounds) > 0]] = False
    stops = np.flatnonzero(~inside)
    after = np.searchsorted(stops, begins, side="right")
    ends = np.where(after < len(stops), stops[np.minimum(after, len(stops) - 1)], len(labels))
    return [(int(labels[b]) // 2, int(b), int(e)) for b, e in zip(begins, ends, strict=True)]
