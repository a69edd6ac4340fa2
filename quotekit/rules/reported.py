"""A cue in its place in, an indirect or mixed quotation out: the clause or phrase that it reports."""

from __future__ import annotations

import re

from quotekit.rules.clauses import CLAUSAL, SUBORDINATE_CUT, clause_end, phrase_end, trimmed
from quotekit.rules.findings import Finding, Run
from quotekit.rules.grammar import PAST, THIRD
from quotekit.rules.noun_phrases import SIMPLE, source_after, source_of, subject_before
from quotekit.rules.sites import Site

# Between a cue and its "that": "said in an interview on Monday that".
ADJUNCT = re.compile(r"(?: ,r, | [iTrat] [^|¶,;:hWQxv\ue000-\uf8ff]{0,17} ) (?=h)", re.VERBOSE)
WHOM = re.compile(r"[^|¶,;:hWQxv\ue000-\uf8ff]{1,18}(?=h)")
ADJUNCT_COMMA = re.compile(r"(?:,r,|[iT][^|¶,;:hWQxv\ue000-\uf8ff]{0,12},)")
TO = re.compile(r"(?: [iT] [^|¶,;:hWQxvt\ue000-\uf8ff]{0,10} )? (?=t)", re.VERBOSE)
AS_SAID = re.compile(r"[^|¶,;:hQWxv\ue000-\uf8ff]{0,14},")
DATE = re.compile(r"(?:i?T[#,]?)*")
ENDINGS = frozenset({"|", "¶", ",", ";", "-", ".", "i", "T", "r", "a", ""})
# "said if elected, he would …"
OPENING = re.compile(r"[uWi][^|¶,;:hQ]{1,12},")
CLOSED = ENDINGS - {"i", "T", "r", "a"}
BEHIND_SOURCE = ENDINGS - {"r", "a"}
SENTENTIAL = re.compile(r"[^|¶,;:] [^|¶;:]", re.VERBOSE)
NOBODY = frozenset({"you", "there"})
WEAK = frozenset({"you", "there", "that", "i", "we"})
"""Words that are no source, and those that are none of a wish or a judgement: the writer speaks, or a thing does."""
SUBORDINATORS = frozenset("uWa")
CIRCUMSTANCES = frozenset({"when", "where", "if", "whenever", "wherever"})
"""What follows these is no content, unless somebody asks: "she said when she arrived"."""
# "according to age and need": a measure, not a source.
MEASURE = re.compile(r"[nj]+(?:&[nj]*)?")
MAIN_VERB = re.compile(r"(?<=[NnsyTo.]) [xzr]{0,3} [xvV\ue000-\uf8ff]", re.VERBOSE)
EXPECTING = frozenset({"expect", "say", "believe", "think", "see", "consider", "report"})
BEHIND_GAP = frozenset({"x", "v", "z", "e"})
BARE_START = frozenset("pdNns#jqQg")
PHRASE_START = frozenset("podNnjsg#qQeM")
# A clause: its subject, then a verb.
SUBJECT_VERB = re.compile(
    r"""
    (?: p | [^|¶,;:hwWuBxvV\ue000-\uf8ff]{1,14} ) [zr]{0,3} (?: [xvV] | (?P<cue> [\ue000-\uf8ff] ) | (?<= p ) [e'n] )
    """,
    re.VERBOSE,
)
VERBAL: frozenset[str] = frozenset({"finite", "participle"})


def says_that(site: Site) -> Finding | None:
    """X said (in an interview) that …."""
    if not site.cue.frames & {"that", "whom"} or site.use not in VERBAL:
        return None
    signs = site.shape.signs
    start = site.end
    adjunct = (WHOM if "whom" in site.cue.frames else ADJUNCT).match(signs, start, site.high)
    if adjunct:
        start = adjunct.end()
    elif signs[start : start + 2] == ",h":
        start += 1
    if signs[start : start + 1] != "h" or not SENTENTIAL.match(signs, start + 1, site.high):
        return None
    return _clause(site, start)


def asks_whether(site: Site) -> Finding | None:
    """X asked (Y) whether …."""
    if "whether" not in site.cue.frames or site.use not in VERBAL:
        return None
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
    if "whether" not in site.cue.frames or site.group != site.low or site.use not in {"finite", "passive"}:
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
    if "bare" not in site.cue.frames or site.use not in VERBAL or "whom" in site.cue.frames:
        return None
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
    """X vowed to …."""
    if "to" not in site.cue.frames or site.use not in VERBAL:
        return None
    found = TO.match(site.shape.signs, site.end, site.high)
    return _clause(site, found.end(), clausal=False) if found else None


def tells_to(site: Site) -> Finding | None:
    """X told Y to …."""
    if not {"to", "whom"} <= site.cue.frames or site.use not in VERBAL:
        return None
    whom = SIMPLE.match(site.shape.signs, site.end, site.high)
    if not whom or site.shape.signs[whom.end() : whom.end() + 1] != "t":
        return None
    return _clause(site, whom.end(), clausal=False)


def as_source_says(site: Site) -> Finding | None:
    """As X told Y, …."""
    signs = site.shape.signs
    if site.use != "finite" or "quote" not in site.cue.frames or signs[site.low] != "a":
        return None
    source = subject_before(site.shape, site.low, site.group)
    found = AS_SAID.match(signs, site.end, site.high)
    if source is None or source[0] != site.low + 1 or not found:
        return None
    end = clause_end(site.shape, found.end(), site.high)
    return Finding(site, [(found.end(), end)], source) if end > found.end() + 1 else None


def criticizes(site: Site) -> Finding | None:
    """X criticized the plan."""
    if not site.cue.frames & {"np", "as"} or site.use not in VERBAL:
        return None
    signs = site.shape.signs
    start = site.end
    if signs[start : start + 1] not in PHRASE_START:
        return None
    end = phrase_end(site.shape, start, site.high)
    if signs[site.group - 1 : site.group] in {"w", "h"}:
        # "Voters who backed the mayor say …": the main verb ends the relative clause.
        verb = MAIN_VERB.search(signs, start + 1, end)
        end = verb.start() if verb else end
    return _reported(site, (start, end), clausal=False)


def is_expected_to(site: Site) -> Finding | None:
    """The firm is expected to close: nobody is named who expects it."""
    if site.use != "passive" or site.cue.lemma not in EXPECTING:
        return None
    if site.shape.signs[site.end : site.end + 1] not in {"t", "a"}:
        return None
    subject = subject_before(site.shape, site.low, site.group)
    if subject is None:
        return None
    return Finding(site, [subject, (site.end, clause_end(site.shape, site.end, site.high))], None)


def clause_then_source(site: Site) -> Finding | None:
    """…, X said. And in the middle: …, X said, …."""
    signs = site.shape.signs
    if site.use != "finite" or not site.cue.frames & {"quote", "bare"}:
        return None
    end = _behind_listener(site)
    if signs[end : end + 1] not in (CLOSED if signs[site.low] in "iWaug" else ENDINGS):
        return None
    source = subject_before(site.shape, site.low, site.group)
    if source is None or signs[source[0] - 1 : source[0]] != "," or signs[source[0]] in "wh":
        return None
    return _around(site, source[0] - 1, end, source)


def clause_then_cue(site: Site) -> Finding | None:
    """…, said X."""
    if site.use != "finite" or "quote" not in site.cue.frames or not site.cue.frames & {"that", "bare"}:
        return None
    if site.shape.signs[site.group - 1 : site.group] != "," or site.group - 1 <= site.low:
        return None
    source = source_after(site.shape, site.end, site.high)
    if source is None or site.shape.signs[source[1] : source[1] + 1] not in BEHIND_SOURCE:
        return None
    return _around(site, site.group - 1, source[1], source)


def which_source_says(site: Site) -> Finding | None:
    """…, which X said was late."""
    if site.use != "finite" or not site.cue.frames & {"that", "bare"}:
        return None
    shape = site.shape
    if shape.signs[site.end : site.end + 1] not in BEHIND_GAP and not _is_finite(site, site.end):
        return None
    source = subject_before(shape, site.low, site.group)
    if source is None or shape.signs[source[0] - 1 : source[0]] not in {"w", "h", "W"}:
        return None
    start = source[0] - 1
    return Finding(site, [(start, start + 1), (site.end, clause_end(shape, site.end, site.high))], source)


def according_to(site: Site) -> Finding | None:
    """According to X, …; …, according to X."""
    if site.use != "front":
        return None
    shape = site.shape
    source = source_after(shape, site.end, site.high)
    if source is None:
        return None
    before = trimmed(shape, site.low, site.at)
    if before - site.low < 2:
        return _fronted(site, source)
    if shape.signs[site.at - 1] != "," and MEASURE.fullmatch(shape.signs, *source):
        return None
    content = [(site.low, before)]
    rest = source[1] + 1
    goes_on = shape.signs[source[1] : rest] == "," and CLAUSAL.search(shape.signs, rest, site.high)
    if goes_on and shape.signs[rest] not in "gwuB&":
        content.append((rest, clause_end(shape, rest, site.high)))
    return Finding(site, content, source)


def _fronted(site: Site, source: Run) -> Finding | None:
    """Part source and clause at the first comma, or at the second where an apposition stands between the two."""
    signs = site.shape.signs
    comma = signs.find(",", site.end, site.high)
    if comma < 0:
        return None
    second = signs.find(",", comma + 1, site.high)
    apposed = 0 < second <= source[1] and signs[comma + 1] in "dNn#"
    if apposed and SUBJECT_VERB.match(signs, second + 1, site.high):
        comma = second
    end = clause_end(site.shape, comma + 1, site.high)
    return Finding(site, [(comma + 1, end)], (site.end, comma)) if end > comma + 1 else None


def _around(site: Site, comma: int, behind: int, source: Run) -> Finding | None:
    """Report the clause before a comma, and the rest where the words of report interrupt it."""
    shape = site.shape
    signs = shape.signs
    content: list[Run] = []
    end = trimmed(shape, site.low, comma)
    rest = behind + 1
    goes_on = signs[behind:rest] == "," and rest < site.high
    if goes_on and signs[rest] == "g":
        goes_on = SUBJECT_VERB.match(signs, rest, site.high) is not None
    if end - site.low >= 2 and (goes_on or CLAUSAL.search(signs, site.low, end)):
        content.append((site.low, end))
    if goes_on and (content or SUBJECT_VERB.match(signs, rest, site.high)):
        stop = clause_end(shape, rest, site.high)
        if stop > rest:
            content.append((rest, stop))
    return Finding(site, content, source) if content else None


def _is_finite(site: Site, at: int) -> bool:
    form = site.shape.grammar.forms.get(site.shape.signs[at : at + 1])
    return form is not None and form.inflection in {PAST, THIRD}


def _behind_listener(site: Site) -> int:
    """Return where the cue ends, the one that it was told to included."""
    if "whom" not in site.cue.frames:
        return site.end
    whom = SIMPLE.match(site.shape.signs, site.end, site.high)
    return whom.end() if whom else site.end


def _behind_date(site: Site, at: int) -> int:
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
