"""A quote and its article in, the claim that it makes out, with the pronouns that surely stand for its speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import regex

from quotekit.claims.normalizing import normalize_claim
from quotekit.claims.tables import read_rows
from quotekit.values import Article, Claim, Quote, Span

# "said that he would", "denied its role"; "it" may as well be nobody: "it is time".
LEADING = regex.compile(
    r"(?:that\s)?(?P<who>(?P<m>he|his)|(?P<f>she|her(?=\s\w))|(?P<n>its|it(?=\s(?!is\s(?:a|the|not|no|time|clear|\w+ly)"
    r"\b|was\s(?:a|the|not|no|time|clear)\b|would\sbe\b|will\sbe\b|seems|appears|takes|rain|snow|\w+\sto\b))))\b"
    r"(?!['’]|\s(?:an?|the|as|to|[“\"‘])\b|\s[“\"‘])"
)
NAMED = regex.compile(r"(?<=[\p{L},;:]\s)\p{Lu}\p{Ll}")
GUESSES = frozenset({"predict", "show", "believe", "suggest", "feel"})
"""Whoever estimates that it would cost a million does not speak of itself."""
PERSONS = frozenset({"person", "account"})
SENTENCE_BEHIND = regex.compile(r"[.!?…][\"”’)]*\s*$")
SENTENCE = regex.compile(r"[.!?][\"”’)]*\s+(?=[\p{Lu}\"“‘(])|\n")
REACH = 300


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
    cue = " ".join(span.of(text) for span in quote.cue)
    if quote.negated and cue:
        cue = f"did not {cue}"
    elif quote.denied:
        cue = f"{cue} denied".strip()
    return normalize_claim(
        content_text(quote.content, text),
        speaker=quote.speaker,
        published=quote.said_on or article.day,
        cue=cue or None,
        article=text,
        pronouns=own_pronouns(quote, text),
        quote_id=quote.id,
        sentences=_new_sentences(quote.content, text),
    )


def _new_sentences(pieces: Sequence[Span], text: str) -> Iterator[int]:
    """Yield where in the joined pieces one begins that stands behind a full stop: "“A,” she said. “B.”"."""
    at = 0
    for before, piece in pairwise(pieces):
        at += len(before) + 1
        if SENTENCE_BEHIND.search(text, before.end, piece.start) is not None:
            yield at


# "declined to comment", "refused to be drawn on the cost": nothing is claimed.
SILENT = regex.compile(
    r"(?:to\s)?(?:comment|be\sdrawn|be\sinterviewed|say|answer|elaborate|discuss|respond|speculate|speak|talk|confirm|"
    r"disclose|reveal|explain|specify|give\s(?:\w+\s){0,3}(?:details|reasons?|names?|comments?|answers?|interviews?)|"
    r"go\sinto\s(?:\w+\s)?details?|name|identify)\b"
)


def claims_something(quote: Quote, article: Article) -> bool:
    """Tell whether a quote claims anything: who declines to comment or refuses to say it does not.

    >>> from quotekit import extract
    >>> found = extract("Ada Cole declined to comment.", engine="rules")
    >>> [claims_something(quote, found.article) for quote in found.quotes]
    [False]
    """
    if quote.cue_class != "decline":
        return True
    cue = " ".join(span.of(article.text) for span in quote.cue)
    return "comment" not in cue and not SILENT.match(content_text(quote.content, article.text))


def content_text(pieces: Sequence[Span], text: str) -> str:
    """Return the content's pieces as one text."""
    return " ".join(span.of(text) for span in pieces)


def own_pronouns(quote: Quote, text: str) -> Iterator[tuple[Span, str]]:
    """Yield the pronoun that opens a content told in others' words, where it can be nobody but the speaker.

    Nobody else is named between the sentence's start and the pronoun, and the speaker's given name is not one of the
    other gender. All other pronouns stay: whom they mean is a guess.

    >>> from quotekit.values import Speaker
    >>> text = "Ada Cole said that she was ready."
    >>> quote = Quote("q1", (Span(14, 32),), (Span(9, 13),), (Span(0, 8),), "indirect", speaker=Speaker("Ada Cole"))
    >>> list(own_pronouns(quote, text))
    [(Span(start=5, end=8), 'Ada Cole')]
    """
    speaker, start = quote.speaker, quote.content[0].start if quote.content else 0
    if speaker is None or not quote.source or quote.cue_class == "ask" or quote.source[0].end > start:
        return
    match = LEADING.match(text, start, quote.content[0].end)
    if match is None or (match["n"] is not None) == (speaker.kind in PERSONS) or speaker.kind == "unnamed":
        return
    if match["n"] and quote.cue_class in GUESSES:
        return
    if not match["n"] and _gender(speaker.name) not in ("", "m" if match["m"] else "f"):
        return
    if not _another_named(quote, text, start):
        yield Span(match.start("who") - start, match.end("who") - start), speaker.name


def _another_named(quote: Quote, text: str, at: int) -> bool:
    """Tell whether the sentence names anybody before the content who is not the source."""
    low = max(0, at - REACH)
    for edge in SENTENCE.finditer(text, low, quote.source[0].start):
        low = edge.end()
    return any(
        not any(span.start <= match.start() < span.end for span in quote.source)
        for match in NAMED.finditer(text, low, at)
    )


@cache
def _genders() -> dict[str, str]:
    return {row["name"].lower(): row["gender"] for row in read_rows("given_names.tsv") if row.get("gender")}


def _gender(name: str) -> str:
    return _genders().get(name.split(maxsplit=1)[0].lower(), "") if name.split() else ""
