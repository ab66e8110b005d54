"""Drafts on servers that refuse, fall silent about UIDs, or lack what is needed to remove one message alone."""

import asyncio
from datetime import UTC, datetime

import pytest

from responder.domain.message import FolderRole
from responder.ports import MailboxAwayError
from responder.ports.mail import Filed
from tests.support.imap_sessions import NEVER_S, in_inbox
from tests.support.scripted_imap import Line

AT = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
OCTETS = b"Message-ID: <d@example.test>\r\n\r\n[answer 1]\r\n"
UNTOUCHED = "* 1 FETCH (UID 5 FLAGS (\\Draft \\Recent $Label1 NonJunk))"


async def takes(line: Line, folder: str = '"Drafts"') -> None:
    await line.hears(rf'APPEND {folder} \(\\Draft\) "19-Nov-2026 08:30:00 \+0000" \{{{len(OCTETS)}\}}$')
    await line.says("+ go on")
    await line.hears_octets(len(OCTETS) + 2)


async def selects(line: Line, uidvalidity: int = 7) -> None:
    await line.answers('SELECT "Drafts"$', "* 1 EXISTS", f"* OK [UIDVALIDITY {uidvalidity}] valid")


async def test_the_place_of_a_draft_is_read_from_the_answer() -> None:
    async def script(line: Line) -> None:
        await takes(line)
        await line.ok("[APPENDUID 38505 3955] APPEND completed")

    async with in_inbox(script) as session:
        assert await session.append_draft("Drafts", OCTETS, AT) == Filed(38505, 3955)


async def test_a_server_that_does_not_say_where_the_draft_lies() -> None:
    async def script(line: Line) -> None:
        await takes(line)
        await line.ok()

    async with in_inbox(script) as session:
        assert await session.append_draft("Drafts", OCTETS, AT) == Filed()


async def test_names_of_folders_cannot_end_the_command() -> None:
    async def script(line: Line) -> None:
        await takes(line, r'"INBOX\.&BCcENQRABD0EPgQyBDgEOgQ4- \\"a\\\\b\\""')
        await line.ok()

    async with in_inbox(script) as session:
        assert await session.append_draft('INBOX.Черновики "a\\b"', OCTETS, AT) == Filed()


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("said", ["[OVERQUOTA] Quota exceeded", "[TRYCREATE] no such folder", "not today"])
async def test_a_refusal_is_a_value_and_the_connection_lives_on(said: str, at_once: bool) -> None:
    async def script(line: Line) -> None:
        if at_once:
            await line.hears("APPEND ")
        else:
            await takes(line)
        await line.no(said)
        await line.answers("UID SEARCH", "* SEARCH 4")

    async with in_inbox(script) as session:
        assert (await session.append_draft("Drafts", OCTETS, AT)).refusal == said
        assert await session.uids_after(0) == [4]


async def test_a_connection_that_is_lost_before_the_answer_is_an_error() -> None:
    async with in_inbox(takes) as session:
        with pytest.raises(MailboxAwayError):
            await session.append_draft("Drafts", OCTETS, AT)


async def test_a_draft_is_removed_by_its_uid_after_another_look_at_its_flags() -> None:
    async def script(line: Line) -> None:
        await selects(line)
        await line.answers(r"UID FETCH 5 \(UID FLAGS\)$", UNTOUCHED)
        await line.answers(r"UID STORE 5 \+FLAGS\.SILENT \(\\Deleted\)$")
        await line.answers("UID EXPUNGE 5$", "* 1 EXPUNGE")
        await line.opens()
        await line.falls_silent()

    async with in_inbox(script) as session:
        assert await session.remove_draft("Drafts", 7, 5) is True
        await session.open("INBOX", FolderRole.INBOX)
        assert await session.wait_for_push(0) is False


@pytest.mark.parametrize(
    "told",
    [
        "* 1 FETCH (FLAGS (\\Draft \\Seen) UID 5)",
        "* 1 FETCH (UID 5 FLAGS (\\Deleted))",
        "* 1 FETCH (FLAGS (\\Draft))",
        "* 1 FETCH (UID 6 FLAGS (\\Draft))",
        "* 3 EXISTS",
    ],
)
async def test_without_flags_that_show_it_untouched_nothing_is_removed(told: str) -> None:
    async def script(line: Line) -> None:
        await selects(line)
        await line.answers("UID FETCH 5", told)

    async with in_inbox(script) as session:
        assert await session.remove_draft("Drafts", 7, 5) is False


async def test_in_a_renumbered_folder_nothing_is_removed() -> None:
    async def script(line: Line) -> None:
        await selects(line, uidvalidity=8)

    async with in_inbox(script) as session:
        assert await session.remove_draft("Drafts", 7, 5) is False


async def test_without_uidplus_nothing_is_even_asked() -> None:
    async def script(line: Line) -> None:
        await line.opens()

    async with in_inbox(script, capabilities="IMAP4rev1 AUTH=PLAIN SASL-IR IDLE") as session:
        assert session.can_remove is False
        assert await session.remove_draft("Drafts", 7, 5) is False
        await session.open("INBOX", FolderRole.INBOX)


async def test_another_task_ends_the_wait_and_idle_ends_as_it_should() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        await line.ends_idle()
        await line.answers("UID SEARCH", "* SEARCH 4")

    async with in_inbox(script) as session:
        waiting = asyncio.create_task(session.wait_for_push(NEVER_S))
        await session._connection.wire.until(lambda: session._connection.wire.idling)
        session.wake()
        assert await waiting is True
        assert await session.uids_after(0) == [4]


async def test_a_wake_before_the_wait_is_not_lost() -> None:
    async def script(line: Line) -> None:
        await line.falls_silent()

    async with in_inbox(script) as session:
        session.wake()
        assert await session.wait_for_push(NEVER_S) is True
