"""Names of files, folders and globs in, the files to read out, in an order that is always the same."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from attrs import frozen

from quotekit.doors.streams import bare
from quotekit.errors import FileProblem

STDIN = "-"
ROW_SUFFIXES = (".jsonl", ".ndjson")
TABLE_SUFFIXES = (".csv", ".tsv")
PARQUET = ".parquet"
READ_IN_FOLDERS = (".txt", *ROW_SUFFIXES, *TABLE_SUFFIXES, PARQUET)
"""Endings that are looked for in folders; each may be followed by that of a packing."""
WILD = re.compile(r"[*?\[]")


@frozen
class Source:
    """A file to read, and the id of its article where it holds one."""

    name: str
    id: str

    @property
    def suffix(self) -> str:
        """The ending that tells the format, in lower case."""
        return Path(bare(self.name)).suffix.lower()


def find_sources(
    names: Iterable[str], on_problem: Callable[[FileProblem], None], leave_out: Collection[Path] = ()
) -> Iterator[Source]:
    """Yield the files that names stand for: files as they are, folders with all below them, globs in order.

    An article's id is its file's name without the ending; inside a folder, and below the fixed part of a glob, it is
    the way from there, so that ``2019/7.txt`` and ``2020/7.txt`` differ.

    Args:
        names: files, folders, globs (where no file bears that very name), ``-`` for standard input.
        on_problem: called with each name that stands for nothing.
        leave_out: what is not read although a folder or a glob holds it, such as the output.
    """
    unread = {os.path.realpath(path) for path in leave_out}
    for name in names:
        path = Path(name)
        if name == STDIN:
            yield Source(STDIN, "")
        elif path.is_dir():
            found = list(_in_folder(path, unread))
            if not found:
                on_problem(FileProblem("no file in this folder can be read", f"known: {_known()}", name))
            yield from found
        elif WILD.search(name) and not path.exists():
            yield from _matching(name, on_problem, unread)
        else:
            yield Source(name, _id(path))


def _in_folder(folder: Path, unread: Collection[str], root: Path | None = None) -> Iterator[Source]:
    """Yield what lies in a folder and below; hidden files are passed over, links to folders not followed."""
    root = root or folder
    for way, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith(".") and _free(Path(way, each), unread))
        for each in sorted(files):
            path = Path(way, each)
            if not each.startswith(".") and Path(bare(each)).suffix.lower() in READ_IN_FOLDERS and _free(path, unread):
                yield Source(str(path), _id(path, root))


def _matching(name: str, on_problem: Callable[[FileProblem], None], unread: Collection[str]) -> Iterator[Source]:
    parts = Path(name).parts
    fixed = next(i for i, part in enumerate(parts) if WILD.search(part))
    root = Path(*parts[:fixed])
    found = [Path(each) for each in sorted(glob.glob(name, recursive=True))]  # noqa: PTH207 - names stay as given
    if not found:
        on_problem(FileProblem("no file matches", "", name))
    for path in found:
        if path.is_file() and _free(path, unread):
            yield Source(str(path), _id(path, root))


def _free(path: Path, unread: Collection[str]) -> bool:
    return not unread or os.path.realpath(path) not in unread


def _id(path: Path, root: Path | None = None) -> str:
    plain = Path(bare(str(path.relative_to(root)))) if root else Path(bare(path.name))
    return plain.with_suffix("").as_posix() if plain.name else plain.as_posix()


def _known() -> str:
    return ", ".join(READ_IN_FOLDERS)
