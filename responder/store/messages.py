"""Handled messages, found by their keys, their ids and their conversations."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, cast, insert, select
from sqlalchemy import func as sql

from responder.domain.record import Direction, MessageRecord, StoredMessage
from responder.store.forget import forget
from responder.store.ids import canonical
from responder.store.prepared import OneOf, Rows
from responder.store.questions import SqlQuestions
from responder.store.repository import also_mine, columns_of, mine, names_of, reader_of
from responder.store.tables import messages

_of_mailbox, _also_mine = mine(messages), also_mine(messages)
_WHOLE = select(messages.c.id, *columns_of(messages, MessageRecord))
_VALUES = reader_of(names_of(MessageRecord))

_ADD = insert(messages).returning(messages.c.id)
_SEEN = select(messages.c.dedupe_key).where(
    _of_mailbox, messages.c.dedupe_key.in_(bindparam("dedupe_keys", expanding=True))
)
_BY_MESSAGE_ID = _WHOLE.where(_of_mailbox, messages.c.message_id == bindparam("wanted")).order_by(
    messages.c.at.desc(), messages.c.id.desc()
)
_IN_CONVERSATION = _WHOLE.where(_also_mine, messages.c.conversation_id == bindparam("of")).order_by(
    messages.c.at, messages.c.id
)
_COUNT_IN = select(sql.count()).select_from(messages).where(_also_mine, messages.c.conversation_id == bindparam("of"))
_REPLIES_IN = _IN_CONVERSATION.where(messages.c.direction == Direction.STAFF, messages.c.at >= bindparam("since"))
_ROWS = _WHOLE.where(_also_mine, messages.c.id.in_(bindparam("rows", expanding=True))).order_by(messages.c.id)
_COUNTS = (
    select(
        messages.c.direction,
        messages.c.verdict,
        sql.count(),
        sql.coalesce(sql.sum(cast(messages.c.verified, Integer)), 0),
    )
    .where(
        _of_mailbox,
        messages.c.seen_at >= bindparam("since"),
        messages.c.direction.in_((Direction.CUSTOMER, Direction.MACHINE)),
    )
    .group_by(messages.c.direction, messages.c.verdict)
)  # fmt: skip


class SqlMessages(SqlQuestions):
    """Implements `ports.Messages`."""

    def seen(self, dedupe_keys: Collection[str]) -> frozenset[str]:
        """Which of these keys were handled before."""
        return frozenset(key for (key,) in self._do(_SEEN, dedupe_keys=OneOf(dedupe_keys)))

    def add(self, record: MessageRecord) -> int:
        """Keep a message; its row number."""
        values = _VALUES(record)
        values["message_id"] = canonical(record.message_id) if record.message_id else None
        return int(self._add(_ADD, values))

    def by_message_id(self, message_id: str) -> Sequence[StoredMessage]:
        """Messages with this Message-ID (with or without angle brackets), newest first."""
        return _stored(self._do(_BY_MESSAGE_ID, wanted=canonical(message_id)))

    def in_conversation(self, conversation_id: int) -> Sequence[StoredMessage]:
        """All messages of a conversation, by `at`, then row."""
        return _stored(self._do(_IN_CONVERSATION, of=conversation_id))

    def count_in(self, conversation_id: int) -> int:
        """How many messages a conversation holds."""
        return int(self._do(_COUNT_IN, of=conversation_id).value())

    def replies_in(self, conversation_id: int, since: datetime) -> Sequence[StoredMessage]:
        """The colleagues' messages of a conversation with `at` not before `since`, by `at`, then row."""
        return _stored(self._do(_REPLIES_IN, of=conversation_id, since=since))

    def rows(self, rows: Collection[int]) -> Sequence[StoredMessage]:
        """Messages by row number."""
        return _stored(self._do(_ROWS, rows=OneOf(rows)))

    def counts_since(self, since: datetime) -> Mapping[str, int]:
        """Customer and machine letters handled since, by verdict, and `verified` and `letters` (human ones) for the
        echo share."""
        counts = {"verified": 0, "letters": 0}
        for direction, verdict, letters, verified in self._do(_COUNTS, since=since):
            counts[verdict] = counts.get(verdict, 0) + letters
            if direction is Direction.CUSTOMER:
                counts["letters"] += letters
                counts["verified"] += verified
        return counts

    def prune(self, text_before: datetime, addresses_before: datetime) -> int:
        """Empty texts and traces older than the first, addresses and subjects older than the second; rows touched."""
        return forget(self._do, text_before, addresses_before)


def _stored(rows: Rows) -> list[StoredMessage]:
    return [StoredMessage(number, MessageRecord(*record)) for number, *record in rows]
