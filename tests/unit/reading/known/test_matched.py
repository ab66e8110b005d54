"""Which known answer a question gets, and above all which it does not get unseen; `.txt` files hold the questions."""

from functools import cache
from pathlib import Path

import pytest

from responder.domain.known_answer import KnownAnswer, Match
from responder.domain.question import Question
from responder.reading.known import matched
from responder.reading.language import language_of
from responder.rules.read import read_rules

HERE = Path(__file__).parent
TABLES = ("shop", "software", "hotel", "bank")
ROWS = [
    (table, *line.split(" | ", 1))
    for table in TABLES
    for line in (HERE / f"{table}.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@cache
def answers(table: str = "shop") -> tuple[KnownAnswer, ...]:
    book = read_rules((HERE / f"{table}.yaml").read_bytes(), year=2026).book
    assert book
    return book.answers


def match(text: str, known: tuple[KnownAnswer, ...] | None = None, language: str | None = None) -> Match | None:
    return matched(known or answers(), [Question(None, text)], language or language_of(text, None))[0]


def act(*like: str) -> tuple[KnownAnswer, ...]:
    return (KnownAnswer("act", like, (("en", "By the 5th."),)),)


def doubts(text: str, *like: str, language: str = "en") -> str:
    found = match(text, act(*like), language)
    assert found
    return "; ".join(found.doubts)


@pytest.mark.parametrize(("table", "right", "text"), ROWS)
def test_nothing_is_sure_but_the_question_itself(table: str, right: str, text: str) -> None:
    found = match(text, answers(table))

    if found and found.sure:
        assert right == f"= {found.name}"


def test_nearly_every_plain_question_is_sure() -> None:
    plain = [(table, right[2:], text) for table, right, text in ROWS if right.startswith("=")]
    sure = [t for table, name, t in plain if (found := match(t, answers(table))) and found.sure and found.name == name]

    assert len(sure) / len(plain) >= 0.9


def test_most_questions_in_other_words_get_their_answer_suggested() -> None:
    meant = [(table, right[2:], text) for table, right, text in ROWS if right[0] in "=~"]
    good = [
        t for table, name, t in meant if (found := match(t, answers(table))) and found.suggested and found.name == name
    ]

    assert len(good) / len(meant) >= 0.9


@pytest.mark.parametrize(
    "text",
    ["Can you recommend a hotel nearby?", "Что делать с ошибкой 404 в отчёте?", "Können Sie mir helfen?", "", "?!"],
)
def test_a_question_about_something_else_gets_nothing(text: str) -> None:
    assert not (found := match(text, language="en")) or not found.suggested


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("When will the act not be ready?", "a negation: “not”"),
        ("When will the act be ready if we pay today?", "a condition: “if”"),
        ("When will the act be ready and who signs it?", "asks something further: “and”"),
        ("When will the act be ready? The invoice?", "asks more than once"),
        ("When will the reconciliation act be ready?", "says more: “reconciliation”"),
        ("Will the act be ready?", "does not say: “when”"),
        ("When will the akt be readdy?", "spelt otherwise: “readdy”"),
        ("When will the act be ready " + "x" * 600, "too long"),
    ],
)
def test_each_doubt_says_its_reason(text: str, said: str) -> None:
    assert said in doubts(text, "when will the act be ready")


@pytest.mark.parametrize(
    ("text", "like", "said"),
    [
        ("When did you ship?", "when do you ship", "says more: “did”"),
        ("Когда вы отправили заказ?", "когда вы отправите заказ", "in another form: “отправили”"),
        ("When do you get the act?", "when do we get the act", "another person acts"),
        ("How do I reset your password?", "how do I reset my password", "about somebody else's"),
        ("Can I go from Berlin to Bonn?", "can I go from Bonn to Berlin", "joined otherwise"),
        ("Can a courier call a client?", "can a client call a courier", "in another order"),
        ("Do you support C#?", "do you support C", "other signs: “#”"),
        ("When can I check out?", "when can I check in", "joined otherwise: “check in”, “check out”"),
        ("Do I have a new number?", "I have a new number", "asked, not told"),
        ("How can I cancel a cancelled order?", "how can I cancel an order", "says twice: “cancel”"),
        ("Как вернуться товару?", "как вернуть товар", "in another form: “вернуться”"),
        ("Є парковка для вантажівок?", "чи є парковка", "says more: “вантажівок”"),
    ],
)
def test_small_things_that_change_a_question_leave_a_doubt(text: str, like: str, said: str) -> None:
    assert said in doubts(text, like, language="ru" if text[0] == "К" else "uk" if text[0] == "Є" else "en")


def test_the_very_words_of_an_example_are_sure_whatever_they_are() -> None:
    found = match("Why don't I get a code?", act("why don't I get a code"), "en")

    assert found
    assert found.sure


def test_one_question_under_two_answers_is_never_sure() -> None:
    twice = (*act("when will the act be ready"), KnownAnswer("paper", ("when is the act ready",), (("en", "Soon."),)))

    found = match("When will the act be ready?", twice, "en")

    assert found
    assert not found.sure
    assert "as near to “paper”" in found.doubts
    assert (found.margin, found.runner_up) == (0.0, "paper")


def test_a_match_says_by_which_words_it_was_found() -> None:
    found = match("Когда же наконец будет готов акт?", language="ru")

    assert found
    assert (found.name, found.phrasing) == ("act", "когда будет акт")
    assert found.words == ("когда", "акт")
    assert found.doubts == ("says more: “наконец”, “готов”",)


def test_ukrainian_endings_do_not_matter() -> None:
    found = match("Підкажіть, коли ми отримаємо акти?", act("коли ми отримаємо акт"), "uk")

    assert found
    assert found.sure


@pytest.mark.parametrize("language", ["es", "fr", "xx", None])
def test_any_language_is_matched_by_its_words(language: str | None) -> None:
    found = match("¿Cuánto cuesta el envío?", act("cuánto cuesta el envío"), language)

    assert found
    assert found.sure


def test_every_question_has_its_place_in_the_result() -> None:
    asked = [Question("1", "Is there parking?"), Question("2", "Zzz?"), Question("3", "When will the act be ready?")]

    assert [one and one.name for one in matched(answers(), asked, "en")] == ["parking", None, "act"]
    assert matched((), asked, "en") == (None, None, None)
    assert matched(answers(), [], "en") == ()


def test_only_so_many_questions_are_looked_at() -> None:
    found = matched(answers(), [Question(None, "Is there parking?")] * 300, "en")

    assert len(found) == 300
    assert found[99]
    assert found[100] is None
