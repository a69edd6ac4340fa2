"""The rules engine: sentences, passages and cues in, attributions out. No model."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.rules.around import according_to, as_source_says, clause_then_cue, clause_then_source, which_source_says
from quotekit.rules.findings import as_attribution
from quotekit.rules.grammar import make_grammar
from quotekit.rules.insides import Found, Rule, ends_with_report, keep_outer
from quotekit.rules.quoted import (
    colon_then_block,
    colon_then_paragraph,
    cue_then_quote,
    quote_then_cue,
    quote_then_source,
)
from quotekit.rules.reported import (
    asked_whether,
    asks_whether,
    criticizes,
    denies_doing,
    is_expected_to,
    it_is_said,
    plans_to,
    says_bare,
    says_that,
    tells_bare,
    tells_to,
    what_source_calls,
)
from quotekit.rules.shapes import make_shape
from quotekit.rules.sites import find_sites
from quotekit.values import Attribution, CueLexicon, Passage, Reading, Span

# The first rule that finds something at a cue decides. Beside each: its precision on PolNeAR train.
RULES: tuple[tuple[Rule, float], ...] = (
    (quote_then_source, 0.94),
    (quote_then_cue, 0.95),
    (cue_then_quote, 0.86),
    (colon_then_paragraph, 0.87),
    (colon_then_block, 0.6),
    (according_to, 0.81),
    (as_source_says, 0.70),
    (says_that, 0.84),
    (it_is_said, 0.84),
    (asked_whether, 0.86),
    (asks_whether, 0.79),
    (which_source_says, 0.51),
    (clause_then_source, 0.79),
    (clause_then_cue, 0.73),
    (says_bare, 0.80),
    (tells_bare, 0.78),
    (tells_to, 0.60),
    (plans_to, 0.57),
    (what_source_calls, 0.8),
    (denies_doing, 0.59),
    (criticizes, 0.63),
    (is_expected_to, 0.65),
)


def find_attributions(
    reading: Reading, passages: Sequence[Passage], prose: Sequence[Span], cues: CueLexicon
) -> tuple[Attribution, ...]:
    """Return the attributions of an article's prose, in the order of their cues."""
    shape = make_shape(reading.article.text, prose, reading.sentences, passages, make_grammar(cues))
    kept: list[Found] = []
    sentence = -1
    earlier = None
    for site in find_sites(shape, shape.grammar):
        if site.high != sentence:
            sentence, earlier = site.high, None
        site.earlier = earlier
        for rule, confidence in RULES:
            found = rule(site)
            if found is not None:
                kept.append(Found(found, rule, confidence))
                earlier = found.source or earlier
                break
    outer = keep_outer(kept)
    told = [as_attribution(row.finding, row.rule.__name__, row.confidence) for row in outer]
    return (*told, *ends_with_report(shape, outer))
