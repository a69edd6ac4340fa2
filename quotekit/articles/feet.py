"""A line below an article's last words in, whether it tells who wrote it, whom to ask, or whose it is out."""

from __future__ import annotations

import re

from quotekit.articles.bylines import is_outlet
from quotekit.articles.datelines import AGENCIES
from quotekit.articles.furniture import QUOTED
from quotekit.articles.tables import read_words

LONGEST = 320
OFFICES = read_words("office")
# Ada Cole is a reporter for the Herald. · The author is a lecturer.
WRITER = re.compile(
    r"""
    (?: [Tt]he\s(?:author|writer|columnist|reporter)
      | (?!The\s|A\s|An\s|This\s) [A-ZÀ-Þ][\w.'’-]+ (?:\s(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|al|bin)){1,4} ) \s
    (?: is | was | are | has\sbeen | covers | reports | writes | joined | works ) \b (?P<told> .{0,240})
    """,
    re.VERBOSE,
)
WORD = re.compile(r"[^\W\d_]+")
REPORTED_FROM = re.compile(r"(?:(?:[A-ZÀ-Þ][\w.'’-]*\s){1,3}r|R)eported\sfrom\s[A-ZÀ-Þ]")
SOURCE = re.compile(r"(?:SOURCES?|Sources?|Via|VIA)(?:\s?:\s|\s)(?P<names>[A-Z][\w.,&'’ -]{1,60})")
PRINTED = re.compile(r"(?:First\s|Originally\s)?[Pp]ublished\s(?:in|by|on)\s[A-Z][^.]{2,80}(?:19|20)\d\d\.?")
# (Harbour newsroom) · Harbour Post 2023
NEWSROOM = re.compile(
    r"\((?:[A-Z][\w.-]*\s){1,3}(?:newsroom|bureau|desk)\b[^()]{0,40}\)|(?:[A-Z][\w.&'’-]*\s){2,4}(?:19|20)\d\d"
)
COMPANY = re.compile(
    r"(?:[A-Z][\w.&'’-]*\s){1,4}(?:Ltd|Limited|Inc|LLC|GmbH|plc|PLC|Corp|AG|Pty|Media|Publications|Publishing|Newspapers|Group)\.?"
)
# (ANI) · - AFP · AFP · -PTI ADC BD
SIGNED = re.compile(r"[\s(\[–—/-]*(?P<agency>[A-Za-z][\w /-]{1,30}?)(?:\s[A-Z]{2,4}){0,3}[)\]/.\s]*")
INPUTS = re.compile(r"[(\s]*(?:[Ww]ith\s)?(?:[A-Z]\w+\s|agency\s)?[Ii]nputs?(?:\sfrom\s[\w\s,]{2,60})?[).\s]*")
TAGGED = re.compile(r"(?:#\w+[\s,]*)+")
# Twitter: @adacole · Email: ada@herald.example · ada@herald.example
MAIL = re.compile(
    r"[\w.+-]{1,60}@[\w-]{1,60}\.\w | ^(?:(?:[Oo]n\s)?[Tt]witter|TWITTER|X|[Ii]nstagram|EMAIL|[Ee]-?mail)\b.{0,40}@\w",
    re.VERBOSE,
)


def is_foot(line: str) -> bool:
    """Tell whether a line below an article's last words tells who wrote it, whom to ask, whose it is.

    >>> is_foot("Ada Cole is a reporter for the Herald."), is_foot("(ANI)"), is_foot("The road is closed.")
    (True, True, False)
    """
    if len(line) > LONGEST or QUOTED.search(line):
        return False
    signed = SIGNED.fullmatch(line) if len(line) <= 45 else None
    if signed and (signed["agency"] in AGENCIES or signed["agency"].lower() == "agencies"):
        return True
    if len(line) <= 160 and (_is_owner(line) or MAIL.search(line)):
        return True
    if REPORTED_FROM.match(line):
        return True
    writer = WRITER.match(line)
    return writer is not None and not OFFICES.isdisjoint(WORD.findall(writer[0]))


def _is_owner(line: str) -> bool:
    """Tell whether a line is a source, a company, a newsroom, tags, or where the article was printed."""
    source = SOURCE.fullmatch(line)
    if source is not None:
        names = source["names"]
        return names.split(",")[0] in AGENCIES or is_outlet(names) or COMPANY.fullmatch(names) is not None
    return any(form.fullmatch(line) for form in (INPUTS, TAGGED, COMPANY, NEWSROOM, PRINTED))
