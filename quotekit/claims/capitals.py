"""A text in capitals in, changes out that print it as a sentence: names keep the case that the article gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

import regex

from quotekit.claims.edits import Change
from quotekit.claims.tables import read_rows

WORD = regex.compile(r"\p{L}[\p{L}\p{M}’'.-]*")
CAPITALISED = regex.compile(r"(?<=[\p{L},;)\d][”’\"]?\s)(?P<word>\p{Lu}[\p{L}\p{M}’'-]+)")
# Words that are shouted one at a time, in a sentence printed otherwise as usual.
SHOUTED = frozenset(
    "NOT NO NEVER ALL AND THE IS ARE WAS WILL VERY EVERY ANY NOW ONLY BUT THEY THEM THEIR THIS THAT THESE MUST "
    "CAN CANNOT DON'T WON'T "
    "MORE LESS BEFORE AFTER ALWAYS EVERYONE NOBODY NOTHING EVERYTHING HAVE HAS HAD BEEN BEING DO DOES DID FROM "
    "WITH WITHOUT TO OF ON "
    "OR IF WHO WHAT WHEN WHERE WHY HOW HE SHE HIS HER OUR YOUR MY MILLION BILLION YEARS PEOPLE".split()
)
ACRONYMS = frozenset(
    "NATO UN EU US USA UK UAE USSR FBI CIA NSA DHS ICE IRS EPA FDA CDC WHO IMF WTO OPEC OSCE IAEA BBC CNN NBC "
    "ABC CBS PBS NPR AP AFP "
    "RIA TASS RT FSB SBU KGB GRU IDF PLO IRA ISIS ISIL UAV UAVS GDP GOP DNC RNC MP MPS PM CEO CFO NHS NYPD LAPD "
    "FIFA UEFA IOC NBA NFL "
    "NASA ESA AIDS HIV COVID COVID-19 DNA TV AI IT PR WMD WMDS NGO NGOS LGBT LGBTQ VP DC NY LA D.C. "
    "U.S. U.N. U.K. E.U. DPRK PRC".split()
)


KNOWN = (
    "Kremlin Pentagon Congress Brexit Taliban Hamas Hezbollah Bundestag Knesset Christmas Easter Muslim Muslims "
    "Christian Christians Jewish Jews "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July September October "
    "November December "
    "Republican Republicans Democrat Democrats Democratic Tory Tories Labour Europe European Africa African Asia "
    "Asian Arab Arabs Islam "
    "Islamic Facebook Twitter Google Trump Biden Obama Putin Zelensky Clinton"
)


# Names of words that are no names alone, and months that are verbs elsewhere.
PAIR = regex.compile(
    r"\b(?:WHITE HOUSE|WALL STREET|DOWNING STREET|CAPITOL HILL|SUPREME COURT|HIGH COURT|RED CROSS|MIDDLE EAST|"
    r"UNITED NATIONS|EUROPEAN UNION|SECURITY COUNCIL|NEW YORK|LOS ANGELES|"
    r"(?<=\b(?:IN|EARLY|LATE|MID|SINCE|BY|UNTIL|LAST|NEXT|\d{1,2})[ -])"
    r"(?:MAY|MARCH)|(?:MAY|MARCH)(?= \d))\b"
)


@cache
def place_names() -> dict[str, str]:
    """Return upper-case form -> printed form of countries, capitals and their adjectives."""
    names = {word.upper(): word for word in KNOWN.split()}
    for row in read_rows("places.tsv"):
        for column in ("name", "other", "adjectives", "capitals"):
            for name in regex.split(r"[|;]", row.get(column) or ""):
                for word in name.split():
                    if word[:1].isupper():
                        names.setdefault(word.upper(), word)
    return names


PARTS = frozenset(
    "THE NEW NORTH SOUTH EAST WEST CENTRAL UNITED GREAT AND OF COAST FEDERATION REPUBLIC KINGDOM ISLANDS".split()
)
"""Words that are a name's part in company alone: New Zealand, South Korea."""


@cache
def place_pairs() -> frozenset[str]:
    """Return each two neighbouring words of places' names, in capitals.

    >>> "NEW ZEALAND" in place_pairs(), "NEW TARIFFS" in place_pairs()
    (True, False)
    """
    pairs: set[str] = set()
    for row in read_rows("places.tsv"):
        for column in ("name", "other", "adjectives", "capitals"):
            for name in regex.split(r"[|;]", row.get(column) or ""):
                words = name.upper().split()
                pairs.update(f"{one} {other}" for one, other in pairwise(words))
    return frozenset(pairs)


LOUD = regex.compile(r"\p{Lu}[\p{M}’'.-]*\p{Lu}")
S = regex.compile(r"['’]s$")
SMALL = regex.compile(r"(?<!\w)\p{Ll}[\p{Ll}’'-]+")


@lru_cache(maxsize=4)
def names_in(article: str) -> Mapping[str, str]:
    """Return upper-case form -> printed form of the words that the article capitalises inside its sentences.

    >>> dict(names_in("He met Ada Cole near the Kremlin."))
    {'ADA': 'Ada', 'COLE': 'Cole', 'KREMLIN': 'Kremlin'}
    """
    names: dict[str, str] = {}
    small = set(SMALL.findall(article))
    for match in CAPITALISED.finditer(article):
        word = S.sub("", match["word"])
        if not word.isupper() and word.lower() not in small:
            names.setdefault(word.upper(), word)
    return MappingProxyType(names)


def is_shouted(text: str) -> bool:
    """Tell whether a text of several words is printed in capitals.

    >>> is_shouted("UKRAINE HAS NO LINKS TO ATTACKS"), is_shouted("The UN and the EU met"), is_shouted("NATO")
    (True, False, False)
    """
    words = [match[0] for match in WORD.finditer(text) if len(match[0]) > 1]
    known = [word for word in words if word.strip(".'’-") in ACRONYMS]
    loud = [word for word in words if word.isupper()]
    return len(loud) - len(known) >= 3 and len(loud) >= 0.8 * len(words)


def capitals(text: str, article: str | None) -> Iterator[Change]:
    """Undo capitals: of a whole text, or of the small words shouted in one.

    The article's names are read when a text in capitals asks for them, once for all its quotes.
    """
    if not LOUD.search(text):
        return
    opening = len(text) - len(text.lstrip())
    if not is_shouted(text):
        for match in WORD.finditer(text):
            small = len(match[0]) > 1 and match[0].replace("’", "'") in SHOUTED
            if small and match.start() > opening and not _near_capitals(text, match):
                yield Change(match.start(), match.end(), match[0].lower(), "shouted word")
        return
    names = names_in(article) if article else {}
    paired = {word.start() for pair in PAIR.finditer(text) for word in WORD.finditer(text, *pair.span())}
    first = True
    words = list(WORD.finditer(text))
    for index, match in enumerate(words):
        following = words[index + 1][0] if index + 1 < len(words) else ""
        if match.start() in paired:
            printed = match[0].capitalize()
        elif match[0] in PARTS and f"{match[0]} {S.sub('', following.lower()).upper()}" not in place_pairs():
            printed = names.get(match[0]) or match[0].lower()
        else:
            printed = _printed(match[0], names)
        if first or regex.search(r"[.!?]\s+$", text[max(0, match.start() - 3) : match.start()]):
            printed = printed[:1].upper() + printed[1:]
        first = False
        yield Change(match.start(), match.end(), printed, "capitals")


def _near_capitals(text: str, match: regex.Match[str]) -> bool:
    """Tell whether the neighbours are capitals too: a name like WHO or a heading."""
    before = regex.search(r"(\S+)\s$", text[max(0, match.start() - 20) : match.start()])
    after = regex.match(r"\s(\S+)", text[match.end() : match.end() + 20])
    around = [found[1] for found in (before, after) if found]
    return bool(around) and all(len(word) > 1 and word.isupper() for word in around)


def _printed(word: str, names: Mapping[str, str]) -> str:
    bare, ending = word, ""
    if regex.search(r"['’]S$", word):
        bare, ending = word[:-2], word[-2] + "s"
    known = names.get(bare) or place_names().get(bare)
    if known:
        return known + ending
    if bare.rstrip(".") in ACRONYMS or bare in ACRONYMS:
        return ("UAVs" if bare == "UAVS" else bare) + ending
    if word == "I":
        return word
    if "-" in bare:
        return "-".join(_printed(part, names) if part else part for part in bare.split("-")) + ending
    return bare.lower() + ending
