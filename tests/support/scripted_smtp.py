"""An SMTP server on loopback that records letters and misbehaves exactly as it is told to.

    async with ScriptedSmtp() as server:
        server.script("RCPT", "550 5.1.1 no such user")     # the next RCPT only
        server.script("DOT", Drop(recorded=True))           # takes the letter and hangs up without a word
        server.script("MAIL", "451 later", always=True)     # until `server.unscript()`
        ... connect to server.port ...
        letter = (await server.wait_for_letters(1))[0]

Verbs: CONNECT (the greeting), EHLO, HELO, STARTTLS, AUTH, MAIL, RCPT, DATA, DOT (after the final dot), RSET, NOOP,
QUIT.
"""

import asyncio
import ssl
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType

from tests.support.smtp_conversation import Action, Conversation, Drop, GoneError, Hold, Letter, Stall

__all__ = ["Action", "Drop", "Hold", "Letter", "ScriptedSmtp", "Stall"]


class ScriptedSmtp:
    """The server. `letters` are the recorded ones, `commands` every line received as (connection number, line)."""

    def __init__(
        self,
        *,
        extensions: Iterable[str] = ("8BITMIME", "SIZE 26214400"),
        users: Mapping[str, str] | None = None,
        mechanisms: str = "PLAIN LOGIN",
        tls: ssl.SSLContext | None = None,
        implicit_tls: bool = False,
        on_letter: Callable[[Letter], None] | None = None,
    ) -> None:
        self.letters: list[Letter] = []
        self.commands: list[tuple[int, str]] = []
        self.connections = 0
        self.open_connections = 0
        self.most_open_connections = 0
        self.port = 0
        self.extensions = list(extensions)
        self.users = users
        self.mechanisms = mechanisms
        self.tls = tls
        self.implicit_tls = implicit_tls
        self._on_letter = on_letter
        self._scripts: defaultdict[str, deque[Action]] = defaultdict(deque)
        self._always: dict[str, Action] = {}
        self._changed = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    def script(self, verb: str, *actions: Action, always: bool = False) -> None:
        """What to do at the next occurrences of the verb, one action each; or `always` the one given."""
        if always:
            self._always[verb] = actions[0]
        else:
            self._scripts[verb].extend(actions)

    def hold(self, verb: str, then: str | Drop | None = None) -> Hold:
        """Stop the next conversation that comes to this verb until the returned Hold is released."""
        hold = Hold(then)
        self.script(verb, hold)
        return hold

    def unscript(self) -> None:
        """Behave from now on."""
        self._scripts.clear()
        self._always.clear()

    async def wait_for_letters(self, count: int) -> list[Letter]:
        """The letters, as soon as there are so many."""
        await self.wait_until(lambda: len(self.letters) >= count)
        return self.letters

    async def wait_until(self, condition: Callable[[], bool]) -> None:
        """Until the condition holds; it is looked at after every command, letter, connection and disconnection."""
        async with self._changed:
            await self._changed.wait_for(condition)

    def verbs(self, connection: int | None = None) -> list[str]:
        """The verbs received, in order, of one connection (the first is 1) or of all."""
        return [line.split(" ")[0].upper() for number, line in self.commands if connection in {None, number}]

    def drop_all(self) -> None:
        """Hang up on everybody."""
        for task in self._tasks:
            task.cancel()

    async def start(self, port: int = 0) -> None:
        """Listen; a port of your own choice makes a restart on the same port possible."""
        context = self.tls if self.implicit_tls else None
        self._server = await asyncio.start_server(self._converse, "127.0.0.1", port, ssl=context, limit=2**22)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening and hang up on everybody."""
        if self._server is not None:
            self._server.close()
        self.drop_all()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def __aenter__(self) -> "ScriptedSmtp":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def record(self, letter: Letter) -> None:
        self.letters.append(letter)
        if self._on_letter is not None:
            self._on_letter(letter)
        await self.notify()

    async def notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def next_action(self, verb: str) -> Action | None:
        waiting = self._scripts[verb]
        return waiting.popleft() if waiting else self._always.get(verb)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        self.open_connections += 1
        self.most_open_connections = max(self.most_open_connections, self.open_connections)
        try:
            await Conversation(self, self.connections, reader, writer).run()
        except (GoneError, ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()
            self.open_connections -= 1
            self._tasks.discard(task)
            await self.notify()
