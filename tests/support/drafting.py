"""The Drafts folder of flow tests: letters with questions, a mailbox on paper, and the errand that lays drafts."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from responder.domain.draft import Draft, DraftState
from responder.domain.message import FolderRole
from responder.flows.draft import draft
from responder.ports.store import FolderCursor
from tests.support.mailbox_on_paper import MailboxOnPaper
from tests.support.mails import mail, staff_reply
from tests.support.world import TestWorld

SENT = FolderCursor(FolderRole.SENT, "sent", 1, 0)
TWO = "Hello,\n\n1. When will it come?\n2. Who brings it?\n"
ALL_ANSWERED = "1. It comes on Friday.\n2. Our driver brings it.\n"
ONE_ANSWERED = "1. It comes on Friday.\n2. [answer 2]\n"
MORE = "One more thing:\n\n3. Can I pay by card?\n"


async def lay(test: TestWorld, mailbox: MailboxOnPaper) -> None:
    """One errand; Sent is open before and after."""
    await mailbox.open("sent", FolderRole.SENT)
    await draft(test.world, mailbox, await mailbox.folders(), SENT)  # type: ignore[arg-type]  # as much of a session as is needed
    assert mailbox.open_folder == "sent"


async def drafts(test: TestWorld) -> list[Draft]:
    return list(await test.store.run(lambda tx: tx.drafts.of_conversation(1)))


async def states(test: TestWorld) -> list[DraftState]:
    return [one.state for one in await drafts(test)]


def shown(mailbox: MailboxOnPaper) -> list[EmailMessage]:
    found = [message_from_bytes(octets, policy=default) for _, _, octets in mailbox.stored.get("drafts", [])]
    return [one for one in found if isinstance(one, EmailMessage)]


async def write_more(test: TestWorld, number: int = 2, text: str = MORE) -> None:
    test.pass_time(timedelta(minutes=5))
    subject = "Re: Where is my order?"
    await test.arrive(
        mail(text, message_id=f"<{number}@kunde.example>", in_reply_to="<1@kunde.example>", subject=subject)
    )


async def reply(test: TestWorld, text: str, number: int = 1) -> None:
    test.pass_time(timedelta(minutes=5))
    await test.arrive(staff_reply(text, message_id=f"<r{number}@nordlicht.example>"), FolderRole.SENT)
