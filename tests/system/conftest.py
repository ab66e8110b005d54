"""The daemon with its servers, ready to be started by a test."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from tests.support.daemon import Daemon
from tests.support.daemon_rules import rules
from tests.support.dovecot import Dovecot
from tests.support.office import Office
from tests.support.scripted_smtp import ScriptedSmtp

_NUMBERS = count(1)


@pytest.fixture
async def smtp() -> AsyncIterator[ScriptedSmtp]:
    async with ScriptedSmtp() as server:
        yield server


@pytest.fixture
async def office(dovecot: Dovecot, smtp: ScriptedSmtp, tmp_path: Path) -> AsyncIterator[Office]:
    """Mode live; the daemon is not started yet."""
    account = dovecot.account(f"support{next(_NUMBERS)}@nordlicht.example")
    async with Daemon(tmp_path, imap_url=account.url, smtp_port=smtp.port, rules=rules()) as daemon:
        yield Office(account, smtp, daemon)
