"""How well letters are read does not get worse, in any language."""

from functools import cache
from pathlib import Path

import pytest

from tests.gold.gold import LETTERS, UNTOUCHED, Score, Total, case_of, cases, dice, score

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk")
FEWEST = 15


@cache
def scores() -> tuple[Score, ...]:
    return tuple(score(case) for folder in (LETTERS, UNTOUCHED) for case in cases(folder))


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_every_language_are_read_well(language: str) -> None:
    total = Total(tuple(one for one in scores() if one.case.language == language))
    assert len(total.scores) >= FEWEST
    assert total.f1 >= 0.85
    assert total.in_order == 1.0


def test_all_letters_together_are_read_as_a_careful_person_does() -> None:
    total = Total(scores())
    assert total.f1 >= 0.95
    assert total.right >= 0.85
    assert total.numbers >= 0.97


def test_lists_are_shown_often_and_are_right_when_shown() -> None:
    total = Total(scores())
    assert total.shown >= 0.5
    assert total.shown_right >= 0.9


@pytest.mark.parametrize("folder", [LETTERS, UNTOUCHED], ids=["letters", "untouched"])
def test_the_gold_is_written_in_the_letters(folder: Path) -> None:
    """A question that is not in its letter is a slip of whoever wrote the gold."""
    for case in cases(folder):
        words = case.read().message.text + case.fields["Subject"]
        for gold in case.gold:
            assert any(_shares_words(text, words) for text in gold.texts), (
                f"{case.language}/{case.name}: {gold.texts[0]}"
            )


def _shares_words(text: str, letter: str) -> bool:
    return all(word in letter.split() or word in letter for word in text.split()[:3])


def test_a_file_without_its_section_is_named() -> None:
    with pytest.raises(ValueError, match="en/lost"):
        case_of("lost", "en", "Subject: x\n\nHello?\n")


def test_the_overlap_of_texts_counts_every_word_once() -> None:
    assert dice("When is it?", "when IS it") == 1.0
    assert dice("a a b", "a") == 0.5
    assert dice("one", "two") == 0.0
