"""Two statements in, what sets them apart out: a number, a day, a name, the polarity, actor and target swapped."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from quotekit.claims.calendar_days import iso_week, quarter_of, read_date
from quotekit.claims.similarity import likeness, opposite
from quotekit.claims.statements import Statement
from quotekit.values import Quantity, Time

SIDES = {
    "kremlin": "russia",
    "white": "united states",
    "pentagon": "united states",
    "brussels": "european union",
    "downing": "united kingdom",
}
WEEK_DAYS = 7


def conflict(one: Statement, other: Statement, alike: float) -> str | None:
    """Return what sets two statements apart that are otherwise about the same, ``None`` where nothing does."""
    if numbers_differ(one.quantities, other.quantities):
        return "numbers"
    if days_differ(one.times, other.times):
        return "days"
    turned = turned_words(one, other)
    if (one.negated != other.negated) != turned:
        return "opposite words" if turned else "polarity"
    if changed_places(one, other):
        return "actor and target changed places"
    if amounts_differ(one.text, other.text):
        return "numbers"
    if directions_differ(one.text, other.text):
        return "direction"
    if names_differ(one, other, alike):
        return "names"
    if tense_differs(one, other):
        return "tense"
    return None


def numbers_differ(one: Iterable[Quantity], other: Iterable[Quantity]) -> bool:
    """Tell whether two sets of quantities contradict each other; where one is silent they don't."""
    left, right = list(one), list(other)
    if not left or not right:
        return False
    pairs = [(a, b) for a in left for b in right if comparable(a, b)]
    if not pairs:
        return False
    agreed = [(a, b) for a, b in pairs if equal(a, b)]
    open_left = [a for a in left if not any(a is x for x, _ in agreed)]
    open_right = [b for b in right if not any(b is y for _, y in agreed)]
    return any(comparable(a, b) for a in open_left for b in open_right)


def comparable(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities count the same sort of thing."""
    if one.ordinal != other.ordinal:
        return False
    if {one.normal_unit, other.normal_unit} == {"%", None}:
        return all(not isinstance(q.value, tuple) and q.value <= 1 for q in (one, other) if q.normal_unit is None)
    if one.normal_unit == other.normal_unit or one.normal_unit is None or other.normal_unit is None:
        return True
    return likeness(one.normal_unit, other.normal_unit) >= 0.5


def equal(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts are the same, as far as their wording wants to be exact."""
    low, high = one.value if isinstance(one.value, tuple) else (one.value, one.value)
    bottom, top = other.value if isinstance(other.value, tuple) else (other.value, other.value)
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


def _rounded(one: float, other: float) -> bool:
    """Tell whether one amount is the other without its decimals: 92 and 92.3."""
    short, long = sorted((one, other), key=lambda number: len(f"{number:g}"))
    return short == int(short) and long != int(long) and abs(long) > 10 and round(long) == short


def days_differ(one: Iterable[Time], other: Iterable[Time]) -> bool:
    """Tell whether all the days of one lie outside those of the other."""
    left = [value for time in one if (value := _day(time))]
    right = [value for time in other if (value := _day(time))]
    if not left or not right:
        return False
    return not any(_same_day(a, b) for a in left for b in right)


MUCH = regex.compile(r"\b(?:most|many|majority|nearly\sall|almost\sall|almost\severy)\b", regex.IGNORECASE)
LITTLE = regex.compile(
    r"\b(?:few|hardly\sany|barely\sany|minority|almost\sno|only\ssome)\b(?!\s(?:days|weeks|months|years|hours))",
    regex.IGNORECASE,
)
WAY = regex.compile(r"\b(?P<way>to|into|towards?|from|out\sof)\s(?:the\s)?(?P<place>\p{Lu}\p{Ll}+)")


def amounts_differ(one: str, other: str) -> bool:
    """Tell whether one speaks of most and the other of few."""
    return any(MUCH.search(a) and LITTLE.search(b) and not LITTLE.search(a) for a, b in ((one, other), (other, one)))


def directions_differ(one: str, other: str) -> bool:
    """Tell whether one goes to a place that the other comes from."""
    ways = [{match["place"]: match["way"][0] in "fo" for match in WAY.finditer(text)} for text in (one, other)]
    return any(ways[0][place] != ways[1][place] for place in ways[0].keys() & ways[1].keys())


def _day(time: Time) -> str | None:
    value = time.value or ""
    return value if time.kind in ("DATE", "TIME") and value[:4].isdigit() and len(value) >= 4 else None


def _same_day(one: str, other: str) -> bool:
    """Tell whether one value holds the other: a day its night, a year its months, a week its days."""
    a, b = one.split("T", maxsplit=1)[0], other.split("T", maxsplit=1)[0]
    if a.startswith(b) or b.startswith(a):
        return (
            ("T" not in one or "T" not in other)
            or one[: len(a) + 3] == other[: len(b) + 3]
            or one[-1].isdigit() != other[-1].isdigit()
        )
    for short, long in ((a, b), (b, a)):
        day = read_date(long) if len(long) == 10 and "W" not in long else None
        if day is None:
            continue
        if "-W" in short and iso_week(day) == short[:8]:
            return True
        if "-Q" in short and short == f"{day.year:04d}-Q{quarter_of(day)}":
            return True
    return ("W" in a and "W" not in b and len(b) < 8 and a[:4] == b[:4]) or (
        "W" in b and "W" not in a and len(a) < 8 and a[:4] == b[:4]
    )


def turned_words(one: Statement, other: Statement) -> bool:
    """Tell whether an odd number of opposites stand against each other: "rose" in one and "fell" in the other."""
    left, right = one.bases - other.bases, other.bases - one.bases
    pairs = 0
    for a in sorted(left):
        if (
            any(opposite(a, b) for b in right)
            and not any(likeness(a, b) >= 0.9 for b in other.bases)
            and not any(likeness(a, b) >= 0.9 for b in right)
        ):
            pairs += 1
    return pairs % 2 == 1


def changed_places(one: Statement, other: Statement) -> bool:
    """Tell whether two things that both statements name stand the other way round about the same deed."""
    common = [base for base in dict.fromkeys(one.order) if base in other.bases]
    if len(common) < 2:
        return False
    first, second = _places(one.order), _places(other.order)
    deeds = [base for base in common if base not in one.names]
    things = common
    for deed in deeds:
        for a in things:
            if a == deed or not first[a] < first[deed]:
                continue
            for b in things:
                if b in (a, deed) or not first[deed] < first[b]:
                    continue
                if second[b] < second[deed] < second[a] and _strong(one, other, a, b):
                    return True
    return False


def _places(order: tuple[str, ...]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, base in enumerate(order):
        places.setdefault(base, at)
    return places


def _strong(one: Statement, other: Statement, a: str, b: str) -> bool:
    """Two names may change places; two other words only where the statements share nearly all."""
    if a in one.names and b in one.names:
        return True
    return one.passive == other.passive and len(one.bases & other.bases) >= 0.8 * max(len(one.bases), len(other.bases))


def names_differ(one: Statement, other: Statement, alike: float) -> bool:
    """Tell whether each names somebody or something that the other does not, while they say the same of it."""
    left = {name for name in one.names - one.speaker if not _named(name, other)}
    right = {name for name in other.names - other.speaker if not _named(name, one)}
    if not left or not right:
        return False
    rest = _shared_rest(one, other)
    return rest >= 0.6 and (len(left) + len(right) >= 2) and alike < 0.97


def _named(name: str, statement: Statement) -> bool:
    if name in statement.bases or SIDES.get(name) in statement.bases:
        return True
    return any(SIDES.get(base) == name or likeness(base, name) >= 0.9 for base in statement.bases)


def _shared_rest(one: Statement, other: Statement) -> float:
    """Return the share of the words that are no names which the shorter statement has in the other."""
    left, right = one.bases - one.names, other.bases - other.names
    if not left or not right:
        return 1.0
    short, long = sorted((left, right), key=len)
    return sum(max((likeness(a, b) for b in long), default=0.0) for a in sorted(short)) / len(short)


def tense_differs(one: Statement, other: Statement) -> bool:
    """Tell whether one foretells what the other reports as done, in the same word."""
    for coming, done in ((one, other), (other, one)):
        if coming.future and not done.future and done.past & coming.bases - coming.past:
            return True
    return False
