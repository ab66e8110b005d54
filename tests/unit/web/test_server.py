import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator

import httpx2
import pytest

from responder.web.app import web_app
from responder.web.server import STOP_WITHIN_S, CannotListenError, _listen, serve
from tests.support.patient import Patient


@contextlib.asynccontextmanager
async def served(host: str = "127.0.0.1") -> AsyncIterator[tuple[int, asyncio.Task[None]]]:
    """The application on a free port; ended by cancellation."""
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(serve(web_app(Patient()), host, 0, port.set_result))
    try:
        yield await port, task
    finally:
        task.cancel()
        await asyncio.wait({task})


async def test_it_answers_on_the_port_it_was_given() -> None:
    async with served() as (port, _), httpx2.AsyncClient() as client:
        answer = await client.get(f"http://127.0.0.1:{port}/livez")
        assert (answer.status_code, answer.json()["alive"]) == (200, True)
        assert "server" not in answer.headers


async def test_every_address_of_the_host_is_served_on_one_port() -> None:
    async with served("localhost") as (port, _), httpx2.AsyncClient() as client:
        assert (await client.get(f"http://127.0.0.1:{port}/livez")).status_code == 200


async def test_the_signals_stay_with_the_daemon() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    async with served() as (port, _), httpx2.AsyncClient() as client:
        await client.get(f"http://127.0.0.1:{port}/livez")
        assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


async def test_a_client_that_keeps_its_connection_does_not_keep_the_daemon_from_stopping() -> None:
    async with served() as (port, task):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /health HTTP/1.1\r\n")
        await writer.drain()
        task.cancel()
        async with asyncio.timeout(STOP_WITHIN_S + 1):
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await reader.read() == b""
        writer.close()


async def test_an_answer_is_not_held_back_until_the_client_has_acknowledged_its_header() -> None:
    for listener in await _listen("localhost", 0):
        with listener:
            assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_a_port_in_use_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListenError) as caught:
            await serve(web_app(Patient()), "127.0.0.1", port)
    assert str(caught.value) == (
        f"127.0.0.1:{port} is in use by another program: end it, or set RESPONDER_HTTP to another port"
    )


async def test_a_host_that_is_not_known_is_named() -> None:
    with pytest.raises(CannotListenError, match="RESPONDER_HTTP"):
        await serve(web_app(Patient()), "no-such-host.invalid", 0)


async def test_an_address_of_another_machine_is_named() -> None:
    with pytest.raises(CannotListenError, match=r"cannot listen on 192\.0\.2\.1:0"):
        await serve(web_app(Patient()), "192.0.2.1", 0)
