"""What a reply leaves, from the letter to the alert."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest

from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.domain.expectation import Expectation, ExpectationKind, ExpectationState
from responder.domain.message import FolderRole
from responder.domain.question import Question
from responder.domain.question_entry import Entry
from responder.domain.rule import Alerts, Person
from responder.flows import judge as judging
from responder.flows.close import close
from responder.flows.judge import MOST_REPLIES
from responder.flows.prune import TEXT_KEPT, prune
from responder.flows.watch import look
from tests.support.mails import mail, staff_reply
from tests.support.world import DUTY, NOON, TestWorld

ANNA = Person("Anna", "support@nordlicht.example")
"""Who answers in these tests, as `staff_reply` writes it."""
HOLLOW = "Thank you for your letter. We will get back to you soon."
TWO = "1. Where is my order?\n2. When will it come?"


async def ask(test: TestWorld, text: str = TWO, number: int = 1, *, answers: str = "") -> None:
    test.pass_time(timedelta(minutes=number - 1))
    await test.arrive(mail(text, message_id=f"<{number}@kunde.example>", subject="My order", in_reply_to=answers))


async def answer(test: TestWorld, text: str, minutes: int, number: int = 1) -> None:
    test.now = NOON + timedelta(minutes=minutes)
    await test.arrive(staff_reply(text, message_id=f"<r{number}@nordlicht.example>"), FolderRole.SENT)


async def rows(test: TestWorld) -> Sequence[Expectation]:
    return await test.store.run(lambda tx: tx.expectations.of_conversation(1))


async def questions(test: TestWorld) -> Sequence[Entry]:
    return await test.store.run(lambda tx: tx.messages.asked(1))


async def told(test: TestWorld, minutes: int) -> list[tuple[str, str]]:
    """Whom alerts go to that are written at this minute, and their last words."""
    before = {row.id for row in await _alerts(test)}
    test.now = NOON + timedelta(minutes=minutes)
    await test.caught_up()
    await look(test.world)
    fresh = [row for row in await _alerts(test) if row.id not in before]
    return [(row.person, json.loads(row.note)["text"].split()[-1]) for row in fresh]


async def _alerts(test: TestWorld) -> list[Delivery]:
    found = await test.store.run(lambda tx: tx.outbox.in_state(DeliveryState.QUEUED))
    return [row for row in found if row.kind is DeliveryKind.ALERT]


async def test_a_reply_that_answers_all_ends_the_wait(test: TestWorld) -> None:
    await ask(test)
    await answer(test, "1. It is in our store.\n2. It comes on Friday.", 60)
    assert [row.state for row in await rows(test)] == [ExpectationState.KEPT]
    assert [(one.state.value, one.reply_row) for one in await questions(test)] == [("answered", 2), ("answered", 2)]


async def test_the_rest_of_an_answer_waits_by_the_same_limit(test: TestWorld) -> None:
    await ask(test)
    await answer(test, "1. It is in our store.", 60)
    first, rest = await rows(test)
    assert (first.state, rest.state) == (ExpectationState.KEPT, ExpectationState.OPEN)
    assert (rest.kind, rest.after_row, rest.message_row) == (ExpectationKind.NEXT_REPLY, 2, 1)
    assert (rest.opened_at, rest.limit_at) == (NOON + timedelta(minutes=60), first.limit_at)
    await answer(test, "2. It comes on Friday.", 90, 2)
    assert [row.state for row in await rows(test)] == [ExpectationState.KEPT] * 2
    assert [one.reply_row for one in await questions(test)] == [2, 3]


async def test_boilerplate_ends_nothing_that_was_asked(test: TestWorld) -> None:
    await ask(test)
    await answer(test, HOLLOW, 10)
    assert [(row.state, row.after_row) for row in await rows(test)] == [(ExpectationState.OPEN, None)]


async def test_any_reply_ends_a_letter_that_asks_nothing(test: TestWorld) -> None:
    await ask(test, "Here is the signed contract.")
    await answer(test, HOLLOW, 10)
    assert [row.state for row in await rows(test)] == [ExpectationState.KEPT]


async def test_a_question_back_waits_for_the_customer(test: TestWorld) -> None:
    await ask(test, "When will it come?")
    await answer(test, "What is your order number?", 10)
    assert [row.state for row in await rows(test)] == [ExpectationState.KEPT]
    assert (await questions(test))[0].waits
    await ask(test, "It is 4711.", 2, answers="<r1@nordlicht.example>")
    assert [row.state for row in await rows(test)] == [ExpectationState.KEPT, ExpectationState.OPEN]
    await answer(test, "It comes on Friday.", 30, 2)
    assert [row.state for row in await rows(test)] == [ExpectationState.KEPT] * 2
    assert (await questions(test))[0].reply_row == 4


async def test_what_the_customer_takes_back_is_over(test: TestWorld) -> None:
    await ask(test)
    await ask(test, "Never mind, it is no longer needed.", 2, answers="<1@kunde.example>")
    (row,) = await rows(test)
    assert (row.state, row.closed_how) == (ExpectationState.CLOSED, "withdrawn by the customer")
    assert {one.state.value for one in await questions(test)} == {"withdrawn"}


async def test_a_letter_that_takes_all_back_is_not_acknowledged(test: TestWorld) -> None:
    await ask(test)
    await ask(test, "Never mind, it is no longer needed.", 2, answers="<1@kunde.example>")
    left = await test.store.run(lambda tx: tx.outbox.in_state(DeliveryState.QUEUED))
    assert [row.kind for row in left] == []


async def test_the_rest_is_over_when_the_customer_takes_it_back(test: TestWorld) -> None:
    await ask(test)
    await answer(test, "1. It is in our store.", 10)
    await ask(test, "Never mind the rest, it is no longer needed.", 2, answers="<r1@nordlicht.example>")
    assert [row.closed_how for row in await rows(test)] == ["answered", "withdrawn by the customer"]


async def test_what_is_asked_again_is_one_question(test: TestWorld) -> None:
    await ask(test, "When will it come?")
    await ask(test, "When will it come?", 2, answers="<1@kunde.example>")
    first, again = await questions(test)
    assert (first.asked_again, first.repeats, again.repeats) == (1, False, True)


async def test_whoever_answered_is_told_once_after_five_minutes(test: TestWorld) -> None:
    test.change(alerts=Alerts(people=(DUTY, ANNA), trouble_people=(DUTY,)))
    await ask(test)
    await answer(test, "1. It is in our store.", 10)
    assert await told(test, 14) == []
    assert await told(test, 15) == [(ANNA.address, "left_open")]
    assert await told(test, 40) == []


async def test_the_duty_people_are_told_where_nobody_knows_who_answered(test: TestWorld) -> None:
    await ask(test)
    await answer(test, "1. It is in our store.", 10)
    assert await told(test, 15) == [(DUTY.address, "left_open")]


async def test_nobody_is_told_when_the_rest_was_said_within_five_minutes(test: TestWorld) -> None:
    await ask(test)
    await answer(test, "1. It is in our store.", 10)
    await answer(test, "2. It comes on Friday.", 13, 2)
    assert await told(test, 15) == []


async def test_nobody_is_told_of_what_staff_put_off_themselves(test: TestWorld) -> None:
    await ask(test)
    await answer(test, "1. It is in our store.\n2. I will answer this question tomorrow.", 10)
    assert [one.state.value for one in await questions(test)] == ["answered", "deferred"]
    assert [row.state for row in await rows(test)] == [ExpectationState.KEPT, ExpectationState.OPEN]
    assert await told(test, 15) == []


async def test_a_late_reply_that_leaves_something_is_not_called_late_before_its_five_minutes(test: TestWorld) -> None:
    await ask(test)
    await told(test, 185)
    await answer(test, "1. It is in our store.", 190)
    assert await told(test, 192) == []
    ((person, stages),) = await told(test, 196)
    assert (person, set(stages.split(","))) == (DUTY.address, {"left_open", "100%"})


async def test_a_blank_that_was_sent_is_told_at_once(test: TestWorld) -> None:
    await ask(test)
    await answer(test, "> 1. Where is my order?\n\nIt is in our store.\n\n> 2. When will it come?\n\n[...]", 10)
    assert (DUTY.address, "blank_sent") in await told(test, 10)


async def test_a_closed_wait_leaves_no_open_question(test: TestWorld) -> None:
    await ask(test)
    await answer(test, "1. It is in our store.", 10)
    await test.store.run(lambda tx: close(test.world, tx, "<1@kunde.example>", "by telephone", test.now))
    assert [row.state for row in await rows(test)] == [ExpectationState.KEPT, ExpectationState.CLOSED]
    assert [one.state.value for one in await questions(test)] == ["answered", "withdrawn"]


async def test_what_was_judged_stands_when_the_texts_are_gone(test: TestWorld) -> None:
    await ask(test)
    await answer(test, "1. It is in our store.", 60)
    before = await rows(test), await questions(test)
    test.now = NOON + TEXT_KEPT + timedelta(hours=2)
    await prune(test.world)
    await ask(test, "Hello, are you there?", 2, answers="<1@kunde.example>")
    kept = [row for row in await rows(test) if row.message_row == 1]
    assert [(row.state, row.after_row) for row in kept] == [(row.state, row.after_row) for row in before[0]]
    assert [one.state for one in (await questions(test))[:2]] == [one.state for one in before[1]]
    test.now += timedelta(hours=1)
    await test.arrive(staff_reply("Yes. It comes on Friday.", message_id="<r2@nordlicht.example>"), FolderRole.SENT)
    assert not [row for row in await rows(test) if row.state in (ExpectationState.OPEN, ExpectationState.BREACHED)]


async def test_a_letter_behind_very_many_replies_is_judged_no_more(test: TestWorld) -> None:
    await ask(test)
    for number in range(MOST_REPLIES):
        await answer(test, HOLLOW if number else "1. It is in our store.", 10 + number, number)
    assert [one.state.value for one in await questions(test)] == ["answered", "open"]
    assert [row.state for row in await rows(test)] == [ExpectationState.KEPT, ExpectationState.OPEN]
    await answer(test, HOLLOW, 150, MOST_REPLIES)
    first, rest = await rows(test)
    assert (first.closed_at, rest.closed_at) == (NOON + timedelta(minutes=10), NOON + timedelta(minutes=150))


async def test_questions_that_were_compared_once_are_not_compared_for_every_further_message(
    test: TestWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[Question] = []
    monkeypatch.setattr(judging, "same_question", lambda one, _other: bool(compared.append(one)))
    for number in range(1, 13):
        asked = "\n".join(f"{place}. Where is parcel {number * 1000 + place}?" for place in range(1, 21))
        await ask(test, asked, number, answers="<1@kunde.example>" if number > 1 else "")
    assert len(compared) > 4_096
    compared.clear()
    await answer(test, HOLLOW, 200)
    assert compared == []
