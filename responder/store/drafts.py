"""Replies laid out for staff."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, literal, or_, select, update
from sqlalchemy import func as sql

from responder.domain.draft import Draft, DraftState
from responder.store.draft_tables import ACTIVE, drafts
from responder.store.repository import Repository, also_mine, columns_of, mine, names_of, reader_of

_VALUES = reader_of(names_of(Draft, without=["id"]))
_WHOLE = select(*columns_of(drafts, Draft))

_ADD = insert(drafts).returning(drafts.c.id)
_SAVE = update(drafts).where(also_mine(drafts), drafts.c.id == bindparam("row"))
_GET = _WHOLE.where(also_mine(drafts), drafts.c.id == bindparam("row"))
_OF_CONVERSATION = _WHOLE.where(also_mine(drafts), drafts.c.conversation_id == bindparam("of")).order_by(
    drafts.c.made_at, drafts.c.id
)
_ACTIVE = _WHOLE.where(mine(drafts), ACTIVE).order_by(drafts.c.made_at, drafts.c.id)
_DUE = (
    select(literal(1))
    .select_from(drafts)
    .where(
        mine(drafts),
        ACTIVE,
        or_(drafts.c.state == DraftState.WANTED, sql.length(drafts.c.octets) > 0, drafts.c.unwanted),
    )
    .limit(1)
)
_PRUNE = delete(drafts).where(
    mine(drafts),
    drafts.c.state.in_([DraftState.WANTED, DraftState.REMOVED]),
    drafts.c.made_at < bindparam("before", type_=drafts.c.made_at.type),
)


class SqlDrafts(Repository):
    """Implements `ports.Drafts`."""

    def add(self, draft: Draft) -> int:
        """A new row (`id` is ignored); its id."""
        return int(self._add(_ADD, _VALUES(draft)))

    def save(self, draft: Draft) -> None:
        """Write back every field of a known row."""
        self._do(_SAVE, row=draft.id, **_VALUES(draft))

    def get(self, draft_id: int) -> Draft | None:
        """One row."""
        row = self._do(_GET, row=draft_id).first()
        return _draft(row) if row else None

    def of_conversation(self, conversation_id: int) -> Sequence[Draft]:
        """All of a conversation, oldest first."""
        return [_draft(row) for row in self._do(_OF_CONVERSATION, of=conversation_id)]

    def active(self) -> Sequence[Draft]:
        """All that are WANTED or PLACED, oldest first."""
        return [_draft(row) for row in self._do(_ACTIVE)]

    def due(self) -> bool:
        """Whether anything is to be laid, renewed or taken away."""
        return self._do(_DUE).first() is not None

    def prune(self, before: datetime) -> int:
        """Forget those made before that never lay in the folder or were taken away; rows touched. Which ones a person
        took or deleted stays known, and no more than that: they are not written again."""
        return int(self._do(_PRUNE, before=before).changed)


def _draft(row: Any) -> Draft:
    return Draft(*row)
