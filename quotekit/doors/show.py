"""An extraction in, its article out as a terminal shows it: quotes coloured by speaker, numbered, with a key below."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from quotekit.doors.cells import harmless, wrapped
from quotekit.doors.table import by_nesting, heading, one_line, read_out, speaker_of
from quotekit.values import Extraction, Quote

RESET = "\x1b[0m"
BOLD, FAINT, ITALIC, UNDERLINED = "1", "2", "3", "4"
# Readable on dark and on light ground: cyan, yellow, green, magenta, light blue, red.
COLOURS = ("36", "33", "32", "35", "94", "31")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
CONTENT, CUE, SOURCE = range(3)
NOT_SHOWN = "\u202c"


@frozen
class Numbered:
    """A quote with its number in the article, its depth, and the colour of its speaker."""

    quote: Quote
    number: int
    depth: int
    colour: str


@frozen(order=True)
class Edge:
    """Where a piece of a role starts or ends; at one place ends come first, and the shallow before the deep."""

    at: int
    opens: bool
    depth: int
    role: int
    number: int
    last: bool
    """True at the end of a content's last piece."""


def shown(extraction: Extraction, colour: bool, width: int | None = None) -> Iterator[str]:
    """Yield the lines of an article with its quotes marked, and the key to their numbers.

    Content has its speaker's colour, and is underlined inside another quote; cues are italic, sources bold. Without
    colour, brackets stand around the contents.

    Args:
        extraction: what was found.
        colour: whether to use colours.
        width: cells in a line; ``None`` leaves lines as long as they are.

    >>> import quotekit
    >>> from quotekit import Span
    >>> article = quotekit.Article("“Late,” Ada said.", id="a1")
    >>> quote = Quote("q", (Span(0, 7),), (Span(12, 16),), (Span(8, 11),), "direct")
    >>> for line in shown(quotekit.Extraction(article, (quote,)), colour=False):
    ...     print(line)
    a1 · 1 quote
    <BLANKLINE>
    ⟦“Late,”⟧¹ Ada said.
    <BLANKLINE>
    1 direct: (Ada) said
    """
    quotes = _numbered(extraction)
    yield _styled(heading(extraction), BOLD if colour else "")
    yield ""
    # An edge may part the two halves of a line end: what stands in for the first is as long, and is not shown.
    text = extraction.article.text.replace("\r\n", f"{NOT_SHOWN}\n")
    body = "".join(_marked(text, quotes, colour))
    for line in body.strip("\n").split("\n"):
        yield from wrapped(line, width) if width else [line]
    if quotes:
        yield ""
    for each in quotes.values():
        yield _key(extraction, each, colour)


def _numbered(extraction: Extraction) -> Mapping[int, Numbered]:
    colours: dict[str, str] = {}
    numbered = {}
    for number, (quote, depth) in enumerate(by_nesting(extraction.quotes), 1):
        speaker = speaker_of(extraction.article, quote)
        colour = colours.setdefault(speaker, COLOURS[len(colours) % len(COLOURS)])
        numbered[number] = Numbered(quote, number, depth, colour)
    return numbered


def _marked(text: str, quotes: Mapping[int, Numbered], colour: bool) -> Iterator[str]:
    """Yield the text in stretches between edges, each in the style of the innermost quote that it belongs to."""
    open_roles: list[tuple[int, int, int]] = []
    place = 0
    for edge in _edges(quotes):
        yield _stretch(text[place : edge.at], open_roles, quotes, colour)
        place = edge.at
        role = (edge.depth, edge.role, edge.number)
        if edge.opens:
            insort(open_roles, role)
        else:
            del open_roles[bisect_left(open_roles, role)]
        if edge.role == CONTENT and not colour:
            yield "⟦" if edge.opens else "⟧"
        if edge.last:
            yield _styled(str(edge.number).translate(RAISED), FAINT if colour else "")
    yield _stretch(text[place:], open_roles, quotes, colour)


def _edges(quotes: Mapping[int, Numbered]) -> Sequence[Edge]:
    edges = []
    for each in quotes.values():
        roles = (each.quote.content, each.quote.cue, each.quote.source)
        for role, spans in enumerate(roles):
            for span in spans:
                if len(span):
                    last = role == CONTENT and span == spans[-1]
                    depth = each.depth
                    edges.append(Edge(span.start, True, depth, role, each.number, False))
                    # Ends are sorted the other way round: the deep before the shallow.
                    edges.append(Edge(span.end, False, depth, role, each.number, last))
    return sorted(edges, key=lambda e: (e.at, e.opens, e.depth if e.opens else -e.depth, e.number))


def _stretch(
    text: str, open_roles: Sequence[tuple[int, int, int]], quotes: Mapping[int, Numbered], colour: bool
) -> str:
    plain = harmless(text)
    if not (colour and open_roles):
        return plain
    depth, role, number = open_roles[-1]
    looks = {CONTENT: UNDERLINED if depth else "", CUE: ITALIC, SOURCE: BOLD}
    style = ";".join(part for part in (looks[role], quotes[number].colour) if part)
    # A style a word: lines may then be cut between words, and each is whole by itself.
    return "\n".join(" ".join(_styled(word, style) for word in line.split(" ")) for line in plain.split("\n"))


def _styled(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}{RESET}" if text and style else text


def _key(extraction: Extraction, each: Numbered, colour: bool) -> str:
    quote, article = each.quote, extraction.article
    speaker = _styled(speaker_of(article, quote), each.colour if colour else "")
    as_printed = read_out(article.text, quote.source)
    named = f" ({as_printed})" if quote.speaker and as_printed not in ("", one_line(quote.speaker.name)) else ""
    cue = read_out(article.text, quote.cue)
    return f"{'  ' * each.depth}{each.number} {quote.kind}: {speaker}{named}{' ' if cue else ''}{cue}"
