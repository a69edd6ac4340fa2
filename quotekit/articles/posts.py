"""An article's pieces in, its posts out, each with author, handle, platform, day and words; the rest is left.

A post splits off from a line of prose only where its extent is clear: up to its credit, from the words that
introduce it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain

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
from quotekit.articles.platforms import HANDLE, ROWS
from quotekit.articles.stamps import Stamp, read_stamp
from quotekit.articles.walk import Post, Walk

__all__ = ["Post", "find_posts"]

# No post without one of these in the text. The short names of platforms are words elsewhere. Whatever begins with a
# capital or a mark is sought in one go, the rest by itself: small letters are everywhere.
MARKED_HINTS = re.compile(
    "|".join(
        re.escape(hint)
        for hint in (
            *("@", "♬", ".com/", ".social/", ".net/", ".app/", "Posted by", "Forwarded"),
            *dict.fromkeys(printed for _, printed, _, _ in ROWS if len(printed) > 1 and "X" not in printed),
        )
    )
)
# What is soon seen to be missing, and the hints that hold it.
PLAIN_HINTS = {
    "weet": ("weeted", "weets:"),
    "shared": ("post shared",),
    "[": (", [",),
    "X": (" on X",),
    "/": ("t.me/",),
}
# Words of prose end here, a post begins: "… the mayor tweeted: Explosion heard. — Mayor (@m) May 3, 2023"
LEAD = re.compile(
    r"\b(?:tweeted|tweets|wrote|writes|posted|posts|said|says)(?:\s+(?:on|via)\s+[\w ]{1,20})?:\s+(?=[\w“\"#@])"
)
# The time of a live blog's entry: "10:05 Line blocked. — Ada Cole (@ada) May 3, 2023"
ENTRY = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\s+(?=\S)")
HANDLE_LINE = re.compile(rf"(?P<handle>{HANDLE})(?:\s*[·•|]?\s*(?P<rest>\S.{{0,40}})?)?")
LONE_DOTS = frozenset("·•|∙")
LEADING_DOT = re.compile(r"[·•|∙]\s*")
MOST_LINES = 20
"""A post is not longer than so many lines."""
MEDIA_END = re.compile(r"pic\.(?:twitter|x)\.com/\w+\s*$")


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
    walk = Walk(view, text, pieces, airy=any(piece.gap for piece in pieces[1:]))
    while walk.at < len(pieces):
        piece = pieces[walk.at]
        walk.at += 1
        if not _is_hinted(hints, piece, walk.below()) or not any(rule(walk, piece) for rule in RULES):
            walk.out.append(piece)
    return walk.out


def _hints(view: str) -> list[int]:
    """Return where in the text a post may show itself, from its end to its start."""
    places = [hint.start() for hint in MARKED_HINTS.finditer(view)]
    for hint in chain.from_iterable(hints for sign, hints in PLAIN_HINTS.items() if sign in view):
        at = view.find(hint)
        while at >= 0:
            places.append(at)
            at = view.find(hint, at + 1)
    return sorted(places, reverse=True)


def _is_hinted(hints: list[int], piece: Piece, below: Piece | None) -> bool:
    """Tell whether a hint stands in the piece or in the one below: a handle may follow its name."""
    while hints and hints[-1] < piece.start:
        hints.pop()
    return bool(hints) and hints[-1] < (below or piece).end


# --- posts that end with their credit --------------------------------------------------------------------------------


def _credited(walk: Walk, piece: Piece) -> bool:
    """One post or more in a line, each with its credit: "… — Ada Cole (@ada) May 3, 2023"."""
    credits = find_credits(walk.view, piece.start, piece.end)
    at = piece.start
    for credit in credits:
        if credit.start == at:
            walk.take_above(Piece(credit.start, credit.end, piece.gap), credit)
        else:
            _take_with_lead(walk, Piece(at, credit.end, piece.gap), credit)
        at = credit.end
        while at < piece.end and walk.view[at].isspace():
            at += 1
    if credits:
        walk.keep_rest(at, piece.end)
    return bool(credits)


def _signed(walk: Walk, piece: Piece) -> bool:
    """A post whose credit at the line's end names the platform, or is worded by it."""
    credit = (
        read_signature(walk.view, piece.start, piece.end)
        or read_embed_tail(walk.view, piece.start, piece.end)
        or _undashed(walk, piece)
    )
    if credit is None:
        return False
    alone = credit.start == piece.start
    # "Posted by Ada Cole on May 3, 2023" under a title is the article's byline.
    if alone and credit.platform == "facebook" and not _in_body(walk):
        return False
    if alone:
        walk.take_above(piece, credit)
    else:
        _take_with_lead(walk, piece, credit)
    return True


def _linked(walk: Walk, piece: Piece) -> bool:
    """A post whose address stands at its end, or an embed of which nothing but the address is left."""
    credit = read_link_tail(walk.view, piece.start, piece.end)
    if credit is None:
        return False
    words = walk.view[piece.start : credit.start].rstrip()
    if words and not words.endswith(":"):
        walk.add(piece.start, piece.end, (piece.start, credit.start), credit)
    elif not words and walk.airy and not piece.gap and walk.out:
        walk.take_above(piece, credit)
    else:
        if words:
            walk.keep(piece.start, credit.start, piece.gap)
        walk.add(credit.start, piece.end, None, credit)
    return True


def _take_with_lead(walk: Walk, piece: Piece, credit: Credit) -> None:
    """Make a post of a line up to its credit; prose that introduces it in the same line stays prose."""
    time = ENTRY.match(walk.view, piece.start, credit.start)
    first = time.end() if time is not None else piece.start
    lead = max((found.end() for found in LEAD.finditer(walk.view, piece.start, credit.start)), default=first)
    if lead > piece.start:
        walk.keep(piece.start, lead, piece.gap)
    walk.add(lead, piece.end, (lead, credit.start), credit)


def _undashed(walk: Walk, piece: Piece) -> Credit | None:
    """Return a credit without its dash, where a post stands above."""
    above = walk.above()
    if above is None or piece.end - piece.start > 160 or "@" not in walk.view[piece.start : piece.end]:
        return None
    media = MEDIA_END.search(walk.view, max(above.start, above.end - 60), above.end)
    tight = isinstance(above, Piece) and not piece.gap and walk.airy
    return read_bare_credit(walk.view, piece.start, piece.end) if media or tight else None


def _in_body(walk: Walk) -> bool:
    """Tell whether prose stands above."""
    return any(isinstance(above, Post) or ends_sentence(walk.view, above.end) for above in walk.out[-40:])


# --- posts that begin with their author ------------------------------------------------------------------------------


def _headed(walk: Walk, piece: Piece) -> bool:
    """A post copied from its page: a line with the name, a line with the handle, the words, the day."""
    handle = _handle_below(walk, piece)
    if handle is None:
        return False
    begin, last = walk.at, walk.pieces[walk.at]
    walk.at += 1
    stamp = read_stamp(walk.view, *handle.span("rest")) if handle["rest"] else _day_below(walk)
    foot = walk.foot_below()
    # With blank lines between, only a day at its head or foot tells a copied page from a name and a mention.
    if (foot is None and _dated(stamp) is None and last.gap and walk.airy) or walk.below() is None:
        walk.at = begin
        return False
    last = walk.pieces[walk.at - 1]
    name = (piece.start, piece.end)
    if foot is None:
        words, end = walk.take_below()
        walk.add(piece.start, end, words, Credit(piece.start, last.end, name, handle["handle"], None, _dated(stamp)))
        return True
    body, end, platform, day = walk.take_to_foot(foot)
    # The foot has the time and the year; the head may say "2h" or "Jan 8".
    credit = Credit(piece.start, last.end, name, handle["handle"], platform, day if _dated(day) else _dated(stamp))
    walk.add(piece.start, end, body, credit)
    return True


def _day_below(walk: Walk) -> Stamp | None:
    """Take the day that stands on a line of its own below the handle, with or without a dot on a line before."""
    begin = walk.at
    for dots in (True, False):
        below = walk.below()
        if below is None or below.end - below.start > 40:
            break
        line = walk.view[below.start : below.end].strip()
        if dots and line in LONE_DOTS:
            walk.at += 1
            continue
        stamp = _dated(read_stamp(walk.view, *_without_dot(walk.view, below)))
        if stamp is not None:
            walk.at += 1
            return stamp
        break
    walk.at = begin
    return None


def _without_dot(view: str, piece: Piece) -> tuple[int, int]:
    dot = LEADING_DOT.match(view, piece.start, piece.end)
    return (dot.end() if dot else piece.start), piece.end


def _dated(stamp: Stamp | None) -> Stamp | None:
    return stamp if stamp and stamp.dated else None


def _handle_below(walk: Walk, piece: Piece) -> re.Match[str] | None:
    """Return the handle that follows a name on a line of its own."""
    below = walk.below()
    if below is None or piece.end - piece.start > 60 or walk.view[below.start] != "@":
        return None
    if ends_sentence(walk.view, piece.end) or not is_name(walk.view[piece.start : piece.end]):
        return None
    return HANDLE_LINE.fullmatch(walk.view, below.start, below.end)


def _introduced(walk: Walk, piece: Piece) -> bool:
    """A post behind the words that introduce it, in the same line or the next."""
    intro = read_intro(walk.view, piece.start, piece.end)
    # "Follow Ada Cole on Twitter: @ada" is the page speaking.
    if intro is None or (not intro.certain and known_line(walk.view[piece.start : piece.end])):
        return False
    credit = Credit(piece.start, intro.body, intro.name, intro.handle, intro.platform, intro.stamp)
    if intro.body < piece.end:
        if not (intro.certain or looks_posted(walk.view, intro.body, piece.end)):
            return False
        walk.add(piece.start, piece.end, (intro.body, piece.end), credit)
        return True
    if not _is_posted_below(walk, intro):
        return False
    body, end = walk.take_below()
    walk.add(piece.start, end, body, credit)
    return True


def _is_posted_below(walk: Walk, intro: Intro) -> bool:
    """Tell whether the paragraph below an introduction is the post, and not prose or a post with its own credit."""
    below = walk.below()
    if below is None or read_intro(walk.view, below.start, below.end):
        return False
    if find_credits(walk.view, below.start, below.end) or _is_credited_below(walk):
        return False
    opened = walk.view[below.start] in '“"' and walk.view[below.end - 1] not in '”"'
    return intro.certain or opened or looks_posted(walk.view, below.start, below.end)


def _is_credited_below(walk: Walk) -> bool:
    """Tell whether the lines of the paragraph below, or the line behind it, are a credit of its own."""
    for at in range(walk.at + 1, min(len(walk.pieces), walk.at + 1 + MOST_LINES)):
        line = walk.pieces[at]
        if credits := find_credits(walk.view, line.start, line.end):
            return credits[0].start == line.start
        if line.gap:
            break
    return False


# --- posts without an author -----------------------------------------------------------------------------------------


def _loose(walk: Walk, piece: Piece) -> bool:
    """A line that ends with a picture's link is a tweet, whoever wrote it."""
    if not MEDIA_END.search(walk.view, max(piece.start, piece.end - 60), piece.end):
        return False
    walk.add(piece.start, piece.end, (piece.start, piece.end), Credit(piece.end, piece.end, platform="twitter"))
    return True


RULES: tuple[Callable[[Walk, Piece], bool], ...] = (_credited, _headed, _introduced, _signed, _linked, _loose)
