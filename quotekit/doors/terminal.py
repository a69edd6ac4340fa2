"""Where a subcommand's output goes, and what it tells on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from time import monotonic

from quotekit.doors.lines import replaced
from quotekit.errors import FileProblem
from quotekit.values import Extraction

Write = Callable[[bytes], object]
CLEAR_LINE = "\r\x1b[K"
SECONDS_BETWEEN_NEWS = 0.5
NARROWEST = 40


class Problems:
    """Tells of inputs that failed, and remembers whether any did."""

    def __init__(self) -> None:
        self.any = False
        self._keep: Callable[[FileProblem], object] = lambda problem: say(str(problem))

    def tell(self, problem: FileProblem) -> None:
        """Print one problem, or write it into the file of ``kept_in``."""
        self.any = True
        self._keep(problem)

    @contextmanager
    def kept_in(self, path: str | None, line: Callable[[FileProblem], bytes]) -> Iterator[None]:
        """Write the problems into a file, a line each; ``None`` leaves them on stderr."""
        if path is None:
            yield
            return
        with replaced(path) as handle:
            self._keep = lambda problem: handle.write(line(problem))
            yield


def say(message: str) -> None:
    """Print a line on stderr, in place of the progress that may stand there."""
    clear = CLEAR_LINE if sys.stderr.isatty() else ""
    to_stderr(f"{clear}quotekit: {message}\n")


def to_stderr(text: str) -> None:
    """Write on stderr; when nobody reads it any more, work goes on without."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def width() -> int:
    """Return the terminal's width in cells; the environment's ``COLUMNS`` wins."""
    return max(NARROWEST, get_terminal_size((100, 24)).columns)


@contextmanager
def output(path: str | None) -> Iterator[Write]:
    """Open what is written to, for bytes: JSON lines are UTF-8 whatever the terminal's encoding."""
    if path is None:
        yield sys.stdout.buffer.write
        return
    with replaced(path) as handle:
        yield handle.write


def write_lines(write: Write, lines: Iterable[str], encoding: str) -> None:
    """Write lines for people; what the encoding lacks becomes a question mark."""
    for line in lines:
        write(f"{line}\n".encode(encoding, "replace"))


def counted(extractions: Iterable[Extraction], quiet: bool = False) -> Iterator[Extraction]:
    """Count on stderr while work goes on, where somebody watches and the results go elsewhere."""
    watched = sys.stderr.isatty() and not sys.stdout.isatty() and not quiet
    start = told = monotonic()
    for count, extraction in enumerate(extractions, 1):
        yield extraction
        if watched and (now := monotonic()) - told > SECONDS_BETWEEN_NEWS:
            told = now
            sys.stderr.write(f"{CLEAR_LINE}{count:,} articles, {count / (now - start):,.0f} a second")
            sys.stderr.flush()
    if told != start:
        sys.stderr.write(CLEAR_LINE)


def coloured(choice: str) -> bool:
    """Tell whether to use colours: ``auto`` does on a terminal, unless ``NO_COLOR`` is set."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
