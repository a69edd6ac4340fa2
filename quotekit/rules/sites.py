"""A shape in, the places out where a cue may report something: its verb group, its sentence, how it is used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from typing import Literal

from attrs import define

from quotekit.rules.grammar import BASE, ING, PAST, THIRD, Form, Grammar
from quotekit.rules.shapes import Shape, is_plural
from quotekit.values import Cue

Use = Literal["finite", "passive", "participle", "amid", "infinitive", "front"]
BE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m", "am", "isn", "wasn", "aren", "weren"}
)
HAVE = frozenset({"has", "have", "had", "having", "'ve", "hasn", "haven", "hadn"})
PLURAL_PRONOUNS = frozenset({"i", "you", "we", "they"})
BEFORE_PARTICIPLE = frozenset({"before", "after", "by", "while", "in"})
BEHIND_VERB = frozenset(":Q")
"""What shows that a form which is a noun as often ("states") is a verb."""
INTRODUCES = re.compile(r"[,:]? Q", re.VERBOSE)
SPEAKERS = frozenset("Nn")
"""Of "footage of Anna Hale {asking}, “…”": who speaks stands right before."""
NONE: frozenset[str] = frozenset()
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
    subject: tuple[int, int] | None = None
    subject_sought: bool = False
    """Whether ``subject`` is known, or still to be sought."""
    earlier: tuple[int, int] | None = None
    """The source that spoke before in the same sentence: of "X said …, adding that …", X."""


def find_sites(shape: Shape, grammar: Grammar) -> Iterator[Site]:
    """Yield the usable cues of a shape, in order."""
    ends = iter(shape.ends)
    high = next(ends)
    low = done = 0
    for match in grammar.cue_signs.finditer(shape.signs):
        at = match.start()
        if at < done:
            continue
        while high <= at:
            low = high + 1
            high = next(ends)
        found = grammar.lone_forms.get(match[0])
        first, done = at, at + 1
        if found is None:
            phrase = _find_phrase(shape, grammar, at, low, high)
            if phrase is None:
                continue
            found, first, done = phrase
        near_low, near_high = first - WINDOW, done + WINDOW
        near_low, near_high = near_low if near_low > low else low, near_high if near_high < high else high
        site = _make_site(shape, found, (near_low, near_high), first, done)
        if site is not None:
            yield site


def _find_phrase(shape: Shape, grammar: Grammar, at: int, low: int, high: int) -> tuple[Form, int, int] | None:
    """Return the phrase around the word by which it is found, or the cue that this is; its first and last tokens."""
    phrases = grammar.phrases[shape.word(at)]
    near = phrases.behind and shape.word(at + 1) in phrases.behind
    near = near or (phrases.before and at > low and shape.word(at - 1) in phrases.before)
    for parts, place, form in phrases.rows if near or phrases.alone else ():
        first = at - place
        if first < low or first + len(parts) > high:
            continue
        # The word by which they are found is that of all.
        for i, part in enumerate(parts):
            if i != place and shape.word(first + i) != part:
                break
        else:
            return form, first, first + len(parts)
    single = grammar.forms.get(shape.signs[at])
    return (single, at, at + 1) if single is not None else None


def _make_site(shape: Shape, form: Form, bounds: tuple[int, int], at: int, end: int) -> Site | None:
    low, high = bounds
    if "front" in form.cue.frames:
        return Site(shape, form.cue, "front", low, at, at, end, high)
    signs = shape.signs
    group = at
    while group > low and signs[group - 1] in "xzr":
        group -= 1
    habit = group - 2 >= low and signs[group - 1] == "t" and shape.word(group - 2) == "used"
    group -= 2 * habit  # "what he used to call"
    if "homonym" in form.cue.frames and form.inflection in {BASE, THIRD} and signs[end : end + 1] not in BEHIND_VERB:
        return None
    helpers = {shape.word(i) for i in range(group, at) if signs[i] == "x"} if group < at else NONE
    before = group - 1 if group > low else -1
    if form.inflection == BASE and "verbal" in form.cue.frames and _sign(shape, before) in "Nny":
        return Site(shape, form.cue, "finite", low, group, at, end, high)
    use = "finite" if habit and form.inflection == BASE else USES[form.inflection](shape, before, helpers)
    if use is None and form.inflection == ING and INTRODUCES.match(signs, end) and _sign(shape, before) in SPEAKERS:
        use = "amid"
    return Site(shape, form.cue, use, low, group, at, end, high) if use else None


def _use_of_ing(shape: Shape, before: int, helpers: Set[str]) -> Use | None:
    """Saying: "X is saying", or "X left, saying"."""
    if helpers & BE:
        return "finite"
    if _sign(shape, before) in ",|-&" or (before >= 0 and shape.word(before) in BEFORE_PARTICIPLE):
        return "participle"
    return None


def _use_of_past(shape: Shape, before: int, helpers: Set[str]) -> Use | None:
    """Said: "X said", "X has said", or "X was said to be"."""
    if helpers & BE and (not helpers & {"'s", "'d"} or "been" in helpers):
        return "passive"
    return "finite" if helpers & (HAVE | {"'d", "'s"}) or _sign(shape, before) not in "d'iftab#" else None


def _use_of_base(shape: Shape, before: int, helpers: Set[str]) -> Use | None:
    """Say: "they say", "X would say", or "to say"."""
    sign = _sign(shape, before)
    if sign == "t":
        return "infinitive"
    if helpers - BE - HAVE or sign in "swh&),":
        return "finite"
    if sign == "p":
        return "finite" if shape.word(before) in PLURAL_PRONOUNS else None
    return "finite" if sign in "Nndr" and is_plural(shape.word(before)) else None


def _use_of_third(shape: Shape, before: int, helpers: Set[str]) -> Use | None:  # noqa: ARG001 - all uses are asked alike
    """Says: "X says"."""
    return None if _sign(shape, before) in "d'iftjabsx" else "finite"


def _sign(shape: Shape, index: int) -> str:
    return shape.signs[index] if index >= 0 else "|"


USES: dict[int, Callable[[Shape, int, Set[str]], Use | None]] = {
    BASE: _use_of_base,
    THIRD: _use_of_third,
    ING: _use_of_ing,
    PAST: _use_of_past,
}
