"""Attributions of two engines in, one list out: the tagger's, and of the rules what stands where it found nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from attrs import evolve

from quotekit.mending.taken import Taken
from quotekit.values import Attribution, Span

PLAIN = frozenset(
    {
        "quote_then_source",
        "quote_then_cue",
        "inverted",
        "cue_then_quote",
        "says_marked",
        "colon_then_paragraph",
        "according_to",
        "clause_then_quoted",
        "it_is_said",
        "colon_then_block",
        "what_source_calls",
        "ends_with_report",
        "does_not_respond",
        "clause_then_cue",
    }
)
FIRST = frozenset({"inverted"})
"""What engines misread: of "Said Cole: “…”" they take the colon for the cue, or for the source who spoke before."""
BEHIND = frozenset({"quote_then_source", "quote_then_cue"})
AROUND = frozenset({"according_to"})
PARTING = frozenset({"according_to", "clause_then_source", "clause_then_cue"})
"""The rules that find both halves of a clause."""
# "[The lake], {according to} <data>, [has shrunk]": a subject alone is half of a clause.
PREDICATE = re.compile(
    r"(?:has|have|had|is|are|was|were|will|would|can|could|may|might|must|should|did|does|never|no\slonger|(?!quoted|cited"
    r"|based|led|reported|carried)[a-z]{3,}ed|hung|fell|rose|lost|won|left|took|went|came|made|held|ran|sold|sank)\b"
)
JUDGING = frozenset({"praise", "criticize", "decree", "deny"})
SOURCELESS = frozenset({"it_is_said"})
INSIDE = frozenset({"what_source_calls", "ends_with_report"})
"""These stand inside another's content as often as not."""


def beside(text: str, tagged: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """Return the tagger's attributions with those of the rules that stand where the tagger found nothing.

    Only what its words alone make plain: a quotation with its speaker, "according to", "it is said that".
    """
    by_cue = {each.cue[0].start: each for each in ruled if each.cue}
    tagged = [_completed(text, each, by_cue) for each in _relayed(text, tagged, ruled)]
    shared = {source for each in tagged for source in each.source}
    plain = [each for each in ruled if _is_plain(each, shared)]
    if not plain:
        return list(tagged)
    first = {each.content: each for each in plain if each.rule in FIRST}
    tagged = [each for each in tagged if not _misread(each, first.get(each.content))]
    tagged = _cut_before(text, tagged, [each for each in plain if each.rule in BEHIND])
    taken = Taken(span for a in tagged for span in (*a.content, *a.cue))
    cues = Taken(span for a in tagged for span in a.cue)
    out = list(tagged)
    for each in plain:
        inside = each.rule in INSIDE
        table, spans = (cues, each.cue) if inside else (taken, (*each.content, *each.cue))
        if not any(map(table.meets, spans)) or (each.rule in AROUND and _holds(each, tagged)):
            out.append(each)
    return out


# What a paper reported ends with who said it: "[[Talks begin], <a source> {said}], <the Beacon> {reported}".
RELAYED = re.compile(
    r"""
    (?P<content> [^\n“”"]{8,300}? ), \s
    (?P<source> (?: the | an? | its | their | two | three | several | some | [A-Z] ) [^,;:.“”"\n]{2,60}? ) \s
    (?P<cue> (?: has \s | had \s )? (?: said | says | say | told \s reporters ) ) \Z
    """,
    re.VERBOSE,
)


def _relayed(text: str, tagged: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """Read "[[Talks begin], <a source> {said}], <the Beacon> {reported}": a tagger mixes the two up."""
    relays = [each for each in ruled if each.rule == "clause_then_source" and len(each.content) == 1]
    out = list(tagged)
    for each in relays:
        match = RELAYED.fullmatch(text, each.content[0].start, each.content[0].end)
        if match is None:
            continue
        spans = {name: Span(*match.span(name)) for name in ("content", "source", "cue")}
        inner = evolve(
            each, content=(spans["content"],), source=(spans["source"],), cue=(spans["cue"],), cue_class="say"
        )
        cues = {each.cue[0].start, spans["cue"].start}
        out = [other for other in out if not other.cue or other.cue[0].start not in cues]
        out += [each, inner]
    return out


def _is_plain(ruled: Attribution, shared: Container[Span]) -> bool:
    """Tell whether a rule's find is plain by its words, or a judgement of one whom the tagger heard as well."""
    if not ruled.source:
        return ruled.rule in SOURCELESS
    judges = ruled.rule == "criticizes" and ruled.cue_class in JUDGING and ruled.source[0] in shared
    return judges or ruled.rule in PLAIN


def _completed(text: str, tagged: Attribution, ruled: Mapping[int, Attribution]) -> Attribution:
    """Take from the rules the source that a tagger read as content, and the rest of a clause that a report parts.

    "[“Good question,”] {admits} <the school's deputy head>", "[The lake], {according to} <data>, [has shrunk]".
    """
    rule = ruled.get(tagged.cue[0].start) if tagged.cue else None
    if rule is None or not rule.source:
        return tagged
    last = tagged.content[-1]
    if not tagged.source and last.overlaps(rule.source[0]) and not rule.content[0].overlaps(last):
        return evolve(rule, confidence=max(tagged.confidence, rule.confidence))
    if rule.rule in PARTING and len(tagged.content) == 1 and len(rule.content) > 1:
        whole = rule.content[0].overlaps(last) and last.end <= rule.content[0].end
        whole = whole and PREDICATE.match(text, rule.content[1].start) is not None
        if whole and tagged.source and tagged.source[0].overlaps(rule.source[0]):
            return evolve(tagged, content=(*tagged.content, *rule.content[1:]))
    return tagged


def _holds(plain: Attribution, tagged: Sequence[Attribution]) -> bool:
    """Tell whether all that a tagger found in a clause is reported in turn: "[He agreed], {as per} <the Echo>"."""
    clause, own = plain.content[0], (*plain.cue, *plain.source)
    if len(plain.content) > 1 or own[0].start < clause.end:
        return False
    for other in tagged:
        spans = (*other.content, *other.cue, *other.source)
        inside = all(map(clause.contains, spans))
        if not inside and any(span.overlaps(mine) for span in spans for mine in (clause, *own)):
            return False
    return True


def _misread(tagged: Attribution, plain: Attribution | None) -> bool:
    """Tell whether a tagger gave a quotation to a cue or source other than those of its plain report."""
    return plain is not None and (tagged.cue != plain.cue or tagged.source != plain.source)


def _cut_before(text: str, tagged: Sequence[Attribution], plain: Sequence[Attribution]) -> list[Attribution]:
    """End the content of a cue in front where a quotation begins that has its own words of report right behind it.

    "It listed what it said the plan would do: “Doors will open,” the union wrote." An engine that missed "wrote" gives
    the quotation to "said".
    """
    if not plain:
        return list(tagged)
    cues = Taken(span for a in tagged for span in a.cue)
    own = {each.content[0].end: each for each in plain if len(each.content) == 1 and not cues.meets(each.cue[0])}
    out = []
    for each in tagged:
        last = each.content[-1]
        report = own.get(last.end)
        if report is not None and each.cue and each.cue[-1].end <= last.start <= report.content[0].start:
            kept = text[last.start : report.content[0].start].rstrip(" :,\n")
            pieces = (*each.content[:-1], *((Span(last.start, last.start + len(kept)),) if kept else ()))
            each = evolve(each, content=pieces)  # noqa: PLW2901 - the same, mended
        if each.content:
            out.append(each)
    return out
