"""Attributions with their speakers in, quotes out: each with its id, its kind, and the quote that holds it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from attrs import evolve

from quotekit.values import Attribution, Passage, Quote, QuoteKind, Span, Speaker

NEAR = 8
"""Of the stretches that are open where a content begins, so many may be its holder."""
END = "0-0-"
"""Stands behind each role in what an id is made from."""
PASSAGE_START = attrgetter("span.start")


def make_quotes(
    text: str,
    attributions: Sequence[Attribution],
    speakers: Iterable[tuple[Speaker | None, tuple[Speaker, ...]]],
    passages: Sequence[Passage],
) -> tuple[Quote, ...]:
    """Return a quote an attribution, in the same order.

    Args:
        text: the article's text.
        attributions: what was found in it.
        speakers: for each of them the speaker, or who it may be.
        passages: the article's outermost passages, in order.

    >>> text = "“It is late,” said Ada Cole."
    >>> made = Attribution((Span(0, 13),), (Span(14, 18),), (Span(19, 27),))
    >>> marks = Passage(Span(0, 13), Span(1, 12), "curly")
    >>> [quote.kind for quote in make_quotes(text, [made], [(None, ())], [marks])]
    ['direct']
    """
    ids = [quote_id(text, attribution) for attribution in attributions]
    holders = find_holders([attribution.content for attribution in attributions])
    return tuple(
        [
            Quote(
                id=ids[index],
                content=each.content,
                cue=each.cue,
                source=each.source,
                kind=kind_of(text, each.content, passages),
                form=each.form,
                speaker=speaker,
                candidates=candidates,
                within=ids[holders[index]] if index in holders else None,
                cue_class=each.cue_class,
                negated=each.negated,
                denied=each.denied,
                addressee=each.addressee,
                via=each.via,
                said_on=each.said_on,
                confidence=each.confidence,
                rule=each.rule,
            )
            for index, (each, (speaker, candidates)) in enumerate(zip(attributions, speakers, strict=True))
        ]
    )


def quote_id(text: str, attribution: Attribution) -> str:
    """Return an id that depends on what is quoted from whom and on where it stands, and on nothing else.

    The letters that go in are the attribution's own and not the whole article's, so that a correction elsewhere in
    the text that moves nothing leaves the id as it was.
    """
    parts: list[str] = []
    for role in (attribution.content, attribution.cue, attribution.source):
        parts += [f"{span.start}-{span.end}-{text[span.start : span.end]}" for span in role]
        parts.append(END)
    printed = "\x1f".join(parts)
    return hashlib.blake2b(printed.encode("utf8", "surrogatepass"), digest_size=8).hexdigest()


def kind_of(text: str, content: Sequence[Span], passages: Sequence[Passage]) -> QuoteKind:
    """Return ``direct`` where all letters of the content stand between marks, ``mixed`` where some do.

    Args:
        text: the article's text.
        content: the pieces of the content.
        passages: the article's outermost passages, in order.
    """
    marked = _between_marks(content, passages)
    if not marked:
        return "indirect"
    if marked == list(content):
        return "direct" if any(any(map(str.isalnum, piece.of(text))) for piece in content) else "indirect"
    letters = _letters(text, content)
    share = _letters(text, marked) / letters if letters else 0.0
    return "direct" if share > 0.95 else "mixed" if share > 0.05 else "indirect"


def _between_marks(content: Sequence[Span], passages: Sequence[Passage]) -> list[Span]:
    """Return what of a content stands in passages."""
    out = []
    for piece in content:
        start, end = piece.start, piece.end
        at = bisect_right(passages, start, key=PASSAGE_START) - 1
        for index in range(max(at, 0), len(passages)):
            passage = passages[index].span
            if passage.start >= end:
                break
            if passage.start == start and passage.end == end:
                out.append(piece)
                continue
            low, high = max(passage.start, start), min(passage.end, end)
            if low < high:
                out.append(Span(low, high))
    return out


def _letters(text: str, spans: Iterable[Span]) -> int:
    return sum([sum(map(str.isalnum, text[span.start : span.end])) for span in spans])


def find_holders(contents: Sequence[Sequence[Span]]) -> Mapping[int, int]:
    """Return for contents, by their place, the smallest other one that holds the whole of them in one piece.

    Pieces are visited by start, the longer first, so that those still open form a stack.

    >>> find_holders([[Span(0, 30)], [Span(5, 10), Span(12, 20)]])
    {1: 0}
    """
    pieces = sorted([(piece.start, -piece.end, index) for index, content in enumerate(contents) for piece in content])
    holders: dict[int, int] = {}
    still_open: list[tuple[int, int, int]] = []
    for start, minus_end, index in pieces:
        while still_open and still_open[-1][1] <= start:
            still_open.pop()
        if still_open and start == contents[index][0].start:
            end = contents[index][-1].end
            for low, high, owner in reversed(still_open[-NEAR:]):
                if owner != index and high >= end and high - low > end - start:
                    holders[index] = owner
                    break
        still_open.append((start, -minus_end, index))
    return holders


def with_holders(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Set ``within`` of each quote: the quote that holds its content."""
    holders = find_holders([quote.content for quote in quotes])
    return tuple(
        evolve(quote, within=quotes[holders[index]].id if index in holders else None)
        for index, quote in enumerate(quotes)
    )
