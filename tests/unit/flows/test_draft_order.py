"""Letters that come between two errands, or out of their order, leave one draft that says what is open."""

from datetime import timedelta

import pytest

from responder.domain.draft import DraftState
from tests.support.drafting import ALL_ANSWERED, ONE_ANSWERED, TWO, drafts, lay, reply, shown, states, write_more
from tests.support.mailbox_on_paper import MailboxOnPaper
from tests.support.mails import mail
from tests.support.world import TestWorld

NO_MORE = "I no longer need to know whether I can pay by card."


@pytest.fixture
def mailbox() -> MailboxOnPaper:
    return MailboxOnPaper()


async def test_what_is_asked_and_taken_back_between_two_errands_leaves_it_as_it_is(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    (before,) = await drafts(test)
    await write_more(test)
    await write_more(test, 3, NO_MORE)
    (after,) = await drafts(test)
    assert after.wanted_id == before.placed_id
    for _ in range(2):
        await lay(test, mailbox)
    assert (len(shown(mailbox)), await states(test)) == (1, [DraftState.PLACED])


async def test_what_is_taken_back_while_the_draft_is_renewed_is_not_in_it_in_the_end(test: TestWorld) -> None:
    class Busy(MailboxOnPaper):
        """The customer writes while we remove the older text."""

        async def remove_draft(self, name: str, uidvalidity: int, uid: int) -> bool:
            removed = await super().remove_draft(name, uidvalidity, uid)
            if len(self.appended) == 2:
                await write_more(test, 3, NO_MORE)
            return removed

    mailbox = Busy()
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await write_more(test)
    for _ in range(2):
        await lay(test, mailbox)
    (one,) = shown(mailbox)
    assert "Can I pay by card?" not in one.get_content()
    assert await states(test) == [DraftState.PLACED]


async def test_a_letter_that_comes_late_from_junk_adds_to_the_draft_of_the_later_wait(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    junked_at = test.now + timedelta(minutes=1)
    await reply(test, ONE_ANSWERED)
    await write_more(test)
    late = mail("Is it heavy?", message_id="<3@kunde.example>", in_reply_to="<1@kunde.example>")
    await test.arrive(late, at=junked_at)
    await lay(test, mailbox)
    (one,) = shown(mailbox)
    assert "Can I pay by card?" in one.get_content()
    assert "Is it heavy?" in one.get_content()


async def test_what_a_person_goes_on_with_under_its_message_id_is_not_taken_for_ours(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    ((uid, _, octets),) = mailbox.stored["drafts"]
    await write_more(test)
    await write_more(test, 3, NO_MORE)
    edited = octets.replace(b"[answer 1]", b"On Friday.")
    mailbox.mark("drafts", mailbox.lay("drafts", edited, test.now), "\\draft")
    mailbox.drop("drafts", uid)
    await lay(test, mailbox)
    await reply(test, ALL_ANSWERED)
    await lay(test, mailbox)
    assert [stored for _, _, stored in mailbox.stored["drafts"]] == [edited]
    assert await states(test) == [DraftState.TAKEN_OVER]
