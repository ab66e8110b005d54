"""Takes the daemon's health for probes: cheap enough for one a second, and never hanging with the database."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from responder.domain.alert_route import only_mail, trouble_people
from responder.domain.expectation import ExpectationState
from responder.domain.health import (
    DUE_SOON,
    Check,
    Facts,
    FolderFacts,
    Health,
    LedgerFacts,
    LoopFacts,
    RulesFacts,
)
from responder.domain.health_checks import judge
from responder.domain.message import FolderRole
from responder.domain.pace import pace_for, quota_used
from responder.flows.trip_breaker import breaker_opened_at
from responder.flows.world import World
from responder.ports.errors import StoreAwayError
from responder.ports.store import FolderCursor, Transaction

STORE_WITHIN_S = 2.0
"""A probe waits no longer than this for the database; then the last answer stands, and that there is no new one."""

REUSED_FOR_S = 1.0
REUSED_AT_MOST_S = 5.0
COST = 20
"""A look is reused for a second, or up to five where it took long: probes take 5 % of a busy database at most."""

_DAY = timedelta(days=1)

_Answer = tuple[LedgerFacts, Mapping[FolderRole, FolderCursor]]


def reused_for(took_s: float) -> float:
    """How many seconds a look that took so long is good for."""
    return max(REUSED_FOR_S, min(COST * took_s, REUSED_AT_MOST_S))


@dataclass(slots=True)
class Checkup:
    """The health of this process as every probe sees it. `rules` tells which rules are in force."""

    world: World
    rules: Callable[[], RulesFacts]
    store_within_s: float = STORE_WITHIN_S
    reuse: Callable[[float], float] = reused_for
    _taken: Health | None = None
    _fresh_until: float = 0.0
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _asking: asyncio.Task[_Answer] | None = None
    _asked_at: datetime | None = None
    _ledger: LedgerFacts | None = None
    _cursors: Mapping[FolderRole, FolderCursor] = field(default_factory=dict)
    _store_error: str = ""

    async def take_health(self) -> Health:
        """The verdict, a second old, or five when the database is slow. That the database is away or silent is part of
        it, never an error."""
        passed = asyncio.get_running_loop().time
        async with self._one_at_a_time:
            if self._taken is not None and passed() < self._fresh_until:
                return self._taken
            began = passed()
            await self._ask_store()
            before: Mapping[str, Check] = self._taken.checks if self._taken else {}
            self._taken = judge(self._facts(), before)
            self._fresh_until = passed() + self.reuse(passed() - began)
            return self._taken

    def late_loops(self) -> tuple[str, ...]:
        """Loops that count as dead; asks nobody."""
        now = self.world.clock()
        return tuple(sorted(name for name, loop in self._loops().items() if loop.late(now)))

    @property
    def counters(self) -> Mapping[tuple[str, str], int]:
        """What this process counted, by (name, label)."""
        return self.world.vitals.counters

    @property
    def measures(self) -> Mapping[str, tuple[int, float]]:
        """What this process measured, by name: how many values and their sum."""
        return self.world.vitals.measures

    async def _ask_store(self) -> None:
        """One question at a time: where the last one is still unanswered, it is waited for again."""
        if self._asking is None:
            self._asked_at = self.world.clock()
            self._asking = asyncio.create_task(self.world.store.run(self._read))
        await asyncio.wait({self._asking}, timeout=self.store_within_s)
        if not self._asking.done():
            return
        asked, self._asking, self._asked_at = self._asking, None, None
        try:
            self._ledger, self._cursors = asked.result()
        except StoreAwayError as error:
            self._store_error = str(error) or "the database is away"
        else:
            self._store_error = ""

    def _read(self, tx: Transaction) -> _Answer:
        cursors = {role: tx.folders.get(role) for role in (FolderRole.INBOX, FolderRole.SENT)}
        known = {role: cursor for role, cursor in cursors.items() if cursor is not None}
        return read_ledger(tx, self.world.clock()), known

    def _facts(self) -> Facts:
        world, book = self.world, self.world.book()
        pace = pace_for(world.provider, book.per_minute, book.per_day)
        return Facts(
            now=world.clock(),
            started_at=world.vitals.started_at,
            inbox=self._folder(FolderRole.INBOX),
            sent=self._folder(FolderRole.SENT),
            loops=self._loops(),
            ledger=self._ledger,
            store_error=self._store_error,
            store_silent_since_at=self._asked_at,
            rules=self.rules(),
            mode=book.mode,
            quota_used=quota_used(pace, self._ledger.sent_in_day if self._ledger else 0),
            troubles=dict(world.vitals.troubles),
            told=len(trouble_people(book.alerts)),
            only_mail=only_mail(book.alerts),
        )

    def _folder(self, role: FolderRole) -> FolderFacts:
        seen, cursor = self.world.vitals.folder(role), self._cursors.get(role)
        return FolderFacts(
            connected=seen.connected,
            idle=seen.idle,
            error=seen.error,
            refused=seen.refused,
            clock_offset_s=seen.clock_offset_s,
            took_in_at=seen.took_in_at,
            caught_up_at=cursor.caught_up_at if cursor else None,
            last_uid=cursor.last_uid if cursor else 0,
        )

    def _loops(self) -> Mapping[str, LoopFacts]:
        vitals = self.world.vitals
        return {name: LoopFacts(at, vitals.quiet_for.get(name, timedelta())) for name, at in vitals.beats.items()}


def read_ledger(tx: Transaction, now: datetime) -> LedgerFacts:
    """What the database says of what is owed, sent and wrong. Every trouble is taken from the record of alarms, so that
    health and alerts never disagree."""
    waiting = tx.expectations.waiting_counts()
    set_aside = tx.quarantine.all()
    return LedgerFacts(
        read_at=now,
        open=waiting.get(ExpectationState.OPEN, 0),
        due_soon=tx.expectations.open_until(now + DUE_SOON),
        breached=waiting.get(ExpectationState.BREACHED, 0),
        outbox=tx.outbox.counts(),
        oldest_at=tx.outbox.oldest_at(),
        sent_in_day=tx.outbox.sent_since(now - _DAY),
        quarantined=len(set_aside),
        quarantined_since_at=set_aside[0].set_aside_at if set_aside else None,
        breaker_opened_at=breaker_opened_at(tx, now),
        alarms=tuple(alarm for alarm in tx.troubles.all() if alarm.gone_at is None),
    )
