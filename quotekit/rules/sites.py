"""A shape in, the places out where a cue may report something: its verb group, its sentence, how it is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import define

from quotekit.rules.grammar import ANCHOR_FRONT, BASE, ING, PAST, THIRD, Form, Grammar
from quotekit.rules.shapes import Shape, is_plural
from quotekit.values import Cue

Use = Literal["finite", "passive", "participle", "infinitive", "front", "noun"]
BE = frozenset("is are was were be been being 's 're 'm isn wasn aren weren am".split())
HAVE = frozenset("has have had having 've hasn haven hadn 'd".split())
MODAL = frozenset(
    "do does did will would shall should can could may might must ca wo don doesn didn won wouldn shouldn couldn "
    "mustn cannot 'll 'd need".split()
)
PLURAL_PRONOUNS = frozenset({"i", "you", "we", "they"})
BEFORE_PARTICIPLE = frozenset("before after by while in".split())
BEHIND_VERB = frozenset(":Q")
"""What shows that a form which is a noun as often ("states") is a verb."""
WINDOW = 400


@define(eq=False)
class Site:
    """A cue in its place; all numbers count tokens of the shape."""

    shape: Shape
    cue: Cue
    use: Use
    low: int
    """Where its sentence begins."""
    group: int
    """Where its verb group begins: "has repeatedly said"."""
    at: int
    end: int
    high: int
    """The token that ends its sentence."""
    earlier: tuple[int, int] | None = None
    """The source that spoke before in the same sentence: of "X said …, adding that …", X."""


def find_sites(shape: Shape, grammar: Grammar) -> Iterator[Site]:
    """Yield the usable cues of a shape, in order."""
    ends = iter(shape.ends)
    high = next(ends)
    low = 0
    done = 0
    for match in grammar.cue_signs.finditer(shape.signs):
        at = match.start()
        if at < done:
            continue
        while high <= at:
            low = high + 1
            high = next(ends)
        found = _find_form(shape, grammar, at, low, high)
        if found is None:
            continue
        form, first, done = found
        site = _make_site(shape, form, max(low, first - WINDOW), first, done, min(high, done + WINDOW))
        if site is not None:
            yield site


def _find_form(shape: Shape, grammar: Grammar, at: int, low: int, high: int) -> tuple[Form, int, int] | None:
    """Return the form at a token, a phrase before a single word, with its first and last tokens."""
    word = shape.word(at)
    for parts, place, form in grammar.phrases.get(word, ()):
        first = at - place
        if first < low or first + len(parts) > high:
            continue
        if all(shape.word(first + i) == part for i, part in enumerate(parts)):
            return form, first, first + len(parts)
    single = grammar.forms.get(shape.signs[at])
    return (single, at, at + 1) if single is not None else None


def _make_site(shape: Shape, form: Form, low: int, at: int, end: int, high: int) -> Site | None:
    if "front" in form.cue.frames:
        return Site(shape, form.cue, "front", low, at, at, end, high)
    signs = shape.signs
    group = at
    while group > low and signs[group - 1] in "xzr":
        group -= 1
    if "homonym" in form.cue.frames and form.inflection in {BASE, THIRD} and signs[end : end + 1] not in BEHIND_VERB:
        return None
    use = _use_of(shape, form.inflection, low, group, at, end)
    return Site(shape, form.cue, use, low, group, at, end, high) if use else None


def _use_of(shape: Shape, inflection: int, low: int, group: int, at: int, end: int) -> Use | None:
    """Tell how a verb form is used from its helpers and the word before it; None where it is no verb."""
    helpers = {shape.word(i) for i in range(group, at)} if group < at else frozenset()
    before = shape.signs[group - 1] if group > low else "|"
    if inflection == ING:
        if helpers & BE:
            return "finite"
        return "participle" if before in ",|-&" or shape.word(group - 1) in BEFORE_PARTICIPLE else None
    if inflection == PAST:
        if helpers & BE and not (helpers & {"'s", "'d"} and "been" not in helpers):
            return "passive"
        if helpers & HAVE:
            return "finite"
        return None if before in "d'iftab#" else "finite"
    if inflection == BASE:
        if before == "t":
            return "infinitive"
        if helpers & MODAL or _is_plural(shape, group - 1, before):
            return "finite"
        return None
    return None if before in "d'iftjabsx" else "finite"


def _is_plural(shape: Shape, index: int, before: str) -> bool:
    if before in "swh":
        return True
    if before == "p":
        return shape.word(index) in PLURAL_PRONOUNS
    if before in "Nndr":
        return is_plural(shape.word(index))
    return before in "&),"
