"""An article in, its sentences (and, where a pipeline is given, its tokens) out. The only room that knows spaCy."""

from __future__ import annotations

from quotekit.values import Article, Reading


def read(article: Article, nlp: object | None = None) -> Reading:
    """STUB."""
    return Reading(article)
