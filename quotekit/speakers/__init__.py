"""Attributions in, speakers out: from "he", "the statement" and a surname to one person."""

from __future__ import annotations

import importlib.resources
from collections.abc import Sequence
from pathlib import Path

from quotekit.speakers.checking import Report, check, check_lexicon
from quotekit.speakers.desk import Answer
from quotekit.speakers.lexicon import Found, SpeakerLexicon
from quotekit.speakers.resolving import Coreference, answer_all
from quotekit.speakers.rows import SpeakerRow
from quotekit.values import Attribution, Passage, Reading

__all__ = [
    "Answer",
    "Coreference",
    "Found",
    "Report",
    "SpeakerLexicon",
    "SpeakerRow",
    "check",
    "check_lexicon",
    "resolve_speakers",
    "starter_file",
]


def starter_file() -> Path:
    """Return where the starter lexicon lies: officials of the United States with the days of their offices (CC0).

    >>> lexicon = SpeakerLexicon.read(starter_file())
    >>> lexicon.find("Sanders", on="2020-01-01", context="Sanders, the Vermont senator, spoke.").speaker.name
    'Bernard Sanders'
    >>> lexicon.find("the president", on="2018-03-01").speaker.name
    'Donald J. Trump'
    """
    return Path(str(importlib.resources.files("quotekit") / "data" / "lexicons" / "us_officials.csv"))


def resolve_speakers(
    reading: Reading,
    attributions: Sequence[Attribution],
    passages: Sequence[Passage],
    lexicon: SpeakerLexicon | None = None,
    coreference: Coreference | None = None,
) -> tuple[Answer, ...]:
    """Return for each attribution, in order, the speaker (or ``None``) and the candidates where several fit equally.

    Args:
        reading: the article and its sentences; tokens are not needed.
        attributions: what is attributed, nested ones too.
        passages: the stretches between quotation marks.
        lexicon: speakers known beforehand; the text's own names go through it.
        coreference: your own resolution of pronouns and nominals, asked first.

    Raises:
        TypeError: ``lexicon`` is no SpeakerLexicon.

    >>> from quotekit.values import Article, Span
    >>> text = "Ada Cole, the mayor, was late. “It is done,” Cole said."
    >>> said = Attribution(content=(Span(31, 44),), cue=(Span(50, 54),), source=(Span(45, 49),))
    >>> speaker, candidates = resolve_speakers(Reading(Article(text)), [said], [])[0]
    >>> speaker.name, speaker.role, speaker.resolved_by
    ('Ada Cole', 'the mayor', 'surname')
    """
    if lexicon is not None and not isinstance(lexicon, SpeakerLexicon):
        raise TypeError(f"speakers must be a SpeakerLexicon, not {type(lexicon).__name__}")
    if not attributions:
        return ()
    return tuple(answer_all(reading, attributions, passages, lexicon, coreference))
