"""What the flows need from mail servers: sessions to read a mailbox, couriers to send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from responder.domain.delivery import Delivery, Outcome
from responder.domain.letter import RawMessage
from responder.domain.message import Arrival, FolderRole


@dataclass(frozen=True, slots=True)
class FolderView:
    """A folder as EXAMINE showed it; `uidnext` is only a lower bound (RFC 9051 section 2.3.1.1)."""

    name: str
    uidvalidity: int
    uidnext: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message as fetched: where it lies and its octets as far as they were asked for."""

    arrival: Arrival
    raw: RawMessage


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a draft that was handed to the server: where it lies, where the server says so (0 where it does
    not), or in its words why it was refused."""

    uidvalidity: int = 0
    uid: int = 0
    refusal: str = ""


class MailSession(Protocol):
    """One IMAP connection with at most one folder open, read-only (EXAMINE, BODY.PEEK): nothing is marked or moved, and
    nothing is removed but a draft of ours by `remove_draft`.

    Every call ends within a bounded time; after any error the session is dead, is closed, and a new one is opened.
    Raises MailboxAwayError, LoginRefusedError or FolderMissingError.
    """

    async def folders(self) -> Mapping[FolderRole, str]:
        """The folders by role: special-use attribute, then configured name, then localised names; unknown ones
        absent."""

    async def open(self, name: str, role: FolderRole) -> FolderView:
        """Open a folder read-only."""

    async def uids_after(self, last_uid: int) -> Sequence[int]:
        """The UIDs above `last_uid` now in the open folder, ascending."""

    async def uids_since(self, since: datetime) -> Sequence[int]:
        """The UIDs whose INTERNALDATE is on or after the day before `since` (IMAP SINCE counts whole days)."""

    async def fetch(self, uids: Sequence[int]) -> Sequence[Fetched]:
        """The bounded beginnings (64 KB) of these messages, ascending; text parts behind a large attachment are fetched
        too; messages expunged meanwhile are absent."""

    async def fetch_headers(self, uids: Sequence[int]) -> Sequence[Fetched]:
        """Like `fetch`, header fields only."""

    async def find_message_id(self, message_id: str) -> bool:
        """Whether the open folder holds a message with this Message-ID or X-Microsoft-Original-Message-ID."""

    async def uids_of(self, message_id: str) -> Sequence[int]:
        """The UIDs of such messages in the open folder, ascending."""

    async def answers_to(self, message_id: str) -> Sequence[int]:
        """The UIDs of the messages in the open folder whose In-Reply-To names this one, ascending."""

    async def flags(self, uids: Sequence[int]) -> Mapping[int, frozenset[str]]:
        """The flags of messages of the open folder, in lower case; those that are gone are absent."""

    async def append(self, name: str, octets: bytes, at: datetime) -> None:
        """Store a message in a folder, marked \\Seen."""

    async def append_draft(self, name: str, octets: bytes, at: datetime) -> Filed:
        """Store a message in a folder, marked \\Draft and not \\Seen."""

    @property
    def can_remove(self) -> bool:
        """Whether the server can remove one message alone."""

    async def remove_draft(self, name: str, uidvalidity: int, uid: int) -> bool:
        """Remove one message of ours that nobody has touched (`domain.draft.is_touched`); whether it was removed. No
        folder is open afterwards."""

    def wake(self) -> None:
        """End the wait for a push from another task, or spare the next one; the connection stays as it is."""

    async def wait_for_push(self, timeout_s: float) -> bool:
        """Wait in IDLE until the server says that something changed (True) or the time is over (False).

        A push that arrived since the last call, in any state, returns at once. Without IDLE it waits out the time.
        """

    async def close(self) -> None:
        """Log out within a second, or drop the connection."""


class MailSessions(Protocol):
    """Opens sessions to one mailbox."""

    async def connect(self) -> MailSession:
        """A logged-in session. Raises MailboxAwayError or LoginRefusedError."""


class Courier(Protocol):
    """Carries deliveries of one channel family (SMTP, or a notification service)."""

    async def send(self, delivery: Delivery) -> Outcome:
        """Hand one delivery over; never raises for anything the other side does. Cancellation never cuts a transfer
        between the final dot and its reply."""

    async def close(self) -> None:
        """Let go of kept connections."""
