from datetime import timedelta

import pytest

from responder.render.wording.clock import clock, span
from responder.render.wording.counts import counted, more
from responder.render.wording.languages import LANGUAGES

RU, EN = LANGUAGES["ru"], LANGUAGES["en"]


@pytest.mark.parametrize(
    ("count", "ru", "en"),
    [
        (0, "ноль вопросов", "no questions"),
        (1, "один вопрос", "one question"),
        (2, "два вопроса", "two questions"),
        (3, "три вопроса", "three questions"),
        (5, "пять вопросов", "five questions"),
        (11, "11 вопросов", "11 questions"),
        (12, "12 вопросов", "12 questions"),
        (21, "21 вопрос", "21 questions"),
        (22, "22 вопроса", "22 questions"),
        (111, "111 вопросов", "111 questions"),
    ],
)
def test_a_number_and_its_noun_agree(count: int, ru: str, en: str) -> None:
    assert counted(RU, "question", count) == ru
    assert counted(EN, "question", count) == en


def test_staff_read_figures() -> None:
    assert counted(RU, "letter", 3, figures=True) == "3 письма"
    assert counted(EN, "letter", 1, figures=True) == "1 letter"


def test_what_is_left_out_is_counted() -> None:
    assert more(RU, 2) == "ещё два"
    assert more(EN, 12) == "12 more"
    assert more(EN, 0) == ""


@pytest.mark.parametrize(
    ("minutes", "ru", "en"),
    [
        (-5, "0 мин", "0 min"),
        (45, "45 мин", "45 min"),
        (60, "1 ч", "1 h"),
        (135, "2 ч 15 мин", "2 h 15 min"),
        (11 * 60 + 20, "11 ч", "11 h"),
        (47 * 60, "47 ч", "47 h"),
        (50 * 60, "2 дня", "2 days"),
        (24 * 60 * 11, "11 дней", "11 days"),
    ],
)
def test_a_length_of_time_is_coarser_the_longer_it_is(minutes: int, ru: str, en: str) -> None:
    assert span(RU, timedelta(minutes=minutes)) == ru
    assert span(EN, timedelta(minutes=minutes)) == en


def test_a_time_of_day_has_two_figures_for_minutes() -> None:
    assert [clock(0), clock(545), clock(1440)] == ["0:00", "9:05", "24:00"]


def test_languages_say_the_same_things() -> None:
    for words in (RU, EN):
        assert set(words.closed) == {"weekend", "day_off", "night", "before", "after", "break"}
        assert set(words.greetings) == {"morning", "day", "evening", "any"}
        assert set(words.nouns) == set(EN.nouns)
        assert len(words.months) == 12
