"""Attributions of the tagger in, those that report nobody's words left out: what a picture shows was not said.

The tagger learned its convention from a corpus that annotates every other such sentence; a user who asks who said what
is not served by "the video". Each rule is a function with its example; the first that objects decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from quotekit.values import Attribution

PICTURE = re.compile(
    r"(?: ^ | \b (?:the|a|an|another|this|these|those|its|his|her|their|initial|new) \s ) (?: [\w’'-]+ \s ){0,3}?"
    r" (?: videos? | footage | images? | photos? | photographs? | pictures? | clips? | screenshots? ) \b",
    re.VERBOSE | re.IGNORECASE,
)
RELATIVE = frozenset({"which", "that"})
EVIDENCE = frozenset({"show", "suggest"})
ADJECTIVES = frozenset({"alleged", "purported", "reported", "supposed", "so-called"})


def picture_shows(text: str, found: Attribution) -> bool:
    """Object to "<Another video> {shows} [smoke over the harbour]": nobody speaks."""
    return found.cue_class in EVIDENCE and PICTURE.match(_source(text, found)) is not None


def something_shows(text: str, found: Attribution) -> bool:
    """Object to "…, {suggesting} [that it burned]" and "…, <which> {shows} [smoke]": the source is no one named."""
    return found.cue_class in EVIDENCE and (not found.source or _source(text, found).lower() in RELATIVE)


def alleged_thing(text: str, found: Attribution) -> bool:
    """Object to "an {alleged} [attack on the harbour]": an adjective names a doubt, and no one who has it."""
    return not found.source and any(span.of(text).lower() in ADJECTIVES for span in found.cue)


def _source(text: str, found: Attribution) -> str:
    return " ".join([span.of(text) for span in found.source])


RULES: tuple[Callable[[str, Attribution], bool], ...] = (picture_shows, something_shows, alleged_thing)


def screen(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return the attributions that no rule objects to.

    >>> from quotekit.values import Span
    >>> shown = Attribution((Span(20, 24),), (Span(14, 19),), (Span(0, 13),), cue_class="show")
    >>> screen("Another video shows fire.", [shown])
    []
    """
    return [found for found in attributions if not any(rule(text, found) for rule in RULES)]
