"""A document or an account comes in; who speaks through it goes out."""

from __future__ import annotations

from itertools import islice

import regex as re
from attrs import evolve

from quotekit.speakers.desk import UNKNOWN, Answer, Desk
from quotekit.speakers.mention_values import Mention
from quotekit.speakers.mentions import read_mention
from quotekit.speakers.organisations import answer_company
from quotekit.speakers.runs import RUN
from quotekit.speakers.whole_words import find_whole_backwards
from quotekit.values import Span, Speaker

_SPEAKING_DOCUMENTS = frozenset(
    "statement report message letter release note post tweet announcement email comment reply response memo".split()
)

# "The ministry followed up with this message": whose message it is.
_ISSUED = re.compile(
    r"(?P<subject>[^.!?\n]{2,90}?)(?<!\bto) (?:has |have |had )?"
    r"(?:followed|issued|released|published|sent|wrote|posted|put|made|gave|shared)\b"
)


def answer_document(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """Answer a document: who issued it."""
    listed = desk.listed(words, span)
    if listed and listed[0]:
        note_document(desk, span.start, mention, listed[0])
        return listed
    if mention.head == "paper" and desk.introduced_by("paper"):
        return answer_company(desk, span, "paper")
    issuer = find_issuer(desk, mention, span)
    if issuer is None:
        return UNKNOWN
    note_document(desk, span.start, mention, issuer)
    return evolve(issuer, resolved_by="document", evidence=(span, *issuer.evidence[:1])), ()


def note_document(desk: Desk, at: int, mention: Mention, issuer: Speaker) -> None:
    """Remember who issued a document, for later mentions of it."""
    desk.documents.append((at, mention.head, mention.owner, issuer))


def find_issuer(desk: Desk, mention: Mention, span: Span) -> Speaker | None:
    """Return who issued a document: its owner, who issued it before, or who spoke where it was first named."""
    if mention.owner:
        key = desk.bodies.key(mention.owner)
        for _, head, owner, issuer in desk.documents[-100:]:
            if head == mention.head and owner and key and desk.bodies.key(owner) == key:
                return issuer
        if "press" in mention.name.split() and (press := desk.bodies.press_of(mention.owner)):
            return desk.listed_or(press, "document", (span,), None, press, span, "organisation")[0]
        owner_mention = read_mention(mention.owner)
        if owner_mention.kind == "pronoun":
            return desk.said[-1].speaker if desk.said else None
        return desk.of_mention(owner_mention, mention.owner, span)[0]
    for at, head, _, issuer in reversed(desk.documents[-100:]):
        if head == mention.head and at < span.start:
            return issuer
    return written_by(desk, mention, span) or who_introduced(desk, mention, span)


_MADE = re.compile(
    r"(?: (?:came|comes|arrived)\b[^,;:!?\n“”\"]{0,30})?,? (?:which (?:was|is) |that (?:was|is) )?"
    r"(?:(?:published|released|issued|written|commissioned|prepared|compiled|produced|conducted) )?"
    r"(?:by|from) (?:the )?"
)
_FOR = re.compile(r" (?:for|of|on) (?:the )?")
BACK = 6_000
"""Characters before a document's mention in which it was first named."""


def written_by(desk: Desk, mention: Mention, span: Span) -> Speaker | None:
    """Who made the document where it was first named: "a report by the Institute for Rural Studies"."""
    text, end = desk.text, span.start
    for at in find_whole_backwards(text, mention.head, max(0, end - BACK), end):
        made = _MADE.match(text, at + len(mention.head), end)
        name = RUN.match(text, made.end(), end) if made else None
        if name:
            more = _FOR.match(text, name.end(), end)
            where = Span(name.start(), ((more and RUN.match(text, more.end(), end)) or name).end())
            return desk.of_mention(read_mention(where.of(text)), where.of(text), where)[0]
    return None


def who_introduced(desk: Desk, mention: Mention, span: Span) -> Speaker | None:
    """Who spoke where the document was first named: "In a statement, the ministry said …"."""
    for at in islice(find_whole_backwards(desk.text, mention.head, max(0, span.start - BACK), span.start), 5):
        sentence = desk.sentence_span(at)
        spoke = [
            s
            for s in desk.said[-200:]
            if s.attribution.source and not s.nested and _inside(s.attribution.source[0], sentence)
        ]
        if spoke:
            return spoke[0].speaker
        subject = _ISSUED.match(sentence.of(desk.text))
        if subject:
            read = read_mention(subject["subject"])
            if read.kind in ("person", "body", "nominal", "place"):
                where = Span(sentence.start, sentence.start + len(subject["subject"]))
                speaker = desk.of_mention(read, subject["subject"], where)[0]
                if speaker:
                    return speaker
    last = desk.last_said(span.start, 1) if mention.head in _SPEAKING_DOCUMENTS else None
    return last.speaker if last else None


def answer_account(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """Answer an account by its handle, then by its name."""
    listed = desk.listed(words, span)
    if listed:
        return listed
    name = mention.name or mention.head
    where = Span(span.start + mention.start, min(span.start + mention.start + len(name), span.end))
    if where.start >= where.end:  # a handle that the post tells elsewhere: the words themselves are what there is
        where = span
    return Speaker(name, "account", None, None, "account", (where,)), ()


def is_credit(desk: Desk, span: Span, words: str) -> bool:
    """Tell whether a post's source is its credit line; else a sentence tells who posted, "the airline wrote on X"."""
    block = desk.post_around(span)
    if block is None or block.handle or "@" in words:
        return block is not None or "@" in words
    mention = read_mention(words)
    if mention.kind == "person":
        return not mention.start
    return mention.kind not in ("pronoun", "nominal", "body")


def answer_post(desk: Desk, words: str, span: Span) -> Answer:
    """Answer the author of a post."""
    block = desk.post_around(span)
    handle = block.handle if block and block.handle else ""
    mention = read_mention(words if "@" in words else f"{words} ({handle or '@'})")
    if mention.kind != "account":
        mention = Mention("account", words.strip())
    return answer_account(desk, mention, f"{mention.name} ({handle})" if handle else words, span)


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start < other.end
