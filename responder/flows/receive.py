"""Receives one message of INBOX inside a transaction: recall, decide, keep, expect, acknowledge."""

import logging
from dataclasses import dataclass, replace

from responder.domain.acknowledge import Silence
from responder.domain.decide import decide, window_of
from responder.domain.decision import Decision
from responder.domain.envelope import answer_address
from responder.domain.letter import Letter
from responder.domain.match import is_address_like, matching_rule
from responder.domain.message import Message
from responder.domain.past import Past
from responder.domain.record import Conversation, Direction, IdKind, StoredMessage
from responder.domain.rule import Mode
from responder.domain.trust import verified
from responder.domain.verdict import Verdict
from responder.flows.attach import answered_ids, conversation_of_letter, known_ids, remember_ids
from responder.flows.enqueue import enqueue
from responder.flows.expect import add_promise, bring_up_to_date, call_at_once
from responder.flows.note_bounce import note_bounce
from responder.flows.observe import record_reply
from responder.flows.plan_draft import Answered, plan_draft
from responder.flows.recall import recall
from responder.flows.record import record_of
from responder.flows.suggest import with_known_answers
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
    answered = _answered_by_staff(world, tx, received)
    if answered is not None:
        record_reply(world, tx, post, letter, answered)
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
    conversation = conversation_of_letter(tx, letter, known, customer, post.at, world.book().acknowledge.wait)
    past = recall(tx, letter, known, conversation, customer, post.at, post.seen_at)
    letter = with_known_answers(letter, world.book())
    decision = decide(
        letter, post.at, past, world.book(), post.seen_at, organisational_domain=world.organisational_domain
    )
    return Received(post, letter, customer, conversation, past, decision)


def customer_of(world: World, letter: Letter) -> str:
    """Whose letter it is, in lower case: the address an answer would go to, else the first of From; may be empty."""
    address = answer_address(letter, world.book()) or next(iter(letter.message.from_), None)
    return address.key if address else ""


def _answered_by_staff(world: World, tx: Transaction, received: Received) -> Conversation | None:
    """The conversation that a colleague answers by way of INBOX: only with a trusted pass, in reply to a known letter,
    and with its customer in To or Cc (decision 18)."""
    message = received.letter.message
    if message.author is None:
        return None
    if not any(is_address_like(entry, message.author.key) for entry in world.book().staff):
        return None
    if not _has_trusted_pass(world, message):
        return None
    reached = {address.key for address in (*message.to, *message.cc)}
    for known_as in answered_ids(message):
        for stored in tx.messages.by_message_id(known_as):
            record = stored.record
            if record.direction is Direction.CUSTOMER and record.from_address in reached and record.conversation_id:
                return tx.conversations.get(record.conversation_id)
    return None


def _has_trusted_pass(world: World, message: Message) -> bool:
    """Whether a trusted server vouches for From; what the letter refers to proves nothing here, for whoever got a copy
    of a colleague's letter knows its id."""
    return verified(message, Past(), world.book().trust, world.organisational_domain).verified


def _keep_letter(world: World, tx: Transaction, received: Received) -> None:
    post, letter, customer = received.post, received.letter, received.customer
    decision = _with_window(world, received)
    opens = decision.window is not None and not post.recorded_only and world.book().mode is not Mode.OFF
    known = received.conversation
    language = letter.reading.language
    conversation_id = known.id if known else tx.conversations.add(customer, letter.topic, post.at, language)
    record = record_of(post, letter, decision, Direction.CUSTOMER, customer, conversation_id, opens=opens)
    row = tx.messages.add(record)
    remember_ids(tx, letter.message, conversation_id, IdKind.LETTER, frozenset((customer, *record.reaches)))
    if letter.reading.questions and not post.recorded_only:
        tx.messages.add_questions(row, conversation_id, letter.reading.questions)
    if known is not None:
        tx.conversations.touch(conversation_id, post.at, language=language)
    begun_by = None if known else StoredMessage(row, record)
    bring_up_to_date(world, tx, conversation_id, post.seen_at, begun_by, row)
    if decision.silence == Silence.TAKEN_BACK:
        tx.outbox.supersede(conversation_id)
    if not opens:
        return
    if decision.at_once and received.past.answered_at is None:
        call_at_once(tx, conversation_id, post.seen_at)
    trip_breaker(tx, received.past, world.book(), post.seen_at)
    if decision.promise is not None:
        add_promise(world, tx, StoredMessage(row, record), decision.promise)
    enqueue(world, tx, letter, decision, received.past, conversation_id, post.at)
    plan_draft(world, tx, Answered(letter, decision, StoredMessage(row, record)), conversation_id)


def _with_window(world: World, received: Received) -> Decision:
    """The decision with the letter's own window. Thanks get one too: whether they begin a conversation, and so wait
    for an answer, is only known once both folders are read."""
    decision, letter, book = received.decision, received.letter, world.book()
    if decision.window is not None or not letter.reading.thanks_only:
        return decision
    return replace(decision, window=window_of(received.post.at, book, matching_rule(letter, book)))
