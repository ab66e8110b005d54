from dataclasses import replace

from responder.domain.delivery import Delivery, DeliveryState
from responder.domain.settle import begin
from responder.ports.store import Transaction
from tests.support.command_line import CommandLine
from tests.support.mails import mail
from tests.support.world import NOON, TestWorld


async def queued(test: TestWorld) -> None:
    await test.arrive(mail())


async def refused(test: TestWorld) -> None:
    await queued(test)

    def refuse(tx: Transaction) -> None:
        row = _only(tx)
        tx.outbox.save(
            replace(begin(row, NOON), state=DeliveryState.REFUSED, settled_at=NOON, last_reply="550 no such user")
        )

    await test.store.run(refuse)


async def sent(test: TestWorld) -> None:
    await queued(test)
    await test.store.run(lambda tx: tx.outbox.save(replace(_only(tx), state=DeliveryState.SENT, settled_at=NOON)))


def _only(tx: Transaction) -> Delivery:
    row = tx.outbox.get(1)
    assert row is not None
    return row


def test_what_waits_is_shown(responder: CommandLine) -> None:
    responder.filled(queued)
    said = responder("outbox", "list")
    assert said.status == 0
    assert "ann@kunde.example" in said.out
    assert "queued" in said.out


def test_what_failed_is_a_finding_with_the_servers_words(responder: CommandLine) -> None:
    responder.filled(refused)
    said = responder("outbox", "list")
    assert said.status == 1
    assert "550 no such user" in said.out


def test_a_refused_letter_can_be_sent_again(responder: CommandLine) -> None:
    responder.filled(refused)
    assert responder("outbox", "retry", "1").status == 0
    said = responder("outbox", "list")
    assert said.status == 0
    assert "queued" in said.out


def test_a_dropped_letter_is_gone_for_good(responder: CommandLine) -> None:
    responder.filled(queued)
    assert responder("outbox", "drop", "1").status == 0
    assert responder("outbox", "list").out == "nothing waits, nothing failed\n"
    said = responder("outbox", "retry", "1")
    assert said.status == 1
    assert "dropped: nothing was changed" in said.out


def test_what_was_sent_is_neither_dropped_nor_sent_again(responder: CommandLine) -> None:
    responder.filled(sent)
    for action in ("drop", "retry"):
        said = responder("outbox", action, "1")
        assert (said.status, said.out) == (1, "1 is sent: nothing was changed\n")


def test_a_row_that_is_not_there_is_a_finding(responder: CommandLine) -> None:
    responder.filled(queued)
    said = responder("outbox", "drop", "7")
    assert said.status == 1
    assert "outbox list" in said.out


def test_an_id_is_a_number(responder: CommandLine) -> None:
    assert responder("outbox", "drop", "seven").status == 2
