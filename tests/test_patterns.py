"""Every compiled pattern of the library on near-matches: the walk of ``benchmarks/patterns.py``, small."""

import sys
import time
from pathlib import Path

import pytest

import quotekit

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from patterns import near_matches, patterns, seconds

ROOM = 5.0
"""Seconds of the processor for all near-matches of one pattern; the slowest takes half of one."""


def test_patterns_on_near_matches():
    """No pattern takes exponential time on texts of forty characters that it may begin to match."""
    count = 0
    for name, pattern in patterns():
        count += 1
        assert sum(seconds(pattern, text) for text in near_matches(pattern, 40)) < ROOM, name
    assert count > 300


@pytest.mark.parametrize(
    "head", ["“No.” — Ada Cole (@ada)", "“No.” — Ada Cole (@ada", "“No.” — Ada Cole", "“No.” said", "By Ada Cole"]
)
@pytest.mark.parametrize("run", [" ", "\t", "\u00a0", "a", "A ", "1", "(", "@", "“"])
def test_long_runs(head, run):
    """A run of one thing behind what opens a rule costs time in step with its length: a square would take minutes."""
    text = head + run * (15_000 // len(run)) + "x"
    began = time.process_time()
    quotekit.extract(text, engine="rules")
    assert time.process_time() - began < 4 * ROOM
