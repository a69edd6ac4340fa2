"""The rules engine: sentences, passages and cues in, attributions out. No model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from attrs import frozen

from quotekit.rules.around import (
    according_to,
    as_source_says,
    clause_then_cue,
    clause_then_quoted,
    clause_then_source,
    which_source_says,
)
from quotekit.rules.findings import as_attribution
from quotekit.rules.grammar import BLOCK, FRAGMENT, SPEECH, make_grammar
from quotekit.rules.insides import Found, Rule, ends_with_report, keep_outer
from quotekit.rules.quoted import (
    colon_then_block,
    colon_then_paragraph,
    cue_then_quote,
    inverted,
    quote_then_cue,
    quote_then_source,
    says_marked,
)
from quotekit.rules.reported import (
    asked_whether,
    asks_whether,
    criticizes,
    denies_doing,
    does_not_respond,
    is_confirmed_by,
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
from quotekit.rules.sites import Site, Use, find_sites
from quotekit.values import Attribution, CueLexicon, Passage, Reading, Span

FINITE: frozenset[Use] = frozenset({"finite"})
PASSIVE: frozenset[Use] = frozenset({"passive"})
VERBAL: frozenset[Use] = frozenset({"finite", "participle"})
FRONT: frozenset[Use] = frozenset({"front"})
ACTIVE: frozenset[Use] = frozenset({"finite", "participle", "infinitive", "front"})
AMID: frozenset[Use] = frozenset({"amid"})


Need = Literal["marks", "colon"]
"""A passage between quotation marks; a colon at the end of its paragraph."""


@frozen
class Row:
    """A rule and the cues that it is asked about."""

    rule: Rule
    confidence: float
    """Its precision on PolNeAR train."""
    uses: frozenset[Use]
    any_of: str = ""
    """Frames of which the cue takes at least one."""
    all_of: str = ""
    none_of: str = ""
    needs: Need | None = None
    """What a sentence must have, or the rule can find nothing at its cues."""

    def asks_about(self, frames: frozenset[str], use: Use, marked: bool, colon: bool) -> bool:
        """Tell whether the rule may find something at a cue with these frames that is used so."""
        if (self.needs == "marks" and not marked) or (self.needs == "colon" and not colon):
            return False
        if use not in self.uses or not frames.isdisjoint(self.none_of.split()):
            return False
        return frames.issuperset(self.all_of.split()) and not (self.any_of and frames.isdisjoint(self.any_of.split()))


# The first rule that finds something at a cue decides.
RULES = (
    Row(quote_then_source, 0.94, FINITE, "quote", needs="marks"),
    Row(quote_then_cue, 0.95, FINITE, "quote", needs="marks"),
    Row(what_source_calls, 0.8, FINITE, "np as"),
    Row(inverted, 0.9, FINITE, "quote", needs="marks"),
    Row(cue_then_quote, 0.86, ACTIVE | AMID, "quote", needs="marks"),
    Row(says_marked, 0.8, FINITE, "quote", needs="marks"),
    Row(colon_then_paragraph, 0.87, ACTIVE, needs="colon"),
    Row(colon_then_block, 0.6, FINITE, needs="colon"),
    Row(according_to, 0.81, FRONT),
    Row(as_source_says, 0.70, FINITE, "quote"),
    Row(says_that, 0.84, VERBAL, "that whom"),
    Row(it_is_said, 0.84, PASSIVE, "that"),
    Row(asked_whether, 0.86, FINITE | PASSIVE, "whether"),
    Row(asks_whether, 0.79, VERBAL, "whether"),
    Row(which_source_says, 0.51, FINITE, "that bare"),
    Row(clause_then_quoted, 0.8, FINITE, "quote"),
    Row(clause_then_source, 0.79, FINITE, "quote bare"),
    Row(clause_then_cue, 0.73, FINITE, "that bare", all_of="quote"),
    Row(says_bare, 0.80, VERBAL, "bare", none_of="whom"),
    Row(tells_bare, 0.78, VERBAL, all_of="bare whom"),
    Row(tells_to, 0.60, VERBAL, all_of="to whom"),
    Row(plans_to, 0.57, VERBAL, "to"),
    Row(denies_doing, 0.59, VERBAL, "ing"),
    Row(does_not_respond, 0.6, FINITE, "np"),
    Row(criticizes, 0.63, VERBAL, "np as"),
    Row(is_confirmed_by, 0.6, PASSIVE, "np"),
    Row(is_expected_to, 0.65, PASSIVE),
)


@lru_cache(maxsize=1 << 10)
def rows_for(frames: frozenset[str], use: Use, marked: bool, colon: bool) -> tuple[Row, ...]:
    """Return the rows of ``RULES`` that may find something at a cue, in their order.

    Args:
        frames: the cue's.
        use: how it is used.
        marked: whether a passage stands in its sentence.
        colon: whether its paragraph ends with the sentence, and with a colon.
    """
    return tuple(row for row in RULES if row.asks_about(frames, use, marked, colon))


def rows_at(site: Site) -> tuple[Row, ...]:
    """Return the rows that may find something at a place."""
    signs, low, high = site.shape.signs, site.low, site.high
    marked = signs.find(SPEECH, low, high + 2) >= 0 or signs.find(FRAGMENT, low, high + 2) >= 0
    return rows_for(site.cue.frames, site.use, marked, signs.startswith(f":{BLOCK}", high - 1))


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
        for row in rows_at(site):
            found = row.rule(site)
            if found is not None:
                kept.append(Found(found, row.rule, row.confidence))
                earlier = found.source or earlier
                break
    outer = keep_outer(kept)
    told = [as_attribution(row.finding, row.rule.__name__, row.confidence) for row in outer]
    return (*told, *ends_with_report(shape, outer))
