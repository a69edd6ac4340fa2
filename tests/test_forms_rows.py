"""The rows of data/forms.tsv and data/headline_verbs.tsv: each example is read as the row claims."""

import re

import pytest

from quotekit.cues import default_cues
from quotekit.forms.headlines import read_headline
from quotekit.forms.labels import NONE, SURE, speaker_strength
from quotekit.forms.transcripts import find_turns
from quotekit.forms.words import rows, words_of
from quotekit.values import Block, CueLexicon, Span

NO_CUES = CueLexicon(())
MARKS = {"content": re.compile(r"\[(.+)\]"), "cue": re.compile(r"\{(.+?)\}"), "source": re.compile(r"<(.+?)>")}
WORDS = [row for row in rows("forms.tsv") if row[2] != "-"]
VERBS = rows("headline_verbs.tsv")


def bare(example: str) -> str:
    return re.sub(r"[\[\]{}<>]", "", example)


def marked(example: str) -> tuple[str | None, ...]:
    found = [pattern.search(example) for pattern in MARKS.values()]
    return tuple(re.sub(r"[{}<>]", "", match[1]) if match else None for match in found)


def read(headline: str, cues: CueLexicon = NO_CUES):
    return [
        (a.content[0].of(headline), a.cue[0].of(headline), a.source[0].of(headline))
        for a in read_headline(headline, Span(0, len(headline)), cues)
    ]


@pytest.mark.parametrize("row", [r for r in WORDS if r[0] in {"kicker", "topic"}], ids=lambda r: r[1])
def test_what_stands_before_a_headline_is_no_part_of_it(row):
    """A kicker and a topic are left out of content and source."""
    assert read(bare(row[2])) == [marked(row[2])]


@pytest.mark.parametrize("row", [r for r in WORDS if r[0] == "source"], ids=lambda r: r[1])
def test_nouns_that_speak(row):
    """A role or an organisation beside a colon is the headline's source."""
    expected = marked(row[2])
    content = expected[0] or bare(row[2]).split(": ")[0]
    assert read(bare(row[2])) == [(content, *expected[1:])]


@pytest.mark.parametrize("row", [r for r in WORDS if r[0] == "closer"], ids=lambda r: r[1])
def test_verbs_that_close_a_headline(row):
    """ "..., report finds" names its source last."""
    assert read(bare(row[2])) == [("Old bridge was unsafe", *marked(row[2])[1:])]


@pytest.mark.parametrize("row", [r for r in WORDS if r[0] == "inverter"], ids=lambda r: r[1])
def test_verbs_that_stand_before_a_last_source(row):
    """ "..., says engineer" names its source last."""
    assert read(bare(row[2])) == [("Old bridge is unsafe", *marked(row[2])[1:])]


@pytest.mark.parametrize("row", [r for r in WORDS if r[0] in {"label", "outlet"}], ids=lambda r: r[1])
def test_labels_and_outlets_say_nothing(row):
    """ "Note: ..." and "... - Reuters" attribute nothing, in headlines and as lone paragraphs."""
    assert read(row[2]) == []
    assert find_turns(row[2], [Block("paragraph", Span(0, len(row[2])))], NO_CUES) == []


@pytest.mark.parametrize("row", [r for r in WORDS if r[0] == "title"], ids=lambda r: r[1])
def test_titles_make_a_speaker_sure(row):
    """A title before a name makes it a speaker without further signs."""
    assert speaker_strength(row[2]) == SURE


@pytest.mark.parametrize("row", [r for r in WORDS if r[0] == "role"], ids=lambda r: r[1])
def test_roles_take_turns(row):
    """A role of transcripts is a turn's label."""
    text = f"{row[2]}: Were you there?\nSMITH: I was.\n{row[2]}: Thank you."
    found = find_turns(text, [Block("paragraph", Span(0, len(text)))], NO_CUES)
    assert [a.source[0].of(text) for a, _ in found] == [row[2], "SMITH", row[2]]


@pytest.mark.parametrize("row", [r for r in VERBS if r[2] != "none"], ids=lambda r: r[0])
@pytest.mark.parametrize("cues", [NO_CUES, default_cues()], ids=["alone", "lexicon"])
def test_verbs_of_headlines(row, cues):
    """Each verb reports what its example marks, with the cue lexicon and without."""
    expected = marked(row[4])
    if row[2] == "who":
        assert read(bare(row[4]), cues)[0] == expected
    else:
        assert read(bare(row[4]), cues) == [expected]


@pytest.mark.parametrize("row", [r for r in VERBS if r[2] == "none"], ids=lambda r: r[0])
def test_verbs_that_only_look_like_reporting(row):
    """ "sees off" and "backs down" report nothing."""
    assert read(row[4], default_cues()) == []


def test_no_word_is_listed_twice():
    """A row that stands twice hides a mistake."""
    listed = [tuple(row[:2]) for row in rows("forms.tsv")]
    assert len(listed) == len(set(listed))
    lemmas = [row[0] for row in VERBS]
    assert len(lemmas) == len(set(lemmas))


def test_labels_are_no_speakers():
    """No word listed as a label passes for a speaker."""
    assert [w for w in words_of("label") - words_of("source") if speaker_strength(w.capitalize()) != NONE] == []
