"""An article's pieces and posts in, its blocks out, with the stamps found on the way: each paragraph gets one kind.

The rules stand in two lists at the end, in the order in which they are asked: what a line's form proves comes before
what its words suggest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quotekit.articles.datelines import read_date_line, read_dateline, read_prefix
from quotekit.articles.headlines import (
    BULLET,
    TURN,
    is_byline,
    is_capitals,
    is_desk,
    is_headline,
    is_name_line,
    is_outlet,
    is_separator,
    is_title_case,
    last_mark,
    may_be_title,
)
from quotekit.articles.known import KNOWN, ends_like_caption, known_line
from quotekit.articles.lines import Piece
from quotekit.articles.markers import read_entry_time, read_update
from quotekit.articles.page import Found, Page
from quotekit.articles.posts import Post
from quotekit.articles.stamps import read_stamp
from quotekit.values import Block, BlockKind, Span

# A paragraph of this length, with a stop at its end, is looked at no closer unless its first word or a credit asks.
PLAIN = 140
FIRST = re.compile(r"[\W_]*([\w'’]+)")
STOPS = frozenset('.?!”"’)')
UPDATE_WORDS = ("update", "updated")
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
        elif not page.header and piece.end - piece.start > PLAIN and _is_plain(page, piece.start, piece.end):
            page.found.blocks.append(Block("paragraph", Span(piece.start, piece.end)))
            page.told += 1
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
    """Tell whether nothing at a long paragraph's start or end calls for a closer look."""
    view = page.view
    if view[end - 1] not in STOPS or view[start] in "([<*_>©|•·-—–":
        return False
    first = FIRST.match(view, start, start + 40)
    if first is None or first[1][0].isdigit():
        return False
    word = first[1].lower()
    if word in KNOWN or word in UPDATE_WORDS or "’" in word or (first[1].isupper() and len(first[1]) > 1):
        return False
    return not ends_like_caption(view[start:end], page.hints)


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
    elif kind == "byline" and page.header:
        _keep_day_of_byline(page, start, end)
    page.links = (kind == "notice" and not last_mark(line)) or (page.links and kind == "headline")
    page.add(kind, start, end)
    return end


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


# --- whole lines -----------------------------------------------------------------------------------------------------


def _known(page: Page, line: str) -> BlockKind | None:
    return known_line(line, first=page.header and not page.titled)


def _caption(page: Page, line: str) -> BlockKind | None:
    """A picture's words: by their credit, by what they say, or below the words "Image caption," alone."""
    above = page.found.blocks[-1].span if page.above() == "caption" else None
    if above is not None and len(line) < 400 and page.view[above.end - 1] in ",:":
        return "caption"
    return "caption" if ends_like_caption(line, page.hints) else None


def _byline(page: Page, line: str) -> BlockKind | None:
    """Who wrote the article: a byline, a paper's name above it, an office below it, a name under the title."""
    if is_byline(line) or (page.above() == "byline" and (is_outlet(line) or is_desk(line))):
        return "byline"
    if not page.header:
        # "Ada Cole in Kyiv", below a line of introduction and above the day.
        named = page.titled and page.told == 1 and page.date_line_follows() and is_name_line(line, before_date=True)
        return "byline" if named else None
    if is_outlet(line) and (page.titled or page.date_line_follows() or page.title_follows()):
        return "byline"
    return "byline" if page.titled and is_name_line(line, page.date_line_follows()) else None


def _keep_day_of_byline(page: Page, start: int, end: int) -> None:
    """Keep the day of "By Ada Cole | May 3, 2023"."""
    for space in re.finditer(r"[\s|,]\s*(?=\w)", page.view[start:end]):
        stamp = read_stamp(page.view, start + space.end(), end)
        if stamp and stamp.dated and stamp.iso:
            page.found.published.append(stamp)
            return


def _title(page: Page, line: str) -> BlockKind | None:
    """The article's own title, and a section's name above it: "WORLD", "Analysis"."""
    if not page.header or page.titled:
        return None
    if len(line.split()) <= 3 and not last_mark(line) and page.title_follows():
        return "headline"
    return "title" if _dateline_follows(page, line) or _is_title(page, line) else None


def _dateline_follows(page: Page, line: str) -> bool:
    """Tell whether an agency's dateline opens the next line: what stands above is then a title, stop or no."""
    below = page.below()
    if not isinstance(below, Piece) or not below.gap or last_mark(line) == ":" or not 3 <= len(line.split()) <= 30:
        return False
    return read_dateline(page.view, below.start, below.end, first=True) is not None


def _is_title(page: Page, line: str) -> bool:
    """Tell whether the line is a line apart, with an article below."""
    below = page.below()
    if below is None or not may_be_title(line):
        return False
    if is_capitals(line):
        page.burst = page.burst or page.capitals_follow()
        return not page.burst
    if page.is_turn(line) and page.is_transcript():
        return False
    following = page.view[below.start : below.end]
    small = following[0].islower() and not is_byline(following) and known_line(following) != "byline"
    return not small and page.prose_follows()


def _headline(page: Page, line: str) -> BlockKind | None:
    """A headline of the wire, a cross-head, a link to another article."""
    if last_mark(line) == "." and not is_capitals(line):
        return None
    below = page.below()
    following = page.view[below.start : below.end] if below else ""
    if is_headline(line, following, page.in_list(len(line))):
        if line.endswith("?") and not is_title_case(line.split()):
            return "headline" if page.is_explainer() else None
        if is_capitals(line) or not (TURN.match(line) and page.is_transcript()):
            return "headline"
    worded = BULLET.match(line) is None and any(map(str.isalpha, line))
    linked = page.links and len(line) <= 120 and not last_mark(line) and worded
    return "headline" if linked else None


MARKERS: tuple[tuple[Callable[[str], bool], Callable[[Page, int, int], int | None]], ...] = (
    (_may_be_rule, _separator),
    (_may_be_date, _date_line),
    (_may_be_update, _update),
    (_may_be_time, _entry_time),
    (_may_be_dateline, _agency_dateline),
)
WHOLE: tuple[Callable[[Page, str], BlockKind | None], ...] = (_known, _caption, _byline, _title, _headline)
