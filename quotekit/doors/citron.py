"""Quotes in, Citron's annotation JSON out, and back.

Citron is the BBC's quote extraction and attribution system. Its data sets hold an object an article, with the text
and its ``quotes``: ``content`` a list of spans, ``cue`` and ``source`` a span each, a span being ``start``, ``end``
and ``text``. The shape is written from knowledge of Citron's releases; no copy of its reader runs in our tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from quotekit.doors.attributed import Found, article_of, quotes_of
from quotekit.doors.rows import Row
from quotekit.errors import FileProblem
from quotekit.values import Extraction, Span

# What its releases and those who built on it call the same thing.
NAMES = {"content": ("content", "contents"), "cue": ("cue", "cues"), "source": ("source", "sources")}
Out = dict[str, object]


def to_citron(extraction: Extraction) -> Out:
    """Return the annotation of an article. Citron knows one span a cue and source: of several, the first is written.

    >>> import quotekit
    >>> to_citron(quotekit.extract("“No,” he said.", engine="rules"))["quotes"][0]["source"]
    {'start': 6, 'end': 8, 'text': 'he'}
    """
    article = extraction.article
    return {
        "id": article.id,
        "text": article.text,
        "quotes": [
            {
                "content": [_out(span, article.text) for span in quote.content],
                "cue": _out(quote.cue[0], article.text) if quote.cue else None,
                "source": _out(quote.source[0], article.text) if quote.source else None,
            }
            for quote in extraction.quotes
        ],
    }


def from_citron(annotation: Mapping[str, object], text: str | None = None) -> Extraction:
    """Return the extraction that an annotation tells of; kind, id and holder of each quote are worked out.

    Args:
        annotation: the object of one article; a span alone stands for a list of one.
        text: the article, where the object holds none.

    Raises:
        FileProblem: a field is missing or wrong, or a span does not hold the text that it says.

    >>> import quotekit
    >>> found = quotekit.extract("“No,” he said.", engine="rules")
    >>> from_citron(to_citron(found)).quotes[0].content == found.quotes[0].content
    True
    """
    top = Row(annotation)
    words = text if text is not None else top.string("text")
    article = evolve(article_of(words), id=top.optional("id"))
    roles = top.many("quotes", lambda row: {role: _spans(row, names, words) for role, names in NAMES.items()})
    return quotes_of(article, (Found(each) for each in roles if each["content"]))


def _out(span: Span, text: str) -> Out:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _spans(row: Row, names: Sequence[str], text: str) -> tuple[Span, ...]:
    name = next((name for name in names if row.value.get(name) is not None), None)
    if name is None:
        return ()
    value = row.value[name]
    return Row({name: value if isinstance(value, list) else [value]}, row.path).many(
        name, lambda each: _span(each, text)
    )


def _span(row: Row, text: str) -> Span:
    span = Span(int(row.number("start")), int(row.number("end")))
    if row.optional("text") not in (None, span.of(text)):
        raise FileProblem("is not what stands at these offsets", "is it another text?", field=row.field("text"))
    return span
