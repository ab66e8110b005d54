"""A connection that dies while we wait is found."""

import asyncio

import pytest

from responder.imap.connection import Patience
from responder.ports import MailboxAwayError
from tests.support.imap_sessions import GIVES_UP, NEVER_S, in_inbox
from tests.support.scripted_imap import Line

WITHOUT_IDLE = "IMAP4rev1 SASL-IR AUTH=PLAIN"


async def test_a_goodbye_while_idling_is_told() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        await line.says("* BYE Connection is closed. 13")

    async with in_inbox(script) as session:
        with pytest.raises(MailboxAwayError, match=r"Connection is closed\. 13"):
            await session.wait_for_push(NEVER_S)


async def test_a_server_that_says_goodbye_and_stays_is_left() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        await line.says("* BYE")
        await line.falls_silent()

    async with in_inbox(script) as session:
        with pytest.raises(MailboxAwayError, match="goodbye"):
            await session.wait_for_push(NEVER_S)


async def test_a_reset_while_idling_is_found_at_once() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        line.resets()

    async with in_inbox(script) as session:
        with pytest.raises(MailboxAwayError, match="connection was lost"):
            await session.wait_for_push(NEVER_S)


async def test_an_end_of_the_stream_while_idling_is_found_at_once() -> None:
    async def script(line: Line) -> None:
        await line.idles()

    async with in_inbox(script) as session:
        with pytest.raises(MailboxAwayError, match="connection was lost"):
            await session.wait_for_push(NEVER_S)


async def test_a_half_open_connection_is_found_at_the_end_of_the_round() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        await line.falls_silent()

    async with in_inbox(script, patience=Patience(done_s=0.05)) as session:
        with pytest.raises(MailboxAwayError, match="end of IDLE did not come"):
            await session.wait_for_push(0.02)


async def test_a_server_that_does_not_begin_to_idle_is_given_up() -> None:
    async def script(line: Line) -> None:
        await line.falls_silent()

    async with in_inbox(script, patience=GIVES_UP) as session:
        with pytest.raises(MailboxAwayError, match="answer to IDLE did not come"):
            await session.wait_for_push(NEVER_S)


async def test_without_idle_a_lost_connection_is_found_at_once() -> None:
    async def script(line: Line) -> None:
        line.resets()

    async with in_inbox(script, capabilities=WITHOUT_IDLE) as session:
        with pytest.raises(MailboxAwayError):
            await session.wait_for_push(NEVER_S)


async def test_without_idle_a_half_open_connection_is_found() -> None:
    async def script(line: Line) -> None:
        await line.falls_silent()

    async with in_inbox(script, capabilities=WITHOUT_IDLE, patience=GIVES_UP) as session:
        with pytest.raises(MailboxAwayError, match="answer to NOOP did not come"):
            await session.wait_for_push(0.01)


async def test_a_wait_that_is_cancelled_ends_the_session() -> None:
    idling = asyncio.Event()

    async def script(line: Line) -> None:
        await line.idles()
        idling.set()
        await line.falls_silent()

    async with in_inbox(script) as session:
        waiting = asyncio.create_task(session.wait_for_push(NEVER_S))
        await idling.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        with pytest.raises(MailboxAwayError):
            await session.uids_after(0)


async def test_closing_from_another_task_ends_the_wait() -> None:
    idling = asyncio.Event()

    async def script(line: Line) -> None:
        await line.idles()
        idling.set()
        await line.falls_silent()

    async with in_inbox(script) as session:
        waiting = asyncio.create_task(session.wait_for_push(NEVER_S))
        await idling.wait()
        await session.close()
        with pytest.raises(MailboxAwayError, match="we closed"):
            await waiting


async def test_two_tasks_on_one_session_are_a_mistake_of_ours() -> None:
    idling = asyncio.Event()

    async def script(line: Line) -> None:
        await line.idles()
        idling.set()
        await line.falls_silent()

    async with in_inbox(script) as session:
        waiting = asyncio.create_task(session.wait_for_push(NEVER_S))
        await idling.wait()
        with pytest.raises(RuntimeError, match="one task"):
            await session.uids_after(0)
        await session.close()
        with pytest.raises(MailboxAwayError):
            await waiting
