"""A claim in, its key out: polarity, content words by base form, numbers, days; equal keys say the same."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.claims.terms import find_terms
from quotekit.values import Claim, Quantity, Time


def key_of(claim: Claim) -> str:
    """Return the key of a claim: what two articles that print the same claim in other order and case share.

    >>> key_of(Claim("Two drones attacked Kyiv.")) == key_of(Claim("two drones attacked Kiev"))
    True
    """
    return make_key(claim.text, claim.times, claim.quantities, claim.negated != claim.denied)


def make_key(text: str, times: Sequence[Time], quantities: Sequence[Quantity], negative: bool) -> str:
    """Return the key of what will be a claim, of its parts."""
    spans = [*(time.span for time in times), *(quantity.span for quantity in quantities)]
    taken = sorted((span.start, span.end) for span in spans)
    words, at = [], 0
    for term in find_terms(text):
        while at < len(taken) and taken[at][1] <= term.start:
            at += 1
        if at == len(taken) or term.start < taken[at][0]:
            words.append(term.base)
    numbers = [f"{q.value}".replace(" ", "") + (q.normal_unit or "") for q in quantities]
    days = [time.value for time in times if time.value]
    return " ".join(["-" if negative else "+", *sorted({*words, *numbers, *days})])
