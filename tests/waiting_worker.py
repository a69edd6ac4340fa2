"""A worker for the tests of the pool: each item is a path, and its answer waits until a file is there."""

from __future__ import annotations

import os
import time
from pathlib import Path

from quotekit.pool import serve


def work() -> None:
    """Answer each item with itself; for one that names a file, say so with a second file and wait for the first."""
    serve(lambda _: lambda items: [_waited(item) for item in items])


def _waited(item: str) -> str:
    if item:
        Path(f"{item}.begun").write_text(str(os.getpid()))
        end = time.monotonic() + 60
        while not Path(item).exists() and time.monotonic() < end:
            time.sleep(0.01)
    return item
