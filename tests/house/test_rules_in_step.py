"""docs/rules.md explains every key of rules.yaml."""

import re

from tests.house import documented
from tests.house.sources import document


def test_every_key_of_the_rules_is_explained() -> None:
    page = document("docs/rules.md")
    assert [path for path in documented.rules_keys() if not _explained(path, page)] == []


def _explained(path: str, page: str) -> bool:
    """A key is named in code style, alone or among its parents and children, or stands in an example."""
    key = re.escape(path.rsplit(".", 1)[-1])
    return bool(
        re.search(rf"`(?:[\w.]+\.)?{key}(?:`|:|\.)", page) or re.search(rf"(?:^|[{{,-])\s*{key}:", page, re.MULTILINE)
    )
