"""Lines that the wire wrapped: which are put together again, at each bound from both sides."""

import pytest

from quotekit.articles.lines import join_lines, split_lines


def row(size, start="the", stop=""):
    """Return a line of so many letters, in words of three."""
    return (start + " aaa" * size)[: size - len(stop) - 1].rstrip().ljust(size - len(stop), "a") + stop


def paragraphs(*lines):
    """Return how many lines went into each paragraph of a text."""
    text = "\n".join(lines)
    return [text[piece.start : piece.end].count("\n") + 1 for piece in join_lines(text, split_lines(text))]


def test_rows_have_their_size():
    """The lines of these tests are as long as they say."""
    assert all(len(row(size, "Rain", stop)) == size for size in range(9, 70) for stop in ("", ".", ","))


@pytest.mark.parametrize(
    ("above", "below", "together"),
    [
        (row(40), row(30), True),
        (row(39), row(30), False),
        (row(60, stop="."), row(30), False),
        (row(60, stop=".”"), row(30), False),
        (row(60, stop=":"), row(30), False),
        (row(60, stop=","), row(30), True),
        (row(60, stop="—"), row(30), True),
        (row(60), row(30, "The"), False),
        (row(60, stop=" the"), row(30, "Rain"), True),
        (row(60, stop=" the."), row(30, "Rain"), False),
        (row(60, stop=" bathe"), row(30, "Rain"), False),
        (row(60), row(30, "“the"), True),
        (row(60), row(30, "“(the"), True),
        (row(60), row(30, "“‘(the"), False),
        (row(60), row(30, "“The"), False),
        (row(60), row(30, "•the"), False),
        (row(60), row(30, "http"), False),
        (row(60), row(30, "via"), False),
        (row(60), row(30, "by"), False),
        (row(60), row(30, "bye"), True),
        (row(60), row(30, "7th"), False),
    ],
)
def test_a_sentence_that_goes_on_below(above, below, together):
    """A line of forty letters goes on in one that begins small, or where it ends with a word that ends nothing."""
    assert paragraphs(above, below) == ([2] if together else [1, 1])


def test_a_blank_line_parts():
    """A blank line ends a paragraph whatever stands above and below."""
    assert paragraphs(row(60), "", row(60)) == [1, 1]
    assert paragraphs(row(60), row(60), "", row(60), row(60)) == [2, 2]


@pytest.mark.parametrize(
    ("capitals", "expected"), [(2, [4]), (3, [2, 1, 1, 1])]
)  # fmt: skip
def test_when_a_text_is_wrapped(capitals, expected):
    """One line in three of those that are long enough must go on in small letters; else each line is a paragraph."""
    assert paragraphs(row(60, "Rain"), row(60), *[row(60, "Rain")] * capitals) == expected


@pytest.mark.parametrize(("size", "expected"), [(100, [3]), (101, [2, 1])])
def test_the_widest_line(size, expected):
    """A line of type has a hundred letters at most."""
    assert paragraphs(row(size, "Rain"), row(size), row(size, "Rain")) == expected


def test_one_long_line_in_ten_does_no_harm():
    """A single line that is longer does not unwrap a text of ten."""
    lines = [row(60, "Rain"), *[row(60)] * 8]
    assert paragraphs(*lines, row(60, "Rain"), row(120, "Rain")) == [9, 2]
    assert paragraphs(*lines[:7], row(60, "Rain"), row(120, "Rain")) == [7, 1, 1]


BASE = (row(60, "Rain"), row(60))


@pytest.mark.parametrize(
    ("last", "start", "together"),
    [
        *[(row(57, stop="."), "The", True), (row(56, stop="."), "The", False), (row(56, stop="."), "Rain", True)],
        *[(row(42), "The", True), (row(41), "The", False), (row(41), "Rain", True), (row(40), "Rain", False)],
        *[(row(60), "By Ada", False), (row(60), "• Rain", False), (row(60), "  Rain", False), (row(60), " Rain", True)],
        (row(60), "@rain", False),
    ],
)  # fmt: skip
def test_the_room_that_a_line_leaves(last, start, together):
    """Behind a stop a line ends its paragraph where the next word had room; without one, where a quarter was left."""
    assert paragraphs(*BASE, last, row(50, start)) == ([4] if together else [3, 1])


@pytest.mark.parametrize(
    ("first", "below", "together"),
    [
        *[(row(27, "Rain"), row(60, "The"), True), (row(26, "Rain"), row(60, "The"), False)],
        *[(row(39, "By Ada"), row(60, "The"), False), (row(40, "By Ada"), row(60, "The"), True)],
        *[(row(10, "Rain"), row(60, "the"), True), (row(50, "RAIN").upper(), row(60, "The"), False)],
        (row(60, "RAIN").upper(), row(60, "RAIN").upper(), True),
        (row(56, "RAIN").upper(), row(60, "AA").upper(), False),
        *[("  " + row(10, "Rain"), "  " + row(60, "The"), True), ("  " + row(10, "Rain"), " " + row(60, "The"), False)],
        *[("  " + row(30, "Rain"), " " + row(60, "The"), True), (row(30, "Rain"), "  " + row(60, "The"), False)],
    ],
)  # fmt: skip
def test_the_first_line_of_a_paragraph(first, below, together):
    """The first line of a paragraph may leave half of the width, all of it where both are indented alike."""
    assert paragraphs(*BASE, row(60), row(60), "", first, below)[1:] == ([2] if together else [1, 1])


@pytest.mark.parametrize(("size", "together"), [(57, True), (56, False)])
def test_the_first_line_of_an_article(size, together):
    """The article's first line goes on only where the next word had no room: it may be a title."""
    assert paragraphs(row(size, "Rain"), row(60, "The"), row(60), row(60))[0] == (4 if together else 1)


@pytest.mark.parametrize(
    ("indents", "expected"),
    [
        ((4, 0, 0, 4, 0), [3, 2]),
        ((4, 0, 0, 3, 0), [3, 2]),
        ((2, 0, 0, 2, 0), [3, 2]),
        ((1, 0, 0, 1, 0), [5]),
        ((0, 0, 0, 4, 0), [3, 2]),
    ],
)
def test_an_indented_line_opens_a_paragraph(indents, expected):
    """Where indented lines go on in lines that are not, each such line opens a paragraph."""
    assert paragraphs(*[" " * indent + row(60) for indent in indents]) == expected


def test_a_line_indented_under_the_title_opens_anew():
    """Below the first line, one that stands two columns further in is another paragraph."""
    assert paragraphs(row(60, "Rain"), "  " + row(60), row(60)) == [1, 2]
    assert paragraphs(row(60, "Rain"), " " + row(60), row(60)) == [3]
    assert paragraphs(row(60), row(60), "", row(60, "Rain"), "  " + row(60)) == [2, 2]


def test_a_tab_is_of_eight_columns():
    """A tab indents by eight columns; the place of the line is told in letters all the same."""
    (piece,) = split_lines("\t The")
    assert (piece.start, piece.end, piece.column) == (2, 5, 9)
