"""Whatever a reply says, coverage ends, in time, with one answer a question and evidence that stands in the reply."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.domain.answer import QuestionState, Reply
from responder.domain.question import Question
from responder.reading.coverage import coverage, same_question, withdrawn

PIECES = """1. 2) a) re question вопрос по первому to the second yes да no нет ? . , : > | «price» цена Monday завтра
thank you спасибо ___ [answer_2] ... attached во вложении will check уточню 12:30 $5 and и - * **"""
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n", "\n> "])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)
QUESTIONS = st.lists(
    st.builds(Question, st.sampled_from([None, "1", "2", "a", "iii", "2.b", "Во-первых"]), TEXTS, st.booleans()),
    max_size=6,
)
LANGUAGES = st.sampled_from([None, "en", "ru", "uk", "de", "ja", "xx"])


@given(QUESTIONS, TEXTS, TEXTS, LANGUAGES, TEXTS)
def test_each_question_gets_one_answer(
    asked: list[Question], visible: str, below: str, language: str | None, letter: str
) -> None:
    text = visible + "\n" + "\n".join("> " + line for line in below.splitlines())
    found = coverage(asked, Reply(text, visible, ("a_b.pdf",)), language, letter)
    assert len(found.answers) == len(asked)
    for answer in found.answers:
        assert answer.state is not QuestionState.WITHDRAWN
        assert bool(answer.rule) is bool(answer.evidence)
        assert len(answer.evidence) <= 300
        assert not (answer.waits or answer.blank) or answer.state is QuestionState.OPEN


@given(QUESTIONS, TEXTS, LANGUAGES)
def test_only_questions_that_were_asked_can_be_taken_back(
    asked: list[Question], letter: str, language: str | None
) -> None:
    assert withdrawn(asked, letter, language) <= set(range(len(asked)))


@given(TEXTS, TEXTS)
def test_being_the_same_question_goes_both_ways(one: str, other: str) -> None:
    assert same_question(Question(None, one), Question(None, other)) is same_question(
        Question(None, other), Question(None, one)
    )


HOSTILE = {
    "nothing between the words": "ответ" * 12_800,
    "underscores": "_" * 64_000,
    "labels": "\n".join(f"{i % 200 + 1}. да" for i in range(8_000)),
    "a list of all numbers": "по пунктам " + ", ".join(str(i % 200 + 1) for i in range(14_000)),
    "prose": "We can send the blue one on Monday and the price is 45 EUR, tell us your number.\n" * 780,
    "short lines": "да\n" * 21_000,
    "tables": "1 | да |\n" * 7_000,
    "brackets": "[(" * 32_000,
    "addresses": "a@" * 32_000,
    "quote marks": ">" * 64_000,
    "questions": "а вы когда? " * 5_300,
}


@pytest.mark.bound
@pytest.mark.parametrize("name", HOSTILE)
def test_two_hundred_questions_and_a_long_reply_take_a_fraction_of_a_second(name: str) -> None:
    asked = [Question(str(i), f"Когда привезут предмет номер {i} и сколько стоит деталь{i}?") for i in range(1, 201)]
    coverage(asked[:2], Reply("да", "да"), "ru")
    begun = time.process_time()
    coverage(asked, Reply(HOSTILE[name], HOSTILE[name]), "ru", "\n".join(one.text for one in asked))
    assert time.process_time() - begun < 1.5  # 0.3 s on an idle machine
