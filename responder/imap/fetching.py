"""Fetches messages without marking them: a bounded beginning of each, and the text parts that stand behind it."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from responder.domain.letter import RawMessage
from responder.domain.message import Arrival, FolderRole
from responder.imap.answers import Reply, items_from
from responder.imap.connection import Connection
from responder.imap.dates import internal_date
from responder.imap.refusals import accept
from responder.mail.walk import PartWalk, Wanted
from responder.ports import Fetched, WorldAwayError
from responder.ports.reading import Clock

log = logging.getLogger("responder.imap")

BEGINNING = 65_536
"""Octets fetched of a message, of a header and of a part at most."""
PARTS_MAX = 262_144
"""Octets fetched of the parts behind the beginning of one message; the last part may pass it."""

Items = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class FetchedFolder:
    """What every message fetched from the open folder shares."""

    role: FolderRole
    uidvalidity: int
    clock: Clock

    def arrival(self, uid: int, items: Items, body: bytes) -> Arrival:
        """Where and when the message lies; a missing size is what came, a missing date is now."""
        size = items.get("RFC822.SIZE") or b""
        return Arrival(
            role=self.role,
            uidvalidity=self.uidvalidity,
            uid=uid,
            internal_at=internal_date(items.get("INTERNALDATE") or b"") or self.clock(),
            size=int(size) if size.isdigit() else len(body),
        )


async def fetch_beginnings(connection: Connection, folder: FetchedFolder, uids: Sequence[int]) -> list[Fetched]:
    """The beginnings, ascending by UID, each with the text parts that its beginning does not show."""
    fetched = await _fetch(connection, folder, uids, f"BODY.PEEK[]<0.{BEGINNING}>")
    return [await _with_parts(connection, one) for one in fetched]


async def fetch_headers(connection: Connection, folder: FetchedFolder, uids: Sequence[int]) -> list[Fetched]:
    """The header fields, ascending by UID."""
    return await _fetch(connection, folder, uids, f"BODY.PEEK[HEADER]<0.{BEGINNING}>")


async def _fetch(connection: Connection, folder: FetchedFolder, uids: Sequence[int], section: str) -> list[Fetched]:
    reply = await _ask(connection, uids, f"(UID INTERNALDATE RFC822.SIZE {section})")
    with connection.reading():
        by_uid = _items_by_uid(reply)
    wanted = set(uids)
    whole = section.startswith("BODY.PEEK[]")
    return [
        _fetched(folder, uid, items, whole=whole)
        for uid, items in sorted(by_uid.items())
        if uid in wanted and _is_there(items, reply)
    ]


async def _ask(connection: Connection, uids: Sequence[int], what: str) -> Reply:
    reply = await connection.ask("FETCH", ",".join(map(str, uids)), what, by_uid=True, wants="FETCH")
    # Some of the messages are gone (RFC 5530): the others have come, whatever the status is.
    return reply if reply.code == "EXPUNGEISSUED" else accept("FETCH", reply)


def _items_by_uid(reply: Reply) -> dict[int, dict[str, bytes | None]]:
    """Servers may tell about one message in several responses; those without UID are news about flags."""
    by_uid: dict[int, dict[str, bytes | None]] = {}
    for items in map(items_from, reply.answers):
        uid = items.get("UID") or b""
        if uid.isdigit():
            by_uid.setdefault(int(uid), {}).update(items)
    return by_uid


def _is_there(items: Items, reply: Reply) -> bool:
    """News about flags has no body at all; a message just expunged may have the body NIL."""
    bodies = [value for name, value in items.items() if name.startswith("BODY[")]
    return bool(bodies) and not (bodies == [None] and reply.code == "EXPUNGEISSUED")


def _fetched(folder: FetchedFolder, uid: int, items: Items, *, whole: bool) -> Fetched:
    body = _body(items)
    arrival = folder.arrival(uid, items, body)
    # Exchange only estimates RFC822.SIZE: when less came than was asked for, that is the whole message.
    size = len(body) if whole and len(body) < BEGINNING else max(arrival.size, len(body))
    return Fetched(arrival, RawMessage(body, size))


def _body(items: Items) -> bytes:
    return next((value or b"" for name, value in items.items() if name.startswith("BODY[")), b"")


async def _with_parts(connection: Connection, fetched: Fetched) -> Fetched:
    """The message with the parts behind its beginning; a mistake of ours in finding them costs only those parts."""
    if not fetched.raw.truncated:
        return fetched
    try:
        return await _walked(connection, fetched)
    except WorldAwayError:
        raise
    except Exception:
        # Raised on, it would stop the whole mailbox at this message for ever.
        log.exception("message.walk_failed", extra={"fields": {"uid": fetched.arrival.uid}})
        return fetched


async def _walked(connection: Connection, fetched: Fetched) -> Fetched:
    """Walk the part numbers where the beginning ends before the text does, as far as `PartWalk` and the bound go."""
    raw = fetched.raw
    walk, octets_left = PartWalk(raw.beginning), PARTS_MAX
    while octets_left > 0 and (wanted := walk.wanted()) is not None:
        octets = await _section(connection, fetched.arrival.uid, wanted)
        octets_left -= len(octets or b"")
        walk.got(wanted.section, octets)
    return Fetched(fetched.arrival, RawMessage(raw.beginning, raw.size, walk.parts()))


async def _section(connection: Connection, uid: int, wanted: Wanted) -> bytes | None:
    """One section of a message; None when there is no such part, which some servers say with NO or BAD."""
    what = f"(UID BODY.PEEK[{wanted.section}]<0.{wanted.octets}>)"
    reply = await connection.ask("FETCH", str(uid), what, by_uid=True, wants="FETCH")
    if reply.status != "OK" and not reply.code:
        return None
    accept("FETCH", reply)
    with connection.reading():
        items = _items_by_uid(reply).get(uid, {})
    return _body(items) or None
