"""An extraction in; its text with what was quoted masked or replaced, its narration alone, or its script of turns out.

Where contents lie inside each other, the outermost counts: what it holds is its speaker's turn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from attrs import frozen

from quotekit.values import Extraction, Quote, Span, Speaker

NARRATOR = "NARRATOR"


@frozen
class Turn:
    """A stretch of the text and whose words it holds."""

    span: Span
    who: str | None
    """``NARRATOR``, the speaker's name, or the source as printed; ``None`` where a quote tells neither."""
    quote: Quote | None = None
    """The quote that the stretch belongs to; ``None`` for narration."""

    @property
    def speaker(self) -> Speaker | None:
        """The speaker, where one was resolved."""
        return self.quote.speaker if self.quote else None


@frozen
class Replacement:
    """One stretch that a placeholder stands for."""

    old: Span
    """Where the quoted words stand in the article's text."""
    new: Span
    """Where the placeholder stands in the new text."""
    quote_id: str


@frozen
class Replaced:
    """A text with placeholders in it, and where each came from."""

    text: str
    map: tuple[Replacement, ...] = ()

    def restore(self, original: str) -> str:
        """Return the text with the words of ``original`` in place of each placeholder: the original again."""
        parts, place = [], 0
        for each in self.map:
            parts += [self.text[place : each.new.start], each.old.of(original)]
            place = each.new.end
        return "".join((*parts, self.text[place:]))


def mask_quotes(extraction: Extraction, with_: str = "_") -> str:
    """Return the article's text with every letter, digit and sign inside contents replaced: offsets stay.

    Space, line breaks and punctuation stay as they are, so that the shape of the text can still be read.

    Args:
        extraction: what was found.
        with_: the one character to write.

    Raises:
        ValueError: ``with_`` is not exactly one character: offsets would move.

    >>> import quotekit
    >>> mask_quotes(quotekit.extract('“It is late,” said Ada Cole.', engine="rules"))
    '“__ __ ____,” said Ada Cole.'
    """
    if len(with_) != 1:
        raise ValueError(f"with_ must be one character, not {with_!r}: replace_quotes takes longer ones")
    text, parts, place = extraction.article.text, [], 0
    for span, _ in outermost(extraction):
        parts.append(text[place : span.start])
        parts.append("".join(with_ if _shows(char) else char for char in span.of(text)))
        place = span.end
    return "".join((*parts, text[place:]))


def replace_quotes(extraction: Extraction, placeholder: str = "[{n}]") -> Replaced:
    """Return the text with a placeholder for each stretch of quoted words, and the map back.

    Args:
        extraction: what was found.
        placeholder: what to write; ``{n}`` in it becomes the quote's number, from 1, the same for all its pieces.

    >>> import quotekit
    >>> found = quotekit.extract('“It is late,” said Ada Cole.', engine="rules")
    >>> replaced = replace_quotes(found, "[QUOTE {n}]")
    >>> replaced.text
    '[QUOTE 1] said Ada Cole.'
    >>> replaced.restore(found.article.text) == found.article.text
    True
    """
    text, parts, place, length = extraction.article.text, [], 0, 0
    numbers: dict[int, int] = {}
    pieces: list[Replacement] = []
    for span, index in outermost(extraction):
        written = placeholder.replace("{n}", str(numbers.setdefault(index, len(numbers) + 1)))
        length += span.start - place
        pieces.append(Replacement(span, Span(length, length + len(written)), extraction.quotes[index].id))
        parts += [text[place : span.start], written]
        length += len(written)
        place = span.end
    return Replaced("".join((*parts, text[place:])), tuple(pieces))


def non_quotes(extraction: Extraction) -> tuple[Span, ...]:
    """Return the stretches of narration alone, in order, without the space around them.

    A stretch without any letter or digit, such as a full stop behind a quotation, is left out.

    >>> import quotekit
    >>> found = quotekit.extract('“It is late,” said Ada Cole.', engine="rules")
    >>> [span.of(found.article.text) for span in non_quotes(found)]
    ['said Ada Cole.']
    """
    text = extraction.article.text
    between = (Span(place, end) for place, end in _between(extraction))
    return tuple(_trimmed(text, span) for span in between if _has_words(text, span))


def script(extraction: Extraction) -> tuple[Turn, ...]:
    """Return the text as a script: turns in order, without gap or overlap.

    Space and marks between two turns belong to the first of them; what stands before all words, to the first turn.

    >>> import quotekit
    >>> found = quotekit.extract('“It is late,” said Ada Cole. Rain fell.', engine="rules")
    >>> for turn in script(found):
    ...     print(turn.who, repr(turn.span.of(found.article.text)))
    Ada Cole '“It is late,” '
    NARRATOR 'said Ada Cole. Rain fell.'
    """
    text = extraction.article.text
    starts: list[tuple[int, int | None]] = []
    place = 0
    for span, index in (*outermost(extraction), (Span(len(text), len(text)), None)):
        between = Span(place, span.start)
        if _has_words(text, between):
            starts.append((_trimmed(text, between).start, None))
        if index is not None and (not starts or starts[-1][1] != index):
            starts.append((span.start, index))
        place = span.end
    ends = [at for at, _ in starts[1:]] + [len(text)]
    if not starts:
        return (Turn(Span(0, len(text)), NARRATOR),) if text else ()
    starts[0] = (0, starts[0][1])
    return tuple(_turn(extraction, Span(at, end), index) for (at, index), end in zip(starts, ends, strict=True))


def outermost(extraction: Extraction) -> Iterator[tuple[Span, int]]:
    """Yield the stretches that are quoted, in order and apart, each with the index of the outermost quote there.

    Of two contents that only overlap, the second has what the first leaves.
    """
    pieces = sorted(
        (span.start, -span.end, quote.within is not None, index)
        for index, quote in enumerate(extraction.quotes)
        for span in quote.content
    )
    place = 0
    for start, minus_end, _, index in pieces:
        rest = Span(max(start, place), -minus_end)
        if rest.start < rest.end:
            yield rest, index
            place = rest.end


def _between(extraction: Extraction) -> Iterator[tuple[int, int]]:
    place = 0
    for span, _ in outermost(extraction):
        yield place, span.start
        place = span.end
    yield place, len(extraction.article.text)


def _turn(extraction: Extraction, span: Span, index: int | None) -> Turn:
    if index is None:
        return Turn(span, NARRATOR)
    quote = extraction.quotes[index]
    printed = " … ".join(" ".join(piece.of(extraction.article.text).split()) for piece in quote.source)
    return Turn(span, quote.speaker.name if quote.speaker else printed or None, quote)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _has_words(text: str, span: Span) -> bool:
    return any(map(str.isalnum, span.of(text)))


def _shows(char: str) -> bool:
    """Tell whether a character would tell something of what was said: all but space, punctuation and controls."""
    kind = unicodedata.category(char)
    return not (char.isspace() or kind[0] == "P" or kind in ("Cc", "Cf"))
