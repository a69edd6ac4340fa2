"""A claim in, its key out: polarity, content words by base form and synonym, numbers, days."""

from __future__ import annotations

from quotekit.values import Claim


def key_of(claim: Claim) -> str:
    """STUB."""
    return ""
