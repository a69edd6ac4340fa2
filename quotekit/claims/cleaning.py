"""A quote or post as printed in, changes out that leave plain words: no marks, brackets, tags, handles or links."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from quotekit.claims.edits import Change
from quotekit.claims.words import holds_any

LINK = regex.compile(
    r"\s?(?:https?://\S+|\bwww\.\S+|\bpic\.twitter\.com/\w+|\b(?:t\.co|bit\.ly|youtu\.be)/\S+)", regex.IGNORECASE
)
EMOJI = regex.compile(
    r"\s?(?:[‼⁉]\uFE0F|[\p{Extended_Pictographic}--[©®™‼⁉0-9#*]]|[\U0001F1E6-\U0001F1FF]|"
    r"[\uFE0F\u200D\u20E3\U0001F3FB-\U0001F3FF])+",
    regex.V1,
)
PREFIX = regex.compile(
    r"""\s* (?: [#]? (?: BREAKING(?:\sNEWS)? | BREAKING\sNOW | JUST\sIN | NEW | UPDATED? | URGENT |
      WATCH | EXCLUSIVE | DEVELOPING | ALERT | FLASH | VIDEO | LIVE
          | OPINION | ANALYSIS | MUST\sWATCH | Breaking(?:\sNews)? | Just\sin | Exclusive | Update |
            FACT\sCHECK ) \s? [:|!—–-]+
      | [#] (?: BREAKING(?:NEWS)? | Breaking(?:News)? | URGENT | JustIn | JUSTIN ) \b
      | RT \s @\w+ \s? :?
      | RT \s? : ) \s*""",
    regex.VERBOSE,
)
PICTURE = re.compile("[\u200d\u20e3\u2139-\U0010ffff]")
"""No emoji stands before these in Unicode, and no plain text holds one."""
LEAD_HANDLES = regex.compile(r"\s*(?:\.?@\w{1,30}[,:]?\s+)+(?=\S)")
SENTENCE_TAG = regex.compile(
    r"\b(?:says?|said|tells?|told|by|from|with|of|in|on|at|to|for|the|an?|and|or|is|are|was|were|as|than|against|our|my|"
    r"their|his|her)\s+(?P<tag>[#@]\w{1,60})",
    regex.IGNORECASE,
)
"""A tag that the sentence needs: "14 dead, says @Agency"."""
TAIL = regex.compile(r"(?:(?:\s|^)(?:\(?via\s)?[#@]\w{1,60}[)]?)+\s*$", regex.IGNORECASE)
TAG = regex.compile(r"(?<![\w&])[#@](?=\w)")
ELISION = regex.compile(r"\s?(?:\[\s?(?:…|\.\.\.)\s?\]|\(\s?(?:…|\.\.\.)\s?\)|…|\.{3,4})\s?")
SIC = regex.compile(r"\s?[\[(]\s?sic\.?\s?[\])]", regex.IGNORECASE)
BRACKET = regex.compile(r"\[(?P<inner>[^\[\]\n]{1,120})\]")
PRINTED_MARKS = '“”„‟"«»″＂'
MARK = regex.compile(r"[“”„‟\"«»″＂]|``|''|(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
APOSTROPHE = regex.compile(r"(?<=s)['’](?=\s)|(?<!\w)['’](?=\d0s|\d\d\b|em\b|tis\b|twas\b|cause\b)")
REPORTED = regex.compile(
    r"\b(?:said|says|say|saying|asked|asks|told|tells|wrote|writes|replied|shouted|warned|added|"
    r"adding|quoted|chanted|tweeted|declared|answered)(?:\s[\w’']+){0,3}[,:]?\s?$|:\s?$",
    regex.IGNORECASE,
)
LEADING = regex.compile(
    r"\s*(?:[,;:–—-]+\s*)*(?:(?P<that>that)\b,?(?=\s+(?!is\b|was\b|would\b|will\b|’s|'s|means\b|has\b|"
    r"had\b|can\b|could\b|kind\b|sort\b|makes\b|said\b))\s*)?(?:[,;:–—]+\s*)*"
)
TRAILING = regex.compile(r"[\s,;:–—-]+$")
SPACES = regex.compile(r"[ \t\n\r\f\v\u00a0]{2,}|[\n\t\r\f\v\u00a0]|\s+(?=[,.;!?](?:\s|$))")


def posts(text: str) -> Iterator[Change]:
    """Links, emoji, prefixes, and the handles and hashtags that are no part of the sentence."""
    prefix = PREFIX.match(text)
    if prefix and prefix.end() < len(text):
        yield Change(0, prefix.end(), "", "prefix of a post")
    handles = LEAD_HANDLES.match(text)
    if handles:
        yield Change(handles.start(), handles.end(), "", "handle")
    if "." in text or "/" in text:
        for match in LINK.finditer(text):
            yield Change(match.start(), match.end(), "", "link")
    for match in EMOJI.finditer(text) if PICTURE.search(text) else ():
        yield Change(match.start(), match.end(), " " if match.start() > 0 and match.end() < len(text) else "", "emoji")


def tags(text: str) -> Iterator[Change]:
    """Hashtags at the end go; inside a sentence they are words."""
    if "#" not in text and "@" not in text:
        return
    tail_start = len(text)
    tail = TAIL.search(text, max(0, len(text) - 600))
    if tail and regex.search(r"\w", text[: tail.start()]):
        needed = SENTENCE_TAG.search(text, max(0, tail.start() - 12))
        tail_start = needed.end() if needed and needed.start() < tail.start() else tail.start()
        if tail_start < len(text):
            yield Change(tail_start, len(text), "", "hashtags and handles behind the sentence")
    for match in TAG.finditer(text, 0, tail_start):
        yield Change(match.start(), match.end(), "", "hashtag or handle as a word")


def brackets(text: str) -> Iterator[Change]:
    """The editor's words stay as plain words, his marks go."""
    for match in SIC.finditer(text):
        yield Change(match.start(), match.end(), "", "sic")
    for match in ELISION.finditer(text):
        inside = match.start() > 0 and match.end() < len(text)
        yield Change(match.start(), match.end(), " " if inside else "", "elision")
    for match in BRACKET.finditer(text):
        yield Change(match.start(), match.start() + 1, "", "editor's bracket")
        yield Change(match.end() - 1, match.end(), "", "editor's bracket")


def marks(text: str) -> Iterator[Change]:
    """Quotation marks go; those around another's words, told inside the quote, stay."""
    keep_until = -1
    for match in MARK.finditer(text):
        if APOSTROPHE.match(text, match.start()) and not _opened_before(text, match.start()):
            continue
        if match.start() < keep_until:
            continue
        if match.start() == keep_until:
            keep_until = -1
            continue
        closing = inner_quote(text, match)
        if closing is not None:
            keep_until = closing
            continue
        yield Change(match.start(), match.end(), "", "quotation mark")


def _opened_before(text: str, at: int) -> bool:
    return bool(regex.search(r"(?<!\w)['‘]\w[^'’‘]{0,200}$", text[max(0, at - 200) : at]))


PARTNERS = {"“": "”", "‘": "’", "'": "'", '"': '"', "«": "»", "„": "“"}


def inner_quote(text: str, match: regex.Match[str]) -> int | None:
    """Return where the quotation inside the quote closes that opens at the match; ``None`` where it is none."""
    opens = match.start() > 0 and text[match.start() - 1] in " ([" and text[match.end() : match.end() + 1].strip() != ""
    if not opens or not REPORTED.search(text, max(0, match.start() - 60), match.start()):
        return None
    partner = PARTNERS.get(match[0])
    if partner is None:
        return None
    at = match.end()
    while (at := text.find(partner, at, match.end() + 600)) >= 0:
        if not (at + 1 < len(text) and text[at + 1].isalnum() and text[at - 1].isalnum()):
            return at
        at += 1
    return None


def edges(text: str) -> Iterator[Change]:
    """The leading "that", commas and dashes at the edges, and doubled spaces."""
    lead = LEADING.match(text)
    if lead and lead.end() and lead.end() < len(text):
        yield Change(0, lead.end(), "", "leading that" if lead["that"] else "mark at the edge")
    ends = text[-1:].isspace() or text[-1:] in (",", ";", ":", "–", "—", "-")
    trail = TRAILING.search(text, max(0, len(text) - 200)) if ends else None
    if trail and trail.start():
        yield Change(trail.start(), len(text), "", "mark at the edge")
    end = trail.start() if trail and trail.start() else len(text)
    if text.isprintable() and not holds_any(text, ("  ", " ,", " .", " ;", " !", " ?")):
        return
    for match in SPACES.finditer(text, lead.end() if lead else 0, end):
        tight = match.end() < len(text) and text[match.end()] in ",.;!?"
        yield Change(match.start(), match.end(), "" if tight else " ", "spaces")
