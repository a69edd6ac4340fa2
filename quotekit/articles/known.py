"""A line in, what it is out where its words tell: a notice, a caption, an agency's credits at the end.

The words stand in ``data/article_lines.tsv``, a row each with the frame that they need and an example.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from quotekit.articles.stamps import MONTH, YEAR
from quotekit.articles.tables import read_table
from quotekit.values import BlockKind

Kind = Literal["notice", "caption", "byline", "paragraph", "headline", "credit"]
KINDS: Mapping[str, Kind] = {
    "notice": "notice",
    "caption": "caption",
    "byline": "byline",
    "paragraph": "paragraph",
    "headline": "headline",
    "credit": "credit",
}
Row = tuple[Kind, str, tuple[str, ...]]

# What may stand before the first word: "(Reporting by", "[Read more", "*Correction", "» Related".
LEADING = re.compile(r"[\s(\[*_<>»▶►→•|–—-]*(?:&\s*)?")
FIRST_WORD = re.compile(r"[\w'’]+|©")
COUNTED = re.compile(
    r"\d{1,3}[ -][Mm]in(?:ute)?s?\.?(?: [Rr]ead| [Ww]atch| [Ll]isten)"
    r"|\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d|[Ll]isten \(\d{1,3}[^()]{0,12}\)"
    r"|list (?:of \d{1,2} items|\d{1,2} of \d{1,2})|end of list"
)
# "Correction, May 4, 2023:", "Editor’s note (May 4):": the day of a note, before its colon.
DAY_OF_NOTE = re.compile(
    rf"\s*[,(|—–-]?\s*(?:on\s+)?(?:{MONTH}\.?\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+{YEAR})?\)?\s*:", re.IGNORECASE
)
# "mm/ab (dpa, AFP, Reuters)": who wrote it, by initials.
INITIALS = re.compile(r"[a-z]{2,4}(?:[/,]\s?[a-z]{2,4}){0,4}\s\([A-Za-z]{2,12}(?:,\s[A-Za-z]{2,12}){0,5}\)")
# "-- Rio newsroom, +55 21 555 0142": who sent it by wire.
NEWSROOM = re.compile(r"[—–-]{1,2}\s?(?:[A-Z][\w.]*\s){1,4}[Nn]ewsroom\b[\s\d,+()-]*")
# What small word may stand behind "Reporting by".
CREDITED = frozenset(("the", "our", "a", "an", "staff", "agencies"))
# A notice is a line, not a long paragraph that begins like one. Corrections, whose colon tells, may be longer.
LONGEST = 420


def _by_first_word() -> Mapping[str, tuple[Row, ...]]:
    """Return the rows of the table by the first word of their phrase."""
    rows: dict[str, list[Row]] = {}
    for kind, frame, phrase, _ in read_table("article_lines.tsv"):
        first = FIRST_WORD.match(phrase)
        parts = tuple(part.strip() for part in phrase.lower().split("…"))
        rows.setdefault(first[0].lower() if first else phrase, []).append((KINDS[kind], frame, parts))
    return {word: tuple(found) for word, found in rows.items()}


KNOWN = _by_first_word()

CREDIT_TAIL = re.compile(
    r"""
    (?: \( (?:(?:File|Handout|AP|Illustrative|Courtesy)\s)?
            (?:Photo(?:graph)?|Image|Picture|Screenshot|Screengrab|Credit|Video|Illustration|Source)s? \b [^()]{0,99} \)
      | [(\[] [^()\[\]]{3,60} (?:/\s?|,\s|\bvia\s|\bfor\s)
            (?:Getty(?:\sImages)?|AFP|Reuters|REUTERS|AP|EPA|EPA-EFE|TASS|Sputnik|Shutterstock|Alamy|Anadolu|Bloomberg
              |Handout|Twitter|Telegram|Facebook) [)\]]
      | \b (?:REUTERS|AFP|EPA|EPA-EFE|AP|TASS) \s? / \s? [A-Z][\w.'’-]* (?:\s[A-Z][\w.'’-]*){0,4} (?:/[\w\s]{2,40})?
      | (?<= [.!?”"] \s ) [A-Z][A-Z\s]{2,30}[A-Z] \s?/\s? [A-Z][a-z][\w.'’-]* (?:\s[A-Z][\w.'’-]*){0,3}
      | \b AP\ Photo (?: / [^/.]{2,50} )?
      | [\w.'’-]+ (?:\s[\w.'’-]+){0,3} \s? / \s?
            (?:Getty(?:\sImages)?|AFP|Reuters|REUTERS|AP|EPA|EPA-EFE|TASS|Sputnik|Shutterstock|Alamy|Anadolu|Bloomberg
              |Handout|Pool|PA|Rex) (?:\s(?:via|for)\s[\w\s]{2,30})?
      | \b (?:Photo|Image|Photograph|Picture|Pic|Credit|CREDIT|Photographer|Screenshot|Illustration|Composite)s?
            (?:\scredits?|\sby|\scourtesy)? \s? (?: : \s? [^.:]{2,80} | \.\.\.\s? [A-Z][^.:]{2,80} )
      | (?<= [.!?”"] ) \s (?:[A-Z][\w.'’-]*\s){1,3} for \s The \s [A-Z][\w\s]{2,40}
      | (?<= [.!?”"] ) \s (?:[A-Z][\w.'’-]*\s){0,2} [A-Z][\w.'’-]* \s?/\s? (?:The\s)? [A-Z][a-z]\w* (?:\s[A-Z]\w*){0,3}
      | (?<= [.!?”"] ) \s / \s? [A-Z][\w.'’-]* (?:\s[A-Z][\w.'’-]*){0,3}
      | [(\[] (?:[A-Z]\w+\s)? [Pp]hotos? \s by \s [^()\[\]]{2,60} [)\]]
      | \( (?: [Ss]taff | [Ss]ubmitted | [Cc]ontributed | [Hh]andout | [Cc]ourtesy | [Ff]ile | [Pp]ool | [Pp]rovided
            | EPA | EPA-EFE | PTI | AAP | dpa | Xinhua | Keystone | ANP )
         (?: \s[Pp]hotos? | \s[Pp]ictures? )? (?: [\s/:][^()]{0,60} )? \)
      | \( (?: [Pp]hotos? | [Pp]ictures? | [Pp]ics? ) \s? (?: by | courtesy | : | - ) \s [^()]{2,60} \)
      | \( [A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,3} \s?/\s? [A-Z][^()/]{2,40} \)
      | (?: © | &copy; ) \s{0,6} [A-Z][^.:()]{2,60}
      | \b (?: PICTURES? | PHOTOS? | PIC ) \s?:\s? [A-Z][^.:]{2,60}
      | (?<= [.!?] ) \s (?: AP | AFP | EPA | PTI | PA | dpa )
      | \b (?:Getty\ Images|File\ [Pp]hoto|via\ (?:REUTERS|AP|AFP|Getty\ Images))
    ) [.)\]]? $
    """,
    re.VERBOSE,
)
# (ABC Gippsland: Ada Cole) · (Supplied: Ada Cole) · (Supplied) · [Ada Cole/AFP]
BRACKETED = re.compile(
    r"[\w.!?…”’'\"]\s?[(\[](?:(?:Supplied|Provided|Submitted|Contributed|Instagram|Facebook|Twitter|File|[A-Z][\w.&'’-]*(?:\s[A-Z][\w.&'’-]*){0,3})"
    r"\s?:\s?[A-Z@][^()\[\]:]{2,50}|Supplied|Provided(?:\sphoto)?|Getty|Stock|Twitter|Facebook|Instagram)[)\]]\.?$"
)
# "… Screenshots from the video.": a last sentence without a verb that says what kind of picture it is.
PICTURE_SENTENCE = re.compile(
    r"""
    (?: ^ | [.!?…]["”’)]?\s+ )
    (?: (?:File|Archive|Archival|Illustrative|Undated|Handout|Stock|Satellite|Drone|Video)\s )?
    (?: (?:[A-Z][\w’'-]+\s)?[Aa]rchives?
      | Screenshots? | Screen\s?grabs? | Stills? | Photos? | Photographs? | Images? | Pictures? | Illustrations?
      | Frame\ grabs? | Video\ grabs? | grabs? | Footage )
    (?: \s? [:/] \s? [^.]{1,80} | \s(?:from|by|via|courtesy\ of|taken\ from)\s [^.]{1,60} )? [.)]? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:show\w*|is|are|was|were|has|have|had|will|can|could|would|may|might|appear\w*|suggest\w*|emerg\w*|circulat\w*"
    r"|reveal\w*|depict\w*|captur\w*|confirm\w*|indicat\w*|seem\w*|spread|went|came|surfaced|tell|told|said|says)\b",
    re.IGNORECASE,
)
IN_THIS_PICTURE = re.compile(
    r"\bin\s(?:(?:this|these)\s(?:(?:file|handout|undated|still|video|screen|satellite|drone|aerial|archive|pool|frame"
    r"|family|photo|combination|composite|illustrative|social\smedia|(?-i:[A-Z])[\w-]+|\d{1,4},?)\s){0,4}"
    r"|an?\s(?:file|handout|undated|archive|pool|frame|combination|composite|illustrative)\s)"
    r"(?:photo|photograph|photos|image|images|picture|pictures|screengrab|screenshot|grab|still|illustration)\b",
    re.IGNORECASE,
)
# Without one of these, no search: in a paragraph for a picture, in its end for a credit.
PICTURE_WORDS = ("hoto", "HOTO", "mage", "icture", "creen", "rab", "till", "llustration", "ootage")
CREDIT_WORDS = (
    *("Getty", "AFP", "redit", "AP", "EPA", "/", "REUTERS", "Reuters)", "TASS", "Sputnik"),
    *(
        "hoto",
        "mage",
        "icture",
        "Source",
        "andout",
        "PTI",
        "©",
        "&copy;",
        "PICTURE",
        "PHOTO",
        "PIC",
        "Keystone",
        "Pic",
        "REDIT",
        "omposite",
        " for The ",
        "rovided",
    ),
)
CREDIT_SIGNS = ("/", ":", "(", "[", "©", "&copy;", "...", " for The ")
CREDIT_ENDS = (
    *(
        " AP",
        " AFP",
        " EPA",
        " PTI",
        " PA",
        " dpa",
        "Getty Images",
        "File photo",
        "file photo",
        "File Photo",
        "AP Photo",
    ),
    *("via REUTERS", "via Getty Images"),
)


def known_line(line: str, first: bool = False, below: bool = False) -> BlockKind | None:
    """Return ``notice``, ``caption`` or ``byline`` where the first words of the line say so.

    Args:
        line: the legible line.
        first: whether it may be the article's title: "Watch: The bridge reopens" is one then.
        below: whether it stands below the prose, where a note of who reported is a notice.

    >>> known_line("Read more: The bridge reopens"), known_line("Read by millions, the paper closed.")
    ('notice', None)
    """
    kind = _known_kind(line, first)
    if kind == "credit":
        return "notice" if below else "byline"
    return kind


def _known_kind(line: str, first: bool) -> Kind | None:
    if line[0] in "0123456789lLe" and COUNTED.fullmatch(line):
        return "notice"
    if line[-1] == ")" and line[0].islower() and INITIALS.fullmatch(line):
        return "byline"
    if line[0] in "-–—" and NEWSROOM.fullmatch(line):
        return "byline"
    leading = None if line[0].isalpha() else LEADING.match(line)
    at = leading.end() if leading else 0
    word = FIRST_WORD.match(line, at)
    if word is None:
        return None
    rows = KNOWN.get(word[0].lower().replace("’", "'"))
    if rows is None:
        return None
    lower = line[at : at + LONGEST].lower().replace("’", "'")
    for kind, frame, parts in rows:
        if first and (frame == "label" or kind == "headline"):
            continue
        if lower.startswith(parts[0]) and _fits(line, lower, frame, parts):
            return None if kind in ("byline", "credit") and _is_report(line, at, parts[0]) else kind
    return None


def _is_report(line: str, at: int, phrase: str) -> bool:
    """Tell prose from a credit: "Produced by the institute, the report …", "Reporting by neighbours led police …"."""
    if line[0] != "(" and len(line) > 160:
        return True
    rest = line[at + len(phrase) :].lstrip(" :")
    return phrase.endswith(" by") and rest[:1].islower() and rest.partition(" ")[0] not in CREDITED


def _fits(line: str, lower: str, frame: str, parts: tuple[str, ...]) -> bool:
    """Tell whether the phrase that ``lower`` begins with stands in the frame that its row asks for.

    Args:
        line: the whole line.
        lower: the line from the phrase on, in lower case.
        frame: how the phrase must stand.
        parts: the parts of the phrase.
    """
    rest = lower[len(parts[0]) :]
    if frame == "whole":
        return not rest.strip(" \t\xa0.…!?:)]*_>»▶►→|-–—")
    if frame == "bracket":
        return line[0] == "(" and line[-1] == ")" and not rest[:1].isalnum()
    if frame != "start":
        if rest.lstrip()[:1] in (":", "]", "|") or (frame == "dash" and rest.startswith((" - ", " — ", " – ", " -- "))):
            return True
        return frame == "colon" and DAY_OF_NOTE.match(rest) is not None
    # "Follow @…" and "Copyright 20…" are the beginnings of words.
    cut = parts[0][-1].isalpha() and rest[:1].isalnum()
    return len(line) <= LONGEST and not cut and _holds(rest, parts[1:])


def _holds(rest: str, parts: tuple[str, ...]) -> bool:
    """Tell whether the parts stand in ``rest`` in order, as whole words."""
    for part in parts:
        found = rest.find(part)
        if found < 0 or (part[-1].isalnum() and rest[found + len(part) : found + len(part) + 1].isalnum()):
            return False
        rest = rest[found + len(part) :]
    return True


def pictures_within(view: str) -> tuple[str, ...]:
    """Return the words for pictures that a text holds: a line of it is searched for no others.

    >>> pictures_within("Smoke over the harbour. Photo: AFP")
    ('hoto',)
    """
    return tuple([word for word in PICTURE_WORDS if word in view])


def ends_like_caption(line: str, pictures: tuple[str, ...] = PICTURE_WORDS) -> bool:
    """Tell whether the line is a caption by its credit or by a last sentence about the picture.

    Args:
        line: the legible line.
        pictures: the words for pictures that may stand in it.

    >>> ends_like_caption("Smoke over the harbour. Screenshots from the video.")
    True
    >>> ends_like_caption("Smoke rose. Images from the harbour show fire.")
    False
    """
    if len(line) > 700:
        return False
    if line[-1] in ")]" and line[0] not in "(*" and BRACKETED.search(line[-90:]):
        return True
    tail, end = line[-70:], line[-110:]
    signed = [sign for sign in CREDIT_SIGNS if sign in end] or tail.rstrip(".)] ").endswith(CREDIT_ENDS)
    if signed and [word for word in CREDIT_WORDS if word in tail] and CREDIT_TAIL.search(line[-160:]):
        return True
    for word in pictures:
        if word in line:
            return _tells_of_picture(line)
    return False


def _tells_of_picture(line: str) -> bool:
    sentence = PICTURE_SENTENCE.search(line[-120:])
    if sentence and not VERB.search(sentence[0]):
        return True
    return len(line) < 500 and not any(mark in line for mark in '“”"') and bool(IN_THIS_PICTURE.search(line))
