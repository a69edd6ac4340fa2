"""A line in, the credit of a post in it out: "— Ada Cole (@ada) May 3, 2023", "Posted by Ada Cole on May 2, 2023"."""

from __future__ import annotations

import re

from attrs import frozen

from quotekit.articles.names import is_name
from quotekit.articles.platforms import BY_NAME, HANDLE, PLATFORM, read_post_link
from quotekit.articles.stamps import Stamp, read_stamp

# How far a name may stand before its handle.
REACH = 110
# Space that was passed is never given back: two runs of it that may touch would cost the square of their length.
ACCOUNT = re.compile(rf"\(\s*(?P<handle>{HANDLE})(?:\s*+(?:,|/|\||on|via|at)?\s*+(?P<platform>{PLATFORM}))?\s*\)")
WHERE = re.compile(rf"\s*+[,·|•/]?\s*+(?:(?:on|via)\s++)?[(\[]?(?P<platform>{PLATFORM})[)\]]?")
DASHES = ("—", "―", "–", "‒", "--", "- ")
JOINT = re.compile(r"[\s,·|•:-]{0,6}(?:on\s+)?")

# As in: — Harbour Watch (Telegram), May 3, 2023 · — Ada Cole on Telegram · — @ada, May 3, 2023
SIGNED = re.compile(
    rf"""
    (?: ^ | (?<=[\s.!?…”"’)/\w]) ) (?: [—―–‒] | -- | -(?=\s) ) \s*
    (?: (?P<name> [^\s—―()@][^—―()@\n“”"]{{0,70}}? )
        (?: \s*\((?P<inside>{PLATFORM})\)
          | (?:\s+(?:on|via)|\s*,(?:\s*(?:on|via))?|\s*[/|])\s+(?P<outside>{PLATFORM})(?:\s+(?:channel|post|account))? )
      | (?P<handle> {HANDLE} ) (?: \s*,?\s*(?:on|via)\s+ (?P<where>{PLATFORM}) )?
    ) (?P<rest> .* ) $
    """,
    re.VERBOSE | re.DOTALL,
)
POSTED_BY = re.compile(r"Posted by (?P<name>[^\n:]{1,80}?) on (?=\w)")
SHARED_BY = re.compile(
    rf"""
    A\ (?:post|photo|video|reel|story)\ (?:shared|posted)\ by\ (?P<name> [^\n(@]{{0,80}}? ) \s*
    (?: \(? (?P<handle> {HANDLE} ) \)? )? (?: \s+on\s+ | (?=\s*\.?$) )
    """,
    re.VERBOSE,
)
POST_BY = re.compile(rf"Post by (?P<handle>{HANDLE})")
BARE = re.compile(rf"(?P<name>[^\n@()“”\"]{{1,60}}?)\s*(?:\((?P<inside>{HANDLE})\)|(?P<beside>{HANDLE}))")


@frozen
class Credit:
    """Who made a post, where and when, and where that is printed."""

    start: int
    end: int
    name: tuple[int, int] | None = None
    """Where the author's name stands; of an account without a name, its handle."""
    handle: str | None = None
    platform: str | None = None
    stamp: Stamp | None = None


def find_credits(view: str, start: int, end: int) -> list[Credit]:
    """Return the credits with a handle in a line, in order.

    >>> line = "Smoke. — Ada (@ada) May 3, 2023 Fire. — Ben (@ben) May 4, 2023"
    >>> [line[slice(*credit.name)] for credit in find_credits(line, 0, len(line))]
    ['Ada', 'Ben']
    """
    found: list[Credit] = []
    at = view.find("(", start, end)
    floor = start
    while at >= 0:
        account = ACCOUNT.match(view, at, end)
        credit = _credit(view, floor, account, end) if account else None
        if credit:
            found.append(credit)
            floor = credit.end
        at = view.find("(", max(at + 1, floor), end)
    return found


def _credit(view: str, floor: int, account: re.Match[str], end: int) -> Credit | None:
    """Return the credit around a handle in brackets: a dash and a name stand before it, a day or nothing behind it."""
    dash, name = _dashed_name(view, max(floor, account.start() - REACH), account.start())
    if name is None:
        return None
    where = WHERE.match(view, account.end(), end)
    platform = account["platform"] or (where["platform"] if where else None)
    behind = where.end() if where else account.end()
    joint = JOINT.match(view, behind, end)
    stamp = read_stamp(view, joint.end() if joint else behind, end)
    if stamp is not None and stamp.dated:
        last = stamp.end
        where = WHERE.match(view, last, min(end, last + 40)) if platform is None else None
        if where:
            platform, last = where["platform"], where.end()
    else:
        stamp, last = None, behind
        # Without a day, only a line's end tells a credit from a mention: "— said Ada Cole (@ada) on Tuesday".
        if end - last > 20 or view[last:end].strip(" .\t\r\n") or not view[name[0]].isupper():
            return None
    return Credit(dash, last, name, account["handle"], BY_NAME.get(platform or ""), stamp)


def _dashed_name(view: str, floor: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Return where the dash before a name stands, and the name; a long dash wins over a short one."""
    for dash in DASHES:
        at = view.rfind(dash, floor, end)
        glued = dash == "- " and at > floor and not view[at - 1].isspace()
        if at >= 0 and not glued:
            begin = at + len(dash)
            name = _stripped(view, begin, end)
            return at, name if name[0] < name[1] and "\n" not in view[slice(*name)] else None
    return floor, None


def _stripped(view: str, start: int, end: int) -> tuple[int, int]:
    text = view[start:end]
    begin = start + len(text) - len(text.lstrip())
    return begin, max(begin, start + len(text.rstrip()))


def read_signature(view: str, start: int, end: int) -> Credit | None:
    """Return the credit at a line's end that names the platform: "— Rybar (Telegram), May 3, 2023".

    >>> line = "Explosions near the port. — Harbour Watch on Telegram, May 3"
    >>> read_signature(line, 0, len(line)).platform
    'telegram'
    """
    window = max(start, end - 200)
    found = None
    for dash in DASHES:
        at = view.rfind(dash, window, end)
        if at >= 0 and (found := SIGNED.match(view, at, end)):
            break
    if not found:
        return None
    joint = JOINT.match(view, found.start("rest"), end)
    stamp = read_stamp(view, joint.end() if joint else found.start("rest"), end)
    last = stamp.end if stamp else found.start("rest")
    if view[last:end].strip(" .)\t"):
        return None
    if found["handle"] and not (found["where"] or stamp):
        return None
    name = _stripped(view, *found.span("handle" if found["handle"] else "name"))
    if not found["handle"] and not is_name(view[slice(*name)]):
        return None
    platform = found["inside"] or found["outside"] or found["where"]
    return Credit(found.start(), end, name, found["handle"], BY_NAME.get(platform or ""), stamp)


def read_embed_tail(view: str, start: int, end: int) -> Credit | None:
    """Return the credit that an embed of Facebook, Instagram, Mastodon or Threads ends with.

    >>> line = "The bridge is open. Posted by Ada Cole on Tuesday, May 2, 2023"
    >>> credit = read_embed_tail(line, 0, len(line))
    >>> line[slice(*credit.name)], credit.platform, credit.stamp.iso
    ('Ada Cole', 'facebook', '2023-05-02')
    """
    window = max(start, end - 220)
    posted = POSTED_BY.search(view, window, end)
    if posted:
        stamp = read_stamp(view, posted.end(), end)
        if stamp and stamp.dated and not view[stamp.end : end].strip(" ."):
            return Credit(posted.start(), end, posted.span("name"), None, "facebook", stamp)
    shared = SHARED_BY.search(view, window, end)
    if shared:
        stamp = read_stamp(view, shared.end(), end)
        if not view[stamp.end if stamp else shared.end() : end].strip(" ."):
            name = shared.span("name") if shared["name"] else shared.span("handle")
            return Credit(shared.start(), end, name if name[0] >= 0 else None, shared["handle"], "instagram", stamp)
    by = POST_BY.search(view, window, end)
    if by and not re.sub(r"^\s*View on \w+", "", view[by.end() : end]).strip(" ."):
        platform = "mastodon" if by["handle"].count("@") > 1 else "threads"
        return Credit(by.start(), end, by.span("handle"), by["handle"], platform)
    return None


def read_bare_credit(view: str, start: int, end: int) -> Credit | None:
    """Return the credit that a whole line is, though its dash is lost: "Ada Cole (@ada) May 3, 2023".

    >>> read_bare_credit("Ada Cole (@ada) May 3, 2023", 0, 27).handle
    '@ada'
    """
    found = BARE.match(view, start, min(end, start + 160))
    if not found:
        return None
    joint = JOINT.match(view, found.end(), end)
    stamp = read_stamp(view, joint.end() if joint else found.end(), end)
    if stamp is None or not stamp.dated or view[stamp.end : end].strip(" ."):
        return None
    return Credit(start, end, _stripped(view, *found.span("name")), found["inside"] or found["beside"], None, stamp)


def read_link_tail(view: str, start: int, end: int) -> Credit | None:
    """Return the credit that the address of a post gives, where a line ends with one.

    >>> line = "The bridge is open. https://t.me/harbour/6083"
    >>> credit = read_link_tail(line, 0, len(line))
    >>> credit.handle, credit.platform
    ('@harbour', 'telegram')
    """
    word = view[max(start, end - 300) : end].split()[-1:]
    link = read_post_link(word[0]) if word else None
    if link is None:
        return None
    begin = end - len(word[0])
    at = view.find(link.handle[1:], begin, end) if link.handle else -1
    return Credit(
        begin, end, (at, at + len(link.handle) - 1) if link.handle and at >= 0 else None, link.handle, link.platform
    )
