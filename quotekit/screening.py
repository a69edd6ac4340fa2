"""Attributions of the tagger in, those that report nobody's words left out: what a picture shows was not said.

The tagger learned its convention from a corpus that annotates every other such sentence; a user who asks who said what
is not served by "the video". Each rule is a function with its example; the first that objects decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files

from attrs import frozen

from quotekit.values import Attribution

PICTURE = re.compile(
    r"(?: ^ | \b (?:the|a|an|another|this|these|those|its|his|her|their|initial|new) \s ) (?: [\w’'-]+ \s ){0,3}?"
    r" (?: videos? | footage | images? | photos? | photographs? | pictures? | clips? | screenshots? ) \b",
    re.VERBOSE | re.IGNORECASE,
)
SHOWS = re.compile(r"\b(?:shows?|showed|showing|captures?|captured|depicts?|depicted)$", re.IGNORECASE)
# "A banner <over the stage>", "signs <along the road>".
PLACE = re.compile(
    r""",?\s (?: on | over | above | in | at | along | outside | near | behind | beside | across | by | from | around
      | hanging | held | carried | worn | posted | with | of | holding | wearing | carrying | who
      | whose | under ) \s .* $""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# "What is known in the trade as", "the road known to locals as".
KNOWN_AS = re.compile(
    r"""
    \b (?: known\s (?: [\w’'-]+\s ){0,5}? as | (?: billed | listed | logged | sold | marketed )\s (?: \w+\s ){0,2}? as
          | named\s(?:after|for) | nicknamed | entitled | titled ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
DOUBT = 0.3
"""A cue that is no known word of report needs this confidence at all."""
SMALL = 4
"""Small words of so many letters show that a line is not printed in capitals: "handled", but not "of"."""
LOOSE = 0.6
"""A cue that is no known word of report needs this confidence to make a report of words set apart."""
# "The parcel was labelled “Fragile”": what stands on it.
MARKED = re.compile(
    r"\b(?:labell?ed|marked|stamped|inscribed|engraved|emblazoned|(?:is|are|was|were|been|being)\s(?:called|named|dubbed))\b",
    re.IGNORECASE,
)
# "“rhythm”, “yacht” and “necessary”".
WORDS_APART = re.compile(
    r"""["“‘] [\w-]{1,30}+ ,? ["”’] ,? (?: \s (?: (?:and|or) \s )? ["“‘] [\w-]{1,30}+ ,? ["”’] ,? ){0,20}+""",
    re.VERBOSE,
)
# "A pudding {called} [“Death by Plum”]", "what {is known} in the trade [as a “worldie”]".
NAMED = re.compile(r"(?:called|dubbed|nicknamed|named|titled|entitled|christened|branded)", re.IGNORECASE)
KNOWN = re.compile(r"\bknown\b", re.IGNORECASE)
AS_NAME = re.compile(r"as\s(?:(?:the|an?)\s)?[“\"‘']")
OPENING = "“\"‘'«„"
LABEL = re.compile(r"(?:with\s)?[“\"‘'][A-Z]")
HEAD_END = re.compile(
    r",|\s(?:of|for|in|on|at|from|and|or|with|that|which|who|each|until|till|since|by|to|after|before)\b"
)
RELATIVE = frozenset({"which", "that"})
UNTOLD = frozenset({"", "perceive"})
EVIDENCE = frozenset({"show", "suggest"})
ADJECTIVES = frozenset({"alleged", "purported", "reported", "supposed", "so-called"})


def picture_shows(text: str, found: Attribution) -> bool:
    """Object to "<Another video> {shows} [smoke]" and "<Videos> {posted on Monday show} [smoke]": nobody speaks."""
    shows = found.cue_class in EVIDENCE or (bool(found.cue) and SHOWS.search(found.cue[-1].of(text)) is not None)
    return shows and PICTURE.match(_source(text, found)) is not None


def something_shows(text: str, found: Attribution) -> bool:
    """Object to "…, {suggesting} [that it burned]" and "…, <which> {shows} [smoke]": the source is no one named."""
    return found.cue_class in EVIDENCE and (not found.source or _source(text, found).lower() in RELATIVE)


def alleged_thing(text: str, found: Attribution) -> bool:
    """Object to "an {alleged} [attack on the harbour]": an adjective names a doubt, and no one who has it."""
    return not found.source and any(span.of(text).lower() in ADJECTIVES for span in found.cue)


def sign_reads(text: str, found: Attribution) -> bool:
    """Object to "<A neon sign> {reads} [“Open”]" and to "a sign <that> {says} [“Open”]": words stand on a thing."""
    if found.cue_class != "say" or not found.source:
        return False
    source = _source(text, found)
    if source.lower() in RELATIVE:
        source = text[max(0, found.source[0].start - 40) : found.source[0].start].rstrip(", \n")
    things = listed("inscribed")
    if things.isdisjoint(source.lower().replace(",", " ").split()):
        return False
    words = PLACE.sub("", source).rsplit(None, 1)
    return bool(words) and words[-1].lower() in things


def known_as(text: str, found: Attribution) -> bool:
    """Object to "the soup {known as} [“the cure”]" and "a parcel {marked} [“Fragile”]": its name, whoever gave it."""
    if found.source or not found.cue:
        return False
    cue = found.cue[-1].of(text)
    last = found.content[-1]
    marked = MARKED.search(cue) is not None and LABEL.match(text, last.start) is not None
    named = NAMED.fullmatch(cue) is not None and text[last.start] in OPENING
    whole = f"{cue} {text[found.cue[-1].end : last.start + 3].strip()}" if last.start > found.cue[-1].end else cue
    as_such = KNOWN.search(cue) is not None and AS_NAME.match(text, last.start) is not None
    return marked or named or as_such or KNOWN_AS.search(whole) is not None


def goes_by_measure(text: str, found: Attribution) -> bool:
    """Object to "[The ferry left] {according to} <schedule>": a measure tells nothing."""
    cue = found.cue[-1].of(text).lower() if found.cue else ""
    _, according, rest = cue.rpartition("according to")
    if not according:
        return False
    source = _source(text, found) if not rest.strip() else rest.strip()
    return source.partition(" ")[0] in listed("measures") or _head(source) in listed("yardsticks")


def _head(source: str) -> str:
    """Return the noun that a phrase is about: "size" of "the size of each group"."""
    words = HEAD_END.split(source, maxsplit=1)[0].split()
    if len(words) > 1 and words[-1].endswith("ed") and words[-1] not in listed("yardsticks"):
        words.pop()
    return words[-1] if words else ""


def set_apart(text: str, found: Attribution) -> bool:
    """Object to "<The cast> {includes} [Ada Cole as “Gertrude”]": no word of report, and marks around a few words."""
    if found.cue_class or found.confidence >= LOOSE:
        return False
    words = " ".join([piece.of(text) for piece in found.content])
    first, last = words.find("“"), words.rfind("”")
    if first < 0:
        first, last = words.find('"'), words.rfind('"')
    outside = words[: max(first, 0)] + words[last + 1 :]
    return 0 <= first < last and any(map(str.isalnum, outside))


def words_apart(text: str, found: Attribution) -> bool:
    """Object to "<Pupils> {learned to spell} [“rhythm” and “yacht”]": no word of report, and single words in marks."""
    if found.cue_class not in UNTOLD or not _is_worded(text, found):
        return False
    return WORDS_APART.fullmatch(" ".join([piece.of(text) for piece in found.content])) is not None


def strange_cue(text: str, found: Attribution) -> bool:
    """Object to "<A mural> {covers} [the gable end]": no word of report, and the tagger itself in doubt."""
    return not found.cue_class and found.confidence < DOUBT and _is_worded(text, found)


def _is_worded(text: str, found: Attribution) -> bool:
    """Tell whether a cue is of words, not a colon or a dash."""
    return any(span.of(text)[:1].isalpha() for span in found.cue)


# "Four men {questioned over} [the flour]", "the driver {quizzed about} [his speed]": who was asked stands in front.
ASKED_ABOUT = re.compile(
    r"(?<!\w)(?:questioned|quizzed|interviewed|grilled|interrogated)\s(?:over|about|on|by|in|for)\Z", re.IGNORECASE
)


def asked_himself(text: str, found: Attribution) -> bool:
    """Object to "<the men> {questioned over} [the flour]": they were asked, and by nobody named."""
    cue, content = found.cue[-1], found.content[0]
    if found.cue[0].start < found.source[0].end or content.start < cue.end:
        return False
    first = content.of(text).partition(" ")[0] if content.start == cue.end + 1 else ""
    return any(ASKED_ABOUT.search(words) for words in (cue.of(text), f"{cue.of(text)} {first}"))


# "The firm {reports} [earnings on May 9]": an event, with its day.
RESULTS = re.compile(
    r"""
    (?: (?: its | their | the | first | second | third | fourth | full | half | quarterly | annual | -year | - | quarter
          | year | yearly | interim ) \s? ){0,4}
    (?: earnings | results | figures | accounts | numbers ) \b (?! \s (?:of|that|showing|up|down|above|below) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def reports_results(text: str, found: Attribution) -> bool:
    """Object to "<The firm> {reports} [earnings] on May 9": nothing of them is told."""
    cue = found.cue[-1].of(text).lower()
    if not cue.endswith(("report", "reports", "will report", "reporting")):
        return False
    return RESULTS.match(text, found.content[0].start, found.content[-1].end + 20) is not None


# "The magazine {printed} [its last issue]": a thing comes out, and tells nothing.
PRINTS = re.compile(r"\b(?:print|publish|releas|launch|issu)(?:e|es|ed|ing|s)?\Z", re.IGNORECASE)
PRINTED = re.compile(
    r"""(?: an? | the | its | his | her | their ) \s (?: [\w-]+ \s ){0,3}? (?: issue | edition | copy | magazine
        | newspaper | album | single | novel | book | memoir | stamp | poster )s? \b (?! \s of )""",
    re.VERBOSE | re.IGNORECASE,
)


def comes_out(text: str, found: Attribution) -> bool:
    """Object to "<The magazine> {printed} [its last issue]"."""
    if not found.cue or PRINTS.search(found.cue[-1].of(text)) is None:
        return False
    return PRINTED.match(text, found.content[0].start, found.content[-1].end) is not None


def asks_who(text: str, found: Attribution) -> bool:
    """Object to "<Who> {says} [what on the sugar tax]:": a question, and nobody."""
    return found.source[0].of(text) == "Who" and found.content[0].start > found.source[0].start


CHANTS = re.compile(r"(?:chants?|shouts?|cries|songs?|choruse?s?|cheers?|strains|singalongs?)\sof", re.IGNORECASE)


def heard_of_nobody(text: str, found: Attribution) -> bool:
    """Object to "{Chants of} [“Olé”] greeted the bus": nobody in particular is heard."""
    return CHANTS.fullmatch(found.cue[-1].of(text)) is not None


def name_for_cue(text: str, found: Attribution) -> bool:
    """Object to "<Port> {Said} [handled more boxes]": a word with a capital amid a sentence belongs to a name."""
    if len(found.cue) != 1 or not found.cue[0].of(text).istitle():
        return False
    start, content = found.cue[0].start, found.content[0]
    amid = text[start - 1 : start] == " " and text[max(0, start - 2) : start - 1].isalnum()
    small = any(word.islower() and len(word) >= SMALL for word in content.of(text).split()[1:4])
    return amid and content.start > start and small


def kicker(text: str, found: Attribution) -> bool:
    """Object to "<Opinion>{:} [Stop calling it an accident]": a line's label, and nobody."""
    if len(found.cue) != 1 or len(found.source) != 1 or found.cue[0].of(text).strip() != ":":
        return False
    source = found.source[0]
    opens = text.rfind("\n", 0, source.start) + 1 == source.start
    return opens and source.of(text).lower() in kickers()


@cache
def kickers() -> frozenset[str]:
    """Return the labels in front of headlines, of ``data/forms.tsv``.

    >>> "opinion" in kickers()
    True
    """
    return frozenset(word for kind, word, *_ in _rows("forms") if kind in {"kicker", "label"})


@cache
def listed(name: str) -> frozenset[str]:
    """Return the words of a list in ``data``: things that words stand on, one and many, or what things go by.

    >>> "banners" in listed("inscribed"), "schedule" in listed("measures")
    (True, True)
    """
    words = [row[0] for row in _rows(name)]
    return frozenset([*words, *(f"{word}s" for word in words if name == "inscribed")])


def _rows(name: str) -> list[list[str]]:
    """Return the cells of a data file's rows, without remarks and the line of column names."""
    lines = (files("quotekit") / "data" / f"{name}.tsv").read_text("utf8").split("\n")
    return [line.split("\t") for line in lines if line and line[0] != "#"][1:]


def _source(text: str, found: Attribution) -> str:
    return " ".join([span.of(text) for span in found.source])


@frozen
class Row:
    """A rule and the attributions that it is asked about."""

    rule: Callable[[str, Attribution], bool]
    sourced: bool | None = None
    """Only those with a source, or without one."""
    classes: frozenset[str] = frozenset()
    """Only those whose cue is of one of these classes."""

    def asks_about(self, cue_class: str, sourced: bool) -> bool:
        """Tell whether the rule may object to an attribution with a cue of this class."""
        return self.sourced in (None, sourced) and (not self.classes or cue_class in self.classes)


RULES = (
    Row(picture_shows, sourced=True),
    Row(something_shows, classes=EVIDENCE),
    Row(alleged_thing, sourced=False),
    Row(sign_reads, sourced=True, classes=frozenset({"say"})),
    Row(known_as, sourced=False),
    Row(goes_by_measure),
    Row(set_apart, classes=frozenset({""})),
    Row(words_apart, sourced=True, classes=UNTOLD),
    Row(strange_cue, classes=frozenset({""})),
    Row(name_for_cue),
    Row(asked_himself, sourced=True, classes=frozenset({"ask", ""})),
    Row(reports_results, sourced=True, classes=frozenset({"say"})),
    Row(heard_of_nobody, sourced=False),
    Row(asks_who, sourced=True),
    Row(comes_out, sourced=True),
    Row(kicker, sourced=True),
)


@lru_cache(maxsize=1 << 8)
def rules_for(cue_class: str, sourced: bool) -> tuple[Callable[[str, Attribution], bool], ...]:
    """Return the rules that may object to an attribution with a cue of this class, in their order."""
    return tuple(row.rule for row in RULES if row.asks_about(cue_class, sourced))


def screen(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return the attributions that no rule objects to.

    >>> from quotekit.values import Span
    >>> shown = Attribution((Span(20, 24),), (Span(14, 19),), (Span(0, 13),), cue_class="show")
    >>> screen("Another video shows fire.", [shown])
    []
    """
    kept = []
    for found in attributions:
        for rule in rules_for(found.cue_class, bool(found.source)):
            if rule(text, found):
                break
        else:
            kept.append(found)
    return kept
