"""Runs of labels with the vectors of their pieces in, how likely each content belongs to each near cue out.

A content asks the cues near it, a cue the sources near it; each answers with the vectors of its pieces, and "none"
answers too. What each answer weighs is a softmax over the answers (a pointer network, Vinyals and others, 2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LINK = 64
"""Width of each of the four vectors of a piece: content asks, cue answers, cue asks, source answers."""
REACH = 3
"""A content may belong to the three cues before or after it, a cue to the three sources."""
AT_ONCE = 2048
"""So many spans ask together: their answers take some tens of megabytes at most."""
ASKING = ((0, 1, 0, LINK), (1, 2, 2 * LINK, 3 * LINK))
"""Role that asks, role that answers, where the vectors of the one and of the other begin."""


def find_links(
    runs: Sequence[tuple[int, int, int]], vectors: Floats, none: Sequence[Floats]
) -> list[tuple[int, int, float]]:
    """Return (asking span, answering span or -1, log-probability) for contents and cues, by index in ``runs``.

    Args:
        runs: role, first row in ``vectors`` and the row behind the last; one run's rows follow another's.
        vectors: what each row asks and answers.
        none: for each run what "none" answers.

    >>> vectors = np.zeros((2, 4 * LINK), dtype=np.float32)
    >>> [(one, other, round(odds, 2)) for one, other, odds in find_links([(0, 0, 1), (1, 1, 2)], vectors, vectors)]
    [(0, -1, -0.69), (0, 1, -0.69), (1, -1, 0.0)]
    """
    if not runs:
        return []
    roles, first, end = np.array(runs, dtype=np.int64).T
    means = np.add.reduceat(vectors, first, axis=0) / (end - first)[:, None]
    out: list[tuple[int, int, float]] = []
    for asker, answerer, ask_at, answer_at in ASKING:
        askers, answering = np.flatnonzero(roles == asker), np.flatnonzero(roles == answerer)
        answers = vectors[:, answer_at : answer_at + LINK]
        for begin in range(0, len(askers), AT_ONCE):
            some = askers[begin : begin + AT_ONCE]
            asks = means[some, ask_at : ask_at + LINK] / LINK**0.5
            nobody = np.array([none[run][answer_at : answer_at + LINK] for run in some])
            out.extend(_answers(some, asks, (asks * nobody).sum(1), answering, first, end, answers))
    return out


def _answers(
    askers: Ints, asks: Floats, nobody: Floats, answering: Ints, first: Ints, end: Ints, answers: Floats
) -> Iterator[tuple[int, int, float]]:
    """Yield for each asking span what "none" and each near span weigh, as log-probabilities."""
    near = np.searchsorted(answering, askers)[:, None] + np.arange(-REACH, REACH)
    there = (near >= 0) & (near < len(answering))
    logits = np.full((len(askers), 1 + 2 * REACH), -np.inf)
    logits[:, 0] = nobody
    asking, place = np.nonzero(there)
    others = answering[near[there]]
    if len(others):
        counts = end[others] - first[others]
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        rows = np.arange(int(counts.sum())) + np.repeat(first[others] - starts, counts)
        scores = (answers[rows] * asks[np.repeat(asking, counts)]).sum(1, dtype=np.float64)
        logits[asking, 1 + place] = np.logaddexp.reduceat(scores, starts)
    logits -= np.logaddexp.reduce(logits, axis=1)[:, None]
    spans = np.full(logits.shape, -1)
    spans[:, 1:][there] = others
    told = np.concatenate([np.ones((len(askers), 1), dtype=bool), there], axis=1)
    yield from zip(np.repeat(askers, told.sum(1)).tolist(), spans[told].tolist(), logits[told].tolist(), strict=True)
