"""Attributions of one article in; for each, who speaks, or who may, out. The order of the questions, and no word lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

import regex as re
from attrs import evolve, frozen

from quotekit.speakers.antecedents import Antecedents, clear_best
from quotekit.speakers.bodies import Bodies
from quotekit.speakers.folding import fold
from quotekit.speakers.lexicon import SpeakerLexicon, as_day
from quotekit.speakers.mentions import NOBODY, Mention, body_words, given_names, read_mention
from quotekit.speakers.finding import common_surnames
from quotekit.speakers.naming import RUN, Names, Person, _is_no_name, _opens_sentence, role_behind, role_words
from quotekit.speakers.roles import country_of, is_place, wide_roles
from quotekit.values import Attribution, Passage, Reading, Span, Speaker

Answer = tuple[Speaker | None, tuple[Speaker, ...]]
UNKNOWN: Answer = (None, ())
MAX_CANDIDATES = 10


_SPEAKING_DOCUMENTS = frozenset(
    "statement report message letter release note post tweet announcement email comment reply response memo".split()
)
"""Documents that may go back to who spoke last; a study or a video does not."""


class Coreference(Protocol):
    """Your own coreference: for each mention, the span it goes back to, or ``None`` to leave it to the library."""

    def __call__(self, reading: Reading, mentions: Sequence[Span]) -> Sequence[Span | None]:
        """Return one answer a mention, in order."""
        ...


@frozen
class Said:
    """An attribution already answered, as later ones look back at it."""

    at: int
    end: int
    speaker: Speaker
    nested: bool
    attribution: Attribution


class Resolver:
    """Answers the attributions of one article in their order."""

    def __init__(
        self,
        reading: Reading,
        passages: Sequence[Passage],
        lexicon: SpeakerLexicon | None,
        coreference: Coreference | None = None,
    ) -> None:
        article = reading.article
        self.reading = reading
        self.text = article.text
        self.day = article.date if article.date else None
        self.passages = passages
        self.lexicon = lexicon if lexicon is not None and len(lexicon) else None
        self.coreference = coreference
        self.names = Names(self.text)
        self.bodies = Bodies(self.text, self.names)
        self.antecedents = Antecedents(self.text, self.names, reading.sentences, passages)
        self.sentence_starts = [s.start for s in reading.sentences]
        self.said: list[Said] = []
        self.documents: list[tuple[int, str, str, Speaker]] = []
        self.own: dict[Span, Span] = {}
        self._looked_up: dict[tuple[str, str], Answer] = {}

    def resolve(self, attributions: Sequence[Attribution]) -> list[Answer]:
        """Return one answer an attribution."""
        self._ask_coreference(attributions)
        parents = enclosing(attributions)
        answers: list[Answer] = [UNKNOWN] * len(attributions)
        order = sorted(range(len(attributions)), key=lambda i: (attributions[i].content[0].start, -attributions[i].content[-1].end))
        for i in order:
            parent = parents[i]
            holder = (attributions[parent], answers[parent][0]) if parent is not None else None
            answers[i] = self._answer(attributions[i], holder)
            speaker = answers[i][0]
            if speaker:
                spans = (attributions[i].content[0], *attributions[i].source)
                said = Said(min(s.start for s in spans), max(s.end for s in spans), speaker, holder is not None, attributions[i])
                self.said.append(said)
        return self._second_look(attributions, answers, order, parents)

    def _second_look(
        self, attributions: Sequence[Attribution], answers: list[Answer], order: list[int], parents: list[int | None]
    ) -> list[Answer]:
        """Speakers of quotes inside quotes whose holder was answered late."""
        for i in order:
            parent = parents[i]
            if answers[i] == UNKNOWN and parent is not None and answers[parent][0]:
                answers[i] = self._answer(attributions[i], (attributions[parent], answers[parent][0]))
        return answers

    def _ask_coreference(self, attributions: Sequence[Attribution]) -> None:
        if self.coreference is None:
            return
        mentions = [a.source[0] for a in attributions if a.source]
        mentions = [s for s in mentions if read_mention(s.of(self.text)).kind in ("pronoun", "nominal", "document", "body")]
        for mention, target in zip(mentions, self.coreference(self.reading, mentions), strict=True):
            if target is not None and target != mention:
                self.own[mention] = target

    # One attribution

    def _answer(self, attribution: Attribution, holder: tuple[Attribution, Speaker | None] | None) -> Answer:
        if not attribution.source:
            return self._unsourced(attribution, holder)
        span = Span(attribution.source[0].start, attribution.source[-1].end)
        if attribution.source[0] in self.own:
            span = self.own[attribution.source[0]]
        elif len(attribution.source) > 1:
            span = self._telling(attribution.source)
        words = span.of(self.text)
        if attribution.form == "post" and holder is None:
            return self._post(words, span)
        mention = read_mention(words)
        if attribution.form in ("transcript", "headline", "link") and mention.kind in ("body", "none", "person"):
            mention = self._label(words, mention)
        return self._of_mention(mention, words, span, attribution, holder)

    def _telling(self, source: Sequence[Span]) -> Span:
        """Return the piece of a source in pieces that tells most: a name before a noun before a pronoun."""
        order = ("person", "account", "body", "place", "document", "nominal", "pronoun", "none")
        return min(source, key=lambda s: (order.index(read_mention(s.of(self.text)).kind), s.start))

    def _of_mention(
        self, mention: Mention, words: str, span: Span, attribution: Attribution, holder: tuple[Attribution, Speaker | None] | None
    ) -> Answer:
        match mention.kind:
            case "pronoun":
                return self._pronoun(mention, span, attribution, holder)
            case "account":
                return self._account(mention, words, span)
            case "person":
                return self._person(mention, words, span, attribution.form)
            case "body":
                return self._body(mention, words, span)
            case "place":
                return self._place(mention, words, span)
            case "document":
                return self._document(mention, words, span)
            case "nominal":
                return self._nominal(mention, words, span)
            case "label":
                return self._interviewed(mention, span)
            case _:
                return self._listed(words, span) or UNKNOWN

    def _interviewed(self, mention: Mention, span: Span) -> Answer:
        """ "A:" is the one person that the text before the questions names."""
        if mention.head != "A":
            return UNKNOWN
        first = next((i for i in (self.text.find(f"\n{label}:") for label in ("Q", "QUESTION")) if i >= 0), span.start)
        persons = {}
        for person in self.names.persons:
            if person.span.start < min(first + 1, span.start) and " " in person.name:
                persons.setdefault(self.antecedents.canonical(person)[0], person)
        if len(persons) != 1:
            return UNKNOWN
        name, person = next(iter(persons.items()))
        return self._listed_or(name, "interview", (span, person.span), self._role_at(person), name, person.span)

    def _post(self, words: str, span: Span) -> Answer:
        block = next((b for b in self.reading.article.blocks if b.kind == "post" and b.span.contains(span)), None)
        handle = block.handle if block and block.handle else ""
        mention = read_mention(words if "@" in words else f"{words} ({handle or '@'})")
        if mention.kind != "account":
            mention = Mention("account", words.strip())
        return self._account(mention, f"{mention.name} ({handle})" if handle else words, span)

    def _label(self, words: str, mention: Mention) -> Mention:
        """Read a label in capitals as a name where the text spells one so: ``BLITZER``, ``PODOLYAK``."""
        plain = words.strip(" :")
        if not plain.isupper() or not any(c.isalpha() for c in plain):
            return mention
        if plain in ("Q", "A", "QUESTION", "ANSWER", "MODERATOR", "INTERVIEWER"):
            return Mention("label", plain, head=plain[0])
        if is_place(plain) or mention.kind == "body" and " " in mention.name:
            return mention
        titled = _uncapital(plain)
        again = read_mention(titled)
        spelled = again.name in self.text if again.name else False
        return again if spelled or plain not in self.text.replace(plain + ":", "") or mention.kind == "person" else mention

    # Names

    def _person(self, mention: Mention, words: str, span: Span, form: str) -> Answer:
        name = mention.name
        evidence = Span(min(span.start + mention.start, span.end), min(span.start + mention.start + len(name), span.end))
        if name.isupper() and " " not in name and len(name) > 1 and form in ("prose", "block", "post"):
            return self._body(evolve(mention, kind="body", head=name.lower()), words, span)
        role = mention.role or None
        if " " in name.strip():
            known = self._same_person(name)
            full = known.name if known else _uncapital(name)
            role = role or self._role_at(known)
            return self._listed_or(full, "name", (evidence,), role, words, span)
        return self._surname(mention, words, span, evidence, role)

    def _same_person(self, name: str) -> Person | None:
        """Return the fullest form of a name in the text: where "Zaha Hadid" was introduced with all her names."""
        words = set(fold(name).split())
        for person in self.names.full(name.split()[-1]):
            others = set(fold(person.name).split())
            if words <= others or others <= words:
                return person if len(others) >= len(words) or others <= words and len(others) > 1 else None
        return None

    def _role_at(self, person: Person | None) -> str | None:
        return role_behind(self.text, person.span.end) or person.role or None if person else None

    def _surname(self, mention: Mention, words: str, span: Span, evidence: Span, role: str | None) -> Answer:
        name = mention.name
        persons = self.names.full(name)
        if not persons and (name.isupper() or name != _uncapital(name)):
            name = _uncapital(name)
            persons = self.names.full(name)
        if mention.gender and len(persons) > 1:
            persons = tuple(p for p in persons if p.gender in ("", mention.gender)) or persons
        if mention.gender and len(persons) == 1 and persons[0].gender not in ("", mention.gender) and mention.gender != (given_names().get(fold(name), "")):
            persons = ()
        if role and len(persons) > 1:
            wanted = role_words(role)
            persons = tuple(p for p in persons if {p.role} & wanted) or persons
        if len(persons) > 1:
            persons = self._nearest(persons, name, span.start)
        if len(persons) == 1:
            found = persons[0]
            return self._listed_or(found.name, "surname", (evidence, found.span), role or self._role_at(found), words, span)
        if persons:
            return None, tuple(Speaker(p.name, "person", None, p.role or None, "surname", (p.span,)) for p in persons)[:MAX_CANDIDATES]
        if is_place(name):
            return self._place(mention, words, span)
        if not role and not mention.gender and self._is_plain_word(name, evidence.start):
            return self._listed(words, span) or UNKNOWN
        return self._listed_or(_uncapital(name), "name", (evidence,), role, words, span)

    def _is_plain_word(self, name: str, at: int) -> bool:
        """Tell whether a capital only opens a sentence: "Researchers", "Remember"."""
        if fold(name) in given_names() or fold(name) in common_surnames() or not _opens_sentence(self.text, at):
            return False
        if name in self.names.inner:
            return False
        return bool(_PLURAL.search(name)) or bool(re.search(rf"\b{re.escape(name.lower())}\b", self.text)) or fold(name) in _VERBS

    def _nearest(self, persons: tuple[Person, ...], name: str, at: int) -> tuple[Person, ...]:
        """Of two with one surname: the one who spoke last, or the only one named before."""
        before = tuple(p for p in persons if p.span.start < at)
        if len(before) == 1:
            return before
        for said in reversed(self.said[-6:]):
            fitting = [p for p in persons if p.name == said.speaker.name]
            if fitting:
                return (fitting[0],)
        counts = sorted(((self.text.count(p.name), p) for p in persons), key=lambda c: -c[0])
        if counts[0][0] >= 3 * max(counts[1][0], 1):
            return (counts[0][1],)
        last = max(persons, key=lambda p: self.text.rfind(p.name, max(0, at - 600), at))
        return (last,) if self.text.rfind(last.name, max(0, at - 600), at) >= 0 else persons

    # The lexicon

    def _sentence(self, span: Span) -> str:
        i = bisect_right(self.sentence_starts, span.start) - 1
        if i >= 0 and self.reading.sentences[i].end > span.start:
            return self.reading.sentences[i].of(self.text)[:1000]
        return self.text[max(0, span.start - 150) : span.end + 150]

    def _lookup(self, mention: str, span: Span) -> Answer:
        if self.lexicon is None:
            return UNKNOWN
        key = (mention, self._sentence(span))
        if key not in self._looked_up:
            found = self.lexicon.find(mention[:400], on=self.day, context=key[1])
            self._looked_up[key] = (found.speaker, found.candidates)
        return self._looked_up[key]

    def _listed(self, words: str, span: Span) -> Answer | None:
        """Return the lexicon's answer to the source's own words, where it is sure."""
        speaker, _ = self._lookup(words.strip(), span)
        return (evolve(speaker, resolved_by="lexicon", evidence=(span,)), ()) if speaker else None

    def _listed_or(
        self, name: str, rule: str, evidence: tuple[Span, ...], role: str | None, words: str, span: Span, kind: str = "person"
    ) -> Answer:
        """Return the lexicon's speaker of that name, or the name as the text tells it."""
        plain = Speaker(name, kind, None, role, rule, evidence)  # type: ignore[arg-type]
        if self.lexicon is None:
            return plain, ()
        asked = [name] if rule != "name" or " " in name else [words.strip(), name]
        if kind != "person":
            asked = [words.strip(), name]
        candidates: tuple[Speaker, ...] = ()
        for mention in asked:
            speaker, others = self._lookup(mention, span)
            if speaker:
                return evolve(speaker, role=speaker.role or role, resolved_by="lexicon", evidence=evidence), ()
            candidates = candidates or others
        if len(candidates) > 1:
            return None, candidates[:MAX_CANDIDATES]
        return plain, ()

    # Organisations, places, documents, accounts

    def _body(self, mention: Mention, words: str, span: Span) -> Answer:
        listed = self._listed(words, span)
        if listed:
            return listed
        printed = mention.name
        if not mention.owner and (printed.islower() or printed == "Police"):
            return self._same_body(mention, span, words)
        name = self.bodies.name(mention)
        if name == printed:
            name = self._fuller_body(printed)
        return self._listed_or(name, "name", (span,), None, name, span, "organisation")

    def _fuller_body(self, name: str) -> str:
        if name.isupper() and len(name) <= 6:
            return self._spelled_out(name)
        return _uncapital(name) if name.isupper() and " " in name else name

    def _spelled_out(self, acronym: str) -> str:
        """Return the name in front of ``(ABC)`` whose initials are the acronym, or the acronym."""
        at = self.text.find(f"({acronym})")
        if at < 0:
            return acronym
        words = self.text[max(0, at - 120) : at].split()
        for size in range(min(len(words), len(acronym) + 3), 1, -1):
            front = words[-size:]
            capitals = "".join(w[0] for w in front if w[0].isupper())
            if capitals == acronym and front[0][0].isupper():
                return " ".join(front)
        return acronym

    def _same_body(self, mention: Mention, span: Span, words: str) -> Answer:
        """ "the ministry", "the company": the organisation named before whose noun agrees."""
        if words.split()[0].lower() not in ("the", "its", "this", "that"):
            return UNKNOWN
        for said in reversed(self.said[-8:]):
            if said.speaker.kind == "organisation" and fold(said.speaker.name).split()[-1:] == [fold(mention.head)]:
                return evolve(said.speaker, resolved_by="nominal", evidence=(span, *said.speaker.evidence[:1])), ()
        start = max(0, span.start - 2000)
        named = re.compile(rf"(?:{RUN.pattern} )(?:[a-z]+ )?{re.escape(mention.head)}\b|{RUN.pattern}")
        for found in reversed([*named.finditer(self.text, start, span.start)]):
            name = re.sub(r"^The ", "", found[0])
            if name.split()[-1].lower() == mention.head and len(name.split()) > 1:
                where = Span(found.end() - len(name), found.end())
                return self._listed_or(name, "nominal", (span, where), None, name, where, "organisation")
        return self._company(mention, span) if mention.head in _COMPANIES else UNKNOWN

    def _company(self, mention: Mention, span: Span) -> Answer:
        last = next((s for s in reversed(self.said[-4:]) if s.speaker.kind == "organisation" and s.at < span.start), None)
        if last:
            return evolve(last.speaker, resolved_by="nominal", evidence=(span, *last.speaker.evidence[:1])), ()
        found = [*_HEADED.finditer(self.text, max(0, span.start - 2000), span.start)]
        found = [f for f in found if not _is_no_name((f["behind"] or f["before"]).split()[0], "", 0)]
        names = {f["behind"] or f["before"] for f in found}
        if len(names) != 1:
            return UNKNOWN
        group = "behind" if found[0]["behind"] else "before"
        where = Span(*found[0].span(group))
        name = names.pop()
        return self._listed_or(name, "nominal", (span, where), None, name, where, "organisation")

    def _place(self, mention: Mention, words: str, span: Span) -> Answer:
        listed = self._listed(words, span)
        if listed:
            return listed
        name = mention.name
        if name.isupper() and len(name) > 3:
            name = country_of(name) if fold(country_of(name)) == fold(name) else _uncapital(name)
        return Speaker(name, "organisation", None, None, "name", (span,)), ()

    def _account(self, mention: Mention, words: str, span: Span) -> Answer:
        listed = self._listed(words, span)
        if listed:
            return listed
        name = mention.name or mention.head
        where = Span(span.start + mention.start, min(span.start + mention.start + len(name), span.end))
        return Speaker(name, "account", None, None, "account", (where,)), ()

    def _document(self, mention: Mention, words: str, span: Span) -> Answer:
        listed = self._listed(words, span)
        if listed and listed[0]:
            self._note(span.start, mention, listed[0])
            return listed
        issuer = self._issuer(mention, span)
        if issuer is None:
            return UNKNOWN
        self._note(span.start, mention, issuer)
        return evolve(issuer, resolved_by="document", evidence=(span, *issuer.evidence[:1])), ()

    def _note(self, at: int, mention: Mention, issuer: Speaker) -> None:
        self.documents.append((at, mention.head, mention.owner, issuer))

    def _issuer(self, mention: Mention, span: Span) -> Speaker | None:
        if mention.owner:
            key = self.bodies.key(mention.owner)
            for _, head, owner, issuer in self.documents:
                if head == mention.head and owner and key and self.bodies.key(owner) == key:
                    return issuer
            if "press" in mention.name.split() and (press := self.bodies.press_of(mention.owner)):
                return self._listed_or(press, "document", (span,), None, press, span, "organisation")[0]
            owner_mention = read_mention(mention.owner)
            if owner_mention.kind == "pronoun":
                return self.said[-1].speaker if self.said else None
            return self._of_mention(owner_mention, mention.owner, span, Attribution(content=(span,)), None)[0]
        for at, head, _, issuer in reversed(self.documents):
            if head == mention.head and at < span.start:
                return issuer
        return self._introduced(mention, span)

    def _introduced(self, mention: Mention, span: Span) -> Speaker | None:
        """Who spoke where the document was first named: "In a statement, the ministry said …"."""
        noun = re.compile(rf"\b{re.escape(mention.head)}\b")
        for found in reversed([*noun.finditer(self.text, max(0, span.start - 6000), span.start)][-5:]):
            at = found.start()
            sentence = self._sentence_span(at)
            spoke = [s for s in self.said if s.attribution.source and not s.nested and _inside(s.attribution.source[0], sentence)]
            if spoke:
                return spoke[0].speaker
            subject = re.match(
                r"(?P<subject>[^.!?\n]{2,90}?)(?<!\bto) (?:has |have |had )?(?:followed|issued|released|published|sent|wrote|posted|put|made|gave|shared)\b",
                sentence.of(self.text),
            )
            if subject:
                read = read_mention(subject["subject"])
                if read.kind in ("person", "body", "nominal", "place"):
                    where = Span(sentence.start, sentence.start + len(subject["subject"]))
                    speaker = self._of_mention(read, subject["subject"], where, Attribution(content=(where,)), None)[0]
                    if speaker:
                        return speaker
        last = self._last_said(span.start, 1) if mention.head in _SPEAKING_DOCUMENTS else None
        return last.speaker if last else None

    def _sentence_span(self, at: int) -> Span:
        i = bisect_right(self.sentence_starts, at) - 1
        if i >= 0:
            return self.reading.sentences[i]
        return Span(max(0, at - 200), at + 100)

    # Roles

    def _nominal(self, mention: Mention, words: str, span: Span) -> Answer:
        if not mention.definite:
            return UNKNOWN
        if mention.head == "aged":
            return self._aged(mention, span)
        named = self._holders(mention, span)
        if len(named) == 1:
            person = named[0]
            return self._listed_or(person.name, "role", (span, person.span), person.role or None, words, span)
        listed = self._listed(words, span)
        if listed:
            return listed
        if named:
            last = next((p for s in reversed(self.said) for p in named if p.name == s.speaker.name), None)
            if last:
                return self._listed_or(last.name, "role", (span, last.span), last.role or None, words, span)
            return None, tuple(Speaker(p.name, "person", None, p.role or None, "role", (p.span,)) for p in named)[:MAX_CANDIDATES]
        return self._only_person(mention, span)

    def _holders(self, mention: Mention, span: Span) -> list[Person]:
        """Return the persons to whom the text gives the role, each once."""
        found: dict[str, Person] = {}
        wide = {mention.head, *_narrow(mention.head)}
        for person in self.names.persons:
            roles = {person.role} if person.role else set()
            roles |= role_words(role_behind(self.text, person.span.end))
            if not roles & wide or mention.gender and person.gender and mention.gender != person.gender:
                continue
            name, gender = self.antecedents.canonical(person)
            if name not in found:
                found[name] = Person(name, person.span, gender, person.role)
        for said in self.said:
            if said.speaker.role and said.speaker.name not in found and said.speaker.evidence and role_words(said.speaker.role) & wide:
                found[said.speaker.name] = Person(said.speaker.name, said.speaker.evidence[0], "", said.speaker.role)
        whole = [p for p in found.values() if " " in p.name] or list(found.values())
        whole = self._qualified(mention, whole)
        before = [p for p in whole if p.span.start < span.start]
        return before if len(before) == 1 else whole

    def _qualified(self, mention: Mention, persons: list[Person]) -> list[Person]:
        """Keep those near whose names the text says what the mention says: the *Democratic* nominee."""
        own = set(mention.head.split()) | _ARTICLES
        qualifiers = [w[:5] for w in fold(mention.name).split() if w not in own and len(w) > 2 and not role_words(w)]
        place = country_of(mention.name)
        if not qualifiers:
            return persons
        scores = []
        for person in persons:
            near = self._beside(person.span)
            told = sum(1 for w in fold(near).split() if w[:5] in qualifiers)
            scores.append(told + 2 * (bool(place) and country_of(near) == place))
        best = max(scores, default=0)
        if best:
            return [p for p, score in zip(persons, scores, strict=True) if score == best]
        return persons if len(persons) < 2 and "former" not in mention.name else []

    def _beside(self, span: Span) -> str:
        """Return what stands beside a name, up to the sentence's ends and the next persons."""
        front = self.text[max(0, span.start - 70) : span.start].split("\n")[-1]
        behind = self.text[span.end : span.end + 90].split("\n")[0]
        others = [p.span for p in self.names.persons if abs(p.span.start - span.start) < 100 and not p.span.overlaps(span)]
        start = max((o.end for o in others if o.end <= span.start), default=0)
        end = min((o.start for o in others if o.start >= span.end), default=len(self.text))
        front = front[max(0, len(front) - (span.start - start)) :]
        behind = _TITLE_BEHIND.sub("", behind[: max(0, end - span.end)])
        return f"{front} {behind}"

    def _aged(self, mention: Mention, span: Span) -> Answer:
        age = re.compile(rf"(?P<name>{RUN.pattern}),? (?:\(?aged? )?{re.escape(mention.owner)}\b")
        found = next(iter(age.finditer(self.text)), None)
        if found:
            inner = read_mention(found["name"])
            where = Span(found.start("name"), found.end("name"))
            return self._person(inner, found["name"], where, "prose") if inner.kind == "person" else UNKNOWN
        return self._only_person(mention, span)

    def _only_person(self, mention: Mention, span: Span) -> Answer:
        """A role that the text gives nobody: the one person named so far, if there is but one."""
        if mention.owner or mention.head in ("official", "resident", "witness", "expert", "executive", "victim", "suspect"):
            return UNKNOWN
        before = {self.antecedents.canonical(p)[0] for p in self.names.persons if p.span.start < span.start}
        whole = {name for name in before if " " in name}
        last = self._last_said(span.start, 2)
        wide = mention.head in wide_roles() or mention.head in ("aged", "man", "woman", "author", "singer", "actor")
        if last and len(whole) == 1 and last.speaker.name in whole and (wide or last.speaker.kind == "person"):
            return evolve(last.speaker, resolved_by="nominal", evidence=(span, *last.speaker.evidence[:1])), ()
        return UNKNOWN

    # Pronouns and discourse

    def _pronoun(self, mention: Mention, span: Span, attribution: Attribution, holder: tuple[Attribution, Speaker | None] | None) -> Answer:
        match mention.head:
            case "1" | "1p":
                speaker = holder[1] if holder and self._is_quoted(holder[0]) else self._quoted_around(span)
                return (evolve(speaker, resolved_by="first-person", evidence=(span, *speaker.evidence[:1])), ()) if speaker else UNKNOWN
            case "m" | "f":
                return self._he_or_she(mention, span, holder)
            case "n":
                return self._it(span, holder)
            case "r" if mention.name in ("who", "which", "whom"):
                return self._relative(span)
            case _:
                return UNKNOWN

    def _quoted_around(self, span: Span) -> Speaker | None:
        """Who speaks the passage that a first person stands in."""
        for said in reversed(self.said):
            if any(c.contains(span) for c in said.attribution.content) and self._is_quoted(said.attribution):
                return said.speaker
        return None

    def _he_or_she(self, mention: Mention, span: Span, holder: tuple[Attribution, Speaker | None] | None) -> Answer:
        bonus: dict[str, float] = {}
        quoted = holder is not None and self._is_quoted(holder[0])
        last = self._last_said(span.start, 3)
        if last and last.speaker.kind in ("person", "account") and not (quoted and holder and last.speaker == holder[1]):
            gap = self.text.count("\n\n", min(last.end, span.start), span.start)
            bonus[self._printed_name(last.speaker)] = 1.5 - 0.4 * gap
        if holder and holder[1]:
            bonus[self._printed_name(holder[1])] = -4.0 if quoted else 1.5
        inside = Span(holder[0].content[0].start, holder[0].content[-1].end) if holder else None
        scored = self.antecedents.before(span.start, mention.gender, bonus, inside)
        best = clear_best(scored)
        if best and best.score > -4.0:
            person = best.person
            return self._listed_or(self._whole(best.name), "pronoun", (span, person.span), self._role_at(person), best.name, person.span)
        if not scored and last and last.speaker.kind == "person" and last.speaker.evidence and not quoted:
            if given_names().get(fold(last.speaker.name).split()[0] if last.speaker.name else "", mention.gender) in ("", mention.gender):
                return evolve(last.speaker, resolved_by="pronoun", evidence=(span, *last.speaker.evidence[:1])), ()
        near = [s for s in scored if scored[0].score - s.score < 1.0] if scored else []
        if len(near) < 2:
            return UNKNOWN
        return None, tuple(Speaker(s.name, "person", None, None, "pronoun", (s.person.span,)) for s in near[:MAX_CANDIDATES])

    def _whole(self, name: str) -> str:
        return _uncapital(name)

    def _printed_name(self, speaker: Speaker) -> str:
        """Return the name under which the text knows a speaker whom the lexicon may have renamed."""
        for span in speaker.evidence:
            for person in self.names.full(span.of(self.text).split()[-1]) if span.of(self.text).split() else ():
                if person.span.overlaps(span) or span.of(self.text).endswith(person.name):
                    return person.name
        return speaker.name

    def _it(self, span: Span, holder: tuple[Attribution, Speaker | None] | None) -> Answer:
        if holder and holder[1] and not self._is_quoted(holder[0]) and holder[1].kind == "organisation":
            return evolve(holder[1], resolved_by="pronoun", evidence=(span, *holder[1].evidence[:1])), ()
        for said in reversed(self.said[-5:]):
            own = holder is not None and said.attribution is holder[0]
            near = self.text.count("\n\n", min(said.end, span.start), span.start) <= 2
            if said.speaker.kind == "organisation" and not own and not (said.nested and not holder) and near:
                return evolve(said.speaker, resolved_by="pronoun", evidence=(span, *said.speaker.evidence[:1])), ()
        return UNKNOWN

    def _relative(self, span: Span) -> Answer:
        """ "Ada Cole, who said": the name right before."""
        start = self._sentence_span(span.start).start
        before = self.text[max(start, span.start - 200) : span.start].rstrip(" ,")
        runs = list(RUN.finditer(before))
        if not runs:
            return UNKNOWN
        offset = max(start, span.start - 200)
        gap = before[runs[-1].end() :]
        if len(gap) > 60 or (gap and not gap.startswith(",")):
            return UNKNOWN
        mention = read_mention(runs[-1][0])
        where = Span(offset + runs[-1].start(), offset + runs[-1].end())
        if mention.kind not in ("person", "body", "place"):
            return UNKNOWN
        speaker, candidates = self._of_mention(mention, runs[-1][0], where, Attribution(content=(span,)), None)
        return (evolve(speaker, resolved_by="pronoun", evidence=(span, where)), ()) if speaker else (None, candidates)

    def _is_quoted(self, attribution: Attribution) -> bool:
        piece = attribution.content[0]
        return any(p.span.contains(piece) for p in self.passages) or attribution.form in ("transcript", "dialogue", "post")

    def _last_said(self, at: int, paragraphs: int) -> Said | None:
        for said in reversed(self.said):
            if said.nested or said.at >= at or said.attribution.form in ("headline", "post", "link"):
                continue
            gap = self.text.count("\n\n", min(said.end, at), at)
            return said if gap <= paragraphs else None
        return None

    def _unsourced(self, attribution: Attribution, holder: tuple[Attribution, Speaker | None] | None) -> Answer:
        if attribution.form in ("headline", "post", "link") or holder or not self._is_quoted(attribution):
            return UNKNOWN
        at = attribution.content[0].start
        turns = [s for s in self.said if not s.nested and s.at < at and s.attribution.form not in ("headline", "post", "link")]
        if not turns:
            return UNKNOWN
        last = turns[-1]
        between = self.text[min(last.end, at) : at]
        gap = between.count("\n\n") or between.count("\n")
        if gap > 2 or len(between) > 600:
            return UNKNOWN
        speaker = last.speaker
        if gap and self._alternate(attribution, turns):
            speaker = turns[-2].speaker
        elif gap and attribution.form == "dialogue":
            return UNKNOWN
        return evolve(speaker, resolved_by="discourse", evidence=speaker.evidence[:1]), ()

    def _alternate(self, attribution: Attribution, turns: list[Said]) -> bool:
        """Tell whether two take turns: the last two turns are by two, each a paragraph's own quotation."""
        if len(turns) < 2 or turns[-1].speaker.name == turns[-2].speaker.name:
            return False
        a, b = turns[-2], turns[-1]
        gap = self.text[min(a.end, b.at) : b.at]
        if attribution.form == "dialogue":
            return True
        if "\n" not in gap or not (self._is_quoted(a.attribution) and self._is_quoted(b.attribution)):
            return False
        return len(gap) < 200


def _narrow(head: str) -> tuple[str, ...]:
    return {
        "lawmaker": ("senator", "representative", "mp", "mep"),
        "leader": ("president", "prime minister", "chancellor", "supreme leader", "party leader"),
        "politician": ("senator", "representative", "mp", "governor", "mayor", "minister"),
        "executive": ("chief executive",),
        "official": (),
    }.get(head, ())


_NAME = r"\p{Lu}[\p{L}&\-]+(?: \p{Lu}[\p{L}&\-]+){0,3}"
_ARTICLES = frozenset("the a an of for and in at".split())
_TITLE_BEHIND = re.compile(r"(?:[.;] .*|\p{Lu}[\p{L}.]* ?)$")
_COMPANIES = frozenset(
    "company firm agency group organisation organization newspaper paper carmaker retailer lender drugmaker chipmaker"
    " airline bank maker manufacturer insurer broadcaster network party charity startup conglomerate brewer club".split()
)
_HEADED = re.compile(
    rf"\b(?:[Cc]hief executive|CEO|[Cc]hair(?:man|woman)?|[Ff]ounder|[Ss]pokes(?:man|woman|person)|[Pp]resident|[Dd]irector|[Hh]ead) (?:of|for|at) (?P<behind>{_NAME})"
    rf"|(?P<before>{_NAME})(?:['’]s)? (?:chief|CEO|chairman|chairwoman|founder|spokes(?:man|woman|person)|boss)\b"
)
_PLURAL = re.compile(r"(?:[eo]rs|ists|[ae]nts|ians|ees|ics|men|ities|ions|yone|ybody|eone|ebody|one)$")
_VERBS = frozenset("remember know say tell imagine suppose assume recall understand exclaim note consider think believe see feel police".split())


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start < other.end


_LOWER = frozenset("of the and for in on de da van von bin al del la le".split())


def _uncapital(name: str) -> str:
    """Undo capitals: ``PODOLYAK`` is Podolyak, ``McCAIN`` McCain."""
    if not name.isupper() or len(name) < 3:
        return re.sub(r"\bMc([A-Z])([A-Z]+)\b", lambda m: f"Mc{m[1]}{m[2].lower()}", name)
    words = [w if "." in w else w.lower() if i and w.lower() in _LOWER else w.title() for i, w in enumerate(name.split())]
    plain = " ".join(words)
    return re.sub(r"\b(Mc|O['’])(\p{L})", lambda m: m[1] + m[2].upper(), plain).replace("’S", "’s").replace("'S", "'s")


def enclosing(attributions: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the smallest other one in one of whose pieces of content it lies.

    >>> outer = Attribution(content=(Span(0, 90),))
    >>> enclosing([outer, Attribution(content=(Span(10, 20),))])
    [None, 0]
    """
    hulls = [(a.content[0].start, a.content[-1].end) for a in attributions]
    order = sorted(range(len(hulls)), key=lambda i: (hulls[i][0], -hulls[i][1]))
    parents: list[int | None] = [None] * len(hulls)
    stack: list[int] = []
    for i in order:
        start, end = hulls[i]
        while stack and hulls[stack[-1]][1] <= start:
            stack.pop()
        for k in reversed(stack):
            if any(p.start <= start and end <= p.end and (p.start, p.end) != (start, end) for p in attributions[k].content):
                parents[i] = k
                break
        stack.append(i)
    return parents


__all__ = ["NOBODY", "UNKNOWN", "Answer", "Coreference", "Resolver", "as_day", "body_words", "enclosing"]
