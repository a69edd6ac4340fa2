"""What is looked at before the real rule is asked never changes its answer."""

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from quote_cases import load

from quotekit import marks, parse_article, reading
from quotekit.cues import default_cues
from quotekit.forms import interviews, links, transcripts
from quotekit.mending import listeners
from quotekit.rules import RULES, noun_phrases, rows_at
from quotekit.rules.grammar import make_grammar
from quotekit.rules.shapes import make_shape
from quotekit.rules.sites import find_sites
from quotekit.speakers import antecedents, runs


def pieced(*pieces: str) -> st.SearchStrategy[str]:
    """Texts made of such pieces, so that what the rules look for is met often."""
    return st.lists(st.sampled_from(pieces), max_size=12).map("".join)


STOPPED = pieced(*'.!?…\n”’") “—', "Mr.", "noon", "The", "and", "at ", " He said", "a.m.")
LINES = pieced(
    "Ada Cole", "LEE", "Q", "A", "Mr. McCAIN", "The CHAIR", ":", ". ", " ", "\n", "\t", "You lied", "I did", "“No”"
)
NAMES = pieced(
    "Ada", "O’Hara", "d’Arc", "Öz", "J.D.", "van der", " ", "\u00a0", "Éa", "łódź", "İ", "’", "-", ".", "’s", "said"
)


@given(STOPPED)
def test_sentences_are_cut_at_each_stop(text):
    """Seeking stops one by one finds what the pattern finds."""
    sought, seen = [], 0
    for at in reading._places(text, 0, len(text), reading.STOPS):
        stop = reading.STOP.match(text, at) if at >= seen else None
        if stop is not None:
            sought.append(stop.span())
            seen = stop.end()
    assert sought == [stop.span() for stop in reading.STOP.finditer(text)]


@given(st.sampled_from(sorted(marks.PLAIN)), st.text(max_size=3), st.text(max_size=3))
def test_plain_marks(mark, before, behind):
    """A plain mark is a mark of one letter, whatever stands beside it."""
    assert marks.MARK.match(before + mark + behind, len(before)).end() == len(before) + 1


@given(NAMES | st.text(max_size=30))
def test_runs_of_latin_letters(text):
    """The pattern for Latin letters finds what that for all letters finds."""
    if runs._NOT_LATIN.search(text) is None:
        everywhere = [run.span() for run in runs._CAPITALS_FIRST.finditer(text)]
        assert [run.span() for run in runs._LATIN_RUN.finditer(text)] == everywhere


def test_latin_letters():
    """Each letter that the pattern for Latin letters may meet is the one that it is taken for."""
    for char in map(chr, [*range(0x180), *range(0x2010, 0x2028), 0x20AC]):
        if runs._NOT_LATIN.search(char) is None:
            capital = re.match(f"[{runs._UPPER}]", char)
            assert (capital is None) == (regex.match(r"\p{Lu}", char) is None)
            assert (re.match(f"[{runs._LETTERS}]", char) is None) == (regex.match(r"[\p{L}\p{M}]", char) is None)


@given(LINES)
def test_labels_of_lines(text):
    """Labels are read line by line as they are found in the whole."""
    found = [label.span() for label in transcripts.LABEL.finditer(text)]
    assert [label.span() for label in transcripts._labels(text, 0, len(text))] == found


@given(LINES, st.integers(0, 120))
def test_candidates_for_labels(text, gap):
    """What may be a label begins with a letter of those without colon, or has its colon within reach."""
    text = text[:20] + "x" * gap + text[20:]
    if text and transcripts.CANDIDATE.match(text):
        reach = text.find(":", 0, transcripts.LONGEST_LABEL + 1) >= 0
        assert text[0] in transcripts.LETTERED or reach


@given(pieced("see: ", "Kremlin ", "Denies ", "Attack", ": ", ":", "here", "  ", "#", "‘", ". "))
def test_leads_of_links(text):
    """Each colon before a linked title is met once."""
    met, at = [], text.find(": ")
    while at >= 0:
        lead = links.LEAD.match(text, at)
        met += [lead.span()] if lead else []
        at = text.find(": ", at + 1 if lead is None else lead.end())
    assert met == [lead.span() for lead in links.LEAD.finditer(text)]


@given(pieced("Why", "?", "”", ")", "_", "*", ".", " ", "you"))
def test_ends_of_questions(text):
    """A question ends with one of the letters that are looked at first."""
    assert not text or text[-1] in interviews.QUESTION_ENDS or interviews.ASKS.search(text) is None


@given(pieced("of", "kind-of", "proof", "with", " ", "\n", "the ", "mayor ", "“", "told ", "Of "))
def test_prepositions_before_names(before):
    """A preposition among the last three words is found by the words as by one pattern."""
    words = "|".join(antecedents._PREPOSITIONS)
    found = regex.search(rf"\b(?:{words})\s+(?:\S+\s+){{0,2}}$", before) is not None
    sought = before[-1:].isspace() and any(map(antecedents._ends_with_preposition, before.split()[-3:]))
    assert sought == found


@given(pieced(",", "i", "T", "#", "N", "n"))
def test_dates_before_verbs(signs):
    """No date stands without a day's sign."""
    assert noun_phrases.DAY in signs or noun_phrases.DATE_BEFORE.search(signs) is None


@given(pieced(" ", "\n", "in", "an", "interview", "with", "letter", "to", "a"))
def test_media_of_talks(text):
    """No occasion is named without "in" behind the first space."""
    assert text.startswith("in", 1) or listeners.MEDIUM.match(text) is None


CLAUSES = pieced(
    *("“It is late,”", "“no”", "Ada Cole ", "she ", "said ", "told ", "wrote ", "called ", "that ", "the mayor "),
    *(", ", ": ", ":\n\n", ".\n\n", ". ", "it was ", "to go ", "and ", "what ", "as ", "Said ", "asked whether "),
)


LEAD_IN = "The mayor wrote to parents:\n\nThe school will stay closed until Monday, and the buses too."


@given(CLAUSES)
def test_rules_that_are_not_asked(text):
    """A rule that is not asked about a place for want of marks or a colon finds nothing there."""
    assert_unasked_find_nothing(text)


@pytest.mark.parametrize("text", [LEAD_IN, *(case.gold.text for case in load())])
def test_rules_that_are_not_asked_in_cases(text):
    """The same in the cases of quotations, which each rule finds something in."""
    assert_unasked_find_nothing(text)


def assert_unasked_find_nothing(text: str) -> None:
    """Ask all rules at all places for which the needs of their rows alone leave them out."""
    article = parse_article(text)
    passages = marks.find_passages(text, [block.span for block in article.blocks])
    sentences = reading.read(article).sentences
    grammar = make_grammar(default_cues())
    shape = make_shape(text, [block.span for block in article.blocks], sentences, passages, grammar)
    for site in find_sites(shape, grammar):
        asked = rows_at(site)
        for row in RULES:
            if row.needs and row not in asked and row.asks_about(site.cue.frames, site.use, True, True):
                assert row.rule(site) is None
