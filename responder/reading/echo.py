"""Decides whether the questions of a letter may be shown to the customer as they were read."""

import re
from collections.abc import Sequence

from responder.domain.question import Question
from responder.reading.asking import is_garbled
from responder.reading.languages import book_of
from responder.reading.phrases import WORD, Kind, fold

MOST = 20
_LONGEST = 500
_FEWEST_WORDS = 2
_DIGITS = re.compile(r"(?:\d[ -]?){13,19}")
_PASSPORT = re.compile(
    r"(?<!\d)(?:\d{4}[ -]?\d{6}|\d{2} \d{2} \d{6}|\d{3}-\d{3}-\d{3}[ -]\d{2}|\d{3}-\d{2}-\d{4})(?!\d)"
)
_SECRET = re.compile(
    r"(?:парол|пин-?код|cvv|cvc|passw|passcode|\bpin\b|\blogin\b|логин|secret|token|токен|паспорт|passport)",
    re.IGNORECASE,
)
MASK = "•••"
_TOKEN = re.compile(r"\S*")
_VALUE = re.compile(r"[:=]\s*\S|(?=\S*\d)(?=\S*[^\W\d_])[\w!@#$%^&*-]{6,}|\d{4,}")


def may_be_shown(questions: Sequence[Question], language: str | None) -> bool:
    """Whether no text of the list is too long, garbled, secret or insulting; an empty list is never shown."""
    return 0 < len(questions) <= MOST and all(_is_fit(question.text, language) for question in questions)


def masked(text: str) -> str:
    """The text without card and passport numbers and without the values beside words such as password."""
    text = _PASSPORT.sub(MASK, _DIGITS.sub(MASK, text))
    end = 0
    while found := _SECRET.search(text, end):
        end = found.end()
        if value := _VALUE.search(text, end, end + 60):
            token = _TOKEN.match(text, value.end())
            text = f"{text[: value.start()]} {MASK}{text[token.end() if token else value.end() :]}"
            end = value.start()
    return text


def _is_fit(text: str, language: str | None) -> bool:
    if not text or len(text) > _LONGEST or is_garbled(text) or "\ufffd" in text:
        return False
    words = tuple(fold(word) for word in WORD.findall(text))
    if len(words) < _FEWEST_WORDS or _is_secret(text):
        return False
    hits = book_of(language, text).scan(words)
    return Kind.INSULT not in hits and Kind.ANGER not in hits


def _is_secret(text: str) -> bool:
    """Card and passport numbers, and values that stand beside the word password."""
    if _DIGITS.search(text) or _PASSPORT.search(text):
        return True
    return any(_VALUE.search(text, found.end(), found.end() + 60) for found in _SECRET.finditer(text))
