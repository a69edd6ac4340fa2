"""A claim's text and its cue in, its flags out: negated, denied, hedged, modal, future, question."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex
from attrs import frozen

from quotekit.claims.verbs import has_verb
from quotekit.claims.words import holds_any, kept
from quotekit.values import Span

NEGATOR = regex.compile(
    r"""\b(?: (?P<word> not | never | no | nothing | nobody | none | neither | nor | nowhere | cannot |
      no-one | without(?=\sdoubt\b.{0,3}not) | ain['’]t )
        | (?P<short> (?: \w+ n['’]t ) )
        | (?P<verb> (?: fail(?:s|ed)? | refus(?:e|es|ed) | declin(?:e|es|ed) | unable | unwilling ) \s to |
          lack(?:s|ed)? (?= \s [a-z] ) | (?: is | are | was | were ) \s far\s from ) ) (?! \w )""",
    regex.VERBOSE | regex.IGNORECASE,
)
NEGATIVE = re.compile(
    r"\b(?:not|never|no|nothing|nobody|none|neither|nor|nowhere|cannot)\b|n['’]t|without|fail|refus|declin|unable|"
    r"unwilling|lack|far\sfrom",
    re.IGNORECASE,
)
"""What each alternative of :data:`NEGATOR` holds."""
# Words with "no" that deny nothing of the statement.
HARMLESS = regex.compile(
    r"(?:not\s(?:only|just|merely|simply|least|to\smention)|no\s(?:doubt|matter|wonder|less\sthan|"
    r"fewer\sthan|more\sthan|later\sthan|sooner)|nothing\s(?:but|less|short)|no\.\s?\d|never\s?mind|"
    r"why\snot|whether\sor\snot|or\snot\b|"
    r"(?<=,\s|^|\bwhy\s)(?:is|are|was|were|do|does|did|wo|ca|could|would|should|has|have)n['’]t\s(?:it|he|she|they|we|you|that|this)\b|"
    r",\s(?:and\s)?not\s(?!an?\ssingle|one|even|only)[\w’'\s-]{1,30}[.!]?$)",
    regex.IGNORECASE,
)
# A second negation that undoes the first: "not impossible", "never fails to", "not without", "no one denies".
UNDONE = regex.compile(
    r"""[\s,]+ (?: \w+ \s ){0,3}? (?: un(?!der|it|til|ion|ique|iform|iver|less|to\b|cle)\w{3,} |
      im(?:possible|probable|plausible|moral|mature) |
      in(?:significant|conceivable|appropriate|correct|evitable|capable|different|visible|valid|consistent|sane)
         | ir(?:relevant|responsible|rational) | il(?:legal|legitimate|logical) |
           dis(?:agree|honest|loyal|similar|like|pute)\w* | without | deny | denies | denied | dispute[sd]? |
           doubts? (?! \s that\b .* not ) | fail(?:s|ed)?\sto | lack\w* | neither | no | nothing | never | not
           (?! \s only ) ) \b""",
    regex.VERBOSE | regex.IGNORECASE,
)
SUBORDINATE = regex.compile(
    r"""(?: ,? \s (?: who | whom | whose | which | where | because | although | though | unless |
      whereas | even\sthough | if | when | while | since | so\sthat | until | before | after |
      as\slong\sas ) \s
          | (?<= \b (?: said | says | say | claim | claims | claimed | know | knows | knew | believe | believes
            | believed | argue | argues | argued | show | shows | showed | mean | means | sure | clear |
            confident | report | reports | reported | fact | idea | notion | hope | hopes | convinced | afraid |
            warned | warns | insist | insists | insisted | certain | aware | true ) \s ) that \s
          | \s that \s (?= (?: he | she | it | they | we | I | you | there | the | an? | his | her | its | their | our |
            my | nobody ) \s )
          | ,? \s (?: but | and ) \s (?= \w+ \s (?:
            is|are|was|were|has|have|had|will|would|can|could|do|does|did|\w+s|\w+ed ) \b ) | [;—–] | : \s )""",
    regex.VERBOSE | regex.IGNORECASE,
)
FRONTED = regex.compile(
    r"^(?:if|when|while|although|though|because|since|unless|until|before|after|as|even\sthough|despite|"
    r"in\sspite\sof|without|unlike|given)\b[^,]{1,160},\s",
    regex.IGNORECASE,
)
SENTENCE_END = regex.compile(
    r"(?<!\b(?:Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|U\.S|U\.K|U\.N|No|vs|Jr|Sr|"
    r"\p{Lu}))[.!?]+[\"”’)]*\s+(?=[\p{Lu}\d\"“‘(])"
)
# "He was not there and did not see it" denies twice, and cancels nothing.
JOINED = regex.compile(r"\b(?:and|but|or)\s")
RAISED = regex.compile(r"\b(?:do|does|did)(?:\snot|n['’]t)\s(?:think|believe|expect|suppose|feel)\b", regex.IGNORECASE)
HEDGE = regex.compile(
    r"""\b (?: may | might | could(?=\s(?:have|be)\b) | allegedly | alleged | reportedly | probably |
      possibly | perhaps | maybe | apparently | presumably | supposedly | purportedly | purported |
      ostensibly
         | seemingly | arguably | conceivably | potentially | likely | unlikely | suspected | seems? | seemed |
           appears? (?!\s(?:in|on|at|before)\b) | appeared(?=\sto\b) | suggests? | suggested | suggesting |
           rumou?red | believed\sto | thought\sto | said\sto | tends?\sto
         | (?<! \b (?:the|an?|one|two|this|that|his|her|their|no|any|every) ) \s (?: thinks? | believes? |
           guess(?:es)? | suspects? | supposes? | assumes? ) \b
           | in\s (?: my | our | his | her | their | \S{1,30} ['’]s ) \s (?: view | opinion ) |
             as\sfar\sas | it\sis\spossible |
           possible(?=\sthat) | sort\sof | kind\sof | unclear | not\ssure | not\scertain ) \b""",
    regex.VERBOSE | regex.IGNORECASE,
)
HEDGE_PIECES = tuple(
    "may might could alleged reportedly probabl possib perhaps apparently presumabl suppos purported ostensibl seem "
    "arguabl conceivabl potential likely suspect appear suggest rumo believe thought said tend think guess assum "
    "opinion view far sort kind unclear sure certain".split()
)
"""What each alternative of :data:`HEDGE` holds."""
NO_HEDGE = regex.compile(
    r"\b(?:no\sdoubt|to\sappear|May\s\d|in\sMay|\d\sMay|last\sMay|kind\sof\s(?:weapon|attack|thing|people|"
    r"person|man|woman)s?)\b"
)
MODAL = regex.compile(
    r"\b(?:can|could|may|might|must|should|ought\sto|shall|would|cannot|can['’]t|couldn['’]t|shouldn['’]t|"
    r"wouldn['’]t|mustn['’]t|(?:has|have|had|needs?|needed)\sto(?=\s\w))\b|\b\w+['’]d(?=\s(?:be|have|like|"
    r"rather|\w+(?<!ed)\b))",
    regex.IGNORECASE,
)
MODAL_PIECES = tuple("can could may might must should ought shall would cannot has have had need 'd ’d".split())
FUTURE = regex.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are|am|be|['’]s|['’]re|['’]m)\s(?:not\s)?(?:going(?!\sto\s(?:the|an?|my|our|his|her|their|its|this|that|(?-i:\p{Lu}))\b?)|about|set|due|"
    r"expected|scheduled|slated|poised)\sto|(?<!\bno\s)plans?\sto|intends?\sto|vows?\sto|promises\sto|gonna)\b|"
    r"['’]ll\b",
    regex.IGNORECASE,
)
# "Will found it", "Mr. May said", "the can was empty": names and nouns that are printed like verbs.
NO_MODAL = regex.compile(
    r"""\b (?: Mr | Mrs | Ms | Dr | Sir | Lord | Lady | Judge | President ) \.? \s (?: Will | May ) \b
      | (?: ^ | [.!?]\s | [“"] ) (?: Will | May ) \s
          (?= (?: was | is | had | has | did | said | says | found | took | got | went | came | made | saw | told | left
            | ran | gave | \p{Ll}+ed ) \b )
      | \b (?: [Tt]he | [Aa]n? | [Tt]his | [Tt]hat | [Ee]very | [Mm]y | [Hh]is | [Hh]er | [Tt]heir | [Oo]ur | [Ii]ts )
          \s (?: can | will | might | must ) \b""",
    regex.VERBOSE,
)
NAMED_LIKE_VERBS = ("will", "may", "can", "might", "must")
# "It is not true that …": the negation of what follows.
NOT_TRUE = regex.compile(
    r"(?:it|that)\s?(?:is|was|['’]s)?\s?(?:is\s|was\s)?(?:n['’]t|not|isn['’]t|wasn['’]t)\s(?:true|the\scase|correct|right)\sthat\s",
    regex.IGNORECASE,
)
# ", ‘I saw nothing,’": words of somebody else inside.
QUOTED_INSIDE = regex.compile(r"[,:]\s[‘“\"'][^‘’“”\"]{2,200}[’”\"'](?!\w)")
QUESTION = regex.compile(r"\?[\s\"”’')]*$")
ASKED = regex.compile(r"(?:whether|if|why|what|how|who|when|where)\b", regex.IGNORECASE)
ASKS = regex.compile(
    r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|inquir\w+|enquir\w+|question(?:s|ed|ing)?)\b", regex.IGNORECASE
)
DENIES = regex.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|"
    r"disput(?:e|es|ed|ing)|rebut(?:s|ted)?|repudiat(?:e|es|ed|ing)|disavow(?:s|ed)?|"
    r"disclaim(?:s|ed)?|rubbish(?:es|ed)|debunk(?:s|ed)?|contradict(?:s|ed)?|scoff(?:s|ed)?\sat|"
    r"brush(?:es|ed)?\s(?:off|aside)|pour(?:s|ed)?\scold\swater\son|rul(?:e|es|ed|ing)\sout|denial)\b",
    regex.IGNORECASE,
)
NOT_DENIED = regex.compile(
    r"\b(?:not|never|n['’]t|neither|nor|without|declined\sto|refused\sto|"
    r"stopped\sshort\sof)\s(?:\w+\s){0,2}$",
    regex.IGNORECASE,
)
DOUBTS = regex.compile(
    r"\b(?:speculat\w+|suspect\w*|believ\w+|think\w*|thought|guess\w*|suppos\w+|assum\w+|suggest\w*|"
    r"fear\w*|doubt\w*|surmis\w+|imagin\w+)\b",
    regex.IGNORECASE,
)


@frozen
class Flags:
    """What the wording says about its own truth and time."""

    negated: bool
    denied: bool
    hedged: bool
    modal: bool
    future: bool
    question: bool


def flags_of(text: str, cue: str | None = None, months: Sequence[Span] = ()) -> Flags:
    """Return the flags of a claim's text; ``months`` are stretches where "may" names the month.

    >>> flags_of("The army will not attack.").negated, flags_of("It is not impossible.").negated
    (True, False)
    >>> flags_of("it had attacked the port", cue="denied").denied
    True
    """
    asks, doubts, denies = _read_cue(cue or "")
    low = text.casefold()
    if holds_any(low, NAMED_LIKE_VERBS):
        text = NO_MODAL.sub(lambda found: "x" * len(found[0]), text)
        low = text.casefold()
    question = ("?" in text and bool(QUESTION.search(text))) or (asks and ASKED.match(text) is not None)
    hedged = doubts or (
        holds_any(low, HEDGE_PIECES) and any(not _covered(m, months) for m in HEDGE.finditer(NO_HEDGE.sub(" ", text)))
    )
    modal = holds_any(low, MODAL_PIECES) and any(not _covered(m, months) for m in MODAL.finditer(text))
    return Flags(is_negated(text), denies, hedged, modal, bool(FUTURE.search(text)), question)


@kept(4096)
def _read_cue(cue: str) -> tuple[bool, bool, bool]:
    """Return whether a cue asks, doubts and denies."""
    return bool(ASKS.search(cue)), bool(DOUBTS.search(cue)), is_denied(cue)


def _covered(match: regex.Match[str], months: Sequence[Span]) -> bool:
    return match[0] == "May" and any(span.start <= match.start() < span.end for span in months)


def is_denied(cue: str) -> bool:
    """Tell whether a cue denies what it reports.

    >>> is_denied("flatly denied that"), is_denied("did not deny"), is_denied("said")
    (True, False, False)
    """
    match = DENIES.search(cue)
    return match is not None and not NOT_DENIED.search(cue[: match.start()])


def main_statement(text: str) -> str:
    """Return the first sentence's main clause, by the words that open the others; "NASA and ESA will" is one."""
    end = SENTENCE_END.search(text)
    first = text[: end.start() + 1] if end else text
    fronted = FRONTED.match(first)
    if fronted:
        first = first[fronted.end() :]
    for other in SUBORDINATE.finditer(first, min(len(first), 3)):
        if not JOINED.match(other[0].lstrip(" ,")) or has_verb(first[: other.start()]):
            return first[: other.start()]
    return first


def is_negated(text: str) -> bool:
    """Tell whether the main statement, as worded, is negated; two negations that cancel are not."""
    if NEGATIVE.search(text) is None:
        return False
    untrue = NOT_TRUE.match(text.lstrip("“\"‘' "))
    if untrue is not None:
        return not is_negated(text.lstrip("“\"‘' ")[untrue.end() :])
    text = QUOTED_INSIDE.sub(" ", text)
    if RAISED.search(text[:80]):
        return True
    statement = HARMLESS.sub(" ", main_statement(text))
    found = list(NEGATOR.finditer(statement))
    if not found:
        return False
    last = found[0]
    if (
        len(found) > 1
        and found[1]["word"]
        and found[1]["word"].lower() in ("nor", "no", "not", "or")
        and regex.search(r"[,;]|\band\b|\bnor\b|\bor\b", statement[last.end() : found[1].end()])
    ):
        return True
    if len(found) > 1 and JOINED.search(statement, last.end(), found[1].start()):
        return not UNDONE.match(statement[: found[1].start()], last.end())
    if len(found) == 2 and found[1].start() - last.end() < 60:
        return False
    return not UNDONE.match(statement, last.end())
