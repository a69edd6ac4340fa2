"""Second reports of one source, estimates, words passed on: what is parted, what is added, what is left alone."""

import pytest
from attrs import evolve
from quote_cases import read_markup

from quotekit.cues import default_cues
from quotekit.marks import find_passages
from quotekit.mending import beside
from quotekit.mending.cited import cite_sources
from quotekit.mending.estimates import find_estimates
from quotekit.mending.introductions import find_introduced
from quotekit.mending.marked import cut_behind_passages
from quotekit.mending.reports import mend_reports
from quotekit.mending.shared import second_reports, share_subjects
from quotekit.values import Span

CUES = default_cues()


def attributions(marked, cue_class="say", rule="tagger"):
    """Return a text and its attributions, each with a class and a rule."""
    gold = read_markup(marked)
    return gold.text, [evolve(each, cue_class=cue_class, rule=rule) for each in gold.attributions]


def words(text, found):
    """Return cue, content and source of each attribution."""
    return [
        tuple(" … ".join(span.of(text) for span in spans) for spans in (each.cue, each.content, each.source))
        for each in found
    ]


@pytest.mark.parametrize(
    ("marked", "second"),
    [
        ("{s12 The court} {q1 found} {c1 that it was late} and {q2 ordered} {c2 a trial}.", True),
        ("{s12 The court} {q1 found} {c1 that it was late}, but {q2 ordered} {c2 a trial}.", True),
        ("{s12 The court} {q1 found} {c1 that it was late because {q2 ordered} {c2 a trial}}.", False),
        ("{s1 The court} {q1 found} {c1 that {s2 Dunn} lied and {q2 ordered} {c2 a trial}}.", False),
        ("{s12 The court} {q1 found} {c1 that “it was” late} and {q2 ordered} {c2 a trial}.", False),
    ],
)
def test_rules_part_what_a_tagger_reads_as_one(marked, second):
    """A second verb of the same source, joined by "and" or "but", reports anew; marks and other sources forbid it."""
    text, ruled = attributions(marked, rule="plans_to")
    first = min(each.content[0].start for each in ruled)
    tagged = [evolve(ruled[0], content=(Span(first, len(text) - 1),))]
    assert (len(share_subjects(text, tagged, ruled)) == 2) is second


@pytest.mark.parametrize(
    ("marked", "parted"),
    [
        ("{s1 The report} {q1 says} {c1 the roof was rotten and {q2 recommends} {c2 a survey}}.", True),
        ("{s1 The bank} {q1 said} {c1 profits had fallen and {q2 expected} {c2 them to recover}}.", True),
        ("{s1 The bank} {q1 said} {c1 profits fell and {q2 expected} {c2 them to recover}}.", False),
        ("{s1 The report} {q1 said} {c1 the roof was rotten and {q2 recommends} {c2 a survey}}.", False),
    ],
)
def test_the_tense_tells_whose_verb_it_is(marked, parted):
    """A verb with the tense of the cue in front, and not of its own clause, is another report of that source."""
    text, (outer, inner) = attributions(marked, cue_class="decree")
    first, second = second_reports(text, [outer], [inner])
    assert bool(second) is parted
    assert len(first[0].content[0]) < len(outer.content[0]) if parted else first == [outer]
    assert [each.source for each in second] == ([outer.source] if parted else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forbes puts his fortune at $3 billion, but he denies it.", ("puts", "his fortune at $3 billion", "Forbes")),
        ("A poll put the Greens on 19 percent.", ("put", "the Greens on 19 percent", "A poll")),
        ("The union has put it at about 400.", ("has put", "it at about 400", "The union")),
        ("He put the kettle on at seven.", None),
        ("The move puts the town at risk.", None),
        ("She put the boys to bed at eight.", None),
    ],
)
def test_estimates(text, found):
    """A figure behind "at" makes a report of "put"; an hour and a risk do not."""
    assert words(text, find_estimates(text, [Span(0, len(text))], [])) == ([found] if found else [])


def test_an_estimate_that_is_known_is_not_told_twice():
    """Where an attribution has the cue already, nothing is added."""
    text, known = attributions("{s Forbes} {q puts} {c his fortune at $3 billion}.")
    assert find_estimates(text, [Span(0, len(text))], known) == []


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "{c1 It was late}, {s1 she} {q1 said}, {c1 and advised us to go}.",
            [("said", "It was late", "she"), ("advised", "us to go", "she")],
        ),
        ("{c1 The bridge}, {s1 he} {q1 said}, {c1 and the road were safe}.", None),
        (
            "{s1 The guests} left; {c1 one} {q1 called} {c1 it “a farce”}.",
            [("called", "it “a farce”", "one")],
        ),
        (
            "{c1 The bishop} {q1 was reported} by {s1 the paper} {c1 to have said that it was a goat}.",
            [("was reported … to have said", "that it was a goat", "The bishop")],
        ),
        ("{c1 The pilot} {q1 is said} {c1 to have left}.", None),
        (
            "{c1 Staff} {q1 were told} in a letter from the board {c1 that the shop would close}.",
            [("were told", "that the shop would close", "the board")],
        ),
        ("{q1 were told} on Monday {c1 that the shop would close}.", None),
        (
            "The line will be mended by May, {s1 the agency} {q1 quoted} {c1 a source as saying}.",
            [("quoted … as saying", "The line will be mended by May", "a source")],
        ),
        ("{s1 They} {q1 asked} {c1 not to be named}.", None),
        ("{s1 Rumour} {q1 has it} {c1 that it will close}.", [("Rumour has it", "that it will close", "")]),
        ("{s1 Lind} {q1 has it} {c1 that it will close}.", None),
        (
            "{c1 Mr. Ito} {q1 is quoted} {c1 as telling an aide to leave}.",
            [("is quoted … as telling an aide", "to leave", "Mr. Ito")],
        ),
        (
            "{c1 The drug works}, {s1 the study} {q1 suggests}, but only in mice.",
            [("suggests", "The drug works … but only in mice", "the study")],
        ),
        (
            "{c1 One thing is clear}, {q1 says} {s1 Mr. Abe}: the yen will fall.",
            [("says", "One thing is clear … the yen will fall", "Mr. Abe")],
        ),
        ("{c1 It works}, {s1 she} {q1 said}, but warned of the cost.", None),
        (
            "The ombudsman found, and {s1 the ministry} {q1 accepted}, {c1 that it was lost}.",
            [("found", "that it was lost", "The ombudsman"), ("accepted", "that it was lost", "the ministry")],
        ),
        ("The ombudsman left, and {s1 the ministry} {q1 accepted}, {c1 that it was lost}.", None),
    ],
)
def test_who_speaks_and_what_is_told_anew(marked, wanted):
    """What stands around an attribution tells of a second report, or of another speaker; the rest stays."""
    text, found = attributions(marked)
    made = words(text, mend_reports(text, found, CUES))
    assert made == (words(text, found) if wanted is None else wanted)


def test_a_paper_that_passes_on_what_was_said():
    """Of "…, a source said, the Echo reported" both reports are kept, one in the other."""
    text, ruled = attributions(
        "{c Talks begin in May, a source said}, {s the Echo} {q reported}.", rule="clause_then_source"
    )
    tagged = attributions("{c Talks begin in May}, a source {q said}, {s the Echo} reported.")[1]
    assert words(text, beside(text, tagged, ruled)) == [
        ("reported", "Talks begin in May, a source said", "the Echo"),
        ("said", "Talks begin in May", "a source"),
    ]


@pytest.mark.parametrize(
    ("tagged", "ruled", "rule", "wanted"),
    [
        (
            "{c “Good question,”} {q admits} {c the school's deputy head}.",
            "{c “Good question,”} {q admits} {s the school's deputy head}.",
            "quote_then_cue",
            [("admits", "“Good question,”", "the school's deputy head")],
        ),
        (
            "{c The lake}, {q according to} {s the data}, has lost a third.",
            "{c The lake}, {q according to} {s the data}, {c has lost a third}.",
            "according_to",
            [("according to", "The lake … has lost a third", "the data")],
        ),
        (
            "{c The lake is dry}, {q according to} {s the data}, quoted by the Echo.",
            "{c The lake is dry}, {q according to} {s the data}, {c quoted by the Echo}.",
            "according_to",
            [("according to", "The lake is dry", "the data")],
        ),
        (
            "{s Saito} thanked the fans and {q refused} {c to discuss his knee}.",
            "{s Saito} {q thanked} {c the fans} and refused to discuss his knee.",
            "criticizes",
            [("refused", "to discuss his knee", "Saito"), ("thanked", "the fans", "Saito")],
        ),
        (
            "{c {s He} has {q agreed} {c terms}}, as per the Echo.",
            "{c He has agreed terms}, {q as per} {s the Echo}.",
            "according_to",
            None,
        ),
    ],
)
def test_rules_complete_what_a_tagger_found_half(tagged, ruled, rule, wanted):
    """A source read as content, half a clause, a judgement of the same speaker: the rules know the rest."""
    text, found = attributions(tagged)
    plain = [evolve(each, cue_class="praise") for each in attributions(ruled, rule=rule)[1]]
    assert words(text, beside(text, found, plain)) == (words(text, [*found, *plain]) if wanted is None else wanted)


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("The treaty was, in the ambassador's words, “a ceasefire with a logo”.", "the ambassador", "“a ceasefire"),
        ("His verdict? “Dreadful.”", "His", "“Dreadful.”"),
        ("He asked for it? “Dreadful.”", None, None),
    ],
)
def test_in_whose_words(text, source, said):
    """Whose words a quotation is may stand before it: "in the ambassador's words", "His verdict?"."""
    found = find_introduced(text, find_passages(text, [Span(0, len(text))]))
    assert [each.source[0].of(text) for _, each in found] == ([source] if source else [])
    assert all(each.content[0].of(text).startswith(said) for _, each in found)


@pytest.mark.parametrize(
    ("marked", "cited"),
    [
        ("{s1 The Echo}, {q1 quoting} {c1 the police}, {s2 it} {q2 said} {c2 two had died}.", None),
        ("{s12 The Echo}, {q1 quoting} {c1 the police}, {q2 said} {c2 two had died}.", "the police"),
        ("{s12 The Echo} {q2 reported} {c2 that two had died}, {q1 citing} {c1 two officials}.", "two officials"),
        ("{s12 The bank} {q2 said} {c2 it would close}, {q1 citing} {c1 weak demand}.", None),
        ("{s12 He} {q2 said} {c2 he would go}, {q1 citing} {c1 the release of the men}.", None),
    ],
)
def test_who_is_cited(marked, cited):
    """Somebody who is cited is the source of what is told; a reason that is cited is a content."""
    text, found = attributions(marked)
    first = cite_sources(text, found)[0]
    assert [span.of(text) for span in first.source] == [cited or first.source[0].of(text)]
    assert (first.via == found[0].source) is (cited is not None)


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("{s He} {q declared} {c «The gates will open at dawn» from the balcony}.", "«The gates will open at dawn»"),
        ("{s He} {q declared} {c “we will open the gates” at dawn}.", "“we will open the gates” at dawn"),
        ("{s He} {q called} {c “Gates” from the balcony}.", "“Gates” from the balcony"),
    ],
)
def test_a_quoted_sentence_ends_with_its_mark(marked, content):
    """Where and when a sentence was spoken is none of it; half a sentence goes on behind its mark."""
    text, found = attributions(marked)
    (cut,) = cut_behind_passages(text, find_passages(text, [Span(0, len(text))]), found)
    assert cut.content[0].of(text) == content
