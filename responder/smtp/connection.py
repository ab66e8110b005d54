"""One SMTP connection: opened, protected, logged in, and closed at the first thing that is not as it should be."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import aiosmtplib
from aiosmtplib.errors import SMTPAuthenticationError, SMTPException, SMTPHeloError, SMTPResponseException

from responder.smtp.account import Encryption, SmtpAccount, Timeouts
from responder.smtp.envelope import Envelope
from responder.smtp.reply import LostError, Phase, Reply, one_line

T = TypeVar("T")
_FRESH_WITHIN_S: Final = 5.0


def tls_context() -> ssl.SSLContext:
    """TLS 1.2 or newer, certificate and host name checked (RFC 8314). Reads the system's certificates: slow."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class SmtpConnection:
    """A logged-in connection that carries one letter at a time.

    After LostError it is closed. `letters` counts what it has carried.
    """

    def __init__(self, smtp: aiosmtplib.SMTP, timeouts: Timeouts) -> None:
        self._smtp = smtp
        self._timeouts = timeouts
        self._used_at = asyncio.get_running_loop().time()
        self.letters = 0

    @classmethod
    async def open(cls, account: SmtpAccount, timeouts: Timeouts, tls: ssl.SSLContext | None) -> "SmtpConnection":
        """Connect, protect, log in. Raises LostError with a text that says what to look at."""
        sock = await _dial(account, timeouts.connect_s)
        smtp = aiosmtplib.SMTP(
            hostname=account.host,
            sock=sock,
            local_hostname=account.local_hostname,
            use_tls=account.encryption is Encryption.IMPLICIT,
            start_tls=False,
            tls_context=tls,
            timeout=timeouts.greeting_s,
        )
        try:
            await _reading(Phase.CONNECT, _greet(smtp, account.encryption), f"{account.host}:{account.port}: ")
            if account.user:
                await _reading(Phase.LOGIN, _log_in(smtp, account, timeouts.command_s))
        except BaseException:
            _drop(smtp)
            raise
        return cls(smtp, timeouts)

    @property
    def is_open(self) -> bool:
        """Whether the connection has not been seen to end."""
        return self._smtp.is_connected

    async def revive(self) -> bool:
        """Whether a kept connection can carry another letter: used a moment ago, or it answers RSET in time."""
        if not self.is_open:
            return False
        if asyncio.get_running_loop().time() - self._used_at < _FRESH_WITHIN_S:
            return True
        return await self._reset()

    async def transfer(self, envelope: Envelope, on_dot: Callable[[], None]) -> Reply:
        """Carry one letter and give the reply that ended it: the one to the final dot, or the first refusal.

        `on_dot` is called just before the octets with the final dot are written. Raises LostError.
        """
        try:
            reply = await self._transaction(envelope, on_dot)
        except BaseException:
            self.close()
            raise
        self.letters += 1
        self._used_at = asyncio.get_running_loop().time()
        if reply.code == 503 or reply.code < 200:
            self.close()
        elif reply.phase is not Phase.DOT and self.is_open:
            await self._reset()
        return reply

    async def quit(self) -> None:
        """Say goodbye, but not for long."""
        try:
            await self._smtp.quit(timeout=self._timeouts.quit_s)
        except (SMTPException, OSError):
            pass
        finally:
            self.close()

    def close(self) -> None:
        """Drop the connection at once."""
        _drop(self._smtp)

    async def _transaction(self, envelope: Envelope, on_dot: Callable[[], None]) -> Reply:
        known = frozenset(self._smtp.esmtp_extensions)
        wait = self._timeouts.command_s
        reply = await self._ask(
            Phase.MAIL, b"MAIL", b"FROM:" + envelope.sender, *envelope.mail_options(known), wait=wait
        )
        if reply.code // 100 == 2:
            to = b"TO:" + envelope.recipient
            reply = await self._ask(Phase.RCPT, b"RCPT", to, *envelope.rcpt_options(known), wait=wait)
        if reply.phase is Phase.RCPT and reply.code // 100 == 2:
            reply = await self._ask(Phase.DATA, b"DATA", wait=self._timeouts.data_s)
        if reply.phase is Phase.DATA and reply.code == 354:
            reply = await self._write(envelope.payload, on_dot)
        return reply

    async def _ask(self, phase: Phase, *words: bytes, wait: float) -> Reply:
        response = await _reading(phase, self._smtp.execute_command(*words, timeout=wait))
        return Reply(phase, response.code, response.message)

    async def _write(self, payload: bytes, on_dot: Callable[[], None]) -> Reply:
        protocol = self._smtp.protocol
        if protocol is None or not protocol.is_connected:
            raise LostError(Phase.DATA, "the server hung up before the letter was sent")
        on_dot()
        protocol.write(payload)
        response = await _reading(Phase.DOT, protocol.read_response(timeout=self._timeouts.dot_s))
        return Reply(Phase.DOT, response.code, response.message)

    async def _reset(self) -> bool:
        try:
            reply = await self._ask(Phase.MAIL, b"RSET", wait=self._timeouts.probe_s)
        except LostError:
            self.close()
            return False
        if reply.code // 100 != 2:
            self.close()
        return self.is_open


def _drop(smtp: aiosmtplib.SMTP) -> None:
    """Close without waiting for octets that nobody reads any more."""
    if isinstance(smtp.transport, asyncio.WriteTransport):
        smtp.transport.abort()
    smtp.close()


async def _dial(account: SmtpAccount, within_s: float) -> socket.socket:
    """A connected socket to the first address of the host that answers."""
    loop = asyncio.get_running_loop()
    fault: OSError = OSError("the name has no address")
    try:
        async with asyncio.timeout(within_s):
            found = await loop.getaddrinfo(account.host, account.port, type=socket.SOCK_STREAM)
            for family, kind, number, _, address in found:
                sock = socket.socket(family, kind, number)
                sock.setblocking(False)
                try:
                    await loop.sock_connect(sock, address)
                except OSError as error:
                    sock.close()
                    fault = error
                except BaseException:
                    sock.close()
                    raise
                else:
                    return sock
    except TimeoutError:
        fault = TimeoutError(f"no answer within {within_s:g} s")
    except OSError as error:
        fault = error
    raise LostError(Phase.CONNECT, one_line(f"cannot connect to {account.host}:{account.port}: {fault}"))


async def _greet(smtp: aiosmtplib.SMTP, encryption: Encryption) -> None:
    await smtp.connect()
    if encryption is Encryption.STARTTLS:
        await smtp.starttls()
    try:
        await smtp.ehlo()
    except SMTPHeloError as refusal:
        if refusal.code < 500:
            raise
        await smtp.helo()


async def _log_in(smtp: aiosmtplib.SMTP, account: SmtpAccount, wait: float) -> None:
    """One attempt with one mechanism: failures are counted by servers, and two of them lock accounts twice as fast."""
    offered = smtp.server_auth_methods
    if "plain" in offered:
        await smtp.auth_plain(account.user, account.password, timeout=wait)
    elif "login" in offered:
        await smtp.auth_login(account.user, account.password, timeout=wait)
    else:
        raise SMTPException(f"the server offers no AUTH PLAIN or LOGIN, but {' '.join(offered) or 'nothing'}")


async def _reading(phase: Phase, work: Awaitable[T], prefix: str = "") -> T:
    """Turns whatever goes wrong with the other side into LostError."""
    try:
        return await work
    except SMTPAuthenticationError as refusal:
        raise LostError(phase, f"{prefix}the server refused the login: {_said(refusal)}") from refusal
    except SMTPResponseException as refusal:
        raise LostError(phase, prefix + _said(refusal)) from refusal
    except (SMTPException, OSError) as fault:
        # aiosmtplib wraps what happened into what it was doing; the operator needs the former.
        words = str(fault.__cause__ or "") or str(fault) or type(fault).__name__
        raise LostError(phase, prefix + one_line(words)) from fault


def _said(refusal: SMTPResponseException) -> str:
    """The server's words; aiosmtplib gives gibberish the code -1."""
    return one_line(f"{refusal.code} {refusal.message}" if refusal.code > 0 else refusal.message)
