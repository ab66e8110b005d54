from datetime import timedelta

from tests.support.command_line import CommandLine
from tests.support.mails import mail, staff_reply
from tests.support.world import FolderRole, TestWorld


async def letters(test: TestWorld) -> None:
    await test.arrive(mail("1. When?\n2. How much?"))
    await test.arrive(mail(message_id="<bulk@list.example>", headers=("Precedence: bulk",), sender="x@list.example"))
    await test.arrive(staff_reply(), FolderRole.SENT)


def test_the_stored_decision_is_shown_with_its_reasons(responder: CommandLine) -> None:
    responder.filled(letters)
    said = responder("why", "<1@kunde.example>")
    assert said.status == 0
    assert "verdict    answer: human_letter" in said.out
    assert "sender     verified" in said.out
    assert "our letter the full text" in said.out


def test_the_failed_check_is_named_with_its_evidence(responder: CommandLine) -> None:
    responder.filled(letters)
    out = responder("why", "bulk@list.example").out
    assert "verdict    machine: precedence" in out
    assert "failed     precedence:" in out


def test_scripts_get_the_same_as_json(responder: CommandLine) -> None:
    responder.filled(letters)
    (found,) = responder("why", "<1@kunde.example>", "--json").objects
    assert (found["verdict"], found["reason"], found["verified"]) == ("answer", "human_letter", True)
    assert found["window"]["limit_at"] == "2026-11-17T15:00:00+00:00"
    assert all(check["passed"] for check in found["checks"])
    assert found["trace"]["asked"] == 2


def test_a_colleagues_reply_has_no_verdict(responder: CommandLine) -> None:
    responder.filled(letters)
    (found,) = responder("why", "<r1@nordlicht.example>", "--json").objects
    assert (found["direction"], found["verdict"], found["window"]) == ("staff", None, None)
    assert "a staff's message" in responder("why", "<r1@nordlicht.example>").out


def test_an_unknown_message_is_a_finding(responder: CommandLine) -> None:
    responder.filled(letters)
    said = responder("why", "<9@kunde.example>")
    assert said.status == 1
    assert "no message <9@kunde.example> is known" in said.out


async def answered_in_part(test: TestWorld) -> None:
    await test.arrive(mail("1. When will it come?\n2. How much is the delivery?", subject="My order"))
    test.pass_time(timedelta(minutes=5))
    await test.arrive(staff_reply("1. It comes on Friday."), FolderRole.SENT)
    test.pass_time(timedelta(minutes=5))
    again = mail("When will it come?", message_id="<2@kunde.example>", in_reply_to="<r1@nordlicht.example>")
    await test.arrive(again)
    test.pass_time(timedelta(minutes=5))
    await test.arrive(staff_reply("2. It is 10 euros.", message_id="<r2@nordlicht.example>"), FolderRole.SENT)


def test_a_letter_shows_what_became_of_each_question_and_by_which_reply(responder: CommandLine) -> None:
    responder.filled(answered_in_part)
    (found,) = responder("why", "<1@kunde.example>", "--json").objects
    assert [(one["question"], one["state"], one["by"]) for one in found["questions"]] == [
        ("1", "open", ""),
        ("2", "answered", "<r2@nordlicht.example>"),
    ]
    assert [one["asked_again"] for one in found["questions"]] == [1, 0]
    out = responder("why", "<1@kunde.example>").out
    assert "question 1 When will it come?\n             open, asked again\n" in out
    assert "answered by <r2@nordlicht.example>\n             label: It is 10 euros." in out


def test_a_reply_shows_the_line_that_answers_and_the_rule(responder: CommandLine) -> None:
    responder.filled(answered_in_part)
    (found,) = responder("why", "<r2@nordlicht.example>", "--json").objects
    assert [(one["question"], one["state"], one["evidence"]) for one in found["questions"]] == [
        ("1", "open", ""),
        ("2", "answered", "It is 10 euros."),
    ]
    assert "visible" not in found["trace"]
    out = responder("why", "<r2@nordlicht.example>").out
    assert "question 2 How much is the delivery?\n             answered\n             label: It is 10 euros." in out


def test_a_repetition_says_that_it_is_one(responder: CommandLine) -> None:
    responder.filled(answered_in_part)
    (found,) = responder("why", "<2@kunde.example>", "--json").objects
    assert [(one["text"], one["repeats"]) for one in found["questions"]][-1] == ("When will it come?", True)
