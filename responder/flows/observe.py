"""Observes one message of Sent in a transaction: a colleague's reply closes what it answers, our own mail never."""

import logging
from dataclasses import replace

from responder.domain.delivery import DeliveryState
from responder.domain.letter import Letter
from responder.domain.message import Message
from responder.domain.question_entry import Said
from responder.domain.record import Conversation, Direction, IdKind, MessageRecord
from responder.domain.settle import looked
from responder.domain.stages import BLANK_SENT
from responder.flows.attach import conversation_of_reply, known_ids, remember_ids
from responder.flows.expect import bring_up_to_date, call_at_once
from responder.flows.record import LONGEST_SUBJECT, LONGEST_TEXT
from responder.flows.take_in import Post
from responder.flows.world import World
from responder.mail.ids import is_our_message_id
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")

OUR_MARK = "X-Responder-Kind"


def observe(world: World, tx: Transaction, post: Post, letter: Letter) -> None:
    """Handle one message of Sent once: ours, automatic, or written by a person."""
    if tx.messages.seen([letter.dedupe_key]):
        return
    if is_ours(world, letter.message):
        _confirm(tx, letter.message, post)
        tx.messages.add(_record(post, letter, Direction.OURS, None))
        return
    if _is_automatic(letter.message):
        tx.messages.add(_record(post, letter, Direction.MACHINE, None))
        return
    known = known_ids(tx, letter)
    reaches = _reaches(letter.message)
    conversation = conversation_of_reply(tx, letter, known, reaches, post.at)
    record_reply(world, tx, post, letter, conversation)
    log.info("reply.seen", extra={"fields": {"uid": post.arrival.uid, "known": conversation is not None}})


def record_reply(world: World, tx: Transaction, post: Post, letter: Letter, conversation: Conversation | None) -> None:
    """Keep a colleague's message and bring the conversation's expectations in line with it."""
    reaches = _reaches(letter.message)
    customer = next(iter(reaches), "")
    conversation_id = conversation.id if conversation else tx.conversations.add(customer, letter.topic, post.at)
    row = tx.messages.add(_reply_record(post, letter, conversation_id))
    remember_ids(tx, letter.message, conversation_id, IdKind.REPLY, frozenset(reaches))
    tx.conversations.touch(conversation_id, post.at)
    said = bring_up_to_date(world, tx, conversation_id, post.seen_at, news=row).get(row)
    if said is not None:
        _follow(tx, post, conversation_id, said)
    world.vitals.count("replies")


def _follow(tx: Transaction, post: Post, conversation_id: int, said: Said) -> None:
    """What is to be done at once about what a reply left."""
    if said.blank:
        call_at_once(tx, conversation_id, post.seen_at, BLANK_SENT)
    fields = {
        "uid": post.arrival.uid,
        "letters_left": len(said.leaves),
        "hollow": bool(said.passes_by),
        "blank": said.blank,
    }
    log.info("reply.judged", extra={"fields": fields})


def is_ours(world: World, message: Message) -> bool:
    """Whether the responder wrote this message: by its derived Message-ID, or, where a provider put another one in its
    place, by our own mark together with Auto-Submitted (decision 9)."""
    ids = (message.message_id, *message.all("X-Microsoft-Original-Message-ID"))
    if any(is_our_message_id(world.identity.secret, one) for one in ids if one):
        return True
    return message.first(OUR_MARK) is not None and message.first("Auto-Submitted") is not None


def _is_automatic(message: Message) -> bool:
    """Whether a machine wrote it (RFC 3834 section 5): a mail client's own vacation reply answers nobody."""
    values = message.all("Auto-Submitted")
    return any(value.partition(";")[0].partition("(")[0].strip().lower() != "no" for value in values)


def _confirm(tx: Transaction, message: Message, post: Post) -> None:
    """A delivery of unknown fate that stands in Sent did leave."""
    ids = {message.message_id, *message.all("X-Microsoft-Original-Message-ID")}
    for row in tx.outbox.in_state(DeliveryState.UNCERTAIN):
        if row.message_id in ids:
            tx.outbox.save(looked(row, post.seen_at, found=True).delivery)


def _reaches(message: Message) -> tuple[str, ...]:
    recipients = (*message.to, *message.cc, *message.bcc)
    return tuple(dict.fromkeys(address.key for address in recipients))


def _reply_record(post: Post, letter: Letter, conversation_id: int) -> MessageRecord:
    """A reply with all that coverage looks at: the whole text with its quotations, and the names of attached files."""
    message = letter.message
    visible = letter.zones.visible[:LONGEST_TEXT]
    trace = {"visible": visible, "attachments": [one.name for one in message.attachments if one.name]}
    record = _record(post, letter, Direction.STAFF, conversation_id)
    return replace(record, text=message.text[:LONGEST_TEXT], trace=trace)


def _record(post: Post, letter: Letter, direction: Direction, conversation_id: int | None) -> MessageRecord:
    message = letter.message
    author = next(iter(message.from_), None)
    return MessageRecord(
        dedupe_key=letter.dedupe_key,
        message_id=message.message_id,
        conversation_id=conversation_id,
        role=post.arrival.role,
        uidvalidity=post.arrival.uidvalidity,
        uid=post.arrival.uid,
        direction=direction,
        from_address=author.key if author else "",
        from_name=author.name if author else "",
        subject=message.subject[:LONGEST_SUBJECT],
        at=post.at,
        internal_at=post.arrival.internal_at,
        seen_at=post.seen_at,
        language=letter.reading.language,
        reaches=_reaches(message),
        text=letter.zones.visible[:LONGEST_TEXT],
    )
