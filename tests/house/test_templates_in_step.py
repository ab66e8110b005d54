"""docs/templates.md explains every variable that the shipped templates use."""

from tests.house import documented
from tests.house.sources import document


def test_every_template_variable_is_explained() -> None:
    page = document("docs/templates.md")
    assert {name for name in documented.template_variables() if f"`{name}" not in page} == set()
