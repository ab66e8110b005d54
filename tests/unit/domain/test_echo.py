import pytest

from responder.domain.echo import UNLABELLED, given_name, shortened, shown_questions, shown_subject
from responder.domain.question import Question


@pytest.mark.parametrize(
    ("display_name", "greeted"),
    [
        ("Мария Петрова", "Мария"),
        ("Петрова Мария Ивановна", "Мария Ивановна"),
        ("Мария Ивановна Петрова", "Мария Ивановна"),
        ("ИВАНОВ ИВАН", "Иван"),
        ("Марина Ильина", "Марина"),
        ("Smith, John", "John"),
        ("John Smith", "John"),
        ("Jean-Pierre O'Neil", "Jean-Pierre"),
        ("Dr. Helen Ross", "Helen"),
        ("Prof. John Smith", "John"),
        ("Mr. Peter Brown", "Peter"),
        ("Г-жа Анна Круглова", "Анна"),
        ("Dr.", ""),
        ("ООО Вектор", ""),
        ("No Reply Ltd", ""),
        ("Support Team", ""),
        ("a@b.example", ""),
        ("J. Smith", ""),
        ("O", ""),
        ("", ""),
        ("Win a prize at http://x.example", ""),
        ("Agent 007", ""),
        ("Anna-Maria Garcia Lopez de la Vega", ""),
        ("Eve\r\nBcc: victim@example.org", ""),
        ("\u202eliam", "Liam".lower().capitalize()),
    ],
)
def test_a_person_is_greeted_and_anything_else_is_not(display_name: str, greeted: str) -> None:
    assert given_name(display_name) == greeted


@pytest.mark.parametrize(
    "subject", ["card 4111 1111 1111 1111", "my password is hunter2", "see https://x.example", "пароль от сайта"]
)
def test_secrets_and_links_in_a_subject_are_not_repeated(subject: str) -> None:
    assert shown_subject(subject) == ""


def test_a_long_subject_is_cut_at_a_word() -> None:
    shown = shown_subject("delivery " * 20)
    assert len(shown) <= 90
    assert shown.endswith("delivery…")


def test_of_a_long_question_the_end_is_shown_where_it_asks() -> None:
    story = "so I was talking to Beth this morning and she says that October's invoice never turned up at all, or maybe"
    asked = Question(None, f"{story} it went to the old address, could you send it again please?")
    (shown,) = shown_questions(((asked,),))
    assert shown.text == "… or maybe it went to the old address, could you send it again please?"


@pytest.mark.parametrize("text", ["word " * 60 + "?", "please send it, " * 20])
def test_a_long_question_without_a_clause_that_asks_at_its_end_is_cut_there(text: str) -> None:
    (shown,) = shown_questions(((Question(None, text),),))
    assert shown.text.casefold().startswith(text[:12])
    assert shown.text.endswith("…")


def test_shown_text_holds_no_control_and_no_bidi_character() -> None:
    assert shortened("a\u202eb\x00c\u2028d\ne\u200bf", 100) == "abc d ef"


def test_one_question_alone_needs_no_number_unless_it_goes_on_with_a_list() -> None:
    alone = (Question(None, "When?"),)
    assert [one.label for one in shown_questions([alone])] == [UNLABELLED]
    assert [one.label for one in shown_questions([alone], ("1", "2", "3"))] == ["4"]
    assert [one.label for one in shown_questions([(Question("2", "When?"),)])] == ["2"]


def test_questions_without_any_label_are_numbered_on() -> None:
    asked = (Question(None, "One?"), Question(None, "Two?"))
    assert [one.label for one in shown_questions([asked], ("1", "2", "3"))] == ["4", "5"]


@pytest.mark.parametrize(
    "subject",
    [
        "Passport 4510 123456",
        "Мой паспорт 45 10 123456",
        "4510123456",
        "SSN 123-45-6789",
        "Вход с паролем qwerty123",
        "My PIN is 4821",
        "pass hunter2",
    ],
)
def test_a_subject_with_somebodys_secret_is_not_repeated(subject: str) -> None:
    assert shown_subject(subject) == ""


@pytest.mark.parametrize("subject", ["Order 12345678", "Invoice 2026-11-17", "Pinboard", "Passing on the keys"])
def test_an_ordinary_number_or_word_in_a_subject_is_repeated(subject: str) -> None:
    assert shown_subject(subject) == subject


def test_a_list_item_begins_with_a_capital_unless_its_word_has_its_own_spelling() -> None:
    asked = (Question("1", "are you open on Saturday?"), Question("2", "iPhone or Android?"))
    assert [one.text for one in shown_questions([asked])] == ["Are you open on Saturday?", "iPhone or Android?"]


@pytest.mark.parametrize("subject", ["(no subject)", "(без темы)", "No Subject"])
def test_a_mail_programs_placeholder_is_no_subject(subject: str) -> None:
    assert shown_subject(subject) == ""
