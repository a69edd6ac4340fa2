"""Text, sentences and passages in, a :class:`Shape` out: tokens with one sign each, quoted passages as one token."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from attrs import define

from quotekit.rules.grammar import ANCHOR_NOUN, BLOCK, FRAGMENT, SENTENCE, SPEECH, Grammar
from quotekit.values import Passage, Span

# A token takes the space behind it along, so that the tokens' lengths add up to their offsets. All repetition is
# bounded: no token grows with the text.
TOKEN = re.compile(
    r"""
    (?: \d{1,3} (?: ,\d{3} ){1,6}
      | [^\W_]{1,40} (?: [.&-][^\W_]{1,40} | ['’] (?! (?: s|re|ve|ll|d|m|t|S ) \b ) [^\W_]{1,40} ){0,5}
      | ['’] (?: s|re|ve|ll|d|m|t|S ) \b
      | \.{2,40} | -{2,40} | \S )
    \s{0,40}
    | \s{1,40}
    """,
    re.VERBOSE,
)
SPACE = re.compile(r"\s*")
BOUNDARY = re.compile(f"[{SENTENCE}{BLOCK}]")
CLITIC_VERB = re.compile(r"(?<=[phwW])'")
"""After a pronoun, 's is no possessive."""
PLURALS = frozenset(
    {"police", "children", "staff", "media", "folks", "data", "clergy", "some", "many", "others", "most", "all", "both"}
)
NOUN_SIGNS = ("n", "s", "g", "e")
"""By inflection: how a cue form is signed that is no verb where it stands."""
SENTENCE_MARKS = frozenset(",.?!…—–-")
# “The Art of Losing,”: the comma stands inside the marks, and no sentence does.
TITLE = re.compile(
    r"(?: [A-Z0-9][\w’'-]* | the | a | an | of | and | in | on | to | for | with | at )"
    r"(?: \s (?: [A-Z0-9][\w’'-]* | the | a | an | of | and | in | on | to | for | with | at ) ){1,12} ,",
    re.VERBOSE,
)


@define(eq=False)
class Shape:
    """The tokens of an article's prose, in order, and what is known of each."""

    text: str
    signs: str
    pieces: list[str]
    """Tokens with the space behind them; empty for the ends of sentences and blocks."""
    starts: list[int]
    passages: dict[int, Passage]
    """Token index -> the passage that the token stands for."""
    grammar: Grammar
    ends: list[int]
    """Indices of the tokens that end a sentence or a block, in order, and the number of tokens."""

    def span(self, first: int, last: int) -> Span:
        """Return the text span of the tokens ``[first, last)``, without space at its end."""
        end = last - 1
        return Span(self.starts[first], self.starts[end] + len(self.pieces[end].rstrip()))

    def word(self, index: int) -> str:
        """Return one token in lower case, with straight apostrophes."""
        return self.pieces[index].rstrip().lower().replace("’", "'")


def make_shape(
    text: str, prose: Sequence[Span], sentences: Sequence[Span], passages: Sequence[Passage], grammar: Grammar
) -> Shape:
    """Return the shape of an article's prose.

    Args:
        text: the article's text.
        prose: the stretches to read, in order.
        sentences: all sentences, in order.
        passages: all passages; those inside another one are left to their outermost passage.
        grammar: signs of words.
    """
    builder = Builder(text, grammar, sentences, passages)
    for stretch in prose:
        builder.read_stretch(stretch)

    def as_noun(found: re.Match[str]) -> str:
        before = builder.pieces[found.start() - 1].rstrip().lower()
        if found.re.groups and found["after_noun"] and is_plural(before):
            return found[0]
        if builder.pieces[found.start()].rstrip().lower() in grammar.phrases:
            return ANCHOR_NOUN
        form = grammar.forms.get(found[0])
        return NOUN_SIGNS[form.inflection] if form else "n"

    signs = "".join(builder.signs)
    for nouns in grammar.nouns:
        signs = nouns.sub(as_noun, signs)
    ends = [m.start() for m in BOUNDARY.finditer(signs)]
    return Shape(text, signs, builder.pieces, builder.starts, builder.found, grammar, [*ends, len(signs)])


class Builder:
    """Reads stretches of prose into tokens; lives for one call of :func:`make_shape`."""

    def __init__(self, text: str, grammar: Grammar, sentences: Sequence[Span], passages: Sequence[Passage]) -> None:
        self.text = text
        self.grammar = grammar
        self.sentences = sentences
        self.sentence_ends = [sentence.end for sentence in sentences]
        self.passages = [p for p in passages if p.depth == 0 and p.span.start < p.span.end]
        self.passage_starts = [p.span.start for p in self.passages]
        self.signs: list[str] = []
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.found: dict[int, Passage] = {}

    def read_stretch(self, stretch: Span) -> None:
        """Append the tokens of one stretch, and the end of its block."""
        at = SPACE.match(self.text, stretch.start, stretch.end).end()  # type: ignore[union-attr]
        fresh = True
        for index in range(bisect_left(self.passage_starts, at), bisect_left(self.passage_starts, stretch.end)):
            passage = self.passages[index]
            if passage.span.end > stretch.end:
                break
            self._read_between(at, passage.span.start, fresh)
            at = SPACE.match(self.text, passage.span.end, stretch.end).end()  # type: ignore[union-attr]
            self.found[len(self.pieces)] = passage
            self._append(
                self.text[passage.span.start : at],
                passage.span.start,
                SPEECH if is_speech(self.text, passage, self._at_start()) else FRAGMENT,
            )
            end = bisect_left(self.sentence_ends, passage.span.end)
            if end < len(self.sentence_ends) and self.sentence_ends[end] <= at:
                self._append("", passage.span.end, SENTENCE)
            fresh = True
        self._read_between(at, stretch.end, fresh)
        if self.signs and self.signs[-1] == SENTENCE:
            self.signs[-1] = BLOCK
        else:
            self._append("", stretch.end, BLOCK)

    def _at_start(self) -> bool:
        return not self.signs or self.signs[-1] in {SENTENCE, BLOCK}

    def _read_between(self, at: int, end: int, fresh: bool) -> None:
        """Append the tokens of a stretch without passages, and the ends of its sentences."""
        index = bisect_right(self.sentence_ends, at)
        while index < len(self.sentence_ends) and self.sentence_ends[index] <= end:
            limit = self.sentence_ends[index]
            self._read_words(at, limit, fresh)
            index += 1
            at = self.sentences[index].start if index < len(self.sentences) else end
            self._append("", limit, SENTENCE)
            fresh = True
        if at < end:
            self._read_words(at, end, fresh)

    def _read_words(self, at: int, end: int, fresh: bool) -> None:
        pieces = TOKEN.findall(self.text, at, end)
        if not pieces:
            return
        signs = "".join(map(self.grammar.sign, pieces))
        if fresh:
            signs = self.grammar.initial_sign(pieces[0]) + signs[1:]
        if len(signs) > 4 and signs.count("N") * 10 > len(signs) * 6:
            signs = "".join(map(self.grammar.lowered_sign, pieces))
        self.signs.append(CLITIC_VERB.sub("x", signs))
        self.pieces += pieces
        starts = list(accumulate(map(len, pieces), initial=at))
        starts.pop()
        self.starts += starts

    def _append(self, piece: str, start: int, sign: str) -> None:
        self.signs.append(sign)
        self.pieces.append(piece)
        self.starts.append(start)


def is_plural(word: str) -> bool:
    """Tell whether a noun looks plural.

    >>> is_plural("voters"), is_plural("women"), is_plural("voter")
    (True, True, False)
    """
    return word.endswith(("s", "men", "people")) or word in PLURALS


def is_speech(text: str, passage: Passage, first: bool = False) -> bool:
    """Tell whether a passage reads as an utterance rather than as a word or title set apart.

    Args:
        text: the article's text.
        passage: a passage between quotation marks.
        first: whether its sentence begins with it.

    >>> from quotekit.values import Passage, Span
    >>> is_speech("“We will see,”", Passage(Span(0, 14), Span(1, 13), "curly"))
    True
    >>> is_speech("“fair”", Passage(Span(0, 6), Span(1, 5), "curly"))
    False
    """
    if passage.continues or not passage.closed:
        return True
    start, end = passage.inner.start, passage.inner.end
    last = text[end - 1 : end]
    if last in SENTENCE_MARKS and end > start:
        return first or not TITLE.fullmatch(text, start, end)
    return text.count(" ", start, min(end, start + 400)) >= 7 and text[start : start + 1].isupper()
