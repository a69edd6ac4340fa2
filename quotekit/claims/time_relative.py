"""The rules of relative times, durations and sets: a match in, a :class:`Part` out, or a refusal."""

from __future__ import annotations

import regex

from quotekit.claims.time_parts import (
    MONTHS,
    REFS,
    SEASONS,
    SETS,
    UNITS,
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
LIMITS = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "some": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN", "less than": "LESS_THAN", "more than": "MORE_THAN",
    "over": "MORE_THAN", "at least": "EQUAL_OR_MORE",
    "up to": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS", "just over": "MORE_THAN",
    "just under": "LESS_THAN", "under": "LESS_THAN", "no less than": "EQUAL_OR_MORE", "well over": "MORE_THAN",
    "barely": "APPROX",
    "just": None, "only": None, "close to": "APPROX",
}  # fmt: skip
LIMIT = "(?P<limit>" + "|".join(sorted((w.replace(" ", r"\s") for w in LIMITS), key=len, reverse=True)) + ")"


def code_of(unit: str) -> str:
    """Return the code of a printed unit."""
    unit = unit.lower()
    return UNITS[unit] if unit in UNITS else UNITS["century" if unit.startswith("centur") else unit.rstrip("s")]


def _limit(match: regex.Match[str]) -> str | None:
    return LIMITS.get(regex.sub(r"\s+", " ", (match["limit"] or "").lower()))


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
    if (
        word == "now"
        and regex.search(r"\b(?:until|up to|by|till|right|just|from)\s$", before)
        and before.endswith(("right ", "just "))
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
    limit = _limit(match)
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
    if (_limit(match) or "APPROX") != "APPROX":
        return None
    after = match.string[match.end() : match.end() + 8].lower()
    if (
        number is None
        or "within" in before
        or (not match[0].lower().endswith("time") and not regex.match(r"\s*[,.;]|$", after))
    ):
        return None
    return part(
        match, unit=code_of(match["unit"]), shift=number, mod=_limit(match), loose=not match[0].lower().endswith("time")
    )


@rule(
    "window",
    r"""(?<! [\w-] ) (?: the\s | these\s | those\s )? (?P<which> last | past | previous | next | coming
      | first | final | following | preceding | latest ) \s
        (?: (?P<count> <NUMBER> | few | several | couple\sof | two\sand\sa\shalf ) [\s-] ) (?: trading\s |
          business\s | working\s | calendar\s )? <UNIT> (?! \w | -\w )""",
)
def window(match: regex.Match[str]) -> Part | None:
    count = match["count"]
    return part(match, length=duration_of("several" if count.lower() in ("few", "several") else count, match["unit"]))


@rule(
    "duration",
    r"""(?<! [\w$£€.,:/-] ) (?: (?: <LIMIT> \s )? | (?: the\s | another\s | an\sadditional\s |
      each\sof\sthe\s | these\s | those\s ) ) <COUNT> (?: \s (?: more | full | whole | long | straight |
      consecutive | trading | business | working | calendar | solid | further ) )? [\s-] <UNIT> (?P<half>
      \s and\s a\s half )?
        (?: (?P<tail> -?long \b | -old\b | \sold\b | -plus\b ) | (?! \w | -\w ) )""".replace("<LIMIT>", LIMIT),
)
def duration(match: regex.Match[str]) -> Part | None:
    count, printed = match["count"].lower(), match["unit"].lower()
    text = match.string
    if match[0] in ("60 Minutes", "48 Hours"):
        return None
    if (count in ("a", "an") and printed in ("second", "min", "hr", "sec", "mo", "yr", "quarter")) or (
        printed in ("min", "sec") and not count[0].isdigit()
    ):
        return None
    if count in ("a", "an") and (match["tail"] or "").endswith("long") and text[match.end("unit")] in "sS":
        return None  # "a weeks-long strike" is longer than a week
    if count in ("many", "some", "half") and text[match.end() - 1] != "s" and count != "half":
        return None
    if regex.fullmatch(r"1[5-9]\d\d|20\d\d", count) and not printed_many(match) and not match["tail"]:
        return None  # "the 1988 quarter"
    if count == "half" and not regex.match(r"half\s(?:an?\s)", match[0].lower()):
        return None
    if (printed == "quarter" and regex.match(r"\s(?:of|million|century)|-", text[match.end() : match.end() + 8])) or (
        printed == "second" and regex.fullmatch("one|a", count)
    ):
        return None
    tail = (match["tail"] or "").strip(" -").lower()
    end = match.end()
    return Part(
        match.start(),
        end,
        length=duration_of(match["count"], match["unit"], bool(match["half"])),
        mod=_limit(match) if match["limit"] else None,
        loose=tail == "old",
    )


def printed_many(match: regex.Match[str]) -> bool:
    """Tell whether a unit stands in the plural."""
    return match.string[match.end("unit") : match.end("unit") + 1].lower() in ("s", "y")


@rule(
    "unit-long",
    r"""
        (?<! [\w-] ) (?: (?P<count> <NUMBER> ) [\s-] )? (?P<unit> hour | day | week | month | year
        | decade | century | night | minute ) s? -? long \b""",
)
def unit_long(match: regex.Match[str]) -> Part | None:
    many = "s-" in match[0] or match[0].lower().endswith("slong")
    return part(match, length=duration_of(match["count"] or ("several" if many else "a"), match["unit"]))


@rule(
    "bare-plural",
    r"""
        (?<= \b (?: for | in | within | over | after | of | spent | took | takes | take | lasted |
        than | just ) \s ) (?: the\s )? (?P<core> (?P<unit> day | week | month | year | decade |
        centur(?=ies) | hour | minute ) (?: s | ies ) ) (?: \s or\s (?: weeks | months | years |
        decades ) )? (?! \w | -\w | \s (?: ago | old | later ) )""",
)
def bare_plural(match: regex.Match[str]) -> Part | None:
    if match["unit"].lower() == "day" and match.string[max(0, match.start() - 3) : match.start()].lower() == "of ":
        return None
    return part(
        match, length=duration_of("several", "century" if match["unit"].lower().startswith("centur") else match["unit"])
    )


@rule(
    "range-duration",
    r"""
            (?<! [\w.,$] ) (?: between\s )? (?P<low> <NUMBER> ) (?: \s?[-–]\s? | \s to \s | \s or
            \s | \s and \s ) (?P<count> <NUMBER> ) [\s-] <UNIT> (?! \w )""",
)
def range_duration(match: regex.Match[str]) -> Part | None:
    return part(match, length=duration_of(match["low"], match["unit"]), mod="EQUAL_OR_MORE")


@rule(
    "set",
    r"""(?<! [\w-] ) (?P<each> every | each | per ) \s (?: single\s )? (?: (?P<count> other | few |
      <NUMBER> | second | third | fourth ) [\s-] )? (?P<unit> second | minute | hour | day | weekday |
      week | fortnight | month | quarter | year | decade | century | night | morning | evening | afternoon
      | weekend | spring | summer | autumn | fall | winter
        | january | february | march | april | may | june | july | august | september | october | november |
          december ) s? \b (?! \s of\sthe )""",
)
def every(match: regex.Match[str]) -> Part | None:
    word = match["unit"].lower()
    if word in SEASONS:
        return part(match, every=True, iso=f"XXXX-{SEASONS[word]}")
    if word in MONTHS:
        return part(match, every=True, iso=f"XXXX-{MONTHS[word]:02d}") if match["unit"][0].isupper() else None
    if word in ("night", "morning", "evening", "afternoon"):
        return part(
            match,
            every=True,
            iso="XXXX-XX-XXT" + {"night": "NI", "morning": "MO", "evening": "EV", "afternoon": "AF"}[word],
        )
    if word in ("weekend", "weekday"):
        return part(match, every=True, iso="XXXX-WXX-WE" if word == "weekend" else "XXXX-WXX-WD")
    count = {"other": "2", "second": "2", "third": "3", "fourth": "4", "few": "several"}.get(
        (match["count"] or "1").lower(), match["count"] or "1"
    )
    length = duration_of(count, word)
    if (length == "P3M" and word == "quarter") or length == "P1Q":
        length = "P1Q"
    start = match.end("each") + 1 if match["each"].lower() == "per" else match.start()
    return Part(start, match.end(), every=True, iso=length)


@rule("adverb-set", r"(?<! [\w-] ) <SET> (?! \w | -\w )")
def adverb_set(match: regex.Match[str]) -> Part | None:
    word = regex.sub(r"[\s-]+", " ", match["set"].lower())
    if (
        match["set"][0].isupper()
        and match.start() > 0
        and not regex.search(r"[.!?”\"\n]\s*$", match.string[max(0, match.start() - 3) : match.start()])
    ):
        return None
    return part(match, every=True, iso=SETS[word], loose=word in ("quarterly", "annual", "everyday", "biennial"))


@rule(
    "rate",
    r"""
        (?<= (?: \d | million | billion | thousand | hundred | times | twice | once | percent |
        dollars | jobs | hours | % | interviews? | sold | days | barrels ) \s ) (?P<full> an? \s
        (?P<unit> day | week | month | year | hour ) ) (?! \w | \s (?: ago | earlier | later |
        before | after | and | or | of ) | -\w )""",
)
def rate(match: regex.Match[str]) -> Part | None:
    return part(match, every=True, iso=duration_of("1", match["unit"]))


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
            (?<! [\w-] ) (?: the\s )? (?P<unit> year | month | week | quarter ) (?: [\s-]? | ['’]s\s ) end \b |
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
    year_ago, in_units, window, duration, unit_long,
    bare_plural, range_duration, every, adverb_set, rate, the_unit, edge, earlier_in_unit,
)  # fmt: skip
