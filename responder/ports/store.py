"""What the flows need from the database: one transaction as a small set of repositories, all synchronous.

A transaction runs as one function in the database's own thread, so nothing in it can await the network (law 2). Every
repository is bound to one mailbox. Instants are aware UTC. `Store.run` commits when `work` returns and rolls back when
it raises; a lost database raises StoreAwayError.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from responder.domain.delivery import Delivery, DeliveryState
from responder.domain.expectation import Expectation
from responder.domain.message import FolderRole
from responder.domain.past import Usage
from responder.domain.question import Question
from responder.domain.record import Closing, Conversation, MessageRecord, Quarantined, StoredMessage, ThreadId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FolderCursor:
    """How far a folder was read. `caught_up_at` is the instant before the last search that found nothing new.

    `attempting_uid` is the first UID of the group now being worked on, `attempts` how many starts found it unfinished.
    """

    role: FolderRole
    name: str
    uidvalidity: int
    last_uid: int
    caught_up_at: datetime | None = None
    attempting_uid: int | None = None
    attempts: int = 0


class Folders(Protocol):
    """Cursors by role."""

    def get(self, role: FolderRole) -> FolderCursor | None:
        """The cursor, or None when the folder was never read."""

    def put(self, cursor: FolderCursor) -> None:
        """Insert or replace."""


class Messages(Protocol):
    """Handled messages; the dedupe key is unique for ever, also after its text was pruned."""

    def seen(self, dedupe_keys: Collection[str]) -> frozenset[str]:
        """Which of these keys were handled before."""

    def add(self, record: MessageRecord) -> int:
        """Keep a message; its row number."""

    def add_questions(self, message_row: int, conversation_id: int, questions: Sequence[Question]) -> None:
        """Keep the questions of a letter, in order, all open."""

    def questions(self, conversation_id: int, *, open_only: bool = False) -> Sequence[tuple[int, Question]]:
        """(message row, question) of a conversation in order of arrival and place."""

    def answer_questions(self, message_rows: Collection[int], at: datetime) -> None:
        """Mark the open questions of these letters answered."""

    def by_message_id(self, message_id: str) -> Sequence[StoredMessage]:
        """Messages with this Message-ID (with or without angle brackets), newest first."""

    def in_conversation(self, conversation_id: int) -> Sequence[StoredMessage]:
        """All messages of a conversation, by `at`, then row."""

    def counts_since(self, since: datetime) -> Mapping[str, int]:
        """Customer and machine letters since, by verdict, and `verified` and `letters` (human ones) for the echo share."""

    def rows(self, rows: Collection[int]) -> Sequence[StoredMessage]:
        """Messages by row number."""

    def prune(self, text_before: datetime, addresses_before: datetime) -> int:
        """Empty texts and traces older than the first, addresses and subjects older than the second; rows touched."""


class Conversations(Protocol):
    """Threads, the message ids by which they are found, and closings by hand."""

    def add(self, customer: str, topic: str, at: datetime) -> int:
        """A new conversation."""

    def get(self, conversation_id: int) -> Conversation | None:
        """One conversation."""

    def touch(self, conversation_id: int, at: datetime, *, language: str | None = None, hushed: bool = False) -> None:
        """Note later activity, the language read, and hush it for good when `hushed`."""

    def by_ids(self, message_ids: Collection[str]) -> Sequence[ThreadId]:
        """Everything known under these message ids."""

    def by_topic(self, addresses: Collection[str], topic: str, since: datetime) -> Conversation | None:
        """The latest conversation with one of these customers, this exact topic, and activity since."""

    def know_ids(self, ids: Sequence[ThreadId]) -> None:
        """Remember message ids; known ones (same id, kind, conversation) are left as they are."""

    def close(self, closing: Closing) -> None:
        """Remember that the clock was ended by hand."""

    def closings(self, conversation_id: int) -> Sequence[Closing]:
        """All such endings, by time."""


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

    def waiting(self) -> Sequence[Expectation]:
        """All OPEN and BREACHED ones by `limit_at`."""

    def closed_since(self, since: datetime) -> Sequence[Expectation]:
        """Final ones closed since, by `closed_at`."""


class Outbox(Protocol):
    """Letters of ours on their way."""

    def add(self, delivery: Delivery) -> int | None:
        """A new row (`id` is ignored); its id, or None when its key is already there."""

    def get(self, delivery_id: int) -> Delivery | None:
        """One row."""

    def claim(self, mail: bool, now: datetime, lease: timedelta, limit: int) -> Sequence[Delivery]:
        """QUEUED rows that are due and unclaimed, alerts first, then oldest; the claim lapses after `lease`. `mail` tells
        channel `mail` from all others. Concurrent claimers never get the same row."""

    def begin(self, delivery_ids: Collection[int], now: datetime) -> None:
        """Put claimed rows into SENDING, attempts + 1, `begun_at` now."""

    def save(self, delivery: Delivery) -> None:
        """Write back state, times, attempts, channel, fallbacks and last reply, and end its claim."""

    def in_state(self, *states: DeliveryState) -> Sequence[Delivery]:
        """All rows in these states, oldest first."""

    def next_due_at(self) -> datetime | None:
        """The earliest `next_attempt_at` of QUEUED rows."""

    def queued_acknowledgement(self, recipient: str) -> Delivery | None:
        """The newest acknowledgement to this address that is still QUEUED, unclaimed and was never attempted."""

    def supersede(self, delivery_id: int) -> bool:
        """Drop a row that `queued_acknowledgement` gave, in favour of a newer one; False when it left meanwhile."""

    def of_conversation(self, conversation_id: int) -> Sequence[tuple[str, Delivery]]:
        """(form, row) of the acknowledgements of a conversation that were not dropped, oldest first."""

    def link(self, delivery_id: int, conversation_id: int, form: str) -> None:
        """Tie an acknowledgement to its conversation and form."""

    def sent_since(self, since: datetime) -> int:
        """How many mails were begun since, for pace and quota."""

    def last_alert_at(self, recipient: str) -> datetime | None:
        """When an alert for this recipient was last put into the outbox."""

    def counts(self) -> Mapping[DeliveryState, int]:
        """Rows by state."""

    def prune(self, before: datetime) -> int:
        """Empty the octets of final rows settled before; rows touched."""


class Budget(Protocol):
    """Automatic letters counted by the hour of INTERNALDATE, and addresses that take no mail."""

    def usage(self, at: datetime, domain: str, likeness: str, address: str) -> Usage:
        """What is used up in the hour of `at`, and by the address in the 24 h before it."""

    def count(self, at: datetime, domain: str, likeness: str, address: str) -> None:
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


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """A trouble that goes on: its name, since when, in words, and when and how often staff were told."""

    name: str
    since: datetime
    detail: str
    told_at: datetime | None = None
    times_told: int = 0
    extra: Mapping[str, Any] | None = None


class Troubles(Protocol):
    """What is wrong now."""

    def all(self) -> Sequence[TroubleRow]:
        """Every trouble that goes on."""

    def put(self, row: TroubleRow) -> None:
        """Insert or replace by name."""

    def end(self, name: str) -> TroubleRow | None:
        """It is over; the row as it was."""


class Transaction(Protocol):
    """The repositories of one mailbox inside one transaction."""

    @property
    def folders(self) -> Folders: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def expectations(self) -> Expectations: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def budget(self) -> Budget: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def quarantine(self) -> Quarantine: ...
    @property
    def troubles(self) -> Troubles: ...

    def savepoint(self) -> AbstractContextManager[None]:
        """What happens inside is undone when it raises, without ending the transaction."""


class Store(Protocol):
    """The database."""

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction in the database thread."""
