"""A claim in, its key out: polarity, content words by base form, numbers, days; equal keys say the same."""

from __future__ import annotations

from quotekit.claims.terms import find_terms
from quotekit.values import Claim


def key_of(claim: Claim) -> str:
    """Return the key of a claim: what two articles that print the same claim in other order and case share.

    >>> key_of(Claim("Two drones attacked Kyiv.")) == key_of(Claim("two drones attacked Kiev"))
    True
    """
    taken = sorted([*(quantity.span for quantity in claim.quantities), *(time.span for time in claim.times)])
    words, at = [], 0
    for term in find_terms(claim.text):
        while at < len(taken) and taken[at].end <= term.start:
            at += 1
        if at == len(taken) or term.start < taken[at].start:
            words.append(term.base)
    numbers = [f"{q.value}".replace(" ", "") + (q.normal_unit or "") for q in claim.quantities]
    days = [time.value for time in claim.times if time.value]
    sign = "-" if claim.negated != claim.denied else "+"
    return " ".join([sign, *sorted({*words, *numbers, *days})])
