"""An attribution in, the same out where its sentence holds who else speaks or who was told: amid clauses, behind "by".

Each is a rule of :mod:`quotekit.mending.reports`: what stands in the attribution's place, ``None`` where it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from quotekit.values import Attribution, Cue, CueLexicon, Span

Mended = Sequence[Attribution] | None


def by_cue(found: Attribution, cue: Span, row: Cue) -> Attribution:
    """Return what another cue reports beside an attribution's own: told to nobody, passed on by nobody."""
    return evolve(
        found,
        cue=(cue,),
        cue_class=row.cue_class,
        negated=False,
        denied=row.cue_class == "deny",
        addressee=(),
        via=(),
    )


# "It {was claimed by} <the defence> [that …]": an engine stops before the one who claims.
BY_WHOM = re.compile(r"(?:\s by)? \s+ (?P<source> [^\s,;:.“”\"\n] [^,;:“”\"\n]{1,80}? ) ,? \s+ \Z", re.VERBOSE)
MEANS = re.compile(r"\b(?:phone|telephone|email|letter|mail|text|hand|law|accident|mistake)\b", re.IGNORECASE)


def by_whom(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "It {was claimed by} <the defence> [that it was cut]" who claims it."""
    cue = found.cue[-1]
    content = next((piece for piece in found.content if piece.start > cue.end), None)
    if found.source or content is None or not text.startswith("that ", content.start):
        return None
    if not (cue.of(text).endswith(" by") or text.startswith(" by ", cue.end)):
        return None
    match = BY_WHOM.match(text, cue.end, content.start)
    if match is None or MEANS.search(match["source"]):
        return None
    named = cue if cue.of(text).endswith(" by") else Span(cue.start, cue.end + 3)
    return [evolve(found, source=(Span(*match.span("source")),), cue=(*found.cue[:-1], named))]


# "Dunn said [the tax would fall] and <Hale>(,) [that it would rise]": the second speaker shares the words of report.
GAPPED = re.compile(
    r"""
    (?P<gap> ,?\s (?: and | but | while ) \s | ;\s )
    (?P<source> (?: [A-Z][\w’'-]+ \s ){0,3} [A-Z][\w’'-]+ (?: , (?= \s ) )?
      | (?: the | her | his | their | its | another | others ) \s [^,;:.“”"\n]{2,40} , )
    \s (?P<rest> that \s )
    """,
    re.VERBOSE,
)


def gapped(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Part "<Dunn> {said} [the tax would fall and Hale, that it would rise]" into what each of the two said."""
    if len(found.cue) != 1 or not found.source or found.source[0].start > found.cue[0].start:
        return None
    piece = found.content[-1]
    if text.find(" that ", piece.start + 8, piece.end) < 0:
        return None
    if any(mark in text[piece.start : piece.end] for mark in '“"«'):
        return None
    match = GAPPED.search(text, piece.start + 8, piece.end)
    if match is None:
        return None
    end = match.end("source") - (match["source"][-1] == ",")
    first = evolve(found, content=(*found.content[:-1], Span(piece.start, match.start())))
    second = evolve(
        found, content=(Span(match.start("rest"), piece.end),), cue=(), source=(Span(match.start("source"), end),),
        addressee=(), via=(),
    )  # fmt: skip
    return [first, second]


def named_cue(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "Dunn said this and {Hale} [that it would rise]" that a name is who speaks, not what reports."""
    if len(found.cue) != 1 or not found.content[0].of(text).startswith("that "):
        return None
    start = found.cue[0].start
    if text[start - 5 : start].rsplit(None, 1)[-1:] not in (["and"], ["but"], ["while"]):
        return None
    return [evolve(found, cue=(), source=(Span(start, start + len(found.cue[0].of(text).rstrip(","))),))]


# "[The men had been moved, <their families>] {were told}": who was told stands before the cue.
LISTENER = re.compile(r", \s (?P<whom> (?: and \s )? [^,;:.“”\"\n]{2,60} ) \s* \Z", re.VERBOSE)


def told_behind(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "[The men had been moved], <<their families>> {were told}" who was told, and not what."""
    cue, piece = found.cue[0], found.content[-1]
    if len(found.cue) != 1 or found.source or found.addressee or piece.end > cue.start:
        return None
    whom = LISTENER.search(text, max(piece.start, piece.end - 64), piece.end)
    if whom is None or text[piece.end : cue.start].strip():
        return None
    content = (*found.content[:-1], Span(piece.start, whom.start()))
    return [evolve(found, content=content, addressee=(Span(whom.start("whom"), piece.end),))]


ASKED = re.compile(
    r"(?: \A | [\n.!?”\"] \s* ) (?P<cue> Asked (?: \s by )? ) (?P<source> \s [^,;:.“”\"\n]{2,60} )? \s \Z", re.VERBOSE
)
ASKS = ("if ", "whether ", "why ", "what ", "how ", "when ", "who ")


def asked_if(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Part "{Asked by} <the paper> [if he would climb it], <Berthoud> {laughed}: [“…”]" into question and answer."""
    piece = found.content[0]
    if len(found.content) < 2 or not text.startswith(ASKS, piece.start):
        return None
    low = max(0, piece.start - 80)
    match = ASKED.search(text, low, piece.start)
    if match is None or (match.start() == low and low > 0) or any(match.start("cue") == cue.start for cue in found.cue):
        return None
    by = match["source"] is not None and match["cue"].endswith(" by")
    source = (Span(match.start("source") + 1, match.end("source")),) if by else ()
    asked = Attribution(
        (piece,), (Span(*match.span("cue")),), source, rule=found.rule, confidence=found.confidence, cue_class="ask"
    )
    return [asked, evolve(found, content=found.content[1:])]


# "<Reuters> {reported}, citing two officials, [that the tanker had left]".
CITED = re.compile(r"[^;:.“”\"\n]{2,120}?,\s (?=that\s)", re.VERBOSE)
REPORTED = re.compile(r"\b(?P<cue>\w{2,20})(?:\s(?:on|late|early|in)\s[^,;:.“”\"\n]{2,30}|\s(?:earlier|later))?,?\s\Z")


def citing(text: str, found: Attribution, cues: CueLexicon) -> Mended:
    """Read of "<Reuters> {reported}, {citing} <two officials>, [that it had left]" what both have told."""
    cue, piece = found.cue[0], found.content[0]
    if len(found.cue) != 1 or not found.source or found.source[0].end > cue.start or piece.start < cue.end:
        return None
    cited = CITED.match(text, piece.start, piece.end)
    low = max(found.source[0].end, cue.start - 48)
    report = REPORTED.search(text, low, cue.start)
    row = cues.by_form.get(report["cue"].lower()) if report is not None else None
    if cited is None or report is None or row is None or "that" not in row.frames:
        return None
    content = (Span(cited.end(), piece.end), *found.content[1:])
    whom = Span(piece.start, piece.start + len(cited[0].rstrip(" ,")))
    reported = evolve(found, content=content, cue=(Span(*report.span("cue")),), cue_class=row.cue_class)
    return [reported, evolve(found, content=content, source=(whom,), via=found.source, addressee=())]


ONES = frozenset(
    {"one", "another", "others", "some", "many", "most", "both", "several", "few", "a few", "all", "neither", "each"}
)


def one_of_them(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "<The guests> left; <one> {called} [it “a farce”]" that one speaks, and not all."""
    if len(found.content) < 2 or not found.source or not found.cue:
        return None
    first, cue = found.content[0], found.cue[0]
    if first.end != cue.start - 1 or found.source[-1].end > first.start:
        return None
    if first.of(text).lower() not in ONES:
        return None
    return [evolve(found, content=found.content[1:], source=(first,))]


# "… [, and advised residents to boil water]": behind the report that parts it, a second one of the same source.
AND_SAID = re.compile(
    r"(?:and|but)\s(?:(?:also|then|later|has|have|had)\s){0,2}(?P<cue>[a-z]{3,20}(?:\s(?:for|on|to|of|out))?)\s"
)


def and_advised(text: str, found: Attribution, cues: CueLexicon) -> Mended:
    """Part "[It was late], <she> {said}, [and advised us to go]" into what she said and what she advised."""
    last = found.content[-1]
    if len(found.content) < 2 or not found.source or not found.cue or found.cue[-1].end > last.start:
        return None
    match = AND_SAID.match(text, last.start, last.end)
    if match is None:
        return None
    words, end = match["cue"], match.end("cue")
    cue = cues.by_form.get(words)
    if cue is None and " " in words:
        words = words.partition(" ")[0]
        cue, end = cues.by_form.get(words), match.start("cue") + len(words)
    if cue is None or not words.partition(" ")[0].endswith(("ed", "s", "said", "told", "wrote")):
        return None
    second = by_cue(found, Span(match.start("cue"), end), cue)
    return [evolve(found, content=found.content[:-1]), evolve(second, content=(Span(end + 1, last.end),))]


# "<The ombudsman> {found}, and <the ministry> {accepted}, [that it was lost]": two who share what is reported.
BOTH_SAID = re.compile(
    r"""
    (?: \A | [.!?…”"\n] \s* ) (?P<source> [^\s,;:.!?“”"\n][^,;:.!?“”"\n]{1,80}? ) \s
    (?P<cue> (?: (?: has | have | had ) \s )? (?P<word> [a-z]{3,20} ) ) , \s (?: and | but | or ) \s \Z
    """,
    re.VERBOSE,
)
LONGEST_BOTH = 120


def both_said(text: str, found: Attribution, cues: CueLexicon) -> Mended:
    """Read of "<The ombudsman> {found}, and <the ministry> {accepted}, [that it was lost]" that both said so."""
    if not found.source or not found.cue or not text.startswith(", that ", found.cue[-1].end):
        return None
    start = found.source[0].start
    if not found.source[0].end <= found.cue[0].start < found.content[0].start:
        return None
    match = BOTH_SAID.search(text, max(0, start - LONGEST_BOTH), start)
    row = cues.by_form.get(match["word"]) if match is not None else None
    if match is None or row is None or "that" not in row.frames:
        return None
    first = by_cue(found, Span(*match.span("cue")), row)
    return [evolve(first, source=(Span(*match.span("source")),)), found]


# "[The drug works], <the study> {suggests}, [but only in mice]"; "[It is clear], {says} <Abe>[: the yen falls]".
REST = re.compile(
    r"""
    (?: , \s (?= (?: but | though | although | albeit | unless | if | because | provided | as\slong\sas ) \s ) | : \s )
    (?P<rest> [a-z] [^.;:!?“”"\n]{3,160} ) (?= \. (?: \s | \Z ) )
    """,
    re.VERBOSE,
)


def goes_on(text: str, found: Attribution, cues: CueLexicon) -> Mended:
    """Add to "[The drug works], <the study> {suggests}" what follows: ", [but only in mice]"."""
    if not found.source or not found.cue or len(found.content) > 1:
        return None
    end, start = max(found.cue[-1].end, found.source[-1].end), min(found.cue[0].start, found.source[0].start)
    piece = found.content[0]
    if piece.end > start or text[piece.end : start] != ", " or text[piece.end - 1] in "”’\"'":
        return None
    match = REST.match(text, end, end + 170)
    if match is None or any(word in cues.by_form for word in match["rest"].lower().split()):
        return None
    return [evolve(found, content=(piece, Span(*match.span("rest"))))]
