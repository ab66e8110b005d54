from dataclasses import replace

from responder.domain.answer import QuestionState
from responder.domain.open_questions import OpenQuestion, StillOpen, open_questions
from responder.domain.question import Question
from responder.domain.question_entry import Entry
from tests.support.ledger import MONDAY, expectation

WAIT = expectation()


def entry(place: int, number: str | None, text: str = "When?", state: QuestionState = QuestionState.OPEN) -> Entry:
    return Entry(1, place, Question(number, text), MONDAY, WAIT.customer, state)


def labels(*entries: Entry) -> list[str]:
    return [question.label for question in open_questions(WAIT, entries)]


def test_open_questions_go_by_the_customers_own_labels() -> None:
    assert labels(entry(1, "1", state=QuestionState.ANSWERED), entry(2, "2")) == ["2"]


def test_a_question_without_a_label_goes_by_its_place() -> None:
    assert labels(entry(1, "1", state=QuestionState.UNSURE), entry(2, None), entry(3, "3")) == ["#2", "3"]


def test_what_waits_for_the_customer_or_was_asked_by_somebody_else_is_not_open() -> None:
    asked_back, foreign = replace(entry(1, "1"), waits=True), replace(entry(2, "2"), customer="oleg@west.example")
    assert labels(asked_back, foreign, replace(entry(3, "3"), repeats=True)) == []


def test_what_staff_put_off_and_what_was_repeated_is_told() -> None:
    put_off = replace(entry(1, "1", "Where?", QuestionState.DEFERRED), asked_again=1)
    assert open_questions(WAIT, [put_off]) == (OpenQuestion("1", "Where?", deferred=True, asked_again=1),)
    assert not StillOpen(open_questions(WAIT, [put_off])).passed_over
    assert StillOpen(open_questions(WAIT, [put_off, entry(2, "2")])).passed_over
