"""A headline's span in, its attributions out: "CLAIM: SOURCE", "CLAIM, SOURCE says", "SOURCE says CLAIM".

Titles, wire headlines, link titles and headline-like posts are read by the same rules, tried in the order of ``RULES``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import regex
from attrs import evolve

from quotekit.forms.closers import according_to_source, says_source_last, source_says_last
from quotekit.forms.colons import (
    behind_topic,
    quotation_before_story,
    source_before_colon,
    source_behind_colon,
    source_behind_dash,
)
from quotekit.forms.reports import Headline, Report
from quotekit.forms.telegraphs import read_telegraph
from quotekit.forms.words import Word, normal, split_words, words_of
from quotekit.values import Attribution, CueLexicon, Span

LONGEST_HEADLINE = 400
"""In code points; what is longer is no headline."""

KICKER = regex.compile(
    r"""
    (?: (?P<wire> [A-Z]{3,10} (?: [ ]\d{1,2} )? ) -(?=[A-Z])                    # "RPT-", "UPDATE 2-"
      | (?P<word> \w [\w ’'.-]{1,24}? ) \s* (?: [:|] | [–—] | \s-\s | -- ) \s*+  # "BREAKING: ", "EXCLUSIVE – "
      | (?P<tag> \w{3,12} ) \s++ (?=["“‘'\p{Lu}])                                # "#BREAKING Russia says"
    )
    """,
    regex.VERBOSE,
)
ORNAMENT = regex.compile(r"""(?: [^\w"“‘'«„(@$] | \p{M} )*+""", regex.VERBOSE)
OUTLET_TAIL = regex.compile(r"""\s (?: [|•·] \s [^|•·]* | [–—-] \s (?P<outlet> [^|•·–—]{2,30} ) ) \Z""", regex.VERBOSE)

# "Boss Says ‘No Crisis’ as Pilots Walk Out": the quotation ends with its marks.
CLAUSE = regex.compile(
    r"""(?P<said> [^"“”‘’]{0,40} ["“‘'] [^"“”‘’]{2,80} ["”’'] )
        \s (?: as | after | while | when | before | amid ) \s .+""",
    regex.VERBOSE | regex.IGNORECASE,
)

Rule = Callable[[Headline], Sequence[Report]]


def read_headline(
    text: str, span: Span, cues: CueLexicon, form: str = "headline", chatty: bool = False
) -> list[Attribution]:
    """Return the attributions of one headline, outer ones first.

    >>> text = "BREAKING: Taxes to Rise Again: Mayor"
    >>> [(a.content[0].of(text), a.source[0].of(text)) for a in read_headline(text, Span(0, 36), CueLexicon(()))]
    [('Taxes to Rise Again', 'Mayor')]
    """
    if not 8 <= len(span) <= LONGEST_HEADLINE:
        return []
    words = tuple(split_words(text, _bare(text, span)))
    if len(words) < 3:
        return []
    headline = Headline(text, words, cues, chatty)
    for name, confidence, rule in RULES:
        reports = list(rule(headline))
        if reports:
            reports = [_without_clause(text, report) for report in reports]
            made = [_attribution(report, form, f"headline:{name}", confidence) for report in reports]
            return made + _nested(headline, reports, form)
    return []


def _bare(text: str, span: Span) -> Span:
    """Return the headline without the kickers before it and the outlet behind it."""
    start, end = span.start, span.end
    kickers = words_of("kicker")
    for _ in range(3):
        ornament = ORNAMENT.match(text, start, end)
        start = ornament.end() if ornament is not None else start
        kicker = KICKER.match(text, start, end)
        if kicker is None or not _is_kicker(kicker, kickers):
            break
        start = kicker.end()
    tail = OUTLET_TAIL.search(text, start, end)
    if tail is not None and (tail["outlet"] is None or normal(tail["outlet"]) in words_of("outlet")):
        end = tail.start()
    return Span(start, end)


def _is_kicker(match: regex.Match[str], kickers: frozenset[str]) -> bool:
    if match["wire"] is not None:
        return normal(match["wire"].split(" ")[0]) in kickers
    if match["word"] is not None:
        return normal(match["word"]) in kickers
    return match["tag"].isupper() and normal(match["tag"]) in kickers


def _telegraph(headline: Headline) -> list[Report]:
    """Read "Kremlin denies attack; Kyiv says it was not told", each half by itself."""
    out: list[Report] = []
    for part in _halves(headline.words):
        words = behind_topic(part, headline.text)
        found = read_telegraph(words, headline.cues, headline.chatty)
        if not found and len(words) < len(part):
            found = read_telegraph(part, headline.cues, headline.chatty)
        out.extend(found)
    return out


def _halves(words: Sequence[Word]) -> list[Sequence[Word]]:
    cuts = [index + 1 for index, word in enumerate(words) if ";" in word.after]
    edges = [0, *cuts, len(words)]
    return [words[a:b] for a, b in pairwise(edges) if b - a > 2]


def _without_clause(text: str, report: Report) -> Report:
    """End a quotation with its marks where another clause follows: "Boss Says ‘No Crisis’ as Pilots Walk Out"."""
    clause = CLAUSE.fullmatch(text, report.content.start, report.content.end)
    if clause is None:
        return report
    return evolve(report, content=Span(*clause.span("said")))


def _nested(headline: Headline, reports: Sequence[Report], form: str) -> list[Attribution]:
    """Read what was reported as a headline once more: "Report: Mayor denies taking bribes"."""
    out = []
    for report in reports:
        words = [w for w in headline.words if report.content.start <= w.span.start and w.span.end <= report.content.end]
        inner = read_telegraph(words, headline.cues) if len(words) > 2 and not words[0].before else []
        out += [_attribution(i, form, "headline:inner", 0.6) for i in inner if i.cue_class in {"say", "deny"}]
    return out


def _attribution(report: Report, form: str, rule: str, confidence: float) -> Attribution:
    return Attribution(
        content=(report.content,),
        cue=(report.cue,),
        source=(report.source,),
        form=form,
        rule=rule,
        confidence=confidence,
        cue_class=report.cue_class,
        denied=report.cue_class == "deny",
        addressee=(report.addressee,) if report.addressee is not None else (),
    )


RULES: tuple[tuple[str, float, Rule], ...] = (
    ("claim-colon-story", 0.85, quotation_before_story),
    ("claim-colon-source", 0.9, source_behind_colon),
    ("source-colon-claim", 0.9, source_before_colon),
    ("claim-dash-source", 0.85, source_behind_dash),
    ("claim-source-says", 0.9, source_says_last),
    ("claim-says-source", 0.85, says_source_last),
    ("claim-according-to-source", 0.9, according_to_source),
    ("source-says-claim", 0.87, _telegraph),
)
