"""An article's pieces in, a walk over them out that makes posts of some: it knows what stands above and what below."""

from __future__ import annotations

import html
import re

from attrs import define, evolve, field, frozen

from quotekit.articles.credits import Credit
from quotekit.articles.lines import Piece
from quotekit.articles.platforms import BY_NAME, NAMED, platform_in, platform_of, without_media
from quotekit.articles.stamps import Stamp, read_stamp

Extent = tuple[int, int]

# What a copied page shows below a post: counts and buttons.
BUTTONS = re.compile(
    r"[\d.,]+\s?[KkMm]?|(?-i:From\s(?:[A-Z][\w.]*\s?){1,5})|(?:[\d.,]+\s?[KkMm]?\s*)?(?:views?|reposts?|retweets?|quotes?|quote\s(?:tweets?|posts?)|likes?|bookmarks?|repl(?:y|ies)|comments?|shares?"
    r"|retruths|copy\slink(?:\sto\s\w+)?|read\s[\d.,]+[KkM]?\srepl(?:y|ies)|follow(?:ing)?|translate\s\w+|·|…|✓|✔|verified(?:\saccount)?"
    r"|view\s(?:this\s)?(?:post\s)?on\s\w+|see\snew\stweets|twitter\s(?:for\s\w+|web\s(?:app|client)))"
    r"(?:\s*[·•]?\s*[\d.,]+\s?[KkMm]?\s*(?:views?|reposts?|retweets?|retruths|quotes?|quote\s\w+|likes?|bookmarks?|repl(?:y|ies)|comments?|shares?))*\.?",
    re.IGNORECASE,
)
VIEW_THIS = re.compile(r"View (?:this|more|the) (?:post|video|profile|content) on \w+\.?")
# Left over from the page's code.
TAG = re.compile(r"\s*<[^<>]{1,300}>\s*")
# How many lines a copied page may show between a post's head and its foot.
FOOT_BELOW = 8


@frozen
class Post:
    """A post's place in the text and what is known of it."""

    start: int
    end: int
    author: str | None = None
    handle: str | None = None
    platform: str | None = None
    stamp: Stamp | None = None
    body: Extent | None = None
    credit: Extent | None = None


@define
class Walk:
    """One walk over the pieces of one article: ``at`` is the next piece, ``out`` is what became of those before."""

    view: str
    text: str
    pieces: list[Piece]
    airy: bool
    """Blank lines part the paragraphs: a post may then be of several lines; elsewhere each line is a paragraph."""
    at: int = 0
    out: list[Piece | Post] = field(factory=list)

    def below(self) -> Piece | None:
        """Return the next piece."""
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def above(self) -> Piece | Post | None:
        """Return what was made last."""
        return self.out[-1] if self.out else None

    def keep(self, start: int, end: int, gap: bool = False) -> None:
        """Leave words of a line to the article, without the space at their end."""
        self.out.append(Piece(start, start + len(self.view[start:end].rstrip()), gap))

    def keep_rest(self, start: int, end: int) -> None:
        """Keep what a line holds behind its last post; a stray full stop or tag belongs to the post."""
        if any(map(str.isalnum, TAG.sub("", self.view[start:end]))):
            self.out.append(Piece(start, end, False))
        elif start < end and isinstance(self.out[-1], Post):
            self.out[-1] = evolve(self.out[-1], end=end)

    def add(self, start: int, end: int, body: Extent | None, credit: Credit) -> None:
        """Add a post; counts and buttons below it are taken with it."""
        if end >= self.pieces[self.at - 1].end:
            end = self.past_buttons(end)
        retruthed = "truth social" if "ReTruth" in self.view[max(start, end - 200) : end] else None
        platform = credit.platform or retruthed or self._platform_above() or platform_of(credit.handle)
        self.out.append(
            Post(
                start,
                end,
                author=self._author(credit),
                handle=credit.handle,
                platform=platform,
                stamp=credit.stamp,
                body=self._words(body) if body else None,
                credit=credit.name,
            )
        )

    def _author(self, credit: Credit) -> str | None:
        """Return the name as printed; an account's own name is none."""
        name = credit.name
        if name is None or self.view.startswith("@", name[0]):
            return None
        linked = self.view[name[0] - 1 : name[0]] in ("/", "@")
        if linked and credit.handle is not None and self.view[slice(*name)] == credit.handle[1:]:
            return None
        return " ".join(html.unescape(self.text[slice(*name)]).split())

    def _words(self, body: Extent) -> Extent | None:
        tag = TAG.match(self.view, *body)
        start, end = without_media(self.view, tag.end() if tag else body[0], body[1])
        return (start, end) if start < end else None

    def _platform_above(self) -> str | None:
        """Return the platform that the words above a post name: "He wrote on Truth Social:"."""
        for above in reversed(self.out[-3:]):
            if isinstance(above, Post):
                return None
            words = self.view[max(above.start, above.end - 300) : above.end]
            if NAMED.search(words):
                return platform_in(words)
        return None

    # --- what stands above a credit ----------------------------------------------------------------------------------

    def take_above(self, piece: Piece, credit: Credit) -> None:
        """Make a post of a credit that stands alone and the paragraph above it, with all lines of that paragraph."""
        taken = self._lines_above(tight=not piece.gap)
        if taken and piece.gap:
            taken += self._back_to_colon()
        body = (taken[-1].start, taken[0].end) if taken else None
        start = body[0] if body else piece.start
        if body and BUTTONS.fullmatch(self.view, *body):
            body = None
        above = self.above()
        if above is not None and VIEW_THIS.fullmatch(self.view, above.start, above.end):
            start = self.out.pop().start
        self.add(start, piece.end, body, credit)

    def _lines_above(self, tight: bool) -> list[Piece | Post]:
        """Take the paragraph above, the last line first; a post without an author may be it."""
        taken: list[Piece | Post] = []
        while self.out and (not taken or (tight and self.airy)):
            item = self.out[-1]
            if isinstance(item, Post):
                return [self.out.pop()] if not taken and item.credit is None else taken
            if self.view.endswith(":", item.start, item.end):
                break
            taken.append(self.out.pop())
            tight = not item.gap
        return taken

    def _back_to_colon(self) -> list[Piece | Post]:
        """Take up to three paragraphs more, where a paragraph with a colon then introduces them all."""
        for steps, above in enumerate(reversed(self.out[-4:])):
            if isinstance(above, Post):
                break
            if self.view.endswith(":", above.start, above.end):
                return [self.out.pop() for _ in range(steps)]
        return []

    # --- what stands below an introduction ---------------------------------------------------------------------------

    def take_below(self) -> tuple[Extent, int]:
        """Take the paragraph below as a post's words; return them and where the post ends."""
        first = last = self.pieces[self.at]
        self.at += 1
        while self.airy and (line := self.below()) is not None and not line.gap:
            last = line
            self.at += 1
        last = self._closed_quotation(first, last)
        return (first.start, last.end), self.past_buttons(last.end)

    def take_to_foot(self, foot: int) -> tuple[Extent | None, int, str | None, Stamp | None]:
        """Take the lines above a post's foot and the foot itself; return words, end, platform and day."""
        lines, last = self.pieces[self.at : foot], self.pieces[foot]
        self.at = foot + 1
        platform = BY_NAME.get(self.view[lines[-1].start : lines[-1].end]) if lines else None
        if platform is not None:
            lines = lines[:-1]
        body = (lines[0].start, lines[-1].end) if lines else None
        return body, self.past_buttons(last.end), platform, read_stamp(self.view, last.start, last.end)

    def foot_below(self) -> int | None:
        """Return which of the next pieces is a post's foot: "9:14 AM · May 3, 2023", with the time."""
        for at in range(self.at, min(self.at + FOOT_BELOW, len(self.pieces))):
            line = self.pieces[at]
            stamp = read_stamp(self.view, line.start, line.end) if line.end - line.start < 90 else None
            if stamp and stamp.dated and stamp.time:
                return at
        return None

    def past_buttons(self, end: int) -> int:
        """Pass over the counts and buttons below a post; return where they end."""
        while (line := self.below()) is not None:
            if line.end - line.start > 120 or not BUTTONS.fullmatch(self.view, line.start, line.end):
                break
            end = line.end
            self.at += 1
        return end

    def _closed_quotation(self, first: Piece, last: Piece) -> Piece:
        """Return the paragraph in which a quotation closes that each paragraph opens anew."""
        mark = self.view[first.start]
        while mark in '“"' and self.view[last.end - 1] not in '”"':
            line = self.below()
            if line is None or self.view[line.start] != mark:
                break
            last = line
            self.at += 1
        return last
