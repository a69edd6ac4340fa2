"""What is mended in an engine's attributions, rule by rule; and what the rules may add to a tagger's."""

import pytest
from attrs import evolve
from quote_cases import read_markup

from quotekit.cues import default_cues
from quotekit.mending import beside
from quotekit.mending.layout import outside_structure
from quotekit.mending.reports import cut_before_next, mend_reports
from quotekit.values import Attribution, Span

CUES = default_cues()


def shown(text, found):
    """Return the words of an attribution's roles."""
    return [[span.of(text) for span in getattr(found, role)] for role in ("content", "cue", "source", "via")]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "{c The general} {q was quoted as saying} {c that it rained}.",
            [[["that it rained"], ["was quoted as saying"], ["The general"], []]],
        ),
        (
            "{s A source}, {c who asked not to be named}, {q put it bluntly}: {c “Everyone knew.”}",
            [[["“Everyone knew.”"], ["put it bluntly"], ["A source"], []]],
        ),
        (
            "{c Two officers} {q have been cited} in {s foreign papers} {c as admitting it rained}.",
            [[["it rained"], ["have been cited", "as admitting"], ["Two officers"], ["foreign papers"]]],
        ),
        (
            "{s It} {q is predicted} {c that sales will rise}.",
            [[["that sales will rise"], ["is predicted"], [], []]],
        ),
        (
            "It {q was claimed} by the defence {c that sales will rise}.",
            [[["that sales will rise"], ["was claimed by"], ["the defence"], []]],
        ),
        (
            "It {q was claimed} by telephone {c that sales will rise}.",
            [[["that sales will rise"], ["was claimed"], [], []]],
        ),
        (
            "{s Dunn} {q said} {c the tax would fall and Hale, that it would rise}.",
            [[["the tax would fall"], ["said"], ["Dunn"], []], [["that it would rise"], [], ["Hale"], []]],
        ),
        (
            "{s Dunn} {q said} {c he met Hale and the man that built it}.",
            [[["he met Hale and the man that built it"], ["said"], ["Dunn"], []]],
        ),
        (
            "{s Dunn} said it would fall and {q Hale} {c that it would rise}.",
            [[["that it would rise"], [], ["Hale"], []]],
        ),
        (
            "{s Reuters} reported, {q citing} {c two officials, that the deal was dead}.",
            [
                [["that the deal was dead"], ["reported"], ["Reuters"], []],
                [["that the deal was dead"], ["citing"], ["two officials"], ["Reuters"]],
            ],
        ),
        (
            "{s Reuters} left, {q citing} {c two officials, that the deal was dead}.",
            [[["two officials, that the deal was dead"], ["citing"], ["Reuters"], []]],
        ),
        (
            "Asked by the Echo {c if he would go}, {s Lind} {q laughed}: {c “Never.”}",
            [[["if he would go"], ["Asked by"], ["the Echo"], []], [["“Never.”"], ["laughed"], ["Lind"], []]],
        ),
        (
            "{c The men had left, their families} {q were told}.",
            [[["The men had left"], ["were told"], [], []]],
        ),
        (
            "{s It} {q was told} {c that sales will rise}.",
            [[["that sales will rise"], ["was told"], ["It"], []]],
        ),
        (
            "{s It} {q predicted} {c that sales will rise}.",
            [[["that sales will rise"], ["predicted"], ["It"], []]],
        ),
        (
            "{s Interfax} {q quoted} {c a source as saying that it rained}.",
            [[["that it rained"], ["quoted", "as saying"], ["a source"], ["Interfax"]]],
        ),
        (
            "{c “It rained,”} {c Lind} {q was quoted} by {s the Tarn agency} {c as saying}.",
            [[["“It rained,”"], ["was quoted", "as saying"], ["Lind"], ["the Tarn agency"]]],
        ),
        (
            "{c “It rained,”} {s Interfax} {q quoted} Bo Lind as saying.",
            [[["“It rained,”"], ["quoted", "as saying"], ["Bo Lind"], ["Interfax"]]],
        ),
        (
            "{c “If it rains,”} {q says} {s Bo Lind, who led it, “the field goes.”}",
            [[["“If it rains,”", "“the field goes.”"], ["says"], ["Bo Lind, who led it"], []]],
        ),
        (
            "{s The minister} {q said} {c that it was over and promised that wages would rise}.",
            [
                [["that it was over"], ["said"], ["The minister"], []],
                [["that wages would rise"], ["promised"], ["The minister"], []],
            ],
        ),
        ("He left, said a man {s who} {q asked} {c not to be named}.", []),
        ("{c What} {s they} {q said}:", []),
        ("{s She} {q said} {c that it rained}.", [[["that it rained"], ["said"], ["She"], []]]),
    ],
)
def test_mended(marked, wanted):
    """The passive, the one who quotes, a second report, what is no report; and plain ones stay as they are."""
    gold = read_markup(marked)
    assert [shown(gold.text, each) for each in mend_reports(gold.text, gold.attributions, CUES)] == wanted


@pytest.mark.parametrize(
    ("marked", "whom"),
    [
        ("{s She} {q told} Reuters {c that it rained}.", "Reuters"),
        ("{c “It rained,”} {s she} {q told} the inquiry on Monday.", "the inquiry"),
        ("{s He} {q warned} {c that it would rain}.", None),
        ("{q were told} {c that it rained}.", None),
        ("{s He} {q said} {c that it rained}.", None),
    ],
)
def test_addressee(marked, whom):
    """Who was told stands behind a cue that takes a listener."""
    gold = read_markup(marked)
    (made,) = mend_reports(gold.text, gold.attributions, CUES)
    assert [span.of(gold.text) for span in made.addressee] == ([whom] if whom else [])


def test_no_piece_is_crossed():
    """A content that is cut inside the words that name its source never ends before it begins."""
    text = "Sky quoted an aide as saying so."
    made = Attribution((Span(11, 18),), (Span(4, 10),), (Span(0, 3),))
    assert all(piece.start < piece.end for each in mend_reports(text, [made], CUES) for piece in each.content)


def test_a_neighbours_report_is_cut_off():
    """A content ends before the next report that is joined to it."""
    gold = read_markup("{s1 He} {q1 said} {c1 that it rained, and {s2 Mrs. Lee} {q2 said} {c2 that it snowed}}.")
    first, second = cut_before_next(gold.text, gold.attributions)
    assert first.content[0].of(gold.text) == "that it rained"
    assert second == gold.attributions[1]


def test_layout_keeps_its_contents():
    """A cue outside of what the layout has given to somebody takes nothing of it, and nobody reports himself in it."""
    gold = read_markup("{q1 Said}: {c1 {c2 I was late, {s3 I} {q3 said} {c3 so}}}.")
    outer, layout, inner = gold.attributions
    assert outside_structure(gold.text, [outer, inner], [layout]) == []


def test_layout_keeps_its_cues():
    """A cue that the layout has read reports nothing more, whatever an engine hung on it."""
    gold = read_markup("{c1 It rained}, {s1 Mr. Hale} {q1 said}. {c2 It snowed}.")
    ruled, layout = gold.attributions[0], evolve(gold.attributions[1], cue=gold.attributions[0].cue)
    assert outside_structure(gold.text, [ruled], [layout]) == []
    assert outside_structure(gold.text, [ruled], [gold.attributions[1]]) == [ruled]


def test_rules_stand_beside():
    """A quotation that the rules make plain is added where the tagger found nothing, and only there."""
    ruled = Attribution((Span(0, 9),), (Span(10, 14),), (Span(15, 18),), rule="quote_then_cue")
    assert beside("“It rained,” said Orr.", [], [ruled]) == [ruled]
    tagged = Attribution((Span(2, 8),), (Span(20, 24),), rule="tagger")
    assert beside("“It rained,” said Orr.", [tagged], [ruled]) == [tagged]
