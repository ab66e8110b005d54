import json
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine
from tests.support.mails import mail

QUESTIONS = "Hello,\n\n1. When will it come?\n2. How much is it?\n\nAnn"


@pytest.fixture
def letter(responder: CommandLine) -> str:
    path = responder.home / "a.eml"
    path.write_bytes(mail(QUESTIONS))
    return str(path)


def test_one_letter_is_one_object_with_the_keys_that_scripts_know(responder: CommandLine, letter: str) -> None:
    said = responder("explain", "--json", "--verified", letter)
    assert (said.status, said.err) == (0, "")
    (found,) = said.objects
    assert found["file"] == letter
    assert (found["respond"], found["verdict"], found["reason"]) == (True, "answer", "human_letter")
    assert set(found["checks"][0]) == {"check", "passed", "evidence"}
    assert (found["rule"], found["language"]) == (None, "en")
    assert found["tone"] == {"label": "calm", "evidence": []}
    assert "When will it come?" in found["text"]
    assert "When will it come?" in found["visible_text"]
    assert found["questions"] == [
        {"number": "1", "text": "When will it come?", "request": False},
        {"number": "2", "text": "How much is it?", "request": False},
    ]
    assert isinstance(found["echo"], bool)
    assert found["window"] == {"target_at": "2026-11-17T14:00:00+00:00", "limit_at": "2026-11-17T15:00:00+00:00"}
    assert found["acknowledgement"]["to"] == "ann@kunde.example"
    assert found["acknowledgement"]["subject"] == "Re: Where is my order?"
    assert "Ann" in found["acknowledgement"]["text"]
    assert "<html" in found["acknowledgement"]["html"]


def test_nothing_is_offered_that_does_not_work_yet(responder: CommandLine, letter: str) -> None:
    (found,) = responder("explain", "--json", letter).objects
    assert "promises" not in found


def test_the_draft_for_staff_is_shown_where_there_is_one(responder: CommandLine, letter: str) -> None:
    (found,) = responder("explain", "--json", letter).objects
    assert "> 1. When will it come?\n\n[answer 1]\n" in found["draft"]["text"]
    assert "> 2. How much is it?" in responder("explain", letter).out.replace("  : ", "")
    Path("one.eml").write_bytes(mail())
    (found,) = responder("explain", "--json", "one.eml").objects
    assert found["draft"] is None


def test_the_rules_say_whether_there_is_a_draft(responder: CommandLine, letter: str) -> None:
    Path("r.yaml").write_text("mode: off\ndrafts: {make: from 3 questions}\nalerts: {people: [a@example.org]}\n")
    (found,) = responder("explain", "--json", "--rules", "r.yaml", letter).objects
    assert found["draft"] is None


def test_an_unverified_sender_reads_none_of_its_own_words(responder: CommandLine, letter: str) -> None:
    (found,) = responder("explain", "--json", letter).objects
    assert found["verified"] is False
    assert "Ann" not in json.dumps(found["acknowledgement"])


def test_a_machine_gets_neither_acknowledgement_nor_window(responder: CommandLine) -> None:
    Path("m.eml").write_bytes(mail(headers=("Auto-Submitted: auto-generated",)))
    said = responder("explain", "--json", "m.eml")
    (found,) = said.objects
    assert said.status == 0
    assert (found["respond"], found["verdict"], found["reason"]) == (False, "machine", "auto_submitted")
    assert (found["window"], found["acknowledgement"]) == (None, None)


def test_the_rules_of_the_file_apply(responder: CommandLine, letter: str) -> None:
    rules = "rules: [{name: orders, when: {subject: [order]}, then: {limit: 1h, target: 30m}}]\n"
    Path("new.yaml").write_text(f"{(responder.home / 'rules.yaml').read_text()}{rules}", encoding="utf-8")
    (found,) = responder("explain", "--json", "--rules", "new.yaml", letter).objects
    assert found["rule"] == "orders"
    assert found["window"]["limit_at"] == "2026-11-17T13:00:00+00:00"


def test_a_part_of_the_rules_is_enough(responder: CommandLine, letter: str) -> None:
    Path("part.yaml").write_text("mode: live\nanswer: {target: 1h, limit: 5h}\n", encoding="utf-8")
    said = responder("explain", "--json", "--rules", "part.yaml", letter)
    assert said.status == 0
    assert said.objects[0]["window"]["limit_at"] == "2026-11-17T17:00:00+00:00"


def test_mode_and_the_rules_beside_us_are_not_consulted(responder: CommandLine, letter: str) -> None:
    (responder.home / "rules.yaml").write_text("mode: off\nanswer: {limit: 9h}\n", encoding="utf-8")
    (found,) = responder("explain", "--json", letter).objects
    assert (found["respond"], found["window"]["limit_at"]) == (True, "2026-11-17T15:00:00+00:00")


@pytest.mark.parametrize("now", ["2026-11-21T10:00:00+03:00", "2026-11-21T07:00:00Z", "2026-11-21 07:00"])
def test_now_is_when_the_letter_arrives(responder: CommandLine, letter: str, now: str) -> None:
    (found,) = responder("explain", "--json", "--now", now, letter).objects
    assert found["window"]["limit_at"] == "2026-11-21T10:00:00+00:00"


def test_a_letter_without_a_date_is_taken_as_arriving_now(responder: CommandLine) -> None:
    Path("d.eml").write_bytes(mail().replace(b"Date: ", b"X-Date: "))
    (found,) = responder("explain", "--json", "d.eml").objects
    assert found["window"]["limit_at"] == "2026-11-17T16:00:00+00:00"


def test_many_files_come_in_the_order_given_and_unreadable_ones_are_named(responder: CommandLine, letter: str) -> None:
    said = responder("explain", letter, "missing.eml", "--json", str(responder.home), letter)
    assert said.status == 1
    assert [one["file"] for one in said.objects] == [letter, "missing.eml", str(responder.home), letter]
    assert said.objects[1] == {"file": "missing.eml", "error": "No such file or directory"}
    assert "error" in said.objects[2]


def test_octets_that_are_no_letter_are_explained_all_the_same(responder: CommandLine) -> None:
    for name, octets in (("empty", b""), ("noise", bytes(range(256)) * 4), ("nul", b"From: \0\r\n\r\n\xff")):
        Path(name).write_bytes(octets)
    said = responder("explain", "--json", "empty", "noise", "nul")
    assert said.status == 0
    assert [one["respond"] for one in said.objects] == [False, False, False]


def test_russian_is_printed_as_it_is(responder: CommandLine) -> None:
    Path("ru.eml").write_bytes(mail("Здравствуйте! Когда придёт заказ?", subject="Заказ"))
    said = responder("explain", "--json", "ru.eml")
    assert "Когда придёт заказ?" in said.out
    assert said.objects[0]["language"] == "ru"


def test_wrong_rules_are_wrong_use_and_all_named(responder: CommandLine, letter: str) -> None:
    Path("bad.yaml").write_text("mode: lve\nanswer: {limit: 3 hous}\n", encoding="utf-8")
    said = responder("explain", "--json", "--rules", "bad.yaml", letter)
    assert (said.status, said.out) == (2, "")
    assert "bad.yaml:1: mode: " in said.err
    assert "bad.yaml:2: answer.limit: " in said.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--now", "soon"), "2026-11-21T12:00:00+03:00"),
        (("--rules", "nowhere.yaml"), "nowhere.yaml: cannot be read"),
        (("--sent-from-us",), "unrecognized arguments: --sent-from-us"),
    ],
)
def test_wrong_use_says_what_would_be_right(
    responder: CommandLine, letter: str, words: tuple[str, ...], says: str
) -> None:
    said = responder("explain", letter, *words)
    assert said.status == 2
    assert says in said.err


def test_templates_that_cannot_be_read_are_named(responder: CommandLine, letter: str) -> None:
    responder.set(TEMPLATES="nowhere")
    said = responder("explain", letter)
    assert said.status == 2
    assert "nowhere" in said.err


def test_a_person_sees_verdict_reason_questions_time_and_text(responder: CommandLine, letter: str) -> None:
    out = responder("explain", "--verified", letter).out
    assert out.startswith(f"{letter}: Where is my order?\n")
    assert "a person's letter: it would be acknowledged" in out
    assert "1. When will it come?" in out
    assert "2026-11-17T15:00:00+00:00" in out
    assert "  | " in out


def test_a_person_sees_which_check_failed_and_what_file_could_not_be_read(responder: CommandLine) -> None:
    Path("m.eml").write_bytes(mail(headers=("Precedence: bulk",)))
    out = responder("explain", "m.eml", "missing.eml").out
    assert "failed     precedence:" in out
    assert "missing.eml: No such file or directory" in out


def test_nothing_in_a_letter_can_steer_the_terminal(responder: CommandLine) -> None:
    Path("x.eml").write_bytes(mail("Is it\x1b[2J\x1b]0;owned\x07 you?", subject="\x1b[31mred"))
    assert "\x1b" not in responder("explain", "--verified", "x.eml").out
    assert "\x1b" not in responder("explain", "--verified", "--json", "x.eml").out


def test_a_reply_is_held_against_the_letter_explained_before_it(responder: CommandLine) -> None:
    asked = mail("1. When will it come?\n2. How much is it?", message_id="<asked@kunde.example>")
    reply = mail("1. On Friday.\n", message_id="<r@x.example>", headers=("In-Reply-To: <asked@kunde.example>",))
    paths = []
    for name, octets in (("asked.eml", asked), ("reply.eml", reply)):
        paths.append(str(responder.home / name))
        (responder.home / name).write_bytes(octets)
    letter, answer = responder("explain", "--json", *paths).objects
    assert "coverage" not in letter
    assert answer["coverage"]["unanswered"] == ["2"]
    assert answer["coverage"]["questions"][0]["evidence"] == "On Friday."
    assert "1 of 2 answered; still open: 2" in responder("explain", *paths).out
    assert "coverage" not in responder("explain", "--json", paths[1]).objects[0]
