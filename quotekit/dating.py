"""Attributions in, the same with the day on which each was said out, where the words of report name one.

"…, Cole said on Tuesday", "On Tuesday, Cole said …", "a statement released late Wednesday": a day counts that stands
beside the cue, with nothing between them that could have a day of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from attrs import evolve

from quotekit.values import START, Attribution, Span, Time

REACH = 70
"""So many letters from the cue a day may stand."""
# A letter that is rare stands first, wherever in its word: the search skips from one to the next.
HINT = re.compile(
    r"""
      y (?<= day ) \b
    | g (?<= nig ) ht (?: (?<= \b(?:last|late|over)\snight ) | (?<= \b(?:last|late|over)night )
                        | (?<= \bearly\snight ) | (?<= \blater\snight ) | (?<= \bearlynight ) | (?<= \blaternight )
                        | (?<= \bearlier\snight ) | (?<= \bearliernight ) | (?<= \btonight ) \b )
    | m (?<= \bthis\sm ) orning\b | f (?<= \bthis\saf ) ternoon\b | v (?<= \bthis\sev ) ening\b
    | J (?<= \bJ ) (?: an | un | ul ) | F (?<= \bF ) (?: eb | ri\b ) | M (?<= \bM ) (?: ar | ay | on\b )
    | A (?<= \bA ) (?: pr | ug ) | S (?<= \bS ) (?: ep | at\b | un\b ) | O (?<= \bO ) ct | N (?<= \bN ) ov
    | D (?<= \bD ) ec | T (?<= \bT ) (?: ues? | hurs? ) \b | W (?<= \bW ) ed\b
    | """
    + "|".join(rf"{digit} (?: / \d | [.-] \d\d? [.-] \d )" for digit in range(10)),
    re.VERBOSE,
)
APART = re.compile(
    r"[,;:!?()\n]|\b(?:wh\w+|that|after|before|as|since|until|if|because|from|for|over|during|about|ahead|following)\b"
    r"|\.\s",
    re.IGNORECASE,
)
"""What may have a day of its own, or ends the words of report."""
OPENING = re.compile(
    r"(?:\A|[\n.!?”\"])\s*(?:(?:On|In|Late|Early|Earlier|But|And|Also|Then|Speaking)\b[^\n.!?,;:“\"]{0,20})?\Z"
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
YEAR = re.compile(r"\d{4}|\d[/.-]\d\d?[/.-]\d|['’]\d\d")
"""Without a day of publication only dates with their year tell a day."""
NO_DAY = frozenset(("", "!", "?", ":", ";", "”", '"', "\n"))
"""What no time ends with."""
LONGEST = 40
"""So many letters a time takes up, at most."""
FindTimes = Callable[[str, str | None], Sequence[Time]]


def date_reports(
    text: str, attributions: Iterable[Attribution], published: str | None, find_times: FindTimes
) -> list[Attribution]:
    """Set ``said_on`` of attributions that have none, as ``YYYY-MM-DD``.

    Args:
        text: the article's text.
        attributions: what was found in it.
        published: its day; without one only whole dates are understood.
        find_times: finds the times of a stretch of text.

    >>> def tuesday(words: str, _: str | None) -> list[Time]:
    ...     at = words.find("Tuesday")
    ...     return [Time(Span(at, at + 7), "2023-05-02", "DATE")] if at >= 0 else []
    >>> found = Attribution((Span(0, 13),), (Span(23, 27),), (Span(14, 22),))
    >>> date_reports("“It is late,” Ada Cole said on Tuesday.", [found], "2023-05-03", tuesday)[0].said_on
    '2023-05-02'
    """
    out = []
    for each in attributions:
        day = _day_of(text, each, published, find_times) if each.cue and each.said_on is None else None
        out.append(each if day is None else evolve(each, said_on=day))
    return out


def _day_of(text: str, found: Attribution, published: str | None, find_times: FindTimes) -> str | None:
    start, cue, roof = _around(text, found)
    if not _may_tell(text, start, cue, roof, published):
        return None
    days = {
        time.value[:10]
        for time in find_times(text[start:roof], published)
        if time.value and DAY.match(time.value) and _beside(text, time.span.shifted(start), cue, start)
    }
    return day if len(days) == 1 and not _later(day := days.pop(), published) else None


def _may_tell(text: str, floor: int, report: Span, roof: int, published: str | None) -> bool:
    """Tell at a glance whether a day may stand where it counts: times are found with far more care."""
    apart = APART.search(text, report.end, roof)
    last = roof if apart is None else apart.start()
    if apart is not None and (text[last].isalpha() or text[report.end : last].strip()):
        last = min(roof, last + LONGEST)  # a time that begins before what sets it apart may go on behind it
    before = text[floor : report.start].rstrip(" ,")
    first = report.start if before[-1:] in NO_DAY else max(floor, report.start - LONGEST)
    return HINT.search(text, first, last) is not None and (
        published is not None or YEAR.search(text, floor, roof) is not None
    )


def _around(text: str, found: Attribution) -> tuple[int, Span, int]:
    """Return the words of report from cue to source, and how far they may reach on both sides."""
    parts = sorted((*found.cue, *found.source), key=START)
    first, last = parts[0].start, parts[-1].end
    if last - first > REACH * 3:
        first, last = found.cue[0].start, found.cue[-1].end
    floor, roof = max(0, first - REACH), min(len(text), last + REACH)
    for piece in found.content:
        if piece.end <= first:
            floor = max(floor, piece.end)
        if piece.start >= last:
            roof = min(roof, piece.start)
    return floor, Span(first, last), max(last, roof)


def _beside(text: str, day: Span, report: Span, start: int) -> bool:
    """Tell whether a day stands among the words of report, right behind them, or opens their sentence."""
    if day.start >= report.end:
        return APART.search(text, report.end, day.start) is None
    if day.end <= report.start:
        return not text[day.end : report.start].strip(" ,") and OPENING.search(text[start : day.start]) is not None
    return report.contains(day)


def _later(day: str, published: str | None) -> bool:
    return published is not None and day > published[:10]
