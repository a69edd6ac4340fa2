"""Text and its day of publication in, time expressions with TIMEX3 values out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

import regex
from attrs import evolve

from quotekit.claims.calendar_days import read_date, shift_days, shift_months
from quotekit.claims.tense import Tense, tense_at
from quotekit.claims.time_joins import join, settle
from quotekit.claims.time_parts import Part, find_parts
from quotekit.claims.time_relative import RELATIVE_RULES
from quotekit.claims.time_rules import NAMED_RULES
from quotekit.claims.time_values import Frame, value_of
from quotekit.values import Span, Time

RULES = (*NAMED_RULES, *RELATIVE_RULES)
HOUR = regex.compile(r"\d{4}-\d\d-\d\dT(\d\d)")
LEAD = regex.compile(
    r"^(?:(?:on|in|at|by|before|after|since|until|till|from|during|later than|prior to|of|for|over|the|"
    r"starting|around|about)\s){1,3}",
    regex.IGNORECASE,
)
FROM = regex.compile(
    r"(?P<length>.{1,40}?)\s(?P<side>before|after|from|prior\sto|following)\s(?P<base>.{1,60})", regex.IGNORECASE
)
LENGTH = regex.compile(r"P(T?)(\d+)([YMWDH])")
TOLD = regex.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|Q\d))?")


def find_times(text: str, published: str | date | None = None) -> tuple[Time, ...]:
    """Return the time expressions of a text, in order, with TIMEX3 values.

    Args:
        text: any text.
        published: the day of publication, as a date or ``YYYY-MM-DD``; without it relative times have no value.

    Raises:
        TypeError: ``text`` is not a string.

    >>> text = "The attack occurred late on Tuesday night, a week before the parade on 9 May."
    >>> [(t.span.of(text), t.value) for t in find_times(text, published="2023-05-03")]
    [('late on Tuesday night', '2023-05-02TNI'), ('a week', 'P1W'), ('9 May', '2023-05-09')]
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {type(text).__name__}")
    return tuple(_times(text, published, loose=False))


def resolve_time(expression: str, published: str | date | None = None, context: str | None = None) -> Time | None:
    """Return the one time that an expression names, ``None`` where it names none.

    Args:
        expression: a time expression as printed; prepositions around it do no harm.
        published: the day of publication.
        context: the sentence that it stands in, whose tense decides between last Friday and next.

    >>> resolve_time("last night", published="2023-05-03").value
    '2023-05-02TNI'
    >>> resolve_time("Friday", published="2023-05-03", context="She will speak on Friday.").value
    '2023-05-05'
    >>> resolve_time("3/5/2023", published="2023-05-03")
    """
    if not isinstance(expression, str):
        raise TypeError(f"expression must be a string, not {type(expression).__name__}")
    counted = _counted_from(expression, published)
    if counted is not None:
        return counted
    at = context.find(expression) if context else -1
    if at < 0 and context and len(context) == len(context.lower()):
        at = context.lower().find(expression.lower())
    if at < 0 or context is None:
        context, at = f"in {expression}", 3
    asked = Span(at, at + len(expression))
    found = [
        (_shared(time.span, asked), -len(time.span), time)
        for time in _times(context, published, loose=True)
        if time.span.overlaps(asked)
    ]
    if not found:
        return None
    share, _, time = max(found, key=lambda row: row[:2])
    letters = sum(1 for char in LEAD.sub("", expression) if char.isalnum())
    if share * 2 < letters or time.value is None:
        return None
    start, end = max(time.span.start, asked.start), min(time.span.end, asked.end)
    return evolve(time, span=Span(start - at, end - at))


def _counted_from(expression: str, published: str | date | None) -> Time | None:
    """Resolve "two weeks before Christmas": a length and a day that it is counted from."""
    match = FROM.fullmatch(expression.strip())
    if match is None or match["base"].lower() == "now":
        return None
    length = resolve_time(match["length"], published, f"for {match['length']}")
    base = resolve_time(match["base"], published)
    told = LENGTH.fullmatch(length.value or "") if length else None
    day = read_date(base.value) if base and base.kind in ("DATE", "TIME") else None
    if told is None or day is None or told[1]:
        return None
    count = int(told[2]) * (-1 if match["side"].lower() in ("before", "prior to") else 1)
    months = {"Y": 12, "M": 1}.get(told[3])
    found = shift_months(day, count * months) if months else shift_days(day, count * (7 if told[3] == "W" else 1))
    return Time(Span(0, len(expression)), found.isoformat()) if found else None


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _times(text: str, published: str | date | None, loose: bool) -> Iterator[Time]:
    day = read_date(published)
    hour = HOUR.match(published) if isinstance(published, str) else None
    anchor: str | None = None
    quarter: str | None = None
    for part in join(text, settle(find_parts(text, RULES))):
        if part.loose and not loose and not (quarter and part.rule == "the-unit" and part.unit == "Q"):
            continue
        span = Span(part.start, part.end)
        frame = Frame(day, int(hour[1]) if hour else None, _tense(text, span), anchor, quarter)
        value = value_of(part, frame)
        yield Time(span, value, _kind(part, value), part.mod)
        if value and TOLD.match(value):
            anchor = value
            quarter = value if "-Q" in value and (part.quarter or part.unit == "Q") else quarter


def _tense(text: str, span: Span) -> Callable[[], Tense]:
    def ask() -> Tense:
        return tense_at(text, span)

    return ask


def _kind(part: Part, value: str | None) -> Literal["DATE", "TIME", "DURATION", "SET"]:
    if part.every:
        return "SET"
    if part.length:
        return "DURATION"
    return "TIME" if value and "T" in value and not value.endswith("_REF") else "DATE"
