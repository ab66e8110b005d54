"""Finds the conversation a message belongs to: by the ids it answers, then by participants and subject, never by
subject alone."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from responder.domain.letter import Letter
from responder.domain.message import Message
from responder.domain.record import Conversation, IdKind, ThreadId
from responder.ports.store import Transaction

SAME_TOPIC_WITHIN = timedelta(days=30)
"""So long after its last message a conversation is still found by its subject."""

MOST_MESSAGES = 200
"""A conversation that holds so many takes no further letters; the next one begins another."""

MOST_IDS = 50
"""So many ids of one message are looked at: the first and the latest ones."""


def answered_ids(message: Message) -> tuple[str, ...]:
    """The ids a message says it answers, the most telling first: In-Reply-To, then References from the last back."""
    ids = tuple(dict.fromkeys((*message.in_reply_to, *reversed(message.references))))
    return ids if len(ids) <= MOST_IDS else (*ids[: MOST_IDS - 1], ids[-1])


def known_ids(tx: Transaction, letter: Letter, customer: str = "") -> Sequence[ThreadId]:
    """Everything known under the ids a letter answers, under its own where a reply to it was read first, and under the
    subject we wrote to this customer with; in the order in which it became known."""
    own, by_subject = letter.message.message_id, subject_key(customer, letter.topic)
    found = tx.conversations.by_ids([*answered_ids(letter.message), *([own] if own else []), by_subject])
    return [known for known in found if known.message_id != own or known.kind is IdKind.REFERENCED]


def subject_key(address: str, folded_subject: str) -> str:
    """The name under which a conversation is known by the subject of what we wrote to an address: another responder
    that answers our letter keeps the subject although it may drop every threading field."""
    return f"subject:{hashlib.sha256(f'{address} {folded_subject}'.encode()).hexdigest()}"


def is_subject_key(known_as: str) -> bool:
    """Whether this is a subject's name and no message id: it finds a conversation but proves no sender."""
    return known_as.startswith("subject:")


def conversation_of_letter(
    tx: Transaction, letter: Letter, known: Sequence[ThreadId], customer: str, at: datetime, wait: timedelta
) -> Conversation | None:
    """The conversation of a letter from outside, or None for a new one: by threading, else the one the customer wrote
    in within `wait` (answered together, unless it answers something we do not know yet), else by topic.

    An id only leads to a conversation in which the sender takes part, or that only somebody we wrote to can know; a
    stranger who quotes a customer's id is not led into the customer's conversation. What the customer wrote a moment
    ago goes before the topic, because no colleague's message in Sent that is still unread can change it. A reply that
    was read before this letter began a conversation of its own, which now becomes a part of this one.
    """
    # A stranger may have quoted the id in a letter of his own: where the letter itself lies goes first.
    latest_first = known[::-1]
    nearest = sorted(latest_first, key=lambda one: one.kind is IdKind.REFERENCED)
    joinable = [one for one in nearest if _may_join(one, customer)]
    found = _roomy(tx, joinable, (*answered_ids(letter.message), subject_key(customer, letter.topic)))
    if found is None and wait and customer and not answered_ids(letter.message):
        found = _with_room(tx, tx.conversations.latest_written_in(customer, at - wait, at))
    if found is None and letter.topic:
        found = _with_room(tx, tx.conversations.by_topic([customer], letter.topic, at - SAME_TOPIC_WITHIN))
    return _joined(tx, found, _roomy(tx, joinable, (letter.message.message_id,)))


def conversation_of_reply(
    tx: Transaction, letter: Letter, known: Sequence[ThreadId], reaches: Sequence[str], at: datetime
) -> Conversation | None:
    """The conversation that a colleague's message belongs to, or None when it begins one: by what it answers, else by
    topic. A letter that answers it and was read before it began a conversation of its own, which becomes a part."""
    found = _of_ids(tx, known, answered_ids(letter.message))
    if found is None and letter.topic and reaches:
        found = tx.conversations.by_topic(reaches, letter.topic, at - SAME_TOPIC_WITHIN)
    return _joined(tx, found, _of_ids(tx, known, (letter.message.message_id,)))


def _of_ids(tx: Transaction, known: Sequence[ThreadId], wanted: Sequence[str | None]) -> Conversation | None:
    """The conversation of the first of these ids that is known."""
    places = [one.conversation_id for message_id in wanted for one in known if one.message_id == message_id]
    return tx.conversations.get(places[0]) if places else None


def _roomy(tx: Transaction, known: Sequence[ThreadId], wanted: Sequence[str | None]) -> Conversation | None:
    """The conversation of the first of these ids that is known and has room."""
    places = dict.fromkeys(
        one.conversation_id for message_id in wanted for one in known if one.message_id == message_id
    )
    rooms = (_with_room(tx, tx.conversations.get(place)) for place in places)
    return next((room for room in rooms if room is not None), None)


def _joined(tx: Transaction, found: Conversation | None, ahead: Conversation | None) -> Conversation | None:
    """The one that is there of a message's conversation and of that begun by what was read ahead of it; both of the
    same customer become one."""
    if found is None or ahead is None or found.id == ahead.id:
        return found or ahead
    if found.customer == ahead.customer:
        tx.conversations.merge(found.id, ahead.id)
    return found


def remember_ids(
    tx: Transaction, message: Message, conversation_id: int, kind: IdKind, addresses: frozenset[str]
) -> None:
    """Let later messages find this conversation by this message's id and by those it answers."""
    own = [ThreadId(message.message_id, conversation_id, kind, addresses)] if message.message_id else []
    others = [ThreadId(one, conversation_id, IdKind.REFERENCED, addresses) for one in answered_ids(message)]
    tx.conversations.know_ids([*own, *others])


def _may_join(known: ThreadId, customer: str) -> bool:
    return customer in known.addresses or known.kind in (IdKind.OURS, IdKind.REPLY)


def _with_room(tx: Transaction, conversation: Conversation | None) -> Conversation | None:
    """The conversation, or None when it is so long that judging all of it for each letter would hold up the others: a
    machine without any mark of one writes hundreds of letters under one subject."""
    if conversation is None or tx.messages.count_in(conversation.id) >= MOST_MESSAGES:
        return None
    return conversation
