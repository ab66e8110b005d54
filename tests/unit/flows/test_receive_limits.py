from datetime import timedelta

import pytest

from responder.domain.message import FolderRole
from responder.domain.rule import Budgets
from tests.support.mails import mail, staff_reply
from tests.support.rows import queued, waiting
from tests.support.world import TestWorld, open_world


async def test_over_the_mailbox_budget_the_breaker_opens_and_clocks_go_on(test: TestWorld) -> None:
    test.change(budgets=Budgets(mailbox_per_hour=2, domain_per_hour=99, alike_per_hour=99))
    for number in range(5):
        sender = f"Ann <ann{number}@kunde{number}.example>"
        await test.arrive(mail(f"Question {number}?", message_id=f"<{number}@k>", sender=sender, subject=f"S{number}"))
    assert len(await queued(test)) == 2
    assert len(await waiting(test)) == 5
    letters = await test.store.run(lambda tx: tx.messages.by_message_id("<4@k>"))
    assert letters[0].record.verdict == "doubt"


async def test_what_was_answered_stays_so_when_its_texts_and_addresses_are_forgotten(test: TestWorld) -> None:
    await test.arrive(mail())
    await test.arrive(staff_reply(), FolderRole.SENT)
    test.pass_time(timedelta(days=500))
    await test.store.run(lambda tx: tx.messages.prune(test.now - timedelta(days=30), test.now - timedelta(days=400)))
    again = mail("And now?", message_id="<2@kunde.example>", in_reply_to="<r1@nordlicht.example>")
    await test.arrive(again)
    (row,) = await waiting(test)
    assert row.opened_at == test.now


async def test_an_endless_conversation_is_continued_in_another(
    test: TestWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("responder.flows.attach.MOST_MESSAGES", 3)
    for number in range(5):
        await test.arrive(mail(f"Disk {number} full", message_id=f"<{number}@k>", subject="Report"))
        test.pass_time(timedelta(minutes=5))
    opened = {row.conversation_id for row in await waiting(test)}
    assert len(opened) == 2


async def test_two_responders_pointed_at_each_other_stop_after_one_letter_each() -> None:
    ours, theirs = await open_world(), await open_world()
    letter = mail("Where is it?", sender="Them <support@other.example>")
    sent = 0
    for _ in range(6):
        world = ours if sent % 2 == 0 else theirs
        before = len(await queued(world))
        await world.arrive(letter)
        rows = await queued(world)
        if len(rows) == before:
            break
        sent += 1
        letter = _stripped(rows[-1].octets, f"bounce{sent}@loop.example")
    assert sent <= 2
    await ours.store.close()
    await theirs.store.close()


def _stripped(octets: bytes, sender: str) -> bytes:
    """The acknowledgement as the other one gets it, without any mark of automatic mail."""
    head, _, body = octets.partition(b"\r\n\r\n")
    kept = [
        line
        for line in head.split(b"\r\n")
        if not line.lower().startswith((b"auto-submitted", b"x-", b"from:", b"to:"))
    ]
    return (
        b"\r\n".join(
            [
                b"Return-Path: <support@other.example>",
                b"From: Them <support@other.example>",
                b"To: support@nordlicht.example",
                *kept,
            ]
        )
        + b"\r\n\r\n"
        + body
    )
