"""Gold and predicted attributions in, figures out: how well contents, cues and sources were found.

Only letters and digits count, so a system is neither paid nor charged for quotation marks, spaces and punctuation at
the edges of a span. A role is a set of letters, kept as intervals of the letters' numbers in the text.

- exact: contents equal; a leading "that" is ignored.
- soft: precision is the mean over predictions of their best-covered share by one gold content, recall the same the
  other way round (Johansson and Moschitti, 2013).
- char: letters inside any content.
- content: one-to-one pairs whose contents have a Jaccard index of at least 0.5.
- attribution: those of them whose sources share a letter, or are both absent.
- strict: those with at least 0.8, and at least 0.5 between the sources.
- cue, source: spans that share a letter, one-to-one.
- direct, mixed, indirect: attribution by kind of content: all of its letters inside double quotation marks, some or
  none. Recall goes by the gold's kind, precision by the prediction's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from quotekit.values import Attribution, Quote, Span

Letters = tuple[tuple[int, int], ...]
"""Intervals of letters' numbers, in order, none touching the next."""
Tally = tuple[float, int, float, int]
"""Hits among the predictions, predictions, hits among the gold, gold."""
Figures = dict[str, dict[str, float] | float]

MARK = re.compile("\"|“|”|„|«|»|''|``|\n")
CLOSERS = {'"': ('"',), "“": ("”",), "„": ("“", "”"), "«": ("»",), "''": ("''",), "``": ("''",)}
LEADING_THAT = re.compile(r"that\b", re.IGNORECASE)
KINDS = ("direct", "mixed", "indirect")


@frozen
class Annotated:
    """A text and its attributions, gold or predicted."""

    text: str
    attributions: Sequence[Attribution | Quote] = ()


@frozen
class Lettered:
    """An attribution as sets of letters, with the kind of its content."""

    content: Letters
    cue: Letters
    source: Letters
    kind: str
    index: int
    """Which one it is of the article's attributions."""


@frozen
class Pair:
    """A gold attribution and a predicted one, by their numbers, and how alike they are."""

    gold: int
    guess: int
    content: float
    same_source: bool
    source: float

    @property
    def hit(self) -> bool:
        """Tell whether the attribution counts as found."""
        return self.content >= 0.5 and self.same_source


def score(gold: Mapping[str, Annotated], predicted: Mapping[str, Annotated]) -> Figures:
    """Return the figures of predictions in percent, over all articles of the gold.

    Args:
        gold: the true attributions, by article id.
        predicted: the same as found; an article that is missing counts as one without attributions.

    >>> true = Annotated("He said so.", [Attribution((Span(8, 10),), (Span(3, 7),), (Span(0, 2),))])
    >>> score({"a": true}, {"a": true})["attribution"]
    {'p': 100.0, 'r': 100.0, 'f1': 100.0, 'gold': 1, 'predicted': 1}
    """
    totals: dict[str, Tally] = {}
    for key, article in gold.items():
        ruler = Ruler(article.text)
        guesses = predicted[key].attributions if key in predicted else ()
        for name, tally in _tallies(ruler.lettered(article.attributions), ruler.lettered(guesses)).items():
            before = totals.get(name, (0, 0, 0, 0))
            totals[name] = (before[0] + tally[0], before[1] + tally[1], before[2] + tally[2], before[3] + tally[3])
    for name in _tallies((), ()):
        totals.setdefault(name, (0, 0, 0, 0))
    figures: Figures = {name: _figure(tally) for name, tally in totals.items()}
    pairs = totals["content"][0]
    figures["source given content"] = round(100 * totals["attribution"][0] / pairs, 1) if pairs else 0.0
    return figures


class Ruler:
    """Measures one text in letters: code points that are letters or digits, numbered from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets = [i for i, char in enumerate(text) if char.isalnum()]
        self.quoted = _merged(self._between(start, end) for start, end in _quoted(text))

    def lettered(self, attributions: Iterable[Attribution | Quote]) -> list[Lettered]:
        """Return the attributions in letters; those whose content has none are left out."""
        out = []
        for index, each in enumerate(attributions):
            content = self._letters(each.content, drop_that=True)
            if content:
                share = _shared(content, self.quoted) / _size(content)
                kind = "direct" if share > 0.95 else "mixed" if share > 0.05 else "indirect"
                out.append(Lettered(content, self._letters(each.cue), self._letters(each.source), kind, index))
        return out

    def _letters(self, spans: Iterable[Span], drop_that: bool = False) -> Letters:
        pieces = [piece for span in spans if (piece := self._between(span.start, span.end))[0] < piece[1]]
        if drop_that and pieces:
            first = self.offsets[pieces[0][0]]
            if LEADING_THAT.match(self.text[first : first + 5]):
                pieces = _without_first(4, pieces)
        return _merged(pieces)

    def _between(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


def pairs(golds: Sequence[Lettered], guesses: Sequence[Lettered]) -> list[Pair]:
    """Return one-to-one pairs of attributions that share a letter of content, the most alike first taken."""
    found = []
    for i, gold in enumerate(golds):
        for j, guess in enumerate(guesses):
            if _apart(gold.content, guess.content) or not (content := _jaccard(gold.content, guess.content)):
                continue
            same = bool(_shared(gold.source, guess.source)) or not (gold.source or guess.source)
            found.append(Pair(i, j, content, same, _jaccard(gold.source, guess.source)))
    weights = [(pair.content + 0.01 * pair.same_source, pair.gold, pair.guess) for pair in found]
    chosen = set(_one_to_one(weights))
    return [pair for pair in found if (pair.gold, pair.guess) in chosen]


def _tallies(golds: Sequence[Lettered], guesses: Sequence[Lettered]) -> dict[str, Tally]:
    made = pairs(golds, guesses)
    same = sum((Counter(g.content for g in golds) & Counter(p.content for p in guesses)).values())
    true, guessed = (_merged(each for one in side for each in one.content) for side in (golds, guesses))
    letters = _shared(true, guessed)
    sizes = (len(guesses), len(golds))
    tallies: dict[str, Tally] = {
        "exact": _both(same, *sizes),
        "soft": (_covered(guesses, golds), len(guesses), _covered(golds, guesses), len(golds)),
        "char": _both(letters, _size(guessed), _size(true)),
        "content": _both(sum(pair.content >= 0.5 for pair in made), *sizes),
        "attribution": _both(sum(pair.hit for pair in made), *sizes),
        "strict": _both(sum(pair.content >= 0.8 and pair.source >= 0.5 for pair in made), *sizes),
        "cue": _role_tally([(g.cue, g.content) for g in golds], [(p.cue, p.content) for p in guesses]),
        "source": _role_tally([(g.source, g.content) for g in golds], [(p.source, p.content) for p in guesses]),
    }
    for kind in KINDS:
        tallies[kind] = (
            sum(pair.hit and guesses[pair.guess].kind == kind for pair in made),
            sum(guess.kind == kind for guess in guesses),
            sum(pair.hit and golds[pair.gold].kind == kind for pair in made),
            sum(gold.kind == kind for gold in golds),
        )
    return tallies


def _both(hits: int, predicted: int, gold: int) -> Tally:
    return hits, predicted, hits, gold


def _figure(tally: Tally) -> dict[str, float]:
    hits, predicted, recalled, gold = tally
    p, r = (hits / predicted if predicted else 0.0), (recalled / gold if gold else 0.0)
    f1 = round(200 * p * r / (p + r), 1) if p + r else 0.0
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": f1, "gold": gold, "predicted": predicted}


def _covered(these: Sequence[Lettered], by: Sequence[Lettered]) -> float:
    """Add up, for each of these, the largest share of its content that one of the others holds."""
    return sum(max((_shared(a.content, b.content) / _size(a.content) for b in by), default=0) for a in these)


def _role_tally(golds: Sequence[tuple[Letters, Letters]], guesses: Sequence[tuple[Letters, Letters]]) -> Tally:
    """Pair up spans of one role that share a letter, those with like contents first."""
    weights = [
        (1 + _jaccard(gold_content, guess_content), i, j)
        for i, (gold, gold_content) in enumerate(golds)
        for j, (guess, guess_content) in enumerate(guesses)
        if _shared(gold, guess)
    ]
    hits = len(_one_to_one(weights))
    return _both(hits, sum(bool(role) for role, _ in guesses), sum(bool(role) for role, _ in golds))


def _one_to_one(weights: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Take pairs, best weight first, each number once on its side."""
    left: set[int] = set()
    right: set[int] = set()
    taken = []
    for _, i, j in sorted(weights, key=lambda each: (-each[0], each[1], each[2])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            taken.append((i, j))
    return taken


def _quoted(text: str) -> Iterable[tuple[int, int]]:
    """Yield the stretches between double quotation marks; an unclosed one ends with its line."""
    opened, start = "", 0
    for mark in MARK.finditer(text):
        if opened and (mark[0] in CLOSERS[opened] or mark[0] == "\n"):
            yield start, mark.start()
            opened = ""
        elif not opened and mark[0] in CLOSERS:
            opened, start = mark[0], mark.end()


def _merged(pieces: Iterable[tuple[int, int]]) -> Letters:
    out: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    return tuple(out)


def _without_first(count: int, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    out = []
    for start, end in pieces:
        cut = min(count, end - start)
        count -= cut
        out.append((start + cut, end))
    return out


def _size(letters: Letters) -> int:
    return sum(end - start for start, end in letters)


def _apart(a: Letters, b: Letters) -> bool:
    return not (a and b) or a[-1][1] <= b[0][0] or b[-1][1] <= a[0][0]


def _shared(a: Letters, b: Letters) -> int:
    if _apart(a, b):
        return 0
    count = i = j = 0
    while i < len(a) and j < len(b):
        count += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return count


def _jaccard(a: Letters, b: Letters) -> float:
    if not (a or b):
        return 1.0
    shared = _shared(a, b)
    return shared / (_size(a) + _size(b) - shared)
