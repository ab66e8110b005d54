"""Sessions of the real client towards a test's server, with the little patience that keeps tests quick."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from responder.domain.message import FolderRole
from responder.imap.account import ImapAccount
from responder.imap.connect import ImapSessions
from responder.imap.connection import Patience
from responder.imap.session import ImapSession
from tests.support.ports import HOST
from tests.support.scripted_imap import Script, ScriptedImap

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""What the injected clock says."""

QUICK = Patience(connect_s=5, login_s=5, command_s=5, done_s=5, logout_s=0.1)
"""Enough for a loaded machine; nothing waits that long unless it fails."""

GIVES_UP = Patience(connect_s=0.05, login_s=0.05, command_s=0.05, done_s=0.05, logout_s=0.05)
"""For servers that never answer."""

NEVER_S = 60.0
"""A time nobody waits out: what is awaited comes first or the test fails."""


def sessions_to(url: str, password: str, **settings: Any) -> ImapSessions:
    """Sessions to the account of a URL."""
    return ImapSessions(ImapAccount.from_url(url, password), **_with_defaults(settings))


def scripted_sessions(server: ScriptedImap, password: str = "swordfish", **settings: Any) -> ImapSessions:
    """Sessions to a scripted server, in clear text unless `tls` says otherwise."""
    account = ImapAccount(HOST, server.port, settings.pop("tls", "none"), "info@example.org", lambda: password)
    return ImapSessions(account, **_with_defaults(settings))


def _with_defaults(settings: dict[str, Any]) -> dict[str, Any]:
    return {"clock": lambda: NOW, "patience": QUICK} | settings


@asynccontextmanager
async def in_inbox(script: Script, *, patience: Patience = QUICK, capabilities: str = "") -> AsyncIterator[ImapSession]:
    """A session with INBOX open on a server that lets it in and then follows `script`; only then `patience` counts."""

    async def whole(line: Any) -> None:
        await line.lets_in(*([capabilities] if capabilities else []))
        await line.opens()
        await script(line)

    async with ScriptedImap(whole) as server:
        session = await scripted_sessions(server).connect()
        try:
            await session.open("INBOX", FolderRole.INBOX)
            session._connection.patience = patience
            yield session
        finally:
            await session.close()


def loopback_tls(*names: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a trusting client's TLS contexts, for a certificate of these names."""
    import trustme

    authority = trustme.CA()
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert(*names).configure_cert(server)
    authority.configure_trust(client)
    return server, client
