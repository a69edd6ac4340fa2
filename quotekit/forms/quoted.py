"""Passages in, what a quoted headline reports out: "“Palace denies plot, says king is safe,” she tweeted"."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.forms.headlines import read_headline
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
    for passage in passages:
        if passage.depth == 0 and SHORTEST <= len(passage.inner) <= LONGEST and ", " in passage.inner.of(text):
            found = read_headline(text, passage.inner, cues, form="prose", chatty=True)
            if len(found) > 1 and len({attribution.source for attribution in found}) == 1:
                out.extend(found)
    return out
