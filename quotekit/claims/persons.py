"""A quote in the first person and its speaker's name in, changes out that put the name, with the verb made to agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import regex

from quotekit.claims.cleaning import MARK, inner_quote
from quotekit.claims.edits import Change
from quotekit.claims.tables import read_rows
from quotekit.values import Span

FIRST = regex.compile(
    r"""(?<! [\w@#&’'-] ) (?:
        (?P<subject> I | [Ww]e | WE ) (?P<short> ['’] (?: m | re | ve | ll | d ) )?
      | (?P<object> [Mm]e | us | Us )
      | (?P<owner> [Mm]y | [Oo]ur | MY | OUR )
      | (?P<owned> mine | ours | (?: Mine | Ours ) (?= \s (?: is | was | are | were ) \b ) )
      ) (?! [\w@] | [-’'] \w | \.\w )""",
    regex.VERBOSE,
)
# "Elizabeth I", "World War I", "Part I": a number, not a person.
NUMERAL_BEFORE = regex.compile(
    r"(?:\b(?:War|Part|Phase|Type|Act|Title|Article|Division|Elizabeth|Charles|James|Francis|Napoleon|"
    r"Nicholas|Peter|Class|Level|Schedule)|\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+)\s$"
)
AUX = {"am": "is", "are": "is", "was": "was", "were": "was", "have": "has", "do": "does"}
NOT_AUX = {"aren": "isn", "weren": "wasn", "haven": "hasn", "don": "doesn"}
MODALS = frozenset(
    "will would can could may might must shall should ought cannot can't won't couldn't wouldn't "
    "shouldn't can’t won’t couldn’t wouldn’t shouldn’t needn't had hadn't hadn’t did didn't didn’t "
    "used wasn't wasn’t".split()
)
INVERTED = regex.compile(
    r"\b(?P<aux>am|are|was|were|have|do|does|did|will|would|can|could|may|might|must|shall|should|had|"
    r"don['’]t|didn['’]t|won['’]t|can['’]t|aren['’]t|haven['’]t|shouldn['’]t|couldn['’]t|wouldn['’]t)\s$",
    regex.IGNORECASE,
)
CAUSE = regex.compile(
    r"\b(?:let|lets|make|makes|made|help|helped|helps|see|saw|seen|hear|heard|have|had|watch|watched|and|"
    r"if|than|like|between|for|to)\s$",
    regex.IGNORECASE,
)
# "Putin and I", "my wife and I" at a clause's start: two subjects, so the verb stays.
JOINED = regex.compile(
    r"(?:^|[.;:,“\"(]\s?|\b(?:that|both|when|if|because|where|as|but)\s)(?:[Mm]y|[Oo]ur|[Tt]he|[Hh]e|"
    r"[Ss]he|[Tt]hey|[Yy]ou|\p{Lu}[\w.]*)(?:\s[\w’'.-]+){0,4}\sand\s$"
)
# "I wash it and I polish it": the second "I" is a subject of its own.
AGAIN = regex.compile(r"\b(?:I|[Ww]e)(?:['’]\w+)?\s[^.;:?!]*\sand\s$")
JOINED_AFTER = regex.compile(r"\sand\s(?:my\b|our\b|\p{Lu})")
ASIDE = regex.compile(r",\s[^,.;]{1,60},")
NEGATIVE_END = regex.compile(r"n['’]t$")
ADVERB = regex.compile(
    r"(?:(?:also|always|never|still|just|now|really|only|often|even|already|all|both|once|again|ever|then|"
    r"not|too|therefore|hereby|simply|actually|truly|very\smuch|quite|clearly|well|long|ourselves|myself|"
    r"either|neither|for\sone|at\sleast|today|usually|[a-z]{2,12}ly)\s)+"
)
NEXT = regex.compile(r"(?P<verb>[\p{L}]+(?:n['’]t)?)(?!['’]\w)")
NO_VERB = frozenset(
    "the a an of in on at to for from by with and or but as who whom which that this these those all both who's "
    "americans people "
    "russians ukrainians citizens together too alone here there when while if because than so about over under "
    "after before not "
    "who're nor neither either".split()
)
# "I was born there and have lived here since": the second verb has the same subject where none stands between.
SECOND_VERB = regex.compile(
    r"(?P<between>[^.;:?!“”\"()]{0,120}?)\s(?:and|but|or)\s(?:(?:also|still|now|never|always)\s)?"
    r"(?P<verb>(?:have|haven['’]t|am|are|aren['’]t|do|don['’]t))\b(?=,?\s\w)(?!\s(?:I|we|you|they|he|she|it)\b)"
)
OTHER_SUBJECT = regex.compile(r"\b(?:who|which|that|they|you|he|she|it|these|those|there|what)\b", regex.IGNORECASE)
# "I want to go there and do it": the second verb hangs on the first.
INFINITIVE = regex.compile(r"\b(?:to|will|would|can|could|may|might|must|should|shall)\s\p{Ll}", regex.IGNORECASE)
PAST = regex.compile(r"(?<![^aeiou]e)(?<!^[a-z]{1,2})ed$")


@cache
def _past() -> frozenset[str]:
    rows = read_rows("irregular.tsv")
    other = {row["lemma"] for row in rows if row["kind"] == "past"}  # "Come" is no past, since "came" is.
    return frozenset(
        row["form"] for row in rows if row["kind"] == "past" or (row["kind"] == "same" and row["lemma"] not in other)
    )


EED = frozenset("need feed heed seed weed bleed breed speed succeed proceed exceed embed shred".split())
"""Verbs that end like a past form and are none."""


def third_person(verb: str) -> str | None:
    """Return the third person singular of a base form, ``None`` for a form that has none to change.

    >>> [third_person(v) for v in ("consider", "do", "carry", "watch", "went", "will", "believed")]
    ['considers', 'does', 'carries', 'watches', None, None, None]
    """
    low = verb.lower()
    if low in AUX:
        return AUX[low] if AUX[low] != low else None
    stem = NEGATIVE_END.sub("", low)
    if stem != low and stem + "n" in NOT_AUX:
        return NOT_AUX[stem + "n"] + low[len(stem) + 1 :]
    if stem != low and stem in ("do", "are", "were", "have"):
        return {"do": "does", "are": "is", "were": "was", "have": "has"}[stem] + low[len(stem) :]
    if (
        low in MODALS
        or low in NO_VERB
        or (low in _past() and low not in ("find", "lie"))
        or low.endswith(("ing", "ly"))
    ):
        return None
    if low.endswith("ed") and len(low) > 3 and low not in EED:
        return None
    if low.endswith("y") and low[-2:-1] not in tuple("aeiou"):
        return low[:-1] + "ies"
    return low + ("es" if low.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def persons(text: str, speaker: str | None) -> Iterator[Change]:
    """Put the speaker for "I" and "we", outside quotations inside the quote."""
    if not speaker or not FIRST.search(text):
        return
    inner = sorted([*_inner_quotes(text), *_named(text, speaker)])
    at = 0
    for match in FIRST.finditer(text):
        while at < len(inner) and inner[at].end <= match.start():
            at += 1
        if at < len(inner) and inner[at].start <= match.start():
            continue
        yield from _replace(text, match, speaker)


def _named(text: str, name: str) -> Iterator[Span]:
    """Yield where a name stands already: "Elizabeth I" holds no first person."""
    at = text.find(name)
    while at >= 0:
        yield Span(at, at + len(name))
        at = text.find(name, at + len(name))


def _inner_quotes(text: str) -> list[Span]:
    spans: list[Span] = []
    for match in MARK.finditer(text):
        if spans and match.start() < spans[-1].end:
            continue
        closing = inner_quote(text, match)
        if closing is not None:
            spans.append(Span(match.start(), closing))
    return spans


def _replace(text: str, match: regex.Match[str], speaker: str) -> Iterator[Change]:
    why = "first person"
    if match["owner"]:
        yield Change(match.start(), match.end(), f"{speaker}’s", why)
    elif match["owned"]:
        if match["owned"][0].isupper() or regex.search(
            r"\b(?:is|are|was|were|of|be|than|to|like)\s(?:not\s)?$", text[max(0, match.start() - 12) : match.start()]
        ):
            yield Change(match.start(), match.end(), f"{speaker}’s", why)
    elif match["object"]:
        if not (
            match["object"].lower() == "us"
            and regex.search(r"\b[Ll]et\s$", text[max(0, match.start() - 5) : match.start()])
        ):
            yield Change(match.start(), match.end(), speaker, why)
    elif match["short"]:
        yield from _contracted(text, match, speaker)
    else:
        yield from _subject(text, match, speaker)


def _contracted(text: str, match: regex.Match[str], speaker: str) -> Iterator[Change]:
    short = match["short"][1:]
    if short == "d":
        word = regex.match(r"\s(?:also\s|never\s|always\s)?(\w+)", text[match.end() : match.end() + 30])
        done = word is not None and (
            word[1] in ("been", "had", "gone", "better", "done", "seen") or word[1].endswith("ed")
        )
        verb = "had" if done else "would"
    else:
        verb = {"m": "is", "re": "is", "ve": "has", "ll": "will"}[short]
    yield Change(match.start(), match.end(), f"{speaker} {verb}", "first person, contraction")


def _subject(text: str, match: regex.Match[str], speaker: str) -> Iterator[Change]:
    before = text[max(0, match.start() - 40) : match.start()]
    after = text[match.end() : match.end() + 160]
    if match["subject"] == "I" and (NUMERAL_BEFORE.search(before) or (after[:1] in ".)" and not before)):
        return
    inverted = INVERTED.search(before)
    joined = JOINED_AFTER.match(after) or (JOINED.search(before) and not AGAIN.search(before))
    yield Change(match.start(), match.end(), speaker, "first person")
    if joined:
        return
    if inverted and (inverted["aux"].lower() not in ("have", "had") or _perfect(after)):
        agreed = third_person(inverted["aux"])
        if agreed and not regex.search(r"\b(?:if|that)\s+\w+\s$", before):
            start = match.start() - len(inverted[0])
            yield Change(start, start + len(inverted["aux"]), _cased(agreed, inverted["aux"]), "verb agrees")
        return
    yield from _verb_after(text, match.end(), before)


def _perfect(after: str) -> bool:
    """Tell whether a participle follows: "have we seen it"."""
    word = regex.match(r"\s(?:not\s|ever\s|never\s|already\s|also\s)*(\w+)", after)
    return word is not None and (word[1].endswith("ed") or word[1] in _participles())


@cache
def _participles() -> frozenset[str]:
    return frozenset(row["form"] for row in read_rows("irregular.tsv") if row["kind"] in ("past", "participle"))


def _verb_after(text: str, at: int, before: str) -> Iterator[Change]:
    """Make the verb behind the subject agree, over adverbs and one aside between commas."""
    aside = ASIDE.match(text, at, at + 70)
    at = aside.end() if aside else at
    if text[at : at + 1] != " " or (CAUSE.search(before) and not regex.search(r"\b(?:and|if|than)\s$", before)):
        return
    at += 1
    adverbs = ADVERB.match(text, at)
    at = adverbs.end() if adverbs else at
    word = NEXT.match(text, at)
    if word is None or (not word["verb"][0].islower() and word["verb"].lower() not in AUX):
        return
    verb = word["verb"]
    if verb == "were" and regex.search(r"\b(?:if|as\sthough|wish)\s$", before, regex.IGNORECASE):
        return
    agreed = third_person(verb)
    if agreed:
        yield Change(word.start(), word.end(), _cased(agreed, verb), "verb agrees")
    second = SECOND_VERB.match(text, word.end())
    if second and not OTHER_SUBJECT.search(second["between"]):
        bare = second["verb"].startswith(("do", "have"))
        again = None if bare and INFINITIVE.search(second["between"]) else third_person(second["verb"])
        if again:
            yield Change(second.start("verb"), second.end("verb"), again, "verb agrees")


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word


OWNER = {"his", "her", "its", "their", "whose"}


def referents(text: str, known: Iterable[tuple[Span, str]]) -> Iterator[Change]:
    """Put the names that pronouns of the article stand for."""
    for span, name in known:
        printed = span.of(text)
        if not printed or not name or printed == name:
            continue
        owner = printed.lower() in OWNER and not (
            printed.lower() == "her" and not regex.match(r"\s\w", text[span.end : span.end + 2])
        )
        yield Change(span.start, span.end, f"{name}’s" if owner else name, "pronoun of the article")


def known_spans(known: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Return the referents in order."""
    return sorted(known, key=lambda row: row[0])
