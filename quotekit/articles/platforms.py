"""The name or the link of a platform in, what ``Block.platform`` calls it out; a post in, its words without media out.

The names stand in ``data/platforms.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen

from quotekit.articles.tables import read_table

ROWS = read_table("platforms.tsv")
BY_NAME: Mapping[str, str] = {printed: platform for platform, printed, _, _ in ROWS}
BY_HOST: Mapping[str, str] = {host: platform for platform, _, host, _ in ROWS if host}
# The longest first: "X, formerly Twitter" before "X".
PLATFORM = "(?:" + "|".join(re.escape(name) for name in sorted(BY_NAME, key=len, reverse=True)) + r")(?![\w-])"

HANDLE = r"@\w(?:[\w.@-]{0,78}\w)?"
LINK = re.compile(
    r"""
    (?:https?://)? (?:www\.|mobile\.|m\.)? (?P<host> [\w-]+(?:\.[\w-]+){1,3} ) /
    (?: profile/ | channel/ | s/ | @ )? (?P<account> [\w.-]{1,80} )
    (?P<post> /(?:status(?:es)?|posts?|statuses|video|p|reel|permalink|photos|videos)?/?[\w.-]{1,120} )? (?:[/?\#]\S*)?
    """,
    re.VERBOSE,
)
LINK_STARTS = (
    "http://",
    "https://",
    "pic.twitter.com/",
    "pic.x.com/",
    "t.co/",
    "t.me/",
    "bit.ly/",
    "youtu.be/",
    "www.",
)
# A link glued to the word before it: "open.pic.twitter.com/x", "pathetic.https://t.co/y".
GLUED = re.compile(r"(?:pic\.twitter\.com/|pic\.x\.com/|https?://)\S*$")
EMBED_NOTES = (
    "[image or embed]",
    "[image]",
    "[video]",
    "[photo]",
    "(Translated)",
    "/ X",
    "/ Twitter",
    "Show more",
    "Read more",
)
VIA = ("via", "h/t", "ht", "video", "photo", "credit", "📸", "📹", "🎥", "📷")


@frozen
class PostLink:
    """The address of a post."""

    platform: str
    handle: str | None


def platform_in(text: str) -> str | None:
    """Return the one platform that a text names; ``None`` where it names none, or several.

    >>> platform_in("He replied on Truth Social:"), platform_in("on Facebook and on Telegram")
    ('truth social', None)
    """
    found = {BY_NAME[name[0]] for name in NAMED.finditer(text)}
    return found.pop() if len(found) == 1 else None


# Alone, X and Truth are words like others.
NAMED = re.compile(rf"(?<![\w-])(?!(?:X|Truth)(?!,? \(?formerly| Social))(?P<name>{PLATFORM})|(?<=on )X(?![\w-])")


def read_post_link(word: str) -> PostLink | None:
    """Return the platform and the account of a link to a post.

    >>> read_post_link("https://t.me/harbour/6083")
    PostLink(platform='telegram', handle='@harbour')
    """
    link = LINK.fullmatch(word.rstrip(".,;)"))
    if not link or not link["post"]:
        return None
    platform = BY_HOST.get(link["host"].lower())
    if platform is None and link["host"].startswith(("mastodon.", "mstdn.")):
        platform = "mastodon"
    if platform is None or link["account"].lower() in (
        "i",
        "watch",
        "share",
        "c",
        "p",
        "reel",
        "story.php",
        "hashtag",
        "search",
    ):
        return PostLink(platform, None) if platform and "/status" in word else None
    return PostLink(platform, "@" + link["account"])


def platform_of(handle: str | None) -> str:
    """Return the platform that a handle's shape tells; Twitter's is the plain one.

    >>> platform_of("@ada.bsky.social"), platform_of("@ada@mastodon.social"), platform_of("@ada")
    ('bluesky', 'mastodon', 'twitter')
    """
    name = (handle or "")[1:]
    if "@" in name:
        return "mastodon"
    return "bluesky" if "." in name else "twitter"


def without_media(view: str, start: int, end: int) -> tuple[int, int]:
    """Return a post's words without the links and picture credits at its end.

    >>> line = "Smoke over the port. via @harbour pic.twitter.com/a1 "
    >>> line[slice(*without_media(line, 0, len(line)))]
    'Smoke over the port.'
    """
    kept = end
    while True:
        word_start, kept = _last_word(view, start, kept)
        word = view[word_start:kept]
        glued = GLUED.search(word) if "/" in word else None
        note = next((note for note in EMBED_NOTES if view.endswith(note, start, kept)), None)
        if word.startswith(LINK_STARTS):
            kept = word_start
        elif glued:
            kept = word_start + glued.start()
        elif note:
            kept -= len(note)
        elif word.startswith(("@", "(@")) and (via := _via(view, start, word_start)) is not None:
            kept = via
        else:
            return start, kept


def _last_word(view: str, start: int, end: int) -> tuple[int, int]:
    """Return the last word before ``end``; of a very long one only the end, so that the work stays linear."""
    while end > start and view[end - 1].isspace():
        end -= 1
    window = view[max(start, end - 300) : end]
    word = window.split()[-1:] or [""]
    return end - len(word[0]), end


def _via(view: str, start: int, end: int) -> int | None:
    """Return where "via" begins that stands before a handle: "📹via @harbour"."""
    begin, stop = _last_word(view, start, end)
    word = view[begin:stop].strip("():").lower()
    plain = "".join(char for char in word if char.isascii())
    return begin if word and (plain in VIA or word in VIA or (not plain and len(word) <= 3)) else None
