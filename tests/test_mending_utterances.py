"""Utterances without words of attribution: which stand by themselves, which belong to the report before them."""

import re

import pytest

from quotekit import Extractor
from quotekit.marks import find_passages
from quotekit.mending.utterances import settle_utterances
from quotekit.values import Attribution, Block, Span

EXTRACTOR = Extractor(engine="rules")


def read(text):
    """Return content and source of each quote, in words."""
    found = EXTRACTOR.extract(text).quotes
    return [([span.of(text) for span in quote.content], [span.of(text) for span in quote.source]) for quote in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She shook her head. “Not tonight.”", [(["“Not tonight.”"], [])]),
        ("The road is shut, Mr. Hale said. “For good.”", [(["The road is shut", "“For good.”"], ["Mr. Hale"])]),
        ("“It rained,” she said.\n\n“It did not stop.”", [(["“It rained,”"], ["she"]), (["“It did not stop.”"], [])]),
        ("“It rained,” she said. “It poured.”", [(["“It rained,”", "“It poured.”"], ["she"])]),
        ("Her novel is “The Salt House.” It sold well.", []),
        ("The sign said little. It rained on ‘The Crown.’", []),
        ("A “smart” lamp hung there.", []),
    ],
)
def test_utterances(text, wanted):
    """An utterance is a sentence of its own; a title and a word set apart are none."""
    assert read(text) == wanted


def test_many_utterances():
    """Each of many utterances in one paragraph stands by itself."""
    assert read("He left. “Not now.” " * 500) == [(["“Not now.”"], [])] * 500


def test_a_quotation_goes_on_though_an_engine_lost_it():
    """Paragraphs that go on with a quotation left open belong to its attribution, one after the other."""
    text = "She said: “It rained.\n\n“It poured.\n\n“It stopped.”\n\n“Who knew?”"
    blocks = [Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r".+", text)]
    found = Attribution((Span(10, 21),), (Span(4, 9),), (Span(0, 3),))
    passages = find_passages(text, [block.span for block in blocks])
    (owner,), free = settle_utterances(text, blocks, passages, [found], [])
    assert [span.of(text) for span in owner.content] == ["“It rained.", "“It poured.", "“It stopped.”"]
    assert [each.content[0].of(text) for each in free] == ["“Who knew?”"]


def test_a_quotation_with_its_own_report_does_not_go_on():
    """A paragraph that an engine has given to somebody stays there."""
    text = "She said: “It rained.\n\n“It poured,” he said.\n\n“It stopped.”"
    blocks = [Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r".+", text)]
    two = [
        Attribution((Span(10, 21),), (Span(4, 9),), (Span(0, 3),)),
        Attribution((Span(23, 35),), (Span(39, 43),), (Span(36, 38),)),
    ]
    found, _ = settle_utterances(text, blocks, find_passages(text, [block.span for block in blocks]), two, [])
    assert found == two
