"""What customers and staff read, letter by letter. `python -m tests.golden.rewrite` writes the files anew."""

from pathlib import Path

import pytest

from tests.golden.scenes import FAULTS, page, scenes

PAGES = Path(__file__).parent / "pages"
SCENES = scenes()
TWINS = ("en/acknowledge_at_the_weekend", "ru/draft")
"""Those whose HTML is approved as well."""


def test_the_shipped_templates_are_without_fault() -> None:
    assert FAULTS == ()


@pytest.mark.parametrize("name", SCENES)
def test_a_letter_reads_as_it_was_approved(name: str) -> None:
    assert page(SCENES[name]()) == (PAGES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TWINS)
def test_the_html_twin_reads_as_it_was_approved(name: str) -> None:
    assert SCENES[name]().html == (PAGES / f"{name}.html").read_text(encoding="utf-8").rstrip("\n")


def test_no_page_is_left_over() -> None:
    assert {path.relative_to(PAGES).with_suffix("").as_posix() for path in PAGES.rglob("*.txt")} == set(SCENES)
