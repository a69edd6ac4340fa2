"""Work at two sizes in, whether its time grows in step with the size out: a ratio, on any machine, however busy.

Seconds themselves are the matter of ``benchmarks``.
"""

import math
import time
from collections.abc import Callable

WORTH_MEASURING = 0.001
"""Seconds of the processor; below, the small size tells nothing."""


def in_step(prepare: Callable[[int], Callable[[], object]], small: int, times: int = 8, rounds: int = 5) -> bool:
    """Tell whether work on so many times as much takes time in step, and not its square.

    ``prepare`` takes a size and returns the work, which alone is measured, in time of the processor. The bound lies
    midway between in step and the square. Other work on the machine only ever adds, so the least time of each size
    counts, and more rounds are run only while the bound is passed.

    >>> in_step(lambda size: lambda: sum(range(size)), 100_000)
    True
    >>> in_step(lambda size: lambda: [n for m in range(size) for n in range(size)], 400)
    False
    """
    prepare(small)()
    least = dict.fromkeys((small, small * times), math.inf)
    for _ in range(rounds):
        for size in least:
            work = prepare(size)
            began = time.process_time()
            work()
            least[size] = min(least[size], time.process_time() - began)
        if least[small * times] < times**1.5 * max(least[small], WORTH_MEASURING):
            return True
    return False


def made_of(scrap: str, size: int) -> str:
    """Return a text of about that many characters that repeats a scrap.

    >>> made_of("ab", 5)
    'abab'
    """
    return scrap * (size // len(scrap))
