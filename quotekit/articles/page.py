"""An article's pieces in, what the rules of layout ask about them out: where a line stands, and in which article.

The questions about the whole article (is it a live blog, a transcript?) are answered once, and only when asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import define, field

from quotekit.articles.bylines import is_byline
from quotekit.articles.datelines import read_date_line
from quotekit.articles.headlines import BULLET, TURN, is_capitals, is_separator, is_title_case, last_mark, may_be_title
from quotekit.articles.known import pictures_within
from quotekit.articles.lines import Piece, ends_sentence
from quotekit.articles.markers import Marker, read_entry_time
from quotekit.articles.posts import Post
from quotekit.articles.stamps import Stamp
from quotekit.values import Block, BlockKind, Span

# A line of a list is shorter; one longer that ends without a stop stands for itself.
ITEM = 80
# How many lines an article's foot has.
FOOT = 8


@define
class Found:
    """What laying out an article brings to light: its blocks and the stamps that bear on its date."""

    blocks: list[Block] = field(factory=list)
    title: Span | None = None
    prefix: Stamp | None = None
    published: list[Stamp] = field(factory=list)
    dated: list[Stamp] = field(factory=list)
    """Of date lines and agencies' datelines."""
    closing: Stamp | None = None
    """Of a date line below the last words, where letters and releases have it."""
    updated: list[Stamp] = field(factory=list)
    posts: list[tuple[int, Stamp]] = field(factory=list)
    """Which block is a post with a day, and the day."""
    entries: list[tuple[int, Stamp]] = field(factory=list)
    """Which block opens a live blog's entry, and the time in front of it."""


class Page:
    """One walk over one article: what was found so far, and which piece is looked at."""

    def __init__(self, view: str, pieces: Sequence[Piece | Post]) -> None:
        self.view = view
        self.pieces = pieces
        self.found = Found()
        self.pictures = pictures_within(view)
        self.at = 0
        # Before the first paragraph: where the title, the byline and the date stand.
        self.header = True
        self.titled = False
        # The wire's headlines open the article, several of them: none is its title.
        self.burst = False
        # How many paragraphs and posts were passed since the header.
        self.told = 0
        # A byline was seen.
        self.signed = False
        # "More on this story": what follows are links.
        self.links = False
        self._entries: tuple[int, int] | None = None
        self._turns: Counter[str] | None = None
        self._questions: int | None = None

    # --- around a line -----------------------------------------------------------------------------------------------

    def add(self, kind: BlockKind, start: int, end: int) -> int:
        """Add a block without the space at its end; return where it was said to end."""
        kept = end
        if self.view[end - 1].isspace():
            kept = start + len(self.view[start:end].rstrip())
        self.found.blocks.append(Block(kind, Span(start, kept)))
        if kind == "paragraph":
            self.header = False
            self.told += 1
        return end

    def dates_article(self, day: Stamp) -> bool:
        """Tell whether a day on a line of its own is the article's.

        Above the prose it is; below one line of introduction, a byline beside it or a time in it must tell it from the
        heading of a day's events.
        """
        if self.header or not self.titled or self.told != 1 or self.found.posts:
            return self.header
        below = self.below()
        named = isinstance(below, Piece) and is_byline(self.view[below.start : below.end])
        return named or self.above() == "byline" or (day.time is not None and not self.is_live())

    def is_last(self) -> bool:
        """Tell whether the line closes an article whose last words are prose."""
        return self.at == len(self.pieces) - 1 and self.above() in ("paragraph", "byline", "notice", "separator")

    def is_foot(self) -> bool:
        """Tell whether prose stands above and no long paragraph below, nor more than a few lines."""
        if self.told < 2 or len(self.pieces) - self.at > FOOT:
            return False
        return max([piece.end - piece.start for piece in self.pieces[self.at + 1 :]], default=0) <= 160

    def closes(self) -> bool:
        """Tell whether prose stands above the line and nothing, or a rule, below."""
        if self.above() != "paragraph" or self.told < 2:
            return False
        below = self.below()
        return below is None or (
            isinstance(below, Piece)
            and (is_separator(self.view[below.start : below.end]) or self.at >= len(self.pieces) - 2)
        )

    def above(self) -> BlockKind | None:
        """Return the kind of the block above."""
        return self.found.blocks[-1].kind if self.found.blocks else None

    def below(self) -> Piece | Post | None:
        """Return the piece below."""
        return self.pieces[self.at + 1] if self.at + 1 < len(self.pieces) else None

    def past_space(self, at: int, end: int) -> int:
        """Return where the next word begins."""
        while at < end and self.view[at].isspace():
            at += 1
        return at

    def date_line_follows(self) -> bool:
        """Tell whether the next line is one of dates."""
        below = self.below()
        if below is None or below.end - below.start > 200:
            return False
        return read_date_line(self.view, below.start, below.end) is not None

    def prose_is_next(self) -> bool:
        """Tell whether the next piece is a post, a date line or a paragraph of some length."""
        below = self.below()
        return below is not None and (
            isinstance(below, Post) or below.end - below.start > 90 or self.date_line_follows()
        )

    def paragraph_follows(self) -> bool:
        """Tell whether the next piece is a paragraph of prose."""
        below = self.below()
        return isinstance(below, Piece) and below.end - below.start > 30 and ends_sentence(self.view, below.end)

    def title_follows(self) -> bool:
        """Tell whether a title stands below, dates and bylines between left aside."""
        for piece in self.pieces[self.at + 1 : self.at + 4]:
            if isinstance(piece, Post) or piece.end - piece.start > 300:
                return False
            line = self.view[piece.start : piece.end]
            if is_byline(line) or read_date_line(self.view, piece.start, piece.end) is not None:
                continue
            return len(line.split()) >= 5 and may_be_title(line) and last_mark(line) != "."
        return False

    def prose_follows(self) -> bool:
        """Tell whether a post, or a paragraph with a stop, is among the next pieces."""
        return any(
            isinstance(piece, Post)
            or (ends_sentence(self.view, piece.end) and self.view.count(" ", piece.start, piece.end) >= 3)
            for piece in self.pieces[self.at + 1 : self.at + 13]
        )

    def capitals_follow(self) -> bool:
        """Tell whether lines in capitals are all that follows, or two more of them."""
        after = self.pieces[self.at + 1 : self.at + 3]
        return all(is_capitals(self.view[piece.start : piece.end]) for piece in after)

    def in_list(self, size: int) -> bool:
        """Tell whether the line before or after is short and without a stop as well."""
        above = self.found.blocks[-1] if self.found.blocks else None
        if above is not None and above.kind == "headline" and self.view[above.span.end - 1] == ":":
            return True
        if size > ITEM or (self.header and self.titled):
            return False
        if above is not None and above.kind == "paragraph" and self._is_item(above.span.start, above.span.end):
            return True
        below = self.below()
        if not isinstance(below, Piece) or BULLET.match(self.view, below.start, below.end):
            return False
        return self._is_item(below.start, below.end)

    def is_introduction(self, line: str) -> bool:
        """Tell whether a line under the title tells the story in short: a sentence without its stop."""
        return (
            self.header
            and self.above() == "title"
            and line.count(" ") >= 7
            and not is_capitals(line)
            and not is_title_case(line.split())
        )

    def has_cross_heads(self) -> bool:
        """Tell whether a cross-head in small letters stands above."""
        text = self.view
        return any(
            block.kind == "headline" and not is_capitals(text[block.span.start : block.span.end])
            for block in self.found.blocks[-12:]
        )

    def is_listed(self, line: str) -> bool:
        """Tell whether the line above is one of a list or introduces one; of a line without a stop, that below too."""
        above, below = self.found.blocks[-1:], self.below()
        spans = [(block.span.start, block.span.end) for block in above if block.kind == "paragraph"]
        if isinstance(below, Piece) and line[-1] != ".":
            spans.append((below.start, below.end))
        return any(
            self.view[end - 1] == ":"
            or (
                end - start < ITEM
                and last_mark(self.view[start:end]) in ("", ";", ",")
                and not is_capitals(self.view[start:end])
            )
            for start, end in spans
        )

    def _is_item(self, start: int, end: int) -> bool:
        if end - start >= ITEM:
            return False
        line = self.view[start:end]
        if last_mark(line) or is_capitals(line) or is_byline(line):
            return False
        dated = read_entry_time(self.view, start, end) or read_date_line(self.view, start, end)
        return not line[0].isdigit() or dated is None

    # --- the whole article -------------------------------------------------------------------------------------------

    def is_live(self) -> bool:
        """Tell whether it is a live blog: a time stands in front of at least two paragraphs."""
        return max(self._entry_times()) >= 2

    def is_live_by_day(self) -> bool:
        """Tell whether the times in front of the entries come with their day."""
        return self._entry_times()[1] >= 2

    def _entry_times(self) -> tuple[int, int]:
        """Return how many paragraphs begin with a time, and with a day and a time."""
        if self._entries is None:
            times, days = 0, 0
            for piece in self.pieces:
                marker = read_entry_time(self.view, piece.start, piece.end) if isinstance(piece, Piece) else None
                if marker is not None and self.may_head(marker, piece.end):
                    dated = marker.stamp is not None and marker.stamp.dated
                    times, days = times + (not dated), days + dated
            self._entries = times, days
        return self._entries

    def may_head(self, marker: Marker, end: int) -> bool:
        """Tell whether what follows a time may be an entry: a new sentence, or anything behind a mark."""
        rest = self.view[marker.end : marker.end + 1] if marker.end < end else ""
        mark = self.view[max(0, marker.end - 3) : marker.end].rstrip()[-1:]
        return not rest.islower() or mark in tuple("–—-:|]·")

    def is_transcript(self) -> bool:
        """Tell whether names stand in front of at least three paragraphs, and one of them again: "Photo:" is none."""
        turns = self._labels()
        return max(turns.values(), default=0) > 1 and turns.total() >= 3

    def is_turn(self, line: str) -> bool:
        """Tell whether the label of the line stands in front of other lines too: a title's stands there once."""
        label = TURN.match(line)
        return label is not None and self._labels()[label[0]] > 1

    def _labels(self) -> Counter[str]:
        """Return what stands in front of paragraphs, up to a colon."""
        if self._turns is None:
            labels = (TURN.match(self.view, self._past_timecode(piece), piece.end) for piece in self.pieces)
            self._turns = Counter(label[0] for label in labels if label is not None)
        return self._turns

    def _past_timecode(self, piece: Piece | Post) -> int:
        """Return where a turn begins: "[00:01:15] Speaker 1: …"."""
        if self.view[piece.start] not in "[(0123456789":
            return piece.start
        marker = read_entry_time(self.view, piece.start, piece.end)
        return marker.end if marker is not None else piece.start

    def is_explainer(self) -> bool:
        """Tell whether questions are the article's cross-heads; a single one is a writer's, who answers it himself."""
        if self._questions is None:
            sizes = [0, *(piece.end - piece.start for piece in self.pieces)]
            asked = [
                (sizes[at], sizes[at + 2])
                for at, piece in enumerate(self.pieces[:-1])
                if self.view[piece.end - 1] == "?" and sizes[at + 1] <= 70
            ]
            # Two with a long answer each; or three between paragraphs, where talk has short lines as well.
            long = sum(after > 120 for _, after in asked)
            between = sum(min(sides) > 40 for sides in asked) if self.titled else 0
            self._questions = max(long, between - 1 if between * 5 >= len(asked) * 4 else 0)
        return self._questions >= 2
