"""Recalls what bears on one letter: its conversation, who answered, what we already sent, which budgets are used."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from responder.domain.acknowledge import HUSHING
from responder.domain.acknowledgement import Form
from responder.domain.delivery import Delivery, DeliveryState
from responder.domain.expectation import WAITING
from responder.domain.guard_limits import counted_as
from responder.domain.letter import Letter
from responder.domain.past import Known, Past, QueuedAcknowledgement
from responder.domain.question import Question
from responder.domain.question_labels import taken_labels
from responder.domain.record import Conversation, IdKind, ThreadId
from responder.flows.attach import is_subject_key
from responder.flows.judge import repetitions, takes_back
from responder.flows.trip_breaker import is_breaker_open
from responder.ports.store import Transaction

_A_DAY = timedelta(days=1)
_NOT_SENT = frozenset({DeliveryState.REFUSED, DeliveryState.EXPIRED, DeliveryState.DROPPED})


def recall(
    tx: Transaction,
    letter: Letter,
    known: Sequence[ThreadId],
    conversation: Conversation | None,
    customer: str,
    at: datetime,
    now: datetime,
) -> Past:
    """Everything earlier about a letter of `customer` (lower case) whose clock starts `at`."""
    usage = tx.budget.usage(at, customer.rpartition("@")[2], letter.likeness, counted_as(customer), letter.topic)
    general = Past(
        references_known=_known(known),
        suppressed=tx.budget.suppressed(customer),
        breaker_open=is_breaker_open(tx, now),
        usage=usage,
    )
    return general if conversation is None else _in_conversation(tx, general, conversation, letter, customer, at, now)


def _in_conversation(
    tx: Transaction,
    general: Past,
    conversation: Conversation,
    letter: Letter,
    customer: str,
    at: datetime,
    now: datetime,
) -> Past:
    sent = [row for row in tx.outbox.of_conversation(conversation.id) if row.state not in _NOT_SENT]
    told = [row for row in sent if row.form != Form.ADDITION.value]
    waiting = [row for row in tx.expectations.of_conversation(conversation.id) if row.state in WAITING]
    queued = tx.outbox.queued_acknowledgement(conversation.id)
    asked = tx.messages.asked(conversation.id)
    additions = [row for row in sent if row.form == Form.ADDITION.value and row.created_at > now - _A_DAY]
    return Past(
        conversation_id=conversation.id,
        references_known=general.references_known,
        acknowledged=bool(told),
        open_limit_at=min((row.limit_at for row in waiting), default=None),
        answered_at=_answered_at(tx, conversation.id, customer, at),
        additions_today=len(additions),
        labels=taken_labels(asked, at),
        repeats=repetitions(letter, customer, asked),
        takes_back=takes_back(letter, customer, asked),
        written_at=max((row.created_at for row in sent), default=None),
        furious_before=conversation.hushed,
        suppressed=general.suppressed,
        breaker_open=general.breaker_open,
        usage=general.usage,
        queued=_covered(queued) if queued else None,
        language=conversation.language,
    )


def _answered_at(tx: Transaction, conversation_id: int, customer: str, at: datetime) -> datetime | None:
    """When a colleague wrote to this customer at or after the letter, by the mail itself."""
    replies = (
        reply.record.at for reply in tx.messages.replies_in(conversation_id, at) if customer in reply.record.reaches
    )
    return min(replies, default=None)


def _known(ids: Sequence[ThreadId]) -> tuple[Known, ...]:
    return tuple(
        Known(one.message_id, one.kind in (IdKind.OURS, IdKind.REPLY), one.addresses)
        for one in ids
        if one.kind is not IdKind.REFERENCED and not is_subject_key(one.message_id)
    )


def note_of(letters: Sequence[Sequence[Question]], *, echo: bool) -> str:
    """What an acknowledgement covers, as the JSON kept beside it until it leaves."""
    asked = [[[question.number, question.text, question.request] for question in of_letter] for of_letter in letters]
    return json.dumps({"letters": asked, "echo": echo}, ensure_ascii=False)


def _covered(delivery: Delivery) -> QueuedAcknowledgement | None:
    """What a queued acknowledgement covers; one that hushes is left to go as it is."""
    if delivery.form in {form.value for form in HUSHING} or not delivery.note:
        return None
    note = json.loads(delivery.note)
    letters = tuple(
        tuple(Question(number, text, request) for number, text, request in of_letter) for of_letter in note["letters"]
    )
    return QueuedAcknowledgement(delivery.created_at, letters, note["echo"])
