from datetime import datetime, timedelta
from typing import Any

import pytest

from responder.domain.record import Closing, Direction, IdKind
from responder.ports.store import Transaction
from responder.store.sql_store import SqlStore
from tests.support.deliveries import NOON
from tests.support.records import CUSTOMER, known_id, letter

HOUR = timedelta(hours=1)


@pytest.fixture
def thread(tx: Transaction) -> int:
    return tx.conversations.add(CUSTOMER, "the rollout", NOON)


def test_a_new_conversation_is_found_by_its_number(tx: Transaction, thread: int) -> None:
    found = tx.conversations.get(thread)
    assert found is not None
    assert (found.id, found.customer, found.topic) == (thread, CUSTOMER, "the rollout")
    assert (found.opened_at, found.last_at, found.language, found.hushed) == (NOON, NOON, None, False)


def test_an_unknown_number_leads_nowhere(tx: Transaction) -> None:
    assert tx.conversations.get(999_999) is None


def test_later_activity_is_noted_and_earlier_is_not(tx: Transaction, thread: int) -> None:
    tx.conversations.touch(thread, NOON + HOUR, language="ru")
    tx.conversations.touch(thread, NOON - HOUR)
    found = tx.conversations.get(thread)
    assert found is not None
    assert (found.last_at, found.language) == (NOON + HOUR, "ru")


def test_a_hushed_conversation_stays_hushed(tx: Transaction, thread: int) -> None:
    tx.conversations.touch(thread, NOON, hushed=True)
    tx.conversations.touch(thread, NOON, language="en")
    found = tx.conversations.get(thread)
    assert found is not None
    assert found.hushed


def test_a_topic_is_found_with_any_of_the_customers(tx: Transaction, thread: int) -> None:
    found = tx.conversations.by_topic(["x@other.example", CUSTOMER], "the rollout", NOON)
    assert found is not None
    assert found.id == thread


def test_the_latest_conversation_on_a_topic_is_found(tx: Transaction, thread: int) -> None:
    later = tx.conversations.add(CUSTOMER, "the rollout", NOON + HOUR)
    found = tx.conversations.by_topic([CUSTOMER], "the rollout", NOON)
    assert found is not None
    assert found.id == later != thread


@pytest.mark.parametrize(
    ("addresses", "topic", "since"),
    [
        ([CUSTOMER], "The rollout", NOON),
        (["x@other.example"], "the rollout", NOON),
        ([], "the rollout", NOON),
        ([CUSTOMER], "the rollout", NOON + HOUR),
    ],
    ids=["another topic", "another customer", "nobody", "too old"],
)
def test_a_topic_is_not_found(tx: Transaction, thread: int, addresses: list[str], topic: str, since: object) -> None:
    assert tx.conversations.by_topic(addresses, topic, since) is None  # type: ignore[arg-type]  # a datetime


def _wrote(tx: Transaction, thread: int, key: str, at: datetime, **changes: Any) -> None:
    tx.messages.add(letter(dedupe_key=key, conversation_id=thread, at=at, **changes))
    tx.conversations.touch(thread, at)


def test_the_conversation_is_found_in_which_a_customer_last_wrote(tx: Transaction, thread: int) -> None:
    later = tx.conversations.add(CUSTOMER, "something else", NOON)
    _wrote(tx, thread, "1", NOON)
    _wrote(tx, later, "2", NOON + HOUR)
    _wrote(tx, thread, "3", NOON + 3 * HOUR, direction=Direction.STAFF)
    _wrote(tx, thread, "4", NOON + 3 * HOUR, from_address="x@other.example")
    for until, wanted in ((NOON, thread), (NOON + HOUR, later), (NOON + 4 * HOUR, later)):
        found = tx.conversations.latest_written_in(CUSTOMER, NOON, until)
        assert found is not None
        assert found.id == wanted


def test_no_conversation_is_found_in_which_a_customer_did_not_write(tx: Transaction, thread: int) -> None:
    _wrote(tx, thread, "1", NOON)
    assert tx.conversations.latest_written_in(CUSTOMER, NOON + HOUR, NOON + 2 * HOUR) is None
    assert tx.conversations.latest_written_in("x@other.example", NOON, NOON) is None


def test_a_new_conversation_may_have_a_language(tx: Transaction) -> None:
    found = tx.conversations.get(tx.conversations.add(CUSTOMER, "", NOON, "de"))
    assert found is not None
    assert found.language == "de"


def test_a_message_id_leads_to_its_conversation(tx: Transaction, thread: int) -> None:
    known = known_id("<a@vector.example>", thread, IdKind.LETTER, CUSTOMER, "b@vector.example")
    tx.conversations.know_ids([known])
    assert list(tx.conversations.by_ids(["<a@vector.example>", "<b@vector.example>"])) == [known]


def test_a_message_id_is_found_with_or_without_brackets(tx: Transaction, thread: int) -> None:
    tx.conversations.know_ids([known_id("a@vector.example", thread), known_id("<b@vector.example>", thread)])
    found = tx.conversations.by_ids([" <a@vector.example>", "b@vector.example"])
    assert {one.message_id for one in found} == {" <a@vector.example>", "b@vector.example"}


def test_the_case_of_a_message_id_counts(tx: Transaction, thread: int) -> None:
    tx.conversations.know_ids([known_id("<Abc@vector.example>", thread)])
    assert list(tx.conversations.by_ids(["<abc@vector.example>"])) == []


def test_a_known_message_id_stays_as_it_is(tx: Transaction, thread: int) -> None:
    tx.conversations.know_ids([known_id("<a@vector.example>", thread)])
    tx.conversations.know_ids([known_id("<a@vector.example>", thread, IdKind.LETTER, "thief@other.example")])
    assert [one.addresses for one in tx.conversations.by_ids(["<a@vector.example>"])] == [{CUSTOMER}]


def test_one_message_id_may_be_known_in_several_ways(tx: Transaction, thread: int) -> None:
    other = tx.conversations.add("x@other.example", "", NOON)
    ids = [
        known_id("<a@vector.example>", thread),
        known_id("<a@vector.example>", thread, IdKind.REFERENCED),
        known_id("<a@vector.example>", other),
    ]
    tx.conversations.know_ids(ids)
    assert set(tx.conversations.by_ids(["<a@vector.example>"])) == set(ids)


def test_no_message_ids_are_no_trouble(tx: Transaction) -> None:
    tx.conversations.know_ids([])
    assert list(tx.conversations.by_ids([])) == []


def test_message_ids_of_absurd_length_are_told_apart(tx: Transaction, thread: int) -> None:
    one, other = f"<{'я' * 4_000}1@x.example>", f"<{'я' * 4_000}2@x.example>"
    tx.conversations.know_ids([known_id(one, thread), known_id(other, thread, IdKind.OURS)])
    assert [(found.message_id, found.kind) for found in tx.conversations.by_ids([one])] == [(one, IdKind.LETTER)]


def test_endings_by_hand_come_back_by_time(tx: Transaction, thread: int) -> None:
    row = tx.messages.add(letter(conversation_id=thread))
    moved = Closing(thread, NOON + HOUR, "moved to junk", moved=True, message_row=row)
    said = Closing(thread, NOON, "answered by telephone")
    tx.conversations.close(moved)
    tx.conversations.close(said)
    assert list(tx.conversations.closings(thread)) == [said, moved]


def test_another_mailbox_knows_nothing_of_it(store_url: str, store: SqlStore) -> None:
    if store_url == "sqlite://":
        pytest.skip("a database in memory is seen by one store only")

    def write(tx: Transaction) -> int:
        thread = tx.conversations.add(CUSTOMER, "the rollout", NOON)
        tx.conversations.know_ids([known_id("<a@vector.example>", thread)])
        return thread

    thread = store.run_here(write)
    other = SqlStore(store_url, mailbox="somebody else's")

    def read(tx: Transaction) -> list[object]:
        return [
            tx.conversations.get(thread),
            tx.conversations.by_topic([CUSTOMER], "the rollout", NOON),
            *tx.conversations.by_ids(["<a@vector.example>"]),
        ]

    assert other.run_here(read) == [None, None]
    other.close_here()
