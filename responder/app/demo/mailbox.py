"""The embedded IMAP server: one mailbox in memory, served by pymap in this very process."""

import asyncio
from argparse import Namespace
from contextlib import AsyncExitStack
from datetime import UTC, datetime

from pymap.backend.dict import DictBackend, Session
from pymap.imap import IMAPService
from pymap.parsing.message import AppendMessage

from responder.app.demo.places import HOST, OWN_ADDRESS

PASSWORD = "beacon"  # noqa: S105 - opens an invented mailbox that lives as long as the demo
FOLDERS = ("Sent", "Drafts", "Junk", "Trash")


RINGS_AFTER_S = (0.2, 0.5, 2.0)
"""pymap's IDLE pushes nothing that came before it began, and mail may come between a search and IDLE: ringing again
makes it look."""


class Mailbox:
    """The mailbox as its own server sees it: what is put here is pushed to whoever idles."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._filed = asyncio.Event()

    async def append(self, folder: str, octets: bytes) -> int:
        """File a message that arrives now; its UID."""
        message = AppendMessage(octets, datetime.now(UTC))
        filed, _ = await self._session.append_messages(folder, [message])
        self._filed.set()
        return int(next(iter(filed.uids)))

    async def ring(self) -> None:
        """For ever: make everybody who idles look again after something was filed."""
        folders = [await self._session.mailbox_set.get_mailbox(folder) for folder in ("INBOX", "Sent")]
        while await self._filed.wait():
            self._filed.clear()
            for pause_s in RINGS_AFTER_S:
                await asyncio.sleep(pause_s)
                for folder in folders:
                    await folder.delete([])  # deletes nothing, and wakes who waits for changes


async def open_mailbox(stack: AsyncExitStack, port: int) -> Mailbox:
    """Serve an empty mailbox with the usual folders on this port until the stack closes."""
    backend, config = await DictBackend.init(_options(port))
    config.apply_context()
    await backend.start(stack)
    await IMAPService(backend, config).start(stack)
    session = await stack.enter_async_context(backend.login.demo_user_identity.new_session())
    for folder in FOLDERS:
        await session.create_mailbox(folder)
    mailbox = Mailbox(session)
    ringing = asyncio.create_task(mailbox.ring())
    stack.callback(ringing.cancel)
    return mailbox


def _options(port: int) -> Namespace:
    """What pymap's own command line would have read."""
    return Namespace(
        host=HOST, port=str(port), debug=False, cert=None, key=None, tls=False, inherited_sockets=None,
        proxy_protocol=None, passlib_cfg=None, demo_data=False, demo_user=OWN_ADDRESS, demo_password=PASSWORD,
    )  # fmt: skip
