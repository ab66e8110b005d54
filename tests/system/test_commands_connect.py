"""`responder check --connect` on a real Dovecot and an SMTP server."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.account import Account
from tests.support.command_line import RULES
from tests.support.ports import free_port
from tests.support.scripted_smtp import ScriptedSmtp

SMTP_PASSWORD = "smtp-geheim"


@pytest.fixture
async def smtp() -> AsyncIterator[ScriptedSmtp]:
    async with ScriptedSmtp(users={"support": SMTP_PASSWORD}) as server:
        yield server


async def check(home: Path, account: Account, smtp_port: int, rules: str = RULES, **changes: str) -> tuple[int, str]:
    """The exit status and everything said; nothing said may hold a password."""
    (home / "rules.yaml").write_text(rules, encoding="utf-8")
    environ = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "RESPONDER_IMAP_URL": account.url,
        "RESPONDER_IMAP_PASSWORD": account.password,
        "RESPONDER_SMTP_URL": f"smtp://support@127.0.0.1:{smtp_port}?tls=none",
        "RESPONDER_SMTP_PASSWORD": SMTP_PASSWORD,
        **changes,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "responder", "check", "--connect", cwd=home, env=environ, stdout=PIPE, stderr=PIPE
    )
    out, errors = await process.communicate()
    said = (out + errors).decode()
    assert account.password not in said
    assert SMTP_PASSWORD not in said
    return process.returncode or 0, said


def letter(number: int) -> bytes:
    return (
        f"Return-Path: <a{number}@sender.example>\r\n"
        "Authentication-Results: mx.own.example; spf=pass smtp.mailfrom=sender.example\r\n"
        f"From: a{number}@sender.example\r\nMessage-ID: <{number}@sender.example>\r\n\r\nhello\r\n"
    ).encode()


async def test_it_says_what_the_servers_can_do_and_what_to_write(
    tmp_path: Path, account: Account, smtp: ScriptedSmtp
) -> None:
    for number in range(8):
        account.append(letter(number))
    status, said = await check(tmp_path, account, smtp.port)
    assert status == 0, said
    assert f"logged in as {account.user}" in said
    assert "logged in as support" in said
    assert "IDLE: new letters are noticed at once" in said
    for folder in ("inbox: INBOX", "sent: Sent", "drafts: Drafts", "junk: Junk", "trash: Trash"):
        assert f"folder {folder}" in said
    assert "on 8 of the last 8 letters" in said
    assert "trust: {authserv_ids: [mx.own.example]}" in said
    assert "does not fill Sent" in said
    assert all(flags <= {"\\Recent"} for flags in account.flags().values()), "a letter was marked"
    assert smtp.letters == []


async def test_of_a_long_mailbox_only_the_newest_letters_count(
    tmp_path: Path, account: Account, smtp: ScriptedSmtp
) -> None:
    for number in range(60):
        account.append(b"From: old@sender.example\r\n\r\nold" if number < 10 else letter(number))
    _, said = await check(tmp_path, account, smtp.port)
    assert "on 50 of the last 50 letters" in said


async def test_refused_passwords_are_named_with_the_setting_to_mend(
    tmp_path: Path, account: Account, smtp: ScriptedSmtp
) -> None:
    wrong = {"RESPONDER_IMAP_PASSWORD": "wrong-1", "RESPONDER_SMTP_PASSWORD": "wrong-2"}
    status, said = await check(tmp_path, account, smtp.port, **wrong)
    assert status == 1
    assert "RESPONDER_IMAP_PASSWORD" in said
    assert "RESPONDER_SMTP_PASSWORD" in said
    assert "wrong-" not in said


async def test_servers_that_are_not_there_are_named(tmp_path: Path, account: Account) -> None:
    nowhere = f"imap://me@127.0.0.1:{free_port()}?tls=none"
    status, said = await check(tmp_path, account, free_port(), RESPONDER_IMAP_URL=nowhere)
    assert status == 1
    assert said.startswith("SMTP 127.0.0.1:")
    assert "\nIMAP 127.0.0.1:" in said
    assert "Traceback" not in said


async def test_wrong_rules_do_not_keep_it_from_looking_at_the_servers(
    tmp_path: Path, account: Account, smtp: ScriptedSmtp
) -> None:
    status, said = await check(tmp_path, account, smtp.port, rules="mode: lve\n")
    assert status == 1
    assert "rules.yaml:1: mode" in said
    assert f"logged in as {account.user}" in said
    assert "only 0 letters" in said
