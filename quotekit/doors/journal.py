"""The folder beside an output that holds unfinished work: what is done, how far it went, who is at it.

``OUT.parts/`` holds the lines that are done, the problems met, the ids seen, and ``state.json``, which tells how many
bytes of each belong to finished work. What lies behind those bytes was written by a run that was broken off; it is
cut away when another run goes on. So the lines are always a valid output of all that the state counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from attrs import asdict, evolve, field, frozen

from quotekit.doors.locking import Lock
from quotekit.errors import FileProblem, QuotekitError

PLAN, STATE, LOCK, PROBLEMS, IDS = "plan.json", "state.json", "lock", "problems.jsonl", "ids"


class CannotRunError(QuotekitError):
    """The work can't begin as it was asked for."""


@frozen
class State:
    """How far the work went."""

    done: int = 0
    """Articles and problems that were dealt with, in the order of the inputs."""
    file: int = 0
    """Number of the input file that the last of them stood in."""
    before: int = 0
    """How many stood in the files before that one."""
    sizes: Mapping[str, int] = field(factory=dict)
    """Bytes of finished work in each file of the folder."""
    counts: Mapping[str, Any] = field(factory=dict)
    """What the summary tells."""
    finished: bool = False


class Journal:
    """Unfinished work, locked for this process.

    Args:
        output: the file that the work is for.
        ending: the ending of the file of finished lines.
        plan: what is to be done; work that was begun for another plan is not gone on with.
        resume: go on with what an earlier run left, where it left something.

    Raises:
        CannotRunError: work lies there and ``resume`` is false, or it was begun for another plan or is damaged.
        InUseError: another process is at it.
        OSError: the folder can't be made.
    """

    def __init__(self, output: Path, ending: str, plan: Mapping[str, object], resume: bool) -> None:
        self.folder = output.with_name(f"{output.name}.parts")
        self.rows = f"rows{ending}"
        self._files: dict[str, BinaryIO] = {}
        self._broken: OSError | None = None
        self._lock = self._enter()
        try:
            self.state = self._begin(json.loads(json.dumps(plan)), resume)
            if not self.state.finished:
                for name in (self.rows, PROBLEMS, IDS):
                    self._files[name] = self._open(name)
        except BaseException:
            self.close()
            raise

    def add(self, pieces: Mapping[str, bytes], state: State) -> None:
        """Add finished work, so that it survives whatever happens next.

        Raises:
            OSError: it can't be written. What was added before is safe, and nothing more can be added.
        """
        if self._broken is not None:
            raise self._broken
        try:
            self.state = self._added(pieces, state)
        except OSError as problem:
            self._broken = problem
            raise

    def _added(self, pieces: Mapping[str, bytes], state: State) -> State:
        sizes = dict(self.state.sizes)
        for name, piece in pieces.items():
            self._files[name].write(piece)
            self._files[name].flush()
            sizes[name] = sizes.get(name, 0) + len(piece)
            if piece:
                os.fsync(self._files[name].fileno())
        state = evolve(state, sizes=sizes)
        write_whole(self.folder / STATE, json.dumps(asdict(state)).encode())
        return state

    def path(self, name: str) -> Path:
        """Return the path of a file in the folder."""
        return self.folder / name

    def ids(self) -> bytes:
        """Return what was added under ``IDS``."""
        return (self.folder / IDS).read_bytes() if (self.folder / IDS).exists() else b""

    def written(self) -> State | None:
        """Return the state as the folder holds it; ``None`` where no work was begun."""
        try:
            known = json.loads((self.folder / STATE).read_bytes())
            return State(**known)
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as problem:
            raise CannotRunError(f"{self.folder / STATE}: damaged; delete the folder and begin anew") from problem

    def close(self) -> None:
        """Let go of the folder and leave it as it is."""
        self.close_files()
        self._lock.release()

    def close_files(self) -> None:
        """Close the files, so that they can be moved; the folder stays locked."""
        for handle in self._files.values():
            try:
                handle.close()
            except OSError:  # the disk is full: what could not be written was told of before
                continue
        self._files.clear()

    def remove(self) -> None:
        """Take the folder away: its work is done."""
        self.close()
        for name in (self.rows, PROBLEMS, IDS, PLAN, STATE, f"{PLAN}.new", f"{STATE}.new", "parquet", LOCK):
            (self.folder / name).unlink(missing_ok=True)
        self.folder.rmdir()

    def _enter(self) -> Lock:
        while True:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            if self.folder.is_symlink():
                raise CannotRunError(f"{self.folder}: a link; the work must lie beside its output")
            strangers = sorted({path.name for path in self.folder.iterdir()} - self._own())
            if strangers:
                raise CannotRunError(f"{self.folder}: holds files that are not quotekit's, such as {strangers[0]!r}")
            try:
                return Lock(self.folder / LOCK)
            except FileNotFoundError:  # the run before us took its folder away between our two steps
                continue

    def _own(self) -> set[str]:
        return {self.rows, PROBLEMS, IDS, PLAN, STATE, f"{PLAN}.new", f"{STATE}.new", "parquet", LOCK}

    def _begin(self, plan: Mapping[str, object], resume: bool) -> State:
        state = self.written()
        if state is None or not (state.done or state.finished):
            write_whole(self.folder / PLAN, json.dumps(plan).encode())
            write_whole(self.folder / STATE, json.dumps(asdict(State())).encode())
            return State()
        if not resume:
            raise CannotRunError(
                f"{self.folder} holds unfinished work ({state.done:,} articles): go on with --resume, or delete it"
            )
        changed = _changed(self._plan(), plan)
        if changed:
            raise CannotRunError(f"{self.folder} was begun with {changed}; repeat that, or delete the folder")
        return state

    def _plan(self) -> Mapping[str, object]:
        try:
            plan = json.loads((self.folder / PLAN).read_bytes())
        except (OSError, ValueError):
            return {}
        return plan if isinstance(plan, dict) else {}

    def _open(self, name: str) -> BinaryIO:
        """Open a file of the folder behind its finished bytes, and cut away what lies behind them."""
        path, size = self.folder / name, self.state.sizes.get(name, 0)
        handle = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600), "r+b")
        found = handle.seek(0, os.SEEK_END)
        if found < size:
            handle.close()
            raise CannotRunError(f"{path}: {size - found:,} bytes of finished work are gone; begin anew without it")
        handle.truncate(size)
        handle.seek(size)
        return handle


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all, also when the power fails."""
    new = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    new.replace(path)


def lines_in(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file that this folder holds."""
    with path.open("rb") as handle:
        yield from handle


def cannot_write(path: str | os.PathLike[str], problem: OSError) -> FileProblem:
    """Return the problem that a file can't be written."""
    return FileProblem(f"can't be written: {problem.strerror or problem}", file=os.fspath(path))


def _changed(before: Mapping[str, object], now: Mapping[str, object]) -> str:
    """Name what differs between two plans; empty when nothing does."""
    names = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    told = [f"another {name}" if name in ("inputs", "lexicon") else f"{name} {before.get(name)}" for name in names]
    return ", ".join(told).replace("another inputs", "other inputs")
