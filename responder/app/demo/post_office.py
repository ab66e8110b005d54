"""The embedded SMTP server: letters to the company go into its mailbox, all others are caught and shown."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from itertools import count

from aiosmtpd.smtp import SMTP, Envelope, Session

from responder.app.demo.mailbox import Mailbox
from responder.app.demo.places import HOST, MAIL_SERVER, OWN_ADDRESS
from responder.app.demo.postmark import postmarked

LARGEST_LETTER = 50 * 1024 * 1024

Arrived = Callable[[int, bytes], None]
"""Told of each letter that was filed: its UID and its octets."""

Left = Callable[[str, bytes], None]
"""Told of each letter to somebody else: the recipient and the octets."""


class PostOffice:
    """The handler of an SMTP server that delivers to one mailbox and to nobody else."""

    def __init__(self, mailbox: Mailbox, arrived: Arrived, left: Left) -> None:
        self._mailbox = mailbox
        self._arrived = arrived
        self._left = left
        self._serials = count(1)

    async def handle_DATA(  # noqa: N802 - the name is aiosmtpd's
        self,
        server: SMTP,  # noqa: ARG002 - so calls aiosmtpd
        session: Session,  # noqa: ARG002 - so calls aiosmtpd
        envelope: Envelope,
    ) -> str:
        """Take one letter over; what is answered stands for all its recipients."""
        octets = envelope.content or b""
        octets = octets.encode() if isinstance(octets, str) else octets
        for recipient in envelope.rcpt_tos:
            if recipient.lower() == OWN_ADDRESS:
                await self._deliver(octets, envelope.mail_from or "")
            else:
                self._left(recipient, octets)
        return "250 2.0.0 taken over"

    async def _deliver(self, octets: bytes, envelope_from: str) -> None:
        marked = postmarked(octets, envelope_from, datetime.now(UTC), next(self._serials))
        self._arrived(await self._mailbox.append("INBOX", marked), marked)


async def open_post_office(stack: AsyncExitStack, office: PostOffice, port: int) -> None:
    """Serve SMTP on this port until the stack closes."""
    loop = asyncio.get_running_loop()

    def connection() -> SMTP:
        return SMTP(office, hostname=MAIL_SERVER, ident="demo", data_size_limit=LARGEST_LETTER,
                    enable_SMTPUTF8=True, loop=loop)  # fmt: skip

    server = await loop.create_server(connection, HOST, port)
    stack.callback(server.close)
