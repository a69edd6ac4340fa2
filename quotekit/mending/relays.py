"""Attributions in, the same out with who passed them on: "…, according to the statement, as cited by the agency"."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
# "… is safe, the palace said, according to the Weston Echo."
ACCORDING = re.compile(rf",\s according\ to\ (?P<name>{NAME}) (?= \s* (?: [.;\n] | \Z ) )", re.VERBOSE)
# "… according to the palace, as cited in <the Weston Echo>": a tagger takes the nearest name for the source.
BEFORE = re.compile(rf"^\s* (?P<source>[^\s,;:.!?“”\"][^,;:.!?“”\"\n]*?) ,?\s* {RELAYED} \Z", re.VERBOSE)
# "… according to <Ada Cole, quoted by the Weston Echo>".
INSIDE = re.compile(rf"(?P<source> [^\n]{{2,120}}? ) ,\s {RELAYED} (?P<name>{NAME}) \Z", re.VERBOSE)
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
    if inside := INSIDE.fullmatch(attribution.source[-1].of(text)):
        base = attribution.source[-1].start
        whole = Span(base, base + inside.end("source"))
        via = Span(base + inside.start("name"), base + inside.end("name"))
        return evolve(attribution, source=(*attribution.source[:-1], whole), via=(via,))
    if text.endswith("as saying", 0, cue_end) and (by := BY.match(text, cue_end, cue_end + REACH)):
        return evolve(attribution, via=(Span(*by.span("name")),))
    last = max(attribution.content[-1].end, cue_end, attribution.source[-1].end)
    behind = BEHIND.match(text, last, last + REACH)
    if behind is None and last > attribution.content[-1].end and text[cue_end - 2 : cue_end] != "to":
        behind = ACCORDING.match(text, last, last + REACH)
    if behind is None:
        return attribution
    return evolve(attribution, via=(Span(*behind.span("name")),))


def without_relays(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Leave out "[… is safe, the palace said], {according to} <the Weston Echo>" where that only passed the words on.

    >>> text = "“All is well,” Bo Lind said, according to Tarn."
    >>> said = Attribution((Span(0, 14),), (Span(23, 27),), (Span(15, 22),), via=(Span(42, 46),))
    >>> whole = Attribution((Span(0, 27),), (Span(29, 41),), (Span(42, 46),))
    >>> without_relays(text, [said, whole]) == [said]
    True
    """
    passed = {each.via[0]: each for each in found if each.via}
    if not passed:
        return list(found)
    out = []
    for each in found:
        said = passed.get(each.source[0]) if len(each.source) == 1 and each.cue else None
        told = said is not None and each.cue[-1].of(text).lower().endswith("according to")
        if said is None or not told or each.content[0].start > said.content[0].start:
            out.append(each)
    return out
