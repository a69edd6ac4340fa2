"""The nesting room: which reports inside a content are kept."""

from __future__ import annotations

import re

import pytest

from quotekit import Extractor
from quotekit.cues import default_cues
from quotekit.nesting import keep_told, keep_within, part_by_cue, stretches_within
from quotekit.reading import read
from quotekit.values import Article, Attribution, Block, Reading, Span

MARKED = re.compile(r"\[(?P<content>[^]]*)\]|\{(?P<cue>[^}]*)\}|<(?P<source>[^>]*)>")


def parse(marked: str, cue_class: str = "say", confidence: float = 0.9) -> tuple[Reading, Attribution]:
    """Turn "<source> {cue} [content]" into a reading and its one attribution by the tagger."""
    text, last = "", 0
    roles: dict[str, list[Span]] = {"content": [], "cue": [], "source": []}
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        role = match.lastgroup
        assert role in roles
        roles[role].append(Span(len(text), len(text) + len(match.group(role))))
        text += match.group(role)
        last = match.end()
    text += marked[last:]
    reading = read(Article(text, blocks=(Block("paragraph", Span(0, len(text))),)))
    spans = {role: tuple(found) for role, found in roles.items()}
    return reading, Attribution(**spans, rule="tagger", cue_class=cue_class, confidence=confidence)


def kept(marked: str, cue_class: str = "say", confidence: float = 0.9, start: int = 0) -> bool:
    """Tell whether an inner attribution is kept in a stretch that goes from ``start`` to the text's end."""
    reading, found = parse(marked, cue_class, confidence)
    return bool(keep_within(reading, [found], [Span(start, len(reading.article.text))], 0.85))


@pytest.mark.parametrize(
    ("marked", "cue_class", "keeps"),
    [
        ("that <the ministry> {said} [the dam would hold]", "say", True),
        ("that <the ministry> {would say} [the dam would hold]", "say", False),
        ("that <the ministry> {’ll announce} [a new dam]", "say", False),
        ("that <the ministry> {was beginning to say} [the dam would hold]", "say", False),
        ("it asked <the ministry> {to say} [the dam would hold]", "say", False),
        ("<he> {believes} [the dam will hold]", "believe", False),
        ("<his lawyer> {believes} [the dam will hold]", "believe", True),
        ("<he> {told} her [the dam would hold]", "say", True),
        ("<people> {say} [the dam will hold]", "say", False),
        ("<the rebels> {had threatened} [to blow up the dam]", "intend", True),
        ("<Japan> {will ask} [for a new dam]", "ask", True),
        ("<the rebels’> {plans} [to blow up the dam]", "intend", False),
        ("<owners> {opposing} [the new dam]", "oppose", False),
        ("<the children> {call} [it ‘the volcano’]", "name", True),
        ("<the children> {call} [it a volcano]", "name", False),
    ],
)
def test_what_is_a_report_inside_a_report(marked: str, cue_class: str, keeps: bool) -> None:
    """Somebody else said it: not what is yet to be said, nor what the speaker himself thinks."""
    assert kept(marked, cue_class) is keeps


def test_an_inner_report_is_one_sentence() -> None:
    """Source, cue and content stand in one sentence, and an unquoted content ends with it."""
    assert kept("The mayor came. <The ministry> {said} [the dam would hold].")
    assert not kept("<The ministry> came early. And {said} [the dam would hold].")
    assert not kept("<The ministry> {said} [the dam would hold. The road is shut].")
    assert kept("<The ministry> {said}, [“The dam will hold. The road is shut.”]")


def test_between_marks_a_report_must_be_surer() -> None:
    """What a speaker mentions between marks is kept from 0.93, elsewhere from 0.85; a chain from 0.75."""
    spoken, plain = "“It rains, and <the ministry> {said} [so] on Monday.”", "it rains, and <the ministry> {said} [so]"
    assert not kept(spoken, confidence=0.92, start=1)
    assert kept(spoken, confidence=0.93, start=1)
    assert not kept(plain, confidence=0.84)
    assert kept(plain, confidence=0.85)
    assert kept("“<The ministry> {said} [the dam would hold],”", confidence=0.75, start=1)
    assert not kept("“<The ministry> {said} [the dam would hold],”", confidence=0.74, start=1)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("the central bank expects prices to fall by May", True),
        ("the two sides will ask the court for a delay", True),
        ("its promised reform of the law went nowhere", False),
        ("the fears of the farmers were never heard", False),
    ],
)
def test_what_somebody_wants_may_be_the_whole_report(text: str, worth: bool) -> None:
    """A verb of wish, fear or question near its beginning makes a content worth a second reading; a noun does not."""
    assert bool(stretches_within(text, [Attribution((Span(0, len(text)),))], default_cues())) is worth


def test_words_between_marks_of_their_own_are_somebodys() -> None:
    """Inside a quotation a report is kept from 0.75 where its content stands between marks."""
    marked = "“I rang, and <a recording> {said} [‘your call matters’] for an hour.”"
    assert kept(marked, confidence=0.75, start=1)
    assert not kept(marked, confidence=0.74, start=1)


def test_posts_and_turns_keep_plain_reports_of_speech() -> None:
    """Of what was found inside a post, speech is kept that is fairly sure, and said in one sentence."""
    said = "Same people <who> {said} [it was safe] now leave."
    for marked, cue_class, confidence, keeps in (
        (said, "say", 0.45, True),
        (said, "say", 0.44, False),
        (said, "believe", 0.9, False),
        ("<He> {can’t even answer} [a question. He frightens us].", "say", 0.9, False),
    ):
        reading, found = parse(marked, cue_class, confidence)
        assert bool(keep_told(reading, [found], 0.45)) is keeps


def test_parting_by_the_cue() -> None:
    """An attribution is inside where its cue is, in stretches of any order that may overlap."""
    found = [Attribution((Span(0, 3),), (Span(at, at + 2),)) for at in (4, 11, 19, 29)]
    outside, inside = part_by_cue(found, [Span(18, 30), Span(10, 20)])
    assert (outside, inside) == ([found[0], found[3]], found[1:3])


@pytest.mark.parametrize("words", ["a “war of some words.”", 'a "war of some words."'])
def test_inner_words_keep_their_closing_mark(words):
    """A content that opens a mark inside another ends with the mark that closes it, though both end there."""
    text = f"Hale says she admired the courage of her friend through what she calls {words}"
    inner = next(quote for quote in Extractor().extract(text).quotes if quote.within)
    assert inner.content[-1].of(text) == words
