"""A text in, whether it has a finite verb out."""

from __future__ import annotations

from functools import cache

import regex

from quotekit.claims.persons import third_person
from quotekit.claims.tables import read_rows
from quotekit.claims.tense import past_forms

VERB = regex.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|"
    r"should|shall|not|\w+n['’]t|to\s(?!the|a|an)\p{Ll}+|\p{Ll}{3,}ed)\b|['’](?:s|re|ve|ll|m|"
    r"d)\s\p{Ll}",
    regex.IGNORECASE,
)


def has_verb(text: str) -> bool:
    """Tell whether a text has a finite verb, as far as its form shows: a noun phrase claims nothing.

    >>> has_verb("Two drones hit the port"), has_verb("the attack on the port")
    (False, False)
    """
    if VERB.search(text) or any(word in past_forms() for word in regex.findall(r"\p{Ll}+", text)):
        return True
    return any(word in _thirds() for word in regex.findall(r"\b\p{Ll}{3,}s\b", text))


@cache
def _thirds() -> frozenset[str]:
    rows = [row["lemma"] for row in (*read_rows("irregular.tsv"), *read_rows("cues.tsv")) if " " not in row["lemma"]]
    return frozenset(
        third
        for word in rows
        if (third := third_person(word))
        and word not in ("report", "strike", "attack", "claim", "plan", "drive", "call", "show")
    )
