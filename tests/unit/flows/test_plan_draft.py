"""Which letters get a draft, and what staff find in it."""

from datetime import timedelta

import pytest

from responder.domain.delivery import DeliveryKind
from responder.domain.message import FolderRole
from responder.domain.rule import Drafts, Mode
from responder.ports.errors import UnwritableError
from tests.support.drafting import ALL_ANSWERED, TWO, drafts, lay, shown, write_more
from tests.support.mailbox_on_paper import MailboxOnPaper
from tests.support.mails import mail, staff_reply
from tests.support.rows import queued
from tests.support.world import SUPPORT, TestWorld


@pytest.fixture
def mailbox() -> MailboxOnPaper:
    return MailboxOnPaper()


async def test_a_letter_with_two_questions_gets_a_draft_that_staff_can_send(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    cc = ("Cc: Bo Berg <bo@kunde.example>, support@nordlicht.example",)
    await test.arrive(mail(TWO, headers=cc))
    await lay(test, mailbox)
    (one,) = shown(mailbox)
    assert one["From"] == f"Nordlicht <{SUPPORT}>"
    assert one["To"] == "Ann Berg <ann@kunde.example>"
    assert one["Cc"] == "Bo Berg <bo@kunde.example>"
    assert one["Subject"] == "Re: Where is my order?"
    assert one["In-Reply-To"] == one["References"] == "<1@kunde.example>"
    text = one.get_content().replace("\r\n", "\n")
    assert "> 1. When will it come?\n[answer 1]\n> 2. Who brings it?\n[answer 2]" in text


async def test_nothing_in_a_draft_says_that_a_machine_wrote_it(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    (one,) = shown(mailbox)
    assert not [name for name in one if name.startswith("X-") or name in ("Auto-Submitted", "Precedence")]


async def test_a_draft_that_is_sent_as_it_lies_there_is_a_colleagues_reply(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    ((_, _, octets),) = mailbox.stored["drafts"]
    test.pass_time(timedelta(minutes=5))
    await test.arrive(octets, FolderRole.SENT)
    directions = await test.store.run(lambda tx: [one.record.direction for one in tx.messages.in_conversation(1)])
    assert directions == ["customer", "staff"]


async def test_one_question_gets_none_unless_the_rules_say_so(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail())
    await lay(test, mailbox)
    assert shown(mailbox) == []
    test.change(drafts=Drafts(1))
    await test.arrive(
        mail(message_id="<other@kunde.example>", subject="Another matter", sender="Bo <bo@kunde.example>")
    )
    await lay(test, mailbox)
    assert len(shown(mailbox)) == 1


@pytest.mark.parametrize("rules", [{"mode": Mode.OFF}, {"drafts": Drafts(None)}])
async def test_none_is_made_when_the_operator_wants_none(
    test: TestWorld, mailbox: MailboxOnPaper, rules: dict[str, object]
) -> None:
    test.change(**rules)
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    assert await drafts(test) == []


async def test_letters_from_before_our_time_get_none(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO), recorded_only=True)
    assert await drafts(test) == []


async def test_a_letter_in_doubt_gets_none(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO, to="somebody@elsewhere.example"))
    assert await drafts(test) == []


async def test_a_letter_that_was_answered_before_it_was_read_gets_none(test: TestWorld) -> None:
    await test.arrive(staff_reply(ALL_ANSWERED), FolderRole.SENT)
    await test.arrive(mail(TWO), at=test.now - timedelta(minutes=5))
    assert await drafts(test) == []


async def test_the_bell_rings_as_soon_as_there_is_a_draft_to_lay(test: TestWorld) -> None:
    await test.arrive(mail())
    assert not test.world.draft_bell.answered()
    await write_more(test, 2, TWO)
    assert test.world.draft_bell.answered()


async def test_a_number_of_ours_that_is_the_customers_too_names_one_question_only(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail("Please send me your catalogue.\n\n1. When will it come?\n2. Who brings it?\n"))
    await lay(test, mailbox)
    text = shown(mailbox)[0].get_content()
    assert text.count("[answer 1]") == 1
    assert "> 1. When will it come?" in text


async def test_a_template_that_fails_costs_the_draft_and_not_the_acknowledgement(
    test: TestWorld, mailbox: MailboxOnPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(facts: object, book: object) -> None:
        raise UnwritableError("templates/customer/draft/en/body.txt:3: no such variable")

    monkeypatch.setattr(test.world.renderer, "draft", fail)
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    assert shown(mailbox) == []
    assert [row.kind for row in await queued(test)] == [DeliveryKind.ACKNOWLEDGEMENT]
