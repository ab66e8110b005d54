from collections.abc import AsyncIterator
from email.parser import BytesParser
from email.policy import default

import pytest

from responder.domain.delivery import Accepted, Deferred, Delivery, DeliveryState, Outcome, Refused
from responder.domain.rule import Alerts, Person
from responder.flows.bell import Bell
from responder.flows.deliver import Lane, turn
from responder.flows.watch import look
from responder.ports.store import Transaction
from tests.support.mails import mail
from tests.support.world import RecordingCourier, TestWorld, open_world

ANNA = Person("Anna", "anna@nordlicht.example", ("chat", "desk"))
FURIOUS = "This is outrageous! You are liars and thieves. I demand my money back immediately!!!"


@pytest.fixture
async def test() -> AsyncIterator[TestWorld]:
    world = await open_world()
    alerts = Alerts(people=(ANNA,), trouble_people=(ANNA,), channels={"chat": "chat", "desk": "desk"})
    world.change(alerts=alerts)
    yield world
    await world.store.close()


async def told(test: TestWorld, *outcomes: Outcome) -> list[str]:
    """The channels over which an alert went out, when the services answer so in turn."""
    await test.arrive(mail(FURIOUS))
    await look(test.world)
    chats, post = RecordingCourier(*outcomes), RecordingCourier()
    channels = Lane("channels", chats, mail=False, width=1, bell=Bell())
    letters = Lane("mail", post, mail=True, width=1, bell=Bell())
    for _ in range(len(outcomes) + 2):
        for lane in (channels, letters):
            await turn(test.world, lane)
            for task in list(lane.running):
                await task
            await turn(test.world, lane)
    to_staff = [row for row in post.sent if row.recipient == ANNA.address]
    return [row.channel for row in (*chats.sent, *to_staff)]


async def test_an_alert_takes_the_persons_first_channel(test: TestWorld) -> None:
    assert await told(test, Accepted("ok")) == ["chat"]


async def test_a_channel_that_refuses_falls_to_the_next_and_mail_is_the_last(test: TestWorld) -> None:
    gone = Refused("404 no such room")
    assert await told(test, gone, gone) == ["chat", "desk", "mail"]


async def test_a_channel_that_puts_us_off_is_tried_again_before_the_next(test: TestWorld) -> None:
    assert await told(test, Deferred("503 later")) == ["chat"]


async def test_the_mail_that_takes_over_says_what_the_chat_would_have_said(test: TestWorld) -> None:
    gone = Refused("404 no such room")
    await told(test, gone, gone)

    def sent(tx: Transaction) -> list[Delivery]:
        rows = tx.outbox.ended_since(test.now, DeliveryState.SENT)
        return [whole for row in rows if (whole := tx.outbox.get(row.id)) is not None]

    (row,) = [row for row in await test.store.run(sent) if row.recipient == ANNA.address]
    letter = BytesParser(policy=default).parsebytes(row.octets)
    assert letter["Auto-Submitted"].startswith("auto-notified")
    assert "owner-email=support@nordlicht.example" in letter["Auto-Submitted"]
    assert "at once" in str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]  # it has one
