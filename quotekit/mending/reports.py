"""Attributions of the prose in, the same mended out: who is quoted in the passive, who was told, what is no report.

Each rule is a function that takes the text, one attribution and the cue lexicon, and returns what stands in its
place, one, several or none; ``None`` where it has nothing to mend. Beside it stands which cues' words concern it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache

from attrs import evolve

from quotekit.mending.between import (
    Mended,
    and_advised,
    asked_if,
    both_said,
    by_cue,
    by_whom,
    citing,
    gapped,
    goes_on,
    named_cue,
    one_of_them,
    told_behind,
)
from quotekit.mending.listeners import PASSIVE, addressee, listener, takes_whom
from quotekit.mending.passives import (
    passive_listener,
    passive_source,
    quoted_as_saying,
    quotes,
    to_have_said,
    told_from,
)
from quotekit.values import Attribution, CueLexicon, Span

LONGEST_KEPT = 60
AS_SAYING = re.compile(r"\b(?:quoted|cited|heard|recorded|filmed|overheard)\b", re.IGNORECASE)
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
WHO_NAMELESS = re.compile(rf"(?: who | and )\s {NAMELESS.pattern}", re.VERBOSE | re.IGNORECASE)
# "…, who led it, “the archive goes.”": behind a source, the second half of what an attribution interrupts.
SECOND_HALF = re.compile(r",\s+ (?P<rest> [“\"] [^“”\"\n]+ (?: [”\"] | \Z ) ) \s* \Z", re.VERBOSE)
CLOSED_HALVES = frozenset({",”", ',"'})
MAIN = frozenset({"They", "He", "She", "Both", "All"})
RUMOUR = frozenset({"rumour", "rumor", "legend", "word", "gossip"})
PASSIVE_VERBS = frozenset({"is", "was", "’s", "'s"})
EMPTY = frozenset({"what", "which", "who", "that", "so", "how"})
LONGEST_EMPTY = 20
# "Here is what they said."
HERE_IS = re.compile(r"^(?:here|below)(?:’s|'s| is| are| was) ")


def conjoined(text: str, found: Attribution, cues: CueLexicon) -> Mended:
    """Part "<The minister> {said} [that it was over and promised that wages would rise]" into its two reports."""
    if len(found.cue) != 1 or not found.source or found.source[0].start > found.cue[0].start:
        return None
    piece = found.content[-1]
    if text.find("that", piece.start + 8, piece.end) < 0:
        return None
    tense = _tense(found.cue[0].of(text))
    for match in SECOND.finditer(text, piece.start + 8, piece.end):
        cue = cues.by_form.get(match["cue"].lower())
        if cue is None or "that" not in cue.frames or _tense(match["cue"]) != tense:
            continue
        if any(mark in text[piece.start : piece.end] for mark in '“"«'):
            break
        first = evolve(found, content=(*found.content[:-1], Span(piece.start, match.start())))
        second = by_cue(found, Span(*match.span("cue")), cue)
        return [first, evolve(second, content=(Span(match.start("rest"), piece.end),))]
    return None


def _tense(cue: str) -> str:
    """Return the tense of a cue's last word, where its form tells one."""
    low = cue.rsplit(" ", 1)[-1].lower()
    if low.endswith("ed") or low in {"said", "told", "wrote", "saw", "thought", "knew", "made", "felt"}:
        return "past"
    return "present" if low.endswith("s") and not low.endswith("ss") else ""


def expletive(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "It {is predicted} [that sales will rise]" that nobody is named: "it" is no one."""
    if len(found.source) != 1:
        return None
    if found.source[0].of(text).lower() in RUMOUR and found.cue[0].start > found.source[0].start:
        return [evolve(found, source=(), cue=(Span(found.source[0].start, found.cue[0].end), *found.cue[1:]))]
    if found.source[0].of(text).lower() != "it":
        return None
    return [evolve(found, source=())] if found.content[0].of(text)[:5].lower() == "that " else None


def nameless(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Leave out "a colleague <who> {asked} [not to be named]": it tells of the interview, not of its matter."""
    start = min([span.start for span in found.cue]) if found.cue else len(text)
    if found.source and found.source[0].of(text) in MAIN:
        return None  # "They asked not to be named because the talks are private."
    if text[start : start + 1] in "aAdDrR" and NAMELESS.match(text, start, start + 80) is not None:
        return []
    if len(found.content) == 1:
        return None
    content = tuple(piece for piece in found.content if WHO_NAMELESS.match(text, piece.start, piece.end) is None)
    return [evolve(found, content=content)] if 0 < len(content) < len(found.content) else None


def empty(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Leave out "[What] <they> {said}:" over a list of quotations: nothing is told yet."""
    if len(found.content[0]) > LONGEST_EMPTY:
        return None
    words = " ".join([piece.of(text) for piece in found.content]).lower().strip()
    return [] if HERE_IS.sub("", words) in EMPTY else None


def swallowed(text: str, found: Attribution, cues: CueLexicon) -> Mended:  # noqa: ARG001
    """Read of "[“If the ice goes,”] {says} <Ada Cole>, who led it, [“the archive goes.”]" where the source ends."""
    if not found.source:
        return None
    source = found.source[-1]
    end = found.content[-1].end
    if end > source.start or text[end - 2 : end] not in CLOSED_HALVES:
        return None
    match = SECOND_HALF.search(text, source.start, source.end)
    if match is None:
        return None
    kept = (*found.source[:-1], Span(source.start, match.start()))
    return [evolve(found, content=(*found.content, Span(match.start("rest"), source.end)), source=kept)]


def cites(cue: str, cues: CueLexicon) -> bool:  # noqa: ARG001 - all tests of cues are asked alike
    """Tell whether a cue tells of somebody who was quoted, or heard."""
    return AS_SAYING.search(cue) is not None


def is_told(cue: str, cues: CueLexicon) -> bool:
    """Tell whether the one before a cue may be who was told."""
    return PASSIVE.search(cue) is not None and takes_whom(cue, cues)


def is_passive(cue: str, cues: CueLexicon) -> bool:
    """Tell whether a cue tells that something is said, known or thought, by whomever.

    >>> from quotekit.cues import default_cues
    >>> [is_passive(words, default_cues()) for words in ("is widely expected", "was told", "has said", "expects")]
    [True, False, False, False]
    """
    words = cue.lower().split()
    if len(words) < 2 or not (words[0] in PASSIVE_VERBS or words[1] == "been"):
        return False
    row = cues.by_form.get(words[-1])
    return row is not None and "that" in row.frames and "whom" not in row.frames and row.cue_class != "feel"


def is_hearsay(cue: str, cues: CueLexicon) -> bool:
    """Tell whether a cue may tell of nobody in particular: "it is said", "rumour has it"."""
    return cue.endswith("has it") or is_passive(cue, cues)


def is_passive_by(cue: str, cues: CueLexicon) -> bool:
    """Tell whether somebody may be named behind a cue with "by"."""
    return is_passive(cue.removesuffix(" by"), cues)


def names(cue: str, cues: CueLexicon) -> bool:
    """Tell whether a cue is no word of report but a name."""
    return all(word[:1].isupper() and word.lower() not in cues.by_form for word in cue.rstrip(",").split())


def takes_that(cue: str, cues: CueLexicon) -> bool:
    """Tell whether a cue's last word takes a clause."""
    row = cues.by_form.get(cue.rsplit(" ", 1)[-1].lower())
    return row is not None and "that" in row.frames


def has_tense(cue: str, cues: CueLexicon) -> bool:  # noqa: ARG001
    """Tell whether another cue can have the same tense."""
    return _tense(cue) != ""


def any_cue(cue: str, cues: CueLexicon) -> bool:  # noqa: ARG001
    """Let a rule see every attribution."""
    return True


RULES: tuple[tuple[Callable[[str, CueLexicon], bool], Callable[[str, Attribution, CueLexicon], Mended]], ...] = (
    (cites, passive_source),
    (quotes, quoted_as_saying),
    (is_told, passive_listener),
    (is_told, told_behind),
    (is_told, told_from),
    (has_tense, conjoined),
    (is_hearsay, expletive),
    (is_passive_by, by_whom),
    (takes_that, gapped),
    (names, named_cue),
    (any_cue, asked_if),
    (any_cue, one_of_them),
    (any_cue, and_advised),
    (any_cue, goes_on),
    (takes_that, both_said),
    (is_passive, to_have_said),
    (quotes, citing),
    (any_cue, swallowed),
    (any_cue, nameless),
    (any_cue, empty),
    (takes_whom, addressee),
    (any_cue, listener),
)


def mend_reports(text: str, found: Sequence[Attribution], cues: CueLexicon) -> list[Attribution]:
    """Return the attributions as the rules leave them, in order.

    >>> from quotekit.values import Cue
    >>> lexicon = CueLexicon((Cue("tell", "say", ("told",), frozenset({"whom", "that"}), ""),))
    >>> made = Attribution((Span(17, 27),), (Span(4, 8),), (Span(0, 3),))
    >>> mend_reports("She told Reuters that it rained.", [made], lexicon)[0].addressee
    (Span(start=9, end=16),)
    """
    out: list[Attribution] = []
    waiting = [(each, 0) for each in reversed(found)]
    while waiting:
        each, first = waiting.pop()
        for at in concerned(" ".join([span.of(text) for span in each.cue]), cues):
            made = RULES[at][1](text, each, cues) if at >= first else None
            if made is not None:
                waiting += [(one, at + 1) for one in reversed(made)]
                break
        else:
            out.append(each)
    return out


def concerned(cue: str, cues: CueLexicon) -> tuple[int, ...]:
    """Return which of the rules a cue's words concern: most cues are the same few words, and those are kept.

    >>> concerned("said", CueLexicon(()))
    (5, 10, 11, 12, 13, 17, 18, 19, 21)
    """
    return _kept(cue, cues) if len(cue) <= LONGEST_KEPT else _concerned(cue, cues)


@lru_cache(maxsize=4096)
def _kept(cue: str, cues: CueLexicon) -> tuple[int, ...]:
    return _concerned(cue, cues)


def _concerned(cue: str, cues: CueLexicon) -> tuple[int, ...]:
    return tuple(at for at, (concerns, _) in enumerate(RULES) if concerns(cue, cues))


# "…, and residents reported seeing smoke": the report of somebody else, which an engine took into the one before.
NEXT = re.compile(r",?\s+(?:and|but|while|whereas|though)\s+\Z|;\s+\Z")


def cut_before_next(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """End an unquoted content where the next report begins, in "X said that it rained, and Y said that it snowed"."""
    starts = sorted([a.source[0].start for a in found if a.source and a.cue and a.source[0].start < a.cue[0].start])
    out = []
    for each in found:
        last = each.content[-1]
        if each.cue and each.cue[0].end <= last.start:
            at = bisect_right(starts, last.start + 12)
            if at < len(starts) and starts[at] < last.end:
                joint = NEXT.search(text, max(last.start, starts[at] - 12), starts[at])
                if joint is not None and not any(mark in text[last.start : last.end] for mark in '“"«'):
                    cut = Span(last.start, joint.start())
                    out.append(evolve(each, content=(*each.content[:-1], cut)))
                    continue
        out.append(each)
    return out
