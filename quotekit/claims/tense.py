"""A sentence and a place in it in, the direction of its verb out: past, future, or not to be told."""

from __future__ import annotations

from functools import cache

import regex
from attrs import frozen

from quotekit.claims.tables import read_rows
from quotekit.values import Span

REACH = 260
SURE = 45
"""No verb further away decides; this also keeps the work on a sentence without end bounded."""

VERB_GROUP = regex.compile(
    r"""
      (?P<future>
          \b (?: will | shall | wo(?=n['’]t) | won['’]t | gonna ) \b | ['’]ll \b
        | \b (?: is | are | was | were | am | be | been | being | ['’]s | ['’]re | ['’]m ) \s (?: \w{2,12}ly \s
          | also \s | now \s | still \s | not \s ){0,2}
             (?: set (?= \s (?: to | for ) \b )
             | due | expected | scheduled | slated | planned | likely | supposed | about | poised | going
               | hoping | planning | preparing | bound ) \b
        | \b (?: to \s (?: be | have ) | due | scheduled | slated | upcoming ) \b (?! \s been )
        | \b set \s (?: to | for ) \b
        | \b plan (?:ned)? \s (?: an? | the | for | to ) \b
        | \b (?: plans? | intends? | hopes? | expects? | aims? | wants? | vows? | promises? | needs? | has |
          have | had ) \s to \b
      )
      (?: \s (?: not | also | then | now | to | be | been | have | \w{2,12}ly ) \b ){0,3} (?: \s [a-z]{2,16} \b )?
    | (?P<future_in_past> \b would \b (?! \s have | - ) ) (?: \s (?: not | also | be | \w{2,12}ly ) \b ){0,2} (?:
      \s [a-z]{2,16} \b )?
    | (?P<modal> \b (?: can | may | might | must | should | could (?! \s not \b ) ) \b (?! \s have ) )
      (?: \s (?: not | also | be | \w{2,12}ly ) \b ){0,2} (?: \s [a-z]{2,16} \b )?
    | (?P<set_down> \b (?: has | have | had ) \s (?: also \s | now \s )?
        (?: scheduled | slated | planned | set (?= \s .{0,60} \b deadline )
          | called (?= \s an? \s (?: \w+ \s ){0,2} (?: meeting | conference | election | vote | strike ) \b ) )
        \b (?! \s to \b ) )
    | (?P<timely> \b (?: when | if | once | unless ) \s (?: (?! was | were | is | are | had ) [\w’'-]+ \s ){1,4}
        (?: is | are ) \b (?: \s [a-z]{2,16} \b )? )
    | (?P<perfect> \b (?: would | could | might | may | must | should ) \s have \b | \b (?: has | have | had |
      having ) \s (?: \w{2,12} \s ){0,1}? \w{2,15} (?: ed | en | t | d ) \b | ['’]ve \b )
    | (?P<timetable> \b (?: starts | begins | ends | expires | resumes | opens | reopens | closes | takes \s (?:
        effect | place | office ) | comes \s into \s force | kicks \s off | gets \s under \s? way | goes \s on \s (?:
        sale | trial | show ) ) \b )
    | (?P<infinitive> \b to \s (?! the | a | an | his | her | its | their | our | my | be\b ) [a-z]{3,15} \b )
    | (?P<progressive> \b (?: is | are | am ) \s (?: \w{2,12}ly \s | not \s )? [a-z]{2,14}ing \b )
    | (?P<present> \b (?: is | are | am | has | have | does | do ) \b )
    | (?P<reported> \b (?: says? | saying | tells | telling | announcing | announces | adding | reporting |
      confirming ) \b )
    | (?P<regular> \b [a-z]{2,16} (?<! [^e] e ) ed \b | \b (?: agreed | disagreed | freed | guaranteed | decreed ) \b )
    | (?P<word> \b [a-zA-Z]{2,12} \b )
    """,
    regex.VERBOSE,
)
CLAUSE_EDGE = regex.compile(r"[;:—–()“”\"]|\s-\s|,\s|\b(?:that|who|which|and|but|when|where|while|after|because|if)\b")
SENTENCE_EDGE = regex.compile(
    r"(?<=[.!?][”\"’']?)(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Gen|Gov|Sen|Rep|Mrs|Jan|Feb|Aug|Oct|Nov|Dec|"
    r"Sept|Lt|Col|No)\.)\s+(?=[A-Z“\"‘'(])|\n\s*\n"
)
# "the parade on 9 May, at which guests are expected": the clause that hangs on the time tells its tense.
HANGING = regex.compile(r"\s?,?\s?(?:when|where|at\swhich|on\swhich|in\swhich|during\swhich)\b")
LEADS_ON = regex.compile(
    r"(?:(?<!\bnot\s)\b(?:until|till)|\b(?:beginning|starting|effective|deadline|payable|no\slater\sthan|by|"
    r"as\s(?:early|soon|late)\sas))\s(?:the\s)?$"
)
PUT_OFF = regex.compile(
    r"\b(?:extended|postponed|adjourned|delayed|deferred|rescheduled|moved|put\soff|put\sback|pushed\sback|brought\sforward)\s"
    r"(?:[\w’'-]+\s){0,5}?(?:to|until|till)\s(?:the\s)?$"
)
# "In March, the company received an offer": the verb of a sentence that its time opens, however far behind.
FRONTED = regex.compile(
    r"[\s“\"‘'(]*(?:(?:On|In|By|At|During|Since|Late|Early|Last|And|But|Then|Also|Earlier)\s){0,3}(?:on|in|the)?\s?$"
)
# "since the 23 October storm", "after Wednesday's ruling": what is behind is told by its day.
BEHIND = regex.compile(r"\b(?:(?P<since>since)|after|following)\s(?:shortly\s|just\s|soon\s)?(?:the\s|an?\s)?$")
THING = regex.compile(r"['’]s\s\p{Ll}|\s(?!and\b|or\b|in\b|at\b|on\b|to\b|for\b|if\b|as\b|when\b)\p{Ll}+")
OWNER = regex.compile(r"['’]s\s\p{Ll}")
DEADLINE = regex.compile(r"\sdeadline\b")
BY_THEN = regex.compile(r"\bhad\s(?:\w+\s){1,8}(?:by|until|till)\s(?:the\s)?$")
OF_NOUN = regex.compile(
    r"\b(?:an?|the|this|that|his|her|its|their|our|my|to|no|any|tax|pay|job|get|getting|be|are|is|they|we|I|you)\s$"
)
"""Before "hit" or "cut" where it is no past."""
# "six preferred shares", "the retired judge": no verb of a sentence.
ADJECTIVE = regex.compile(
    r"\b(?:an?|the|its|his|her|their|our|my|of|by|with|some|all|these|those|\d+|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|hundred|thousand|million|billion|\p{Lu})\s$"
)
NEAR = regex.compile(r"\b(?:ahead\sof|on\sthe\seve\sof|before|in\sthe\srun-?up\sto|prior\sto)\b[^.;]{0,60}$")


@frozen
class Tense:
    """Which way a time is to be looked for: -1 back, +1 ahead, 0 whichever is nearer."""

    direction: int
    sure: bool = False


@cache
def past_forms() -> frozenset[str]:
    """Return the irregular past forms."""
    rows = read_rows("irregular.tsv")
    return frozenset(row["form"] for row in rows if row["kind"] in ("past", "participle") and row["form"] != "wound")


@cache
def same_forms() -> frozenset[str]:
    """Return the pasts that are spelled as the present: "hit", "cut"."""
    return frozenset(row["form"] for row in read_rows("irregular.tsv") if row["kind"] == "same") - {"let", "read"}


def tense_at(text: str, span: Span) -> Tense:
    """Return the direction that the verb nearest to the span gives.

    >>> text = "He said he will travel on Monday."
    >>> tense_at(text, Span(26, 32)).direction
    1
    >>> tense_at("They met on Monday.", Span(12, 18)).direction
    -1
    """
    left, right = _sentence(text, span)
    before, after = text[left : span.start], text[span.end : right]
    hanging = HANGING.match(after)
    if hanging:
        found = _verbs(after[hanging.end() :], 0)
        if found:
            return Tense(found[0][1], True)
    if PUT_OFF.search(before[-90:]):
        return Tense(1, True)
    opened = FRONTED.fullmatch(before[-40:]) is not None
    votes = _votes(before, after, opened)
    led = _led(before, after, votes)
    if led is not None:
        return led
    near = NEAR.search(before[-90:])
    if near and (not votes or (min(votes)[1] < 0 and min(votes)[0] >= len(near[0]))):
        return Tense(0)
    if not votes:
        return Tense(0)
    cost, way = min(votes)
    return Tense(way, cost < SURE)


def _votes(before: str, after: str, opened: bool) -> list[tuple[float, int]]:
    owner = OWNER.match(after) is not None
    return [*_verbs(before, len(before), owner=owner), *_verbs(after, 0, later=True, opened=opened, owner=owner)]


def _led(before: str, after: str, votes: list[tuple[float, int]]) -> Tense | None:
    """Return what the words around a time say of it themselves: its deadline, since, until."""
    if DEADLINE.match(after):
        return Tense(0)
    thing = THING.match(after) is not None
    behind = BEHIND.search(before[-24:])
    if behind and (behind["since"] or not votes or thing):
        return Tense(-1, True)
    led = LEADS_ON.search(before[-30:])
    if led is None or (thing and led[0].endswith("by the ")) or BY_THEN.search(before[-90:]):
        return None
    return Tense(1, any(way > 0 for _, way in votes))


def _sentence(text: str, span: Span) -> tuple[int, int]:
    low, high = max(0, span.start - REACH), min(len(text), span.end + REACH)
    left, right = low, high
    for edge in SENTENCE_EDGE.finditer(text, low, high):
        if edge.end() <= span.start:
            left = edge.end()
        elif edge.start() >= span.end:
            right = edge.start()
            break
    return left, right


def _verbs(
    part: str, at: int, later: bool = False, opened: bool = False, owner: bool = False
) -> list[tuple[float, int]]:
    """Return (cost, direction) for each verb group: distance, dearer over the edges of clauses and behind the time.

    Where the time opens the sentence, what follows is its clause, whose comma costs nothing. An infinitive says nothing
    of the day that owns something: "to get around Wednesday's ruling".
    """
    edges = [edge.start() for edge in CLAUSE_EDGE.finditer(part)]
    edges = edges[1:] if opened and edges[:1] == [0] else edges
    votes: list[tuple[float, int]] = []
    for match in VERB_GROUP.finditer(part):
        way = _direction(match)
        if way is None or (owner and match.lastgroup == "infinitive"):
            continue
        low, high = (match.end(), at) if not later else (0, match.start())
        cost = (
            abs(high - low) + 25 * sum(1 for edge in edges if low <= edge < high) + (40 if later and not opened else 0)
        )
        if match.lastgroup == "infinitive":
            cost += 15
        votes.append((cost, way))
    return votes


def _direction(match: regex.Match[str]) -> int | None:
    kind, text, start = match.lastgroup, match.string, match.start()
    if kind in ("future", "future_in_past", "infinitive", "modal", "timetable", "set_down", "timely", "progressive"):
        return 1
    if kind == "regular":
        return None if ADJECTIVE.search(text, max(0, start - 10), start) else -1
    if kind in ("perfect", "reported"):
        return -1
    word = match[0].lower()
    if kind == "present" or (word in same_forms() and OF_NOUN.search(text, max(0, start - 10), start)):
        return None
    return -1 if word in past_forms() or word in same_forms() else None
