"""An article's pieces and posts in, its blocks out, with the stamps found on the way: each paragraph gets one kind.

The markers at a line's start stand in a list at the end; whole lines are asked about in ``whole.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quotekit.articles.datelines import read_date_line, read_dateline, read_prefix
from quotekit.articles.furniture import NOTE, NOTE_OPENERS, OPENS, REQUEST, is_furniture
from quotekit.articles.headlines import is_separator, last_mark
from quotekit.articles.known import KNOWN, ends_like_caption, known_line
from quotekit.articles.lines import Piece
from quotekit.articles.markers import read_entry_time, read_update
from quotekit.articles.page import FOOT, Found, Page
from quotekit.articles.posts import Post
from quotekit.articles.scenes import is_scene
from quotekit.articles.stamps import read_stamp
from quotekit.articles.whole import WHOLE
from quotekit.values import Block, BlockKind, Span

# A paragraph with a stop at its end is looked at no closer unless its first word or a credit asks; a shorter one may be
# a date or a caption.
PLAIN = 140
DATED = 100
FIRST = re.compile(r"[\W_]*([\w'’]+)")
STOPS = frozenset('.?!”"’)')
UPDATE_WORDS = ("update", "updated")
CALLING = frozenset((*UPDATE_WORDS, "by"))
# How much of a line's start the cheap tests see.
HEAD = 130
DIGIT = re.compile(r"\d")
# One of these characters; a hyphen or a low line only where it does not join two words.
DASH = re.compile(r"[—–―(/_-] (?: (?<= [—–―(/] ) | (?<= -- ) | (?<= [ ][_-] ) )", re.VERBOSE)


def lay_out(view: str, pieces: Sequence[Piece | Post]) -> Found:
    """Return the blocks that the pieces make, in order.

    >>> line = "date 2023-05-03 The bridge is open again."
    >>> [block.kind for block in lay_out(line, [Piece(0, len(line), True)]).blocks]
    ['dateline', 'paragraph']
    """
    page = Page(view, pieces)
    for at, piece in enumerate(pieces):
        page.at = at
        if isinstance(piece, Post):
            _add_post(page, piece)
        # Fast lane: most of an article is paragraphs.
        elif not page.header and _is_plain(page, piece.start, piece.end):
            page.found.blocks.append(Block("paragraph", Span(piece.start, piece.end)))
            page.told += 1
            page.links = False
        else:
            start = _past_prefix(page, piece) if at == 0 else piece.start
            while start < piece.end:
                start = _take(page, start, piece.end)
    return page.found


def _add_post(page: Page, post: Post) -> None:
    if post.stamp is not None:
        page.found.posts.append((len(page.found.blocks), post.stamp))
    page.header = False
    page.found.blocks.append(
        Block(
            "post",
            Span(post.start, post.end),
            author=post.author,
            handle=post.handle,
            platform=post.platform,
            body=Span(*post.body) if post.body else None,
            credit=Span(*post.credit) if post.credit else None,
        )
    )


def _is_plain(page: Page, start: int, end: int) -> bool:
    """Tell whether nothing at a paragraph's start or end calls for a closer look."""
    view, size = page.view, end - start
    if view[end - 1] not in STOPS or view[start] in "([<*_>©|•·-—–":
        return False
    first = FIRST.match(view, start, min(end, start + 40))
    if first is None or first[1][0].isdigit():
        return False
    word = first[1].lower()
    if word in CALLING or "’" in word or (first[1].isupper() and len(first[1]) > 1):
        return False
    line = view[start:end]
    if (size <= PLAIN and not _is_sentence(page, line)) or page.above() == "caption":
        return False
    if word in KNOWN and known_line(line, below=page.told > 1) is not None:
        return False
    if size <= NOTE and word in (OPENS if size <= REQUEST else NOTE_OPENERS) and is_furniture(line):
        return False
    if size <= NOTE and len(page.pieces) - page.at <= FOOT and page.is_foot():
        return False
    return not ends_like_caption(line, page.pictures)


def _is_sentence(page: Page, line: str) -> bool:
    """Tell whether a short line with a stop is a sentence of prose, and neither date nor headline nor caption."""
    if line[-1] != "." and line[-2] != ".":
        return False
    if line.isupper() or (len(line) < DATED and DIGIT.search(line)):
        return False
    return not (page.titled and is_scene(line))


def _past_prefix(page: Page, piece: Piece) -> int:
    """Take the date prefix off the article's first line; return where the rest begins."""
    stamp = read_prefix(page.view, piece.start, piece.end)
    if stamp is None:
        return piece.start
    page.found.prefix = stamp
    return page.past_space(page.add("dateline", piece.start, stamp.end), piece.end)


def _take(page: Page, start: int, end: int) -> int:
    """Take a marker off the front of a line, or the whole line; return where the rest begins."""
    head = page.view[start : min(end, start + HEAD)]
    for gate, reader in MARKERS:
        last = reader(page, start, end) if gate(head) else None
        if last is not None:
            return page.past_space(last, end)
    line = page.view[start:end]
    kind: BlockKind = "paragraph"
    for rule in WHOLE:
        found = rule(page, line)
        if found is not None:
            kind = found
            break
    if kind == "title":
        page.titled = True
        page.found.title = Span(start, end)
    elif kind == "byline":
        page.signed = True
        if page.header:
            _keep_day_of_byline(page, start, end)
    page.links = (kind == "notice" and not last_mark(line)) or (page.links and kind == "headline")
    page.add(kind, start, end)
    return end


def _keep_day_of_byline(page: Page, start: int, end: int) -> None:
    """Keep the day of "By Ada Cole | May 3, 2023"."""
    for space in re.finditer(r"[\s|,]\s*(?=\w)", page.view[start:end]):
        stamp = read_stamp(page.view, start + space.end(), end)
        if stamp and stamp.dated and stamp.iso:
            page.found.published.append(stamp)
            return


# --- markers: each with a cheap test of a line's first characters ----------------------------------------------------


def _may_be_rule(head: str) -> bool:
    return not head[0].isalpha() or head[0] in "eE"


def _separator(page: Page, start: int, end: int) -> int | None:
    return page.add("separator", start, end) if is_separator(page.view[start:end]) else None


def _may_be_date(head: str) -> bool:
    return DIGIT.search(head) is not None or "ago" in head or len(head) < 12


def _date_line(page: Page, start: int, end: int) -> int | None:
    """A line of dates: the article's own above the prose, or anywhere behind a word such as "Published"."""
    line = read_date_line(page.view, start, end, first=not page.titled) if end - start <= 200 else None
    if line is None or not (line.keyed or page.header or line.alone):
        return None
    found, published, updated = page.found, line.published, line.updated
    # "Updated at 14.20" below an entry is the entry's, not the live blog's.
    if updated is not None and (page.header or updated.dated or not page.is_live()):
        found.updated.append(updated)
    if published is not None and line.keyed:
        found.published.append(published)
    elif published is not None:
        if page.dates_article(published):
            found.dated.append(published)
        elif page.is_last():
            found.closing = published
        if page.is_live() and (not page.header or page.is_live_by_day()):
            found.entries.append((len(found.blocks), published))
    timed = published is None and updated is not None and not updated.dated
    return page.add("update" if timed else "dateline", start, end)


def _may_be_update(head: str) -> bool:
    return "pdate" in head[:9] or "PDATE" in head[:9]


def _update(page: Page, start: int, end: int) -> int | None:
    marker = read_update(page.view, start, end)
    if marker is None:
        return None
    if marker.stamp is not None:
        page.found.updated.append(marker.stamp)
    return page.add("update", start, marker.end)


def _may_be_time(head: str) -> bool:
    return head[0].isdigit() or head[0] in "[(PpAa"


def _entry_time(page: Page, start: int, end: int) -> int | None:
    """The time in front of a live blog's entry; on a line of its own it needs no second one."""
    marker = read_entry_time(page.view, start, end)
    if marker is None or not page.may_head(marker, end) or (marker.end < end and not page.is_live()):
        return None
    if marker.stamp is not None:
        page.found.entries.append((len(page.found.blocks), marker.stamp))
    return page.add("dateline", start, marker.end)


def _may_be_dateline(head: str) -> bool:
    return (head[0].isupper() and DASH.search(head) is not None) or head[0] in "(0123456789"


def _agency_dateline(page: Page, start: int, end: int) -> int | None:
    opens = page.header or page.above() in ("headline", "separator", "dateline")
    dateline = read_dateline(page.view, start, end, first=opens)
    if dateline is None:
        return None
    last, day = dateline
    if day is not None:
        page.found.dated.append(day)
    return page.add("dateline", start, last)


MARKERS: tuple[tuple[Callable[[str], bool], Callable[[Page, int, int], int | None]], ...] = (
    (_may_be_rule, _separator),
    (_may_be_date, _date_line),
    (_may_be_update, _update),
    (_may_be_time, _entry_time),
    (_may_be_dateline, _agency_dateline),
)
