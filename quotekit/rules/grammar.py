"""A cue lexicon in, a grammar out: one sign for each word, so that rules can be regular expressions over signs.

A sentence becomes a string with one character a token: ``d`` for a determiner, ``N`` for a name, ``Q`` for a whole
passage between quotation marks, and for the forms of each cue a private character of their own. Finding noun phrases
and cues then costs a few searches in a short string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from attrs import frozen

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
FIRST_CUE_SIGN = 0xE000
ADJECTIVES = re.compile(r"(?: ive|ous|ful|less|able|ible )$", re.VERBOSE)


@frozen
class Form:
    """A surface form of a cue: which cue, and how it is inflected."""

    cue: Cue
    inflection: int


@frozen(eq=False)
class Grammar:
    """What the rules know about words, for one lexicon."""

    sign: Callable[[str], str]
    """Sign of a token, trailing space included, inside a sentence."""
    initial_sign: Callable[[str], str]
    """Sign of a token that begins a sentence."""
    lowered_sign: Callable[[str], str]
    """Sign of a token in a headline, where capitals tell nothing."""
    forms: Mapping[str, Form]
    """Sign -> form, of the cues of one word."""
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int, Form], ...]]
    """Anchor word -> phrases (all words, place of the anchor, form), the longest first."""
    cue_signs: re.Pattern[str]
    nouns: tuple[re.Pattern[str], ...]
    """Forms that are nouns or modifiers by what stands before them, to be looked for one after the other."""


@lru_cache(maxsize=8)
def make_grammar(cues: CueLexicon) -> Grammar:
    """Return the grammar of a lexicon; the same lexicon gives the same grammar."""
    words: dict[str, str] = dict(word_signs())
    forms: dict[str, Form] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int, Form]]] = {}
    for number, (form, cue) in enumerate(sorted(cues.by_form.items())):
        parts = tuple(form.replace("’", "'").split())
        found = Form(cue, inflection_of(cue, form))
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
        sign=lru_cache(maxsize=1 << 14)(lambda piece: _sign(piece, words)),
        initial_sign=lru_cache(maxsize=1 << 12)(lambda piece: _initial_sign(piece, words, forms)),
        lowered_sign=lru_cache(maxsize=1 << 12)(lambda piece: _sign(piece.lower(), words)),
        forms=forms,
        phrases={anchor: tuple(rows) for anchor, rows in phrases.items()},
        nouns=_nouns(forms),
        cue_signs=re.compile(f"[{ANCHOR_VERB}{ANCHOR_NOUN}{ANCHOR_FRONT}{re.escape(''.join(forms))}]"),
    )


def _nouns(forms: Mapping[str, Form]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match the cue forms that their neighbours show to be no verbs."""
    nominal = {sign: form for sign, form in forms.items() if not _never_noun(form)}
    every = re.escape("".join(nominal)) or "(?!)"
    base = re.escape("".join(sign for sign, form in nominal.items() if form.inflection == BASE)) or "(?!)"
    finite = re.escape("".join(sign for sign, form in forms.items() if form.inflection in {THIRD, PAST})) or "(?!)"
    third = re.escape("".join(sign for sign, form in forms.items() if form.inflection == THIRD)) or "(?!)"
    return (
        # the report, false claims
        re.compile(rf"(?<= [d'if\#a] ) [{every}vV] | (?<= j ) [{base}{third}vV]", re.VERBOSE),
        re.compile(
            rf"""
              (?<= [Nn] ) (?P<after_noun> [{base}] )       # the party claim
            | (?<= [{finite}] ) [{base}{third}]            # said claims of fraud
            | (?<= [NnjsyT] ) [{third}] (?= r? [{finite}] )  # rights advocates said
            """,
            re.VERBOSE,
        ),
    )


def _never_noun(form: Form) -> bool:
    return form.inflection == BASE and "verbal" in form.cue.frames


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


def _sign(piece: str, words: Mapping[str, str]) -> str:
    word = piece.rstrip()
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


def _initial_sign(piece: str, words: Mapping[str, str], forms: Mapping[str, Form]) -> str:
    word = piece.rstrip().lower().replace("’", "'")
    sign = words.get(word)
    if sign is None or piece[0].islower():
        return _sign(piece, words)
    form = forms.get(sign)
    # "Claims of fraud …", "State officials …": a sentence does not begin with a finite cue.
    if form is not None and form.inflection in {BASE, THIRD}:
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
