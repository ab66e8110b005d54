import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from responder.domain.delivery import Deferred, DeliveryState, Outcome, Refused, Uncertain
from responder.domain.provider import LOCAL
from responder.domain.rule import Mode
from responder.flows.bell import Bell
from responder.flows.deliver import Lane, deliver, turn
from responder.ports.errors import StoreAwayError
from responder.ports.store import Transaction
from tests.support.mails import mail
from tests.support.world import RecordingCourier, TestWorld, open_world


class StoreThatIsAway:
    """A database that cannot be reached."""

    async def run(self, work: Callable[[Transaction], object]) -> object:
        raise StoreAwayError("the database does not answer")


def lane(courier: RecordingCourier, width: int = 2) -> Lane:
    return Lane("mail", courier, mail=True, width=width, bell=Bell())


async def run_out(test: TestWorld, way: Lane) -> None:
    """Turn until nothing runs and nothing is due."""
    while await turn(test.world, way) or way.running:
        if way.running:
            for task in list(way.running):
                await task


async def states(test: TestWorld) -> dict[DeliveryState, int]:
    return dict(await test.store.run(lambda tx: tx.outbox.counts()))


async def letters(test: TestWorld, count: int) -> None:
    for number in range(count):
        sender = f"Ann <ann@kunde{number}.example>"
        await test.arrive(mail(message_id=f"<{number}@k>", sender=sender, subject=f"Letter {number}"))


async def test_everything_that_is_due_is_handed_over_once(test: TestWorld) -> None:
    await letters(test, 5)
    courier = RecordingCourier()
    await run_out(test, lane(courier))
    assert len({delivery.key for delivery in courier.sent}) == len(courier.sent) == 5
    assert await states(test) == {DeliveryState.SENT: 5}
    assert all(delivery.octets for delivery in courier.sent)


async def test_no_more_rows_are_in_sending_than_there_are_connections(test: TestWorld) -> None:
    await letters(test, 5)
    way = lane(RecordingCourier(), width=2)
    assert await turn(test.world, way) == 2
    assert (await states(test))[DeliveryState.SENDING] == 2
    await run_out(test, way)


async def test_a_deferred_letter_waits_and_goes_out_later(test: TestWorld) -> None:
    await letters(test, 1)
    courier = RecordingCourier(Deferred("451 later"))
    way = lane(courier)
    await run_out(test, way)
    assert await states(test) == {DeliveryState.QUEUED: 1}
    test.pass_time(timedelta(minutes=2))
    await run_out(test, way)
    assert await states(test) == {DeliveryState.SENT: 1}
    assert len(courier.sent) == 2


@pytest.mark.parametrize(
    ("outcome", "state"), [(Refused("550 no"), DeliveryState.REFUSED), (Uncertain("lost"), DeliveryState.UNCERTAIN)]
)
async def test_what_was_refused_or_lost_is_not_sent_again(
    test: TestWorld, outcome: Outcome, state: DeliveryState
) -> None:
    await letters(test, 1)
    courier = RecordingCourier(outcome)
    way = lane(courier)
    await run_out(test, way)
    test.pass_time(timedelta(hours=2))
    await run_out(test, way)
    assert await states(test) == {state: 1}
    assert len(courier.sent) == 1


async def test_an_address_that_does_not_exist_is_written_to_no_more(test: TestWorld) -> None:
    await letters(test, 1)
    await run_out(test, lane(RecordingCourier(Refused("550 5.1.1 unknown", suppress=True))))
    assert await test.store.run(lambda tx: tx.budget.suppressed("ann@kunde0.example"))


async def test_an_acknowledgement_that_waited_an_hour_is_given_up(test: TestWorld) -> None:
    await letters(test, 1)
    test.pass_time(timedelta(hours=2))
    courier = RecordingCourier()
    await run_out(test, lane(courier))
    assert courier.sent == []
    assert await states(test) == {DeliveryState.EXPIRED: 1}


async def test_the_providers_pace_is_kept(test: TestWorld) -> None:
    slow = replace(test.world, provider=replace(LOCAL, per_minute=2))
    await letters(test, 4)
    courier = RecordingCourier()
    way = lane(courier, width=4)
    while await turn(slow, way) or way.running:
        for task in list(way.running):
            await task
    assert len(courier.sent) == 2
    test.pass_time(timedelta(seconds=61))
    await turn(slow, way)
    assert len(way.running) == 2
    for task in list(way.running):
        await task


async def test_a_crash_while_sending_leaves_the_acknowledgement_uncertain(test: TestWorld) -> None:
    await letters(test, 1)

    def begin(tx: Transaction) -> None:
        rows = tx.outbox.claim(test.now, timedelta(minutes=12), 1, mail=True, staff_only=False)
        tx.outbox.begin([row.id for row in rows], test.now)

    await test.store.run(begin)
    courier = RecordingCourier()
    task = asyncio.create_task(deliver(test.world, lane(courier)))
    while DeliveryState.UNCERTAIN not in await states(test):
        pass
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert courier.sent == []


async def test_after_the_database_was_away_delivering_goes_on(test: TestWorld) -> None:
    await letters(test, 3)
    courier = RecordingCourier()
    way = lane(courier, width=1)
    assert await turn(test.world, way) == 1
    (task,) = way.running
    await task
    broken = replace(test.world, store=StoreThatIsAway())
    with pytest.raises(StoreAwayError):
        await turn(broken, way)
    await run_out(test, way)
    assert await states(test) == {DeliveryState.SENT: 3}
    assert len(courier.sent) == 3


async def test_a_stop_between_commit_and_transfer_puts_the_letter_back(test: TestWorld) -> None:
    await letters(test, 1)
    way = lane(RecordingCourier())
    turning = asyncio.create_task(turn(test.world, way))
    await asyncio.sleep(0)
    turning.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turning
    assert await states(test) == {DeliveryState.QUEUED: 1}
    assert way.running == {}


async def test_what_is_queued_is_dropped_when_the_mode_no_longer_writes_to_customers(test: TestWorld) -> None:
    await letters(test, 2)
    test.change(mode=Mode.SHADOW)
    courier = RecordingCourier()
    await run_out(test, lane(courier))
    assert courier.sent == []
    assert await states(test) == {DeliveryState.DROPPED: 2}


async def test_a_copy_is_to_be_filed_only_where_the_provider_files_none(test: TestWorld) -> None:
    await letters(test, 1)
    await run_out(test, lane(RecordingCourier()))
    (row,) = await test.store.run(lambda tx: tx.outbox.copies_due(10))
    assert row.octets
    filing = await open_world(provider=replace(LOCAL, files_sent=True))
    await letters(filing, 1)
    await run_out(filing, lane(RecordingCourier()))
    assert await filing.store.run(lambda tx: tx.outbox.copies_due(10)) == []
    await filing.store.close()
