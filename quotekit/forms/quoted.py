"""Passages in, what a quoted headline reports out: "“Palace denies plot, says king is safe,” she tweeted"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quotekit.forms.headlines import read_headline
from quotekit.forms.verbs import ways
from quotekit.values import Attribution, CueLexicon, Passage, Span

SHORTEST, LONGEST = 30, 300
BEHIND_COMMA = re.compile(r",\s(\w+)(?:\s(\w+))?")


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
        inner = passage.inner
        if passage.depth or not SHORTEST <= inner.end - inner.start <= LONGEST:
            continue
        if _may_share_subject(text, inner):
            found = read_headline(text, passage.inner, cues, form="prose", chatty=True)
            if len(found) > 1 and len({attribution.source for attribution in found}) == 1:
                out.extend(found)
    return out


def _may_share_subject(text: str, span: Span) -> bool:
    """Tell whether a second verb may share the subject: ", says ", ", then says "; most quotations have none."""
    verbs = _thirds()
    for found in BEHIND_COMMA.finditer(text, span.start, span.end):
        first, second = found.groups()
        if first.lower() in verbs or (second is not None and second.lower() in verbs):
            return True
    return False


@cache
def _thirds() -> frozenset[str]:
    """Return the first words of the verbs that stand behind a single subject."""
    return frozenset(form.split(" ")[0] for form, (_, number) in ways().items() if number == "s")
