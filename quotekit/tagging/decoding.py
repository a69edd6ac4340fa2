"""Emissions of stretches in, the best label sequence of each out: Viterbi, all stretches at once."""

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


def best_paths(emissions: Floats, bounds: Ints, transitions: Floats) -> Ints:
    """Return a label a piece; stretch ``k`` has the pieces ``bounds[k]`` to ``bounds[k + 1]``.

    Stretches of like length are decoded together, so the loop runs over positions and not over pieces.
    """
    labels = np.zeros(len(emissions), dtype=np.int64)
    lengths = np.diff(bounds)
    order = np.argsort(-lengths, kind="stable")
    order = order[lengths[order] > 0]
    table = transitions + bio_constraints()
    for chunk in np.split(order, range(256, len(order), 256)):
        if len(chunk):
            _decode_chunk(emissions, bounds[chunk], lengths[chunk], table, labels)
    return labels


def _decode_chunk(emissions: Floats, starts: Ints, lengths: Ints, table: Floats, labels: Ints) -> None:
    """Decode stretches ordered by falling length; ``labels`` is filled in place."""
    longest = int(lengths[0])
    alive = np.searchsorted(-lengths, -np.arange(longest), side="left")
    score = emissions[starts] + table[0]
    back = np.zeros((longest, len(starts), LABELS), dtype=np.int8)
    for step in range(1, longest):
        n = int(alive[step])
        options = score[:n, :, None] + table
        back[step, :n] = options.argmax(1)
        score[:n] = options.max(1) + emissions[starts[:n] + step]
    here = score.argmax(1)
    for step in range(longest - 1, -1, -1):
        n = int(alive[step])
        labels[starts[:n] + step] = here[:n]
        if step:
            here[:n] = back[step, np.arange(n), here[:n]]


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
