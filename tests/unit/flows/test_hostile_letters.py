"""What strangers write to mislead the responder: forged colleagues, victims named as senders, other people's ids."""

from datetime import timedelta

import pytest

from responder.domain.message import FolderRole
from tests.support.mails import mail, staff_reply
from tests.support.rows import queued
from tests.support.world import TestWorld


async def customers_waiting(test: TestWorld) -> list[str]:
    return [row.customer for row in await test.store.run(lambda tx: tx.expectations.waiting())]


async def test_the_id_of_a_colleagues_letter_makes_nobody_that_colleague(test: TestWorld) -> None:
    await test.arrive(mail())
    await test.arrive(mail(sender="eve@evil.example", message_id="<e1@evil.example>", subject="Another matter"))
    test.pass_time(timedelta(minutes=10))
    answer = staff_reply(
        to="eve@evil.example", in_reply_to="<e1@evil.example>", headers=("Cc: boss@nordlicht.example",)
    )
    await test.arrive(answer, FolderRole.SENT)
    test.pass_time(timedelta(minutes=10))
    for word in ((), ("Authentication-Results: mx.nordlicht.example; dmarc=fail header.from=nordlicht.example",)):
        forged = mail(
            sender="boss@nordlicht.example",
            to="ann@kunde.example",
            message_id=f"<forged.{len(word)}@evil.example>",
            verified=False,
            headers=(*word, "In-Reply-To: <1@kunde.example>", "References: <r1@nordlicht.example>"),
        )
        await test.arrive(forged)
    assert await customers_waiting(test) == ["ann@kunde.example"]


SPELLINGS = {
    "tags": [f"victim+{tag}@kunde.example" for tag in "abcdefgh"],
    "tags at Google": [f"victim+{tag}@googlemail.com" for tag in "abcdefgh"],
    "dots at Google": [f"{'victim'[:place]}.{'victim'[place:]}@gmail.com" for place in range(1, 6)],
}


@pytest.mark.parametrize("spellings", SPELLINGS.values(), ids=SPELLINGS.keys())
async def test_all_spellings_of_one_mailbox_share_its_budget(test: TestWorld, spellings: list[str]) -> None:
    for number, sender in enumerate(spellings):
        word = "abcdefgh"[number] * 5
        message_id = f"<{number}@x.example>"
        await test.arrive(mail(f"{word} when?", sender=sender, subject=word, message_id=message_id, verified=False))
    assert len(await queued(test)) == 3


async def test_ids_of_a_thread_are_not_carried_to_somebody_unverified(test: TestWorld) -> None:
    bait = "References: " + " ".join(f"<cheap.pills.{number}@evil.example>" for number in range(20))
    await test.arrive(mail(verified=False, headers=(bait,)))
    await test.arrive(mail(message_id="<2@bekannt.example>", sender="bo@bekannt.example", headers=(bait,)))
    unverified, verified = await queued(test)
    assert b"pills" not in unverified.octets
    assert b"In-Reply-To: <1@kunde.example>" in unverified.octets
    assert b"pills" in verified.octets


async def test_a_stranger_who_quotes_a_letters_id_does_not_draw_its_writer_into_his_conversation(
    test: TestWorld,
) -> None:
    await test.arrive(mail())
    test.pass_time(timedelta(minutes=10))
    await test.arrive(
        mail(
            sender="eve@evil.example",
            message_id="<e1@evil.example>",
            subject="Another matter",
            in_reply_to="<1@kunde.example>",
            headers=("Cc: ann@kunde.example",),
        )
    )
    test.pass_time(timedelta(minutes=10))
    await test.arrive(staff_reply(), FolderRole.SENT)
    test.pass_time(timedelta(minutes=10))
    await test.arrive(
        mail("What else?", message_id="<2@kunde.example>", subject="Re: hm", in_reply_to="<1@kunde.example>")
    )
    assert sorted(await customers_waiting(test)) == ["ann@kunde.example", "eve@evil.example"]


@pytest.mark.parametrize("sender", ["иван@kunde.example", "a@x_.example", f'"{"a" * 64}"@kunde.example', "a@[1_2]"])
async def test_an_address_that_cannot_be_written_to_gets_its_clock_and_no_letter(test: TestWorld, sender: str) -> None:
    await test.arrive(mail(sender=sender))
    assert await queued(test) == []
    assert await test.store.run(lambda tx: tx.quarantine.all()) == []
    assert await customers_waiting(test) == [sender]


async def test_an_insult_in_the_subject_is_not_sent_back(test: TestWorld) -> None:
    await test.arrive(mail("When will my order come?", subject="You idiots, where is my order"))
    [row] = await queued(test)
    assert b"idiots" not in row.octets
