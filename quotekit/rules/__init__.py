"""The rules engine: sentences, passages and cues in, attributions out. No model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quotekit.rules.grammar import make_grammar
from quotekit.rules.quoted import colon_then_paragraph, cue_then_quote, quote_then_cue, quote_then_source
from quotekit.rules.reported import (
    according_to,
    asks_whether,
    clause_then_cue,
    clause_then_source,
    criticizes,
    is_expected_to,
    plans_to,
    says_bare,
    says_that,
    tells_bare,
)
from quotekit.rules.shapes import make_shape
from quotekit.rules.sites import Site, find_sites
from quotekit.values import Attribution, CueLexicon, Passage, Reading, Span

RULES: tuple[Callable[[Site], Attribution | None], ...] = (
    quote_then_source,
    quote_then_cue,
    cue_then_quote,
    colon_then_paragraph,
    according_to,
    says_that,
    asks_whether,
    clause_then_source,
    clause_then_cue,
    says_bare,
    tells_bare,
    plans_to,
    criticizes,
    is_expected_to,
)


def find_attributions(
    reading: Reading, passages: Sequence[Passage], prose: Sequence[Span], cues: CueLexicon
) -> tuple[Attribution, ...]:
    """Return the attributions of an article's prose, in the order of their cues."""
    shape = make_shape(reading.article.text, prose, reading.sentences, passages, make_grammar(cues))
    out = []
    for site in find_sites(shape, shape.grammar):
        for rule in RULES:
            found = rule(site)
            if found is not None:
                out.append(found)
                break
    return tuple(out)
