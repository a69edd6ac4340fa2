"""Hypothesis profiles, by ``QUOTEKIT_PROFILE``: ``quick`` (the default) and ``long``, which also runs the slow tests."""

import os

import pytest
from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("QUOTEKIT_PROFILE", "quick")
SLOW_MACHINES = [HealthCheck.too_slow, HealthCheck.data_too_large]

# In CI the same examples are tried each time: a red build then always has its cause in the change.
settings.register_profile(
    "quick", max_examples=40, deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=SLOW_MACHINES
)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=SLOW_MACHINES)
settings.load_profile(PROFILE)


def pytest_collection_modifyitems(items):
    """Leave out what is marked slow, unless the profile is the long one."""
    if PROFILE == "long":
        return
    skip = pytest.mark.skip(reason="slow: run with QUOTEKIT_PROFILE=long")
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(skip)
