"""A line without a verdict in, whether it says who wrote the article out: a byline, a name, a desk, an agency."""

from __future__ import annotations

import re

from quotekit.articles.datelines import AGENCIES
from quotekit.articles.names import CAPITAL
from quotekit.articles.stamps import MONTH
from quotekit.articles.tables import read_table, read_words

BYLINE = re.compile(
    rf"""
    (?: By | BY | by ) \s+
    (?! (?:The|the)\s (?:Numbers|numbers|Way|way|Time|time|End|end|Book|book)
      | {MONTH} | (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )
    (?: (?: (?:{CAPITAL}|@)[^\s,|·•]*
        | (?:and|in|for|of|the|at|on|with|from|de|del|della|da|dos|di|du|van|von|der|den|ter|la|le|el|al|bin|ibn|y|e)\b
        | (?:staff|[Ss]pecial\sto|agenc(?:y|ies)|wires?|reports|min|read)\b | [\w.+-]{{1,40}}@[\w.-]{{1,40}}
        | \([A-Z][\w\s.]{{1,30}}\)
        | & | -|–|— | \| | · | • | / | \d{{1,2}}[:.]\d\d | \d{{1,4}} | [a-z]+\.[a-z.]+ ) [,;]? (?:\s+|$) ){{1,16}}
    """,
    re.VERBOSE,
)
BYLINE_ORGANISATIONS = re.compile(
    r"(?:By|BY|by)\s+(?:our|a|an|the|The)\s+[\w\s]{0,30}"
    r"(?:staff|correspondents?|reporters?|board|desk|team|writers?|Staff|Board|Desk|Press)\b[^.]{0,30}"
)
OFFICE = (
    r"(?:[Cc]orrespondents?|[Ee]ditors?|[Rr]eporters?|[Ww]riters?|[Cc]olumnists?|[Jj]ournalists?|[Pp]roducers?"
    r"|[Cc]ontributors?|[Bb]ureau\s[Cc]hief)"
)
# Under a title, before the date: Ada Cole in Kyiv · Ada Cole, Political Editor · Ada Cole | Harbour Post
NAME_LINE = re.compile(
    rf"""
    {CAPITAL}[\w\u0300-\u036f.'’-]+ (?: \s (?:{CAPITAL}[\w\u0300-\u036f.'’-]*|de|van|von|al|bin|and|&) ){{1,6}}
    (?: \s in \s [A-ZÀ-Þ][\w\s,-]{{2,30}}
      | ,?\s [\w\s]{{0,30}} (?:{OFFICE}|News|Staff) (?:\s(?:in|at|for)\s[\w\s]{{2,30}})?
      | \s?\|\s? [A-Z][\w\s.]{{1,30}}
    )?
    """,
    re.VERBOSE,
)
ROLE = re.compile(rf"\b(?:{OFFICE}|Staff)\b|\bin\s[A-ZÀ-Þ]|\|")
# Science correspondent Ada Cole
OFFICE_LINE = re.compile(
    rf"(?:[A-ZÀ-Þ][\w'’-]*\s)?(?:[\w'’-]+\s){{0,2}}{OFFICE}\s"
    rf"{CAPITAL}[\w\u0300-\u036f.'’-]+(?:\s{CAPITAL}[\w\u0300-\u036f.'’-]+){{1,3}}"
)
ON_SHIFT = re.compile(r"\s\((?:now|earlier|and earlier)\)")
DESK = re.compile(rf"(?:[\w'’-]+\s){{0,4}}{OFFICE}(?:\s(?:in|for|at)\s[\w\s]{{2,30}})?")
OUTLET = re.compile(
    r"""
    (?:The\s)? (?: [A-Z][\w.&'’-]*\s ){0,3}
    (?: BBC|CNN|NBC|CBS|ABC|NPR|PBS|AP|AFP|Reuters|Bloomberg|POLITICO|Politico|[Nn]ews|News\sService|Times|Post|Herald
      | Guardian|Journal|Tribune|Telegraph|Press|Gazette|Independent|Chronicle|Observer|Mirror|Express|Mail|Standard
      | Examiner|Globe|Star|Sun
    ) (?: \.com | \sOnline )? (?: ,?\s (?:in\s)? [A-Z]\w+ (?:\s[A-Z]\w+)? )?
    """,
    re.VERBOSE,
)
# Under a title: News Desk · Staff and agencies in Kyiv · Our Bureau · Harbour Post staff report
DESK_LINE = re.compile(
    r"""
    (?: (?: [A-Z][\w.'’&-]* | and | our ) \s ){0,3}
    (?: [Dd]esk | [Bb]ureau | [Nn]ewsroom | [Ss]taff | [Tt]eam | [Aa]genc(?:y|ies) | [Nn]ews\s[Ss]ervice
      | [Ee]ditorial\s[Bb]oard | [Cc]orrespondents? | [Rr]eporters? | [Ww]riters?
      | (?:[Ss]taff|[Ww]ire|[Bb]ureau|[Dd]esk|[Aa]gency|Dawn)\s[Rr]eports? )
    (?: \s(?:in|and)\s [A-Za-z]\w+ )?
    """,
    re.VERBOSE,
)
SHARED = re.compile(r"\s(?:and|with)\s(?:agencies|staff|wires)$|\sin\s[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+)?$")
# Exclusive by Ada Cole · A column by Ada Cole · Curated By: Ada Cole
WORK_BY = re.compile(r"(?:An?\s)?(?:[A-Za-z]+\s){1,2}[Bb]y:?\s+(?=\S)")
# Posted by The Backbencher
POSTED_BY = re.compile(
    r"(?:Posted|Published|Written|Submitted|Contributed|Authored|Added|Created|Shared)\s[Bb]y:?\s[A-Z@][\w.'’&-]*(?:\s[A-Z][\w.'’&-]*){0,4}"
)
# What parts several names, and a name from its office: Ada Cole, Ben Dunn and Carl Eck · Ada Cole | Harbour Post
BETWEEN_NAMES = re.compile(r"\s*(?:,\s+(?:and\s+)?|[|•·/;–—]|\s-\s|\b(?:and|AND)\b|&)\s*")
OFFICE_JOINT = re.compile(r"\s+(?=(?:for|in|at|of|with|special\sto)\s)")
TITLE_OF_NAME = re.compile(r"(?:(?:Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Mr|Mrs|Ms|Fr|Sr|Col|Gen|Capt)\.?\s)+")
NAME_WORD = re.compile(rf"{CAPITAL}[\w\u0300-\u036f.'’-]*")
PARTICLES = frozenset(
    ("de", "del", "da", "dos", "di", "du", "van", "von", "der", "den", "ter", "la", "le", "el", "al", "bin")
)
TAIL_WORDS = PARTICLES | {
    "and",
    "in",
    "of",
    "the",
    "for",
    "at",
    "to",
    "special",
    "with",
    "staff",
    "agencies",
    "&",
    "guest",
}
ACCOUNT = re.compile(r"@\w+|[\w.+-]{1,40}@[\w.-]{1,60}")
GIVEN_NAMES = frozenset(row[0] for row in read_table("given_names.tsv"))
# Words that a section's name or a label has, and no writer.
NO_AUTHOR = read_words("no author")


def is_byline(line: str) -> bool:
    """Tell whether a line says who wrote the article: "By Ada Cole and Ben Dunn", "by Ada Cole, health editor".

    >>> is_byline("By Ada Cole in Kyiv"), is_byline("By Tuesday the army had left."), is_byline("By then it was late")
    (True, False, False)
    """
    if len(line) > 160 or line[:3] not in ("By ", "BY ", "by ", "By\t", "By\xa0"):
        return False
    if BYLINE_ORGANISATIONS.fullmatch(line):
        return True
    name, _, office = line.partition(", ")
    named = name if office and DESK.fullmatch(office) else line.rstrip(".")
    return BYLINE.fullmatch(named) is not None and any(map(str.isupper, line[3:]))


def is_name_line(line: str, before_date: bool) -> bool:
    """Tell whether a line under the title is a writer's name: with a role or a place, or with a date line below."""
    if len(line) > 90:
        return False
    bare = ON_SHIFT.sub("", line)
    if OFFICE_LINE.fullmatch(line) is not None or (bare != line and NAME_LINE.fullmatch(bare) is not None):
        return True
    if NAME_LINE.fullmatch(line) is None:
        return False
    return bool(ROLE.search(line)) or (before_date and 2 <= len(line.split()) <= 6)


def is_desk(line: str) -> bool:
    """Tell whether a line below a byline is the writer's office.

    >>> is_desk("Political correspondents"), is_desk("What happens next")
    (True, False)
    """
    return len(line) <= 60 and DESK.fullmatch(line) is not None


def is_outlet(line: str) -> bool:
    """Tell whether a line is a paper's or a station's name, with or without its desk.

    >>> is_outlet("BBC News, London"), is_outlet("The mayor speaks")
    (True, False)
    """
    return len(line) <= 50 and OUTLET.fullmatch(line) is not None


def is_newsroom(line: str) -> bool:
    """Tell whether a line under a title is a desk or an agency: "News Desk", "Reuters", "Staff and agencies in Kyiv".

    >>> is_newsroom("Agence France-Presse in Kyiv"), is_newsroom("Staff and agencies"), is_newsroom("Police report")
    (True, True, False)
    """
    if len(line) > 60:
        return False
    return DESK_LINE.fullmatch(line) is not None or SHARED.sub("", line) in AGENCIES


def is_author(line: str) -> bool:
    """Tell whether a line under a title is somebody's name, with or without office, paper, place or address.

    >>> [is_author(line) for line in ("Ada Cole", "Ada Cole, Harbour Post", "Exclusive by Ada Cole", "Bridge Opens")]
    [True, True, True, False]
    """
    if not 5 <= len(line) <= 110 or line[-1] in ".!?:;,":
        return False
    if POSTED_BY.fullmatch(line):
        return True
    work = WORK_BY.match(line)
    parts = BETWEEN_NAMES.split(line[work.end() :] if work else line)
    parts = [piece.strip() for part in parts for piece in OFFICE_JOINT.split(part) if piece.strip()]
    if not parts or not _is_person(parts[0], 1 if work else 2):
        return False
    return len(parts) <= 7 and all(_is_person(part) or _is_tail(part) for part in parts[1:])


def _is_person(words: str, least: int = 2) -> bool:
    """Tell whether words are a name whose first part is known as a given name, an initial or a title."""
    titled = TITLE_OF_NAME.match(words)
    parts = words[titled.end() :].split() if titled else words.split()
    while parts and ACCOUNT.fullmatch(parts[-1]):
        parts.pop()
    if not (1 if titled else least) <= len(parts) <= 5:
        return False
    if not all(part in PARTICLES or NAME_WORD.fullmatch(part) for part in parts) or parts[0] in PARTICLES:
        return False
    first = parts[0].lower().rstrip(".")
    return titled is not None or len(first) == 1 or "." in first or first.partition("-")[0] in GIVEN_NAMES


def _is_tail(words: str) -> bool:
    """Tell whether words may be an office, a paper, a place or an address behind a name."""
    if DESK.fullmatch(words) or ACCOUNT.fullmatch(words):
        return True
    return all(part in TAIL_WORDS or NAME_WORD.fullmatch(part) or part[0].isdigit() for part in words.split())


def may_be_author(line: str) -> bool:
    """Tell whether a line of two or three words right under a title looks like a name that no list holds.

    >>> may_be_author("Lorcan Deasy"), may_be_author("Breaking News"), may_be_author("Crowds gather")
    (True, False, False)
    """
    parts = line.split()
    if not 2 <= len(parts) <= 3 or len(line) > 40 or not all(NAME_WORD.fullmatch(part) for part in parts):
        return False
    if line[-1] == "." or any(part.isupper() and len(part) > 2 for part in parts):
        return False
    return not any(part.lower() in NO_AUTHOR for part in parts)
