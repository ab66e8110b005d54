from dataclasses import replace
from datetime import timedelta

import pytest

from responder.domain.question import Question
from responder.domain.record import Closing, IdKind
from responder.ports.store import Transaction
from tests.support.deliveries import NOON, acknowledgement
from tests.support.ledger import expectation
from tests.support.records import CUSTOMER, known_id, letter, set_aside

HOUR = timedelta(hours=1)


@pytest.fixture
def kept(tx: Transaction) -> int:
    return tx.conversations.add(CUSTOMER, "kept", NOON)


@pytest.fixture
def gone(tx: Transaction) -> int:
    return tx.conversations.add(CUSTOMER, "gone", NOON + HOUR)


def test_all_that_belonged_to_one_belongs_to_the_other(tx: Transaction, kept: int, gone: int) -> None:
    row = tx.messages.add(letter(conversation_id=gone))
    tx.messages.add_questions(row, gone, [Question(None, "When?")])
    tx.conversations.close(Closing(gone, NOON, "by telephone"))
    tx.expectations.add(replace(expectation(), conversation_id=gone, message_row=row))
    tx.outbox.add(replace(acknowledgement(), conversation_id=gone))
    item = tx.quarantine.add(set_aside(conversation_id=gone))
    tx.conversations.merge(kept, gone)
    assert [one.row for one in tx.messages.in_conversation(kept)] == [row]
    assert [entry.question.text for entry in tx.messages.asked(kept)] == ["When?"]
    assert len(tx.conversations.closings(kept)) == 1
    assert len(tx.expectations.of_conversation(kept)) == 1
    assert len(tx.outbox.of_conversation(kept)) == 1
    found = tx.quarantine.get(item)
    assert found is not None
    assert found.conversation_id == kept


def test_what_is_gone_is_found_no_more(tx: Transaction, kept: int, gone: int) -> None:
    tx.conversations.merge(kept, gone)
    assert tx.conversations.get(gone) is None
    assert tx.conversations.by_topic([CUSTOMER], "gone", NOON) is None
    found = tx.conversations.get(kept)
    assert found is not None
    assert (found.topic, found.last_at) == ("kept", NOON + HOUR)


def test_ids_lead_to_what_is_kept_also_where_both_knew_them(tx: Transaction, kept: int, gone: int) -> None:
    both, one = known_id("both@k.example", kept, IdKind.REFERENCED), known_id("one@k.example", gone)
    tx.conversations.know_ids([both, replace(both, conversation_id=gone), one])
    tx.conversations.merge(kept, gone)
    found = tx.conversations.by_ids(["both@k.example", "one@k.example"])
    assert sorted((known.message_id, known.conversation_id) for known in found) == [
        ("both@k.example", kept), ("one@k.example", kept),
    ]  # fmt: skip


def test_merging_with_itself_or_with_nothing_changes_nothing(tx: Transaction, kept: int) -> None:
    tx.messages.add(letter(conversation_id=kept))
    tx.conversations.merge(kept, kept)
    tx.conversations.merge(kept, 999_999)
    assert len(tx.messages.in_conversation(kept)) == 1
