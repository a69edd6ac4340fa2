"""A file in, a lock on it out: one process at a time; the system itself takes the lock from a process that dies."""

from __future__ import annotations

import os
import socket
import sys
from datetime import datetime
from pathlib import Path

from quotekit.errors import QuotekitError


class InUseError(QuotekitError):
    """Another process holds the lock."""


class Lock:
    """A lock that is held; the file tells which process holds it, and since when.

    Args:
        path: the file; it is made where it is missing.

    Raises:
        InUseError: another process holds it.
        OSError: the file can't be made.
    """

    def __init__(self, path: Path) -> None:
        while True:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            try:
                _hold(self._handle)
            except OSError:
                holder = os.pread(self._handle, 200, 0).decode("utf8", "replace").strip() if _can_peek() else ""
                os.close(self._handle)
                raise InUseError(f"another run is writing it{f' ({holder})' if holder else ''}") from None
            if _same_file(path, self._handle):
                break
            os.close(self._handle)  # the run before us took its folder away between our two steps
        now = datetime.now().astimezone().isoformat(" ", "seconds")
        os.ftruncate(self._handle, 0)
        os.write(self._handle, f"process {os.getpid()} on {socket.gethostname()}, since {now}\n".encode())

    def release(self) -> None:
        """Let go of the lock; its file may then be deleted."""
        os.close(self._handle)


def _same_file(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _can_peek() -> bool:
    return hasattr(os, "pread")


# POSIX locks, since children don't inherit them: a worker that outlives its parent for a moment holds nothing up.
if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
