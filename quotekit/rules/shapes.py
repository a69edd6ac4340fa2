"""Text, sentences and passages in, a :class:`Shape` out: tokens with one sign each, quoted passages as one token."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import accumulate

from attrs import Factory, define

from quotekit.rules.grammar import BLOCK, FRAGMENT, SENTENCE, SPEECH, Grammar
from quotekit.rules.tokens import LONGEST_WORD, tokens_of
from quotekit.values import Passage, Span

LONGEST_RUN = 200
"""Shorter runs of words hold no word that is worth a look at its length."""
SPACE = re.compile(r"\s*")
ENDS = frozenset({SENTENCE, BLOCK})
BEFORE_CLITIC = "phwW"
"""After a pronoun, 's is no possessive."""
PLURALS = frozenset(
    {"police", "children", "staff", "media", "folks", "data", "clergy", "some", "many", "others", "most", "all", "both"}
)
SENTENCE_MARKS = frozenset(",.?!…—–-")
# “The Art of Losing,”: the comma stands inside the marks, and no sentence does.
TITLE = re.compile(
    r"(?: [A-Z0-9][\w’'-]* | the | a | an | of | and | in | on | to | for | with | at )"
    r"(?: \s (?: [A-Z0-9][\w’'-]* | the | a | an | of | and | in | on | to | for | with | at ) ){1,12} ,",
    re.VERBOSE,
)


Run = tuple[int, Sequence[str], Sequence[str]]
"""Where words in a row begin, the words as printed, and the signs of the tokens of each."""


@define(eq=False)
class Shape:
    """The tokens of an article's prose, in order, and what is known of each.

    Only their signs are at hand. Most sentences report nothing, so where a token stands, and its letters, are sought
    when they are asked for.
    """

    text: str
    grammar: Grammar
    signs: str = ""
    passages: dict[int, Passage] = Factory(dict)
    """Token index -> the passage that the token stands for."""
    ends: list[int] = Factory(list)
    """Indices of the tokens that end a sentence or a block, in order, and the number of tokens."""
    runs: list[Run] = Factory(list)
    """Words in a row, in order; a passage is a run of its own. The end of a sentence belongs to what it ends."""
    firsts: list[int] = Factory(list)
    """The first token of each run."""
    _counts: dict[int, list[int]] = Factory(dict)
    """Run -> how many tokens there are up to the end of each of its words, of the runs that were asked for."""
    _starts: dict[int, list[int]] = Factory(dict)
    """Run -> where each of its words begins, the spaces between them not counted."""

    def word(self, index: int) -> str:
        """Return one token in lower case, with straight apostrophes; the end of a sentence is empty."""
        run = bisect_right(self.firsts, index) - 1
        counts = self._counts.get(run) or self._counts_of(run)
        _, words, signs = self.runs[run]
        place = index - self.firsts[run]
        at = bisect_right(counts, place)
        if at == len(words):
            return ""
        word = words[at]
        if len(signs[at]) != 1:
            word = self.grammar.tokens[word][place - counts[at - 1] if at else place]
        return word.lower().replace("’", "'")

    def span(self, first: int, last: int) -> Span:
        """Return the text span of the tokens ``[first, last)``, without space at its end."""
        run = bisect_right(self.firsts, first) - 1
        start, end = self._extent(run, first)
        last -= 1
        if last > first:
            # Few phrases reach over a passage into another run.
            if last >= self.firsts[run] + self._counts[run][-1]:
                run = bisect_right(self.firsts, last) - 1
            end = self._extent(run, last)[1]
        return Span(start, end)

    def _extent(self, run: int, index: int) -> tuple[int, int]:
        """Return where a token of a run begins and ends; the end of a sentence is empty, behind its words."""
        counts = self._counts.get(run) or self._counts_of(run)
        starts = self._starts.get(run) or self._starts_of(run)
        _, words, signs = self.runs[run]
        place = index - self.firsts[run]
        at = bisect_right(counts, place)
        start = starts[at] + at
        if at == len(words):
            return start, start
        if len(signs[at]) == 1:
            return start, start + len(words[at])
        place -= counts[at - 1] if at else 0
        tokens = self.grammar.tokens[words[at]]
        start += sum(map(len, tokens[:place]))
        return start, start + len(tokens[place])

    def _counts_of(self, run: int) -> list[int]:
        counts = self._counts[run] = list(accumulate(map(len, self.runs[run][2])))
        return counts

    def _starts_of(self, run: int) -> list[int]:
        """Return where each word of a run begins, less one for each word before it; at last where the run ends."""
        at, words, _ = self.runs[run]
        starts = list(accumulate(map(len, words), initial=at))
        if not self.text.startswith(" ".join(words), at):
            for number, word in enumerate(words):
                at = self.text.index(word, at)
                starts[number] = at - number
                at += len(word)
            starts[-1] = at - len(words) + 1
        starts[-1] -= 1
        self._starts[run] = starts
        return starts


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
    return builder.shape()


class Builder:
    """Reads stretches of prose into signs; lives for one call of :func:`make_shape`."""

    def __init__(self, text: str, grammar: Grammar, sentences: Sequence[Span], passages: Sequence[Passage]) -> None:
        self.text = text
        self.grammar = grammar
        self.sentences = sentences
        self.sentence_ends = [sentence.end for sentence in sentences]
        self.passages = [p for p in passages if p.depth == 0 and p.span.start < p.span.end]
        self.passage_starts = [p.span.start for p in self.passages]
        self.signs: list[str] = []
        self.count = 0
        self.firsts: list[int] = []
        self.runs: list[Run] = []
        self.ends: list[int] = []
        self.found: dict[int, Passage] = {}

    def read_stretch(self, stretch: Span) -> None:
        """Append the signs of one stretch, and the end of its block."""
        at = self._past_space(stretch.start, stretch.end)
        for index in range(bisect_left(self.passage_starts, at), bisect_left(self.passage_starts, stretch.end)):
            passage = self.passages[index]
            if passage.span.end > stretch.end:
                break
            self._read_between(at, passage.span.start)
            at = self._past_space(passage.span.end, stretch.end)
            self._read_passage(passage, at)
        self._read_between(at, stretch.end)
        if self.signs and self.signs[-1] == SENTENCE:
            self.signs[-1] = BLOCK
        else:
            self._append_end(BLOCK)

    def shape(self) -> Shape:
        """Return what was read."""
        signs = "".join(self.signs)
        shape = Shape(self.text, self.grammar, signs, self.found, [*self.ends, self.count], self.runs, self.firsts)
        if "'" in shape.signs:
            for sign in BEFORE_CLITIC:
                shape.signs = shape.signs.replace(f"{sign}'", f"{sign}x")
        for nouns in self.grammar.nouns:
            shape.signs = nouns.sub(partial(_as_noun, shape), shape.signs)
        return shape

    def _past_space(self, at: int, end: int) -> int:
        if at < end and not self.text[at].isspace():
            return at
        return SPACE.match(self.text, at, end).end()  # type: ignore[union-attr]

    def _read_passage(self, passage: Passage, end: int) -> None:
        """Append a passage, with the space behind it up to ``end``, and the end of the sentence that ends with it."""
        first = not self.signs or self.signs[-1] in ENDS
        self.found[self.count] = passage
        start = passage.span.start
        sign = SPEECH if is_speech(self.text, passage, first) else FRAGMENT
        self._append(sign, (start, (self.text[start:end].rstrip(),), sign))
        at = bisect_left(self.sentence_ends, passage.span.end)
        if at < len(self.sentence_ends) and self.sentence_ends[at] <= end:
            self._append_end(SENTENCE)

    def _read_between(self, at: int, end: int) -> None:
        """Append the words of a stretch without passages, and the ends of its sentences."""
        index = bisect_right(self.sentence_ends, at)
        while index < len(self.sentence_ends) and self.sentence_ends[index] <= end:
            limit = self.sentence_ends[index]
            self._read_words(at, limit)
            index += 1
            at = self.sentences[index].start if index < len(self.sentences) else end
            self._append_end(SENTENCE)
        if at < end:
            self._read_words(at, end)

    def _read_words(self, at: int, end: int) -> None:
        """Append the signs of words that begin a sentence or go on behind a passage."""
        words = self.text[at:end].split()
        if not words:
            return
        if end - at > LONGEST_RUN and max(map(len, words)) > LONGEST_WORD:
            words = [token for word in words for token in _without_length(word)]
        grammar = self.grammar
        parts = list(map(grammar.signs.__getitem__, words))
        parts[0] = grammar.initial_signs[words[0]] + parts[0][1:]
        signs = "".join(parts)
        if len(signs) > 4 and signs.count("N") * 10 > len(signs) * 6:
            signs = "".join(map(grammar.lowered_signs.__getitem__, words))
        self._append(signs, (at, words, parts))

    def _append(self, signs: str, run: Run) -> None:
        self.firsts.append(self.count)
        self.runs.append(run)
        self.signs.append(signs)
        self.count += len(signs)

    def _append_end(self, sign: str) -> None:
        self.ends.append(self.count)
        self.signs.append(sign)
        self.count += 1


def _without_length(word: str) -> Sequence[str]:
    """Return a word, or the tokens of one without an end: each word is cut anew whenever it is asked for."""
    return (word,) if len(word) <= LONGEST_WORD else tokens_of(word)


def _as_noun(shape: Shape, found: re.Match[str]) -> str:
    """Return the sign of a cue that its neighbours show to be a noun."""
    at = found.start()
    if found.re.groups and found["after_noun"] is not None and is_plural(shape.word(at - 1)):
        return found[0]
    return shape.grammar.noun_signs[found[0]]


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
