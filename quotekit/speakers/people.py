"""A mention of a person by name or surname comes in; the person it means goes out."""

from __future__ import annotations

from itertools import islice

import regex as re
from attrs import evolve

from quotekit.speakers.beside import (
    kin_before,
    opens_sentence,
    role_words,
)
from quotekit.speakers.by_name import common_surnames
from quotekit.speakers.desk import MAX_CANDIDATES, UNKNOWN, Answer, Desk, uncapital
from quotekit.speakers.folding import fold
from quotekit.speakers.mention_values import Mention
from quotekit.speakers.naming import Person
from quotekit.speakers.roles import is_place
from quotekit.speakers.whole_words import find_whole
from quotekit.speakers.word_lists import given_names
from quotekit.speakers.wrapped import one_line
from quotekit.values import Span, Speaker

AROUND = 20_000
MAX_PLACES = 50
_PLURAL = re.compile(r"(?:[eo]rs|ists|[ae]nts|ians|ees|ics|men|ities|ions|yone|ybody|eone|ebody|one)$")

_VERBS = frozenset(
    "remember know say tell imagine suppose assume recall understand exclaim note consider think believe see feel"
    " police".split()
)

_AND_OTHERS = re.compile(
    r"(?:, \p{Lu}\p{Ll}+){0,4},? (?:and|&) (?P<last>\p{Lu}\p{Ll}+)"
    r" (?P<surname>(?:(?:van|von|de|al|bin) )?\p{Lu}[\p{L}’'\-]+(?<!['’]s))"
)

_KIN_TOGETHER = re.compile(
    r"\b(?:[Tt]wins|[Bb]rothers|[Ss]isters|[Ss]iblings|[Cc]ousins|[Cc]ouple|[Ss]pouses|[Hh]usband and wife)[,:]? $"
)
_LAST_OF_KIN = re.compile(_KIN_TOGETHER.pattern[:-1] + r"(?:\p{Lu}\p{Ll}+, ){0,3}\p{Lu}\p{Ll}+,? (?:and|&) $")
_SURNAME = re.compile(r" (?P<surname>(?:(?:van|von|de|al|bin) )?\p{Lu}[\p{L}’'\-]+(?<!['’]s))")


def answer_person(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """Answer a person's name; a lone word in capitals is an organisation's acronym."""
    name = one_line(mention.name)
    evidence = Span(min(span.start + mention.start, span.end), min(span.start + mention.start + len(name), span.end))
    titled = mention.start and (mention.gender or mention.role)
    if name.isupper() and " " not in name and len(name) > 1 and not titled:
        return desk.of_mention(evolve(mention, kind="body", head=name.lower()), words, span)
    role = mention.role or None
    if " " in name.strip():
        known = same_person(desk, name)
        full = known.name if known else uncapital(name)
        role = role or desk.role_at(known)
        return desk.listed_or(full, "name", (evidence,), role, words, span)
    return answer_surname(desk, mention, words, span, evidence, role)


def same_person(desk: Desk, name: str) -> Person | None:
    """Return the fullest form of a name in the text: where "Zaha Hadid" was introduced with all her names."""
    words = set(fold(name).split())
    for person in desk.names.full(name.rsplit(maxsplit=1)[-1]):
        others = set(fold(person.name).split())
        if words <= others or others <= words:
            return person if len(others) >= len(words) or (others <= words and len(others) > 1) else None
    return None


def answer_surname(desk: Desk, mention: Mention, words: str, span: Span, evidence: Span, role: str | None) -> Answer:
    """Answer a name of one word: the full name that it is part of in the text, else the lexicon's, else itself."""
    name = mention.name
    persons = desk.names.full(name)
    if not persons and (name.isupper() or name != uncapital(name)):
        name = uncapital(name)
        persons = desk.names.full(name)
    if mention.gender and len(persons) > 1:
        persons = tuple(p for p in persons if p.gender in ("", mention.gender)) or persons
    if (
        mention.gender
        and len(persons) == 1
        and persons[0].gender not in ("", mention.gender)
        and mention.gender != (given_names().get(fold(name), ""))
    ):
        persons = ()
    if role and len(persons) > 1:
        wanted = role_words(role)
        persons = tuple(p for p in persons if {p.role} & wanted) or persons
    if len(persons) > 1:
        persons = nearest_of(desk, persons, span.start)
    if len(persons) == 1:
        found = persons[0]
        return desk.listed_or(found.name, "surname", (evidence, found.span), role or desk.role_at(found), words, span)
    if persons:
        return None, tuple(Speaker(p.name, "person", None, p.title or None, "surname", (p.span,)) for p in persons)[
            :MAX_CANDIDATES
        ]
    labels = dict(desk.labels.get(fold(name), ()))
    if len(labels) == 1:
        full, where = next(iter(labels.items()))
        return desk.listed_or(full, "surname", (evidence, where), role, words, span)
    if sibling := named_with_others(desk, name):
        return desk.listed_or(sibling[0], "surname", (evidence, sibling[1]), role, words, span)
    if is_place(name):
        return desk.of_mention(evolve(mention, kind="place"), words, span)
    if not role and not mention.gender and (body := desk.introduced_as(name)):
        return desk.listed_or(body.name, "name", (evidence, body.span), None, words, span, "organisation")
    if not role and not mention.gender and is_plain_word(desk, name, evidence.start):
        return desk.listed(words, span) or UNKNOWN
    return desk.listed_or(titled_name(desk, uncapital(name)), "name", (evidence,), role, words, span)


_RANKED = re.compile(r"\b(?P<title>Lord|Lady|Baroness|Baron|Pope|King|Queen|Emperor) $")


def titled_name(desk: Desk, name: str) -> str:
    """Return a name of one word with the title that is part of it: Lord Hexham, Pope Leo.

    Who is introduced with such a title keeps it where the name stands alone later.
    """
    if name not in desk.ranked:
        desk.ranked[name] = _find_ranked(desk, name)
    return desk.ranked[name]


def _find_ranked(desk: Desk, name: str) -> str:
    for at in find_whole(desk.text, name, 0, min(len(desk.text), AROUND)):
        ranked = _RANKED.search(desk.text, max(0, at - 12), at)
        if ranked:
            return f"{ranked['title']} {name}"
    return name


def named_with_others(desk: Desk, name: str) -> tuple[str, Span] | None:
    """Return the full name of one of several with one surname: Omar of "Omar and Yusuf Haddad"."""
    if name not in desk.siblings:
        desk.siblings[name] = _find_with_others(desk, name)
    return desk.siblings[name]


def _find_with_others(desk: Desk, name: str) -> tuple[str, Span] | None:
    known = fold(name) in given_names()
    if not known and not desk.has_kin:
        return None
    for at in islice(find_whole(desk.text, name, 0, len(desk.text)), MAX_PLACES):
        kin = desk.has_kin and _KIN_TOGETHER.search(desk.text, max(0, at - 25), at)
        others = _AND_OTHERS.match(desk.text, at + len(name)) if known or kin else None
        if others and (kin or fold(others["last"]) in given_names()):
            return f"{name} {others['surname']}", Span(at, others.end())
        last = _LAST_OF_KIN.search(desk.text, max(0, at - 80), at) if desk.has_kin else None
        surname = _SURNAME.match(desk.text, at + len(name)) if last else None
        if surname:
            return f"{name} {surname['surname']}", Span(at, surname.end())
    return None


def is_plain_word(desk: Desk, name: str, at: int) -> bool:
    """Tell whether a capital only opens a sentence: "Researchers", "Remember"."""
    if fold(name) in given_names() or fold(name) in common_surnames() or not opens_sentence(desk.text, at):
        return False
    if desk.names.inside_sentence(name):
        return False
    return (
        bool(_PLURAL.search(name))
        or any(True for _ in find_whole(desk.text, name.lower(), 0, len(desk.text)))
        or fold(name) in _VERBS
    )


def nearest_of(desk: Desk, persons: tuple[Person, ...], at: int) -> tuple[Person, ...]:
    """Of two with one surname: the one who spoke last, or the only one named before."""
    before = tuple(p for p in persons if p.start < at)
    if len(before) == 1:
        return before
    # Of a family the surname alone is the one's who is no one's wife or son in the text.
    heads = tuple(p for p in before if not kin_before(desk.text, p.start))
    if len(heads) == 1:
        return heads
    for said in reversed(desk.said[-6:]):
        fitting = [p for p in persons if p.name == said.speaker.name]
        if fitting:
            return (fitting[0],)
    # Longer texts than an article are many articles in a row: who is named most is asked of the pages around.
    around = max(0, at - AROUND), at + AROUND
    counts = sorted(((desk.text.count(p.name, *around), p) for p in persons), key=lambda c: -c[0])
    if counts[0][0] >= 3 * max(counts[1][0], 1):
        return (counts[0][1],)
    last = max(persons, key=lambda p: desk.text.rfind(p.name, max(0, at - 600), at))
    return (last,) if desk.text.rfind(last.name, max(0, at - 600), at) >= 0 else persons
