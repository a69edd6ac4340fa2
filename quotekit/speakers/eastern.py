"""The words of a name come in; whether its family name stands first, as in China, Korea and Vietnam, goes out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex as re

from quotekit.speakers.tables import read_table


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("family_first.tsv"))


_SYLLABLES = re.compile(
    r"""
    (?: (?: zh | ch | sh | hs | ts | ph | th | kw | hw | [bpmfdtnlgkhjqxzcsrywv] )?   (?# how a syllable begins)
        (?: i?a[io]? | i?ao | eo | eui? | [iuy]?e[io]? | [iy]?o[uo]? | u[aoei]?i? | i[ua]? | oo | ee | uh | y )
        (?: ng | nh | [nkmptlhcr] )?                                        (?# how it ends)
    ){1,3}
    """,
    re.VERBOSE,
)


def family_first(words: Sequence[str]) -> bool:
    """Tell whether folded words are a name whose first word is the family's.

    >>> family_first(("xi", "jinping")), family_first(("ban", "ki", "moon")), family_first(("kim", "reynolds"))
    (True, True, False)
    """
    return 1 < len(words) < 5 and words[0] in _families() and all(_SYLLABLES.fullmatch(word) for word in words[1:])
