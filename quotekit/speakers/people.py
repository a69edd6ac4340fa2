"""A mention of a person comes in, by name, surname, role or age; the person it means goes out."""

from __future__ import annotations

import regex as re
from attrs import evolve

from quotekit.speakers.by_name import common_surnames
from quotekit.speakers.desk import MAX_CANDIDATES, UNKNOWN, Answer, Desk, uncapital
from quotekit.speakers.folding import fold
from quotekit.speakers.mentions import Mention, given_names, read_mention
from quotekit.speakers.naming import RUN, Person, is_no_name, opens_sentence, role_behind, role_words
from quotekit.speakers.roles import PAST, RANKS, country_of, is_place, wide_roles
from quotekit.values import Span, Speaker

_PLURAL = re.compile(r"(?:[eo]rs|ists|[ae]nts|ians|ees|ics|men|ities|ions|yone|ybody|eone|ebody|one)$")

_VERBS = frozenset(
    "remember know say tell imagine suppose assume recall understand exclaim note consider think believe see feel"
    " police".split()
)

_SURNAME = r"(?:(?:van|von|de|al|bin) )?\p{Lu}[\p{L}’'\-]+(?<!['’]s)"

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
    pattern = re.compile(
        rf"\b{re.escape(name)}(?:, \p{{Lu}}\p{{Ll}}+){{0,4}},? (?:and|&)"
        rf" (?P<last>\p{{Lu}}\p{{Ll}}+) (?P<surname>{_SURNAME})"
    )
    for found in pattern.finditer(desk.text):
        if fold(found["last"]) in given_names():
            return f"{name} {found['surname']}", Span(found.start(), found.end())
    return None


def _stands_alone(word: str, text: str) -> bool:
    """Tell whether a word is printed somewhere as a whole word."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(word, end)
    return False


def is_plain_word(desk: Desk, name: str, at: int) -> bool:
    """Tell whether a capital only opens a sentence: "Researchers", "Remember"."""
    if fold(name) in given_names() or fold(name) in common_surnames() or not opens_sentence(desk.text, at):
        return False
    if name in desk.names.inner:
        return False
    return (
        bool(_PLURAL.search(name))
        or _stands_alone(name.lower(), desk.text)
        or fold(name) in _VERBS
    )


AROUND = 20_000


def nearest_of(desk: Desk, persons: tuple[Person, ...], at: int) -> tuple[Person, ...]:
    """Of two with one surname: the one who spoke last, or the only one named before."""
    before = tuple(p for p in persons if p.span.start < at)
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
        if desk.text[person.span.end : span.start] == ", ":
            continue
        roles, ranks = roles_beside(desk, person)
        if not roles & wide or (mention.gender and person.gender and mention.gender != person.gender):
            continue
        if ranks and ranks - set(fold(mention.name).split()):
            continue
        name, gender = desk.antecedents.canonical(person)
        if name not in found:
            found[name] = Person(name, person.span, gender, person.role, person.title)
    for said in desk.said[-100:]:
        if (
            said.speaker.role
            and said.speaker.name not in found
            and said.speaker.evidence
            and role_words(said.speaker.role) & wide
        ):
            found[said.speaker.name] = Person(said.speaker.name, said.speaker.evidence[0], "", said.speaker.role)
    whole = [p for p in found.values() if " " in p.name] or list(found.values())
    whole = best_qualified(desk, mention, whole)
    before = [p for p in whole if p.span.start < span.start]
    return before if len(before) == 1 else whole


def roles_beside(desk: Desk, person: Person) -> tuple[frozenset[str], frozenset[str]]:
    """Return the roles that the text gives a name where it stands, and their ranks."""
    if person not in desk.beside:
        roles = role_words(role_behind(desk.text, person.span.end)) | told_before(desk.text, person.span.start)
        roles |= told_of(desk.text, person.span.end) | ({person.role} if person.role else frozenset())
        desk.beside[person] = (roles, rank_beside(desk.text, person.span) if roles else frozenset())
    return desk.beside[person]


def rank_beside(text: str, span: Span) -> frozenset[str]:
    """Return what makes another office of the office before a name: "vice presidential nominee Tim Kaine"."""
    front = fold(_SENTENCE_END.split(text[max(0, span.start - 50) : span.start])[-1]).split()[-4:]
    behind = fold(role_behind(text, span.end)).split()[:3]
    words = set(front if role_words(" ".join(front[-2:])) else ()) | set(behind)
    return frozenset(words) & (RANKS | PAST)


def told_before(text: str, start: int) -> frozenset[str]:
    """Return the roles that stand before a name, parted by a comma: "the bishop of Leeds, Alan Priestley"."""
    before = text[max(0, start - 100) : start]
    if before.endswith(("Dr ", "Dr. ")):
        return frozenset(("doctor",))
    found = _BEFORE.search(before) if before.endswith(", ") else None
    return role_words(found["role"]) if found else frozenset()


def told_of(text: str, end: int) -> frozenset[str]:
    """Return the roles that a clause gives a name: "Hume has been the Labour MP for Dunmore since 2001"."""
    found = _COPULA.match(text, end, end + 120)
    return role_words(found["role"]) if found else frozenset()


_COPULA = re.compile(
    r" (?:is|was|has been|became|had been|who is|who was|serves as|works as)(?: also| now| then)?"
    r" (?:the|an?|one of the)"
    r" (?P<role>[^,.;:\n“”]{3,60})"
)
_PARTY = {"gop": "republican", "tory": "conservative"}
_PARTISAN = frozenset(("repub", "democ", "liber", "conse", "labou", "green", "socia"))
_SENTENCE_END = re.compile(r"[.!?\n] ?")
_BEFORE = re.compile(
    r"(?:^|(?<=[.!?\n“”] )|(?<=said )|(?<=by )|(?<=,))(?: ?)"
    r"(?P<role>(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|An?|\p{Lu}[\p{L} ]+['’]s)"
    r" [^,.;:!?\n“”]{3,80}), $"
)


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
        near = text_beside(desk, person.span)
        told = sum(1 for w in fold(near).split() if w[:5] in qualifiers)
        scores.append(told + 2 * (bool(place) and country_of(near) == place))
    best = max(scores, default=0)
    if best:
        return [p for p, score in zip(persons, scores, strict=True) if score == best]
    # "The GOP nominee" is not the Libertarian, nor "the French minister" the German.
    told_near = fold(text_beside(desk, persons[0].span)).split() if len(persons) == 1 else []
    party = any(word in _PARTISAN for word in qualifiers) and any(word[:5] in _PARTISAN for word in told_near)
    elsewhere = country_of(" ".join(told_near)) if place else ""
    other = party or (elsewhere and elsewhere != place)
    return persons if len(persons) < 2 and "former" not in mention.name and not other else []


def text_beside(desk: Desk, span: Span) -> str:
    """Return what stands beside a name, up to the sentence's ends and the next persons."""
    front = desk.text[max(0, span.start - 70) : span.start].split("\n")[-1]
    behind = desk.text[span.end : span.end + 90].split("\n")[0]
    others = [p.span for p in desk.names.around(span.start, 5, 6) if not p.span.overlaps(span)]
    start = max((o.end for o in others if o.end <= span.start), default=0)
    end = min((o.start for o in others if o.start >= span.end), default=len(desk.text))
    front = front[max(0, len(front) - (span.start - start)) :]
    behind = _TITLE_BEHIND.sub("", behind[: max(0, end - span.end)])
    return f"{front} {behind}"


def answer_aged(desk: Desk, mention: Mention, span: Span) -> Answer:
    """Answer "the 54-year-old": the name beside which the text says the age."""
    age = re.compile(rf"(?P<name>{RUN.pattern}),? (?:\(?aged? )?{re.escape(mention.owner)}\b")
    for found in age.finditer(desk.text, max(0, span.start - 5000), span.end + 2000):
        if is_no_name(found["name"].split()[0], "", 0) and " " not in found["name"]:
            continue
        inner = read_mention(found["name"])
        where = Span(found.start("name"), found.end("name"))
        return answer_person(desk, inner, found["name"], where) if inner.kind == "person" else UNKNOWN
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
        near = span.start - person.span.start < 1500 and " " in name
        if near and (not mention.gender or gender in ("", mention.gender)):
            persons.setdefault(name, person)
    if mention.head == "national":
        persons = {n: p for n, p in persons.items() if mention.name.split()[-1] in text_beside(desk, p.span)}
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
