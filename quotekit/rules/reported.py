"""A cue in its place in, an indirect or mixed quotation out: the clause or phrase that it reports."""

from __future__ import annotations

import re

from quotekit.rules.clauses import CLAUSAL, clause_end, phrase_end, trimmed
from quotekit.rules.findings import Finding, Run
from quotekit.rules.noun_phrases import SIMPLE, source_after, source_of, subject_before
from quotekit.rules.sites import Site

# Between a cue and its "that": "said in an interview on Monday that".
ADJUNCT = re.compile(r"[^|¶,;:hWQxv\ue000-\uf8ff]{1,18}(?=h)")
DATE = re.compile(r"(?:i?T[#,]?)*")
ENDINGS = frozenset({"|", "¶", ",", ";", "-", ".", "i", "T", "r", "a", ""})
BEHIND_SOURCE = ENDINGS - {"r", "a"}
BARE_START = frozenset("pdNns#jqQg")
PHRASE_START = frozenset("podNnjsg#qQeM")
# A clause: its subject, then a verb.
SUBJECT_VERB = re.compile(r"(?: p | [^|¶,;:hwWuBxvV\ue000-\uf8ff]{1,14} ) [zr]{0,3} (?: [xvV] | (?P<cue> [\ue000-\uf8ff] ) | (?<=p) [e'n] )", re.VERBOSE)
VERBAL: frozenset[str] = frozenset({"finite", "participle"})


def says_that(site: Site) -> Finding | None:
    """X said (in an interview) that …"""
    if not site.cue.frames & {"that", "whom"} or site.use not in VERBAL:
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
    return _clause(site, start)


def asks_whether(site: Site) -> Finding | None:
    """X asked (Y) whether …"""
    if "whether" not in site.cue.frames or site.use not in VERBAL:
        return None
    signs = site.shape.signs
    start = site.end
    if "whom" in site.cue.frames:
        whom = SIMPLE.match(signs, start, site.high)
        start = whom.end() if whom else start
    if signs[start : start + 1] != "W":
        return None
    return _clause(site, start)


def says_bare(site: Site) -> Finding | None:
    """X said (on Monday) he would …"""
    if "bare" not in site.cue.frames or site.use not in VERBAL or "whom" in site.cue.frames:
        return None
    signs = site.shape.signs
    start = _behind_date(site, site.end)
    if signs[start : start + 1] not in BARE_START or not CLAUSAL.search(signs, start, site.high):
        return None
    if site.cue.lemma != "say" and not SUBJECT_VERB.match(signs, start, site.high):
        return None
    return _clause(site, start)


def tells_bare(site: Site) -> Finding | None:
    """X told Y he would …"""
    if not {"bare", "whom"} <= site.cue.frames or site.use not in VERBAL:
        return None
    signs = site.shape.signs
    whom = SIMPLE.match(signs, site.end, site.high)
    if not whom:
        return None
    start = _behind_date(site, whom.end())
    if signs[start : start + 1] not in {"p", "d", "N"} or not CLAUSAL.search(signs, start, site.high):
        return None
    return _clause(site, start)


def plans_to(site: Site) -> Finding | None:
    """X vowed to …"""
    if "to" not in site.cue.frames or site.use not in VERBAL:
        return None
    if site.shape.signs[site.end : site.end + 1] != "t":
        return None
    return _clause(site, site.end)


def criticizes(site: Site) -> Finding | None:
    """X criticized the plan."""
    if not site.cue.frames & {"np", "as"} or site.use not in VERBAL:
        return None
    start = site.end
    if site.shape.signs[start : start + 1] not in PHRASE_START:
        return None
    return _reported(site, (start, phrase_end(site.shape, start, site.high)))


def is_expected_to(site: Site) -> Finding | None:
    """The firm is expected to close: nobody is named who expects it."""
    if site.use != "passive" or site.cue.lemma not in {"expect", "say", "believe", "think", "see", "consider", "report"}:
        return None
    if site.shape.signs[site.end : site.end + 1] not in {"t", "a"}:
        return None
    subject = subject_before(site.shape, site.low, site.group)
    if subject is None:
        return None
    return Finding(site, [subject, (site.end, clause_end(site.shape, site.end, site.high))], None)


def clause_then_source(site: Site) -> Finding | None:
    """…, X said. And in the middle: …, X said, …"""
    signs = site.shape.signs
    if site.use != "finite" or not site.cue.frames & {"quote", "bare"} or signs[site.end : site.end + 1] not in ENDINGS:
        return None
    source = subject_before(site.shape, site.low, site.group)
    if source is None or signs[source[0] - 1 : source[0]] != "," or source[0] - 1 <= site.low:
        return None
    return _around(site, source[0] - 1, site.end, source)


def clause_then_cue(site: Site) -> Finding | None:
    """…, said X."""
    if site.use != "finite" or not site.cue.frames & {"quote", "bare"}:
        return None
    if site.shape.signs[site.group - 1 : site.group] != "," or site.group - 1 <= site.low:
        return None
    source = source_after(site.shape, site.end, site.high)
    if source is None or site.shape.signs[source[1] : source[1] + 1] not in BEHIND_SOURCE:
        return None
    return _around(site, site.group - 1, source[1], source)


def according_to(site: Site) -> Finding | None:
    """According to X, …; …, according to X."""
    if site.use != "front":
        return None
    shape = site.shape
    signs = shape.signs
    source = source_after(shape, site.end, site.high)
    if source is None:
        return None
    content: list[Run] = []
    before = trimmed(shape, site.low, site.at)
    if before - site.low >= 2:
        content.append((site.low, before))
        rest = source[1] + 1
        if signs[source[1] : rest] == "," and CLAUSAL.search(signs, rest, site.high) and signs[rest] not in "gwuB&":
            content.append((rest, clause_end(shape, rest, site.high)))
    elif signs[source[1] : source[1] + 1] == ",":
        start = source[1] + 1
        content.append((start, clause_end(shape, start, site.high)))
    content = [run for run in content if run[0] < run[1]]
    return Finding(site, content, source) if content else None


def _around(site: Site, comma: int, behind: int, source: Run) -> Finding | None:
    """Report the clause before a comma, and the rest where the words of report interrupt it."""
    shape = site.shape
    signs = shape.signs
    end = trimmed(shape, site.low, comma)
    if end - site.low < 2:
        return None
    rest = behind + 1
    goes_on = signs[behind:rest] == "," and rest < site.high and signs[rest] != "g"
    if not CLAUSAL.search(signs, site.low, end) and not goes_on:
        return None
    content = [(site.low, end)]
    if goes_on:
        stop = clause_end(shape, rest, site.high)
        if stop > rest:
            content.append((rest, stop))
    return Finding(site, content, source)


def _behind_date(site: Site, at: int) -> int:
    found = DATE.match(site.shape.signs, at, site.high)
    return found.end() if found else at


def _clause(site: Site, start: int) -> Finding | None:
    return _reported(site, (start, clause_end(site.shape, start, site.high)))


def _reported(site: Site, content: Run) -> Finding | None:
    source = source_of(site) if content[0] < content[1] else None
    return Finding(site, [content], source) if source else None
