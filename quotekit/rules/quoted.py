"""A cue in its place in, a direct or mixed quotation out: the passage beside it, interrupted and continued ones too."""

from __future__ import annotations

import re

from quotekit.rules.findings import Finding, Run
from quotekit.rules.noun_phrases import source_after, source_of, subject_of
from quotekit.rules.shapes import Shape
from quotekit.rules.sites import Site

FINITE = re.compile(r"[xvVh\ue000-\uf8ff]")
CUE = re.compile("[\ue000-\uf8ff]")
NAME_BEFORE = re.compile(r"(?<=Q) [N.]+ , $", re.VERBOSE)
INTRODUCTION = re.compile(r"[&Br,uT]*")
ENDS = frozenset({"|", "¶", ""})
# Behind a quotation amid a sentence: "… and hung up", "… as he left".
GOES_ON = re.compile(r"[|¶,] | [&B] [rzx]{0,2} [pvVx\ue000-\uf8ff] | [ua] [pdN]", re.VERBOSE)
MOST_PARAGRAPHS = 50
LEADING_IN = frozenset(
    {"write", "say", "add", "continue", "post", "tweet", "conclude", "explain", "state", "respond", "reply"}
)
FARTHEST_COLON = 10
NAMING = frozenset({"called", "titled", "entitled", "named", "dubbed", "nicknamed", "headlined"})
SHORTEST_BLOCK = 4
"""In words."""


def quote_then_source(site: Site) -> Finding | None:
    """“…,” X said."""
    shape = site.shape
    if shape.signs[site.end : site.end + 1] == "h":
        return None
    source = subject_of(site)
    if source and shape.signs[source[0] - 1 : source[0]] == ",":
        # "“…,” Ada Cole, head of the port said": the apposition is not closed.
        name = NAME_BEFORE.search(shape.signs, max(site.low, source[0] - 12), source[0])
        source = (name.start(), source[1]) if name else source
    before = _passage_before(site, source[0]) if source else None
    if before is None or _is_title(site, before) or _ended_behind_colon(site, before):
        return None
    return Finding(site, _pieces_around(site, before, site.end), source)


def _ended_behind_colon(site: Site, passage: int) -> bool:
    """Tell of "He wrote: “We stay” Explosions continued" that what is behind the quotation reports nothing of it."""
    if passage <= site.low or site.shape.signs[passage - 1] != ":":
        return False
    inner = site.shape.passages[passage].inner
    last = site.shape.text[max(inner.start, inner.end - 4) : inner.end].rstrip("’'”\" ")[-1:]
    return last not in {",", "?", "!", "-", "—", "–"}


def _is_title(site: Site, passage: int) -> bool:
    """Tell whether what stands before a passage makes it a name, or the cue gives a name to the next one."""
    if passage > site.low and site.shape.word(passage - 1) in NAMING:
        return True
    return site.cue.cue_class == "name" and site.shape.signs[site.end : site.end + 1] in {"Q", "q"}


def quote_then_cue(site: Site) -> Finding | None:
    """“…,” said X."""
    before = _passage_before(site, site.group)
    source = source_after(site.shape, site.end, site.high) if before is not None else None
    if before is None or source is None:
        return None
    return Finding(site, _pieces_around(site, before, source[1]), source)


def cue_then_quote(site: Site) -> Finding | None:
    """X said, “…”; X said in a statement: “…”; X told Y that “…”."""
    signs = site.shape.signs
    passage = signs.find("Q", site.end, min(site.high, site.end + 40))
    if passage < 0:
        return None
    between = signs[site.end : passage]
    if (between and between[-1] not in ",:h") or FINITE.search(between, 0, len(between) - 1):
        return None
    if signs[passage + 1 : passage + 2] not in ENDS | {","} and between[-1:] not in {",", ":"}:
        return None
    source = source_of(site)
    if source is None:
        return None
    start = passage - 1 if between[-1:] == "h" else passage
    return Finding(site, [(start, passage + 1), *_following(site.shape, passage)], source)


def inverted(site: Site) -> Finding | None:
    """Said X: “…”."""
    signs = site.shape.signs
    if site.group > site.low or not site.shape.span(site.at, site.at + 1).of(site.shape.text)[:1].isupper():
        return None
    source = source_after(site.shape, site.end, site.high)
    if source is None:
        return None
    end = source[1]
    if signs[end : end + 1] == ",":  # "Said Ada Cole, who heads the port: “…”"
        colon = signs.find(":Q", end, site.high)
        end = colon if colon >= 0 else end
    if signs[end : end + 2] not in {":Q", ",Q"}:
        return None
    return Finding(site, [(end + 1, end + 2), *_following(site.shape, end + 1)], (source[0], end))


def says_marked(site: Site) -> Finding | None:
    """X told Y ‘…’ and left: a quotation amid the sentence, no comma around it."""
    signs = site.shape.signs
    if site.cue.cue_class != "say":
        return None
    passage = site.end + (signs[site.end : site.end + 1] in {"p", "o"} and "whom" in site.cue.frames)
    if signs[passage : passage + 1] not in {"Q", "q"}:
        return None
    paused = site.shape.span(passage, passage + 1).of(site.shape.text)[:-1].endswith(",")
    if not (paused or GOES_ON.match(signs, passage + 1, site.high + 1)):
        return None
    source = source_of(site)
    return Finding(site, [(passage, passage + 1)], source) if source is not None else None


def colon_then_paragraph(site: Site) -> Finding | None:
    """“X issued this statement:”, and in the next paragraph “…”."""
    signs = site.shape.signs
    if signs[site.high - 1 : site.high + 2] != ":¶Q":
        return None
    if signs[site.high + 2 : site.high + 3] not in ENDS:
        return None
    source = source_of(site)
    if source is None:
        return None
    passage = site.high + 1
    return Finding(site, [(passage, passage + 1), *_following(site.shape, passage)], source)


def colon_then_block(site: Site) -> Finding | None:
    """“X wrote to parents:”, and in the next paragraph his words, whose marks or indent a page has lost."""
    signs = site.shape.signs
    if site.cue.lemma not in LEADING_IN or signs[site.high - 1 : site.high + 1] != ":¶":
        return None
    if site.high - site.end > FARTHEST_COLON:
        return None
    low, high = site.high + 1, signs.find("¶", site.high + 1)
    if high - low < SHORTEST_BLOCK or CUE.search(signs, site.end, site.high) or "Q" in signs[low:high]:
        return None
    source = source_of(site)
    return Finding(site, [(low, high)], source) if source is not None else None


def _passage_before(site: Site, at: int) -> int | None:
    """Return the passage that ends right before token ``at``, a comma between them allowed."""
    signs = site.shape.signs
    place = at - 1
    if place > site.low and signs[place] in ",-a":
        place -= 1
    return place if place >= site.low and signs[place] in "Qq" else None


def _pieces_around(site: Site, before: int, behind: int) -> list[Run]:
    """Return the content before an attribution, and what goes on behind it."""
    shape = site.shape
    signs = shape.signs
    start = before
    introduction = INTRODUCTION.match(signs, site.low, before)
    if introduction and introduction.end() < before and signs[before - 1] not in ",:-":
        start = site.low
    pieces = [*_preceding(shape, before), (start, before + 1)]
    following = signs.find("Q", behind, min(site.high, behind + 30))
    if following >= 0 and not CUE.search(signs, behind, following):
        pieces += [(following, following + 1), *_following(shape, following)]
    elif signs[site.high : site.high + 2] == "|Q" and signs[site.high + 2 : site.high + 3] in ENDS | {"&"}:
        pieces += [(site.high + 1, site.high + 2), *_following(shape, site.high + 1)]
    return pieces


def _following(shape: Shape, passage: int) -> list[Run]:
    """Return the passages of the next paragraphs by which a quotation goes on."""
    out: list[Run] = []
    signs = shape.signs
    at = passage
    for _ in range(MOST_PARAGRAPHS):
        end = at + 1
        if signs[end : end + 1] == "|":
            end += 1
        if signs[end : end + 1] != "¶" or end + 1 not in shape.passages or not shape.passages[end + 1].continues:
            break
        at = end + 1
        out.append((at, at + 1))
    return out


def _preceding(shape: Shape, passage: int) -> list[Run]:
    """Return the passages of the paragraphs before from which a quotation goes on."""
    out: list[Run] = []
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
        out.append((at, at + 1))
    return out[::-1]
