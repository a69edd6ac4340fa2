"""Quotes and claims in, JSON-LD in schema.org's words out: ``Quotation``, ``Claim``, and ``ClaimReview`` on demand.

What is quoted word for word is a ``Quotation``; a claim is what an extraction's ``claims`` hold. Nothing here judges:
a ``ClaimReview`` is written only with a rating that the caller gives.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from quotekit.doors.values_to_rows import held
from quotekit.values import Article, Claim, Extraction, Quote, Speaker

TYPES = {"person": "Person", "organisation": "Organization", "account": "Person", "unnamed": "Person"}
Out = dict[str, object]


@frozen
class Rating:
    """A fact-checker's own verdict on one claim."""

    value: float
    """Where on the scale: 1 is false and 5 true, unless ``worst`` and ``best`` say otherwise."""
    name: str
    """The verdict in words, such as "Mostly false"."""
    by: str
    """The name of the organisation that rates."""
    url: str | None = None
    """Where the review is published."""
    date: str | None = None
    """When, ``YYYY-MM-DD``."""
    worst: float = 1
    best: float = 5


def to_schema_org(extraction: Extraction, url: str | None = None, ratings: Mapping[str, Rating] | None = None) -> Out:
    """Return an article's quotations and claims as one JSON-LD graph.

    Args:
        extraction: what was found; its ``claims`` may be set from :func:`quotekit.claims_of`.
        url: the article's address; without it, its ``url`` field where it has one.
        ratings: verdicts by quote id. A claim of a quote without one gets no ``ClaimReview``.

    Raises:
        ValueError: a rating is for a quote that has no claim here.

    >>> import quotekit
    >>> graph = to_schema_org(quotekit.extract("“No,” said Ada Cole.", engine="rules"))["@graph"]
    >>> graph[1]["@type"], graph[1]["text"], graph[1]["creator"]["name"]
    ('Quotation', '“No,”', 'Ada Cole')
    """
    page = _page(extraction.article, url)
    part_of = {"@id": page["@id"]}
    verdicts = ratings or {}
    unknown = verdicts.keys() - {claim.quote_id for claim in extraction.claims}
    if unknown:
        raise ValueError(f"ratings: no claim of quote {', '.join(sorted(unknown))}")
    graph = [page]
    for quote in extraction.quotes:
        if quote.kind == "direct" and quote.content:
            graph.append(_quotation(quote, extraction.article.text, part_of))
    for number, claim in enumerate(extraction.claims, 1):
        graph.append(_claim(claim, f"_:claim{number}", part_of))
        if claim.quote_id is not None and claim.quote_id in verdicts:
            graph.append(_review(claim, f"_:claim{number}", verdicts[claim.quote_id]))
    return {"@context": "https://schema.org", "@graph": graph}


def _page(article: Article, url: str | None) -> Out:
    known = url or article.extra.get("url")
    address = known if isinstance(known, str) else None
    publisher = {"@type": "Organization", "name": article.outlet} if article.outlet else None
    return {
        "@type": "NewsArticle",
        "@id": address or "_:article",
        **held(
            url=address,
            identifier=article.id,
            headline=article.title.of(article.text) if article.title else None,
            datePublished=article.date,
            publisher=publisher,
        ),
    }


def _quotation(quote: Quote, text: str, part_of: Out) -> Out:
    words = " … ".join(span.of(text) for span in quote.content)
    return {
        "@type": "Quotation",
        "identifier": quote.id,
        "text": words,
        **held(creator=_who(quote.speaker), dateCreated=quote.said_on),
        "isPartOf": part_of,
    }


def _claim(claim: Claim, name: str, appearance: Out) -> Out:
    return {
        "@type": "Claim",
        "@id": name,
        "text": claim.text,
        **held(identifier=claim.quote_id, author=_who(claim.speaker)),
        "appearance": appearance,
    }


def _review(claim: Claim, name: str, rating: Rating) -> Out:
    return {
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "itemReviewed": {"@id": name},
        "author": {"@type": "Organization", "name": rating.by},
        **held(url=rating.url, datePublished=rating.date),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating.value,
            "bestRating": rating.best,
            "worstRating": rating.worst,
            "alternateName": rating.name,
        },
    }


def _who(speaker: Speaker | None) -> Out | None:
    """Return a speaker; a document says nothing itself, so that it is no creator."""
    if speaker is None or speaker.kind not in TYPES:
        return None
    return {"@type": TYPES[speaker.kind], "name": speaker.name, **held(identifier=speaker.id, jobTitle=_title(speaker))}


def _title(speaker: Speaker) -> str | None:
    return speaker.role if speaker.kind == "person" else None
