from tests.support.command_line import CommandLine
from tests.support.mails import mail
from tests.support.world import TestWorld


async def a_letter(test: TestWorld) -> None:
    await test.arrive(mail())


def test_a_letter_answered_by_telephone_waits_no_more(responder: CommandLine) -> None:
    responder.filled(a_letter)
    said = responder("close", "1@kunde.example", "--reason", "by telephone")
    assert said.status == 0
    assert said.out.startswith("closed: Ann Berg")
    (found,) = responder("status", "--json", "--all").objects
    assert [(row["state"], row["how"]) for row in found["expectations"]] == [("closed", "by telephone")]


def test_closing_twice_changes_nothing(responder: CommandLine) -> None:
    responder.filled(a_letter)
    responder("close", "<1@kunde.example>", "--reason", "by telephone")
    said = responder("close", "<1@kunde.example>", "--reason", "again")
    assert said.status == 1
    assert "nothing waits" in said.out


def test_an_unknown_message_is_said_to_be_unknown(responder: CommandLine) -> None:
    responder.filled(a_letter)
    said = responder("close", "<2@kunde.example>", "--reason", "by telephone")
    assert said.status == 1
    assert "no message <2@kunde.example> is known" in said.out


def test_a_reason_is_needed(responder: CommandLine) -> None:
    responder.filled(a_letter)
    assert responder("close", "<1@kunde.example>").status == 2
    said = responder("close", "<1@kunde.example>", "--reason", " ")
    assert said.status == 2
    assert "by telephone" in said.err


def test_without_servers_in_the_settings_it_says_which_are_missing(responder: CommandLine) -> None:
    responder.filled(a_letter)
    responder.set(IMAP_URL="", SMTP_URL="")
    said = responder("close", "<1@kunde.example>", "--reason", "x")
    assert said.status == 2
    assert "RESPONDER_IMAP_URL is not set" in said.err
    assert "RESPONDER_SMTP_URL is not set" in said.err


def test_bad_rules_are_all_named_when_none_were_ever_accepted(responder: CommandLine) -> None:
    responder.filled(a_letter)
    (responder.home / "rules.yaml").write_text("mode: lve\nanswer: {limit: 3 hous}\n", encoding="utf-8")
    said = responder("close", "<1@kunde.example>", "--reason", "x")
    assert said.status == 2
    assert "rules.yaml:1: mode" in said.err
    assert "rules.yaml:2: answer.limit" in said.err
