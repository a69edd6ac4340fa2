"""A text as printed in, who is said to say it, the cue and the content out: a local reading of one sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex
from attrs import frozen

from quotekit.claims.flags import is_denied
from quotekit.claims.persons import third_person
from quotekit.claims.tables import read_rows
from quotekit.claims.verbs import has_verb


@frozen
class Parts:
    """A text taken apart; ``speaker`` and ``cue`` are ``None`` where it carries no attribution."""

    content: str
    speaker: str | None = None
    cue: str | None = None


TakeApart = Callable[[str], Parts]
# What is left of a sentence that only looked like an attribution: "agreed | to a settlement".
BROKEN = regex.compile(
    r"(?:to|with|on|for|about|against|of|by|in|at|from|into|over|up|down|off|out)\s(?!\w+ing\b)|"
    r"(?:[\p{L}’-]+\s){0,2}[\p{L}’-]+,$"
)
CLAIMS = regex.compile(
    r"(?:the\s)?(?:claims?|reports?|allegations?|accusations?|suggestions?|charges?|rumou?rs|idea|"
    r"notion)\s(?:that|of)\s",
    regex.IGNORECASE,
)
CLASSES = frozenset({"say", "claim", "confirm", "deny", "predict", "suggest", "show"})
NO_CUES = frozenset(
    "show call name describe see find give make go offer release issue add up indicate point to be "
    "note post run read list have take put set lay let".split()
)
WORD = r"(?!(?:that|which|who|when|if|is|was|are|were|has|have|had|will|would|but|because)\b)[\p{L}\p{N}@#’'&.-]++"
NP = rf"{WORD}(?:,?\s{WORD}){{0,12}}?(?:,(?=\s))?"


@cache
def cue_forms() -> str:
    """Return the reporting verbs of the cue table as a pattern, their forms made by rule."""
    forms: set[str] = {"said", "says", "say", "told", "tells"}
    for row in read_rows("cues.tsv"):
        base = row["lemma"]
        if (
            row["class"] not in CLASSES
            or " " in base
            or base in NO_CUES
            or (not {"that", "quote"} & set(row["frames"].split()) and row["class"] != "deny")
        ):
            continue
        third = third_person(base)
        irregular = (row["irregular"] or "").split()
        forms.update({base, *irregular, *([third] if third else [])})
        if not irregular:
            forms.add(
                base + "d"
                if base.endswith("e")
                else base[:-1] + "ied"
                if regex.search("[^aeiou]y$", base)
                else base + "ed"
            )
    return "|".join(sorted(map(regex.escape, forms), key=len, reverse=True))


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    cue = (
        rf"(?P<cue>(?:(?:has|have|had|also|later|again|earlier|did\snot|does\snot|didn['’]t|doesn['’]t|"
        rf"never|flatly|repeatedly)\s){{0,3}}(?:{cue_forms()})(?:\s(?:on\s)?(?:(?:Mon|Tues|Wednes|Thurs|"
        rf"Fri|Satur|Sun)day|today|yesterday))?)"
    )
    return (
        # According to the Kremlin, two drones …
        regex.compile(
            r"^\s*(?P<cue>[Aa]ccording\sto|[Aa]s\sper)\s(?P<source>[^,“\"]{2,90}),\s(?P<content>.{8,})$", regex.DOTALL
        ),
        # Russia says (that) Ukraine tried …
        regex.compile(
            rf"^\s*(?P<source>{NP})\s{cue}(?:\s(?:reporters|journalists|lawmakers|parliament|CNN|BBC|"
            rf"Reuters|AFP|(?:the\s)?[\p{{L}}’]+(?=\s?[:,]|\sthat\b)))?(?:\s?[:,]\s?|"
            rf"\s(?:that\s)?)(?P<content>.{{8,}})$",
            regex.DOTALL,
        ),
        # "“Two drones were shot down,” said the Kremlin." and "..., the Kremlin said on Tuesday."
        regex.compile(
            rf"^(?P<content>.{{8,}}[,?!”\"’])\s(?:{cue}\s(?P<source>{NP})|"
            rf"(?P<source>{NP})\s{cue})(?:\s(?:reporters|journalists|lawmakers|CNN|BBC|Reuters|AFP|"
            rf"the\s[\p{{L}} ]{{2,30}}))?(?:\sin\s[^.,]{{2,60}}|,[^.]{{2,120}}|\s(?:to|on|at|"
            rf"during)\s[^.,]{{2,60}})?[.]?$",
            regex.DOTALL,
        ),
        regex.compile(
            r"^(?P<content>.{8,}?),?\s(?P<cue>according\sto)\s(?P<source>[^.,“\"]{2,90}(?:,[^.]{2,80})?)[.]?$",
            regex.DOTALL,
        ),
        # PODOLYAK: UKRAINE HAS NO LINKS …
        regex.compile(
            r"^\s*(?P<source>(?:\p{Lu}[\p{L}\p{N}’'.-]*\s?){1,5})(?P<cue>:)\s(?P<content>.{8,})$", regex.DOTALL
        ),
    )


def take_apart(text: str) -> Parts:
    """Return the parts of one printed sentence; a text without attribution is all content.

    >>> take_apart("The Kremlin says two drones were shot down.")
    Parts(content='two drones were shot down.', speaker='The Kremlin', cue='says')
    >>> take_apart("Two drones were shot down.").speaker
    """
    if len(text) > 2000:
        return Parts(text)
    for pattern in _patterns():
        match = pattern.match(text)
        if match is None:
            continue
        source = match["source"].strip(" ,:").removesuffix(".")
        if BROKEN.match(match["content"]) or not _whole(match) or _spurned(match):
            continue
        if _is_source(source) and len(match["content"].split()) >= 2:
            return Parts(
                CLAIMS.sub("", match["content"], count=1) if CLAIMS.match(match["content"]) else match["content"],
                source,
                match["cue"],
            )
    return Parts(text)


def _whole(match: regex.Match[str]) -> bool:
    """Tell whether the content can stand alone: a clause, or a thing that is denied or put in quotation marks."""
    return (
        has_verb(match["content"])
        or match["content"].lstrip()[:1] in "“\"‘'«"
        or match["cue"] == ":"
        or is_denied(match["cue"])
    )


SPURNS = regex.compile(r"\b(?:reject|dismiss|disput|brush|rebuff|rebut)", regex.IGNORECASE)
SAYING = regex.compile(
    r"(?:(?:the|those|these|any|all|as|recent|media|\p{L}+ed|\p{Lu}\p{L}+(?:['’]s)?)\s){0,3}"
    r"(?:claims?|reports?|allegations?|accusations?|suggestions?|charges?|rumou?rs|idea|notion|assertions?|speculation|"
    r"criticism|blame|responsibility|involvement|false|untrue|nonsense)\b|[“\"‘'«]|that\b",
    regex.IGNORECASE,
)


def _spurned(match: regex.Match[str]) -> bool:
    """Tell whether a thing and no statement is rejected: "Germany rejected the proposal"."""
    behind = match.end("cue") if match.end("cue") <= match.start("content") else match.start("content")
    said = match.string[behind:].lstrip(" ,:")
    return SPURNS.search(match["cue"]) is not None and not SAYING.match(said)


def _is_source(source: str) -> bool:
    words = source.split()
    return (
        bool(words)
        and len(words) <= 14
        and words[0].lower()
        not in ("if", "when", "as", "while", "because", "but", "and", "what", "this", "there", "not", "no")
    )
