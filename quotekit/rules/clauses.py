"""Signs in, the extent of contents out: where a reported clause or phrase begins and ends."""

from __future__ import annotations

import re

from quotekit.rules.grammar import BASE, ING
from quotekit.rules.shapes import Shape

VERB = "v\ue000-\uf8ff"
CLAUSAL = re.compile(r"[xvV'e\ue000-\uf8ff]")
"""A clause has a verb; words in -ed may be one."""
# Where a reported clause stops though its sentence goes on.
CUT = re.compile(
    r"""
      ,? A                                            # …, according to …
    | , [zr]{0,3} (?P<ing> [\ue000-\uf8ff] )          # …, adding …
    | ,? [&B] [xzr]{0,4} (?P<more> [\ue000-\uf8ff] )  # … and added …
    | ;
    """,
    re.VERBOSE,
)
# Where a reported noun phrase and its complements stop.
PHRASE_CUT = re.compile(
    r"""
      , (?! [N#jns']{1,4} [,&] )                        # a list goes on behind its commas
    | ,? A | [;-]
    | [uBW] | [&] [xzr]{0,4} [v\ue000-\uf8ff]
    """,
    re.VERBOSE,
)
TRAILING = ",.;:~-&B"


def clause_end(shape: Shape, start: int, high: int) -> int:
    """Return the token behind a clause that begins at ``start`` in a sentence that ends at ``high``."""
    forms = shape.grammar.forms
    end = high
    for cut in CUT.finditer(shape.signs, start + 1, high):
        if cut["ing"] and forms[cut["ing"]].inflection != ING:
            continue
        if cut["more"] and forms[cut["more"]].inflection in {ING, BASE}:
            continue
        end = cut.start()
        break
    return trimmed(shape, start, end)


def phrase_end(shape: Shape, start: int, high: int) -> int:
    """Return the token behind a noun phrase and its complements."""
    cut = PHRASE_CUT.search(shape.signs, start + 1, high)
    return trimmed(shape, start, cut.start() if cut else high)


def trimmed(shape: Shape, start: int, end: int) -> int:
    """Step back over marks at the end of a content."""
    signs = shape.signs
    while end > start and signs[end - 1] in TRAILING:
        end -= 1
    return end
