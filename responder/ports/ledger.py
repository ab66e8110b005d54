"""The repositories of what is owed, sent, counted and wrong: the other half of a transaction (see `ports.store`)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from responder.domain.alert_trouble import Alarm
from responder.domain.delivery import Delivery, DeliveryState
from responder.domain.draft import Draft
from responder.domain.expectation import Expectation, ExpectationState
from responder.domain.past import Usage
from responder.domain.record import Quarantined


class Expectations(Protocol):
    """The ledger."""

    def of_conversation(self, conversation_id: int) -> Sequence[Expectation]:
        """All of a conversation, by `opened_at`."""

    def add(self, expectation: Expectation) -> int:
        """A new row (`id` is ignored); its id."""

    def save(self, expectation: Expectation) -> None:
        """Write back every field of a known row."""

    def due(self, until: datetime) -> Sequence[Expectation]:
        """Waiting ones whose `next_check_at` is not after `until`, soonest first."""

    def next_check_at(self) -> datetime | None:
        """The earliest `next_check_at` of waiting ones: whether there is anything to look at."""

    def waiting(self) -> Sequence[Expectation]:
        """All OPEN and BREACHED ones by `limit_at`."""

    def waiting_counts(self) -> Mapping[ExpectationState, int]:
        """How many are OPEN and how many BREACHED."""

    def open_until(self, limit: datetime) -> int:
        """How many are OPEN with a `limit_at` that is not after `limit`."""

    def closed_since(self, since: datetime) -> Sequence[Expectation]:
        """Final ones closed since, by `closed_at`."""


class Outbox(Protocol):
    """Letters of ours on their way."""

    def add(self, delivery: Delivery) -> int | None:
        """A new row (`id` is ignored); its id, or None when its key is already there."""

    def get(self, delivery_id: int) -> Delivery | None:
        """One row."""

    def claim(self, now: datetime, lease: timedelta, limit: int, *, mail: bool, staff_only: bool) -> Sequence[Delivery]:
        """QUEUED rows that are due and unclaimed, alerts first, then oldest; the claim lapses after `lease`.

        `mail` tells channel `mail` from all others; `staff_only` leaves acknowledgements out. Concurrent claimers never
        get the same row.
        """

    def begin(self, delivery_ids: Collection[int], now: datetime) -> None:
        """Put claimed rows into SENDING, attempts + 1, `begun_at` now."""

    def save(self, delivery: Delivery) -> None:
        """Write back state, times, attempts, channel, fallbacks and last reply, and end its claim."""

    def in_state(self, *states: DeliveryState) -> Sequence[Delivery]:
        """All rows in these states, oldest first, without octets."""

    def ended_since(self, since: datetime, *states: DeliveryState) -> Sequence[Delivery]:
        """Rows that were settled in one of these final states since, oldest first, without octets."""

    def stuck(self, made_before: datetime) -> Sequence[Delivery]:
        """Mails that are QUEUED although they were tried and are that old, oldest first, without octets."""

    def next_due_at(self) -> datetime | None:
        """The earliest `next_attempt_at` of QUEUED rows."""

    def oldest_at(self) -> datetime | None:
        """When the oldest row that is QUEUED or SENDING was made."""

    def queued_acknowledgement(self, conversation_id: int) -> Delivery | None:
        """The newest acknowledgement (or proof) of a conversation that is still QUEUED, unclaimed and never
        attempted."""

    def supersede(self, conversation_id: int) -> None:
        """Drop every such row of the conversation, in favour of one for several letters."""

    def of_conversation(self, conversation_id: int) -> Sequence[Delivery]:
        """The acknowledgements and proofs of a conversation that were not dropped, oldest first, without octets."""

    def sent_since(self, since: datetime) -> int:
        """How many mails were begun since, for pace and quota."""

    def alerted_since(self, since: datetime) -> Mapping[str, datetime]:
        """For each person (`domain.alert.person_key`) when an alert for them was last put into the outbox since."""

    def copies_due(self, limit: int) -> Sequence[Delivery]:
        """Sent rows of which a copy is still to be filed in Sent (`copy_due`), oldest first."""

    def counts(self) -> Mapping[DeliveryState, int]:
        """Rows by state."""

    def prune(self, before: datetime) -> int:
        """Empty the octets of final rows settled before; rows touched."""


class Drafts(Protocol):
    """Replies laid out for staff in the Drafts folder."""

    def add(self, draft: Draft) -> int:
        """A new row (`id` is ignored); its id."""

    def save(self, draft: Draft) -> None:
        """Write back every field of a known row."""

    def get(self, draft_id: int) -> Draft | None:
        """One row."""

    def of_conversation(self, conversation_id: int) -> Sequence[Draft]:
        """All of a conversation, oldest first."""

    def active(self) -> Sequence[Draft]:
        """All that are WANTED or PLACED, oldest first."""

    def due(self) -> bool:
        """Whether anything is to be laid, renewed or taken away."""

    def prune(self, before: datetime) -> int:
        """Forget those made before that never lay in the folder or were taken away; rows touched."""


class Budget(Protocol):
    """Automatic letters counted by the hour of INTERNALDATE, and addresses that take no mail."""

    def usage(self, at: datetime, domain: str, likeness: str, address: str, topic: str = "") -> Usage:
        """What is used up in the hour of `at`, and by the address in the 24 h before it."""

    def count(self, at: datetime, domain: str, likeness: str, address: str, topic: str = "") -> None:
        """Count one automatic letter."""

    def suppressed(self, address: str) -> bool:
        """Whether mail to this address bounced for good."""

    def suppress(self, address: str, reason: str, at: datetime) -> None:
        """Write to this address no more."""


class Settings(Protocol):
    """Small things that outlive the process: the key of our message ids, the accepted rules, the first start."""

    def get(self, name: str) -> str | None:
        """The value, or None."""

    def put(self, name: str, value: str) -> None:
        """Insert or replace."""


class Quarantine(Protocol):
    """Messages set aside."""

    def add(self, item: Quarantined) -> int:
        """Set aside (`id` is ignored); its id. The same folder, UIDVALIDITY and UID twice is one row."""

    def all(self) -> Sequence[Quarantined]:
        """Everything set aside, oldest first, without octets."""

    def get(self, item_id: int) -> Quarantined | None:
        """One item with its octets."""

    def remove(self, item_id: int) -> None:
        """It was retried with success."""


class Troubles(Protocol):
    """What is wrong now, as staff were told of it."""

    def all(self) -> Sequence[Alarm]:
        """Every alarm that is kept."""

    def replace(self, alarms: Sequence[Alarm]) -> None:
        """Keep exactly these."""
