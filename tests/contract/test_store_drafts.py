"""What the store keeps of drafts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from responder.domain.draft import DraftState
from responder.ports.store import Transaction
from tests.support.drafts import NOON, draft, lying
from tests.support.records import CUSTOMER, letter


@pytest.fixture
def thread(tx: Transaction) -> int:
    return tx.conversations.add(CUSTOMER, "topic", NOON)


@pytest.fixture
def row(tx: Transaction, thread: int) -> int:
    return tx.messages.add(letter(conversation_id=thread))


def test_a_draft_is_read_as_it_was_written(tx: Transaction, thread: int, row: int) -> None:
    one = draft(conversation_id=thread, letter_row=row, after_at=NOON)
    number = tx.drafts.add(one)
    assert tx.drafts.get(number) == replace(one, id=number)
    assert tx.drafts.of_conversation(thread) == [replace(one, id=number)]
    assert tx.drafts.get(number + 1) is None


def test_every_field_is_written_back(tx: Transaction, thread: int, row: int) -> None:
    number = tx.drafts.add(draft(conversation_id=thread, letter_row=row))
    settled = lying(
        id=number, conversation_id=thread, letter_row=row, after_at=NOON, state=DraftState.REMOVED, digest="b" * 64,
        wanted_id="<second@nordlicht.example>", uidvalidity=2**32 - 1, uid=2**32 - 1, unwanted=True, settled_at=NOON,
    )  # fmt: skip
    tx.drafts.save(settled)
    assert tx.drafts.get(number) == settled


def test_settled_drafts_are_not_active(tx: Transaction, thread: int, row: int) -> None:
    later = timedelta(minutes=1)
    for place, state in enumerate(DraftState):
        tx.drafts.add(draft(conversation_id=thread, letter_row=row, state=state, made_at=NOON - place * later))
    assert [one.state for one in tx.drafts.active()] == [DraftState.PLACED, DraftState.WANTED]


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"state": DraftState.WANTED}, True),
        ({}, False),
        ({"octets": b"newer"}, True),
        ({"unwanted": True}, True),
        ({"state": DraftState.REMOVED, "unwanted": True}, False),
    ],
)
def test_it_is_known_whether_something_is_to_be_done(
    tx: Transaction, thread: int, row: int, changes: dict[str, object], due: bool
) -> None:
    assert tx.drafts.due() is False
    tx.drafts.add(lying(conversation_id=thread, letter_row=row, **changes))
    assert tx.drafts.due() is due


def test_only_what_lies_in_the_folder_or_was_a_persons_is_kept_for_long(tx: Transaction, thread: int, row: int) -> None:
    for state in DraftState:
        tx.drafts.add(draft(conversation_id=thread, letter_row=row, state=state))
    assert tx.drafts.prune(NOON) == 0
    assert tx.drafts.prune(NOON + timedelta(seconds=1)) == 2
    kept = [DraftState.PLACED, DraftState.TAKEN_OVER, DraftState.DISCARDED]
    assert [one.state for one in tx.drafts.of_conversation(thread)] == kept


def test_drafts_go_with_their_conversation(tx: Transaction, thread: int, row: int) -> None:
    other = tx.conversations.add(CUSTOMER, "other", NOON)
    tx.drafts.add(draft(conversation_id=thread, letter_row=row))
    tx.conversations.merge(other, thread)
    assert len(tx.drafts.of_conversation(other)) == 1
    assert tx.drafts.of_conversation(thread) == []
