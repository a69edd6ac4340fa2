"""Any text in, text that HTML only shows out: nothing in it is markup, and nothing in it is invisible.

What a reader could not see, or what would change the order of what he sees, becomes a visible sign: control
characters, controls of direction, halves of surrogate pairs, code points that are no characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from quotekit.values import Span

NONCHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
ODD = re.compile(
    "["
    "\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but for tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction
    "\ud800-\udfff"  # halves of surrogate pairs
    f"\ufdd0-\ufdef{NONCHARACTERS}"
    "]"
)
LINE_END = re.compile("[\r\u2028\u2029]")


def shown(text: str) -> str:
    r"""Return the HTML of a text; odd characters stand in an element each, by their number.

    >>> shown("<b>\u202e\r\n")
    '&lt;b&gt;<i class="qk-odd">U+202E</i> \n'
    """
    # As long as it was: an edge may part the two halves of a line end.
    lines = LINE_END.sub("\n", text.replace("\r\n", " \n"))
    return ODD.sub(lambda odd: f'<i class="qk-odd">U+{ord(odd[0]):04X}</i>', escape(lines, quote=False))


def plain(text: str) -> str:
    r"""Return the text on one line for an attribute, a title or a picture: escaped, odd characters by their number.

    >>> plain('a "b"\x1b\n c')
    'a &quot;b&quot;⟨U+001B⟩ c'
    """
    return escape(ODD.sub(lambda odd: f"⟨U+{ord(odd[0]):04X}⟩", " ".join(text.split())))


def shortened(text: str, most: int) -> str:
    """Return the text on one line, cut with an ellipsis where it has more than so many characters."""
    line = " ".join(text[: 2 * most + 2].split())
    return line if len(line) <= most and len(text) <= 2 * most + 2 else f"{line[: most - 1].rstrip()}…"


def read_out(text: str, spans: Sequence[Span], most: int) -> str:
    """Return the words of a role on one line, its pieces joined by an ellipsis, at most so many characters."""
    return shortened(" … ".join(text[span.start : min(span.end, span.start + 3 * most)] for span in spans[:9]), most)


def isolated(text: str) -> str:
    """Return the HTML of a name: its direction is its own and changes nothing around it."""
    return f"<bdi>{shown(text)}</bdi>"


def classes(*names: str) -> str:
    """Return a class attribute; empty names are left out."""
    return f'class="{" ".join(name for name in names if name)}"'
