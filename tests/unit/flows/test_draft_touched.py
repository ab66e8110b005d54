"""What a person has opened, sent or deleted stays as that person left it."""

from datetime import timedelta

import pytest

from responder.domain.draft import DraftState
from responder.flows.prune import prune
from tests.support.drafting import ALL_ANSWERED, ONE_ANSWERED, TWO, lay, reply, shown, states, write_more
from tests.support.mailbox_on_paper import MailboxOnPaper
from tests.support.mails import mail
from tests.support.world import TestWorld


@pytest.fixture
def mailbox() -> MailboxOnPaper:
    return MailboxOnPaper()


@pytest.mark.parametrize("flag", ["\\seen", "\\flagged", "\\deleted"])
@pytest.mark.parametrize("then", ["more", "answer"])
async def test_what_a_person_opened_is_never_touched(
    test: TestWorld, mailbox: MailboxOnPaper, flag: str, then: str
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    ((uid, _, octets),) = mailbox.stored["drafts"]
    mailbox.mark("drafts", uid, flag)
    await (write_more(test) if then == "more" else reply(test, ALL_ANSWERED))
    await lay(test, mailbox)
    await lay(test, mailbox)
    assert [stored for _, _, stored in mailbox.stored["drafts"]] == [octets]
    assert await states(test) == [DraftState.TAKEN_OVER]


@pytest.mark.parametrize("then", ["more", "answer"])
async def test_who_opens_it_while_we_are_at_it_keeps_it(test: TestWorld, mailbox: MailboxOnPaper, then: str) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    ((uid, _, octets),) = mailbox.stored["drafts"]
    await (write_more(test) if then == "more" else reply(test, ALL_ANSWERED))
    mailbox.touches = lambda: mailbox.mark("drafts", uid, "\\seen")
    await lay(test, mailbox)
    await lay(test, mailbox)
    assert [stored for _, _, stored in mailbox.stored["drafts"]] == [octets]
    assert await states(test) == [DraftState.TAKEN_OVER]


async def test_one_that_is_gone_and_goes_on_elsewhere_was_taken_over(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    ((uid, _, octets),) = mailbox.stored["drafts"]
    mailbox.lay("drafts", octets.replace(b"[answer 1]", b"On Friday."), test.now)
    mailbox.drop("drafts", uid)
    await lay(test, mailbox)
    assert await states(test) == [DraftState.TAKEN_OVER]


async def test_one_that_is_gone_for_good_was_discarded_and_is_not_written_again(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    mailbox.stored["drafts"].clear()
    await lay(test, mailbox)
    assert await states(test) == [DraftState.DISCARDED]
    await write_more(test)
    await lay(test, mailbox)
    assert (len(mailbox.appended), await states(test)) == (1, [DraftState.DISCARDED])


async def test_a_mail_program_that_deletes_before_it_files_has_taken_it_over(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    mailbox.stored["drafts"].clear()
    await lay(test, mailbox)
    await reply(test, ALL_ANSWERED)
    assert await states(test) == [DraftState.TAKEN_OVER]


async def test_a_new_wait_gets_a_draft_of_what_is_still_open(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    mailbox.stored["drafts"].clear()
    await reply(test, ONE_ANSWERED)
    await lay(test, mailbox)
    assert len(mailbox.appended) == 1
    await write_more(test)
    await lay(test, mailbox)
    text = shown(mailbox)[0].get_content()
    assert "[answer 2]" in text
    assert "[answer 3]" in text
    assert "[answer 1]" not in text
    assert await states(test) == [DraftState.TAKEN_OVER, DraftState.PLACED]


async def test_what_is_asked_right_after_a_reply_gets_its_own_draft_though_the_old_one_was_not_missed_yet(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    mailbox.stored["drafts"].clear()
    await reply(test, ONE_ANSWERED)
    await write_more(test)
    await lay(test, mailbox)
    assert await states(test) == [DraftState.TAKEN_OVER, DraftState.PLACED]
    assert len(shown(mailbox)) == 1


async def test_a_reply_beside_the_draft_and_a_new_question_end_in_one_draft(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await reply(test, ONE_ANSWERED)
    await write_more(test)
    await lay(test, mailbox)
    (one,) = shown(mailbox)
    assert "[answer 3]" in one.get_content()
    assert await states(test) == [DraftState.REMOVED, DraftState.PLACED]


@pytest.mark.parametrize("left", [DraftState.TAKEN_OVER, DraftState.DISCARDED])
async def test_it_is_not_written_again_either_when_texts_were_forgotten(
    test: TestWorld, mailbox: MailboxOnPaper, left: DraftState
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    if left is DraftState.TAKEN_OVER:
        mailbox.mark("drafts", 1, "\\seen")
    else:
        mailbox.stored["drafts"].clear()
    await lay(test, mailbox)
    test.pass_time(timedelta(days=31))
    await prune(test.world)
    await write_more(test, 2, "3. Can I pay by card?\n4. Is there a bicycle rack?\n")
    await lay(test, mailbox)
    assert (len(mailbox.appended), await states(test)) == (1, [left])
