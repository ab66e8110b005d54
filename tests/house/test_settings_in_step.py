"""README lists every environment variable that is read, and none that is not."""

import re

from tests.house import documented
from tests.house.sources import document

# Families of variables whose last word the operator chooses.
CHOSEN_BY_OPERATOR = ("RESPONDER_SECRET_",)


def test_every_setting_is_in_the_readme() -> None:
    readme = document("README.md")
    assert {name for name in documented.settings() if not re.search(rf"\b{name}\b", readme)} == set()


def test_the_readme_promises_no_setting_that_is_not_read() -> None:
    named = {
        name.removesuffix("_FILE") for name in re.findall(r"\bRESPONDER_[A-Z0-9_]+[A-Z0-9]\b", document("README.md"))
    }
    assert {name for name in named - documented.settings() if not name.startswith(CHOSEN_BY_OPERATOR)} == set()
