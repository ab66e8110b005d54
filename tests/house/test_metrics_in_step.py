"""docs/operations.md explains every metric, and none that is not there."""

import re

from tests.house import documented
from tests.house.sources import document


def test_every_metric_is_explained() -> None:
    page = document("docs/operations.md")
    assert {name for name in documented.metrics() if f"`{name}" not in page} == set()


def test_no_metric_is_explained_that_is_not_there() -> None:
    explained = set(re.findall(r"`(responder_[a-z0-9_]+)", document("docs/operations.md")))
    assert explained - documented.metrics() == set()
