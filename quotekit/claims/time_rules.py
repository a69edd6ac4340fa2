"""The rules of named times: days, months, years, seasons, hours. A match in, a :class:`Part` out, or a refusal."""

from __future__ import annotations

import regex

from quotekit.claims.calendar_days import make_day
from quotekit.claims.name_guards import is_month, is_season, is_weekday, is_year
from quotekit.claims.numbers import read_number
from quotekit.claims.time_parts import (
    DAYPARTS,
    HOLIDAYS,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Part,
    Rule,
    day_number,
    end_of,
    part,
    rule,
)

TURNS = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "this past": -1, "this coming": 1, "next": 1, "coming": 1,
    "this last": -1, "current": 0, "following": 1, "this year's": 0, "last year's": -1, "next year's": 1,
}  # fmt: skip
# A day that its rule refused stands beside the month: "31 April" is no April.
IMPOSSIBLE_DAY = regex.compile(r"(?<![\d:.,$£€/-])[0-9]{1,2}(?:st|nd|rd|th)?\s(?:of\s)?$")
MODS = {"mid": "MID", "lat": "END", "ear": "START"}
QUARTERS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}


# "30 <February 2016>", "<February> 29, 2015": days that are none take their month and their year with them.
DAY_BEFORE = regex.compile(r"(?<![\w.,/-])(?P<day>[23]\d)(?:st|nd|rd|th)?\s(?:of\s)?$")
IMPOSSIBLE_AFTER = regex.compile(r"\s(?:3[2-9]|[4-9]\d)(?:st|nd|rd|th)?,?\s(?:19|20)\d\d\b")
MONTH_AND_DAY = regex.compile(r"(?P<month>\p{L}{3,9})\.?\s(?P<day>[23]\d)(?:st|nd|rd|th)?,?\s$")


def _ends_impossible_day(match: regex.Match[str]) -> bool:
    """Tell whether a year ends a day that is none: "February 29, 2015"."""
    before = MONTH_AND_DAY.search(match.string, max(0, match.start() - 18), match.start())
    month = MONTHS.get(before["month"].lower()) if before is not None else None
    return before is not None and month is not None and make_day(int(match["year"]), month, int(before["day"])) is None


def _month(match: regex.Match[str]) -> int:
    return MONTHS[match["month"].lower()]


def _clean(printed: str) -> str:
    return regex.sub(r"[\s-]+", " ", printed.lower()).replace("’", "'")


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
    if not is_month(match) or IMPOSSIBLE_AFTER.match(match.string, match.end()):
        return None
    if IMPOSSIBLE_DAY.search(match.string[max(0, match.start() - 12) : match.start()]) or regex.match(
        r"\s\d\d?(?![\d:%,]|\.\d|\s\w)", match.string[match.end() : match.end() + 6]
    ):
        return None
    end = match.end()
    if match[0].endswith(".") and len(match["month"]) > 4:
        end -= 1
    turn = TURNS[_clean(match["turn"])] if match["turn"] else None
    return Part(match.start(), end, month=_month(match), turn=turn, mod=MODS.get((match["mid"] or "").lower()[:3]))


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
    if match[0].endswith(".") and (len(match["weekday"]) > 5 or end == len(match.string)):
        end -= 1
    turn = TURNS[_clean(match["turn"])] if match["turn"] else None
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
    "year",
    r"""
        (?<![\w$£€#@.,:/-]) (?: (?P<mid> mid | late | early )- | the\s year\s | (?P<fiscal>
        (?:the\s)? (?:fiscal|financial) \s (?:year\s)? ) )? <YEAR> (?! \w | [-/]\d\d? [-/] |
        \s?(?:km|kg|mph)\b )""",
)
def year(match: regex.Match[str]) -> Part | None:
    if _ends_impossible_day(match):
        return None
    if not match[0][:1].isdigit() or is_year(match):
        return part(
            match, year=int(match["year"]), fiscal=bool(match["fiscal"]), mod=MODS.get((match["mid"] or "").lower()[:3])
        )
    return None


@rule("fiscal-year", r"\b FY \s? (?P<year> (?:20|19)?\d\d ) (?: [/-] \d\d )? \b")
def fiscal_year(match: regex.Match[str]) -> Part | None:
    number = int(match["year"])
    return part(match, year=number + (2000 if number < 60 else 1900) if number < 100 else number, fiscal=True)


@rule(
    "short-year",
    r"""
        (?<= \b (?: in | since | of | from | by | until | for | back\sin | summer | winter | spring
        | fall ) \s ) [’‘'] (?P<year>\d\d) (?! [\w’'] | [.,]\d )""",
)
def short_year(match: regex.Match[str]) -> Part | None:
    number = int(match["year"])
    return part(match, year=number + (2000 if number < 40 else 1900))


DECADE_WORDS = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}


@rule(
    "decade",
    r"""
            (?<! [\w$£€] ) (?: the\s )? (?P<mod> early | late | mid )? [\s-]? (?: (?P<four>
            (?:1[0-9]|20)\d0 ) \s? [’']? s | [’‘'] (?P<two> [2-9]0 ) ['’]? s | (?P<plain>[2-9]0)s"""
    r"""
            | (?P<age> nineteen | eighteen )? [\s-]? (?P<word> twenties | thirties | forties |
            fifties | sixties | seventies | eighties | nineties ) ) \b""",
)
def decade(match: regex.Match[str]) -> Part | None:
    lead = match[0][:4].lower() == "the "
    mod = {"early": "START", "mid": "MID", "late": "END"}.get((match["mod"] or "").lower())
    if match["four"]:
        number = int(match["four"]) // 10
    elif match["word"]:
        if not lead or (match["word"].lower() == "twenties" and not match["age"]):
            return None
        number = (180 if (match["age"] or "").lower() == "eighteen" else 190) + DECADE_WORDS[match["word"].lower()]
    elif match["two"] or lead:
        number = 190 + int(match["two"] or match["plain"]) // 10
    else:
        return None
    return part(match, decade=number, mod=mod)


@rule(
    "century",
    r"""
            (?<! \w ) (?: the\s )? (?: (?P<mod> early | late | mid ) [\s-] )? (?:
            (?P<digits>\d\d?)(?:st|nd|rd|th) | (?P<word> (?:twenty[\s-])?
            (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth) | tenth | eleventh |
            twelfth | thirteenth"""
    r"""
            | fourteenth | fifteenth | sixteenth | seventeenth | eighteenth | nineteenth |
            twentieth ) ) [\s-] century \b (?: \s (?P<bc> B\.?C\.?(?:E\.?)? ) )?""",
)
def century(match: regex.Match[str]) -> Part | None:
    number = int(match["digits"]) if match["digits"] else day_number(match["word"].lower())
    if number is None or not 1 <= number <= 30:
        return None
    mod = {"early": "START", "mid": "MID", "late": "END"}.get((match["mod"] or "").lower())
    if match["bc"]:
        return part(match, iso=f"BC{number - 1:02d}", mod=mod)
    return part(match, century=number - 1, mod=mod)


@rule(
    "era",
    r"""
        (?<! [\w.,] ) (?: (?P<ad> A\.?D\.? \s? (?P<after>\d{1,4}) ) |
        (?P<before>\d{1,3}(?:,\d{3})?|\d{3,5}) \s? (?P<bc> B\.?C\.?(?:E\.?)? | C\.?E\.? | A\.?D\.?
        ) ) (?! \w )""",
)
def era(match: regex.Match[str]) -> Part | None:
    printed = (match["after"] or match["before"]).replace(",", "")
    if match["bc"] and match["bc"].upper().startswith("B"):
        return part(match, iso=f"BC{int(printed):04d}")
    return part(match, year=int(printed)) if 1 <= int(printed) <= 9999 else None


@rule(
    "season",
    r"""
        (?<! [\w-] ) (?: the\s )? (?: (?P<mod> early | late | mid ) [\s-] )? (?: (?P<turn> last |
        this\spast | this\scoming | this | next | past | coming ) \s )? <SEASON> (?! \w | -\w )""",
)
def season(match: regex.Match[str]) -> Part | None:
    if not is_season(match):
        return None
    turn = TURNS[_clean(match["turn"])] if match["turn"] else None
    mod = {"early": "START", "mid": "MID", "late": "END"}.get((match["mod"] or "").lower())
    return part(match, season=SEASONS[match["season"].lower()], turn=turn, mod=mod)


@rule(
    "quarter",
    r"""(?<! \w ) (?: the\s | (?P<turn> this\syear['’]s | last\syear['’]s | next\syear['’]s | last | next | this ) \s )?
      (?P<fiscal> (?:fiscal|financial) [\s-] )?
        (?: (?P<rank> first | 1st | second | 2nd | third | 3rd | fourth | 4th | final ) [\s-] quarter (?! \w |
          [\s-](?:of|million|billion)[\s-]an?\b ) | Q (?P<number>[1-4]) \b )""",
)
def quarter(match: regex.Match[str]) -> Part | None:
    number = int(match["number"]) if match["number"] else QUARTERS[match["rank"].lower()]
    possessive = (match["turn"] or "").lower().replace("’", "'").endswith("'s")
    shift = TURNS[_clean(match["turn"])] if possessive else None
    unit = "Y" if possessive else None
    return part(match, quarter=number, unit=unit, shift=shift, fiscal=bool(match["fiscal"]), ends=end_of(match))


@rule(
    "half",
    r"""
        (?<! \w ) (?: (?: the\s )? (?P<rank> first | second | last | latter ) [\s-] half (?= \s of
        \s (?: the \s (?: fiscal \s | financial \s )? year | this\syear | next\syear | last\syear |
        (?:19|20)\d\d ) | [\s-] (?: profit | results | earnings ) ) | H (?P<number>[12]) \b (?= \s
        (?:of\s)? (?:19|20)\d\d ) )""",
)
def half(match: regex.Match[str]) -> Part | None:
    number = int(match["number"]) if match["number"] else 1 if match["rank"].lower() == "first" else 2
    return part(match, half=number)


HOLIDAY_THING = regex.compile(
    r"\s(?:trees?|cards?|presents?|gifts?|shopping|carols?|lights|decorations?|stockings?|eggs?|bunn(?:y|ies)|turkeys?|cakes?|"
    r"puddings?|songs?|albums?|singles?|movies?|films?|specials?|jumpers?|sweaters?|markets?|bonus(?:es)?|Island|Carol|Tree|"
    r"Market|Card|Bunny)\b"
)
"""What a holiday lends its name to: nobody tells a day by a Christmas tree."""


@rule("holiday", r"(?<! [\w-] ) (?: (?P<turn> last | this | next ) \s )? (?P<year>(?:19|20)\d\d\s)? <HOLIDAY> (?! \w )")
def holiday(match: regex.Match[str]) -> Part | None:
    if match["holiday"][0].islower() or HOLIDAY_THING.match(match.string, match.end()):
        return None
    turn = TURNS[_clean(match["turn"])] if match["turn"] else None
    year_ = int(match["year"]) if match["year"] else None
    return part(match, holiday=HOLIDAYS[_clean(match["holiday"])], turn=turn, year=year_)


ZONE = (
    r"(?: \s? \(? (?: \d{4}\sGMT | \d\d?(?::\d\d)?\s?(?:[ap]\.?m\.?\s)?(?:GMT|ET|EST|EDT|BST) | GMT |"
    r" UTC | BST | CET | CEST | EE?S?T | E[SD]T | C[SD]T | M[SD]T | P[SD]T | ET | CT | PT | MSK | IST |"
    r" JST | AEST | Eastern | Pacific | Central | local\stime | (?:Moscow|Kyiv|Kiev|London|Paris|Berlin|"
    r"Beijing|Tokyo)\stime ) \b \)? ){0,2}"
)


@rule(
    "clock",
    r"""(?<! [\w:.,/$£€-] ) (?: (?P<about> around | about | just\safter | just\sbefore | shortly\sbefore
      | shortly\safter ) \s )?
        (?: (?P<hour> [01]?\d | 2[0-3] ) (?: [:.] (?P<minute> [0-5]\d ) )? (?: [:.] [0-5]\d )? \s? (?P<half>
          [ap]\.?\s?m\b\.? | a\.m | p\.m )
          | (?P<hour24> [01]?\d | 2[0-3] ) : (?P<minute24> [0-5]\d ) (?: : [0-5]\d )? (?! [\d:] )
          | (?P<hour4> [01]\d | 2[0-3] ) (?P<minute4> [0-5]\d ) (?= \s? (?: GMT | UTC | BST | CET | EST | EDT |
            local\stime ) \b )
          | (?P<bare> [01]?\d | <NUMBER> ) \s o['’]?clock (?P<half2> \s in\s the\s (?: morning | afternoon |
            evening ) | \s at\s night )?
          | (?P<bare2> [1-9] | 1[0-2] ) (?P<half3> \s in\s the\s (?: morning | afternoon | evening ) | \s at\s
            night ) )"""
    + ZONE,
)
def clock(match: regex.Match[str]) -> Part | None:
    name = next(name for name in ("hour", "hour24", "hour4", "bare", "bare2") if match[name])
    printed = match[name]
    hour = read_number(printed)
    if hour is None or hour != int(hour) or not 0 <= hour <= 24:
        return None
    minute = match["minute"] or match["minute24"] or match["minute4"]
    spoken = (match["half"] or match["half2"] or match["half3"] or "").lower().strip()
    if spoken and ((hour > 12 and not match["half2"]) or (hour == 0 and match["half"])):
        return None
    late = spoken.startswith("p") or "afternoon" in spoken or "evening" in spoken or spoken.endswith("night")
    hour = int(hour) % 12 + 12 * late if spoken and hour <= 12 else int(hour)
    value = f"T{hour:02d}:{minute}" if minute else f"T{hour:02d}:00"
    end = match.end()
    if match[0].endswith(".") and end == len(match.string):
        end -= 1
    about = {"around": "APPROX", "about": "APPROX"}.get((match["about"] or "").lower())
    return Part(match.start() if about else match.start(name), end, clock=value, mod=about)


@rule(
    "past-hour",
    r"""
        (?<! [\w-] ) (?P<part> half | (?:a\s)? quarter | <NUMBER> (?: \s minutes )? ) \s (?P<side>
        past | to ) \s (?P<hour> 1[0-2] | [1-9] | one | two | three | four | five | six | seven |
        eight | nine | ten | eleven | twelve ) (?P<clock> \s o['’]?clock )? (?! \w | [-.,]\d |
        \s(?:million|percent|per|years|people|days|weeks|months) )""",
)
def past_hour(match: regex.Match[str]) -> Part | None:
    """Return the hour of "half past seven"; "ten to twelve" alone is as well a range."""
    spoken, hour = match["part"].lower(), read_number(match["hour"])
    minutes = (
        30.0 if spoken == "half" else 15.0 if "quarter" in spoken else read_number(spoken.removesuffix(" minutes"))
    )
    counted = spoken not in ("half", "quarter", "a quarter") and "minutes" not in spoken and not match["clock"]
    if (
        hour is None
        or minutes is None
        or not 0 < minutes < 60
        or ((counted or spoken == "half") and match["side"].lower() == "to")
    ):
        return None
    if counted and match["side"].lower() == "past" and match["hour"].isdigit() is False and spoken.isdigit():
        return None
    total = int(hour) * 60 + int(minutes if match["side"].lower() == "past" else -minutes)
    return part(match, clock=f"T{total // 60:02d}:{total % 60:02d}")


@rule(
    "spoken-year",
    r"""
            (?<! [\w-] ) (?P<age> nineteen | eighteen | twenty ) [\s-] (?P<rest> (?: twenty |
            thirty | forty | fifty | sixty | seventy | eighty | ninety ) (?: [\s-]
            (?:one|two|three|four|five|six|seven|eight|nine) )? | ten | eleven | twelve | thirteen
            | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen | (?:oh|o) [\s-]
            (?:one|two|three|four|five|six|seven|eight|nine) ) (?! \w |
            \s(?:people|percent|per|hundred|thousand|million|billion|years?|days?|months?|dollars)
            | - )"""
    r"""
            | (?<! [\w-] ) (?: the\syear\s ) (?P<thousand> two\sthousand ) (?: \s (?:and\s)?
            (?P<more> one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve ) )? \b""",
)
def spoken_year(match: regex.Match[str]) -> Part | None:
    if match["thousand"]:
        return part(match, year=2000 + int(read_number(match["more"] or "zero") or 0))
    rest = read_number(regex.sub(r"^oh?[\s-]", "", match["rest"].lower()))
    ages = {"nineteen": 1900, "eighteen": 1800, "twenty": 2000}
    return part(match, year=ages[match["age"].lower()] + int(rest)) if rest is not None else None


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


@rule("noon", r"(?<! [\w-] ) (?P<word> noon | midday | midnight ) \b" + ZONE)
def noon(match: regex.Match[str]) -> Part | None:
    return part(match, clock="T24:00" if match["word"].lower() == "midnight" else "T12:00")


@rule(
    "daypart",
    r"""
            (?<! [\w-] ) (?: (?P<mod> (?:the\s)? early | (?:the\s)? late | mid ) [\s-] )? <DAYPART>
            (?! \w | -\w | \s (?:watch|shift|club|vision|market|life|sky) )""",
)
def daypart(match: regex.Match[str]) -> Part | None:
    mod = {"early": "START", "mid": "MID", "late": "END"}.get((match["mod"] or "").lower().removeprefix("the "))
    return part(match, daypart=DAYPARTS[match["daypart"].lower()], mod=mod, loose=True)


NAMED_RULES: tuple[Rule, ...] = (
    iso, week, year_first, numeric, month_day, day_month, month_year, month, weekday, weekdays, year, fiscal_year,
    short_year, decade, century, era, season, quarter, half, holiday, clock, past_hour, spoken_year, day_of_month, noon,
    daypart,
)  # fmt: skip
