"""Words that end on a capital come in; what they name goes out: a body, place, office, group or person."""

from __future__ import annotations

import regex as re
from attrs import evolve

from quotekit.speakers.folding import fold
from quotekit.speakers.mention_values import (
    ARTICLES,
    INDEFINITE,
    NOBODY,
    PARTICLES,
    Mention,
    Word,
    bare,
    gender_of,
    printed,
    read_document,
)
from quotekit.speakers.roles import country_of, is_place, role_at
from quotekit.speakers.word_lists import body_words, document_words, given_names, known_bodies

MEDIA = frozenset(
    "media agency newspaper broadcaster channel network outlet magazine website site station tabloid daily publication"
    " watchdog regulator company firm group giant maker bank airline party militia charity".split()
)


_PAPERS = frozenset("report study survey poll audit lawsuit indictment memo statement letter review document".split())


_GROUPS = frozenset(
    "republican democrat republicans democrats tweet conservatives liberals tories lawmakers senators officials".split()
)


_FIRMS = frozenset(
    "carmaker automaker planemaker retailer lender drugmaker chipmaker insurer broadcaster brewer supermarket".split()
)


_BANKS = frozenset("bank banco banque banca".split())


def read_proper(front: list[Word], words: list[Word], text: str, article: bool) -> Mention:
    """Read words that end on a capital: a body, place, office in capitals, group, or a person."""
    at = _run_start(front)
    if at == 2 and front[1].low == "the" and front[0].capital and not _may_be_person(front[0].low):
        name = text[front[0].start : front[-1].end]
        return Mention("body", name, front[0].start, head=front[-1].low)
    run = front[at:]
    name = bare(text[run[0].start : run[-1].end])
    owner = bare(front[at - 1].text) if at and front[at - 1].owns else ""
    behind = words[len(front) :]
    body = Mention("body", name, run[0].start, head=run[-1].low, owner=owner)
    whole = _with_of(run, behind)
    if len(whole) > len(run) and (run[-1].low in body_words() or (len(run) > 1 and run[0].low not in given_names())):
        return evolve(body, name=text[whole[0].start : whole[-1].end])
    if run[-1].low in document_words() and (len(run) > 1 or run[0].low in _PAPERS):
        return read_document(front, behind, text)
    someone = _someone(front, name)
    if someone:
        return evolve(body, kind="nominal", name=printed(words, text), head=someone)
    if is_place(name):
        pair = len(front) - 2 if len(front) > 2 and front[-2].low in ("and", "or") else 0
        return NOBODY if pair and front[pair - 1].capital else Mention("place", name, run[0].start)
    before = front[at - 1].low if at else ""
    if run[-1].low in body_words() or before in MEDIA or name.lower() in known_bodies():
        return body
    office = _office_in_capitals(run)
    if office is not None:
        return evolve(body, kind="nominal", name=printed(words, text), head=office) if office else NOBODY
    if _is_group(name, run, words[0].low):
        return NOBODY
    if len(run) > 1 and run[0].low in _BANKS:
        return body
    if len(run) > 1 and not at and run[0].low in _FIRMS:
        # "Carmaker Dorn": what it makes is no part of its name.
        return evolve(body, name=bare(text[run[1].start : run[-1].end]), start=run[1].start)
    acronym = len(run) == 1 and 1 < len(name) <= 6 and name.isupper() and not text.isupper()
    if acronym or ((article or words[0].low == "the") and at <= 1 and not owner) or "&" in name or len(run) > 5:
        return body
    role = DETERMINER.sub("", text[front[0].start : run[0].start].strip())
    # "CNN's Jake Tapper": an owner alone is no role.
    role = "" if owner and role == front[at - 1].text else role
    return Mention("person", name, run[0].start, role, gender=gender_of(name))


def _run_start(front: list[Word]) -> int:
    """Return where the last run of capitals begins."""
    at = len(front) - 1
    while at and (front[at - 1].capital or _is_joined(front, at - 1)):
        if front[at - 1].owns and not (front[-1].low in body_words() and front[at - 1].text[-1] in "'’"):
            break
        at -= 1
    return at + 1 if front[at].low in ARTICLES and at < len(front) - 1 else at


def _is_joined(front: list[Word], at: int) -> bool:
    """Tell whether a small word is a particle inside a name: "van" and "den" of "Joost van den Berg"."""
    first = at - 1 if at and front[at - 1].low in PARTICLES and not front[at - 1].capital else at
    return front[at].low in PARTICLES and first > 0 and front[first - 1].capital


def _office_in_capitals(run: list[Word]) -> str | None:
    """Return the role that capitals end on, "French President"; empty for several, ``None`` for none."""
    lows = [fold(word.text) for word in run]
    for i in range(len(lows)):
        role, size = role_at(lows, i)
        if role and i + size == len(lows):
            if lows[-1].endswith("s") and role != lows[-1]:
                return ""
            # "Lucy Pope" bears a name.
            if not (i and lows[0] in given_names()):
                return role
    return None


def _is_group(name: str, run: list[Word], first: str) -> bool:
    """Tell whether capitals name a crowd: Republicans, African-Americans, at least one Democrat, 31 Latinos."""
    low = name.lower()
    if name[0].isdigit() or low in _GROUPS or _HYPHENATED.search(name):
        return True
    if (first in INDEFINITE or first == "at") and low.rstrip("s") in _GROUPS:
        return True
    if len(run) > 1 or not name.endswith("s"):
        return False
    return is_place(name[:-1]) or (low not in given_names() and any(role_at([low[:-size]], 0)[1] for size in (1, 2)))


def _someone(front: list[Word], name: str) -> str:
    """Return "politician" for "the Utah Republican", "national" for "the Kenyan"; empty for a body or a place."""
    low = front[-1].low
    if front[0].low != "the" or not (1 < len(front) < 5):
        return ""
    if low in _PARTISANS:
        return "politician"
    if low in _NATIONALS and len(front) == 2:
        return "national"
    single = low.endswith(("an", "eli", "aqi", "ian")) and is_place(name) and fold(country_of(name)) != fold(name)
    return "national" if single and len(front) == 2 else ""


_NATIONALS = frozenset(
    "serb croat pole dane swede finn turk czech slovak greek briton spaniard scot welshman irishman frenchman"
    " frenchwoman englishman dutchman dutchwoman filipino uzbek kazakh tajik thai slovene icelander"
    " netherlander".split()
)


_PARTISANS = frozenset("republican democrat conservative liberal labourite tory independent".split())


def _may_be_person(low: str) -> bool:
    return low in given_names() or is_place(low) or bool(role_at([low], 0)[1])


DETERMINER = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


_HYPHENATED = re.compile(r"\p{Ll}-\p{Lu}\p{Ll}+[ai]ns$")


def _with_of(run: list[Word], behind: list[Word]) -> list[Word]:
    """Go on through "of": the National Organization of Black Law Enforcement Executives."""
    if len(behind) < 2 or behind[0].low not in ("of", "for"):
        return run
    end = 0
    for i, word in enumerate(behind):
        if word.capital:
            end = i + 1
        elif word.low not in ("of", "for", "and", "the", "in", "on"):
            break
    return run + behind[:end]
