"""The hardened client on a real Dovecot: TLS, folders, marks, renumbering, large letters, mass moves."""

import asyncio
import ssl
import tracemalloc
from datetime import UTC, datetime

import pytest

from responder.domain.message import FolderRole
from responder.imap.session import ImapSession
from responder.ports import LoginRefusedError, MailboxAwayError
from tests.support.account import Account
from tests.support.dovecot import Dovecot
from tests.support.imap_sessions import NEVER_S, sessions_to

AT = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
LETTER = b"From: Anna <anna@example.org>\r\nSubject: Opening hours\r\n\r\nWhen do you open?\r\n"


async def opened(account: Account, folder: str = "INBOX") -> ImapSession:
    session = await sessions_to(account.url, account.password).connect()
    await session.open(folder, FolderRole.INBOX)
    return session


@pytest.mark.parametrize("kind", ["tls_url", "starttls_url"])
async def test_it_logs_in_through_tls(account: Account, kind: str) -> None:
    trusting = account.server.trusting()
    session = await sessions_to(getattr(account, kind), account.password, ssl_context=trusting).connect()
    assert (await session.open("INBOX", FolderRole.INBOX)).uidvalidity > 0
    await session.close()


@pytest.mark.parametrize("kind", ["tls_url", "starttls_url"])
async def test_a_certificate_nobody_vouches_for_is_refused(account: Account, kind: str) -> None:
    sessions = sessions_to(getattr(account, kind), account.password, ssl_context=ssl.create_default_context())
    with pytest.raises(MailboxAwayError, match="certificate does not verify"):
        await sessions.connect()


async def test_a_wrong_password_is_told_from_a_slow_server(account: Account) -> None:
    with pytest.raises(LoginRefusedError, match="AUTHENTICATIONFAILED"):
        await sessions_to(account.url, "wrong").connect()


async def test_the_special_folders_are_found(account: Account) -> None:
    session = await opened(account)
    assert await session.folders() == {
        FolderRole.INBOX: "INBOX", FolderRole.SENT: "Sent", FolderRole.JUNK: "Junk", FolderRole.TRASH: "Trash",
        FolderRole.DRAFTS: "Drafts",
    }  # fmt: skip
    assert {"\\drafts"} <= {flag for folder in await session.list_folders() for flag in folder.attributes}
    await session.close()


@pytest.mark.parametrize("name", ["Отправленные элементы", "Tom & Jerry", 'a "quoted" name', "Entwürfe/Später", "台北"])
async def test_a_folder_of_any_name_can_be_listed_opened_and_appended_to(account: Account, name: str) -> None:
    session = await opened(account)
    account.server.doveadm("mailbox", "create", "-u", account.user, name)
    await session.append(name, LETTER, AT)
    assert name in {folder.name for folder in await session.list_folders()}
    await session.open(name, FolderRole.SENT)
    assert len(await session.uids_after(0)) == 1
    await session.close()


async def test_reading_leaves_every_message_unseen(account: Account) -> None:
    account.deliver(LETTER)
    session = await opened(account)
    uids = await session.uids_after(0)
    await session.fetch(uids)
    await session.fetch_headers(uids)
    await session.find_message_id("<none@example.org>")
    await session.close()
    assert all("\\Seen" not in flags for flags in account.flags().values())


async def test_what_is_appended_is_seen_and_dated(account: Account) -> None:
    session = await opened(account)
    await session.append("Sent", LETTER, AT)
    await session.open("Sent", FolderRole.SENT)
    (fetched,) = await session.fetch(await session.uids_after(0))
    assert (fetched.raw.beginning, fetched.arrival.internal_at, fetched.arrival.role) == (LETTER, AT, FolderRole.SENT)
    await session.close()
    assert [flags - {"\\Recent"} for flags in account.flags("Sent").values()] == [{"\\Seen"}]


async def test_a_new_uidvalidity_is_seen_at_the_next_opening(account: Account) -> None:
    account.deliver(LETTER)
    session = await opened(account)
    before = await session.open("INBOX", FolderRole.INBOX)
    await session.close()
    new = account.bump_uidvalidity()
    session = await opened(account)
    after = await session.open("INBOX", FolderRole.INBOX)
    assert (before.uidvalidity, after.uidvalidity) == (new - 1, new)
    assert (await session.fetch(await session.uids_after(0)))[0].arrival.uidvalidity == new
    await session.close()


async def test_a_letter_of_forty_megabytes_costs_no_more_than_a_small_one(account: Account) -> None:
    line = b"A" * 76 + b"\r\n"
    letter = (
        b'Subject: plan\r\nContent-Type: multipart/mixed; boundary="cut"\r\n\r\n'
        b"--cut\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + line * (40 * 2**20 // len(line))
        + b"\r\n--cut\r\nContent-Type: text/plain\r\n\r\nWhere is the answer?\r\n--cut--\r\n"
    )
    account.append(letter)
    session = await opened(account)
    uids = await session.uids_after(0)
    tracemalloc.start()
    (fetched,) = await session.fetch(uids)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    await session.close()
    assert fetched.raw.size == len(letter)
    assert [part.body for part in fetched.raw.parts if part.body] == [b"Where is the answer?"]
    assert peak < 2 * 2**20


async def test_thousands_of_letters_put_away_while_idling_are_one_push(account: Account) -> None:
    for _ in range(3):
        account.append(LETTER)
    session = await opened(account)
    with account.imap("INBOX") as other:
        for _ in range(11):
            other.copy("1:*", "INBOX")
            other.noop()
        count = int(other.select("INBOX")[1][0] or 0)
        assert await session.wait_for_push(NEVER_S) is True
        assert len(await session.uids_after(0)) == count > 3_000
        await session.wait_for_push(0.01)
        waiting = asyncio.create_task(session.wait_for_push(NEVER_S))
        await asyncio.to_thread(other.store, "1:*", "+FLAGS.SILENT", "\\Deleted")
        await asyncio.to_thread(other.expunge)
        assert await waiting is True
        assert await session.uids_after(0) == []
    await session.close()


async def test_letters_expunged_between_search_and_fetch_are_absent(account: Account) -> None:
    for _ in range(3):
        account.append(LETTER)
    session = await opened(account)
    uids = await session.uids_after(0)
    account.server.doveadm("expunge", "-u", account.user, "mailbox", "INBOX", "uid", str(uids[1]))
    assert [one.arrival.uid for one in await session.fetch(uids)] == [uids[0], uids[2]]
    await session.close()


async def test_letters_that_arrive_while_others_are_fetched_are_a_push(account: Account) -> None:
    session = await opened(account)
    seen: list[int] = []
    for number in range(20):
        account.append(LETTER)
        fetching = asyncio.create_task(session.fetch(seen))
        await asyncio.to_thread(account.append, LETTER)
        assert [one.arrival.uid for one in await fetching] == seen
        assert await session.wait_for_push(NEVER_S) is True, number
        seen = list(await session.uids_after(0))
    assert len(seen) == 40
    await session.close()


async def test_a_server_without_idle_is_asked_on_the_timer() -> None:
    with Dovecot(capability="IMAP4rev1 SASL-IR LITERAL+ UIDPLUS") as server:
        account = server.account()
        session = await opened(account)
        assert await session.wait_for_push(0.05) is False
        account.deliver(LETTER)
        assert await session.wait_for_push(0.05) is True
        await session.close()
