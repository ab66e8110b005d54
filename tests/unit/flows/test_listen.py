import asyncio
from datetime import timedelta
from typing import Literal

import pytest

from responder.domain.message import FolderRole
from responder.flows import listen as room
from responder.ports.errors import LoginRefusedError, MailboxAwayError
from tests.support.lines import Line, cursor, ear, hear
from tests.support.mails import mail
from tests.support.world import NOON, TestWorld


class AskedFor(asyncio.Event):
    """An event that tells when somebody begins to wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Event()

    async def wait(self) -> Literal[True]:
        self.asked.set()
        return await super().wait()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the loop paused after each connection, without waiting it out."""
    paused: list[float] = []

    async def pause(world: object, ear: object, pause_s: float) -> None:
        paused.append(pause_s)

    monkeypatch.setattr(room, "_pause", pause)
    return paused


async def test_what_is_pushed_is_handled(test: TestWorld, pauses: list[float]) -> None:
    await hear(test, ear(Line(mail(), mail(message_id="<2@kunde.example>", subject="Other"))))
    assert (await cursor(test, FolderRole.INBOX)).last_uid == 2
    assert len(await test.store.run(lambda tx: tx.expectations.waiting())) >= 1


async def test_a_mailbox_that_is_away_is_asked_ever_more_seldom(test: TestWorld, pauses: list[float]) -> None:
    await hear(test, ear(*[MailboxAwayError("no route")] * 8))
    assert pauses == [1, 2, 5, 10, 30, 60, 60, 60]
    assert test.world.vitals.folder(FolderRole.INBOX).failing_since == NOON


async def test_after_a_folder_was_read_the_pauses_begin_anew(test: TestWorld, pauses: list[float]) -> None:
    away = MailboxAwayError("no route")
    await hear(test, ear(away, away, Line(), away))
    assert pauses == [1, 2, 1, 2]


async def test_a_refused_login_is_never_hammered(test: TestWorld, pauses: list[float]) -> None:
    await hear(test, ear(*[LoginRefusedError("AUTHENTICATIONFAILED")] * 4))
    assert pauses == [60, 120, 300, 300]
    vitals = test.world.vitals.folder(FolderRole.INBOX)
    assert (vitals.refused, vitals.error) == (True, "AUTHENTICATIONFAILED")


async def test_the_same_error_is_written_down_once(
    test: TestWorld, pauses: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    away, other = MailboxAwayError("no route"), MailboxAwayError("a reset")
    await hear(test, ear(away, away, away, other))
    assert [record.message for record in caplog.records] == ["folder.away", "folder.away"]


async def test_the_servers_clock_is_compared_by_letters_that_were_pushed_just_now(
    test: TestWorld, pauses: list[float]
) -> None:
    line = Line(mail())
    line.pushed_at = NOON - timedelta(seconds=90)
    await hear(test, ear(line))
    assert test.world.vitals.folder(FolderRole.INBOX).clock_offset_s == -90.0


async def test_letters_of_an_outage_say_nothing_of_the_servers_clock(test: TestWorld, pauses: list[float]) -> None:
    line = Line()
    line.lay("inbox", mail(), NOON - timedelta(minutes=30))
    await hear(test, ear(line))
    assert test.world.vitals.folder(FolderRole.INBOX).clock_offset_s is None


async def test_no_sent_folder_counts_as_read_and_empty(
    test: TestWorld, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    one = ear(Line(roles=(FolderRole.INBOX,)), role=FolderRole.SENT)
    monkeypatch.setattr("responder.flows.listen.asyncio.sleep", sleep)
    await hear(test, one)
    found = await cursor(test, FolderRole.SENT)
    assert (found.name, found.caught_up_at) == ("", NOON)
    assert slept == [one.full_check_s]


async def test_a_sent_folder_that_appears_later_is_read_from_its_beginning(
    test: TestWorld, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sleep(seconds: float) -> None:
        return None

    monkeypatch.setattr("responder.flows.listen.asyncio.sleep", sleep)
    line = Line()
    line.lay("sent", mail(sender="Nordlicht <support@nordlicht.example>", to="ann@kunde.example"), NOON)
    await hear(test, ear(Line(roles=(FolderRole.INBOX,)), line, role=FolderRole.SENT))
    assert (await cursor(test, FolderRole.SENT)).last_uid == 1


async def test_inbox_waits_for_sent_to_be_read(test: TestWorld, pauses: list[float]) -> None:
    sent_read = AskedFor()
    line = Line()
    line.lay("inbox", mail(), NOON)
    one = ear(line)
    one.wait_for = sent_read
    hearing = asyncio.create_task(hear(test, one))
    await sent_read.asked.wait()
    assert (await cursor(test, FolderRole.INBOX)).last_uid == 0
    sent_read.set()
    await hearing
    assert (await cursor(test, FolderRole.INBOX)).last_uid == 1
