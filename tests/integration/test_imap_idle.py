"""A push is followed at once, and none is lost."""

import asyncio

import pytest

from responder.imap.connection import Patience
from tests.support.imap_sessions import NEVER_S, in_inbox
from tests.support.scripted_imap import Line

WITHOUT_IDLE = "IMAP4rev1 SASL-IR AUTH=PLAIN"


async def test_a_push_ends_the_wait() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        await line.says("* 2 EXISTS")
        await line.ends_idle()
        await line.logs_out()

    async with in_inbox(script) as session:
        assert await session.wait_for_push(NEVER_S) is True


async def test_a_silent_round_ends_with_a_question_and_nothing_found() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        await line.says("* OK Still here")
        await line.ends_idle()
        await line.answers("NOOP")
        await line.logs_out()

    async with in_inbox(script) as session:
        assert await session.wait_for_push(0.02) is False


async def test_idle_is_begun_anew_before_the_server_forgets_us() -> None:
    async def script(line: Line) -> None:
        for _ in range(3):
            await line.idles()
            await line.ends_idle()
            await line.answers("NOOP")
        await line.idles()
        await line.says("* 2 EXISTS")
        await line.ends_idle()

    async with in_inbox(script, patience=Patience(idle_round_s=0.01)) as session:
        assert await session.wait_for_push(NEVER_S) is True


async def test_a_server_whose_idle_is_deaf_tells_when_it_is_asked() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        await line.ends_idle()
        await line.answers("NOOP", "* 2 EXISTS")

    async with in_inbox(script, patience=Patience(idle_round_s=0.01)) as session:
        assert await session.wait_for_push(NEVER_S) is True


@pytest.mark.parametrize("news", ["* 2 EXISTS", "* 1 EXPUNGE", "* VANISHED 5"])
async def test_news_that_came_during_a_command_is_not_lost(news: str) -> None:
    async def script(line: Line) -> None:
        await line.answers("UID FETCH", news)
        await line.falls_silent()

    async with in_inbox(script) as session:
        assert await session.fetch([5]) == []
        assert await session.wait_for_push(NEVER_S) is True


async def test_news_that_came_between_commands_is_not_lost() -> None:
    told = asyncio.Event()

    async def script(line: Line) -> None:
        await line.answers("UID FETCH")
        await line.says("* 2 EXISTS")
        told.set()
        await line.answers("UID FETCH")
        await line.falls_silent()

    async with in_inbox(script) as session:
        await session.fetch([5])
        await told.wait()
        await session.fetch([5])
        assert await session.wait_for_push(NEVER_S) is True


async def test_what_a_folder_holds_when_it_is_opened_is_no_news() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        await line.says("* 1 EXISTS", "* 0 RECENT", "* 1 FETCH (FLAGS (\\Seen))")
        await line.ends_idle()
        await line.answers("NOOP", "* 1 EXISTS")

    async with in_inbox(script) as session:
        assert await session.wait_for_push(0.02) is False


async def test_thousands_of_messages_put_away_at_once_are_one_push() -> None:
    async def script(line: Line) -> None:
        await line.idles()
        await line.says(*["* 1 EXPUNGE"] * 3_000)
        await line.hears_line("DONE")
        await line.says(*["* 1 EXPUNGE"] * 3_000, "* 9 EXISTS", f"{line.heard[-2].split()[0]} OK ended")
        await line.idles()
        await line.ends_idle()
        await line.answers("NOOP")

    async with in_inbox(script, patience=Patience(idle_round_s=0.01)) as session:
        assert await session.wait_for_push(NEVER_S) is True
        assert await session.wait_for_push(0.01) is False


async def test_without_idle_the_time_is_waited_out_and_then_asked() -> None:
    async def script(line: Line) -> None:
        await line.answers("NOOP")
        await line.answers("NOOP", "* 2 EXISTS")
        await line.logs_out()

    async with in_inbox(script, capabilities=WITHOUT_IDLE) as session:
        assert await session.wait_for_push(0.01) is False
        assert await session.wait_for_push(0.01) is True


async def test_a_server_that_says_it_idles_and_refuses_is_asked_on_the_timer() -> None:
    async def script(line: Line) -> None:
        await line.hears("IDLE")
        await line.bad("no idling")
        await line.answers("NOOP")
        await line.answers("NOOP", "* 2 EXISTS")

    async with in_inbox(script, patience=Patience(idle_round_s=0.01)) as session:
        assert await session.wait_for_push(NEVER_S) is True
