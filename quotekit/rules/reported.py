"""A cue in its place in, an indirect or mixed quotation out: the clause or phrase that it reports."""

from __future__ import annotations

import re

from quotekit.rules.clauses import CLAUSAL, SUBJECT_VERB, SUBORDINATE_CUT, clause_end, phrase_end
from quotekit.rules.findings import Finding, Run
from quotekit.rules.grammar import ING
from quotekit.rules.noun_phrases import SIMPLE, source_after, source_of, subject_of
from quotekit.rules.sites import Site

# Between a cue and its "that": "said in an interview on Monday that".
ADJUNCT = re.compile(r"(?: ,r, | [iTrat] [^|¶,;:hWQxv\ue000-\uf8ff]{0,17} ) (?=h)", re.VERBOSE)
WHOM = re.compile(r"[^|¶,;:hWQxv\ue000-\uf8ff]{1,18}(?=h)")
ADJUNCT_COMMA = re.compile(r"(?:,r,|[iT][^|¶,;:hWQxv\ue000-\uf8ff]{0,12},)")
TO = re.compile(r"(?: [iT] [^|¶,;:hWQxvt\ue000-\uf8ff]{0,10} )? (?=t)", re.VERBOSE)
DATE = re.compile(r"(?:i?T[#,]?)*")
# "said if elected, he would …"
OPENING = re.compile(r"[uWi][^|¶,;:hQ]{1,12},")
SENTENTIAL = re.compile(r"[^|¶,;:] [^|¶;:]", re.VERBOSE)
RELATIVES = frozenset({"what", "which"})
NOBODY = frozenset({"you", "there"})
WEAK = frozenset({"you", "there", "that", "i", "we"})
"""Words that are no source, and those that are none of a wish or a judgement: the writer speaks, or a thing does."""
SUBORDINATORS = frozenset("uWa")
CIRCUMSTANCES = frozenset({"when", "where", "if", "whenever", "wherever"})
"""What follows these is no content, unless somebody asks: "she said when she arrived"."""
MAIN_VERB = re.compile(r"(?<=[NnsyTo.]) [xzr]{0,3} [xvV\ue000-\uf8ff]", re.VERBOSE)
GAP = re.compile(r"d[jn]{0,3}[nsg](?P<who>d[jnNs]{1,4}|p|N{1,3})$")
"""A noun and who names it, nothing between: "a finding his widow"."""
RECENT = frozenset({"last", "late", "earlier", "early", "next", "this"})
"""Words that begin a date without a name: "said last month that"."""
TOLD = frozenset({"say", "confirm", "deny", "claim"})
RESPONDING = frozenset({"respond to", "reply to"})
REQUESTS = frozenset(
    {
        "request",
        "requests",
        "question",
        "questions",
        "call",
        "calls",
        "message",
        "messages",
        "email",
        "emails",
        "inquiry",
        "inquiries",
        "enquiry",
        "enquiries",
        "query",
        "queries",
    }
)
EXPECTING = frozenset({"expect", "say", "believe", "think", "see", "consider", "report"})
BARE_START = frozenset("pdNns#jqQg")
PHRASE_START = frozenset("podNnjsg#qQeM")


def says_that(site: Site) -> Finding | None:
    """X said (in an interview) that …."""
    signs = site.shape.signs
    start = site.end
    adjunct = (WHOM if "whom" in site.cue.frames else ADJUNCT).match(signs, start, site.high)
    if adjunct:
        start = adjunct.end()
    elif "h" in signs[start : start + 5] and site.shape.word(start) in RECENT:
        start = signs.index("h", start)
    elif signs[start : start + 2] == ",h":
        start += 1
    if signs[start : start + 1] != "h" or not SENTENTIAL.match(signs, start + 1, site.high):
        return None
    return _clause(site, start)


def it_is_said(site: Site) -> Finding | None:
    """It is said that …; it was announced (by X) that …."""
    shape, start = site.shape, site.end
    if site.group <= site.low:
        return None
    if shape.word(site.group - 1) != "it":
        return None
    source = source_after(shape, start + 1, site.high) if shape.signs[start : start + 1] == "b" else None
    start = source[1] if source else start
    if shape.signs[start : start + 1] != "h":
        return None
    return Finding(site, [(start, clause_end(shape, start, site.high))], source)


def asks_whether(site: Site) -> Finding | None:
    """X asked (Y) whether …."""
    signs = site.shape.signs
    start = site.end
    if "whom" in site.cue.frames:
        whom = SIMPLE.match(signs, start, site.high)
        start = whom.end() if whom else start
    if signs[start : start + 1] != "W" or (site.cue.cue_class != "ask" and site.shape.word(start) in CIRCUMSTANCES):
        return None
    return _clause(site, start)


def asked_whether(site: Site) -> Finding | None:
    """Asked (by Y) whether …, X said …."""
    if site.group != site.low:
        return None
    signs = site.shape.signs
    source: Run | None = None
    start = site.end
    if signs[start : start + 1] == "b":
        source = source_after(site.shape, start + 1, site.high)
        start = source[1] if source else start
    start = _behind_date(site, start)
    if signs[start : start + 1] not in {"W", "i"}:
        return None
    comma = SUBORDINATE_CUT.search(signs, start + 1, site.high)
    return Finding(site, [(start, comma.start())], source) if comma else None


def says_bare(site: Site) -> Finding | None:
    """X said (on Monday) he would …."""
    signs = site.shape.signs
    adjunct = ADJUNCT_COMMA.match(signs, site.end, site.high)
    if adjunct and SUBJECT_VERB.match(signs, adjunct.end(), site.high):
        return _clause(site, adjunct.end())
    if site.cue.lemma == "say":
        opening = OPENING.match(signs, site.end, site.high)
        if opening and SUBJECT_VERB.match(signs, opening.end(), site.high):
            return _clause(site, site.end)
    start = _behind_date(site, site.end)
    if signs[start : start + 1] not in BARE_START or not CLAUSAL.search(signs, start, site.high):
        return None
    if site.cue.lemma != "say" and not SUBJECT_VERB.match(signs, start, site.high):
        return None
    return _clause(site, start)


def tells_bare(site: Site) -> Finding | None:
    """X told Y he would …."""
    signs = site.shape.signs
    whom = SIMPLE.match(signs, site.end, site.high)
    if not whom:
        return None
    start = _behind_date(site, whom.end())
    if signs[start : start + 1] not in {"p", "d", "N"} or not CLAUSAL.search(signs, start, site.high):
        return None
    return _clause(site, start)


def plans_to(site: Site) -> Finding | None:
    """X vowed to …."""
    found = TO.match(site.shape.signs, site.end, site.high)
    return _clause(site, found.end(), clausal=False) if found else None


def tells_to(site: Site) -> Finding | None:
    """X told Y to …."""
    whom = SIMPLE.match(site.shape.signs, site.end, site.high)
    if not whom or site.shape.signs[whom.end() : whom.end() + 1] != "t":
        return None
    return _clause(site, whom.end(), clausal=False)


def denies_doing(site: Site) -> Finding | None:
    """X denied knowing …."""
    sign = site.shape.signs[site.end : site.end + 1]
    form = site.shape.grammar.forms.get(sign)
    if sign != "g" and (form is None or form.inflection != ING):
        return None
    return _clause(site, site.end)


def criticizes(site: Site) -> Finding | None:
    """X criticized the plan."""
    signs = site.shape.signs
    start = site.end
    if signs[start : start + 1] not in PHRASE_START or site.cue.lemma in RESPONDING:
        return None
    if site.cue.cue_class == "name" and signs[start] in "Qq" and signs[site.group - 1 : site.group] in set("nNsjge"):
        # "A pudding called “Death by Plum”": the thing has the name.
        subject = subject_of(site)
        if subject is None or signs[subject[0] - 1 : subject[0]] not in {"w", "h", "W"}:
            return None
    end = phrase_end(site.shape, start, site.high)
    if signs[site.group - 1 : site.group] in {"w", "h"}:
        # "Voters who backed the mayor say …": the main verb ends the relative clause.
        verb = MAIN_VERB.search(signs, start + 1, end)
        end = verb.start() if verb else end
    return _reported(site, (start, end), clausal=False)


def does_not_respond(site: Site) -> Finding | None:
    """X did not respond to a request for comment."""
    if site.cue.lemma not in RESPONDING or "z" not in site.shape.signs[site.group : site.at]:
        return None
    end = phrase_end(site.shape, site.end, site.high)
    asked = any(site.shape.word(at) in REQUESTS for at in range(site.end, min(end, site.end + 6)))
    return _reported(site, (site.end, end), clausal=False) if asked else None


def what_source_calls(site: Site) -> Finding | None:
    """What X called a mistake; the raid, which X sees as a warning."""
    shape, start = site.shape, site.end
    named_behind = _gap_subject(site)
    source = named_behind or subject_of(site)
    if source is None or source[0] <= site.low:
        return None
    before = shape.word(source[0] - 1)
    if named_behind is None and before not in RELATIVES:
        return None
    as_such = shape.word(start) == "as"
    named = before == "what" and (as_such or site.cue.cue_class == "name")
    if not named and not (before == "which" and as_such) and named_behind is None:
        return None
    start += as_such
    if shape.signs[start : start + 1] not in PHRASE_START:
        return None
    return Finding(site, [(start, _named_end(site, start))], source)


def _gap_subject(site: Site) -> Run | None:
    """Return who names what stands right before him: of "a finding his widow called “no comfort”", "his widow"."""
    signs = site.shape.signs
    if site.cue.cue_class != "name" or signs[site.end : site.end + 1] not in {"Q", "q"}:
        return None
    found = GAP.search(signs, max(site.low, site.group - 12), site.group)
    return found.span("who") if found else None


def _named_end(site: Site, start: int) -> int:
    """Return where a name between marks ends, if the main verb follows it: "what X calls “a mess” led to more"."""
    signs = site.shape.signs
    end = phrase_end(site.shape, start, site.high)
    passage = start
    while passage < end and signs[passage] in "djn":
        passage += 1
    ends = passage + 1 < end and signs[passage] in "Qq" and signs[passage + 1] not in "iftab&nNsj"
    return passage + 1 if ends else end


def is_confirmed_by(site: Site) -> Finding | None:
    """The merger was confirmed by both firms."""
    if site.cue.cue_class not in TOLD or site.shape.signs[site.end : site.end + 1] != "b":
        return None
    subject = subject_of(site)
    source = source_after(site.shape, site.end + 1, site.high)
    if subject is None or source is None or site.shape.signs[subject[0]] in "pwh":
        return None
    return Finding(site, [subject], source)


def is_expected_to(site: Site) -> Finding | None:
    """The firm is expected to close: nobody is named who expects it."""
    if site.cue.lemma not in EXPECTING:
        return None
    if site.shape.signs[site.end : site.end + 1] not in {"t", "a"}:
        return None
    subject = subject_of(site)
    if subject is None:
        return None
    return Finding(site, [subject, (site.end, clause_end(site.shape, site.end, site.high))], None)


def _behind_date(site: Site, at: int) -> int:
    if at + 1 < site.high and site.shape.signs[at + 1] in "nT" and site.shape.word(at) in RECENT:
        return at + 2
    found = DATE.match(site.shape.signs, at, site.high)
    return found.end() if found else at


def _clause(site: Site, start: int, clausal: bool = True) -> Finding | None:
    found = _reported(site, (start, clause_end(site.shape, start, site.high)), clausal)
    if found and found.source and site.shape.signs[found.source[0] - 1 : found.source[0]] in SUBORDINATORS:
        # "While X said it was late, Y …": the clause ends with the subordinate one.
        comma = SUBORDINATE_CUT.search(site.shape.signs, start + 1, found.content[0][1])
        if comma:
            found.content[0] = (start, comma.start())
    return found


def _reported(site: Site, content: Run, clausal: bool) -> Finding | None:
    source = source_of(site) if content[0] < content[1] else None
    if source is None or site.shape.word(source[0]) in (NOBODY if clausal else WEAK):
        return None
    return Finding(site, [content], source)
