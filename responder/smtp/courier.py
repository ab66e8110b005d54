"""Carries deliveries of the channel `mail`: one recipient each, several at once, and always with a definite answer."""

import asyncio
import logging
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta

from responder.domain.delivery import Deferred, Delivery, Outcome, Refused
from responder.ports.reading import Clock
from responder.smtp.account import Encryption, SmtpAccount, Timeouts
from responder.smtp.connection import SmtpConnection, tls_context
from responder.smtp.envelope import Envelope, envelope_of
from responder.smtp.pool import ConnectionPool
from responder.smtp.reply import LostError, Phase, outcome_of, outcome_of_loss

log = logging.getLogger("responder.smtp")

PAUSE_AFTER = {Phase.CONNECT: timedelta(seconds=10), Phase.LOGIN: timedelta(seconds=45)}
"""How long nobody knocks again at a server that cannot be reached, or that refused our login and counts attempts."""


_STOPPING = Deferred("the responder is stopping")


@dataclass(slots=True)
class _Transfer:
    """A delivery on its way; `dotted` once its final dot was written, so that it may have arrived."""

    delivery: Delivery
    dotted: bool = False

    def dot(self) -> None:
        self.dotted = True


class SmtpCourier:
    """Implements `ports.Courier` on kept SMTP connections.

    `connections` is the number of letters carried at once (the provider's limit); more callers wait. On `close`,
    letters whose final dot is not yet written come back as Deferred, the others get `grace_s` seconds for the reply.
    """

    def __init__(
        self,
        account: SmtpAccount,
        clock: Clock,
        *,
        connections: int = 4,
        timeouts: Timeouts | None = None,
        tls: ssl.SSLContext | None = None,
        idle_s: float = 30,
        grace_s: float = 8,
    ) -> None:
        self.connections = connections
        self._account = account
        self._clock = clock
        self._timeouts = timeouts or Timeouts()
        self._tls = tls
        self._grace_s = grace_s
        self._pool = ConnectionPool(self._connect, idle_s)
        self._places = asyncio.Semaphore(connections)
        self._transfers: dict[asyncio.Task[Outcome], _Transfer] = {}
        self._calls: set[asyncio.Future[None]] = set()
        self._closing = False
        self._paused_until: datetime | None = None
        self._paused_by = Deferred()

    @property
    def awaiting_reply(self) -> frozenset[int]:
        """The ids of the deliveries whose final dot was written and whose reply has not come: they may have arrived."""
        return frozenset(t.delivery.id for t in self._transfers.values() if t.dotted)

    async def send(self, delivery: Delivery) -> Outcome:
        """Hand one delivery over; never raises for anything the other side does.

        A cancelled caller gets its CancelledError, but the transfer goes on to its end.
        """
        if self._closing:
            return _STOPPING
        call = asyncio.get_running_loop().create_future()
        self._calls.add(call)
        try:
            return await self._shielded(_Transfer(delivery))
        finally:
            self._calls.discard(call)
            call.set_result(None)

    async def check(self) -> str | None:
        """Connect, log in and hang up: None when all is well, else what is wrong, for a person."""
        try:
            connection = await self._connect()
        except LostError as lost:
            return lost.text
        await connection.quit()
        return None

    async def close(self) -> None:
        """Let go of the connections; ends within `grace_s` and a second, when every `send` has returned."""
        self._closing = True
        try:
            async with asyncio.timeout(self._grace_s):
                await self._wind_up()
        except TimeoutError:
            for task in self._transfers:
                task.cancel()
            await asyncio.gather(*self._transfers, return_exceptions=True)
        await asyncio.gather(*self._calls)
        await self._pool.close()

    async def _shielded(self, transfer: _Transfer) -> Outcome:
        task = asyncio.get_running_loop().create_task(self._carry(transfer))
        self._transfers[task] = transfer
        task.add_done_callback(self._transfers.pop)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled() and not transfer.dotted and not _is_cancelled():
                return _STOPPING
            raise

    async def _wind_up(self) -> None:
        """Until no transfer is left; those before their final dot are stopped.

        They are told again and again, since wait_for of Python 3.11 loses a cancellation that meets a result.
        """
        while self._transfers:
            for task, transfer in self._transfers.items():
                if not transfer.dotted:
                    task.cancel()
            await asyncio.wait(self._transfers, timeout=0.1)

    async def _carry(self, transfer: _Transfer) -> Outcome:
        try:
            envelope = envelope_of(transfer.delivery)
        except ValueError as fault:
            log.error("delivery.unsendable", extra={"fields": {"delivery": transfer.delivery.id, "fault": str(fault)}})
            return Refused(str(fault))
        async with self._places:
            return self._paused() or self._noted(await self._exchange(envelope, transfer))

    async def _exchange(self, envelope: Envelope, transfer: _Transfer) -> Outcome:
        """One transaction; a kept connection that turns out to be dead costs nothing but another one."""
        while True:
            try:
                connection = await self._pool.take()
            except LostError as lost:
                if not self._pool.any_open:
                    self._pause(Deferred(lost.text), PAUSE_AFTER[lost.phase])
                return Deferred(lost.text)
            kept = connection.letters > 0
            try:
                reply = await connection.transfer(envelope, transfer.dot)
            except LostError as lost:
                if not kept or lost.phase is not Phase.MAIL:
                    return outcome_of_loss(lost)
            else:
                if not kept or reply.phase is not Phase.MAIL or reply.code != 421:
                    return outcome_of(reply)
            finally:
                self._pool.give_back(connection)

    async def _connect(self) -> SmtpConnection:
        if self._tls is None and self._account.encryption is not Encryption.NONE:
            self._tls = await asyncio.to_thread(tls_context)
        return await SmtpConnection.open(self._account, self._timeouts, self._tls)

    def _noted(self, outcome: Outcome) -> Outcome:
        if isinstance(outcome, Deferred) and outcome.retry_after is not None:
            self._pause(outcome, outcome.retry_after)
        return outcome

    def _pause(self, why: Deferred, pause_after: timedelta) -> None:
        self._paused_until, self._paused_by = self._clock() + pause_after, why
        log.warning("smtp.paused", extra={"fields": {"for_s": pause_after.total_seconds(), "reply": why.reply}})

    def _paused(self) -> Deferred | None:
        if self._paused_until is None:
            return None
        rest = self._paused_until - self._clock()
        if rest <= timedelta(0):
            self._paused_until = None
            return None
        return Deferred(self._paused_by.reply, retry_after=rest if self._paused_by.retry_after else None)


def _is_cancelled() -> bool:
    """Whether the calling task itself was cancelled, and not only what it waits for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
