"""A text in, its terms out: words by base form, places and peoples under one name, hashtags and handles taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex
from attrs import frozen

from quotekit.claims.tables import read_rows
from quotekit.claims.words import kept, lemma

WORD = regex.compile(
    r"https?://\S+|pic\.twitter\.com/\S+|[@#]?[\p{L}\p{M}]+(?:[’'\u02bc][\p{L}]+|"
    r"(?<=\p{L})-(?=\p{L})[\p{L}]+|\.(?=\p{L}\b)[\p{L}])*|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[%$£€]"
)
CAMEL = regex.compile(r"\p{Lu}{2,}(?=\p{Lu}\p{Ll}|\d|$)|\p{Lu}?\p{Ll}+|\p{Lu}+|\d+")
SPACE = regex.compile(r"\s")
STOP = frozenset(
    "a an the of in on at to for from by with and or but as is are was were be been being am it its this that "
    "these those he she they we you i his her "
    "their our your my him them us me who whom which what when where while than then so if do does did has have "
    "had having will would can could may might "
    "shall should must not no nor n't 's 've 'll 're 'd 'm s t there here also just very too about into over "
    "under up down out off again once all any both "
    "each few more most other some such only own same because until during before after above below between "
    "through against per via said say says according "
    "one ’s rt amp via yes how why get got go let like mr mrs ms dr sir nobody nothing none "
    "everybody everyone except even still ever really".split()
)


@frozen
class Term:
    """One word of meaning."""

    base: str
    """Base form, or the name under which a place goes."""
    start: int
    end: int
    name: bool = False
    """Printed with a capital inside a sentence, or a place."""


@cache
def _places() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in read_rows("places.tsv"):
        for column in ("name", "adjectives", "capitals", "other", "printed"):
            for name in regex.split(r"[|;]", row.get(column) or ""):
                if name.strip() and " " not in name.strip():
                    names.setdefault(name.strip().lower().replace(".", ""), row["name"].lower())
    for name, place in (
        ("kyiv", "ukraine"),
        ("kiev", "ukraine"),
        ("washington", "united states"),
        ("usa", "united states"),
        ("us", "united states"),
        ("america", "united states"),
        ("americans", "united states"),
        ("russians", "russia"),
        ("ukrainians", "ukraine"),
    ):
        names[name] = (
            place if place in {row["name"].lower() for row in read_rows("places.tsv")} else names.get(name, place)
        )
    return names


@kept(50_000)
def place_of(word: str) -> str | None:
    """Return the country or state that a word stands for, by name, adjective or capital.

    >>> place_of("Ukrainian"), place_of("table")
    ('ukraine', None)
    """
    if not word[:1].isupper():
        return None
    bare = regex.sub(r"['’]s$", "", word).replace(".", "")
    low = bare.lower()
    if (
        low in ("us", "in", "or", "me", "oh", "hi", "id", "pa", "la", "de", "ma", "al", "ok", "co", "mo", "va")
        and not bare.isupper()
    ):
        return None
    places = _places()
    return places.get(low) or (places.get(low[:-1]) if low.endswith("s") else None)


def find_terms(text: str) -> tuple[Term, ...]:
    """Return the content words of a text, in order.

    >>> [term.base for term in find_terms("Russian troops attacked #KyivNow and the city's 3 bridges")]
    ['russia', 'troop', 'attack', 'ukraine', 'now', 'city', '3', 'bridge']
    """
    return tuple(_terms(text))


@cache
def _long_places() -> tuple[regex.Pattern[str], dict[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    for row in read_rows("places.tsv"):
        for column in ("name", "other", "capitals"):
            for name in regex.split(r"[|;]", row.get(column) or ""):
                if " " in name.strip():
                    names.setdefault(name.strip().lower(), row["name"].lower())
    listed = "|".join(regex.escape(name).replace(r"\ ", r"\s") for name in sorted(names, key=len, reverse=True))
    heads = frozenset(regex.split(r"[\s.-]", name)[0] for name in names)
    return regex.compile(rf"(?:{listed})\b", regex.IGNORECASE), names, heads


def _terms(text: str) -> Iterator[Term]:
    pattern, places, heads = _long_places()
    done = 0
    for match in WORD.finditer(text):
        word, start = match[0], match.start()
        if start < done:
            continue
        if word[0].isupper() and word.partition("-")[0].partition(".")[0].lower() in heads:
            long = pattern.match(text, start)
            if long is not None:
                yield Term(places[SPACE.sub(" ", long[0].lower())], start, long.end(), True)
                done = long.end()
                continue
        if word.isalnum():
            base, place, figure = _read(word)
            if base:
                yield Term(base, start, match.end(), place or (word[0].isupper() and start > 0 and not figure))
        else:
            yield from _parts(word, start, match.end())


def _parts(word: str, start: int, end: int) -> Iterator[Term]:
    """Yield the terms of a word with marks in it: a link has none, a tag and a compound several."""
    if word.startswith(("http", "pic.twitter")) and "/" in word:
        return
    if word[0] in "#@":
        for piece in CAMEL.finditer(word):
            yield from _term(piece[0], start, end, piece[0][:1].isupper())
    elif "-" in word:
        for part in word.split("-"):
            yield from _term(part, start, start + len(part), part[:1].isupper())
            start += len(part) + 1
    else:
        yield from _term(word, start, end, word[0].isupper() and start > 0)


def _term(word: str, start: int, end: int, name: bool) -> Iterator[Term]:
    base, place, figure = _read(word)
    if base:
        yield Term(base, start, end, place or (name and not figure))


@kept(100_000)
def _read(word: str) -> tuple[str, bool, bool]:
    """Return a word's base, empty where it says little, whether it is a place's and whether it begins with a digit."""
    low = word.lower().replace("’", "'")
    if not low or (low in STOP and word != "WHO") or low.endswith("n't"):
        return "", False, False
    place = place_of(word)
    if place is not None:
        return place, True, False
    figure = low[0].isdigit()
    base = low.replace(",", "") if figure else lemma(low)
    base = base.replace(".", "") if not base[:1].isdigit() else base
    return (base if base not in STOP or word == "WHO" else ""), False, figure


TAGGED = regex.compile(r"[#@](?P<tag>\w+)")


def split_tags(text: str) -> str:
    """Return the text with hashtags and handles as words.

    >>> split_tags("#AustralianFires by @JoeBiden")
    'Australian Fires by Joe Biden'
    """
    return TAGGED.sub(lambda match: " ".join(piece[0] for piece in CAMEL.finditer(match["tag"])), text)
