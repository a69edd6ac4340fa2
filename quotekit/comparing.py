"""A second corridor: the quotes of an extraction in, their claims out, ready to be compared across articles."""

from __future__ import annotations

from quotekit.claims.quoted import claim_of, claims_something, content_text
from quotekit.values import Claim, Extraction

__all__ = ["claim_of", "claims_of", "content_text"]


def claims_of(extraction: Extraction) -> tuple[Claim, ...]:
    """Return the claims of the quotes of an extraction, in order.

    A refusal to speak ("declined to comment") claims nothing: it stands among the quotes alone.

    >>> from quotekit import extract
    >>> [claim.text for claim in claims_of(extract("“The bridge is closed,” said Ada Cole.", engine="rules"))]
    ['The bridge is closed']
    """
    article = extraction.article
    return tuple(claim_of(quote, article) for quote in extraction.quotes if claims_something(quote, article))
