import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from responder.domain.alert_trouble import Finding, Trouble
from responder.domain.delivery import Delivery, DeliveryState
from responder.domain.message import FolderRole
from responder.domain.record import Quarantined
from responder.domain.rule import Alerts, Budgets, Person
from responder.flows.alarm import look_for_trouble
from responder.ports.store import FolderCursor, Transaction
from tests.support.deliveries import acknowledgement, alert
from tests.support.mails import mail
from tests.support.world import DUTY, NOON, TestWorld, open_world

ANNA = Person("Anna", "anna@nordlicht.example", ("mail", "chat"))


@pytest.fixture
async def test() -> AsyncIterator[TestWorld]:
    world = await open_world()
    await world.caught_up()
    yield world
    await world.store.close()


async def told(test: TestWorld) -> list[str]:
    """What staff are told by this look: trouble and news of each alert that is new."""
    before = {row.id for row in await rows(test)}
    await look_for_trouble(test.world)
    return [json.loads(row.note)["subject"] for row in await rows(test) if row.id not in before]


async def rows(test: TestWorld) -> list[Delivery]:
    found = await test.store.run(lambda tx: tx.outbox.in_state(DeliveryState.QUEUED))
    return [row for row in found if row.note.startswith("{")]


async def read(test: TestWorld, role: FolderRole) -> None:
    """This folder alone was read to its end just now."""
    cursor = FolderCursor(role, role.value, 1, 0, caught_up_at=test.now)
    await test.store.run(lambda tx: tx.folders.put(cursor))


async def test_while_all_is_well_nobody_is_told(test: TestWorld) -> None:
    assert await told(test) == []


async def test_a_mailbox_that_is_not_read_for_five_minutes_is_one_alert(test: TestWorld) -> None:
    test.pass_time(timedelta(minutes=5))
    assert await told(test) == []
    test.pass_time(timedelta(seconds=1))
    assert await told(test) == ["blind raised"]
    test.pass_time(timedelta(minutes=30))
    assert await told(test) == []


async def test_an_unread_sent_is_told_although_the_inbox_is_read(test: TestWorld) -> None:
    test.pass_time(timedelta(minutes=6))
    await read(test, FolderRole.INBOX)
    assert await told(test) == ["blind raised"]


async def test_that_it_is_over_is_told_two_minutes_after_the_mailbox_was_read_again(test: TestWorld) -> None:
    test.pass_time(timedelta(minutes=6))
    await told(test)
    await test.caught_up()
    assert await told(test) == []
    test.pass_time(timedelta(minutes=2))
    await test.caught_up()
    assert await told(test) == ["blind over"]


async def test_the_blind_alert_lists_who_waits(test: TestWorld) -> None:
    seen: list[tuple[str, ...]] = []
    renderer = test.world.renderer

    class Listing:
        def __getattr__(self, name: str) -> object:
            return getattr(renderer, name)

        def trouble(self, facts, book):  # type: ignore[no-untyped-def]  # passes on what it is given
            seen.append(tuple(line.customer for line in facts.lines))
            return renderer.trouble(facts, book)

    test.world = replace(test.world, renderer=Listing())  # type: ignore[arg-type]  # delegates everything else
    await test.arrive(mail())
    test.pass_time(timedelta(minutes=6))
    await told(test)
    assert seen == [("ann@kunde.example",)]


async def test_trouble_of_the_mailbox_goes_around_the_mailbox(test: TestWorld) -> None:
    test.change(alerts=Alerts(people=(ANNA,), trouble_people=(ANNA,), channels={"chat": "chat"}))
    test.pass_time(timedelta(minutes=6))
    test.world.vitals.troubles[Trouble.DISK_NEARLY_FULL] = Finding(Trouble.DISK_NEARLY_FULL, measure=12)
    await told(test)
    ways = {json.loads(row.note)["subject"]: (row.channel, row.fallbacks) for row in await rows(test)}
    assert ways == {"blind raised": ("chat", ("mail",)), "disk_nearly_full raised": ("mail", ("chat",))}


async def test_a_refused_login_is_told_at_once_with_the_servers_words(test: TestWorld) -> None:
    vitals = test.world.vitals.folder(FolderRole.INBOX)
    vitals.refused, vitals.error = True, "AUTHENTICATIONFAILED"
    assert await told(test) == ["login_refused raised"]
    (row,) = await rows(test)
    assert (row.recipient, json.loads(row.note)["text"]) == (DUTY.address, "AUTHENTICATIONFAILED")


@pytest.mark.parametrize(("offset_s", "news"), [(59.0, []), (61.0, ["clock_offset raised"]), (-3600.0, None)])
async def test_a_clock_that_is_more_than_a_minute_off_is_told(
    test: TestWorld, offset_s: float, news: list[str] | None
) -> None:
    test.world.vitals.folder(FolderRole.INBOX).clock_offset_s = offset_s
    assert await told(test) == (["clock_offset raised"] if news is None else news)


async def test_letters_that_do_not_leave_for_ten_minutes_are_told(test: TestWorld) -> None:
    tried = acknowledgement(created_at=NOON, next_attempt_at=NOON, attempts=3, last_reply="no route to host")
    await test.store.run(lambda tx: tx.outbox.add(tried))
    test.pass_time(timedelta(minutes=10))
    await test.caught_up()
    assert await told(test) == []
    test.pass_time(timedelta(seconds=1))
    assert await told(test) == ["sending_stuck raised"]


async def test_a_letter_of_unknown_fate_is_told_unless_it_is_soon_known(test: TestWorld) -> None:
    lost = acknowledgement(state=DeliveryState.UNCERTAIN, begun_at=NOON, created_at=NOON)
    await test.store.run(lambda tx: tx.outbox.add(lost))
    test.pass_time(timedelta(minutes=3))
    assert await told(test) == []
    test.pass_time(timedelta(seconds=1))
    assert await told(test) == ["delivery_uncertain raised"]


async def test_a_refused_letter_and_a_failed_channel_are_told(test: TestWorld) -> None:
    def work(tx: Transaction) -> None:
        tx.outbox.add(acknowledgement(state=DeliveryState.REFUSED, settled_at=NOON, last_reply="550 no such user"))
        tx.outbox.add(alert(state=DeliveryState.REFUSED, settled_at=NOON, channel="chat"))

    await test.store.run(work)
    assert sorted(await told(test)) == ["channel_failed raised", "delivery_failed raised"]


async def test_the_breaker_is_told_when_it_opens_and_when_its_hour_is_over(test: TestWorld) -> None:
    test.change(budgets=Budgets(mailbox_per_hour=0))
    await test.arrive(mail())
    assert await told(test) == ["breaker_open raised"]
    test.pass_time(timedelta(hours=1))
    await test.caught_up()
    await told(test)
    test.pass_time(timedelta(minutes=3))
    await test.caught_up()
    assert await told(test) == ["breaker_open over"]


async def test_what_was_set_aside_is_told_with_how_much_it_is(test: TestWorld) -> None:
    item = Quarantined(0, FolderRole.INBOX, 1, 7, NOON, "Traceback", None, b"From: x")
    await test.store.run(lambda tx: tx.quarantine.add(item))
    assert await told(test) == ["quarantine raised"]


@pytest.mark.parametrize("trouble", [Trouble.RULES_REJECTED, Trouble.DISK_NEARLY_FULL, Trouble.LOOP_DIED])
async def test_what_only_the_process_sees_is_told_once_and_again_when_it_lasts(
    test: TestWorld, trouble: Trouble
) -> None:
    test.world.vitals.troubles[trouble] = Finding(trouble, detail="so it is")
    assert await told(test) == [f"{trouble} raised"]
    assert await told(test) == []
    test.pass_time(timedelta(hours=1))
    await test.caught_up()
    assert await told(test) == [f"{trouble} still"]


async def test_what_was_told_is_remembered_across_a_restart(test: TestWorld) -> None:
    test.pass_time(timedelta(minutes=6))
    await told(test)
    test.world = replace(test.world, vitals=type(test.world.vitals)(started_at=NOON))
    assert await told(test) == []
