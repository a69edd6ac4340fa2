"""``quotekit claims``: files in, the claims of their quotes out as JSON lines or as a table."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from quotekit.doors.cells import wrapped
from quotekit.doors.files import read_documents
from quotekit.doors.inputs import date_of, files_of
from quotekit.doors.known import known_or_read
from quotekit.doors.lines import encode
from quotekit.doors.table import one_line, side_by_side
from quotekit.doors.terminal import Problems, output, width, write_lines
from quotekit.doors.told import Told, told_of, told_row
from quotekit.values import Claim

FLAGS = ("denied", "negated", "hedged", "modal", "future", "question")


def run(options: Namespace) -> int:
    """Write the claims of all that can be read, and return the exit status."""
    files, date, problems = files_of(options), date_of(options), Problems()
    on_screen = options.out is None and sys.stdout.isatty()
    as_table = options.format == "table" or (options.format is None and on_screen)
    extractions = known_or_read(read_documents(files, date, problems.tell), options, problems)
    claims = chain.from_iterable(map(told_of, extractions))
    with output(options.out) as write:
        if as_table:
            write_lines(write, _table(claims), sys.stdout.encoding if options.out is None else "utf8")
        else:
            for told in claims:
                write(encode(told_row(told)))
    return int(problems.any)


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
    """Return the speaker's name, or the source's words in parentheses, or a dash."""
    if told.claim.speaker:
        return one_line(told.claim.speaker.name)
    return f"({one_line(told.source)})" if told.source else "—"


def flags_set(claim: Claim) -> list[str]:
    """Return the names of the flags that are set.

    >>> flags_set(Claim("It had attacked the port", denied=True, hedged=True))
    ['denied', 'hedged']
    """
    return [flag for flag in FLAGS if getattr(claim, flag)]
