"""Quantities and lengths of two statements in, whether they contradict each other out."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from quotekit.claims.similarity import likeness
from quotekit.values import Quantity, Time

MEASURES = {
    "mm": ("length", 0.001), "cm": ("length", 0.01), "m": ("length", 1.0), "km": ("length", 1000.0),
    "in": ("length", 0.0254), "ft": ("length", 0.3048), "yd": ("length", 0.9144), "mi": ("length", 1609.34),
    "g": ("weight", 0.001), "kg": ("weight", 1.0), "t": ("weight", 1000.0), "lb": ("weight", 0.4536),
    "oz": ("weight", 0.02835), "km2": ("area", 1.0), "mi2": ("area", 2.59), "ha": ("area", 0.01),
    "km/h": ("speed", 1.0), "mph": ("speed", 1.60934),
}  # fmt: skip
"""Unit -> what it measures, and how much of that it is: two metres are not two feet, ten miles are 16 km."""


def numbers_differ(one: Iterable[Quantity], other: Iterable[Quantity]) -> bool:
    """Tell whether two sets of quantities contradict each other; where one is silent they don't."""
    left, right = list(one), list(other)
    if not left or not right:
        return False
    if any(a.value == b.value and _other_money(a, b) for a in left for b in right):
        return True
    pairs = [(a, b) for a in left for b in right if comparable(a, b)]
    if not pairs:
        return False
    agreed = [(a, b) for a, b in pairs if equal(a, b)]
    open_left = [a for a in left if not any(a is x for x, _ in agreed)]
    open_right = [b for b in right if not any(b is y for _, y in agreed)]
    return any(comparable(a, b) for a in open_left for b in open_right)


def _other_money(one: Quantity, other: Quantity) -> bool:
    units = (one.normal_unit or "", other.normal_unit or "")
    return units[0] != units[1] and all(len(unit) == 3 and unit.isupper() for unit in units)


def comparable(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities count the same sort of thing."""
    if one.ordinal != other.ordinal:
        return False
    if {one.normal_unit, other.normal_unit} == {"%", None}:
        return all(not isinstance(q.value, tuple) and q.value <= 1 for q in (one, other) if q.normal_unit is None)
    if one.normal_unit in MEASURES and other.normal_unit in MEASURES:
        return MEASURES[one.normal_unit][0] == MEASURES[other.normal_unit][0]
    if one.normal_unit == other.normal_unit or one.normal_unit is None or other.normal_unit is None:
        return True
    return likeness(one.normal_unit, other.normal_unit) >= 0.5


def equal(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts are the same, as far as their wording wants to be exact."""
    low, high = one.value if isinstance(one.value, tuple) else (one.value, one.value)
    bottom, top = other.value if isinstance(other.value, tuple) else (other.value, other.value)
    factor = _factor(one.normal_unit, other.normal_unit)
    if factor != 1.0:
        slack = 1.12 if one.approximate or other.approximate else 1.03
        return bottom <= slack * high * factor and low * factor <= slack * top
    if _rounded(low, bottom) and low == high and bottom == top:
        return True
    if {one.normal_unit, other.normal_unit} == {"%", None}:
        (low, high), (bottom, top) = (
            (a / 100, b / 100) if q.normal_unit == "%" else (a, b)
            for q, a, b in ((one, low, high), (other, bottom, top))
        )
        return abs(low - bottom) <= 0.01
    slack = 0.12 if one.approximate or other.approximate else 0.004 if max(abs(low), abs(bottom)) < 1 else 0.0
    return low <= top + slack * abs(top) and bottom <= high + slack * abs(high)


def _factor(one: str | None, other: str | None) -> float:
    """Return how many of the other unit one unit is; 1 where that is not known."""
    if one == other or one not in MEASURES or other not in MEASURES:
        return 1.0
    return MEASURES[one][1] / MEASURES[other][1]


def _rounded(one: float, other: float) -> bool:
    """Tell whether one amount is the other without its decimals: 92 and 92.3."""
    short, long = sorted((one, other), key=lambda number: len(f"{number:g}"))
    return short == int(short) and long != int(long) and abs(long) > 10 and round(long) == short


LENGTH = regex.compile(r"P(?P<clock>T?)(?P<count>[\d.]+)(?P<unit>[YMWDHS])(?:(?P<more>\d+)(?P<part>[MHS]))?")
DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0, "H": 1 / 24, "TM": 1 / 1440, "S": 1 / 86400}


def lengths_differ(one: Iterable[Time], other: Iterable[Time]) -> bool:
    """Tell whether both tell how long and none of the lengths is the other's: 16 years and 16 months."""
    left = [days for time in one if (days := _days(time)) is not None]
    right = [days for time in other if (days := _days(time)) is not None]
    return bool(left and right) and not any(abs(a - b) <= 0.06 * max(a, b) for a in left for b in right)


def often_differ(one: Iterable[Time], other: Iterable[Time]) -> bool:
    """Tell whether both tell how often, and differ: every month and every year."""
    left, right = ({time.value for time in times if time.kind == "SET" and time.value} for times in (one, other))
    if not left or not right or len({(value or "")[:1] for value in left | right}) > 1:
        return False
    return left.isdisjoint(right)


def _days(time: Time) -> float | None:
    match = LENGTH.fullmatch(time.value or "") if time.kind == "DURATION" else None
    if match is None:
        return None
    unit = "TM" if match["clock"] and match["unit"] == "M" else match["unit"]
    part = {"H": "TM", "TM": "S"}.get(unit, match["part"] or "")
    return float(match["count"]) * DAYS[unit] + float(match["more"] or 0) * DAYS.get(part, 0.0)
