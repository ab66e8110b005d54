"""Tells staff of the responder's own trouble: once, again at growing intervals, and when it is over."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from responder.domain.alert_line import alert_line
from responder.domain.alert_people import person_key
from responder.domain.alert_route import route, trouble_people
from responder.domain.alert_trouble import (
    OF_THE_MAILBOX,
    Alarm,
    Finding,
    Trouble,
    TroubleNews,
    trouble_facts,
    trouble_key,
    trouble_round,
)
from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.domain.message import FolderRole
from responder.domain.rule import Book
from responder.flows.notice import MAIL, content_of, notice_for
from responder.flows.trip_breaker import breaker_opened_at
from responder.flows.world import World
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")

LOOK_EVERY_S = 15.0
BLIND_AFTER = timedelta(minutes=5)
STUCK_AFTER = timedelta(minutes=10)
UNCERTAIN_AFTER = timedelta(minutes=3)
FAILURES_TOLD_WITHIN = timedelta(hours=12)
CLOCK_OFFSET_S = 60.0


async def sound_alarms(world: World) -> None:
    """Look for ever, every 15 seconds."""
    while True:
        world.vitals.beat("alarm", world.clock())
        await look_for_trouble(world)
        await asyncio.sleep(LOOK_EVERY_S)


async def look_for_trouble(world: World) -> int:
    """Look once; how many alerts about trouble were put into the outbox."""
    told = await world.store.run(lambda tx: _look(world, tx))
    if told:
        world.ring_outbox()
    return told


def _look(world: World, tx: Transaction) -> int:
    now, book = world.clock(), world.book()
    known = tx.troubles.all()
    found = trouble_round(known, tuple(findings(world, tx, now)), now)
    if found.alarms != tuple(known):
        tx.troubles.replace(found.alarms)
    return sum(_tell(world, tx, alarm, news, book) for news, alarm in found.news)


def findings(world: World, tx: Transaction, now: datetime) -> Iterator[Finding]:
    """Everything that is wrong at this moment, as far as it can be seen from inside."""
    yield from _of_reading(world, tx, now)
    yield from _of_sending(tx, now)
    opened_at = breaker_opened_at(tx, now)
    if opened_at is not None:
        yield Finding(Trouble.BREAKER_OPEN, since_at=opened_at)
    set_aside = tx.quarantine.all()
    if set_aside:
        yield Finding(Trouble.QUARANTINE, count=len(set_aside), since_at=set_aside[0].set_aside_at)
    yield from world.vitals.troubles.values()


def _of_reading(world: World, tx: Transaction, now: datetime) -> Iterator[Finding]:
    inbox = world.vitals.folder(FolderRole.INBOX)
    if inbox.refused:
        yield Finding(Trouble.LOGIN_REFUSED, detail=inbox.error, since_at=inbox.failing_since)
    yield from _blindness(world, tx, now)
    offset = inbox.clock_offset_s
    if offset is not None and abs(offset) > CLOCK_OFFSET_S:
        yield Finding(Trouble.CLOCK_OFFSET, measure=round(offset))


def _blindness(world: World, tx: Transaction, now: datetime) -> Iterator[Finding]:
    """A mailbox that is away is one trouble: only where INBOX is read is an unread Sent told by itself."""
    for role in (FolderRole.INBOX, FolderRole.SENT):
        cursor = tx.folders.get(role)
        read_at = (cursor.caught_up_at if cursor else None) or world.vitals.started_at
        if now - max(read_at, world.vitals.started_at) > BLIND_AFTER:
            waiting, detail = len(tx.expectations.waiting()), world.vitals.folder(role).error
            yield Finding(Trouble.BLIND, about=role.value, detail=detail, count=waiting, since_at=read_at)
            return


def _of_sending(tx: Transaction, now: datetime) -> Iterator[Finding]:
    stuck = tx.outbox.stuck(now - STUCK_AFTER)
    if stuck:
        detail, since_at = stuck[0].last_reply, stuck[0].created_at
        yield Finding(Trouble.SENDING_STUCK, detail=detail, count=len(stuck), since_at=since_at)
    uncertain = [row for row in tx.outbox.in_state(DeliveryState.UNCERTAIN) if _unsettled(row, now)]
    if uncertain:
        since_at = min(row.begun_at or row.created_at for row in uncertain)
        yield Finding(Trouble.DELIVERY_UNCERTAIN, count=len(uncertain), since_at=since_at)
    yield from _of_failures(tx, now)


def _of_failures(tx: Transaction, now: datetime) -> Iterator[Finding]:
    failed = tx.outbox.ended_since(now - FAILURES_TOLD_WITHIN, DeliveryState.REFUSED, DeliveryState.EXPIRED)
    letters = [row for row in failed if row.channel == MAIL]
    if letters:
        detail = letters[-1].last_reply
        yield Finding(Trouble.DELIVERY_FAILED, detail=detail, count=len(letters))
    for channel in sorted({row.channel for row in failed if row.channel != MAIL}):
        yield Finding(Trouble.CHANNEL_FAILED, about=channel)


def _unsettled(row: Delivery, now: datetime) -> bool:
    return now - (row.begun_at or row.created_at) > UNCERTAIN_AFTER


def _tell(world: World, tx: Transaction, alarm: Alarm, news: TroubleNews, book: Book) -> int:
    """Queue the news for everyone who is told of trouble; around the mailbox where that is the trouble."""
    fields = {"trouble": alarm.finding.trouble.value, "about": alarm.finding.about, "news": news.value}
    log.warning("trouble.told", extra={"fields": fields})
    now, told = world.clock(), 0
    waiting = tx.expectations.waiting() if alarm.finding.trouble is Trouble.BLIND else ()
    lines = [alert_line(row, (), now, book.alerts.show) for row in waiting]
    for person in trouble_people(book.alerts):
        way = route(person, book.alerts, around_mail=alarm.finding.trouble in OF_THE_MAILBOX)
        if way is None:
            continue
        rendered = world.renderer.trouble(trouble_facts(person, alarm, news, now, book, lines), book)
        row = notice_for(
            world,
            kind=DeliveryKind.ALERT,
            key=trouble_key(person, alarm, news),
            person=f"trouble {person_key(person)}",
            channel=way.channel,
            fallbacks=way.fallbacks,
            content=content_of(rendered, person.address, person.name),
            now=now,
        )
        told += tx.outbox.add(row) is not None
    world.vitals.count("alerts", "trouble", told)
    return told
