"""Attributions of two engines in, the tagger's out with the second reports of one subject that it took for content.

"The court found that the search was illegal and ordered a new trial": a tagger reads on to the full stop, and the
rules, which know where the next verb of the subject stands, do not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from attrs import evolve

from quotekit.values import Attribution, Span

JOINT = re.compile(r",?\s+(?:and|but)\s+(?:(?:also|then|later|both)\s+)?\Z")
REACH = 24
MARKS = '“”"«»'


def share_subjects(text: str, tagged: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """Part a content in which the rules find a second report of the same source.

    >>> text = "The court found that it was late and ordered a trial."
    >>> found = Attribution((Span(16, 52),), (Span(10, 15),), (Span(0, 9),))
    >>> rules = [Attribution((Span(16, 32),), (Span(10, 15),), (Span(0, 9),)),
    ...          Attribution((Span(45, 52),), (Span(37, 44),), (Span(0, 9),), cue_class="decree")]
    >>> [each.content[0].of(text) for each in share_subjects(text, [found], rules)]
    ['that it was late', 'a trial']
    """
    second = sorted((each for each in ruled if _is_second(each)), key=_cue_start)
    if not second:
        return list(tagged)
    first = {each.cue[0].end for each in ruled}
    starts = [_cue_start(each) for each in second]
    out: list[Attribution] = []
    for each in tagged:
        ruling = _first_inside(each.content[-1], starts, second)
        joint = _joint(text, each, ruling, first) if ruling is not None else None
        if ruling is None or joint is None:
            out.append(each)
            continue
        out.append(_until(each, joint))
        out.append(evolve(ruling, source=each.source, confidence=each.confidence))
    return out


SURE = 0.5
"""A second report that a tagger gives no source must be this likely one."""
PRESENT = re.compile(r"\w{2,}[^s]s\Z")
PAST = re.compile(r"\w{2,}ed\Z|said\Z|told\Z|sought\Z|wrote\Z|found\Z|put\Z")
# What keeps the clause before "and" apart from a verb in another tense: "… says the roof was rotten and {recommends}".
WAS = re.compile(r"\b(?:was|were|had|did|would|could|\w{2,}ed|shut|broke|left|took|went|made|fell)\b")
HAD = re.compile(r"\b(?:had|would|could|should|might)\b")


def second_reports(
    text: str, outer: Sequence[Attribution], inner: Sequence[Attribution]
) -> tuple[list[Attribution], list[Attribution]]:
    """Return the outer attributions, cut where a second report of their source begins, and those reports.

    Inside a content a tagger finds "{recommends} [a survey]" and no source: with the tense of the cue in front and not
    that of its own clause, it is another report of the one who speaks.

    >>> text = "The report says the roof was rotten and recommends a survey."
    >>> said = Attribution((Span(16, 59),), (Span(11, 15),), (Span(0, 10),))
    >>> advice = Attribution((Span(51, 59),), (Span(40, 50),), rule="tagger", cue_class="decree")
    >>> first, second = second_reports(text, [said], [advice])
    >>> first[0].content[0].of(text), second[0].source[0].of(text)
    ('the roof was rotten', 'The report')
    """
    sourceless = [a for a in inner if not a.source and a.cue_class and a.rule == "tagger" and a.confidence >= SURE]
    if not sourceless:
        return list(outer), []
    sourceless.sort(key=_cue_start)
    starts = [_cue_start(each) for each in sourceless]
    cut, made = [], []
    for each in outer:
        last = each.content[-1]
        second = _first_inside(last, starts, sourceless)
        joint = _tense_joint(text, each, second) if second is not None else None
        if second is None or joint is None:
            cut.append(each)
            continue
        cut.append(_until(each, joint))
        made.append(evolve(second, source=each.source, content=(Span(second.content[-1].start, last.end),)))
    return cut, made


def _tense_joint(text: str, found: Attribution, second: Attribution) -> int | None:
    """Return where the first report ends, if the second shares its tense and the clause between does not."""
    last, cue = found.content[-1], second.cue[0]
    if not found.source or not found.cue or found.cue[-1].end > last.start or second.content[-1].start < cue.end:
        return None
    said, form = found.cue[-1].of(text), cue.of(text)
    clause = text[last.start : cue.start]
    if any(mark in clause for mark in MARKS) or second.content[-1].end < last.end - 2:
        return None
    present = PRESENT.search(said) and PRESENT.search(form) and WAS.search(clause)
    if not (present or (PAST.search(said) and PAST.search(form) and HAD.search(clause))):
        return None
    return _joint_before(text, last, cue)


def _is_second(each: Attribution) -> bool:
    """Tell whether an unquoted report stands behind its source, with the cue in between."""
    return bool(each.source) and each.source[0].end < each.cue[0].start < each.content[0].start


def _joint(text: str, found: Attribution, ruling: Attribution, first: set[int]) -> int | None:
    """Return where the first report ends, if the second is of the same source and both are in one sentence."""
    last, cue = found.content[-1], ruling.cue[0]
    if (
        not found.source
        or not found.cue
        or found.cue[-1].end > last.start
        or not found.source[-1].overlaps(ruling.source[0])
    ):
        return None
    if ruling.content[-1].end > last.end + 2 or not ruling.cue_class:
        return None
    if any(mark in text[last.start : cue.start] for mark in MARKS) or found.cue[-1].end not in first:
        return None
    return _joint_before(text, last, cue)


def _first_inside(last: Span, starts: Sequence[int], rows: Sequence[Attribution]) -> Attribution | None:
    """Return the first of some attributions, sorted by where their cues start, whose cue stands well inside a piece."""
    at = bisect_left(starts, last.start + 8)
    return rows[at] if at < len(starts) and starts[at] < last.end else None


def _until(found: Attribution, end: int) -> Attribution:
    return evolve(found, content=(*found.content[:-1], Span(found.content[-1].start, end)))


def _joint_before(text: str, last: Span, cue: Span) -> int | None:
    """Return where the words that join a second report stand, right before its cue."""
    joint = JOINT.search(text, max(last.start, cue.start - REACH), cue.start)
    return joint.start() if joint is not None else None


def _cue_start(each: Attribution) -> int:
    return each.cue[0].start
