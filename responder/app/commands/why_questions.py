"""What `responder why` says of questions: of a letter's own, or of those that a reply was asked about."""

from collections.abc import Iterator, Sequence
from typing import Any

from responder.app.explained import instant
from responder.domain.question_entry import Entry
from responder.domain.question_labels import Label, named
from responder.domain.record import Direction, StoredMessage
from responder.ports.store import Transaction


def questions_of(tx: Transaction, stored: StoredMessage) -> list[dict[str, Any]]:
    """Each question with its state, as scripts get it. Of a letter: its own, and by which message they came into their
    state. Of a reply: those asked before it of the customers that it went to and not answered by then."""
    record = stored.record
    if record.conversation_id is None or record.direction not in (Direction.CUSTOMER, Direction.STAFF):
        return []
    entries = tx.messages.asked(record.conversation_id)
    labels = {(entry.letter_row, entry.place): label for label, entry in named(entries)}
    asked = [entry for entry in entries if _concerns(entry, stored)]
    ids = _message_ids(tx, asked)
    return [_shaped(entry, labels.get((entry.letter_row, entry.place)), stored, ids) for entry in asked]


def lines_of(questions: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The same for people."""
    for question in questions:
        again = ", asked again" if question["asked_again"] or question["repeats"] else ""
        by = f" by {question['by']}" if question["by"] else ""
        waits = ", waits for the customer" if question["waits"] else ""
        yield f"  question {question['question']} {question['text']}"
        yield f"             {question['state']}{by}{waits}{again}"
        if question["rule"]:
            yield f"             {question['rule']}: {question['evidence']}".rstrip(": ")


def _concerns(entry: Entry, stored: StoredMessage) -> bool:
    record = stored.record
    if record.direction is Direction.CUSTOMER:
        return entry.letter_row == stored.row
    if entry.reply_row == stored.row:
        return not entry.repeats
    open_then = entry.answered_at is None or entry.answered_at >= record.at
    return open_then and not entry.repeats and entry.at <= record.at and entry.customer in record.reaches


def _shaped(entry: Entry, label: Label | None, stored: StoredMessage, ids: dict[int, str]) -> dict[str, Any]:
    by_this = entry.reply_row == stored.row
    return {
        "letter": ids.get(entry.letter_row, ""),
        "question": label.shown if label else (entry.question.number or f"#{entry.place}"),
        "text": entry.question.text,
        "state": entry.state.value,
        "by": "" if by_this or entry.reply_row is None else ids.get(entry.reply_row, "another message"),
        "rule": entry.rule,
        "evidence": entry.evidence,
        "answered_at": instant(entry.answered_at) if entry.answered_at else None,
        "asked_again": entry.asked_again,
        "repeats": entry.repeats,
        "waits": entry.waits,
    }


def _message_ids(tx: Transaction, entries: Sequence[Entry]) -> dict[int, str]:
    rows = {row for entry in entries for row in (entry.letter_row, entry.reply_row) if row is not None}
    return {found.row: found.record.message_id or "(no Message-ID)" for found in tx.messages.rows(rows)}
