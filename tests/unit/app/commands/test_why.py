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
