"""Attributions in, the same out with who passed them on: "…, according to the statement, as cited by the agency"."""

from __future__ import annotations

import re

from attrs import evolve

from quotekit.values import Attribution, Span

WORD = r"[A-Z][\w’'&-]*(?:\.[A-Z]\b)*"
NAME = (
    rf"(?: (?:the\ |an?\ |its\ |their\ )? (?:[a-z]+\ ){{0,3}} {WORD} (?:\ (?:of\ |for\ |the\ )? {WORD}){{0,5}}"
    r" | (?:the\ |an?\ )? (?:[\w’'-]+\ ){1,3}"
    r"   (?:media|television|TV|radio|press|newspapers?|agenc(?:y|ies)|outlets?|daily)\b )"
)
RELAYED = r"(?:as\ )? (?:cited|quoted|reported|carried|relayed|translated|published)\ (?:in|by)\ "
# "… is safe, the palace said, as cited by the Weston Echo."
BEHIND = re.compile(rf"[,\s(–—-]{{0,4}} {RELAYED} (?P<name>{NAME})", re.VERBOSE)
# "… according to the palace, as cited in <the Weston Echo>": a tagger takes the nearest name for the source.
BEFORE = re.compile(rf"^\s* (?P<source>[^\s,;:.!?“”\"][^,;:.!?“”\"\n]*?) ,?\s* {RELAYED} \Z", re.VERBOSE)
# "…, Ada Cole was quoted as saying by the Weston Echo."
BY = re.compile(rf",?\s by \s (?P<name>{NAME})", re.VERBOSE)
REACH = 90


def find_relay(text: str, attribution: Attribution) -> Attribution:
    """Return the attribution with ``via`` set where its words say who passed it on.

    >>> text = "It rains, according to the palace, as cited by the Weston Echo."
    >>> made = find_relay(text, Attribution((Span(0, 8),), cue=(Span(10, 22),), source=(Span(47, 62),)))
    >>> made.source[0].of(text), made.via[0].of(text)
    ('the palace', 'the Weston Echo')
    """
    if not attribution.cue or not attribution.source or attribution.via:
        return attribution
    cue_end, source = attribution.cue[-1].end, attribution.source[0]
    if cue_end < source.start <= cue_end + REACH and text.endswith((" in ", " by "), cue_end, source.start):
        before = BEFORE.match(text[cue_end : source.start])
        if before is not None:
            start, end = before.span("source")
            return evolve(attribution, source=(Span(cue_end + start, cue_end + end),), via=attribution.source)
    if text.endswith("as saying", 0, cue_end) and (by := BY.match(text, cue_end, cue_end + REACH)):
        return evolve(attribution, via=(Span(*by.span("name")),))
    last = max(attribution.content[-1].end, cue_end, attribution.source[-1].end)
    behind = BEHIND.match(text, last, last + REACH)
    if behind is None:
        return attribution
    return evolve(attribution, via=(Span(*behind.span("name")),))
