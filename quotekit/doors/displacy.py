"""Quotes in, the dict that spaCy's displaCy draws spans from out. Nothing of spaCy is needed to make it."""

from __future__ import annotations

from quotekit.doors.tokens import TokenIndex, spans_of, tokens_of
from quotekit.values import Extraction, Quote


def to_displacy(extraction: Extraction, title: str | None = None) -> dict[str, object]:
    """Return what ``displacy.render(…, style="span", manual=True)`` takes; roles are labels, speakers their notes.

    Args:
        extraction: what was found.
        title: a heading; without it there is none.

    >>> import quotekit
    >>> drawn = to_displacy(quotekit.extract("“No,” said Ada Cole.", engine="rules"))
    >>> [(each["label"], each["kb_id"]) for each in drawn["spans"]]
    [('CONTENT 1', 'Ada Cole'), ('CUE 1', ''), ('SOURCE 1', '')]
    """
    text = extraction.article.text
    tokens = tokens_of(text, spans_of(extraction))
    index = TokenIndex(tokens)
    spans = []
    for number, quote in enumerate(extraction.quotes, 1):
        for role in ("content", "cue", "source"):
            for span in getattr(quote, role):
                held = index.within(span)
                if held:
                    spans.append(
                        {
                            "start": span.start,
                            "end": span.end,
                            "start_token": held.start,
                            "end_token": held.stop,
                            "label": f"{role.upper()} {number}",
                            "kb_id": _name(quote) if role == "content" else "",
                            "kb_url": "#",
                        }
                    )
    return {"text": text, "spans": spans, "tokens": [token.of(text) for token in tokens], "title": title}


def _name(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker is not None else ""
