"""A whole line of an article in, its kind out: what the words prove comes before what they suggest.

The rules stand in a list at the end, in the order in which they are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quotekit.articles.bylines import (
    is_author,
    is_byline,
    is_desk,
    is_name_line,
    is_newsroom,
    is_outlet,
    may_be_author,
)
from quotekit.articles.datelines import read_dateline
from quotekit.articles.feet import is_foot
from quotekit.articles.furniture import is_furniture
from quotekit.articles.headlines import (
    BULLET,
    TURN,
    is_capitals,
    is_headline,
    is_title_case,
    last_mark,
    may_be_title,
)
from quotekit.articles.known import ends_like_caption, known_line
from quotekit.articles.lines import Piece
from quotekit.articles.page import Page
from quotekit.articles.scenes import is_scene
from quotekit.articles.tables import read_words
from quotekit.values import BlockKind

# "Key points:" · "Brief scores:"
HEAD_OF_LIST = re.compile(
    rf"[A-Z][a-z-]{{1,14}}\s(?:[a-z-]{{1,12}}\s){{0,2}}(?:{'|'.join(sorted(read_words('list head')))}):"
)
# Links or a paragraph may stand below.
SECTION = re.compile(r"(?:Up next|Next up|Transcript|About us|In this story|Background)", re.IGNORECASE)
# "Wood or gas?" · "And visitors?": no verb asks.
SHORT_QUESTION = re.compile(
    rf"(?!(?:{'|'.join(sorted(read_words('question')))})\b)[A-Z][\w'’-]+(?:\s[\w'’-]+){{1,2}}\?"
)
# "About Harbour Energy Inc.", at the foot of a release
ABOUT = re.compile(r"About\s[A-Z][\w.&'’-]*(?:\s[\w.&'’-]+){0,5}")
WHO_IS = re.compile(r"Who\s(?:is|are|was|were)\s[A-Z][\w.'’-]*(?:\s[\w.'’-]+){0,4}\?")
RIGHTS_YEAR = re.compile(r"(?:19|20)\d\d")
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def _known(page: Page, line: str) -> BlockKind | None:
    """What its first words say; a note of who reported is a byline in the head and a notice below the prose."""
    head = page.header and page.titled
    kind = known_line(line, first=page.header and not page.titled, below=page.told > 1)
    # "© Sputnik / Ada Cole" amid the prose is a picture's.
    if kind == "notice" and line[0] == "©" and len(line) <= 80 and not RIGHTS_YEAR.search(line) and not page.is_foot():
        return "caption"
    if kind == "paragraph" and page.is_foot() and is_foot(line):
        return "notice"
    if kind == "notice" and page.titled and SECTION.fullmatch(line) and page.paragraph_follows():
        return "headline"
    # "Reuters" under a title is who wrote it.
    return "byline" if kind == "notice" and head and is_newsroom(line) else kind


def _furniture(page: Page, line: str) -> BlockKind | None:
    """What the page says and not the article: buttons, requests to the reader, notes about the text, who wrote it."""
    if page.header and (not page.titled or is_newsroom(line)):
        return None
    if ABOUT.fullmatch(line) and page.paragraph_follows():
        return "headline"
    if is_furniture(line) or (page.is_foot() and is_foot(line)):
        return "notice"
    # "That's all for now. Thanks for reading."
    parts = SENTENCE.split(line) if len(line) <= 120 and ". " in line else []
    said = [known_line(part) == "notice" or is_furniture(part) for part in parts if part]
    return "notice" if len(said) > 1 and all(said) else None


def _caption(page: Page, line: str) -> BlockKind | None:
    """A picture's words: by their credit, by what they say, or below the words "Image caption," alone."""
    above = page.found.blocks[-1].span if page.above() == "caption" else None
    if above is not None and len(line) < 400 and page.view[above.end - 1] in ",:":
        return "caption"
    return "caption" if ends_like_caption(line, page.pictures) else None


def _scene(page: Page, line: str) -> BlockKind | None:
    """A picture's words without a credit, which tell a place and company, and nothing that happens."""
    return "caption" if page.titled and is_scene(line) and not page.is_listed(line) else None


def _byline(page: Page, line: str) -> BlockKind | None:
    """Who wrote the article: a byline, a paper's name above it, an office below it, a name under the title."""
    if is_byline(line) or (page.above() == "byline" and (is_outlet(line) or is_desk(line))):
        return "byline"
    if not page.header:
        below = page.titled and page.told == 1 and _is_below_introduction(page, line)
        return "byline" if below or (page.closes() and is_author(line)) else None
    if is_outlet(line) and (page.titled or page.date_line_follows() or page.title_follows()):
        return "byline"
    return "byline" if page.titled and _is_under_title(page, line) else None


def _is_under_title(page: Page, line: str) -> bool:
    """Tell whether a line between title and prose is a writer's name, a desk or an agency."""
    dated = page.date_line_follows()
    if is_name_line(line, dated) or is_author(line) or is_newsroom(line):
        return True
    return not page.signed and page.prose_is_next() and may_be_author(line)


def _is_below_introduction(page: Page, line: str) -> bool:
    """Tell whether a line is a name, below a line of introduction: "Ada Cole in Kyiv" above the day or the prose."""
    if page.date_line_follows():
        return is_name_line(line, before_date=True) or is_author(line)
    return not page.signed and page.prose_is_next() and is_author(line)


def _title(page: Page, line: str) -> BlockKind | None:
    """The article's own title, and a section's name above it: "WORLD", "Analysis"."""
    if not page.header or page.titled:
        return None
    if len(line.split()) <= 3 and not last_mark(line) and page.title_follows():
        return "headline"
    return "title" if _dateline_follows(page, line) or _is_title(page, line) else None


def _dateline_follows(page: Page, line: str) -> bool:
    """Tell whether an agency's dateline opens the next line: what stands above is then a title, stop or no."""
    below = page.below()
    if not isinstance(below, Piece) or not below.gap or last_mark(line) == ":" or not 3 <= len(line.split()) <= 30:
        return False
    return read_dateline(page.view, below.start, below.end, first=True) is not None


def _is_title(page: Page, line: str) -> bool:
    """Tell whether the line is a line apart, with an article below."""
    below = page.below()
    if below is None or not may_be_title(line):
        return False
    if is_capitals(line):
        page.burst = page.burst or page.capitals_follow()
        return not page.burst
    if page.is_turn(line) and page.is_transcript():
        return False
    following = page.view[below.start : below.end]
    small = following[0].islower() and not is_byline(following) and known_line(following) != "byline"
    return not small and page.prose_follows()


def _headline(page: Page, line: str) -> BlockKind | None:
    """A headline of the wire, a cross-head, a link to another article."""
    if last_mark(line) == "." and not is_capitals(line):
        return None
    if page.is_introduction(line):
        return None
    if (SHORT_QUESTION.fullmatch(line) or WHO_IS.fullmatch(line)) and page.paragraph_follows():
        return "headline"
    if last_mark(line) == ":":
        return "headline" if HEAD_OF_LIST.fullmatch(line) else None
    below = page.below()
    following = page.view[below.start : below.end] if below else ""
    if is_headline(line, following, page.in_list(len(line))):
        if line.endswith("?") and not is_title_case(line.split()):
            return "headline" if page.is_explainer() or page.has_cross_heads() else None
        if is_capitals(line) or not (TURN.match(line) and page.is_transcript()):
            return "headline"
    worded = BULLET.match(line) is None and any(map(str.isalpha, line))
    linked = page.links and len(line) <= 120 and not last_mark(line) and worded
    return "headline" if linked else None


WHOLE: tuple[Callable[[Page, str], BlockKind | None], ...] = (
    _known,
    _furniture,
    _caption,
    _byline,
    _scene,
    _title,
    _headline,
)
