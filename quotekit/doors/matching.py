"""``quotekit match``: two files of claims in, who said the same and in which words out, first appearance first."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from quotekit.claims.clusters import cluster_claims
from quotekit.doors.cells import wrapped
from quotekit.doors.claiming import named, speaker_named
from quotekit.doors.lines import encode, rows_of
from quotekit.doors.table import one_line, side_by_side
from quotekit.doors.terminal import Problems, output, width, write_lines
from quotekit.doors.told import Told, read_told, told_row
from quotekit.errors import FileProblem


@frozen
class Group:
    """Claims that say the same, from both files, first appearance first."""

    members: tuple[Told, ...]
    sides: tuple[int, ...]
    """Of each member which file it came from, 0 or 1."""


def run(options: Namespace) -> int:
    """Print who said the same, and return the exit status."""
    problems = Problems()
    sides = [list(_read(file, problems.tell)) for file in (options.one, options.other)]
    groups = common(*sides)
    as_table = options.format == "table" or (options.format is None and options.out is None and sys.stdout.isatty())
    with output(options.out) as write:
        if as_table:
            write_lines(write, _table(groups), sys.stdout.encoding if options.out is None else "utf8")
        else:
            for group in groups:
                write(encode(_row(group)))
    return int(problems.any)


def _read(file: str, tell: Callable[[FileProblem], None]) -> Iterator[Told]:
    if file == "-":
        yield from _told(sys.stdin.buffer, "standard input", tell)
        return
    try:
        with Path(file).open("rb") as handle:
            yield from _told(handle, file, tell)
    except OSError as problem:
        tell(FileProblem(f"can't be read: {problem.strerror or problem}", "", file))


def _told(lines: Iterable[bytes], file: str, tell: Callable[[FileProblem], None]) -> Iterator[Told]:
    for number, row in rows_of(lines, file, tell):
        try:
            yield from read_told(row)
        except FileProblem as problem:
            tell(problem.at(file, number))


def common(one: Sequence[Told], other: Sequence[Told]) -> list[Group]:
    """Return the groups of claims that both files hold, each by date and then by place, and so the groups too.

    >>> from quotekit import normalize_claim
    >>> texts = {"2024-02-02": "Two drones attacked the port.", "2024-02-01": "The port was attacked by two UAVs."}
    >>> one, other = (Told(normalize_claim(text), text, date=day) for day, text in texts.items())
    >>> [[told.words for told in group.members] for group in common([one], [other])]
    [['The port was attacked by two UAVs.', 'Two drones attacked the port.']]
    """
    placed = [(told, side) for side, several in enumerate((one, other)) for told in several]
    placed.sort(key=lambda pair: pair[0].date or "9999")
    # The same claim may stand in both files; which of the two is meant only its identity tells.
    at = {id(told.claim): (told, side) for told, side in placed}
    groups = []
    for claims in cluster_claims([told.claim for told, _ in placed]):
        members, sides = zip(*(at[id(claim)] for claim in claims), strict=True)
        if len(set(sides)) > 1:
            groups.append(Group(members, sides))
    return groups


def _row(group: Group) -> dict[str, object]:
    said = [{"file": "AB"[side], **told_row(told)} for told, side in zip(group.members, group.sides, strict=True)]
    return {"claim": group.members[0].claim.text, "said": said}


def _table(groups: Sequence[Group]) -> Iterator[str]:
    """Yield the lines of a table: the claim as first made, then who made it where, in which words."""
    cells = width()
    place = max(12, min(36, cells // 4))
    columns = (place, max(12, min(28, cells // 5)), max(16, cells - place - max(12, min(28, cells // 5)) - 4))
    yield f"{len(groups)} claim{'' if len(groups) == 1 else 's'} in both"
    for number, group in enumerate(groups, 1):
        yield ""
        yield from wrapped(f"{number} {one_line(group.members[0].claim.text)}", cells)
        for told in group.members:
            yield from side_by_side((named(told), speaker_named(told), one_line(told.words)), columns)
