"""What every test shares: hypothesis profiles, markers by folder, and the servers as fixtures."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.support.fixtures"]

# `ci` draws the same examples on every run, so that a red build is red again; a developer's runs explore.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100, print_blob=True)
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile("soak", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

_TESTS = Path(__file__).parent
_MARKED = {"integration": pytest.mark.integration, "system": pytest.mark.system}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(_TESTS).parts[0]
        if room in _MARKED:
            item.add_marker(_MARKED[room])
