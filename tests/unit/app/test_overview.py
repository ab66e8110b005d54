from responder.app.overview import open_labels
from responder.domain.question import Question

FIRST, SECOND, PLAIN = (1, Question("1", "When?")), (1, Question("2", "How much?")), (1, Question(None, "Where?"))


def test_open_questions_go_by_the_customers_own_labels() -> None:
    assert open_labels([FIRST, SECOND], [SECOND]) == ["2"]


def test_a_question_without_a_label_goes_by_its_place() -> None:
    assert open_labels([FIRST, PLAIN, SECOND], [PLAIN, SECOND]) == ["#2", "2"]


def test_of_two_like_questions_one_may_be_open() -> None:
    assert open_labels([PLAIN, PLAIN], [PLAIN]) == ["#1"]


def test_nothing_open_has_no_labels() -> None:
    assert open_labels([FIRST, SECOND], []) == []
