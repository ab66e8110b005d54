"""SQLite finds what the flows ask for by an index that narrows the search, never by walking through a table."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from responder.domain.delivery import DeliveryState
from responder.domain.message import FolderRole
from responder.domain.question import Question
from responder.domain.question_entry import Entry
from responder.domain.record import Closing
from responder.ports.store import FolderCursor, Transaction
from responder.store.prepared import Rows, Statements, Values, prepared
from responder.store.sql_store import SqlStore
from tests.support.deliveries import NOON, acknowledgement
from tests.support.drafts import draft
from tests.support.ledger import expectation
from tests.support.records import CUSTOMER, known_id, letter

LEASE = timedelta(minutes=12)
# A search by the mailbox alone is a walk through it, but for an index that holds only the few rows that are wanted.
NARROW = re.compile(
    r"\((?!mailbox_id=\?\))|INDEX ix_(?:outbox_queue|outbox_copy_due|questions_unsure|drafts_active) "
    r"|USING INTEGER PRIMARY KEY"
)

HOT: dict[str, Any] = {
    "seen": lambda tx: tx.messages.seen(["a", "b"]),
    "by_ids": lambda tx: tx.conversations.by_ids(["a", "b", "c"]),
    "by_topic": lambda tx: tx.conversations.by_topic([CUSTOMER, "b"], "topic", NOON),
    "latest_written_in": lambda tx: tx.conversations.latest_written_in(CUSTOMER, NOON, NOON),
    "get conversation": lambda tx: tx.conversations.get(1),
    "touch": lambda tx: tx.conversations.touch(1, NOON),
    "closings": lambda tx: tx.conversations.closings(1),
    "close": lambda tx: tx.conversations.close(Closing(1, NOON, "by telephone")),
    "know_ids": lambda tx: tx.conversations.know_ids([known_id("a", 1)]),
    "in_conversation": lambda tx: tx.messages.in_conversation(1),
    "by_message_id": lambda tx: tx.messages.by_message_id("a"),
    "rows": lambda tx: tx.messages.rows([1, 2]),
    "asked": lambda tx: tx.messages.asked(1),
    "save_asked": lambda tx: tx.messages.save_asked([Entry(1, 1, Question(None, "When?"), NOON, CUSTOMER)]),
    "unsure_since": lambda tx: tx.messages.unsure_since(NOON),
    "expectations of a conversation": lambda tx: tx.expectations.of_conversation(1),
    "save expectation": lambda tx: tx.expectations.save(expectation()),
    "due": lambda tx: tx.expectations.due(NOON),
    "next_check_at": lambda tx: tx.expectations.next_check_at(),
    "waiting": lambda tx: tx.expectations.waiting(),
    "waiting_counts": lambda tx: tx.expectations.waiting_counts(),
    "open_until": lambda tx: tx.expectations.open_until(NOON),
    "closed_since": lambda tx: tx.expectations.closed_since(NOON),
    "add delivery": lambda tx: tx.outbox.add(acknowledgement(key="another")),
    "claim mail": lambda tx: tx.outbox.claim(NOON, LEASE, 4, mail=True, staff_only=False),
    "claim others": lambda tx: tx.outbox.claim(NOON, LEASE, 4, mail=False, staff_only=True),
    "begin": lambda tx: tx.outbox.begin([1, 2], NOON),
    "save delivery": lambda tx: tx.outbox.save(acknowledgement()),
    "in_state": lambda tx: tx.outbox.in_state(DeliveryState.UNCERTAIN, DeliveryState.SENDING),
    "next_due_at": lambda tx: tx.outbox.next_due_at(),
    "oldest_at": lambda tx: tx.outbox.oldest_at(),
    "queued_acknowledgement": lambda tx: tx.outbox.queued_acknowledgement(1),
    "supersede": lambda tx: tx.outbox.supersede(1),
    "outbox of a conversation": lambda tx: tx.outbox.of_conversation(1),
    "sent_since": lambda tx: tx.outbox.sent_since(NOON),
    "alerted_since": lambda tx: tx.outbox.alerted_since(NOON),
    "copies_due": lambda tx: tx.outbox.copies_due(50),
    "drafts of a conversation": lambda tx: tx.drafts.of_conversation(1),
    "get draft": lambda tx: tx.drafts.get(1),
    "save draft": lambda tx: tx.drafts.save(draft(id=1, conversation_id=1, letter_row=1)),
    "active drafts": lambda tx: tx.drafts.active(),
    "drafts that are due": lambda tx: tx.drafts.due(),
    "usage": lambda tx: tx.budget.usage(NOON, "vector.example", "like", CUSTOMER),
    "count": lambda tx: tx.budget.count(NOON, "vector.example", "like", CUSTOMER),
    "suppressed": lambda tx: tx.budget.suppressed(CUSTOMER),
    "setting": lambda tx: tx.settings.get("a"),
    "cursor": lambda tx: tx.folders.get(FolderRole.INBOX),
    "put cursor": lambda tx: tx.folders.put(FolderCursor(FolderRole.INBOX, "INBOX", 1, 1)),
}


@pytest.fixture(scope="module")
def store() -> Iterator[SqlStore]:
    made = SqlStore("sqlite://")
    made.run_here(_fill)
    yield made
    made.close_here()


def _fill(tx: Transaction) -> None:
    thread = tx.conversations.add(CUSTOMER, "topic", NOON)
    row = tx.messages.add(letter(conversation_id=thread))
    tx.expectations.add(expectation(conversation_id=thread, message_row=row))
    tx.outbox.add(acknowledgement(conversation_id=thread))
    tx.drafts.add(draft(conversation_id=thread, letter_row=row))


def _plans(work: Any, monkeypatch: pytest.MonkeyPatch, store: SqlStore) -> list[str]:
    """The plan of every statement that `work` runs, made for the same bound values."""
    steps: list[str] = []
    run, run_many = Statements.run, Statements.run_many

    def explain(self: Statements, statement: Any, values: Values) -> None:
        ready = prepared(self.dialect, statement, values)
        self._cursor.execute(f"EXPLAIN QUERY PLAN {ready.sql}", ready.bound(values))
        steps.extend(row[3] for row in self._cursor.fetchall())

    def explained(self: Statements, statement: Any, values: Values) -> Rows:
        explain(self, statement, values)
        return run(self, statement, values)

    def explained_many(self: Statements, statement: Any, rows: Any) -> None:
        if len(rows) > 1:
            explain(self, statement, rows[0])
        run_many(self, statement, rows)

    monkeypatch.setattr(Statements, "run", explained)
    monkeypatch.setattr(Statements, "run_many", explained_many)
    store.run_here(work)
    return steps


@pytest.mark.parametrize("name", HOT)
def test_no_table_is_walked_through(monkeypatch: pytest.MonkeyPatch, store: SqlStore, name: str) -> None:
    steps = _plans(HOT[name], monkeypatch, store)
    walks = [step for step in steps if step.startswith("SCAN") and step != "SCAN CONSTANT ROW"]
    wide = [step for step in steps if step.startswith("SEARCH") and not NARROW.search(step)]
    assert (walks, wide) == ([], [])


def test_the_queue_is_read_in_its_order(monkeypatch: pytest.MonkeyPatch, store: SqlStore) -> None:
    assert not any("TEMP B-TREE" in step for step in _plans(HOT["claim mail"], monkeypatch, store))
