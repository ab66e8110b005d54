"""Waits for the server to ring: IDLE in rounds, each of them ending with proof that the server is still there."""

import asyncio

from responder.imap.connection import Connection


async def wait_for_push(connection: Connection, timeout_s: float) -> bool:
    """True as soon as anything was pushed, also before this call; False after `timeout_s`.

    A silent round ends with NOOP: it finds a half-open connection, and servers whose IDLE has gone deaf tell then.
    """
    clock = asyncio.get_running_loop().time
    until = clock() + timeout_s
    while not connection.take_push():
        left = until - clock()
        if left <= 0:
            return False
        await _round(connection, min(left, connection.patience.idle_round_s))
    return True


async def _round(connection: Connection, within_s: float) -> None:
    if "IDLE" not in connection.capabilities:
        await connection.rest(within_s)
    elif not await connection.idle(within_s):
        # It says that it can and then refuses: from now on it is asked on the timer only.
        connection.capabilities -= {"IDLE"}
    if not connection.wire.pushed:
        await connection.must("NOOP")
