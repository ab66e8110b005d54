"""Opens a folder where reading stopped: at first sight, as usual, or after the server has renumbered everything."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from responder.domain.message import FolderRole
from responder.flows.world import World
from responder.ports.mail import FolderView, MailSession
from responder.ports.store import FolderCursor, Transaction

log = logging.getLogger("responder.flows")

FIRST_STARTED_AT = "first_started_at"
"""Name of the setting that holds the instant of the very first start, ISO 8601."""

SENT_LOOK_BACK = timedelta(days=2)
"""So far back Sent is read at first sight, to know who has been answered already."""

RENUMBERED_LOOK_BACK = timedelta(days=2)
RENUMBERED_NEWER_THAN = timedelta(days=1)
"""After a UIDVALIDITY change messages of two days are read again; new is only what arrived within one (decision 15)."""


async def open_folder(world: World, session: MailSession, role: FolderRole, name: str) -> FolderCursor:
    """The cursor to read on from, stored when it had to be made anew. Raises the mail session's errors."""
    view = await session.open(name, role)
    cursor = await world.store.run(lambda tx: tx.folders.get(role))
    if cursor is not None and cursor.uidvalidity == view.uidvalidity and cursor.name:
        return cursor
    since = await _read_from(world, cursor, role)
    fresh = await _fresh_cursor(session, view, role, since, cursor)
    await world.store.run(lambda tx: tx.folders.put(fresh))
    fields = {"folder": role.value, "last_uid": fresh.last_uid, "since": since.isoformat()}
    log.info("folder.renumbered" if cursor and cursor.name else "folder.first_seen", extra={"fields": fields})
    return fresh


async def count_unfinished(world: World, role: FolderRole) -> None:
    """Note that reading begins anew after the program, or this loop, died: what it died on the second time is suspect.

    A connection or a database that was lost does not count: that is nobody's letter's doing.
    """
    cursor = await world.store.run(lambda tx: tx.folders.get(role))
    if cursor is None or cursor.attempting_uid is None:
        return
    again = replace(cursor, attempts=cursor.attempts + 1)
    await world.store.run(lambda tx: tx.folders.put(again))
    log.warning("folder.unfinished", extra={"fields": {"folder": role.value, "uid": cursor.attempting_uid}})


async def _read_from(world: World, cursor: FolderCursor | None, role: FolderRole) -> datetime:
    """The INTERNALDATE from which messages already there are read."""
    if cursor is not None and cursor.caught_up_at is not None and cursor.name:
        return cursor.caught_up_at - RENUMBERED_LOOK_BACK
    begin = await world.store.run(lambda tx: answered_from(tx, world))
    return begin - SENT_LOOK_BACK if role is FolderRole.SENT else begin


def answered_from(tx: Transaction, world: World) -> datetime:
    """Letters that arrived before this instant are never answered: the first start minus `look_back`."""
    written = tx.settings.get(FIRST_STARTED_AT)
    first_start = datetime.fromisoformat(written) if written else world.clock()
    return min(first_start, world.clock()) - world.book().look_back


async def _fresh_cursor(
    session: MailSession, view: FolderView, role: FolderRole, since: datetime, old: FolderCursor | None
) -> FolderCursor:
    uids = [uid for uid in await session.uids_since(since) if uid < view.uidnext]
    renumbered = old is not None and old.caught_up_at is not None and bool(old.name)
    baseline_at = since + RENUMBERED_NEWER_THAN if renumbered else since
    return FolderCursor(
        role=role,
        name=view.name,
        uidvalidity=view.uidvalidity,
        last_uid=min(uids) - 1 if uids else max(0, view.uidnext - 1),
        caught_up_at=old.caught_up_at if old else None,
        baseline_uid=view.uidnext,
        baseline_at=baseline_at,
    )
