"""One IMAP connection on which every wait is bounded, and which is dead after the first one that went wrong."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from responder.imap.answers import Reply, capabilities_from
from responder.imap.framing import NonsenseError, Response
from responder.imap.refusals import accept
from responder.imap.wire import Wire
from responder.ports import MailboxAwayError

T = TypeVar("T")

SLOW_STEPS = 10
"""A reply that keeps coming may take this many times the time in which something must come."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds.

    `login_s` is long because servers delay refusals. `command_s` is the longest silence within a reply. A round of IDLE
    ends before routers forget the connection, well within the 29 minutes of RFC 2177.
    """

    connect_s: float = 30.0
    login_s: float = 30.0
    command_s: float = 60.0
    idle_round_s: float = 540.0
    done_s: float = 15.0
    logout_s: float = 1.0


class Connection:
    """Commands one at a time over a `Wire`, for one owning task.

    A command that is not answered in time, is cancelled, or meets nonsense drops the connection. Raises
    MailboxAwayError, and what the server's NO or BAD stands for (see `refusals`).
    """

    def __init__(self, wire: Wire, patience: Patience) -> None:
        self.capabilities: frozenset[str] = frozenset()
        self.patience = patience
        self.wire = wire
        self._busy = False

    @classmethod
    async def open(cls, host: str, port: int, context: ssl.SSLContext | None, patience: Patience) -> "Connection":
        """Connect, with TLS from the start when a `context` is given."""
        loop = asyncio.get_running_loop()
        wire = Wire(f"{host}:{port}")
        connection = cls(wire, patience)
        with connection._as_owner():
            connecting = loop.create_connection(
                lambda: wire, host, port, ssl=context, server_hostname=host if context else None,
                happy_eyeballs_delay=0.25,
            )  # fmt: skip
            await connection._within(patience.connect_s, "the connection", connecting)
        return connection

    async def greeting(self) -> Response:
        """The first line the server says."""
        with self._as_owner():
            greeted = self.wire.until(lambda: self.wire.greeting is not None)
            await self._within(self.patience.connect_s, "a greeting", greeted)
        assert self.wire.greeting is not None  # noqa: S101  # waited for one line above
        return self.wire.greeting

    async def ask(
        self, name: str, *args: str, by_uid: bool = False, wants: str = "", literal: bytes | None = None,
        within_s: float | None = None,
    ) -> Reply:  # fmt: skip
        """Carry a command out and give its reply whatever it is; `wants` names the untagged responses to keep."""
        with self._as_owner():
            asked = self.wire.begin(name, *args, by_uid=by_uid, wants=wants, literal=literal)
            await self._within(within_s or self.patience.command_s, f"an answer to {name}", asked.wait())
            return asked.reply

    async def must(
        self, name: str, *args: str, by_uid: bool = False, wants: str = "", literal: bytes | None = None
    ) -> Reply:
        """Like `ask`, for commands that have to succeed."""
        return accept(name, await self.ask(name, *args, by_uid=by_uid, wants=wants, literal=literal))

    async def learn_capabilities(self) -> None:
        """Ask what the server can do now; it changes with TLS and with login."""
        reply = await self.must("CAPABILITY", wants="CAPABILITY")
        self.capabilities = capabilities_from(reply.answers)

    async def start_tls(self, context: ssl.SSLContext, host: str) -> None:
        """Change to TLS or fail; nothing that was said in clear text is kept."""
        await self.must("STARTTLS")
        self.capabilities = frozenset()
        with self._as_owner():
            await self._within(self.patience.connect_s, "a TLS handshake", self.wire.start_tls(context, host))

    async def idle(self, within_s: float) -> bool:
        """Idle until something is pushed or `within_s` is over; False when the server refuses to idle."""
        with self._as_owner():
            asked = self.wire.begin("IDLE")
            started = self.wire.until(lambda: self.wire.idling or asked.done)
            await self._within(self.patience.command_s, "an answer to IDLE", started)
            with suppress(TimeoutError):
                async with asyncio.timeout(within_s):
                    await self.wire.until(lambda: self.wire.pushed or asked.done)
            if not asked.done:
                self.wire.send("DONE")
            await self._within(self.patience.done_s, "an end of IDLE", asked.wait())
            return asked.reply.status == "OK"

    async def rest(self, within_s: float) -> None:
        """Wait without a word until something is pushed or `within_s` is over."""
        with self._as_owner(), suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self.wire.until(lambda: self.wire.pushed)

    def take_push(self) -> bool:
        """Whether something was pushed since this was last asked."""
        pushed, self.wire.pushed = self.wire.pushed, False
        return pushed

    async def noticing_news(self, work: Awaitable[T]) -> tuple[T, bool]:
        """The result of `work` and whether anything was pushed meanwhile; no push is taken."""
        before = self.take_push()
        try:
            result = await work
            return result, self.wire.pushed
        finally:
            self.wire.pushed |= before

    def abort(self, why: str = "we dropped the connection") -> None:
        """Drop the connection at once."""
        self.wire.fail(why)

    async def close(self) -> None:
        """Log out if that is possible within `logout_s`, and drop the connection; never raises."""
        if not self._busy and not self.wire.lost:
            with suppress(MailboxAwayError):
                await self.ask("LOGOUT", within_s=self.patience.logout_s)
        self.abort("we closed the connection")
        if self.wire.transport is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.patience.logout_s):
                    await self.wire.closed.wait()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around the reading of answers: what cannot be read drops the connection."""
        try:
            yield
        except NonsenseError as nonsense:
            self.abort(f"it sent {nonsense}")
            raise self.wire.away() from None

    @contextmanager
    def _as_owner(self) -> Iterator[None]:
        if self._busy:
            raise RuntimeError("an IMAP connection serves one task at a time")
        self._busy = True
        try:
            yield
        except BaseException:
            self.abort()
            raise
        finally:
            self._busy = False

    async def _within(self, within_s: float, awaited: str, work: Awaitable[T]) -> T:
        """Await `work` as long as octets keep coming within `within_s` of each other, but not for ever."""
        try:
            async with self._patient(within_s):
                return await work
        except TimeoutError:
            self.abort(f"{awaited} did not come within {within_s:g} s")
        except ssl.SSLCertVerificationError as error:
            self.abort(f"its certificate does not verify: {error.verify_message}")
        except OSError as error:
            self.abort(f"no connection: {str(error) or type(error).__name__}")
        raise self.wire.away()

    @asynccontextmanager
    async def _patient(self, within_s: float) -> AsyncIterator[None]:
        clock = asyncio.get_running_loop().time
        latest = clock() + within_s * SLOW_STEPS
        async with asyncio.timeout(within_s) as limit:

            def extend() -> None:
                if not limit.expired():
                    limit.reschedule(min(clock() + within_s, latest))

            self.wire.on_octets = extend
            try:
                yield
            finally:
                self.wire.on_octets = None
