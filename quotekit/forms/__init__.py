"""What the layout tells without reading the prose: posts, headlines, links, turns at talk, credit lines, dialogue.

An article with its passages and the cue lexicon come in, a :class:`~quotekit.values.Structure` goes out: attributions,
and the prose that is left for an engine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import regex

from quotekit.forms.credits import Credited, between_marks, find_credits
from quotekit.forms.dialogue import find_dialogue
from quotekit.forms.headlines import read_headline
from quotekit.forms.interviews import find_interview
from quotekit.forms.links import find_links
from quotekit.forms.posts import read_post
from quotekit.forms.prose import PROSE, Ledger
from quotekit.forms.quoted import find_quoted_headlines
from quotekit.forms.transcripts import Turn, find_turns
from quotekit.values import Article, Attribution, CueLexicon, Passage, Span, Structure

__all__ = ["find_structure"]


LONE_LINE = regex.compile(r"(?![(\[])(?:[^\n.?!…:;]|:(?=\s)){12,200}+(?<![\s,:])")


def find_structure(article: Article, passages: Sequence[Passage], cues: CueLexicon) -> Structure:
    """Return what posts, headlines, turns, credit lines and links attribute, and the prose that they leave.

    Args:
        article: the article with its blocks.
        passages: what stands between its quotation marks.
        cues: the verbs of reporting.

    A stretch of ``prose`` never holds a quotation that an attribution already has with its marks; its inside may
    stand there, so that an engine finds what is reported within.

    >>> from quotekit.values import Block, Span
    >>> text = "Taxes to Rise Again: Mayor. He said no more."
    >>> blocks = (Block("title", Span(0, 27)), Block("paragraph", Span(28, 44)))
    >>> structure = find_structure(Article(text, blocks=blocks), (), CueLexicon(()))
    >>> [(a.form, a.content[0].of(text)) for a in structure.attributions], [s.of(text) for s in structure.prose]
    ([('headline', 'Taxes to Rise Again')], ['He said no more.'])
    """
    ledger = Ledger(article)
    found: list[Attribution] = []
    talk = find_interview(article.text, article.blocks)
    asked = {attribution.content[0] for attribution in talk}
    credited = find_credits(article.text, article.blocks)
    signed = {credit.taken[-1].end for credit in credited}
    turns = find_turns(article.text, article.blocks, cues)
    signed.update(article.blocks[turn.block].span.end for _, turn in turns)
    for block in article.blocks:
        if block.kind == "post":
            made, rest = read_post(article.text, block, cues)
            ledger.take(block.span, rest)
        elif block.kind in {"title", "headline"} and block.span.end not in signed:
            made = read_headline(article.text, block.span, cues) if block.span not in asked else []
            ledger.take(block.span, [] if made else [block.span])
        else:
            continue
        found += made
    found += _turns(article, turns, ledger) or _interview(article, talk, ledger)
    found += _lone_line(article, cues, ledger)
    found += _quotations(article, passages, credited, ledger)
    found += _headlines_in_prose(article, passages, cues, ledger)
    found.sort(key=lambda a: (a.content[0].start, -a.content[-1].end))
    return Structure(tuple(found), ledger.prose())


def _turns(article: Article, turns: Sequence[tuple[Attribution, Turn]], ledger: Ledger) -> list[Attribution]:
    """Take the labels of turns at talk; what was said stays with the engine, for what is reported in it."""
    for attribution, turn in turns:
        said = attribution.content[0]
        inside = between_marks(article.text, said) if turn.quoted else said
        ledger.take(Span(turn.label.start, said.end), _by_block(article, inside))
    return [attribution for attribution, _ in turns]


def _interview(article: Article, talk: Sequence[Attribution], ledger: Ledger) -> list[Attribution]:
    """Take the turns of an interview without labels; the first question may stand as the title."""
    heads = {block.span for block in article.blocks if block.kind != "paragraph"}
    free = ledger.free([attribution.content[0] for attribution in talk])
    found = [a for a, is_free in zip(talk, free, strict=True) if is_free or a.content[0] in heads]
    for attribution in found:
        if attribution.content[0] not in heads:  # a title is prose already
            ledger.take(attribution.content[0], _by_block(article, attribution.content[0]))
    return found


def _lone_line(article: Article, cues: CueLexicon, ledger: Ledger) -> list[Attribution]:
    """Read a text that is one line without a full stop as a headline, where that begins or ends with its speaker."""
    if len(article.blocks) != 1 or article.blocks[0].kind != "paragraph":
        return []
    span = article.blocks[0].span
    if not LONE_LINE.fullmatch(article.text, span.start, span.end) or not ledger.free([span])[0]:
        return []
    found = read_headline(article.text, span, cues)
    if found:
        ledger.take(span)
    return found


def _by_block(article: Article, span: Span) -> list[Span]:
    """Cut a stretch where a block ends: a turn may run over several paragraphs."""
    out = []
    blocks = article.blocks
    for index in range(bisect_right(blocks, span.start, key=lambda block: block.span.end), len(blocks)):
        block = blocks[index].span
        if block.start >= span.end:
            break
        out.append(Span(max(block.start, span.start), min(block.end, span.end)))
    return [piece for piece in out if piece.of(article.text).strip()]


def _quotations(
    article: Article, passages: Sequence[Passage], credited: Sequence[Credited], ledger: Ledger
) -> list[Attribution]:
    """Take quotations with credit lines, then those of dialogue: an engine reads the inside of each."""
    out = []
    free = iter(ledger.free([span for credit in credited for span in credit.taken]))
    for found in credited:
        # A turn of a transcript above a credit line is no quotation without marks.
        pieces = [next(free) for _ in found.taken]
        if all(pieces):
            out.append(found.attribution)
            for span, inner in zip(found.taken, found.inner, strict=False):
                ledger.take(span, [inner])
            ledger.take(found.taken[-1])
    turns = find_dialogue(article.text, article.blocks, passages)
    untaken = ledger.free([line.block.span for _, line in turns])
    for (attribution, line), whole in zip(turns, untaken, strict=True):
        if whole:
            out.append(attribution)
            ledger.take(line.block.span, [passage.inner for passage in line.passages])
    return out


def _headlines_in_prose(
    article: Article, passages: Sequence[Passage], cues: CueLexicon, ledger: Ledger
) -> list[Attribution]:
    """Take the titles of linked stories; quoted headlines stay with the engine, for who quotes them."""
    out = []
    paragraphs = [block.span for block in article.blocks if block.kind in PROSE]
    links = [link for span in paragraphs for link in find_links(article.text, span, cues)]
    for (title, found), free in zip(links, ledger.free([title for title, _ in links]), strict=True):
        if free:
            out += found
            ledger.take(title)
    return out + find_quoted_headlines(article.text, _inside(passages, paragraphs), cues)


def _inside(passages: Sequence[Passage], spans: Sequence[Span]) -> list[Passage]:
    """Return the passages within some stretches; both come in order."""
    out = []
    at = 0
    for span in spans:
        while at < len(passages) and passages[at].span.start < span.start:
            at += 1
        while at < len(passages) and passages[at].span.start < span.end:
            out.append(passages[at])
            at += 1
    return out
