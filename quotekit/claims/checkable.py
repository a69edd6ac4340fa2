"""A post in, the sentence worth checking out: stated features, each with its weight."""

from __future__ import annotations

import regex

from quotekit.values import Span

BREAK = regex.compile(
    r"(?<=[.!?…][\"”’')]{0,2})(?<!\b(?:Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|No|vs|Jr|Sr|U\.S|"
    r"\p{Lu})\.)\s+(?=[\p{Lu}\d\"“‘#@(])|\s*\n\s*(?:\n\s*)*"
)
WORD = regex.compile(r"\p{L}[\p{L}’'-]*|\d[\d,.]*%?")
FEATURES: tuple[tuple[str, regex.Pattern[str], float], ...] = (
    ("number", regex.compile(r"\d|\b(?:million|billion|percent|per cent|half|double|twice|lakh|crore)\b"), 0.6),
    ("name", regex.compile(r"(?<=[\p{Ll},]\s)\p{Lu}\p{Ll}+"), 0.5),
    (
        "verb of fact",
        regex.compile(
            r"\b(?:is|are|was|were|has|have|had|will|did|does|can|\w{3,}ed|says?|said|shows?|kills?|causes?|"
            r"found)\b"
        ),
        0.7,
    ),
    (
        "reporting",
        regex.compile(
            r"\b(?:according to|announced|confirmed|revealed|reported|declared|study|research|video shows)\b",
            regex.IGNORECASE,
        ),
        0.3,
    ),
    ("question", regex.compile(r"\?\s*$"), -1.0),
    (
        "call to share",
        regex.compile(
            r"\b(?:share|retweet|subscribe|follow|click|forward|please|pls|like and|watch (?:the|this)|"
            r"read more|link in|spread)\b",
            regex.IGNORECASE,
        ),
        -1.0,
    ),
    (
        "first person feeling",
        regex.compile(
            r"\b(?:I (?:love|hate|feel|hope|wish|can’t|can't)|lol|omg|wow|thank|congrat|happy|sad|shame|"
            r"god bless)\b",
            regex.IGNORECASE,
        ),
        -0.7,
    ),
    ("greeting", regex.compile(r"^\s*(?:dear|hello|hi|hey|good morning|attention|friends)\b", regex.IGNORECASE), -0.6),
    (
        "tag or link alone",
        regex.compile(r"^\s*(?:[#@]\S+|https?://\S+|pic\.\S+)(?:\s+(?:[#@]\S+|https?://\S+|pic\.\S+))*\s*$"),
        -3.0,
    ),
)
PLACE = (0.9, 0.35, 0.1)
"""The first sentences of a post carry its claim more often than the later ones."""


SHORT = 45
"""Words of a post that says one thing in all its sentences; of a longer one a single sentence is kept."""


def _idle(sentence: str) -> bool:
    """Tell whether a sentence greets, asks or calls instead of claiming."""
    return any(weight < -0.5 and pattern.search(sentence) for _, pattern, weight in FEATURES)


def sentences(text: str) -> list[Span]:
    """Return the sentences of a post; a line's end is one too."""
    spans, at = [], 0
    for match in BREAK.finditer(text):
        if text[at : match.start()].strip():
            spans.append(Span(at, match.start()))
        at = match.end()
    if text[at:].strip() or not spans:
        spans.append(Span(at, len(text)))
    return spans


def checkable_span(text: str) -> Span:
    """Return the sentence that says most of what can be checked; of a short post without idle sentences, all of it.

    >>> text = "Wow! The city of Thane sealed 12 labs in April. Please share."
    >>> checkable_span(text).of(text)
    'The city of Thane sealed 12 labs in April.'
    """
    spans = sentences(text)
    if (
        len(WORD.findall(text[: 20 * SHORT])) <= SHORT
        and len(text) <= 20 * SHORT
        and not any(_idle(s.of(text)) for s in spans)
    ):
        return Span(spans[0].start, spans[-1].end)
    best = max(range(len(spans)), key=lambda at: (checkability(spans[at].of(text), at), -at))
    return spans[best]


def checkability(sentence: str, place: int) -> float:
    """Return the score of one sentence: its features, its length, its place."""
    words = len(WORD.findall(sentence))
    length = -1.5 if words < 4 else min(words, 18) / 12 if words <= 45 else 0.7
    return (
        length
        + (PLACE[place] if place < len(PLACE) else 0.0)
        + sum(weight for _, pattern, weight in FEATURES if pattern.search(sentence))
    )
