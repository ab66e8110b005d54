"""Drafts are laid once, renewed with the questions, and removed when everything is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from responder.domain.alert import AlertFacts
from responder.domain.draft import DraftState
from responder.domain.rule import Book, Drafts
from responder.flows.close import close
from responder.flows.prune import prune
from responder.flows.watch import look
from responder.ports.errors import MailboxAwayError
from responder.ports.reading import Rendered
from tests.support.drafting import ALL_ANSWERED, ONE_ANSWERED, TWO, drafts, lay, reply, shown, states, write_more
from tests.support.mailbox_on_paper import MailboxOnPaper
from tests.support.mails import mail
from tests.support.world import PlainRenderer, TestWorld


@pytest.fixture
def mailbox() -> MailboxOnPaper:
    return MailboxOnPaper()


async def test_it_is_laid_once(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    for _ in range(3):
        await lay(test, mailbox)
    assert len(mailbox.appended) == 1
    assert await states(test) == [DraftState.PLACED]


async def test_a_lost_reply_to_append_makes_no_second_draft(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    mailbox.breaks = True
    with pytest.raises(MailboxAwayError):
        await lay(test, mailbox)
    await lay(test, mailbox)
    assert (len(mailbox.appended), await states(test)) == (1, [DraftState.PLACED])


async def test_it_is_renewed_when_the_customer_adds_a_question(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await write_more(test)
    await lay(test, mailbox)
    (one,) = shown(mailbox)
    assert "> 3. Can I pay by card?" in one.get_content()
    assert one["In-Reply-To"] == "<2@kunde.example>"
    assert await states(test) == [DraftState.PLACED]


async def test_what_was_asked_too_long_ago_to_be_known_is_not_in_a_draft(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    test.change(drafts=Drafts(3))
    await test.arrive(mail(TWO))
    test.pass_time(timedelta(days=31))
    await prune(test.world)
    await write_more(test, 2, "3. Can I pay by card?\n4. Is there a rack for bicycles?\n5. Are dogs allowed?\n")
    await lay(test, mailbox)
    (one,) = shown(mailbox)
    assert [line for line in one.get_content().splitlines() if line.startswith(">")] == [
        "> 3. Can I pay by card?", "> 4. Is there a rack for bicycles?", "> 5. Are dogs allowed?",
    ]  # fmt: skip


async def test_a_further_letter_without_a_question_leaves_it_alone(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await write_more(test, 2, "I forgot to say that I am away on Monday.")
    await lay(test, mailbox)
    assert len(mailbox.appended) == 1


async def test_a_line_lost_within_a_renewal_ends_in_one_draft(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await write_more(test)
    mailbox.breaks = True
    with pytest.raises(MailboxAwayError):
        await lay(test, mailbox)
    assert len(shown(mailbox)) == 2
    await lay(test, mailbox)
    assert (len(shown(mailbox)), len(mailbox.appended)) == (1, 2)
    assert await states(test) == [DraftState.PLACED]


async def test_death_between_removal_and_commit_is_not_taken_for_a_person(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    (before,) = await drafts(test)
    await write_more(test)
    (wanted,) = await drafts(test)
    mailbox.lay("drafts", wanted.octets, test.now)
    mailbox.drop("drafts", before.uid)
    await lay(test, mailbox)
    (after,) = await drafts(test)
    assert (after.state, after.placed_id, len(mailbox.appended)) == (DraftState.PLACED, wanted.wanted_id, 1)


async def test_it_is_removed_when_everything_is_answered(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await reply(test, ALL_ANSWERED)
    assert test.world.draft_bell.answered()
    await lay(test, mailbox)
    assert (shown(mailbox), await states(test)) == ([], [DraftState.REMOVED])


async def test_what_was_never_laid_is_not_laid_after_the_answer(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await reply(test, ALL_ANSWERED)
    await lay(test, mailbox)
    assert (mailbox.appended, await states(test)) == ([], [DraftState.REMOVED])


async def test_what_was_laid_without_our_knowing_is_removed_after_the_answer(
    test: TestWorld, mailbox: MailboxOnPaper
) -> None:
    await test.arrive(mail(TWO))
    mailbox.breaks = True
    with pytest.raises(MailboxAwayError):
        await lay(test, mailbox)
    await reply(test, ALL_ANSWERED)
    await lay(test, mailbox)
    assert (shown(mailbox), await states(test)) == ([], [DraftState.REMOVED])


async def test_it_is_removed_when_the_matter_was_settled_by_telephone(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await test.store.run(lambda tx: close(test.world, tx, "<1@kunde.example>", "by telephone", test.now))
    await lay(test, mailbox)
    assert shown(mailbox) == []


async def test_a_reply_to_half_of_it_leaves_it_as_it_is(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await reply(test, ONE_ANSWERED)
    await lay(test, mailbox)
    assert (len(shown(mailbox)), len(mailbox.appended)) == (1, 1)


async def test_the_operator_may_want_nothing_removed(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    test.change(drafts=Drafts(remove=False))
    await test.arrive(mail(TWO))
    await lay(test, mailbox)
    await reply(test, ALL_ANSWERED)
    await lay(test, mailbox)
    assert (len(shown(mailbox)), await states(test)) == (1, [DraftState.TAKEN_OVER])


class Listener(PlainRenderer):
    """Remembers what alerts were about."""

    def __init__(self) -> None:
        self.told: list[AlertFacts] = []

    def alert(self, facts: AlertFacts, book: Book) -> Rendered:
        self.told.append(facts)
        return super().alert(facts, book)


@pytest.mark.parametrize("lies_there", [True, False])
async def test_an_alert_says_that_a_draft_is_ready(test: TestWorld, mailbox: MailboxOnPaper, lies_there: bool) -> None:
    listener = Listener()
    test.world = replace(test.world, renderer=listener)
    await test.arrive(mail(TWO))
    if lies_there:
        await lay(test, mailbox)
    test.pass_time(timedelta(minutes=100))
    await test.caught_up()
    await look(test.world)
    ((line,),) = [facts.lines for facts in listener.told]
    assert line.drafted is lies_there
