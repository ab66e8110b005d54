"""Nonsense, silence and broken connections end a fetch in bounded time and memory."""

import asyncio
import tracemalloc

import pytest

from responder.imap.connection import Patience
from responder.imap.fetching import BEGINNING
from responder.ports import MailboxAwayError
from tests.support.imap_sessions import GIVES_UP, in_inbox
from tests.support.scripted_imap import DATE, Line, fetch_answer

BODY = b"Subject: a * b * c (\r\n\r\nHello {3}\r\n* 5 EXISTS\r\nA1 OK\r\n"


async def test_a_server_that_sends_more_than_was_asked_for_costs_no_memory() -> None:
    size = 40 * 2**20

    async def script(line: Line) -> None:
        await line.hears("UID FETCH")
        await line.sends(f"* 1 FETCH (UID 5 INTERNALDATE {DATE} RFC822.SIZE {size} BODY[] {{{size}}}\r\n".encode())
        piece = b"Content-Type: application/zip\r\n\r\n".ljust(65_536, b"x")
        for _ in range(size // len(piece)):
            await line.sends(piece)
        await line.says(")", f"{line.tag} OK done")

    async with in_inbox(script) as session:
        tracemalloc.start()
        (fetched,) = await session.fetch([5])
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(fetched.raw.beginning) == BEGINNING
        assert peak < 4 * 2**20


@pytest.mark.parametrize(
    "gibberish",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n",
        b"* \r\n",
        b"* 1 FETCH (UID 5 BODY[] {99999999999}\r\n",
        b"* 1 FETCH (UID 5 BODY[] \"never closed)\r\nTAG OK done\r\n",
        b"* 1 FETCH (UID\r\nTAG OK done\r\n",
        b"ZZ99 OK not the tag\r\n",
        b"+ go ahead\r\n",
        b"hello?\r\n",
    ],
)  # fmt: skip
async def test_gibberish_ends_the_session(gibberish: bytes) -> None:
    async def script(line: Line) -> None:
        await line.hears("UID FETCH")
        await line.sends(gibberish.replace(b"TAG", line.tag.encode()))
        await line.falls_silent()

    async with in_inbox(script) as session:
        with pytest.raises(MailboxAwayError, match="it sent"):
            await session.fetch([5])
        with pytest.raises(MailboxAwayError, match="it sent"):
            await session.uids_after(0)


@pytest.mark.parametrize("announced", [len(BODY) - 3, len(BODY) + 3])
async def test_a_literal_of_a_wrong_size_is_noticed(announced: int) -> None:
    async def script(line: Line) -> None:
        await line.hears("UID FETCH")
        whole = fetch_answer(5, BODY).replace(f"{{{len(BODY)}}}".encode(), f"{{{announced}}}".encode())
        await line.sends(whole + f"\r\n{line.tag} OK done\r\n".encode())
        await line.falls_silent()

    async with in_inbox(script, patience=GIVES_UP) as session:
        with pytest.raises(MailboxAwayError):
            await session.fetch([5])


async def test_a_connection_that_dies_in_a_literal_is_found() -> None:
    async def script(line: Line) -> None:
        await line.hears("UID FETCH")
        await line.sends(b"* 1 FETCH (UID 5 BODY[] {100}\r\nhalf")
        line.resets()

    async with in_inbox(script) as session:
        with pytest.raises(MailboxAwayError, match="connection was lost"):
            await session.fetch([5])


async def test_silence_in_a_literal_is_given_up() -> None:
    async def script(line: Line) -> None:
        await line.hears("UID FETCH")
        await line.sends(b"* 1 FETCH (UID 5 BODY[] {100}\r\nhalf")
        await line.falls_silent()

    async with in_inbox(script, patience=GIVES_UP) as session:
        with pytest.raises(MailboxAwayError, match="answer to FETCH did not come"):
            await session.fetch([5])


async def test_a_server_that_drips_for_ever_is_given_up() -> None:
    async def script(line: Line) -> None:
        await line.hears("UID FETCH")
        while True:
            await line.says("* 1 RECENT")
            await asyncio.sleep(0)

    async with in_inbox(script, patience=Patience(command_s=0.02, logout_s=0.02)) as session:
        with pytest.raises(MailboxAwayError, match="did not come"):
            await session.fetch([5])


async def test_a_goodbye_in_the_middle_of_a_fetch_is_told() -> None:
    async def script(line: Line) -> None:
        await line.hears("UID FETCH")
        await line.says(fetch_answer(5, BODY), "* BYE Session expired, please login again")

    async with in_inbox(script) as session:
        with pytest.raises(MailboxAwayError, match="Session expired"):
            await session.fetch([5])
