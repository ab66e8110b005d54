"""An IMAP server that says exactly what a test tells it to, down to the octet: for everything a real one never does.

A script is a coroutine that talks on a `Line`; each connection gets the next script. When it ends, so does the
connection. What goes wrong in a script is raised where the server is left.
"""

import asyncio
import re
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable
from types import TracebackType

from tests.support.ports import HOST

Script = Callable[["Line"], Awaitable[None]]

DATE = '"20-Nov-2026 12:00:00 +0300"'
"""An INTERNALDATE."""

CAPABILITIES = "IMAP4rev1 SASL-IR AUTH=PLAIN IDLE UIDPLUS"


def fetch_answer(uid: int, body: bytes, *, size: int | None = None, number: int = 1) -> bytes:
    """A FETCH response as most servers write it; `size` is what it claims the whole message has."""
    head = f"* {number} FETCH (UID {uid} INTERNALDATE {DATE} RFC822.SIZE {size or len(body)} BODY[]<0> {{{len(body)}}}"
    return head.encode() + b"\r\n" + body + b")"


class Line:
    """The server's end of one connection. `tag` and `command` are those of the command heard last."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.tag = ""
        self.command = ""
        self.heard: list[str] = []
        self._reader = reader
        self._writer = writer

    async def says(self, *lines: str | bytes) -> None:
        """Send lines, each with its line end, in one piece."""
        await self.sends(b"".join(_octets(line) + b"\r\n" for line in lines))

    async def sends(self, octets: bytes) -> None:
        """Send octets as they are."""
        self._writer.write(octets)
        await self._writer.drain()

    async def tears(self, octets: bytes) -> None:
        """Send octets one by one, each arriving on its own."""
        for place in range(len(octets)):
            await self.sends(octets[place : place + 1])
            await asyncio.sleep(0)

    async def hears(self, pattern: str) -> str:
        """Wait for a command of which `pattern` matches the start, without its tag; return what was heard."""
        line = (await self._reader.readuntil(b"\r\n")).decode().removesuffix("\r\n")
        self.heard.append(line)
        self.tag, _, self.command = line.partition(" ")
        assert re.match(pattern, self.command), f"heard {self.command!r} and not {pattern!r}"
        return self.command

    async def hears_line(self, text: str) -> None:
        """Wait for a line that is no command, such as DONE."""
        line = (await self._reader.readuntil(b"\r\n")).decode().removesuffix("\r\n")
        self.heard.append(line)
        assert line == text, f"heard {line!r} and not {text!r}"

    async def hears_octets(self, count: int) -> bytes:
        """Wait for a literal."""
        return await self._reader.readexactly(count)

    async def ok(self, text: str = "done") -> None:
        """End the command heard last well."""
        await self.says(f"{self.tag} OK {text}")

    async def no(self, text: str) -> None:
        """Refuse the command heard last."""
        await self.says(f"{self.tag} NO {text}")

    async def bad(self, text: str) -> None:
        """Reject the command heard last."""
        await self.says(f"{self.tag} BAD {text}")

    async def answers(self, pattern: str, *untagged: str | bytes) -> None:
        """Hear a command, say the untagged lines and that it is done."""
        await self.hears(pattern)
        await self.says(*untagged, f"{self.tag} OK done")

    async def tells_capabilities(self, capabilities: str = CAPABILITIES) -> None:
        await self.answers("CAPABILITY", f"* CAPABILITY {capabilities}")

    async def lets_in(self, capabilities: str = CAPABILITIES) -> None:
        """Greet, take any password, tell the capabilities before and after."""
        await self.says("* OK ready")
        await self.tells_capabilities(capabilities)
        await self.answers("AUTHENTICATE PLAIN |LOGIN ")
        await self.tells_capabilities(capabilities)

    async def opens(self, *, exists: int = 1, uidvalidity: int = 7) -> None:
        """Answer EXAMINE."""
        await self.answers(
            "EXAMINE ", f"* {exists} EXISTS", "* 0 RECENT", f"* OK [UIDVALIDITY {uidvalidity}] valid",
            f"* OK [UIDNEXT {exists + 1}] next",
        )  # fmt: skip

    async def idles(self) -> None:
        """Answer IDLE with its continuation."""
        await self.hears("IDLE")
        await self.says("+ idling")

    async def ends_idle(self) -> None:
        """Hear DONE and end IDLE."""
        await self.hears_line("DONE")
        await self.ok()

    async def logs_out(self) -> None:
        """Answer LOGOUT as it should be."""
        await self.answers("LOGOUT", "* BYE see you")

    async def falls_silent(self) -> None:
        """Neither say nor close anything until the client goes; what it says is lost, as on a dead network."""
        while await self._reader.read(65_536):
            pass

    def resets(self) -> None:
        """Cut the connection with RST."""
        raw = self._writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def starts_tls(self, context: ssl.SSLContext) -> None:
        """Go on in TLS."""
        await self._writer.start_tls(context)

    async def close(self) -> None:
        """End the connection; one whose TLS has failed never says that it is closed, so that is not waited for."""
        self._writer.close()


class ScriptedImap:
    """The server; an async context manager. It listens on `port` of loopback, with TLS when it is given a context."""

    def __init__(self, *scripts: Script, context: ssl.SSLContext | None = None) -> None:
        self.port = 0
        self.lines: list[Line] = []
        self._scripts = list(scripts)
        self._context = context
        self._server: asyncio.Server | None = None
        self._playing: set[asyncio.Task[None]] = set()
        self._problems: list[BaseException] = []

    async def __aenter__(self) -> "ScriptedImap":
        self._server = await asyncio.start_server(self._accept, HOST, 0, ssl=self._context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._playing:
            task.cancel()
        await asyncio.gather(*self._playing, return_exceptions=True)
        if self._problems and error is None:
            raise self._problems[0]

    async def played(self) -> None:
        """Wait until the scripts that have started are over."""
        await asyncio.gather(*self._playing)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._play(Line(reader, writer)))
        self._playing.add(task)

    async def _play(self, line: Line) -> None:
        self.lines.append(line)
        try:
            assert self._scripts, "one connection more than there are scripts"
            await self._scripts.pop(0)(line)
        except (ConnectionError, asyncio.IncompleteReadError):
            # The client hung up first, which many scripts are about.
            return
        except AssertionError as problem:
            self._problems.append(problem)
        finally:
            await line.close()


def _octets(line: str | bytes) -> bytes:
    return line if isinstance(line, bytes) else line.encode()
