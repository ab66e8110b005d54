import pytest

from responder.domain.delivery import DeliveryState
from responder.mail.ids import our_message_id
from tests.support.mails import mail
from tests.support.world import TestWorld

OURS = our_message_id(b"secret", "k", "acknowledgement", "nordlicht.example")


def bounce(about: str, action: str = "failed", recipient: str = "Ann@Kunde.example") -> bytes:
    """A delivery report that shows the header of the letter it is about (RFC 3464, RET=HDRS)."""
    return f"""\
Return-Path: <>
From: Mail Delivery System <mailer-daemon@mx.kunde.example>
To: support@nordlicht.example
Subject: Undelivered Mail
Date: Tue, 17 Nov 2026 12:01:00 +0000
Message-ID: <dsn@mx.kunde.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

It did not work.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kunde.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: 5.1.1

--x
Content-Type: text/rfc822-headers

Message-ID: {about}
Subject: We have your letter

--x--
""".replace("\n", "\r\n").encode()


async def suppressed(test: TestWorld) -> bool:
    return await test.store.run(lambda tx: tx.budget.suppressed("ann@kunde.example"))


async def test_an_address_that_our_letter_did_not_reach_is_written_to_no_more(test: TestWorld) -> None:
    await test.arrive(bounce(OURS))
    assert await suppressed(test)
    await test.arrive(mail())
    assert await test.store.run(lambda tx: tx.outbox.in_state(DeliveryState.QUEUED)) == []
    (row,) = await test.store.run(lambda tx: tx.messages.by_message_id("<1@kunde.example>"))
    assert (row.record.verdict, row.record.reason) == ("doubt", "suppressed")
    assert len(await test.store.run(lambda tx: tx.expectations.waiting())) == 1


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
async def test_a_letter_that_is_only_late_suppresses_nobody(test: TestWorld, action: str) -> None:
    await test.arrive(bounce(OURS, action))
    assert not await suppressed(test)


async def test_a_report_about_somebody_elses_letter_suppresses_nobody(test: TestWorld) -> None:
    await test.arrive(bounce("<invented@nordlicht.example>"))
    assert not await suppressed(test)


async def test_a_bounce_neither_starts_nor_ends_a_clock(test: TestWorld) -> None:
    await test.arrive(mail())
    await test.arrive(bounce(OURS))
    assert len(await test.store.run(lambda tx: tx.expectations.waiting())) == 1
