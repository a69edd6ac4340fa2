"""The rules of named days and months; with those of years and hours, all of named times. A match in, a part out."""

from __future__ import annotations

import regex

from quotekit.claims.calendar_days import make_day
from quotekit.claims.name_guards import is_month, is_weekday
from quotekit.claims.time_hours import clock, daypart, noon, past_hour
from quotekit.claims.time_parts import (
    DAYPARTS,
    MODS,
    MONTHS,
    TURNS,
    WEEKDAYS,
    Part,
    Rule,
    clean,
    day_number,
    part,
    rule,
)
from quotekit.claims.time_years import (
    century,
    decade,
    era,
    fiscal_year,
    half,
    holiday,
    quarter,
    season,
    short_year,
    spoken_year,
    year,
)

# A day that its rule refused stands beside the month: "31 April" is no April.
IMPOSSIBLE_DAY = regex.compile(r"(?<![\d:.,$£€/-])[0-9]{1,2}(?:st|nd|rd|th)?\s(?:of\s)?$")
# "30 <February 2016>", "<February> 29, 2015": days that are none take their month and their year with them.
DAY_BEFORE = regex.compile(r"(?<![\w.,/-])(?P<day>[23]\d)(?:st|nd|rd|th)?\s(?:of\s)?$")
DAY_AND_YEAR = regex.compile(r"\s(?P<day>[2-9]\d)(?:st|nd|rd|th)?,?\s(?P<year>(?:19|20)\d\d)\b")


def _before_impossible_day(match: regex.Match[str]) -> bool:
    """Tell whether a day behind the month, with its year, is none: "February 29, 2015"."""
    found = DAY_AND_YEAR.match(match.string, match.end())
    return found is not None and make_day(int(found["year"]), _month(match), int(found["day"])) is None


def _month(match: regex.Match[str]) -> int:
    return MONTHS[match["month"].lower()]


@rule(
    "iso",
    r"""\b(?<![\d/.-]) (?P<year>\d{4}) - (?P<month>\d\d) - (?P<day>\d\d)
        (?: [T\s] (?P<clock> [0-2]\d:[0-5]\d (?: :[0-5]\d )? ) Z? )? (?! [\d-] )""",
)
def iso(match: regex.Match[str]) -> Part | None:
    day = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    clock = f"T{match['clock']}" if match["clock"] else None
    return part(match, year=day.year, month=day.month, day=day.day, clock=clock) if day else None


@rule("iso-week", r"(?<![\w/.-]) (?P<year>(?:19|20)\d\d) -W (?P<week>0[1-9]|[1-4]\d|5[0-3]) (?! [\w] )")
def week(match: regex.Match[str]) -> Part | None:
    return part(match, iso=f"{match['year']}-W{match['week']}")


@rule(
    "year-first",
    r"""
        \b(?<![\d/.-]) (?P<year>1[5-9]\d\d|20\d\d) [/.] (?P<month>\d\d?) [/.] (?P<day>\d\d?) (?!
        [\d/-] )""",
)
def year_first(match: regex.Match[str]) -> Part | None:
    day = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return part(match, year=day.year, month=day.month, day=day.day) if day else None


@rule(
    "numeric",
    r"""
            (?<![\d/.$£€-]) (?P<first>\d\d?) (?P<mark>[/.-]) (?P<second>\d\d?) (?P=mark)
            (?P<year>(?:1[5-9]|20)\d\d|\d\d) (?! [\d/%-] | [.,]\d )""",
)
def numeric(match: regex.Match[str]) -> Part | None:
    """Dotted dates are day first; with a slash a date counts only where one reading is a day."""
    year = int(match["year"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    first, second = int(match["first"]), int(match["second"])
    british, american = make_day(year, second, first), make_day(year, first, second)
    if match["mark"] == "." and (len(match["year"]) == 2 and not (match["first"][0] == "0" or first > 12)):
        return None
    if match["mark"] == ".":
        american = None
    if match["mark"] == "-" and len(match["year"]) == 2:
        return None
    days = {day for day in (british, american) if day}
    if len(days) != 1:
        return None
    day = days.pop()
    return part(match, year=day.year, month=day.month, day=day.day)


@rule(
    "month-day",
    r"""
            \b (?: (?P<turn> last | next | this ) \s )? <MONTH> \s? (?:the\s)?
            (?P<day> [0-3]?\d (?:\s?(?:st|nd|rd|th)\b)? (?! \d | [.,]\d | % | :\d |
              \s(?:percent|per\scent|million|billion)\b ) | <ORDINAL>\b )"""
    r" (?! [/’'] | -\w* \d{3} | \s(?:people|troops|dead|others)\b ) (?: ,? \s <YEAR> (?!\w) )?",
)
def month_day(match: regex.Match[str]) -> Part | None:
    day = day_number(regex.sub(r"(?<=\d)\s?(?:st|nd|rd|th)$", "", match["day"].lower()))
    small = match["month"] in ("may", "march", "sun", "mar")
    if day is None or (small and match.string[max(0, match.start() - 3) : match.start()].lower() != "on "):
        return None
    year = int(match["year"]) if match["year"] else None
    if make_day(year or 2000, _month(match), day) is None:
        return None
    turn = TURNS[match["turn"].lower()] if match["turn"] and year is None else None
    return part(match, month=_month(match), day=day, year=year, turn=turn)


@rule(
    "day-month",
    r"""
            (?<![\w$£€#/.,:-]) (?: the\s )? (?P<day> [0-3]?\d (?:\s?(?:st|nd|rd|th))? | <ORDINAL> )
            [\s-] (?: day\s )? (?:of\s)? <MONTH>"""
    r" (?: ,? [\s-] (?: of \s )? (?P<year>(?:1[0-9]|20)\d\d) (?! [\d%] | [.,]\d ) )? (?! \w )",
)
def day_month(match: regex.Match[str]) -> Part | None:
    printed = match["day"].lower()
    day = day_number(regex.sub(r"(?<=\d)\s?(?:st|nd|rd|th)$", "", printed))
    if day is None or (
        match["month"].islower() and match["month"] in ("may", "march", "sun", "mar") and not match["year"]
    ):
        return None
    year = int(match["year"]) if match["year"] else None
    if make_day(year or 2000, _month(match), day) is None:
        return None
    return part(match, month=_month(match), day=day, year=year)


@rule(
    "month-year",
    r"""\b (?: the\s month\s of\s )? <MONTH> (?: ,? \s | - ) (?: of \s )? (?: the\s year\s )? <YEAR>
        (?! \w | - \d{4} )""",
)
def month_year(match: regex.Match[str]) -> Part | None:
    if match["month"].islower() and match["month"] in ("may", "march", "sun", "mar"):
        return None
    before = DAY_BEFORE.search(match.string, max(0, match.start() - 12), match.start())
    if before is not None and make_day(int(match["year"]), _month(match), int(before["day"])) is None:
        return None  # 30 February 2016
    return part(match, month=_month(match), year=int(match["year"]))


@rule(
    "month",
    r"""
        (?<![\w’'#@/-]) (?P<mid> mid [\s-] | (?:late|early) - )? (?: (?P<turn>
        last|this\spast|this|next|this\scoming|this\slast) \s )? <MONTH> (?! \w | [’']\w{3} |
        -\w+-?\w*@ )""",
)
def month(match: regex.Match[str]) -> Part | None:
    if not is_month(match) or _before_impossible_day(match):
        return None
    if IMPOSSIBLE_DAY.search(match.string[max(0, match.start() - 12) : match.start()]) or regex.match(
        r"\s\d\d?(?![\d:%,]|\.\d|\s\w)", match.string[match.end() : match.end() + 6]
    ):
        return None
    turn = TURNS[clean(match["turn"])] if match["turn"] else None
    return part(match, month=_month(match), turn=turn, mod=MODS.get((match["mid"] or "").lower()[:3]))


@rule(
    "weekday",
    r"""
            (?<![\w’'#@/-]) (?: (?P<turn> last|this\spast|this\scoming|this|next|coming|this\slast)
            \s )? (?: (?P<rest> early | late ) \s )? <WEEKDAY> (?! \w | -\w | [’']\w{3} )""",
)
def weekday(match: regex.Match[str]) -> Part | None:
    if not is_weekday(match):
        return None
    end = match.end()
    if match[0].endswith(".") and end == len(match.string):
        end -= 1
    turn = TURNS[clean(match["turn"])] if match["turn"] else None
    mod = {"early": "START", "late": "END"}.get((match["rest"] or "").lower())
    return Part(match.start(), end, weekday=WEEKDAYS[match["weekday"].lower()], turn=turn, mod=mod)


@rule(
    "weekdays",
    r"""
        (?<![\w’'#@/-]) (?: on\s | (?P<each> every | each ) \s ) (?P<weekday>
        (?:mon|tues|wednes|thurs|fri|satur|sun)day ) (?P<s>s)? (?: \s
        (?P<daypart>morning|afternoon|evening|night)s? )? \b""",
)
def weekdays(match: regex.Match[str]) -> Part | None:
    if not match["each"] and not match["s"]:
        return None
    name = WEEKDAYS[match["weekday"].lower()]
    start = match.start() if match["each"] else match.start("weekday")
    tail = f"T{DAYPARTS[match['daypart'].lower()]}" if match["daypart"] else ""
    return Part(start, match.end(), every=True, iso=f"XXXX-WXX-{name}{tail}")


@rule(
    "day-of-month",
    r"""
        (?<= \b (?P<lead> on | by | until | from | before | since | after | for | \w+day | \w+day,
        ) \s ) the \s (?P<day> [0-3]?\d(?:st|nd|rd|th) ) (?: \s of \s (?P<which> this | last | next
        | the ) \s month )? (?= \s*[.,;:)!?] | \s*$ | (?<= month ) )""",
)
def day_of_month(match: regex.Match[str]) -> Part | None:
    day = day_number(match["day"][:-2])
    shift = {"last": -1, "this": 0, "the": 0, "next": 1}.get((match["which"] or "").lower())
    return part(match, day=day, unit="M" if shift is not None else None, shift=shift) if day else None


NAMED_RULES: tuple[Rule, ...] = (
    iso, week, year_first, numeric, month_day, day_month, month_year, month, weekday, weekdays, year, fiscal_year,
    short_year, decade, century, era, season, quarter, half, holiday, clock, past_hour, spoken_year, day_of_month, noon,
    daypart,
)  # fmt: skip
