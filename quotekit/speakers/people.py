"""A mention of a person comes in, by name, surname, role or age; the person it means goes out."""

from __future__ import annotations

import regex as re
from attrs import evolve

from quotekit.speakers.beside import opens_sentence, rank_beside, role_before, role_behind, role_told_of, role_words
from quotekit.speakers.by_name import common_surnames
from quotekit.speakers.desk import MAX_CANDIDATES, UNKNOWN, Answer, Desk, uncapital
from quotekit.speakers.folding import fold
from quotekit.speakers.mentions import Mention, given_names, read_mention
from quotekit.speakers.naming import Person
from quotekit.speakers.roles import country_of, is_place, wide_roles
from quotekit.speakers.runs import RUN, is_no_name
from quotekit.speakers.whole_words import find_whole
from quotekit.values import Span, Speaker

_PLURAL = re.compile(r"(?:[eo]rs|ists|[ae]nts|ians|ees|ics|men|ities|ions|yone|ybody|eone|ebody|one)$")

_VERBS = frozenset(
    "remember know say tell imagine suppose assume recall understand exclaim note consider think believe see feel"
    " police".split()
)

_AND_OTHERS = re.compile(
    r"(?:, \p{Lu}\p{Ll}+){0,4},? (?:and|&) (?P<last>\p{Lu}\p{Ll}+)"
    r" (?P<surname>(?:(?:van|von|de|al|bin) )?\p{Lu}[\p{L}’'\-]+(?<!['’]s))"
)

_ARTICLES = frozenset("the a an of for and in at".split())

_TITLE_BEHIND = re.compile(r"(?:[.;] .*|\p{Lu}[\p{L}.]* ?)$")


def answer_person(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """Answer a person's name; a lone word in capitals is an organisation's acronym."""
    name = mention.name
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
    if not role and not mention.gender and is_plain_word(desk, name, evidence.start):
        return desk.listed(words, span) or UNKNOWN
    return desk.listed_or(uncapital(name), "name", (evidence,), role, words, span)


def named_with_others(desk: Desk, name: str) -> tuple[str, Span] | None:
    """Return the full name of one of several with one surname: Omar of "Omar and Yusuf Haddad"."""
    if fold(name) not in given_names():
        return None
    for at in find_whole(desk.text, name, 0, len(desk.text)):
        others = _AND_OTHERS.match(desk.text, at + len(name))
        if others and fold(others["last"]) in given_names():
            return f"{name} {others['surname']}", Span(at, others.end())
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


AROUND = 20_000


def nearest_of(desk: Desk, persons: tuple[Person, ...], at: int) -> tuple[Person, ...]:
    """Of two with one surname: the one who spoke last, or the only one named before."""
    before = tuple(p for p in persons if p.start < at)
    if len(before) == 1:
        return before
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


def answer_role(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """Answer "the mayor": who holds the role in the text, else in the lexicon."""
    if not mention.definite:
        return UNKNOWN
    if mention.head == "aged" and mention.owner:
        return answer_aged(desk, mention, span)
    named = holders_of(desk, mention, span)
    if len(named) == 1:
        person = named[0]
        return desk.listed_or(person.name, "role", (span, person.span), desk.role_at(person), words, span)
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
    for person in desk.names.around(span.start, 300, 100):
        # "Speaking to La Voz, the striker said": the comma ends a clause, what follows is no apposition.
        if span.start - person.end == 2 and desk.text[person.end : span.start] == ", ":
            continue
        roles, ranks = roles_beside(desk, person)
        if not roles & wide or (mention.gender and person.gender and mention.gender != person.gender):
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


def roles_beside(desk: Desk, person: Person) -> tuple[frozenset[str], frozenset[str]]:
    """Return the roles that the text gives a name where it stands, and their ranks."""
    if person not in desk.beside:
        text, start, end = desk.text, person.start, person.end
        roles = role_words(role_behind(text, end)) | role_before(text, start) | role_told_of(text, end)
        roles |= {person.role} if person.role else frozenset()
        desk.beside[person] = (roles, rank_beside(text, start, end) if roles else frozenset())
    return desk.beside[person]


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
    return {
        "lawmaker": ("senator", "representative", "mp", "mep"),
        "leader": ("president", "prime minister", "chancellor", "supreme leader", "party leader"),
        "politician": ("senator", "representative", "mp", "governor", "mayor", "minister"),
        "executive": ("chief executive",),
        "official": (),
    }.get(head, ())
