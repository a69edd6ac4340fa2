"""A cue in its place in, an indirect quotation out whose words of report stand behind, before or amid the clause."""

from __future__ import annotations

import re

from quotekit.rules.clauses import CLAUSAL, SUBJECT_VERB, clause_end, trimmed
from quotekit.rules.findings import Finding, Run
from quotekit.rules.grammar import ING, PAST, THIRD
from quotekit.rules.noun_phrases import SIMPLE, source_after, subject_of
from quotekit.rules.sites import Site

AS_SAID = re.compile(r"[^|¶,;:hQWxv\ue000-\uf8ff]{0,14},")
ENDINGS = frozenset({"|", "¶", ",", ";", "-", ".", "i", "T", "r", "a", ""})
CLOSED = ENDINGS - {"i", "T", "r", "a"}
BEHIND_SOURCE = ENDINGS - {"r", "a"}
# "according to age and need": a measure, not a source.
MEASURE = re.compile(r"[nj]+(?:&[nj]*)?")
QUOTED = "be quoted as saying"
BEHIND_GAP = frozenset({"x", "v", "z", "e"})


def as_source_says(site: Site) -> Finding | None:
    """As X told Y, …."""
    signs = site.shape.signs
    if signs[site.low] != "a":
        return None
    source = subject_of(site)
    found = AS_SAID.match(signs, site.end, site.high)
    if source is None or source[0] != site.low + 1 or not found:
        return None
    end = clause_end(site.shape, found.end(), site.high)
    return Finding(site, [(found.end(), end)], source) if end > found.end() + 1 else None


def clause_then_source(site: Site) -> Finding | None:
    """…, X said. And in the middle: …, X said, …."""
    signs = site.shape.signs
    end = _behind_listener(site)
    if signs[end : end + 1] not in (CLOSED if signs[site.low] in "iWaug" else ENDINGS):
        return None
    source = subject_of(site)
    if source is None or signs[source[0] - 1 : source[0]] != "," or signs[source[0]] in "wh":
        return None
    return _around(site, source[0] - 1, end, source)


def clause_then_cue(site: Site) -> Finding | None:
    """…, said X."""
    if site.shape.signs[site.group - 1 : site.group] != "," or site.group - 1 <= site.low:
        return None
    source = source_after(site.shape, site.end, site.high)
    if source is None or site.shape.signs[source[1] : source[1] + 1] not in BEHIND_SOURCE:
        return None
    return _around(site, site.group - 1, source[1], source)


def clause_then_quoted(site: Site) -> Finding | None:
    """…, X was quoted as saying."""
    return clause_then_source(site) if site.cue.lemma == QUOTED else None


def which_source_says(site: Site) -> Finding | None:
    """…, which X said was late."""
    shape = site.shape
    if shape.signs[site.end : site.end + 1] not in BEHIND_GAP and not _is_finite(site, site.end):
        return None
    source = subject_of(site)
    if source is None or shape.signs[source[0] - 1 : source[0]] not in {"w", "h", "W"}:
        return None
    start = source[0] - 1
    return Finding(site, [(start, start + 1), (site.end, clause_end(shape, site.end, site.high))], source)


def according_to(site: Site) -> Finding | None:
    """According to X, …; …, according to X."""
    shape = site.shape
    source = source_after(shape, site.end, site.high)
    if source is None:
        return None
    if site.at > site.low and shape.word(site.at - 1) == "as":
        site.at = site.group = site.at - 1  # "as per the filings"
    if site.cue.lemma == "per" and not _is_stated(site):
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


def _is_stated(site: Site) -> bool:
    """Tell "…, per the filings" and "Per the deal, …" from "10 euros per head"."""
    signs = site.shape.signs
    if site.at == site.low or signs[site.at] == "a":
        return signs[site.end : site.end + 1] in {"d", "N"}
    return signs[site.at - 1] == ","


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
    form = shape.grammar.forms.get(signs[rest : rest + 1])
    if form is not None and form.inflection == ING:
        goes_on = False
    elif goes_on and signs[rest] == "g":
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
