import json
from datetime import timedelta

from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.domain.expectation import ExpectationState
from responder.domain.message import FolderRole
from responder.flows.close import close
from responder.flows.watch import look
from tests.support.mails import mail, staff_reply
from tests.support.world import DUTY, NOON, TestWorld

FURIOUS = "This is outrageous! You are liars and thieves. I demand my money back immediately!!!"


async def alerts(test: TestWorld) -> list[Delivery]:
    rows = await test.store.run(lambda tx: tx.outbox.in_state(DeliveryState.QUEUED))
    return [row for row in rows if row.kind is DeliveryKind.ALERT]


async def go_to(test: TestWorld, minutes: int) -> None:
    test.now = NOON + timedelta(minutes=minutes)
    await test.caught_up()
    await look(test.world)


async def test_staff_are_warned_at_each_stage_once(test: TestWorld) -> None:
    await test.arrive(mail())
    for minutes in range(0, 180, 5):
        await go_to(test, minutes)
    told = [json.loads(row.note)["text"] for row in await alerts(test)]
    assert all(row.recipient == DUTY.address for row in await alerts(test))
    assert [stage for text in told for stage in text.split()[-1].split(",")] == ["50%", "target", "75%", "90%"]


async def test_a_missed_limit_is_told_once_both_folders_were_read_beyond_it(test: TestWorld) -> None:
    await test.arrive(mail())
    await go_to(test, 170)
    before = len(await alerts(test))
    test.now = NOON + timedelta(minutes=182)
    await test.caught_up(NOON + timedelta(minutes=170))
    await look(test.world)
    (row,) = await test.store.run(lambda tx: tx.expectations.waiting())
    assert row.state is ExpectationState.OPEN
    await go_to(test, 183)
    (row,) = await test.store.run(lambda tx: tx.expectations.waiting())
    assert row.state is ExpectationState.BREACHED
    assert len(await alerts(test)) == before + 1


async def test_nobody_is_alerted_about_an_answered_letter(test: TestWorld) -> None:
    await test.arrive(mail())
    await test.arrive(staff_reply(), FolderRole.SENT)
    for minutes in range(0, 240, 10):
        await go_to(test, minutes)
    assert await alerts(test) == []


async def test_after_an_outage_there_is_one_combined_alert(test: TestWorld) -> None:
    for number in range(4):
        sender = f"Ann <ann@kunde{number}.example>"
        await test.arrive(mail(message_id=f"<{number}@k>", sender=sender, subject=f"Letter {number}"))
    await go_to(test, 24 * 60)
    assert len(await alerts(test)) == 1


async def test_letters_that_fall_due_together_are_told_together(test: TestWorld) -> None:
    await test.arrive(mail())
    test.pass_time(timedelta(minutes=5))
    await test.arrive(mail(message_id="<2@x>", sender="Bo <bo@x.example>", subject="Other"))
    await go_to(test, 90)
    (row,) = await alerts(test)
    assert "ann@kunde.example" in row.note
    assert "bo@x.example" in row.note


async def test_a_furious_letter_calls_a_person_at_once_whether_sent_was_read_or_not(test: TestWorld) -> None:
    await test.arrive(mail(FURIOUS))
    assert await look(test.world) == 1
    (row,) = await alerts(test)
    assert row.note.count("at once") == 1
    assert await look(test.world) == 0


async def test_a_conversation_that_turns_furious_calls_a_person_at_once(test: TestWorld) -> None:
    await test.arrive(mail())
    assert await look(test.world) == 0
    test.pass_time(timedelta(minutes=20))
    await test.arrive(mail(FURIOUS, message_id="<2@kunde.example>", in_reply_to="<1@kunde.example>"))
    assert await look(test.world) == 1
    (row,) = await test.store.run(lambda tx: tx.expectations.waiting())
    assert row.opened_at == NOON
    assert len(row.stages) == 5


async def test_a_furious_letter_that_is_answered_already_calls_nobody(test: TestWorld) -> None:
    await test.arrive(staff_reply(), FolderRole.SENT, at=NOON + timedelta(minutes=1))
    test.pass_time(timedelta(minutes=2))
    await test.arrive(mail(FURIOUS), at=NOON)
    assert await look(test.world) == 0


async def test_closing_by_hand_ends_the_alerts(test: TestWorld) -> None:
    await test.arrive(mail())
    ended = await test.store.run(lambda tx: close(test.world, tx, "1@kunde.example", "by telephone", test.now))
    assert len(ended) == 1
    await go_to(test, 300)
    assert await alerts(test) == []
    (row,) = await test.store.run(lambda tx: tx.expectations.closed_since(NOON))
    assert (row.state, row.closed_how) == (ExpectationState.CLOSED, "by telephone")


async def test_a_reply_after_closing_by_hand_changes_nothing_and_a_new_letter_opens_again(test: TestWorld) -> None:
    await test.arrive(mail())
    await test.store.run(lambda tx: close(test.world, tx, "<1@kunde.example>", "by telephone", test.now))
    test.pass_time(timedelta(hours=1))
    again = mail("One more thing?", message_id="<2@kunde.example>", in_reply_to="<1@kunde.example>")
    await test.arrive(again)
    (row,) = await test.store.run(lambda tx: tx.expectations.waiting())
    assert row.opened_at == test.now
