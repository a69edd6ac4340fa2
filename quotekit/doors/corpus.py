"""Many files in, one output out, in steps that survive the end of the process; what is broken is told and left out."""

from __future__ import annotations

import hashlib
import json
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from attrs import frozen

from quotekit import __version__
from quotekit.doors.files import as_document, read_source
from quotekit.doors.journal import IDS, PROBLEMS, Journal, State, cannot_write, lines_in
from quotekit.doors.lines import encode, put, replaced
from quotekit.doors.sources import STDIN, Source
from quotekit.doors.streams import Meter
from quotekit.doors.tally import Progress, Tally
from quotekit.doors.terminal import say
from quotekit.doors.writers import Form, write_parquet
from quotekit.errors import FileProblem, QuotekitError
from quotekit.values import Article, Extraction

ARTICLES_A_STEP = 64
BYTES_A_STEP = 8 * 2**20
"""A step ends after so many articles or bytes, not after a time: its pieces are the same in every run."""


class StoppedError(BaseException):
    """The system asked the process to end."""


@frozen
class Task:
    """What is to be done."""

    sources: Sequence[Source]
    missing: Sequence[FileProblem]
    """Names that stand for no file."""
    output: Path
    form: Form
    errors: str | None = None
    date: str | None = None
    columns: Mapping[str, str] | None = None
    keep_duplicates: bool = False
    workers: int = 1
    quiet: bool = False
    settings: Mapping[str, object] = {}
    """What else the output depends on: engine, lexicon, …"""

    def plan(self) -> dict[str, object]:
        """Return all that the output depends on: work can be gone on with while this is the same."""
        return {
            "quotekit": __version__,
            "inputs": fingerprint(self.sources),
            "output form": f"{self.form.name}{self.form.packing}{' with BOM' if self.form.bom else ''}",
            "--date": self.date,
            "--columns": dict(self.columns or {}),
            "--keep-duplicates": self.keep_duplicates,
            **self.settings,
        }


@frozen
class Waiting:
    """An article on its way through the extractor, or a problem that keeps its place in the order."""

    position: int
    file: int
    before: int
    name: str
    line: int | None = None
    key: bytes = b""
    problem: FileProblem | None = None
    id: str | None = None


class Run:
    """One run over a corpus.

    Args:
        task: what is to be done.
        journal: where finished work is kept.
    """

    def __init__(self, task: Task, journal: Journal) -> None:
        self.task = task
        self.journal = journal
        self.tally = Tally(journal.state.counts)
        self.meter = Meter()
        self._waiting: deque[Waiting] = deque()
        self._seen = set(_keys(journal.ids()))
        self._position = journal.state.before
        self._file, self._before = journal.state.file, journal.state.before
        self._lines: list[bytes] = []
        self._problems: list[bytes] = []
        self._new_ids: list[bytes] = []
        self._in_step = self._size = 0
        total = sum(_size(source) for source in task.sources)
        watched = not task.quiet and sys.stderr.isatty()
        self.progress = Progress(watched, total, self.meter)

    def work(self, extractor: Any) -> None:
        """Read all articles that are not done yet, and keep what was found."""
        if not self.journal.state.done:
            self._lines.append(self.task.form.head())
            for problem in self.task.missing:
                self._note(problem)
        options = {} if self.task.workers == 1 else {"workers": self.task.workers}
        # Closed here and not some time later: worker processes and input files then end before we tell how it went.
        with closing(self._articles()) as articles, closing(extractor.pipe(articles, **options)) as extractions:
            for extraction in extractions:
                self._settle_problems()
                self._settle(self._waiting.popleft(), extraction)
                self._settle_problems()
        self._settle_problems()
        self._keep(State(self._position, self._file, self._before, finished=True))
        self.progress.clear()

    def publish(self) -> None:
        """Put the finished output and the errors where they belong, and take the folder of parts away."""
        output, journal = self.task.output, self.journal
        rows = journal.path(journal.rows)
        journal.close_files()
        if rows.exists():
            part = rows
            if self.task.form.name == "parquet":
                part = journal.path("parquet")
                write_parquet(lines_in(rows), part)
            put(part, output)
        if self.task.errors is not None and journal.path(PROBLEMS).exists():
            with replaced(self.task.errors) as handle:
                handle.writelines(lines_in(journal.path(PROBLEMS)))
        journal.remove()

    def _articles(self) -> Generator[Article, None, None]:
        first = self.journal.state.file
        self.meter.before = sum(_size(source) for source in self.task.sources[:first])
        for number, source in enumerate(self.task.sources[first:], first):
            self._file, self._before = number, self._position
            for found in read_source(source, self._broken_row, self.meter):
                position = self._position
                self._position += 1
                if position < self.journal.state.done:
                    continue
                try:
                    article = as_document(found, self.task.date, self.task.columns).article
                    key = self._key(article.id)
                except FileProblem as problem:
                    self._wait_problem(position, problem.at(found.file, found.line), found.id)
                    continue
                place = (position, self._file, self._before, found.file, found.line)
                self._waiting.append(Waiting(*place, key, id=article.id))
                yield article

    def _key(self, name: str | None) -> bytes:
        """Return what stands for an id in the set of those seen.

        Raises:
            FileProblem: it was seen before.
        """
        if name is None or self.task.keep_duplicates:
            return b""
        key = hashlib.blake2b(name.encode("utf8", "surrogatepass"), digest_size=8).digest()
        number = int.from_bytes(key, "big")
        if number in self._seen:
            reason = f"an earlier article has the id {name[:80]!r}"
            raise FileProblem(reason, "--keep-duplicates does it all the same", field="id")
        self._seen.add(number)
        return key

    def _broken_row(self, problem: FileProblem) -> None:
        position = self._position
        self._position += 1
        if position >= self.journal.state.done:
            self._wait_problem(position, problem)

    def _wait_problem(self, position: int, problem: FileProblem, name: str | None = None) -> None:
        where = (position, self._file, self._before, problem.file or "", problem.line)
        self._waiting.append(Waiting(*where, problem=problem, id=name))
        # Nothing may come back from the extractor for long while row after row is broken.
        self._settle_problems()

    def _settle_problems(self) -> None:
        while self._waiting and (problem := self._waiting[0].problem) is not None:
            waiting = self._waiting.popleft()
            self._note(problem, waiting.id)
            self._step(waiting)

    def _settle(self, waiting: Waiting, extraction: Extraction) -> None:
        failure = extraction.failure
        try:
            if failure is not None:
                raise QuotekitError(failure.message)
            lines = self.task.form.encode(extraction)
        except QuotekitError as problem:
            self._note(FileProblem(str(problem), file=waiting.name, line=waiting.line), waiting.id)
        else:
            self.tally.add(extraction)
            self._lines.append(lines)
            self._size += len(lines)
        self._new_ids.append(waiting.key)
        self.progress.step()
        self._step(waiting)

    def _note(self, problem: FileProblem, name: str | None = None) -> None:
        self.tally.add_problem(problem)
        self._problems.append(problem_line(problem, name))
        if self.task.errors is None:
            say(str(problem))

    def _step(self, waiting: Waiting) -> None:
        self._in_step += 1
        if self._in_step >= ARTICLES_A_STEP or self._size >= BYTES_A_STEP:
            self._keep(State(waiting.position + 1, waiting.file, waiting.before))

    def _keep(self, state: State) -> None:
        form = self.task.form
        lines = form.pack(b"".join(self._lines))
        if state.finished and not lines and not self.journal.state.sizes.get(self.journal.rows):
            lines = form.nothing()
        pieces = {self.journal.rows: lines, PROBLEMS: b"".join(self._problems), IDS: b"".join(self._new_ids)}
        counts = self.tally.as_counts()
        whole = State(state.done, state.file, state.before, counts=counts, finished=state.finished)
        self.journal.add(pieces, whole)
        self._lines, self._problems, self._new_ids = [], [], []
        self._in_step = self._size = 0


def run_corpus(task: Task, extractor: Any, resume: bool) -> int:
    """Do the whole task, or what an earlier run left of it, and return the exit status: 0, 1 where rows were skipped.

    Raises:
        QuotekitError: it could not begin.
        FileProblem: it had to stop; the message tells how to go on.
        StoppedError: the system asked it to end.
        KeyboardInterrupt: the user did.
    """
    _check_places(task)
    try:
        journal = Journal(task.output, task.form.ending, task.plan(), resume)
    except OSError as problem:
        raise cannot_write(task.output, problem) from problem
    run = Run(task, journal)
    try:
        with stoppable():
            if not journal.state.finished:
                run.work(extractor)
            run.publish()
    except BaseException as problem:
        raise _told(problem, run) from problem
    if not task.quiet:
        for line in run.tally.lines(run.progress.seconds, run.progress.count):
            say(line)
    return int(bool(run.tally.numbers["skipped"]))


def problem_line(problem: FileProblem, name: str | None = None) -> bytes:
    r"""Return a problem as a line of the errors file.

    >>> problem_line(FileProblem("missing", field="text").at("news.jsonl", 7)).decode()
    '{"file": "news.jsonl", "line": 7, "field": "text", "reason": "missing"}\n'
    """
    place = {"file": problem.file, "line": problem.line, "field": problem.field, "reason": problem.reason}
    more = {"advice": problem.advice, "id": name}
    return encode(place | {key: value for key, value in more.items() if value})


def fingerprint(sources: Sequence[Source]) -> str:
    """Return what differs when any file is another one, is longer or shorter, or was written to since."""
    digest = hashlib.blake2b(digest_size=16)
    for source in sources:
        try:
            known = Path(source.name).stat()
            facts = [source.name, source.id, known.st_size, known.st_mtime_ns]
        except OSError:
            facts = [source.name, source.id, None]
        digest.update(json.dumps(facts).encode())
    return digest.hexdigest()


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn the system's request to end into an exception, so that worker processes and locks are let go of."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _: FrameType | None) -> None:
        raise StoppedError(number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _check_places(task: Task) -> None:
    """Find out now, and not after hours of work, that a file can't be written."""
    if task.output.is_dir():
        raise FileProblem("can't be written: Is a directory", file=str(task.output))
    if task.errors is not None and not Path(task.errors).resolve().parent.is_dir():
        raise FileProblem("can't be written: No such directory", file=task.errors)


def _told(problem: BaseException, run: Run) -> BaseException:
    """Leave the folder as it is where it holds finished work, and return the problem with what there is to do."""
    journal = run.journal
    run.progress.clear()
    # Not what this process remembers: it may have been stopped between writing the state and taking note of it.
    state = journal.written() or State()
    if state.finished or (state.done and all(source.name != STDIN for source in run.task.sources)):
        journal.close()
        say(f"what is done ({state.done:,} articles) is safe in {journal.folder}: go on with --resume")
    else:
        journal.remove()
        say("broken off, and nothing is kept")
    if isinstance(problem, BrokenPipeError):
        return problem
    if isinstance(problem, OSError):
        return cannot_write(run.task.output, problem)
    if isinstance(problem, MemoryError):
        return QuotekitError("out of memory; fewer --workers need less")
    return QuotekitError(str(problem)) if isinstance(problem, RuntimeError) else problem


def _keys(ids: bytes) -> Iterator[int]:
    return (int.from_bytes(ids[i : i + 8], "big") for i in range(0, len(ids), 8))


def _size(source: Source) -> int:
    try:
        return Path(source.name).stat().st_size
    except OSError:
        return 0
