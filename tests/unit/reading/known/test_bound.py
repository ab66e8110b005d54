"""Matching stays cheap however many examples there are: it runs while the database waits."""

from time import process_time

import pytest

from responder.domain.known_answer import KnownAnswer
from responder.domain.question import Question
from responder.reading.known import matched, prepare

SYLLABLES = ["ка", "ро", "на", "ти", "ле", "мо", "су", "ви", "пра", "ста", "дер", "кон"]
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES] + ["когда", "сколько", "как", "можно"] * 80
LIKE = [" ".join(WORDS[(place * 7 + step * 131) % len(WORDS)] for step in range(6)) for place in range(3000)]
ANSWERS = tuple(KnownAnswer(f"a{at}", tuple(LIKE[at * 10 : at * 10 + 10]), (("ru", "да"),)) for at in range(300))


@pytest.mark.bound
def test_a_question_among_thousands_of_examples_takes_milliseconds() -> None:
    asked = [Question(None, f"{LIKE[place]} доствка кагда гартания {place}") for place in range(0, 3000, 30)]
    prepare(ANSWERS, ["ru"])

    begun = process_time()
    matched(ANSWERS, asked, "ru")

    assert (process_time() - begun) / len(asked) < 0.002


@pytest.mark.bound
def test_a_hostile_question_takes_no_longer_than_a_long_one() -> None:
    hostile = Question(None, " ".join(f"ка{at}я" * 9 for at in range(20_000)))
    prepare(ANSWERS, ["ru"])

    begun = process_time()
    matched(ANSWERS, [hostile], "ru")

    assert process_time() - begun < 0.1
