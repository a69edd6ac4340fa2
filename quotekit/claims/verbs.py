"""A text in, whether it has a finite verb out."""

from __future__ import annotations

from functools import cache

import regex

from quotekit.claims.persons import third_person
from quotekit.claims.tables import read_rows
from quotekit.claims.tense import past_forms

# Verbs whose forms show nothing, or that no other table holds.
COMMON = frozenset(
    (
        "cut put hit set let quit shut hurt cost cast beat spread receives receive gives takes wants want needs "
        "need believes believe knows supports opposes remains remain includes becomes seems means allows allow "
        "uses loves hates lives works contains requires increases reduces prevents kills kill causes cause pays "
        "owes owns plans helps faces starts begins ends continues expects hopes fears seeks enjoys deserves backs "
        "joins leads wins loses falls rises opens closes amounts totals buys sells hits cuts says makes goes comes "
        "gets raises lowers drops grows climbs plunges soars beats kills dies fires sacks hires quits resigns joins "
        "arrests jails frees bans blocks halts launches unveils rejects approves backs slams blasts urges warns vows "
        "pledges seeks sues faces denies admits agrees refuses accuses blames charges convicts acquits sentences "
        "withdraws leaves returns arrives flees escapes survives elects votes signs passes orders demands calls "
        "declares announces reveals finds discovers shows builds destroys attacks invades seizes captures shoots"
    ).split()
)
VERB = regex.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|"
    r"should|shall|not|\w+n['’]t|to\s(?!the|a|an)\p{Ll}+|\p{Ll}{2,}ed)\b|['’](?:s|re|ve|ll|m|"
    r"d)\s\p{Ll}",
    regex.IGNORECASE,
)


def has_verb(text: str) -> bool:
    """Tell whether a text has a finite verb, as far as its form shows: a noun phrase claims nothing.

    >>> has_verb("Two drones hit the port"), has_verb("the attack on the port")
    (True, False)
    """
    words = regex.findall(r"\p{Ll}+", text)
    if any(word in COMMON or word.removesuffix("s") in COMMON for word in words):
        return True
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
