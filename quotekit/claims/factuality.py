"""Two statements in, whether one only tries, asks for, nearly does or makes hang on an if what the other does, out."""

from __future__ import annotations

import regex

from quotekit.claims.similarity import likeness
from quotekit.claims.statements import Statement
from quotekit.claims.tense import past_forms
from quotekit.claims.words import lemma

# "tried to steal", "urged the city to ban": the deed that hangs on these is not told as done.
UNDONE = regex.compile(
    r"\b(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|seek(?:s|ing)?|sought|fail(?:s|ed|ing)?|hop(?:e|es|ed|ing)|"
    r"want(?:s|ed|ing)?|threaten(?:s|ed|ing)?|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|plan(?:s|ned|ning)?|"
    r"intend(?:s|ed|ing)?|agree[sd]?|agreeing|order(?:s|ed)?|need(?:s|ed)?|ready|offer(?:s|ed|ing)?|(?:urg|invit|encourag|advis)(?:e|es|ed|ing)|"
    r"(?:ask|call|press|beg|appeal|push|petition|demand)(?:s|ed|ged|ing)?)\b(?:\s[\w’'-]+){0,5}?\sto\s"
    r"(?:\p{Ll}+ly\s)?(?:be\s)?(?P<verb>\p{Ll}{2,})",
    regex.IGNORECASE,
)
# "must be repaired", "is considering running", "ordered the closure of the pool".
OWED = regex.compile(
    r"\b(?:must|should|ought\sto|ha(?:s|ve)\sto)\s(?!have\b)(?:\p{Ll}+ly\s)?(?:be\s)?(?P<verb>\p{Ll}{2,})",
    regex.IGNORECASE,
)
MULLED = regex.compile(
    r"\b(?:consider|mull|contemplat|propos|suggest|recommend|risk|avoid|delay)(?:s|ed|ing|es|e)?\s(?P<verb>\p{Ll}{2,}ing)\b",
    regex.IGNORECASE,
)
ASKED_FOR = regex.compile(
    r"\b(?:(?:order|demand|request|recommend)(?:s|ed)?|(?:urg|propos)(?:e|es|ed)|seeks?|sought|"
    r"(?:call|push|appeal|ask)(?:s|ed|ing)?\sfor)\s(?:the|an?|his|her|its|their)\s(?P<verb>\p{Ll}{4,})",
    regex.IGNORECASE,
)
UNDONE_WORD = regex.compile(
    r"\b(?:tr(?:y|ies|ied|ying)|attempt\w*|seek(?:s|ing)?|sought|fail\w*|hop(?:e|es|ed|ing)|want\w*|threat\w*|refus\w*|"
    r"declin\w*|plan(?:s|ned|ning)?|inten[dt]\w*|offer\w*|urg\w+|invit\w+|encourag\w+|advi[sc]e\w*|ask\w*|call\w*|press(?:ed|es|ing)?|"
    r"agree\w*|order(?:s|ed)|need\w*|ready|must|should|ha(?:s|ve)\sto|consider\w*|mull\w*|contemplat\w*|propos\w+|suggest\w*|"
    r"recommend\w*|risk\w*|avoid\w*|delay\w*|request\w*|beg(?:s|ged|ging)?|appeal\w*|push\w*|petition\w*|demand\w*)\b",
    regex.IGNORECASE,
)
# "prevented the bomb from exploding", "was barred from leaving".
KEPT_FROM = regex.compile(
    r"\b(?:prevent|bar|block|stop|prohibit|discourag|dissuad|ban|kee?p|restrain|exclud)\w*(?:\s[\w’'-]+){0,5}?\sfrom\s"
    r"(?P<verb>\p{Ll}{2,}ing)\b",
    regex.IGNORECASE,
)
UNTOLD = (UNDONE, OWED, MULLED, ASKED_FOR, KEPT_FROM)
PARTLY = regex.compile(r"\b(?:partly|partially|(?<!least\s)in\spart)\b", regex.IGNORECASE)
IN_PART = regex.compile(r"\b(?:part\w*|some|half|sections?|portions?)\b", regex.IGNORECASE)
INSTEAD = regex.compile(r"\b(?:instead\sof|rather\sthan)\s(?:the\s|an?\s|his\s|her\s|its\s|their\s)?(?P<word>\p{L}+)")
ALMOST = regex.compile(r"\b(?:almost|nearly|narrowly|virtually|all\sbut)\s(?P<word>\p{Ll}+)", regex.IGNORECASE)
WHOLLY = frozenset({"all", "every", "everyone", "everybody", "everything", "whole", "entire", "entirely", "completely"})
SIZES = frozenset({"doubled", "tripled", "trebled", "quadrupled", "halved"})
EXCEPT = regex.compile(
    r"\b(?:except(?:\sfor)?|excluding|apart\sfrom|other\sthan|with\sthe\sexception\sof|"
    r"(?:every|any|no)(?:one|body|thing|\sone)\sbut|(?:all|none|every\s\w+|no\s\w+)\s(?:\p{Ll}+\s)?but)\b(?!\s(?:also|not|that))",
    regex.IGNORECASE,
)
EVERY = regex.compile(r"\b(?:all|every\w*|each|any\w*|no|none|nobody|nothing)\b", regex.IGNORECASE)
NOT_REAL = regex.compile(
    r"\b(?:fake|bogus|mock|toy|replica|dummy|counterfeit|attempted|planned|proposed|failed|aborted|foiled|thwarted|possible|"
    r"potential)\s(?P<word>\p{Ll}{3,})",
    regex.IGNORECASE,
)
ONCE = regex.compile(r"\b(?:(?:was|were)\s(?:once|formerly|previously)|once\s(?:was|were)|used\sto\s(?:be|have))\b")
NOW = regex.compile(r"\b(?:is|are)\b|['’](?:s|re)\s(?:an?|the)\b")
THEN = regex.compile(r"\b(?:was|were|had|did|once|used)\b")
GOING_ON = regex.compile(r"\b(?:is|are)\s(?:\p{Ll}+ly\s)?(?P<verb>\p{Ll}{2,}ing)\b")
FINISHED = regex.compile(r"\b(?:has|have)\s(?:\p{Ll}+ly\s|already\s)?(?P<verb>\p{Ll}{3,})\b")
KIN = (
    r"wife|husband|widow|son|daughter|brother|sister|mother|father|cousin|nephew|niece|uncle|aunt|spokes(?:man|woman|person)|"
    r"lawyer|aide|advis[eo]r|assistant|friend|bodyguard|chauffeur|secretary|agent|neighbou?r|colleague|predecessor|successor|rival"
)
RELATION = regex.compile(
    rf"\b(?P<kin>{KIN})s?\s(?:of|for|to)\s(?:the\s|an?\s)?(?P<who>\p{{L}}+)|\b(?P<who>\p{{L}}+)['’]s\s(?P<kin>{KIN})s?\b"
)
ONLY = regex.compile(r"\b(?:only|solely|exclusively)\b", regex.IGNORECASE)
TOO = regex.compile(
    r"\b(?:too|as\swell|also|not\sonly)\b(?!\s(?:many|much|few|little|late|early|\p{L}+\sto))", regex.IGNORECASE
)
OFFICE = regex.compile(
    r"(?<!\p{Lu}\p{Ll}+,\s(?:the\s|an?\s)?)\b(?:former|ex|acting|interim|deputy|vice|assistant|future|would-be|self-styled)[\s-]"
    r"(?P<role>\p{Ll}{3,})\b(?!,?\s\p{Lu})",
)


def factuality_differs(one: Statement, other: Statement) -> str | None:
    """Return what makes one less than the other: a condition, an attempt, an exception, an office that is past."""
    for a, b in ((one, other), (other, one)):
        if a.condition and not b.condition and not a.condition & b.bases:
            return "condition"
        if _undone(a, b) or _almost(a, b) or _unreal(a, b):
            return "certainty"
        if PARTLY.search(a.text) and not IN_PART.search(b.text):
            return "part and whole"
        if _instead(a, b):
            return "another word in its place"
        if EXCEPT.search(a.text) and EVERY.search(b.text) and not EXCEPT.search(b.text):
            return "exception"
        if ONLY.search(a.text) and not TOO.search(a.text) and TOO.search(b.text) and not ONLY.search(b.text):
            return "only"
        if _office(a.text, b.text) or _related(a, b):
            return "office"
        if _no_more(a.text, b.text) or _unfinished(a.text, b.text):
            return "tense"
    return None


def _undone(one: Statement, other: Statement) -> bool:
    """Tell whether one tries, threatens or asks to do what the other tells as done."""
    if UNDONE_WORD.search(other.text) or KEPT_FROM.search(other.text):
        return False
    verbs = {lemma(match["verb"].lower()) for pattern in UNTOLD for match in pattern.finditer(one.text)}
    done = other.past - one.past
    return any(verb == deed or likeness(*sorted((verb, deed))) >= 0.9 for verb in verbs for deed in done)


def _instead(one: Statement, other: Statement) -> bool:
    """Tell whether the other speaks of that in whose place one puts something else."""
    if INSTEAD.search(other.text):
        return False
    return any(lemma(match["word"].lower()) in other.bases for match in INSTEAD.finditer(one.text))


def _almost(one: Statement, other: Statement) -> bool:
    """Tell whether one nearly did what the other did, or speaks of nearly all of which the other has all."""
    if ALMOST.search(other.text):
        return False
    words = {match["word"].lower() for match in ALMOST.finditer(one.text)} - SIZES
    whole = words & WHOLLY
    deeds = {lemma(word) for word in words if word.endswith("ed") or word in past_forms()}
    return bool(deeds & other.past) or bool(whole and EVERY.search(other.text))


def _office(one: str, other: str) -> bool:
    """Tell whether one speaks of a former or deputy one of what the other speaks of, and neither tells the name.

    >>> _office("The former minister was charged.", "The minister was charged.")
    True
    """
    roles = {match["role"] for match in OFFICE.finditer(one)}
    if not roles or OFFICE.search(other):
        return False
    return any(regex.search(rf"\b{regex.escape(role)}\b(?!,?\s\p{{Lu}})", other) for role in roles)


def _related(one: Statement, other: Statement) -> bool:
    """Tell whether one speaks of the wife, the lawyer or the spokesman of whom the other speaks of."""
    for match in RELATION.finditer(one.text):
        kin, who = lemma(match["kin"].lower()), lemma(match["who"].lower())
        if who in other.bases and not any(likeness(*sorted((kin, base))) >= 0.85 for base in other.bases):
            return not RELATION.search(other.text)
    return False


def _unreal(one: Statement, other: Statement) -> bool:
    """Tell whether one speaks of a fake, planned or failed one of what the other speaks of."""
    if NOT_REAL.search(other.text) or UNDONE_WORD.search(other.text):
        return False
    return any(lemma(match["word"].lower()) in other.bases for match in NOT_REAL.finditer(one.text))


def _no_more(one: str, other: str) -> bool:
    return ONCE.search(one) is not None and NOW.search(other) is not None and THEN.search(other) is None


def _unfinished(one: str, other: str) -> bool:
    """Tell whether one says that something is going on that the other says is over."""
    coming = {lemma(match["verb"]) for match in GOING_ON.finditer(one)}
    done = {lemma(match["verb"]) for match in FINISHED.finditer(other)}
    return bool(coming & done) and not GOING_ON.search(other) and not FINISHED.search(one)
