"""Signs in, the extent of contents out: where a reported clause or phrase begins and ends."""

from __future__ import annotations

import re

from quotekit.rules.grammar import ING, PAST, Form
from quotekit.rules.shapes import Shape

VERB = "v\ue000-\uf8ff"
CLAUSAL = re.compile(r"[xvV'eQq\ue000-\uf8ff]")
"""A clause has a verb; words in -ed may be one."""
# A clause: its subject, then a verb.
SUBJECT_VERB = re.compile(
    r"""
    (?: p | [^|¶,;:hwWuBxvV\ue000-\uf8ff]{1,14} ) [zr]{0,3} (?: [xvV] | (?P<cue> [\ue000-\uf8ff] ) | (?<= p ) [e'n] )
    """,
    re.VERBOSE,
)
# Where a reported clause stops though its sentence goes on; so it is more often than not in news.
CUT = re.compile(
    r"""
      , [zr]{0,3} (?P<behind_comma> [\ue000-\uf8ff] )         # …, adding …; …, said Y
    | (?: ,? [&B] [xzr]{0,4}                                # … and added …
        | ,? u [dNnsjg\#'fi.yp]{1,10}                       # …, while others said …
        | , & [dNnsjg\#'fi.y]{1,14}                         # …, and others reported …
      ) (?P<later> [\ue000-\uf8ff] )
    | ,? B p | , & p                                      # …, but he …
    | , w [vVxp]                                          # …, which is …
    | - d | ;
    """,
    re.VERBOSE,
)
# Where a reported noun phrase and its complements stop.
PHRASE_CUT = re.compile(
    r"""
      , (?! i | [N#n']{1,4} (?: [,&] | $ ) | [^,|¶]{1,4} ,? & [dN] )      # a list goes on behind its commas
    | [;] | -& | - d | (?<= Q ) & | [uB] | & [xzr]{0,4} [xvVp\ue000-\uf8ff]
    | i T | i d? [jnNsge\#'q.]{0,4} y                     # on Tuesday; in an interview
    """,
    re.VERBOSE,
)
SUBORDINATE_CUT = re.compile(r", (?= [pdN] )", re.VERBOSE)
TRAILING = ",.;:~-&B"


def clause_end(shape: Shape, start: int, high: int) -> int:
    """Return the token behind a clause that begins at ``start`` in a sentence that ends at ``high``."""
    forms = shape.grammar.forms
    end = high
    for cut in CUT.finditer(shape.signs, start + 1, high):
        behind = cut["behind_comma"]
        if behind and not (forms[behind].inflection == ING or _reports(forms[behind])):
            continue
        if cut["later"] and not _reports(forms[cut["later"]]):
            continue
        end = cut.start()
        break
    return trimmed(shape, start, end)


def _reports(form: Form) -> bool:
    """Tell whether "and …" begins another report: "and added", but not "and wanted"."""
    return form.inflection == PAST and "quote" in form.cue.frames


def phrase_end(shape: Shape, start: int, high: int) -> int:
    """Return the token behind a noun phrase and its complements."""
    cut = PHRASE_CUT.search(shape.signs, start + 1, high)
    return trimmed(shape, start, cut.start() if cut else high)


def trimmed(shape: Shape, start: int, end: int) -> int:
    """Step back over marks at the end of a content, and before a bracket that closes around it."""
    signs = shape.signs
    bracket = signs.find(")", start, end)
    if bracket >= 0 and signs.find("(", start, bracket) < 0:
        end = bracket
    while end > start and signs[end - 1] in TRAILING:
        end -= 1
    return end
