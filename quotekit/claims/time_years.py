"""The rules of years, decades, centuries, seasons, quarters and holidays: a match in, a part out, or a refusal."""

from __future__ import annotations

import regex

from quotekit.claims.calendar_days import make_day
from quotekit.claims.name_guards import is_season, is_year
from quotekit.claims.numbers import read_number
from quotekit.claims.time_parts import (
    HOLIDAYS,
    MODS,
    MONTHS,
    SEASONS,
    TURNS,
    Part,
    clean,
    day_number,
    end_of,
    part,
    rule,
)

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
MONTH_AND_DAY = regex.compile(r"(?P<month>\p{L}{3,9})\.?\s(?P<day>[2-9]\d)(?:st|nd|rd|th)?,?\s$")
DAY_AND_MONTH = regex.compile(r"(?<![\w.,/-])(?P<day>[2-9]\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>\p{L}{3,9})\.?,?\s$")


def _ends_impossible_day(match: regex.Match[str]) -> bool:
    """Tell whether a year ends a day that is none: "February 29, 2015", "29 February 2015"."""
    for pattern in (MONTH_AND_DAY, DAY_AND_MONTH):
        before = pattern.search(match.string, max(0, match.start() - 20), match.start())
        month = MONTHS.get(before["month"].lower()) if before is not None else None
        if before is not None and month is not None:
            return make_day(int(match["year"]), month, int(before["day"])) is None
    return False


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
    turn = TURNS[clean(match["turn"])] if match["turn"] else None
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
    shift = TURNS[clean(match["turn"])] if possessive else None
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
    turn = TURNS[clean(match["turn"])] if match["turn"] else None
    year_ = int(match["year"]) if match["year"] else None
    return part(match, holiday=HOLIDAYS[clean(match["holiday"])], turn=turn, year=year_)


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
