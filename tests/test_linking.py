"""The linking room: hand-made role spans become attributions."""

from __future__ import annotations

import math
import re

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from quotekit.linking import Costs, chance_of, fit_to_marks, join, link
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


@pytest.mark.parametrize("accents", ["\u0301", "\u0302\u0323", "\u0301" * 5, "\u1dc4", "\u05b8"])
def test_a_source_ends_behind_its_last_accent(accents: str) -> None:
    """Accents that are characters of their own belong to the letter before; what follows them does not."""
    for behind in (".", ", who was late.", "x.", ""):
        assert joined(f"[“It rains,”] {{said}} <Jose>{accents}{behind}")[0][2] == f"Jose{accents}"


def test_words_of_report_behind_keep_a_quotation_from_the_cue_before() -> None:
    """Of two quotations the second goes on the first, unless words of report stand close behind it."""
    first = "[“It rains,”] {said} <Ada Cole>, rising. [“It will go on.”]"
    assert joined(first) == [("“It rains,” … “It will go on.”", "said", "Ada Cole")]
    far = " The hall was full to its doors, and nobody stirred for the length of a minute, or of two."
    assert joined(f"{first}{far} <Bo Lind> {{left}} [word].")[0] == joined(first)[0]
    with_report = "[“It rains,”] {said} <Ada Cole>, rising. [“It will go on!”] {cried} <Bo Lind>."
    assert joined(with_report) == [("“It rains,”", "said", "Ada Cole"), ("“It will go on!”", "cried", "Bo Lind")]


def test_an_interrupted_quotation_is_one_attribution() -> None:
    """Contents on both sides of one cue are its pieces."""
    assert joined("[“It rains,”] {said} <Ada Cole>, [“and it will not stop.”]") == [
        ("“It rains,” … “and it will not stop.”", "said", "Ada Cole")
    ]


def test_a_quotation_with_its_own_report_begins_anew() -> None:
    """The quotation behind an attribution is its rest, but not where its own words of report follow."""
    assert joined("[“It rains,”] <Ada Cole> {said}. [“It pours!”] {cried} <Bo Lind>.") == [
        ("“It rains,”", "said", "Ada Cole"),
        ("“It pours!”", "cried", "Bo Lind"),
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


@pytest.mark.parametrize(
    ("marked", "cue"),
    [
        ("[“It rains,”] {said} <Ada Cole>, {citing} [the radio]. [“It will snow.”]", "said"),
        ("[“It rains,”] {said} <Ada Cole>, {citing} the radio, [“and will snow.”]", "said"),
        ("[“It rains,”] {said} <Ada Cole>, {citing} the radio, [“It will snow.”]", "citing"),
        ("[“It rains,”] {said} <Ada Cole>, {citing} [the radio]. [“It will snow,”]", "citing"),
        ("[“It rains,”] {said} <Ada Cole>, {citing} [the radio]. [“It will snow” and hail.]", "citing"),
        ("[“It rains,”] {said} <Ada Cole>. Nobody came. She {cited} [the radio]. [“It will snow.”]", "cited"),
        ("[“It rains,”] {said} <Ada Cole>, {citing} [the radio].\n[“It will snow.”]", "citing"),
        ("[It rains], {said} <Ada Cole>, {citing} [the radio]. [“It will snow.”]", "citing"),
        ("<Ada Cole> {said} [“it rains,”] {citing} [the radio]. [“It will snow.”]", "citing"),
    ],
)
def test_the_rest_of_a_quotation_goes_to_its_cue(marked: str, cue: str) -> None:
    """A whole passage behind the sentence that a quotation and its cue began goes to that cue, however near another."""
    text = read(marked)[0]
    certain = tuple((i, j, 0.0) for i in range(9) for j in range(9))
    (owner,) = (found for found in chosen(marked, certain) if "snow" in found.content[-1].of(text))
    assert owner.cue[0].of(text) == cue


SPANS = st.lists(
    st.tuples(st.sampled_from(["content", "cue", "source"]), st.integers(0, 4), st.integers(1, 5)), max_size=12
)


@example(rows=[("content", 0, 1), ("content", 0, 1), ("cue", 4, 5), ("source", 4, 2)], text="a" * 16 + "\n")
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


def chosen(
    marked: str, links: tuple[tuple[int, int, float], ...] = (), costs: Costs | None = None
) -> list[Attribution]:
    """Return the attributions of a marked text whose role spans, counted from 0, have these links."""
    text, roles = read(marked)
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    sentences = [Span(m.start(), m.end()) for m in re.finditer(r"[^.\n]+\.?[”\"]?", text)]
    return list(link(text, evolve(roles, links=links), sentences, find_passages(text, lines), costs or Costs()))


def cues(marked: str, links: tuple[tuple[int, int, float], ...] = (), costs: Costs | None = None) -> list[str]:
    """Return the cue of each attribution."""
    return [found.cue[0].of(read(marked)[0]) for found in chosen(marked, links, costs)]


def source(marked: str, links: tuple[tuple[int, int, float], ...] = (), costs: Costs | None = None) -> str:
    """Return the source of the one attribution; empty without one."""
    (found,) = chosen(marked, links, costs)
    return found.source[0].of(read(marked)[0]) if found.source else ""


def gap(size: int) -> str:
    """Return so many characters of plain words, the spaces at both ends counted."""
    return " " + "x" * (size - 2) + " "


def test_the_evidence_of_a_quotation_with_its_speaker() -> None:
    """Log-odds of the three spans and the two links; a source, quoted, in one piece; the letters' logarithm."""
    text = "“It rains,” said Ada Cole."
    spans = (
        RoleSpan("content", Span(0, 11), 0.9),
        RoleSpan("cue", Span(12, 16), 0.8),
        RoleSpan("source", Span(17, 25), 0.7),
    )
    roles = Roles(spans, ((0, 1, -0.5), (1, 2, -0.25), (1, -1, -3.0)))
    ((_, facts),) = join(text, roles, [Span(0, 26)], find_passages(text, [Span(0, 26)]), Costs())
    assert facts == pytest.approx((math.log(9), math.log(4), math.log(7 / 3), -0.5, -0.25, 0, 1, 0, math.log(11)))


def test_the_evidence_of_pieces_without_a_speaker() -> None:
    """The weakest piece and link count, none below the floor; the link to nobody stands for the speaker's."""
    text = "It rains, he said, and hails."
    spans = (
        RoleSpan("content", Span(0, 8), 1.0),
        RoleSpan("cue", Span(13, 17), 0.0),
        RoleSpan("content", Span(19, 28), 0.6),
    )
    roles = Roles(spans, ((0, 1, -0.5), (2, 1, -9.0), (1, -1, -0.125)))
    ((_, facts),) = join(text, roles, [Span(0, 29)], (), Costs())
    floor = math.log(1e-4 / (1 - 1e-4))
    assert facts == pytest.approx((math.log(1.5), floor, 0, -6, -0.125, 1, 0, 1, math.log(17)))
    sure = Roles((spans[0], evolve(spans[1], score=1.0)), ((0, 1, -0.5),))
    ((_, facts),) = join(text, sure, [Span(0, 29)], (), Costs())
    assert facts == pytest.approx((-floor, -floor, 0, -0.5, -6, 1, 0, 0, math.log(8)))


def test_the_chance_is_a_logistic_regression() -> None:
    """Each fact times its weight, the constant added, squeezed between 0 and 1; a weight too few is an error."""
    assert chance_of((), (0.0,)) == 0.5
    assert chance_of((1.0, 3.0), (2.0, -0.5, 0.5)) == 0.7311
    assert chance_of((2.0,), (-1.5, 1.0)) == 0.1192
    with pytest.raises(ValueError, match="zip"):
        chance_of((1.0, 2.0), (1.0, 1.0))


def test_the_confidence_weighs_every_fact() -> None:
    """Without a model's own weights the confidence is that of the built-in ones: worked out by hand."""
    facts = (1.0, 2.0, 1.5, -0.5, -0.25, 1.0, 1.0, 1.0, 3.0, 1.0)
    # 0.297 + 2 * 0.087 + 1.5 * 0.117 - 0.5 * 0.257 - 0.25 * 0.8 - 0.455 + 0.194 + 0.166 + 3 * 0.142 + 0 - 1.392
    assert chance_of(facts, Costs().chance) == round(1 / (1 + math.exp(0.743)), 4)


def test_an_unfamiliar_cue_has_its_own_weight() -> None:
    """The last fact is whether the cue is none of the known words."""
    text, roles = read("[“It rains,”] {mooed} <Ada Cole>.")
    costs = Costs(chance=(0.0,) * 9 + (-2.0, 2.0))
    passages = find_passages(text, [Span(0, len(text))])
    sentences = [Span(0, len(text))]
    (known,) = link(text, roles, sentences, passages, costs)
    (strange,) = link(text, roles, sentences, passages, costs, lambda cue: cue.of(text) != "mooed")
    assert (known.confidence, strange.confidence) == (0.8808, 0.5)


@pytest.mark.parametrize(
    ("marked", "odds", "joins"),
    [
        ("[“It rains,”]\n{said} <Ada Cole>", -3.0, True),
        ("[“It rains,”]\n{said} <Ada Cole>", -3.01, False),
        ("[it rains]. {Said} <Ada Cole>", 0.0, True),
        ("[it rains]. {Said} <Ada Cole>", -0.01, False),
        ("[“It rains.”] {Said} <Ada Cole>", -9.0, True),
    ],
)
def test_how_sure_the_tagger_must_be(marked: str, odds: float, joins: bool) -> None:
    """Over a line break the link needs a chance, over a sentence end certainty, unless the content begins quoted."""
    assert len(chosen(marked, ((0, 1, odds),))) == joins


def test_links_move_no_content_unless_a_model_says_so() -> None:
    """By default the nearer cue has a content, whatever the links; a weight for links turns it to the likelier cue."""
    marked = "{said}" + gap(2) + "[it rains]" + gap(6) + "{added}"
    assert cues(marked, ((1, 2, 0.0),)) == ["said"]
    assert cues("{said}" + gap(6) + "[it rains]" + gap(2) + "{added}", ((1, 0, 0.0),)) == ["added"]
    assert cues(marked, ((1, 0, -3.0), (1, 2, 0.0)), Costs(link=2.0)) == ["added"]
    assert cues(marked, ((1, 0, -2.0), (1, 2, 0.0)), Costs(link=2.0)) == ["said"]
    assert cues(marked, ((1, 0, 0.0), (1, 2, -9.0)), Costs(link=2.0)) == ["said"]


@pytest.mark.parametrize(("size", "cue"), [(51, "added"), (52, "said")])
def test_a_cue_between_costs(size: int, cue: str) -> None:
    """A likelier cue behind another one pays for it: here 50 characters and the way."""
    marked = "[it rains]" + gap(2) + "{said}" + gap(size - 8) + "{added}"
    assert cues(marked, ((0, 1, -10.0), (0, 2, 0.0)), Costs(link=9.8)) == [cue]


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [(20, 20, "Ada"), (21, 20, "Bo"), (20, 21, "Ada"), (20, 19, "Bo")],
)
def test_the_nearer_source_speaks(before: int, after: int, name: str) -> None:
    """Of two sources in the cue's sentence the nearer one speaks, the first where both are as near."""
    assert source(f"<Ada>{gap(before)}{{said}}{gap(after)}<Bo> [it rains]") == name


@pytest.mark.parametrize(("before", "name"), [(50, "Ada"), (51, "Bo")])
def test_a_content_between_costs_forty(before: int, name: str) -> None:
    """A source behind the content is as far as forty characters more."""
    assert source(f"<Ada>{gap(before)}{{said}} [it rains] <Bo>") == name


@pytest.mark.parametrize(("before", "name"), [(170, "Ada"), (171, "Bo")])
def test_a_sentence_end_costs_a_hundred_and_fifty(before: int, name: str) -> None:
    """A source in the next sentence is as far as 150 characters more."""
    assert source(f"[it rains] <Ada>{gap(before)}{{said}}{gap(18)}. <Bo>") == name


@pytest.mark.parametrize(("before", "name"), [(555, "Ada"), (556, "Bo")])
def test_a_line_break_costs_four_hundred(before: int, name: str) -> None:
    """A source on the next line is as far as 400 characters more, besides the sentence end."""
    assert source(f"[it rains] <Ada>{gap(before)}{{said}}{gap(4)}\n<Bo>") == name


@pytest.mark.parametrize(
    ("before", "after", "odds", "name"),
    [
        (40, 20, (-1.0, -2.0), "Ada"),
        (41, 20, (-1.0, -2.0), "Bo"),
        (20, 40, (-2.0, -1.0), "Ada"),
        (20, 39, (-2.0, -1.0), "Bo"),
        (20, 20, (-12.0, None), "Ada"),
        (20, 20, (-12.01, None), "Bo"),
        (20, 20, (None, -12.0), "Ada"),
        (20, 20, (None, -11.99), "Bo"),
    ],
)
def test_a_nat_of_a_sources_link_is_worth_twenty(
    before: int, after: int, odds: tuple[float | None, float | None], name: str
) -> None:
    """The tagger's link moves the choice by twenty characters a nat; one it did not consider counts as twelve down."""
    links = tuple((1, there, value) for there, value in zip((0, 2), odds, strict=True) if value is not None)
    assert source(f"<Ada>{gap(before)}{{said}}{gap(after)}<Bo> [it rains]", links) == name


@pytest.mark.parametrize(
    ("nobody", "somebody", "name"),
    [(-0.69, -2.0, "Ada"), (-0.68, -2.0, ""), (-0.5, -0.5, "Ada"), (-0.4, -0.5, "")],
)
def test_a_cue_may_have_no_source(nobody: float, somebody: float, name: str) -> None:
    """Nobody speaks where the tagger holds that for likelier than not, and likelier than the best source."""
    assert source("<Ada> {said} [it rains]", ((1, -1, nobody), (1, 0, somebody))) == name


def test_three_cues_and_sources_on_each_side_are_looked_at() -> None:
    """A link reaches the third cue or source on either side, and no further."""
    after = "[it rains] {one} a {two} b {three} c {four}"
    before = "{four} a {three} b {two} c {one} [it rains]"
    weighty = Costs(link=1000.0)
    assert cues(after, ((0, 3, 0.0),), weighty) == ["three"]
    assert cues(after, ((0, 4, 0.0),), weighty) == ["one"]
    assert cues(before, ((4, 1, 0.0),), weighty) == ["three"]
    assert cues(before, ((4, 0, 0.0),), weighty) == ["one"]
    people = "<Al> a <Bo> b <Cy> c <Di> {said} [it rains] <Ed> d <Flo> e <Gus> f <Hal>"
    for answer, name in ((1, "Bo"), (0, "Di"), (8, "Gus"), (9, "Di")):
        assert source(people, ((4, answer, 0.0),), Costs(source_link=1000.0)) == name


@pytest.mark.parametrize(("size", "cue"), [(98, "continued"), (99, "replied")])
def test_a_lead_in_reaches_a_hundred_characters(size: int, cue: str) -> None:
    """A colon leads to the quotation below over a hundred characters, the line break counted; else the links decide."""
    marked = "{continued}" + "x" * size + ":\n[“It snows.”] The mayor came. {replied}"
    assert cues(marked, ((1, 2, 0.0), (1, 0, -0.5))) == [cue]


def test_a_lead_in_is_broken_by_another_cue_or_sentence() -> None:
    """A colon leads from the last cue before it, within its own sentence, and only to a quotation."""
    assert cues("{said} <Ada>, {adding}:\n[“It snows.”]") == ["adding"]
    assert cues("{said} <Ada>. It was dark. Then it came:\n[“It snows.”]") == []
    assert cues("{said} <Ada>:\n[it snows]") == []


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("“One two three [four five,”] {said} <Ada>.", "“One two three four five,”"),
        ("“One two three four [five,”] {said} <Ada>.", "five,”"),
        ("[“One two] three four five” {said} <Ada>.", "“One two three four five”"),
        ("[“One] two three four five” {said} <Ada>.", "“One"),
        ("So [he held “one two] three” {said} <Ada>.", "he held “one two three”"),
        ("“One” and [two] are “three,” {said} <Ada>.", "two"),
        ("“[One two three four five six]” {said} <Ada>.", "“One two three four five six”"),
        ("[“One two”] {said} <Ada>.", "“One two”"),
    ],
)
def test_edges_move_to_marks_over_three_words(marked: str, content: str) -> None:
    """An edge inside a quotation moves to its mark over three words at most; one outside stays."""
    text, roles = read(marked)
    fitted = fit_to_marks(text, roles, find_passages(text, [Span(0, len(text))]))
    assert fitted.spans[0].span.of(text) == content
    assert fitted.spans[1:] == roles.spans[1:]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[“It rains,”] {said}< “Ada, >.", "Ada"),
        ("[“It rains,”] {said} <,>.", ","),
        ("[“It rains,”] {said} <A,>.", "A"),
        ("[“It rains,”] {said} <,A>.", "A"),
        ("[“It rains,”] {said} <Ada”>.", "Ada”"),
    ],
)
def test_a_source_is_never_shed_whole(marked: str, name: str) -> None:
    """Marks, commas and blanks go from a source's edges until one character is left."""
    assert source(marked) == name


def test_the_part_of_a_source_on_its_cues_side() -> None:
    """Of a source over two sentence ends the cue behind takes the last sentence, the cue before the first."""
    assert source("[“It rains,”] {said} <Ada Cole. It was late. Bo Lind>") == "Ada Cole"
    assert source("<Ada Cole. It was late. Bo Lind> {said} [it rains]") == "Bo Lind"
    assert source("<Ada Cole.> {Said} <Bo Lind> [it rains]", ((1, 0, 0.0),), Costs(sentence=0.0)) == "Ada Cole."
