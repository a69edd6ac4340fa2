"""A cue lexicon in, a grammar out: one sign for each word, so that rules can be regular expressions over signs.

A sentence becomes a string with one character a token: ``d`` for a determiner, ``N`` for a name, ``Q`` for a whole
passage between quotation marks, and for the forms of each cue a private character of their own. Finding noun phrases
and cues then costs a few searches in a short string.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from attrs import frozen

from quotekit.rules.tokens import Kept, tokens_of
from quotekit.values import Cue, CueLexicon

CLASS_SIGNS = {
    "determiner": "d", "pronoun": "p", "object": "o", "relative": "w", "that": "h", "question": "W",
    "noun": "n", "auxiliary": "x", "clitic": "'", "negation": "z", "adverb": "r", "day": "T", "to": "t", "of": "f",
    "by": "b", "as": "a", "preposition": "i", "and": "&", "but": "B", "subordinator": "u", "verb": "v",
    "venue": "y",
}  # fmt: skip
SHAPE_SIGNS = "N n j s e g #"  # names; other words, by ending: adjective-like, plural, -ed, -ing; numbers
MARK_SIGNS = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", "—": "-", "–": "-", "―": "-", "-": "-",
    ".": ".", "'": "'", "’": "'", "&": "&", "/": ".", "$": "#", "€": "#", "£": "#", "%": "s", "@": "n", "#": "n",
}  # fmt: skip
OTHER = "~"
SENTENCE, BLOCK, SPEECH, FRAGMENT = "|", "¶", "Q", "q"
ANCHOR_VERB, ANCHOR_NOUN, ANCHOR_FRONT = "V", "M", "A"
"""First words of phrases that are no cue by themselves: "made (clear)", "press (for)", "according (to)"."""

BASE, THIRD, ING, PAST = range(4)
NOUN_SIGNS = ("n", "s", "g", "e")
"""By inflection: how a cue form is signed that is no verb where it stands."""
FIRST_CUE_SIGN = 0xE000
ADJECTIVES = re.compile(r"(?: ive|ous|ful|less|able|ible )$", re.VERBOSE)


@frozen
class Form:
    """A surface form of a cue: which cue, and how it is inflected."""

    surface: str
    cue: Cue
    inflection: int


Phrase = tuple[tuple[str, ...], int, Form]
"""All words, the place of the one by which they are found, and the form."""


@frozen(eq=False)
class Phrases:
    """The phrases that are found by one word."""

    rows: tuple[Phrase, ...]
    """The longest first."""
    before: frozenset[str]
    behind: frozenset[str]
    """The words that stand next to the anchor in any of them."""
    alone: bool
    """Whether the anchor alone will do."""


@frozen(eq=False)
class Grammar:
    """What the rules know about words, for one lexicon."""

    tokens: Mapping[str, tuple[str, ...]]
    """Word as printed, with the marks at its edges -> its tokens."""
    signs: Mapping[str, str]
    """Word as printed, with the marks at its edges -> the signs of its tokens, inside a sentence."""
    initial_signs: Mapping[str, str]
    """Word as printed that begins a sentence -> the sign of its first token."""
    lowered_signs: Mapping[str, str]
    """Word as printed -> the signs of its tokens in a headline, where capitals tell nothing."""
    forms: Mapping[str, Form]
    """Sign -> form, of the cues of one word."""
    lone_forms: Mapping[str, Form]
    """The same without the words by which phrases are found as well."""
    phrases: Mapping[str, Phrases]
    """Anchor word -> the phrases that are found by it."""
    cue_signs: re.Pattern[str]
    nouns: tuple[re.Pattern[str], ...]
    """Forms that are nouns or modifiers by what stands before them, to be looked for one after the other."""
    noun_signs: Mapping[str, str]
    """Sign of a verb or cue -> its sign where it is a noun."""


@lru_cache(maxsize=8)
def make_grammar(cues: CueLexicon) -> Grammar:
    """Return the grammar of a lexicon; the same lexicon gives the same grammar."""
    words: dict[str, str] = dict(word_signs())
    forms: dict[str, Form] = {}
    phrases: dict[str, list[Phrase]] = {}
    for number, (form, cue) in enumerate(sorted(cues.by_form.items())):
        parts = tuple(form.replace("’", "'").split())
        found = Form(" ".join(parts), cue, inflection_of(cue, form))
        if len(parts) == 1 and not cue.frames & {"front"}:
            sign = chr(FIRST_CUE_SIGN + number)
            words[parts[0]] = sign
            forms[sign] = found
        elif parts:
            place = _anchor_of(parts)
            phrases.setdefault(parts[place], []).append((parts, place, found))
    for anchor, rows in phrases.items():
        rows.sort(key=lambda row: -len(row[0]))
        _, place, found = rows[0]
        if "front" in found.cue.frames:
            words[anchor] = ANCHOR_FRONT if place == 0 else words.get(anchor, ANCHOR_NOUN)
        elif words.get(anchor, "n") in "nv":
            verb = found.inflection in {ING, PAST} or words.get(anchor) == "v"
            words[anchor] = ANCHOR_VERB if verb else ANCHOR_NOUN
    return Grammar(
        tokens=Kept(tokens_of),
        signs=Kept(lambda word: "".join([_sign(token, words) for token in tokens_of(word)])),
        initial_signs=Kept(lambda word: _initial_sign(tokens_of(word)[0], words, forms)),
        lowered_signs=Kept(lambda word: "".join([_sign(token.lower(), words) for token in tokens_of(word)])),
        forms=forms,
        lone_forms={sign: form for sign, form in forms.items() if form.surface not in phrases},
        phrases={anchor: _phrases(rows) for anchor, rows in phrases.items()},
        nouns=_nouns(forms),
        noun_signs=_noun_signs(forms, phrases),
        cue_signs=re.compile(f"[{ANCHOR_VERB}{ANCHOR_NOUN}{ANCHOR_FRONT}{_class_of(forms)}]"),
    )


def _phrases(rows: Sequence[Phrase]) -> Phrases:
    return Phrases(
        rows=tuple(rows),
        before=frozenset(parts[place - 1] for parts, place, _ in rows if place > 0),
        behind=frozenset(parts[place + 1] for parts, place, _ in rows if place + 1 < len(parts)),
        alone=any(len(parts) == 1 for parts, _, _ in rows),
    )


def _nouns(forms: Mapping[str, Form]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match the cue forms that their neighbours show to be no verbs."""
    nominal = {sign: form for sign, form in forms.items() if not _never_noun(form)}
    every = _class_of(nominal)
    base = _class_of(sign for sign, form in nominal.items() if form.inflection == BASE)
    finite = _class_of(sign for sign, form in forms.items() if form.inflection in {THIRD, PAST})
    third = _class_of(sign for sign, form in forms.items() if form.inflection == THIRD)
    # Each pattern begins with the form itself, then looks back past it: a search skips to the few places in question.
    return (
        # the report, false claims
        re.compile(rf"[{every}vV] (?: (?<= [d'if\#a]. ) | (?<= j. ) (?<= [{base}{third}vV] ) )", re.VERBOSE),
        re.compile(
            rf"""
            [{base}{third}]
            (?: (?<= [Nn]. ) (?<= [{base}] ) (?P<after_noun> )               # the party claim
              | (?<= [{finite}]. )                                           # said claims of fraud
              | (?<= [NnjsyT]. ) (?<= [{third}] ) (?= r? [{finite}] ) )      # rights advocates said
            """,
            re.VERBOSE,
        ),
    )


def _class_of(signs: Iterable[str]) -> str:
    """Return the inside of a character class; without signs, one that matches nothing that there is."""
    return re.escape("".join(signs)) or r"\0"


def _noun_signs(forms: Mapping[str, Form], anchors: Container[str]) -> dict[str, str]:
    """Return for each sign of a verb the one that it has as a noun, by inflection; what begins a phrase still does."""
    out = {sign: NOUN_SIGNS[form.inflection] for sign, form in forms.items()}
    out.update((sign, ANCHOR_NOUN) for sign, form in forms.items() if form.surface in anchors)
    return {**out, ANCHOR_VERB: ANCHOR_NOUN, "v": "n"}


def _never_noun(form: Form) -> bool:
    return form.inflection == BASE and "verbal" in form.cue.frames


def _is_verb(form: Form) -> bool:
    """Tell whether a form is no noun, though a sentence begins with it: "Says Ada Cole: “…”"."""
    return form.inflection == THIRD and "verbal" in form.cue.frames


def inflection_of(cue: Cue, form: str) -> int:
    """Tell the inflection of a form by its ending; what is neither base, -s nor -ing counts as past.

    A base form that has no past beside it ("put", "read") is its own past.
    """
    verb = form.split(" ", 1)[0]
    if form == cue.lemma:
        others = {other.split(" ", 1)[0] for other in cue.forms if other != form}
        return BASE if any(not other.endswith(("ing", "s")) for other in others) else PAST
    if verb.endswith("ing"):
        return ING
    return THIRD if verb.endswith("s") else PAST


def _anchor_of(parts: tuple[str, ...]) -> int:
    """Return the place of the first word that is no function word: the word by which a phrase is found."""
    closed = word_signs()
    return next((i for i, part in enumerate(parts) if closed.get(part, "n") in "nv"), 0)


@cache
def word_signs() -> Mapping[str, str]:
    """Return word -> sign of ``data/word_classes.tsv``."""
    path = Path(__file__).parents[1] / "data" / "word_classes.tsv"
    lines = [line.split("\t") for line in path.read_text("utf8").split("\n") if line and line[0] != "#"]
    return {form.replace("’", "'"): CLASS_SIGNS[kind] for form, kind in lines[1:]}


def _sign(word: str, words: Mapping[str, str]) -> str:
    first = word[:1]
    if first.isalpha():
        lower = word.lower()
        if first.isupper():
            if lower == "i":
                return "p"
            return "T" if words.get(lower) == "T" else "N"
        return words.get(lower.replace("’", "'")) or _shape_of(lower)
    if first.isdigit():
        return "#"
    if first in {"'", "’"}:
        return "z" if word[1:] == "t" else "'"
    return MARK_SIGNS.get(first, OTHER)


def _initial_sign(token: str, words: Mapping[str, str], forms: Mapping[str, Form]) -> str:
    word = token.lower().replace("’", "'")
    sign = words.get(word)
    if sign is None or token[0].islower():
        return _sign(token, words)
    form = forms.get(sign)
    # "Claims of fraud …", "State officials …": a sentence does not begin with a finite cue.
    if form is not None and form.inflection in {BASE, THIRD} and not _is_verb(form):
        return "s" if form.inflection == THIRD else "n"
    return sign


def _shape_of(word: str) -> str:
    if word.endswith("ly"):
        return "r"
    if word.endswith("ing"):
        return "g"
    if word.endswith("ed"):
        return "e"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return "s"
    return "j" if ADJECTIVES.search(word) else "n"
