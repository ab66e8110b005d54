"""Watches the ledger: rows whose next check is due become alerts, in the same transaction as their new state."""

import logging
from datetime import datetime

from responder.domain.advance import Seen
from responder.domain.alert import Round, Telling, alert_round
from responder.domain.alert_people import person_key
from responder.domain.alert_route import route
from responder.domain.delivery import DeliveryKind
from responder.domain.expectation import Expectation
from responder.domain.message import FolderRole
from responder.domain.open_questions import StillOpen, open_questions
from responder.domain.rule import Book, Mode
from responder.domain.stages import BLANK_SENT, LEFT_OPEN
from responder.flows.notice import content_of, notice_for
from responder.flows.world import World
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")

LOOK_EVERY_S = 15.0


async def watch(world: World) -> None:
    """Look for ever: when the bell rings (a commit, a folder read to its end) and at least every 15 seconds."""
    while True:
        world.vitals.beat("watch", world.clock())
        await look(world)
        await world.watch_bell.wait(LOOK_EVERY_S)


async def look(world: World) -> int:
    """Look at the ledger once; how many alerts were put into the outbox."""
    told = await world.store.run(lambda tx: _look(world, tx))
    if told:
        world.ring_outbox()
    return told


def _look(world: World, tx: Transaction) -> int:
    now, book = world.clock(), world.book()
    next_check_at = tx.expectations.next_check_at()
    if book.mode is Mode.OFF or next_check_at is None or next_check_at > now:
        return 0
    due = tx.expectations.due(now + book.alerts.together)
    told = tx.outbox.alerted_since(now - book.alerts.together)
    still_open = {row.id: _still_open(tx, row) for row in due}
    found = alert_round(due, now, seen(world, tx), book, told, still_open)
    _save(tx, found, world)
    return sum(_tell(world, tx, telling, book, now) for telling in found.tellings)


def seen(world: World, tx: Transaction) -> Seen:
    """Up to when each folder is known to be fully read."""
    inbox, sent = tx.folders.get(FolderRole.INBOX), tx.folders.get(FolderRole.SENT)
    return Seen(
        inbox_at=inbox.caught_up_at if inbox else None,
        sent_at=sent.caught_up_at if sent else None,
        watching_since=world.vitals.watching_since,
    )


def _still_open(tx: Transaction, row: Expectation) -> StillOpen:
    """The open questions of a wait, and who answered last where that decides whom to tell."""
    asked = open_questions(row, tx.messages.asked(row.conversation_id))
    drafted = any(draft.lies_ready for draft in tx.drafts.of_conversation(row.conversation_id))
    if not any(stage.stage in (LEFT_OPEN, BLANK_SENT) for stage in row.stages):
        return StillOpen(asked, drafted=drafted)
    replies = tx.messages.replies_in(row.conversation_id, row.opened_at)
    return StillOpen(asked, replies[-1].record.from_address if replies else "", drafted)


def _save(tx: Transaction, found: Round, world: World) -> None:
    for step in found.steps:
        tx.expectations.save(step.expectation)
        if step.breached:
            world.vitals.count("breaches")
            log.warning("expectation.breached", extra={"fields": {"expectation": step.expectation.id}})


def _tell(world: World, tx: Transaction, telling: Telling, book: Book, now: datetime) -> bool:
    """Put one alert into the outbox; False when there is no way to this person, or it was told before."""
    person = telling.person
    way = route(person, book.alerts)
    if way is None:
        log.error("alert.no_way", extra={"fields": {"person": person.name}})
        return False
    rendered = world.renderer.alert(telling.facts, book)
    row = notice_for(
        world,
        kind=DeliveryKind.ALERT,
        key=telling.key,
        person=person_key(person),
        channel=way.channel,
        fallbacks=way.fallbacks,
        content=content_of(rendered, person.address, person.name),
        now=now,
    )
    added = tx.outbox.add(row) is not None
    if added:
        world.vitals.count("alerts", "expectation")
        log.info("alert.queued", extra={"fields": {"lines": len(telling.facts.lines), "channel": way.channel}})
    return added
