"""Text in, the parts of time expressions out: each match of a rule and the fields that it fills, unresolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex
from attrs import evolve, frozen

from quotekit.claims.numbers import NUMBER, ORDINAL_WORD, read_number, read_ordinal
from quotekit.claims.tables import alternatives, ascii_digits, read_values
from quotekit.claims.time_triggers import EDGE, NEEDS, stretches
from quotekit.values import Span


@frozen
class Part:
    """What one stretch says about a time; neighbours are joined where their fields don't clash."""

    start: int
    end: int
    rule: str = ""
    year: int | None = None
    decade: int | None = None
    century: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    holiday: str | None = None
    iso: str | None = None
    """A value that is complete as printed."""
    clock: str | None = None
    daypart: str | None = None
    unit: str | None = None
    shift: float | None = None
    """Of a unit: how many units away, from the day of publication or, if ``anchored``, from the day named before."""
    anchored: bool = False
    turn: int | None = None
    """Of a named day, month or season: -1 the last one, 0 this one, 1 the next."""
    length: str | None = None
    """A duration as TIMEX3."""
    every: bool = False
    ref: str | None = None
    mod: str | None = None
    fiscal: bool = False
    ends: int | None = None
    """Of a quarter: the month in which it is told to end, negative where it has ended: "ended Sept. 30"."""
    whole_week: bool = False
    """ "The week of 8 May"."""
    loose: bool = False
    """Only where the expression was given: "the quarter", "the year"."""


Rule = tuple[str, "regex.Pattern[str]", Callable[["regex.Match[str]"], "Part | None"]]

MONTHS = {form: int(value) for form, value in read_values("times.tsv", "month").items()}
WEEKDAYS = {form: int(value) for form, value in read_values("times.tsv", "weekday").items()}
SEASONS = read_values("times.tsv", "season")
DAYPARTS = read_values("times.tsv", "daypart")
HOLIDAYS = read_values("times.tsv", "holiday")
REFS = read_values("times.tsv", "ref")
SETS = read_values("times.tsv", "set")
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "F", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C", "centur": "C", "night": "N",
    "weekend": "WE",
    "millennium": "L", "min": "TM", "sec": "TS", "hr": "TH", "yr": "Y", "mo": "M", "wk": "W",
}  # fmt: skip
MONTH = rf"(?P<month>{alternatives(MONTHS)})\b\.?"
WEEKDAY = rf"(?P<weekday>{alternatives(WEEKDAYS)})\b\.?"
DAY = r"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?(?![\d:%]|[.,]\d)"
YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)(?![\d%]|[.,]\d)"
UNIT = (
    r"(?P<unit>(?<!\d{4}[\s-])second|minute|min|hour|hr|day|week|fortnight|month|quarter|year|yr|decade|"
    r"night|weekend|centur(?=y|ies))(?:s|y|ies)?\b"
)
COUNT = (
    rf"(?P<count>(?:{NUMBER}|an?)\sand\s(?:a\shalf|a\squarter|three[\s-]quarters)|{NUMBER}|an?|several|"
    rf"(?:the\s)?(?:past|last|next)\s(?:few|several)|(?:a\s|the\s)?few|(?:a\s)?couple(?:\sof)?|half\san?|"
    rf"a\shalf|half|many|some|a\sdozen|dozens\sof|scores\sof|hundreds\sof|thousands\sof|"
    rf"(?:a\s)?(?:good\s)?number\sof)"
)
TURNS = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "this past": -1, "this coming": 1, "next": 1, "coming": 1,
    "this last": -1, "current": 0, "following": 1, "this year's": 0, "last year's": -1, "next year's": 1,
}  # fmt: skip
MODS = {"mid": "MID", "lat": "END", "ear": "START"}
FLAGS = regex.VERBOSE | regex.IGNORECASE


def _verbose(fragment: str) -> str:
    """Return a fragment for use inside a verbose pattern, where ``#`` and a space would be lost."""
    return fragment.replace(" ", r"\ ").replace("#", r"\#")


def rule(name: str, pattern: str) -> Callable[[Callable[[regex.Match[str]], Part | None]], Rule]:
    """Return a decorator that ties a verbose pattern to the function that reads its groups."""
    fragments = {
        "MONTH": MONTH, "WEEKDAY": WEEKDAY, "DAY": DAY, "YEAR": YEAR, "UNIT": UNIT, "COUNT": COUNT,
        "SEASON": rf"(?P<season>{alternatives(SEASONS)})\b", "DAYPART": rf"(?P<daypart>{alternatives(DAYPARTS)})\b",
        "HOLIDAY": rf"(?P<holiday>{alternatives(HOLIDAYS)})\b", "REF": rf"(?P<ref>{alternatives(REFS)})\b",
        "SET": rf"(?P<set>{alternatives(SETS)})\b", "ORDINAL": ORDINAL_WORD, "NUMBER": NUMBER,
    }  # fmt: skip
    filled = regex.sub(r"<([A-Z]+)>", lambda found: _verbose(fragments[found[1]]), pattern)
    compiled = regex.compile(ascii_digits(filled), FLAGS)

    def tie(build: Callable[[regex.Match[str]], Part | None]) -> Rule:
        return (name, compiled, build)

    return tie


def clean(printed: str) -> str:
    """Return printed words in small letters, a space between them, as the tables hold them."""
    return regex.sub(r"[\s-]+", " ", printed.lower()).replace("’", "'")


def part(match: regex.Match[str], **fields: object) -> Part:
    """Return a part that covers the match."""
    return Part(match.start(), match.end(), **fields)  # type: ignore[arg-type]


# "9 May." ends a sentence; "Sept." is shortened.
FULL_STOP = regex.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|\w{3,6}day)\.$",
    regex.IGNORECASE,
)


END = regex.compile(
    rf"\s(?:(?P<ended>(?:which\s|that\s)?ended)|ending|to)\s(?:on\s)?(?:\d\d?\s)?{MONTH}", regex.IGNORECASE
)


def end_of(match: regex.Match[str]) -> int | None:
    """Return the month in which a quarter or year is told to end, negative where it has ended."""
    found = END.match(match.string, match.end())
    return MONTHS[found["month"].lower()] * (-1 if found["ended"] else 1) if found else None


def find_parts(text: str, rules: tuple[Rule, ...]) -> Iterator[Part]:
    """Yield what each rule finds, in no order; a rule returns ``None`` to refuse a match.

    A rule looks only around the words that its matches can't lack, since most rules find nothing in most texts.
    """
    places = stretches(text)
    everywhere = (Span(0, len(text)),)
    for name, pattern, build in rules:
        for place in places.get(name, ()) if name in NEEDS else everywhere:
            for match in pattern.finditer(text, place.start, place.end):
                cut = match.end() > place.end - EDGE and place.end < len(text)
                found = None if cut else build(match)
                if found is not None:
                    stop = (
                        found.end == match.end()
                        and FULL_STOP.search(text, max(0, found.end - 11), found.end) is not None
                    )
                    yield evolve(found, rule=name, end=found.end - stop)


def duration_of(count: str, unit: str, extra_half: bool = False) -> str | None:
    """Return the TIMEX3 duration of a printed count and a unit.

    >>> [duration_of(*pair) for pair in (("two", "week"), ("5 1/2", "hour"), ("several", "year"), ("half an", "hour"))]
    ['P2W', 'PT5H30M', 'PXY', 'PT30M']
    """
    code = UNITS[unit.lower().rstrip("s") if unit.lower() not in UNITS else unit.lower()]
    number = count_of(count)
    if number is not None and extra_half:
        number += 0.5
    return spell_duration(number, code)


COUNT_WORDS = {"a": 1.0, "an": 1.0, "half": 0.5, "half a": 0.5, "half an": 0.5, "a half": 0.5, "a dozen": 12.0}


def count_of(printed: str) -> float | None:
    """Return the number of a count, ``None`` for "several", "a few" and their like."""
    printed = regex.sub(r"[\s-]+", " ", printed.strip().lower())
    whole, _, rest = printed.partition(" and ")
    if rest in ("a half", "a quarter", "three quarters"):
        number = COUNT_WORDS.get(whole) or read_number(whole)
        return None if number is None else number + {"a half": 0.5, "a quarter": 0.25}.get(rest, 0.75)
    if printed in COUNT_WORDS:
        return COUNT_WORDS[printed]
    if printed in ("couple", "couple of", "a couple", "a couple of"):
        return 2.0
    return read_number(printed)


def spell_duration(number: float | None, code: str) -> str | None:
    """Return ``P2Y6M`` for two and a half years; ``X`` stands for a number that is not told."""
    clock = "T" if code.startswith("T") else ""
    letter = code.removeprefix("T")
    times = {"E": 10, "C": 100, "F": 2, "L": 1000}.get(letter, 1)
    letter = (
        {"C": "Y", "E": "Y", "F": "W", "L": "Y", "N": "D", "WE": "D"}.get(letter, letter)
        if number is not None
        else letter
    )
    if letter == "WE" or code == "WE":
        return f"P{_trim((number or 1) * 2)}D" if number is not None else "PXWE"
    if number is None:
        return f"P{clock}X{letter}"
    number *= times
    below = {"Y": (12, "M", ""), "H": (60, "M", ""), "M": (60, "S", "") if clock else (0, "", ""), "D": (24, "H", "T")}
    if number % 1 and below.get(letter, (0, "", ""))[0]:
        factor, small, mark = below[letter]
        whole, rest = int(number), round((number % 1) * factor)
        head = f"{whole}{letter}" if whole else ""
        return f"P{clock}{head}{mark}{rest}{small}"
    return f"P{clock}{_trim(number)}{letter}"


def _trim(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def day_number(printed: str) -> int | None:
    """Return 1 to 31 of "3", "3rd" or "third"."""
    number = int(printed) if printed.isdigit() else read_ordinal(printed)
    return number if number is not None and 1 <= number <= 31 else None
