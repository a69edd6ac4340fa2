"""Signs in, the extent of noun phrases out: who stands before a cue, who behind it."""

from __future__ import annotations

import re

from quotekit.rules.grammar import PAST
from quotekit.rules.shapes import Shape
from quotekit.rules.sites import Site

CORE = "NnjsgeM#'q.y"
"""Signs inside a simple noun phrase, its determiner aside; -ed and -ing words modify."""
CHAIN = CORE + "fidtba&o-T"
"""The same with prepositional phrases, coordination and dates: "a spokesman for the mayor and her staff"."""
WINDOW = 160
"""Tokens that are looked at on one side; no real sentence is longer."""

NOMINAL = re.compile(r"[NnjsgpM#qy]")
VERB_LIKE = re.compile(r"[xvV\ue000-\uf8ff]")
LEADING = re.compile(r"[&BrT]+")
DAY = "T"
DATE_BEFORE = re.compile(r"(?<![,iT#]) ,? i? T [\#,T]{0,4} $", re.VERBOSE)
QUANTIFIERS = frozenset(
    {"some", "many", "others", "both", "all", "several", "few", "most", "neither", "each", "another", "one"}
)
AFTER = re.compile(
    r"""
    (?P<head> p | d?[NnjsgeM\#'q.&y-]+ )
    (?P<phrases> (?: (?: f | e?b | i (?! T | d?[jnNsge\#'q.]{0,4}y ) ) d? [NnjsgeM\#'q.&y-]+ )* )
    (?P<bracket> \( [^()|¶]{1,12} \) )?
    (?P<apposition> (?: ,(?=[dNn\#js]) [^,|¶;:Q()\ue000-\uf8ff]{1,30} (?: \( [^()|¶]{1,12} \) )? )* )
    """,
    re.VERBOSE,
)
HEARD = re.compile(r"(?: d? [js]* n* )? N [N.]* $ | d? [js]* n+ $", re.VERBOSE)
"""Of "they filmed the mayor {asking}: “…”": who speaks is no subject of its sentence."""
HEARD_WITHIN = 8
SIMPLE = re.compile(r"[po]|d?[NnjsgeM#'q.y]+(?:[f&]d?[NnjsgeM#'q.y]+)*")


def subject_before(shape: Shape, low: int, at: int) -> tuple[int, int] | None:
    """Return the tokens of the subject that ends before token ``at`` and begins at ``low`` or later."""
    signs = shape.signs
    low = max(low, at - WINDOW)
    end = _without_date(signs, low, at)
    if end <= low:
        return None
    last = signs[end - 1]
    if last in "pwh":
        return (end - 1, end)
    if last in ")-":
        closing = end if last == ")" else end - 1
        return _joined(shape, low, signs.rfind("(" if last == ")" else "-", low, end - 1), closing)
    if last == ",":
        return _apposed(shape, low, end - 1)
    return first_subject(shape, low, end - 1) if last in "&B" else _adjacent(shape, low, end)


def _joined(shape: Shape, low: int, opening: int, end: int) -> tuple[int, int] | None:
    """Return the subject before an insertion, together with it: "Ada Cole (Lab., Hull)"."""
    before = subject_before(shape, low, opening) if opening > low else None
    return (before[0], end) if before else None


def _without_date(signs: str, low: int, at: int) -> int:
    """Step over a date between subject and verb: "Ada Cole on Tuesday said", "the firm, on May 3, said"."""
    start = max(low, at - 8)
    if signs.find(DAY, start, at) < 0:
        return at
    found = DATE_BEFORE.search(signs, start, at)
    if not found or found.start() <= low:
        return at
    return found.start() + (signs[found.start()] == ",")


def _adjacent(shape: Shape, low: int, end: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends at ``end``: as far as its clause allows, else its last simple part."""
    signs = shape.signs
    window = signs[low:end]
    start = low + len(window.rstrip(CHAIN))
    for _ in range(3):
        link = _link_before(shape, low, start)
        if link is None:
            break
        start = low + len(signs[low:link].rstrip(CHAIN))
    leading = LEADING.match(signs, start, end)
    if leading:
        start = leading.end()
    if start < end and signs[start] not in "itfbao" and NOMINAL.search(signs, start, end):
        return (start, end)
    return _simple(shape, low, end)


def _link_before(shape: Shape, low: int, start: int) -> int | None:
    """Return where a phrase goes on leftwards, though a verb stands before ``start``; None where it does not.

    "voters who backed the plan", "a report published on Monday", "officials trying to help".
    """
    signs = shape.signs
    place = start - 1
    if place <= low:
        return None
    form = shape.grammar.forms.get(signs[place])
    if signs[place - 1] == "t" and (form is not None or signs[place] in "vV"):
        return place - 1
    if signs[place - 1] in "NnsyjgT" and (form is not None or signs[place] == "V"):
        past = form is not None and form.inflection == PAST and signs[start : start + 1] in set("ibTa")
        reduced = past or shape.word(place).endswith("ing")
        if reduced:
            return place
    if form is None and signs[place] not in "vVxe":
        return None
    while place > low and signs[place - 1] in "xzr":
        place -= 1
    return place - 1 if place > low and signs[place - 1] in "wh" else None


def _simple(shape: Shape, low: int, end: int) -> tuple[int, int] | None:
    signs = shape.signs
    start = low + len(signs[low:end].rstrip(CORE))
    if start > low and signs[start - 1] == "d":
        start -= 1
    if NOMINAL.search(signs, start, end):
        return (start, end)
    if start + 1 == end and signs[start] == "d" and shape.word(start) in QUANTIFIERS:
        return (start, end)
    return None


def _apposed(shape: Shape, low: int, end: int) -> tuple[int, int] | None:
    """Return a subject with its apposition or relative clause, which a comma at ``end`` closes."""
    signs = shape.signs
    start = max(signs.rfind(sign, low, end) for sign in ";:QB¶|-") + 1
    start = max(low, start)
    at = start
    while at < end:
        comma = signs.find(",", at, end)
        stop = comma if comma >= 0 else end
        if comma >= 0 and signs[at : at + 1] not in set("itgeufbawWr") and not VERB_LIKE.search(signs, at, stop):
            leading = LEADING.match(signs, at, stop)
            first = leading.end() if leading else at
            if NOMINAL.search(signs, first, stop):
                return (first, end)
        if comma < 0:
            break
        at = stop + 1
    return None


def first_subject(shape: Shape, low: int, end: int) -> tuple[int, int] | None:
    """Return the subject of the clause that begins at ``low``: of "X did this and said that", X."""
    signs = shape.signs
    at = low
    while at < end:
        leading = LEADING.match(signs, at, end)
        first = leading.end() if leading else at
        if signs[first : first + 1] == "p":
            return (first, first + 1)
        if signs[first : first + 1] not in set("itguabWzx,"):
            stop = first
            while stop < end and signs[stop] in "NnjsgM#'q.fid&y":
                stop += 1
            if stop > first and NOMINAL.search(signs, first, stop):
                return (first, stop)
        comma = signs.find(",", first, end)
        if comma < 0:
            return None
        at = comma + 1
    return None


def source_after(shape: Shape, at: int, high: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at token ``at``, with its apposition."""
    found = AFTER.match(shape.signs, at, min(high, at + WINDOW))
    if not found or not NOMINAL.search(shape.signs, at, found.end()):
        return None
    end = found.end()
    if end == high and shape.signs[end - 1] == ".":
        end -= 1
    return (at, end)


def source_of(site: Site) -> tuple[int, int] | None:
    """Return the source that stands before a cue: its subject, or who spoke before in the same sentence."""
    shape = site.shape
    if site.use == "amid":
        heard = HEARD.search(shape.signs, max(site.low, site.group - HEARD_WITHIN), site.group)
        return heard.span() if heard else None
    if site.use == "participle" or (site.group > site.low and shape.signs[site.group - 1] in "&B"):
        return site.earlier or first_subject(shape, site.low, site.group - 1)
    return subject_of(site)


def subject_of(site: Site) -> tuple[int, int] | None:
    """Return what stands before a cue as its subject; several rules ask."""
    if not site.subject_sought:
        site.subject = subject_before(site.shape, site.low, site.group)
        site.subject_sought = True
    return site.subject
