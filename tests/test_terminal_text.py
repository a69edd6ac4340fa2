"""What a terminal shows: cells counted, lines wrapped, tables aligned, quotes marked, nothing harmful let through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import in_step
from strategies import extractions, texts

from quotekit.doors.cells import STYLE, cells, harmless, padded, wrapped
from quotekit.doors.show import shown
from quotekit.doors.table import by_nesting, table_head, table_lines
from quotekit.values import Article, Extraction, Quote, Span, Speaker


def quote(name, content=(), within=None, **fields):
    """Return a quote with an id and spans."""
    return Quote(name, tuple(Span(*ends) for ends in content), (), (), "indirect", within=within, **fields)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Ada", 3),
        ("“Ada”", 5),
        ("漢字かな", 8),
        ("한국", 4),
        ("e\u0301", 1),
        ("e\u0301\u0323", 1),
        ("น้ำ", 2),
        ("שָׁלוֹם", 4),
        ("ｆｕｌｌ", 8),
        ("\u200b\u200d\u2060", 0),
        ("😀", 2),
        ("👍🏽", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("🇺🇦", 2),
        ("\x1b[31;1mred\x1b[0m", 3),
    ],
)
def test_cells(text, expected):
    """Wide characters take two cells, combining ones and styles none, an emoji of several parts two."""
    assert cells(text) == expected
    assert cells(padded(text, 12)) == 12


@given(texts())
def test_harmless(text):
    """No control character but line breaks reaches a terminal, and all can be encoded."""
    shown_text = harmless(text)
    shown_text.encode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown_text)


@given(texts().map(harmless), st.integers(2, 30))
def test_wrapped(text, width):
    """Wrapping loses no letter, and no line is wider than asked for."""
    line = text.replace("\n", " ")
    pieces = wrapped(line, width)
    assert "".join("".join(pieces).split()) == "".join(line.split())
    assert all(cells(piece) <= width for piece in pieces)


@pytest.mark.parametrize(
    ("line", "width", "expected"),
    [
        ("", 5, [""]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("  one two", 6, ["  one", "two"]),
        ("   one", 5, ["one"]),
        ("unbelievable", 5, ["unbel", "ievab", "le"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("\x1b[31mone\x1b[0m two", 7, ["\x1b[31mone\x1b[0m two"]),
    ],
)
def test_where_lines_are_cut(line, width, expected):
    """Lines are cut between words, in words that are too long, and never inside a character."""
    assert wrapped(line, width) == expected


@pytest.mark.parametrize("piece", ["x", "é", "漢", "e\u0301", "x "])
def test_wrapping_is_linear(piece):
    """Long words of every sort are cut whole, in time in step with their length."""
    assert len(wrapped(piece * 20_000, 50)) >= 20_000 * cells(piece) // 50
    assert in_step(lambda count: lambda: wrapped(piece * count, 50), 20_000)


@given(extractions(), st.integers(40, 120))
def test_table_of_anything(extraction, width):
    """Every extraction has a table with every quote in it, and no line wider than the terminal."""
    lines = [*table_head(width), *table_lines(extraction, width)]
    kinds = [line.split()[0] for line in lines[2:] if re.match(r" {0,4}(direct|mixed|indirect)\b", line)]
    assert len(kinds) >= len(extraction.quotes)
    assert all(cells(line) <= max(width, 58) for line in lines)


@pytest.mark.parametrize("width", [60, 80, 81, 120, 200])
def test_long_content_fills_the_width(width):
    """A long content is wrapped to the terminal's width, and uses all of it."""
    lines = list(table_lines(Extraction(Article("ab " * 400), (quote("a", [(0, 1199)]),)), width))
    assert width - 3 < max(map(cells, lines)) <= width


def test_columns_are_aligned():
    """The content starts in the same cell, whatever letters stand before it."""
    text = "x"
    names = ("Ada Cole", "安倍晋三", "E\u0301mile", "😀")
    quotes = tuple(quote(name, [(0, 1)], speaker=Speaker(name)) for name in names)
    lines = list(table_lines(Extraction(Article(text), quotes), 80))[1:]
    assert {cells(line[: line.rindex("x")]) for line in lines} == {cells(next(iter(table_head(80)))) - len("content")}


def test_nested_quotes_are_indented():
    """A nested quote stands indented under the one that holds it; the columns before the content stay."""
    text = "Ada said that Ben denies it."
    outer, inner = quote("a", [(9, 27)], speaker=Speaker("Ada")), quote("b", [(25, 27)], within="a")
    lines = list(table_lines(Extraction(Article(text), (inner, outer)), 80))
    assert lines[0] == "2 quotes"
    assert lines[1].split("  ")[0] == "indirect"
    assert lines[2].startswith("  indirect")
    assert lines[2].index("it") == lines[1].index("that") + 2


def test_interrupted_content_is_read_in_order():
    """The pieces of an interrupted quote are joined by an ellipsis, and its line breaks are spaces."""
    text = "“One,” she said, “two\n\nthree.”"
    lines = list(table_lines(Extraction(Article(text), (quote("a", [(0, 6), (17, 30)]),)), 100))
    assert lines[1].endswith("“One,” … “two three.”")


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.none() | st.sampled_from("abcdef")), max_size=8))
def test_nesting_loses_none(pairs):
    """Each quote comes once, also where a hand-made file says that quotes hold each other."""
    quotes = [quote(name, within=within) for name, within in pairs]
    assert sorted(each.id for each, _ in by_nesting(quotes)) == sorted(each.id for each in quotes)


def test_siblings_keep_their_order():
    """Quotes in the same quote come in the order they were given, each with those inside it."""
    quotes = [quote("a"), quote("b", within="a"), quote("c", within="a"), quote("d", within="b"), quote("e")]
    assert [(each.id, depth) for each, depth in by_nesting(quotes)] == [*zip("abdce", (0, 1, 2, 1, 0), strict=True)]


def test_deep_nesting():
    """Five thousand quotes, each inside the one before, are walked without recursion."""
    quotes = [quote(str(i), within=str(i - 1)) for i in range(5000)]
    assert [depth for _, depth in by_nesting(quotes)] == list(range(5000))


def without_marks(line):
    """Return a line without styles, brackets and raised numbers."""
    return re.sub("[⟦⟧⁰¹²³⁴⁵⁶⁷⁸⁹]", "", STYLE.sub("", line))


@given(extractions(), st.booleans())
def test_show_anything(extraction, colour):
    """Every extraction can be shown: the text is all there, and the only escape sequences are ours."""
    lines = list(shown(extraction, colour))
    body = "\n".join(lines)
    assert "\x1b" not in STYLE.sub("", body)
    assert colour or "\x1b" not in body
    text = without_marks(harmless(extraction.article.text).strip("\n"))
    assert text in without_marks("\n".join(lines))


@given(extractions(), st.integers(40, 80))
def test_show_wrapped(extraction, width):
    """Wrapped to a width, with colours, the body's lines are not wider."""
    lines = list(shown(extraction, colour=True, width=width))
    body = lines[2 : len(lines) - len(extraction.quotes)]
    assert all(cells(line) <= width for line in body)


def test_styles_do_not_leak():
    """Each line closes the styles that it opens, so that lines can be cut out and paged."""
    text = "“One two\n\nthree four,” she said."
    lines = shown(Extraction(Article(text), (quote("a", [(0, 22)]),)), colour=True, width=40)
    for line in lines:
        styles = STYLE.findall(line)
        assert styles[1::2] == ["\x1b[0m"] * (len(styles) // 2)
        assert len(styles) % 2 == 0


def test_line_ends_stay_whole():
    """A quote that ends between the two halves of a line end leaves the line end one."""
    extraction = Extraction(Article("one\r\ntwo"), (quote("a", [(0, 4)]),))
    assert list(shown(extraction, colour=False))[2:4] == ["⟦one⟧¹", "two"]


def test_speakers_have_colours():
    """Quotes of one speaker have one colour, those of another speaker another; nested content is underlined."""
    text = "aaa bbb ccc ddd"
    ada, ben = Speaker("Ada"), Speaker("Ben")
    quotes = (
        quote("a", [(0, 3)], speaker=ada),
        quote("b", [(4, 11)], speaker=ben),
        quote("c", [(8, 11)], "b", speaker=ada),
    )
    body = list(shown(Extraction(Article(text), quotes), colour=True))[2]
    assert "\x1b[36maaa\x1b[0m" in body
    assert "\x1b[33mbbb\x1b[0m" in body
    assert "\x1b[4;36mccc\x1b[0m" in body
    assert body.endswith(" ddd")
    assert "⟦" not in body
