from dataclasses import replace
from datetime import timedelta

import pytest

from responder.domain.delivery import Accepted, Delivery, DeliveryState, Uncertain
from responder.domain.expectation import ExpectationState
from responder.domain.message import FolderRole
from responder.domain.provider import GENERIC, provider_for
from responder.domain.settle import begin, settle
from responder.flows.follow_up import follow_up
from responder.flows.tidy_sent import tidy_sent
from responder.ports.errors import MailboxAwayError
from responder.ports.store import FolderCursor, Transaction
from tests.support.mailbox_on_paper import MailboxOnPaper
from tests.support.mails import mail
from tests.support.world import NOON, TestWorld

GMAIL = provider_for("smtp.gmail.com", "support@nordlicht.example")
LEFT = Accepted("250 ok")
SENT = FolderCursor(FolderRole.SENT, "sent", 1, 0)


async def tidy(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    folders = await mailbox.folders()
    await mailbox.open("sent", FolderRole.SENT)
    await tidy_sent(test.world, mailbox, folders, SENT)  # type: ignore[arg-type]  # as much of a session as is needed


async def sent(test: TestWorld, outcome: Accepted | Uncertain = LEFT) -> Delivery:
    """A letter arrives and its acknowledgement meets this outcome; the row as it was before."""
    await test.arrive(mail())

    def work(tx: Transaction) -> Delivery:
        (row,) = [tx.outbox.get(one.id) for one in tx.outbox.in_state(DeliveryState.QUEUED)]
        assert row is not None
        files_sent = test.world.provider.files_sent
        follow_up(test.world, tx, settle(begin(row, test.now), outcome, test.now, files_sent=files_sent), test.now)
        return row

    return await test.store.run(work)


async def state(test: TestWorld, row: Delivery) -> DeliveryState:
    found = await test.store.run(lambda tx: tx.outbox.get(row.id))
    assert found is not None
    return found.state


def at(test: TestWorld, provider: object) -> None:
    test.world = replace(test.world, provider=provider)  # type: ignore[arg-type]  # the test names a profile


async def test_a_copy_is_filed_once_with_the_very_octets_that_left(test: TestWorld) -> None:
    at(test, GENERIC)
    row, mailbox = await sent(test), MailboxOnPaper()
    await tidy(test, mailbox)
    await tidy(test, mailbox)
    assert mailbox.appended == [row.octets]


async def test_a_copy_whose_filing_lost_its_reply_is_not_filed_twice(test: TestWorld) -> None:
    at(test, GENERIC)
    await sent(test)
    mailbox = MailboxOnPaper(breaks=True)
    with pytest.raises(MailboxAwayError):
        await tidy(test, mailbox)
    await tidy(test, mailbox)
    assert len(mailbox.appended) == 1


@pytest.mark.parametrize(
    ("provider", "wish", "copies"),
    [
        (GENERIC, "auto", 1),
        (GENERIC, "append", 1),
        (GENERIC, "never", 0),
        (GMAIL, "auto", 0),
        (GMAIL, "append", 1),
        (GMAIL, "never", 0),
    ],
)
async def test_a_copy_is_filed_where_the_provider_files_none_or_as_the_operator_wants(
    test: TestWorld, provider: object, wish: str, copies: int
) -> None:
    at(test, provider)
    test.change(sent_copy=wish)
    await sent(test)
    mailbox = MailboxOnPaper()
    await tidy(test, mailbox)
    assert len(mailbox.appended) == copies


async def test_a_letter_of_unknown_fate_that_stands_in_sent_did_leave(test: TestWorld) -> None:
    at(test, GMAIL)
    row, mailbox = await sent(test, Uncertain("no reply after the final dot")), MailboxOnPaper()
    mailbox.lay("sent", row.octets, NOON)
    await tidy(test, mailbox)
    assert await state(test, row) is DeliveryState.SENT


async def test_a_letter_of_unknown_fate_that_is_missing_for_two_minutes_is_sent_again(test: TestWorld) -> None:
    at(test, GMAIL)
    row, mailbox = await sent(test, Uncertain("no reply after the final dot")), MailboxOnPaper()
    test.pass_time(timedelta(seconds=119))
    await tidy(test, mailbox)
    assert await state(test, row) is DeliveryState.UNCERTAIN
    test.pass_time(timedelta(seconds=1))
    await tidy(test, mailbox)
    assert await state(test, row) is DeliveryState.QUEUED
    again = await test.store.run(lambda tx: tx.outbox.get(row.id))
    assert again is not None
    assert again.octets == row.octets


async def test_where_the_provider_files_nothing_a_letter_of_unknown_fate_is_never_sent_again(test: TestWorld) -> None:
    at(test, GENERIC)
    row = await sent(test, Uncertain("no reply after the final dot"))
    test.pass_time(timedelta(minutes=30))
    await tidy(test, MailboxOnPaper())
    assert await state(test, row) is DeliveryState.UNCERTAIN


@pytest.mark.parametrize("folder", ["junk", "trash"])
async def test_a_letter_moved_to_junk_or_trash_waits_no_more(test: TestWorld, folder: str) -> None:
    await test.arrive(mail())
    mailbox = MailboxOnPaper()
    test.pass_time(timedelta(minutes=10))
    mailbox.lay(folder, mail(), NOON)
    await tidy(test, mailbox)
    (row,) = await test.store.run(lambda tx: tx.expectations.closed_since(NOON))
    assert (row.state, row.closed_how) == (ExpectationState.CLOSED, f"moved to {folder}")
    assert mailbox.open_folder == "sent"


async def test_another_letter_in_the_trash_ends_nobodys_wait(test: TestWorld) -> None:
    await test.arrive(mail())
    mailbox = MailboxOnPaper()
    mailbox.lay("trash", mail(message_id="<old@kunde.example>"), NOON)
    mailbox.lay("trash", mail(), NOON - timedelta(days=1))
    await tidy(test, mailbox)
    assert len(await test.store.run(lambda tx: tx.expectations.waiting())) == 1


async def test_what_is_moved_after_the_first_look_is_found_too(test: TestWorld) -> None:
    await test.arrive(mail())
    mailbox = MailboxOnPaper()
    await tidy(test, mailbox)
    mailbox.lay("junk", mail(), NOON)
    await tidy(test, mailbox)
    assert await test.store.run(lambda tx: tx.expectations.waiting()) == []


async def test_while_nobody_waits_junk_and_trash_are_not_opened(test: TestWorld) -> None:
    mailbox = MailboxOnPaper()
    mailbox.lay("trash", mail(), NOON)
    await tidy(test, mailbox)
    assert await test.store.run(lambda tx: tx.folders.get(FolderRole.TRASH)) is None
