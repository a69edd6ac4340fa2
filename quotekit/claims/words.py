"""A word in, its base form out: light, by suffix rules and a table of the irregular."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import Any, TypeVar

import regex

from quotekit.claims.tables import read_rows

TOKEN = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:[’'\-.](?=\p{L})\p{L}+)*\.?(?<!\p{Ll}\.)|\d+(?:[.,:]\d+)*|%")
VOWEL = regex.compile(r"[aeiouy]")
LONGEST_KEPT = 60
"""What is made of words that are longer is made again each time: memory stays bounded, whatever texts hold."""

Asked = TypeVar("Asked", bound=Callable[..., Any])


def kept(most: int) -> Callable[[Asked], Asked]:
    """Keep what a function made of so many short words; of long ones it is made anew.

    >>> made = []
    >>> shout = kept(10)(lambda word: made.append(len(word)) or word.upper())
    >>> _ = [shout(word) for word in ("a", "a", "a" * 99, "a" * 99)]
    >>> made
    [1, 99, 99]
    """

    def keeping(make: Asked) -> Asked:
        held = lru_cache(maxsize=most)(make)

        @wraps(make)
        def ask(*words: str) -> Any:
            for word in words:
                if len(word) > LONGEST_KEPT:
                    return make(*words)
            return held(*words)

        return ask  # type: ignore[return-value]

    return keeping


def holds_any(low: str, pieces: tuple[str, ...]) -> bool:
    """Tell whether a text, case-folded, holds one of the pieces: the quick look before a slow pattern.

    >>> holds_any("two may have left", ("may", "might")), holds_any("two left", ("may", "might"))
    (True, False)
    """
    for piece in pieces:  # noqa: SIM110 - half the time of any()
        if piece in low:
            return True
    return False


@cache
def irregular() -> dict[str, str]:
    """Return form -> base of the irregular forms."""
    return {row["form"]: row["lemma"] for row in read_rows("irregular.tsv")}


@kept(100_000)
def lemma(word: str) -> str:
    """Return the base form of a word, by rule: good for comparing, not for printing.

    >>> [lemma(w) for w in ("attacked", "cities", "running", "went", "crises", "boxes", "hoped", "news", "Putin’s")]
    ['attack', 'city', 'run', 'go', 'crisis', 'box', 'hope', 'news', 'putin']
    """
    word = word.lower().replace("’", "'")
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word.removesuffix(ending) + ("s" if ending == "s'" else "")
            break
    known = irregular().get(word)
    if known is not None:
        return known
    for rule in (_plural, _past, _progressive):
        base = rule(word)
        if base is not None:
            return base
    return word


def _plural(word: str) -> str | None:
    if not word.endswith("s") or len(word) < 4 or word.endswith(("ss", "us", "is", "'s")):
        return None
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _past(word: str) -> str | None:
    if word in ("freed", "agreed", "disagreed", "guaranteed", "decreed", "refereed"):
        return word[:-1]
    if not word.endswith("ed") or len(word) < 4 or word.endswith("eed"):
        return None
    if word.endswith("ied"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    return _stem(word[:-2])


def _progressive(word: str) -> str | None:
    if not word.endswith("ing") or len(word) < 5 or not VOWEL.search(word[:-3]):
        return None
    return _stem(word[:-3])


# Stems that lost an "e" before -ed and -ing: "hop(ed)", "describ(ed)", "us(ing)".
LOST_E = regex.compile(
    r"(?:[^aeiou]|qu|[^aeiou][aeiouy])(?:[aiouy])[bcgkmnpstvz]$|(?:at|iz|is|ov|iv|us|uc|ur|ir|or|ar|"
    r"al|ul|in|id|ud|ad|od)$|[^aeiou]l$|[cgsv]$|(?:nc|rc|ng|rg|dg|rs|ns|lv|rv|th)$"
)
KEEPS = regex.compile(
    r"(?:er|en|on|el|et|it|om|ow|aw|ew|ay|oy|ey|ck|ss|ll|ff|sh|ch|nd|nt|rd|rt|lt|ld|pt|ct|st|rk|lk|sk|"
    r"rm|rn|lp|mp|ft|ain|ail|oin|oad|eat|eak|ear|eal|ead|eed|oot|oat|ook|ool|oom|oot|our|oar|ear|eer|air|oor|ean|ourn|"
    r"isit|imit|edit|osit|ibit|eneral|ignal|otal|qual|val|al)$|^(?:attack|bomb|call|follow|kill|"
    r"report)$"
)


def _stem(stem: str) -> str | None:
    if stem.endswith("u") or stem in ("us", "creat", "recreat", "ow", "ey", "fre"):
        return stem if stem == "ow" else stem + "e"
    if not VOWEL.search(stem) or len(stem) < 2:
        return None
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsfze":
        return stem[:-1]
    if stem.endswith("ll") and stem[:-1] in (
        "cancel",
        "travel",
        "control",
        "compel",
        "propel",
        "expel",
        "model",
        "label",
        "level",
        "signal",
        "rebel",
    ):
        return stem[:-1]
    if KEEPS.search(stem):
        return stem
    return stem + "e" if LOST_E.search(stem) else stem
