"""Every compiled pattern of the library on near-matches: the walk of ``benchmarks/patterns.py``, small."""

import sys
from pathlib import Path

import pytest
from pace import in_step, made_of

import quotekit

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from patterns import near_matches, patterns, seconds


def test_patterns_on_near_matches():
    """On texts of forty characters that it may begin to match no pattern takes longer than all others together."""
    spent = {name: sum(seconds(pattern, text) for text in near_matches(pattern, 40)) for name, pattern in patterns()}
    assert len(spent) > 300
    slowest = max(spent, key=lambda name: spent[name])
    assert spent[slowest] < sum(spent.values()) / 2, slowest


@pytest.mark.parametrize(
    "head", ["“No.” — Ada Cole (@ada)", "“No.” — Ada Cole (@ada", "“No.” — Ada Cole", "“No.” said", "By Ada Cole"]
)
@pytest.mark.parametrize("run", [" ", "\t", "\u00a0", "a", "A ", "1", "(", "@", "“"])
def test_long_runs(head, run):
    """A run of one thing behind what opens a rule costs time in step with its length."""
    engine = quotekit.Extractor(engine="rules")

    def extracted(length):
        text = head + made_of(run, length) + "x"
        return lambda: engine.extract(text)

    assert in_step(extracted, 2_000)
