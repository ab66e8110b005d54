"""Letters and passwords never cross a network in the clear, whatever the server says."""

import ssl

import pytest
import trustme

from responder.domain.delivery import Accepted, Deferred, Outcome
from responder.smtp.account import Encryption, SmtpAccount
from responder.smtp.connection import tls_context
from responder.smtp.courier import SmtpCourier
from tests.support.deliveries import NOON, acknowledgement
from tests.support.scripted_smtp import ScriptedSmtp

pytestmark = pytest.mark.integration

AUTHORITY = trustme.CA()


def server_side(*names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(*names).configure_cert(context)
    return context


def client_side(*, trusting: bool = True) -> ssl.SSLContext:
    context = tls_context()
    if trusting:
        AUTHORITY.configure_trust(context)
    return context


async def send(server: ScriptedSmtp, encryption: Encryption, tls: ssl.SSLContext) -> Outcome:
    account = SmtpAccount("localhost", server.port, encryption, "romashka.example", "support", "secret")
    courier = SmtpCourier(account, lambda: NOON, tls=tls)
    try:
        return await courier.send(acknowledgement())
    finally:
        await courier.close()


@pytest.mark.parametrize("encryption", [Encryption.IMPLICIT, Encryption.STARTTLS])
async def test_a_letter_goes_over_tls(encryption: Encryption) -> None:
    implicit = encryption is Encryption.IMPLICIT
    tls, users = server_side("localhost"), {"support": "secret"}
    async with ScriptedSmtp(tls=tls, implicit_tls=implicit, users=users) as server:
        assert isinstance(await send(server, encryption, client_side()), Accepted)
    assert server.letters[0].encrypted
    assert server.letters[0].user == "support"


async def test_no_starttls_means_no_letter_and_no_password() -> None:
    async with ScriptedSmtp(users={"support": "secret"}) as server:
        outcome = await send(server, Encryption.STARTTLS, client_side())
    assert isinstance(outcome, Deferred)
    assert "STARTTLS" in outcome.reply
    assert "AUTH" not in server.verbs()


async def test_a_refused_starttls_means_no_letter_and_no_password() -> None:
    async with ScriptedSmtp(tls=server_side("localhost"), users={"support": "secret"}) as server:
        server.script("STARTTLS", "454 4.7.0 not now")
        assert isinstance(await send(server, Encryption.STARTTLS, client_side()), Deferred)
    assert "AUTH" not in server.verbs()


@pytest.mark.parametrize("encryption", [Encryption.IMPLICIT, Encryption.STARTTLS])
@pytest.mark.parametrize(("name", "trusting"), [("other.example", True), ("localhost", False)])
async def test_a_certificate_of_another_name_or_of_nobody_we_trust_is_refused(
    encryption: Encryption, name: str, trusting: bool
) -> None:
    implicit = encryption is Encryption.IMPLICIT
    async with ScriptedSmtp(tls=server_side(name), implicit_tls=implicit) as server:
        outcome = await send(server, encryption, client_side(trusting=trusting))
    assert isinstance(outcome, Deferred)
    assert "certificate" in outcome.reply.lower()
    assert "AUTH" not in server.verbs()


async def test_what_a_man_in_the_middle_adds_to_starttls_is_forgotten() -> None:
    async with ScriptedSmtp(tls=server_side("localhost"), users={"support": "secret"}) as server:
        server.script("STARTTLS", "220 go ahead\n250-evil.test\n250 AUTH CRAM-MD5")
        assert isinstance(await send(server, Encryption.STARTTLS, client_side()), Accepted | Deferred)
    assert all(letter.encrypted for letter in server.letters)


def test_old_tls_is_not_spoken() -> None:
    context = tls_context()
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
