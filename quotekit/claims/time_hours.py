"""The rules of hours and parts of a day: a match in, a part out, or a refusal."""

from __future__ import annotations

import regex

from quotekit.claims.numbers import read_number
from quotekit.claims.time_parts import (
    DAYPARTS,
    Part,
    part,
    rule,
)

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
    hour = 24 if hour == 12 and spoken.endswith("night") else hour
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
