"""Work done in a process of its own, and what it cost: seconds of clock and processor, and the most memory held."""

from __future__ import annotations

import multiprocessing
import os
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
PROC = Path("/proc")


def in_child(work: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a function of a module returns when a new process runs it and nothing else."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Run something; return seconds by the clock and of this process's processors, and peaks of memory in MB.

    ``peak`` is that of this process since it began, ``workers`` the greatest of a process that it started meanwhile.
    """
    watch = Watch()
    clock, processor = time.perf_counter(), time.process_time()
    with watch:
        work()
    return {
        "seconds": round(time.perf_counter() - clock, 3),
        "processor": round(time.process_time() - processor, 3),
        "peak MB": peak("self"),
        "a worker's peak MB": watch.greatest,
    }


class Watch:
    """Looks at the child processes every tenth of a second and remembers the most memory that one held."""

    def __init__(self) -> None:
        self.greatest = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.1):
            self.greatest = max([self.greatest, *map(peak, children())])


def peak(process: int | str) -> float:
    """Return the most memory that a process has held, in MB; 0 where the system does not tell."""
    try:
        found = PEAK.search((PROC / str(process) / "status").read_text())
    except OSError:
        return 0.0
    return round(int(found[1]) / 1024, 1) if found else 0.0


def children() -> list[int]:
    """Return the processes that this one has started and that still run."""
    mine = str(os.getpid())
    found = []
    for entry in PROC.glob("[0-9]*"):
        try:
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if parent == mine:
            found.append(int(entry.name))
    return found
