"""A mail session over lists: as much of a mailbox as the errands of the Sent connection look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from responder.domain.draft import is_touched
from responder.domain.letter import RawMessage
from responder.domain.message import Arrival, FolderRole
from responder.ports.errors import MailboxAwayError
from responder.ports.mail import Fetched, Filed, FolderView

Stored = tuple[int, datetime, bytes]
"""UID, INTERNALDATE and octets of one message."""


@dataclass
class MailboxOnPaper:
    """Folders by name, and the flags of messages by folder and UID.

    `breaks` makes the next APPEND lose its reply after the server has stored the message, `refuses` is what the server
    says to each draft, `uidplus` False takes away APPENDUID and the removal of single messages. `touches` is called
    before a removal looks at the flags: what a person does at that moment. `blind` hides Message-IDs from searches.
    """

    stored: dict[str, list[Stored]] = field(default_factory=dict)
    open_folder: str = ""
    breaks: bool = False
    appended: list[bytes] = field(default_factory=list)
    uidvalidity: int = 1
    marked: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    refuses: str = ""
    uidplus: bool = True
    blind: bool = False
    touches: Callable[[], None] = lambda: None
    last_uid: int = 0

    def lay(self, folder: str, octets: bytes, at: datetime) -> int:
        """Put a message into a folder, as a person or the provider does; its UID."""
        self.last_uid += 1
        self.stored.setdefault(folder, []).append((self.last_uid, at, octets))
        return self.last_uid

    def mark(self, folder: str, uid: int, *flags: str) -> None:
        """Give a message these flags besides those it has."""
        self.marked[folder, uid] = self.marked.get((folder, uid), frozenset()) | set(flags)

    def drop(self, folder: str, uid: int) -> None:
        """Remove a message for good."""
        self.stored[folder] = [one for one in self.stored[folder] if one[0] != uid]

    def renumber(self, folder: str) -> None:
        """The server gives new UIDs, as after a restored backup."""
        self.uidvalidity += 1
        for _, at, octets in self.stored.pop(folder, []):
            self.lay(folder, octets, at)

    async def folders(self) -> Mapping[FolderRole, str]:
        return {role: role.value for role in FolderRole}

    async def open(self, name: str, role: FolderRole) -> FolderView:
        self.open_folder = name
        return FolderView(name, self.uidvalidity, len(self.stored.get(name, ())) + 1)

    async def uids_after(self, last_uid: int) -> Sequence[int]:
        return [uid for uid, _, _ in self._here() if uid > last_uid]

    async def uids_since(self, since: datetime) -> Sequence[int]:
        return [uid for uid, at, _ in self._here() if at.date() >= since.date()]

    async def fetch_headers(self, uids: Sequence[int]) -> Sequence[Fetched]:
        return await self.fetch(uids)

    async def fetch(self, uids: Sequence[int]) -> Sequence[Fetched]:
        role = FolderRole(self.open_folder)
        return [
            Fetched(Arrival(role, self.uidvalidity, uid, at, len(octets)), RawMessage(octets, len(octets)))
            for uid, at, octets in self._here()
            if uid in uids
        ]

    async def find_message_id(self, message_id: str) -> bool:
        return bool(await self.uids_of(message_id))

    async def uids_of(self, message_id: str) -> Sequence[int]:
        return [] if self.blind else self._with(f"Message-ID: {message_id}")

    async def answers_to(self, message_id: str) -> Sequence[int]:
        return self._with(f"In-Reply-To: {message_id}")

    async def flags(self, uids: Sequence[int]) -> Mapping[int, frozenset[str]]:
        return {uid: self.marked.get((self.open_folder, uid), frozenset()) for uid, _, _ in self._here() if uid in uids}

    async def append_draft(self, name: str, octets: bytes, at: datetime) -> Filed:
        if self.refuses:
            return Filed(refusal=self.refuses)
        await self.append(name, octets, at)
        self.mark(name, self.last_uid, "\\draft")
        return Filed(self.uidvalidity, self.last_uid) if self.uidplus else Filed()

    @property
    def can_remove(self) -> bool:
        return self.uidplus

    async def remove_draft(self, name: str, uidvalidity: int, uid: int) -> bool:
        self.touches()
        self.open_folder = ""
        there = any(stored == uid for stored, _, _ in self.stored[name])
        if not there or uidvalidity != self.uidvalidity or is_touched(self.marked.get((name, uid), frozenset())):
            return False
        self.drop(name, uid)
        return True

    def wake(self) -> None:
        return None

    async def append(self, name: str, octets: bytes, at: datetime) -> None:
        self.appended.append(octets)
        self.lay(name, octets, at)
        if self.breaks:
            self.breaks = False
            raise MailboxAwayError("the line broke before the reply")

    def _with(self, header: str) -> list[int]:
        return [uid for uid, _, octets in self._here() if header.encode() in octets]

    def _here(self) -> Sequence[Stored]:
        return self.stored.get(self.open_folder, ())
