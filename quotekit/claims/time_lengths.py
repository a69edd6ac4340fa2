"""The rules of durations and of what comes again and again: a match in, a part out, or a refusal."""

from __future__ import annotations

import regex

from quotekit.claims.time_parts import (
    MONTHS,
    SEASONS,
    SETS,
    UNITS,
    Part,
    duration_of,
    part,
    rule,
)

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


SPACES, JOINTS = regex.compile(r"\s+"), regex.compile(r"[\s-]+")
YEAR = regex.compile(r"1[5-9]\d\d|20\d\d")
LATELY = regex.compile(r"(?:the\s)?(?:past|last|next)\s")


def code_of(unit: str) -> str:
    """Return the code of a printed unit."""
    unit = unit.lower()
    return UNITS[unit] if unit in UNITS else UNITS["century" if unit.startswith("centur") else unit.rstrip("s")]


def limit_of(match: regex.Match[str]) -> str | None:
    """Return the modifier that the words before a length make: "about", "less than"."""
    return LIMITS.get(SPACES.sub(" ", (match["limit"] or "").lower()))


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
    if YEAR.fullmatch(count) and not printed_many(match) and not match["tail"]:
        return None  # "the 1988 quarter"
    if count == "half" and not regex.match(r"half\s(?:an?\s)", match[0].lower()):
        return None
    if (printed == "quarter" and regex.match(r"\s(?:of|million|century)|-", text[match.end() : match.end() + 8])) or (
        printed == "second" and regex.fullmatch("one|a", count)
    ):
        return None
    tail = (match["tail"] or "").strip(" -").lower()
    # "Over the past few weeks" is no longer than they are.
    limited = match["limit"] and not LATELY.match(count)
    return Part(
        match.start("count") if match["limit"] and not limited else match.start(),
        match.end(),
        length=duration_of(match["count"], match["unit"], bool(match["half"])),
        mod=limit_of(match) if limited else None,
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
    word = JOINTS.sub(" ", match["set"].lower())
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
