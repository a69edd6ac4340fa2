"""An article's pieces in, its posts out, each with author, handle, platform, day and the words posted; the rest is left.

A post splits off from a line of prose only where its extent is clear: up to its credit, from the words that introduce it.
"""

from __future__ import annotations

import html
import re

from attrs import evolve, frozen

from quotekit.articles.credits import (
    Credit,
    find_credits,
    read_bare_credit,
    read_embed_tail,
    read_link_tail,
    read_signature,
)
from quotekit.articles.intros import Intro, looks_posted, read_intro
from quotekit.articles.known import known_line
from quotekit.articles.lines import Piece, ends_sentence
from quotekit.articles.names import is_name
from quotekit.articles.platforms import HANDLE, NAMED, ROWS, platform_in, platform_of, without_media
from quotekit.articles.stamps import Stamp, read_stamp

# No post without one of these in the text. The short names of platforms are words elsewhere.
HINTS = (
    *("@", "weeted", "weets:", "Posted by", "post shared", "Forwarded", "♬", ", [", " on X", "pic.x.com"),
    *(".com/", ".social/", ".net/", ".app/", "t.me/"),
    *dict.fromkeys(printed for _, printed, _, _ in ROWS if len(printed) > 1 and "X" not in printed),
)
# Words of prose end here, a post begins: "… the mayor tweeted: Explosion heard. — Mayor (@m) May 3, 2023"
LEAD = re.compile(r"\b(?:tweeted|tweets|wrote|writes|posted|posts|said|says)(?:\s+(?:on|via)\s+[\w ]{1,20})?:\s+(?=[\w“\"#@])")
HANDLE_LINE = re.compile(rf"(?P<handle>{HANDLE})(?:\s*[·•|]?\s*(?P<rest>\S.{{0,40}})?)?")
# What a copied page shows below a post: counts and buttons.
BUTTONS = re.compile(
    r"(?:[\d.,]+\s?[KkMm]?\s*)?(?:views?|reposts?|retweets?|quotes?|quote\s(?:tweets?|posts?)|likes?|bookmarks?|repl(?:y|ies)|comments?|shares?"
    r"|retruths|copy\slink(?:\sto\s\w+)?|read\s[\d.,]+[KkM]?\srepl(?:y|ies)|follow(?:ing)?|translate\s\w+|·|…|✓|✔|verified(?:\saccount)?"
    r"|view\s(?:this\s)?(?:post\s)?on\s\w+|see\snew\stweets|twitter\s(?:for\s\w+|web\s(?:app|client)))"
    r"(?:\s*[·•]?\s*[\d.,]+\s?[KkMm]?\s*(?:views?|reposts?|retweets?|retruths|quotes?|quote\s\w+|likes?|bookmarks?|repl(?:y|ies)|comments?|shares?))*\.?",
    re.IGNORECASE,
)
VIEW_THIS = re.compile(r"View (?:this|more|the) (?:post|video|profile|content) on \w+\.?")
# Left over from the page's code.
TAG = re.compile(r"\s*<[^<>]{1,300}>\s*")
MEDIA_END = re.compile(r"pic\.(?:twitter|x)\.com/\w+\s*$")


@frozen
class Post:
    """A post's place in the text and what is known of it."""

    start: int
    end: int
    author: str | None = None
    handle: str | None = None
    platform: str | None = None
    stamp: Stamp | None = None
    body: tuple[int, int] | None = None
    credit: tuple[int, int] | None = None


def find_posts(view: str, text: str, pieces: list[Piece]) -> list[Piece | Post]:
    """Return the pieces in order, with posts in the place of those that they are made of.

    Args:
        view: the legible text.
        text: the text itself, which names are copied from.
        pieces: the article's paragraphs.

    >>> line = "Smoke. pic.twitter.com/a — Ada Cole (@ada) May 3, 2023"
    >>> post = find_posts(line, line, [Piece(0, len(line), True)])[0]
    >>> post.author, post.handle, post.stamp.iso, line[slice(*post.body)]
    ('Ada Cole', '@ada', '2023-05-03', 'Smoke.')
    """
    hints = _hints(view)
    if not hints:
        return list(pieces)
    finder = _Finder(view, text, pieces, hints)
    while finder.at < len(pieces):
        finder.step()
    return finder.out


def _hints(view: str) -> list[int]:
    """Return where in the text a post may show itself, from its end to its start."""
    places = []
    for hint in HINTS:
        at = view.find(hint)
        while at >= 0:
            places.append(at)
            at = view.find(hint, at + 1)
    return sorted(places, reverse=True)


class _Finder:
    """One walk over the pieces of one article."""

    def __init__(self, view: str, text: str, pieces: list[Piece], hints: list[int]) -> None:
        self.view = view
        self.hints = hints
        self.text = text
        self.pieces = pieces
        self.at = 0
        self.out: list[Piece | Post] = []
        # Where all lines are paragraphs, a post is one line; where blank lines part them, it may be several.
        self.airy = any(piece.gap for piece in pieces[1:])

    def step(self) -> None:
        """Take the next piece, and those that belong to it."""
        piece = self.pieces[self.at]
        self.at += 1
        if not self._hinted(piece):
            self.out.append(piece)
            return
        for rule in (self._credited, self._headed, self._introduced, self._signed, self._linked, self._loose):
            if rule(piece):
                return
        self.out.append(piece)

    def _hinted(self, piece: Piece) -> bool:
        """Tell whether a hint stands in the piece or in the one below: a handle may follow its name."""
        while self.hints and self.hints[-1] < piece.start:
            self.hints.pop()
        last = self.pieces[self.at].end if self.at < len(self.pieces) else piece.end
        return bool(self.hints) and self.hints[-1] < last

    # --- posts that end with their credit ------------------------------------------------------------------------------

    def _credited(self, piece: Piece) -> bool:
        credits = find_credits(self.view, piece.start, piece.end)
        if not credits:
            return False
        at = piece.start
        for credit in credits:
            if credit.start == at and not self.view[at : credit.start].strip():
                self._with_body_above(Piece(credit.start, credit.end, piece.gap), credit)
            else:
                lead = self._lead(at, credit.start)
                if lead > at:
                    self.out.append(_trimmed(self.view, at, lead, piece.gap))
                self._add(lead, credit.end, (lead, credit.start), credit)
            at = credit.end
            while at < piece.end and self.view[at].isspace():
                at += 1
        self._leave(at, piece.end)
        return True

    def _signed(self, piece: Piece) -> bool:
        credit = (
            read_signature(self.view, piece.start, piece.end)
            or read_embed_tail(self.view, piece.start, piece.end)
            or self._bare(piece)
        )
        if credit is None or (credit.start == piece.start and credit.platform == "facebook" and not self._in_body()):
            return False
        if credit.start > piece.start and self.view[piece.start : credit.start].strip():
            lead = self._lead(piece.start, credit.start)
            if lead > piece.start:
                self.out.append(_trimmed(self.view, piece.start, lead, piece.gap))
            self._add(lead, piece.end, (lead, credit.start), credit)
        else:
            self._with_body_above(piece, credit)
        return True

    def _linked(self, piece: Piece) -> bool:
        """A post whose address stands at its end, or an embed of which nothing but the address is left."""
        credit = read_link_tail(self.view, piece.start, piece.end)
        if credit is None:
            return False
        words = self.view[piece.start : credit.start].rstrip()
        if words and not words.endswith(":"):
            self._add(piece.start, piece.end, (piece.start, credit.start), credit)
        elif not words and self.airy and not piece.gap and self.out:
            self._with_body_above(piece, credit)
        else:
            if words:
                self.out.append(_trimmed(self.view, piece.start, credit.start, piece.gap))
            self._add(credit.start, piece.end, None, credit)
        return True

    def _in_body(self) -> bool:
        """Tell whether prose stands above: "Posted by Ada Cole on May 3, 2023" under a title is the article's byline."""
        return any(isinstance(above, Post) or ends_sentence(self.view, above.end) for above in self.out[-40:])

    def _bare(self, piece: Piece) -> Credit | None:
        """Return a credit without its dash, where a post stands above."""
        above = self.out[-1] if self.out else None
        if above is None or piece.end - piece.start > 160 or "@" not in self.view[piece.start : piece.end]:
            return None
        media = MEDIA_END.search(self.view, max(above.start, above.end - 60), above.end)
        tight = isinstance(above, Piece) and not piece.gap and self.airy
        return read_bare_credit(self.view, piece.start, piece.end) if media or tight else None

    def _with_body_above(self, piece: Piece, credit: Credit) -> None:
        """Take the paragraph above a credit that stands alone as its post, and all of it that the line breaks part."""
        taken: list[Piece | Post] = []
        tight = not piece.gap
        while self.out:
            item = self.out[-1]
            if isinstance(item, Post):
                if not taken and item.credit is None:
                    taken.append(self.out.pop())
                break
            if taken and (not tight or not self.airy):
                break
            if ends_with_colon(self.view, item):
                break
            taken.append(self.out.pop())
            tight = not item.gap
        taken = self._back_to_colon(taken) if taken and piece.gap else taken
        body = (taken[-1].start, taken[0].end) if taken else None
        if body and BUTTONS.fullmatch(self.view, *body):
            self._add(body[0], piece.end, None, credit)
            return
        start = body[0] if body else piece.start
        above = self.out[-1] if self.out else None
        if above and VIEW_THIS.fullmatch(self.view, above.start, above.end):
            start = self.out.pop().start
        self._add(start, piece.end, body, credit)

    def _back_to_colon(self, taken: list[Piece | Post]) -> list[Piece | Post]:
        """Take up to three paragraphs more, where a paragraph with a colon then introduces them all."""
        more = self.out[-4:]
        for steps, above in enumerate(reversed(more)):
            if isinstance(above, Post):
                break
            if ends_with_colon(self.view, above):
                for _ in range(steps):
                    taken.append(self.out.pop())
                break
        return taken

    # --- posts that begin with their author ------------------------------------------------------------------------------

    def _headed(self, piece: Piece) -> bool:
        """A post copied from its page: a line with the name, a line with the handle, the words, the day."""
        handle = self._handle_below(piece)
        if handle is None:
            return False
        name = (piece.start, piece.end)
        last = self.pieces[self.at - 1]
        rest = handle.span("rest")
        stamp = read_stamp(self.view, *rest) if handle["rest"] else None
        body, end, found = self._body_below()
        stamp = stamp if stamp and stamp.dated else found
        whole = Credit(piece.start, last.end, name, handle["handle"], None, stamp)
        self._add(piece.start, max(end, last.end), body, whole)
        return True

    def _handle_below(self, piece: Piece) -> re.Match[str] | None:
        """Return the handle, where it follows a name on a line of its own; both lines are then taken."""
        if self.at + 1 > len(self.pieces) - 1 or piece.end - piece.start > 60:
            return None
        below = self.pieces[self.at]
        if self.view[below.start] != "@":
            return None
        handle = HANDLE_LINE.fullmatch(self.view, below.start, below.end)
        if not handle or ends_sentence(self.view, piece.end) or not is_name(self.view[piece.start : piece.end]):
            return None
        self.at += 1
        # With blank lines between, only the day at its foot tells a copied page from a name and a mention.
        if below.gap and self.airy and self._day_below() is None:
            self.at -= 1
            return None
        return handle

    def _body_below(self) -> tuple[tuple[int, int] | None, int, Stamp | None]:
        """Return the words below a post's head, where the post ends, and the day printed under it."""
        day = self._day_below()
        if day is not None:
            lines = self.pieces[self.at : day]
            below = self.pieces[day]
            self.at = day + 1
            body = (lines[0].start, lines[-1].end) if lines else None
            return body, self._past_buttons(below.end), read_stamp(self.view, below.start, below.end)
        if self.at >= len(self.pieces):
            return None, 0, None
        first = last = self.pieces[self.at]
        self.at += 1
        while self.airy and self.at < len(self.pieces) and not self.pieces[self.at].gap:
            last = self.pieces[self.at]
            self.at += 1
        last = self._closed_quotation(first, last)
        return (first.start, last.end), self._past_buttons(last.end), None

    def _day_below(self) -> int | None:
        """Return which of the next pieces is a post's foot: "9:14 AM · May 3, 2023", with the time."""
        for at in range(self.at, min(self.at + 8, len(self.pieces))):
            line = self.pieces[at]
            stamp = read_stamp(self.view, line.start, line.end) if line.end - line.start < 90 else None
            if stamp and stamp.dated and stamp.time:
                return at
        return None

    def _past_buttons(self, end: int) -> int:
        """Pass over the counts and buttons below a post; return where they end."""
        while self.at < len(self.pieces):
            line = self.pieces[self.at]
            if line.end - line.start > 120 or not BUTTONS.fullmatch(self.view, line.start, line.end):
                break
            end = line.end
            self.at += 1
        return end

    def _closed_quotation(self, first: Piece, last: Piece) -> Piece:
        """Return the paragraph in which a quotation closes that each paragraph opens anew."""
        while (
            self.view[first.start] in "“\""
            and self.view[last.end - 1] not in "”\""
            and self.at < len(self.pieces)
            and self.view[self.pieces[self.at].start] == self.view[first.start]
        ):
            last = self.pieces[self.at]
            self.at += 1
        return last

    def _introduced(self, piece: Piece) -> bool:
        intro = read_intro(self.view, piece.start, piece.end)
        # "Follow Ada Cole on Twitter: @ada" is the page speaking.
        if intro is None or (not intro.certain and known_line(self.view[piece.start : piece.end])):
            return False
        credit = Credit(piece.start, intro.body, intro.name, intro.handle, intro.platform, intro.stamp)
        if intro.body < piece.end:
            if not intro.certain and not looks_posted(self.view, intro.body, piece.end):
                return False
            self._add(piece.start, self._past_buttons(piece.end), (intro.body, piece.end), credit)
            return True
        if self.at >= len(self.pieces) or not self._posted_below(intro):
            return False
        body, end, stamp = self._body_below()
        self._add(piece.start, end, body, evolve(credit, stamp=intro.stamp or stamp))
        return True

    def _posted_below(self, intro: Intro) -> bool:
        """Tell whether the paragraph below an introduction is the post, and not prose or a post with its own credit."""
        below = self.pieces[self.at]
        if find_credits(self.view, below.start, below.end) or read_intro(self.view, below.start, below.end):
            return False
        opened = self.view[below.start] in "“\"" and self.view[below.end - 1] not in "”\""
        return intro.certain or opened or looks_posted(self.view, below.start, below.end)

    # --- posts without an author -----------------------------------------------------------------------------------------

    def _loose(self, piece: Piece) -> bool:
        """A line that ends with a picture's link is a tweet, whoever wrote it."""
        if not MEDIA_END.search(self.view, max(piece.start, piece.end - 60), piece.end):
            return False
        self._add(piece.start, piece.end, (piece.start, piece.end), Credit(piece.end, piece.end, platform="twitter"))
        return True

    def _lead(self, start: int, end: int) -> int:
        """Return where the post begins in a line that prose opens."""
        return max((found.end() for found in LEAD.finditer(self.view, start, end)), default=start)

    def _leave(self, start: int, end: int) -> None:
        """Keep what a line holds behind its last post; a stray full stop belongs to the post."""
        rest = TAG.sub("", self.view[start:end])
        if not any(map(str.isalnum, rest)):
            above = self.out[-1]
            if start < end and isinstance(above, Post):
                self.out[-1] = evolve(above, end=end)
            return
        self.out.append(Piece(start, end, False))

    def _add(self, start: int, end: int, body: tuple[int, int] | None, credit: Credit) -> None:
        if end >= self.pieces[self.at - 1].end:
            end = self._past_buttons(end)
        name = credit.name
        author = None
        if name and not self.view.startswith("@", name[0]) and not _is_account(self.view, name, credit.handle):
            author = " ".join(html.unescape(self.text[slice(*name)]).split())
        tag = TAG.match(self.view, *body) if body else None
        kept = without_media(self.view, tag.end() if tag else body[0], body[1]) if body else None
        retruthed = "truth social" if "ReTruth" in self.view[max(start, end - 200) : end] else None
        platform = credit.platform or retruthed or self._platform_above() or platform_of(credit.handle)
        self.out.append(
            Post(start, end, author, credit.handle, platform, credit.stamp, kept if kept and kept[0] < kept[1] else None, name)
        )

    def _platform_above(self) -> str | None:
        """Return the platform that the words above a post name: "He wrote on Truth Social:"."""
        for above in reversed(self.out[-3:]):
            if isinstance(above, Post):
                return None
            words = self.view[max(above.start, above.end - 300) : above.end]
            if NAMED.search(words):
                return platform_in(words)
        return None


def ends_with_colon(view: str, piece: Piece | Post) -> bool:
    """Tell whether a paragraph introduces what follows."""
    return view[piece.start : piece.end].endswith(":")


def _trimmed(view: str, start: int, end: int, gap: bool) -> Piece:
    words = view[start:end]
    return Piece(start, start + len(words.rstrip()), gap)


def _is_account(view: str, name: tuple[int, int], handle: str | None) -> bool:
    """Tell whether the name is only the account's: the part of a link."""
    return handle is not None and view[slice(*name)] == handle[1:] and view[name[0] - 1 : name[0]] in ("/", "@")
