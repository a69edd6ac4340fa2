"""A match that may be a time in, whether it is one out: May and March as names, the Sunday Herald, a year or a sum."""

from __future__ import annotations

import regex

NAME_LIKE = frozenset(
    {"may", "march", "april", "june", "august", "jan", "mar", "dec", "jun", "aug", "jul", "sep", "feb"}
)
SHORT = frozenset({"jan", "mar", "dec", "jun", "aug", "jul", "sep", "sept", "feb", "oct", "nov", "apr"})
BEFORE_MONTH = regex.compile(
    r"""\b (?: in | since | until | till | during | by | from | to | through | throughout | of | early |
      late | mid | last | next
             | this | between | and | or | before | after | for | on | for | back | around | starting |
               beginning | end | each | every | every
             | Mon | Tue | Wed | Thu | Fri | Sat | Sun | \w+day ,? | \d{1,2} (?:st|nd|rd|th)? ) [\s,-]* $""",
    regex.VERBOSE | regex.IGNORECASE,
)
STRONG_BEFORE_MONTH = regex.compile(
    r"\b (?: in | since | until | till | during | early | late | mid | last | next | this ) [\s-] $",
    regex.VERBOSE | regex.IGNORECASE,
)
NAME_BEFORE = regex.compile(
    r"""
            \b (?: Mrs? | Ms | Miss | Dr | Sir | Dame | Lord | Lady | Prof | Sen | Rep | Gov | Gen
            | President | Minister | Secretary | Judge"""
    r"""
            |
            (?!(?:In|Since|Until|By|From|Last|Next|This|On|And|The|But|Early|Late|Every|Each|During|Before|After|Through|To|For|Of|Between|Mid|Or)\b)
            \p{Lu}\p{Ll}+ ) \.? \s $""",
    regex.VERBOSE,
)
WEEKDAY_BEFORE = regex.compile(r"(?:day|Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?,?\s$")
TIME_AFTER = regex.compile(
    r"\s(?:election|vote|poll|meeting|summit|report|attack|budget|deadline|\d|of\s(?:last|this|next)|last|"
    r"this|next)"
)
NAME_AFTER = regex.compile(
    r"""(?: \s (?: said | says | told | was | is | has | had | will\s not | would | added | insisted |
      tried | wants | wanted | did | does
          | argued | claimed | announced | resigned | herself | himself ) \b
          | \s (?! (?: Day | Election | Vote | Budget | Sales | Data ) \b ) \p{Lu}\p{Ll}+ | ['’]s \s (?:
            government | deal | premiership | cabinet | plan ) )""",
    regex.VERBOSE,
)
PAPERS = regex.compile(
    r"""
            \s (?: Herald | Times | Post | Mirror | Mail | Telegraph | Express | Star | People |
            Sun | Tribune | Independent | Business | Magazine"""
    r"""
            | Review | World | Sport | Mercury | Independent | Night\sLive | Night\sFootball |
            Night\sLights | Addams | Club | Group | Journal | School"""
    r"""
            | Politics | Today | Morning\sHerald | Argus | Age | Supplement | Evening\sPost |
            Briefing | Night\sTakeaway )\b""",
    regex.VERBOSE,
)
PAPER_ON = regex.compile(r"\b(?:Mail|Scotland|Wales|Independent|Ireland|Fox\sNews|Meet\sthe\sPress)(?:\son)?\s$")
DAY_NAMES = regex.compile(
    r"\b(?:Super|Bloody|Ruby|Black|Good|Ash|Palm|Fat|Shrove|Maundy|Easter|Cyber|Giving|Man|"
    r"Remembrance|Joe|Holy|Freaky|Casual|Whit|Stir-up|Mr|Ms|Mrs|Miss)\.?\s$"
)
AFTER_YEAR = regex.compile(
    r"""\s* (?: % | percent\b | per\scent | people\b | troops | soldiers | dollars | pounds | euros |
      men\b | women\b | children\b | jobs\b | miles\b | km\b
             | metres | meters | feet\b | tons | tonnes | times\b | points\b | votes\b | cases\b | deaths\b |
               million | billion | workers | barrels
             | shares | homes | houses | students | civilians | hours | members | employees | degrees | years\b
               | days\b | officers | acres | square\b
             | calories | rpm\b | seats\b | words\b | others\b | refugees | migrants | passengers | kilometers
               | kilometres | yards | pages | cars\b
             | inmates | arrests | complaints | patients | residents | families | units\b | vehicles | copies |
               lbs\b | pieces | fans\b | schools | companies )
      | ,\d | -(?:strong|mile|foot|page|acre|member|seat|square|year|bed|room|km|pound|meter|metre|ton) """,
    regex.VERBOSE | regex.IGNORECASE,
)
BEFORE_YEAR = regex.compile(
    r"""
            (?: [$£€#] | \b(?: nearly | about | approximately | some | over | almost | least | most
            | than | only | page | room | flight | number | no\. | highway | route | up\sto"""
    r"""
            | bus | boeing | windows | channel | section | resolution | article | suite | level |
            area | code | exactly | additional | another | other | total\sof ) \s ) $""",
    regex.VERBOSE | regex.IGNORECASE,
)
SEASON_BEFORE = regex.compile(
    r"""
            \b(?: in | in\sthe | the\s(?:early|late) | during | during\sthe | by | by\sthe |
            over\sthe | since | since\sthe | until | of | of\sthe | through\sthe | throughout\sthe
            | for\sthe | early | late | every | each | this | late\sin\sthe | and ) \s $""",
    regex.VERBOSE | regex.IGNORECASE,
)


def _sides(match: regex.Match[str], group: str) -> tuple[str, str]:
    text = match.string
    return text[max(0, match.start() - 30) : match.start()], text[match.end(group) : match.end(group) + 30]


def is_month(match: regex.Match[str]) -> bool:
    """Tell whether a month's name alone is one: May resigns, people march, and an august body sits."""
    name = match["month"]
    before, after = _sides(match, "month")
    low = name.lower()
    if low in SHORT and (len(name) == 3 or low == "sept"):
        return (
            name[0].isupper()
            and bool(match["turn"] or match["mid"] or STRONG_BEFORE_MONTH.search(before))
            and low not in ("dec", "jan", "mar")
        ) or (name[0].isupper() and match[0].endswith(".") and bool(BEFORE_MONTH.search(before)))
    if low not in NAME_LIKE:
        return name[0].isupper() or bool(match["turn"] or match["mid"] or BEFORE_MONTH.search(before))
    if not name[0].isupper():
        return False
    if match["turn"] or match["mid"]:
        return True
    if NAME_BEFORE.search(before) and not WEEKDAY_BEFORE.search(before):
        return False
    if STRONG_BEFORE_MONTH.search(before):
        return not regex.match(r"\s\p{Lu}\p{Ll}+\s(?:said|says|told)", after)
    if NAME_AFTER.match(after):
        return False
    if low == "may" and regex.search(
        r"\b(?:Mrs|Ms|Mr|Theresa|Prime\sMinister|Elaine|Premier)\.?\sMay\b",
        match.string[max(0, match.start() - 2000) : match.end() + 2000],
    ):
        return False
    if regex.search(r"\b[Tt]he\s$", before) and regex.match(
        r"\s(?!on|of|for|through|to|by|was|is|will)[a-z]{4,}|\s\d", after
    ):
        return True
    return bool(BEFORE_MONTH.search(before)) or low in ("april", "june", "august") or bool(TIME_AFTER.match(after))


def is_weekday(match: regex.Match[str]) -> bool:
    """Tell whether a weekday's name is a day: not the Sunday Herald, not Good Friday; sat and sun are words."""
    name = match["weekday"]
    before, after = _sides(match, "weekday")
    if len(name) < 6:
        if not name[0].isupper() or (
            name.lower() in ("sun", "sat", "mon", "thu", "wed", "fri")
            and not (
                match[0].endswith(".")
                or regex.match(r",?\s(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))", after)
                or match["turn"]
            )
        ):
            return False
        return not (name == "Sun" and before.endswith("The "))
    if name.islower():
        return bool(match["turn"]) or bool(regex.search(r"\b(?:on|by|until|since|from|every)\s$", before)) or True
    if DAY_NAMES.search(before) or PAPERS.match(after) or PAPER_ON.search(before):
        return False
    return not (
        regex.search(r"\b[Tt]he\s$", before)
        and regex.match(r"\s\p{Lu}\p{Ll}", after)
        and not regex.match(r"\s(?:Night|Morning)\b", after)
    )


def is_year(match: regex.Match[str]) -> bool:
    """Tell whether four digits are a year and not a sum, a count or a number of something."""
    before, after = _sides(match, "year")
    number = int(match["year"])
    if BEFORE_YEAR.search(before) or AFTER_YEAR.match(after):
        return False
    if 1500 <= number <= 2099:
        return True
    return bool(regex.search(r"\b(?:in|since|of|from|until|by|year|around|circa|c\.)\s$", before)) and number >= 1000


def is_season(match: regex.Match[str]) -> bool:
    """Tell whether a season's name is one: the Prague Spring, the fall of Saigon and a spring in a bed are not."""
    before, after = _sides(match, "season")
    name = match["season"].lower()
    if match["season"][0].isupper() and regex.search(r"\b\p{Lu}\p{Ll}+\s$", before):
        return False
    dated = regex.match(r",?\s(?:of\s)?(?:19|20)\d\d\b|\s(?:of\s)?(?:this|last|next)\syear", after)
    if dated:
        return True
    if match["turn"] and not regex.match(r"\s(?:of|from|down|into|below)\b", after):
        return True
    if regex.match(
        r"\s(?:of|in|to|from|down|apart|short|behind|into|under|off|on|out|up|below|for|Olympics|Games|"
        r"Palace)\b",
        after,
    ) and name in ("fall", "spring"):
        return bool(match["turn"]) and not regex.match(r"\s(?:of|in|from|down|into|below)\b", after)
    if regex.match(r"\s(?:Olympics?|Games|Palace|Break)\b|\sschool\b|\sbreak\b", after):
        return False
    if match["turn"]:
        return True
    return bool(SEASON_BEFORE.search(before + match[0][: match.start("season") - match.start()]))
