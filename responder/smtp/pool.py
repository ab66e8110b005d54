"""Keeps a few logged-in connections for the next letters: connecting costs far more than a letter does."""

import asyncio
from collections.abc import Awaitable, Callable

from responder.smtp.connection import SmtpConnection

LETTERS_A_CONNECTION = 100
"""Then it is renewed: servers end long conversations at moments of their own choice."""


class ConnectionPool:
    """Opens a connection only when none is kept; a kept one is closed after `idle_s` seconds without a letter."""

    def __init__(self, connect: Callable[[], Awaitable[SmtpConnection]], idle_s: float) -> None:
        self._connect = connect
        self._idle_s = idle_s
        self._kept: dict[SmtpConnection, asyncio.TimerHandle] = {}
        self._goodbyes: set[asyncio.Task[None]] = set()
        self._in_use = 0
        self._closed = False

    @property
    def any_open(self) -> bool:
        """Whether a connection is in use or kept: the server can be reached, whatever a new connection met."""
        return self._in_use > 0 or bool(self._kept)

    async def take(self) -> SmtpConnection:
        """A connection for one letter. Raises LostError when none can be opened."""
        connection = await self._kept_one() or await self._connect()
        self._in_use += 1
        return connection

    def give_back(self, connection: SmtpConnection) -> None:
        """Keep the connection for the next letter, unless it is closed or has carried enough."""
        self._in_use -= 1
        if not connection.is_open:
            return
        if self._closed or connection.letters >= LETTERS_A_CONNECTION:
            self._say_goodbye(connection)
        else:
            timer = asyncio.get_running_loop().call_later(self._idle_s, self._retire, connection)
            self._kept[connection] = timer

    async def close(self) -> None:
        """Close the kept connections; one that is in use is closed when it is given back."""
        self._closed = True
        for connection in list(self._kept):
            self._retire(connection)
        await asyncio.gather(*self._goodbyes)

    async def _kept_one(self) -> SmtpConnection | None:
        while self._kept:
            connection, timer = self._kept.popitem()
            timer.cancel()
            if await connection.revive():
                return connection
        return None

    def _retire(self, connection: SmtpConnection) -> None:
        self._kept.pop(connection).cancel()
        self._say_goodbye(connection)

    def _say_goodbye(self, connection: SmtpConnection) -> None:
        task = asyncio.get_running_loop().create_task(connection.quit())
        self._goodbyes.add(task)
        task.add_done_callback(self._goodbyes.discard)
