from pathlib import Path

import pytest

from tests.support.command_line import CommandLine
from tests.support.mails import mail

QUESTIONS = "Hello,\n\n1. When will it come?\n2. How much is it?\n\nIs there a warranty?\n\nAnn"


@pytest.fixture
def letter(responder: CommandLine) -> str:
    path = responder.home / "letter.eml"
    path.write_bytes(mail(QUESTIONS))
    return str(path)


def reply(text: str) -> str:
    Path("reply.eml").write_bytes(mail(text, sender="Tom <tom@nordlicht.example>", to="ann@kunde.example"))
    return "reply.eml"


def test_it_prints_an_object_with_the_keys_that_scripts_know(responder: CommandLine, letter: str) -> None:
    said = responder("coverage", "--json", letter, reply("Hi Ann,\n\n1. On Friday.\n\nTom"))
    assert (said.status, said.err) == (1, "")
    (found,) = said.objects
    assert found["unanswered"] == ["2", "#3"]
    assert found["in_order"] is True
    first, second, third = found["questions"]
    assert first == {
        "number": "1",
        "text": "When will it come?",
        "answered": True,
        "state": "answered",
        "evidence": "On Friday.",
        "rule": "label",
        "waits": False,
        "blank": False,
    }
    assert (second["number"], second["answered"], second["state"], second["evidence"]) == ("2", False, "open", "")
    assert (third["number"], third["text"]) == (None, "Is there a warranty?")


def test_it_finds_nothing_where_all_is_answered(responder: CommandLine, letter: str) -> None:
    said = responder("coverage", letter, reply("1. On Friday.\n2. 40 EUR.\n\nThe warranty is two years.\n\nTom"))
    assert said.status == 0
    assert said.out.splitlines()[-1] == "3 of 3 answered"


def test_a_person_sees_at_a_glance_what_is_open(responder: CommandLine, letter: str) -> None:
    said = responder("coverage", letter, reply("1. On Friday.\n2. I will ask and come back to you tomorrow.\n\nTom"))
    assert said.out.splitlines() == [
        "+ 1. When will it come?",
        "     answered (label): On Friday.",
        "- 2. How much is it?",
        "     put off (label): I will ask and come back to you tomorrow.",
        "- #3 Is there a warranty?",
        "     not answered",
        "1 of 3 answered; still open: 2, #3",
    ]


def test_a_letter_that_asks_nothing_has_nothing_open(responder: CommandLine) -> None:
    Path("letter.eml").write_bytes(mail("Thank you, all is well.", subject="Thanks"))
    said = responder("coverage", "letter.eml", reply("You are welcome."))
    assert (said.status, said.out) == (0, "The letter asks nothing.\n")


def test_a_file_that_is_not_there_is_wrong_use(responder: CommandLine, letter: str) -> None:
    said = responder("coverage", letter, "nowhere.eml")
    assert (said.status, said.out) == (2, "")
    assert "nowhere.eml: cannot be read" in said.err
