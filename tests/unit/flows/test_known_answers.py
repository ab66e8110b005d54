"""What becomes of a letter whose questions have known answers: the acknowledgement, the draft, and what is kept."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest

from responder.domain.delivery import Delivery, DeliveryState
from responder.domain.known_answer import KnownAnswer
from responder.domain.rule import Acknowledge, Condition, Mode, Rule
from responder.ports.store import Transaction
from responder.render.renderer import TemplateRenderer
from responder.render.templates import load_templates
from responder.shipped import shipped
from tests.support.drafting import lay, shown
from tests.support.mailbox_on_paper import MailboxOnPaper
from tests.support.mails import mail
from tests.support.world import NOON, TestWorld, open_world

TEMPLATES, _ = load_templates(shipped("templates"))
PARKING = KnownAnswer(
    "parking",
    ("where can we park", "is there parking", "есть ли парковка"),
    (("en", "In the yard. {{ 7 * 7 }}{% raise %}\n\nRing the bell."), ("ru", "Во дворе.")),
    send=True,
)
HOURS = KnownAnswer("hours", ("when are you open",), (("en", "Nine to six."),), send=True)
ACT = KnownAnswer("act", ("who signs the act",), (("en", "The director."),))
BOTH = "Hello,\n\n1. Where can we park?\n2. When are you open?\n\nAnn\n"


@pytest.fixture
async def test() -> AsyncIterator[TestWorld]:
    world = await open_world()
    world.world = replace(world.world, renderer=TemplateRenderer(lambda: TEMPLATES))
    world.change(answers=(PARKING, HOURS, ACT))
    yield world
    await world.store.close()


async def queued(test: TestWorld) -> list[Delivery]:
    def work(tx: Transaction) -> list[Delivery]:
        rows = tx.outbox.in_state(DeliveryState.QUEUED)
        return [whole for row in rows if (whole := tx.outbox.get(row.id)) is not None]

    return await test.store.run(work)


async def told(test: TestWorld, octets: bytes) -> tuple[str, str]:
    """The form and the text of the one letter that waits in the outbox."""
    await test.arrive(octets)
    (row,) = await queued(test)
    message = BytesParser(policy=default).parsebytes(row.octets)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    assert body
    return row.form, body.get_content().replace("\r\n", "\n")


async def test_a_letter_of_known_questions_is_answered_in_its_order(test: TestWorld) -> None:
    form, text = await told(test, mail(BOTH))

    assert form == "answers"
    assert "> 1. Where can we park?\n\nIn the yard. {{ 7 * 7 }}{% raise %}\n\nRing the bell.\n" in text
    assert "> 2. When are you open?\n\nNine to six.\n" in text
    assert "Does that settle it?" in text
    assert "by 15:00 today" in text


async def test_its_clock_goes_on(test: TestWorld) -> None:
    await test.arrive(mail(BOTH))

    (waits,) = await test.store.run(lambda tx: tx.expectations.waiting())
    assert waits.limit_at == NOON + timedelta(hours=3)


async def test_the_answer_is_in_the_customers_language(test: TestWorld) -> None:
    form, text = await told(test, mail("Здравствуйте! Есть ли у вас парковка?"))

    assert form == "answers"
    assert "\n\nВо дворе.\n\n" in text


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\n\n1. Where can we park?\n2. Who signs the act?\n",
        "Hello,\n\n1. Where can we park?\n2. When are you open on Sunday?\n",
        "Hello,\n\n1. Where can we park?\n2. What does it cost?\n",
        "Where can we not park?",
        "Where can we park if the yard is full?",
        "Where can we park? Where can the truck park?",
        "Where can we park?\n\n"
        + "We have been your customers for nine years and would like to tell you a story. " * 6,
        "You are liars and thieves, I have had enough of you! Where can we park?",
    ],
)
async def test_whatever_is_not_surely_known_as_a_whole_is_only_acknowledged(test: TestWorld, text: str) -> None:
    form, said = await told(test, mail(text))

    assert form in ("full", "calm")
    assert "In the yard" not in said


async def test_who_sends_a_file_wants_it_looked_at(test: TestWorld) -> None:
    part = "--b\r\nContent-Type: {}\r\nContent-Disposition: {}\r\n\r\n{}\r\n"
    text = part.format("text/plain", "inline", BOTH) + part.format(
        "application/pdf", "attachment; filename=claim.pdf", "%PDF"
    )
    several = ("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b")

    assert (await told(test, mail(text + "--b--", headers=several)))[0] == "full"


async def test_a_sender_nobody_vouches_for_gets_no_answer(test: TestWorld) -> None:
    form, text = await told(test, mail(BOTH, verified=False))

    assert form == "unverified"
    assert "yard" not in text


async def test_more_than_seven_questions_are_for_a_person(test: TestWorld) -> None:
    form, _ = await told(test, mail("\n".join(f"{place}. Where can we park?" for place in range(1, 9))))

    assert form == "full"


async def test_answers_that_would_make_a_long_letter_are_for_a_person(test: TestWorld) -> None:
    test.change(answers=(replace(PARKING, texts=(("en", "word " * 390),)), replace(HOURS, texts=(("en", "x" * 6000),))))

    assert (await told(test, mail(BOTH)))[0] == "full"


@pytest.mark.parametrize("wish", ["never", "when numbered"])
async def test_questions_that_must_not_be_repeated_are_not_answered(test: TestWorld, wish: str) -> None:
    test.change(acknowledge=Acknowledge(wait=timedelta(), repeat_questions=wish))

    assert (await told(test, mail("Where can we park?")))[0] == "full"


async def test_a_rules_own_template_is_kept(test: TestWorld) -> None:
    test.change(rules=(Rule("all", Condition(), template="short"),))

    assert "In the yard" not in (await told(test, mail(BOTH)))[1]


async def test_in_shadow_mode_staff_see_the_answers(test: TestWorld) -> None:
    test.change(mode=Mode.SHADOW)
    _, text = await told(test, mail(BOTH))

    (row,) = await queued(test)
    assert row.recipient == "duty@nordlicht.example"
    assert "Nine to six." in text


async def test_a_further_letter_within_the_wait_is_for_a_person(test: TestWorld) -> None:
    test.change(acknowledge=Acknowledge(wait=timedelta(seconds=30)))
    await test.arrive(mail("Where can we park?"))
    test.pass_time(timedelta(seconds=10))

    form, text = await told(
        test, mail("When are you open?", message_id="<2@kunde.example>", in_reply_to="<1@kunde.example>")
    )

    assert form == "full"
    assert "Nine to six." not in text
    assert "Where can we park?" in text


async def test_what_matched_and_why_not_is_kept(test: TestWorld) -> None:
    await test.arrive(mail("Hello,\n\n1. Where can we park?\n2. Who signs the act of May?\n3. Zzz?\n"))

    (stored,) = await test.store.run(lambda tx: tx.messages.by_message_id("<1@kunde.example>"))
    first, second, third = stored.record.trace["known"]
    assert (first["name"], first["score"], first["sure"]) == ("parking", 1.0, True)
    assert (second["name"], second["sure"], second["doubts"]) == ("act", False, ["says more: “may”"])
    assert third is None


async def test_a_draft_holds_the_answers_that_fit(test: TestWorld) -> None:
    mailbox = MailboxOnPaper()
    await test.arrive(mail("Hello,\n\n1. Can we park a bus?\n2. What does it cost?\n3. Who signs the act of May?\n"))
    await lay(test, mailbox)

    (one,) = shown(mailbox)
    text = one.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "> 1. Can we park a bus?\n\nIn the yard. {{ 7 * 7 }}{% raise %}\n\nRing the bell.\n" in text
    assert "> 2. What does it cost?\n\n[answer 2]\n" in text
    assert "> 3. Who signs the act of May?\n\nThe director.\n" in text
