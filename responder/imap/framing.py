"""Cuts the octets a server sends into whole IMAP responses, in bounded memory and without recursion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LITERAL_KEPT = 65_536
"""Octets kept of one literal, the most that is ever asked for; a server that sends more has the rest thrown away."""
LITERAL_MAX = 256 * 2**20
"""A literal announced larger than this is nonsense."""
RESPONSE_MAX = 8 * 2**20
"""Octets one response may take: room for the SEARCH result of a mailbox with a million messages."""

_LITERAL = re.compile(rb"~?\{(\d{1,19})\}$")


class NonsenseError(Exception):
    """What the server sent is not IMAP; the text says why and quotes none of it."""


@dataclass(frozen=True, slots=True)
class Response:
    """One response (RFC 9051 section 7): text at the even places of `chunks`, the literals between it at the odd ones.

    Text comes without line ends and without the size that announced the literal.
    """

    chunks: tuple[bytes, ...]

    @property
    def line(self) -> bytes:
        """The text up to the first literal."""
        return self.chunks[0]

    @property
    def size(self) -> int:
        """Octets held, with something added for each chunk so that a million empty ones are not free."""
        return sum(len(chunk) + 64 for chunk in self.chunks)


class Framer:
    """A sans-io reader: octets in, whole responses out, however the network tore them."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0
        self._chunks: list[bytes] = []
        self._held = 0
        self._literal = bytearray()
        self._literal_left = 0

    @property
    def waiting(self) -> bool:
        """Whether octets of an unfinished response, or of responses not taken yet, are held."""
        return bool(self._buffer or self._chunks)

    def feed(self, data: bytes) -> Iterator[Response]:
        """Take octets, give the responses they complete. Raises NonsenseError, after which the stream is of no use."""
        self._buffer += data
        while self._take_literal():
            line = self._take_line()
            if line is None:
                return
            announced = _LITERAL.search(line)
            if announced:
                self._hold(line[: announced.start()])
                self._expect_literal(int(announced.group(1)))
            else:
                self._hold(line)
                chunks, self._chunks, self._held = tuple(self._chunks), [], 0
                yield Response(chunks)

    def _take_line(self) -> bytes | None:
        end = self._buffer.find(b"\r\n", self._searched)
        if end < 0:
            # The last octet is searched again: it may be the CR of a line end that was torn in two.
            self._searched = max(0, len(self._buffer) - 1)
            if self._held + len(self._buffer) > RESPONSE_MAX:
                raise NonsenseError(f"a line longer than {RESPONSE_MAX} octets")
            return None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 2]
        self._searched = 0
        return line

    def _expect_literal(self, size: int) -> None:
        if size > LITERAL_MAX:
            raise NonsenseError(f"a literal of {size} octets")
        self._literal_left = size
        if size == 0:
            self._hold(b"")

    def _take_literal(self) -> bool:
        """Move octets of the literal under way out of the buffer; whether a line comes next."""
        if self._literal_left == 0:
            return True
        taken = min(self._literal_left, len(self._buffer))
        kept = min(taken, LITERAL_KEPT - len(self._literal))
        self._literal += self._buffer[:kept]
        del self._buffer[:taken]
        self._literal_left -= taken
        if self._literal_left:
            return False
        self._hold(bytes(self._literal))
        self._literal = bytearray()
        return True

    def _hold(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self._held += len(chunk) + 64
        if self._held > RESPONSE_MAX:
            raise NonsenseError(f"a response longer than {RESPONSE_MAX} octets")
