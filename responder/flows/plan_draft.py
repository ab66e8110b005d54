"""Decides inside a transaction which draft is to lie in the Drafts folder; laying it there is `flows.draft`."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from responder.domain.answer import UNANSWERED
from responder.domain.decision import Decision
from responder.domain.draft import (
    ACTIVE,
    Draft,
    DraftedQuestion,
    DraftEvent,
    DraftFacts,
    DraftState,
    Wish,
    advanced,
    changed,
    wish,
)
from responder.domain.expectation import WAITING
from responder.domain.letter import Letter
from responder.domain.question_labels import named
from responder.domain.record import StoredMessage
from responder.domain.rule import Book
from responder.domain.values import Address
from responder.domain.verdict import Verdict
from responder.flows.word_draft import drafted, facts_of
from responder.flows.world import World
from responder.mail.compose import ComposeError, Outgoing, compose
from responder.mail.ids import draft_message_id
from responder.ports.errors import UnwritableError
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")

_AT_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answered:
    """The letter that a draft answers: as it was read, decided and kept."""

    letter: Letter
    decision: Decision
    stored: StoredMessage


def plan_draft(world: World, tx: Transaction, answered: Answered, conversation_id: int) -> None:
    """After a customer's letter: have a draft laid, renewed or taken back. One that somebody took, or deleted, is not
    written again before a reply or an ending begins a new wait."""
    if answered.decision.verdict is not Verdict.ANSWER:
        return
    drafts = tx.drafts.of_conversation(conversation_id)
    after_at = _ended_before(tx, conversation_id, answered.stored.record.at)
    active = _serving(drafts, after_at)
    after_at = active.after_at if active else after_at
    asked = _open_questions(tx, conversation_id, world.book(), answered)
    wished = wish(answered.letter, answered.decision, world.book(), len(asked), active=active is not None)
    if wished is Wish.LEAVE or not is_awaited(tx, conversation_id):
        return
    if wished is Wish.WITHDRAW:
        if active is not None:
            tx.drafts.save(replace(active, unwanted=True))
        return
    if active is None and any(draft.after_at == after_at for draft in drafts):
        return
    newer = _draft(world, answered, conversation_id, asked, after_at)
    if newer is not None and active is not None:
        tx.drafts.save(changed(active, newer, newer.made_at))
    elif newer is not None:
        tx.drafts.add(newer)
        retire_drafts(world, tx, conversation_id)


def retire_drafts(world: World, tx: Transaction, conversation_id: int) -> None:
    """After a reply or an ending: the latest draft is wanted as long as somebody waits, an earlier one no more, and one
    that was deleted was taken over after all when a reply follows."""
    drafts = tx.drafts.of_conversation(conversation_id)
    if not drafts:
        return
    awaited = is_awaited(tx, conversation_id)
    for draft in drafts:
        wanted = awaited and draft is drafts[-1]
        if draft.state in ACTIVE and draft.unwanted is wanted:
            tx.drafts.save(replace(draft, unwanted=not wanted))
        elif draft.state is DraftState.DISCARDED and tx.messages.replies_in(conversation_id, draft.made_at):
            tx.drafts.save(advanced(draft, DraftEvent.ANSWERED, world.clock()))


def is_awaited(tx: Transaction, conversation_id: int) -> bool:
    """Whether a customer waits in this conversation."""
    return any(row.state in WAITING for row in tx.expectations.of_conversation(conversation_id))


def _open_questions(
    tx: Transaction, conversation_id: int, book: Book, answered: Answered
) -> tuple[DraftedQuestion, ...]:
    """Everything that is still to be answered, also what a colleague has asked back about: the customer has written
    since. Each with the known answer that fits it. What was asked so long ago that its words are gone is left out."""
    asked = named(tx.messages.asked(conversation_id))
    entries = [(label, one) for label, one in asked if one.state in UNANSWERED and one.question.text]
    return drafted(
        [label for label, _ in entries], [one.question for _, one in entries], answered.letter, answered.decision, book
    )


def _ended_before(tx: Transaction, conversation_id: int, at: datetime) -> datetime | None:
    """When the wait before this letter's was answered or ended by hand, None where this is the first."""
    ends = [reply.record.at for reply in tx.messages.replies_in(conversation_id, _AT_FIRST)]
    ends += [closing.at for closing in tx.conversations.closings(conversation_id) if closing.message_row is None]
    return max((end for end in ends if end <= at), default=None)


def _serving(drafts: Sequence[Draft], after_at: datetime | None) -> Draft | None:
    """The draft of the wait that began at `after_at`, or of a later one: a letter that comes to INBOX late, from Junk
    say, is answered with what is still open."""
    since = after_at or _AT_FIRST
    found = [one for one in drafts if one.state in ACTIVE and (one.after_at or _AT_FIRST) >= since]
    return found[-1] if found else None


def _draft(
    world: World,
    answered: Answered,
    conversation_id: int,
    asked: tuple[DraftedQuestion, ...],
    after_at: datetime | None,
) -> Draft | None:
    letter, own = answered.letter, world.identity.address
    facts = facts_of(letter, answered.decision, world.book(), asked, own, world.organisational_domain)
    if facts is None:
        return None
    about = f"{conversation_id} {after_at} {facts.digest}"
    message_id = draft_message_id(world.identity.secret, about, world.identity.domain)
    made_at = answered.stored.record.seen_at
    try:
        octets = _octets(world, letter, facts, message_id, made_at)
    except (ComposeError, UnwritableError) as error:
        log.warning("draft.unwritten", extra={"fields": {"conversation": conversation_id, "detail": str(error)}})
        return None
    return Draft(
        id=0,
        conversation_id=conversation_id,
        letter_row=answered.stored.row,
        after_at=after_at,
        state=DraftState.WANTED,
        made_at=made_at,
        wanted_id=message_id,
        digest=facts.digest,
        octets=octets,
    )


def _octets(world: World, letter: Letter, facts: DraftFacts, message_id: str, at: datetime) -> bytes:
    """A person will send this: nothing in it says that it was written automatically, and it must not be taken for
    ours then (decision 9)."""
    rendered, message = world.renderer.draft(facts, world.book()), letter.message
    return compose(
        Outgoing(
            from_=Address(world.identity.address, world.book().company.name),
            to=facts.to,
            cc=facts.cc,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            message_id=message_id,
            date=at,
            in_reply_to=message.message_id,
            references=message.references or message.in_reply_to[:1],
            auto_submitted=None,
        )
    )
