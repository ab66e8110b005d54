"""Says which known answers of rules.yaml will be mistaken for each other, and compiles them before the first letter."""

from responder.domain.rule import Book
from responder.reading.known import confusions, prepare


def confused(book: Book, file_name: str) -> tuple[str, ...]:
    """Warnings as lines to print, `rules.yaml:LINE: answers.NAME: text`; takes up to seconds for thousands of examples,
    so call it in a thread."""
    prepare(book.answers, book.company.languages)
    found = sorted(confusions(book.answers), key=lambda one: one.answer.line)
    return tuple(f"{file_name}:{one.answer.line}: answers.{one.answer.name}: {one.text}" for one in found)
