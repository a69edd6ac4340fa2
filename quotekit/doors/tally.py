"""Extractions and problems in, a summary for the end of a long run out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from time import monotonic
from typing import Any, get_args

from quotekit.doors.streams import Meter
from quotekit.doors.terminal import CLEAR_LINE, SECONDS_BETWEEN_NEWS, to_stderr
from quotekit.errors import FileProblem
from quotekit.values import Extraction, QuoteKind

# What differs from one bad row to the next of the same kind: numbers, and what was printed.
PARTICULAR = re.compile(r"'(?:[^'\\]|\\.){1,200}'|\"[^\"]{1,200}\"|(?<![\w-])\d[\d,]*|\([^()]{1,300}\)")
MOST_REASONS = 40
OTHER = "other reasons"


class Tally:
    """Counts what was found and what was left out.

    Args:
        counts: those of an earlier run, as ``as_counts`` gave them.
    """

    def __init__(self, counts: Mapping[str, Any] | None = None) -> None:
        before = counts or {}
        self.numbers = Counter(before.get("numbers", {}))
        self.reasons = Counter(before.get("reasons", {}))

    def as_counts(self) -> dict[str, dict[str, int]]:
        """Return the counts as JSON can hold them."""
        return {"numbers": dict(self.numbers), "reasons": dict(self.reasons)}

    def add(self, extraction: Extraction) -> None:
        """Count an article that was done."""
        self.numbers["articles"] += 1
        self.numbers["quotes"] += len(extraction.quotes)
        self.numbers["resolved"] += sum(quote.speaker is not None for quote in extraction.quotes)
        self.numbers.update(quote.kind for quote in extraction.quotes)

    def add_problem(self, problem: FileProblem) -> None:
        """Count an article that was left out."""
        self.numbers["skipped"] += 1
        kind = PARTICULAR.sub("…", problem.reason)
        kind = f"{problem.field}: {kind}" if problem.field else kind
        if kind not in self.reasons and len(self.reasons) >= MOST_REASONS:
            kind = OTHER
        self.reasons[kind] += 1

    @property
    def done(self) -> int:
        """How many articles were done or left out."""
        return self.numbers["articles"] + self.numbers["skipped"]

    def lines(self, seconds: float, now_done: int) -> Iterator[str]:
        """Yield the summary.

        Args:
            seconds: how long this run took.
            now_done: how many articles this run did; an earlier one that was broken off may have done others.
        """
        n = self.numbers
        kinds = ", ".join(f"{n[kind]:,} {kind}" for kind in get_args(QuoteKind))
        found = f"{told_count(n['articles'], 'article')}, {told_count(n['quotes'], 'quote')} ({kinds})"
        yield f"{found}, {n['resolved']:,} with a speaker resolved"
        if n["skipped"]:
            yield f"{n['skipped']:,} skipped:"
            for kind, count in sorted(self.reasons.items(), key=lambda each: (-each[1], each[0])):
                yield f"  {count:,} {kind}"
        yield f"took {told_time(seconds)}, {now_done / max(seconds, 0.001):,.1f} articles a second"


class Progress:
    """Tells on a terminal how far the work is.

    Args:
        watched: whether anybody sees it.
        total: bytes of all inputs.
        meter: how many of them were read.
    """

    def __init__(self, watched: bool, total: int, meter: Meter) -> None:
        self._watched = watched
        self._total = total
        self._meter = meter
        self._start = self._told = monotonic()
        self._from: int | None = None
        self._count = 0

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return monotonic() - self._start

    @property
    def count(self) -> int:
        """How many articles were done."""
        return self._count

    def step(self) -> None:
        """Count an article, and tell of it now and then."""
        self._count += 1
        if self._from is None:
            self._from = self._meter.read()
        now = monotonic()
        if self._watched and now - self._told > SECONDS_BETWEEN_NEWS:
            self._told = now
            to_stderr(f"{CLEAR_LINE}{self.line()}")

    def line(self) -> str:
        """Return what is told: articles, rate, time left."""
        seconds, read = max(self.seconds, 0.001), self._meter.read()
        since = read - (self._from or 0)
        told = f"{told_count(self._count, 'article')}, {self._count / seconds:,.1f} a second"
        if since <= 0 or self._total <= 0:
            return told
        left = seconds / since * max(0, self._total - read)
        return f"{told}, {100 * min(read, self._total) // self._total} %, {told_time(left)} left"

    def clear(self) -> None:
        """Take the line away."""
        if self._watched:
            to_stderr(CLEAR_LINE)


def told_count(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> told_count(1, "quote"), told_count(2000, "quote")
    ('1 quote', '2,000 quotes')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def told_time(seconds: float) -> str:
    """Return a time as people say it.

    >>> told_time(0.4), told_time(75), told_time(7322)
    ('0.4 s', '1 min 15 s', '2 h 2 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
