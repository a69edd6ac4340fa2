"""Quotes in, columns of one token a line out, and back: each attribution in the first pair of columns that is free.

A line holds the token, where it starts and ends, and then pairs of columns: the number of an attribution, and
``B-content``, ``I-content``, ``B-cue``, … or ``O``. The last column is thus a tag, as readers of CoNLL-2003 expect.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from quotekit.doors.attributed import Found, article_of, quotes_of
from quotekit.doors.flat import writable
from quotekit.doors.streams import LARGEST
from quotekit.doors.tokens import TokenIndex, spans_of, tokens_of
from quotekit.errors import FileProblem
from quotekit.values import Article, Extraction, Quote, Span

ROLES = ("content", "cue", "source")
NONE = ("_", "O")
PLACES = 3
"""Columns before the tags: the token, its start, its end."""
MOST_LEVELS = 8
Tags = dict[int, tuple[str, str]]


@frozen
class Line:
    """A token of a file: its word, where it stands, its pairs of number and tag, and whether a line ends before it."""

    word: str
    span: Span
    pairs: Sequence[tuple[str, str]]
    first: bool


def to_conll(extraction: Extraction, levels: int = MOST_LEVELS) -> str:
    r"""Return the tokens of an article with their tags; an empty line stands where the text's lines end.

    A quote that overlaps others stands in further columns: nested ones behind those that hold them. What finds no
    room in ``levels`` pairs is left out.

    Args:
        extraction: what was found.
        levels: the greatest number of column pairs; 1 gives the plain form with outermost quotes alone.

    Raises:
        ValueError: ``levels`` is less than 1.

    >>> import quotekit
    >>> print(to_conll(quotekit.extract("“No,” he said.", engine="rules")).replace("\t", " "), end="")
    “ 0 1 1 B-content
    No 1 3 1 I-content
    , 3 4 1 I-content
    ” 4 5 1 I-content
    he 6 8 1 B-source
    said 9 13 1 B-cue
    . 13 14 _ O
    """
    if levels < 1:
        raise ValueError(f"levels must be 1 or more, not {levels!r}")
    text = extraction.article.text
    tokens = tokens_of(text, spans_of(extraction))
    columns = _columns(extraction.quotes, TokenIndex(tokens), levels)
    lines = []
    for i, token in enumerate(tokens):
        if i and "\n" in text[tokens[i - 1].end : token.start]:
            lines.append("")
        tags = [part for column in columns for part in column.get(i, NONE)]
        lines.append("\t".join([writable(token.of(text)), str(token.start), str(token.end), *tags]))
    return "".join(f"{line}\n" for line in lines)


def from_conll(columns: str, text: str | Article | None = None) -> Extraction:
    r"""Return the extraction that such columns tell of; kind, id and holder of each quote are worked out.

    Args:
        columns: lines of tab-separated columns, as :func:`to_conll` writes them.
        text: the article; without it the tokens are put together with spaces, at the offsets they have.

    Raises:
        FileProblem: a line has too few columns, or its offsets are no numbers in order.

    >>> found = from_conll("“\t0\t1\t1\tB-content\nNo\t1\t3\t1\tI-content\nhe\t6\t8\t1\tB-source")
    >>> found.article.text, found.quotes[0].content
    ('“No   he', (Span(start=0, end=3),))
    """
    lines = list(_lines(columns))
    article = article_of(text if text is not None else _joined(lines))
    quotes: dict[str, dict[str, list[Span]]] = {}
    before: Mapping[int, tuple[str, str]] = {}
    for line in lines:
        pairs = dict(enumerate(line.pairs))
        for level, (number, tag) in pairs.items():
            edge, _, role = tag.partition("-")
            if edge not in ("B", "I") or role not in ROLES:
                continue
            spans = quotes.setdefault(number, {role: [] for role in ROLES})[role]
            if edge == "I" and spans and before.get(level) in ((number, f"B-{role}"), (number, f"I-{role}")):
                spans[-1] = Span(spans[-1].start, line.span.end)
            else:
                spans.append(line.span)
        before = pairs
    return quotes_of(article, (Found({r: tuple(spans) for r, spans in q.items()}) for q in quotes.values()))


def _columns(quotes: Sequence[Quote], index: TokenIndex, levels: int) -> list[Tags]:
    columns: list[Tags] = []
    by_place = sorted(enumerate(quotes, 1), key=lambda pair: (pair[1].within is not None, pair[0]))
    for number, quote in by_place:
        tags = _tags(str(number), quote, index)
        free = next((column for column in columns if tags.keys().isdisjoint(column.keys())), None)
        if free is None and len(columns) < levels:
            columns.append(free := {})
        if free is not None:
            free.update(tags)
    return columns


def _tags(number: str, quote: Quote, index: TokenIndex) -> Tags:
    tags: Tags = {}
    for role in ROLES:
        for span in getattr(quote, role):
            for i, token in enumerate(index.within(span)):
                tags.setdefault(token, (number, f"{'I' if i else 'B'}-{role}"))
    return tags


def _lines(columns: str) -> Iterator[Line]:
    end, first = 0, False
    for number, line in enumerate(columns.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if cells == [""]:
            first = True
            continue
        try:
            span = Span(int(cells[1]), int(cells[2]))
        except (IndexError, ValueError) as problem:
            raise FileProblem("a line must hold a token, its start and its end", line=number) from problem
        if not end <= span.start < span.end or span.end - span.start != len(cells[0]):
            raise FileProblem("start and end must follow the line before and fit the token", line=number)
        tags = cells[PLACES:]
        yield Line(cells[0], span, list(zip(tags[::2], tags[1::2], strict=False)), first)
        end, first = span.end, False


def _joined(lines: Sequence[Line]) -> str:
    """Return a text with each token at its place, spaces and line ends between."""
    parts, end = [], 0
    if lines and lines[-1].span.end > LARGEST:
        raise FileProblem(f"tokens stand behind {LARGEST:,} characters", "give the article's text", field="end")
    for line in lines:
        gap = line.span.start - end
        parts += ["\n" * gap if line.first else " " * gap, line.word]
        end = line.span.end
    return "".join(parts)
