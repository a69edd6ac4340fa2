"""Annotated articles (JSON lines of the scorer's shape) in, windows of pieces with labels and links out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen

from quotekit.marks import find_passages
from quotekit.tagging.decoding import Floats
from quotekit.tagging.encoding import Bytes, Ints, Pieces, encode
from quotekit.tagging.windows import cut_windows
from quotekit.training.polnear import read_polnear
from quotekit.values import Span

ROLES = ("content", "cue", "source")
OUTSIDE = -1
"""Link target: none; the attribution has no such part."""
IGNORED = -2
"""Link target: not to be learned here, since it lies outside the window."""


@frozen(eq=False)
class Example:
    """One article's pieces with labels; links name the first and the end piece of what a piece belongs to."""

    pieces: Pieces
    labels: Ints
    """0 outside, 1 + 2 * role for a span's first piece, 2 + 2 * role for the others."""
    link: Ints
    """Shape (pieces, 2): of a content piece its cue's pieces, of a cue piece its source's; else ``IGNORED``."""
    heard: Floats | None = None
    """Shape (pieces, 7): what other networks say of each piece, where that is to be learned."""


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON-lines file, or of a PolNeAR split folder."""
    if path.is_dir():
        yield from read_polnear(path)
        return
    with path.open(encoding="utf8") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def stretches_of(text: str) -> list[Span]:
    """Return the lines that hold anything but space."""
    return [Span(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def make_example(tokenizer: Any, text: str, attributions: Sequence[dict[str, Any]]) -> Example:
    """Label the pieces of one article."""
    stretches = stretches_of(text)
    pieces = encode(tokenizer, text, stretches, find_passages(text, stretches))
    role = np.zeros(len(text) + 1, dtype=np.int64)
    number = np.zeros(len(text) + 1, dtype=np.int64)
    count = 0
    for attribution in attributions:
        for index, name in enumerate(ROLES):
            for start, end in attribution.get(name) or []:
                count += 1
                free = slice(start, end)
                role[free] = index + 1
                number[free] = count
    at_role, at_number = role[pieces.start], number[pieces.start]
    begins = (at_role > 0) & (np.concatenate([[0], at_number[:-1]]) != at_number)
    labels = np.where(at_role > 0, 2 * at_role - begins, 0)
    return Example(pieces, labels, _links(pieces, at_role, attributions))


def _links(pieces: Pieces, roles: Ints, attributions: Sequence[dict[str, Any]]) -> Ints:
    """Return for every content piece the extent of its cue, for every cue piece that of its source."""
    link = np.full((len(pieces.ids), 2), IGNORED, dtype=np.int64)

    def extent(spans: Sequence[Sequence[int]]) -> tuple[int, int]:
        if not spans:
            return OUTSIDE, OUTSIDE
        first = int(np.searchsorted(pieces.start, spans[0][0]))
        last = int(np.searchsorted(pieces.start, spans[-1][1]))
        return (first, last) if first < last else (OUTSIDE, OUTSIDE)

    for attribution in attributions:
        cue, source = extent(attribution.get("cue") or []), extent(attribution.get("source") or [])
        for spans, role, target in (
            (attribution["content"], 1, cue if cue[0] >= 0 else source),
            (attribution.get("cue") or [], 2, source),
        ):
            for start, end in spans:
                first, last = np.searchsorted(pieces.start, [start, end])
                here = np.arange(first, last)
                link[here[roles[here] == role]] = target
    return link


@frozen(eq=False)
class Item:
    """One window, ready for a batch."""

    ids: Ints
    shape: Bytes
    state: Bytes
    gap: Bytes
    labels: Ints
    link: Ints
    heard: Floats | None = None


def make_items(example: Example, size: int, first: int = 0) -> list[Item]:
    """Cut an example into windows, beginning the packing at stretch ``first`` so that epochs differ."""
    bounds = example.pieces.bounds.tolist()
    first = min(first, max(len(bounds) - 2, 0))
    windows = [*cut_windows(bounds[: first + 1], size), *cut_windows(bounds[first:], size)]
    return [_item(example, window.start, window.end) for window in windows]


def _item(example: Example, start: int, end: int) -> Item:
    """Slice a window; link targets count from its first piece, and those outside are ignored."""
    pieces, here = example.pieces, slice(start, end)
    link = example.link[here]
    outside = (link[:, 0] >= 0) & ((link[:, 0] < start) | (link[:, 1] > end))
    moved = np.where(link >= 0, link - start, link)
    moved[outside] = IGNORED
    heard = None if example.heard is None else example.heard[here]
    features = (pieces.shape[here], pieces.state[here], pieces.gap[here])
    return Item(pieces.ids[here], *features, example.labels[here], moved, heard)
