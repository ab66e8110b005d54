"""The courier against an SMTP server that others wrote."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from responder.domain.delivery import Accepted
from responder.smtp.account import Encryption, SmtpAccount
from responder.smtp.courier import SmtpCourier
from tests.support.deliveries import NOON, acknowledgement

# The server warns of a login without TLS, which on loopback is what we want.
pytestmark = [pytest.mark.integration, pytest.mark.filterwarnings("ignore:Requiring AUTH while not:UserWarning")]


class Inbox:
    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.envelopes.append(envelope)
        return "250 2.0.0 kept"


def password_is_right(server: SMTP, session: Session, envelope: Envelope, mechanism: str, who: object) -> AuthResult:
    right = isinstance(who, LoginPassword) and (who.login, who.password) == (b"support", b"secret")
    return AuthResult(success=right)


@pytest.fixture
async def inbox() -> AsyncIterator[tuple[Inbox, int]]:
    inbox = Inbox()

    def protocol() -> SMTP:
        return SMTP(
            inbox, hostname="mx.test", authenticator=password_is_right, auth_require_tls=False, auth_required=True
        )

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    yield inbox, server.sockets[0].getsockname()[1]
    server.close()


async def test_letters_arrive_octet_for_octet(inbox: tuple[Inbox, int]) -> None:
    kept, port = inbox
    account = SmtpAccount("127.0.0.1", port, Encryption.NONE, "romashka.example", "support", "secret")
    courier = SmtpCourier(account, lambda: NOON)
    outcomes = await asyncio.gather(*(courier.send(acknowledgement(id=n)) for n in range(20)))
    await courier.close()
    assert outcomes == [Accepted("250 2.0.0 kept")] * 20
    assert {e.original_content for e in kept.envelopes} == {acknowledgement().octets}
    assert {(e.mail_from, *e.rcpt_tos) for e in kept.envelopes} == {("support@example.org", "maria@vector.example")}
