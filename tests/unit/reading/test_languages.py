"""Languages are data: each file compiles, and a new one is a new file."""

import pytest

from responder.reading.languages import book_for, known_languages, lexicon
from responder.reading.phrases import Book, Kind, Lexicon


def test_ten_languages_are_there() -> None:
    assert known_languages() == ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk")


@pytest.mark.parametrize("code", known_languages())
def test_every_language_compiles_and_can_ask(code: str) -> None:
    book_for((code,))
    assert {Kind.QUESTION_WORD, Kind.OPENER, Kind.REQUEST, Kind.PLEASE, Kind.THANKS} <= set(lexicon(code).phrases)


@pytest.mark.parametrize("code", known_languages())
def test_phrases_are_written_as_they_compare(code: str) -> None:
    phrases = [phrase for row in lexicon(code).phrases.values() for phrase in row]
    assert [p for p in phrases if p != p.lower() or "ё" in p or "’" in p] == []


@pytest.mark.parametrize("phrase", ["~ you", "_ you", "*ing you", "wi* you"])
def test_a_phrase_that_cannot_be_looked_up_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="too little"):
        Book.of([Lexicon("xx", {Kind.REQUEST: (phrase,)})])


def test_phrases_are_known_without_the_letters_that_a_keyboard_lacks() -> None:
    request = book_for(("de",)).scan(("koennten", "sie", "mir", "die", "rechnung", "schicken"))
    assert Kind.REQUEST in request
    assert Kind.PLEASE in book_for(("pl",)).scan(("prosze",))
