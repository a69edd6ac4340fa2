"""A phrase such as "the French president's spokesman" comes in; office, qualifiers and places go out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex as re
from attrs import frozen

from quotekit.speakers.folding import fold
from quotekit.speakers.tables import read_table

PREPOSITIONS = frozenset("of for at in to from on with under who".split())
SMALL = frozenset("the a an and his her its their our my this that s".split())
RANKS = frozenset("vice deputy acting assistant elect shadow designate associate interim under junior".split())
"""Words that make another office of an office: a deputy mayor is not the mayor."""
PAST = frozenset("former ex onetime".split())
ONE_AT_A_TIME = frozenset(
    ("president", "prime minister", "chancellor", "pope", "king", "queen", "supreme leader", "vice president",
     "first minister", "emperor", "secretary general", "first lady", "president of the european commission")
)  # fmt: skip
"""Offices that a text names with nothing but "the" before them."""


@frozen
class Office:
    """What a phrase says about an office."""

    head: str
    """The role, led back to one name; empty where none is known."""
    qualifiers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    rank: frozenset[str] = frozenset()
    past: bool = False


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    table = {}
    for row in read_table("roles.tsv"):
        table[row["role"]] = row["role"]
        for form in row["forms"].split("|"):
            if form:
                table[form] = row["role"]
    return table


@lru_cache(maxsize=1)
def wide_roles() -> frozenset[str]:
    """Return the roles that name a class of people rather than one: lawmaker, official, leader."""
    return frozenset(row["role"] for row in read_table("roles.tsv") if row["scope"] == "wide")


@lru_cache(maxsize=1)
def role_places() -> dict[str, frozenset[str]]:
    """Return the forms of roles that one country alone has, with the country: the home secretary."""
    return {row["form"]: frozenset((fold(row["country"]),)) for row in read_table("role_places.tsv")}


UNDER = {
    "leader": ("president", "prime minister", "chancellor", "supreme leader", "king", "first minister", "party leader",
               "majority leader", "minority leader", "opposition leader", "secretary general"),
    "lawmaker": ("senator", "representative", "mp", "mep"),
    "minister": ("foreign minister", "defence minister", "finance minister", "interior minister", "health minister",
                 "justice minister", "education minister"),
    "secretary": ("secretary of state", "homeland security secretary", "defence minister", "finance minister"),
    "chair": ("central bank governor",),
    "boss": ("secretary general", "director", "chair", "central bank governor", "commissioner", "president",
              "president of the european commission", "chief executive", "commander"),
    "commissioner": ("police chief", "high commissioner"),
    "adviser": ("national security adviser",),
    "politician": ("senator", "representative", "mp", "mep", "governor", "mayor"),
}  # fmt: skip


@lru_cache(maxsize=1)
def _places() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    names: dict[str, set[str]] = {}
    printed: dict[str, set[str]] = {}
    for row in read_table("places.tsv"):
        place = fold(row["name"]).removesuffix(" state")
        # Georgia is one place here: nothing but the sentence could tell the state from the country.
        place = f"{place} state" if row["kind"] == "state" and place != "georgia" else place
        for column in ("name", "other", "adjectives", "capitals"):
            for form in row[column].split("|"):
                # "The Washington senator" is the state's.
                if form and form != "Washington":
                    names.setdefault(fold(form).removesuffix(" state"), set()).add(place)
        for form in row["printed"].split("|"):
            if form:
                printed.setdefault(fold(form), set()).add(place)
    freeze = {form: frozenset(found) for form, found in names.items()}
    return freeze, {form: frozenset(found) for form, found in printed.items()}


@lru_cache(maxsize=1)
def _capital_names() -> dict[str, str]:
    return {
        fold(capital): fold(row["name"])
        for row in read_table("places.tsv")
        for capital in row["capitals"].split("|")
        if capital
    }


_AMERICA = re.compile(r"(?<![\w.])U\.?S\.?(?:A\.?)?(?![\w])")
_OWNED = re.compile(r"(?<=\w)['’]s?(?![\w])")
_PARTY = re.compile(r"\b[DRI]-(?P<state>[A-Z][\w.]*)")
_LONGEST = 5


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for table in (_roles(), _places()[0]) for phrase in table if phrase)


def role_phrases() -> Iterable[str]:
    """Return the words of every role, folded, in all their forms."""
    return _roles().keys()


def _plain(text: str) -> list[str]:
    # Folded, WHO is the pronoun.
    text = _AMERICA.sub(" United States ", text[:1000]).replace("WHO", "World Health Organization")
    return fold(_OWNED.sub(" ", text)).split()


def _phrase(words: list[str], at: int, table: dict[str, frozenset[str]] | dict[str, str]) -> tuple[str, int]:
    if words[at] not in _first_words():
        return "", 0
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + size])
        if phrase in table:
            return phrase, size
    return "", 0


def places_in(text: str) -> frozenset[str]:
    """Return the countries and states that a text names, by name, adjective, capital or party note.

    >>> sorted(places_in("The French president met Sen. Bernie Sanders (I-Vt.) in Kyiv"))
    ['france', 'ukraine', 'vermont state']
    """
    names, printed = _places()
    words = _plain(text)
    found: set[str] = set()
    at = 0
    while at < len(words):
        phrase, size = _phrase(words, at, names)
        if size:
            found |= names[phrase]
            found |= {"united states"} if phrase == "washington" else set()
        at += size or 1
    for match in _PARTY.finditer(text[:1000]):
        found |= printed.get(fold(match["state"]), frozenset())
    return frozenset(found)


@lru_cache(maxsize=8192)
def read_office(text: str) -> Office:
    """Return the office in a phrase; its ``head`` is empty where the phrase names none.

    >>> office = read_office("the Russian president's press secretary")
    >>> office.head, sorted(office.qualifiers), sorted(office.places)
    ('spokesperson', ['president'], ['russia'])
    >>> read_office("Deputy Mayor of Ghent").rank
    frozenset({'deputy'})
    """
    words = _plain(text)
    roles, (names, _) = _roles(), _places()
    heads: list[tuple[str, bool]] = []
    qualifiers: set[str] = set()
    places: set[str] = set()
    implied: set[str] = set()
    behind, at = False, 0
    while at < len(words):
        word = words[at]
        role, size = _phrase(words, at, roles)
        place, place_size = _phrase(words, at, names)
        if size and size >= place_size:
            heads.append((roles[role], behind))
            implied |= role_places().get(role, frozenset())
        elif place_size:
            places |= names[place]
            size = place_size
        elif word in PREPOSITIONS:
            behind = True
        elif word not in SMALL and word not in RANKS and word not in PAST:
            qualifiers.add(word)
        at += max(size, 1)
    for match in _PARTY.finditer(text[:1000]):
        places |= _places()[1].get(fold(match["state"]), frozenset())
    front = [head for head, is_behind in heads if not is_behind] or [head for head, _ in heads][:1]
    head = front[-1] if front else ""
    others = {role for role, _ in heads if role != head}
    loose = frozenset(words)
    return Office(head, frozenset(qualifiers | others), frozenset(places or implied), loose & RANKS, bool(loose & PAST))


_PARTS = re.compile(r"\s*(?:[;,/]|\band\b)\s*")


def offices_of(role: str, organisation: str = "") -> tuple[Office, ...]:
    """Return the offices that a row's role names, the whole text first, then its parts."""
    return _offices_of(role, organisation)


@lru_cache(maxsize=8192)
def _offices_of(role: str, organisation: str) -> tuple[Office, ...]:
    if not role:
        return ()
    texts = [role, *(part for part in _PARTS.split(role) if part != role)]
    behind = read_office(organisation) if organisation else Office("")
    owner = behind.qualifiers | ({behind.head} if behind.head else frozenset()) | _acronyms(organisation)
    found = []
    for text in texts:
        office = read_office(text)
        if office.head:
            found.append(
                Office(
                    office.head,
                    office.qualifiers | owner | _acronyms(_body_of(text)),
                    office.places | behind.places,
                    office.rank,
                    office.past,
                )
            )
    return tuple(found)


_OF = re.compile(r"\b(?:of|at|for)\s+(?:the\s+)?(?P<body>\p{Lu}.*)")


def _body_of(role: str) -> str:
    found = _OF.search(role[:300])
    return found["body"] if found else ""


def _acronyms(body: str) -> frozenset[str]:
    """Return what the initials of a body's name spell: the head of the World Health Organization is the WHO's."""
    words = fold(body[:300]).split()
    short = "".join(word[0] for word in words if word not in PREPOSITIONS | SMALL)
    return frozenset((short, "".join(word[0] for word in words))) if len(short) > 1 else frozenset()


def role_heads(role: str) -> frozenset[str]:
    """Return the heads under which a row with this role is looked up, wider classes included."""
    heads = {office.head for office in offices_of(role)}
    return frozenset(heads | {wide for wide, narrow in UNDER.items() if heads & set(narrow)})


def office_fits(mention: Office, row: Office) -> bool:
    """Tell whether the office of a row is one that the mention may mean.

    >>> office_fits(read_office("the French president"), read_office("President of France"))
    True
    >>> office_fits(read_office("the French president"), read_office("Vice President of France"))
    False
    """
    if mention.head != row.head and row.head not in UNDER.get(mention.head, ()):
        return False
    if mention.rank != row.rank:
        return False
    known = row.qualifiers | {row.head}
    return mention.places <= row.places and mention.qualifiers <= known


def role_at(words: list[str], at: int) -> tuple[str, int]:
    """Return the role that folded words name from ``at`` on, and how many words it takes.

    >>> role_at(["apple", "ceo", "tim"], 1)
    ('chief executive', 1)
    """
    # "Secretary-General" is one word in print.
    if " " in words[at]:
        role = _roles().get(words[at], "")
        return role, int(bool(role))
    phrase, size = _phrase(words, at, _roles())
    return (_roles()[phrase], size) if size else ("", 0)


@lru_cache(maxsize=16384)
def is_place(text: str) -> bool:
    """Tell whether the words are a country, state or capital, or their adjective."""
    return " ".join(_plain(text)) in _places()[0]


@lru_cache(maxsize=4096)
def country_of(text: str) -> str:
    """Return the country or state that a text names first, as it is printed in lists; empty where none.

    >>> country_of("the Russian President"), country_of("Ukraine presidential office")
    ('Russia', 'Ukraine')
    """
    names, _ = _places()
    words = _plain(text)
    at = 0
    while at < len(words):
        phrase, size = _phrase(words, at, names)
        if size:
            return _display()[min(names[phrase])]
        at += 1
    return ""


@lru_cache(maxsize=1)
def _display() -> dict[str, str]:
    return {
        (
            f"{fold(row['name']).removesuffix(' state')} state"
            if row["kind"] == "state" and row["name"] != "Georgia"
            else fold(row["name"])
        ): row["name"]
        for row in read_table("places.tsv")
    }
