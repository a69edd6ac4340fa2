"""Quotations whose halves a report parts: both are one attribution's, and what the report is about is none's."""

import re

import pytest
from attrs import evolve

from quotekit.marks import find_passages
from quotekit.mending import beside
from quotekit.mending.marked import cut_behind_passages, cut_topics
from quotekit.mending.rejoined import rejoin
from quotekit.values import Attribution, Span


def found(text, *rows):
    """Make an attribution of each row: the words of its pieces, its cue and its source."""
    return [
        Attribution(tuple(spot(text, piece) for piece in pieces), (spot(text, cue),), (spot(text, source),))
        for pieces, cue, source in rows
    ]


def spot(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def passages(text):
    return find_passages(text, [Span(0, len(text))])


def sentences(text):
    return [Span(*m.span()) for m in re.finditer(r"\S.*?[.!?]”?(?= |\Z)", text)]


def rejoined(text, *rows):
    out = rejoin(text, sentences(text), passages(text), found(text, *rows))
    return [[piece.of(text) for piece in each.content] for each in out]


def test_a_half_hung_on_a_report_between():
    """A quotation that goes on in small letters is one, though an engine gives its rest to what stands between."""
    text = "“When you say that,” Orr said, meaning the toll, “you lose them.”"
    said, meaning = (["“When you say that,”"], "said", "Orr"), (["the toll, “you lose them.”"], "meaning", "Orr")
    assert rejoined(text, said, meaning) == [["“When you say that,”", "“you lose them.”"], ["the toll"]]


def test_an_attribution_left_without_words_is_gone():
    """What had nothing but the second half reports nothing."""
    text = "“It rained,” Orr said, pointing up. “It poured.”"
    assert rejoined(text, (["“It rained,”"], "said", "Orr"), (["“It poured.”"], "pointing", "Orr")) == [
        ["“It rained,”", "“It poured.”"]
    ]


def test_what_was_not_said_has_no_words():
    """A quotation behind what somebody did not say, or behind a plain sentence, goes on with the one before."""
    text = "“It rained,” Orr said. He did not blame us. “It poured.”"
    said, unsaid = found(text, (["“It rained,”"], "said", "Orr"), (["us", "“It poured.”"], "blame", "He"))
    told = [said, evolve(unsaid, negated=True)]
    out = rejoin(text, sentences(text), passages(text), told)
    assert [[piece.of(text) for piece in each.content] for each in out] == [["“It rained,”", "“It poured.”"], ["us"]]
    text = "“It rained,” Orr said. The well is deep. “It poured.”"
    assert rejoined(text, (["“It rained,”"], "said", "Orr")) == [["“It rained,”", "“It poured.”"]]


def test_meanwhile():
    """What happened meanwhile is no part of a quotation that ends with a comma; what else goes on is."""
    text = "She says, “Do not go,” until he leaves."
    (says,) = found(text, (["“Do not go,” until he leaves"], "says", "She"))
    assert cut_behind_passages(text, passages(text), [says])[0].content[0].of(text) == "“Do not go,”"
    text = "She called it “a mess,” and a shame."
    (called,) = found(text, (["“a mess,” and a shame"], "called", "She"))
    assert cut_behind_passages(text, passages(text), [called]) == [called]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        # Its own words of report stand behind the second.
        ("“It rained,” Orr said. “It poured,” Lee added.", (["“It rained,”"], "said", "Orr"),
         (["“It poured,”"], "added", "Lee")),
        # Another sentence stands between.
        ("“It rained,” Orr said. Lee nodded and wept. “It poured.”", (["“It rained,”"], "said", "Orr"),
         (["“It poured.”"], "nodded", "Lee")),
        # The report between is that of the sentence before, not of the first quotation.
        ("Orr called it “mud.” Lee saw that and sighed. “It poured.”", (["“mud.”"], "called", "Orr"),
         (["“It poured.”"], "sighed", "Lee")),
    ],
)  # fmt: skip
def test_halves_of_two(text, first, second):
    """What is reported anew, or after another sentence, stays where it is."""
    assert rejoined(text, first, second) == [first[0], second[0]]


def topical(text, *pieces):
    made = found(text, (pieces, "said", "Orr"))
    return [piece.of(text) for piece in cut_topics(text, passages(text), made)[0].content]


def test_topics():
    """What somebody spoke of, or who that is, is no content behind a whole quotation."""
    assert topical("“It was fair,” Orr said of the inquiry.", "“It was fair,”", "the inquiry") == ["“It was fair,”"]
    text = "“It is over,” Orr said, in which Lee would win."
    assert topical(text, "“It is over,”", "in which Lee would win") == ["“It is over,”"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“We are at peace,” Orr said, only not with them.", ("“We are at peace,”", "only not with them")),
        ("The “mud,” Orr said of it, was deep.", ("“mud,”", "it")),
        ("“It was fair,” Orr said of the “mud.”", ("“It was fair,”", "“mud.”")),
    ],
)
def test_no_topics(text, pieces):
    """The rest of a sentence, what goes on behind a word set apart, and what is quoted stay."""
    assert topical(text, *pieces) == list(pieces)


def test_a_report_behind_wins():
    """A quotation with words of report right behind it is not that of a cue in front, which a tagger alone knows."""
    text = "It lists what it said would help: “Doors will open,” the union wrote."
    (said,) = found(text, (["would help: “Doors will open,”"], "said", "it"))
    (wrote,) = found(text, (["“Doors will open,”"], "wrote", "the union"))
    wrote = evolve(wrote, rule="quote_then_source")
    shown = [[piece.of(text) for piece in each.content] for each in beside(text, [said], [wrote])]
    assert shown == [["would help"], ["“Doors will open,”"]]
    behind = evolve(said, cue=(spot(text, "wrote"),))
    assert beside(text, [behind], [wrote]) == [behind]
