"""What single sentences do, language by language: the many ways to ask, and the many ways to sound like it."""

from pathlib import Path

import pytest

from responder.reading.questions import questions_in

SENTENCES = Path(__file__).parent / "sentences"


def _cases(sign: str) -> list[tuple[str, str]]:
    files = sorted(SENTENCES.glob("*.txt"))
    lines = [(file.stem, line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [(language, line[2:]) for language, line in lines if line.startswith(f"{sign} ")]


@pytest.mark.parametrize(("language", "text"), _cases("+"))
def test_it_hears_what_is_asked(language: str, text: str) -> None:
    assert questions_in(text, language)


@pytest.mark.parametrize(("language", "text"), _cases("-"))
def test_it_hears_that_nothing_is_asked(language: str, text: str) -> None:
    assert not questions_in(text, language)
