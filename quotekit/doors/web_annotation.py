"""Quotes in, W3C Web Annotations as JSON-LD out, and back, also onto a text that has changed since.

Each quote is an annotation whose target is its content, by position and by its words with some of the words around
them. Its bodies are the speaker, and the cue and source as parts of the same page. What the vocabulary has no term
for stands in ``quotekit:quote``, the quote's row in the native format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote as escaped

from quotekit.doors.attributed import ROLES, Found, article_of, own_row, quotes_of
from quotekit.doors.rows import Row
from quotekit.errors import FileProblem
from quotekit.values import Article, Extraction, Quote, Span

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "quotekit": "urn:quotekit:terms:",
        "quotekit:quote": {"@id": "quotekit:quote", "@type": "@json"},
    },
]
AROUND = 32
"""Characters of the text before and behind the words that a selector gives."""
FAR = 50_000
"""Words are looked for so many characters around the place where they stood."""
Out = dict[str, object]


def to_web_annotations(extraction: Extraction, source: str | None = None) -> Out:
    """Return the quotes of an article as an ``AnnotationCollection`` of one page.

    Args:
        extraction: what was found.
        source: the article's address; without it, its ``url`` field where it has one, else a name made from the text.

    >>> import quotekit
    >>> found = quotekit.extract("“No,” he said.", engine="rules")
    >>> collection = to_web_annotations(found, "https://example.org/1")
    >>> collection["first"]["items"][0]["target"][0]["selector"][0]["exact"]
    '“No,”'
    """
    iri = source or _address(extraction.article)
    items = [_annotation(quote, extraction.article.text, iri) for quote in extraction.quotes]
    return {
        "@context": CONTEXT,
        "id": f"urn:quotekit:quotes:{_digest(iri)}",
        "type": "AnnotationCollection",
        "label": "Quotations and their speakers",
        "total": len(items),
        "first": {
            "id": f"urn:quotekit:quotes:{_digest(iri)}:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def from_web_annotations(collection: Mapping[str, object], text: str | Article) -> Extraction:
    """Return the extraction that annotations of a text tell of; those that quotekit did not write are passed over.

    Where a place does not hold the words that its selector gives, as in a text that has changed, the words that stand
    nearest to it, within 50,000 characters, are taken; a quote of which a content is found nowhere is left out. To
    carry quotes over to a text that was edited, :func:`~quotekit.formats.reanchor` knows more: the whole of the old
    text.

    Args:
        collection: a collection, a page, or one annotation.
        text: the article.

    Raises:
        FileProblem: a field is missing or wrong.

    >>> import quotekit
    >>> found = quotekit.extract("“No,” he said.", engine="rules")
    >>> from_web_annotations(to_web_annotations(found), found.article).quotes == found.quotes
    True
    """
    article = article_of(text)
    found = (_found(row, article.text) for row in _annotations(Row(collection)))
    return quotes_of(article, [each for each in found if each is not None])


def _annotation(quote: Quote, text: str, iri: str) -> Out:
    bodies: list[Out] = []
    if quote.speaker is not None:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": quote.speaker.name})
    for role in ROLES[1:]:
        bodies += [_part(span, text, iri) | {"quotekit:role": role} for span in getattr(quote, role)]
    return {
        "id": f"urn:quotekit:quote:{escaped(quote.id, safe='', errors='replace')}",
        "type": "Annotation",
        "motivation": "identifying",
        **({"body": bodies} if bodies else {}),
        "target": [_part(span, text, iri) for span in quote.content] or iri,
        "quotekit:quote": own_row(quote),
    }


def _part(span: Span, text: str, iri: str) -> Out:
    return {
        "type": "SpecificResource",
        "source": iri,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _address(article: Article) -> str:
    url = article.extra.get("url")
    return url if isinstance(url, str) and "://" in url else f"urn:quotekit:text:{_digest(article.text)}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf8", "surrogatepass"), digest_size=8).hexdigest()


def _annotations(row: Row) -> Iterator[Row]:
    """Yield the annotations of a collection, a page or of one that stands alone."""
    while "first" in row.value:
        page = row.child("first", lambda page: page)
        if page is None:
            return
        row = page
    if "items" in row.value:
        yield from row.many("items", lambda item: item)
    else:
        yield row


def _found(row: Row, text: str) -> Found | None:
    own = row.child("quotekit:quote", lambda own: own.value)
    if own is None:
        return None
    roles: dict[str, list[Span]] = {role: [] for role in ROLES}
    parts = row.many("target", lambda part: part) if isinstance(row.value.get("target"), list) else ()
    for part in parts:
        if (span := _place(part, text)) is None:
            return None
        roles["content"].append(span)
    for part in row.many("body", lambda part: part):
        role = part.value.get("quotekit:role")
        if role in ROLES[1:] and (span := _place(part, text)) is not None:
            roles[str(role)].append(span)
    return Found({role: tuple(spans) for role, spans in roles.items()}, own)


def _place(part: Row, text: str) -> Span | None:
    """Return where the words of a part stand: where it says, or else nearest to that with the same words around."""
    selectors = {row.text("type"): row for row in part.many("selector", lambda row: row)}
    words, place = selectors.get("TextQuoteSelector"), selectors.get("TextPositionSelector")
    if words is None:
        raise FileProblem("must hold a TextQuoteSelector", field=part.field("selector"))
    exact, start = words.string("exact"), int(place.number("start")) if place is not None else 0
    if text[start : start + len(exact)] == exact and start >= 0:
        return Span(start, start + len(exact))
    return _nearest(text, exact, words.text("prefix"), words.text("suffix"), start)


def _nearest(text: str, exact: str, prefix: str, suffix: str, start: int) -> Span | None:
    """Look for the words with less and less around them; what occurs twice then is taken where it is nearest."""
    if not exact:
        return None
    for size in (AROUND, AROUND // 2, AROUND // 4, 0):
        before, behind = prefix[len(prefix) - size :] if size < len(prefix) else prefix, suffix[:size]
        for head, tail in ((before, behind), (before, ""), ("", behind)):
            places = _around(text, f"{head}{exact}{tail}", start - len(head))
            if places:
                at = min(places, key=lambda place: abs(place + len(head) - start)) + len(head)
                return Span(at, at + len(exact))
    return None


def _around(text: str, words: str, start: int) -> Sequence[int]:
    """Return the last place before ``start`` and the first behind it where the words stand."""
    start = min(max(start, 0), len(text))
    before = text.rfind(words, max(0, start - FAR), start + len(words))
    behind = text.find(words, start, start + FAR + len(words))
    return [at for at in (before, behind) if at >= 0]
