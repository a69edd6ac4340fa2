"""Every property of the tests on many examples: 100,000 where an example takes less than a millisecond, else fewer.

    python benchmarks/properties.py [--most 100000] [--seconds 15] [--tests tests/test_marks.py …] [--keep]

A property is tried on a hundred examples first, to learn what one costs; then on as many as fit into its seconds, or
on the most where one is cheap. Making an example counts, and takes longer than most properties do. Where a test has
several parameters, each is a property of its own, and they share the seconds.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from typing import Any

import record

TRIAL = 100
CHEAP = 0.001
"""Seconds of an example below which a property is tried on the most."""


class Long:
    """A plugin of pytest: tests that are properties, each run for long and in the place of its usual run."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self.rows: list[dict[str, Any]] = []
        self.runs: Counter[str] = Counter()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Keep the properties alone, and count the runs of each."""
        items[:] = [item for item in items if getattr(getattr(item, "obj", None), "is_hypothesis_test", False)]
        self.runs.update(item.originalname for item in items)

    def pytest_pyfunc_call(self, pyfuncitem: Any) -> bool:
        """Run a property in pytest's place."""
        arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
        tried(pyfuncitem.obj, arguments, 1)  # what is loaded once is no example's cost
        examples, (cost, failure) = TRIAL, tried(pyfuncitem.obj, arguments, TRIAL)
        if not failure:
            share = self.seconds / self.runs[pyfuncitem.originalname] * TRIAL / cost
            examples = self.most if cost < TRIAL * CHEAP else max(TRIAL, min(self.most, int(share)))
            cost, failure = tried(pyfuncitem.obj, arguments, examples)
        name = f"{pyfuncitem.path.stem}: {pyfuncitem.name}".replace("test_", "")
        row = {"property": name, "examples": examples, "ms an example": round(1000 * cost / examples, 2)}
        self.rows.append(row | {"failures": int(bool(failure))})
        print(self.rows[-1], failure, flush=True)
        return True


def tried(test: Any, arguments: dict[str, Any], examples: int) -> tuple[float, str]:
    """Return the processor's seconds of a property on so many examples, and how it failed, if so."""
    from hypothesis import HealthCheck, settings

    # A test may have settings of its own, which a decorator can't replace.
    test._hypothesis_internal_use_settings = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    began, failure = time.process_time(), ""
    try:
        test(**arguments)
    except Exception as problem:
        failure = f"{type(problem).__name__}: {problem}"
    return time.process_time() - began, failure


def main() -> int:
    """Try all, print, and keep where asked; 1 where a property failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=15.0, help="of the processor, a property that is not cheap")
    parser.add_argument("--tests", nargs="+", default=["tests"], help="files of tests; all without")
    parser.add_argument("--keep", action="store_true", help="write the figures into benchmarks/results")
    options = parser.parse_args()
    import pytest

    os.chdir(record.ROOT)
    sys.path.insert(0, str(record.ROOT / "tests"))
    long = Long(options.most, options.seconds)
    pytest.main(["-q", "-s", "-p", "no:cacheprovider", "-o", "timeout=0", *options.tests], [long])
    rows = long.rows
    every, full = sum(row["examples"] for row in rows), sum(row["examples"] >= options.most for row in rows)
    failed = sum(row["failures"] for row in rows)
    about = (
        f"{len(rows)} properties, {every:,} examples, {failed} failures; {full} had {options.most:,} examples, "
        f"the others as many as {options.seconds:.0f} s of the processor allow."
    )
    print(about)
    if options.keep:
        record.keep("properties", {"rows": rows}, "\n\n".join([record.table(rows), about]))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
