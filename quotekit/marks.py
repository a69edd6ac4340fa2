"""Text and its blocks in, passages between quotation marks out."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.values import Passage, Span


def find_passages(text: str, blocks: Sequence[Span]) -> tuple[Passage, ...]:
    """STUB."""
    return ()
