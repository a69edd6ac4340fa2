"""A place in a headline's words in, and the reporting verb that stands there: headline English has its own grammar.

``data/headline_verbs.tsv`` holds the verbs of headlines; what it lacks is looked up in the cue lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from attrs import frozen

from quotekit.forms.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, Word, rows, words_of
from quotekit.values import Cue, CueLexicon

LONGEST = 4
SENSING = frozenset({"perceive", "show"})
"""Classes whose verbs tell in headlines what happens, not what is said: "robot learns to run"."""
PLURAL = words_of("plural")
NOUN_BEFORE = DETERMINERS | words_of("noun-before")
# "Trump said" and "Lee tells": headlines report in the present; the past mostly is a participle ("man accused of").
PLAIN_PAST = {"said": "say", "told": "tell"}


@frozen
class Way:
    """How one verb reports in headlines."""

    cue_class: str
    takes: str
    """``any``, ``np``, ``to``, ``who``, ``doc``, or ``none`` where it does not report at all ("sees off")."""
    noun: str
    """``yes`` where the form may also be a noun ("claims"); ``to`` where an infinitive may follow ("plans")."""


@frozen
class Verb:
    """A reporting verb in its place."""

    start: int
    end: int
    way: Way
    number: str
    """``s`` (says), ``base`` (say, after a plural) or ``past`` (said)."""


def third_person(lemma: str) -> str:
    """Return the -s form; of several words the first one changes.

    >>> third_person("deny"), third_person("push for"), third_person("go")
    ('denies', 'pushes for', 'goes')
    """
    first, _, rest = lemma.partition(" ")
    if first.endswith(("s", "x", "z", "ch", "sh", "o")):
        first += "es"
    elif first.endswith("y") and first[-2:-1] not in "aeou":
        first = first[:-1] + "ies"
    else:
        first += "s"
    return f"{first} {rest}" if rest else first


@cache
def ways() -> dict[str, tuple[Way, str]]:
    """Return surface form -> how it reports, and its number."""
    out: dict[str, tuple[Way, str]] = {}
    for lemma, cue_class, takes, noun, *_ in rows("headline_verbs.tsv"):
        way = Way(cue_class, takes, noun)
        out.setdefault(third_person(lemma), (way, "s"))
        out.setdefault(lemma, (way, "base"))
    for past, lemma in PLAIN_PAST.items():
        out[past] = (out[lemma][0], "past")
    return out


@lru_cache(maxsize=8)
def first_words(cues: CueLexicon) -> frozenset[str]:
    """Return the words with which a reporting verb may begin; most words of a headline are none of them."""
    return frozenset(form.split(" ")[0] for form in (*ways(), *cues.by_form))


def verb_at(words: Sequence[Word], index: int, cues: CueLexicon) -> Verb | None:
    """Return the reporting verb that begins at a word, the longest one; ``None`` where none does."""
    if index == 0 or words[index].low not in first_words(cues):
        return None
    for length in range(min(LONGEST, len(words) - index), 0, -1):
        run = words[index : index + length]
        if any(word.after for word in run[:-1]) or any(word.before for word in run[1:]):
            continue
        found = _look_up(" ".join(word.low for word in run), cues)
        if found is None:
            continue
        way, number = found
        if way.takes == "none":
            return None
        verb = Verb(index, index + length, way, number)
        return verb if _agrees(words, verb) and not _reads_as_noun(words, verb) else None
    return None


def _look_up(form: str, cues: CueLexicon) -> tuple[Way, str] | None:
    known = ways().get(form)
    if known is not None:
        way, number = known
        cue = cues.by_form.get(form)
        return (Way(cue.cue_class, way.takes, way.noun) if cue is not None else way), number
    cue = cues.by_form.get(form)
    if cue is None:
        return None
    read = _way_of(cue)
    if read is None:
        return None
    if form == cue.lemma:
        return read, "base"
    return (read, "s") if form == third_person(cue.lemma) else None


def _way_of(cue: Cue) -> Way | None:
    """Read a row of the cue lexicon as a headline verb; only what takes a clause or an infinitive is safe."""
    if cue.cue_class in SENSING:
        return None
    if cue.frames & {"that", "bare"}:
        return Way(cue.cue_class, "any", "yes")
    return Way(cue.cue_class, "to", "to") if "to" in cue.frames and "np" not in cue.frames else None


def _agrees(words: Sequence[Word], verb: Verb) -> bool:
    """A base form needs a plural before it ("experts warn"), an infinitive its "to", a past form a clause."""
    follows = words[verb.end].low if verb.end < len(words) else ""
    if verb.way.takes == "to" and follows != "to" and words[verb.end - 1].low != "to":
        return False
    if verb.way.takes == "doc" and not any(word.low in words_of("document") for word in words[: verb.start]):
        return False
    if verb.number == "past":
        return _has_clause(words, verb.end)
    return verb.number == "s" or _is_plural(words[: verb.start])


def _has_clause(words: Sequence[Word], start: int) -> bool:
    """Tell "Lee said he won" from the passives "navy said losing ships" and "Lee told to act"."""
    if start >= len(words) or words[start].low in {"to", "not"}:
        return False
    if words[start].low in DETERMINERS | PRONOUNS or words[start].before:
        return True
    return any(word.low in AUXILIARIES for word in words[start:])


def _is_plural(words: Sequence[Word]) -> bool:
    last = words[-1].low
    plural = last in PLURAL or (last.endswith("s") and not last.endswith(("ss", "'s", "us", "sis")))
    return last != "to" and (plural or any(word.low in {"and", "&"} for word in words))


def _reads_as_noun(words: Sequence[Word], verb: Verb) -> bool:
    """Tell "Trump's claims of fraud" and "campaign promises on tax" from verbs."""
    last = words[verb.start - 1]
    if last.low.endswith("'s") or last.low in NOUN_BEFORE or words[verb.start].before:
        return True
    if verb.way.noun == "no" or verb.end >= len(words):
        return False
    owned = last.low.endswith("s") and last.after in {"'", "’"}
    if owned or (verb.start > 1 and words[verb.start - 2].low.endswith("'s")):
        return True
    infinitive = {"to"} if verb.way.noun == "to" else set()
    return _is_verb_or_mark(words, verb.end) or words[verb.end].low in PREPOSITIONS - {"as", "than"} - infinitive


def _is_verb_or_mark(words: Sequence[Word], index: int) -> bool:
    """Tell whether a verb of its own follows: "reports shun risk", "leaked claims suggest delays"."""
    word = words[index]
    if not word.low or word.low in AUXILIARIES:
        return True
    known = ways().get(word.low)
    base = known is not None and known[1] == "base" and known[0].noun == "no" and index + 1 < len(words)
    return not word.before and (base or word.low in words_of("verb"))
