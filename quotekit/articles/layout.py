"""An article's pieces and posts in, its blocks out, with the stamps found on the way: each paragraph gets its kind once.

The order of the rules is the order of trust: what a line's form proves comes before what its words suggest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import define, field

from quotekit.articles.datelines import read_date_line, read_dateline, read_prefix
from quotekit.articles.headlines import (
    is_byline,
    is_capitals,
    is_headline,
    is_name_line,
    is_outlet,
    is_separator,
    is_title_case,
    last_mark,
    may_be_title,
)
from quotekit.articles.headlines import TURN
from quotekit.articles.known import KNOWN, ends_like_caption, known_line, picture_hints
from quotekit.articles.lines import Piece, ends_sentence
from quotekit.articles.markers import Marker, read_entry_time, read_update
from quotekit.articles.posts import Post
from quotekit.articles.stamps import Stamp, read_stamp
from quotekit.values import Block, BlockKind, Span

# A paragraph of this length, with a full stop at its end, is looked at no closer unless its first word or a credit asks.
PLAIN = 140
FIRST = re.compile(r"[\W_]*([\w'’]+)")
STOPS = frozenset(".?!”\"’)")
UPDATE_WORDS = ("update", "updated")


@define
class Found:
    """What laying out an article brings to light: its blocks and the stamps that bear on its date."""

    blocks: list[Block] = field(factory=list)
    title: Span | None = None
    prefix: Stamp | None = None
    published: list[Stamp] = field(factory=list)
    dated: list[Stamp] = field(factory=list)
    """Of date lines and agencies' datelines."""
    updated: list[Stamp] = field(factory=list)
    posts: list[tuple[int, Stamp]] = field(factory=list)
    """Which block is a post with a day, and the day."""
    entries: list[tuple[int, Stamp]] = field(factory=list)
    """Which block opens a live blog's entry, and the time in front of it."""


def lay_out(view: str, pieces: Sequence[Piece | Post]) -> Found:
    """Return the blocks that the pieces make, in order.

    >>> line = "date 2023-05-03 The bridge is open again."
    >>> [block.kind for block in lay_out(line, [Piece(0, len(line), True)]).blocks]
    ['dateline', 'paragraph']
    """
    page = _Page(view, pieces)
    for at in range(len(pieces)):
        page.take(at)
    return page.found


class _Page:
    """One walk over one article."""

    def __init__(self, view: str, pieces: Sequence[Piece | Post]) -> None:
        self.view = view
        self.pieces = pieces
        self.found = Found()
        self.pictures = picture_hints(view)
        self.at = 0
        # Before the first paragraph: where the title, the byline and the date stand.
        self.header = True
        self.titled = False
        # The wire's headlines open the article, several of them: none is its title.
        self.burst = False
        self._times: bool | None = None
        self._days = 0
        self._turns: bool | None = None
        self._questions: int | None = None

    def take(self, at: int) -> None:
        """Make the blocks of one piece."""
        self.at = at
        piece = self.pieces[at]
        if isinstance(piece, Post):
            self._post(piece)
            return
        start, end = piece.start, piece.end
        # Fast lane: most of an article is paragraphs.
        if not self.header and end - start > PLAIN and self.view[end - 1] in STOPS and self._is_plain(start, end):
            self.found.blocks.append(Block("paragraph", Span(start, end)))
            return
        if at == 0:
            start = self._past_prefix(start, end)
        while start < end:
            start = self._peel(start, end)

    def _is_plain(self, start: int, end: int) -> bool:
        """Tell whether nothing at the paragraph's start or end calls for a closer look."""
        view = self.view
        first = FIRST.match(view, start, start + 40)
        if first is None or first[1][0].isdigit() or view[start] in "([<*_>©|•·-—–":
            return False
        word = first[1].lower()
        if word in KNOWN or word in UPDATE_WORDS or "’" in word or (first[1].isupper() and len(first[1]) > 1):
            return False
        return not ends_like_caption(view[start:end], self.pictures)

    # --- the parts of a line -----------------------------------------------------------------------------------------------

    def _peel(self, start: int, end: int) -> int:
        """Take a marker off the front of a line, or the whole line; return where the rest begins."""
        head = self.view[start : min(end, start + 130)]
        for gate, reader in PEELERS:
            last = reader(self, start, end) if gate(head) else None
            if last is not None:
                return _past_space(self.view, last, end)
        self._whole(start, end)
        return end

    def _past_prefix(self, start: int, end: int) -> int:
        """Take the date prefix off the article's first line."""
        stamp = read_prefix(self.view, start, end)
        if stamp is None:
            return start
        self.found.prefix = stamp
        return _past_space(self.view, self._add("dateline", start, stamp.end), end)

    def _separator(self, start: int, end: int) -> int | None:
        return self._add("separator", start, end) if is_separator(self.view[start:end]) else None

    def _date_line(self, start: int, end: int) -> int | None:
        """A line of dates: the article's own above the prose, or anywhere behind a word such as "Published"."""
        if end - start > 200:
            return None
        line = read_date_line(self.view, start, end, first=not self.titled)
        if line is None or not (line.keyed or self.header or line.alone):
            return None
        # "Updated at 14.20" below an entry is the entry's, not the live blog's.
        if line.updated is not None and (self.header or line.updated.dated or not self._live()):
            self.found.updated.append(line.updated)
        if line.published is not None and line.keyed:
            self.found.published.append(line.published)
        elif line.published is not None and self.header:
            self.found.dated.append(line.published)
        if line.published is not None and not line.keyed and self._live() and (not self.header or self._days >= 2):
            self.found.entries.append((len(self.found.blocks), line.published))
        marker = line.updated is not None and not line.updated.dated and line.published is None
        return self._add("update" if marker else "dateline", start, end)

    def _update(self, start: int, end: int) -> int | None:
        marker = read_update(self.view, start, end)
        if marker is None:
            return None
        if marker.stamp is not None:
            self.found.updated.append(marker.stamp)
        return self._add("update", start, marker.end)

    def _entry_time(self, start: int, end: int) -> int | None:
        marker = read_entry_time(self.view, start, end)
        if marker is None or not self._may_head(marker, end) or (marker.end < end and not self._live()):
            return None
        if marker.stamp is not None:
            self.found.entries.append((len(self.found.blocks), marker.stamp))
        return self._add("dateline", start, marker.end)

    def _may_head(self, marker: Marker, end: int) -> bool:
        """Tell whether what follows a time may be an entry: a new sentence, or anything behind a mark."""
        rest = self.view[marker.end : marker.end + 1] if marker.end < end else ""
        return not rest.islower() or self.view[marker.end - 2 : marker.end].strip()[-1:] in ("–", "—", "-", ":", "|", "]", "·")

    def _agency_dateline(self, start: int, end: int) -> int | None:
        dateline = read_dateline(self.view, start, end, first=self._opens_prose())
        if dateline is None:
            return None
        last, day = dateline
        if day is not None:
            self.found.dated.append(day)
        return self._add("dateline", start, last)

    def _opens_prose(self) -> bool:
        blocks = self.found.blocks
        return self.header or blocks[-1].kind in ("headline", "separator", "dateline")

    # --- whole lines ---------------------------------------------------------------------------------------------------------

    def _whole(self, start: int, end: int) -> None:
        line = self.view[start:end]
        wanted = self.header and not self.titled
        kind = known_line(line, first=wanted)
        if kind is None and ends_like_caption(line, self.pictures):
            kind = "caption"
        if kind is None and self._is_writer(line):
            kind = "byline"
        if kind == "byline":
            self._date_in_byline(start, end)
        if kind is None and wanted and self._is_kicker(line):
            kind = "headline"
        if kind is None and wanted and self._is_title(line):
            kind = "title"
            self.found.title = Span(start, end)
        if kind is None and self._is_headline(line):
            kind = "headline"
        self._add(kind or "paragraph", start, end)

    def _is_writer(self, line: str) -> bool:
        if is_byline(line):
            return True
        if self.header and is_outlet(line):
            return self._date_line_follows() or (bool(self.found.blocks) and self.found.blocks[-1].kind == "byline")
        if self.found.blocks and self.found.blocks[-1].kind == "byline" and is_outlet(line):
            return True
        return self.header and self.titled and is_name_line(line, self._date_line_follows())

    def _date_line_follows(self) -> bool:
        below = self._below()
        return below is not None and below.end - below.start < 200 and read_date_line(self.view, below.start, below.end) is not None

    def _date_in_byline(self, start: int, end: int) -> None:
        """Keep the day of "By Ada Cole | May 3, 2023"."""
        if not self.header:
            return
        for space in re.finditer(r"[\s|,]\s*(?=\w)", self.view[start:end]):
            stamp = read_stamp(self.view, start + space.end(), end)
            if stamp and stamp.dated and stamp.iso:
                self.found.published.append(stamp)
                return

    def _is_title(self, line: str) -> bool:
        """Tell whether the line is the article's own title: a line apart, with an article below."""
        if self._dateline_follows() and 3 <= len(line.split()) <= 30 and last_mark(line) != ":":
            return True
        if not may_be_title(line):
            return False
        if TURN.match(line) and not is_capitals(line) and self._is_transcript():
            return False
        below = self._below()
        if below is None:
            return False
        if is_capitals(line):
            self.burst = self.burst or self._is_burst()
            return not self.burst
        if self.view[below.start].islower():
            return False
        rest = [piece for piece in self.pieces[self.at + 1 : self.at + 13] if isinstance(piece, Post) or self._is_prose(piece)]
        return bool(rest)

    def _dateline_follows(self) -> bool:
        """Tell whether an agency's dateline opens the next line: what stands above is then a title, stop or no."""
        below = self._below()
        if not isinstance(below, Piece) or not below.gap:
            return False
        return read_dateline(self.view, below.start, below.end, first=True) is not None

    def _is_kicker(self, line: str) -> bool:
        """Tell whether the line is a section's name above the title: "WORLD", "Analysis"."""
        below = self._below()
        if isinstance(below, Post) or below is None or len(line.split()) > 3 or last_mark(line):
            return False
        title = self.view[below.start : below.end]
        return len(title.split()) >= 5 and may_be_title(title) and not is_byline(title) and not read_date_line(self.view, below.start, below.end) and last_mark(title) != "."

    def _is_prose(self, piece: Piece | Post) -> bool:
        return ends_sentence(self.view, piece.end) and self.view.count(" ", piece.start, piece.end) >= 3

    def _is_burst(self) -> bool:
        """Tell whether lines in capitals are all that follows, or two more of them: all are the wire's headlines then."""
        after = self.pieces[self.at + 1 : self.at + 3]
        return all(is_capitals(self.view[piece.start : piece.end]) for piece in after)

    def _is_headline(self, line: str) -> bool:
        if len(line) > 260:
            return False
        below = self._below()
        following = self.view[below.start : below.end] if below else ""
        if not is_headline(line, following, self._in_list(line)):
            return False
        if line.endswith("?") and not is_title_case(line.split()):
            return self._asks()
        return is_capitals(line) or not (TURN.match(line) and self._is_transcript())

    def _in_list(self, line: str) -> bool:
        """Tell whether the lines before and after are short and without a stop as well."""
        if len(line) > 80 or (self.header and self.titled):
            return False
        before = self.found.blocks[-1] if self.found.blocks else None
        if before is not None and before.kind == "paragraph" and self._is_item(before.span.start, before.span.end):
            return True
        below = self._below()
        return isinstance(below, Piece) and self._is_item(below.start, below.end)

    def _is_item(self, start: int, end: int) -> bool:
        """Tell whether a line may be an item of a list: short, without a stop, and nothing else."""
        line = self.view[start:end]
        if end - start >= 80 or last_mark(line) or is_capitals(line) or is_byline(line):
            return False
        return not line[0].isdigit() or (read_entry_time(self.view, start, end) or read_date_line(self.view, start, end)) is None

    def _below(self) -> Piece | Post | None:
        return self.pieces[self.at + 1] if self.at + 1 < len(self.pieces) else None

    # --- what the whole article is -----------------------------------------------------------------------------------------

    def _live(self) -> bool:
        """Tell whether it is a live blog: at least two paragraphs have a time in front."""
        if self._times is None:
            times, days = 0, 0
            for piece in self.pieces:
                marker = read_entry_time(self.view, piece.start, piece.end) if isinstance(piece, Piece) else None
                if marker is not None and self._may_head(marker, piece.end):
                    dated = marker.stamp is not None and marker.stamp.dated
                    times, days = times + (not dated), days + dated
            self._times, self._days = times >= 2 or days >= 2, days
        return self._times

    def _is_transcript(self) -> bool:
        """Tell whether speakers' names stand in front of at least three paragraphs."""
        if self._turns is None:
            self._turns = sum(TURN.match(self.view, piece.start, piece.end) is not None for piece in self.pieces) >= 3
        return self._turns

    def _asks(self) -> bool:
        """Tell whether questions are the article's cross-heads; a single one is a writer's, who answers it himself."""
        if self._questions is None:
            below = self.pieces[1:]
            self._questions = sum(
                self.view[piece.end - 1] == "?" and piece.end - piece.start <= 70 and next.end - next.start > 120
                for piece, next in zip(self.pieces, below, strict=False)
            )
        return self._questions >= 2

    # --- blocks --------------------------------------------------------------------------------------------------------------

    def _add(self, kind: BlockKind, start: int, end: int) -> int:
        """Add a block without the space at its end; return where it was said to end."""
        kept = start + len(self.view[start:end].rstrip())
        self.found.blocks.append(Block(kind, Span(start, kept)))
        if kind == "title":
            self.titled = True
        elif kind == "paragraph":
            self.header = False
        return end

    def _post(self, post: Post) -> None:
        if post.stamp is not None:
            self.found.posts.append((len(self.found.blocks), post.stamp))
        self.header = False
        self.found.blocks.append(
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


def _past_space(view: str, at: int, end: int) -> int:
    while at < end and view[at].isspace():
        at += 1
    return at


DIGIT = re.compile(r"\d")
DASHES = ("—", "–", "―", "(", "/", "--", " -", " _")


def _may_be_rule(head: str) -> bool:
    return not head[0].isalpha() or head[0] in "eE"


def _may_be_date(head: str) -> bool:
    return DIGIT.search(head) is not None or "ago" in head


def _may_be_update(head: str) -> bool:
    return "pdate" in head[:9] or "PDATE" in head[:9]


def _may_be_time(head: str) -> bool:
    return head[0].isdigit() or head[0] in "[(PpAa"


def _may_be_dateline(head: str) -> bool:
    return head[0].isupper() and any(dash in head for dash in DASHES) or head[0] in "(0123456789"


# Each with a cheap test of a line's first characters: is it worth a look?
PEELERS: tuple[tuple[Callable[[str], bool], Callable[[_Page, int, int], int | None]], ...] = (
    (_may_be_rule, _Page._separator),
    (_may_be_date, _Page._date_line),
    (_may_be_update, _Page._update),
    (_may_be_time, _Page._entry_time),
    (_may_be_dateline, _Page._agency_dateline),
)
