"""The cue lexicon: ``data/cues.tsv`` in, a :class:`~quotekit.values.CueLexicon` out; and what a cue span means.

The classes follow what a reporting word commits whom to (Searle's acts, and the private states of Wiebe and others):

* assertions: ``say`` (neutral), ``claim`` (the reporter keeps a distance), ``confirm`` (against a doubt), ``deny``,
  ``suggest`` (not in so many words), ``show`` (evidence speaks), ``predict``;
* questions and directives: ``ask``, ``decree`` (orders, demands, advice, appeals);
* commitments: ``intend`` (promises, plans, threats, wishes), ``decline``;
* judgements: ``name`` (calls something something), ``praise``, ``criticize``, ``support``, ``oppose``;
* private states: ``believe``, ``perceive``, ``feel``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

from quotekit.values import Cue, CueLexicon

CLASSES = (
    "say", "claim", "confirm", "deny", "suggest", "show", "predict", "ask", "decree", "intend", "decline",
    "name", "praise", "criticize", "support", "oppose", "believe", "perceive", "feel",
)  # fmt: skip
FRAMES = (
    "quote",  # “…,” X said; X said: “…”
    "that",  # X said that …
    "bare",  # X said he would …
    "whom",  # X told Y (that) …
    "to",  # X promised to …
    "whether",  # X asked whether (why, how, what …) …
    "np",  # X criticized the plan; the content is what follows, complements included
    "ing",  # X denied knowing …
    "as",  # X described Y as …; the content is Y as …
    "front",  # According to X, …
    "homonym",  # no construction: its base and -s forms are nouns as often ("states")
    "verbal",  # no construction: its base form is no noun ("say")
)
SPEECH = frozenset(CLASSES[:12])
"""The classes in which something is said, and not merely thought or judged."""

IRREGULAR_THIRD = {"be": "is", "have": "has"}
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]")
NEGATORS = frozenset({"not", "never", "cannot", "without", "nor", "neither", "nobody", "none", "hardly", "scarcely"})
# "stopped short of saying", "failed to mention", "is unlikely to say": nothing was said.
HINDERED = re.compile(
    r"""
    \b (?: (?: declin | refus | fail | neglect ) (?: e | es | ed | ing | s )? \s to
         | stop (?: s | ped | ping )? \s short \s of | avoid (?: s | ed | ing )?
         | unwilling \s to | unable \s to | unlikely \s to | yet \s to | no \s (?: one | longer ) ) \b
    """,
    re.VERBOSE,
)
SAYING_MARKS = frozenset(":-–—―")
NOTHING = re.compile(r"\s* (?: nothing | little | no \s such )\b", re.VERBOSE)


@frozen
class CueMeaning:
    """What a cue span tells about its attribution."""

    cue_class: str
    """One of :data:`CLASSES`; empty where the lexicon knows no word of the cue."""
    negated: bool = False
    """The reporting is negated: nothing was said, or not this."""
    denied: bool = False
    """The cue denies the content."""


def classify(text: str, before: str = "", after: str = "", cues: CueLexicon | None = None) -> CueMeaning:
    """Tell class, negation and denial of a cue span, whichever engine found it.

    Args:
        text: the cue as printed: "did not say", "declined to comment", ":".
        before: what stands before it in its sentence; the last words count.
        after: what stands behind it.
        cues: a lexicon in place of the one that comes with the library.

    >>> classify("has not ruled out")
    CueMeaning(cue_class='deny', negated=True, denied=False)
    >>> classify("said", before="Ada Cole never")
    CueMeaning(cue_class='say', negated=True, denied=False)
    >>> classify("denied that").denied
    True
    """
    lexicon = cues if cues is not None else default_cues()
    words = _words(text)
    negated = _negated(words) or bool(HINDERED.search(" ".join(words)))
    if not negated and before:
        near = _words(before[-60:])[-4:]
        negated = _negated(near) or bool(HINDERED.search(" ".join(near[-3:])))
    found = _find_cue(words, lexicon)
    cue_class = found.cue_class if found is not None else "say" if text.strip() in SAYING_MARKS else ""
    if cue_class == "decline" or (cue_class == "say" and NOTHING.match(after)):
        negated = True
    return CueMeaning(cue_class, negated, cue_class == "deny" and not negated)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'"))


def _negated(words: list[str]) -> bool:
    """Tell whether a negator stands among the words; "not only" is none."""
    for index, word in enumerate(words):
        negator = word in NEGATORS or word.endswith("n't")
        if negator and words[index + 1 : index + 2] not in (["only"], ["just"], ["merely"]):
            return True
    return False


def _find_cue(words: list[str], lexicon: CueLexicon) -> Cue | None:
    """Return the first cue among the words that is no mere helper, the longest at each place."""
    for start in range(len(words)):
        for end in range(min(len(words), start + 6), start, -1):
            cue = lexicon.by_form.get(" ".join(words[start:end]))
            if cue is not None:
                return cue
    return None


@cache
def default_cues() -> CueLexicon:
    """Return the lexicon that comes with the library.

    >>> default_cues().by_form["told"].cue_class
    'say'
    """
    path = Path(__file__).with_name("data") / "cues.tsv"
    rows = [line.split("\t") for line in path.read_text("utf8").split("\n") if line and line[0] != "#"]
    return CueLexicon(tuple(make_cue(*row) for row in rows[1:]))


def make_cue(lemma: str, cue_class: str, frames: str, irregular: str = "", example: str = "") -> Cue:
    """Make one row of a lexicon, with all its forms.

    Args:
        lemma: the base form; of a phrase, the verb comes first.
        cue_class: one of :data:`CLASSES`.
        frames: names of :data:`FRAMES`, by spaces.
        irregular: forms of the verb that are not regular, by spaces; one in -ing replaces the regular one in -ing,
            any other one the regular past.
        example: a sentence marked ``[content] {cue} <source>``.

    >>> make_cue("refer to", "say", "np", "referred referring").forms
    ('refer to', 'refers to', 'referring to', 'referred to')
    """
    kinds = frozenset(frames.split())
    forms = (lemma,) if "front" in kinds else tuple(dict.fromkeys(_inflect(lemma, irregular.split())))
    return Cue(lemma, cue_class, forms, kinds, example)


def _inflect(lemma: str, irregular: list[str]) -> Iterator[str]:
    verb, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    yield lemma
    yield _third_person(verb) + tail
    in_ing = [form for form in irregular if form.endswith("ing")]
    for form in in_ing or [_stem(verb, "ing") + "ing"]:
        yield form + tail
    for past in [form for form in irregular if form not in in_ing] or [_stem(verb, "ed") + "ed"]:
        yield past + tail


def _third_person(verb: str) -> str:
    if verb in IRREGULAR_THIRD:
        return IRREGULAR_THIRD[verb]
    if verb.endswith("y") and verb[-2:-1] not in {"a", "e", "o", "u", ""}:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _stem(verb: str, ending: str) -> str:
    if verb.endswith("y") and ending == "ed" and verb[-2:-1] not in {"a", "e", "o", "u"}:
        return verb[:-1] + "i"
    if verb.endswith("e") and (ending == "ed" or not verb.endswith(("ee", "oe", "ye", "be"))):
        return verb[:-1]
    return verb
