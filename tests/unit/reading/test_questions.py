"""Questions and requests are found in letters written in the manner of real ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from responder.reading.questions import questions_in

LETTERS = Path(__file__).parent / "letters"
Expected = list[tuple[str | None, str]]


def letters() -> Iterator[tuple[str, str, str, Expected]]:
    for path in sorted(LETTERS.glob("*.txt")):
        for section in path.read_text(encoding="utf-8").split("=== ")[1:]:
            name, _, rest = section.partition("\n")
            letter, _, gold = rest.partition("---\n")
            yield path.stem, name, letter, [expected(line) for line in gold.splitlines() if line.strip()]


def expected(line: str) -> tuple[str | None, str]:
    number, _, text = line.partition(" | ")
    return (None if number == "-" else number), text


CASES = [pytest.param(language, text, gold, id=f"{language}: {name}") for language, name, text, gold in letters()]


@pytest.mark.parametrize(("language", "letter", "gold"), CASES)
def test_it_finds_what_a_careful_person_finds(language: str, letter: str, gold: Expected) -> None:
    assert [(question.number, question.text) for question in questions_in(letter, language)] == gold
