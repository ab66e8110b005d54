"""Brings a conversation's expectations in line with its messages, in whatever order these were found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from responder.domain.conversation import ClosedByHand, Event, LetterIn, ReplyOut, Window, reconcile, windows
from responder.domain.decision import WindowPlan
from responder.domain.expectation import (
    WAITING,
    Expectation,
    ExpectationEvent,
    ExpectationKind,
    ExpectationState,
    StageDue,
)
from responder.domain.record import Closing, Direction, StoredMessage
from responder.domain.rule import Book
from responder.domain.stages import AT_ONCE, first_check_at, stage_plan
from responder.flows.world import World
from responder.ports.store import Transaction


def bring_up_to_date(
    world: World, tx: Transaction, conversation_id: int, now: datetime, begun_by: StoredMessage | None = None
) -> None:
    """Recompute the windows of a conversation from all its messages and write what changed; questions that a reply
    answers are marked so. `begun_by` is the one message of a conversation that begins with it: nothing is looked up."""
    stored = [begun_by] if begun_by else tx.messages.in_conversation(conversation_id)
    closings = () if begun_by else tx.conversations.closings(conversation_id)
    existing = () if begun_by else tx.expectations.of_conversation(conversation_id)
    waiting = {row.message_row for row in existing if row.state in WAITING}
    stored = [message for message in stored if message.row in waiting or not _is_pruned(message)]
    by_row = {message.row: message for message in stored}
    book = world.book()
    events = conversation_events(stored, closings)
    changes = reconcile(
        existing,
        events,
        lambda window: _opened(book, by_row[window.opened_by.message_row], window, now),
    )
    for row in (*changes.updated, *changes.withdrawn):
        tx.expectations.save(row)
    for row in changes.inserted:
        tx.expectations.add(row)
    for window in windows(events):
        if isinstance(window.ended_by, ReplyOut):
            tx.messages.answer_questions([letter.message_row for letter in window.letters], window.ended_by.at)


def add_promise(world: World, tx: Transaction, message: StoredMessage, window: WindowPlan) -> None:
    """Track the new time that a late acknowledgement names, beside the first window (decision 5)."""
    row = _row(world.book(), message, ExpectationKind.PROMISE, window)
    tx.expectations.add(replace(row, next_check_at=first_check_at(row.stages, row.limit_at)))


def call_at_once(tx: Transaction, conversation_id: int, now: datetime) -> None:
    """Have a person called about a conversation that waits already and has just turned furious or grieving."""
    for row in tx.expectations.of_conversation(conversation_id):
        if row.state in WAITING and row.kind is not ExpectationKind.PROMISE:
            others = [stage for stage in row.stages if stage.stage != AT_ONCE]
            tx.expectations.save(replace(row, stages=(StageDue(AT_ONCE, now), *others), next_check_at=now))


def conversation_events(stored: Sequence[StoredMessage], closings: Sequence[Closing]) -> list[Event]:
    """A conversation's messages and endings as the events its windows are computed from."""
    letters = [message for message in stored if message.record.direction is Direction.CUSTOMER]
    events: list[Event] = [_letter_event(message) for message in letters]
    events += [
        ReplyOut(message.row, message.record.at, _reached(message, letters))
        for message in stored
        if message.record.direction is Direction.STAFF
    ]
    return events + [
        ClosedByHand(
            closing.at,
            closing.how,
            ExpectationEvent.MOVED_AWAY if closing.moved else ExpectationEvent.CLOSED_BY_HAND,
            closing.message_row,
        )
        for closing in closings
    ]


def _is_pruned(message: StoredMessage) -> bool:
    """Whether too little of a letter is kept to judge it afresh; what became of it stands in the ledger."""
    return message.record.direction is Direction.CUSTOMER and not message.record.trace


def _letter_event(message: StoredMessage) -> LetterIn:
    record = message.record
    return LetterIn(
        message.row,
        record.at,
        record.from_address,
        record.opens,
        record.target_at or record.at,
        record.limit_at or record.at,
        thanks=bool(record.trace.get("thanks")),
    )


def _reached(reply: StoredMessage, letters: Sequence[StoredMessage]) -> frozenset[str]:
    """Whom a reply answers: those it went to, and those whose Reply-To it went to."""
    reaches = frozenset(reply.record.reaches)
    by_reply_to = {
        letter.record.from_address
        for letter in letters
        if not reaches.isdisjoint(letter.record.trace.get("reply_to", ()))
    }
    return reaches | by_reply_to


def _opened(book: Book, message: StoredMessage, window: Window, now: datetime) -> Expectation:
    plan = WindowPlan(window.opened_at, window.opened_by.target_at, window.opened_by.limit_at)
    row = _row(book, message, window.kind, plan)
    stages = row.stages
    if message.record.trace.get("at_once"):
        stages = (StageDue(AT_ONCE, now), *stages)
    return replace(row, stages=stages, next_check_at=first_check_at(stages, row.limit_at))


def _row(book: Book, message: StoredMessage, kind: ExpectationKind, window: WindowPlan) -> Expectation:
    record = message.record
    return Expectation(
        id=0,
        conversation_id=record.conversation_id or 0,
        message_row=message.row,
        message_id=record.message_id,
        kind=kind,
        state=ExpectationState.OPEN,
        opened_at=window.opened_at,
        target_at=window.target_at,
        limit_at=window.limit_at,
        stages=stage_plan(window.opened_at, window.target_at, window.limit_at, book.calendar, book.alerts),
        next_check_at=None,
        customer=record.from_address,
        customer_name=record.from_name,
        subject=record.subject,
        rule=record.rule,
        questions=int(record.trace.get("asked", 0)),
    )
