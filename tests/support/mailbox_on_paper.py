"""A mail session over lists: as much of a mailbox as the errands of the Sent connection look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from responder.domain.letter import RawMessage
from responder.domain.message import Arrival, FolderRole
from responder.ports.errors import MailboxAwayError
from responder.ports.mail import Fetched, FolderView

Stored = tuple[int, datetime, bytes]
"""UID, INTERNALDATE and octets of one message."""


@dataclass
class MailboxOnPaper:
    """Folders by name. `breaks` makes the next APPEND lose its reply after the server has stored the message."""

    stored: dict[str, list[Stored]] = field(default_factory=dict)
    open_folder: str = ""
    breaks: bool = False
    appended: list[bytes] = field(default_factory=list)
    uidvalidity: int = 1

    def lay(self, folder: str, octets: bytes, at: datetime) -> None:
        """Put a message into a folder, as a person or the provider does."""
        messages = self.stored.setdefault(folder, [])
        messages.append((len(messages) + 1, at, octets))

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
        return any(f"Message-ID: {message_id}".encode() in octets for _, _, octets in self._here())

    async def append(self, name: str, octets: bytes, at: datetime) -> None:
        self.appended.append(octets)
        self.lay(name, octets, at)
        if self.breaks:
            self.breaks = False
            raise MailboxAwayError("the line broke before the reply")

    def _here(self) -> Sequence[Stored]:
        return self.stored.get(self.open_folder, ())
