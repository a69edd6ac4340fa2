"""A line in, whether it is a picture's words without a credit out: a place, people, and no verb that tells a story."""

from __future__ import annotations

import re

from quotekit.articles.bylines import GIVEN_NAMES
from quotekit.articles.headlines import is_title_case
from quotekit.articles.tables import read_table, read_words

LONGEST = 200
# Where the picture was taken, or who else is in it.
SETTINGS = read_words("setting")
# No picture's words begin with one of these, and no verb of them stands in one.
NO_SCENE = read_words("no scene")
TELLING = read_words("telling") | {row[0] for row in read_table("irregular.tsv") if row[2] == "past"}
WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,:/-]*")
POSES = read_words("pose")
CROWDS = frozenset(("people", "police", "smoke", "children", "men", "women", "firemen"))
RISING = frozenset(("smoke", "flames", "steam", "dust", "ash"))
ARTICLES = frozenset(("a", "an", "the", "his", "her", "their", "its", "and"))
# What a picture was taken with, or from, and what is told of it.
PICTURED = read_words("pictured")
HONORIFICS = read_words("honorific")
NAMING = GIVEN_NAMES | HONORIFICS
# Victory: Mrs Cole outside her cottage
LABEL = re.compile(r"[A-Z][a-z’'-]{2,15}(?:\s[a-z]{2,12})?:\s(?=[A-Z])")
# (Harbour County Sheriff's Office)
OWNER = re.compile(
    r"\s\((?:[A-Z][\w.'’&/-]*|of|the|and|for|via)(?:\s(?:[A-Z][\w.'’&/-]*|of|the|and|for|via)){0,5}\)$|[.]\s[A-Z]\w+(?:\s[A-Za-z]\w+){0,2}$"
)
WHEN = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|evening|night|afternoon))?|last\s\w+)\.?$"
)
# Without one of these, and no name at its head, a sentence is no caption.
HINT = re.compile(
    rf"\b(?:{'|'.join(sorted(PICTURED))})\b|^[^:]{{3,30}}:\s|{WHEN.pattern}|[(,]\s?(?:left|right|cent(?:re|er))\b"
)
# Ada Cole (left) with her mother
SIDE = re.compile(
    r"\((?:(?:far|second|third)\s)?(?:left|right|cent(?:re|er)|pictured|above|below)\)|,\s(?:left|right|cent(?:re|er)),"
)
# An amount, not a day or a year.
FIGURE = re.compile(r"\d[.,]\d|\d\s(?:mln|bln|dlrs|percent|million|billion)|%|\$")
QUOTES = frozenset('“”"«»?!;…')


def is_scene(line: str) -> bool:
    """Tell whether a line of the body is what stands below a picture.

    >>> is_scene("Ada Cole with the first of the boats"), is_scene("Ada Cole leaves for good after the vote")
    (True, False)
    >>> is_scene("Passengers outside the port on Friday."), is_scene("The port closed on Friday.")
    (True, False)
    """
    if not 15 <= len(line) <= LONGEST or line[-1] in ":,-–—" or not line[0].isupper():
        return False
    first = line.partition(" ")[0].lower().rstrip(".")
    if first in NO_SCENE or not (line[-1] != "." or first in NAMING or HINT.search(line)):
        return False
    if "\n" in line or not QUOTES.isdisjoint(line):
        return False
    if SIDE.search(line):
        return True
    label = LABEL.match(line)
    words = line[label.end() :] if label else line
    owner = OWNER.search(words)
    if owner is not None:
        words = words[: owner.start()]
    closed = words[-1:] == "."
    bare = words.rstrip(".")
    if ". " in bare or ":" in bare:
        return False
    found = WORD.findall(bare)
    figures = sum(word[0].isdigit() for word in found)
    if not 4 <= len(found) <= 30 or is_title_case(found) or figures > 2 or FIGURE.search(bare):
        return False
    setting = _still(found)
    if setting is None:
        return False
    if label or owner or _is_named(found, setting):
        return setting <= 6
    if not PICTURED.isdisjoint(map(str.lower, found)):
        return setting <= 7 and ARTICLES.isdisjoint(found[1:setting])
    if WHEN.search(bare):
        return setting <= 7 and (_is_subject(found[:setting]) or _is_posed(found, setting))
    if not closed and len(found) >= 6 and found[setting - 1] in POSES and _is_posed(found, setting):
        # "Smoke rises over the port", yet "Prices rise in the north".
        return not found[setting - 1].startswith("rise") or found[0].lower() in RISING
    return not closed and len(found) >= 6 and found[0] in ("The", "A", "An") and setting <= 5


def _is_posed(words: list[str], setting: int) -> bool:
    """Tell whether people or things do in the present what a picture can show: "Firefighters battle a blaze"."""
    at = next((at for at, word in enumerate(words[: setting + 1]) if at and word in POSES), 0)
    return 0 < at <= 6 and (words[0] in ("The", "A", "An") or at <= 2 or words[at - 1][0].isupper())


def _is_subject(words: list[str]) -> bool:
    """Tell whether words are who is shown, with what they do in the picture: "Passengers wait", "Mayor Ada Cole"."""
    if len(words) > 1 and words[-1] in POSES:
        words = words[:-1]
    if any(word in ARTICLES for word in words[1:]):
        return False
    if len(words) == 1:
        return words[0].endswith("s") or words[0].lower() in CROWDS
    if words[0] in ("The", "A", "An"):
        # "The ship sails on Friday" tells; "The ship on Friday" does not.
        return len(words) <= 3 and not words[-1].endswith(("s", "ed"))
    return words[-1][0].isupper()


def _is_named(words: list[str], setting: int) -> bool:
    """Tell whether a person's name stands right before the first word of place or company: "Ada Cole outside …"."""
    first = words[1] if words[0].lower() in HONORIFICS else words[0]
    known = first.lower() in GIVEN_NAMES or first is not words[0]
    return (
        known
        and 1 < setting <= 6
        and all(not word[0].islower() or word in ("and", "de", "van", "von") for word in words[:setting])
    )


def _still(words: list[str]) -> int | None:
    """Return where the first word of place or company stands, if no verb tells anything."""
    lower = [word.lower().replace("’", "'") for word in words]
    if lower[0] in NO_SCENE:
        return None
    for at, word in enumerate(lower):
        if (word in TELLING and words[at] not in ("May", "Will")) or (
            word.endswith("ed") and len(word) > 4 and at and not _is_participle(lower, at)
        ):
            return None
    return next((at for at, word in enumerate(lower) if at and word in SETTINGS), None)


def _is_participle(words: list[str], at: int) -> bool:
    """Tell whether a word in -ed belongs to a noun: "boats tied up at the pier", "the injured boy"."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return (
        after in ("at", "in", "outside", "inside", "near", "by", "from", "up", "down", "as", "during")
        or words[at - 1] in ARTICLES
    )
