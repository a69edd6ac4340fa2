"""Text and its blocks in, passages between quotation marks out: nested, unclosed, unopened and continued ones too.

The dialect is not guessed for a whole text: each mark is read by its glyph and its two neighbours, and a stack a block
pairs them within their family (double, single, guillemets, …). Double marks of different glyphs close each other,
since editors mix them; a single mark counts only where it finds its partner, since most of them are apostrophes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex
from attrs import define

from quotekit.values import Passage, Span

# Glyph -> family, style and the side that the glyph itself prefers: "<" opens, ">" closes, "" either.
GLYPHS: dict[str, tuple[str, str, str]] = {
    '"': ("double", "straight", ""),
    "＂": ("double", "straight", ""),
    "″": ("double", "straight", ""),
    "“": ("double", "curly", "<"),
    "‟": ("double", "curly", "<"),
    "”": ("double", "curly", ">"),
    "„": ("double", "low-high", "<"),
    "〝": ("double", "curly", "<"),
    "〞": ("double", "curly", ">"),
    "``": ("double", "doubled", "<"),
    "''": ("double", "doubled", ""),
    "’’": ("double", "doubled", ""),
    "‘‘": ("double", "doubled", "<"),
    "«": ("guillemet", "guillemet", "<"),
    "»": ("guillemet", "guillemet", ">"),
    "‹": ("guilsingl", "guillemet", "<"),
    "›": ("guilsingl", "guillemet", ">"),
    "'": ("single", "single", ""),
    "＇": ("single", "single", ""),
    "‘": ("single", "single", "<"),
    "‛": ("single", "single", "<"),
    "‚": ("single", "low-high", "<"),
    "’": ("single", "single", ">"),
    "`": ("single", "single", "<"),
    "´": ("single", "single", ">"),
    "「": ("corner", "corner", "<"),
    "」": ("corner", "corner", ">"),
    "『": ("white-corner", "corner", "<"),
    "』": ("white-corner", "corner", ">"),
}
# Scraped pages keep entities; they are read as the glyph that they stand for, at their own width.
ENTITIES = {
    "&quot;": '"', "&#34;": '"', "&#034;": '"', "&#x22;": '"',
    "&ldquo;": "“", "&#8220;": "“", "&#x201c;": "“", "&rdquo;": "”", "&#8221;": "”", "&#x201d;": "”",
    "&bdquo;": "„", "&#8222;": "„", "&laquo;": "«", "&#171;": "«", "&raquo;": "»", "&#187;": "»",
    "&lsquo;": "‘", "&#8216;": "‘", "&rsquo;": "’", "&#8217;": "’",
    "&apos;": "'", "&#39;": "'", "&#039;": "'",
}  # fmt: skip

MARK = regex.compile(
    r"""
      (?P<entity> & (?: quot | [lr]dquo | bdquo | [lr]aquo | [lr]squo | apos
                      | \# (?: 0?34 | 0?39 | 171 | 187 | 821[67] | 822[012] | x22 | x201[cd] ) ) ; )
    | (?P<double> ``|''(?!')|’’(?!’)|‘‘(?!‘) | ["“”„‟«»‹›＂〝〞「」『』] | ″ )
    | (?P<single> (?<! \w ) ['’‘‚‛＇`´] (?= \S )        # opens: a word follows, none before
                 | (?<= \S ) ['’´＇‘] (?! \w ) )          # closes; an apostrophe inside a word is neither
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# These are marks wherever they stand, and parts of no longer one.
PLAIN = frozenset('"“”„‟«»‹›＂〝〞「」『』″')
# Where a mark may stand, found by one set of characters; an apostrophe between two letters is none.
SIGN = re.compile("[&" + "".join({glyph[0] for glyph in GLYPHS}) + "](?!(?<=[A-Za-z]['’])[A-Za-z])")
# "6'2"" and "5-foot-9"" are lengths; ’90s, ’em and ’tis have lost letters, not opened a quotation.
LENGTH = regex.compile(r"""\d(?:['’′]|-foot-|\s?ft\.?\s)\s?\d{1,2}(?:\.\d|[½¼¾])?$""")
ELISION = regex.compile(
    r"(?: \d\d s? | tis | twas | em | cause | til | till | n | bout | cos | coz | round | ere | neath )\b",
    regex.VERBOSE | regex.IGNORECASE,
)
# "“We were promised a doctor by Easter, Mrs Lowe said.": the words of report tell where the missing mark would stand.
REPORT_BEHIND = regex.compile(
    r"""
    (?<= [,.?!…—–] ) \s++
    (?: (?: he | she | they | it | (?: the \s | an? \s )? (?: [\w.’'-]++ \s ){0,5} [\w’'-]++ ) \s
        (?: said|says|told|added|adds|asked|wrote|replied|recalled|explained|warned|insisted|argued|continued|noted )\b
      | (?: said|says|added|asked|wrote|replied|recalled|explained|warned|insisted|argued|noted )
        \s (?: [\p{Ll}’'-]++ \s ){0,6} \p{Lu} )
    [^“”"«»\n,]{0,80} (?: , \s [^“”"«»\n,]{1,60} )? \Z
    """,
    regex.VERBOSE,
)
Kind = tuple[str, bool]
"""A family, and whether the mark is straight."""
LONGEST_REPORT = 160
LONGEST_LOW = 400
BEFORE_OPENING = frozenset("([{<-–—―/|‑>*_=…:")
AFTER_CLOSING = frozenset(".,;:!?)]}>…/|*_")


@define(eq=False)
class Mark:
    """One quotation mark, read in its place."""

    start: int
    end: int
    family: str
    style: str
    opens: bool
    closes: bool
    weak: bool = False
    """A single mark that may as well be a plural's possessive: "the workers' ..."."""

    @property
    def kind(self) -> Kind:
        """What a quotation that goes on in the next block begins it with again: a straight mark goes on with one."""
        return self.family, self.style == "straight"


@define(eq=False)
class Piece:
    """A passage in the making: from an opening mark to a closing one, either of which may be missing."""

    start: int
    end: int
    opening: Mark | None
    closing: Mark | None


def find_passages(text: str, blocks: Sequence[Span]) -> tuple[Passage, ...]:
    """Return the passages between quotation marks, by start and then the longer first.

    Args:
        text: the article's text.
        blocks: spans of its paragraphs, in order and disjoint; a passage never crosses one.

    An unclosed passage ends with its block, or before the next opening mark of its family where the quotation does
    not go on in the next block. Passages of one block nest or are disjoint.

    >>> text = 'He said “no” twice. “It isn’t ‘my’ idea.'
    >>> [(p.inner.of(text), p.depth, p.closed) for p in find_passages(text, [Span(0, len(text))])]
    [('no', 0, True), ('It isn’t ‘my’ idea.', 0, False), ('my', 1, True)]
    """
    marks = _printed(text)
    pending = next(marks, None)
    rows: list[tuple[Span, list[Mark]]] = []
    for block in blocks:
        found: list[Mark] = []
        while pending is not None and pending[0] < block.end:
            if pending[0] >= block.start:
                mark = _read_mark(text, block, *pending)
                if mark is not None:
                    found.append(mark)
            pending = next(marks, None)
        rows.append((block, found))
    out: list[Passage] = []
    left_open: Kind | None = None
    for index, (block, found) in enumerate(rows):
        if not found:
            left_open = None
            continue
        goes_on = _next_opens_with(text, rows, index)
        passages = _pair(text, block, found, left_open, goes_on)
        out.extend(passages)
        left_open = _open_at_end(text, block, passages, found)
    return tuple(out)


def _printed(text: str) -> Iterator[tuple[int, int]]:
    """Yield where what looks like a quotation mark starts and ends, in order."""
    at = 0
    for sign in SIGN.finditer(text):
        start = sign.start()
        if text[start] in PLAIN:
            yield start, start + 1
            continue
        found = MARK.match(text, start) if start >= at else None
        if found is not None:
            at = found.end()
            yield start, at


def _open_at_end(text: str, block: Span, passages: Sequence[Passage], marks: Sequence[Mark]) -> Kind | None:
    """Return the kind of mark of the outermost passage that is still open where the block ends."""
    last = next((p for p in reversed(passages) if p.depth == 0), None)
    if last is None or last.closed or last.span.end != _trimmed_end(text, block.start, block.end):
        return None
    return next((mark.kind for mark in marks if mark.start == last.span.start), None)


def _read_mark(text: str, block: Span, start: int, end: int) -> Mark | None:
    """Decide by glyph and neighbours whether a mark may open or close; None where it is no quotation mark."""
    printed = text[start:end]
    glyph = ENTITIES.get(printed.lower(), printed) if printed[0] == "&" else printed
    family, style, side = GLYPHS[glyph]
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    left_free = before.isspace() or before in BEFORE_OPENING or (before in GLYPHS and not before.isalnum())
    right_free = after.isspace() or after in AFTER_CLOSING or after in GLYPHS
    if family == "single":
        return _read_single(text, Mark(start, end, family, style, False, False), side, before, after)
    if style == "straight" and before.isdigit() and LENGTH.search(text, max(block.start, start - 12), start):
        return None
    return Mark(start, end, family, style, *_sides(side, left_free, right_free, before, after))


def _sides(side: str, left_free: bool, right_free: bool, before: str, after: str) -> tuple[bool, bool]:
    """Return (may open, may close) of a mark that is no single one."""
    inwards = left_free and not right_free
    outwards = right_free and not left_free
    if side == "<":
        return not outwards or after in GLYPHS, outwards
    if side == ">":
        return inwards and not before.isalnum(), True
    if inwards:
        return True, False
    if outwards:
        return False, True
    return True, True


def _read_single(text: str, mark: Mark, side: str, before: str, after: str) -> Mark | None:
    """Read a single mark: most are apostrophes, so it needs the right neighbours on both sides."""
    free = before.isspace() or before in BEFORE_OPENING or (before in GLYPHS and before not in "’'")
    may_open = free and not after.isspace() and (after.isalnum() or after in GLYPHS or after in "[(#@$£€…")
    if may_open and ELISION.match(text, mark.end):
        may_open = False
    if side == ">" and text[mark.start] == "’" and not before.isspace():
        may_open = False
    may_close = not free and (side != "<" or _ends_low(text, mark))
    if not may_open and not may_close:
        return None
    weak = may_close and before in "sSzZxX" and after.isspace() and text[mark.end + 1 : mark.end + 2].isalnum()
    mark.opens, mark.closes, mark.weak = may_open, may_close, weak
    return mark


def _ends_low(text: str, mark: Mark) -> bool:
    """Tell whether a mark that opens elsewhere closes a German quotation: ‚so‘."""
    return text[mark.start] == "‘" and text.rfind("‚", max(0, mark.start - LONGEST_LOW), mark.start) >= 0


def _next_opens_with(text: str, rows: Sequence[tuple[Span, list[Mark]]], index: int) -> Kind | None:
    """Return the kind of mark that the next block begins with, or None."""
    if index + 1 >= len(rows):
        return None
    block, found = rows[index + 1]
    if found and found[0].opens and not text[block.start : found[0].start].strip():
        return found[0].kind
    return None


def _pair(text: str, block: Span, marks: Sequence[Mark], left_open: Kind | None, goes_on: Kind | None) -> list[Passage]:
    """Pair the marks of one block."""
    waiting: list[Mark] = []
    count: dict[str, int] = {}
    pieces: list[Piece] = []
    for index, mark in enumerate(marks):
        if mark.closes and count.get(mark.family) and not (mark.weak and _closer_follows(marks, index)):
            while waiting[-1].family != mark.family:
                opening = waiting.pop()
                count[opening.family] -= 1
                if opening.family != "single":
                    pieces.append(Piece(opening.start, _trimmed_end(text, opening.end, mark.start), opening, None))
            opening = waiting.pop()
            count[mark.family] -= 1
            pieces.append(Piece(opening.start, mark.end, opening, mark))
        elif mark.opens:
            waiting.append(mark)
            count[mark.family] = count.get(mark.family, 0) + 1
        elif mark.closes and mark.family != "single" and not waiting:
            start = _trimmed_start(text, pieces[-1].end if pieces else block.start, mark.start)
            if start < mark.start and not text[mark.start - 1].isdigit():
                pieces.append(Piece(start, mark.end, None, mark))
    pieces.extend(_left_open(text, block, waiting, pieces, goes_on))
    return _as_passages(text, block, pieces, left_open)


def _closer_follows(marks: Sequence[Mark], index: int) -> bool:
    """Tell whether the next single mark closes as well, so that this one is a possessive."""
    following = next((mark for mark in marks[index + 1 : index + 9] if mark.family == "single"), None)
    return following is not None and following.closes and not following.opens


def _left_open(
    text: str, block: Span, waiting: Sequence[Mark], pieces: Sequence[Piece], goes_on: Kind | None
) -> list[Piece]:
    """Give the openings that found no partner their extent: to the next opening of their family, or the block's end.

    A lone single mark is an apostrophe. The outermost opening keeps the whole block where the next one goes on with
    its mark: "“… (end of paragraph) (start of paragraph) “…”".
    """
    starts: dict[str, list[int]] = {}
    for piece in pieces:
        if piece.opening is not None:
            starts.setdefault(piece.opening.family, []).append(piece.start)
    for found in starts.values():
        found.sort()
    limit: dict[str, int] = {}
    out: list[Piece] = []
    for index in range(len(waiting) - 1, -1, -1):
        mark = waiting[index]
        if mark.family == "single" and mark.kind != goes_on:
            continue
        end = limit.get(mark.family, block.end)
        later = starts.get(mark.family, [])
        at = bisect_right(later, mark.start)
        if at < len(later):
            end = min(end, later[at])
        if index == 0 and goes_on == mark.kind:
            end = block.end
        elif index == 0 and mark.family == "double":
            end = _before_report(text, mark.end, end)
        out.append(Piece(mark.start, _trimmed_end(text, mark.end, end), mark, None))
        limit[mark.family] = mark.start
    return out


def _before_report(text: str, start: int, end: int) -> int:
    """Return where an unclosed quotation ends before its own words of report; the end where there are none."""
    found = REPORT_BEHIND.search(text, max(start, end - LONGEST_REPORT), end)
    return found.start() if found is not None and found.start() > start + 8 else end


def _trimmed_start(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _as_passages(text: str, block: Span, pieces: list[Piece], left_open: Kind | None) -> list[Passage]:
    """Order the pieces, cut what would cross, set depth and continuation."""
    out: list[Passage] = []
    ends: list[int] = []
    for piece in sorted(pieces, key=lambda p: (p.start, -p.end)):
        while ends and ends[-1] <= piece.start:
            ends.pop()
        end = min(piece.end, ends[-1]) if ends else piece.end
        closing = piece.closing if piece.end == end else None
        mark = piece.opening or piece.closing
        if mark is None:
            continue
        inner_start = piece.opening.end if piece.opening else piece.start
        inner_end = closing.start if closing else end
        first = not out and not text[block.start : piece.start].strip()
        out.append(
            Passage(
                span=Span(piece.start, end),
                inner=Span(min(inner_start, end), max(inner_start, inner_end) if inner_start < end else end),
                style=mark.style,
                opened=piece.opening is not None,
                closed=closing is not None,
                depth=len(ends),
                continues=first and left_open == mark.kind,
            )
        )
        ends.append(end)
    return out
