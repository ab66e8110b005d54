"""What an acknowledgement carries, whoever it goes to: the marks that other programs and mail clients rely on."""

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from responder.domain.delivery import Delivery, DeliveryState
from responder.domain.rule import Company, Mode, Person
from responder.mail.ids import is_our_message_id
from responder.ports.store import Transaction
from tests.support.mails import mail
from tests.support.world import SUPPORT, TestWorld, open_world


async def queued(test: TestWorld) -> list[Delivery]:
    def work(tx: Transaction) -> list[Delivery]:
        rows = tx.outbox.in_state(DeliveryState.QUEUED)
        return [whole for row in rows if (whole := tx.outbox.get(row.id)) is not None]

    return await test.store.run(work)


async def answer(test: TestWorld, *letters: bytes) -> EmailMessage:
    """The one answer to these letters, as another parser reads it."""
    for letter in letters:
        await test.arrive(letter)
    (row,) = await queued(test)
    return BytesParser(policy=default).parsebytes(row.octets)


async def test_it_is_marked_as_automatic_and_asks_for_no_answer(test: TestWorld) -> None:
    sent = await answer(test, mail())
    assert sent.get_all("Auto-Submitted") == ["auto-replied"]
    assert sent.get_all("X-Auto-Response-Suppress") == ["All"]
    assert sent["Precedence"] is None
    assert not [name for name in sent if name.lower().startswith(("list-", "disposition-", "return-receipt"))]


async def test_it_answers_the_letter_and_continues_its_thread(test: TestWorld) -> None:
    older = "References: <a@kunde.example> <b@kunde.example>"
    sent = await answer(test, mail(headers=(older, "In-Reply-To: <b@kunde.example>")))
    assert sent["In-Reply-To"] == "<1@kunde.example>"
    assert sent["References"].split() == ["<a@kunde.example>", "<b@kunde.example>", "<1@kunde.example>"]


async def test_without_references_the_letters_own_parent_begins_them(test: TestWorld) -> None:
    sent = await answer(test, mail(headers=("In-Reply-To: <b@kunde.example>",)))
    assert sent["References"].split() == ["<b@kunde.example>", "<1@kunde.example>"]


async def test_a_letter_without_an_id_is_answered_without_naming_one(test: TestWorld) -> None:
    sent = await answer(test, mail(message_id=""))
    assert (sent["In-Reply-To"], sent["References"]) == (None, None)


async def test_its_id_comes_from_the_letter_and_nobody_else_can_make_it(test: TestWorld) -> None:
    sent = await answer(test, mail())
    other = await open_world()
    same = await answer(other, mail())
    await other.store.close()
    assert sent["Message-ID"] == same["Message-ID"]
    assert is_our_message_id(b"secret", sent["Message-ID"])
    assert not is_our_message_id(b"another secret", sent["Message-ID"])


async def test_it_goes_to_one_recipient_and_answers_come_to_the_mailbox(test: TestWorld) -> None:
    letter = mail(headers=("Reply-To: boss@elsewhere.example", "Cc: bo@kunde.example", "Sender: x@kunde.example"))
    sent = await answer(test, letter)
    (row,) = await queued(test)
    assert row.recipient == "ann@kunde.example"
    assert sent["To"].addresses[0].addr_spec == "ann@kunde.example"
    assert (len(sent["To"].addresses), sent["Cc"], sent["Bcc"]) == (1, None, None)
    assert sent["Reply-To"].addresses[0].addr_spec == SUPPORT
    assert sent["From"].addresses[0].addr_spec == SUPPORT


async def test_answers_come_to_the_own_address_that_was_written_to(test: TestWorld) -> None:
    hello = "hello@nordlicht.example"
    test.change(company=Company("Nordlicht", frozenset({SUPPORT, hello})))
    sent = await answer(test, mail(to=hello))
    assert sent["Reply-To"].addresses[0].addr_spec == hello
    assert sent["From"].addresses[0].addr_spec == SUPPORT


async def test_every_octet_is_seven_bit_and_every_line_short_in_russian_too(test: TestWorld) -> None:
    await test.arrive(mail("Здравствуйте! Когда придёт заказ? " * 20, sender="Анна Петрова <ann@kunde.example>"))
    (row,) = await queued(test)
    assert row.octets.isascii()
    assert max(len(line) for line in row.octets.split(b"\r\n")) <= 998
    assert b"\n" not in row.octets.replace(b"\r\n", b"")
    assert len(row.octets) < 10_000


async def test_nothing_the_customer_writes_becomes_a_header(test: TestWorld) -> None:
    evil = "=?utf-8?q?Order=0D=0ABcc:_victim@elsewhere.example?="
    sent = await answer(test, mail(subject=evil, sender="=?utf-8?q?Ann=0D=0AX-Evil:_1?= <ann@kunde.example>"))
    assert (sent["Bcc"], sent["X-Evil"]) == (None, None)


async def test_an_unverified_sender_finds_nothing_of_their_own_in_it(test: TestWorld) -> None:
    letter = mail("Where is parcel zebra-77?", subject="About zebra-77", sender="Zebra <ann@kunde.example>")
    sent = await answer(test, letter.replace(b"Authentication-Results: ", b"X-Not: "))
    words = sent.as_string().lower()
    assert "zebra" not in words


async def test_a_proof_shows_staff_what_would_be_sent_and_answers_nobody(test: TestWorld) -> None:
    lead = Person("Lead", "lead@nordlicht.example")
    test.change(mode=Mode.SHADOW, proofs_to=(lead,))
    sent = await answer(test, mail())
    assert sent["To"].addresses[0].addr_spec == lead.address
    assert sent["Auto-Submitted"] == "auto-generated"
    assert (sent["In-Reply-To"], sent["X-Responder-Kind"]) == (None, "proof")


async def test_a_declared_form_is_answered_at_its_reply_to_without_a_word_of_what_was_typed(test: TestWorld) -> None:
    form = "form@web.nordlicht.example"
    test.change(site_forms={form: "Reply-To"})
    letter = mail("Where is zebra-77?", sender=f"Website <{form}>", headers=("Reply-To: Cy <cy@kunde.example>",))
    sent = await answer(test, letter)
    assert sent["To"].addresses[0].addr_spec == "cy@kunde.example"
    assert "zebra" not in sent.as_string()


async def test_a_form_that_only_alerts_is_answered_nowhere_and_its_clock_runs(test: TestWorld) -> None:
    form = "form@web.nordlicht.example"
    test.change(site_forms={form: ""})
    await test.arrive(mail(sender=f"Website <{form}>", headers=("Reply-To: cy@kunde.example",)))
    assert await queued(test) == []
    assert len(await test.store.run(lambda tx: tx.expectations.waiting())) == 1
