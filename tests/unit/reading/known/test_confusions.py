"""`check` hears of answers that questions will be mistaken between."""

from responder.domain.known_answer import KnownAnswer
from responder.reading.known import confusions


def known(name: str, *like: str) -> KnownAnswer:
    return KnownAnswer(name, like, (("en", "Yes."),))


def test_two_answers_to_one_question_are_named_once() -> None:
    pair = (known("act", "when do we get the act"), known("paper", "x y z", "When will we get the acts"))

    found = confusions(pair)

    assert [(one.answer.name, one.other.name, one.same) for one in found] == [("act", "paper", True)]
    assert "“when do we get the act” and “When will we get the acts” are the same question" in found[0].text


def test_an_example_that_fits_another_answer_better_is_named() -> None:
    pair = (
        known("delivery", "how much is delivery", "what does delivery cost"),
        known("parking", "where can we park", "how much is delivery there"),
    )

    found = [(one.answer.name, one.example, one.same) for one in confusions(pair)]

    assert found == [("delivery", "how much is delivery", False)]


def test_answers_that_share_a_word_are_no_confusion() -> None:
    assert not confusions((known("act", "when do we get the act"), known("signed", "who signs the act")))
    assert not confusions((known("act", "when do we get the act"),))
    assert not confusions(())
