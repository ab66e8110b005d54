"""What a customer's later letter takes back, and what it asks again."""

import pytest

from responder.domain.question import Question
from responder.reading.coverage import same_question, withdrawn

ASKED = (
    Question("1", "Where can I download the firmware?"),
    Question("2", "How do I reset the administrator's password?"),
    Question("3", "Does it support WPA3?"),
)
ASKED_IN_RUSSIAN = (
    Question("1", "Где скачать прошивку?"),
    Question("2", "Как сбросить пароль администратора?"),
    Question("3", "Поддерживает ли он WPA3?"),
)


@pytest.mark.parametrize(
    ("letter", "places"),
    [
        ("Question 2 is settled, found it myself.", {1}),
        ("You can skip points 1 and 3.", {0, 2}),
        ("No need to answer the second question any more.", {1}),
        ("The password I have found out by now, never mind.", {1}),
        ("Never mind, found it!", {0, 1, 2}),
        ("Never mind the firmware. Is there a manual?", {0}),
        ("Thanks for the quick reply!", set()),
        ("When will you answer me?", set()),
        ("Is it true that WPA3 is no longer needed?", set()),
    ],
)
def test_a_later_letter_takes_back_what_it_names(letter: str, places: set[int]) -> None:
    assert withdrawn(ASKED, letter, "en") == places


@pytest.mark.parametrize(
    ("letter", "places"),
    [
        ("Второй вопрос снимается, разобрался сам.", {1}),
        ("По паролю уже не актуально, нашла в инструкции.", {1}),
        ("Добрый день! Вопросы 1 и 2 отпали.", {0, 1}),
        ("Уже не нужно, спасибо.", {0, 1, 2}),
        ("Спасибо, жду ответа.", set()),
        ("Я не нашла прошивку на сайте, помогите.", set()),
    ],
)
def test_a_later_letter_in_russian_takes_back_what_it_names(letter: str, places: set[int]) -> None:
    assert withdrawn(ASKED_IN_RUSSIAN, letter, "ru") == places


def test_nothing_can_be_taken_back_where_nothing_is_open() -> None:
    assert withdrawn((), "Never mind.", "en") == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("When will my order arrive?", "When will my order arrive?"),
        ("When will the parcel arrive?", "So when does the parcel arrive at last?"),
        ("Когда привезут диван?", "Когда же вы привезёте диван?"),
        ("Сколько стоит доставка в Тверь?", "Какова стоимость доставки в Тверь?"),
    ],
)
def test_a_question_in_other_words_is_the_same(one: str, other: str) -> None:
    assert same_question(Question("1", one), Question(None, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("When will order 4410 arrive?", "When will order 4411 arrive?"),
        ("When will the parcel arrive?", "How much is the parcel?"),
        ("Can I pay by card?", "Can I pick up the parcel?"),
        ("Сколько стоит доставка?", "Сколько стоит установка?"),
        ("Why?", "When?"),
    ],
)
def test_another_question_is_another(one: str, other: str) -> None:
    assert not same_question(Question("1", one), Question(None, other))
