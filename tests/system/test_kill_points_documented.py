"""docs/crash.md tells what happens at every point that is tried, and names no other."""

from pathlib import Path

from tests.support import kill_points as points

PAGE = Path(__file__).parents[2] / "docs" / "crash.md"


def _rows(heading: str) -> list[str]:
    section = PAGE.read_text().split(f"## {heading}\n")[1].split("\n## ")[0].split("\n\nThe table follows")[0]
    return [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("| ")][1:]


def test_the_table_of_letters_has_every_point() -> None:
    tried = set(_rows("A letter and its acknowledgement"))
    assert {row for row in tried if not row.startswith("behind the final dot")} == set(points.OF_A_LETTER)


def test_the_table_of_alerts_has_every_point() -> None:
    assert set(_rows("An alert")) == set(points.OF_AN_ALERT)
