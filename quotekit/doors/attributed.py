"""Spans with roles from somebody's annotation in, quotes out: what the annotation does not say is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from quotekit.doors.rows import Row
from quotekit.doors.rows_to_values import read_quote
from quotekit.doors.values_to_rows import quote_row
from quotekit.errors import FileProblem
from quotekit.values import Article, Attribution, Extraction, Passage, Quote, Span

ROLES = ("content", "cue", "source", "addressee", "via")


@frozen
class Found:
    """One attribution of an annotation."""

    roles: Mapping[str, tuple[Span, ...]]
    own: Mapping[str, object] = field(factory=dict)
    """The quote's row in the native format, where quotekit wrote the annotation: it holds what spans don't."""


def article_of(text: str | Article) -> Article:
    """Return a parsed article as it is, and parse a text."""
    from quotekit.articles import parse_article  # noqa: PLC0415 - writing a format needs no room

    return text if isinstance(text, Article) else parse_article(text)


def quotes_of(article: Article, found: Iterable[Found]) -> Extraction:
    """Return the extraction that an annotation of an article tells of.

    Quotes that quotekit wrote have all they had, at the places that the annotation gives them now. Those of others
    have an id, a kind and their holder worked out; nobody resolves their speakers.

    Raises:
        FileProblem: a span ends behind the text, or a row of quotekit's own is wrong.
    """
    quotes, passages = [], None
    for each in found:
        for span in (span for spans in each.roles.values() for span in spans):
            if not 0 <= span.start <= span.end <= len(article.text):
                raise FileProblem(f"[{span.start}, {span.end}] does not lie in the text", "is it another text?")
        if each.own:
            spans = {role: [[s.start, s.end] for s in each.roles.get(role, ())] for role in ROLES}
            quotes.append(read_quote(Row({**each.own, **spans}, length=len(article.text))))
        else:
            passages = passages if passages is not None else _passages(article)
            quotes.append(_worked_out(article.text, each, passages))
    return Extraction(article, tuple(quotes) if passages is None else _with_holders(quotes))


def own_row(quote: Quote) -> dict[str, object]:
    """Return a quote's row without its spans, for a format that has a place for them.

    >>> "content" in own_row(Quote("q", (Span(0, 1),), (), (), "direct"))
    False
    """
    return {name: value for name, value in quote_row(quote).items() if name not in ROLES}


def roles_of(quote: Quote) -> dict[str, tuple[Span, ...]]:
    """Return the spans of a quote by role, those roles that have any."""
    return {role: getattr(quote, role) for role in ROLES if getattr(quote, role)}


def _passages(article: Article) -> list[Passage]:
    from quotekit.marks import find_passages  # noqa: PLC0415 - writing a format needs no room

    blocks = [block.span for block in article.blocks] or [Span(0, len(article.text))]
    passages = find_passages(article.text, blocks)
    return [passage for passage in passages if passage.depth == 0]


def _worked_out(text: str, found: Found, passages: Sequence[Passage]) -> Quote:
    from quotekit.quotes import kind_of, quote_id  # noqa: PLC0415 - writing a format needs no room

    spans = {role: tuple(sorted(found.roles.get(role, ()))) for role in ROLES}
    made = Attribution(spans["content"], spans["cue"], spans["source"])
    return Quote(
        quote_id(text, made),
        kind=kind_of(text, made.content, passages),
        confidence=1.0,
        rule="annotation",
        content=spans["content"],
        cue=spans["cue"],
        source=spans["source"],
        addressee=spans["addressee"],
        via=spans["via"],
    )


def _with_holders(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Set the holders of those that had none said; quotes without content hold nothing and nobody."""
    from quotekit.quotes import with_holders  # noqa: PLC0415

    ordered = {quote.id: quote for quote in with_holders([quote for quote in quotes if quote.content])}
    return tuple(evolve(q, within=q.within or ordered[q.id].within) if q.id in ordered else q for q in quotes)
