"""Asks the rules in force which of their known answers fit the questions of a letter."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from responder.domain.known_answer import Match, suggestions
from responder.domain.letter import Letter
from responder.domain.question import Question
from responder.domain.rule import Book
from responder.reading.known import matched


def with_known_answers(letter: Letter, book: Book) -> Letter:
    """The letter together with the known answers nearest to its questions."""
    reading = letter.reading
    return replace(letter, matches=matched(book.answers, reading.questions, reading.language))


def suggested(questions: Sequence[Question], book: Book, read_in: str | None, language: str) -> tuple[str, ...]:
    """The answer to suggest for each question in the `language` that we write; empty where none fits. `read_in` is the
    language that the questions are written in, None where it is not known."""
    return suggestions(book.answers, matched(book.answers, questions, read_in), language)


def known_answer(match: Match | None) -> dict[str, Any] | None:
    """What is kept, and shown, of the known answer that came nearest to a question; None where none did."""
    if match is None:
        return None
    return {
        "name": match.name,
        "score": match.score,
        "suggested": match.suggested,
        "sure": match.sure,
        "like": match.phrasing,
        "words": list(match.words),
        "doubts": list(match.doubts),
        "runner_up": match.runner_up or None,
        "margin": match.margin,
    }
