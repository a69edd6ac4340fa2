"""Attributions in, speakers out: from "he", "the statement" and a surname to one person."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.values import Attribution, Passage, Reading, Speaker


def resolve_speakers(
    reading: Reading, attributions: Sequence[Attribution], passages: Sequence[Passage], lexicon: object | None = None
) -> tuple[tuple[Speaker | None, tuple[Speaker, ...]], ...]:
    """STUB: for each attribution, in order: the speaker (or None) and the candidates where several fit equally."""
    return tuple((None, ()) for _ in attributions)
