"""The words of a source come in; what they are goes out: a name with its role, an office, a body, a pronoun."""

from __future__ import annotations

from functools import lru_cache

import regex as re
from attrs import evolve

from quotekit.speakers.mention_values import (
    ARTICLES,
    CUTS,
    MAX_SOURCE,
    NOBODY,
    PRONOUNS,
    Mention,
    Word,
    gender_of,
    printed,
)
from quotekit.speakers.noun_phrases import AGED, parts_of, read_part


def read_mention(source: str) -> Mention:
    """Return what a source's words are.

    >>> read_mention("VOA correspondent Steve Herman")
    Mention(kind='person', name='Steve Herman', start=18, role='VOA correspondent', head='', owner='', gender='m', ...
    >>> read_mention("the Russian President’s press service").owner
    'Russian President'
    >>> read_mention("The statement from the ministry").kind, read_mention("some residents").kind
    ('document', 'none')
    """
    # What is remembered is never longer than that.
    text = source[:MAX_SOURCE]
    return _read_mention(_TICKER.sub(lambda found: " " * len(found[0]), text) if "<" in text else text)


_TICKER = re.compile(r"<[A-Z0-9.]{1,12}>")
"""A share's sign behind a company's name, no part of it."""


@lru_cache(maxsize=16384)
def _read_mention(text: str) -> Mention:
    low = text.strip(" \n\t,.:“”\"'—–-").lower()
    if low in PRONOUNS:
        return Mention("pronoun", low, head=PRONOUNS[low], gender={"m": "m", "f": "f"}.get(PRONOUNS[low], ""))
    return _read_called(text) or _read_account(text) or _read_parts(text, low)


def _read_called(text: str) -> Mention | None:
    """Read "a man who gave his name as Pavel"."""
    called = _CALLED.search(text)
    if not called:
        return None
    told = {"his": "m", "himself": "m", "her": "f", "herself": "f"}.get(called["whose"] or called["self"] or "", "")
    return Mention("person", called["name"], called.start("name"), gender=told or gender_of(called["name"]))


def _read_account(text: str) -> Mention | None:
    """Read "Ada Cole (@adacole)"."""
    handle = _HANDLE.search(text) if "@" in text else None
    if not handle:
        return None
    name_before = text[: handle.start()].strip(" ([—–-")
    if not name_before or not name_before[0].isupper():
        return Mention("account", handle[0], handle.start())
    return Mention("account", name_before, text.find(name_before), head=handle[0])


def _read_parts(text: str, low: str) -> Mention:
    """Read what stands between commas and brackets: who speaks, and in apposition his name or what he is."""
    family = _FAMILY.match(low)
    if family:
        return Mention("nominal", low, head="aged", gender="f" if family["kin"][0] == "m" else "m")
    parts = parts_of(text)
    while parts and parts[0] and parts[0][0].low in CUTS and not parts[0][0].capital:
        parts[0] = parts[0][1:]
        parts = [part for part in parts if part]
    if not parts or _TWO.search(text) or _CROWD.match(low):
        return NOBODY
    first = read_part(parts[0], text)
    named = _read_name_behind(first, parts, text) if len(parts) > 1 and len(parts[1]) <= 6 else None
    if named:
        return named
    between = text[parts[0][-1].end : parts[1][0].start] if len(parts) > 1 else ""
    if first.kind == "person" and not first.role and "," in between and "(" not in between:
        role = text[parts[1][0].start : parts[-1][-1].end]
        return evolve(first, role=_role_of(role))
    return first


def _read_name_behind(first: Mention, parts: list[list[Word]], text: str) -> Mention | None:
    """Read the name in apposition: "his lawyer, John Smith", "the mining firm, Dorn Resources"."""
    if first.kind in ("nominal", "none"):
        second = read_part(parts[1], text)
        noun = first.head or (parts[0][0].low in ARTICLES and not parts[0][-1].capital)
        titled = second.start > parts[1][0].start
        if second.kind == "person" and (titled or len(second.name.split()) > 1) and noun:
            aged = AGED.match(second.role)
            role = printed(parts[0], text) + (f", {second.role}" if second.role and not aged else "")
            return evolve(second, role=role, gender=second.gender or first.gender)
    elif first.kind == "body" and first.name.islower() and parts[1][-1].capital:
        second = read_part(parts[1], text)
        if second.kind in ("body", "person") and second.name and not second.role:
            return evolve(second, kind="body", head=second.name.rsplit(maxsplit=1)[-1].lower(), gender="")
    return None


_TWO = re.compile(
    r"^(?:Sens|Reps|Messrs|Govs)\."
    r"|^\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+){1,3},? and (?:\p{L}+\.? )?\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$"
)
"""Two speakers at once have no name."""


_CROWD = re.compile(
    r"(?:few|some|many|most|others?|another|several|none|nobody|no one|everyone|everybody|someone|somebody|anyone"
    r"|anybody|both|all|neither|either|each|one|two|three|four|five|half|more|fewer|those|people)(?![\w'’-]|\s\p{Lu}\p{Ll}+$)"
)
"""Nobody's name, though it may open a sentence: "Few", "Nobody in the ministry"."""


_FAMILY = re.compile(
    r"^(?:the )?(?:(?:married|single|proud) )?(?:grand)?(?P<kin>mother|father|mum|mom|dad)[ -]of[ -]\w+$"
)
"""An epithet for somebody named before: "the mother of three"."""


_CALLED = re.compile(
    r"\b(?:gave (?:(?P<whose>his|her)|their) (?:\p{Ll}+ )?names? (?:\p{Ll}+ )?as"
    r"|(?:identified|named) (?:(?P<self>himself|herself)|themselves) (?:\p{Ll}+ )?as"
    r"|asked to be (?:\p{Ll}+ )?(?:called|identified|named)(?: \p{Ll}+)?(?: as)?)"
    r" (?P<name>\p{Lu}[\p{L}’'\-]+(?: \p{Lu}[\p{L}’'\-]*\.?){0,3})"
)
"""How somebody is named who says little of himself: "a man who gave his name only as Colin"."""


_HANDLE = re.compile(r"(?<![\w.])@[\w.]+")


_OPENING = re.compile(r"^(?:the|an?|who (?:is|was)(?: the| an?)?)\s+")


_SPELLED = re.compile(r"\p{L}{3}")


_NO_ROLE = re.compile(r"\d+\b|who\b|which\b|speaking\b|whose\b|in an?\b|on\b|at\b")


def _role_of(text: str) -> str:
    """Return an apposition as a role; an age or a place alone is none."""
    plain = _OPENING.sub("", text).strip(" ,)")
    told = _SPELLED.search(plain) and not _NO_ROLE.match(plain)
    return plain if told else ""
