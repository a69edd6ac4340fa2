"""An attribution in the passive in, the same out with who is quoted, by whom, and who was told.

Each is a rule of :mod:`quotekit.mending.reports`: what stands in the attribution's place, ``None`` where it stays.
"""

from __future__ import annotations

import re

from attrs import evolve

from quotekit.mending.between import Mended
from quotekit.values import Attribution, CueLexicon, Span

SAYING = re.compile(
    r"""
    \s* (?P<cue> (?:as\s)? (?: saying | having\s(?:said|told) | telling\s(?: (?:an?|the|his|her|their)\s )? \w+ )
      | as\s(?: having\s\w+ed | \w+ing ) )
    \b [\s:,]*
    """,
    re.VERBOSE,
)


def passive_source(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001 - all rules are asked alike
    """Read of "<The general> {was quoted} by <<the agency>> {as saying} […]" who is quoted, and by whom."""
    cue = found.cue[0]
    if any(SAYING.fullmatch(other.of(text)) is None for other in found.cue[1:]):
        return None
    before = [piece for piece in found.content if piece.end <= cue.start and not text[piece.end : cue.start].strip()]
    rest = [piece for piece in found.content if piece not in before]
    at = next((i for i, piece in enumerate(rest) if SAYING.match(text, piece.start, piece.end)), -1)
    saying = SAYING.match(text, rest[at].start, rest[at].end) if at >= 0 else None
    said = len(found.cue) > 1 or "saying" in cue.of(text)
    if not before or before[-1].of(text)[-1:] in '”"»’,“' or not (saying or said):
        return None
    parts = list(found.cue)
    if saying is not None:
        parts.append(Span(*saying.span("cue")))
        rest[at] = Span(saying.end(), rest[at].end)
    content = tuple(sorted(piece for piece in (*before[:-1], *rest) if len(piece)))
    if not content:
        return None
    via = found.via or tuple(_without_by(text, span) for span in found.source)
    return [evolve(found, content=content, cue=tuple(parts), source=(before[-1],), via=via)]


def _without_by(text: str, span: Span) -> Span:
    return Span(span.start + 3, span.end) if text[span.start : span.start + 3].lower() == "by " else span


# "<<Interfax>> {quoted} <a source> {as saying} [that …]": an engine takes the one who quotes for the source.
QUOTES = re.compile(r"(?:\w+\s)?(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))", re.IGNORECASE)
WHOSE = re.compile(r"\s*(?P<whose>(?!by\s)[^“”\"\n]{2,140}?),?\s+(?P<cue>as\ssaying)\b[\s:,]*")


def quotes(cue: str, cues: CueLexicon) -> bool:  # noqa: ARG001
    """Tell whether a cue says no more than that somebody quotes."""
    return QUOTES.fullmatch(cue) is not None


def quoted_as_saying(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "<<Interfax>> {quoted} <a source> {as saying} [that …]" whose words these are, and who passed them on."""
    if len(found.cue) != 1 or not found.source:
        return None
    cue = found.cue[0]
    whose = WHOSE.match(text, cue.end, min(len(text), cue.end + 180))
    if whose is None:
        return None
    if len(found.content) == 1 and found.content[0].end == whose.end("cue"):
        return _quoted_behind(text, found, whose)
    behind = [piece for piece in found.content if piece.start >= cue.end]
    content = [piece for piece in found.content if piece.end <= cue.start]
    if not (behind or content) or (behind and behind[0].start > whose.end()):
        return None
    if behind:
        first = Span(min(max(behind[0].start, whose.end()), behind[0].end), behind[0].end)
        content += [first] if any(map(str.isalnum, first.of(text))) else []
    content += behind[1:]
    if not content:
        return None
    return [
        evolve(
            found, content=tuple(content), cue=(cue, Span(*whose.span("cue"))), source=(Span(*whose.span("whose")),),
            via=found.source,
        )
    ]  # fmt: skip


# What is quoted may stand in front: "[The line will be mended], <<the agency>> {quoted} <a source> {as saying}".
CLAUSE = re.compile(r"(?:\A|[.!?…”\"]\s+|\n)(?P<clause>[^\s,;:.!?“”\"\n][^;:.!?“”\"\n]{8,240}),\s\Z")
LONGEST_CLAUSE = 260


def _quoted_behind(text: str, found: Attribution, whose: re.Match[str]) -> Mended:
    """Read the clause in front of "…, <<the agency>> {quoted} <a source> {as saying}" as what is quoted."""
    start = found.source[0].start
    clause = CLAUSE.search(text, max(0, start - LONGEST_CLAUSE), start)
    if clause is None:
        return None
    cue = (*found.cue, Span(*whose.span("cue")))
    return [
        evolve(
            found,
            content=(Span(*clause.span("clause")),),
            cue=cue,
            source=(Span(*whose.span("whose")),),
            via=found.source,
        )
    ]


def passive_listener(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "Staff {were told} [that it would close]" who was told, and not what."""
    first = found.content[0]
    if len(found.cue) != 1 or len(found.content) < 2 or found.addressee:
        return None
    if found.source and not text.startswith(" by ", found.cue[0].end):
        return None  # but in "Staff {were told} by <the head> [that …]"
    apart = first.end <= found.cue[0].start and not text[first.end : found.cue[0].start].strip()
    return [evolve(found, content=found.content[1:], addressee=(first,))] if apart else None


# "Shareholders {were told} in a letter from <the board> [that …]", "Staff {were warned} by <the head> [that …]".
FROM_WHOM = re.compile(
    r"""
    \s (?: by | in \s an? \s (?: [\w-]+ \s ){0,3}? (?: letter | e-?mail | memo | note | message | statement | text
        | call | briefing | circular | notice | report ) \s (?: from | by ) ) \s
    (?P<source> [^,;:“”"\n]{2,80}? )
    (?: \s (?: on | in | at | last | this | late ) \s [^,;:“”"\n]{2,30}? )? ,? \s \Z
    """,
    re.VERBOSE,
)


def told_from(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "<<Staff>> {were told} in a letter from <the board> [that …]" who told them."""
    cue, content = found.cue[-1], found.content[-1]
    if found.source or content.start < cue.end:
        return None
    whom = FROM_WHOM.match(text, cue.end, content.start)
    return [evolve(found, source=(Span(*whom.span("source")),))] if whom is not None else None


# "<The bishop> {was reported} by <<the paper>> {to have said} [that …]".
TO_HAVE_SAID = re.compile(
    r"""
    to\shave\s (?: (?: once | also | privately ) \s )?
    (?: said | told\s(?: (?:an?|the|his|her|their)\s )? \w+ | written | claimed | remarked | replied | asked | added
      | joked | called | described ) \b
    [\s,:]*
    """,
    re.VERBOSE,
)


def to_have_said(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "<The bishop> {was reported} by <<the paper>> {to have said} [“…”]" whose words these are."""
    if len(found.content) < 2 or len(found.cue) != 1 or found.content[0].end > found.cue[0].start:
        return None
    second = found.content[1]
    match = TO_HAVE_SAID.match(text, second.start, second.end)
    if match is None or match.end() >= second.end:
        return None
    cue = Span(match.start(), match.start() + len(match[0].rstrip(" ,:")))
    return [
        evolve(
            found, content=(Span(match.end(), second.end), *found.content[2:]), cue=(found.cue[0], cue),
            source=(found.content[0],), via=found.via or found.source,
        )
    ]  # fmt: skip
