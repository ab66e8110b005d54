"""Receives one message of INBOX inside a transaction: recall, decide, keep, expect, acknowledge."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from responder.domain.decide import decide
from responder.domain.decision import Decision
from responder.domain.envelope import answer_address
from responder.domain.letter import Letter
from responder.domain.match import is_address_like
from responder.domain.past import Past
from responder.domain.record import Conversation, Direction, IdKind, StoredMessage, ThreadId
from responder.domain.rule import Mode
from responder.domain.verdict import Verdict
from responder.flows.attach import conversation_of_letter, known_ids, remember_ids
from responder.flows.enqueue import enqueue
from responder.flows.expect import add_promise, bring_up_to_date
from responder.flows.note_bounce import note_bounce
from responder.flows.observe import record_reply
from responder.flows.recall import recall
from responder.flows.record import record_of
from responder.flows.take_in import Post
from responder.flows.trip_breaker import trip_breaker
from responder.flows.world import World
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")

_OF_A_PERSON = (Verdict.ANSWER, Verdict.DOUBT)


@dataclass(frozen=True, slots=True)
class Received:
    """One letter with all that was found out about it."""

    post: Post
    letter: Letter
    customer: str
    conversation: Conversation | None
    past: Past
    decision: Decision


def receive(world: World, tx: Transaction, post: Post, letter: Letter) -> None:
    """Handle one message once; the same dedupe key again changes nothing."""
    if tx.messages.seen([letter.dedupe_key]):
        log.info("message.known", extra={"fields": {"uid": post.arrival.uid}})
        return
    received = _considered(world, tx, post, letter)
    decision, verdict = received.decision, received.decision.verdict
    if _is_reply_of_staff(world, received):
        record_reply(world, tx, post, letter, received.conversation)
    elif verdict in _OF_A_PERSON:
        _keep_letter(world, tx, received)
    else:
        tx.messages.add(record_of(post, letter, decision, Direction.MACHINE, received.customer))
        note_bounce(world, tx, letter, post.seen_at)
    world.vitals.count("letters", verdict.value)
    fields = {
        "uid": post.arrival.uid,
        "verdict": verdict.value,
        "reason": decision.judgement.reason,
        "silence": decision.silence,
    }
    log.info("letter.decided", extra={"fields": fields})


def _considered(world: World, tx: Transaction, post: Post, letter: Letter) -> Received:
    customer = customer_of(world, letter)
    known = known_ids(tx, letter, customer)
    conversation = _conversation(world, tx, letter, known, customer, post.at)
    past = recall(tx, letter, known, conversation, customer, post.at, post.seen_at)
    decision = decide(
        letter, post.at, past, world.book(), post.seen_at, organisational_domain=world.organisational_domain
    )
    return Received(post, letter, customer, conversation, past, decision)


def customer_of(world: World, letter: Letter) -> str:
    """Whose letter it is, in lower case: the address an answer would go to, else the first of From; may be empty."""
    address = answer_address(letter, world.book()) or next(iter(letter.message.from_), None)
    return address.key if address else ""


def _conversation(
    world: World, tx: Transaction, letter: Letter, known: Sequence[ThreadId], customer: str, at: datetime
) -> Conversation | None:
    """By threading or topic, else the one the customer wrote in within `acknowledge.wait`: answered together."""
    found = conversation_of_letter(tx, letter, known, customer, at)
    wait = world.book().acknowledge.wait
    if found is not None or not wait or not customer:
        return found
    return tx.conversations.latest_of(customer, at - wait)


def _is_reply_of_staff(world: World, received: Received) -> bool:
    """A colleague's answer that came by way of INBOX: only with a trusted pass, in a known conversation, and to its
    customer (decision 18)."""
    message, conversation = received.letter.message, received.conversation
    if conversation is None or message.author is None or not received.decision.judgement.verified:
        return False
    reached = {address.key for address in (*message.to, *message.cc)}
    is_staff = any(is_address_like(entry, message.author.key) for entry in world.book().staff)
    return is_staff and conversation.customer in reached


def _keep_letter(world: World, tx: Transaction, received: Received) -> None:
    post, letter, decision, customer = received.post, received.letter, received.decision, received.customer
    opens = decision.window is not None and not post.recorded_only and world.book().mode is not Mode.OFF
    known = received.conversation
    conversation_id = known.id if known else tx.conversations.add(customer, letter.topic, post.at)
    record = record_of(post, letter, decision, Direction.CUSTOMER, customer, conversation_id, opens=opens)
    row = tx.messages.add(record)
    remember_ids(tx, letter.message, conversation_id, IdKind.LETTER, frozenset((customer, *record.reaches)))
    if letter.reading.questions:
        tx.messages.add_questions(row, conversation_id, letter.reading.questions)
    tx.conversations.touch(conversation_id, post.at, language=letter.reading.language)
    bring_up_to_date(world, tx, conversation_id, post.seen_at)
    if not opens:
        return
    trip_breaker(tx, received.past, world.book(), post.seen_at)
    if decision.promise is not None:
        add_promise(world, tx, StoredMessage(row, record), decision.promise)
    enqueue(world, tx, letter, decision, received.past, conversation_id, post.at)
