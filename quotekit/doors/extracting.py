"""``quotekit extract``: files in, their quotes out as JSON lines or as a table."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable

from quotekit.doors.files import read_articles
from quotekit.doors.inputs import date_of, extractor_of, files_of
from quotekit.doors.lines import encode
from quotekit.doors.native import to_row
from quotekit.doors.table import table_head, table_lines
from quotekit.doors.terminal import Problems, Write, counted, output, width, write_lines
from quotekit.values import Extraction


def run(options: Namespace) -> int:
    """Find the quotes of all that can be read, and return the exit status."""
    files, date, problems = files_of(options), date_of(options), Problems()
    extractor = extractor_of(options)
    on_screen = options.out is None and sys.stdout.isatty()
    as_table = options.format == "table" or (options.format is None and on_screen)
    extractions = counted(extractor.pipe(read_articles(files, date, problems.tell)))
    with output(options.out) as write:
        if as_table:
            _write_table(extractions, write, sys.stdout.encoding if options.out is None else "utf8")
        else:
            for extraction in extractions:
                write(encode(to_row(extraction)))
    return int(problems.any)


def _write_table(extractions: Iterable[Extraction], write: Write, encoding: str) -> None:
    cells = width()
    write_lines(write, table_head(cells), encoding)
    for extraction in extractions:
        write_lines(write, ["", *table_lines(extraction, cells)], encoding)
