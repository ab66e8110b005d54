"""A small company as the daemon's tests see it: a mailbox, an SMTP server that records, and the daemon between them."""

import asyncio
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from tests.support.account import Account
from tests.support.daemon import WITHIN_S, Daemon
from tests.support.mails import mail, staff_reply
from tests.support.scripted_smtp import ScriptedSmtp


@dataclass
class Office:
    """The mailbox `account`, what the daemon sent to `smtp`, and the `daemon` itself."""

    account: Account
    smtp: ScriptedSmtp
    daemon: Daemon

    def write(self, number: int = 1, text: str = "When will it come?", **fields: str) -> str:
        """A verified customer's letter arrives; its Message-ID."""
        known_as = f"<{number}@kunde.example>"
        octets = mail(text, message_id=known_as, **{"subject": f"Order {number}", **fields})  # type: ignore[arg-type]  # the test names the fields
        self.account.deliver(octets, "ann@kunde.example")
        return known_as

    def reply(self, number: int = 1, **fields: str) -> None:
        """A colleague's reply to that letter lies in Sent."""
        known_as, answers = f"<r{number}@nordlicht.example>", f"<{number}@kunde.example>"
        subject = f"Re: Order {number}"
        octets = staff_reply(message_id=known_as, in_reply_to=answers, subject=subject, **fields)  # type: ignore[arg-type]  # as above
        self.account.append(octets, "Sent")

    def move(self, number: int, folder: str) -> None:
        """Somebody moves that letter with the mouse."""
        with self.account.imap("INBOX") as client:
            found = client.uid("SEARCH", "HEADER", "Message-ID", f"<{number}@kunde.example>")[1][0].split()
            assert client.uid("MOVE", found[0].decode(), folder)[0] == "OK"

    def sent(self, to: str = "") -> list[EmailMessage]:
        """What the SMTP server took, all of it or for one recipient."""
        taken = [one for one in self.smtp.letters if to in ("", *one.recipients)]
        return [BytesParser(policy=default).parsebytes(one.octets) for one in taken]

    def acknowledgements(self) -> list[EmailMessage]:
        """The acknowledgements that the SMTP server took."""
        return [one for one in self.sent() if one["X-Responder-Kind"] == "acknowledgement"]

    def answered(self) -> list[str]:
        """The Message-IDs of the letters that were acknowledged, one for every acknowledgement taken."""
        return sorted(one["In-Reply-To"] for one in self.acknowledgements())

    async def until_sent(self, count: int, to: str = "", within: float = WITHIN_S) -> list[EmailMessage]:
        """What was sent, as soon as it is so many."""
        await self.daemon.until(lambda: len(self.sent(to)) >= count, f"{count} letters to {to or 'anybody'}", within)
        return self.sent(to)

    async def until_read(self, count: int) -> None:
        """Until so many letters of INBOX are handled and what they ask for has left."""
        await self.daemon.until(lambda: self.daemon.settled(count), f"{count} letters handled")
        await asyncio.sleep(0)

    def expectations(self) -> list[tuple[str, str]]:
        """(Message-ID of the letter, state) of the ledger, by letter."""
        rows = self.daemon.rows("SELECT message_id, state FROM expectations ORDER BY message_id, id")
        return [(row["message_id"], row["state"]) for row in rows]
