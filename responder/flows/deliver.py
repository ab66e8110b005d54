"""Delivers what waits in the outbox: commit `sending`, hand over, settle; in groups where many wait."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from responder.domain.delivery import Deferred, Delivery, DeliveryKind, DeliveryState, Outcome
from responder.domain.pace import may_leave, pace_for
from responder.domain.settle import begin, drop, expire, recover, settle
from responder.flows.bell import Bell
from responder.flows.enqueue import is_for_customer
from responder.flows.follow_up import follow_up
from responder.flows.world import World
from responder.ports.errors import StoreAwayError
from responder.ports.mail import Courier
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")

CLAIM_LAPSES_AFTER = timedelta(minutes=12)
"""Longer than any single transfer may take (RFC 5321 section 4.5.3.2: 10 minutes for the reply to the final dot)."""

LOOK_EVERY_S = 5.0
"""A lost bell costs no more than this."""

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(slots=True)
class Lane:
    """One kind of way out: its courier, whether that is the mailbox's own SMTP, how many transfers run at once, and
    those that run now."""

    name: str
    courier: Courier
    mail: bool
    width: int
    bell: Bell
    running: dict[asyncio.Task[Outcome], Delivery] = field(default_factory=dict)


async def deliver(world: World, lane: Lane) -> None:
    """Deliver for ever. Cancelled, it gives transfers behind their final dot a bounded time; when it ends by an error,
    running transfers go on, and the next call settles them."""
    world.vitals.beat(f"deliver.{lane.name}", world.clock())
    await world.store.run(lambda tx: _recover(world, tx, lane))
    try:
        while True:
            world.vitals.beat(f"deliver.{lane.name}", world.clock())
            await turn(world, lane)
            await _wait(lane)
    except asyncio.CancelledError:
        await _stop(world, lane)
        raise


async def turn(world: World, lane: Lane) -> int:
    """Settle what has ended and start what is due, in one transaction; how many transfers were started.

    What ended is forgotten only once that is committed; rows that were begun are started, or put back.
    """
    ended = [task for task in lane.running if task.done()]
    outcomes = [(lane.running[task], task.result()) for task in ended]
    free = lane.width - len(lane.running) + len(ended)
    commit = asyncio.ensure_future(world.store.run(lambda tx: _settle_and_begin(world, tx, lane, outcomes, free)))
    try:
        group = await asyncio.shield(commit)
    except asyncio.CancelledError:
        await _put_back(world, await commit)
        raise
    finally:
        if commit.done() and not commit.cancelled() and commit.exception() is None:
            for task in ended:
                del lane.running[task]
    for delivery in group:
        lane.running[asyncio.create_task(lane.courier.send(delivery))] = delivery
    return len(group)


async def _put_back(world: World, group: Sequence[Delivery]) -> None:
    """Rows that were begun when the stop came, and never handed over, wait for the next start."""
    stopping = Deferred("the responder was stopped before this letter was handed over")
    now = world.clock()

    def work(tx: Transaction) -> None:
        for row in group:
            tx.outbox.save(settle(row, stopping, now).delivery)

    await world.store.run(work)


def _settle_and_begin(
    world: World, tx: Transaction, lane: Lane, outcomes: Sequence[tuple[Delivery, Outcome]], free: int
) -> Sequence[Delivery]:
    now = world.clock()
    for delivery, outcome in outcomes:
        _settle_one(world, tx, delivery, outcome, now)
    room, staff_only = _room(world, tx, lane, free, now)
    if room <= 0:
        return ()
    due = tx.outbox.claim(now, CLAIM_LAPSES_AFTER, room, mail=lane.mail, staff_only=staff_only)
    begun = [begin(row, now) for row in due if _is_still_wanted(world, tx, row, now)]
    tx.outbox.begin([row.id for row in begun], now)
    return begun


def _is_still_wanted(world: World, tx: Transaction, row: Delivery, now: datetime) -> bool:
    """Whether a claimed row may leave: not when its time is over, nor when the mode no longer lets customers be written
    to (decision 12: a change of mode takes effect within seconds)."""
    if row.kind is DeliveryKind.ACKNOWLEDGEMENT and not is_for_customer(world.book(), row.recipient):
        tx.outbox.save(drop(row, now))
        log.info("delivery.dropped", extra={"fields": {"delivery": row.id, "mode": world.book().mode.value}})
        return False
    settlement = expire(row, now)
    if settlement.delivery.state is not row.state:
        follow_up(world, tx, settlement, now)
        return False
    return True


def _settle_one(world: World, tx: Transaction, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
    settlement = settle(delivery, outcome, now, files_sent=world.provider.files_sent)
    follow_up(world, tx, settlement, now)
    state, kind = settlement.delivery.state, delivery.kind.value
    world.vitals.count("deliveries", f"{kind} {state.value}")
    fields = {"delivery": delivery.id, "kind": kind, "state": state.value, "attempt": delivery.attempts}
    if state is DeliveryState.SENT:
        world.vitals.observe("delivery_seconds", (now - delivery.created_at).total_seconds())
        log.info("delivery.sent", extra={"fields": fields})
    else:
        log.warning("delivery.not_sent", extra={"fields": {**fields, "reply": settlement.delivery.last_reply}})


def _room(world: World, tx: Transaction, lane: Lane, free: int, now: datetime) -> tuple[int, bool]:
    """How many may start now, and whether these may only be letters to staff (the rest of the quota is theirs)."""
    book = world.book()
    pace = pace_for(world.provider, book.per_minute, book.per_day)
    if not lane.mail or free <= 0 or (pace.per_minute is None and pace.per_day is None):
        return free, False
    minute, day = tx.outbox.sent_since(now - _MINUTE), tx.outbox.sent_since(now - _DAY)
    for kind in (DeliveryKind.ACKNOWLEDGEMENT, DeliveryKind.ALERT):
        allowed = may_leave(pace, minute, day, kind)
        if allowed is None or allowed > 0:
            return min(free, free if allowed is None else allowed), kind is DeliveryKind.ALERT
    return 0, True


def _recover(world: World, tx: Transaction, lane: Lane) -> None:
    """What a crash left in `sending` becomes uncertain, and alerts are sent again (decision 8). Transfers of this very
    process still run."""
    now = world.clock()
    running = {delivery.id for delivery in lane.running.values()}
    for row in tx.outbox.in_state(DeliveryState.SENDING):
        if (row.channel == "mail") is lane.mail and row.id not in running:
            settlement = recover(row, now, files_sent=world.provider.files_sent)
            follow_up(world, tx, settlement, now)
            fields = {"delivery": row.id, "state": settlement.delivery.state.value}
            log.warning("delivery.recovered", extra={"fields": fields})


async def _wait(lane: Lane) -> None:
    """Until a transfer ends or, where there is room for another one, the bell rings or the time is over."""
    waits: set[asyncio.Task[Outcome] | asyncio.Task[bool]] = set(lane.running)
    if len(lane.running) < lane.width:
        waits.add(asyncio.create_task(lane.bell.wait(LOOK_EVERY_S)))
    try:
        await asyncio.wait(waits, timeout=LOOK_EVERY_S, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waits - set(lane.running):
            task.cancel()


async def _stop(world: World, lane: Lane) -> None:
    """Close the courier, which waits for replies after a final dot, and settle what they said."""
    await lane.courier.close()
    ended = [(lane.running.pop(task), task) for task in list(lane.running) if task.done()]
    outcomes = [(row, task.result()) for row, task in ended if not task.cancelled() and task.exception() is None]
    try:
        await world.store.run(lambda tx: _settle_and_begin(world, tx, replace(lane, running={}), outcomes, 0))
    except StoreAwayError:
        log.warning("delivery.unsettled", extra={"fields": {"rows": len(outcomes)}})
