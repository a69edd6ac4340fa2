"""Rows that hold claims, of three sorts, in; claims with where they were printed out, and their own row back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from quotekit.claims.matching import claim_in
from quotekit.comparing import claims_of, content_text
from quotekit.doors.lines import joined
from quotekit.doors.native import SCHEMA, from_row
from quotekit.doors.rows import Row
from quotekit.doors.rows_to_values import read_claim
from quotekit.doors.values_to_rows import claim_row, held
from quotekit.values import Claim, Extraction, Speaker


@frozen
class Told:
    """A claim, and where and in which words it was printed."""

    claim: Claim
    words: str
    """The content of its quote as printed."""
    article: str | None = None
    date: str | None = None
    """Day of publication of the article."""
    outlet: str | None = None
    source: str | None = None
    """The words of a source that has no name, as printed."""


def told_of(extraction: Extraction) -> Iterator[Told]:
    """Yield the claims of an extraction with their words, in order of text.

    >>> from quotekit import extract
    >>> found = extract("“The bridge is closed,” said Ada Cole.", date="2024-02-01", engine="rules")
    >>> [(told.words, told.claim.text, told.date) for told in told_of(found)]
    [('“The bridge is closed,”', 'The bridge is closed', '2024-02-01')]
    """
    article = extraction.article
    quotes = {quote.id: quote for quote in extraction.quotes}
    for claim in extraction.claims or claims_of(extraction):
        quote = quotes.get(claim.quote_id or "")
        words = content_text(quote.content, article.text) if quote else claim.text
        source = content_text(quote.source, article.text) if quote and quote.source and not claim.speaker else None
        yield Told(claim, words, article.id, (quote and quote.said_on) or article.date, article.outlet, source)


def told_row(told: Told) -> dict[str, object]:
    """Return the row of a claim, as ``quotekit claims`` writes it."""
    return {
        "article": told.article,
        "date": told.date,
        **held(outlet=told.outlet, source=told.source),
        "words": told.words,
        **claim_row(told.claim),
    }


def read_told(row: Mapping[str, object]) -> Iterable[Told]:
    """Read the claims of a row: an article in quotekit's own format, a claim, or ``{"id"?, "text", "date"?}``.

    Raises:
        FileProblem: a field is missing or wrong; it names the field.

    >>> [told.claim.text for told in read_told({"id": "p1", "text": "Two drones were shot down, Kyiv said."})]
    ['Two drones were shot down']
    """
    if row.get("schema") == SCHEMA:
        return tuple(told_of(from_row(joined(dict(row)))))
    fields = Row(row)
    words, date = fields.string("text"), fields.optional("date")
    if row.keys() & {"key", "quote"}:
        claim, source = read_claim(fields), fields.optional("source")
        article, words = fields.optional("article"), fields.optional("words") or words
    else:
        claim, article, source = claim_in(words, date), fields.optional("id"), None
        name = fields.optional("speaker")
        claim = evolve(claim, speaker=Speaker(name)) if name else claim
    return (Told(claim, words, article, date, fields.optional("outlet"), source),)
