"""What fuzzing begins with and what it once found, tried again: ``tests/fuzz/fuzz_run.py`` looks for more."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "fuzz"
sys.path.insert(0, str(HERE))

from fuzz_seeds import seeds_of  # noqa: E402
from fuzz_targets import TARGETS, attempt  # noqa: E402

CASES = sorted((HERE / "cases").glob("*"))


@pytest.mark.parametrize("target", TARGETS)
def test_seeds(target):
    """What fuzzing begins with breaks no law."""
    if target in ("parquet", "zst"):
        pytest.importorskip("pyarrow")
    for data in seeds_of(target):
        attempt(target, data)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_cases(case):
    """What fuzzing once found breaks no law any more."""
    target = case.name.rpartition("-")[0]
    if target in ("parquet", "zst"):
        pytest.importorskip("pyarrow")
    attempt(target, case.read_bytes())
