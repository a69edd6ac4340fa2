"""The words of a source come in; their values and the words that all who read them know go out."""

from __future__ import annotations

from typing import NamedTuple

import regex as re
from attrs import frozen

from quotekit.speakers.folding import fold
from quotekit.speakers.word_lists import given_names

PRONOUNS = {
    "he": "m", "him": "m", "himself": "m", "his": "m", "she": "f", "her": "f", "herself": "f", "it": "n",
    "they": "p", "them": "p", "we": "1p", "us": "1p", "i": "1", "me": "1", "my": "1", "you": "2", "who": "r",
    "which": "r", "that": "r", "whom": "r", "its": "n", "their": "p",
}  # fmt: skip


MAX_SOURCE = 600


@frozen
class Mention:
    """What a source says of who speaks."""

    kind: str
    """``person``, ``body``, ``place``, ``document``, ``nominal``, ``pronoun``, ``account``, or ``none``."""
    name: str = ""
    """The name as printed, titles gone; of a body or document all its words without the article."""
    start: int = 0
    """Where the name starts in the source's text."""
    role: str = ""
    """What the source says the speaker is: "VOA correspondent"."""
    head: str = ""
    """Of a nominal, body or document: its noun, lower case; of a pronoun: its class."""
    owner: str = ""
    """Whose spokesman, service or statement it is, as printed."""
    gender: str = ""
    definite: bool = True


NOBODY = Mention("none")


CUTS = frozenset(
    "of for at in from to with on who which that by as near about under among against over into after before whose"
    " where".split()
)


PARTICLES = frozenset("de da do du del della der den van von la le al el bin ibn dos das ten ter zu y bint di".split())


ARTICLES = frozenset(
    "the a an some one another this that these those his her its their our my your both all many several".split()
)


INDEFINITE = frozenset("a an some one another many several".split())


class Word(NamedTuple):
    """One word of a source, and where it stands."""

    text: str
    start: int
    end: int
    low: str
    capital: bool

    @property
    def owns(self) -> bool:
        """Tell whether the word is a genitive."""
        return self.text.endswith(("'s", "’s", "s'", "s’"))


_LETTERS = re.compile(r"(?<= \p{Lu}[\p{L}’'\-]{1,40}),? (?:QC|KC|MP|MEP|MSP|MD|PhD|OBE|CBE|MBE|DBE|KBE|FRS|Esq)\.?$")
"""Letters behind a name that are none of it."""


_GENITIVE = re.compile(r"['’]s?$")


def printed(words: list[Word], text: str) -> str:
    """Return the words as printed, without a leading article."""
    kept = words[1:] if words and words[0].low in ARTICLES and len(words) > 1 else words
    return text[kept[0].start : kept[-1].end] if kept else ""


def bare(name: str) -> str:
    """Return a name without its genitive and the letters behind it: "Ada Cole QC's" is Ada Cole."""
    return _LETTERS.sub("", _GENITIVE.sub("", name))


def gender_of(name: str) -> str:
    """Return the gender of those who bear the given name, empty where it tells none."""
    return given_names().get(fold(name.split(maxsplit=1)[0]) if name.split() else "", "")


def owner_of(front: list[Word], behind: list[Word], text: str) -> str:
    """Return who has it: "Putin's", "Russian President’s", "Kremlin", "… of the ministry"."""
    for i in range(len(front) - 2, -1, -1):
        if front[i].owns:
            start = 1 if front[0].low in ARTICLES and i > 0 else 0
            return bare(text[front[start].start : front[i].end])
    if behind and behind[0].low in ("of", "from", "for", "by", "at") and len(behind) > 1:
        return printed(behind[1:], text)
    capitals = [w for w in front[:-1] if w.capital and w.low not in ARTICLES and not w.low[0].isdigit()]
    return text[capitals[0].start : capitals[-1].end] if capitals else ""


def read_document(front: list[Word], behind: list[Word], text: str) -> Mention:
    """Read words that end on a document's noun."""
    return Mention(
        "document", printed(front, text), front[0].start, head=front[-1].low, owner=owner_of(front, behind, text)
    )
