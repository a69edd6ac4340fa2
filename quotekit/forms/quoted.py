"""Passages in, what a quoted headline reports out: "“Palace denies plot, says king is safe,” she tweeted"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from quotekit.forms.headlines import read_headline
from quotekit.forms.verbs import ways
from quotekit.values import Attribution, CueLexicon, Passage

SHORTEST, LONGEST = 30, 300


def find_quoted_headlines(text: str, passages: Sequence[Passage], cues: CueLexicon) -> list[Attribution]:
    """Return the reports of quoted headlines that share one subject between two verbs.

    Only those: where a single verb follows its subject, an engine reads the quotation as it reads prose.

    >>> from quotekit.values import Span
    >>> text = "“Palace denies plot, says the king would gain nothing,” she wrote."
    >>> passage = Passage(Span(0, 55), Span(1, 54), "curly")
    >>> [(a.cue[0].of(text), a.content[0].of(text)) for a in find_quoted_headlines(text, [passage], CueLexicon(()))]
    [('denies', 'plot'), ('says', 'the king would gain nothing')]
    """
    out: list[Attribution] = []
    shared = _shared_subject()
    for passage in passages:
        inner = passage.inner
        if passage.depth or not SHORTEST <= inner.end - inner.start <= LONGEST:
            continue
        if shared.search(text, inner.start, inner.end) is not None:
            found = read_headline(text, passage.inner, cues, form="prose", chatty=True)
            if len(found) > 1 and len({attribution.source for attribution in found}) == 1:
                out.extend(found)
    return out


@cache
def _shared_subject() -> regex.Pattern[str]:
    """Return a pattern for the place where a second verb shares the subject: ", says "; most quotations lack it."""
    forms = "|".join(sorted({form.split(" ")[0] for form, (_, number) in ways().items() if number == "s"}))
    return regex.compile(rf",\s(?:\w+\s)?(?:{forms})\b", regex.IGNORECASE)
