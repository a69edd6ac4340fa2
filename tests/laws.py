"""An extraction in, the laws that it breaks out: for tests, fuzzers and long runs, which all ask the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotekit.values import Claim, Extraction, Quote, Span


def violations(extraction: Extraction) -> list[str]:
    """Return a sentence for each law about spans that an extraction breaks.

    >>> import quotekit
    >>> violations(quotekit.extract("“It is late,” said Ada Cole.", engine="rules"))
    []
    >>> broken = quotekit.Quote("q", (Span(1, 9),), (), (), "direct")
    >>> violations(quotekit.Extraction(quotekit.parse_article("No."), (broken,)))
    ['quote q: Span(start=1, end=9) is no stretch of the text']
    """
    text, quotes = extraction.article.text, {quote.id: quote for quote in extraction.quotes}
    broken = [] if len(quotes) == len(extraction.quotes) else ["two quotes with one id"]
    broken += _of_blocks(extraction)
    for quote in extraction.quotes:
        broken += [f"quote {quote.id}: {told}" for told in _of_quote(text, quote, quotes)]
    for claim in extraction.claims:
        broken += [f"claim of {claim.quote_id}: {told}" for told in _of_claim(claim)]
    return broken


def _of_blocks(extraction: Extraction) -> Iterator[str]:
    text, end = extraction.article.text, 0
    for block in extraction.article.blocks:
        if not end <= block.span.start < block.span.end <= len(text):
            yield f"block {block.span} is out of order or of the text"
        if text[end : block.span.start].strip():
            yield f"letters before block {block.span} are in no block"
        end = block.span.end
    if text[end:].strip():
        yield "letters at the end are in no block"
    for notice in (*extraction.warnings, *extraction.article.warnings):
        if notice.span is not None and not 0 <= notice.span.start <= notice.span.end <= len(text):
            yield f"warning {notice.code}: {notice.span} is no stretch of the text"


def _of_quote(text: str, quote: Quote, quotes: dict[str, Quote]) -> Iterator[str]:
    roles = (*quote.content, *quote.cue, *quote.source)
    if not quote.content:
        yield "no content"
    for span in (*roles, *quote.addressee, *quote.via):
        if not 0 <= span.start < span.end <= len(text):
            yield f"{span} is no stretch of the text"
        elif span.of(text).strip() != span.of(text):
            yield f"{span} has space at its edge"
    for speaker in (quote.speaker, *quote.candidates):
        for span in speaker.evidence if speaker is not None else ():
            if not 0 <= span.start < span.end <= len(text):
                yield f"evidence {span} is no stretch of the text"
    if any(list(role) != sorted(role) for role in (quote.content, quote.cue, quote.source)):
        yield "pieces out of order"
    if any(a.overlaps(b) for a, b in pairwise(sorted(roles))):
        yield "its roles overlap"
    if quote.within is not None:
        yield from _of_holder(quote, quotes)


def _of_holder(quote: Quote, quotes: dict[str, Quote]) -> Iterator[str]:
    holder = quotes.get(quote.within or "")
    hull = Span(quote.content[0].start, quote.content[-1].end)
    if holder is None:
        yield "its holder does not exist"
    elif not any(piece.contains(hull) for piece in holder.content):
        yield "it does not lie in its holder"
    seen = {quote.id}
    while holder is not None:
        if holder.id in seen:
            yield "its holders stand in a ring"
            return
        seen.add(holder.id)
        holder = quotes.get(holder.within or "")


def _of_claim(claim: Claim) -> Iterator[str]:
    parts: Sequence[Span] = [part.span for part in (*claim.times, *claim.quantities)]
    for span in parts:
        if not 0 <= span.start < span.end <= len(claim.text):
            yield f"{span} is no stretch of its text"
