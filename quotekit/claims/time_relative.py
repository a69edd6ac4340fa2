"""The rules of times told from another; with those of lengths, all that name no day. A match in, a part out."""

from __future__ import annotations

import regex

from quotekit.claims.time_lengths import (
    LIMIT,
    adverb_set,
    bare_plural,
    code_of,
    duration,
    every,
    limit_of,
    range_duration,
    rate,
    unit_long,
    window,
)
from quotekit.claims.time_parts import (
    REFS,
    Part,
    Rule,
    count_of,
    duration_of,
    end_of,
    part,
    rule,
)

SHIFTS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0,
    "present": 0, "same": 0, "that": 0, "latest": -1,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1, "this past": -1, "this coming": 1,
    "the same": 0, "this very": 0, "prior": -1,
}  # fmt: skip
ANCHORED = frozenset({"previous", "preceding", "same", "that", "following", "prior"})


@rule(
    "deictic-day",
    r"""
            (?<! [\w-] ) (?: (?P<mod> earlier | later | early | late ) \s )? (?P<word>
            the\sday\sbefore\syesterday | the\sday\safter\stomorrow | day\sbefore\syesterday |
            day\safter\stomorrow | yesterday | today | tomorrow | tonight | last\snight | overnight
            | this\s(?:morning|afternoon|evening) )"""
    r" (?! \w | \s(?:Show|Programme)\b )",
)
def deictic_day(match: regex.Match[str]) -> Part | None:
    word = regex.sub(r"\s+", " ", match["word"].lower())
    before = match.string[max(0, match.start() - 8) : match.start()]
    if (
        word == "today"
        and regex.search(r"(?:USA|Russia|Pakistan|India|Britain|Psychology|News|Sports?)\s$", before)
        and match["word"][0].isupper()
    ):
        return None
    shift = {"yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1}.get(word, 0)
    shift = -2 if "before" in word else 2 if "after tomorrow" in word else shift
    daypart = {
        "tonight": "NI",
        "last night": "NI",
        "overnight": "NI",
        "this morning": "MO",
        "this afternoon": "AF",
        "this evening": "EV",
    }
    mod = {"earlier": "START", "early": "START", "later": "END", "late": "END"}.get((match["mod"] or "").lower())
    return part(match, unit="D", shift=shift, daypart=daypart.get(word), mod=mod)


@rule("reference", r"(?<! [\w-] ) <REF> (?! \w | -\w )")
def reference(match: regex.Match[str]) -> Part | None:
    word = regex.sub(r"[\s-]+", " ", match["ref"].lower())
    after = match.string[match.end() : match.end() + 20]
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if word in ("the past", "in the past") and regex.match(
        r"\s(?:\d|\w+\s)?(?:few|several|couple|\w+)\s?(?:day|week|month|year|decade|hour|quarter|season|"
        r"summer)",
        after,
    ):
        return None
    if word in ("the past",) and regex.match(r"\s(?:day|week|month|year|decade|hour|century|\w+\s\w+s\b)", after):
        return None
    if (word == "shortly" and regex.match(r"\s(?:after|before)", after)) or (
        word == "soon" and (regex.match(r"\s(?:after|as)\b", after) or before.endswith("as "))
    ):
        return None
    start = match.start("ref") + (3 if word.startswith("in the ") else 0)
    return Part(start, match.end(), ref=REFS[word], loose=word in ("previously", "formerly"))


@rule("recent", r"(?<! [\w-] ) (?: in\s | the\s )? (?P<word> recent | coming ) \s (?P<many> <UNIT> ) (?! \w )")
def recent(match: regex.Match[str]) -> Part | None:
    if not match["many"].lower().endswith("s"):
        return None
    start = match.start() + (3 if match[0].lower().startswith("in ") else 0)
    return Part(start, match.end(), length=duration_of("several", match["unit"]))


@rule("adjective", r"\b (?P<word> recent | current | future ) (?= \s [a-z] )")
def adjective(match: regex.Match[str]) -> Part | None:
    return part(
        match,
        ref={"recent": "PAST_REF", "current": "PRESENT_REF", "future": "FUTURE_REF"}[match["word"].lower()],
        loose=True,
    )


@rule(
    "unit",
    r"""(?<! [\w-] ) (?: (?P<mod> early | late | earlier | later | mid ) [\s-] )? (?: in\s )? (?: the\s
      )? (?P<which> last | past | previous | preceding | this\spast | this\svery | this\scoming | this |
      current | same | that | latest | next | coming | following | upcoming | prior )
        \s (?P<fiscal> (?:fiscal|financial) \s )? (?P<unit> day | week | weekend | fortnight | month | quarter
          | year | decade | century | night | morning | afternoon | evening ) (?! s\b | \w | -\w )""",
)
def unit(match: regex.Match[str]) -> Part | None:
    which = regex.sub(r"\s+", " ", match["which"].lower())
    word = match["unit"].lower()
    lead = match[0].lower()
    mod = {"early": "START", "earlier": "START", "late": "END", "later": "END", "mid": "MID"}.get(
        (match["mod"] or "").lower()
    )
    anchored = (which == "next" and lead.startswith("the ")) or (
        which in ANCHORED and (which != "previous" or lead.startswith("the") or "the " in lead)
    )
    start = match.start()
    if match.group(0).lower().startswith("in "):
        start += 3
    if which == "past" and "the " in lead and word in ("week", "month", "year", "decade", "century", "quarter"):
        return Part(start, match.end(), length=duration_of("a", word))
    if which in ("current", "latest", "past", "coming") and word in ("morning", "night", "afternoon", "evening"):
        return None
    if word in ("morning", "afternoon", "evening", "night"):
        if which == "this" and word == "night":
            return Part(start, match.end(), unit="D", shift=0, daypart="NI", mod=mod)
        if which == "this" or (which == "last" and word == "night"):
            return None
        daypart = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}[word]
        return Part(start, match.end(), unit="D", shift=SHIFTS[which], anchored=True, daypart=daypart, mod=mod)
    if which == "past" and not lead.startswith(("the", "this")) and "the" not in lead:
        return Part(start, match.end(), length=duration_of("a", word))
    code = "WE" if word == "weekend" else code_of(word)
    return Part(
        start, match.end(), unit=code, shift=SHIFTS[which], anchored=anchored, mod=mod, fiscal=bool(match["fiscal"])
    )


@rule("weekend-alone", r"(?<! [\w-] ) (?: over\s )? (?P<core> the\sweekend ) (?! \w | \sof\b | ['’] )")
def weekend_alone(match: regex.Match[str]) -> Part | None:
    return Part(match.start("core"), match.end(), unit="WE", shift=None)


@rule(
    "ago",
    r"""
            (?<! [\w.,] ) (?: <LIMIT> \s )? (?: the\s )? (?: <COUNT> [\s-] (?: (?! (?: few | couple ) \b )
            \w{3,9} \s )??
            )? <UNIT> (?P<half> \s and\s a\s half )? (?: \s or\s so )? [\s-] (?: (?P<ago> ago | back(?=\s*[,.;]) ) |
            (?P<before> earlier | previously | before(?=\s*[,.;]) | prior(?=\s*[,.;]) ) |
            (?P<later> later | afterwards? | thereafter ) | (?P<hence> from\s(?:now|today) | hence
            ) ) (?! \w | \s than\b )""".replace("<LIMIT>", LIMIT),
)
def ago(match: regex.Match[str]) -> Part | None:
    printed = match["count"] or ""
    if not printed and match["unit"].lower() in match[0].lower().split() and not match["ago"]:
        return None
    number = count_of(printed) if printed else None
    plural = match.string[match.start("unit") : match.end("unit") + 3].lower()
    if not printed and not regex.match(r"\w+(?:s\b|ies\b)", plural):
        number = 1.0
    code = code_of(match["unit"])
    if number is None:
        if match["before"] or match["later"]:
            return part(match, length=duration_of("several", match["unit"]))
        return part(match, ref="PAST_REF" if match["ago"] else "FUTURE_REF")
    number += 0.5 if match["half"] else 0
    limit = limit_of(match)
    if match["ago"] or match["hence"]:
        mod = {"LESS_THAN": "APPROX", "MORE_THAN": "APPROX"}.get(limit or "", limit)
        return part(match, unit=code, shift=-number if match["ago"] else number, mod=mod)
    return part(match, unit=code, shift=-number if match["before"] else number, anchored=True, mod=limit)


@rule(
    "day-before",
    r"""
        (?<! [\w-] ) the \s (?P<unit> day | night | morning | evening | week | month | year ) \s
        (?P<side> before | after ) (?! \w | \s(?:yesterday|tomorrow)\b )""",
)
def day_before(match: regex.Match[str]) -> Part | None:
    """“The day before.” stands alone; "the day before he died" hangs on an event, whose day is not known."""
    alone = bool(regex.match(r"\s*[.,;:)!?]|\s*$", match.string[match.end() : match.end() + 3]))
    word, side = match["unit"].lower(), -1 if match["side"].lower() == "before" else 1
    part_of_day = {"night": "NI", "morning": "MO", "evening": "EV"}.get(word)
    return part(
        match,
        unit="D" if part_of_day else code_of(word),
        shift=side,
        anchored=True,
        daypart=part_of_day,
        loose=not alone,
    )


@rule(
    "year-ago",
    r"""
        (?<! [\w-] ) (?: the\s )? (?P<word> year-ago | year-earlier ) (?: \s (?P<unit> quarter |
        period | month ) )? \b""",
)
def year_ago(match: regex.Match[str]) -> Part | None:
    return part(match, unit="Y", shift=-1, anchored=True)


@rule(
    "in-units",
    r"""
        (?<= \b (?: in | within ) \s ) (?: <LIMIT> \s )? (?P<full> <COUNT> [\s-] <UNIT> ['’]? (?:
        \s time )? ) (?! \w | -\w )""".replace("<LIMIT>", LIMIT),
)
def in_units(match: regex.Match[str]) -> Part | None:
    before = match.string[max(0, match.start() - 7) : match.start()].lower()
    number = count_of(match["count"])
    if (limit_of(match) or "APPROX") != "APPROX":
        return None
    after = match.string[match.end() : match.end() + 8].lower()
    if (
        number is None
        or "within" in before
        or (not match[0].lower().endswith("time") and not regex.match(r"\s*[,.;]|$", after))
    ):
        return None
    return part(
        match,
        unit=code_of(match["unit"]),
        shift=number,
        mod=limit_of(match),
        loose=not match[0].lower().endswith("time"),
    )


@rule(
    "the-unit",
    r"""
            (?<! [\w-] ) (?: the | this | its | full ) \s (?: (?: full | fiscal | whole | entire |
            financial | new ) \s )? (?P<unit> day | week | month | quarter | year | period | night
            | decade | century | season ) (?! \w | -\w )""",
)
def the_unit(match: regex.Match[str]) -> Part | None:
    word = match["unit"].lower()
    if word == "week" and regex.match(
        r"\s(?:of|beginning|starting|ending|from)\s", match.string[match.end() : match.end() + 11]
    ):
        return None
    ended = end_of(match)
    if word == "year" and ended:
        return part(match, length="P1Y")
    if word == "quarter" and ended:
        return part(match, unit="Q", ends=ended)
    if word in ("period", "season"):
        return part(match, unit="Q" if word == "period" else "Y", shift=None, anchored=True, loose=True)
    return part(
        match,
        unit=code_of(word),
        shift=0,
        anchored=word in ("day", "night", "quarter", "month"),
        loose=True,
    )


@rule(
    "edge",
    r"""
            (?<! [\w-] ) (?: the\s )? (?! weekend ) (?P<unit> year | month | week | quarter )
            (?: [\s-]? | ['’]s\s ) end \b |
            (?P<midyear> mid-?year ) \b | (?P<plain> the\send\sof\sthe\s(?P<unit2> year | month |
            week | quarter | decade | century )) \b""",
)
def edge(match: regex.Match[str]) -> Part | None:
    word = match["unit"] or match["unit2"] or "year"
    return part(match, unit=code_of(word), shift=0, mod="MID" if match["midyear"] else "END")


@rule(
    "earlier-in-unit",
    r"""
        (?<! [\w-] ) (?P<mod> earlier | later | early | late ) \s in \s (?P<rest> the \s (?P<unit>
        day | week | month | year | quarter ) ) (?! \w )""",
)
def earlier_in_unit(match: regex.Match[str]) -> Part | None:
    mod = "START" if match["mod"].lower().startswith("ear") else "END"
    return part(match, unit=code_of(match["unit"]), shift=0, anchored=match["unit"].lower() == "day", mod=mod)


RELATIVE_RULES: tuple[Rule, ...] = (
    deictic_day, reference, recent, adjective, unit, weekend_alone, ago, day_before,
    year_ago, in_units, rate, window, duration, unit_long,
    bare_plural, range_duration, every, adverb_set, the_unit, edge, earlier_in_unit,
)  # fmt: skip
