"""What the flows need from the database: one transaction as a small set of repositories, all synchronous.

A transaction runs as one function in the database's own thread, so nothing in it can await the network (law 2). Every
repository is bound to one mailbox. Instants are aware UTC. `Store.run` commits when `work` returns and rolls back when
it raises; a lost database raises StoreAwayError.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from responder.domain.message import FolderRole
from responder.domain.question import Question
from responder.domain.question_entry import Entry
from responder.domain.record import Closing, Conversation, MessageRecord, StoredMessage, ThreadId
from responder.ports.ledger import Budget, Drafts, Expectations, Outbox, Quarantine, Settings, Troubles

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FolderCursor:
    """How far a folder was read. `caught_up_at` is the instant before the last search that found nothing new.

    `attempting_uid` is the first UID of the group now being worked on, `attempts` how many starts found it unfinished.
    Messages below `baseline_uid` were there when the folder was first opened under this UIDVALIDITY; of these, what is
    older than `baseline_at` is recorded only.
    """

    role: FolderRole
    name: str
    uidvalidity: int
    last_uid: int
    caught_up_at: datetime | None = None
    attempting_uid: int | None = None
    attempts: int = 0
    baseline_uid: int = 0
    baseline_at: datetime | None = None


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

    def asked(self, conversation_id: int) -> Sequence[Entry]:
        """All questions of a conversation, in order of arrival and place."""

    def unsure_since(self, since: datetime) -> Sequence[int]:
        """The conversations with a question that was perhaps answered since, the latest first, at most 100."""

    def save_asked(self, entries: Iterable[Entry]) -> None:
        """Write back what became of these."""

    def by_message_id(self, message_id: str) -> Sequence[StoredMessage]:
        """Messages with this Message-ID (with or without angle brackets), newest first."""

    def in_conversation(self, conversation_id: int) -> Sequence[StoredMessage]:
        """All messages of a conversation, by `at`, then row."""

    def count_in(self, conversation_id: int) -> int:
        """How many messages a conversation holds."""

    def replies_in(self, conversation_id: int, since: datetime) -> Sequence[StoredMessage]:
        """The colleagues' messages of a conversation with `at` not before `since`, by `at`, then row."""

    def counts_since(self, since: datetime) -> Mapping[str, int]:
        """Customer and machine letters since, by verdict, and `verified` and `letters` (human ones) for the echo
        share."""

    def rows(self, rows: Collection[int]) -> Sequence[StoredMessage]:
        """Messages by row number."""

    def prune(self, text_before: datetime, addresses_before: datetime) -> int:
        """Empty texts and traces older than the first, addresses and subjects older than the second; rows touched."""


class Conversations(Protocol):
    """Threads, the message ids by which they are found, and closings by hand."""

    def add(self, customer: str, topic: str, at: datetime, language: str | None = None) -> int:
        """A new conversation."""

    def get(self, conversation_id: int) -> Conversation | None:
        """One conversation."""

    def touch(self, conversation_id: int, at: datetime, *, language: str | None = None, hushed: bool = False) -> None:
        """Note later activity, the language read, and hush it for good when `hushed`."""

    def merge(self, kept: int, gone: int) -> None:
        """Give all that belongs to conversation `gone`, its activity too, to `kept`; `gone` is no more."""

    def by_ids(self, message_ids: Collection[str]) -> Sequence[ThreadId]:
        """Everything known under these message ids."""

    def by_topic(self, addresses: Collection[str], topic: str, since: datetime) -> Conversation | None:
        """The latest conversation with one of these customers, this exact topic, and activity since."""

    def latest_written_in(self, customer: str, since: datetime, until: datetime) -> Conversation | None:
        """The conversation in which this customer last wrote a letter from `since` to `until`, both included."""

    def know_ids(self, ids: Sequence[ThreadId]) -> None:
        """Remember message ids; known ones (same id, kind, conversation) are left as they are."""

    def close(self, closing: Closing) -> None:
        """Remember that the clock was ended by hand."""

    def closings(self, conversation_id: int) -> Sequence[Closing]:
        """All such endings, by time."""


class Transaction(Protocol):
    """The repositories of one mailbox inside one transaction."""

    @property
    def folders(self) -> Folders:
        """Cursors."""

    @property
    def messages(self) -> Messages:
        """Handled messages and their questions."""

    @property
    def conversations(self) -> Conversations:
        """Threads."""

    @property
    def expectations(self) -> Expectations:
        """The ledger of expectations."""

    @property
    def outbox(self) -> Outbox:
        """Letters of ours."""

    @property
    def drafts(self) -> Drafts:
        """Replies laid out for staff."""

    @property
    def budget(self) -> Budget:
        """Counters and suppressed addresses."""

    @property
    def settings(self) -> Settings:
        """Small lasting values."""

    @property
    def quarantine(self) -> Quarantine:
        """Messages set aside."""

    @property
    def troubles(self) -> Troubles:
        """What is wrong now."""

    def savepoint(self) -> AbstractContextManager[None]:
        """What happens inside is undone when it raises, without ending the transaction."""


class Store(Protocol):
    """The database."""

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction in the database thread."""
