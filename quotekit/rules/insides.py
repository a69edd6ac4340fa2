"""Findings in, those to keep out: what lies inside another's content is kept where it plainly reports in turn."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from quotekit.rules.around import according_to, clause_then_cue, clause_then_source
from quotekit.rules.findings import Finding
from quotekit.rules.quoted import cue_then_quote, quote_then_cue, quote_then_source
from quotekit.rules.reported import says_bare, says_that, what_source_calls
from quotekit.rules.shapes import Shape
from quotekit.rules.sites import Site
from quotekit.values import Attribution, Span

Rule = Callable[[Site], Finding | None]

QUOTED: frozenset[Rule] = frozenset({quote_then_source, quote_then_cue, cue_then_quote})
AROUND: frozenset[Rule] = frozenset({clause_then_source, clause_then_cue, according_to})
PLAIN: frozenset[Rule] = frozenset({*QUOTED, *AROUND, says_that, says_bare})
ASSERTIONS = frozenset({"say", "claim", "confirm", "deny"})


class Found(NamedTuple):
    """A finding and the rule that made it."""

    finding: Finding
    rule: Rule
    confidence: float


def keep_outer(found: list[Found]) -> list[Found]:
    """Drop what lies inside another's content, unless somebody else is named there who says something.

    Quotations decide first, then "…, X said", then whichever begins first.
    """
    cues = [row.finding.site.at for row in found]
    order = sorted(range(len(found)), key=lambda i: (found[i].rule not in QUOTED, found[i].rule not in AROUND, i))
    doomed: set[int] = set()
    for index in order:
        row = found[index]
        if index in doomed:
            continue
        inside: list[int] = []
        for first, last in row.finding.content:
            inside += range(bisect_left(cues, first), bisect_left(cues, last))
        if row.rule in AROUND and any(found[i].rule in QUOTED for i in inside):
            doomed.add(index)
        else:
            doomed.update(i for i in inside if i != index and not _plain(found[i], row))
    return [row for index, row in enumerate(found) if index not in doomed]


def _plain(inner: Found, outer: Found) -> bool:
    """Tell whether an inner finding is an assertion of somebody named, other than the outer source."""
    site = inner.finding.site
    source = inner.finding.source
    if inner.rule is what_source_calls:
        return True
    if inner.rule not in PLAIN or site.use != "finite" or site.cue.cue_class not in ASSERTIONS or source is None:
        return False
    if not any(first <= source[0] and inner.finding.content[-1][1] <= last for first, last in outer.finding.content):
        return False
    signs = site.shape.signs[source[0] : source[1]]
    if outer.finding.source is None or not ("N" in signs or signs[0] == "d"):
        return False
    span = site.shape.span
    text = site.shape.text
    return span(*source).of(text) != span(*outer.finding.source).of(text)


# "… casualties, it said in a statement,": a quoted text whose own last words tell who wrote it.
REPORT_AT_END = re.compile(
    r"""
    (?P<content> [^\n]+ ) , \s
    (?P<source> it | they
      | (?: the | its ) (?: \s [\w’'-]{1,20} ){1,4}?
      | [A-Z][\w.’'-]{1,20} (?: \s [A-Z][\w.’'-]{1,20} ){0,4} )
    \s (?P<cue> (?: has \s | had \s )? (?: said | says | added | adds | reported | reports | announced ) )
    (?: \s (?: in | on | at | via | of ) \s [^,.?!“”"\n]{1,40} )? [,.]? $
    """,
    re.VERBOSE,
)
TAIL = 160


def ends_with_report(shape: Shape, found: list[Found]) -> Iterator[Attribution]:
    """Yield what quotations report by their own last words."""
    for row in found:
        for first, _ in row.finding.content:
            passage = shape.passages.get(first)
            if passage is None:
                continue
            start, end = passage.inner.start, passage.inner.end
            tail = max(start, end - TAIL)
            match = REPORT_AT_END.match(shape.text, tail, end)
            if match:
                yield Attribution(
                    content=(Span(start, match.end("content")),),
                    cue=(Span(*match.span("cue")),),
                    source=(Span(*match.span("source")),),
                    rule="ends_with_report",
                    confidence=0.7,
                    cue_class="say",
                )
