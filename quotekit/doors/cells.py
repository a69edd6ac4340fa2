"""Text in, text for a terminal out: made harmless, measured in cells, wrapped to a width.

A terminal gives two cells to wide characters and none to combining ones, so ``len`` aligns nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import regex

STYLE = re.compile(r"\x1b\[[0-9;]*m")
WORDS = re.compile(r"\s+|\S+")
CLUSTERS = regex.compile(r"\x1b\[[0-9;]*m|\X")
# Drawn over the character before: what a joiner ties on, and tones of skin.
DRAWN_OVER = re.compile("\u200d.|(?<=.)[\U0001f3fb-\U0001f3ff]")
EMOJI_STYLE = re.compile("(.)\ufe0f")

# Escape sequences in an article would reach the terminal as commands; halves of surrogate pairs can't be encoded.
HARMLESS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x09: "    ",
    0x0A: "\n",
    0x7F: "␡",
    0x2028: "\n",
    0x2029: "\n",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    # Overrides and embeddings of direction would leak out of their cell.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""),
}


def harmless(text: str) -> str:
    r"""Return a text that a terminal only shows: control characters become visible signs, lines stay lines.

    >>> harmless("red \x1b[31m alert\r\n")
    'red ␛[31m alert\n'
    """
    return text.replace("\r\n", "\n").translate(HARMLESS)


def cells(text: str) -> int:
    """Return how many cells a terminal needs for a text; styles need none.

    >>> cells("漢字"), cells("e\u0301"), cells("👨\u200d👩")
    (4, 1, 2)
    """
    plain = STYLE.sub("", text)
    if plain.isascii():
        return len(plain)
    plain = DRAWN_OVER.sub("", plain)
    shown_wide = sum(1 for char in EMOJI_STYLE.findall(plain) if _cells_of(char) == 1)
    return sum(map(_cells_of, plain)) + shown_wide


def padded(text: str, width: int) -> str:
    """Return the text with spaces behind it up to a width in cells."""
    return text + " " * (width - cells(text))


def wrapped(line: str, width: int) -> list[str]:
    """Return a line cut into lines of at most so many cells, between words where that can be.

    >>> wrapped("two words and a looooong one", 9)
    ['two words', 'and a', 'looooong', 'one']
    """
    lines: list[str] = []
    current, used, gap = "", 0, ""
    for word in WORDS.findall(line):
        if word.isspace():
            gap = word
            continue
        for piece in _pieces(word, width):
            size = cells(piece)
            if used + cells(gap) + size > width:
                lines += [current] if current else []
                current, used, gap = "", 0, ""
            current, used, gap = current + gap + piece, used + cells(gap) + size, ""
    return [*lines, current]


def _pieces(word: str, width: int) -> Iterator[str]:
    """Cut a word that is wider than the line; a cluster of characters stays whole."""
    if cells(word) <= width:
        yield word
        return
    if word.isascii() and "\x1b" not in word:
        yield from (word[i : i + width] for i in range(0, len(word), width))
        return
    piece: list[str] = []
    used = 0
    for cluster in CLUSTERS.findall(word):
        size = cells(cluster)
        if piece and used + size > width:
            yield "".join(piece)
            piece, used = [], 0
        piece.append(cluster)
        used += size
    yield "".join(piece)


def _cells_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
