"""A mention of a person by role, trade, age or epithet comes in; the person it means goes out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex as re
from attrs import evolve

from quotekit.speakers.beside import (
    rank_beside,
    role_before,
    role_behind,
    role_noun_behind,
    role_told_of,
    role_words,
)
from quotekit.speakers.desk import MAX_CANDIDATES, UNKNOWN, Answer, Desk
from quotekit.speakers.folding import fold
from quotekit.speakers.mention_values import Mention
from quotekit.speakers.mentions import read_mention
from quotekit.speakers.naming import Person
from quotekit.speakers.people import AROUND, MAX_PLACES, answer_person, titled_name
from quotekit.speakers.roles import UNDER, country_of, wide_roles
from quotekit.speakers.runs import RUN, is_no_name
from quotekit.speakers.whole_words import find_whole
from quotekit.values import Span, Speaker

_ARTICLES = frozenset("the a an of for and in at".split())

_TITLE_BEHIND = re.compile(r"(?:[.;] .*|\p{Lu}[\p{L}.]* ?)$")


def answer_role(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """Answer "the mayor": who holds the role in the text, else in the lexicon."""
    if not mention.definite:
        return UNKNOWN
    if mention.head == "aged" and mention.owner:
        return answer_aged(desk, mention, span)
    named = holders_of(desk, mention, span)
    if len(named) == 1:
        person = named[0]
        name = person.name if " " in person.name else titled_name(desk, person.name)
        return desk.listed_or(name, "role", (span, person.span), desk.role_at(person), words, span)
    listed = desk.listed(words, span)
    if listed:
        return listed
    if named:
        last = next((p for s in reversed(desk.said[-100:]) for p in named if p.name == s.speaker.name), None)
        if last:
            return desk.listed_or(last.name, "role", (span, last.span), desk.role_at(last), words, span)
        return None, tuple(Speaker(p.name, "person", None, p.title or None, "role", (p.span,)) for p in named)[
            :MAX_CANDIDATES
        ]
    return only_person(desk, mention, words, span)


def holders_of(desk: Desk, mention: Mention, span: Span) -> list[Person]:
    """Return the persons to whom the text gives the role, each once."""
    found: dict[str, Person] = {}
    wide = {mention.head, *_narrow(mention.head)}
    for person, roles, ranks in roles_around(desk, span.start):
        # "Speaking to La Voz, the striker said": the comma ends a clause, what follows is no apposition.
        if span.start - person.end == 2 and desk.text[person.end : span.start] == ", ":
            continue
        if roles.isdisjoint(wide) or (mention.gender and person.gender and mention.gender != person.gender):
            continue
        if ranks and ranks - set(fold(mention.name).split()):
            continue
        name, gender = desk.antecedents.canonical(person)
        if name not in found:
            found[name] = person._replace(name=name, gender=gender)
    for said in desk.said[-100:]:
        if (
            said.speaker.role
            and said.speaker.name not in found
            and said.speaker.evidence
            and role_words(said.speaker.role) & wide
        ):
            where = said.speaker.evidence[0]
            found[said.speaker.name] = Person(said.speaker.name, where.start, where.end, "", said.speaker.role)
    whole = [p for p in found.values() if " " in p.name] or list(found.values())
    whole = best_qualified(desk, mention, whole)
    before = [p for p in whole if p.start < span.start]
    return before if len(before) == 1 else whole


def roles_around(desk: Desk, at: int) -> list[tuple[Person, frozenset[str], frozenset[str]]]:
    """Return those of the persons around a place to whom the text gives roles, with their roles and ranks."""
    if desk.beside is None:
        told = ((i, person, roles_beside(desk.text, person)) for i, person in enumerate(desk.names.persons))
        desk.beside = [(i, p, roles, rank_beside(desk.text, p.start, p.end)) for i, p, roles in told if roles]
    here = bisect_left(desk.names.starts, at)
    first, last = (bisect_left(desk.beside, (i,)) for i in (here - 300, here + 100))
    return [(person, roles, ranks) for _, person, roles, ranks in desk.beside[first:last]]


def roles_beside(text: str, person: Person) -> frozenset[str]:
    """Return the roles that the text gives a name where it stands."""
    roles = role_words(role_behind(text, person.end)) | role_before(text, person.start)
    roles |= role_told_of(text, person.end)
    return roles | {person.role} if person.role else roles


_PARTY = {"gop": "republican", "tory": "conservative"}
_PARTISAN = frozenset(("repub", "democ", "liber", "conse", "labou", "green", "socia"))


def best_qualified(desk: Desk, mention: Mention, persons: list[Person]) -> list[Person]:
    """Keep those near whose names the text says what the mention says: the *Democratic* nominee."""
    own = set(mention.head.split()) | _ARTICLES
    # Words are compared by their first letters: Democrat, Democratic.
    words = (word for word in fold(mention.name).split() if word not in own and len(word) > 2)
    qualifiers = [_PARTY.get(word, word)[:5] for word in words if not role_words(word)]
    place = country_of(mention.name)
    if not qualifiers:
        return persons
    scores = []
    for person in persons:
        near = text_beside(desk, person)
        told = sum(1 for w in fold(near).split() if w[:5] in qualifiers)
        scores.append(told + 2 * (bool(place) and country_of(near) == place))
    best = max(scores, default=0)
    if best:
        return [p for p, score in zip(persons, scores, strict=True) if score == best]
    # "The GOP nominee" is not the Libertarian, nor "the French minister" the German.
    told_near = fold(text_beside(desk, persons[0])).split() if len(persons) == 1 else []
    party = any(word in _PARTISAN for word in qualifiers) and any(word[:5] in _PARTISAN for word in told_near)
    elsewhere = country_of(" ".join(told_near)) if place else ""
    other = party or (elsewhere and elsewhere != place)
    return persons if len(persons) < 2 and "former" not in mention.name and not other else []


def text_beside(desk: Desk, person: Person) -> str:
    """Return what stands beside a name, up to the sentence's ends and the next persons."""
    at, end = person.start, person.end
    front = desk.text[max(0, at - 70) : at].split("\n")[-1]
    behind = desk.text[end : end + 90].split("\n")[0]
    others = desk.names.around(at, 5, 6)
    last = max((other.end for other in others if other.end <= at), default=0)
    following = min((other.start for other in others if other.start >= end), default=len(desk.text))
    front = front[max(0, len(front) - (at - last)) :]
    behind = _TITLE_BEHIND.sub("", behind[: max(0, following - end)])
    return f"{front} {behind}"


_AGE = re.compile(r",? (?:\(?aged? )?(?P<age>\d+)\b")


def answer_aged(desk: Desk, mention: Mention, span: Span) -> Answer:
    """Answer "the 54-year-old": the name beside which the text says the age."""
    for run in RUN.finditer(desk.text, max(0, span.start - 5000), span.end + 2000):
        age = _AGE.match(desk.text, run.end())
        if not age or age["age"] != mention.owner or (is_no_name(run[0].split()[0], "", 0) and " " not in run[0]):
            continue
        inner = read_mention(run[0])
        return answer_person(desk, inner, run[0], Span(*run.span())) if inner.kind == "person" else UNKNOWN
    return only_person(desk, mention, "", span)


def only_person(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """A role that the text gives nobody: the one person named so far, if there is but one."""
    if mention.head in _EPITHETS:
        return only_named(desk, mention, span)
    if mention.owner or mention.head in _BYSTANDERS:
        return UNKNOWN
    if words.split(" ", 1)[0].lower() in ("my", "our", "your"):
        return UNKNOWN
    before = {desk.antecedents.canonical(p)[0] for p in desk.names.around(span.start, 200)}
    whole = {name for name in before if " " in name}
    last = desk.last_said(span.start, 2)
    if last and any(piece.contains(span) for piece in last.attribution.content):
        return UNKNOWN
    if mention.head in _PROFESSIONS and len(whole) == 1 and not last:
        here = [p for p in desk.names.around(span.start, 200) if desk.antecedents.canonical(p)[0] in whole]
        (name,) = whole
        person = next((p for p in here if desk.antecedents.may_be_subject(p) and p.end + 2 < span.start), None)
        if person is None:
            return UNKNOWN
        return desk.listed_or(name, "nominal", (span, person.span), desk.role_at(person), name, person.span)
    wide = mention.head in wide_roles() or mention.head in ("aged", "man", "woman", "author", "singer", "actor")
    if last and len(whole) == 1 and last.speaker.name in whole and (wide or last.speaker.kind == "person"):
        return evolve(last.speaker, resolved_by="nominal", evidence=(span, *last.speaker.evidence[:1])), ()
    return UNKNOWN


_BYSTANDERS = frozenset(
    "official resident witness expert executive victim suspect driver officer judge lawyer prosecutor nurse"
    " doctor pilot mother father wife husband son daughter brother sister spokesperson manager owner teacher"
    " student detective inspector sheriff soldier farmer boy girl teenager defendant editor journalist principal"
    " producer secretary partner researcher analyst economist adviser historian".split()
)
"""Roles that appear beside the person an article is about: unless the text says so, they are somebody else."""
_PROFESSIONS = frozenset(
    "player striker winger midfielder defender goalkeeper quarterback fighter athlete star artist singer actor musician"
    " comedian poet designer chef".split()
)
"""Roles that newspapers call the only person named by, so as not to repeat the name."""
_EPITHETS = frozenset(("aged", "national", "politician"))
"""Heads that say of somebody named before what the text says nowhere else."""


def only_named(desk: Desk, mention: Mention, span: Span) -> Answer:
    """Answer "the mother of three", "the Kenyan": the one person named shortly before whose gender and country fit."""
    persons: dict[str, Person] = {}
    for person in desk.names.around(span.start, 20):
        name, gender = desk.antecedents.canonical(person)
        near = span.start - person.start < 1500 and " " in name
        if near and (not mention.gender or gender in ("", mention.gender)):
            persons.setdefault(name, person)
    if mention.head == "national":
        persons = {n: p for n, p in persons.items() if mention.name.split()[-1] in text_beside(desk, p)}
    if len(persons) != 1:
        return UNKNOWN
    name, person = next(iter(persons.items()))
    return desk.listed_or(name, "nominal", (span, person.span), desk.role_at(person), name, person.span)


_THE_NOUN = re.compile(r"(?:[Tt]he|[Tt]h(?:is|at)) (?:\p{Ll}[\p{L}\-]{0,30}+ ){0,2}(?P<noun>\p{Ll}[\p{L}\-]{2,30}+)")


def answer_noun(desk: Desk, words: str, span: Span) -> Answer:
    """Answer "the elder": the one person whom the text calls by that noun, "Tribal elder Marian Hale"."""
    the = _THE_NOUN.fullmatch(words.strip())
    if not the:
        return UNKNOWN
    found: dict[str, Person] = {}
    for person in beside_noun(desk, the["noun"], span):
        found.setdefault(desk.antecedents.canonical(person)[0], person)
    if len(found) != 1:
        return UNKNOWN
    name, person = next(iter(found.items()))
    return desk.listed_or(name, "role", (span, person.span), desk.role_at(person), words, span)


def beside_noun(desk: Desk, noun: str, span: Span) -> Iterator[Person]:
    """Yield the persons whom a noun stands right before, or behind in an apposition."""
    start, end = max(0, span.start - AROUND // 3), span.start
    if desk.text.find(noun[1:], start, end) < 0:
        return
    places = {*find_whole(desk.text, noun, start, end), *find_whole(desk.text, noun.capitalize(), start, end)}
    for at in sorted(places)[:MAX_PLACES]:
        stop = at + len(noun)
        for person in desk.names.around(at, 1, 1):
            if desk.text[stop : person.start] in (" ", ", ") or role_noun_behind(desk.text, person.end) == noun:
                yield person


def answer_interviewed(desk: Desk, mention: Mention, span: Span) -> Answer:
    """Answer "A:" as the one person that the text before the questions names."""
    if mention.head != "A":
        return UNKNOWN
    first = _QUESTION.search(desk.text, 0, span.start)
    persons: dict[str, Person] = {}
    for person in desk.names.around(first.start() + 1 if first else span.start, 50):
        if " " in person.name and person.name[:3] not in ("Q. ", "A. "):
            persons.setdefault(desk.antecedents.canonical(person)[0], person)
    if len(persons) != 1:
        return UNKNOWN
    name, person = next(iter(persons.items()))
    return desk.listed_or(name, "interview", (span, person.span), desk.role_at(person), name, person.span)


_QUESTION = re.compile(r"^(?:Q|QUESTION)(?:[:.]|$)", re.MULTILINE | re.IGNORECASE)


def _narrow(head: str) -> tuple[str, ...]:
    more = {"executive": ("chief executive",)}
    return UNDER.get(head, more.get(head, ()))
