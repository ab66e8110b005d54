from datetime import timedelta

import pytest

from responder.domain.delivery import DeliveryKind
from responder.domain.expectation import ExpectationKind, ExpectationState
from responder.domain.message import FolderRole
from responder.domain.record import Direction
from responder.domain.rule import Acknowledge, Mode
from tests.support.mails import mail, staff_reply
from tests.support.rows import queued, waiting
from tests.support.world import DUTY, NOON, TestWorld


async def test_a_letter_is_acknowledged_and_its_clock_runs_to_the_told_time(test: TestWorld) -> None:
    await test.arrive(mail())
    (row,) = await queued(test)
    assert (row.recipient, row.kind) == ("ann@kunde.example", DeliveryKind.ACKNOWLEDGEMENT)
    (expectation,) = await waiting(test)
    assert expectation.limit_at == NOON + timedelta(hours=3)
    assert b"15:00" in row.octets
    for line in (b"Auto-Submitted: auto-replied", b"In-Reply-To: <1@kunde.example>", b"X-Auto-Response-Suppress: All"):
        assert line in row.octets


async def test_the_same_letter_twice_is_handled_once(test: TestWorld) -> None:
    await test.arrive(mail())
    await test.arrive(mail())
    assert len(await queued(test)) == 1
    assert len(await waiting(test)) == 1


async def test_another_letter_under_the_same_message_id_is_another_letter(test: TestWorld) -> None:
    await test.arrive(mail())
    await test.arrive(mail("Something else?", subject="Another matter"))
    assert len(await queued(test)) == 2


async def test_a_letter_without_message_id_is_answered_once(test: TestWorld) -> None:
    await test.arrive(mail(message_id=""))
    await test.arrive(mail(message_id=""))
    assert len(await queued(test)) == 1


async def test_a_staff_reply_closes_the_window_in_time(test: TestWorld) -> None:
    await test.arrive(mail())
    test.pass_time(timedelta(hours=1))
    await test.arrive(staff_reply(), FolderRole.SENT)
    assert await waiting(test) == []
    (row,) = await test.store.run(lambda tx: tx.expectations.closed_since(NOON))
    assert (row.state, row.closed_at) == (ExpectationState.KEPT, NOON + timedelta(hours=1))


async def test_a_late_reply_closes_it_as_late(test: TestWorld) -> None:
    await test.arrive(mail())
    test.pass_time(timedelta(hours=5))
    await test.arrive(staff_reply(), FolderRole.SENT)
    (row,) = await test.store.run(lambda tx: tx.expectations.closed_since(NOON))
    assert row.state is ExpectationState.LATE


async def test_a_reply_without_threading_is_found_by_participants_and_subject(test: TestWorld) -> None:
    await test.arrive(mail())
    await test.arrive(staff_reply(in_reply_to="", subject="RE: Where is my order?"), FolderRole.SENT)
    assert await waiting(test) == []


async def test_a_reply_to_somebody_else_closes_nothing(test: TestWorld) -> None:
    await test.arrive(mail())
    await test.arrive(staff_reply(to="colleague@nordlicht.example", in_reply_to="<1@kunde.example>"), FolderRole.SENT)
    assert len(await waiting(test)) == 1


@pytest.mark.parametrize("mark", ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated (rule)"])
async def test_an_automatic_mail_in_sent_closes_nothing(test: TestWorld, mark: str) -> None:
    await test.arrive(mail())
    await test.arrive(staff_reply(headers=(mark,)), FolderRole.SENT)
    assert len(await waiting(test)) == 1


async def test_our_own_acknowledgement_in_sent_closes_nothing(test: TestWorld) -> None:
    await test.arrive(mail())
    (row,) = await queued(test)
    await test.arrive(row.octets, FolderRole.SENT)
    assert len(await waiting(test)) == 1


async def test_nagging_does_not_restart_the_window(test: TestWorld) -> None:
    await test.arrive(mail())
    test.pass_time(timedelta(hours=1))
    await test.arrive(mail("Any news?", message_id="<2@kunde.example>", in_reply_to="<1@kunde.example>"))
    (row,) = await waiting(test)
    assert row.opened_at == NOON


async def test_an_answer_that_was_seen_first_leaves_nothing_to_acknowledge(test: TestWorld) -> None:
    await test.arrive(staff_reply(), FolderRole.SENT, at=NOON + timedelta(minutes=1))
    test.pass_time(timedelta(minutes=2))
    await test.arrive(mail(), at=NOON)
    assert await queued(test) == []
    (row,) = await test.store.run(lambda tx: tx.expectations.closed_since(NOON))
    assert row.state is ExpectationState.KEPT


async def test_a_letter_from_before_our_time_is_only_recorded(test: TestWorld) -> None:
    await test.arrive(mail(), recorded_only=True)
    assert await queued(test) == []
    assert await waiting(test) == []
    (known,) = await test.store.run(lambda tx: tx.messages.by_message_id("<1@kunde.example>"))
    assert await test.store.run(lambda tx: tx.messages.asked(known.record.conversation_id or 0)) == []
    assert known.record.direction is Direction.CUSTOMER


async def test_in_shadow_mode_staff_see_what_the_customer_would_get(test: TestWorld) -> None:
    test.change(mode=Mode.SHADOW)
    await test.arrive(mail())
    (row,) = await queued(test)
    assert (row.kind, row.recipient) == (DeliveryKind.PROOF, DUTY.address)
    assert len(await waiting(test)) == 1


async def test_in_pilot_mode_only_listed_customers_are_written_to(test: TestWorld) -> None:
    test.change(mode=Mode.PILOT, pilot=("kunde.example",))
    await test.arrive(mail())
    other = mail(message_id="<9@x.example>", sender="Bo <bo@x.example>", subject="Hello")
    await test.arrive(other)
    assert [row.kind for row in await queued(test)] == [DeliveryKind.ACKNOWLEDGEMENT, DeliveryKind.PROOF]


async def test_switched_off_it_only_remembers(test: TestWorld) -> None:
    test.change(mode=Mode.OFF)
    await test.arrive(mail())
    assert (await queued(test), await waiting(test)) == ([], [])


async def test_letters_sent_within_the_wait_are_answered_together(test: TestWorld) -> None:
    test.change(acknowledge=Acknowledge(wait=timedelta(seconds=30)))
    await test.arrive(mail("When will it come?"))
    test.pass_time(timedelta(seconds=10))
    await test.arrive(mail("And what does it cost?", message_id="<2@kunde.example>", subject="One more"))
    (row,) = await queued(test)
    assert row.next_attempt_at == NOON + timedelta(seconds=30)
    assert b"And what does it cost?" in row.octets
    assert b"When will it come?" in row.octets
    assert len(await waiting(test)) == 1


async def test_a_late_acknowledgement_opens_a_promise_beside_the_first_window(test: TestWorld) -> None:
    test.pass_time(timedelta(hours=4))
    await test.arrive(mail(), at=NOON)
    kinds = {row.kind: row.limit_at for row in await waiting(test)}
    assert kinds == {
        ExpectationKind.FIRST_REPLY: NOON + timedelta(hours=3),
        ExpectationKind.PROMISE: NOON + timedelta(hours=6),
    }
    await test.arrive(staff_reply(), FolderRole.SENT)
    assert await waiting(test) == []


async def test_a_furious_letter_hushes_its_conversation(test: TestWorld) -> None:
    await test.arrive(mail("This is outrageous! You are liars and thieves. I demand my money back immediately!!!"))
    await test.arrive(mail("Where is it?", message_id="<2@kunde.example>", in_reply_to="<1@kunde.example>"))
    rows = await queued(test)
    assert [row.form for row in rows] == ["calm"]
