"""pymap, an IMAP server in pure Python, in the test's own event loop: a second opinion beside Dovecot."""

from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from pymap.backend.dict import DictBackend
from pymap.imap import IMAPService

from tests.support.ports import HOST, free_port

USER = "info"
PASSWORD = "swordfish"


@asynccontextmanager
async def pymap_server() -> AsyncIterator[str]:
    """Serve one empty mailbox; yields its URL."""
    port = free_port()
    settings = Namespace(
        host=HOST, port=str(port), debug=False, cert=None, key=None, tls=False, inherited_sockets=None,
        proxy_protocol=None, passlib_cfg=None, demo_data=False, demo_user=USER, demo_password=PASSWORD,
    )  # fmt: skip
    backend, config = await DictBackend.init(settings)
    config.apply_context()
    async with AsyncExitStack() as stack:
        await backend.start(stack)
        await IMAPService(backend, config).start(stack)
        yield f"imap://{USER}@{HOST}:{port}?tls=none"
