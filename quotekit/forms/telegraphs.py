"""A sentence in headline English in, its reports out: "Russia says Kyiv attacked, alleges terrorist act".

Such sentences lack articles and "that", and later verbs share the first one's subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.forms.reports import Report, plain, stretch
from quotekit.forms.verbs import Verb, verb_at
from quotekit.forms.words import AUXILIARIES, OPENERS, PREPOSITIONS, PRONOUNS, Word, words_of
from quotekit.values import CueLexicon, Span

LONGEST_SOURCE = 10
INTRODUCERS = words_of("introducer")
CLAUSE_STARTS = words_of("clause-start")
ADVERBS = words_of("adverb")
COUNTS = words_of("count")
HEARSAY = words_of("hearsay")
CONJUNCTIONS = words_of("conjunction")
# What a noun phrase that is praised or blamed ends before: "mocks Trump [on Twitter]", "backs Lee [after attack]".
ADJUNCTS = words_of("adjunct")
MEDIA = words_of("medium")
JOINERS = words_of("joiner")
BETWEEN = JOINERS | ADVERBS
NO_FIRST = PRONOUNS | (OPENERS - COUNTS)
NO_LAST = PREPOSITIONS | OPENERS | PRONOUNS
BARRED = AUXILIARIES | CONJUNCTIONS


def read_telegraph(words: Sequence[Word], cues: CueLexicon, chatty: bool = False) -> list[Report]:
    """Return the reports of one sentence, those with a shared subject after the first one.

    Args:
        words: the sentence's words.
        cues: the cue lexicon.
        chatty: the sentence may as well be plain prose (a post's): read it only where its subject is no pronoun
            and its verb is in the present.
    """
    start = _after_introduction(words)
    verb = _first_verb(words, start, cues)
    if verb is None or any(word.low == "vs" for word in words) or (chatty and (verb.number == "past" or start > 0)):
        return []
    source_end = verb.start
    while source_end > start + 1 and _is_adverb(words[source_end - 1].low):
        source_end -= 1
    if not is_subject(words[start:source_end]):
        return []
    source = plain(words[start:source_end])
    return _reports(words, verb, source, cues)


def _after_introduction(words: Sequence[Word]) -> int:
    """Return where the subject starts: behind "After the debate, " and "Railing against Lee, "."""
    if not words or not (words[0].low in INTRODUCERS or words[0].low.endswith("ing")):
        return 0
    comma = next((i for i, word in enumerate(words[: LONGEST_SOURCE + 2]) if word.after.startswith(",")), None)
    return 0 if comma is None else comma + 1


def _first_verb(words: Sequence[Word], start: int, cues: CueLexicon) -> Verb | None:
    for index in range(start + 1, min(start + 1 + LONGEST_SOURCE, len(words) - 1)):
        verb = verb_at(words, index, cues)
        if verb is not None and verb.end < len(words) and not words[verb.end - 1].after:
            return verb
        if words[index].low in AUXILIARIES or not words[index].low:
            return None
    return None


def is_subject(words: Sequence[Word]) -> bool:
    """Tell whether the words before the verb can be a speaker."""
    if not words:
        return False
    first, last = words[0], words[-1]
    if first.low in NO_FIRST or not first.low:
        return False
    if last.low in NO_LAST or not last.low:
        return False
    rest = words[1:] if first.low == "may" and first.capital else words  # Theresa May, that is
    if last.low in HEARSAY or any(word.low in BARRED or _ends_sentence(word) for word in rest):
        return False
    commas = sum(word.after.startswith(",") for word in words)
    return commas % 2 == 0 if last.after.startswith(",") else commas <= 2


def _is_adverb(low: str) -> bool:
    """Tell "repeatedly" from "family"; "reportedly" is no adverb here, since nobody says it himself."""
    return low in ADVERBS or (len(low) > 5 and low.endswith("ly") and low not in HEARSAY)


def _ends_sentence(word: Word) -> bool:
    """Tell a full stop from that of "Sen." and "Gen."."""
    if word.after[:1] == "." and word.capital and len(word.low) <= 5:
        return False
    return any(mark in word.after for mark in ".;:?!")


def _reports(words: Sequence[Word], verb: Verb, source: Span, cues: CueLexicon) -> list[Report]:
    out = []
    current: Verb | None = verb
    while current is not None:
        follower = _next_verb(words, current, cues)
        end = len(words) if follower is None else follower.start
        while follower is not None and end > current.end and words[end - 1].low in BETWEEN:
            end -= 1
        report = _report(words, current, end, source)
        if report is not None:
            out.append(report)
        current = follower
    return out


def _next_verb(words: Sequence[Word], verb: Verb, cues: CueLexicon) -> Verb | None:
    """Find the next verb with the same subject: behind ", ", or behind " and " where no clause stands between."""
    clause = False
    for index in range(verb.end + 1, len(words) - 1):
        before = index - 1
        while before > verb.end and words[before].low in ADVERBS:
            before -= 1
        joined = words[before].low in JOINERS
        comma = words[before - 1 if joined else before].after.endswith(",")
        if comma or (joined and not clause):
            found = verb_at(words, index, cues)
            if found is not None and found.number == verb.number and found.end < len(words):
                return found
        if words[index].low in AUXILIARIES:
            clause = True
    return None


def _report(words: Sequence[Word], verb: Verb, end: int, source: Span) -> Report | None:
    start, addressee = verb.end, None
    if verb.way.takes == "who":
        start = _after_addressee(words, verb.end, end)
        if start > verb.end:
            addressee = Span(words[verb.end].span.start, words[start - 1].span.end)
    if verb.way.takes == "np":
        end = _before_adjunct(words, start + 1, end)
    if start >= end:
        return None
    content = stretch(words[start:end])
    if not len(content):
        return None
    cue = Span(words[verb.start].span.start, words[verb.end - 1].span.end)
    return Report(content, cue, source, verb.way.cue_class, addressee)


def _after_addressee(words: Sequence[Word], start: int, end: int) -> int:
    for index in range(start, min(start + 6, end)):
        if words[index].low in CLAUSE_STARTS or words[index].before[:1] in set("\"“‘'"):
            return index
    return min(start + 1, end - 1)


def _before_adjunct(words: Sequence[Word], start: int, end: int) -> int:
    """Return where a noun phrase ends: before "after the vote", "on Twitter", "at news conference"."""
    for index in range(start, end - 1):
        if not words[index].low:
            return index
        if words[index].low in ADJUNCTS and (words[index].low != "as" or words[index + 1].low in PRONOUNS):
            return index
        if words[index].low in {"on", "in", "at"} and any(word.low in MEDIA for word in words[index + 1 : index + 4]):
            return index
    return end
