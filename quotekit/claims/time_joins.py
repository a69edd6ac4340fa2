"""Parts in, whole expressions out: overlaps settled, neighbours joined ("10 p.m." + "Wednesday"), modifiers too."""

from __future__ import annotations

from collections.abc import Iterable

import regex
from attrs import evolve

from quotekit.claims.time_parts import Part

GAP = regex.compile(r"[\s-]|,\s|\s(?:of|on|in|at|for|during|from)\s(?:the\s)?|\s\(|,\s(?:on|at|in)\s|\sof\s|\s?,\sor\s")
DATE_FIELDS = (
    "month",
    "day",
    "weekday",
    "holiday",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "clock",
    "daypart",
)
HEAD = regex.compile(
    r"""(?<! [\w-] ) (?:
        (?: (?P<end> the\s(?:very\s)?end | the\sclose | the\slast\s(?:part|days|weeks|months|half) |
          the\slatter\s(?:part|half) ) | (?P<start> the\s(?:very\s)?(?:beginning|start|outset|dawn|turn) |
          the\sopening | the\sfirst\s(?:part|days|weeks|half) | the\searly\s(?:part|days|hours) )
          | (?P<mid> the\smiddle ) ) \s of \s (?:the\s)?
      | (?: the\s )? (?: (?P<late> late | later ) | (?P<early> early | earlier ) | (?P<half> mid | middle ) )
        [\s-] (?: on\s | in\s )? (?: the\s )?
      | (?P<about> about | around | approximately | circa | c\. | roughly ) \s
      | (?P<week> the\sweek\s (?:of|beginning|starting|ending|from) \s (?:the\s)? )
      | (?P<the> the \s )
      ) $""",
    regex.VERBOSE | regex.IGNORECASE,
)
MODS = {"end": "END", "start": "START", "mid": "MID", "late": "END", "early": "START", "half": "MID", "about": "APPROX"}


def settle(parts: Iterable[Part]) -> list[Part]:
    """Return the parts without overlaps: of two that overlap the longer stays, of equals the earlier rule."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda p: p.start):
        while kept and part.start < kept[-1].end:
            if part.end - part.start <= kept[-1].end - kept[-1].start:
                break
            kept.pop()
        else:
            kept.append(part)
    return kept


def join(text: str, parts: list[Part]) -> list[Part]:
    """Return the expressions that the parts make up, in order, with the modifiers before them."""
    joined: list[Part] = []
    for part in parts:
        if joined and _fits(text, joined[-1], part):
            joined[-1] = _merged(joined[-1], part)
        else:
            joined.append(part)
    floor = 0
    out = []
    for part in joined:
        whole = _with_head(text, part, floor)
        floor = whole.end
        out.append(whole)
    return out


def _fits(text: str, left: Part, right: Part) -> bool:
    gap = text[left.end : right.start]
    if len(gap) > 10 or not GAP.fullmatch(gap):
        return False
    if any(part.iso or part.length or part.ref or part.every for part in (left, right)):
        return False
    if any(getattr(left, name) is not None and getattr(right, name) is not None for name in DATE_FIELDS):
        return False
    if left.unit and right.unit:
        return False
    if _of_day(left):
        return (
            right.month is not None
            or right.weekday is not None
            or right.unit in ("D",)
            or right.holiday is not None
            or (right.clock is not None or (right.daypart is not None and right.unit is None))
        )
    if _of_day(right):
        if gap in ("-",):
            return False
        day_like = left.day is not None or left.weekday is not None or left.holiday is not None or left.unit == "D"
        return day_like and (right.turn is None) and "of" not in gap
    if (left.weekday and right.day) or (left.day and right.weekday):
        return "of" not in gap and (gap in (" ", ", ", " (") or right.day is not None)
    if (left.year is not None and right.quarter and gap == " ") or (left.rule == "year-ago" and right.quarter):
        return True
    if right.year is not None or (right.unit == "Y" and right.length is None and right.shift in (-1, 0, 1)):
        named = left.month or left.season or left.quarter or left.half or left.holiday
        return bool(named) and left.turn is None and "on" not in gap.split() and "at" not in gap.split()
    if left.weekday and right.unit == "W" and right.rule == "unit":
        return True
    return bool(left.unit == "Y" and left.shift in (-1, 0) and (right.holiday or right.month) and gap == " ")


def _of_day(part: Part) -> bool:
    """Tell whether the part is an hour or a part of a day without its day."""
    return (
        (part.clock is not None or part.daypart is not None)
        and part.unit is None
        and part.month is None
        and part.weekday is None
        and part.holiday is None
        and part.iso is None
    )


def _merged(left: Part, right: Part) -> Part:
    fields = {}
    for name in (*DATE_FIELDS, "unit", "shift", "turn", "mod"):
        value = getattr(left, name)
        fields[name] = value if value is not None else getattr(right, name)
    return evolve(
        left,
        end=right.end,
        loose=False,
        anchored=left.anchored or right.anchored,
        fiscal=left.fiscal or right.fiscal,
        **fields,
    )


def _with_head(text: str, part: Part, floor: int) -> Part:
    for _ in range(2):
        match = HEAD.search(text, max(floor, part.start - 40), part.start)
        if match is None or part.ref or part.every:
            return part
        kind = match.lastgroup or ""
        if kind == "the" and not (
            part.month
            or part.day
            or part.quarter
            or part.season
            or part.length
            or part.decade
            or part.century
            or part.half
        ):
            return part
        if kind == "week":
            return evolve(part, start=match.start(), whole_week=True)
        if kind == "about" and part.length is None and part.clock is None and part.year is None:
            return part
        if part.length is not None and kind not in ("about", "the"):
            return part
        part = evolve(part, start=match.start(), mod=MODS.get(kind, part.mod) if kind != "the" else part.mod)
    return part
