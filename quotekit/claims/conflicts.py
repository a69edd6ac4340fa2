"""Two statements in, what sets them apart out: a number, a day, a name, the polarity, actor and target swapped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import regex

from quotekit.claims.calendar_days import iso_week, quarter_of, read_date
from quotekit.claims.similarity import exclusive, likeness, opposite
from quotekit.claims.statements import Statement, role_words
from quotekit.claims.words import lemma
from quotekit.values import Quantity, Time

SIDES = {
    "kremlin": "russia",
    "white": "united states",
    "pentagon": "united states",
    "brussels": "european union",
    "downing": "united kingdom",
}
WEEK = regex.compile(r"(\d{4})-W(\d\d)")
MONTH = regex.compile(r"\d{4}-\d\d")


def conflict(one: Statement, other: Statement, alike: float) -> str | None:
    """Return what sets two statements apart that are otherwise about the same, ``None`` where nothing does."""
    if numbers_differ(one.quantities, other.quantities) or lengths_differ(one.times, other.times):
        return "numbers"
    if days_differ(one.times, other.times):
        return "days"
    turned = turned_words(one, other)
    if (one.negated != other.negated) != turned:
        return "opposite words" if turned else "polarity"
    if changed_places(one, other) or changed_places(other, one):
        return "actor and target changed places"
    if kinds_differ(one, other):
        return "another word in its place"
    if apart := _apart_by_words(one, other):
        return apart
    if names_differ(one, other, alike):
        return "names"
    return "tense" if tense_differs(one, other) else None


def _apart_by_words(one: Statement, other: Statement) -> str | None:
    """Return which small words set two statements apart: all and some, may and did, because, without, from and to."""
    checks = (
        ("numbers", amounts_differ(one.text, other.text)),
        ("part and whole", parts_differ(one.text, other.text)),
        ("certainty", certainty_differs(one.text, other.text) or ability_differs(one, other)),
        ("cause and effect changed places", causes_differ(one.text, other.text)),
        ("polarity", prepositions_differ(one.text, other.text)),
        ("direction", directions_differ(one.text, other.text)),
    )
    return next((why for why, differs in checks if differs), None)


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


LENGTH = regex.compile(r"P(?P<clock>T?)(?P<count>[\d.]+)(?P<unit>[YMWDHS])(?:(?P<more>\d+)(?P<part>[MHS]))?")
DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0, "H": 1 / 24, "TM": 1 / 1440, "S": 1 / 86400}


def lengths_differ(one: Iterable[Time], other: Iterable[Time]) -> bool:
    """Tell whether both tell how long and none of the lengths is the other's: 16 years and 16 months."""
    left = [days for time in one if (days := _days(time)) is not None]
    right = [days for time in other if (days := _days(time)) is not None]
    return bool(left and right) and not any(abs(a - b) <= 0.06 * max(a, b) for a in left for b in right)


def _days(time: Time) -> float | None:
    match = LENGTH.fullmatch(time.value or "") if time.kind == "DURATION" else None
    if match is None:
        return None
    unit = "TM" if match["clock"] and match["unit"] == "M" else match["unit"]
    part = {"H": "TM", "TM": "S"}.get(unit, match["part"] or "")
    return float(match["count"]) * DAYS[unit] + float(match["more"] or 0) * DAYS.get(part, 0.0)


PREPOSITION = regex.compile(
    r"\b(?:(?P<for>for|in\sfavou?r\sof)|(?P<against>against)|(?P<without>without)|(?P<with>with)|(?P<before>before|prior\sto)|"
    r"(?P<after>after)|(?P<above>above)|(?P<below>below)|(?P<inside>inside)|(?P<outside>outside))\s"
    r"(?:(?:the|an?|any|its|his|her|their|our|my|no)\s)?(?P<word>\p{L}+)",
    regex.IGNORECASE,
)
AGAINST = {"for": "against", "with": "without", "before": "after", "above": "below", "inside": "outside"}
ALL = regex.compile(
    r"\b(?:all|every|everyone|everybody|each)\b(?!\s(?:over|but|day|week|month|year|time))", regex.IGNORECASE
)
SOME = regex.compile(
    r"\b(?:some|several|a\sfew|few|half|most|many|part|one|none)\b"
    r"(?!\s(?:\d|of\sthe\sworst|days|weeks|months|years|hours|day))",
    regex.IGNORECASE,
)
AT_LEAST = regex.compile(r"\b(?:at\sleast|more\sthan|over|no\s(?:less|fewer)\sthan)\s(?=[$£€]?\d)", regex.IGNORECASE)
AT_MOST = regex.compile(
    r"\b(?:at\s(?:the\s)?most|(?<!no\s)(?:less|fewer)\sthan|under|no\smore\sthan|up\sto)\s(?=[$£€]?\d)",
    regex.IGNORECASE,
)
MUCH = regex.compile(r"\b(?:most|many|majority|nearly\sall|almost\sall|almost\severy)\b", regex.IGNORECASE)
LITTLE = regex.compile(
    r"\b(?:few|hardly\sany|barely\sany|minority|almost\sno|only\ssome)\b(?!\s(?:days|weeks|months|years|hours))",
    regex.IGNORECASE,
)
WAY = regex.compile(r"\b(?P<way>to|into|towards?|from|out\sof)\s(?:the\s)?(?P<place>\p{Lu}\p{Ll}+)")


def amounts_differ(one: str, other: str) -> bool:
    """Tell whether one speaks of all, most or at least so many and the other of some, few or at most so many."""
    return any(
        (AT_LEAST.search(a) and AT_MOST.search(b) and not AT_MOST.search(a))
        or (MUCH.search(a) and LITTLE.search(b) and not LITTLE.search(a))
        or (ALL.search(a) and SOME.search(b) and not SOME.search(a) and not ALL.search(b))
        for a, b in ((one, other), (other, one))
    )


PART = regex.compile(
    r"(?<!\b(?:is|are|was|were|be|been|being|as)\s)\b(?:part|parts|half|some|most|much|sections?|portions?|(?:four|fif|six|seven|eigh|nin|ten)ths?|thirds?|"
    r"quarters?)\s(?:of\s(?:the|its|his|her|their|our|this|that|these|those)|the)\s(?P<word>\p{L}+)",
    regex.IGNORECASE,
)
WHOLE = regex.compile(
    r"(?<!\b(?:of|half)\s)\b(?:the\s(?:whole|entire)|the|its|his|her|their|our|this|that|these|those)\s(?P<word>\p{L}+)",
    regex.IGNORECASE,
)


def parts_differ(one: str, other: str) -> bool:
    """Tell whether one speaks of a part of what the other speaks of as a whole: half of the town, and the town."""
    parts = [{lemma(match["word"]) for match in PART.finditer(text)} for text in (one, other)]
    if bool(parts[0]) == bool(parts[1]):
        return False
    whole = {lemma(match["word"]) for match in WHOLE.finditer(other if parts[0] else one)}
    return not whole.isdisjoint(parts[0] or parts[1])


POSSIBLE = regex.compile(
    r"\b(?:(?:may|might|could)\s(?:\w+ly\s)?have|may|might|possibly|perhaps|maybe|suspected\s(?:of|to)|feared|"
    r"rumou?red\sto|thought\sto|believed\sto)\b"
)
OPEN = regex.compile(
    r"\b(?:could|may|might|would|should|can|must|will|alleged(?:ly)?|reportedly|probably|likely|unlikely|apparently|"
    r"seem(?:s|ed)?|appear(?:s|ed)?|(?<!\b(?:the|an?|two|main|chief|prime)\s)suspect(?:s|ed)?|believe[sd]?|thought|thinks?|possible|suggest\w*|if|whether|not|never|"
    r"no)\b|n['’]t\b|\?",
    regex.IGNORECASE,
)
"""Words that leave open whether a thing is so, or say that it is not: whoever uses one does not assert it flatly."""


def certainty_differs(one: str, other: str) -> bool:
    """Tell whether one calls possible what the other asserts: it may have been shot down, and it was.

    >>> certainty_differs("The plane may have been shot down.", "The plane was shot down.")
    True
    """
    return any(
        POSSIBLE.search(a) is not None and POSSIBLE.search(b) is None and OPEN.search(b) is None
        for a, b in ((one, other), (other, one))
    )


ABLE = regex.compile(r"\bcan\b(?!['’]t)", regex.IGNORECASE)


def ability_differs(one: Statement, other: Statement) -> bool:
    """Tell whether one says what can happen and the other that it did: it can burn, and it burned."""
    return any(
        ABLE.search(a.text) is not None and OPEN.search(b.text) is None and bool(b.past & a.bases - a.past)
        for a, b in ((one, other), (other, one))
    )


CAUSE = regex.compile(r"\s(?:because(?:\sof)?|due\sto|as\sa\sresult\sof|thanks\sto)\s", regex.IGNORECASE)


def causes_differ(one: str, other: str) -> bool:
    """Tell whether the cause of one is the effect of the other.

    >>> causes_differ("Wages fell because prices rose.", "Prices rose because wages fell.")
    True
    """
    left, right = (CAUSE.split(text) for text in (one, other))
    if len(left) != 2 or len(right) != 2:
        return False
    (effect, cause), (other_effect, other_cause) = ([_lemmas(part) for part in parts] for parts in (left, right))
    crossed = len(effect & other_cause) + len(cause & other_effect)
    return crossed > len(effect & other_effect) + len(cause & other_cause)


def _lemmas(text: str) -> set[str]:
    return {lemma(word) for word in regex.findall(r"\p{L}{3,}", text)}


def prepositions_differ(one: str, other: str) -> bool:
    """Tell whether one is for or with what the other is against or without."""
    left, right = _prepositions(one), _prepositions(other)
    return any(
        (word in right and AGAINST.get(left[word]) == right[word]) or AGAINST.get(right.get(word, "")) == left[word]
        for word in left
    )


def _prepositions(text: str) -> dict[str, str]:
    return {lemma(match["word"]): name for match in PREPOSITION.finditer(text) for name in _named_group(match)}


def _named_group(match: regex.Match[str]) -> Iterable[str]:
    return (name for name, found in match.groupdict().items() if found and name != "word")


def directions_differ(one: str, other: str) -> bool:
    """Tell whether one goes to a place that the other comes from."""
    ways = [{match["place"]: match["way"][0] in "fo" for match in WAY.finditer(text)} for text in (one, other)]
    return any(ways[0][place] != ways[1][place] for place in ways[0].keys() & ways[1].keys())


def _day(time: Time) -> str | None:
    value = time.value or ""
    told = len(value) >= 4 and (value[:4].isdigit() or value[:5] == UNDATED)
    return value if time.kind in ("DATE", "TIME") and told else None


UNDATED = "XXXX-"
"""What stands for the year of a day that the text and its date don't tell."""


def _same_undated(one: str, other: str) -> bool:
    """Tell whether two days may be one of which at least one has no year: 4 July, a Monday, Tuesday night."""
    (a, part), (b, other_part) = (value.partition("T")[::2] for value in (one, other))
    if part[:1].isalpha() and other_part[:1].isalpha() and part != other_part:
        return False
    if ("-WXX-" in a) != ("-WXX-" in b):
        weekday, full = (a, b) if "-WXX-" in a else (b, a)
        on = read_date(full) if len(full) == 10 else None
        return on is None or f"{on.isoweekday()}" == weekday[-1]
    short, long = sorted((a[5:], b[5:]), key=len)
    return long.startswith(short)


def _same_day(one: str, other: str) -> bool:
    """Tell whether one value holds the other: a day its night, a year its months, a week its days."""
    if UNDATED in (one[:5], other[:5]):
        return _same_undated(one, other)
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
    if ("-W" in a) != ("-W" in b):
        week, span = (a, b) if "-W" in a else (b, a)
        return len(span) < 8 and week[:4] == span[:4] and _week_touches(week, span)
    return False


def _week_touches(week: str, span: str) -> bool:
    """Tell whether a week may lie in a month; of seasons, quarters and halves nothing is told."""
    match = WEEK.match(week)
    if match is None or not MONTH.fullmatch(span):
        return True
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return True
    return span in (f"{monday:%Y-%m}", f"{monday + timedelta(days=6):%Y-%m}")


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


def kinds_differ(one: Statement, other: Statement) -> bool:
    """Tell whether each speaks of another one of a kind: the red car and the blue, doctors and nurses."""
    left, right = one.bases - other.bases, other.bases - one.bases
    return any(
        exclusive(a, b)
        and not any(likeness(a, c) >= 0.9 for c in right)
        and not any(likeness(b, c) >= 0.9 for c in left)
        for a in left
        for b in right
    )


def changed_places(one: Statement, other: Statement) -> bool:
    """Tell whether two things that both statements name stand the other way round about the same deed."""
    if (one.passive and not one.turned) != (other.passive and not other.turned):
        return False  # Whoever did it stands anywhere in a passive that does not tell.
    order = _translated(one, other)
    common = [base for base in dict.fromkeys(order) if base in other.bases]
    if len(common) < 2:
        return False
    first, second = _places(order), _places(other.order)
    deeds = [base for base in common if base not in other.names and base not in role_words()]
    for deed in deeds:
        for a in common:
            if a == deed or not first[a] < first[deed]:
                continue
            for b in common:
                if b in (a, deed) or not first[deed] < first[b]:
                    continue
                if second[b] < second[deed] < second[a] and _strong(one, other, a, b):
                    return True
    return False


def _translated(one: Statement, other: Statement) -> tuple[str, ...]:
    """Return the words of one in order, each as the other says it: "acquired" is "bought"."""
    words = {}
    for base in dict.fromkeys(one.order):
        if base in other.bases or base in one.names:
            continue
        near = [word for word in dict.fromkeys(other.order) if word not in one.bases and likeness(base, word) >= 0.9]
        if len(near) == 1:
            words[base] = near[0]
    return tuple(words.get(base, base) for base in one.order)


def _places(order: tuple[str, ...]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, base in enumerate(order):
        places.setdefault(base, at)
    return places


def _strong(one: Statement, other: Statement, a: str, b: str) -> bool:
    """Two names may change places; two other words only where the statements share nearly all."""
    if a in one.names and b in one.names:
        return True
    told = (one.passive and not one.turned) == (other.passive and not other.turned)
    short, long = sorted((len(one.bases), len(other.bases)))
    return told and len(one.bases & other.bases) >= max(0.8 * short, 0.65 * long)


def names_differ(one: Statement, other: Statement, alike: float) -> bool:
    """Tell whether each names somebody or something that the other does not, while they say the same of it."""
    if one.speaker and other.speaker and not any(_named(name, other) for name in one.speaker):
        return not any(_named(name, one) for name in other.speaker)
    left = {name for name in one.names - one.speaker - _given(one, other) if not _named(name, other)}
    right = {name for name in other.names - other.speaker - _given(other, one) if not _named(name, one)}
    if not left or not right:
        return False
    rest = _shared_rest(one, other)
    return rest >= 0.6 and (len(left) + len(right) >= 2) and alike < 0.97


def _given(one: Statement, other: Statement) -> frozenset[str]:
    """Return the given names before a surname that both have, where the other leaves the given name out."""
    told = _before_names(other)
    return frozenset(
        given
        for surname, given in _before_names(one).items()
        if surname in other.names and told.get(surname, given) == given
    )


def _before_names(statement: Statement) -> dict[str, str]:
    pairs = zip(statement.terms, statement.terms[1:], strict=False)
    return {b.base: a.base for a, b in pairs if a.name and b.name and b.start - a.end <= 1}


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
