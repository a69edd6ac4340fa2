"""Roles kept apart: what a content is cut to where it reaches over its own cue or source."""

from hypothesis import given
from hypothesis import strategies as st
from laws import violations

import quotekit
from quotekit.parting import keep_apart
from quotekit.quotes import quote_id
from quotekit.values import Attribution, Span

TEXT = "“It is late,”” said Ada Cole.\n\n  “No.” \t"


def attribution(*roles):
    """Return an attribution of content, cue and source, each a list of pairs."""
    return Attribution(*(tuple(Span(*pair) for pair in role) for role in roles))


def words(spans):
    """Return what spans hold."""
    return [span.of(TEXT) for span in spans]


def test_content_gives_way():
    """A content that reaches over its cue and source ends before them; punctuation behind them is nobody's words."""
    (kept,) = keep_apart(TEXT, [attribution([(0, 29)], [(15, 19)], [(20, 28)])])
    assert words(kept.content) == ["“It is late,””"]


def test_source_gives_way_to_cue():
    """A source that holds its cue loses it."""
    (kept,) = keep_apart(TEXT, [attribution([(0, 14)], [(15, 19)], [(15, 28)])])
    assert (words(kept.cue), words(kept.source)) == (["said"], ["Ada Cole"])


def test_pieces_that_overlap_are_one():
    """Two pieces of a content that share letters are one piece."""
    (kept,) = keep_apart(TEXT, [attribution([(0, 10), (4, 14)], [], [])])
    assert words(kept.content) == ["“It is late,””"]


def test_space_at_an_edge():
    """Space at the edge of a role is cut off, and a role of space alone is none."""
    (kept,) = keep_apart(TEXT, [attribution([(31, 41)], [(29, 31)], [])])
    assert (words(kept.content), kept.cue) == (["“No.”"], ())


def test_nothing_left():
    """An attribution whose content is its cue is left out."""
    assert keep_apart(TEXT, [attribution([(15, 19)], [(15, 19)], [])]) == []


def test_none_twice():
    """What becomes the same by cutting is told once."""
    both = [attribution([(0, 14)], [(15, 19)], []), attribution([(0, 19)], [(15, 19)], [])]
    assert keep_apart(TEXT, both) == both[:1]


def test_sound_ones_stay():
    """An attribution that breaks no law is the same value as before."""
    sound = attribution([(0, 14)], [(15, 19)], [(20, 28)])
    assert keep_apart(TEXT, [sound])[0] is sound


pairs = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=4)


@given(st.lists(st.builds(attribution, pairs, pairs, pairs), max_size=3))
def test_any_spans(several):
    """Of any spans whatever, those that are kept break no law."""
    kept = keep_apart(TEXT, several)
    quotes = tuple(quotekit.Quote(quote_id(TEXT, a), a.content, a.cue, a.source, "direct") for a in kept)
    article = quotekit.parse_article(TEXT)
    assert violations(quotekit.Extraction(article, quotes)) == []
