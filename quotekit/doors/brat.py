r"""Quotes in, brat's stand-off annotation out, and back; that of PolNeAR is read as well.

An attribution is an event whose trigger is the content: ``E1\tContent:T1 Cue:T2 Source:T3``, which is what PolNeAR
writes too. brat has no place for a speaker, a kind or an id: they stand in a note on the event, as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quotekit.doors.attributed import ROLES, Found, article_of, quotes_of
from quotekit.doors.flat import writable
from quotekit.doors.lines import decode, encode, joined
from quotekit.doors.rows import Row
from quotekit.doors.values_to_rows import quote_row
from quotekit.errors import FileProblem
from quotekit.values import Article, Extraction, Quote, Span

CONFIGURATION = """[entities]
Content
Cue
Source
Addressee
Via

[relations]

[events]
Content Cue*:Cue, Source*:Source, Addressee*:Addressee, Via*:Via

[attributes]
"""
"""An ``annotation.conf`` for brat that knows these roles."""

SPAN = re.compile(r"(?P<role>\S+) (?P<offsets>\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)")
NOTE = re.compile(r"AnnotatorNotes (?P<event>E\S*)\t(?P<row>\{.*\})")
LINE = re.compile(r"[^\n\r]+")
# JSON may hold these as they are, and programs that cut a text into lines would cut it there.
LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029]")


def to_brat(extraction: Extraction, notes: bool = True) -> str:
    r"""Return the ``.ann`` file of an article; its ``.txt`` file is the article's text.

    Args:
        extraction: what was found. A quote without content is left out.
        notes: also write a note with all else that is known of each quote; without, spans alone are kept.

    >>> import quotekit
    >>> print(to_brat(quotekit.extract('“Late,” said Ada Cole.', engine="rules"), notes=False), end="")
    T1	Content 0 7	“Late,”
    T2	Cue 8 12	said
    T3	Source 13 21	Ada Cole
    E1	Content:T1 Cue:T2 Source:T3
    """
    text, lines = extraction.article.text, []
    numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
    quotes = [quote for quote in extraction.quotes if quote.content]
    for count, quote in enumerate(quotes, 1):
        parts = []
        for role in ROLES:
            if not (spans := getattr(quote, role)):
                continue
            if (role, spans) not in numbers:
                numbers[role, spans] = len(numbers) + 1
                lines.append(_span_line(numbers[role, spans], role, spans, text))
            parts.append(f"{role.title()}:T{numbers[role, spans]}")
        lines.append(f"E{count}\t{' '.join(parts)}")
        if notes:
            lines.append(f"#{count}\tAnnotatorNotes E{count}\t{_note(quote)}")
    return "".join(f"{line}\n" for line in lines)


def from_brat(annotation: str, text: str | Article) -> Extraction:
    r"""Return the extraction that an ``.ann`` file tells of.

    What :func:`to_brat` wrote with notes comes back equal, also where spans were changed in brat since: the spans
    count, the rest is the note's. Events of others have kind, id and holder worked out.

    Args:
        annotation: the ``.ann`` file.
        text: the ``.txt`` file, or an article that was parsed from it.

    Raises:
        FileProblem: a span ends behind the text, or a note of quotekit's is damaged.

    >>> found = from_brat("T1\tContent 0 7\t“Late,”\nT2\tCue 8 12\tsaid\nE1\tContent:T1 Cue:T2", "“Late,” said Ada.")
    >>> found.quotes[0].kind, found.quotes[0].cue
    ('direct', (Span(start=8, end=12),))
    """
    article = article_of(text)
    notes = _notes(annotation, len(article.text))
    found = (_found(event, roles, notes, article.text) for event, roles in _events(annotation))
    return quotes_of(article, found)


def read_events(annotation: str) -> Iterator[dict[str, list[list[int]]]]:
    r"""Yield the attributions of an ``.ann`` file in its order: the pieces of each role, none left out.

    >>> spans = "T1\tSource 0 3\tAda\nT2\tCue 4 8\tsaid\nT3\tContent 9 11\tno\n"
    >>> list(read_events(spans + "E1\tAttribution Source:T1 Cue:T2 Content:T3"))
    [{'content': [[9, 11]], 'cue': [[4, 8]], 'source': [[0, 3]], 'addressee': [], 'via': []}]
    """
    for _, roles in _events(annotation):
        yield {role: [[span.start, span.end] for span in roles[role]] for role in ROLES}


def _events(annotation: str) -> Iterator[tuple[str, dict[str, tuple[Span, ...]]]]:
    spans: dict[str, tuple[Span, ...]] = {}
    events = []
    for line in LINE.finditer(annotation):
        key, _, rest = line.group().partition("\t")
        if key[:1] == "T" and (match := SPAN.match(rest)):
            spans[key] = tuple(Span(*map(int, piece.split())) for piece in match["offsets"].split(";"))
        elif key[:1] == "E":
            events.append((key, rest))
    left = len(annotation)  # more pieces than characters: spans that are named over and over
    for key, rest in events:
        roles: dict[str, list[Span]] = {role: [] for role in ROLES}
        for part in rest.split("\t")[-1].split():
            name, _, reference = part.partition(":")
            role = name.rstrip("0123456789").lower()
            if role in roles:
                pieces = spans.get(reference, ())
                left -= len(pieces)
                if left < 0:
                    raise FileProblem("its events name the same spans too often", field=key)
                roles[role] += pieces
        if roles["content"]:
            yield key, {role: tuple(pieces) for role, pieces in roles.items()}


def _found(event: str, roles: dict[str, tuple[Span, ...]], notes: Mapping[str, Row], text: str) -> Found:
    if event not in notes:
        return Found(roles)
    own = notes[event]
    for role in ROLES:
        written = own.spans(role)
        # brat's pieces end with the line; where they are as they were written, the quote's own are known better.
        if roles[role] == _fragments(written, text):
            roles[role] = written
    return Found(roles, own.value)


def _span_line(number: int, role: str, spans: tuple[Span, ...], text: str) -> str:
    pieces = _fragments(spans, text)
    offsets = ";".join(f"{span.start} {span.end}" for span in pieces)
    words = " ".join(span.of(text) for span in pieces)
    printed = "".join(" " if char.isspace() or char < " " else char for char in writable(words))
    return f"T{number}\t{role.title()} {offsets}\t{printed}"


def _fragments(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Cut spans at line ends, as brat does, which shows a text line by line."""
    lines = (match for span in spans for match in LINE.finditer(text, span.start, span.end))
    return tuple(Span(*match.span()) for match in lines) or spans


def _note(quote: Quote) -> str:
    line = encode(quote_row(quote)).decode().rstrip("\n")
    return LINE_ENDS.sub(lambda char: f"\\u{ord(char[0]):04x}", line)


def _notes(annotation: str, length: int) -> dict[str, Row]:
    """Return the rows that quotekit wrote, by event; notes of annotators are their own matter."""
    rows = {}
    for line in LINE.finditer(annotation):
        key, _, rest = line.group().partition("\t")
        if key[:1] == "#" and (match := NOTE.fullmatch(rest)):
            try:
                row = joined(decode(match["row"].encode("utf8", "surrogatepass")))
            except FileProblem as problem:
                raise FileProblem(problem.reason, "leave notes of quotekit's as they are", field=key) from problem
            rows[match["event"]] = Row(row, key, length)
    return rows
