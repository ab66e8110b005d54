"""Turns the facts of a draft into the variables that its templates may use (docs/templates.md)."""

from collections.abc import Iterator
from typing import Any

from responder.domain.draft import DraftedQuestion, DraftFacts
from responder.domain.rule import Book
from responder.render.customer_facts import LONGEST_LABEL, LONGEST_NAME, LONGEST_OWN
from responder.render.plain import one_line, tidy, topic_of
from responder.render.wording.words import Words

MOST_QUESTIONS = 40
"""A letter with more is answered to its beginning; what is left open is said to staff all the same."""
LONGEST_QUESTION, LONGEST_SUBJECT = 300, 200
LONGEST_ANSWER, MOST_ANSWERED = 2_000, 12_000
"""Characters of one suggested answer, and of all of them: the rest stay blank."""


def draft_facts(facts: DraftFacts, book: Book, words: Words) -> dict[str, Any]:
    """Every variable of a draft; all texts but the answers are single lines."""
    topic = topic_of(one_line(facts.subject, LONGEST_SUBJECT))
    questions = list(_questions(facts.questions[:MOST_QUESTIONS]))
    return {
        "language": words.code,
        "hello": words.greetings["any"],
        "name": one_line(facts.name, LONGEST_NAME),
        "topic": topic,
        "reply_subject": f"Re: {topic}" if topic else "",
        "company": one_line(book.company.name, LONGEST_OWN),
        "signed_by": one_line(facts.signed_by, LONGEST_OWN),
        "questions": questions,
        "asked": len(questions),
    }


def _questions(questions: tuple[DraftedQuestion, ...]) -> Iterator[dict[str, str]]:
    left = MOST_ANSWERED
    for question in questions:
        answer = tidy(question.answer).strip()[:LONGEST_ANSWER]
        left -= len(answer)
        yield {
            "label": one_line(question.label, LONGEST_LABEL),
            "text": one_line(question.text, LONGEST_QUESTION),
            "answer": answer if left >= 0 else "",
        }
