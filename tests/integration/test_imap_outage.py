"""A real server that goes away and comes back, and a network that lies about it: nothing hangs and nothing is lost."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from responder.domain.message import FolderRole
from responder.imap.connect import ImapSessions
from responder.imap.session import ImapSession
from responder.ports import MailboxAwayError
from tests.support.account import Account
from tests.support.dovecot import Dovecot
from tests.support.flaky_proxy import FlakyProxy
from tests.support.imap_sessions import NEVER_S, QUICK, sessions_to
from tests.support.ports import HOST

ROUND_S = 0.2
IMPATIENT = replace(QUICK, connect_s=0.5, login_s=0.5, command_s=0.5, done_s=0.5)


def letter(number: int) -> bytes:
    return f"From: anna@example.org\r\nSubject: Letter {number}\r\n\r\nWhen do you open?\r\n".encode()


async def opened(account: Account) -> ImapSession:
    session = await sessions_to(account.url, account.password).connect()
    await session.open("INBOX", FolderRole.INBOX)
    return session


async def test_a_restart_of_the_server_ends_the_wait_and_the_next_session_goes_on(own_dovecot: Dovecot) -> None:
    account = own_dovecot.account()
    account.append(letter(1))
    session = await opened(account)
    waiting = asyncio.create_task(session.wait_for_push(NEVER_S))
    # Dovecot lets its sessions live on when it is stopped; a machine that goes down does not.
    await asyncio.to_thread(account.kick)
    await asyncio.to_thread(own_dovecot.stop)
    with pytest.raises(MailboxAwayError):
        await waiting
    await session.close()
    with pytest.raises(MailboxAwayError, match="no connection"):
        await opened(account)
    await asyncio.to_thread(own_dovecot.start)
    session = await opened(account)
    assert len(await session.uids_after(0)) == 1
    await session.close()


async def test_being_thrown_out_by_the_server_ends_the_wait(account: Account) -> None:
    session = await opened(account)
    waiting = asyncio.create_task(session.wait_for_push(NEVER_S))
    await asyncio.to_thread(account.kick)
    with pytest.raises(MailboxAwayError):
        await waiting
    await session.close()


async def test_a_frozen_network_is_found_within_a_round(account: Account) -> None:
    async with FlakyProxy(account.server.port) as proxy:
        session = await sessions_to(_through(proxy, account), account.password).connect()
        await session.open("INBOX", FolderRole.INBOX)
        session._connection.patience = IMPATIENT
        proxy.freeze()
        with pytest.raises(MailboxAwayError, match="did not come"):
            await session.wait_for_push(ROUND_S)
        await session.close()


async def test_over_a_bad_network_every_letter_is_seen_exactly_once(account: Account) -> None:
    """Thirty letters, two cuts, one frozen stretch."""
    async with FlakyProxy(account.server.port) as proxy:
        sessions = sessions_to(_through(proxy, account), account.password, patience=IMPATIENT)
        seen: list[int] = []
        turned = asyncio.Event()
        watching = asyncio.create_task(_watch(sessions, seen, turned))
        trouble = {8: proxy.reset, 15: proxy.freeze, 17: proxy.thaw, 25: proxy.reset}
        for number in range(30):
            await asyncio.to_thread(account.append, letter(number))
            trouble.get(number, lambda: None)()
            await _turn(turned)
        while len(seen) < 30:
            await _turn(turned)
        await watching
        assert seen == account.uids()
        assert proxy.connections > 3


async def _watch(sessions: ImapSessions, seen: list[int], turned: asyncio.Event) -> None:
    """Read into `seen` what arrives, over as many sessions as it takes; `turned` is set at every turn of the loop."""
    while len(seen) < 30:
        with suppress(MailboxAwayError):
            session = await sessions.connect()
            try:
                await session.open("INBOX", FolderRole.INBOX)
                await _watch_over(session, seen, turned)
            finally:
                await session.close()
        turned.set()


async def _watch_over(session: ImapSession, seen: list[int], turned: asyncio.Event) -> None:
    while True:
        fetched = await session.fetch(await session.uids_after(max(seen, default=0)))
        seen.extend(one.arrival.uid for one in fetched)
        turned.set()
        if len(seen) >= 30:
            return
        await session.wait_for_push(ROUND_S)


async def _turn(turned: asyncio.Event) -> None:
    turned.clear()
    await turned.wait()


def _through(proxy: FlakyProxy, account: Account) -> str:
    return account.url.replace(f"{HOST}:{account.server.port}", f"{HOST}:{proxy.port}")
