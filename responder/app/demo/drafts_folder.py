"""Looks into the demo's Drafts folder, as a colleague's mail program does."""

from datetime import UTC, datetime

from responder.app.demo.journal import Mail
from responder.app.demo.mailbox import PASSWORD
from responder.app.demo.places import HOST, OWN_ADDRESS
from responder.domain.message import FolderRole
from responder.imap.account import ImapAccount
from responder.imap.connect import ImapSessions
from responder.mail.parse import parse


async def newest_draft(port: int) -> Mail | None:
    """The draft that was laid last; None when there is none. Raises MailboxAwayError."""
    account = ImapAccount(HOST, port, "none", OWN_ADDRESS, lambda: PASSWORD)
    session = await ImapSessions(account, clock=lambda: datetime.now(UTC)).connect()
    try:
        await session.open("Drafts", FolderRole.DRAFTS)
        uids = await session.uids_after(0)
        fetched = await session.fetch(uids[-1:])
    finally:
        await session.close()
    if not fetched:
        return None
    message = parse(fetched[0].raw)
    to = ", ".join(address.address for address in (*message.to, *message.cc))
    return Mail(to, message.subject, message.text.strip(), next(iter(message.in_reply_to), ""))
