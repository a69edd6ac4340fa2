"""Attributions of the prose in, the same mended out: who is quoted in the passive, who was told, what is no report.

Each rule is a function that takes the text, one attribution and the cue lexicon, and returns what stands in its
place: itself, another one, several, or none. An engine need not know of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from attrs import evolve

from quotekit.values import Attribution, Cue, CueLexicon, Span

AS_SAYING = re.compile(r"\b(?:quoted|cited|heard|recorded|filmed|overheard)\b", re.IGNORECASE)
SAYING = re.compile(r"\s*(?P<cue>(?:as\s)?(?:saying|having\ssaid|telling\s\w+))[\s:,]*", re.VERBOSE)
BY = re.compile(r"\s+ by \s+ $", re.VERBOSE)
# "… and {promised} [that wages would rise]": the second report of one subject.
SECOND = re.compile(
    r"(?P<gap> ,?\s (?: and | but ) \s (?: (?: also | then | later ) \s )? ) (?P<cue> \w{3,20} ) \s (?P<rest> that\s )",
    re.VERBOSE,
)
NAMELESS = re.compile(
    r"""(?: ask(?:ed|ing)?\s (?: not | that ) | declin(?:ed|ing)\s to | request(?:ed|ing)
          | did\snot\swant\sto | refused\sto )
        \s+ (?: (?: to\s )? be\s (?: named | identified | quoted )
              | give\s (?: his | her | their )\s (?: full\s | last\s )? name
              | (?: his | her | their )\s (?: full\s | last\s )? names?\s not | anonymity ) """,
    re.VERBOSE | re.IGNORECASE,
)
ONESELF = frozenset({"i", "you", "we"})
EMPTY = frozenset({"what", "which", "who", "that", "so", "how"})
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
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Corp|Co|Ltd|Jr|Sr))\.\Z")
PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)\b")
SENTENCE = re.compile(r"(?:^|[.!?…]\s+|\n)(?P<whom>[^.!?,;:\n“”\"]{1,60}?)\s+\Z", re.MULTILINE)
LONGEST_WHOM = 90


def passive_source(text: str, found: Attribution, cues: CueLexicon) -> Sequence[Attribution]:  # noqa: ARG001 - all rules are asked alike
    """Read of "<The general> {was quoted} by <<the agency>> {as saying} […]" who is quoted, and by whom."""
    if len(found.cue) != 1 or AS_SAYING.search(found.cue[0].of(text)) is None:
        return [found]
    cue = found.cue[0]
    before = [piece for piece in found.content if piece.end <= cue.start and not text[piece.end : cue.start].strip()]
    rest = [piece for piece in found.content if piece not in before]
    saying = SAYING.match(text, rest[0].start, rest[0].end) if rest else None
    if not before or before[-1].of(text)[-1:] in '”"»’,“' or not (saying or "saying" in cue.of(text)):
        return [found]
    parts = [cue]
    if saying is not None:
        parts.append(Span(*saying.span("cue")))
        rest[0] = Span(saying.end(), rest[0].end)
    content = tuple(piece for piece in (*found.content[: found.content.index(before[-1])], *rest) if len(piece))
    if not content:
        return [found]
    return [evolve(found, content=content, cue=tuple(parts), source=(before[-1],), via=found.via or found.source)]


# "<<Interfax>> {quoted} <a source> {as saying} [that …]": an engine takes the one who quotes for the source.
QUOTES = re.compile(r"(?:\w+\s)?(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))", re.IGNORECASE)
WHOSE = re.compile(r"\s*(?P<whose>[^“”\"\n]{2,140}?),?\s+(?P<cue>as\ssaying)\b[\s:,]*")


def quoted_as_saying(text: str, found: Attribution, cues: CueLexicon) -> Sequence[Attribution]:  # noqa: ARG001
    """Read of "<<Interfax>> {quoted} <a source> {as saying} [that …]" whose words these are, and who passed them on."""
    if len(found.cue) != 1 or not found.source or QUOTES.fullmatch(found.cue[0].of(text)) is None:
        return [found]
    cue = found.cue[0]
    whose = WHOSE.match(text, cue.end, min(len(text), cue.end + 180))
    behind = [piece for piece in found.content if piece.start >= cue.end]
    if whose is None or not behind or behind[0].start > whose.end():
        return [found]
    content = [piece for piece in found.content if piece.end <= cue.start]
    first = Span(min(max(behind[0].start, whose.end()), behind[0].end), behind[0].end)
    content += [first] if any(map(str.isalnum, first.of(text))) else []
    content += behind[1:]
    if not content:
        return [found]
    return [
        evolve(
            found, content=tuple(content), cue=(cue, Span(*whose.span("cue"))), source=(Span(*whose.span("whose")),),
            via=found.source,
        )
    ]  # fmt: skip


def conjoined(text: str, found: Attribution, cues: CueLexicon) -> Sequence[Attribution]:
    """Part "<The minister> {said} [that it was over and promised that wages would rise]" into its two reports."""
    if len(found.cue) != 1 or not found.source or found.source[0].start > found.cue[0].start:
        return [found]
    piece = found.content[-1]
    tense = _tense(found.cue[0].of(text).rsplit(" ", 1)[-1])
    for match in SECOND.finditer(text, piece.start + 8, piece.end):
        cue = cues.by_form.get(match["cue"].lower())
        if cue is None or "that" not in cue.frames or not tense or _tense(match["cue"]) != tense:
            continue
        if any(mark in text[piece.start : piece.end] for mark in '“"«'):
            break
        first = evolve(found, content=(*found.content[:-1], Span(piece.start, match.start())))
        second = evolve(
            found, content=(Span(match.start("rest"), piece.end),), cue=(Span(*match.span("cue")),),
            cue_class=cue.cue_class, negated=False, denied=cue.cue_class == "deny", addressee=(), via=(),
        )  # fmt: skip
        return [first, second]
    return [found]


def _tense(word: str) -> str:
    low = word.lower()
    if low.endswith("ed") or low in {"said", "told", "wrote", "saw", "thought", "knew", "made", "felt"}:
        return "past"
    return "present" if low.endswith("s") and not low.endswith("ss") else ""


def passive_listener(text: str, found: Attribution, cues: CueLexicon) -> Sequence[Attribution]:
    """Read of "Staff {were told} [that it would close]" who was told, and not what."""
    first = found.content[0]
    if len(found.cue) != 1 or len(found.content) < 2 or found.source or found.addressee:
        return [found]
    cue = found.cue[0].of(text)
    apart = first.end <= found.cue[0].start and not text[first.end : found.cue[0].start].strip()
    if not apart or PASSIVE.search(cue) is None or not _takes_whom(cue, cues):
        return [found]
    return [evolve(found, content=found.content[1:], addressee=(first,))]


def nameless(text: str, found: Attribution, cues: CueLexicon) -> Sequence[Attribution]:  # noqa: ARG001
    """Leave out "a colleague <who> {asked} [not to be named]": it tells of the interview, not of its matter."""
    start = min(span.start for span in found.cue) if found.cue else -1
    return [] if start >= 0 and NAMELESS.match(text, start, start + 80) is not None else [found]


def empty(text: str, found: Attribution, cues: CueLexicon) -> Sequence[Attribution]:  # noqa: ARG001
    """Leave out "[What] <they> {said}:" over a list of quotations: nothing is told yet."""
    words = " ".join(piece.of(text) for piece in found.content).lower().strip()
    return [] if words in EMPTY else [found]


def addressee(text: str, found: Attribution, cues: CueLexicon) -> Sequence[Attribution]:
    """Add who was told: of "<She> {told} Reuters [that …]", Reuters."""
    if not found.cue or found.addressee or not _takes_whom(found.cue[-1].of(text), cues):
        return [found]
    cue = found.cue[-1]
    told = _inside_cue(text, cue, cues) or _behind(text, cue, found)
    if told is None and not found.source and PASSIVE.search(cue.of(text)):
        sentence = SENTENCE.search(text, max(0, cue.start - LONGEST_WHOM), cue.start)
        told = Span(*sentence.span("whom")) if sentence is not None else None
    taken = (*found.content, *found.source)
    if told is None or any(told.overlaps(other) for other in taken):
        return [found]
    bare = told.of(text).rstrip(" ,;:!?")
    if bare.endswith(".") and not ABBREVIATED.search(bare):
        bare = bare[:-1]
    return [evolve(found, addressee=(Span(told.start, told.start + len(bare)),))]


def _takes_whom(cue: str, cues: CueLexicon) -> bool:
    known = (cues.by_form.get(word) for word in cue.lower().split())
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


RULES: tuple[Callable[[str, Attribution, CueLexicon], Sequence[Attribution]], ...] = (
    passive_source,
    quoted_as_saying,
    passive_listener,
    conjoined,
    nameless,
    empty,
    addressee,
)


def mend(text: str, found: Sequence[Attribution], cues: CueLexicon) -> list[Attribution]:
    """Return the attributions as the rules leave them, in order.

    >>> from quotekit.values import Cue
    >>> lexicon = CueLexicon((Cue("tell", "say", ("told",), frozenset({"whom", "that"}), ""),))
    >>> made = Attribution((Span(17, 27),), (Span(4, 8),), (Span(0, 3),))
    >>> mend("She told Reuters that it rained.", [made], lexicon)[0].addressee
    (Span(start=9, end=16),)
    """
    out = list(found)
    for rule in RULES:
        out = [made for each in out for made in rule(text, each, cues)]
    return cut_before_next(text, out)


# "…, and residents reported seeing smoke": the report of somebody else, which an engine took into the one before.
NEXT = re.compile(r",?\s+(?:and|but|while|whereas|though)\s+\Z|;\s+\Z")


def cut_before_next(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """End an unquoted content where the next report begins, in "X said that it rained, and Y said that it snowed"."""
    starts = sorted(a.source[0].start for a in found if a.source and a.cue and a.source[0].start < a.cue[0].start)
    out = []
    for each in found:
        last = each.content[-1]
        at = bisect_right(starts, last.start + 12)
        if each.cue and at < len(starts) and starts[at] < last.end:
            joint = NEXT.search(text, max(last.start, starts[at] - 12), starts[at])
            quoted = any(mark in text[last.start : last.end] for mark in '“"«')
            if joint is not None and not quoted and each.cue[0].end <= last.start:
                last = Span(last.start, joint.start())
        out.append(each if last == each.content[-1] else evolve(each, content=(*each.content[:-1], last)))
    return out


def outside_structure(text: str, prose: Sequence[Attribution], structure: Sequence[Attribution]) -> list[Attribution]:
    """Leave out of the prose's contents what the layout has given to somebody, where the cue stands outside of that.

    Within that, what somebody says of himself ("I said so") is no report of another's words.
    """
    taken = _merged(piece for a in structure for piece in a.content)
    kept = []
    for found in prose:
        content = tuple(
            piece
            for piece in found.content
            if (home := _home(taken, piece)) is None or any(home.overlaps(cue) for cue in found.cue)
        )
        oneself = " ".join(span.of(text) for span in found.source).lower().strip() in ONESELF
        if content and not (oneself and _home(taken, content[0]) is not None):
            kept.append(found if len(content) == len(found.content) else evolve(found, content=content))
    return kept


def beside(tagged: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """Return the tagger's attributions with those of the rules that stand where the tagger found nothing.

    Only what its words alone make plain: a quotation with its speaker, "according to", "it is said that".
    """
    taken = _merged(span for a in tagged for span in (*a.content, *a.cue))
    blocked = _merged(span for a in tagged for span in a.cue)
    out = list(tagged)
    for each in ruled:
        plain = each.rule in PLAIN and (each.source or each.rule in SOURCELESS)
        spans = each.cue if each.rule in INSIDE else (*each.content, *each.cue)
        if plain and not any(_meets(blocked if each.rule in INSIDE else taken, span) for span in spans):
            out.append(each)
    return out


def _merged(spans: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _home(taken: Sequence[Span], span: Span) -> Span | None:
    at = bisect_right(taken, span.start, key=_start) - 1
    return taken[at] if at >= 0 and taken[at].contains(span) else None


def _meets(taken: Sequence[Span], span: Span) -> bool:
    at = bisect_left(taken, span.end, key=_start) - 1
    return at >= 0 and taken[at].overlaps(span)


def _start(span: Span) -> int:
    return span.start


PLAIN = frozenset(
    {
        "quote_then_source",
        "quote_then_cue",
        "cue_then_quote",
        "colon_then_paragraph",
        "according_to",
        "it_is_said",
        "colon_then_block",
        "what_source_calls",
        "ends_with_report",
    }
)
SOURCELESS = frozenset({"it_is_said"})
INSIDE = frozenset({"what_source_calls", "ends_with_report"})
"""These stand inside another's content as often as not."""
