from responder.domain.letter import RawMessage
from responder.domain.message import Arrival, FolderRole
from responder.flows.set_aside import set_aside
from tests.support.command_line import CommandLine
from tests.support.mails import mail, staff_reply
from tests.support.world import NOON, TestWorld

OCTETS = mail("1. When?\n2. How much?")


async def one_set_aside(test: TestWorld) -> None:
    await _set_aside(test, OCTETS, FolderRole.INBOX)


async def _set_aside(test: TestWorld, octets: bytes, role: FolderRole) -> None:
    arrival = Arrival(role, 1, 7, NOON, len(octets))
    raw = RawMessage(octets, len(octets))
    await test.store.run(
        lambda tx: set_aside(test.world, tx, arrival, raw, "Traceback:\nKeyError: 'x'", at=NOON, seen_at=NOON)
    )


def test_what_was_set_aside_is_a_finding_with_its_reason(responder: CommandLine) -> None:
    responder.filled(one_set_aside)
    said = responder("quarantine", "list")
    assert said.status == 1
    assert "KeyError: 'x'" in said.out
    assert "quarantine retry" in said.out


def test_one_is_shown_with_its_octets(responder: CommandLine) -> None:
    responder.filled(one_set_aside)
    said = responder("quarantine", "show", "1")
    assert said.status == 0
    assert "KeyError: 'x'" in said.out
    assert "2. How much?" in said.out


def test_read_again_it_is_a_letter_like_any_other_with_the_clock_of_its_arrival(responder: CommandLine) -> None:
    responder.filled(one_set_aside)
    said = responder("quarantine", "retry", "1")
    assert said.status == 0
    assert responder("quarantine", "list").out == "nothing was set aside\n"
    (found,) = responder("status", "--json", "--all").objects
    waits, stand_in = found["expectations"]
    assert (waits["customer"], waits["questions_open"]) == ("ann@kunde.example", ["1", "2"])
    assert waits["opened_at"] == NOON.isoformat()
    assert (stand_in["customer"], stand_in["state"]) == ("", "closed")
    assert "read again" in stand_in["how"]
    assert "ann@kunde.example" in responder("outbox", "list").out


def test_a_reply_that_was_set_aside_closes_what_it_answers_once_it_is_read(responder: CommandLine) -> None:
    async def fill(test: TestWorld) -> None:
        await test.arrive(OCTETS, at=NOON)
        await _set_aside(test, staff_reply("1. On Friday.\n2. It costs 10 euros."), FolderRole.SENT)

    responder.filled(fill)
    assert responder("quarantine", "retry", "1").status == 0
    (found,) = responder("status", "--json", "--all").objects
    assert [row["state"] for row in found["expectations"]] == ["kept"]


def test_what_fails_again_stays(responder: CommandLine) -> None:
    responder.filled(one_set_aside)

    def broken(*_: object) -> None:
        raise KeyError("still broken")

    responder.patch.setattr("responder.flows.quarantine.receive", broken)
    said = responder("quarantine", "retry", "1")
    assert said.status == 1
    assert "still broken" in said.out
    assert responder("quarantine", "list").status == 1
    (found,) = responder("status", "--json").objects
    assert [row["customer"] for row in found["expectations"]] == [""]


def test_an_item_that_is_not_there_is_a_finding(responder: CommandLine) -> None:
    responder.filled(one_set_aside)
    for action in ("show", "retry"):
        said = responder("quarantine", action, "9")
        assert said.status == 1
        assert "quarantine list" in said.out
