"""A fast SMTP server in a process of its own: takes every letter and notes when it said 250 to it."""

import asyncio
import json
import sys
import time
from pathlib import Path


class Sink(asyncio.Protocol):
    """Just enough of RFC 5321 for a client that behaves: EHLO, MAIL, RCPT, DATA, RSET, QUIT."""

    def __init__(self, log: "Log") -> None:
        self.log = log
        self.buffer = bytearray()
        self.in_data = False
        self.recipient = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 sink ready\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer whatever is whole."""
        self.buffer += data
        while self._step():
            pass

    def _step(self) -> bool:
        if self.in_data:
            end = self.buffer.find(b"\r\n.\r\n")
            if end < 0:
                return False
            del self.buffer[: end + 5]
            self.in_data = False
            self.transport.write(b"250 taken\r\n")
            self.log.note(self.recipient)
            return True
        end = self.buffer.find(b"\r\n")
        if end < 0:
            return False
        line = bytes(self.buffer[:end])
        del self.buffer[: end + 2]
        self._command(line)
        return True

    def _command(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"DATA":
            self.in_data = True
            self.transport.write(b"354 go on\r\n")
        elif verb == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
        else:
            if verb == b"RCPT":
                self.recipient = line.decode("ascii", "replace").partition("<")[2].partition(">")[0]
            self.transport.write(b"250 ok\r\n")


class Log:
    """One JSON line a letter: recipient and wall time."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("w", buffering=1)

    def note(self, recipient: str) -> None:
        """A letter for this recipient was taken just now."""
        self.file.write(json.dumps([recipient, time.time()]) + "\n")


async def main(port: int, path: Path) -> None:
    """Serve until killed."""
    log = Log(path)
    server = await asyncio.get_running_loop().create_server(lambda: Sink(log), "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
