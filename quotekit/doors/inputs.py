"""The arguments that ``extract`` and ``show`` share in; files, a day, columns and an extractor out."""

from __future__ import annotations

import sys
from argparse import Namespace

from quotekit.doors.files import FIELDS, day
from quotekit.doors.sources import STDIN
from quotekit.errors import FileProblem
from quotekit.extractor import Extractor
from quotekit.speakers import SpeakerLexicon


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


def columns_of(options: Namespace) -> dict[str, str]:
    """Return what ``--columns`` says, ``text=body,date=published``: our names with theirs."""
    columns: dict[str, str] = {}
    for pair in (getattr(options, "columns", None) or "").split(","):
        ours, sign, theirs = (part.strip() for part in pair.partition("="))
        if not pair.strip():
            continue
        if ours not in FIELDS or not (sign and theirs) or ours in columns:
            options.usage_error(f"argument --columns: {pair!r} is not NAME=THEIRS with NAME of {', '.join(FIELDS)}")
        columns[ours] = theirs
    return columns


def extractor_of(options: Namespace, claims: bool = False) -> Extractor:
    """Return an extractor with the engine, lexicon and confidence that were asked for.

    Raises:
        FileProblem: the lexicon is wrong.
    """
    named = {"engine": options.engine, "claims": claims}
    # Commands that share these arguments need not offer all of them.
    if getattr(options, "min_confidence", None) is not None:
        named["min_confidence"] = options.min_confidence
    if getattr(options, "lexicon", None) is not None:
        named["speakers"] = _lexicon(options.lexicon)
    return Extractor(**{name: value for name, value in named.items() if value is not None})


def _lexicon(file: str) -> SpeakerLexicon:
    try:
        return SpeakerLexicon.read(file)
    except OSError as problem:
        raise FileProblem(f"can't be read: {problem.strerror}", file=file) from problem
