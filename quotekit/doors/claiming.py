"""``quotekit claims``: files in, the claims of their quotes out as JSON lines or as a table."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import groupby

from quotekit.doors.cells import wrapped
from quotekit.doors.files import Document, read_documents
from quotekit.doors.inputs import date_of, extractor_of, files_of
from quotekit.doors.lines import encode
from quotekit.doors.native import SCHEMA, from_row
from quotekit.doors.table import one_line, side_by_side
from quotekit.doors.terminal import Problems, output, width, write_lines
from quotekit.doors.told import Told, told_of, told_row
from quotekit.errors import FileProblem
from quotekit.extractor import Extractor
from quotekit.values import Claim, Extraction

FLAGS = ("denied", "negated", "hedged", "modal", "future", "question")


def run(options: Namespace) -> int:
    """Write the claims of all that can be read, and return the exit status."""
    files, date, problems = files_of(options), date_of(options), Problems()
    on_screen = options.out is None and sys.stdout.isatty()
    as_table = options.format == "table" or (options.format is None and on_screen)
    claims = _claims(read_documents(files, date, problems.tell), options, problems)
    with output(options.out) as write:
        if as_table:
            write_lines(write, _table(claims), sys.stdout.encoding if options.out is None else "utf8")
        else:
            for told in claims:
                write(encode(told_row(told)))
    return int(problems.any)


def _claims(documents: Iterable[Document], options: Namespace, problems: Problems) -> Iterator[Told]:
    extractor: Extractor | None = None
    for document in documents:
        try:
            extraction = _known(document)
        except FileProblem as problem:
            problems.tell(problem.at(document.file, document.line))
            continue
        if extraction is None:
            # Made when first needed: loading a model for rows that hold their claims would be a long wait.
            extractor = extractor or extractor_of(options)
            extraction = extractor.extract(document.article)
        yield from told_of(extraction)


def _known(document: Document) -> Extraction | None:
    """Return what the row says was found; ``None`` where the input is not quotekit's own format."""
    own = document.row is not None and document.row.get("schema") == SCHEMA
    return from_row(document.row or {}) if own else None


def _table(claims: Iterable[Told]) -> Iterator[str]:
    """Yield the lines of a table: an article's name, then who claims what, and how."""
    cells = width()
    columns = (max(12, min(28, cells // 5)), 10, max(16, cells - max(12, min(28, cells // 5)) - 14))
    yield from side_by_side(("speaker", "flags", "claim"), columns)
    for heading, several in groupby(claims, key=named):
        yield ""
        yield from wrapped(heading, cells)
        for told in several:
            cell = (speaker_named(told), " ".join(flags_set(told.claim)), one_line(told.claim.text))
            yield from side_by_side(cell, columns)


def named(told: Told) -> str:
    """Return what names a claim's article: id, date, outlet."""
    return " · ".join(one_line(part) for part in (told.article, told.date, told.outlet) if part) or "—"


def speaker_named(told: Told) -> str:
    """Return the speaker's name, or a dash."""
    return one_line(told.claim.speaker.name) if told.claim.speaker else "—"


def flags_set(claim: Claim) -> list[str]:
    """Return the names of the flags that are set.

    >>> flags_set(Claim("It had attacked the port", denied=True, hedged=True))
    ['denied', 'hedged']
    """
    return [flag for flag in FLAGS if getattr(claim, flag)]
