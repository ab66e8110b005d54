"""aioimaplib's protocol with what breaks on a real network replaced: framing, loss of connection, wake-ups, secrets.

The library keeps the commands: it numbers them, refuses arguments that would smuggle in another one, and waits for
their end. Replaced is its reading side, which recurses once per line, mixes responses up, drops EXISTS while another
command runs, and leaves commands waiting for ever when the connection goes.
"""

import asyncio
import logging
import re
import ssl
from collections.abc import Callable
from typing import Any

from aioimaplib import aioimaplib

from responder.imap.answers import Reply, printable, reply_from
from responder.imap.framing import Framer, NonsenseError, Response
from responder.ports import MailboxAwayError

ANSWERS_MAX = 32 * 2**20
"""Octets of untagged responses one command may gather."""

_UNTAGGED = re.compile(rb"\* (?:(\d{1,10}) )?([A-Za-z]+)(?: |$)")
_TAGGED = re.compile(rb"(\S+) (OK|NO|BAD)(?: |$)", re.IGNORECASE)

OPENING = frozenset({"EXAMINE", "SELECT"})
_ANSWERED_AFTER_BYE = frozenset({"LOGIN", "AUTHENTICATE", "LOGOUT"})

# At DEBUG the library writes passwords and letters into the log.
logging.getLogger("aioimaplib.aioimaplib").setLevel(logging.INFO)


class Asked(aioimaplib.Command):  # type: ignore[misc]  # the library has no types
    """A command on its way, and the untagged responses of the kinds it `wants` (words) that came meanwhile."""

    def __init__(self, name: str, tag: str, *args: str, by_uid: bool, wants: str) -> None:
        super().__init__(name, tag, *args, prefix="UID" if by_uid else None)
        self.answers: list[Response] = []
        self._wants = frozenset(wants.encode("ascii").split())
        self._size = 0

    @property
    def done(self) -> bool:
        """Whether the server, or the loss of the connection, ended it."""
        return bool(self._event.is_set())

    @property
    def reply(self) -> Reply:
        """How the server ended it."""
        status, lines = self.response
        return reply_from(status, lines[-1], self.answers)

    def offer(self, kind: bytes, response: Response) -> None:
        """Keep an untagged response if it is of a wanted kind. Raises NonsenseError when there are too many."""
        if kind not in self._wants:
            return
        self._size += response.size
        if self._size > ANSWERS_MAX:
            raise NonsenseError(f"more than {ANSWERS_MAX} octets in answer to one command")
        self.answers.append(response)

    def fail(self, error: Exception) -> None:
        """End it with an error for whoever waits."""
        self._exception = error
        self._event.set()


class Wire(aioimaplib.IMAP4ClientProtocol):  # type: ignore[misc]  # the library has no types
    """One connection's protocol: one command at a time, every response read, no wake-up lost.

    `pushed` is set by whatever may mean new or gone messages, in any state, and cleared by who looks for them.
    """

    def __init__(self, peer: str) -> None:
        super().__init__(asyncio.get_running_loop())
        self.transport: Any = None
        self.peer = peer
        self.greeting: Response | None = None
        self.pushed = False
        self.idling = False
        self.lost = ""
        self.on_octets: Callable[[], None] | None = None
        self.sasl_answer: bytes | None = None
        self.closed = asyncio.Event()
        self._asked: Asked | None = None
        self._framer = Framer()
        self._stirred = asyncio.Event()
        self._exists: int | None = None
        self._sealed = False
        self.farewell = ""

    def begin(
        self, name: str, *args: str, by_uid: bool = False, wants: str = "", literal: bytes | None = None
    ) -> Asked:
        """Send a command; `literal` goes out when the server asks for it. Raises MailboxAwayError when dead."""
        self.raise_if_lost()
        if self._asked is not None:
            raise RuntimeError(f"{name} while {self._asked.name} is under way")
        self._asked = Asked(name, self.new_tag(), *args, by_uid=by_uid, wants=wants)
        self.idling, self.literal_data = False, literal
        if name in OPENING:
            self._exists = None
        self.send(str(self._asked))
        return self._asked

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until `happened()` is true; it is asked again after each response. Raises MailboxAwayError."""
        while not happened():
            self.raise_if_lost()
            self._stirred.clear()
            await self._stirred.wait()

    def stir(self) -> None:
        """Count as pushed: whoever waits for a push looks again."""
        self.pushed = True
        self._stirred.set()

    def raise_if_lost(self) -> None:
        """Raise MailboxAwayError when the connection is gone."""
        if self.lost:
            raise self.away()

    def fail(self, why: str) -> None:
        """Drop the connection and tell whoever waits why; the first reason stays."""
        self.lost = self.lost or why
        if self.transport is not None:
            self.transport.abort()
        if self._asked is not None:
            self._asked.fail(self.away())
            self._asked = None
        self._stirred.set()

    async def start_tls(self, context: ssl.SSLContext, host: str) -> None:
        """Go on in TLS after STARTTLS was answered OK; whatever came in clear text behind that answer is an attack."""
        self.raise_if_lost()
        self.transport = await self.loop.start_tls(self.transport, self, context, server_hostname=host)
        self._sealed = False

    def send(self, line: str, scrub: str | None = None) -> None:  # noqa: ARG002  # the library's signature
        """Write one line; nothing of it is logged."""
        self.transport.write(f"{line}\r\n".encode())

    def connection_made(self, transport: Any) -> None:
        """Keep the transport, also when the wait for the connection was given up meanwhile."""
        self.transport = transport
        if self.lost:
            transport.abort()

    def data_received(self, d: bytes) -> None:
        """Cut octets into responses and take each in; the connection ends at the first nonsense."""
        if self.on_octets is not None:
            self.on_octets()
        try:
            self._refuse_when_sealed(bool(d))
            for response in self._framer.feed(d):
                self._take(response)
                self._refuse_when_sealed(self._framer.waiting)
        except NonsenseError as nonsense:
            self.fail(f"it sent {nonsense}")
        self._stirred.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail what waits: the library would let it wait for ever."""
        reason = f"it said goodbye: {self.farewell}" if self.farewell else "the connection was lost"
        self.fail(f"{reason} ({type(exc).__name__})" if exc else reason)
        self.closed.set()

    def away(self) -> MailboxAwayError:
        """The error that says why the connection is gone."""
        return MailboxAwayError(f"IMAP server {self.peer}: {self.lost}")

    def _refuse_when_sealed(self, more: bool) -> None:
        if self._sealed and more:
            raise NonsenseError("clear text after its answer to STARTTLS")

    def _take(self, response: Response) -> None:
        line = response.line
        if self.greeting is None:
            self.greeting = response
            self._note_farewell(line)
        elif line.startswith(b"* "):
            self._untagged_response(response)
        elif line.startswith(b"+"):
            self._continuation(line)
        elif line:
            self._response_done(line)

    def _untagged_response(self, response: Response) -> None:
        found = _UNTAGGED.match(response.line)
        if found is None:
            raise NonsenseError("an untagged response without a name")
        number, kind = found.group(1), found.group(2).upper()
        self._note_news(int(number or 0), kind)
        if self._asked is not None:
            self._asked.offer(kind, response)
        self._note_farewell(response.line)

    def _note_news(self, number: int, kind: bytes) -> None:
        """EXISTS with the count that is known already says nothing new; some servers repeat it after each command."""
        if kind == b"EXISTS":
            self.pushed |= number != self._exists
            self._exists = number
        elif kind == b"EXPUNGE":
            self.pushed = True
            self._exists = None if self._exists is None else self._exists - 1
        elif kind == b"VANISHED":
            self.pushed, self._exists = True, None

    def _note_farewell(self, line: bytes) -> None:
        """After BYE nothing comes any more, unless it is the refusal of a login or the answer to our own goodbye."""
        if line[:5].upper() != b"* BYE":
            return
        self.farewell = printable(line[6:])
        if self._asked is None or self._asked.name not in _ANSWERED_AFTER_BYE:
            self.fail(f"it said goodbye: {self.farewell}")

    def _continuation(self, line: bytes) -> None:  # noqa: ARG002  # what the server says here means nothing to us
        asked = "" if self._asked is None else self._asked.name
        if asked == "IDLE":
            self.idling = True
        elif asked == "APPEND" and self.literal_data is not None:
            self.transport.write(self.literal_data + b"\r\n")
            self.literal_data = None
        elif asked == "AUTHENTICATE":
            # The first challenge asks for the credentials; a further one is an error to be waved away (RFC 9051 6.2.2).
            answer, self.sasl_answer = self.sasl_answer, None
            self.transport.write((b"*" if answer is None else answer) + b"\r\n")
        else:
            raise NonsenseError("a continuation nobody asked for")

    def _response_done(self, line: bytes) -> None:
        found = _TAGGED.match(line)
        asked = self._asked
        if asked is None or found is None or found.group(1).decode("ascii", "replace") != asked.tag:
            raise NonsenseError("a line that answers nothing")
        status = found.group(2).decode("ascii").upper()
        self._asked = None
        if asked.name in OPENING:
            # What a folder holds when it is opened is no news.
            self.pushed = False
        if asked.name == "STARTTLS" and status == "OK":
            self._sealed = True
        asked.close(line[found.end() :], status)
