"""The arguments that ``extract`` and ``show`` share in; files, a day and an extractor out."""

from __future__ import annotations

import sys
from argparse import Namespace

from quotekit.doors.files import STDIN, day
from quotekit.extractor import Extractor


def files_of(options: Namespace) -> list[str]:
    """Return the files to read: standard input when none is named and something is piped in."""
    if not options.files and (sys.stdin is None or sys.stdin.isatty()):
        options.usage_error("give files, or - for standard input")
    return options.files or [STDIN]


def date_of(options: Namespace) -> str | None:
    """Return the day that ``--date`` names."""
    try:
        return None if options.date is None else day(options.date)
    except ValueError as problem:
        options.usage_error(f"argument --date: {problem}")
        raise


def extractor_of(options: Namespace) -> Extractor:
    """Return an extractor with the engine that was asked for."""
    return Extractor() if options.engine is None else Extractor(engine=options.engine)
