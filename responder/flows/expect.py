"""Brings a conversation's expectations in line with its messages, in whatever order these were found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from responder.domain.conversation import ClosedByHand, Event, LetterIn, ReplyOut, Window
from responder.domain.decision import WindowPlan
from responder.domain.expectation import (
    WAITING,
    Expectation,
    ExpectationEvent,
    ExpectationKind,
    ExpectationState,
    StageDue,
)
from responder.domain.question_entry import Said
from responder.domain.reconcile import reconcile
from responder.domain.record import Closing, Direction, StoredMessage
from responder.domain.rule import Book
from responder.domain.stages import AT_ONCE, BLANK_SENT, first_check_at, rest_plan, stage_plan
from responder.flows.judge import Judged, judge, reached
from responder.flows.plan_draft import retire_drafts
from responder.flows.world import World
from responder.ports.store import Transaction


def bring_up_to_date(
    world: World,
    tx: Transaction,
    conversation_id: int,
    now: datetime,
    begun_by: StoredMessage | None = None,
    news: int | None = None,
) -> Mapping[int, Said]:
    """Judge a conversation's questions and recompute its windows from all its messages, and write what changed; what
    each reply left. `begun_by` is the one message of a conversation that begins with it: nothing is looked up. `news`
    is the row of the message that has only just come in."""
    stored = [begun_by] if begun_by else tx.messages.in_conversation(conversation_id)
    endings = [] if begun_by else [_ending(closing) for closing in tx.conversations.closings(conversation_id)]
    existing = () if begun_by else tx.expectations.of_conversation(conversation_id)
    judged = Judged() if begun_by else judge(tx, conversation_id, stored, existing, endings, news)
    waiting = {row.message_row for row in existing if row.state in WAITING}
    stored = [message for message in stored if message.row in waiting or message.row not in judged.settled]
    by_row = {message.row: message for message in stored}
    book = world.book()
    changes = reconcile(
        existing,
        [*_messages(stored, judged), *judged.ledger.taken_back, *endings],
        lambda window: _opened(book, by_row, window, judged.said, now),
    )
    for row in (*changes.updated, *changes.withdrawn):
        tx.expectations.save(row)
    for row in changes.inserted:
        tx.expectations.add(row)
    if begun_by is None:
        retire_drafts(world, tx, conversation_id)
    return judged.said


def add_promise(world: World, tx: Transaction, message: StoredMessage, window: WindowPlan) -> None:
    """Track the new time that a late acknowledgement names, beside the first window (decision 5)."""
    row = _row(world.book(), message, ExpectationKind.PROMISE, window)
    tx.expectations.add(replace(row, next_check_at=first_check_at(row.stages, row.limit_at)))


def call_at_once(tx: Transaction, conversation_id: int, now: datetime, stage: str = AT_ONCE) -> None:
    """Have a person called about a conversation that waits already and has just turned furious or grieving, or in which
    a blank was sent."""
    for row in tx.expectations.of_conversation(conversation_id):
        if row.state in WAITING and row.kind is not ExpectationKind.PROMISE:
            others = [due for due in row.stages if due.stage != stage]
            tx.expectations.save(replace(row, stages=(StageDue(stage, now), *others), next_check_at=now))


def _messages(stored: Sequence[StoredMessage], judged: Judged) -> list[Event]:
    """A conversation's messages as the events its windows are computed from."""
    letters = [message for message in stored if message.record.direction is Direction.CUSTOMER]
    events: list[Event] = [_letter_event(message, judged) for message in letters]
    for message in stored:
        if message.record.direction is Direction.STAFF:
            said, record = judged.said.get(message.row, Said()), message.record
            reaches = reached(message, letters)
            events.append(ReplyOut(message.row, record.at, reaches, said.leaves, said.passes_by, record.dedupe_key))
    return events


def _ending(closing: Closing) -> ClosedByHand:
    event = ExpectationEvent.MOVED_AWAY if closing.moved else ExpectationEvent.CLOSED_BY_HAND
    return ClosedByHand(closing.at, closing.how, event, closing.message_row)


def _letter_event(message: StoredMessage, judged: Judged) -> LetterIn:
    record = message.record
    return LetterIn(
        message.row,
        record.at,
        record.from_address,
        record.opens and message.row not in judged.ledger.settled,
        record.target_at or record.at,
        record.limit_at or record.at,
        thanks=bool(record.trace.get("thanks")),
    )


def _opened(
    book: Book, by_row: Mapping[int, StoredMessage], window: Window, said: Mapping[int, Said], now: datetime
) -> Expectation:
    message, timed = by_row[window.opened_by.message_row], window.counted_from
    plan = WindowPlan(window.opened_at, timed.target_at, timed.limit_at)
    row = _row(book, message, window.kind, plan)
    stages = row.stages
    if window.after:
        tell = said[window.after.message_row].passes_over
        stages = rest_plan(timed, window.after.at, book.calendar, book.alerts, tell=tell)
        row = replace(row, after_row=window.after.message_row)
    elif message.record.trace.get("at_once"):
        stages = (StageDue(AT_ONCE, now), *stages)
    if any(one.blank and by_row[reply].record.at >= timed.at for reply, one in said.items()):
        stages = (StageDue(BLANK_SENT, now), *stages)
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
