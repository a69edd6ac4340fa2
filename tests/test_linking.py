"""The linking room: hand-made role spans become attributions."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from quotekit.linking import fit_to_marks, link
from quotekit.marks import find_passages
from quotekit.values import Attribution, Roles, RoleSpan, Span

MARKED = re.compile(r"\[(?P<content>[^]]*)\]|\{(?P<cue>[^}]*)\}|<(?P<source>[^>]*)>")


def read(marked: str) -> tuple[str, Roles]:
    """Turn "[content] {cue} <source>" into a text and its role spans."""
    text, spans, last = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        role = match.lastgroup
        assert role in {"content", "cue", "source"}
        start = len(text)
        text += match.group(role)
        spans.append(RoleSpan(role, Span(start, len(text)), 0.9))  # type: ignore[arg-type]
        last = match.end()
    return text + marked[last:], Roles(tuple(spans))


def joined(marked: str) -> list[tuple[str, str, str]]:
    """Return (content, cue, source) of every attribution, pieces joined by " … "."""
    text, roles = read(marked)
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    sentences = [Span(m.start(), m.end()) for m in re.finditer(r"[^.\n]+\.?[”\"]?", text)]
    return [
        (
            " … ".join(s.of(text) for s in found.content),
            " … ".join(s.of(text) for s in found.cue),
            " … ".join(s.of(text) for s in found.source),
        )
        for found in link(text, roles, sentences, find_passages(text, lines))
    ]


def test_content_before_and_after_its_cue() -> None:
    """A content goes to the cue beside it, the cue to the source beside it."""
    assert joined("[“It rains,”] {said} <Ada Cole>. <Bo Lind> {replied} [that it snows].") == [
        ("“It rains,”", "said", "Ada Cole"),
        ("that it snows", "replied", "Bo Lind"),
    ]


def test_an_interrupted_quotation_is_one_attribution() -> None:
    """Contents on both sides of one cue are its pieces."""
    assert joined("[“It rains,”] {said} <Ada Cole>, [“and it will not stop.”]") == [
        ("“It rains,” … “and it will not stop.”", "said", "Ada Cole")
    ]


def test_one_source_for_two_cues() -> None:
    """A source serves every cue that has none nearer."""
    assert joined("<Ada Cole> {said} [it rains] and {denied} [that it snows].") == [
        ("it rains", "said", "Ada Cole"),
        ("that it snows", "denied", "Ada Cole"),
    ]


def test_contents_without_a_cue_are_dropped() -> None:
    """Without any cue there is no attribution."""
    assert joined("[It rains] and <Ada Cole> walks.") == []


def test_an_unquoted_content_stays_in_its_sentence() -> None:
    """Plain words never join a cue beyond their sentence's end."""
    assert joined("[It rains]. Then <Ada Cole> {said} [that it snows].") == [("that it snows", "said", "Ada Cole")]


def test_a_colon_leads_over_the_line() -> None:
    """The quotation under "Cole continued:" is hers, however near the speaker of the paragraph before stands."""
    assert joined("[“It rains,”] {said} <Bo Lind>.\n<Ada Cole> {continued}:\n[“It snows.”]") == [
        ("“It rains,”", "said", "Bo Lind"),
        ("“It snows.”", "continued", "Ada Cole"),
    ]


def test_a_colon_leads_to_no_quotation_that_has_its_own_cue() -> None:
    """A quotation that names its speaker behind itself is not taken by the line above."""
    found = joined("<The board> {promises} [action]:\n[“We will act,”] {reads} <the letter>.")
    assert ("“We will act,”", "reads", "the letter") in found


def test_a_source_sheds_its_commas() -> None:
    """Commas and marks at a source's edges are not part of the name."""
    assert joined("<Ada Cole, the mayor,> {said} [that it rains].") == [
        ("that it rains", "said", "Ada Cole, the mayor")
    ]


def test_a_source_stays_in_its_sentence() -> None:
    """A source that runs over a sentence end serves each cue with the part on its side."""
    assert joined("[“It rains,”] {said} <Ada Cole. Bo Lind> {denied} [that it snows].") == [
        ("“It rains,”", "said", "Ada Cole"),
        ("that it snows", "denied", "Bo Lind"),
    ]


def test_a_quoted_content_ends_where_its_marks_stand() -> None:
    """An edge that misses up to three words of a passage moves to the mark."""
    text, roles = read("“It [rains and rains,”] {said} <Ada Cole>.")
    fitted = fit_to_marks(text, roles, find_passages(text, [Span(0, len(text))]))
    assert fitted.spans[0].span.of(text) == "“It rains and rains,”"


SPANS = st.lists(
    st.tuples(st.sampled_from(["content", "cue", "source"]), st.integers(0, 4), st.integers(1, 5)), max_size=12
)


@given(SPANS, st.text(alphabet='ab .\n"“”', min_size=0, max_size=110))
def test_any_roles_give_lawful_attributions(rows: list[tuple[str, int, int]], text: str) -> None:
    """Whatever spans arrive, every attribution has a content and a cue, inside the text, and is the same twice."""
    spans, at = [], 0
    for role, gap, length in rows:
        start = at + gap
        at = start + length
        if at <= len(text):
            spans.append(RoleSpan(role, Span(start, at), 0.5))  # type: ignore[arg-type]
    blocks = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    passages = find_passages(text, blocks)
    found = link(text, Roles(tuple(spans)), blocks, passages)
    assert found == link(text, Roles(tuple(spans)), blocks, passages)
    assert all(isinstance(a, Attribution) and a.content and a.cue for a in found)
    assert all(0 <= s.start < s.end <= len(text) for a in found for s in (*a.content, *a.cue, *a.source))
