from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from responder.domain.delivery import DeliveryState
from responder.domain.letter import Letter, RawMessage
from responder.domain.message import Arrival, FolderRole
from responder.flows.catch_up import catch_up
from responder.flows.open_folder import count_unfinished, open_folder
from responder.flows.receive import receive
from responder.flows.take_in import Post
from responder.flows.world import World
from responder.ports.errors import MailboxAwayError
from responder.ports.mail import Fetched, FolderView
from responder.ports.store import FolderCursor, Transaction
from tests.support.mails import mail
from tests.support.world import NOON, TestWorld


class FolderOnPaper:
    """A mail session over a list of (uid, INTERNALDATE, octets)."""

    def __init__(self, uidvalidity: int = 1) -> None:
        self.uidvalidity = uidvalidity
        self.letters: list[tuple[int, datetime, bytes]] = []
        self.fetched: list[int] = []
        self.breaks_at: int | None = None

    def lay(self, uid: int, at: datetime, octets: bytes | None = None) -> None:
        text = octets or mail(
            f"Question {uid}?", message_id=f"<{uid}@k>", sender=f"A <a{uid}@k{uid}.example>", subject=f"S{uid}"
        )
        self.letters.append((uid, at, text))

    async def open(self, name: str, role: FolderRole) -> FolderView:
        return FolderView(name, self.uidvalidity, max([uid for uid, _, _ in self.letters], default=0) + 1)

    async def uids_after(self, last_uid: int) -> Sequence[int]:
        return [uid for uid, _, _ in self.letters if uid > last_uid]

    async def uids_since(self, since: datetime) -> Sequence[int]:
        return [uid for uid, at, _ in self.letters if at.date() >= since.date()]

    async def fetch(self, uids: Sequence[int]) -> Sequence[Fetched]:
        if self.breaks_at in uids:
            raise MailboxAwayError("the line broke")
        self.fetched += uids
        return [
            Fetched(Arrival(FolderRole.INBOX, self.uidvalidity, uid, at, len(octets)), RawMessage(octets, len(octets)))
            for uid, at, octets in self.letters
            if uid in uids
        ]


async def look(test: TestWorld, folder: FolderOnPaper, handle: object = receive) -> FolderCursor:
    session = folder  # type: ignore[assignment]  # as much of a session as catching up needs
    cursor = await open_folder(test.world, session, FolderRole.INBOX, "INBOX")  # type: ignore[arg-type]  # as above
    return await catch_up(test.world, session, cursor, handle)  # type: ignore[arg-type]  # as above


async def acknowledged(test: TestWorld) -> int:
    return len(await test.store.run(lambda tx: tx.outbox.in_state(DeliveryState.QUEUED)))


async def test_at_first_sight_old_letters_are_left_alone(test: TestWorld) -> None:
    await test.store.run(lambda tx: tx.settings.put("first_started_at", NOON.isoformat()))
    folder = FolderOnPaper()
    folder.lay(1, NOON - timedelta(days=3))
    folder.lay(2, NOON - timedelta(minutes=5))
    cursor = await look(test, folder)
    assert (cursor.last_uid, await acknowledged(test)) == (2, 0)


async def test_look_back_answers_letters_that_old(test: TestWorld) -> None:
    await test.store.run(lambda tx: tx.settings.put("first_started_at", NOON.isoformat()))
    test.change(look_back=timedelta(hours=1))
    folder = FolderOnPaper()
    folder.lay(1, NOON - timedelta(hours=2))
    folder.lay(2, NOON - timedelta(minutes=5))
    await look(test, folder)
    assert await acknowledged(test) == 1


async def test_everything_above_the_cursor_is_handled_in_groups(test: TestWorld) -> None:
    folder = FolderOnPaper()
    await look(test, folder)
    for uid in range(1, 251):
        folder.lay(uid, NOON)
    test.change(budgets=replace(test.book.budgets, mailbox_per_hour=1000))
    cursor = await look(test, folder)
    assert (cursor.last_uid, cursor.attempting_uid) == (250, None)
    assert cursor.caught_up_at == NOON
    assert await acknowledged(test) == 250


async def test_after_a_renumbering_nobody_is_answered_twice_and_new_letters_are(test: TestWorld) -> None:
    folder = FolderOnPaper()
    await look(test, folder)
    folder.lay(1, NOON)
    await look(test, folder)
    assert await acknowledged(test) == 1
    renumbered = FolderOnPaper(uidvalidity=2)
    renumbered.lay(7, NOON, folder.letters[0][2])
    renumbered.lay(8, NOON + timedelta(minutes=1))
    renumbered.lay(9, NOON - timedelta(days=9))
    test.pass_time(timedelta(minutes=2))
    cursor = await look(test, renumbered)
    assert (cursor.uidvalidity, cursor.last_uid) == (2, 9)
    assert await acknowledged(test) == 2


async def test_a_letter_that_was_moved_in_starts_its_clock_when_it_is_seen(test: TestWorld) -> None:
    folder = FolderOnPaper()
    await look(test, folder)
    folder.lay(1, NOON - timedelta(hours=5))
    test.pass_time(timedelta(minutes=1))
    await look(test, folder)
    (row,) = await test.store.run(lambda tx: tx.expectations.waiting())
    assert row.opened_at == test.now


async def test_a_lost_line_never_makes_a_letter_suspect(test: TestWorld) -> None:
    folder = FolderOnPaper()
    await look(test, folder)
    folder.lay(1, NOON)
    folder.breaks_at = 1
    for _ in range(4):
        with pytest.raises(MailboxAwayError):
            await look(test, folder)
    folder.breaks_at = None
    await look(test, folder)
    assert await acknowledged(test) == 1
    assert await test.store.run(lambda tx: tx.quarantine.all()) == []


async def test_a_letter_that_two_starts_died_on_is_set_aside_unread_with_its_clock(test: TestWorld) -> None:
    folder = FolderOnPaper()
    await look(test, folder)
    folder.lay(1, NOON)
    folder.lay(2, NOON)

    def deadly(world: World, tx: Transaction, post: Post, letter: Letter) -> None:
        raise KeyboardInterrupt

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            await look(test, folder, deadly)
        await count_unfinished(test.world, FolderRole.INBOX)
    folder.fetched.clear()
    cursor = await look(test, folder)
    assert cursor.last_uid == 2
    assert folder.fetched == [2]
    (item,) = await test.store.run(lambda tx: tx.quarantine.all())
    assert item.uid == 1
    assert len(await test.store.run(lambda tx: tx.expectations.waiting())) == 2
    assert await acknowledged(test) == 1


async def test_a_letter_our_code_fails_on_is_set_aside_and_the_line_moves_on(test: TestWorld) -> None:
    folder = FolderOnPaper()
    await look(test, folder)
    folder.lay(1, NOON)
    folder.lay(2, NOON)

    def fails_on_one(world: World, tx: Transaction, post: Post, letter: Letter) -> None:
        if post.arrival.uid == 1:
            raise ZeroDivisionError
        receive(world, tx, post, letter)

    cursor = await look(test, folder, fails_on_one)
    assert cursor.last_uid == 2
    (item,) = await test.store.run(lambda tx: tx.quarantine.all())
    assert (item.uid, "ZeroDivisionError" in item.trace) == (1, True)
    assert len(await test.store.run(lambda tx: tx.expectations.waiting())) == 2
