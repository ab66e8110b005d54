"""SMTP couriers for tests: towards a scripted server, with a clock that is moved by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from responder.domain.delivery import Outcome
from responder.smtp.account import Encryption, SmtpAccount, Timeouts
from responder.smtp.courier import SmtpCourier
from tests.support.deliveries import NOON, acknowledgement
from tests.support.scripted_smtp import ScriptedSmtp

SHORT = Timeouts(connect_s=0.2, greeting_s=0.2, command_s=0.2, data_s=0.2, dot_s=0.2, probe_s=0.2)


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def account(server: ScriptedSmtp, **changes: Any) -> SmtpAccount:
    fields: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": server.port,
        "encryption": Encryption.NONE,
        "local_hostname": "romashka.example",
    }
    return SmtpAccount(**{**fields, **changes})


@asynccontextmanager
async def courier_to(server: ScriptedSmtp, **options: Any) -> AsyncIterator[SmtpCourier]:
    who = options.pop("account", None) or account(server)
    courier = SmtpCourier(who, options.pop("clock", HandClock()), **options)
    try:
        yield courier
    finally:
        await courier.close()


async def send_to(server: ScriptedSmtp, **options: Any) -> Outcome:
    async with courier_to(server, **options) as courier:
        return await courier.send(acknowledgement())
