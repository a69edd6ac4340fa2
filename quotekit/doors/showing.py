"""``quotekit show``: files in, their articles out with the quotes marked."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from quotekit.doors.files import Document, read_documents
from quotekit.doors.inputs import date_of, extractor_of, files_of
from quotekit.doors.native import SCHEMA, from_row
from quotekit.doors.show import shown
from quotekit.doors.terminal import Problems, coloured, output, width, write_lines
from quotekit.errors import FileProblem
from quotekit.values import Extraction


def run(options: Namespace) -> int:
    """Show all that can be read, and return the exit status."""
    files, date, problems = files_of(options), date_of(options), Problems()
    colour, extractor = coloured(options.color), None
    cells = width() if sys.stdout.isatty() or "COLUMNS" in os.environ else None
    with output(None) as write:
        for i, document in enumerate(read_documents(files, date, problems.tell)):
            try:
                extraction = _known(document)
            except FileProblem as problem:
                problems.tell(problem.at(document.file, document.line))
                continue
            if extraction is None:
                # Made when first needed: loading a model for rows that are shown as they are would be a long wait.
                extractor = extractor or extractor_of(options)
                extraction = extractor.extract(document.article)
            lines = shown(extraction, colour, cells)
            write_lines(write, [*(["", ""] if i else []), *lines], sys.stdout.encoding)
    return int(problems.any)


def _known(document: Document) -> Extraction | None:
    """Return what the row says was found; ``None`` where the input is not quotekit's own format."""
    own = document.row is not None and document.row.get("schema") == SCHEMA
    return from_row(document.row or {}) if own else None
