"""Letters of ours on their way: queued, claimed, begun and settled."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.store import outbox_statements as statements
from responder.store.prepared import OneOf, Rows
from responder.store.repository import Repository, names_of, reader_of

_VALUES = reader_of(names_of(Delivery, without=["id"]))
_SETTLED = reader_of(
    (
        "state", "channel", "next_attempt_at", "expires_at", "attempts", "begun_at", "settled_at", "last_reply",
        "fallbacks", "copy_due",
    )
)  # fmt: skip
_OCTETS = names_of(Delivery).index("octets")
_URGENCY = {DeliveryKind.ALERT: 0}
_LATER = 1


class SqlOutbox(Repository):
    """Implements `ports.Outbox`."""

    def add(self, delivery: Delivery) -> int | None:
        """A new row (`id` is ignored); its id, or None when its key is already there."""
        values = {**_VALUES(delivery), "claimed_until": None, "urgency": _URGENCY.get(delivery.kind, _LATER)}
        added: int | None = self._add(statements.ADD, values)
        return added

    def get(self, delivery_id: int) -> Delivery | None:
        """One row."""
        row = self._do(statements.GET, row=delivery_id).first()
        return Delivery(*row) if row else None

    def claim(self, now: datetime, lease: timedelta, limit: int, *, mail: bool, staff_only: bool) -> Sequence[Delivery]:
        """QUEUED rows that are due and unclaimed, alerts first, then oldest; the claim lapses after `lease`.

        `mail` tells channel `mail` from all others; `staff_only` leaves acknowledgements out. Concurrent claimers never
        get the same row: PostgreSQL passes over rows that another one has locked, SQLite has one writer.
        """
        found = _read(self._do(statements.CLAIMABLE[mail, staff_only], now=now, most=limit))
        if found:
            self._do(statements.CLAIM, rows=OneOf(row.id for row in found), until=now + lease)
        return found

    def begin(self, delivery_ids: Collection[int], now: datetime) -> None:
        """Put claimed rows into SENDING, attempts + 1, `begun_at` now."""
        if delivery_ids:
            self._do(statements.BEGIN, rows=OneOf(delivery_ids), now=now)

    def save(self, delivery: Delivery) -> None:
        """Write back state, times, attempts, channel, fallbacks, last reply and `copy_due`, and end its claim."""
        self._do(statements.SAVE, row=delivery.id, claimed_until=None, **_SETTLED(delivery))

    def in_state(self, *states: DeliveryState) -> Sequence[Delivery]:
        """All rows in these states, oldest first, without octets."""
        return _read_light(self._do(statements.IN_STATE, states=OneOf(states)))

    def ended_since(self, since: datetime, *states: DeliveryState) -> Sequence[Delivery]:
        """Rows that were settled in one of these final states since, oldest first, without octets."""
        return _read_light(self._do(statements.ENDED_SINCE, states=OneOf(states), since=since))

    def stuck(self, made_before: datetime) -> Sequence[Delivery]:
        """Mails that are QUEUED although they were tried and are that old, oldest first, without octets."""
        return _read_light(self._do(statements.STUCK, before=made_before))

    def next_due_at(self) -> datetime | None:
        """The earliest `next_attempt_at` of QUEUED rows."""
        at: datetime | None = self._do(statements.NEXT_DUE).value()
        return at

    def oldest_at(self) -> datetime | None:
        """When the oldest row that is QUEUED or SENDING was made."""
        at: datetime | None = self._do(statements.OLDEST).value()
        return at

    def queued_acknowledgement(self, conversation_id: int) -> Delivery | None:
        """The newest acknowledgement (or proof) of a conversation that is still QUEUED, unclaimed and never
        attempted."""
        row = self._do(statements.QUEUED_ACKNOWLEDGEMENT, of=conversation_id).first()
        return Delivery(*row) if row else None

    def supersede(self, conversation_id: int) -> None:
        """Drop every such row of the conversation, in favour of one for several letters."""
        self._do(statements.SUPERSEDE, of=conversation_id)

    def of_conversation(self, conversation_id: int) -> Sequence[Delivery]:
        """The acknowledgements and proofs of a conversation that were not dropped, oldest first, without octets."""
        return _read_light(self._do(statements.OF_CONVERSATION, of=conversation_id))

    def sent_since(self, since: datetime) -> int:
        """How many mails were begun since, for pace and quota."""
        return int(self._do(statements.SENT_SINCE, since=since).value())

    def alerted_since(self, since: datetime) -> Mapping[str, datetime]:
        """For each person (`domain.alert.person_key`) when an alert for them was last put into the outbox since."""
        return dict(map(tuple, self._do(statements.ALERTED_SINCE, since=since)))

    def copies_due(self, limit: int) -> Sequence[Delivery]:
        """Sent rows of which a copy is still to be filed in Sent (`copy_due`), oldest first."""
        return _read(self._do(statements.COPIES_DUE, most=limit))

    def counts(self) -> Mapping[DeliveryState, int]:
        """Rows by state."""
        return dict(map(tuple, self._do(statements.COUNTS)))

    def prune(self, before: datetime) -> int:
        """Empty the octets and notes of final rows settled before; rows touched."""
        return self._do(statements.PRUNE, before=before).changed


def _read(rows: Rows) -> list[Delivery]:
    return [Delivery(*row) for row in rows]


def _read_light(rows: Rows) -> list[Delivery]:
    return [Delivery(*row[:_OCTETS], b"", *row[_OCTETS:]) for row in map(tuple, rows)]  # type: ignore[call-arg]  # a row's columns are in the order of the fields
