"""An attribution in, the same out with who was told: of "<She> {told} Reuters [that …]", Reuters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from quotekit.values import Attribution, Cue, CueLexicon, Span

WHOM = re.compile(
    r"""\s+ (?P<whom> (?! (?: that | how | what | why | when | if | whether | to | in | on | at | of | and
                            | by | not | for | his\sstory | the\struth | a\sstory ) \b )
             [\w$@] [\w’'.&$@-]* (?: \s [\w’'.&$@-]+ ){0,11}? )
        (?= \s* (?: [,;:.?!—–("“‘«\n] | \Z )
          | \s (?: that | how | what | why | when | where | if | whether | to | in | on | at | during | by
                 | after | before | last | late | earlier | this | about | from | via | as | over | through | with
                 | of\s (?: his | her | their )
                 | (?: Mon | Tues | Wednes | Thurs | Fri | Satur | Sun )day ) \b )""",
    re.VERBOSE,
)
# "… said {in an interview with} <<the Courier>>", "{Speaking to} <<reporters>>, she said".
MEDIUM = re.compile(
    r"""\s in \s an? \s (?: [\w-]+ \s ){0,3}? (?: interview | e-?mail | letter | message | call | conversation
          | note | memo | text | speech | statement | briefing | address | submission | testimony )
        \s (?: to | with ) (?= \s )""",
    re.VERBOSE,
)
FRONTED = re.compile(
    r"""(?: \A | [\n.!?”"] \s* )
        (?: Speaking | Talking | In \s an? \s (?: [\w-]+ \s ){0,3}? (?: interview | e-?mail | letter ) )
        \s (?: to | with )
        (?P<whom> \s [^,;:“”"\n]{2,70} ), \s \Z""",
    re.VERBOSE,
)
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Corp|Co|Ltd|Jr|Sr))\.\Z")
PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)\b")
SENTENCE = re.compile(r"(?:^|[.!?…]\s+|\n)(?P<whom>[^.!?,;:\n“”\"]{1,60}?)\s+\Z", re.MULTILINE)
LONGEST_WHOM = 90


def addressee(text: str, found: Attribution, cues: CueLexicon) -> Sequence[Attribution] | None:
    """Add who was told, behind or inside of a cue that takes a listener."""
    if found.addressee:
        return None
    cue = found.cue[-1]
    told = _inside_cue(text, cue, cues) or _behind(text, cue, found)
    if told is None and not found.source and PASSIVE.search(cue.of(text)):
        sentence = SENTENCE.search(text, max(0, cue.start - LONGEST_WHOM), cue.start)
        told = Span(*sentence.span("whom")) if sentence is not None else None
    return _with_listener(text, found, told)


def _with_listener(text: str, found: Attribution, told: Span | None) -> Sequence[Attribution] | None:
    """Add a listener, without the marks that end its sentence, where it is neither content nor source."""
    if told is None or any(told.overlaps(other) for other in (*found.content, *found.source)):
        return None
    bare = told.of(text).rstrip(" ,;:!?")
    if bare.endswith(".") and not ABBREVIATED.search(bare):
        bare = bare[:-1]
    return [evolve(found, addressee=(Span(told.start, told.start + len(bare)),))]


def listener(text: str, found: Attribution, cues: CueLexicon) -> Sequence[Attribution] | None:  # noqa: ARG001
    """Add who was spoken to, where the words name the occasion: "in an interview with", "in a letter to"."""
    if found.addressee or not found.source or not found.cue:
        return None
    told = None
    for end in {found.cue[-1].end, found.source[-1].end}:
        medium = MEDIUM.match(text, end, end + LONGEST_WHOM) if text.startswith("in", end + 1) else None
        whom = WHOM.match(text, medium.end(), medium.end() + LONGEST_WHOM) if medium is not None else None
        told = Span(*whom.span("whom")) if whom is not None else told
    start = min(found.source[0].start, found.cue[0].start)
    if told is None and text.endswith(", ", 0, start):
        low = max(0, start - LONGEST_WHOM)
        fronted = FRONTED.search(text, low, start)
        if fronted is not None and (fronted.start() > low or low == 0):
            whom = WHOM.match(text, fronted.start("whom"), fronted.end("whom") + 1)
            told = Span(*whom.span("whom")) if whom is not None else None
    return _with_listener(text, found, told)


def takes_whom(cue: str, cues: CueLexicon) -> bool:
    """Tell whether a word of a cue takes a listener.

    >>> takes_whom("has told", CueLexicon((Cue("tell", "say", ("told",), frozenset({"whom"}), ""),)))
    True
    """
    known = [cues.by_form.get(word) for word in cue.lower().split()]
    return any(row is not None and "whom" in row.frames for row in known)


def _inside_cue(text: str, cue: Span, cues: CueLexicon) -> Span | None:
    """Return the listener that an engine took into the cue: "{told reporters}"."""
    words = list(re.finditer(r"\S+", cue.of(text)))
    for at, word in enumerate(words[:-1]):
        row: Cue | None = cues.by_form.get(word.group().lower())
        if row is not None and "whom" in row.frames:
            found = WHOM.match(text, cue.start + word.end(), cue.end)
            return Span(*found.span("whom")) if found is not None and at + 1 < len(words) else None
    return None


def _behind(text: str, cue: Span, found: Attribution) -> Span | None:
    starts = [span.start for span in (*found.content, *found.source) if span.start >= cue.end]
    limit = min([*starts, cue.end + LONGEST_WHOM])
    match = WHOM.match(text, cue.end, limit)
    return Span(*match.span("whom")) if match is not None else None
