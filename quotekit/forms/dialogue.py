"""Paragraphs and passages in, turns of alternating dialogue out: quotations without words of attribution.

Who speaks is for another room to tell, so a turn has neither cue nor source. A quotation that stands alone after a
speaker's sentence goes on with what that speaker said: it is left to the engines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from quotekit.values import Attribution, Block, Passage

SHORTEST_SCENE = 3
LONGEST_TURN = 60
LONGEST_MEAN = 30
"""In words: what people say to each other by turns is short; a speaker's paragraphs in the news are not."""


@frozen
class Line:
    """A paragraph that begins with a quotation."""

    block: Block
    passages: tuple[Passage, ...]
    alone: bool
    """Nothing but quotations stands in it."""
    words: int
    asks: bool


def find_dialogue(text: str, blocks: Sequence[Block], passages: Sequence[Passage]) -> list[tuple[Attribution, Line]]:
    r"""Return the turns of dialogue that stand alone.

    >>> from quotekit.values import Span
    >>> text = "“Are you coming?” Tom asked. “No.” “Why?”".replace(" “", "\n“")
    >>> cuts = [0, 29, 35, 41]
    >>> blocks = [Block("paragraph", Span(a, b)) for a, b in zip(cuts, cuts[1:])]
    >>> marked = [Passage(Span(a, b), Span(a + 1, b - 1), "curly") for a, b in ((0, 17), (29, 34), (35, 41))]
    >>> [a.content[0].of(text) for a, _ in find_dialogue(text, blocks, marked)]
    ['“No.”', '“Why?”']
    """
    out = []
    for scene in _scenes(text, blocks, passages):
        alone = [line for line in scene if line.alone]
        if len(alone) < 2 or not _alternates(scene):
            continue
        for line in alone:
            content = tuple(passage.span for passage in line.passages)
            made = Attribution(content=content, form="dialogue", rule="dialogue:turn", confidence=0.7)
            out.append((made, line))
    return out


def _scenes(text: str, blocks: Sequence[Block], passages: Sequence[Passage]) -> Iterator[list[Line]]:
    """Yield the runs of neighbouring paragraphs that begin with a quotation, where they are long enough."""
    outer = [passage for passage in passages if passage.depth == 0]
    at = {passage.span.start: index for index, passage in enumerate(outer)}
    begun: list[tuple[Block, int]] = []
    for block in (*blocks, None):
        first = at.get(block.span.start) if block is not None and block.kind == "paragraph" else None
        if block is not None and first is not None:
            begun.append((block, first))
            continue
        if len(begun) >= SHORTEST_SCENE:
            yield [_line(text, quoted, outer, place) for quoted, place in begun]
        begun = []


def _line(text: str, block: Block, outer: Sequence[Passage], first: int) -> Line:
    last = first
    while last < len(outer) and outer[last].span.end <= block.span.end:
        last += 1
    passages = tuple(outer[first:last])
    alone = bool(passages) and all(passage.closed and passage.opened and not passage.continues for passage in passages)
    end = block.span.start
    for passage in passages:
        alone = alone and not _has_letters(text, end, passage.span.start)
        end = passage.span.end
    alone = alone and not _has_letters(text, end, block.span.end)
    said = " ".join(passage.inner.of(text) for passage in passages)
    return Line(block, passages, alone, len(said.split()), said.rstrip(".…—– ").endswith("?"))


def _has_letters(text: str, start: int, end: int) -> bool:
    return any(letter.isalnum() for letter in text[start:end])


def _alternates(scene: Sequence[Line]) -> bool:
    """Tell talk by turns from a speaker's several paragraphs: short turns, and a question that is answered."""
    lengths = sorted(line.words for line in scene)
    if lengths[-1] > LONGEST_TURN or sum(lengths) > LONGEST_MEAN * len(scene):
        return False
    answered = any(a.asks and not b.asks and b.alone for a, b in pairwise(scene))
    return answered or (len(scene) > 3 and lengths[len(scene) // 2] <= 8)
