"""A cue in its place in, a direct or mixed quotation out: the passage beside it, interrupted and continued ones too."""

from __future__ import annotations

import re

from quotekit.rules.noun_phrases import source_after, subject_before
from quotekit.rules.shapes import Shape
from quotekit.rules.sites import Site
from quotekit.values import Attribution, Span

FINITE = re.compile(r"[xvVh\ue000-\uf8ff]")
INTRODUCTION = re.compile(r"[&Br,uT]*")
MOST_PARAGRAPHS = 50


def quote_then_source(site: Site) -> Attribution | None:
    """“…,” X said."""
    if site.use != "finite" or "quote" not in site.cue.frames:
        return None
    source = subject_before(site.shape, site.low, site.group)
    if source is None or site.shape.signs[site.end : site.end + 1] in {"h", "W"}:
        return None
    before = _passage_before(site, source[0])
    if before is None:
        return None
    return _attribution(site, _pieces_around(site, before, site.end), source, "quote_then_source")


def quote_then_cue(site: Site) -> Attribution | None:
    """“…,” said X."""
    if site.use != "finite" or "quote" not in site.cue.frames:
        return None
    before = _passage_before(site, site.group)
    if before is None:
        return None
    source = source_after(site.shape, site.end, site.high)
    if source is None:
        return None
    return _attribution(site, _pieces_around(site, before, source[1]), source, "quote_then_cue")


def cue_then_quote(site: Site) -> Attribution | None:
    """X said, “…”; X said in a statement: “…”; X told Y that “…”."""
    if site.use == "passive" or "quote" not in site.cue.frames:
        return None
    signs = site.shape.signs
    passage = signs.find("Q", site.end, min(site.high, site.end + 40))
    if passage < 0:
        return None
    between = signs[site.end : passage]
    if between and between[-1] not in ",:h" or FINITE.search(between, 0, len(between) - 1):
        return None
    if signs[passage + 1 : passage + 2] not in {"|", "¶", "", ","} and between[-1:] not in {",", ":"}:
        return None
    source = _source_of(site)
    if source is None:
        return None
    start = passage - 1 if between[-1:] == "h" else passage
    pieces = [site.shape.span(start, passage + 1), *_following(site.shape, passage)]
    return _attribution(site, pieces, source, "cue_then_quote")


def colon_then_paragraph(site: Site) -> Attribution | None:
    """X issued this statement: (next paragraph) “…”"""
    signs = site.shape.signs
    if site.use == "passive" or signs[site.high - 1 : site.high + 2] != ":¶Q":
        return None
    if signs[site.high + 2 : site.high + 3] not in {"|", "¶", ""}:
        return None
    source = _source_of(site)
    if source is None:
        return None
    passage = site.high + 1
    pieces = [site.shape.span(passage, passage + 1), *_following(site.shape, passage)]
    return _attribution(site, pieces, source, "colon_then_paragraph")


def _source_of(site: Site) -> tuple[int, int] | None:
    if site.use == "participle":
        return None
    return subject_before(site.shape, site.low, site.group)


def _passage_before(site: Site, at: int) -> int | None:
    """Return the passage that ends right before token ``at``, a comma between them allowed."""
    signs = site.shape.signs
    place = at - 1
    if place > site.low and signs[place] in ",|-":
        place -= 1
    return place if place >= 0 and signs[place] in "Qq" and place >= site.low - 2 else None


def _pieces_around(site: Site, before: int, behind: int) -> list[Span]:
    """Return the content before an attribution, and what goes on behind it."""
    shape = site.shape
    start = before
    introduction = INTRODUCTION.match(shape.signs, site.low, before)
    if introduction and introduction.end() < before:
        start = site.low
    pieces = [*_preceding(shape, before), shape.span(start, before + 1)]
    signs = shape.signs
    following = signs.find("Q", behind, min(site.high, behind + 30))
    if following >= 0 and not re.search("[\ue000-\uf8ff]", signs[behind:following]):
        pieces += [shape.span(following, following + 1), *_following(shape, following)]
    elif site.high + 1 < len(signs) and signs[site.high : site.high + 2] == "|Q":
        if signs[site.high + 2 : site.high + 3] in {"|", "¶", ""}:
            pieces += [shape.span(site.high + 1, site.high + 2), *_following(shape, site.high + 1)]
    return pieces


def _following(shape: Shape, passage: int) -> list[Span]:
    """Return the passages of the next paragraphs by which a quotation goes on."""
    out: list[Span] = []
    signs = shape.signs
    at = passage
    for _ in range(MOST_PARAGRAPHS):
        end = at + 1
        if signs[end : end + 1] == "|":
            end += 1
        if signs[end : end + 1] != "¶" or end + 1 not in shape.passages or not shape.passages[end + 1].continues:
            break
        at = end + 1
        out.append(shape.span(at, at + 1))
    return out


def _preceding(shape: Shape, passage: int) -> list[Span]:
    """Return the passages of the paragraphs before from which a quotation goes on."""
    out: list[Span] = []
    at = passage
    for _ in range(MOST_PARAGRAPHS):
        found = shape.passages.get(at)
        if found is None or not found.continues or at < 2:
            break
        at -= 2
        if shape.signs[at] == "|":
            at -= 1
        if at not in shape.passages:
            break
        out.append(shape.span(at, at + 1))
    return out[::-1]


def _attribution(site: Site, content: list[Span], source: tuple[int, int], rule: str) -> Attribution:
    shape = site.shape
    return Attribution(
        content=tuple(content),
        cue=(shape.span(site.group, site.end),),
        source=(shape.span(*source),),
        rule=rule,
        cue_class=site.cue.cue_class,
    )
