"""Two statements in, what their small words set apart out: all and some, may and did, because, without, from and to."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from quotekit.claims.statements import Statement
from quotekit.claims.words import lemma

PREPOSITION = regex.compile(
    r"\b(?:(?P<for>for|in\sfavou?r\sof)|(?P<against>against)|(?P<without>without)|(?P<with>with)|(?P<before>before|prior\sto)|"
    r"(?P<after>after)|(?P<above>above)|(?P<below>below)|(?P<inside>inside)|(?P<outside>outside))\s"
    r"(?:(?:the|an?|any|its|his|her|their|our|my|no)\s)?(?P<word>\p{L}+)",
    regex.IGNORECASE,
)
AGAINST = {"for": "against", "with": "without", "before": "after", "above": "below", "inside": "outside"}
ALL = regex.compile(
    r"\b(?:all|every|everyone|everybody|each)\b(?!\s(?:over|but|day|week|month|year|time))", regex.IGNORECASE
)
SOME = regex.compile(
    r"\b(?:some|several|a\sfew|few|half|most|many|part|one|none)\b"
    r"(?!\s(?:\d|of\sthe\sworst|days|weeks|months|years|hours|day))",
    regex.IGNORECASE,
)
AT_LEAST = regex.compile(r"\b(?:at\sleast|more\sthan|over|no\s(?:less|fewer)\sthan)\s(?=[$£€]?\d)", regex.IGNORECASE)
AT_MOST = regex.compile(
    r"\b(?:at\s(?:the\s)?most|(?<!no\s)(?:less|fewer)\sthan|under|no\smore\sthan|up\sto)\s(?=[$£€]?\d)",
    regex.IGNORECASE,
)
MUCH = regex.compile(r"\b(?:most|many|majority|nearly\sall|almost\sall|almost\severy)\b", regex.IGNORECASE)
LITTLE = regex.compile(
    r"\b(?:few|hardly\sany|barely\sany|minority|almost\sno|only\ssome)\b(?!\s(?:days|weeks|months|years|hours))",
    regex.IGNORECASE,
)
WAY = regex.compile(r"\b(?P<way>to|into|towards?|from|out\sof)\s(?:the\s)?(?P<place>\p{Lu}\p{Ll}+)")


def amounts_differ(one: str, other: str) -> bool:
    """Tell whether one speaks of all, most or at least so many and the other of some, few or at most so many."""
    return any(
        (AT_LEAST.search(a) and AT_MOST.search(b) and not AT_MOST.search(a))
        or (MUCH.search(a) and LITTLE.search(b) and not LITTLE.search(a))
        or (ALL.search(a) and SOME.search(b) and not SOME.search(a) and not ALL.search(b))
        for a, b in ((one, other), (other, one))
    )


PART = regex.compile(
    r"(?<!\b(?:is|are|was|were|be|been|being|as)\s)\b(?:part|parts|half|some|most|much|sections?|portions?|(?:four|fif|six|seven|eigh|nin|ten)ths?|thirds?|"
    r"quarters?)\s(?:of\s(?:the|its|his|her|their|our|this|that|these|those)|the)\s(?P<word>\p{L}+)",
    regex.IGNORECASE,
)
WHOLE = regex.compile(
    r"(?<!\b(?:of|half)\s)\b(?:the\s(?:whole|entire)|the|its|his|her|their|our|this|that|these|those)\s(?P<word>\p{L}+)",
    regex.IGNORECASE,
)


def parts_differ(one: str, other: str) -> bool:
    """Tell whether one speaks of a part of what the other speaks of as a whole: half of the town, and the town."""
    parts = [{lemma(match["word"]) for match in PART.finditer(text)} for text in (one, other)]
    if bool(parts[0]) == bool(parts[1]):
        return False
    whole = {lemma(match["word"]) for match in WHOLE.finditer(other if parts[0] else one)}
    return not whole.isdisjoint(parts[0] or parts[1])


POSSIBLE = regex.compile(
    r"\b(?:(?:may|might|could)\s(?:\w+ly\s)?have|may|might|probably|"
    r"(?:believe[sd]?|suspect(?:s|ed)?|fear(?:s|ed)?)\s(?:that|the|an?|it|he|she|they)|possibly|perhaps|maybe|suspected\s(?:of|to)|feared|"
    r"rumou?red\sto|whether|(?<!\bno\s)doubt(?:s|ed)?\sthat|unclear|thought\sto|believed\sto)\b"
)
OPEN = regex.compile(
    r"\b(?:could|may|might|would|should|can|must|will|alleged(?:ly)?|reportedly|probably|likely|unlikely|apparently|"
    r"seem(?:s|ed)?|appear(?:s|ed)?|(?<!\b(?:the|an?|two|main|chief|prime)\s)suspect(?:s|ed)?|believe[sd]?|thought|thinks?|possible|suggest\w*|if|whether|not|never|"
    r"no)\b|n['’]t\b|\?",
    regex.IGNORECASE,
)
"""Words that leave open whether a thing is so, or say that it is not: whoever uses one does not assert it flatly."""


def certainty_differs(one: str, other: str) -> bool:
    """Tell whether one calls possible what the other asserts: it may have been shot down, and it was.

    >>> certainty_differs("The plane may have been shot down.", "The plane was shot down.")
    True
    """
    return any(
        POSSIBLE.search(a) is not None and POSSIBLE.search(b) is None and OPEN.search(b) is None
        for a, b in ((one, other), (other, one))
    )


ABLE = regex.compile(r"\bcan\b(?!['’]t)", regex.IGNORECASE)


def ability_differs(one: Statement, other: Statement) -> bool:
    """Tell whether one says what can happen and the other that it did: it can burn, and it burned."""
    return any(
        ABLE.search(a.text) is not None and OPEN.search(b.text) is None and bool(b.past & a.bases - a.past)
        for a, b in ((one, other), (other, one))
    )


LINKS = (
    regex.compile(r"\s(?:because(?:\sof)?|due\sto|as\sa\sresult\sof|thanks\sto)\s", regex.IGNORECASE),
    regex.compile(r"\safter\s", regex.IGNORECASE),
    regex.compile(r"\sbefore\s", regex.IGNORECASE),
)


def causes_differ(one: str, other: str) -> bool:
    """Tell whether the cause of one is the effect of the other, or what came first in one came last in the other.

    >>> causes_differ("Wages fell because prices rose.", "Prices rose because wages fell.")
    True
    """
    return any(_crossed(link.split(one), link.split(other)) for link in LINKS)


def _crossed(left: list[str], right: list[str]) -> bool:
    if len(left) != 2 or len(right) != 2:
        return False
    (effect, cause), (other_effect, other_cause) = ([_lemmas(part) for part in parts] for parts in (left, right))
    crossed = len(effect & other_cause) + len(cause & other_effect)
    return crossed > len(effect & other_effect) + len(cause & other_cause)


def _lemmas(text: str) -> set[str]:
    return {lemma(word) for word in LONG_WORD.findall(text)}


LONG_WORD = regex.compile(r"\p{L}{3,}")


def prepositions_differ(one: str, other: str) -> bool:
    """Tell whether one is for or with what the other is against or without."""
    left, right = _prepositions(one), _prepositions(other)
    return any(
        (word in right and AGAINST.get(left[word]) == right[word]) or AGAINST.get(right.get(word, "")) == left[word]
        for word in left
    )


def _prepositions(text: str) -> dict[str, str]:
    return {lemma(match["word"]): name for match in PREPOSITION.finditer(text) for name in _named_group(match)}


def _named_group(match: regex.Match[str]) -> Iterable[str]:
    return (name for name, found in match.groupdict().items() if found and name != "word")


def directions_differ(one: str, other: str) -> bool:
    """Tell whether one goes to a place that the other comes from."""
    ways = [{match["place"]: match["way"][0] in "fo" for match in WAY.finditer(text)} for text in (one, other)]
    return any(ways[0][place] != ways[1][place] for place in ways[0].keys() & ways[1].keys())


CHANGE = frozenset(
    "rise fall grow drop increase decrease climb decline jump raise cut reduce slash plunge shrink lower expand surge "
    "slump tumble soar gain".split()
)
STEP = regex.compile(r"\b(?P<way>to|by|from)\s(?P<number>[$£€]?\d[\d.,]*\d|[$£€]?\d)", regex.IGNORECASE)
BETWEEN = regex.compile(r"\s(from|over|than|against|for|into)\s(?:the\s|an?\s|his\s|her\s|its\s|their\s)?")


def steps_differ(one: Statement, other: Statement) -> bool:
    """Tell whether something rose to a number in one and by it, or from it, in the other."""
    if not (CHANGE & one.bases and CHANGE & other.bases):
        return False
    ways: list[dict[str, set[str]]] = [{}, {}]
    for table, text in zip(ways, (one.text, other.text), strict=True):
        for match in STEP.finditer(text):
            table.setdefault(match["number"], set()).add(match["way"].lower())
    return any(ways[0][number].isdisjoint(ways[1][number]) for number in ways[0].keys() & ways[1].keys())


def sides_differ(one: Statement, other: Statement) -> bool:
    """Tell whether two things change places around a small word: tenants from landlords, landlords from tenants."""
    left, right = set(_around(one)), set(_around(other))
    return any((second, word, first) in right for first, word, second in left - right)


def _around(statement: Statement) -> Iterable[tuple[str, str, str]]:
    for a, b in zip(statement.terms, statement.terms[1:], strict=False):
        match = BETWEEN.fullmatch(statement.text, a.end, b.start)
        if match is not None:
            yield a.base, match[1], b.base
