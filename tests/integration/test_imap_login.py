"""Every refusal of a login has its name, and the password is shown to nobody else."""

import base64
import logging

import pytest

from responder.domain.message import FolderRole
from responder.imap.connection import Patience
from responder.ports import LoginRefusedError, MailboxAwayError
from tests.support.imap_sessions import GIVES_UP, NEVER_S, scripted_sessions
from tests.support.ports import free_port
from tests.support.scripted_imap import Line, ScriptedImap

SECRET = 'canary-"pass\\word'


async def test_it_logs_in_with_the_initial_response_in_the_command() -> None:
    async def script(line: Line) -> None:
        await line.lets_in()
        await line.logs_out()

    async with ScriptedImap(script) as server:
        session = await scripted_sessions(server, SECRET).connect()
        await session.close()
        await server.played()
        said = server.lines[0].heard[1].split()
        assert base64.b64decode(said[3]) == f"\0info@example.org\0{SECRET}".encode()


async def test_it_waits_to_be_asked_where_the_initial_response_is_not_allowed() -> None:
    capabilities = "IMAP4rev1 AUTH=PLAIN"
    heard = []

    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities(capabilities)
        await line.hears("AUTHENTICATE PLAIN$")
        tag = line.tag
        await line.says("+ ")
        await line.hears("")
        heard.append(base64.b64decode(line.heard[-1]))
        await line.says(f"{tag} OK in")
        await line.tells_capabilities(capabilities)

    async with ScriptedImap(script) as server:
        session = await scripted_sessions(server, "пароль").connect()
        await server.played()
        await session.close()
    assert heard == ["\0info@example.org\0пароль".encode()]


async def test_it_uses_login_with_a_quoted_password_where_there_is_no_sasl() -> None:
    async def script(line: Line) -> None:
        await line.lets_in("IMAP4rev1")

    async with ScriptedImap(script) as server:
        session = await scripted_sessions(server, SECRET).connect()
        await session.close()
        assert server.lines[0].heard[1].endswith('LOGIN "info@example.org" "canary-\\"pass\\\\word"')


async def test_capabilities_are_those_after_the_login() -> None:
    async def script(line: Line) -> None:
        await line.says("* OK [CAPABILITY IMAP4rev1 IDLE] ready")
        await line.tells_capabilities("IMAP4rev1 AUTH=PLAIN SASL-IR IDLE")
        await line.answers("AUTHENTICATE", "* CAPABILITY IMAP4rev1 IDLE")
        await line.tells_capabilities("IMAP4rev1")
        await line.opens()
        await line.answers("NOOP")

    async with ScriptedImap(script) as server:
        session = await scripted_sessions(server).connect()
        await session.open("INBOX", FolderRole.INBOX)
        assert await session.wait_for_push(0.01) is False
        await session.close()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("NO [AUTHENTICATIONFAILED] Authentication failed.", LoginRefusedError),
        ("NO [EXPIRED] choose a new one", LoginRefusedError),
        ("NO [CONTACTADMIN] blocked", LoginRefusedError),
        ("NO LOGIN failed.", LoginRefusedError),
        ("NO [UNAVAILABLE] Temporary authentication failure", MailboxAwayError),
        ("NO [LIMIT] too fast", MailboxAwayError),
        ("BAD User is authenticated but not connected.", MailboxAwayError),
    ],
)
async def test_a_refused_login_has_its_name(answer: str, error: type[Exception]) -> None:
    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities()
        await line.hears("AUTHENTICATE")
        await line.says(f"{line.tag} {answer}")

    async with ScriptedImap(script) as server:
        with pytest.raises(error) as refused:
            await scripted_sessions(server, SECRET).connect()
        assert SECRET not in repr(refused.value)


async def test_a_refusal_behind_a_goodbye_is_a_refused_login() -> None:
    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities()
        await line.hears("AUTHENTICATE")
        await line.says("* BYE too many failures", f"{line.tag} NO [AUTHENTICATIONFAILED] wrong")

    async with ScriptedImap(script) as server:
        with pytest.raises(LoginRefusedError):
            await scripted_sessions(server).connect()


async def test_a_challenge_nobody_expects_is_waved_away() -> None:
    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities()
        await line.hears("AUTHENTICATE")
        tag = line.tag
        await line.says("+ eyJzdGF0dXMiOiI0MDAifQ==")
        await line.hears_line("*")
        await line.says(f"{tag} NO [AUTHENTICATIONFAILED] no")

    async with ScriptedImap(script) as server:
        with pytest.raises(LoginRefusedError):
            await scripted_sessions(server).connect()


async def test_a_server_that_takes_no_password_is_not_told_one() -> None:
    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities("IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2")

    async with ScriptedImap(script) as server:
        with pytest.raises(LoginRefusedError, match="no password"):
            await scripted_sessions(server, SECRET).connect()


@pytest.mark.parametrize("password", ["nul\0", "with\r\nZZ1 DELETE INBOX", "ä"])
async def test_a_password_that_cannot_be_sent_safely_is_not_sent(password: str) -> None:
    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities("IMAP4rev1")

    async with ScriptedImap(script) as server:
        with pytest.raises(LoginRefusedError, match="password"):
            await scripted_sessions(server, password).connect()
        assert [heard.split()[1] for heard in server.lines[0].heard] == ["CAPABILITY"]


async def test_the_password_is_in_no_log_at_any_level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def script(line: Line) -> None:
        await line.lets_in("IMAP4rev1")
        await line.opens()
        await line.answers("UID FETCH", b'* 1 FETCH (UID 1 BODY[]<0> "canary body")')

    async with ScriptedImap(script) as server:
        session = await scripted_sessions(server, SECRET).connect()
        await session.open("INBOX", FolderRole.INBOX)
        assert [f.raw.beginning for f in await session.fetch([1])] == [b"canary body"]
        await session.close()
    assert "canary" not in caplog.text


@pytest.mark.parametrize(
    "greeting", ["* BYE overloaded", "SSH-2.0-OpenSSH_9.2", "HTTP/1.1 400 Bad Request", "* NO go away", "\x00\xff"]
)
async def test_a_greeting_that_is_none_ends_it(greeting: str) -> None:
    async def script(line: Line) -> None:
        await line.says(greeting)
        await line.falls_silent()

    async with ScriptedImap(script) as server:
        with pytest.raises(MailboxAwayError, match="greeted"):
            await scripted_sessions(server).connect()


async def test_the_reason_given_in_a_goodbye_is_told() -> None:
    async def script(line: Line) -> None:
        await line.says("* BYE [UNAVAILABLE] maintenance until noon")

    async with ScriptedImap(script) as server:
        with pytest.raises(MailboxAwayError, match="maintenance until noon"):
            await scripted_sessions(server).connect()


async def test_a_server_that_never_greets_is_given_up() -> None:
    async def script(line: Line) -> None:
        await line.falls_silent()

    async with ScriptedImap(script) as server:
        with pytest.raises(MailboxAwayError, match="did not come"):
            await scripted_sessions(server, patience=GIVES_UP).connect()
        await server.played()


async def test_a_login_that_is_never_answered_is_given_up() -> None:
    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities()
        await line.falls_silent()

    async with ScriptedImap(script) as server:
        with pytest.raises(MailboxAwayError, match="answer to AUTHENTICATE did not come"):
            await scripted_sessions(server, patience=Patience(login_s=0.05)).connect()
        await server.played()


async def test_a_goodbye_instead_of_an_answer_is_the_reason() -> None:
    async def script(line: Line) -> None:
        await line.says("* OK ready")
        await line.tells_capabilities()
        await line.hears("AUTHENTICATE")
        await line.says("* BYE Session expired")

    async with ScriptedImap(script) as server:
        with pytest.raises(MailboxAwayError, match="Session expired"):
            await scripted_sessions(server).connect()


async def test_a_port_where_nobody_listens_is_a_mailbox_away() -> None:
    server = ScriptedImap()
    server.port = free_port()
    with pytest.raises(MailboxAwayError, match="no connection"):
        await scripted_sessions(server).connect()


async def test_leaving_takes_no_longer_than_allowed() -> None:
    async def script(line: Line) -> None:
        await line.lets_in()
        await line.falls_silent()

    async with ScriptedImap(script) as server:
        session = await scripted_sessions(server, patience=Patience(logout_s=0.05)).connect()
        await session.close()
        await session.close()
        with pytest.raises(MailboxAwayError):
            await session.wait_for_push(NEVER_S)
        await server.played()
