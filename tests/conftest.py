"""Hypothesis profiles, by ``QUOTEKIT_PROFILE``: ``quick`` (the default), ``mutants``, ``long`` with slow tests too."""

import gc
import io
import os
import sys

import pytest
from hypothesis import HealthCheck, Phase, settings

from quotekit.doors.command import main

PROFILE = os.environ.get("QUOTEKIT_PROFILE", "quick")
SLOW_MACHINES = [HealthCheck.too_slow, HealthCheck.data_too_large]

# In CI the same examples are tried each time: a red build then always has its cause in the change.
settings.register_profile(
    "quick", max_examples=40, deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=SLOW_MACHINES
)
# For benchmarks/mutants.py: a fault that forty examples find is not there by luck, and shrinking it helps nobody.
settings.register_profile(
    "mutants",
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=SLOW_MACHINES,
)
EXAMPLES = int(os.environ.get("QUOTEKIT_EXAMPLES", "1000"))
settings.register_profile("long", max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW_MACHINES)
settings.load_profile(PROFILE)


def pytest_collection_modifyitems(items):
    """Leave out what is marked slow, unless the profile is the long one, which has all the time it needs."""
    if PROFILE == "long":
        for item in items:
            item.add_marker(pytest.mark.timeout(3600))
        return
    skip = pytest.mark.skip(reason="slow: run with QUOTEKIT_PROFILE=long")
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(skip)


@pytest.fixture(autouse=True, scope="module")
def _small_heap():
    """Keep what earlier modules left from being walked by the collector in the middle of a measurement."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def run(capfdbinary, monkeypatch):
    """Return a function that runs the command: status, what it wrote, what it said."""

    def run(*arguments, piped=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as left:
            status = left.code
        out, err = capfdbinary.readouterr()
        return status, out, err.decode()

    return run
