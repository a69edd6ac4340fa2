"""A legible text in, its paragraphs out: lines between breaks, with those that the wire wrapped put together again."""

from __future__ import annotations

import re
from typing import NamedTuple

from quotekit.articles.tables import read_words

# A line of type is no longer: the wire wraps at 60 to 80 characters, mail at 72 to 78.
WIDEST = 100
# Shorter lines are titles, names, list items: no wrapping stands behind their end.
SHORTEST = 40

# What opens a paragraph, wherever the line before ends: a byline, a dateline, a bullet, a credit, a separator, a time.
OPENER = re.compile(
    r"""
    (?: By\s[A-ZÀ-Þ] | (?:Published|Posted|Updated?|PUBLISHED|POSTED|UPDATED?)\b\s?[:(]
      | [A-ZÀ-Þ][A-ZÀ-Þ./\s]{2,30} (?:,\s[A-Z][\w.]+(?:\s\d{1,2})?){0,2} \s (?:\([A-Z][^()]{1,30}\)\s?)? (?:--|[—–]|-\s)
      | [•·▪●*]\s | (?:\*\s?){3} | [-_=]{3} | [—–-]{1,2}\s?[^()\n]{1,60}\(@ | @\w | RT\s@
    )
    """,
    re.VERBOSE,
)


# No sentence, and hardly a headline, ends with one of these.
UNFINISHED = read_words("unfinished")


class Piece(NamedTuple):
    """A paragraph, or a line that stands for one."""

    start: int
    end: int
    gap: bool
    """A blank line stands before it."""
    column: int = 0
    """How far it is indented."""


class Seam(NamedTuple):
    """Two lines, and where the paragraph of the first one stands."""

    before: Piece
    line: Piece
    alone: bool
    """The first line is all of its paragraph."""
    first: bool
    """The paragraph is the article's first."""


def split_lines(view: str) -> list[Piece]:
    r"""Return the lines that are not blank, without the space around them.

    >>> [view[p.start : p.end] for view in ["One.\r\n\r\n  Two.\n"] for p in split_lines(view)]
    ['One.', 'Two.']
    """
    pieces = []
    at = 0
    gap = True
    for raw in view.splitlines(True):
        body = raw.strip()
        if body:
            column = raw.index(body) if raw[0].isspace() else 0
            start = at + column
            if column and "\t" in raw[:column]:
                column = len(raw[:column].expandtabs(8))
            pieces.append(Piece(start, start + len(body), gap, column))
        gap = not body
        at += len(raw)
    return pieces


def join_lines(view: str, lines: list[Piece]) -> list[Piece]:
    r"""Return paragraphs: lines of which one goes on in the next are one piece.

    >>> view = "The mayor said on Tuesday that the bridge\nwould stay closed."
    >>> len(join_lines(view, split_lines(view)))
    1
    """
    tight = [at for at in range(1, len(lines)) if not lines[at].gap]
    if not tight:
        return lines
    broken = {at for at in tight if goes_on_below(view, lines[at - 1], lines[at])}
    width = _width(lines, tight, len(broken))
    # Where an indented line goes on in one that is not, the wire opens each paragraph so.
    hung = [lines[at - 1].column for at in broken if lines[at].column < lines[at - 1].column - 1]
    indent = min(hung, default=WIDEST)
    joined = [lines[0]]
    for at in range(1, len(lines)):
        line, opened = lines[at], joined[-1]
        seam = Seam(lines[at - 1], line, lines[at - 1].start == opened.start, len(joined) == 1)
        if line.column >= indent:
            joined.append(line)
        elif not line.gap and (_runs_over(seam) if at in broken else width and _is_wrapped(view, seam, width)):
            joined[-1] = Piece(opened.start, line.end, opened.gap, opened.column)
        else:
            joined.append(line)
    return joined


def ends_sentence(view: str, end: int) -> bool:
    """Tell whether the text before ``end`` closes a sentence, marks and brackets behind the stop left aside."""
    last = view[end - 1]
    if last.isalnum() or last == ",":
        return False
    last = view[max(0, end - 8) : end].rstrip("\"'”’»)]*_` \t\xa0")[-1:]
    return last in ".!?…:;" and last != ""


def goes_on_below(view: str, before: Piece, line: Piece) -> bool:
    """Tell whether a sentence stops at the end of one line and goes on, in small letters, in the next."""
    if before.end - before.start < SHORTEST or ends_sentence(view, before.end):
        return False
    opener = view[line.start]
    if not opener.isalnum():
        opener = view[line.start : line.start + 3].lstrip("\"'“‘(`")[:1]
    if opener.islower():
        return not view.startswith(("http", "via ", "by "), line.start)
    # "… that it had attacked the | Kremlin with drones"
    return view[max(before.start, before.end - 12) : before.end].rpartition(" ")[2] in UNFINISHED


def _width(lines: list[Piece], tight: list[int], broken: int) -> int:
    """Return the width that the text is wrapped to; 0 where a line is a paragraph."""
    if not broken:
        return 0
    sizes = sorted([line.column + line.end - line.start for line in lines])
    if sizes[len(sizes) * 9 // 10] > WIDEST:
        return 0
    long = sum([lines[at - 1].end - lines[at - 1].start >= SHORTEST for at in tight])
    # Two lines in three of wrapped prose go on in small letters; of lists and headlines hardly one.
    return min(WIDEST, sizes[-1]) if broken * 3 >= long else 0


def _runs_over(seam: Seam) -> bool:
    """Tell whether a sentence that stops at the line's end goes on; under a title, an indented line opens anew."""
    return not (seam.first and seam.line.column >= seam.before.column + 2)


def _is_wrapped(view: str, seam: Seam, width: int) -> bool:
    """Tell whether the line's end is where the wire wrapped, since the next word had no room."""
    before, line = seam.before, seam.line
    if line.column >= before.column + 2 or OPENER.match(view, line.start, line.end):
        return False
    size = before.end - before.start
    if seam.alone and size < SHORTEST and OPENER.match(view, before.start, before.end):
        return False
    room = width - before.column - size - _first_word(view, line) - 1
    if ends_sentence(view, before.end):
        return room < 0
    return room < _slack(view, seam, width)


def _slack(view: str, seam: Seam, width: int) -> int:
    """Return how much room a line may leave that ends without a stop: lines of type are ragged."""
    before, line = seam.before, seam.line
    capitals = seam.alone and view[before.start : before.end].isupper()
    if view[line.start].islower():
        return width
    if capitals and not view[line.start : line.end].isupper():
        return -width
    if capitals or (seam.first and seam.alone):
        return 0
    if not seam.alone:
        return width // 4
    # The wire's first line is short where its dateline was taken away.
    return width if line.column == before.column > 0 else width // 2


def _first_word(view: str, line: Piece) -> int:
    """Return the length of the line's first word."""
    space = view.find(" ", line.start, line.end)
    return (space if space >= 0 else line.end) - line.start
