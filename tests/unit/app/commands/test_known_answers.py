"""What the commands say of known answers."""

from pathlib import Path

from responder.domain.known_answer import KnownAnswer
from tests.support.command_line import CommandLine
from tests.support.mails import mail
from tests.support.world import TestWorld

RULES = """
alerts: {people: [duty@nordlicht.example]}
company: {addresses: [support@nordlicht.example]}
answers:
  parking: {like: [where can we park, is there parking], en: "In the yard: {{ 7 * 7 }}", ru: Во дворе., send: yes}
  act: {like: [who signs the act], en: The director., ru: Директор.}
"""
LETTER = "Hello,\n\n1. Where can we park?\n2. Who signs the act of May?\n3. Zzz?\n"
ANSWERS = (
    KnownAnswer("parking", ("where can we park",), (("en", "In the yard."),), send=True),
    KnownAnswer("act", ("who signs the act",), (("en", "The director."),)),
)


async def letters(test: TestWorld) -> None:
    test.change(answers=ANSWERS)
    await test.arrive(mail(LETTER))


def test_explain_shows_for_each_question_which_answer_comes_near_and_why(responder: CommandLine) -> None:
    Path("rules.yaml").write_text(RULES, encoding="utf-8")
    Path("a.eml").write_bytes(mail(LETTER))

    out = responder("explain", "--rules", "rules.yaml", "--verified", "a.eml").out

    assert "known      surely parking (1.00), by «where», «park» of «where can we park»\n" in out
    assert "known      perhaps act (0.9" in out
    assert "by «who», «signs», «act» of «who signs the act»; not sure: says more: “may”\n" in out


def test_scripts_get_the_match_beside_its_question(responder: CommandLine) -> None:
    Path("rules.yaml").write_text(RULES, encoding="utf-8")
    Path("a.eml").write_bytes(mail(LETTER))

    (found,) = responder("explain", "--json", "--rules", "rules.yaml", "--verified", "a.eml").objects
    first, second, third = found["questions"]

    assert first["known"] == {
        "name": "parking",
        "score": 1.0,
        "suggested": True,
        "sure": True,
        "like": "where can we park",
        "words": ["where", "park"],
        "doubts": [],
        "runner_up": None,
        "margin": 1.0,
    }
    assert (second["known"]["sure"], second["known"]["doubts"]) == (False, ["says more: “may”"])
    assert "known" not in third
    assert found["acknowledgement"]["form"] == "full"


def test_explain_shows_the_letter_that_answers_with_nothing_in_it_carried_out(responder: CommandLine) -> None:
    Path("rules.yaml").write_text(RULES, encoding="utf-8")
    Path("a.eml").write_bytes(mail("Is there parking?"))

    (found,) = responder("explain", "--json", "--rules", "rules.yaml", "--verified", "a.eml").objects

    assert found["acknowledgement"]["form"] == "answers"
    assert "In the yard: {{ 7 * 7 }}" in found["acknowledgement"]["text"]


def test_why_remembers_the_match(responder: CommandLine) -> None:
    responder.filled(letters)

    out = responder("why", "<1@kunde.example>").out

    assert "known to 1 surely parking (1.00)" in out
    assert "not sure: says more: “may”" in out
    (found,) = responder("why", "<1@kunde.example>", "--json").objects
    assert [one and one["name"] for one in found["trace"]["known"]] == ["parking", "act", None]


def test_check_warns_of_answers_that_are_alike_and_of_those_that_lack_a_language(responder: CommandLine) -> None:
    wrong = RULES + "  bus: {like: [where can we park], en: Behind., send: yes}\n"
    (responder.home / "rules.yaml").write_text(wrong, encoding="utf-8")

    said = responder("check")

    assert said.status == 0
    assert "rules.yaml:5: answers.parking: is too like `bus`: “where can we park” and" in said.out
    assert "rules.yaml:7: answers.bus.send: has no answer in `ru`" in said.out
