"""The cue lexicon: its rows, its forms, and what a cue span means."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from strategies import texts

import quotekit
from quotekit.cues import CLASSES, FRAMES, SPEECH, CueMeaning, classify, default_cues, make_cue

ROWS = default_cues().cues


def test_size():
    """There are some five hundred rows, phrases among them, and every class has some."""
    assert len(ROWS) >= 500
    assert sum(" " in cue.lemma for cue in ROWS) >= 150
    assert set(Counter(cue.cue_class for cue in ROWS)) == set(CLASSES)


def test_no_row_twice():
    """A lemma has one row."""
    assert [lemma for lemma, n in Counter(cue.lemma for cue in ROWS).items() if n > 1] == []


@pytest.mark.parametrize("cue", ROWS, ids=lambda cue: cue.lemma)
def test_row(cue):
    """A row is lower case, of a known class, takes known constructions, and has an example of its own."""
    assert cue.lemma == cue.lemma.lower() == cue.forms[0]
    assert cue.cue_class in CLASSES
    assert cue.frames
    assert cue.frames <= set(FRAMES)
    assert all(bracket in cue.example for bracket in "[]{}<>")
    assert sum(other.example == cue.example for other in ROWS) == 1


@pytest.mark.parametrize("cue", ROWS, ids=lambda cue: cue.lemma)
def test_example_means_its_class(cue):
    """The cue of a row's example is classified as the row says."""
    span = cue.example[cue.example.index("{") + 1 : cue.example.index("}")]
    assert classify(span).cue_class == cue.cue_class


@pytest.mark.parametrize(
    ("row", "forms"),
    [
        (("note", "say", "that"), "note notes noting noted"),
        (("reply", "say", "quote"), "reply replies replying replied"),
        (("say", "say", "that", "said"), "say says saying said"),
        (("stress", "say", "that"), "stress stresses stressing stressed"),
        (("agree", "confirm", "that"), "agree agrees agreeing agreed"),
        (("refer", "say", "np", "referred referring"), "refer refers referring referred"),
        (("put", "say", "quote", "put putting"), "put puts putting"),
        (("signal", "suggest", "that", "signaled signalled signaling signalling"),
         "signal signals signaling signalling signaled signalled"),
    ],
)  # fmt: skip
def test_forms(row, forms):
    """Regular verbs are inflected; what is irregular is told."""
    assert make_cue(*row).forms == tuple(forms.split())


@pytest.mark.parametrize(
    ("row", "forms"),
    [
        (("make clear", "say", "that", "made making"), ("make clear", "makes clear", "making clear", "made clear")),
        (("be sure", "believe", "that", "was"), ("be sure", "is sure", "being sure", "was sure")),
        (("according to", "say", "front"), ("according to",)),
    ],
)
def test_forms_of_phrases(row, forms):
    """Of a phrase the first word is inflected; one that stands in front is not."""
    assert make_cue(*row).forms == forms


@pytest.mark.parametrize("form", ["stoped", "planing", "bloged", "agreeed", "sayed", "telled", "thinked", "quiped"])
def test_no_wrong_form(form):
    """Verbs that double their consonant or have a past of their own are marked so in the data."""
    assert form not in default_cues().by_form


CASES = {
    # As it stands in print: class, negated, denied.
    "said": ("say", False, False),
    "has said": ("say", False, False),
    "did not say": ("say", True, False),
    "didn’t say": ("say", True, False),
    "didn't say": ("say", True, False),
    "never said": ("say", True, False),
    "cannot say": ("say", True, False),
    "would not comment on": ("say", True, False),
    "not only said": ("say", False, False),
    "declined to comment": ("decline", True, False),
    "declined": ("decline", True, False),
    "refused to confirm": ("decline", True, False),
    "denied": ("deny", False, True),
    "denied that": ("deny", False, True),
    "has denied": ("deny", False, True),
    "did not deny": ("deny", True, False),
    "ruled out": ("deny", False, True),
    "has not ruled out": ("deny", True, False),
    "rejects": ("deny", False, True),
    "told reporters": ("say", False, False),
    "made clear": ("say", False, False),
    "issued a statement saying": ("say", False, False),
    "according to": ("say", False, False),
    "in the words of": ("say", False, False),
    "failed to mention": ("say", True, False),
    "stopped short of saying": ("decline", True, False),
    "no longer believes": ("believe", True, False),
    "called": ("name", False, False),
    "called for": ("decree", False, False),
    "called on": ("decree", False, False),
    "asked": ("ask", False, False),
    "vowed": ("intend", False, False),
    "showed": ("show", False, False),
    "SAID": ("say", False, False),
    ":": ("say", False, False),
    "—": ("say", False, False),
    "": ("", False, False),
    "walked": ("", False, False),
    "did not walk": ("", True, False),
}


@pytest.mark.parametrize("text", CASES)
def test_classify(text):
    """Class, negation and denial of cue spans as any engine may give them."""
    assert classify(text) == CueMeaning(*CASES[text])


@pytest.mark.parametrize(
    ("before", "text", "after", "negated"),
    [
        ("Ms. Cole never", "said", "", True),
        ("Ms. Cole has not yet", "said", "", True),
        ("The firm declined to", "say", "", True),
        ("He left without", "saying", "", True),
        ("Nobody", "said", "", True),
        ("Ms. Cole, who did not vote and lives in Hull,", "said", "", False),
        ("Ms. Cole not only", "said", "", False),
        ("Ms. Cole", "said", " nothing about the fee", True),
        ("Ms. Cole", "said", " no vote was held", False),
    ],
)
def test_context(before, text, after, negated):
    """A negation right before a bare cue, or "nothing" behind it, counts as well."""
    assert classify(text, before, after).negated is negated


def test_denial_is_never_negated():
    """What is negated is not denied: "did not deny"."""
    for cue in ROWS:
        meaning = classify("did not " + cue.lemma)
        assert meaning.negated
        assert not meaning.denied


def test_own_lexicon():
    """A lexicon is passed in; words that only the shipped one has mean nothing then."""
    mine = quotekit.values.CueLexicon((make_cue("burble", "say", "that"),))
    assert classify("burbled", cues=mine).cue_class == "say"
    assert classify("said", cues=mine).cue_class == ""
    assert classify("burbled").cue_class == ""


def test_speech_is_speech():
    """Thoughts and judgements are no speech."""
    assert {"say", "deny", "ask", "intend"} <= SPEECH
    assert SPEECH.isdisjoint({"believe", "feel", "praise", "support"})


@given(texts(), texts(), texts())
def test_any_text(text, before, after):
    """No text makes it raise."""
    meaning = classify(text, before, after)
    assert meaning.cue_class in {*CLASSES, ""}
    assert not (meaning.negated and meaning.denied)


def test_loading_is_light():
    """Loading imports neither spaCy nor the model's libraries."""
    code = (
        "import sys, quotekit.cues as c; c.default_cues()\n"
        "print([m for m in ('spacy', 'onnxruntime', 'numpy') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_loaded_once():
    """The shipped lexicon is one value."""
    assert default_cues() is default_cues()


def test_file_is_sorted_by_nothing_but_readable():
    """Each line of the data file is a remark or has five cells."""
    lines = (Path(quotekit.__file__).parent / "data" / "cues.tsv").read_text("utf8").split("\n")
    assert [line for line in lines if line and not line.startswith("#") and line.count("\t") != 4] == []
