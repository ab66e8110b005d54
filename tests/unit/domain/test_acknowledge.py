from dataclasses import replace

import pytest

from responder.domain.acknowledgement import Form
from responder.domain.question import Question, Tone, ToneLabel
from responder.domain.rule import Acknowledge
from tests.support.decided import ASKS, FURIOUS, decided
from tests.support.letters import NORDLICHT


def test_a_verified_sender_sees_name_subject_and_questions_again() -> None:
    told = decided().acknowledgement
    assert told is not None
    assert (told.name, told.subject) == ("Ann", "Where is my order?")
    assert [(one.label, one.text) for one in told.questions] == [("–", "When will it come?")]


def test_an_unverified_sender_sees_nothing_of_the_letter() -> None:
    told = decided(verified=False).acknowledgement
    assert told is not None
    assert told.form is Form.UNVERIFIED
    assert (told.name, told.subject, told.questions, told.to.name) == ("", "", (), "")


def test_unverified_comes_before_calm() -> None:
    decision = decided(FURIOUS, verified=False)
    assert decision.acknowledgement is not None
    assert decision.acknowledgement.form is Form.UNVERIFIED
    assert decision.at_once


@pytest.mark.parametrize(("label", "form"), [(ToneLabel.FURIOUS, Form.CALM), (ToneLabel.SENSITIVE, Form.BARE)])
def test_fury_and_grief_get_their_own_text_without_a_list(label: ToneLabel, form: Form) -> None:
    decision = decided(replace(ASKS, tone=Tone(label, ("word",))))
    assert decision.acknowledgement is not None
    assert decision.acknowledgement.form is form
    assert decision.acknowledgement.questions == ()
    assert decision.at_once


def test_questions_that_were_not_surely_read_are_not_shown() -> None:
    told = decided(replace(ASKS, echo=False)).acknowledgement
    assert told is not None
    assert told.questions == ()
    assert told.asked == 1


def test_customers_labels_are_kept_and_a_missing_one_is_a_dash() -> None:
    reading = replace(ASKS, questions=(Question("2", "Two?"), Question(None, "And?"), Question("a", "Three?")))
    told = decided(reading).acknowledgement
    assert told is not None
    assert [one.label for one in told.questions] == ["2", "–", "a"]


def test_only_numbered_questions_are_repeated_when_the_rules_say_so() -> None:
    book = replace(NORDLICHT, acknowledge=Acknowledge(repeat_questions="when numbered"))
    told = decided(book=book).acknowledgement
    assert told is not None
    assert told.questions == ()


def test_more_than_seven_questions_are_counted() -> None:
    reading = replace(ASKS, questions=tuple(Question(str(n), f"Question {n}?") for n in range(1, 11)))
    told = decided(reading).acknowledgement
    assert told is not None
    assert (len(told.questions), told.more, told.asked) == (7, 3, 10)
