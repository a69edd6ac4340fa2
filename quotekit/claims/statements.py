"""A claim in, its statements out: one a sentence, each with what can be held against another's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex
from attrs import evolve, frozen

from quotekit.claims.checkable import sentences
from quotekit.claims.flags import is_negated, main_statement
from quotekit.claims.similarity import UNKNOWN_RARITY, phrase_forms, phrases, rarity
from quotekit.claims.tables import read_rows
from quotekit.claims.tense import past_forms
from quotekit.claims.terms import Term, find_terms
from quotekit.claims.verbs import has_verb
from quotekit.values import Claim, Quantity, Span, Time

# Words that say little of an event.
LIGHT = frozenset(
    "make take give have go come do get say see put keep let use thing way fact time today now new year month "
    "week day first last also many much lot people person official "
    "report statement country part group well good back include such obviously currently area carry case call "
    "number level former certain actually think believe look "
    "regard ostensibly purportedly allegedly alleged reportedly directly exclusively another "
    "anything nothing everything something such against around across among within whole entire "
    "toward announce declare confirm claim add insist note tell stress maintain emphasise emphasize".split()
)
PASSIVE = regex.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)\s(?:\w+ly\s|not\s|also\s|"
    r"reportedly\s){0,2}(?P<verb>\w+(?:ed|en|wn|ught|ld|nt|nd|de|ne|ung|uck|ot|it|ut|rn|pt|lt|ft|st|et|id|ad|rt))\b"
    r"(?P<rest>.{0,80}?)\bby\s",
    regex.IGNORECASE,
)
UNDERGONE = regex.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)\s(?:\w+ly\s|not\s|also\s){0,2}(?:\w+(?:ed|en|wn|ught|ld|ung|uck)|"
    r"found|lost|left|kept|swept|built|torn|born|hit|cut|hurt|shot|met|sent|paid|read|spent|made|done|set)\b"
)
FUTURE = regex.compile(
    r"\b(?:will|shall|won['’]t|going\sto|(?:is|are)\s(?:set|due|about|ready|likely|expected|poised)?\s?to(?=\s[a-z])|"
    r"(?:plan|intend|want|hope|aim|seek|prepare|consider|threaten|promise|vow|pledge|offer)(?:s|ed|ped)?\sto|"
    r"(?:vowed|threatened|promised|pledged|wanted|planned)\sto|(?:may|might|could|should|must)(?!\shave\b))\b|['’]ll\b"
)
CONDITION = regex.compile(
    r"(?<!\b(?:ask\w*|wonder\w*|know\w*|sees?|saw|seen|decid\w*|doubt\w*|tell\w*|say|clear|sure|certain|check\w*|even|as|only|what|"
    r"question\w*|matter|debat\w*|determin\w*|understand)\s)\b(?:if|unless|provided\sthat|on\scondition\sthat)\b"
    r"(?!\s(?:not|only|any|ever|at\sall|you|needed|necessary|possible)\b)|\bonly\sif\b",
    regex.IGNORECASE,
)
IMPLIED = regex.compile(
    r"\b(?:rul(?:e|es|ed|ing)\sout|r[ua]n(?:s|ning)?\sout(?:\sof)?(?!\s(?:into|to|on)\b))\b", regex.IGNORECASE
)
"""Ways to say no without a word of negation."""


PALE = 0.1
"""What a word weighs that the words around it say already."""
# "following the scandal" is "after" it.
JOINING = regex.compile(
    r"\b(?P<pale>following|including|regarding|concerning|amid(?:st)?|despite|due|owing|thanks|in\sthe\swake\sof|"
    r"as\sa\sresult|on\saccount|in\sorder|in\sterms|in\saddition|as\swell|at\sthe\stime|in\sresponse|"
    r"with\sregard|in\sconnection|pending|during)(?=\s(?:the|an?|his|her|its|their|our|to|of|as|with)\b)",
    regex.IGNORECASE,
)

BOUND = regex.compile(r"\b(?P<pale>at\sleast|no\s(?:fewer|less)\sthan|as\smany\sas)\s", regex.IGNORECASE)
"""What stands before a number is compared with it."""


@cache
def light_verbs() -> regex.Pattern[str]:
    """Return a pattern of verbs that leave the meaning to a noun: "paid a visit", "made a decision"."""
    rows = read_rows("light_verbs.tsv")
    verbs = "|".join(form for row in rows if row["kind"] == "verb" for form in row["forms"].split("|"))
    nouns = "|".join(form for row in rows if row["kind"] == "noun" for form in row["forms"].split("|"))
    return regex.compile(
        rf"\b(?P<pale>{verbs.replace(' ', chr(92) + 's')})\s"
        r"(?:(?:an?|the|its|his|her|their|our|any|no|\w{3,12})\s){0,2}"
        rf"(?:{nouns})s?\b",
        regex.IGNORECASE,
    )


@cache
def role_words() -> frozenset[str]:
    """Return the roles of one word: "chief", "president"; whoever has one does nothing by it."""
    single = frozenset(row["role"] for row in read_rows("roles.tsv") if " " not in row["role"])
    return single | {"head", "leader", "chief"}


@cache
def titles() -> regex.Pattern[str]:
    """Return a pattern of what is printed before a name that is told: "Russian President Vladimir Putin"."""
    roles = {
        name for row in read_rows("roles.tsv") for name in (row["role"], *row["forms"].split("|")) if len(name) > 2
    }
    listed = "|".join(regex.escape(role).replace(r"\ ", r"\s") for role in sorted(roles, key=len, reverse=True))
    return regex.compile(
        rf"\b(?P<pale>(?:(?:the|former|ex-?|\p{{Lu}}[\p{{L}}.]+(?:['’]s)?)\s){{0,2}}(?i:{listed}))\s"
        r"(?=\p{Lu}\p{Ll})(?!(?:Department|Ministry|Office|Party|Service|House|Council|Committee|Union|Court|Agency|"
        r"University|School|Hall|Building|Group|Bank|Board|Commission|Association)\b)"
    )


LONGEST = 80
"""Words of a statement that are compared; no sentence that says one thing has more."""
LETTERS = 6000
"""What lies behind is no claim any more but an article."""
SENTENCES = 12
"""Sentences of a claim that are compared one by one."""


@frozen
class Statement:
    """One sentence of a claim, or its main clause."""

    text: str
    terms: tuple[Term, ...]
    weights: tuple[float, ...]
    bases: frozenset[str]
    names: frozenset[str]
    order: tuple[str, ...]
    """The terms with the doer before what is done, a passive turned round."""
    negated: bool
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    future: bool
    past: frozenset[str]
    """Bases of the words printed in a past form."""
    words: int
    verbless: bool
    passive: bool
    turned: bool
    """A passive that tells by whom, so that the order is that of the deed."""
    condition: frozenset[str]
    """Bases of the "if" that it hangs on, in it or beside it."""
    speaker: frozenset[str]
    """Terms of the speaker's name, who may stand in the text only because he said "I"."""


def statements_of(claim: Claim) -> tuple[Statement, ...]:
    """Return the statements of a claim: each sentence, and its main clause where that is shorter."""
    out: list[Statement] = []
    for span in sentences(claim.text[:LETTERS])[:SENTENCES]:
        whole = _statement(claim, span)
        out.append(whole)
        if whole.words > 9:
            main = main_statement(span.of(claim.text))
            at = span.of(claim.text).find(main)
            if at >= 0 and 4 <= len(main.split()) < whole.words - 2:
                part = _statement(claim, Span(span.start + at, span.start + at + len(main)))
                out.append(evolve(part, condition=whole.condition))
    return tuple(out)


def whole_of(claim: Claim) -> Statement:
    """Return the whole claim as one statement."""
    whole = _statement(claim, Span(0, min(len(claim.text), LETTERS // 4)))
    return evolve(whole, condition=frozenset())


def _statement(claim: Claim, span: Span) -> Statement:
    text = span.of(claim.text)
    times = tuple(time for time in claim.times if span.contains(time.span))
    quantities = tuple(quantity for quantity in claim.quantities if span.contains(quantity.span))
    taken = [
        Span(time.span.start - span.start, time.span.end - span.start)
        for time in times
        if time.kind in ("DATE", "TIME")
    ]
    taken += [
        Span(q.span.start - span.start, q.span.end - span.start) for q in quantities if not q.unit or len(q.span) <= 12
    ]
    pale = [
        Span(*found.span("pale"))
        for pattern in (JOINING, BOUND, light_verbs(), titles())
        for found in pattern.finditer(text)
    ]
    terms = tuple(
        evolve(term, name=False) if _inside(term, pale) else term
        for term in _with_phrases(text)
        if not term.base[:1].isdigit() and not _inside(term, taken)
    )
    terms = terms[:LONGEST] if terms and _inside(terms[0], pale) else _with_first_name(text, terms[:LONGEST])
    return Statement(
        text=text, terms=terms, weights=tuple(PALE if _inside(term, pale) else _weight(term) for term in terms),
        bases=frozenset(term.base for term in terms),
        names=frozenset(term.base for term in terms if term.name), order=tuple(_order(text, terms)),
        negated=(is_negated(text) != claim.denied) != bool(IMPLIED.search(text)), times=times, quantities=quantities,
        future=bool(FUTURE.search(text)),
        past=frozenset(_pasts(text, terms)), words=len(text.split()),
        verbless=not claim.denied and not has_verb(text),
        passive=UNDERGONE.search(text) is not None, turned=PASSIVE.search(text) is not None,
        condition=_condition(text, terms), speaker=_put_in(claim),
    )  # fmt: skip


def _condition(text: str, terms: tuple[Term, ...]) -> frozenset[str]:
    """Return the bases between "if" and the next comma."""
    found = CONDITION.search(text)
    if found is None:
        return frozenset()
    end = text.find(",", found.end())
    return frozenset(term.base for term in terms if found.end() <= term.start and (end < 0 or term.start < end))


def _put_in(claim: Claim) -> frozenset[str]:
    if claim.speaker is None or not any("first person" in edit.why or "pronoun" in edit.why for edit in claim.edits):
        return frozenset()
    return frozenset(term.base for term in find_terms(claim.speaker.name))


def _with_first_name(text: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """A sentence's first word has a capital anyhow: it is a name where no news knows it as a word."""
    if (
        not terms
        or terms[0].name
        or not text[terms[0].start : terms[0].start + 1].isupper()
        or rarity(terms[0].base) < UNKNOWN_RARITY
    ):
        return terms
    return (evolve(terms[0], name=True), *terms[1:])


def _inside(term: Term, spans: list[Span]) -> bool:
    return any(span.start <= term.start and term.end <= span.end for span in spans)


def _with_phrases(text: str) -> Iterator[Term]:
    """Yield the terms, with a phrase of the synonym table as one."""
    found = [(match.start(), match.end(), match[0]) for match in phrases().finditer(text)]
    at, told = 0, -1
    for term in find_terms(text):
        while at < len(found) and found[at][1] <= term.start:
            at += 1
        if at < len(found) and found[at][0] <= term.start < found[at][1]:
            if at != told:
                base = regex.sub(r"[\s-]+", " ", found[at][2].lower())
                yield Term(phrase_forms().get(base, base), found[at][0], found[at][1])
                told = at
            continue
        yield term


def _weight(term: Term) -> float:
    if term.name:
        return 1.25
    if term.base in LIGHT:
        return 0.25
    return min(1.2, max(0.45, rarity(term.base) / 5.5))


def _pasts(text: str, terms: tuple[Term, ...]) -> Iterator[str]:
    for term in terms:
        printed = text[term.start : term.end].lower()
        bare = (
            printed == term.base
            and printed in _unchanged()
            and not regex.search(
                r"\b(?:will|to|would|can|could|may|might|must|should|shall|not|n['’]t|the|a|an|his|its|"
                r"their)\s(?:\w+ly\s)?$",
                text[max(0, term.start - 14) : term.start],
            )
        )
        if bare or (
            (printed in past_forms() or printed.endswith("ed"))
            and printed != term.base
            and not regex.search(
                r"\b(?:be|to|will|been|being)\s(?:\w+ly\s)?$", text[max(0, term.start - 14) : term.start]
            )
        ):
            yield term.base


@cache
def _unchanged() -> frozenset[str]:
    """Verbs whose past looks like their base: cut, put, hit."""
    return frozenset(
        row["form"] for row in read_rows("irregular.tsv") if row["kind"] == "same" and len(row["form"]) == 3
    )


def _order(text: str, terms: tuple[Term, ...]) -> Iterator[str]:
    """Yield the bases in the order doer, deed, done-to: what stands behind "by" comes first."""
    by = None
    passive = PASSIVE.search(text)
    if passive is not None:
        by = passive.end()
    else:
        nominal = regex.search(
            r"\b(?:attack|strike|assault|raid|attempt|invasion|visit|criticism|killing|murder|arrest|"
            r"attacks|strikes)\b.{0,60}?\b(?:by|from)\s",
            text,
            regex.IGNORECASE,
        )
        by = nominal.end() if nominal else None
    if by is None:
        yield from (term.base for term in terms)
        return
    start = passive.start() if passive is not None else None
    stop = regex.search(
        r"[,.;]|\s(?:over|in|on|near|at|to|into|with|for|after|before|during|against|from|who|that|"
        r"which)\s",
        text[by:],
    )
    doers = [term for term in terms if by <= term.start < by + (stop.start() if stop else 40)][:3]
    yield from (term.base for term in doers)
    rest = [term for term in terms if term not in doers]
    if start is not None:
        yield from (term.base for term in rest if term.start >= start)
        yield from (term.base for term in rest if term.start < start)
    else:
        yield from (term.base for term in rest)
