"""A text in, a view of the same length out in which its layout can be read: entities and invisible marks made plain.

Nothing but the layout is read from the view; every offset found in it holds in the text itself.
"""

from __future__ import annotations

import html
import re

# Characters without width: byte-order marks, joiners, direction marks, soft hyphens. They hide a mark or a digit from
# the patterns, and ``str.isspace`` does not know them.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

# Left over where a page was unescaped once too seldom: "&quot;", "&#8217;", "&#x2014;".
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def legible(text: str) -> str:
    """Return a view of ``text`` of the same length.

    >>> legible("&quot;No,&quot; he said.")
    '"     No,"      he said.'
    """
    view = text
    if "&" in view and ";" in view:
        view = ENTITY.sub(_plain, view)
    if not view.isascii():
        for char in INVISIBLE:
            if char in view:
                view = view.replace(char, " ")
    return view


def entity_end(text: str, at: int) -> int:
    """Return where the entity ends that ``at`` cuts; ``at`` itself where it cuts none.

    >>> entity_end("open&quot; again", 5), entity_end("open&quot; again", 4)
    (10, 4)
    """
    begin = text.rfind("&", max(0, at - 34), at)
    entity = ENTITY.match(text, begin) if begin >= 0 else None
    return entity.end() if entity and entity.end() > at else at


def _plain(entity: re.Match[str]) -> str:
    """Return what an entity stands for, filled up with spaces to its length."""
    meant = html.unescape(entity[0])
    if meant == entity[0] or len(meant) > len(entity[0]):
        return entity[0]
    # An escaped line break is no line break of the text's.
    return "".join(" " if char.isspace() else char for char in meant).ljust(len(entity[0]))
