"""Turns a decided acknowledgement into final octets in the outbox, for the customer or, in shadow mode, for staff."""

from dataclasses import replace
from datetime import datetime, timedelta

from responder.domain.acknowledge import HUSHING, added_questions
from responder.domain.acknowledgement import Acknowledgement, Form
from responder.domain.decision import Decision
from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.domain.guard_limits import counted_as
from responder.domain.letter import Letter
from responder.domain.match import is_address_like
from responder.domain.past import Past
from responder.domain.record import IdKind, ThreadId
from responder.domain.rule import Book, Mode, Person
from responder.domain.values import Address
from responder.flows.attach import subject_key
from responder.flows.recall import note_of
from responder.flows.world import World
from responder.mail.compose import Outgoing, compose
from responder.mail.ids import our_message_id, topic
from responder.ports.reading import Rendered
from responder.ports.store import Transaction

ACKNOWLEDGEMENT_LIVES = timedelta(hours=1)
"""An acknowledgement that could not leave for so long is noise (decision 5)."""

MARKS = (("X-Auto-Response-Suppress", "All"), ("X-Responder-Kind", "acknowledgement"))
PROOF_MARKS = (("X-Auto-Response-Suppress", "All"), ("X-Responder-Kind", "proof"))


def enqueue(
    world: World, tx: Transaction, letter: Letter, decision: Decision, past: Past, conversation_id: int, at: datetime
) -> None:
    """Queue the acknowledgement of a letter whose clock runs from `at`; nothing when the decision holds none."""
    told, book = decision.acknowledgement, world.book()
    if told is None or book.mode is Mode.OFF:
        return
    if past.queued is not None:
        tx.outbox.supersede(conversation_id)
    blank = _blank(world, letter, told, past, conversation_id, at)
    rendered = world.renderer.acknowledgement(told, book)
    if is_for_customer(book, told.to.address):
        tx.outbox.add(_for_customer(world, letter, told, rendered, blank))
    else:
        for person in book.proofs_to or book.alerts.people:
            if person.address:
                tx.outbox.add(_for_staff(world, letter, rendered, person, replace(blank, subject=told.to.address)))
    _remember(world, tx, letter, replace(told, subject=rendered.subject), conversation_id, at)
    if told.form in HUSHING:
        tx.conversations.touch(conversation_id, at, hushed=True)


def is_for_customer(book: Book, address: str) -> bool:
    """Whether the mode lets this customer be written to."""
    return book.mode is Mode.LIVE or (
        book.mode is Mode.PILOT and any(is_address_like(entry, address.lower()) for entry in book.pilot)
    )


def acknowledgement_octets(world: World, letter: Letter, told: Acknowledgement, rendered: Rendered) -> bytes:
    """The acknowledgement as it leaves: threaded, marked as automatic, one recipient."""
    message, company = letter.message, world.book().company.name
    return compose(
        Outgoing(
            from_=Address(world.identity.address, company),
            to=told.to,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            message_id=_message_id(world, letter),
            date=told.written_at,
            reply_to=Address(told.mailbox or world.identity.address, company),
            in_reply_to=message.message_id,
            references=_references(letter, told),
            extra=MARKS,
        )
    )


def _references(letter: Letter, told: Acknowledgement) -> tuple[str, ...]:
    """The thread so far. Who is not verified could write anything into those ids, to be carried to somebody else."""
    if told.form is Form.UNVERIFIED:
        return ()
    return letter.message.references or letter.message.in_reply_to[:1]


def _message_id(world: World, letter: Letter) -> str:
    kind = DeliveryKind.ACKNOWLEDGEMENT.value
    return our_message_id(world.identity.secret, letter.dedupe_key, kind, world.identity.domain)


def _blank(
    world: World, letter: Letter, told: Acknowledgement, past: Past, conversation_id: int, at: datetime
) -> Delivery:
    """A row of the outbox without recipient and octets; it waits for further letters of the same sender."""
    created_at = past.queued.queued_at if past.queued else told.written_at
    due_at = max(told.written_at, min(at, created_at) + world.book().acknowledge.wait)
    return Delivery(
        id=0,
        key="",
        kind=DeliveryKind.ACKNOWLEDGEMENT,
        state=DeliveryState.QUEUED,
        channel="mail",
        recipient="",
        envelope_from=world.identity.envelope_from,
        message_id="",
        octets=b"",
        created_at=created_at,
        next_attempt_at=due_at,
        expires_at=due_at + ACKNOWLEDGEMENT_LIVES,
        conversation_id=conversation_id,
        form=told.form.value,
        note=_note(letter, past),
    )


def _for_customer(world: World, letter: Letter, told: Acknowledgement, rendered: Rendered, blank: Delivery) -> Delivery:
    return replace(
        blank,
        key=f"{letter.dedupe_key}:{DeliveryKind.ACKNOWLEDGEMENT.value}",
        recipient=told.to.address,
        message_id=_message_id(world, letter),
        octets=acknowledgement_octets(world, letter, told, rendered),
        subject=rendered.subject,
    )


def _for_staff(world: World, letter: Letter, rendered: Rendered, person: Person, blank: Delivery) -> Delivery:
    """What `blank.subject`, the customer, would have been sent."""
    shown = world.renderer.proof(rendered, blank.subject, world.book())
    key = f"{letter.dedupe_key}:{DeliveryKind.PROOF.value}:{person.address.lower()}"
    message_id = our_message_id(world.identity.secret, key, DeliveryKind.PROOF.value, world.identity.domain)
    octets = compose(
        Outgoing(
            from_=Address(world.identity.address, world.book().company.name),
            to=Address(person.address, person.name),
            subject=shown.subject,
            text=shown.text,
            html=shown.html,
            message_id=message_id,
            date=blank.created_at,
            auto_submitted="auto-generated",
            extra=PROOF_MARKS,
        )
    )
    return replace(
        blank,
        key=key,
        kind=DeliveryKind.PROOF,
        recipient=person.address,
        message_id=message_id,
        octets=octets,
        subject=shown.subject,
        expires_at=None,
    )


def _note(letter: Letter, past: Past) -> str:
    before = past.queued.letters if past.queued else ()
    reading = letter.reading
    echo = (reading.echo or not reading.questions) and (past.queued is None or past.queued.echo or not any(before))
    return note_of((*before, added_questions(letter, past)), echo=echo)


def _remember(
    world: World, tx: Transaction, letter: Letter, told: Acknowledgement, conversation_id: int, at: datetime
) -> None:
    """Let an answer to our letter (with `told.subject`) find its conversation and prove its sender; count it against
    the budgets."""
    address = told.to.key
    tx.conversations.know_ids(
        [
            ThreadId(known_as, conversation_id, IdKind.OURS, frozenset({address}))
            for known_as in (_message_id(world, letter), subject_key(address, topic(told.subject)))
        ]
    )
    tx.budget.count(at, told.to.domain, letter.likeness, counted_as(address), letter.topic)
