"""A lexicon's file comes in; everything that is wrong with it goes out at once."""

from __future__ import annotations

import os

from attrs import frozen

from quotekit.errors import FileProblem
from quotekit.speakers.cycles import find_cycle
from quotekit.speakers.files import read_entries
from quotekit.speakers.lexicon import note_id
from quotekit.speakers.rows import SpeakerRow
from quotekit.speakers.store import build_store, word_hash

MAX_PROBLEMS = 1_000


@frozen
class Report:
    """What a check found."""

    rows: int
    """Rows that can be used."""
    problems: tuple[FileProblem, ...]
    """Any of them keeps the file from being read; at most 1,000 are told."""
    warnings: tuple[FileProblem, ...]


def check_lexicon(path: str | os.PathLike[str]) -> Report:
    """Return all problems and warnings of a lexicon file, in the order of its lines.

    Raises:
        OSError: the file is not there or can't be opened.
    """
    problems: list[FileProblem] = []
    warnings: list[FileProblem] = []
    rows: list[SpeakerRow] = []
    lines: dict[int, int] = {}
    for entry in read_entries(path):
        problems += entry.problems[: MAX_PROBLEMS - len(problems)]
        warnings += entry.warnings[: MAX_PROBLEMS - len(warnings)]
        if entry.row:
            twice = note_id(entry.row, entry.line, lines)
            if twice:
                problems.append(twice.at(os.fspath(path), entry.line))
            else:
                rows.append(entry.row)
        if len(problems) >= MAX_PROBLEMS:
            break
    circle = find_cycle(build_store(rows)) if len(problems) < MAX_PROBLEMS else None
    if circle:
        problems.append(circle.at(os.fspath(path), lines.get(word_hash(circle.row_id))))
    return Report(len(rows), tuple(problems), tuple(warnings))


def check(path: str | os.PathLike[str]) -> list[FileProblem]:
    """Return all problems of a lexicon file; an empty list where it can be read."""
    return list(check_lexicon(path).problems)
