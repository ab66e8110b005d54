from dataclasses import replace
from datetime import timedelta

from responder.domain.answer import QuestionState
from responder.domain.question import Question
from responder.domain.question_entry import Entry
from responder.domain.question_labels import Label, further_labels, labelled, named, taken_labels
from tests.support.ledger import MONDAY

HOUR = timedelta(hours=1)


def asked(*numbers: str | None) -> list[Question]:
    return [Question(number, f"question {place}") for place, number in enumerate(numbers)]


def entries(*letters: list[Question]) -> list[Entry]:
    return [
        Entry(row, place, question, MONDAY + row * HOUR, "maria@vector.example")
        for row, letter in enumerate(letters)
        for place, question in enumerate(letter, start=1)
    ]


def said(*letters: list[Question]) -> list[str]:
    return [label.shown for label, _ in named(entries(*letters))]


def test_the_customers_own_labels_stand() -> None:
    assert said(asked("a", "b"), asked("c")) == ["a", "b", "c"]


def test_where_there_are_none_we_count() -> None:
    assert said(asked(None, None), asked(None)) == ["#1", "#2", "#3"]


def test_an_unlabelled_question_among_labelled_ones_goes_by_its_place() -> None:
    assert said(asked("1", None, "3")) == ["1", "#2", "3"]


def test_a_further_letter_that_begins_anew_is_numbered_on() -> None:
    assert said(asked("1", "2", "3"), asked("1", "2")) == ["1", "2", "3", "#4", "#5"]
    assert said(asked(None, None), asked("1")) == ["#1", "#2", "#3"]


def test_a_further_letter_that_counts_on_keeps_its_labels() -> None:
    assert said(asked("1", "2"), asked("3"), asked(None)) == ["1", "2", "3", "#4"]


def test_our_number_is_never_one_that_the_customer_used() -> None:
    assert said(asked("2", "3"), asked(None)) == ["2", "3", "#4"]
    assert said(asked("5", "6"), asked(None)) == ["5", "6", "#7"]


def test_a_year_is_no_number_to_count_on_from() -> None:
    assert further_labels(["2026"], asked(None)) == (Label("2", own=False),)


def test_lists_of_one_letter_that_each_begin_anew_keep_the_customers_labels() -> None:
    assert said(asked("1", "2", "1")) == ["1", "2", "1"]


def test_case_makes_no_other_label() -> None:
    assert said(asked("a"), asked("A")) == ["a", "#2"]


def test_nothing_asked_has_no_labels() -> None:
    assert said([], []) == []


def test_a_list_that_was_done_with_does_not_keep_its_labels_from_the_next() -> None:
    first, second, third = entries(asked("1", "2"), asked("1"))
    done = [
        replace(first, state=QuestionState.ANSWERED, answered_at=third.at - HOUR / 2),
        replace(second, state=QuestionState.WITHDRAWN),
    ]
    assert [label.shown for label, _ in named([*done, third])] == ["1", "2", "1"]
    assert taken_labels([*done, third], third.at + HOUR) == ("1",)
    late = replace(done[0], answered_at=third.at + HOUR / 2)
    assert [label.shown for label, _ in named([late, done[1], third])] == ["1", "2", "#2"]


def test_a_repetition_has_no_label_of_its_own() -> None:
    first, again, new = entries(asked("1"), asked("1", "2"))
    assert [label.shown for label, _ in named([first, replace(again, repeats=True), new])] == ["1", "2"]


def test_a_whole_letter_is_put_to_a_reply_as_it_was_written() -> None:
    whole = entries(asked(None, None))
    assert labelled(whole, whole) == asked(None, None)


def test_what_is_left_of_a_letter_is_put_to_a_reply_under_its_labels() -> None:
    first, second, third = entries(asked(None, None), asked("1"))
    assert [question.number for question in labelled([second], [first, second])] == ["2"]
    assert [question.number for question in labelled([second, third], [first, second, third])] == ["2", "3"]
