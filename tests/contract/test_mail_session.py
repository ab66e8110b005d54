"""What every mail session must do, run against each server we can have here."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from responder.domain.message import FolderRole
from responder.ports import FolderMissingError, LoginRefusedError, MailboxAwayError, MailSession, MailSessions
from tests.support.imap_sessions import NEVER_S, sessions_to
from tests.support.pymap_server import PASSWORD, pymap_server

AT = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
SHORT_S = 0.2


def letter(number: int = 1, text: str = "When do you open?") -> bytes:
    return (
        f"From: Anna <anna@example.org>\r\nTo: info@example.test\r\nSubject: Letter {number} * and (more\r\n"
        f"Message-ID: <letter-{number}@example.org>\r\n\r\n{text}\r\n"
    ).encode()


@pytest.fixture(params=["dovecot", "pymap"])
async def url(request: pytest.FixtureRequest) -> AsyncIterator[tuple[str, str]]:
    """Where an empty mailbox is and its password."""
    if request.param == "dovecot":
        account = request.getfixturevalue("account")
        yield account.url, account.password
    else:
        async with pymap_server() as address:
            yield address, PASSWORD


@pytest.fixture
def sessions(url: tuple[str, str]) -> MailSessions:
    return sessions_to(*url)


@pytest.fixture
async def session(sessions: MailSessions) -> AsyncIterator[MailSession]:
    """A session with INBOX open."""
    one = await sessions.connect()
    await one.open("INBOX", FolderRole.INBOX)
    yield one
    await one.close()


@pytest.fixture
async def other(sessions: MailSessions) -> AsyncIterator[MailSession]:
    """A second session, through which mail arrives."""
    one = await sessions.connect()
    yield one
    await one.close()


async def test_an_empty_folder_has_no_uids(session: MailSession) -> None:
    assert await session.uids_after(0) == []
    assert await session.fetch([]) == []
    assert await session.fetch([1, 2]) == []


async def test_what_arrives_is_found_above_the_last_uid(session: MailSession, other: MailSession) -> None:
    await other.append("INBOX", letter(1), AT)
    (first,) = await session.uids_after(0)
    assert await session.uids_after(first) == []
    await other.append("INBOX", letter(2), AT)
    await other.append("INBOX", letter(3), AT)
    second, third = await session.uids_after(first)
    assert first < second < third
    assert await session.uids_after(second) == [third]


async def test_a_message_is_fetched_as_it_was_stored(session: MailSession, other: MailSession) -> None:
    octets = letter(1, "a * b * c\r\n(unbalanced {3}\r\n* 5 EXISTS\r\nA1 OK\r\n\u0416")
    await other.append("INBOX", octets, AT)
    (uid,) = await session.uids_after(0)
    (fetched,) = await session.fetch([uid])
    assert fetched.raw.beginning == octets
    assert fetched.raw.size == fetched.arrival.size == len(octets)
    assert not fetched.raw.truncated
    assert fetched.arrival.internal_at == AT
    assert (fetched.arrival.uid, fetched.arrival.role) == (uid, FolderRole.INBOX)


async def test_messages_come_in_the_order_of_their_uids(session: MailSession, other: MailSession) -> None:
    for number in range(3):
        await other.append("INBOX", letter(number), AT)
    uids = await session.uids_after(0)
    fetched = await session.fetch([*reversed(uids), uids[0], 9_999])
    assert [one.arrival.uid for one in fetched] == uids
    assert [one.raw.beginning for one in fetched] == [letter(number) for number in range(3)]


async def test_headers_come_alone(session: MailSession, other: MailSession) -> None:
    await other.append("INBOX", letter(1), AT)
    (fetched,) = await session.fetch_headers(await session.uids_after(0))
    assert fetched.raw.beginning == letter(1).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    assert fetched.arrival.internal_at == AT


async def test_a_long_message_is_fetched_in_its_beginning_only(session: MailSession, other: MailSession) -> None:
    octets = letter(1, "many words of text\r\n" * 20_000)
    await other.append("INBOX", octets, AT)
    (fetched,) = await session.fetch(await session.uids_after(0))
    assert fetched.raw.beginning == octets[:65_536]
    assert fetched.raw.size == len(octets)
    assert fetched.raw.truncated


async def test_a_text_behind_a_large_attachment_is_fetched_too(session: MailSession, other: MailSession) -> None:
    await other.append("INBOX", with_attachment_first(200_000, "The question stands here."), AT)
    (fetched,) = await session.fetch(await session.uids_after(0))
    (part,) = [part for part in fetched.raw.parts if part.body]
    assert part.section == "2"
    assert part.body.strip() == b"The question stands here."
    assert b"text/plain" in part.head


async def test_since_finds_the_day_before_as_well(session: MailSession, other: MailSession) -> None:
    for days in (5, 1, 0):
        await other.append("INBOX", letter(days), AT - timedelta(days=days))
    uids = await session.uids_after(0)
    assert list(await session.uids_since(AT))[-2:] == uids[1:]
    assert uids[0] not in await session.uids_since(AT)


async def test_a_message_is_found_by_its_message_id(session: MailSession, other: MailSession) -> None:
    await other.append("INBOX", letter(1), AT)
    await other.append("INBOX", b"X-Microsoft-Original-Message-ID: <original@example.org>\r\n" + letter(2), AT)
    assert await session.find_message_id("<letter-1@example.org>")
    assert await session.find_message_id("<original@example.org>")
    assert not await session.find_message_id("<letter-3@example.org>")


async def test_a_push_ends_the_wait(session: MailSession, other: MailSession) -> None:
    waiting = asyncio.create_task(session.wait_for_push(NEVER_S))
    await other.append("INBOX", letter(1), AT)
    assert await waiting is True
    assert len(await session.uids_after(0)) == 1


async def test_a_push_that_came_before_the_wait_is_not_lost(session: MailSession, other: MailSession) -> None:
    await other.append("INBOX", letter(1), AT)
    assert await session.uids_after(0) != []
    assert await session.wait_for_push(NEVER_S) is True


async def test_nothing_new_is_no_push(session: MailSession) -> None:
    assert await session.wait_for_push(SHORT_S) is False


async def test_a_folder_that_is_not_there_is_missing(other: MailSession) -> None:
    with pytest.raises(FolderMissingError):
        await other.open("No such folder", FolderRole.SENT)
    with pytest.raises(FolderMissingError):
        await other.append("No such folder", letter(1), AT)


async def test_the_folders_have_their_roles(session: MailSession) -> None:
    folders = await session.folders()
    assert folders[FolderRole.INBOX] == "INBOX"
    assert folders.get(FolderRole.SENT, "Sent") == "Sent"


async def test_fetching_twice_gives_the_same(session: MailSession, other: MailSession) -> None:
    await other.append("INBOX", letter(1), AT)
    uids = await session.uids_after(0)
    assert await session.fetch(uids) == await session.fetch(uids)


async def test_a_wrong_password_is_a_refused_login(url: tuple[str, str]) -> None:
    with pytest.raises(LoginRefusedError):
        await sessions_to(url[0], "wrong").connect()


async def test_a_closed_session_is_dead_and_may_be_closed_again(session: MailSession) -> None:
    await session.close()
    with pytest.raises(MailboxAwayError):
        await session.uids_after(0)
    await session.close()


def with_attachment_first(size: int, text: str) -> bytes:
    """A multipart letter whose text stands behind an attachment of `size` octets."""
    line = b"A" * 76 + b"\r\n"
    return (
        b"From: Anna <anna@example.org>\r\nSubject: See attached\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="cut"\r\n\r\n'
        b'--cut\r\nContent-Type: application/pdf; name="plan.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + line * (size // len(line))
        + b"\r\n--cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + text.encode()
        + b"\r\n--cut--\r\n"
    )
