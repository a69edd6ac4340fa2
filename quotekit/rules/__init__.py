"""The rules engine: sentences, passages and cues in, attributions out. No model."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.values import Attribution, CueLexicon, Passage, Reading, Span


def find_attributions(
    reading: Reading, passages: Sequence[Passage], prose: Sequence[Span], cues: CueLexicon
) -> tuple[Attribution, ...]:
    """STUB."""
    return ()
