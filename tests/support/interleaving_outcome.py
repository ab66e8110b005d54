"""What became of a mailbox's story: all that must not depend on the order of reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from responder.domain.expectation import ExpectationKind, ExpectationState
from responder.domain.question_entry import Entry
from responder.domain.question_labels import named
from responder.domain.record import Direction, StoredMessage
from responder.ports.store import Transaction


@dataclass(frozen=True)
class Outcome:
    """What must not depend on the order of reading: windows, questions with all that became of them, and whose each
    message is."""

    expectations: tuple[tuple[str, ...], ...]
    questions: tuple[tuple[str, ...], ...]
    messages: tuple[tuple[str, ...], ...]


def outcome_of(tx: Transaction) -> Outcome:
    """The ledgers of a world as they stand."""
    known = _everything(tx)
    by_row: dict[int | None, str] = {one.row: one.record.message_id or "" for one in known}
    conversations = {one.record.conversation_id for one in known if one.record.conversation_id}
    rows = [row for conversation in conversations for row in tx.expectations.of_conversation(conversation)]
    kept = [
        row for row in rows if row.kind is not ExpectationKind.PROMISE and row.state is not ExpectationState.WITHDRAWN
    ]
    return Outcome(
        expectations=tuple(sorted(
            (row.message_id or "", by_row.get(row.after_row, ""), row.kind, row.state, str(row.opened_at),
             str(row.target_at), str(row.limit_at), str(row.closed_at), row.closed_how, row.customer)
            for row in kept
        )),
        questions=_questions(tx, known),
        messages=tuple(sorted((one.record.message_id or "", one.record.direction.value) for one in known)),
    )  # fmt: skip


def _everything(tx: Transaction) -> list[StoredMessage]:
    found = [one for number in range(1, 50) for one in tx.messages.in_conversation(number)]
    return [one for one in found if one.record.direction in (Direction.CUSTOMER, Direction.STAFF)]


def _questions(tx: Transaction, known: Sequence[StoredMessage]) -> tuple[tuple[str, ...], ...]:
    by_row = {one.row: one.record.message_id or "" for one in known}
    conversations = {one.record.conversation_id for one in known if one.record.conversation_id}
    return tuple(
        sorted(
            (by_row[one.letter_row], one.question.text, one.state.value, one.evidence, one.rule,
             by_row.get(one.reply_row or 0, ""), str(one.answered_at),
             f"{label} {one.place} {one.asked_again} {one.repeats} {one.waits}")
            for conversation in conversations
            for label, one in _labelled(tx.messages.asked(conversation))
        )
    )  # fmt: skip


def _labelled(entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
    repetitions = [("", entry) for entry in entries if entry.repeats]
    return [*((label.shown, entry) for label, entry in named(entries)), *repetitions]


def named_as_usual(outcome: Outcome, usual: Mapping[str, str]) -> Outcome:
    """The outcome with the Message-IDs that are keys of `usual` replaced."""

    def named_so(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted(tuple(usual.get(part, part) for part in row) for row in rows))

    return Outcome(*map(named_so, (outcome.expectations, outcome.questions, outcome.messages)))
