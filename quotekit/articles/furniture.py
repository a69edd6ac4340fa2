"""A line in, whether the page and not the article speaks in it out: buttons, requests, notes about the text.

Phrases stand in ``data/article_phrases.tsv``, words in ``data/article_words.tsv``: "ask" opens a request, "page" is
what requests are about, "faint" the same where the line is short, "button" and "half" make lines of buttons.
"""

from __future__ import annotations

import re

from quotekit.articles.tables import read_table, read_words

ASKS = read_words("ask")
PAGE = read_words("page")
FAINT = read_words("faint")
# Requests that may end with a full stop and be about anything: "Read the story here."
SHOWS = read_words("show")
BUTTONS = read_words("button")
# Two of these make a line of buttons, one does not; and what stands between them.
HALF = read_words("half")
FRAME = read_words("frame")
# Longer lines are looked at only for notes about the text.
REQUEST = 220
NOTE = 420
LONGEST_BUTTONS = 90
WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Arrows, bullets, pictures and figures before the first word.
OPENING = re.compile(r"[^\w@#(“\"‘'’]*(?:\d[\d,.]*[KkMm]?\s)?")
ADDRESS = re.compile(
    r"""
    [\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60} | (?<![\w@])@\w{2,30}\b | \b(?:https?://|www\.)\S
    | \b[\w-]{2,40}\.(?:com|org|net|example|co\.uk|co)\b
    """,
    re.VERBOSE,
)
QUOTED = re.compile(r"[“”\"«»]|\b(?:said|says|told|tells)\b")
# A question to the reader, and what follows: "Do you have a story? Email us", "Enjoying this? Subscribe".
ASKED = re.compile(
    r"""
    (?: Have | Has | Do | Does | Did | Are | Is | Was | Were | Will | Would | Can | Got | Want | Need | Enjoy\w* | Know
      | Looking | Like | Love | Spotted | Seen | Worried | Interested | Something | Anything | What | How | Missed | New
    ) \b [^?.]{0,140} \?\s+ (?P<rest>\S.*)$
    """,
    re.VERBOSE,
)
REACH = re.compile(
    r"""
    \b(?: let\sus\sknow | tell\sus | (?:e-?mail|contact)\s(?:us|me|him|her) | get\sin\stouch | write\sto\sus
        | have\syour\ssay | (?:send|call|join|message|whatsapp)\sus | sign\s(?:up|in) | subscribe | log\s?in
        | reach\sout\sto\sus | click\shere )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
YEARED = re.compile(r"(?:©|\([cC]\))\s?(?:19|20)\d\d|[\w.]\s?©\s?$")
COPYRIGHT = re.compile(r"COPYRIGHT\s|[Cc]opyright\s(?:by\s|of\s)?(?:[A-Z]|the\s[A-Z]|\d)")
LINKED = re.compile(r"(?:[➡👉🔗📩📧✉📲]\ufe0f?|>>+)\s*\S.*[^.]")

# What the patterns of the table call by name. A report was published in prose too; one that was updated is the page's.
NAMES = {
    "<of text>": r"(?:developing |breaking )?(?:(?:news|live|web|opinion|wire) )?",
    "<text>": (
        r"(?:story|article|piece|column|interview|conversation|discussion|transcript|headline|obituary|essay|review|recipe"
        r"|excerpt|dispatch|live ?blog|blog|newsletter|podcast|page|website|site|feed|translation)"
    ),
    "<loose>": r"(?:report|post|video|text|version|content|list|material|caption|photo|feature|item|documentary)",
    "<changed>": (
        r"(?:(?:has|have) (?:since )?been|was|were|is|are) (?:being )?(?:\w+ly )?(?:updated|corrected|amended"
        r"|clarified|edited|condensed|translated|republished|syndicated|revised|auto-\w+|machine"
        r"|adapted|(?:no longer|not) available|for subscribers|sponsored|brought to you)"
    ),
}
PHRASES = read_table("article_phrases.tsv")


def _words_of(*kinds: tuple[str, str]) -> tuple[str, ...]:
    """Return the words that gate the rows of some kinds and places."""
    rows = [words.split("|") for kind, place, words, _, _ in PHRASES if (kind, place) in kinds]
    return tuple(dict.fromkeys(word for words in rows for word in words))


def _pattern(kind: str, place: str) -> re.Pattern[str]:
    """Return the rows of a kind and place as one pattern."""
    patterns = [pattern for row_kind, row_place, _, pattern, _ in PHRASES if (row_kind, row_place) == (kind, place)]
    made = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, meant in NAMES.items():
        made = made.replace(name, meant)
    return re.compile(made.replace(" ", r"\s"), re.IGNORECASE)


NOTE_OPENS, NOTE_HOLDS = _pattern("note", "opens"), _pattern("note", "holds")
PAGE_OPENS, PAGE_HOLDS = _pattern("page", "opens"), _pattern("page", "holds")
NOTE_OPENERS = frozenset(_words_of(("note", "opens")))
PAGE_OPENERS = frozenset(_words_of(("page", "opens")))
NOTE_HINTS = _words_of(("note", "holds"))
PAGE_HINTS = (*_words_of(("page", "holds")), "©", "(c)", "(C)", "?")
# The first words that call for a look at a sentence of prose, and at any line.
OPENS = NOTE_OPENERS | PAGE_OPENERS | ASKS | {"copyright", "please"}
LABELS = OPENS | BUTTONS | HALF | FRAME


def is_furniture(line: str) -> bool:
    """Tell whether the page speaks in a line, wherever it stands.

    >>> is_furniture("Facebook Twitter WhatsApp"), is_furniture("Get the Herald's newsletter in your inbox")
    (True, True)
    >>> is_furniture("Follow the money, he says"), is_furniture("This story was told before.")
    (False, False)
    """
    if len(line) > NOTE:
        return False
    begin = OPENING.match(line)
    at = begin.end() if begin else 0
    if line.startswith("(", at):
        at += 1
    first = WORD.match(line, at)
    opener = first[0].lower().replace("’", "'") if first else ""
    if opener in NOTE_OPENERS and NOTE_OPENS.match(line, at):
        return True
    if [hint for hint in NOTE_HINTS if hint in line] and NOTE_HOLDS.search(line, at):
        return True
    if len(line) > REQUEST:
        return False
    held = [hint for hint in PAGE_HINTS if hint in line]
    return bool(held or at or opener in LABELS) and _is_pages(line, at, opener, bool(held))


def _is_pages(line: str, at: int, opener: str, held: bool) -> bool:
    """Tell whether a line whose first word is ``opener`` is a right, a button, a request or a statement."""
    if held and YEARED.search(line):
        return True
    if opener == "copyright" and (line[-1] != "." or line.count(" ") < 7) and COPYRIGHT.match(line, at):
        return True
    if opener == "please":
        at += 7
        found = WORD.match(line, at)
        opener = found[0].lower() if found else opener
    if len(line) <= LONGEST_BUTTONS and (_is_buttons(line, at) or (at and LINKED.fullmatch(line))):
        return True
    asks = opener in ASKS or (held and "?" in line)
    stated = (opener in PAGE_OPENERS and PAGE_OPENS.match(line, at)) or (held and PAGE_HOLDS.search(line))
    if not (asks or stated) or QUOTED.search(line):
        return False
    return bool(stated) or _is_request(line[at:])


def _words(line: str, at: int = 0) -> list[str]:
    return [word.lower().replace("’", "'") for word in WORD.findall(line, at)]


def _is_buttons(line: str, at: int) -> bool:
    """Tell whether a line is made of the words of buttons; with a stop behind it, of two at least."""
    words = _words(line, at)
    if not 0 < len(words) <= 8 or line[-1] in '”"':
        return False
    strong = 0
    for word in words:
        if word in BUTTONS:
            strong += 2
        elif word in HALF:
            strong += 1
        elif word not in FRAME:
            return False
    return strong >= (3 if line[-1] in ".,:?" else 2)


def _is_request(line: str) -> bool:
    """Tell whether a line asks the reader to do something with the page."""
    asked = ASKED.match(line)
    if asked is not None:
        rest = asked["rest"]
        return REACH.search(rest) is not None or (len(rest) < 120 and _asks(rest))
    return _asks(line)


def _asks(line: str) -> bool:
    words = _words(line)
    if not words or words[0] not in ASKS:
        return False
    if ADDRESS.search(line) or not PAGE.isdisjoint(words):
        return True
    if len(words) > 12 or (line[-1] == "." and words[0] not in SHOWS):
        return False
    return not FAINT.isdisjoint(words[1:])
