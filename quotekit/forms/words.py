"""A stretch of text in, its words out; and the word lists that the forms consult, from ``data/forms.tsv``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from attrs import frozen

from quotekit.values import Span

OPENING = "\"“„«‘'`([{*_"
CLOSING = "\"”»’')]}*_.,;:!?…"
SPACE = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
WORD = re.compile(rf"--|—|–|[^{SPACE}\x00](?:[^{SPACE}\x00—–-]++|-(?!-))*+")
LONGEST_LOOK = 800
ACRONYMS = frozenset({"US", "WHO", "IT"})
"""Names that look like pronouns once in lower case; they stay as they are."""
APOSTROPHES = str.maketrans("’‘ʼ", "'''")


def normal(label: str) -> str:
    """Return a label in lower case, apostrophes straight, without points and marks at its edges.

    >>> normal("Editor’s Note")
    "editor's note"
    """
    return " ".join(label.lower().translate(APOSTROPHES).split()).strip(OPENING + CLOSING + "#@ ")


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the words of one kind in ``data/forms.tsv``.

    >>> "note" in words_of("label"), "police" in words_of("source")
    (True, True)
    """
    return frozenset(normal(row[1]) for row in rows("forms.tsv") if row[0] == kind)


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a data file, without remarks and the line of column names."""
    text = (files("quotekit") / "data" / name).read_text(encoding="utf8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines[1:])


PRONOUNS = words_of("pronoun")
OWN_VOICE = words_of("own-voice")
AUXILIARIES = words_of("auxiliary")
DETERMINERS = words_of("determiner")
PREPOSITIONS = words_of("preposition")
# Words that begin a question, a time or an aside, and never a name.
OPENERS = words_of("opener")
PARTICLES = words_of("particle")


@frozen
class Word:
    """A word without the punctuation around it, and what stood before and behind."""

    span: Span
    low: str
    """In lower case, apostrophes straight."""
    capital: bool
    before: str
    after: str


def split_words(text: str, span: Span) -> list[Word]:
    """Return the words of a stretch; dashes between words are words of their own, with an empty ``low``.

    >>> [(word.low, word.after) for word in split_words("Lee: “Don’t go.”", Span(0, 16))]
    [('lee', ':'), ("don't", ''), ('go', '.”')]
    """
    out = []
    acronyms = ACRONYMS if not span.of(text).isupper() else frozenset({"US"})
    for match in WORD.finditer(text, span.start, span.end):
        raw = match[0]
        if raw.isascii() and raw.isalnum():
            low = raw if raw in acronyms else raw.lower()
            out.append(Word(Span(*match.span()), low, raw[0].isupper(), "", ""))
            continue
        left = len(raw) - len(raw.lstrip(OPENING))
        core = raw[left:].rstrip(CLOSING)
        if core.count(".") and raw[left + len(core) :].startswith("."):
            core += "."  # "U.S." keeps its last point
        if core.endswith("-") and core[:-1].isupper():
            core = core[:-1]  # "NO VETO- MINISTER"
        start = match.start() + left
        after = raw[left + len(core) :]
        low = core if core in acronyms else core.lower().translate(APOSTROPHES)
        low = low if any(map(str.isalnum, low)) else ""
        out.append(Word(Span(start, start + len(core)), low, core[:1].isupper(), raw[:left], after))
    return out


def has_own_voice(text: str) -> bool:
    """Tell whether the first lines of a text speak in the first or second person.

    >>> has_own_voice("Well, I’d go."), has_own_voice("He went.")
    (True, False)
    """
    words = text[:LONGEST_LOOK].lower().translate(APOSTROPHES).split()
    return any(word.strip(".,;:!?—-") in OWN_VOICE for word in words)
