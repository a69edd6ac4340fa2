"""The patterns that quantities are printed in: amounts with sign, scale and range, shares, multiples, ranks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from quotekit.claims.numbers import (
    NUMBER,
    ORDINAL_WORD,
    ORDINALS,
    PARTS,
    SCALES,
    TENS,
    UNITS,
)
from quotekit.claims.tables import read_rows

SIGNS = {row["form"]: row["normal"] for row in read_rows("units.tsv") if row["kind"] == "sign"}
MONEY = {
    row["form"].lower(): (row["normal"], float(row["factor"]))
    for row in read_rows("units.tsv")
    if row["kind"].startswith("currency")
}
MEASURES = {row["form"].lower(): row["normal"] for row in read_rows("units.tsv") if row["kind"] == "measure"}


COUNTED = sorted({*UNITS, *TENS, *SCALES, *PARTS, *ORDINALS, *"doubl halv quadrupl tripl twice thrice".split()})
COUNTS = re.compile(rf"\d|[½¼¾⅓⅔⅕⅖⅗⅘⅛]|\b(?:{'|'.join(COUNTED)})", re.IGNORECASE)
"""What no quantity lacks; most texts have nothing of it and are done."""


COUNT_PIECES = (
    *"0123456789½¼¾⅓⅔⅕⅖⅗⅘⅛",
    *(word for word in COUNTED if not any(other in word and other != word for other in COUNTED)),
)
MULTIPLE_PIECES = ("twice", "doubl", "thrice", "tripl", "quadrupl", "halv", "times", "fold", "x")
SOME_PIECES = ("dozens", "scores", "hundreds", "thousands", "millions", "billions")


def _any(forms: Sequence[str]) -> str:
    return "|".join(regex.escape(form).replace(r"\ ", r"\s") for form in sorted(forms, key=len, reverse=True))


SCALE = r"(?:hundred\sthousand|thousand|million|billion|trillion|lakhs?|crores?|dozen|bn|mn|tn|trn|k|m|b|cr)"
VAGUE = (
    r"dozens|scores|hundreds|thousands|tens\sof\sthousands|hundreds\sof\sthousands|millions|"
    r"tens\sof\smillions|hundreds\sof\smillions|billions"
)


# "$1.2bn", "nearly 200,000 people", "between 10 and 15 percent", "two unmanned aerial vehicles"
def _amount(range_part: str) -> regex.Pattern[str]:
    return regex.compile(
        rf"""
      (?<! [\w.,/:#@] | [\w]- )
      (?P<sign> (?: {_any(list(SIGNS))} ) \s? )?
      (?P<minus> [-−] (?=\d) | minus\s )?
      (?P<low> {NUMBER.replace(" ", r" ")} )
      (?P<scale_low> \s? {SCALE} \b )?
      (?P<percent_low> % )?
      {range_part}
      (?P<odd> -odd \b )?
      (?: \s? (?P<percent> % ) | [\s-] (?P<percent_word> percent | per\scent | pct | pc ) \b
        | [\s-] (?P<money> {_any(list(MONEY))} ) \b
        | \s? (?P<measure> {_any(list(MEASURES))} ) (?! \w )
        | -(?P<joined> [a-z]{{2,15}} ) \b )?
    """,
        regex.VERBOSE | regex.IGNORECASE,
    )


RANGE = rf"""(?: \s? (?: - | – | — | \s to \s | \s or \s | (?<= \b between \s .{{1,30}} ) \s and \s ) \s?
          (?P<sign_high> (?: {_any(list(SIGNS))} ) \s? )?
          (?P<high> {NUMBER} ) (?P<scale_high> \s? {SCALE} \b )? (?! [-/:] ) )?"""
AMOUNT = _amount(RANGE)
ALONE = _amount("(?P<high> (?!) )? (?P<scale_high> (?!) )? (?P<sign_high> (?!) )?")
SHARE = regex.compile(
    r"""(?<! [\w-] ) (?:
        (?P<above> an? | one | two | three | four | five | seven | nine ) [\s-] (?P<below> half | thirds? |
          quarters? | fourths? | fifths? | sixths? | eighths? | tenths? | hundredths? )
          (?= \s (?: of | less | more | fewer | higher | lower | the | as ) \b | \s? [.,;:)”"] | \s? $ | - |
            (?<= s ) \b ) (?: \s of \s an? \s (?P<of> hundred | thousand | million | billion | trillion ) \b )?
      | (?P<half> half ) (?= \s (?: of | the | a | an | its | his | her | their | our | my | all | as | that ) \b )
      | (?P<in_above> \d{1,6} | one | two | three | four | five | six | seven | eight | nine | ten ) \s (?: in
        | out\sof ) \s (?: every \s )? (?P<in_below> \d[\d,]* | two | three | four | five | six | seven | eight |
        nine | ten | twenty | hundred )
          (?= \s (?: [a-z]+s | people | men | women | children | american | british | of ) \b | \s? [.,;)”"] | $ )
      | (?P<slash> [1-9] / (?: [2-9] | 10 ) ) (?! [\d/] )
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)
MULTIPLES = {
    "twice": 2.0, "double": 2.0, "doubled": 2.0, "doubling": 2.0, "doubles": 2.0,
    "thrice": 3.0, "triple": 3.0, "tripled": 3.0,
    "triples": 3.0, "tripling": 3.0, "quadrupled": 4.0, "quadruple": 4.0, "halved": 0.5, "halving": 0.5, "halve": 0.5,
}  # fmt: skip
MULTIPLE = regex.compile(
    rf"""(?<! [\w-] ) (?: (?P<word> {"|".join(MULTIPLES)} ) \b | (?P<times> {NUMBER} ) [\s-] times \b |
        (?P<fold> {NUMBER} ) -? fold \b | (?P<x> \d{{1,4}}(?:\.\d)? ) x \b )""",
    regex.VERBOSE | regex.IGNORECASE,
)
RANK = regex.compile(
    rf"(?<![\w-])(?:(?P<digits>\d{{1,5}}(?:st|nd|rd|th))|(?P<word>{ORDINAL_WORD}))\b(?!\s+(?:century|"
    rf"quarter|half)\b)",
    regex.IGNORECASE,
)
NO_ONE = regex.compile(r"\b(?:no|any|every|some|this|that|which|another|the|each)[\s-]$", regex.IGNORECASE)
PRONOUN_TAIL = regex.compile(r"\s(?:of|the|another|who|that|is|was|has|can|should|day|thing)\b|[.,;’']|-")
VERSION_TAIL = regex.compile(r"[./:–-]\d")
SECOND_HAND = regex.compile(r"(?:split|per|a)\s$", regex.IGNORECASE)
SOME = regex.compile(rf"(?<![\w-])(?P<word>{VAGUE})\b(?=\s+(?:of|more)\b)", regex.IGNORECASE)
SOME_VALUES = {
    "dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1000.0, "tens of thousands": 10000.0,
    "hundreds of thousands": 100000.0, "millions": 10.0**6, "tens of millions": 10.0**7,
    "hundreds of millions": 10.0**8,
    "billions": 10.0**9,
}  # fmt: skip
ABOUT = regex.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|over|more\sthan|less\sthan|"
    r"fewer\sthan|at\sleast|at\smost|up\sto|under|"
    r"close\sto|as\s(?:many|much|few)\sas|an\sestimated|estimated|just\s(?:over|under)|well\sover|"
    r"upwards\sof|circa|in\sexcess\sof|"
    r"no\s(?:more|less|fewer)\sthan|only\sabout|or\sso)\s(?:the\s)?$|[~≈>]\s?$",
    regex.IGNORECASE,
)
ABOUT_AFTER = regex.compile(r"\s(?:or\s(?:so|more)|plus)\b|\+|\s?\+")
# What may follow a number and is no unit.
NO_UNIT = frozenset(
    "a an the of in on at to for from by with and or but as is are was were be been had has have will would can "
    "could may might must "
    "that which who when where while than then it he she they we you i this these those more less other others "
    "percent per times "
    "said says say during after before since until into out up down over under about against between among "
    "through without not no "
    "if so because its his her their our my your what how why all both each also just even still "
    "only there here years-old".split()
)
WORD = regex.compile(r"\s(?P<word>[\p{L}][\p{L}’'-]{0,30})")
