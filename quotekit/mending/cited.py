"""Attributions in, the same out where words of quoting name who told a reporter: "X, {quoting} <the ministry>, said".

What is cited is somebody, so it is no content: it is the source of what the other words of report tell, and the
reporter passed it on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrs import evolve

from quotekit.mending.tables import read_rows
from quotekit.values import Attribution, Span

CITES = re.compile(r"(?:citing|quoting)", re.IGNORECASE)
SOMEBODY = re.compile(r"[^.,;:?!“”\"\n]{2,90}")
KINDS = frozenset({"source", "document", "plural"})
REASONS = frozenset({"release", "account", "change", "order"})
MORE = frozenset(
    {"people", "aides", "guard", "papers", "records", "data", "media", "residents", "employees", "figures"}
)
PHRASE_END = re.compile(
    r"\s(?:of|in|on|at|from|with|who|which|that|to|by|for|familiar|briefed|close|seen|obtained|filed)\b"
)
REACH = 240


def cite_sources(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Give who is cited the content of the report beside it.

    >>> text = "The Echo, quoting the police, said two had died."
    >>> quoting = Attribution((Span(18, 28),), (Span(10, 17),), (Span(0, 8),))
    >>> said = Attribution((Span(35, 47),), (Span(30, 34),), (Span(0, 8),))
    >>> cited, _ = cite_sources(text, [quoting, said])
    >>> [span.of(text) for span in (*cited.content, *cited.source, *cited.via)]
    ['two had died', 'the police', 'The Echo']
    """
    if not any(each.cue and CITES.fullmatch(each.cue[-1].of(text)) for each in found):
        return list(found)
    reports: dict[Span, list[Attribution]] = {}
    for each in found:
        if each.source and each.cue and not CITES.fullmatch(each.cue[-1].of(text)):
            reports.setdefault(each.source[0], []).append(each)
    return [_cited(text, each, reports.get(each.source[0], ())) if each.source else each for each in found]


def _cited(text: str, each: Attribution, reports: Sequence[Attribution]) -> Attribution:
    if not each.cue or CITES.fullmatch(each.cue[-1].of(text)) is None or len(each.content) > 1:
        return each
    whom = each.content[0]
    if SOMEBODY.fullmatch(text, whom.start, whom.end) is None or not _is_somebody(whom.of(text)):
        return each
    for report in reports:
        start, end = min(report.cue[0].start, each.cue[0].start), max(report.cue[-1].end, each.cue[-1].end)
        if end - start <= REACH and ". " not in text[start:end] and "\n" not in text[start:end]:
            return evolve(each, content=report.content, source=(whom,), via=each.source, addressee=())
    return each


def _is_somebody(words: str) -> bool:
    """Tell people, bodies and documents from what is cited as a reason: "citing legal risks", "the release of"."""
    head = PHRASE_END.split(words, maxsplit=1)[0].lower().split()
    return bool(head) and head[-1] in people_and_documents()


@cache
def people_and_documents() -> frozenset[str]:
    """Return the nouns of those who may be cited, of ``data/forms.tsv``.

    >>> "police" in people_and_documents(), "risks" in people_and_documents()
    (True, False)
    """
    return (MORE | {word.lower() for kind, word, *_ in read_rows("forms.tsv") if kind in KINDS}) - REASONS
