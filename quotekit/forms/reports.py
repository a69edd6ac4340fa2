"""What the rules for headlines pass on: a headline on its way in, the reports found in it out."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from quotekit.forms.words import AUXILIARIES, OWN_VOICE, Word, words_of
from quotekit.values import CueLexicon, Span

ING_NOUNS = words_of("ing-noun")
OPENING_MARKS = frozenset("\"“‘'«„")


@frozen
class Headline:
    """One headline, without kicker and outlet, on its way through the rules."""

    text: str
    words: tuple[Word, ...]
    cues: CueLexicon
    chatty: bool
    """True: a post, which may as well be plain prose; only sure signs count."""

    def part(self, words: Sequence[Word]) -> Headline:
        """Return a piece of the headline, to be read by itself."""
        return Headline(self.text, tuple(words), self.cues, self.chatty)


@frozen
class Report:
    """Somebody reported by a headline."""

    content: Span
    cue: Span
    source: Span
    cue_class: str = "say"
    addressee: Span | None = None


def stretch(words: Sequence[Word]) -> Span:
    """Return the span of some words with their quotation marks, without the full stop or comma at its end."""
    start = words[0].span.start - len(words[0].before.lstrip("*_"))
    after = words[-1].after.rstrip("*_").rstrip(",;:")
    if after.endswith(")") and not any("(" in word.before for word in words):
        after = after[:-1]
    if after.endswith(".") and not after.endswith(".."):
        after = after[:-1]
    return Span(start, max(start, words[-1].span.end + len(after)))


def plain(words: Sequence[Word]) -> Span:
    """Return the span of some words without marks at its edges; a bracket that opens in it is closed."""
    bracket = words[-1].after[:1] == ")" and any("(" in word.before for word in words[1:])
    return Span(words[0].span.start, words[-1].span.end + bracket)


def has_mark(words: Sequence[Word]) -> bool:
    """Tell whether a quotation mark opens somewhere in the words."""
    return any(word.before and not OPENING_MARKS.isdisjoint(word.before) for word in words)


def claims_something(words: Sequence[Word]) -> bool:
    """Tell whether the words may be a claim: a verb, a quotation or a voice of their own is in them.

    >>> from quotekit.forms.words import split_words
    >>> [claims_something(split_words(t, Span(0, len(t)))) for t in ("Taxes to Rise Again", "A Life in Pictures")]
    [True, False]
    """
    if has_mark(words) or words[0].low in {"no", "time"} or "!" in words[-1].after:
        return True
    verbs = words_of("verb")
    noun_phrase = words[0].low in {"the", "a", "an"}
    return any(
        word.low in AUXILIARIES
        or word.low in OWN_VOICE
        or word.low in verbs
        or (index and word.low == "to")
        or ((index or word.low.endswith("ed")) and not noun_phrase and _is_participle(word.low))
        for index, word in enumerate(words)
    )


def _is_participle(word: str) -> bool:
    """Tell "worried" and "growing" from "morning" and "eye-tracking"."""
    return len(word) > 5 and word.endswith(("ed", "ing")) and "-" not in word and word not in ING_NOUNS
