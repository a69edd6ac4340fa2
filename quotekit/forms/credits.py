"""Paragraphs in, quotations with their author's name behind a dash out: "“...” — Ann Lee, teacher"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import regex
from attrs import frozen

from quotekit.forms.labels import NAME, speaker_strength
from quotekit.forms.posts import trimmed
from quotekit.forms.words import has_own_voice, normal, words_of
from quotekit.values import Attribution, Block, Span

MARKS = "\"“”„«»'‘’＂"
CREDIT = regex.compile(
    r"""
    (?: (?<= ["”“»'’] ) [ \t\u00a0]*+ (?P<dash> [—―–-]{1,2}+ )
      | (?<! [^\n] ) [ \t\u00a0>]*+ (?P<lead> [—―–-]{1,2}+ ) )
    [ \t\u00a0]*+
    (?P<name> (?: \p{Ll}[\p{L}’'-]*+ [ ] ){0,4}+ [@\p{Lu}] [^\n"“”—―]{1,120}+ (?: ["“] [^"“”\n]{2,60}+ ["”] )?+ )
    \s* \Z
    """,
    regex.VERBOSE,
)
# “Long overdue.” (Ada Cole, teacher)
PARENTHESISED = regex.compile(
    r"""
    (?<= [.!?…]["”»'’] ) [ \t\u00a0]*+ (?P<open> \( )
    (?P<name> \p{Lu}[\p{L}.'’-]*+ [ ] \p{Lu}[\p{L}.'’-]*+ (?: [, ]++ [\p{L}.'’-]++ ){0,8}+ ) \) \.? \s* \Z
    """,
    regex.VERBOSE,
)
# Where a credit may begin at all: most dashes join or part words.
LEAD = re.compile(
    r"""[—―–-](?<![^\s"“”»'’>].)[—―–-]?[ \t\u00a0]*[^\sa-z0-9] | (?<=["”»'’][ ])[—―–-][ ][a-z]{3}""", re.VERBOSE
)
# "nurse Ana Ruiz" may have said it; "painted by Bo Lind" and "the opera by Puccini" are no names.
NO_ROLE = re.compile(r"(?:[a-z’'-]+ )*?(?:the|an?|by|of|in|on|at|from|with|for|to|and|his|her|its|\w+ed|is|was) ")
BULLETS = frozenset("•·‣▪*-–—")
LISTED = regex.compile(
    r"""
    [•·‣▪*–—-] \s++ (?P<said> ["“] [^"“”\n]{3,400} [,.!?…] ["”] ) \s++
    (?P<name> (?: \p{Ll}[\p{L}’'-]*+ [ ] ){0,4}+ \p{Lu}[\p{L}.'’-]*+ (?: [ ]\p{Lu}[\p{L}.'’-]*+ ){1,3}+
        (?: ,[ ][\p{L} .'’-]{2,40} )? ) \s*+
    """,
    regex.VERBOSE,
)
# Ada C., Lower Wick
NAME_LINE = regex.compile(
    r"(?: \p{Lu}[\p{L}.'’-]*+ [ ]?+ ){2,4}+ (?<![ ]) , (?: [ ][\p{L}\d.'’-]++ ){1,6}+ (?<![.])", regex.VERBOSE
)
# Words that end the name: "Sanders, during the debate", "President Obama, tweeting after the speech".
CIRCUMSTANCE = regex.compile(
    r""",?\s+ (?: speaking|talking|writing|tweeting|posting|responding|replying|during|on|after|before|when|via
                 | at | in\s (?: an? | his | her | the | \d ) ) \b .*""",
    regex.VERBOSE | regex.DOTALL,
)
NO_CREDIT = regex.compile(
    r"(?:by|with|reporting|additional|written|edited|compiled|photo|image|contributed)\b", regex.IGNORECASE
)
NEWSROOM = regex.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|news|press|bureau|desk)\b", regex.IGNORECASE
)
SPLIT_QUOTE = regex.compile(r"""[,.!?]["”]\s+[^"“”\s][^"“”]*["“]""")
QUOTED_LINE = re.compile(r">[ \t]+(?=\S)")
CREDITED = frozenset({"paragraph", "byline", "caption", "separator"})
LONGEST_CREDIT = 150
LONGEST_QUOTATION = 6
"""In paragraphs."""
CLOSING = '"”»'
TIGHT = tuple(f"{mark}\n" for mark in CLOSING)
BULLET = regex.compile(r"[ \t>•·‣▪*-]*+")


@frozen
class Credited:
    """A quotation with its credit line, and the stretches that these take up."""

    attribution: Attribution
    taken: tuple[Span, ...]
    inner: tuple[Span, ...]
    """What the quotations hold between their marks."""


def find_credits(text: str, blocks: Sequence[Block]) -> list[Credited]:
    """Return the quotations that a credit line follows, in the same paragraph or as the next one.

    >>> text = "“He scares me and my family.” ― Ann Lee, teacher"
    >>> [(c.attribution.content[0].of(text), c.attribution.source[0].of(text))
    ...  for c in find_credits(text, [Block("paragraph", Span(0, len(text)))])]
    [('“He scares me and my family.”', 'Ann Lee, teacher')]
    """
    out = []
    for index, block in enumerate(blocks):
        if index and text.startswith(TIGHT, max(0, block.span.start - 2), block.span.start):
            out.extend(_below(text, blocks, index))
        if block.kind not in CREDITED and not text.startswith(">", block.span.start):
            continue
        start = max(block.span.start, block.span.end - LONGEST_CREDIT)
        if text[block.span.start : block.span.start + 1] in BULLETS:
            out.extend(_listed(text, block))
        if ")" in text[block.span.end - 3 : block.span.end]:
            out.extend(_parenthesised(text, blocks, index, start))
        if LEAD.search(text, start, block.span.end) is None:
            continue
        match = CREDIT.search(text, start, block.span.end)
        if match is None:
            continue
        group = "dash" if match["dash"] is not None else "lead"
        name = _name(text, Span(*match.span("name")), group == "dash")
        quoted = _quoted_before(text, blocks, index, match.start(group), name) if name is not None else []
        if name is not None and quoted:
            dash = Span(*match.span(group))
            out.append(_credited(text, quoted, (dash,), name, Span(dash.start, block.span.end)))
    return out


def _parenthesised(text: str, blocks: Sequence[Block], index: int, start: int) -> list[Credited]:
    """Read "“Long overdue.” (Ada Cole, teacher)": a quotation of whole sentences, and nothing else in its paragraph."""
    end = blocks[index].span.end
    match = PARENTHESISED.search(text, start, end)
    name = _name(text, Span(*match.span("name")), True) if match is not None else None
    if match is None or name is None:
        return []
    quoted = _quoted_before(text, blocks, index, match.start("open"), name)
    return [_credited(text, quoted, (), name, Span(match.start("open"), end))] if quoted else []


def _listed(text: str, block: Block) -> list[Credited]:
    """Read "• “It was time,” union chief Bo Lind": an item of a list that is a quotation and a name."""
    match = LISTED.fullmatch(text, block.span.start, block.span.end)
    if match is None or NO_CREDIT.match(match["name"]) is not None:
        return []
    name = Span(*match.span("name"))
    return [_credited(text, [Span(*match.span("said"))], (), name, Span(name.start, block.span.end))]


def _below(text: str, blocks: Sequence[Block], index: int) -> list[Credited]:
    """Read a line right below a quotation that is a name with a place or a role: "Ada C., Lower Wick"."""
    line = trimmed(text, blocks[index].span)
    match = NAME_LINE.fullmatch(text, line.start, line.end)
    name = _name(text, line, True) if match is not None else None
    quoted = _blocks_before(text, blocks, index, line.start, name) if name is not None else []
    whole = quoted and text[quoted[-1].end - 2] in ".!?…"
    return [_credited(text, quoted, (), name, line)] if name is not None and whole else []


def _name(text: str, span: Span, behind: bool) -> Span | None:
    """Return the name with its role, ``None`` where the words name nobody.

    A paper is one only right behind the closing mark: on a line of its own, it has signed the article.
    """
    end = span.end
    circumstance = CIRCUMSTANCE.search(text, span.start, end)
    if circumstance is not None:
        end = circumstance.start()
    name = Span(span.start, span.start + len(text[span.start : end].rstrip(" .,\t\u00a0")))
    printed = name.of(text)
    if printed[:1].islower() and (not behind or NO_ROLE.match(printed) is not None):
        return None
    head = printed.split(",")[0]
    outlet = normal(head) in words_of("outlet")
    if NO_CREDIT.match(printed) or (outlet and not behind) or len(printed.split()) > 16:
        return None
    if printed.startswith("@"):
        return Span(name.start, name.start + len(printed.split()[0]))
    known = (
        outlet or speaker_strength(head) >= NAME or (head[:1].islower() and speaker_strength(_bare_name(head)) >= NAME)
    )
    return name if known else None


def _bare_name(words: str) -> str:
    """Return a name without the small words of a role in front of it."""
    return " ".join(itertools.dropwhile(str.islower, words.split()))


def _quoted_before(text: str, blocks: Sequence[Block], index: int, dash: int, name: Span) -> list[Span]:
    """Return the quotation before a dash: the words of its own block, or the block before it."""
    start = blocks[index].span.start
    before = Span(start, start + len(text[start:dash].rstrip(" >\t\n\u00a0")))
    bullet = BULLET.match(text, before.start, before.end)
    own = trimmed(text, Span(bullet.end() if bullet is not None else before.start, before.end))
    if len(own):
        bare = "\n" in text[own.end : dash] and _may_be_bare(text, own, dash, name)
        return [own] if bare or _is_quotation(own.of(text)) else []
    return _blocks_before(text, blocks, index, dash, name)


def _may_be_bare(text: str, said: Span, dash: int, name: Span) -> bool:
    """Tell a block quotation without marks from a report that its reporter has signed."""
    if text[dash] not in "—―" or text[said.end - 1] == ":" or text[said.start] in "—―–-•*":
        return False
    _, comma, role = name.of(text).partition(",")
    known = words_of("outlet")
    signed = NEWSROOM.search(role) is not None or any(normal(part) in known for part in role.split(","))
    return not signed and (bool(comma) or has_own_voice(said.of(text)))


def _blocks_before(text: str, blocks: Sequence[Block], index: int, dash: int, name: Span) -> list[Span]:
    """Return the paragraph before, with those that it continues where each was left open."""
    out: list[Span] = []
    for block in reversed(blocks[max(0, index - LONGEST_QUOTATION) : index]):
        span = _unquoted(text, trimmed(text, block.span))
        said = span.of(text)
        if block.kind == "separator" and text[block.span.start : block.span.end].strip() == ">":
            continue  # the empty line of a block quotation
        if block.kind != "paragraph" or not said:
            break
        if not out and said[-1] not in MARKS:
            return [span] if _may_be_bare(text, span, dash, name) else []
        if said[0] not in MARKS or (out and any(mark in said[1:] for mark in CLOSING)):
            break
        out.insert(0, span)
    return out if len(out) > 1 or (out and _is_quotation(out[0].of(text))) else []


def _unquoted(text: str, span: Span) -> Span:
    """Return a line without the ">" by which mail and Markdown quote."""
    mark = QUOTED_LINE.match(text, span.start, span.end)
    return Span(mark.end(), span.end) if mark is not None else span


def _is_quotation(said: str) -> bool:
    said = said.rstrip(".")
    return len(said) > 3 and said[0] in MARKS and said[-1] in MARKS and SPLIT_QUOTE.search(said) is None


def _credited(text: str, quoted: Sequence[Span], cue: tuple[Span, ...], name: Span, line: Span) -> Credited:
    attribution = Attribution(
        content=tuple(quoted), cue=cue, source=(name,), form="block", rule="credit-line", confidence=0.95,
        cue_class="say",
    )  # fmt: skip
    inner = tuple(between_marks(text, span) for span in quoted)
    return Credited(attribution, (*quoted, line), inner)


def between_marks(text: str, span: Span) -> Span:
    """Return a quotation without the marks at its edges."""
    start = span.start + (text[span.start] in MARKS)
    return Span(start, max(start, span.end - (text[span.end - 1] in MARKS)))
