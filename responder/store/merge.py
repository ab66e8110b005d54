"""Makes two conversations one, when mail that is read later shows that they were one all along."""

from collections.abc import Callable

from sqlalchemy import BindParameter, Delete, Table, Update, bindparam, delete, exists, update

from responder.store.draft_tables import drafts
from responder.store.ledger_tables import expectations, outbox, quarantine
from responder.store.prepared import Rows
from responder.store.repository import also_mine
from responder.store.tables import closings, conversations, message_ids, messages, questions

_KEPT: BindParameter[int] = bindparam("kept")
_GONE: BindParameter[int] = bindparam("gone")


def _move(table: Table) -> Update:
    return update(table).where(also_mine(table), table.c.conversation_id == _GONE).values(conversation_id=_KEPT)


_known = message_ids.alias("known")
_is_known = exists().where(
    _known.c.mailbox_id == message_ids.c.mailbox_id,
    _known.c.message_id == message_ids.c.message_id,
    _known.c.kind == message_ids.c.kind,
    _known.c.conversation_id == _KEPT,
)
_HELD = tuple(_move(table) for table in (messages, questions, closings, expectations, outbox, quarantine, drafts))
_IDS: tuple[Update | Delete, ...] = (
    _move(message_ids).where(~_is_known),
    delete(message_ids).where(also_mine(message_ids), message_ids.c.conversation_id == _GONE),
)
_FORGET = delete(conversations).where(also_mine(conversations), conversations.c.id == _GONE)


def merge(do: Callable[..., Rows], kept: int, gone: int) -> None:
    """Give all that belongs to conversation `gone` to `kept`, and forget `gone`."""
    for statement in (*_HELD, *_IDS):
        do(statement, kept=kept, gone=gone)
    do(_FORGET, gone=gone)
