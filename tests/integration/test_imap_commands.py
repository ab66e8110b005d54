"""Searching, appending and opening folders say what is meant and nothing more."""

from datetime import UTC, datetime

import pytest

from responder.domain.message import FolderRole
from responder.ports import FolderMissingError, LoginRefusedError, MailboxAwayError
from tests.support.imap_sessions import NEVER_S, NOW, in_inbox, scripted_sessions
from tests.support.scripted_imap import Line, ScriptedImap, fetch_answer

BODY = b"Subject: a * b * c (\r\n\r\nHello {3}\r\n* 5 EXISTS\r\nA1 OK\r\n"


async def test_only_uids_above_the_last_one_count() -> None:
    async def script(line: Line) -> None:
        await line.answers(r"UID SEARCH UID 10:\*$", "* SEARCH 9")
        await line.answers(r"UID SEARCH UID 10:\*$", "* SEARCH 12 11 9 11")
        await line.answers(r"UID SEARCH UID 10:\*$")

    async with in_inbox(script) as session:
        assert await session.uids_after(9) == []
        assert await session.uids_after(9) == [11, 12]
        assert await session.uids_after(9) == []
        assert await session.uids_after(2**32 - 1) == []


async def test_a_search_that_brings_news_is_asked_once_more() -> None:
    async def script(line: Line) -> None:
        await line.answers("UID SEARCH", "* SEARCH 1", "* 2 EXISTS")
        await line.answers("UID SEARCH", "* SEARCH 1 2", "* 3 EXISTS")
        await line.falls_silent()

    async with in_inbox(script) as session:
        assert await session.uids_after(0) == [1, 2]
        assert await session.wait_for_push(NEVER_S) is True


async def test_since_begins_a_day_earlier_for_servers_in_other_zones() -> None:
    async def script(line: Line) -> None:
        await line.answers("UID SEARCH SINCE 30-Nov-2026$", "* SEARCH 3")

    async with in_inbox(script) as session:
        assert await session.uids_since(datetime(2026, 12, 1, 0, 30, tzinfo=UTC)) == [3]


async def test_a_message_id_is_looked_for_in_quotes() -> None:
    sought = r'"<a\\"b@example\.org>"'

    async def script(line: Line) -> None:
        await line.answers(
            rf"UID SEARCH OR HEADER Message-ID {sought} HEADER X-Microsoft-Original-Message-ID {sought}$",
            "* SEARCH 8",
        )
        await line.answers("UID SEARCH OR", "* SEARCH")

    async with in_inbox(script) as session:
        assert await session.find_message_id('<a"b@example.org>') is True
        assert await session.find_message_id("<other@example.org>") is False


async def test_a_message_id_cannot_smuggle_in_a_command() -> None:
    async def script(line: Line) -> None:
        await line.logs_out()

    async with in_inbox(script) as session:
        with pytest.raises(ValueError, match="cannot be sent"):
            await session.find_message_id("<a@b>\r\nZZ1 DELETE INBOX")


async def test_a_message_is_appended_as_read() -> None:
    heard = []

    async def script(line: Line) -> None:
        await line.hears(r'APPEND "&BCEEPwQwBDw-" \(\\Seen\) "20-Nov-2026 09:00:00 \+0000" \{7\}$')
        await line.says("+ go")
        heard.append(await line.hears_octets(9))
        await line.ok("[APPENDUID 1 2] stored")

    async with in_inbox(script) as session:
        await session.append("Спам", b"a: b\r\n\xff", NOW)
    assert heard == [b"a: b\r\n\xff\r\n"]


async def test_appending_to_a_missing_folder_creates_nothing() -> None:
    async def script(line: Line) -> None:
        await line.hears("APPEND")
        await line.no("[TRYCREATE] no such folder")
        await line.logs_out()

    async with in_inbox(script) as session:
        with pytest.raises(FolderMissingError):
            await session.append("Sent", b"x", NOW)


async def test_a_folder_that_is_not_there_is_missing() -> None:
    async def script(line: Line) -> None:
        await line.hears('EXAMINE "Gone"')
        await line.no("[NONEXISTENT] gone")
        await line.logs_out()

    async with in_inbox(script) as session:
        with pytest.raises(FolderMissingError, match="gone"):
            await session.open("Gone", FolderRole.SENT)
        with pytest.raises(RuntimeError, match="no folder"):
            await session.fetch([1])


async def test_an_account_closed_in_mid_session_is_a_refused_login() -> None:
    async def script(line: Line) -> None:
        await line.hears("UID FETCH")
        await line.no("[CONTACTADMIN] this account is suspended")

    async with in_inbox(script) as session:
        with pytest.raises(LoginRefusedError, match="suspended"):
            await session.fetch([1])


async def test_a_folder_without_uidvalidity_cannot_be_used() -> None:
    async def script(line: Line) -> None:
        await line.answers("EXAMINE", "* 1 EXISTS")

    async with in_inbox(script) as session:
        with pytest.raises(MailboxAwayError, match="UIDVALIDITY"):
            await session.open("Odd", FolderRole.SENT)


async def test_special_use_is_asked_for_where_it_is_offered() -> None:
    listed = ('* LIST (\\HasNoChildren \\Sent) "/" Replies', '* LIST (\\HasNoChildren) "/" "INBOX"')

    async def extended(line: Line) -> None:
        await line.lets_in("IMAP4rev1 AUTH=PLAIN SASL-IR LIST-EXTENDED SPECIAL-USE")
        await line.answers(r'LIST "" "\*" RETURN \(SPECIAL-USE\)$', *listed)

    async def plain(line: Line) -> None:
        await line.lets_in("IMAP4rev1 AUTH=PLAIN SASL-IR")
        await line.answers(r'LIST "" "\*"$', *listed)

    async with ScriptedImap(extended, plain) as server:
        for _ in range(2):
            session = await scripted_sessions(server).connect()
            assert await session.folders() == {FolderRole.INBOX: "INBOX", FolderRole.SENT: "Replies"}
            await session.close()


async def test_where_nothing_is_marked_the_operators_names_are_looked_for_as_they_are_now() -> None:
    listed = ('* LIST () "/" "INBOX"', '* LIST () "/" Verschickt', '* LIST () "/" Gesendet')

    async def script(line: Line) -> None:
        await line.lets_in("IMAP4rev1 AUTH=PLAIN SASL-IR")
        await line.answers(r'LIST "" "\*"$', *listed)

    names: dict[FolderRole, str] = {}
    async with ScriptedImap(script, script) as server:
        sessions = scripted_sessions(server, folder_names=lambda: names)
        for found in ("Gesendet", "Verschickt"):
            session = await sessions.connect()
            assert (await session.folders())[FolderRole.SENT] == found
            names[FolderRole.SENT] = "Verschickt"
            await session.close()


async def test_nothing_that_is_said_changes_the_mailbox() -> None:
    async def script(line: Line) -> None:
        await line.answers("UID SEARCH", "* SEARCH 1")
        await line.answers("UID FETCH", fetch_answer(1, BODY))
        assert not any(verb in said for said in line.heard for verb in ("SELECT", "STORE", "BODY[", "COPY", "EXPUNGE"))

    async with in_inbox(script) as session:
        await session.uids_after(0)
        await session.fetch([1])
