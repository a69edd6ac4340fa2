"""Two claims, quotes or texts in, whether they say the same out, with the part that decided."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import regex
from attrs import frozen

from quotekit.claims.apart import TakeApart, take_apart
from quotekit.claims.conflicts import conflict
from quotekit.claims.day_conflicts import days_differ
from quotekit.claims.normalizing import normalize_claim
from quotekit.claims.number_conflicts import comparable, equal
from quotekit.claims.quoted import claim_of
from quotekit.claims.similarity import likeness
from quotekit.claims.statements import Statement, statements_of, whole_of
from quotekit.values import Article, Claim, Quote, Span

LONGEST_KEPT = 2000
"""Characters of a claim whose statements are kept for the next comparison: memory stays bounded."""
SAME = 0.58
"""Both ways: how much of each statement's weight the other has."""
NAMED = 0.54
"""The same, where the names of one are all in the other: who did what to whom is agreed."""
NEGATED = 0.55
"""The same, where both deny: of denials there are fewer."""
PLACE = 0.7
"""A word in another's place, where all else is equal, has to be as near as this: petrol is no diesel."""
VERBLESS = 0.9
"""The same, where one is a noun phrase: it mentions a thing, and has to mention the very same."""
PLAIN = 0.3
"""Of the words that are no names: two statements about one person are not yet the same."""
HELD = 0.80
"""One way: a partial quote that the longer statement holds."""
HELD_DENIED = 0.72
VERBATIM = 1.2
HELD_LEAST = 3.8


# "Cole said she has never met Holt": told by others, the speaker is "she".
SUBJECT = regex.compile(
    r"(?:that\s)?(?P<who>he|she|it)\b(?=\s(?!is\stime|is\sclear|is\strue|was\strue|would\sbe|seems|"
    r"appears|rained))"
)
PRONOUNS = frozenset("he she it they we i you who".split())


@frozen
class ClaimMatch:
    """Whether two claims are the same."""

    same: bool
    score: float
    """0 to 1: how much they share, whatever sets them apart."""
    why: str
    """The part that decided: ``words``, ``containment``, ``numbers``, ``days``, ``polarity``, ``names``, …"""


def same_claim(
    a: str | Quote | Claim,
    b: str | Quote | Claim,
    published: str | date | None = None,
    *,
    articles: Article | tuple[Article, Article] | None = None,
    apart: TakeApart = take_apart,
) -> ClaimMatch:
    """Tell whether two claims say the same.

    Args:
        a: a claim, a quote, or a text as printed, with or without its attribution.
        b: the other.
        published: the day of publication of the texts, for their times.
        articles: of quotes, the article that holds them; where they stand in two, both, that of ``a`` first.
        apart: what takes a text apart into speaker, cue and content.

    Raises:
        TypeError: an argument is neither a text nor a quote nor a claim.
        ValueError: a quote is given without its article.

    >>> same_claim("Kyiv says it shot down 12 drones overnight.", "12 UAVs were shot down overnight, Kyiv said.").same
    True
    >>> same_claim("Russia attacked Ukraine.", "Ukraine attacked Russia.").why
    'actor and target changed places'
    """
    first, second = articles if isinstance(articles, tuple) else (articles, articles)
    one, other = _claim(a, first, published, apart), _claim(b, second, published, apart)
    if one.text.strip() == other.text.strip() and one.denied == other.denied:
        return ClaimMatch(True, 1.0, "same words")
    made = not isinstance(a, str) and not isinstance(b, str)
    if made and (apart(one.text).speaker is None) != (apart(other.text).speaker is None):
        return ClaimMatch(False, 0.0, "attribution")
    return max((compare(left, right) for left in _read(one) for right in _read(other)), key=_rank)


def _rank(match: ClaimMatch) -> tuple[bool, float, str]:
    return (match.same, match.score, match.why)


def _claim(
    value: str | Quote | Claim, article: Article | None, published: str | date | None, apart: TakeApart
) -> Claim:
    if isinstance(value, Claim):
        return value
    if not isinstance(value, Quote):
        return claim_in(value, published, apart)
    if article is None:
        raise ValueError("a quote is only spans: give the article that holds it, same_claim(a, b, articles=article)")
    return claim_of(value, article)


def claim_in(text: str, published: str | date | None = None, apart: TakeApart = take_apart) -> Claim:
    """Return the claim that a text makes as it is printed, with or without its attribution.

    Raises:
        TypeError: ``text`` is not a string.

    >>> claim_in("Ada Cole said she would not resign.").text
    'Ada Cole would not resign.'
    """
    if not isinstance(text, str):
        raise TypeError(f"a claim must be a text, a Quote or a Claim, not {type(text).__name__}")
    parts = apart(text)
    content, pronouns = parts.content, []
    subject = SUBJECT.match(content) if parts.speaker else None
    if subject and parts.speaker and parts.speaker.lower() not in PRONOUNS:
        pronouns = [(Span(subject.start("who"), subject.end("who")), parts.speaker)]
    speaker = parts.speaker if parts.speaker and parts.speaker.lower() not in PRONOUNS else None
    return normalize_claim(content, speaker=speaker, published=published, cue=parts.cue, pronouns=pronouns)


def _read(claim: Claim) -> tuple[Statement, ...]:
    """Return the statements of a claim and, where it has several sentences, the whole; long claims are not kept."""
    return _kept(claim) if len(claim.text) <= LONGEST_KEPT else _statements(claim)


@lru_cache(maxsize=4096)
def _kept(claim: Claim) -> tuple[Statement, ...]:
    return _statements(claim)


def _statements(claim: Claim) -> tuple[Statement, ...]:
    found = statements_of(claim)
    return (*found, whole_of(claim)) if len(found) > 1 and claim.text.count(". ") else found


def compare(one: Statement, other: Statement) -> ClaimMatch:
    """Compare two statements; the order does not matter."""
    if not one.terms or not other.terms:
        return ClaimMatch(False, 0.0, "no words to compare")
    there, weight_there = covered(one, other)
    back, weight_back = covered(other, one)
    mean = 2 * there * back / (there + back) if there + back else 0.0
    short, held = min((one.words, other.words, there), (other.words, one.words, back))[0], max(there, back)
    light = min(weight_there / (there or 1), weight_back / (back or 1))
    score = round(max(mean, 0.0), 4)
    needed = SAME
    if one.verbless or other.verbless:
        needed = VERBLESS
    elif one.negated and other.negated:
        needed = NEGATED
    elif len(one.names & other.names) >= 2 and (one.names <= other.bases or other.names <= one.bases):
        needed = NAMED
    same, why = mean >= needed, "words"
    limit, least = (HELD_DENIED, HELD_LEAST * 0.6) if one.negated and other.negated else (HELD, HELD_LEAST)
    if (
        not same
        and held >= (VERBLESS if one.verbless or other.verbless else limit)
        and light * held >= (VERBATIM if held >= 0.97 and not (one.verbless or other.verbless) else least)
        and short >= 4
    ):
        same, why = True, "containment"
    if (
        same
        and why == "words"
        and min(_plain(one, other), _plain(other, one)) < PLAIN * (0.7 if one.negated and other.negated else 1)
    ):
        return ClaimMatch(False, score, "words")
    if same and replaced(one, other):
        return ClaimMatch(False, score, "another word in its place")
    if same:
        apart = conflict(one, other, mean)
        if apart:
            return ClaimMatch(False, score, apart)
        return ClaimMatch(True, max(score, round(0.8 * held, 4)), why)
    apart = conflict(one, other, mean) if mean > 0.4 else None
    return ClaimMatch(False, score, apart or "words")


def replaced(one: Statement, other: Statement) -> bool:
    """Tell whether the statements agree word for word but for one that stands in the place of another."""
    left, right = _heavy(one), _heavy(other)
    if len(left) < 2 or abs(len(left) - len(right)) > 1:
        return False
    same = [base for base in left if base in right]
    if [base for base in right if base in left] != same or len(same) < 0.5 * min(len(left), len(right)):
        return False
    for at, base in enumerate(left):
        if base in right or (at < len(right) and right[at] in left):
            continue
        if at < len(right) and likeness(*sorted((base, right[at]))) < PLACE and not _answered(base, other):
            return not _answered(right[at], one)
    return False


def _heavy(statement: Statement) -> list[str]:
    """Return the weighty words in order, each once."""
    rows = zip(statement.terms, statement.weights, strict=True)
    return list(
        dict.fromkeys(term.base for term, weight in rows if weight > 0.4 and term.base not in statement.speaker)
    )


def _answered(base: str, other: Statement) -> bool:
    return any(likeness(*sorted((base, word))) >= PLACE for word in other.bases)


def _plain(one: Statement, other: Statement) -> float:
    """Return the share of one's weight without its names that the other has."""
    rows = [(term.base, weight) for term, weight in zip(one.terms, one.weights, strict=True) if not term.name]
    total = sum(weight for _, weight in rows)
    if not total:
        return 1.0
    return (
        sum(weight * max((likeness(*sorted((base, b))) for b in other.bases), default=0.0) for base, weight in rows)
        / total
    )


def covered(one: Statement, other: Statement) -> tuple[float, float]:
    """Return which share of one's weight the other has, and the weight that it has."""
    got = total = 0.0
    seen: set[str] = set()
    for term, weight in zip(one.terms, one.weights, strict=True):
        if term.base in seen:
            continue
        seen.add(term.base)
        best = max((likeness(*sorted((term.base, base))) for base in other.bases), default=0.0)
        got += weight * (best if best >= 0.25 else 0.0)
        total += weight
    for quantity in one.quantities:
        told = any(comparable(quantity, b) and equal(quantity, b) for b in other.quantities)
        got += 0.9 if told else 0.0
        total += 0.9 if told else 0.2
    if one.times and other.times and not days_differ(one.times, other.times):
        got, total = got + 0.5, total + 0.5
    return (got / total if total else 0.0), got
