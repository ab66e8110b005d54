from responder.domain.question import Question
from responder.domain.question_labels import Label, further_labels, labels


def asked(*numbers: str | None) -> list[Question]:
    return [Question(number, f"question {place}") for place, number in enumerate(numbers)]


def said(*letters: list[Question]) -> list[str]:
    return [label.shown for label in labels(letters)]


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
