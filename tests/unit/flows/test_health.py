import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from responder.domain.delivery import DeliveryState
from responder.domain.health import LedgerFacts, RulesFacts, Status
from responder.domain.message import FolderRole
from responder.domain.provider import Provider
from responder.domain.record import Quarantined
from responder.domain.rule import Alerts
from responder.flows.alarm import look_for_trouble
from responder.flows.health import Checkup, reused_for
from responder.flows.listen import SERVER_WITHIN
from responder.flows.trip_breaker import BREAKER_OPENED_AT
from responder.flows.watch import look
from responder.ports.errors import StoreAwayError
from responder.ports.store import Store, Transaction
from tests.support.deliveries import acknowledgement, alert
from tests.support.mails import mail
from tests.support.world import NOON, TestWorld, open_world

T = TypeVar("T")
RULES = RulesFacts(NOON, "abc")


@pytest.fixture
async def test() -> AsyncIterator[TestWorld]:
    world = await open_world()
    await world.caught_up()
    yield world
    await world.store.close()


def checkup(test: TestWorld, **world: Any) -> Checkup:
    return Checkup(replace(test.world, **world), lambda: RULES, reuse=lambda _took_s: -1.0)


async def ledger(test: TestWorld) -> LedgerFacts:
    found = (await checkup(test).take_health()).facts.ledger
    assert found is not None
    return found


@dataclass
class Wayward:
    """A database that is away or silent for as long as it is told to be."""

    store: Store
    error: str = ""
    gate: asyncio.Event | None = None
    asked: int = 0

    async def run(self, work: Callable[[Transaction], T]) -> T:
        self.asked += 1
        if self.gate is not None:
            await self.gate.wait()
        if self.error:
            raise StoreAwayError(self.error)
        return await self.store.run(work)


async def test_a_quiet_daemon_is_well(test: TestWorld) -> None:
    test.world.vitals.folder(FolderRole.INBOX).connected = True
    test.world.vitals.beat("watch", test.now)
    health = await checkup(test).take_health()
    assert {name: check.status for name, check in health.checks.items() if check.status is not Status.OK} == {}
    assert health.facts.ready
    assert (health.facts.inbox.caught_up_at, health.facts.rules) == (NOON, RULES)


async def test_expectations_are_counted_by_the_time_they_have_left(test: TestWorld) -> None:
    await test.arrive(mail())
    assert _owed(await ledger(test)) == (1, 0, 0)
    test.pass_time(timedelta(hours=2))
    assert _owed(await ledger(test)) == (1, 1, 0)
    test.pass_time(timedelta(hours=1, minutes=5))
    await test.caught_up()
    await look(test.world)
    assert _owed(await ledger(test)) == (0, 0, 1)


def _owed(found: LedgerFacts) -> tuple[int, int, int]:
    return found.open, found.due_soon, found.breached


async def test_unsent_letters_are_counted_and_the_oldest_is_timed(test: TestWorld) -> None:
    def work(tx: Transaction) -> None:
        tx.outbox.add(acknowledgement(key="a", created_at=NOON - timedelta(minutes=7), next_attempt_at=NOON))
        tx.outbox.add(alert(key="b", created_at=NOON, next_attempt_at=NOON))

    await test.store.run(work)
    facts = (await checkup(test).take_health()).facts
    assert facts.oldest_age == timedelta(minutes=7)
    assert facts.ledger is not None
    assert facts.ledger.outbox == {DeliveryState.QUEUED: 2}


async def test_sending_fails_once_staff_are_told_that_it_is_stuck(test: TestWorld) -> None:
    row = acknowledgement(created_at=NOON - timedelta(minutes=11), next_attempt_at=NOON, attempts=3, expires_at=None)
    await test.store.run(lambda tx: tx.outbox.add(row))
    await look_for_trouble(test.world)
    sending = (await checkup(test).take_health()).checks["sending"]
    assert (sending.status, sending.since_at) == (Status.FAILING, row.created_at)


async def test_quarantine_and_breaker_show_with_the_instant_they_began(test: TestWorld) -> None:
    def work(tx: Transaction) -> None:
        tx.quarantine.add(Quarantined(0, FolderRole.INBOX, 1, 7, NOON - timedelta(hours=2), "KeyError", None))
        tx.settings.put(BREAKER_OPENED_AT, (NOON - timedelta(minutes=9)).isoformat())

    await test.store.run(work)
    checks = (await checkup(test).take_health()).checks
    assert checks["quarantine"].since_at == NOON - timedelta(hours=2)
    assert checks["breaker"].since_at == NOON - timedelta(minutes=9)
    assert {checks["quarantine"].status, checks["breaker"].status} == {Status.DEGRADED}


async def test_the_quota_is_our_share_of_what_the_provider_allows(test: TestWorld) -> None:
    def work(tx: Transaction) -> None:
        row_id = tx.outbox.add(acknowledgement(created_at=NOON, next_attempt_at=NOON))
        assert row_id is not None
        tx.outbox.begin([row_id], NOON)

    await test.store.run(work)
    health = await checkup(test, provider=Provider(name="small", per_day=5)).take_health()
    assert health.facts.quota_used == 0.5


async def test_email_alone_is_said(test: TestWorld) -> None:
    assert "e-mail alone" in (await checkup(test).take_health()).checks["alert_channels"].detail
    test.change(alerts=Alerts())
    assert (await checkup(test).take_health()).checks["alert_channels"].status is Status.DEGRADED


async def test_a_database_that_is_away_fails_and_the_last_figures_stand(test: TestWorld) -> None:
    await test.arrive(mail())
    wayward = Wayward(test.store)
    asked = checkup(test, store=wayward)
    await asked.take_health()
    wayward.error = "the database does not answer: disk I/O error"
    health = await asked.take_health()
    assert health.status is Status.FAILING
    assert health.checks["database"].detail == wayward.error
    assert health.facts.ledger is not None
    assert health.facts.ledger.open == 1
    wayward.error = ""
    assert (await asked.take_health()).checks["database"].status is Status.OK


async def test_a_silent_database_keeps_no_probe_waiting_and_is_asked_once(test: TestWorld) -> None:
    wayward = Wayward(test.store, gate=asyncio.Event())
    asked = checkup(test, store=wayward)
    asked.store_within_s = 0.0
    first = await asked.take_health()
    assert (first.checks["database"].status, first.facts.ledger) == (Status.DEGRADED, None)
    test.pass_time(timedelta(seconds=31))
    assert (await asked.take_health()).checks["database"].status is Status.FAILING
    assert wayward.asked == 1
    assert wayward.gate is not None
    wayward.gate.set()
    asked.store_within_s = 60.0
    assert (await asked.take_health()).checks["database"].status is Status.OK
    assert wayward.asked == 1


async def test_many_probes_at_once_cost_one_look(test: TestWorld) -> None:
    wayward = Wayward(test.store)
    asked = checkup(test, store=wayward)
    asked.reuse = lambda _took_s: 60.0
    taken = await asyncio.gather(*(asked.take_health() for _ in range(20)))
    assert wayward.asked == 1
    assert all(health is taken[0] for health in taken)


@pytest.mark.parametrize(("took_s", "good_for_s"), [(0.001, 1.0), (0.1, 2.0), (3.0, 5.0)])
def test_a_look_that_took_long_is_reused_for_longer(took_s: float, good_for_s: float) -> None:
    assert reused_for(took_s) == good_for_s


async def test_a_silent_loop_is_noticed_without_asking_the_database(test: TestWorld) -> None:
    wayward = Wayward(test.store)
    asked = checkup(test, store=wayward)
    test.world.vitals.beat("watch", test.now)
    test.world.vitals.beat("listen.inbox", test.now)
    test.world.vitals.quiet_for["listen.inbox"] = SERVER_WITHIN
    test.pass_time(timedelta(seconds=61))
    assert asked.late_loops() == ("watch",)
    test.pass_time(SERVER_WITHIN)
    assert asked.late_loops() == ("listen.inbox", "watch")
    assert wayward.asked == 0


async def test_a_letter_taken_in_counts_as_progress(test: TestWorld) -> None:
    test.pass_time(timedelta(minutes=11))
    assert (await checkup(test).take_health()).checks["mailbox"].status is Status.FAILING
    await test.arrive(mail())
    assert (await checkup(test).take_health()).checks["mailbox"].status is Status.DEGRADED
