"""A cue in its place in, an indirect or mixed quotation out: the clause or phrase that it reports."""

from __future__ import annotations

import re

from quotekit.rules.clauses import CLAUSAL, clause_end, phrase_end, trimmed
from quotekit.rules.noun_phrases import SIMPLE, first_subject, source_after, subject_before
from quotekit.rules.sites import Site
from quotekit.values import Attribution, Span

# Between a cue and its "that": "said in an interview on Monday that".
ADJUNCT = re.compile(r"[^|¶,;:hWQxv\ue000-\uf8ff]{1,18}(?=h)")
DATE = re.compile(r"(?:i?T[#,]?)*")
BARE_START = frozenset("pdNns#jqQg")


def says_that(site: Site) -> Attribution | None:
    """X said (in an interview) that …"""
    if not site.cue.frames & {"that", "whom"} or site.use not in {"finite", "participle"}:
        return None
    signs = site.shape.signs
    start = site.end
    adjunct = ADJUNCT.match(signs, start, site.high)
    if adjunct:
        start = adjunct.end()
    elif signs[start : start + 2] == ",h":
        start += 1
    if signs[start : start + 1] != "h" or not CLAUSAL.search(signs, start + 1, site.high):
        return None
    return _clause(site, start, "says_that")


def asks_whether(site: Site) -> Attribution | None:
    """X asked (Y) whether …"""
    if "whether" not in site.cue.frames or site.use not in {"finite", "participle"}:
        return None
    signs = site.shape.signs
    start = site.end
    if "whom" in site.cue.frames:
        whom = SIMPLE.match(signs, start, site.high)
        start = whom.end() if whom else start
    if signs[start : start + 1] != "W":
        return None
    return _clause(site, start, "asks_whether")


def says_bare(site: Site) -> Attribution | None:
    """X said (on Monday) he would …"""
    if "bare" not in site.cue.frames or site.use not in {"finite", "participle"} or "whom" in site.cue.frames:
        return None
    signs = site.shape.signs
    start = _behind_date(site, site.end)
    if signs[start : start + 1] not in BARE_START or not CLAUSAL.search(signs, start, site.high):
        return None
    return _clause(site, start, "says_bare")


def tells_bare(site: Site) -> Attribution | None:
    """X told Y he would …"""
    if not {"bare", "whom"} <= site.cue.frames or site.use not in {"finite", "participle"}:
        return None
    signs = site.shape.signs
    whom = SIMPLE.match(signs, site.end, site.high)
    if not whom:
        return None
    start = _behind_date(site, whom.end())
    if signs[start : start + 1] not in {"p", "d", "N"} or not CLAUSAL.search(signs, start, site.high):
        return None
    return _clause(site, start, "tells_bare")


def plans_to(site: Site) -> Attribution | None:
    """X vowed to …"""
    if "to" not in site.cue.frames or site.use not in {"finite", "participle"}:
        return None
    if site.shape.signs[site.end : site.end + 1] != "t":
        return None
    return _clause(site, site.end, "plans_to")


def criticizes(site: Site) -> Attribution | None:
    """X criticized the plan."""
    if not site.cue.frames & {"np", "as"} or site.use not in {"finite", "participle"}:
        return None
    signs = site.shape.signs
    start = site.end
    if signs[start : start + 1] not in set("podNnjsg#qQeM"):
        return None
    end = phrase_end(site.shape, start, site.high)
    return _reported(site, (start, end), "criticizes")


def is_expected_to(site: Site) -> Attribution | None:
    """The firm is expected to close: nobody is named who expects it."""
    if site.use != "passive" or site.cue.lemma not in {"expect", "say", "believe", "think", "see", "consider", "report"}:
        return None
    signs = site.shape.signs
    if signs[site.end : site.end + 1] not in {"t", "a"}:
        return None
    subject = subject_before(site.shape, site.low, site.group)
    if subject is None:
        return None
    end = clause_end(site.shape, site.end, site.high)
    content = (site.shape.span(*subject), site.shape.span(site.end, end))
    return Attribution(content, (site.shape.span(site.group, site.end),), (), rule="is_expected_to", cue_class=site.cue.cue_class)


def clause_then_source(site: Site) -> Attribution | None:
    """…, X said. And in the middle: …, X said, …"""
    if site.use != "finite" or not site.cue.frames & {"quote", "bare"}:
        return None
    shape = site.shape
    signs = shape.signs
    source = subject_before(shape, site.low, site.group)
    if source is None or signs[source[0] - 1 : source[0]] != "," or source[0] - 1 <= site.low:
        return None
    return _around(site, source[0] - 1, site.end, source, "clause_then_source")


def clause_then_cue(site: Site) -> Attribution | None:
    """…, said X."""
    if site.use != "finite" or not site.cue.frames & {"quote", "bare"}:
        return None
    if site.shape.signs[site.group - 1 : site.group] != "," or site.group - 1 <= site.low:
        return None
    source = source_after(site.shape, site.end, site.high)
    if source is None:
        return None
    return _around(site, site.group - 1, source[1], source, "clause_then_cue")


def according_to(site: Site) -> Attribution | None:
    """According to X, …; …, according to X."""
    if site.use != "front":
        return None
    shape = site.shape
    signs = shape.signs
    source = source_after(shape, site.end, site.high)
    if source is None:
        return None
    content: list[Span] = []
    before = trimmed(shape, site.low, site.at)
    if before - site.low >= 2:
        content.append(shape.span(site.low, before))
        if signs[source[1] : source[1] + 1] == ",":
            rest = source[1] + 1
            if CLAUSAL.search(signs, rest, site.high) and signs[rest] not in "gwuB&":
                content.append(shape.span(rest, clause_end(shape, rest, site.high)))
    elif signs[source[1] : source[1] + 1] == ",":
        start = source[1] + 1
        content.append(shape.span(start, clause_end(shape, start, site.high)))
    if not content:
        return None
    return Attribution(
        tuple(content), (shape.span(site.at, site.end),), (shape.span(*source),), rule="according_to", cue_class=site.cue.cue_class
    )


def _around(site: Site, comma: int, behind: int, source: tuple[int, int], rule: str) -> Attribution | None:
    """Make an attribution of the clause before a comma, and of the rest where the words of report interrupt it."""
    shape = site.shape
    signs = shape.signs
    end = trimmed(shape, site.low, comma)
    if end - site.low < 2:
        return None
    rest = behind + 1
    goes_on = signs[behind : rest] == "," and rest < site.high
    if goes_on and signs[rest] in "g\ue000":
        goes_on = False
    if not CLAUSAL.search(signs, site.low, end) and not goes_on:
        return None
    content = [shape.span(site.low, end)]
    if goes_on:
        stop = clause_end(shape, rest, site.high)
        if stop > rest:
            content.append(shape.span(rest, stop))
    return Attribution(
        tuple(content), (shape.span(site.group, site.end),), (shape.span(*source),), rule=rule, cue_class=site.cue.cue_class
    )


def _behind_date(site: Site, at: int) -> int:
    found = DATE.match(site.shape.signs, at, site.high)
    return found.end() if found else at


def _clause(site: Site, start: int, rule: str) -> Attribution | None:
    return _reported(site, (start, clause_end(site.shape, start, site.high)), rule)


def _reported(site: Site, content: tuple[int, int], rule: str) -> Attribution | None:
    shape = site.shape
    if content[1] <= content[0]:
        return None
    source = (
        first_subject(shape, site.low, site.group - 1)
        if site.use == "participle"
        else subject_before(shape, site.low, site.group)
    )
    if source is None:
        return None
    return Attribution(
        (shape.span(*content),), (shape.span(site.group, site.end),), (shape.span(*source),), rule=rule, cue_class=site.cue.cue_class
    )
