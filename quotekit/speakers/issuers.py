"""An organisation, a place, an account or a document comes in; who speaks through it goes out."""

from __future__ import annotations

import regex as re
from attrs import evolve

from quotekit.speakers.desk import UNKNOWN, Answer, Desk, uncapital
from quotekit.speakers.folding import fold
from quotekit.speakers.mentions import Mention, body_words, known_bodies, read_mention
from quotekit.speakers.naming import RUN, STARTERS, is_no_name
from quotekit.speakers.roles import country_of, is_place
from quotekit.values import Span, Speaker

_SPEAKING_DOCUMENTS = frozenset(
    "statement report message letter release note post tweet announcement email comment reply response memo".split()
)

# "The ministry followed up with this message": whose message it is.
_ISSUED = re.compile(
    r"(?P<subject>[^.!?\n]{2,90}?)(?<!\bto) (?:has |have |had )?"
    r"(?:followed|issued|released|published|sent|wrote|posted|put|made|gave|shared)\b"
)
_NAME = r"\p{Lu}[\p{L}&\-]+(?: \p{Lu}[\p{L}&\-]+){0,3}"

_COMPANIES = frozenset(
    "company firm agency group organisation organization newspaper paper carmaker retailer lender drugmaker chipmaker"
    " airline bank maker manufacturer insurer broadcaster network party charity startup brewer club".split()
)

_EPITHETS = frozenset("maker giant manufacturer firm group retailer".split())
"""Nouns by which an organisation named before is called: "the iPhone maker"."""
_HEADED = re.compile(
    rf"\b(?:[Cc]hief executive|CEO|[Cc]hair(?:man|woman)?|[Ff]ounder|[Ss]pokes(?:man|woman|person)|[Pp]resident"
    rf"|[Dd]irector|[Hh]ead) (?:of|for|at) (?P<behind>{_NAME})"
    rf"|(?!(?:The|An?|Its|His|Her|Our|Former|As) )(?P<before>{_NAME})(?:['’]s)?"
    r" (?:chief|CEO|chairman|chairwoman|founder|spokes(?:man|woman|person)|boss)\b"
)


def answer_body(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """Answer an organisation by its name, or by its noun alone."""
    listed = desk.listed(words, span)
    if listed:
        return listed
    printed = mention.name
    if not mention.owner and (printed.islower() or printed == "Police"):
        return earlier_body(desk, mention, span, words)
    if mention.head in _EPITHETS and printed[-1:].islower() and words[:4].lower() == "the ":
        found = answer_company(desk, span)
        if found[0]:
            return found
    name = desk.bodies.name(mention)
    if name == printed:
        name = fuller_body(desk, printed)
    return desk.listed_or(name, "name", (span,), None, name, span, "organisation")


def fuller_body(desk: Desk, name: str) -> str:
    """Return the name that an acronym or capitals stand for."""
    if name.isupper() and len(name) <= 6:
        return spelled_out(desk, name)
    if " " not in name:
        # "Amnesty" is Amnesty International where the text says so.
        pattern = re.compile(rf"\b{re.escape(name)}(?: \p{{Lu}}[\p{{L}}]+){{1,3}}")
        longer = pattern.search(desk.text, 0, 20_000)
        return longer[0] if longer and longer[0].split()[-1].lower() in body_words() else name
    return uncapital(name) if name.isupper() else name


def spelled_out(desk: Desk, acronym: str) -> str:
    """Return the name in front of ``(ABC)`` whose initials are the acronym, or the acronym."""
    at = desk.text.find(f"({acronym})")
    if at < 0:
        if acronym not in desk.initials:
            desk.initials[acronym] = named_by_initials(desk, acronym)
        return desk.initials[acronym]
    words = desk.text[max(0, at - 120) : at].split()
    for size in range(min(len(words), len(acronym) + 3), 1, -1):
        front = words[-size:]
        capitals = "".join(w[0] for w in front if w[0].isupper())
        if capitals == acronym and front[0][0].isupper():
            return " ".join(front)
    return acronym


def named_by_initials(desk: Desk, acronym: str) -> str:
    """Return the only capitals of the text that an acronym of three letters or more may stand for, or the acronym."""
    if not 2 <= len(acronym) <= 6 or not acronym.isalpha():
        return acronym
    words = r" (?:(?:of|for|the|and|in|on) ){0,2}".join(rf"{letter}\p{{Ll}}[\p{{L}}\-]+" for letter in acronym)
    pattern = re.compile(rf"\b{words}\b(?! \p{{Lu}}\p{{Ll}})")
    found = {match[0] for match in pattern.finditer(desk.text[:100_000])}
    if len(acronym) == 2:
        found = {name for name in found if name.split()[-1].lower() in body_words()}
    return found.pop() if len(found) == 1 else acronym


def earlier_body(desk: Desk, mention: Mention, span: Span, words: str) -> Answer:
    """Answer "the ministry": the organisation named before whose noun agrees."""
    if words.split(maxsplit=1)[0].lower() not in ("the", "its", "this", "that"):
        return UNKNOWN
    for said in reversed(desk.said[-8:]):
        if said.speaker.kind == "organisation" and fold(said.speaker.name).split()[-1:] == [fold(mention.head)]:
            return evolve(said.speaker, resolved_by="nominal", evidence=(span, *said.speaker.evidence[:1])), ()
    start = max(0, span.start - 2000)
    head = re.escape(mention.head)
    named = re.compile(
        rf"(?:\bThe )?\b{mention.head.title()} (?:of|for) (?:the )?{RUN.pattern}"
        rf"|(?:{RUN.pattern} )(?:[a-z]+ )?{head}\b|{RUN.pattern}"
    )
    for found in reversed([*named.finditer(desk.text, start, span.start)]):
        name = found[0].removeprefix("The ")
        if name.startswith(f"{mention.head.title()} ") and " " in name and name.split()[1] in ("of", "for"):
            where = Span(found.start(), found.end())
            return desk.listed_or(name, "nominal", (span, where), None, name, where, "organisation")
        called = _CALLED.match(desk.text, found.end()) if name.endswith(f" {mention.head}") else None
        if called and not is_place(called["name"]):
            where = Span(called.start("name"), called.end("name"))
            return desk.listed_or(called["name"], "nominal", (span, where), None, called["name"], where, "organisation")
        words_of = name.lower().split()
        if words_of[-1] == mention.head and len(words_of) > 1 and words_of[0] not in STARTERS:
            where = Span(found.end() - len(name), found.end())
            return desk.listed_or(name, "nominal", (span, where), None, name, where, "organisation")
    return answer_company(desk, span, mention.head) if mention.head in _COMPANIES else UNKNOWN


def answer_company(desk: Desk, span: Span, noun: str = "company") -> Answer:
    """Answer "the company": the organisation that spoke last, or the only one that somebody is said to lead."""
    last = next((s for s in reversed(desk.said[-4:]) if s.speaker.kind == "organisation" and s.at < span.start), None)
    if last:
        return evolve(last.speaker, resolved_by="nominal", evidence=(span, *last.speaker.evidence[:1])), ()
    found = [*_HEADED.finditer(desk.text, max(0, span.start - 2000), span.start)]
    found = [f for f in found if not is_no_name((f["behind"] or f["before"]).split()[0], "", 0)]
    names = {f["behind"] or f["before"] for f in found}
    if len(names) != 1:
        return only_body(desk, span, noun)
    group = "behind" if found[0]["behind"] else "before"
    where = Span(*found[0].span(group))
    name = names.pop()
    return desk.listed_or(name, "nominal", (span, where), None, name, where, "organisation")


def only_body(desk: Desk, span: Span, noun: str) -> Answer:
    """Answer "the agency": the only organisation of that class named in capitals shortly before."""
    ends = _CLASSES.get(noun, frozenset((noun,)))
    named: dict[str, Span] = {}
    for found in RUN.finditer(desk.text, max(0, span.start - 1500), span.start):
        name = found[0].removeprefix("The ")
        last = name.split()[-1].lower()
        if (" " in name and last in body_words()) or name.lower() in known_bodies():
            if last not in ends and name.lower() not in known_bodies():
                return UNKNOWN
            named.setdefault(name, Span(found.end() - len(name), found.end()))
    if len(named) != 1:
        return UNKNOWN
    name, where = next(iter(named.items()))
    return desk.listed_or(name, "nominal", (span, where), None, name, where, "organisation")


_COMMERCE = frozenset(
    "company corp corporation inc ltd plc llc sa ag gmbh group holdings industries technologies systems partners"
    " studios"
    " foods motors motor airlines airline airways air shipping rail railways energy oil electric petroleum pharma"
    " pharmaceuticals insurance telecom telecoms software electronics semiconductor semiconductors records"
    " publishing brothers sons mining securities investments properties entertainment aerospace aviation"
    " logistics pictures".split()
)
_CLASSES = {
    "agency": frozenset("agency service administration bureau office authority department inspectorate".split()),
    "company": _COMMERCE,
    "firm": _COMMERCE | frozenset("capital research consulting".split()),
    "group": frozenset("group coalition alliance federation union movement watch association network league".split()),
    "airline": frozenset("airline airlines airways air".split()),
    "carmaker": frozenset("motors motor".split()),
    "bank": frozenset("bank".split()),
    "charity": frozenset("charity foundation trust fund".split()),
    "newspaper": frozenset("newspaper times post daily herald tribune guardian telegraph journal mail news".split()),
    "paper": frozenset("newspaper times post daily herald tribune guardian telegraph journal mail news".split()),
    "broadcaster": frozenset("broadcaster television tv radio news corporation network".split()),
}
"""Which names a noun may take up, by their last word."""
_CALLED = re.compile(rf" (?P<name>{RUN.pattern}(?: (?:plc|gmbh|inc|ltd))?)")


def answer_place(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """Answer a country or capital that stands for its government."""
    listed = desk.listed(words, span)
    if listed:
        return listed
    name = mention.name
    if name.isupper() and len(name) > 3:
        name = country_of(name) if fold(country_of(name)) == fold(name) else uncapital(name)
    return Speaker(name, "organisation", None, None, "name", (span,)), ()


def answer_document(desk: Desk, mention: Mention, words: str, span: Span) -> Answer:
    """Answer a document: who issued it."""
    listed = desk.listed(words, span)
    if listed and listed[0]:
        note_document(desk, span.start, mention, listed[0])
        return listed
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


def written_by(desk: Desk, mention: Mention, span: Span) -> Speaker | None:
    """Who made the document where it was first named: "a report by the Institute for Rural Studies"."""
    pattern = re.compile(
        rf"\b{re.escape(mention.head)} (?:(?:published|released|issued|written|commissioned|prepared) )?"
        r"(?:by|from) (?:the )?"
        rf"(?P<name>{RUN.pattern}(?: (?:for|of|on) (?:the )?{RUN.pattern})?)",
        re.IGNORECASE if mention.head[:1].isupper() else 0,
    )
    found = [*pattern.finditer(desk.text, max(0, span.start - 6000), span.start)]
    if not found:
        return None
    name, where = found[-1]["name"], Span(*found[-1].span("name"))
    return desk.of_mention(read_mention(name), name, where)[0]


def who_introduced(desk: Desk, mention: Mention, span: Span) -> Speaker | None:
    """Who spoke where the document was first named: "In a statement, the ministry said …"."""
    noun = re.compile(rf"\b{re.escape(mention.head)}\b")
    for found in reversed([*noun.finditer(desk.text, max(0, span.start - 6000), span.start)][-5:]):
        at = found.start()
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
    return Speaker(name, "account", None, None, "account", (where,)), ()


def is_credit(desk: Desk, span: Span, words: str) -> bool:
    """Tell whether a post's source is its credit line; else a sentence tells who posted, "the airline wrote on X"."""
    block = next((b for b in desk.reading.article.blocks if b.kind == "post" and b.span.contains(span)), None)
    if block is None or block.handle or "@" in words:
        return block is not None or "@" in words
    mention = read_mention(words)
    if mention.kind == "person":
        return not mention.start
    return mention.kind not in ("pronoun", "nominal", "body")


def answer_post(desk: Desk, words: str, span: Span) -> Answer:
    """Answer the author of a post."""
    block = next((b for b in desk.reading.article.blocks if b.kind == "post" and b.span.contains(span)), None)
    handle = block.handle if block and block.handle else ""
    mention = read_mention(words if "@" in words else f"{words} ({handle or '@'})")
    if mention.kind != "account":
        mention = Mention("account", words.strip())
    return answer_account(desk, mention, f"{mention.name} ({handle})" if handle else words, span)


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start < other.end
