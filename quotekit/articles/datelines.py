"""A line in, what it says about the article's own date out: the date prefix, a published line, an agency's dateline."""

from __future__ import annotations

import re

from attrs import frozen

from quotekit.articles.names import CAPITAL
from quotekit.articles.stamps import MONTH, YEAR, Stamp, read_stamp
from quotekit.articles.tables import read_table, read_words

# " date 2023-05-03 Alleged drone attack …": how collections of scraped articles begin. Only the date is taken: what
# follows is the article, as in "date 2023-05-03 Sun rises over the city".
PREFIX = re.compile(
    r"date:?\s+(?P<day>\d{4}-\d{1,2}-\d{1,2})(?P<time>T\d\d:?\d\d[\d:.,]*(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
)

KEYWORD = re.compile(
    r"""
    [(\[]?
    (?: (?P<updated> (?:(?:last|latest|most\s+recently)\s+)? (?:updated?|modified|revised|edited) )
      | (?P<published> (?:(?:first|originally|article|story)\s+)?
            (?: publication\s+date | (?:pub(?:lish(?:ed)?)?|release)\s+date | date\s+(?:published|posted|created)
              | published | posted | issued | released | created | filed | dated | added | uploaded | written
              | aired | date ) )
    ) (?: \b | (?= \d | (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun) ) )
    # "Posted by Ada Cole on …", "Published in World on …"
    (?: \s+ (?:by|in) \s+ [^:.|]{1,60}? (?=\s+(?:on|at)\b | ,?\s+\d | ,?\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,
                                       | ,?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s\d) )?
    (?: \s+ (?:on|at|date|time) \b )?
    \s* [:–—-]? \s* (?: (?:on|at) \b \s* )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "Published 2 hours ago" names no day, but is a date line all the same.
AGO = re.compile(
    r"(?:\d{1,3}|an?|one|two)\s*(?:m|min|minute|h|hr|hour|d|day|week)s?(?:\s+\d{1,2}\s*min)?\s+ago\b", re.IGNORECASE
)
BETWEEN = re.compile(r"[\s|;·•∙.,/()\[\]–—-]{0,12}(?:and\s+(?=[lu]))?")
# What may end a date line: "| 5 min read", "/ CBS News", "by Ada Cole".
REST = re.compile(
    r"""
    (?: Editor\s?:\s?\S{1,30} | in\s[A-Z][\w\s&]{1,30} | \d{1,3}[ -]min(?:ute)?s?(?:\sread)? | by\s.{1,60}
      | [Ff]rom\s(?:the\s)?section\s.{1,40}
      | [A-Z][\w.'’&]*(?:\s[A-Z0-9][\w.'’&]*){0,4}
    )? [\s.)\]|]*
    """,
    re.VERBOSE,
)
# "Kyiv, 3 May 2023", "The Herald | May 3, 2023"
LABEL = re.compile(
    rf"(?P<label>{CAPITAL}[\w\u0300-\u036f.'’&-]*(?:\s{CAPITAL}[\w\u0300-\u036f.'’&-]*){{0,4}})(?:,|\s?[|•·/–—-])\s+"
)

# An agency or a writer stands before the word, with a rule or a dot between, as in: ANI | Updated: May 3
BEFORE_KEYWORD = re.compile(r"(?![^|·•]{0,40}\b[Bb][Yy]\b)[A-Z][^|·•\n:]{0,40}[|·•]\s*")

# As in: Source: Harbour Agency| 2023-05-03 14:05:10|Editor: ada
SOURCE = re.compile(r"Source\s?:\s?[^|\n]{1,40}\|\s*(?=\d)")

# Such as KYIV, May 3 (Reuters) - · WASHINGTON (AP) — · MOSCOW, May 3. /TASS/. · BRUSSELS - · (CNN) — · NEW YORK _
NAME = rf"(?!(?i:{MONTH})\.?\s+\d|By\s){CAPITAL}[\w\u0300-\u036f.'’-]*"
PLACE = rf"{NAME}(?:[\s/-]{NAME}){{0,3}}"
DATELINE = re.compile(
    rf"""
    (?: (?P<place> {PLACE} (?: ,\s+{PLACE} | \s+\[{PLACE}\] | \s+\({PLACE}\)(?=\s*[\[,]) ){{0,3}})
        ,? (?:\s+|(?=--)|$) )?
    (?: \(? (?P<day> (?i:{MONTH})\.?\s+\d{{1,2}}(?!\d)(?:,?\s+{YEAR})? | \d{{1,2}}\s+(?i:{MONTH})(?:,?\s+{YEAR})? )
        \)? )?
    [.,]? \s*
    (?:--(?=\())?
    (?P<agency> \( (?![DRI][-)]) (?:[A-Z][^()\n]|dpa\b)[^()\n]{{0,39}} \) | / [A-Z][\w\ .-]{{1,30}} / )? \s*
    (?P<dash> -- | [—–―] | -(?=\s|$) | _(?=\s|$) | [:.](?=\s) )? \s*
    """,
    re.VERBOSE,
)


DASHES = ("--", "—", "–", "―", "-", "_")
AGENCIES = frozenset(agency for agency, _ in read_table("agencies.tsv"))


SMALL_WORD = re.compile(r"\b[a-z]{2,}")
# What a dash follows as well, in capitals, at the start of a paragraph.
NO_PLACE = read_words("no place")


@frozen
class DateLine:
    """What a date line says."""

    published: Stamp | None = None
    updated: Stamp | None = None
    keyed: bool = False
    """A word such as "Published" stands in front."""
    alone: bool = False
    """Nothing but a day, or a day and a time, stands on the line."""


def read_prefix(view: str, start: int, end: int) -> Stamp | None:
    """Return the stamp of a leading ``date 2023-05-03``; it spans the word too.

    >>> read_prefix("date 2023-05-03 Smoke rose.", 0, 27).iso
    '2023-05-03'
    """
    found = PREFIX.match(view, start, end)
    if not found:
        return None
    year, month, day = (int(number) for number in found["day"].split("-"))
    plain = Stamp(start, found.end(), year, month, day)
    read = read_stamp(view, found.start("day"), found.end("day"))
    return plain if read and not read.trouble else Stamp(start, found.end(), year, trouble="impossible")


def read_date_line(view: str, start: int, end: int, first: bool = False) -> DateLine | None:
    """Return what a line says that holds nothing but dates, with or without "Published" and "Updated".

    Args:
        view: the legible text.
        start: where the line begins.
        end: where it ends.
        first: whether it is the article's first: a long label makes that one a title ("Harbour Report, May 3, 2023").

    >>> line = "Published: 3 May 2023 | Updated: 4 May 2023, 09:15"
    >>> found = read_date_line(line, 0, len(line))
    >>> found.published.iso, found.updated.moment
    ('2023-05-03', '2023-05-04T09:15')
    """
    label = LABEL.match(view, start, min(end, start + 80))
    source = SOURCE.match(view, start, end) if view.startswith("Source", start) else None
    if source is not None:
        return _read_dates(view, source.end(), end)
    if label and not view.startswith(("By ", "BY "), start) and not KEYWORD.match(view, start, end):
        dated = read_stamp(view, label.end(), end)
        if dated and dated.dated and label["label"].count(" ") < (2 if first else 5) and dated.end == end:
            return DateLine(dated)
    return _read_dates(view, _past_labels(view, start, end), end)


def _past_labels(view: str, start: int, end: int) -> int:
    """Return where the word of a date line stands, with an agency's or a writer's name before it."""
    at = start
    for _ in range(3):
        label = BEFORE_KEYWORD.match(view, at, min(end, start + 100))
        if label is None:
            break
        at = label.end()
        keyword = KEYWORD.match(view, at, end)
        if keyword is not None and read_stamp(view, keyword.end(), end) is not None:
            return at
    return start


def _read_dates(view: str, start: int, end: int) -> DateLine | None:
    published: Stamp | None = None
    updated: Stamp | None = None
    keyed = False
    at = last = start
    while at < end:
        keyword = KEYWORD.match(view, at, end)
        begin = keyword.end() if keyword else at
        stamp = read_stamp(view, begin, end)
        ago = AGO.match(view, begin, end) if not stamp else None
        if keyword and keyword["published"] and begin == end and begin - at < 20:
            return DateLine(published, updated, keyed=True)
        if not (ago or (stamp and (stamp.dated or keyword))):
            break
        if keyword and keyword["updated"]:
            updated = updated or stamp
        else:
            published = published or stamp
        keyed = keyed or keyword is not None
        last = stamp.end if stamp else ago.end() if ago else at
        between = BETWEEN.match(view, last, end)
        at = between.end() if between else last
    if at == start or not _may_end(view, last, at, end, keyed):
        return None
    return DateLine(published, updated, keyed, alone=not keyed and at >= end)


def _may_end(view: str, last: int, at: int, end: int, keyed: bool) -> bool:
    """Tell whether a date line may end with what is left of it from ``at``: prose makes it a paragraph."""
    if at >= end:
        return True
    marked = keyed or any(mark in view[last:at] for mark in "|·•/;–—") or view.startswith("by ", at)
    named = "," in view[last:at] and view.count(" ", at, end) < 2
    return (marked or named) and REST.fullmatch(view, at, end) is not None


def read_dateline(view: str, start: int, end: int, first: bool) -> tuple[int, Stamp | None] | None:
    """Return where an agency's dateline ends, dash included, and the day in it; ``None`` where there is none.

    Args:
        view: the legible text.
        start: where the paragraph begins.
        end: where it ends.
        first: whether it opens the article's prose: only there a place and a dash suffice ("BRUSSELS - ").

    >>> line = "KYIV, May 3 (Reuters) - Ukraine said on Wednesday"
    >>> end, day = read_dateline(line, 0, len(line), first=True)
    >>> line[:end], day.month, day.year
    ('KYIV, May 3 (Reuters) - ', 5, None)
    """
    found = DATELINE.match(view, start, min(end, start + 160))
    if not found or not _is_dateline(found, first):
        return None
    opener = view[found.end() : found.end() + 1] if found.end() < end else ""
    if opener and not (opener.isupper() or opener.isdigit() or opener in "“\"'‘’«„`"):
        return None
    # A headline may begin like a dateline: "UKRAINE - NO LINKS TO DRONE ATTACK".
    rest = view[found.end() : min(end, found.end() + 80)]
    if opener and not found["agency"] and not SMALL_WORD.search(rest):
        return None
    return found.end(), read_stamp(view, *found.span("day")) if found["day"] else None


def _is_dateline(found: re.Match[str], first: bool) -> bool:
    """Tell whether the parts that stand there make a dateline together."""
    place, day, agency, dash = found["place"], found["day"], found["agency"], found["dash"]
    if agency and day:
        return place is not None or dash is not None
    if agency:
        known = agency.strip("()/") in AGENCIES
        if dash is None:
            # Television prints none, as in: Kyiv, Ukraine (CNN) The president spoke.
            return first and known
        return dash in (*DASHES, ":") and (known or (place is not None and place.isupper()))
    if place and day:
        return dash in DASHES
    # "May 3, 2023 – The company said …"
    if day:
        return first and dash in DASHES and re.search(YEAR, day) is not None
    return first and dash in DASHES and place is not None and place.split(",")[0].isupper() and place not in NO_PLACE
