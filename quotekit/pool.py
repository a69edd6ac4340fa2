"""Batches in, answers out in the order of the batches, made by processes that are told once what they need.

The processes are plain subprocesses that speak over their standard input and output. So no main module is run again
in them, none outlives its parent (its input ends, and so does it), and one that is killed costs nothing but the batch
in its hands, which is done again in another one, item by item.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import struct
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from attrs import Factory, define, frozen

AHEAD = 2
"""Batches that one worker holds: one in work, and the next, so that it need not wait for us."""
WAITING = 4
"""Batches a worker that may be taken in and not yet given out: a slow one holds up the answers of the others."""
STARTS = 3
"""When so many workers in a row die before they are ready, something is wrong with all of them."""
ONE_THREAD = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"),
    "TOKENIZERS_PARALLELISM": "false",
}
BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {module} import work; work()"
LENGTH = struct.Struct("<Q")


@frozen
class Lost:
    """Stands for the answer to an item at which two workers died, or which can't be sent to one."""

    reason: str


@frozen
class _Job:
    batch: int
    """Which batch."""
    first: int
    """Which item of the batch is the first of this job."""
    items: Sequence[object]
    again: bool = False
    """True: one item alone, after a worker died on its batch."""

    def apart(self) -> list[_Job]:
        return [_Job(self.batch, self.first + i, [item], again=True) for i, item in enumerate(self.items)]


@define(eq=False)
class _Batch:
    answers: list[Any]
    missing: int


@define(eq=False)
class _Worker:
    process: subprocess.Popen[bytes]
    ready: bool = False
    gone: bool = False
    """Nobody reads what is sent to it: it has died, and the end of its own pipe is still to be heard of."""
    jobs: deque[_Job] = Factory(deque)


class Pool:
    """The worker processes of one stream of batches.

    Args:
        size: how many at most; one is started when there is a batch for it.
        module: a module with a function ``work()`` that calls :func:`serve`; each of them runs it.
        recipe: what each of them is told first.
    """

    def __init__(self, size: int, module: str, recipe: object) -> None:
        self._size = size
        self._module = module
        self._recipe = pickle.dumps(recipe, pickle.HIGHEST_PROTOCOL)
        self._workers: list[_Worker] = []
        self._heard: SimpleQueue[tuple[_Worker, bytes | None]] = SimpleQueue()
        self._again: deque[_Job] = deque()
        self._open: dict[int, _Batch] = {}
        self._taken = self._given = self._died_young = 0

    def stream(self, batches: Iterator[Sequence[object]]) -> Generator[list[Any], None, None]:
        """Yield a list of answers a batch, in order; what ``batches`` raises comes after the answers before it.

        Raises:
            RuntimeError: the workers can't start.
        """
        source: Iterator[Sequence[object]] | None = batches
        problem: Exception | None = None
        try:
            while True:
                while self._again and self._has_room():
                    self._hand_out(self._again.popleft())
                while source and self._has_room() and self._taken - self._given < WAITING * self._size:
                    try:
                        self._take(next(source))
                    except StopIteration:
                        source = None
                    except Exception as raised:  # the caller's own, and due where it stands among the answers
                        source, problem = None, raised
                if self._given == self._taken:
                    break
                if self._open[self._given].missing:
                    self._listen()
                else:
                    yield self._open.pop(self._given).answers
                    self._given += 1
        finally:
            self.close()
        if problem is not None:
            raise problem

    def close(self) -> None:
        """End the processes and wait until they are gone."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _bury(worker.process)
        self._workers.clear()

    def _has_room(self) -> bool:
        return len(self._workers) < self._size or any(
            len(worker.jobs) < AHEAD and not worker.gone for worker in self._workers
        )

    def _take(self, items: Sequence[object]) -> None:
        self._open[self._taken] = _Batch([None] * len(items), len(items))
        self._taken += 1
        self._hand_out(_Job(self._taken - 1, 0, items))

    def _hand_out(self, job: _Job) -> None:
        try:
            message = pickle.dumps(job.items, pickle.HIGHEST_PROTOCOL)
        except Exception as problem:
            if job.again:
                self._answer(job, [Lost(f"it can't be sent to another process ({problem})")])
            else:
                self._again.extend(job.apart())
            return
        if len(self._workers) < self._size:
            self._workers.append(self._start())
        worker = min([worker for worker in self._workers if not worker.gone], key=lambda worker: len(worker.jobs))
        if _send(worker.process.stdin, message):
            worker.jobs.append(job)
        else:
            # It never had the job: that it died is not to be held against it.
            worker.gone = True
            self._again.append(job)

    def _start(self) -> _Worker:
        words = [sys.executable, "-c", BOOT.format(module=self._module), json.dumps(sys.path)]
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD},
            start_new_session=True,  # Ctrl-C is for the parent alone
        )
        worker = _Worker(process)
        Thread(target=self._hear, args=(worker,), daemon=True).start()
        _send(process.stdin, self._recipe)
        return worker

    def _hear(self, worker: _Worker) -> None:
        """Run in a thread a worker: pass on what it says, and at last that it says no more."""
        while (message := _receive(worker.process.stdout)) is not None:
            self._heard.put((worker, message))
        self._heard.put((worker, None))

    def _listen(self) -> None:
        """Wait for one message of any worker."""
        worker, message = self._heard.get()
        if message is None:
            self._replace(worker)
        elif worker.ready:
            self._answer(worker.jobs.popleft(), pickle.loads(message))
        else:
            worker.ready, self._died_young = True, 0

    def _answer(self, job: _Job, answers: Sequence[object]) -> None:
        batch = self._open[job.batch]
        batch.answers[job.first : job.first + len(answers)] = answers
        batch.missing -= len(answers)

    def _replace(self, worker: _Worker) -> None:
        """Give the work of a worker that died to others, and only that in its hands with care."""
        _bury(worker.process)
        self._workers.remove(worker)
        end = worker.process.returncode
        how = f"was killed by signal {-end}" if end < 0 else f"ended with status {end}"
        if not worker.ready:
            self._died_young += 1
            if self._died_young == STARTS:
                raise RuntimeError(f"no worker process can start: the last one {how}; its standard error tells more")
        elif worker.jobs:
            job = worker.jobs.popleft()
            if job.again:
                self._answer(job, [Lost(f"two processes died while they read it; the last one {how}")])
            else:
                self._again.extend(job.apart())
        self._again.extend(worker.jobs)


def _bury(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        process.stdin.close()  # type: ignore[union-attr]
    process.wait()


def serve(prepare: Callable[[Any], Callable[[Any], Sequence[object]]]) -> None:
    """Be a worker: get the recipe, then batches, and answer each; end when the parent does.

    Args:
        prepare: takes the recipe and returns what answers the items of a batch, in order.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    inbox: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_take_in, args=(inbox,), daemon=True).start()
    try:
        answer = prepare(pickle.loads(inbox.get()))
        _send(out, b"")
        while True:
            items = pickle.loads(inbox.get())
            _send(out, pickle.dumps(list(answer(items)), pickle.HIGHEST_PROTOCOL))
    except BaseException:
        traceback.print_exc()
        os._exit(1)  # the other thread is reading, and a plain exit would wait for it


def _take_in(inbox: SimpleQueue[bytes]) -> None:
    """Empty the pipe at all times, lest parent and worker wait for each other to read."""
    while (message := _receive(sys.stdin.buffer)) is not None:
        inbox.put(message)
    os._exit(0)


def _send(pipe: BinaryIO | Any, message: bytes) -> bool:
    """Send a message; tell whether somebody was there. Who has gone is told of by the end of its own pipe."""
    with suppress(BrokenPipeError):
        pipe.write(LENGTH.pack(len(message)))
        pipe.write(message)
        pipe.flush()
        return True
    return False


def _receive(pipe: BinaryIO | Any) -> bytes | None:
    """Return a whole message, or ``None`` where the other side has gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    message: bytes = pipe.read(length)
    return message if len(message) == length else None
