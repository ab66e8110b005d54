"""Drafts on servers that refuse, renumber, hide, or cannot remove one message alone."""

import pytest

from responder.domain.draft import DraftState
from responder.domain.message import FolderRole
from responder.domain.rule import Budgets, Company
from responder.flows.draft import STEPS_A_ROUND, draft
from tests.support.drafting import ALL_ANSWERED, SENT, TWO, drafts, lay, reply, shown, states, write_more
from tests.support.mailbox_on_paper import MailboxOnPaper
from tests.support.mails import mail
from tests.support.world import SUPPORT, TestWorld


@pytest.fixture
def mailbox() -> MailboxOnPaper:
    return MailboxOnPaper()


async def test_without_uidplus_it_is_neither_renewed_nor_removed(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    mailbox.uidplus = False
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    assert (await drafts(test))[0].uid == mailbox.last_uid
    await write_more(test)
    await lay(test, mailbox)
    assert not await test.store.run(lambda tx: tx.drafts.due())
    await reply(test, f"{ALL_ANSWERED}3. Yes, you can pay by card.\n", 2)
    await lay(test, mailbox)
    assert (len(mailbox.appended), len(shown(mailbox))) == (1, 1)
    assert await states(test) == [DraftState.TAKEN_OVER]


async def test_a_server_that_hides_it_gets_it_once_only(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    mailbox.uidplus, mailbox.blind = False, True
    await test.arrive(mail(TWO))
    for _ in range(3):
        await lay(test, mailbox)
    assert len(mailbox.appended) == 1


async def test_it_is_found_again_after_the_folder_was_renumbered(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    mailbox.renumber("drafts")
    await lay(test, mailbox)
    (one,) = await drafts(test)
    assert (one.state, one.uidvalidity, one.uid) == (DraftState.PLACED, mailbox.uidvalidity, mailbox.last_uid)
    await reply(test, ALL_ANSWERED)
    await lay(test, mailbox)
    assert shown(mailbox) == []


async def test_a_full_mailbox_is_said_once_and_tried_again(
    test: TestWorld, mailbox: MailboxOnPaper, caplog: pytest.LogCaptureFixture
) -> None:
    await test.arrive(mail(TWO))
    mailbox.refuses = "[OVERQUOTA] the mailbox is full"
    for _ in range(3):
        await lay(test, mailbox)
    assert [record.message for record in caplog.records].count("draft.refused") == 1
    assert not test.world.draft_bell.answered() or await states(test) == [DraftState.WANTED]
    mailbox.refuses = ""
    await lay(test, mailbox)
    assert await states(test) == [DraftState.PLACED]


async def test_without_a_folder_nothing_happens(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await mailbox.open("sent", FolderRole.SENT)
    await draft(test.world, mailbox, {}, SENT)  # type: ignore[arg-type]  # as above
    assert (mailbox.appended, await states(test)) == ([], [DraftState.WANTED])


async def test_many_at_once_are_laid_in_rounds(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    test.change(budgets=Budgets(1_000, 1_000, 1_000, 1_000))
    for number in range(STEPS_A_ROUND + 5):
        await test.arrive(
            mail(
                TWO,
                message_id=f"<{number}@k.example>",
                subject=f"No {number}",
                sender=f"P <p{number}@kunde{number}.example>",
            )
        )
    test.world.draft_bell.answered()
    await lay(test, mailbox)
    assert len(mailbox.appended) == STEPS_A_ROUND
    assert test.world.draft_bell.answered()
    await lay(test, mailbox)
    assert len(mailbox.appended) == STEPS_A_ROUND + 5
    assert not test.world.draft_bell.answered()


async def test_a_furious_letter_takes_the_form_away(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    test.change(company=Company("Nordlicht", frozenset({SUPPORT}), languages=("en",)))
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await write_more(
        test, 2, "THIS IS OUTRAGEOUS!!! I have had enough of you, I will sue you! When will it come at last?!"
    )
    await lay(test, mailbox)
    assert shown(mailbox) == []
