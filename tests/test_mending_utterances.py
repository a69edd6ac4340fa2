"""Utterances without words of attribution: which stand by themselves, which belong to the report before them."""

import pytest

from quotekit import Extractor

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
