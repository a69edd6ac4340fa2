"""A second corridor: the quotes of an extraction in, their claims out, ready to be compared across articles."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.claims.normalizing import normalize_claim
from quotekit.values import Article, Claim, Extraction, Quote, Span


def claim_of(quote: Quote, article: Article) -> Claim:
    """Return the claim that one quote makes.

    The content of an interrupted quote is joined by a space; a claim's edits start from that joined text.

    >>> from quotekit import parse_article
    >>> article = parse_article("“We are ready,” said Ada Cole.")
    >>> quote = Quote("q1", (Span(0, 15),), (Span(16, 20),), (Span(21, 29),), "direct", cue_class="say")
    >>> claim_of(quote, article).text
    'We are ready'
    """
    text = article.text
    content = content_text(quote.content, text)
    cue = " ".join(span.of(text) for span in quote.cue)
    if quote.negated and cue:
        cue = f"did not {cue}"
    elif quote.denied:
        cue = f"{cue} denied".strip()
    return normalize_claim(
        content,
        speaker=quote.speaker,
        published=quote.said_on or article.date,
        cue=cue or None,
        article=text,
        quote_id=quote.id,
    )


def content_text(pieces: Sequence[Span], text: str) -> str:
    """Return the content's pieces as one text."""
    return " ".join(span.of(text) for span in pieces)


def claims_of(extraction: Extraction) -> tuple[Claim, ...]:
    """Return the claims of all quotes of an extraction, in order.

    >>> from quotekit import extract
    >>> [claim.text for claim in claims_of(extract("“The bridge is closed,” said Ada Cole.", engine="rules"))]
    ['The bridge is closed']
    """
    return tuple(claim_of(quote, extraction.article) for quote in extraction.quotes)
