"""Opens sessions: connection, TLS and login, refusing everything that would show a password to the wrong party."""

import asyncio
import base64
import ssl
from collections.abc import Callable, Mapping

from responder.domain.message import FolderRole
from responder.imap.account import ImapAccount
from responder.imap.connection import Connection, Patience
from responder.imap.quoting import quotable, quoted
from responder.imap.refusals import accept
from responder.imap.session import ImapSession
from responder.ports import LoginRefusedError, MailboxAwayError
from responder.ports.reading import Clock

FolderNames = Callable[[], Mapping[FolderRole, str]]
"""What the operator calls the folders, as the rules are now."""


class ImapSessions:
    """Opens sessions to one account: `ports.MailSessions`.

    `folder_names` is asked at each connection. `ssl_context` replaces the system's trust in
    tests; certificates and host names are always checked, and TLS is 1.2 or newer.
    """

    def __init__(
        self, account: ImapAccount, *, clock: Clock, folder_names: FolderNames = dict,
        patience: Patience | None = None, ssl_context: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        self._account = account
        self._clock = clock
        self._folder_names = folder_names
        self._patience = patience or Patience()
        self._context = ssl_context

    async def connect(self) -> ImapSession:
        """A logged-in session, or MailboxAwayError or LoginRefusedError with the connection dropped."""
        account = self._account
        context = None if account.tls == "none" else await self._tls_context()
        at_once = context if account.tls == "implicit" else None
        connection = await Connection.open(account.host, account.port, at_once, self._patience)
        try:
            await self._enter(connection, context)
        except BaseException:
            connection.abort()
            raise
        return ImapSession(connection, inbox=account.folder, configured=self._folder_names(), clock=self._clock)

    async def _enter(self, connection: Connection, context: ssl.SSLContext | None) -> None:
        known = await _greeted(connection)
        if known and self._account.tls != "implicit":
            # RFC 9051 section 7.1.4: who is in before TLS may be anybody's guest.
            raise MailboxAwayError(
                "the IMAP server says PREAUTH on a clear connection, which may be an attack: use imaps://"
            )
        await connection.learn_capabilities()
        if self._account.tls == "starttls" and context is not None:
            await self._secure(connection, context)
        if not known:
            await _log_in(connection, self._account)
            await connection.learn_capabilities()

    async def _secure(self, connection: Connection, context: ssl.SSLContext) -> None:
        if "STARTTLS" not in connection.capabilities:
            raise MailboxAwayError("the IMAP server offers no STARTTLS, and without TLS nobody logs in: use imaps://")
        await connection.start_tls(context, self._account.host)
        await connection.learn_capabilities()

    async def _tls_context(self) -> ssl.SSLContext:
        """Made once, in a thread: reading the system's certificates takes a while."""
        if self._context is None:
            self._context = await asyncio.to_thread(ssl.create_default_context)
        self._context.minimum_version = max(self._context.minimum_version, ssl.TLSVersion.TLSv1_2)
        return self._context


async def _greeted(connection: Connection) -> bool:
    """Whether the server takes us for logged in already."""
    greeting = (await connection.greeting()).line.upper()
    if greeting.startswith((b"* OK", b"* PREAUTH")):
        return greeting.startswith(b"* PREAUTH")
    said = "goodbye" if greeting.startswith(b"* BYE") else "something that is not IMAP"
    raise MailboxAwayError(f"IMAP server {connection.wire.peer}: it greeted with {said}: {connection.wire.farewell}")


async def _log_in(connection: Connection, account: ImapAccount) -> None:
    """SASL PLAIN where it is offered (it can carry any password), else LOGIN."""
    user, password = account.user, account.password()
    if "\0" in user + password:
        raise LoginRefusedError("a user or password with a NUL in it cannot be sent: check RESPONDER_IMAP_PASSWORD")
    if "AUTH=PLAIN" in connection.capabilities:
        await _log_in_plain(connection, user, password)
    elif "LOGINDISABLED" in connection.capabilities:
        raise LoginRefusedError("the IMAP server takes no password here: see what kinds of login it offers")
    elif quotable(user) and quotable(password):
        within_s = connection.patience.login_s
        accept("LOGIN", await connection.ask("LOGIN", quoted(user), quoted(password), within_s=within_s))
    else:
        raise LoginRefusedError("the IMAP server takes only ASCII passwords: set another one")


async def _log_in_plain(connection: Connection, user: str, password: str) -> None:
    """RFC 4616, with the initial response in the command where the server allows it (RFC 4959)."""
    secret = base64.b64encode(b"\0" + user.encode() + b"\0" + password.encode())
    at_once = (secret.decode("ascii"),) if "SASL-IR" in connection.capabilities else ()
    connection.wire.sasl_answer = None if at_once else secret
    reply = await connection.ask("AUTHENTICATE", "PLAIN", *at_once, within_s=connection.patience.login_s)
    accept("AUTHENTICATE", reply)
