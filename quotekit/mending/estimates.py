"""Sentences in, out who puts a figure at how much: "<Forbes> {put} [his fortune at $3 billion]".

"Put" and "set" report only where a figure stands behind their "at", so they are no cues of the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotekit.mending.taken import Taken
from quotekit.values import Attribution, Span

HINT = re.compile(r"\b(?:puts?|estimated|estimates|values|valued)\s[^.;:?!“”\"\n]{2,70}?\s(?:at|on)\s")
NUMBER = (
    r"(?: zero | one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | thirteen"
    r" | fourteen | fifteen | twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety"
    r" | a \s (?: hundred | thousand | million | dozen ) | dozens | hundreds | thousands | tens )"
)
ABOUT = (
    r"(?: about | around | roughly | some | nearly | almost | over | under | up\sto | just | between | close\sto"
    r" | only | well | more\sthan | fewer\sthan | less\sthan | at\sleast | as\smany\sas | an?\sestimated )"
)
SOURCE = (
    r"(?: (?: [Tt]he | [Aa]n? | [Hh]is | [Hh]er | [Ii]ts | [Tt]heir | [Oo]ne | [Ss]ome | [A-Z][\w’'-]* | organisers"
    r"      | officials | economists | analysts | police | witnesses | insurers | experts | he | she | they ) \b"
    r"    (?: [^\s,;:.“”\"]* (?: \s [^\s,;:.“”\"]+ ){0,9}? )? )"
)
PARTICLE = r"(?<! \sin ) (?<! \son ) (?<! \sup ) (?<! \sdown ) (?<! \sout ) (?<! \soff ) (?<! \sbed ) (?<! back )"
ESTIMATE = re.compile(
    rf"""
    (?P<source> {SOURCE} )
    \s (?P<cue> (?: (?: has | have | had | now | also | later | initially | currently | officially ) \s ){{0,2}}
        (?: puts? | estimated | estimates | values | valued ) )
    \s (?P<content>
        (?: it | them
          | (?: the | a | an | his | her | its | their | that | this | total | [A-Z] ) [^.,;:?!“”"\n]{{2,60}}?
            {PARTICLE} )
        \s (?: at | on (?= \s \d+ (?: [.,]\d+ )? (?: % | \s per ) ) ) \s
        (?: {ABOUT} \s ){{0,3}} (?: [$£€¥]? \s? \d | US\$ | {NUMBER} \b )
        (?: [^.,;:?!“”"\n] | [.,](?=\d) ){{0,60}} )
    """,
    re.VERBOSE,
)
# Where another clause begins behind the figure: "… at twelve and left the room", "… at $3bn, the Echo reported".
CUT = re.compile(r"\s(?:but|while|whereas|although|though|and\s(?:said|says|called|warned|added|told|blamed))\b")
JOINT = re.compile(r"(?:,\s|\s)(?:and|but|while|whereas|though)\s|;\s")
CONFIDENCE = 0.6


def find_estimates(text: str, sentences: Sequence[Span], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the estimates that no attribution holds yet.

    >>> text = "Police counted ten, and the union puts the number at about 400."
    >>> [(a.source[0].of(text), a.content[0].of(text)) for a in find_estimates(text, [Span(0, 63)], [])]
    [('the union', 'the number at about 400')]
    """
    out: list[Attribution] = []
    if HINT.search(text) is None:
        return out
    taken = Taken(span for a in found for span in (*a.cue, *a.content))
    for sentence in sentences:
        hint = HINT.search(text, sentence.start, sentence.end)
        if hint is None:
            continue
        start = sentence.start
        for joint in JOINT.finditer(text, sentence.start, hint.start()):
            start = joint.end()
        match = ESTIMATE.match(text, start, sentence.end)
        if match is None:
            continue
        cut = CUT.search(text, match.start("content"), match.end("content"))
        content = Span(match.start("content"), cut.start() if cut is not None else match.end("content"))
        cue = Span(*match.span("cue"))
        if not (taken.meets(cue) or taken.meets(content)):
            out.append(
                Attribution(
                    (content,), (cue,), (Span(*match.span("source")),), rule="puts_at", confidence=CONFIDENCE,
                    cue_class="claim",
                )
            )  # fmt: skip
    return out
