"""Lists of demands, needs that only tell what the questions behind them are about, and notes that hand a letter on."""

import pytest

from responder.reading.questions import questions_in
from responder.reading.read import read

LETTER_BELOW = """-------- Пересылаемое сообщение --------
От: Глеб Орешкин <gleb@customer.example>
Тема: Бочки

Добрый день! Есть ли бочки на 200 литров?"""


def asked(text: str, language: str = "ru") -> list[tuple[str | None, str]]:
    """Number and text of every question."""
    return [(one.number, one.text) for one in questions_in(text, language)]


def test_every_demand_of_a_list_counts_although_it_ends_with_a_full_stop() -> None:
    text = "Мои требования:\n1. Отключить услугу «Радио».\n2. Вернуть 320 руб.\n3. Объяснить, кто её подключил.\n"
    assert [number for number, _ in asked(text)] == ["1", "2", "3"]


def test_a_demand_that_ends_with_an_aside_is_no_code() -> None:
    text = "Прошу:\n- возместить расходы на такси (870 руб.);\n- принести извинения.\n"
    assert len(asked(text)) == 2


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("ru", "Нужна консультация по ипотеке. Какой сейчас взнос?", "Какой сейчас взнос?"),
        ("ru", "Интересует аренда катера. Сколько стоит час?", "Сколько стоит час?"),
        ("ru", "Хочу отключить роуминг. Как это сделать?", "Как это сделать?"),
        ("uk", "Хочу відключити роумінг. Як це зробити?", "Як це зробити?"),
    ],
)
def test_what_is_needed_is_the_background_of_the_question_behind_it(language: str, text: str, question: str) -> None:
    assert asked(text, language) == [(None, question)]


def test_a_number_and_a_letter_are_one_label() -> None:
    assert [number for number, _ in asked("1а. Есть ли лифт?\n1б. Есть ли сад?\n2. Есть ли сауна?\n")] == [
        "1а",
        "1б",
        "2",
    ]


def test_a_note_that_hands_a_letter_on_asks_what_stands_below() -> None:
    found = read("Прошу взять в работу. См. ниже.", quoted=LETTER_BELOW)
    assert [one.text for one in found.questions] == ["Есть ли бочки на 200 литров?"]


def test_a_question_that_runs_on_without_punctuation_is_not_shown() -> None:
    text = (
        "подскажите как попасть к врачу если талонов на месяц нет у сына болит ухо уже третий день дозвониться "
        "не получается и еще можно ли прийти без записи"
    )
    assert not read(text).echo
