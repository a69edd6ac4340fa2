"""``quotekit lexicon``: a lexicon's file in, what is wrong with it out; or a mention in, whom the lexicon means out."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from quotekit.doors.lines import encode
from quotekit.doors.table import one_line
from quotekit.doors.terminal import output, say, write_lines
from quotekit.errors import FileProblem
from quotekit.speakers import Found, Report, SpeakerLexicon, check_lexicon
from quotekit.values import Speaker

SOUND, UNSOUND = 0, 1
FOUND, NOT_FOUND = 0, 1


def run(options: Namespace) -> int:
    """Check a file or look a mention up, and return the exit status."""
    return _check(options) if options.action == "check" else _find(options)


def _check(options: Namespace) -> int:
    """Print all problems of a file; the status tells whether it can be read."""
    report = check_lexicon(_there(options.file))
    with output(None) as write:
        write_lines(write, _report_lines(options.file, report), sys.stdout.encoding)
    return UNSOUND if report.problems else SOUND


def _report_lines(file: str, report: Report) -> Iterator[str]:
    """Yield a line a problem and a warning, in the order of the file, and a count of all."""
    for problem in report.problems:
        yield one_line(str(problem))
    for warning in report.warnings:
        yield one_line(f"{warning} (a warning)")
    problems, warnings = (_counted(len(n), w) for n, w in ((report.problems, "problem"), (report.warnings, "warning")))
    yield f"{file}: {_counted(report.rows, 'row')} can be used, {problems}, {warnings}"


def _counted(count: int, what: str) -> str:
    """Return a number with its noun.

    >>> _counted(1, "row"), _counted(0, "problem")
    ('1 row', 'no problems')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}" if count else f"no {what}s"


def _find(options: Namespace) -> int:
    """Print who is meant; the status tells whether it is one speaker."""
    lexicon = SpeakerLexicon.read(_there(options.file))
    try:
        found = lexicon.find(options.mention, on=options.on, context=options.context)
    except ValueError as problem:
        options.usage_error(str(problem).replace("on must", "--on must"))
    with output(None) as write:
        if options.json:
            write(encode(_row(found)))
        else:
            write_lines(write, _found_lines(found), sys.stdout.encoding)
    if not found.speaker:
        several = f"{len(found.candidates)} may be meant" if found.candidates else "nobody"
        say(f"{one_line(options.mention)}: {several}")
    return FOUND if found.speaker else NOT_FOUND


def _found_lines(found: Found) -> Iterator[str]:
    """Yield the speaker, or the candidates: id, name, kind and role, parted by tabs."""
    for speaker in (found.speaker,) if found.speaker else found.candidates:
        yield "\t".join(one_line(cell) for cell in (speaker.id or "", speaker.name, speaker.kind, speaker.role or ""))


def _row(found: Found) -> dict[str, object]:
    return {
        "speaker": _fields(found.speaker) if found.speaker else None,
        "candidates": [_fields(speaker) for speaker in found.candidates],
    }


def _fields(speaker: Speaker) -> dict[str, object]:
    return {"id": speaker.id, "name": speaker.name, "kind": speaker.kind, "role": speaker.role}


def _there(file: str) -> str:
    """Return the file's name.

    Raises:
        FileProblem: it can't be opened.
    """
    try:
        Path(file).open("rb").close()
    except OSError as problem:
        raise FileProblem(f"can't be read: {problem.strerror}", file=file) from problem
    return file
