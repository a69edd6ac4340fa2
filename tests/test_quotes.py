"""Quotes: their kinds, their ids, and which one holds which."""

from __future__ import annotations

import pytest

from quotekit.marks import find_passages
from quotekit.quotes import find_holders, kind_of, quote_id, with_holders
from quotekit.values import Attribution, Quote, Span


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“It rains.”", (0, 11), "direct"),
        ("It rains.", (0, 9), "indirect"),
        ("it rains “hard”", (0, 15), "mixed"),
        ("…!", (0, 2), "indirect"),
        ("“…!”", (0, 4), "indirect"),
        ("“It rains,” and it does.", (0, 11), "direct"),
        ("“It rains,” and it does.", (0, 23), "mixed"),
        ("a b c d e f g h i j k l m n o p q r s t u “v”", (0, 45), "indirect"),
    ],
)
def test_kind_is_told_by_letters_between_marks(text: str, content: tuple[int, int], kind: str) -> None:
    """All letters between marks: direct; some: mixed; none: indirect."""
    passages = find_passages(text, [Span(0, len(text))])
    assert kind_of(text, [Span(*content)], passages) == kind


def test_ids_tell_quotes_apart_and_stay() -> None:
    """An id depends on the attribution's words and places alone."""
    one, other = Attribution((Span(0, 3),)), Attribution((Span(4, 7),))
    assert quote_id("abc abc", one) == quote_id("abc xyz", one)
    assert quote_id("abc abc", one) != quote_id("abc abc", other)
    assert quote_id("abc", one) != quote_id("abd", one)
    assert quote_id("\ud800bc", one) == quote_id("\ud800bc", one)


@pytest.mark.parametrize(
    ("contents", "holders"),
    [
        ([[(0, 30)], [(5, 20)], [(8, 12)]], {1: 0, 2: 1}),
        ([[(0, 10)], [(0, 10)]], {}),
        ([[(0, 10), (20, 40)], [(22, 30)], [(5, 8), (22, 25)]], {1: 0}),
        ([[(0, 10)], [(10, 12)]], {}),
        ([[(0, 20)], [(0, 5), (8, 10)]], {1: 0}),
    ],
)
def test_the_smallest_that_holds_it(contents: list[list[tuple[int, int]]], holders: dict[int, int]) -> None:
    """A quote lies within the smallest other one that has a piece around the whole of it."""
    assert find_holders([[Span(*piece) for piece in content] for content in contents]) == holders


def test_holders_are_told_by_id() -> None:
    """What was said to hold a quote before is forgotten."""
    outer = Quote("a", (Span(0, 9),), (), (), "direct", within="c")
    inner = Quote("b", (Span(2, 5),), (), (), "direct")
    assert [quote.within for quote in with_holders([outer, inner])] == [None, "a"]
