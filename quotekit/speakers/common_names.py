"""A word that is a name and a common word too comes in, with its sentence; whether it is the name here goes out."""

from __future__ import annotations

from functools import lru_cache

import regex as re

from quotekit.speakers.folding import fold
from quotekit.speakers.tables import read_table


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the words that are names too: months, function words, virtues, plants."""
    return frozenset(row["word"] for row in read_table("common_words.tsv"))


_MONTHS = frozenset("april august june may march january july".split())


_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|on|last|next|this|early|late|mid|every|through|during|between|and|for|before|after|end)|\d(?:st|nd|rd|th)?)[\s-]+$",
    re.IGNORECASE,
)


_BEHIND_MONTH = re.compile(r"[,\s]+(?:\d|of\s+\d|last|this|next|\d{4})")


_PERSON_BEFORE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Dame|Sen|Rep|Gov|Prof)\.?"
    r"|(?:[Mm]inister|[Pp]resident|[Ss]ecretary|[Ss]enator|Chancellor|Judge|Mayor)|told|according to)\s+$"
)


_SPEAKS = re.compile(
    r"(?:['’]s\b|,|\s+(?:\w+ly\s+|also\s+|has\s+|had\s+|later\s+|then\s+)?(?:says?|said|told|tells|asks|asked|added|adds|insist\w*|warn\w*|claim\w*|argue\w*|announc\w*"
    r"|call\w*|declar\w*|den(?:y|ies|ied)|promis\w*|pledg\w*|urg\w*|accus\w*|replied|wrote|tweeted|confirm\w*|admit\w*|suggest\w*|acknowledg\w*|vow\w*|herself|himself|is|was|will)\b)"
)


def is_person_here(mention: str, context: str) -> bool:
    """Tell whether a word that is a month or another common word too stands as a name in the sentence."""
    at = context.find(mention)
    if at < 0:
        return mention.lower() not in context.split()
    while at >= 0:
        before, behind = context[max(0, at - 40) : at], context[at + len(mention) : at + len(mention) + 40]
        if _PERSON_BEFORE.search(before):
            return True
        month = fold(mention) in _MONTHS and (_BEFORE_MONTH.search(before) or _BEHIND_MONTH.match(behind))
        if not month and (_SPEAKS.match(behind) or re.search(r"(?:\bsaid|\bsays)\s+$", before)):
            return True
        at = context.find(mention, at + 1)
    return False
