"""A claim in, its key out: polarity, content words by base form, numbers, days; equal keys say the same."""

from __future__ import annotations

from quotekit.claims.terms import find_terms
from quotekit.values import Claim


def key_of(claim: Claim) -> str:
    """Return the key of a claim: what two articles that print the same claim in other order and case share.

    >>> key_of(Claim("Two drones attacked Kyiv.")) == key_of(Claim("two drones attacked Kiev"))
    True
    """
    taken = [q.span for q in claim.quantities] + [t.span for t in claim.times]
    words = [
        term.base
        for term in find_terms(claim.text)
        if not any(span.start <= term.start < span.end for span in taken)
    ]
    numbers = [f"{q.value}".replace(" ", "") + (q.normal_unit or "") for q in claim.quantities]
    days = [time.value for time in claim.times if time.value]
    sign = "-" if claim.negated != claim.denied else "+"
    return " ".join([sign, *sorted({*words, *numbers, *days})])
