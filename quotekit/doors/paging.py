"""``quotekit page``: files in, pages to look at out: one for each article, or one that compares them."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from quotekit.doors.files import read_documents
from quotekit.doors.inputs import date_of, files_of
from quotekit.doors.known import known_or_read
from quotekit.doors.lines import replaced
from quotekit.doors.page.article import to_html
from quotekit.doors.page.comparison import comparison_to_html
from quotekit.doors.terminal import Problems, output, say
from quotekit.errors import FileProblem
from quotekit.values import Extraction

PAGE_SUFFIXES = (".html", ".htm")
NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def run(options: Namespace) -> int:
    """Write the pages of all that can be read, and return the exit status."""
    files, date, problems = files_of(options), date_of(options), Problems()
    extractions = known_or_read(read_documents(files, date, problems.tell), options, problems)
    if options.out is None or options.out.lower().endswith(PAGE_SUFFIXES):
        _write_one(list(extractions), options.out)
    else:
        _write_each(extractions, Path(options.out))
    return int(problems.any)


def _write_one(extractions: list[Extraction], out: str | None) -> None:
    if not extractions:
        say("no article, so no page")
        return
    page = to_html(extractions[0]) if len(extractions) == 1 else comparison_to_html(extractions)
    with output(out) as write:
        write(page.encode())


def _write_each(extractions: Iterable[Extraction], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FileProblem(f"no folder to write to: {problem.strerror}", "", str(folder)) from problem
    taken: set[str] = set()
    for extraction in extractions:
        with replaced(folder / f"{_free_name(extraction.article.id, taken)}.html") as handle:
            handle.write(to_html(extraction).encode())


def _free_name(name: str | None, taken: set[str]) -> str:
    """Return a file's name that no other article of this run has, letters of both cases taken as one."""
    plain = NOT_IN_NAMES.sub("_", name or "")[:80].strip("._") or "article"
    free, count = plain, 1
    while free.casefold() in taken:
        count += 1
        free = f"{plain}-{count}"
    taken.add(free.casefold())
    return free
