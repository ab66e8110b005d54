"""A TCP proxy that stands for the network between client and server: it can be cut, and it can go silent."""

import asyncio
import socket
import struct
from types import TracebackType

from tests.support.ports import HOST


class FlakyProxy:
    """An async context manager listening on `port` and passing octets on to `target_port`, both on loopback."""

    def __init__(self, target_port: int) -> None:
        self.port = 0
        self.connections = 0
        self._target_port = target_port
        self._passing = asyncio.Event()
        self._passing.set()
        self._writers: list[asyncio.StreamWriter] = []
        self._pumps: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "FlakyProxy":
        self._server = await asyncio.start_server(self._accept, HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)
        for writer in self._writers:
            writer.close()

    def reset(self) -> None:
        """Cut all connections with RST."""
        for writer in self._writers:
            if writer.is_closing():
                continue
            raw = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        self._writers.clear()

    def freeze(self) -> None:
        """Pass nothing on any more, and close nothing: both sides believe that they are connected."""
        self._passing.clear()

    def thaw(self) -> None:
        """Pass on again; what froze stays lost, as its connections are forgotten."""
        self.reset()
        self._passing.set()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        far_reader, far_writer = await asyncio.open_connection(HOST, self._target_port)
        self._writers += [writer, far_writer]
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            pump = asyncio.get_running_loop().create_task(self._pump(source, sink))
            self._pumps.add(pump)
            pump.add_done_callback(self._pumps.discard)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while octets := await source.read(65_536):
                await self._passing.wait()
                sink.write(octets)
                await sink.drain()
        except ConnectionError:
            pass
        finally:
            sink.close()
