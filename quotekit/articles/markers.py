"""The start of a paragraph in, the marker there out: "Update(0845ET) :", or the time of a live blog's entry."""

from __future__ import annotations

import re

from attrs import frozen

from quotekit.articles.stamps import Stamp, read_stamp

UPDATE = re.compile(
    r"""
    [\[(*]{0,2}
    (?: UPDATED? | Updated? ) \b
    (?: \s* \#?\d{1,2} (?!\d|[:./]\d|\s*[ap]\.?m) )?      # Update 2
    (?P<opening> (?:\s*,)? \s* [(\[]? \s* (?:(?:as\s+of|at|on)\s+)? )
    """,
    re.VERBOSE,
)
CLOSING = re.compile(r"\s*[)\]]?\s*(?P<mark>:|--|[—–]|-(?=\s)|[\])*]{1,2})?\s*")
# "UPDATE: Feb. 24, 9:00 p.m. ET — Police said …": the time may come after the colon, and its own mark after that.
LATE = re.compile(r"\s*(?::|--|[—–]|-(?=\s))\s*")
SHORT_DAY = re.compile(r"\d{1,2}/\d{1,2}(?![\d/])")

POSTED_AT = re.compile(r"[\[(]?(?:posted\s+at\s+|at\s+)?(?=\d)", re.IGNORECASE)
AFTER_TIME = re.compile(r"\s*[\])]?\s*(?P<mark>[:|·•—–-])?\s*")
AGO = re.compile(r"(?:\d{1,2}\s*(?:min|minutes?|hrs?|hours?|h|m)\b\s*){1,2}ago\b", re.IGNORECASE)


@frozen
class Marker:
    """Where a marker ends, and the time printed in it."""

    end: int
    stamp: Stamp | None = None


def read_update(view: str, start: int, end: int) -> Marker | None:
    """Return the marker of an update, its colon included; ``None`` where prose begins with the word.

    >>> line = "Update(0845ET) : Below is the video."
    >>> marker = read_update(line, 0, len(line))
    >>> line[:marker.end], marker.stamp.time
    ('Update(0845ET) : ', '08:45')
    >>> read_update("Update on the talks: none", 0, 25)
    """
    found = UPDATE.match(view, start, end)
    if not found:
        return None
    stamp = read_stamp(view, found.end(), end)
    at = stamp.end if stamp else found.start("opening")
    closing = CLOSING.match(view, at, end)
    if closing is None or not (closing["mark"] or closing.end() == end):
        return None
    if stamp or closing.end() == end:
        return Marker(closing.end(), stamp)
    return _late_time(view, closing.end(), end)


def _late_time(view: str, at: int, end: int) -> Marker:
    """Return the marker with a time behind its colon, where a mark of its own follows."""
    stamp = read_stamp(view, at, end)
    short = SHORT_DAY.match(view, at, end)
    last = stamp.end if stamp else short.end() if short else at
    late = LATE.match(view, last, end) if last > at else None
    if late is None and last < end:
        return Marker(at)
    return Marker(late.end() if late else end, stamp)


def read_entry_time(view: str, start: int, end: int) -> Marker | None:
    """Return the time in front of a live blog's entry, with the mark behind it.

    >>> line = "14.05 BST – The minister has arrived."
    >>> marker = read_entry_time(line, 0, len(line))
    >>> line[:marker.end], marker.stamp.time
    ('14.05 BST – ', '14:05')
    """
    opening = POSTED_AT.match(view, start, end)
    begin = opening.end() if opening else start
    stamp = read_stamp(view, begin, min(end, begin + 60))
    if stamp is None:
        ago = AGO.match(view, start, end)
        return Marker(ago.end()) if ago and ago.end() == end else None
    if stamp.time is None:
        return None
    after = AFTER_TIME.match(view, stamp.end, end)
    return Marker(after.end() if after else stamp.end, stamp)
