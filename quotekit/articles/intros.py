"""A line in, the words that introduce a post at its start out: "RT @ada:", "@ada on X:", "Ada Cole wrote on X:"."""

from __future__ import annotations

import re

from attrs import frozen

from quotekit.articles.names import is_name, is_proper
from quotekit.articles.platforms import BY_NAME, HANDLE, PLATFORM
from quotekit.articles.stamps import MONTH, Stamp, read_stamp

NAME = r"[^\W_#*•·–—-][^\n:“”\"«»@()|\[\]]{0,90}?"
VERB = (
    r"(?:wrote|writes|has\ written|posted|posts|has\ posted|said|says|shared|commented|replied|responded|announced"
    r"|reported|reports|reposted|added|stated|tweeted|tweets)"
)
TWEETED = r"(?:tweeted|tweets|retweeted|re-tweeted|live-tweeted)"
# The words of a time between a platform and its colon: "on Wednesday", "at 2 p.m.", "early on May 3, 2023".
TIME_WORD = (
    rf"(?:on|at|in|this|last|the|early|late|earlier|later|and|of|local|time|morning|afternoon|evening|night|today|yesterday"
    rf"|tonight|day|noon|midnight|week|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{MONTH}\.?|\d[\d:.,/]*(?:st|nd|rd|th|am|pm)?"
    rf"|[ap]\.?m\b\.?|[A-Z]{{2,5}})"
)
WHERE = rf"""
    (?: ,? \s+ (?:on|via|in|to|over|through|across) \s+
        (?:(?:a|an|his|her|their|its|the|one\ of\ (?:his|her|their|its))\s+)?
        (?:(?:post|message|statement|tweet|thread|video|comment|update|reply)\s+(?:on|to|via)\s+
           (?:(?:his|her|their|its|the)\s+)?)?
        (?:(?:official|personal|verified|own|government|ministry's)\s+)?
        (?P<platform> {PLATFORM} ) (?:\s+(?:channel|account|page|post|feed|profile|app|group|platform|network))?
      | \s* \( (?P<paren> {PLATFORM} ) \)
    )"""
INTRO = re.compile(
    rf"""
    (?: (?P<retweet>RT|MT) \s+ | (?:Tweet|Post|Message|Statement) \s (?:from|by) \s+ )?
    (?: (?P<bare> {HANDLE} )
      | (?P<named> {NAME} ) ,? \s* (?: \( \s* (?P<inside> {HANDLE} ) \s* \) | (?P<beside> {HANDLE} ) ) ,?
      | (?P<alone> {NAME} ) (?= ,?\s+ (?: {TWEETED} | {VERB} | (?:on|via) ) \b | \s*\( )
    )
    (?P<saying> ,? \s+ (?: (?P<tweeted>{TWEETED}) | {VERB} ) )?
    {WHERE}?
    (?: (?P<when> (?: [\s,(]+ {TIME_WORD} (?![\w@]) \)? ){{1,9}} )? \s* : (?!\d\d|//) | (?(retweet)(?=\s)|(?!)) )
    """,
    re.VERBOSE,
)
# "Ada Cole (@ada) · May 3, 2023 The bridge is open", "Ada Cole @ada · 2h": a post's head on its page.
HEAD = re.compile(
    rf"(?P<named>[^\n@()“”\"]{{1,60}}?)?\s*(?:\(?(?P<handle>{HANDLE})\)?)\s*[·•|]\s*(?P<ago>\d{{1,2}}\s?[hmsd]\b)?"
)
# "Harbour Watch, [03.05.2023 14:05]": a message as Telegram copies it.
TELEGRAM_HEAD = re.compile(r"(?P<named>[^\[\]\n]{1,80}?),\s*\[(?P<when>[^\[\]\n]{6,40})\]\s*:?\s*")
FORWARDED = re.compile(
    r"\[?\s*Forwarded\s+(?:message\s+)?from:?\s+(?P<named>[^\]\n]{1,80}?)\s*\]?\s*(?:$|\n|(?<=\])\s*)"
)
PAGE_TITLE = re.compile(r"\s*/\s*(?:X|Twitter)\s*$")

PLACE_BEHIND = re.compile(rf"\s+(?:on|via)\s+{PLATFORM}\s*$")
QUOTING = ("“", '"', "«", "„", "''")
# Without one of these before the colon, no introduction.
SIGNS = ("@", "weet", " on ", " via ", " in ", " to ", "(", "RT ", "MT ")


@frozen
class Intro:
    """What a line says about the post that begins in it, and where the words posted begin."""

    body: int
    name: tuple[int, int] | None
    handle: str | None
    platform: str | None
    stamp: Stamp | None = None
    certain: bool = True
    """False: prose may begin likewise, and the words behind the colon must look like a post's."""


def read_intro(view: str, start: int, end: int) -> Intro | None:
    """Return the introduction of a post at ``start``.

    >>> line = "Ada Cole wrote on Telegram: the bridge is open"
    >>> intro = read_intro(line, 0, len(line))
    >>> line[slice(*intro.name)], intro.platform, line[intro.body :]
    ('Ada Cole', 'telegram', 'the bridge is open')
    """
    return _message_head(view, start, end) or _page_head(view, start, end) or _sentence(view, start, end)


def _sentence(view: str, start: int, end: int) -> Intro | None:
    colon = view.find(":", start, min(end, start + 260))
    opening = view[start : colon + 1] if colon >= 0 else view[start : start + 3]
    if not any(sign in opening for sign in SIGNS):
        return None
    found = INTRO.match(view, start, min(end, start + 260))
    if not found or not _is_author(found, view, end):
        return None
    handle = found["bare"] or found["inside"] or found["beside"]
    platform = found["platform"] or found["paren"]
    return Intro(
        _skip(view, found.end(), end),
        _without_place(view, *found.span(_author_group(found))),
        handle,
        "twitter" if found["tweeted"] or found["retweet"] else BY_NAME.get(platform or ""),
        _stamp_in(view, *found.span("when")) if found["when"] else None,
        certain=found["bare"] is not None or found["inside"] is not None,
    )


def _without_place(view: str, start: int, end: int) -> tuple[int, int]:
    """Return the name in "Ada Cole on Mastodon (@ada)"."""
    place = PLACE_BEHIND.search(view, start, end)
    return start, place.start() if place else end


def _author_group(found: re.Match[str]) -> str:
    return next(group for group in ("alone", "named", "bare") if found[group])


def _is_author(found: re.Match[str], view: str, end: int) -> bool:
    """Tell whether the parts of an introduction go together: an author, how he says it, and when."""
    if found["bare"]:
        return True
    name = found[_author_group(found)]
    if found["named"]:
        return is_name(name)
    if not (found["platform"] or found["paren"]):
        # "Ada Cole tweeted: “…”" is prose that quotes; with the platform's name it is as near to a post as print comes.
        words = view[found.end() : end]
        return found["tweeted"] is not None and is_name(name) and not any(mark in words for mark in QUOTING)
    return is_name(name) and (found["saying"] is not None or is_proper(name))


def _page_head(view: str, start: int, end: int) -> Intro | None:
    found = HEAD.match(view, start, min(end, start + 170))
    if not found:
        return None
    stamp = None if found["ago"] else read_stamp(view, found.end(), end)
    if not (found["ago"] or (stamp and stamp.dated)):
        return None
    name = found.span("named") if found["named"] and found["named"].strip() else found.span("handle")
    body = _skip(view, stamp.end if stamp else found.end(), end)
    return Intro(body, name, found["handle"], None, stamp)


def _message_head(view: str, start: int, end: int) -> Intro | None:
    found = TELEGRAM_HEAD.match(view, start, min(end, start + 140))
    if found:
        stamp = read_stamp(view, *found.span("when"))
        if stamp and (stamp.dated or stamp.time):
            return Intro(_skip(view, found.end(), end), found.span("named"), None, "telegram", stamp)
    found = FORWARDED.match(view, start, min(end, start + 140))
    return Intro(_skip(view, found.end(), end), found.span("named"), None, "telegram") if found else None


def _stamp_in(view: str, start: int, end: int) -> Stamp | None:
    """Return the first stamp in a few words: "on Wednesday, May 3, 2023"."""
    for word in re.finditer(r"\S+", view[start:end]):
        stamp = read_stamp(view, start + word.start(), end)
        if stamp and (stamp.dated or stamp.time):
            return stamp
    return None


def _skip(view: str, at: int, end: int) -> int:
    while at < end and (view[at].isspace() or view[at] in "·•|"):
        at += 1
    return at


def looks_posted(view: str, start: int, end: int) -> bool:
    """Tell whether the words behind a colon are all of them posted: in one pair of marks, or without any.

    >>> line = "“We won,” he added, “and they know.”"
    >>> looks_posted("“We won.”", 0, 9), looks_posted(line, 0, len(line))
    (True, False)
    """
    words = PAGE_TITLE.sub("", view[start:end]).strip().replace("''", '" ')
    marks = [at for at, char in enumerate(words) if char in '“”"«»„']
    if not marks:
        return True
    return marks[0] == 0 and marks[-1] >= len(words) - 2 and _one_pair(words, marks)


def _one_pair(words: str, marks: list[int]) -> bool:
    """Tell whether no mark closes before the last: what is between is then quoted all over."""
    if words[0] == '"':
        return len(marks) == 2 or (len(words) > 2 and not re.search(r"[,.!?]\"\s+[a-z]", words))
    depth = 0
    for at in marks:
        depth += 1 if words[at] in "“«„" else -1 if words[at] in "”»" else 0
        if depth <= 0 and at < len(words) - 2:
            return False
    return True
