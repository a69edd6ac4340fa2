"""``quotekit show``: files in, their articles out with the quotes marked."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from quotekit.doors.files import read_documents
from quotekit.doors.inputs import date_of, files_of
from quotekit.doors.known import known_or_read
from quotekit.doors.show import shown
from quotekit.doors.terminal import Problems, coloured, output, width, write_lines


def run(options: Namespace) -> int:
    """Show all that can be read, and return the exit status."""
    files, date, problems = files_of(options), date_of(options), Problems()
    colour = coloured(options.color)
    cells = width() if sys.stdout.isatty() or "COLUMNS" in os.environ else None
    with output(None) as write:
        for i, extraction in enumerate(known_or_read(read_documents(files, date, problems.tell), options, problems)):
            lines = shown(extraction, colour, cells)
            write_lines(write, [*(["", ""] if i else []), *lines], sys.stdout.encoding)
    return int(problems.any)
