"""A line without a verdict in, whether it stands alone as a title, a headline or a cross-head out."""

from __future__ import annotations

import re

from quotekit.articles.tables import read_words

# Longer than this, a line is a paragraph whatever its letters: words of a title, of a headline, of a cross-head.
TITLE_WORDS = 34
HEADLINE_WORDS = 28
CROSS_HEAD_WORDS = 14
LONGEST = 260

SEPARATOR = re.compile(
    r"(?:[*•·#~=_+<>|/\\⁂❖◆■□●○♦◇✦☆★§⬛⬜∙►▼▲.…-]|[–—―]|\s){1,80}|-\s?30\s?-|[(\[—–-]*\s?(?:ENDS?|Ends|end)\s?[)\]—–-]*|Enditem|-o-"
)
BULLET = re.compile(r"(?:[•·▪●◦■►➤✓✔→*‣⁃–—-]\s|\d{1,2}[.)]\s|\([a-z0-9]\)\s)")
# A speaker and his words: WALLACE: … · Ada Cole: … · Q. …
TURN = re.compile(r"(?:[QA]\s?[:.]|[A-ZÀ-Þ][\w.'’-]*(?:\s(?:[A-ZÀ-Þ(][\w.'’)-]*|\d{1,2}\b)){0,4}\s?:)(?=\s)")
# A question with its letter, or with one that a page has glued to it: Q. Were you there? · QWere you there?
ASKED = re.compile(r"(?:Q\s?[:.]\s|Q(?=[A-Z][\w’']*\s)|(?:Question|Interviewer|Reporter|Host)\s?:\s)")
FLASH = re.compile(
    r"\*?\s?(?:BREAKING|Breaking|JUST IN|Just in|FLASH|URGENT|ALERT|EXCLUSIVE|Exclusive|WATCH LIVE|LIVE)\b"
    r"(?:\sNEWS|\snews)?\s?[:–—-]?\s"
)
# "“I am afraid.” ― Ada Cole" is a quotation with its credit.
SIGNED_QUOTATION = re.compile(r"[.!?…,][\"”’]\s?(?:[—–―]|--?)\s?[A-Z]")
SMALL_WORDS = read_words("small")
# A line that ends so goes on, or breaks off.
NO_END = (",", "—", "–", "-")
CLOSERS = "\"'”’»)]*_` \t\xa0"


def last_mark(line: str) -> str:
    """Return the stop that a line ends with, closing marks and brackets left aside; empty where a word ends it."""
    if line[-1] in ".,;:?":
        return line[-1]
    bare = line[-12:].rstrip(CLOSERS)
    return bare[-1] if bare and bare[-1] in ".,;:!?…—–-" else ""


def is_capitals(line: str) -> bool:
    """Tell whether a line is in capital letters throughout, as the wire's headlines are.

    >>> is_capitals("UKRAINE: NO LINKS TO DRONE ATTACK"), is_capitals("NATO meets")
    (True, False)
    """
    if line.isupper():
        return sum(map(str.isalpha, line)) >= 4
    if sum(map(str.islower, line[:16])) > 4:
        return False
    small = sum(map(str.islower, line))
    # Capitals all the same: McCONNELL SAYS DEAL IS NEAR · FED RAISES RATES 25 bps · DEFICIT WITH NICs
    return small <= 4 and sum(map(str.isupper, line)) >= 12 and small * 6 < len(line)


def is_title_case(words: list[str]) -> bool:
    """Tell whether the words begin with capitals, but for the small ones, as the headlines of many papers do.

    >>> is_title_case("Kremlin Rejects Report of a Drone".split()), is_title_case("Kremlin rejects report".split())
    (True, False)
    """
    heavy = [
        word for word in words if word.strip("'\"“”‘’().,:;").lower() not in SMALL_WORDS and any(map(str.isalpha, word))
    ]
    small = sum(word.lstrip("'\"“”‘’([#@$")[:1].islower() for word in heavy)
    return len(heavy) >= 3 and small * 8 <= len(heavy)


def is_separator(line: str) -> bool:
    """Tell whether a line is but a rule: "* * *", "———", "-30-"."""
    return len(line) <= 80 and SEPARATOR.fullmatch(line) is not None


def may_be_title(line: str) -> bool:
    """Tell whether a first line may be the article's title, by its own looks.

    >>> may_be_title("Kremlin says drones attacked Putin's residence"), may_be_title("It was over.")
    (True, False)
    """
    words = line.split()
    if not 1 <= len(words) <= TITLE_WORDS or not any(map(str.isalpha, line)):
        return False
    stop = last_mark(line)
    bracketed = line[0] == "(" and line[-1] == ")"
    if stop in NO_END or stop == ":" or bracketed or BULLET.match(line) or SIGNED_QUOTATION.search(line):
        return False
    if is_capitals(line) or (len(words) <= 24 and is_title_case(words)):
        return stop not in (".", "…") or not _has_two_sentences(line)
    if line.rstrip(CLOSERS).endswith(("...", "…")):
        return len(words) <= 8
    if stop == "?" and ASKED.match(line):
        return False
    if stop in ("?", "!"):
        # Inside a closing mark, the stop is of a sentence that was said.
        return len(words) <= 14 and line[-1] == stop
    # "iPhone sales fall": a brand may begin small.
    opener = words[0].lstrip("'\"“”‘’([#@*$¿¡")
    return stop != "." and not (opener[:1].islower() and opener.islower())


def _has_two_sentences(line: str) -> bool:
    """Tell whether a stop stands inside; a corpus may have put one behind each title, and capitals still tell it."""
    bare = line.rstrip(CLOSERS).rstrip(".…").replace("U.S. ", "").replace("vs. ", "")
    return ". " in bare


def is_headline(line: str, next_line: str, lists: bool) -> bool:
    """Tell whether a line in the body is a headline, a cross-head or a link to another article.

    Args:
        line: the line.
        next_line: what follows it; empty at the end.
        lists: whether the lines around it are short too: names and figures then, not cross-heads.

    >>> is_headline("What happens next", "The court meets in May.", False), is_headline("He left.", "It rained.", False)
    (True, False)
    """
    if len(line) > LONGEST or not _may_stand_alone(line, next_line):
        return False
    words, stop = line.split(), last_mark(line)
    if is_capitals(line):
        return (stop != "." or len(words) <= 12) and line[0] not in "(["
    cased = is_title_case(words) and len(words) <= 22
    if FLASH.match(line) or (cased and not (lists and (len(words) <= 4 or line[0].isdigit()))):
        return True
    if lists or stop == "!" or len(words) > CROSS_HEAD_WORDS or not next_line or next_line[:1].islower():
        return False
    if stop == "?":
        plain = line[-1] == "?" and "," not in line and len(words) <= 8
        return len(line) <= 70 and len(next_line) > (40 if plain else 120) and TURN.match(line) is None
    return line.lstrip("'‘(¿\"“")[:1].isupper() or line[0].isdigit()


def _may_stand_alone(line: str, next_line: str) -> bool:
    """Tell whether nothing makes the line a part of prose, of a list or of a table."""
    stop = last_mark(line)
    if stop in NO_END or stop in (":", ";") or BULLET.match(line) or not any(map(str.isalpha, line)):
        return False
    if stop in (".", "…") and not is_capitals(line):
        return False
    if line[0] in '—–-―@"“' and not (
        _is_quoted_head(line, next_line) or (line[0] in '"“' and line[1:2].isupper() and is_capitals(line))
    ):
        return False
    words = line.split()
    return len(words) <= HEADLINE_WORDS and not _is_table_row(words)


def _is_table_row(words: list[str]) -> bool:
    figures = sum(any(map(str.isdigit, word)) for word in words)
    return figures > 1 and figures * 3 > len(words)


def _is_quoted_head(line: str, next_line: str) -> bool:
    """Tell whether a line in double marks is a cross-head ("“A horrible day”"), and no quoted sentence."""
    return (
        line[0] in '"“' and line[-1] in '"”' and len(line.split()) <= 7 and not last_mark(line) and len(next_line) > 70
    )
