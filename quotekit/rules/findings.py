"""What a rule finds: contents and source as runs of tokens, made into an attribution once it is kept."""

from __future__ import annotations

from attrs import define

from quotekit.rules.clauses import trimmed
from quotekit.rules.noun_phrases import SIMPLE
from quotekit.rules.sites import Site
from quotekit.values import Attribution, Span

Run = tuple[int, int]
"""Tokens ``[first, last)`` of a shape."""


@define(eq=False)
class Finding:
    """A cue, what it reports and who is its source."""

    site: Site
    content: list[Run]
    source: Run | None


def as_attribution(finding: Finding, rule: str, confidence: float) -> Attribution:
    """Return a finding in offsets of the text."""
    site = finding.site
    span = site.shape.span
    cue_class = site.cue.cue_class
    negated = cue_class == "decline" or "z" in site.shape.signs[site.group : site.at]
    return Attribution(
        content=tuple([span(first, last) for first, last in finding.content]),
        cue=(span(site.group, site.end),),
        source=(span(*finding.source),) if finding.source else (),
        rule=rule,
        confidence=confidence,
        cue_class=cue_class,
        addressee=_addressee(finding),
        negated=negated,
        denied=cue_class == "deny" and not negated,
    )


def _addressee(finding: Finding) -> tuple[Span, ...]:
    """Return who was told: of "X told Y that …", Y."""
    site = finding.site
    if "whom" not in site.cue.frames:
        return ()
    whom = SIMPLE.match(site.shape.signs, site.end, site.high)
    if not whom:
        return ()
    end = trimmed(site.shape, site.end, whom.end())
    taken = [*finding.content, finding.source] if finding.source else finding.content
    if end == site.end or any(first < end and site.end < last for first, last in taken):
        return ()
    return (site.shape.span(site.end, end),)
