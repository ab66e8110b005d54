"""Every wrong file in tests/bad_config is answered with exactly what stands beside it."""

from pathlib import Path

import pytest

from responder.rules.read import read_rules

CASES = sorted(path for path in (Path(__file__).parents[2] / "bad_config").iterdir() if path.is_dir())
TEMPLATES = {"acknowledge", "calm", "bare"}
JARGON = ("dictionary", "valid ", "Input should", "NoneType", "pydantic", "Traceback", "<class")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_file_is_answered_in_plain_words(case: Path) -> None:
    result = read_rules((case / "rules.yaml").read_bytes(), year=2026, templates=TEMPLATES)

    assert "".join(f"{error}\n" for error in result.errors) == (case / "expected.txt").read_text(encoding="utf-8")
    assert result.book is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_said_has_a_line_a_place_and_no_jargon(case: Path) -> None:
    for line in (case / "expected.txt").read_text(encoding="utf-8").splitlines():
        name, number, place, said = line.split(":", 3)
        assert name == "rules.yaml"
        assert int(number) >= 1
        assert place.strip()
        assert said.strip()
        assert not any(word in line for word in JARGON)


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 50
