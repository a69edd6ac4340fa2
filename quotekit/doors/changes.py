"""Gold, an earlier and a later prediction in; out, sentence by sentence, what the later one gained and lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from quotekit.articles import parse_article
from quotekit.doors.scoring import Annotated, Lettered, Ruler, pairs
from quotekit.doors.table import read_out
from quotekit.reading import read
from quotekit.values import Attribution, Quote, Span

GAINED, LOST, FALSE_GONE, FALSE_NEW = "gained", "lost", "false, gone", "false, new"
SIGNS = {GAINED: "+", FALSE_GONE: "+", LOST: "-", FALSE_NEW: "-"}


@frozen
class Change:
    """One attribution that one prediction has right, or wrong, and the other has not."""

    article: str
    sentence: str
    what: str
    """``gained``, ``lost``: a gold one that one found alone. ``false, new``, ``false, gone``: one that is not gold."""
    content: tuple[tuple[int, int], ...]
    read: str
    """Content, cue and source as a person reads them."""

    @property
    def sign(self) -> str:
        """``+`` for the better, ``-`` for the worse."""
        return SIGNS[self.what]


def changes(
    gold: Mapping[str, Annotated], earlier: Mapping[str, Annotated], later: Mapping[str, Annotated]
) -> Iterator[Change]:
    """Yield what changed from an earlier prediction to a later one, in the order of the gold and of its text.

    An attribution is right when it counts as one in :func:`~quotekit.doors.scoring.score`.

    >>> true = {"a": Annotated("He said so.", [Attribution((Span(8, 10),), (Span(3, 7),), (Span(0, 2),))])}
    >>> [(change.sign, change.what, change.read) for change in changes(true, {}, true)]
    [('+', 'gained', 'so | said | He')]
    """
    nothing = Annotated("")
    for key, article in gold.items():
        found = list(_of_article(article, earlier.get(key, nothing), later.get(key, nothing)))
        if not found:
            continue
        sentences = _sentences(article.text)
        for start, what, each in sorted(found, key=lambda change: (change[0], change[1])):
            yield Change(
                key,
                _around(start, sentences, article.text),
                what,
                tuple((span.start, span.end) for span in each.content),
                " | ".join(read_out(article.text, role) or "—" for role in (each.content, each.cue, each.source)),
            )


def summary(made: Sequence[Change]) -> str:
    """Return the numbers of changes in one line.

    >>> summary([])
    'gained 0, lost 0; false: new 0, gone 0'
    """
    counts = Counter(change.what for change in made)
    return f"gained {counts[GAINED]}, lost {counts[LOST]}; false: new {counts[FALSE_NEW]}, gone {counts[FALSE_GONE]}"


Found = tuple[int, str, Attribution | Quote]


def _of_article(gold: Annotated, earlier: Annotated, later: Annotated) -> Iterator[Found]:
    ruler = Ruler(gold.text)
    golds = ruler.lettered(gold.attributions)
    old, new = ruler.lettered(earlier.attributions), ruler.lettered(later.attributions)
    (old_hits, old_false), (new_hits, new_false) = _right_and_wrong(golds, old), _right_and_wrong(golds, new)
    for what, numbers in ((GAINED, new_hits - old_hits), (LOST, old_hits - new_hits)):
        yield from (_found(what, golds[number], gold) for number in numbers)
    for what, mine, others, source in (
        (FALSE_NEW, new_false, old_false, later),
        (FALSE_GONE, old_false, new_false, earlier),
    ):
        known = Counter((each.content, each.source) for each in others)
        for each in mine:
            if known[each.content, each.source]:
                known[each.content, each.source] -= 1
            else:
                yield _found(what, each, source)


def _right_and_wrong(golds: Sequence[Lettered], guesses: Sequence[Lettered]) -> tuple[set[int], list[Lettered]]:
    hits = [pair for pair in pairs(golds, guesses) if pair.hit]
    right = {pair.guess for pair in hits}
    return {pair.gold for pair in hits}, [guess for i, guess in enumerate(guesses) if i not in right]


def _found(what: str, each: Lettered, article: Annotated) -> Found:
    attribution = article.attributions[each.index]
    return attribution.content[0].start, what, attribution


def _sentences(text: str) -> Sequence[Span]:
    return read(parse_article(text)).sentences


def _around(start: int, sentences: Sequence[Span], text: str) -> str:
    """Return the sentence at a place, or its line where no sentence is known."""
    for sentence in sentences:
        if sentence.start <= start < sentence.end:
            return sentence.of(text)
    return text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
