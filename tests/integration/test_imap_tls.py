"""Nobody but the right server ever hears the password."""

import ssl

import pytest

from responder.ports import MailboxAwayError
from tests.support.imap_sessions import loopback_tls, scripted_sessions
from tests.support.ports import HOST
from tests.support.scripted_imap import CAPABILITIES, Line, ScriptedImap


async def test_being_let_in_unasked_on_a_clear_connection_is_refused() -> None:
    async def script(line: Line) -> None:
        await line.says("* PREAUTH welcome")
        await line.falls_silent()

    for tls in ("none", "starttls"):
        async with ScriptedImap(script) as server:
            with pytest.raises(MailboxAwayError, match="PREAUTH"):
                await scripted_sessions(server, tls=tls).connect()
            await server.played()


async def test_being_let_in_unasked_inside_tls_is_fine() -> None:
    certified, trusting = loopback_tls(HOST)

    async def script(line: Line) -> None:
        await line.says("* PREAUTH welcome")
        await line.tells_capabilities()

    async with ScriptedImap(script, context=certified) as server:
        session = await scripted_sessions(server, tls="implicit", ssl_context=trusting).connect()
        await session.close()


async def test_starttls_forgets_what_was_said_before_it() -> None:
    certified, trusting = loopback_tls(HOST)

    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities("IMAP4rev1 STARTTLS LOGINDISABLED")
        await line.answers("STARTTLS")
        await line.starts_tls(certified)
        await line.tells_capabilities()
        await line.answers("AUTHENTICATE PLAIN ")
        await line.tells_capabilities()
        await line.logs_out()

    async with ScriptedImap(script) as server:
        session = await scripted_sessions(server, tls="starttls", ssl_context=trusting).connect()
        await session.close()
        await server.played()


@pytest.mark.parametrize("injected", ["* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n", "* BY", "\r\n"])
async def test_clear_text_behind_the_answer_to_starttls_is_an_attack(injected: str) -> None:
    _, trusting = loopback_tls(HOST)

    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities("IMAP4rev1 STARTTLS")
        await line.hears("STARTTLS")
        await line.sends(f"{line.tag} OK go\r\n{injected}".encode())
        await line.falls_silent()

    async with ScriptedImap(script) as server:
        with pytest.raises(MailboxAwayError, match="clear text"):
            await scripted_sessions(server, tls="starttls", ssl_context=trusting).connect()
        await server.played()
        assert not any("AUTHENTICATE" in heard or "LOGIN" in heard for heard in server.lines[0].heard)


@pytest.mark.parametrize("offer", [CAPABILITIES, f"{CAPABILITIES} STARTTLS"])
async def test_without_tls_nobody_logs_in(offer: str) -> None:
    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities(offer)
        await line.hears("STARTTLS")
        await line.bad("unknown command")
        await line.falls_silent()

    async with ScriptedImap(script) as server:
        with pytest.raises(MailboxAwayError, match="STARTTLS"):
            await scripted_sessions(server, tls="starttls").connect()
        await server.played()
        assert not any("AUTHENTICATE" in heard for heard in server.lines[0].heard)


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
async def test_a_certificate_for_another_name_is_refused(tls: str) -> None:
    certified, trusting = loopback_tls("mail.example.org")
    await _meets_a_bad_certificate(tls, certified, trusting, "doesn't match|not valid for")


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
async def test_a_certificate_of_an_unknown_authority_is_refused(tls: str) -> None:
    certified, _ = loopback_tls(HOST)
    await _meets_a_bad_certificate(tls, certified, ssl.create_default_context(), "certificate does not verify")


async def _meets_a_bad_certificate(tls: str, certified: ssl.SSLContext, trusting: ssl.SSLContext, reason: str) -> None:
    async def script(line: Line) -> None:
        if tls == "starttls":
            await line.says("* OK ready")
            await line.tells_capabilities("IMAP4rev1 STARTTLS")
            await line.answers("STARTTLS")
            with pytest.raises(OSError, match=r".*"):
                await line.starts_tls(certified)

    async with ScriptedImap(script, context=certified if tls == "implicit" else None) as server:
        with pytest.raises(MailboxAwayError, match=reason):
            await scripted_sessions(server, tls=tls, ssl_context=trusting).connect()


async def test_tls_older_than_1_2_is_refused() -> None:
    _, trusting = loopback_tls(HOST)
    trusting.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    sessions = scripted_sessions(ScriptedImap(), ssl_context=trusting)
    assert (await sessions._tls_context()).minimum_version == ssl.TLSVersion.TLSv1_2
