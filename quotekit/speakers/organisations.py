"""An organisation or a place comes in, by name, acronym or noun; the organisation that speaks goes out."""

from __future__ import annotations

from collections.abc import Iterator

import regex as re
from attrs import evolve

from quotekit.speakers.desk import UNKNOWN, Answer, Desk, uncapital
from quotekit.speakers.folding import fold
from quotekit.speakers.introduced import COMMERCE, FIRMS, whole_name
from quotekit.speakers.mention_values import Mention
from quotekit.speakers.roles import country_of, is_place
from quotekit.speakers.runs import RUN, STARTERS, is_no_name
from quotekit.speakers.whole_words import find_whole
from quotekit.speakers.word_lists import body_words, known_bodies
from quotekit.values import Span, Speaker

_NAME = r"\p{Lu}[\p{L}&\-]+(?: \p{Lu}[\p{L}&\-]+){0,3}"

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


_MORE_CAPITALS = re.compile(r"(?: \p{Lu}\p{L}+){1,3}")
_FRONT = 20_000
"""Characters of the text in which an organisation is introduced."""


def fuller_body(desk: Desk, name: str) -> str:
    """Return the name that an acronym or capitals stand for."""
    if name.isupper() and len(name) <= 6:
        return spelled_out(desk, name)
    if " " not in name:
        # "Amnesty" is Amnesty International where the text says so.
        ends = (at + len(name) for at in find_whole(desk.text, name, 0, _FRONT))
        behinds = (_MORE_CAPITALS.match(desk.text, end, _FRONT) for end in ends)
        behind = next(filter(None, behinds), None)
        if behind and behind[0].split()[-1].lower() in body_words():
            return name + behind[0]
        if introduced := desk.introduced_as(name):
            return introduced.name
        return name_with_of(desk, name) if name.lower() in body_words() else name
    return uncapital(name) if name.isupper() else name


def name_with_of(desk: Desk, name: str) -> str:
    """Return the name that goes on behind "of" where the text has it: the Academy of Sciences."""
    for at in find_whole(desk.text, name, 0, min(len(desk.text), _FRONT)):
        # In "the Circuit Court of Dorn" it is another court.
        if desk.text[max(0, at - 4) : at] in ("the ", "The ", ""):
            whole = whole_name(desk.text, Span(at, at + len(name)), len(desk.text)).of(desk.text)
            if whole != name:
                return whole
    return name


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


_PROPER = r"\p{Lu}\p{Ll}[\p{L}\-]++"
_TITLED = re.compile(rf"\b{_PROPER}(?: (?:(?:of|for|the|and|in|on) ){{0,2}}{_PROPER})+(?: \p{{Lu}}\p{{Ll}})?")
_WHOLE_TEXT = 100_000


def named_by_initials(desk: Desk, acronym: str) -> str:
    """Return the only capitals of the text that an acronym may stand for, or the acronym."""
    if not 2 <= len(acronym) <= 6 or not acronym.isalpha():
        return acronym
    found = {name for run in _TITLED.finditer(desk.text, 0, _WHOLE_TEXT) for name in _by_initials(run[0], acronym)}
    if len(acronym) == 2:
        found = {name for name in found if name.split()[-1].lower() in body_words()}
    return found.pop() if len(found) == 1 else acronym


def _by_initials(run: str, acronym: str) -> Iterator[str]:
    """Yield the stretches of a run whose capitals are an acronym, and behind which no other capital stands.

    >>> list(_by_initials("Federal Bureau of Investigation in Washington", "FBI"))
    ['Federal Bureau of Investigation']
    """
    if any(letter not in run for letter in acronym):
        return
    words = run.split(" ")
    capitals = [i for i, word in enumerate(words) if word[0].isupper()]
    initials = "".join(words[i][0] for i in capitals)
    k = initials.find(acronym)
    while k >= 0:
        last = capitals[k + len(acronym) - 1]
        if last + 1 == len(words) or not words[last + 1][0].isupper():
            yield " ".join(words[capitals[k] : last + 1])
        k = initials.find(acronym, k + 1)


_OF = re.compile(r" (?:of|for|on|against) (?:the )?")


def earlier_body(desk: Desk, mention: Mention, span: Span, words: str) -> Answer:
    """Answer "the ministry": the organisation named before whose noun agrees."""
    if words.split(maxsplit=1)[0].lower() not in ("the", "its", "this", "that"):
        return UNKNOWN
    for said in reversed(desk.said[-8:]):
        if said.speaker.kind == "organisation" and fold(said.speaker.name).split()[-1:] == [fold(mention.head)]:
            return evolve(said.speaker, resolved_by="nominal", evidence=(span, *said.speaker.evidence[:1])), ()
    start = max(0, span.start - 2000)
    held = mention.head in desk.text[start : span.start].lower()
    for run in reversed(runs_with_noun(desk.text, mention.head, start, span.start)) if held else ():
        where = _named_by_noun(desk.text, run, mention.head)
        if where:
            where = whole_name(desk.text, where, span.start)
            name = where.of(desk.text).removeprefix("The ")
            return desk.listed_or(name, "nominal", (span, where), None, name, where, "organisation")
    found = answer_company(desk, span, mention.head) if mention.head in FIRMS else UNKNOWN
    return found if found[0] else described_body(desk, mention, span)


_DESCRIBED = re.compile(r"\b(?:[Tt]he) (?P<words>(?:(?!the )\p{Ll}[\p{L}’'\-]* ){1,4})$")
_SAME = frozenset(
    "same new other local whole entire first second last next rival big small largest main own parent".split()
)


def described_body(desk: Desk, mention: Mention, span: Span) -> Answer:
    """Answer "the association" with the words by which the text has called it: the mine owners' association."""
    for at in find_whole(desk.text, mention.head, max(0, span.start - 2000), span.start):
        found = _DESCRIBED.search(desk.text, max(0, at - 60), at)
        if found and not _SAME & set(found["words"].split()):
            where = whole_name(desk.text, Span(found.start("words"), at + len(mention.head)), span.start)
            name = where.of(desk.text)
            return desk.listed_or(name, "nominal", (span, where), None, name, where, "organisation")
    return UNKNOWN


def _named_by_noun(text: str, run: Span, noun: str) -> Span | None:
    """Return where a run names what a noun stands for: "Ministry of Trade", "energy firm Dolmen", "Trade Ministry"."""
    name = run.of(text).removeprefix("The ")
    words = name.split()
    if words[0] == noun.title() and words[1:2] in (["of"], ["for"], ["on"], ["against"]):
        return run
    called = _CALLED.match(text, run.end) if name.endswith(f" {noun}") else None
    if called and not is_place(called["name"]):
        return Span(*called.span("name"))
    named = len(words) > 1 and words[-1].lower() == noun and words[0].lower() not in STARTERS and words[0][0].isupper()
    # "A Swiss drugmaker" has no name.
    named = named and not (noun in FIRMS and words[-1].islower() and is_place(" ".join(words[:-1])))
    return Span(run.end - len(name), run.end) if named else None


def runs_with_noun(text: str, noun: str, start: int, end: int) -> list[Span]:
    """Return the runs of capitals between two places, each with the noun that belongs to it.

    >>> text = "The Ministry of Trade and the Treasury ministry wrote to Ada Cole."
    >>> [span.of(text) for span in runs_with_noun(text, "ministry", 0, len(text))]
    ['The Ministry of Trade', 'Treasury ministry', 'Ada Cole']
    """
    nouns = _ends_with_noun(text, noun, start, end)
    found: list[Span] = []
    heads = (noun.title(), f"The {noun.title()}")
    for run in RUN.finditer(text, start, end):
        if found and run.start() < found[-1].end:
            continue
        stop = run.end()
        of = _OF.match(text, stop, end) if run[0] in heads else None
        owner = RUN.match(text, of.end(), end) if of else None
        # "The ministry on Monday" is no ministry of that name.
        owner = None if owner and owner[0].split()[0].lower() in STARTERS else owner
        more = _OF_AGAIN.match(text, owner.end(), end) if owner else None
        owner = (more and RUN.match(text, more.end(), end)) or owner
        found.append(Span(run.start(), owner.end() if owner else nouns.get(stop, stop)))
    return found


_OF_AGAIN = re.compile(r" of (?:the )?")


def _ends_with_noun(text: str, noun: str, start: int, end: int) -> dict[int, int]:
    """Return where words end that a noun follows, at once or behind one small word, and where the noun ends."""
    ends: dict[int, int] = {}
    for at in find_whole(text, noun, start, end):
        ends.setdefault(at - 1, at + len(noun))
        word = text.rfind(" ", start, at - 1) + 1
        if text[word : at - 1].isascii() and text[word : at - 1].isalpha() and text[word : at - 1].islower():
            ends[word - 1] = at + len(noun)
    return ends


def answer_company(desk: Desk, span: Span, noun: str = "company") -> Answer:
    """Answer "the company": the organisation that spoke last, or the only one that somebody is said to lead."""
    named = {one.name: one for one in desk.introduced_by(noun) if one.span.end < span.start}
    last = next((s for s in reversed(desk.said[-4:]) if s.speaker.kind == "organisation" and s.at < span.start), None)
    if last and noun in _ANY_FIRM and is_no_firm(last.speaker.name):
        last = None
    if not named and not last and noun in _ANY_FIRM:
        named = {one.name: one for one in desk.introduced if one.span.end < span.start}
    if not named and not last and noun == "company":
        named = {one.name: one for one in desk.doubtful if one.span.end < span.start}
    if len(named) == 1 and not (last and noun in _ANY_FIRM):
        name, one = next(iter(named.items()))
        return desk.listed_or(name, "nominal", (span, one.span), None, name, one.span, "organisation")
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


def is_no_firm(name: str) -> bool:
    """Tell whether an organisation's last word says that it is no company: a ministry, an alliance."""
    last = name.rsplit(maxsplit=1)[-1].lower()
    return last in body_words() and last not in COMMERCE | FIRMS | _FIRM_WORDS


_FIRM_WORDS = frozenset(
    "airport house institute laboratory center centre exchange express giant magazine mail maker monitor publishers"
    " regulator shipping site startup steelworks telegraph times today tribune website weekly worldwide daily herald"
    " journal guardian observer news radio television tv outlet channel military conglomerate operator".split()
)


_RUN_OF_MANY = re.compile(rf"{RUN.pattern}(?:(?<=s)['’] {RUN.pattern})?")
"""A run of capitals, through "Workers' Alliance"."""


def only_body(desk: Desk, span: Span, noun: str) -> Answer:
    """Answer "the agency": the only organisation of that class named in capitals shortly before."""
    ends = _CLASSES.get(noun, frozenset((noun,)))
    named: dict[str, Span] = {}
    for found in _RUN_OF_MANY.finditer(desk.text, max(0, span.start - 1500), span.start):
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


_ANY_FIRM = frozenset(("company", "firm", "group"))
_CLASSES = {
    "agency": frozenset("agency service administration bureau office authority department inspectorate".split()),
    "company": COMMERCE,
    "firm": COMMERCE | frozenset("capital research consulting".split()),
    "group": frozenset("group coalition alliance federation union movement watch association network league".split()),
    "airline": frozenset("airline airlines airways air".split()),
    "carmaker": frozenset("motors motor".split()),
    "bank": frozenset("bank".split()),
    "charity": frozenset("charity foundation trust fund".split()),
    "newspaper": frozenset("newspaper times post daily herald tribune guardian telegraph journal mail news".split()),
    "paper": frozenset("newspaper times post daily herald tribune guardian telegraph journal mail news".split()),
    "union": frozenset("union federation alliance brotherhood guild association congress workers".split()),
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
