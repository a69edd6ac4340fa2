"""Claims of several articles in, groups that say the same out, first appearance first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from quotekit.claims.matching import same_claim
from quotekit.claims.terms import find_terms
from quotekit.values import Claim

FEW = 150
COMMON = 400
"""A word that more claims than this have says nothing of which two to compare."""


def cluster_claims(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Return the groups of claims that say the same, alone ones left out.

    All members of a group say the same as each other; a claim that makes several statements may stand in
      several groups.

    >>> from quotekit.claims.normalizing import normalize_claim
    >>> texts = ("Two drones attacked the port.", "The port was attacked by two UAVs.", "The port is open.")
    >>> [[claim.text for claim in group] for group in cluster_claims([normalize_claim(text) for text in texts])]
    [['Two drones attacked the port.', 'The port was attacked by two UAVs.']]
    """
    listed = list(claims)
    return tuple(tuple(listed[at] for at in group) for group in _groups(listed))


def _groups(claims: list[Claim]) -> list[tuple[int, ...]]:
    matched = _matched(claims)
    groups: list[tuple[int, ...]] = []
    holders: dict[int, list[set[int]]] = {}
    for first in range(len(claims)):
        own: list[list[int]] = []
        for other in sorted(matched.get(first, ())):
            if other < first:
                continue
            homes = [group for group in own if all(other in matched[member] for member in group)]
            for group in homes:
                group.append(other)
            if not homes:
                own.append([first, other])
        for group in own:
            if not any(set(group) <= held for held in holders.get(first, ())):
                groups.append(tuple(group))
                for member in group:
                    holders.setdefault(member, []).append(set(group))
    return groups


def _matched(claims: list[Claim]) -> dict[int, set[int]]:
    matched: dict[int, set[int]] = {}
    for one, other in _candidates(claims):
        if same_claim(claims[one], claims[other]).same:
            matched.setdefault(one, set()).add(other)
            matched.setdefault(other, set()).add(one)
    return matched


def _candidates(claims: list[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the pairs worth comparing: all of a few claims, of many those that share two uncommon words."""
    if len(claims) <= FEW:
        yield from combinations(range(len(claims)), 2)
        return
    places: dict[str, list[int]] = {}
    words = [sorted({term.base for term in find_terms(claim.text)}) for claim in claims]
    for at, bases in enumerate(words):
        for base in bases:
            places.setdefault(base, []).append(at)
    for at, bases in enumerate(words):
        shared = Counter(other for base in bases if len(places[base]) <= COMMON for other in places[base] if other > at)
        yield from ((at, other) for other, count in sorted(shared.items()) if count >= 2)
