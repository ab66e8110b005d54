"""Threads, the message ids by which they are found, and endings by hand."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, insert, or_, select, update
from sqlalchemy import func as sql

from responder.domain.record import Closing, Conversation, Direction, ThreadId
from responder.store.ids import as_asked, canonical
from responder.store.merge import merge
from responder.store.prepared import OneOf
from responder.store.repository import Repository, also_mine, columns_of, insert_unless_there, mine, names_of, reader_of
from responder.store.tables import closings, conversations, message_ids, messages

_of_mailbox, _also_mine = mine(conversations), also_mine(conversations)
_WHOLE = select(*columns_of(conversations, Conversation))
_LATEST = (
    _WHOLE.where(_of_mailbox, conversations.c.last_at >= bindparam("since"))
    .order_by(conversations.c.last_at.desc(), conversations.c.id.desc())
    .limit(1)
)

_ADD = insert(conversations).returning(conversations.c.id)
_GET = _WHOLE.where(_also_mine, conversations.c.id == bindparam("row"))
_BY_TOPIC = _LATEST.where(
    conversations.c.customer.in_(bindparam("addresses", expanding=True)), conversations.c.topic == bindparam("topic_is")
)
_LATEST_WRITTEN_IN = (
    _WHOLE.join(messages, messages.c.conversation_id == conversations.c.id)
    .where(
        _of_mailbox,
        conversations.c.customer == bindparam("of"),
        conversations.c.last_at >= bindparam("since"),
        messages.c.direction == Direction.CUSTOMER,
        messages.c.from_address == bindparam("of"),
        messages.c.at.between(bindparam("since"), bindparam("until")),
    )
    .order_by(messages.c.at.desc(), messages.c.id.desc())
    .limit(1)
)
_seen = bindparam("seen", type_=conversations.c.last_at.type)
_TOUCH = (
    update(conversations)
    .where(_also_mine, conversations.c.id == bindparam("row"))
    .values(
        last_at=case((conversations.c.last_at < _seen, _seen), else_=conversations.c.last_at),
        language=sql.coalesce(bindparam("spoken", type_=conversations.c.language.type), conversations.c.language),
        hushed=or_(conversations.c.hushed, bindparam("hush", type_=conversations.c.hushed.type)),
    )
)

_BY_IDS = (
    select(*columns_of(message_ids, ThreadId))
    .where(
        mine(message_ids),
        message_ids.c.message_id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(message_ids.c.conversation_id)
)
_KNOW = insert_unless_there(message_ids, ["message_id", "kind", "conversation_id"])

_CLOSE = insert(closings)
_CLOSINGS = (
    select(*columns_of(closings, Closing))
    .where(also_mine(closings), closings.c.conversation_id == bindparam("of"))
    .order_by(closings.c.at, closings.c.id)
)
_CLOSING_VALUES = reader_of(names_of(Closing))


class SqlConversations(Repository):
    """Implements `ports.Conversations`."""

    def add(self, customer: str, topic: str, at: datetime, language: str | None = None) -> int:
        """A new conversation."""
        values = {
            "customer": customer, "topic": topic, "opened_at": at, "last_at": at, "language": language, "hushed": False,
        }  # fmt: skip
        return int(self._add(_ADD, values))

    def get(self, conversation_id: int) -> Conversation | None:
        """One conversation."""
        row = self._do(_GET, row=conversation_id).first()
        return Conversation(*row) if row else None

    def touch(self, conversation_id: int, at: datetime, *, language: str | None = None, hushed: bool = False) -> None:
        """Note later activity, the language read, and hush it for good when `hushed`."""
        self._do(_TOUCH, row=conversation_id, seen=at, spoken=language, hush=hushed)

    def merge(self, kept: int, gone: int) -> None:
        """Give all that belongs to conversation `gone`, its activity too, to `kept`; `gone` is no more."""
        other = self.get(gone)
        if other is not None and kept != gone:
            self.touch(kept, other.last_at, language=None, hushed=other.hushed)
            merge(self._do, kept, gone)

    def by_ids(self, message_ids: Collection[str]) -> Sequence[ThreadId]:
        """Everything known under these message ids, with the ids spelled as they were asked for."""
        asked = as_asked(message_ids)
        if not asked:
            return []
        return [
            ThreadId(asked[known], conversation_id, kind, frozenset(addresses))
            for known, conversation_id, kind, addresses in self._do(_BY_IDS, ids=OneOf(asked))
        ]

    def by_topic(self, addresses: Collection[str], topic: str, since: datetime) -> Conversation | None:
        """The latest conversation with one of these customers, this exact topic, and activity since."""
        row = self._do(_BY_TOPIC, addresses=OneOf(addresses), topic_is=topic, since=since).first()
        return Conversation(*row) if row else None

    def latest_written_in(self, customer: str, since: datetime, until: datetime) -> Conversation | None:
        """The conversation in which this customer last wrote a letter from `since` to `until`, both included."""
        row = self._do(_LATEST_WRITTEN_IN, of=customer, since=since, until=until).first()
        return Conversation(*row) if row else None

    def know_ids(self, ids: Sequence[ThreadId]) -> None:
        """Remember message ids; known ones (same id, kind, conversation) are left as they are."""
        self._add_all(
            _KNOW,
            [
                {
                    "message_id": canonical(one.message_id),
                    "conversation_id": one.conversation_id,
                    "kind": one.kind,
                    "addresses": sorted(one.addresses),
                }
                for one in ids
            ],
        )

    def close(self, closing: Closing) -> None:
        """Remember that the clock was ended by hand."""
        self._add(_CLOSE, _CLOSING_VALUES(closing))

    def closings(self, conversation_id: int) -> Sequence[Closing]:
        """All such endings, by time."""
        return [Closing(*row) for row in self._do(_CLOSINGS, of=conversation_id)]
