"""Stretch lengths in, windows out: which pieces the encoder sees together."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen


@frozen
class Window:
    """Pieces ``[start, end)`` of an article, of which ``[scored, end)`` are read out; the rest is context."""

    start: int
    scored: int
    end: int


def cut_windows(bounds: Sequence[int], size: int, context: int = 0, overlap: int = 48) -> list[Window]:
    """Pack whole stretches into windows of at most ``size`` pieces.

    Args:
        bounds: ``bounds[k]`` is the first piece of stretch ``k``; the last entry counts all pieces.
        size: pieces a window may hold.
        context: how many pieces of the stretches before may stand in front as context, where there is room.
        overlap: how many pieces before a cut inside a long stretch are seen again.

    >>> cut_windows([0, 100, 200, 300], 220)
    [Window(start=0, scored=0, end=200), Window(start=200, scored=200, end=300)]
    """
    out: list[Window] = []
    first = 0
    while first < len(bounds) - 1:
        last = first + 1
        while last < len(bounds) - 1 and bounds[last + 1] - bounds[first] <= size:
            last += 1
        start, end = bounds[first], bounds[last]
        if end - start > size:
            out.extend(_cut_long(start, end, size, overlap))
        elif end > start:
            room = min(context, size - (end - start))
            before = first
            while before > 0 and start - bounds[before - 1] <= room:
                before -= 1
            out.append(Window(bounds[before], start, end))
        first = last
    return out


def _cut_long(start: int, end: int, size: int, overlap: int) -> list[Window]:
    """Cut one stretch that is longer than a window."""
    out, scored = [Window(start, start, start + size)], start + size
    while scored < end:
        begin = scored - overlap
        stop = min(end, begin + size)
        out.append(Window(begin, scored, stop))
        scored = stop
    return out
