"""Serves the application inside the daemon's own loop; the daemon keeps its signals and its log."""

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import Callable, Iterator

import uvicorn
from starlette.applications import Starlette

from responder.ports.errors import WorldAwayError

log = logging.getLogger("responder.web")

ANSWERS_END_WITHIN_S = 1
"""So long an answer under way may take once the daemon stops; then it is cut off."""

STOP_WITHIN_S = 2.0
CONNECTIONS_AT_MOST = 200
WAITING_AT_MOST = 64

NOT_OF_THIS_MACHINE = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
"""`localhost` is often also an IPv6 address that the machine does not have: the other one is enough."""


class CannotListenError(WorldAwayError):
    """The address of RESPONDER_HTTP cannot be listened on."""


async def serve(app: Starlette, host: str, port: int, bound: Callable[[int], None] | None = None) -> None:
    """Serve until cancelled, and then end within two seconds.

    With port 0 the system chooses one; `bound` is told the port once it listens. Raises CannotListenError.
    """
    listeners = await _listen(host, port)
    chosen: int = listeners[0].getsockname()[1]
    log.info("web.listening", extra={"fields": {"host": host, "port": chosen}})
    if bound is not None:
        bound(chosen)
    server = _Server(_config(app))
    running = asyncio.create_task(server.serve(sockets=listeners))
    try:
        await asyncio.shield(running)
    finally:
        server.should_exit = True
        await asyncio.wait({running}, timeout=STOP_WITHIN_S)
        running.cancel()
        _close(listeners)


class _Server(uvicorn.Server):
    """Uvicorn would take SIGTERM for itself, and raise it again when it ends."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS_AT_MOST,
        timeout_graceful_shutdown=ANSWERS_END_WITHIN_S,
    )


async def _listen(host: str, port: int) -> list[socket.socket]:
    """A listening socket for every address of the host, all with one port."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise CannotListenError(f"RESPONDER_HTTP: the host {host!r} is not known: {error.strerror}") from error
    listeners: list[socket.socket] = []
    absent: OSError | None = None
    for family, address in dict.fromkeys((family, str(sockaddr[0])) for family, *_, sockaddr in found):
        chosen = listeners[0].getsockname()[1] if listeners else port
        try:
            listeners.append(_listener(family, address, chosen))
        except OSError as error:
            absent = error
            if error.errno not in NOT_OF_THIS_MACHINE:
                _close(listeners)
                break
    if not listeners and absent is not None:
        raise CannotListenError(_why(host, port, absent)) from absent
    return listeners


def _listener(family: int, address: str, port: int) -> socket.socket:
    listener = socket.create_server((address, port), family=family, backlog=WAITING_AT_MOST)
    # Connections inherit this; otherwise each answer's body would wait 40 ms for the header's acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _close(listeners: list[socket.socket]) -> None:
    while listeners:
        listeners.pop().close()


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"{host}:{port} is in use by another program: end it, or set RESPONDER_HTTP to another port"
    return f"cannot listen on {host}:{port}: {error.strerror}: look at RESPONDER_HTTP"
