"""Reads one mailbox over one IMAP connection: what `ports.MailSession` promises."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

from responder.domain.message import FolderRole
from responder.imap.answers import ListedFolder, folder_from, number_in_code, numbers_from
from responder.imap.connection import Connection
from responder.imap.dates import date_time, search_date
from responder.imap.drafting import append_draft, flags_of, remove_draft
from responder.imap.fetching import FetchedFolder, fetch_beginnings, fetch_headers
from responder.imap.folders import folders_by_role
from responder.imap.idling import wait_for_push
from responder.imap.quoting import mailbox, quotable, quoted
from responder.imap.refusals import accept
from responder.ports import Fetched, FolderView, MailboxAwayError
from responder.ports.mail import Filed
from responder.ports.reading import Clock

BATCH = 100
"""Messages asked for in one FETCH."""
UID_MAX = 2**32 - 1


class ImapSession:
    """A logged-in session, owned by one task; `close` may be called from another one.

    `inbox` is the watched folder's name, `configured` the names the operator gave other folders. `clock` gives the
    INTERNALDATE of a message for which the server has none that can be read.
    """

    def __init__(
        self, connection: Connection, *, inbox: str, configured: Mapping[FolderRole, str], clock: Clock
    ) -> None:
        self._connection = connection
        self._inbox = inbox
        self._configured = configured
        self._clock = clock
        self._open: FetchedFolder | None = None

    @property
    def can_remove(self) -> bool:
        """Whether the server removes a single message (UIDPLUS); without that nothing is ever removed."""
        return "UIDPLUS" in self._connection.capabilities

    @property
    def capabilities(self) -> frozenset[str]:
        """What the server says it can do for this login, in capitals."""
        return self._connection.capabilities

    async def folders(self) -> Mapping[FolderRole, str]:
        """The folders by role; see `folders_by_role`."""
        return folders_by_role(await self.list_folders(), self._inbox, self._configured)

    async def list_folders(self) -> Sequence[ListedFolder]:
        """Every folder of the account, with its attributes; folders whose names cannot be read are left out."""
        extended = {"SPECIAL-USE", "LIST-EXTENDED"} <= self._connection.capabilities
        options = ("RETURN", "(SPECIAL-USE)") if extended else ()
        reply = await self._connection.must("LIST", '""', '"*"', *options, wants="LIST")
        with self._connection.reading():
            return [folder for folder in map(folder_from, reply.answers) if folder is not None]

    async def open(self, name: str, role: FolderRole) -> FolderView:
        """EXAMINE a folder. Raises FolderMissingError when it is not there."""
        self._open = None
        reply = await self._connection.must("EXAMINE", mailbox(name), wants="OK")
        uidvalidity = number_in_code(reply.answers, "UIDVALIDITY")
        if uidvalidity is None:
            self._connection.abort("it gave a folder no UIDVALIDITY")
            raise MailboxAwayError(f"the IMAP server gave the folder {name!r} no UIDVALIDITY")
        self._open = FetchedFolder(role, uidvalidity, self._clock)
        return FolderView(name, uidvalidity, number_in_code(reply.answers, "UIDNEXT") or 1)

    async def uids_after(self, last_uid: int) -> Sequence[int]:
        """The UIDs above `last_uid`, ascending; `n:*` alone would always name the last message too."""
        if last_uid >= UID_MAX:
            return []
        return [uid for uid in await self._search("UID", f"{last_uid + 1}:*") if uid > last_uid]

    async def uids_since(self, since: datetime) -> Sequence[int]:
        """The UIDs of the day before `since` and later: servers count days in zones of their own."""
        return await self._search("SINCE", search_date(since.astimezone(UTC) - timedelta(days=1)))

    async def find_message_id(self, message_id: str) -> bool:
        """Whether such a message is here; see `uids_of`."""
        return bool(await self.uids_of(message_id))

    async def uids_of(self, message_id: str) -> Sequence[int]:
        """The messages with this id, also under the name Exchange keeps the replaced Message-ID by.

        Raises ValueError for an id that cannot stand in a search; ids we make always can.
        """
        sought = quoted(message_id)
        original = "X-Microsoft-Original-Message-ID"
        return await self._search("OR", "HEADER", "Message-ID", sought, "HEADER", original, sought)

    async def answers_to(self, message_id: str) -> Sequence[int]:
        """The messages that answer this one, by In-Reply-To; none for an id that cannot stand in a search."""
        return await self._search("HEADER", "In-Reply-To", quoted(message_id)) if quotable(message_id) else []

    async def fetch(self, uids: Sequence[int]) -> Sequence[Fetched]:
        """Beginnings of at most 64 KB and the text parts behind them, in batches; holds what it returns in memory."""
        return [
            fetched
            for batch in _batches(uids)
            for fetched in await fetch_beginnings(self._connection, self._opened(), batch)
        ]

    async def fetch_headers(self, uids: Sequence[int]) -> Sequence[Fetched]:
        """The header fields, at most 64 KB of them, in batches."""
        return [
            fetched
            for batch in _batches(uids)
            for fetched in await fetch_headers(self._connection, self._opened(), batch)
        ]

    async def append(self, name: str, octets: bytes, at: datetime) -> None:
        """APPEND with \\Seen and INTERNALDATE `at`. Raises FolderMissingError; nothing is created."""
        size = f"{{{len(octets)}}}"
        await self._connection.must("APPEND", mailbox(name), "(\\Seen)", date_time(at), size, literal=octets)

    async def append_draft(self, name: str, octets: bytes, at: datetime) -> Filed:
        """See `drafting.append_draft`."""
        return await append_draft(self._connection, name, octets, at)

    async def flags(self, uids: Sequence[int]) -> Mapping[int, frozenset[str]]:
        """The flags of messages of the open folder, in lower case; those that are gone are absent."""
        self._opened()
        found: dict[int, frozenset[str]] = {}
        for batch in _batches(uids):
            found |= await flags_of(self._connection, batch)
        return found

    async def remove_draft(self, name: str, uidvalidity: int, uid: int) -> bool:
        """See `drafting.remove_draft`; no folder is open afterwards."""
        self._open = None
        return await remove_draft(self._connection, name, uidvalidity, uid)

    def wake(self) -> None:
        """End the wait for a push, or spare the next one."""
        self._connection.wire.stir()

    async def wait_for_push(self, timeout_s: float) -> bool:
        """See `idling.wait_for_push`."""
        return await wait_for_push(self._connection, timeout_s)

    async def close(self) -> None:
        """Log out within a second, or drop the connection; never raises."""
        await self._connection.close()

    def _opened(self) -> FetchedFolder:
        if self._open is None:
            raise RuntimeError("no folder is open")
        return self._open

    async def _search(self, *criteria: str) -> Sequence[int]:
        """Search what is there now: Dovecot searches what it has announced so far and announces the rest afterwards."""
        self._opened()
        found, news = await self._connection.noticing_news(self._search_announced(*criteria))
        return await self._search_announced(*criteria) if news else found

    async def _search_announced(self, *criteria: str) -> Sequence[int]:
        reply = accept("SEARCH", await self._connection.ask("SEARCH", *criteria, by_uid=True, wants="SEARCH ESEARCH"))
        with self._connection.reading():
            return numbers_from(reply.answers)


def _batches(uids: Sequence[int]) -> list[list[int]]:
    ordered = iter(sorted(set(uids)))
    return list(iter(lambda: list(islice(ordered, BATCH)), []))
