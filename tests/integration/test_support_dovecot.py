"""The private Dovecot does what tests of the daemon rely on, seen with the standard library's client."""

import imaplib
import ssl
from datetime import UTC, datetime

import pytest

from tests.support.dovecot import Account, Dovecot
from tests.support.ports import HOST

LETTER = b"From: Ada <ada@example.org>\r\nTo: box@example.test\r\nSubject: hello\r\n\r\nIs anybody there?\r\n"


def test_a_letter_delivered_by_lmtp_is_in_the_inbox(account: Account) -> None:
    account.deliver(LETTER, sender="ada@example.org")
    [stored] = account.messages()
    assert stored.startswith(b"Return-Path: <ada@example.org>")
    assert stored.endswith(b"Is anybody there?\r\n")


def test_idle_pushes_a_letter_that_arrives(account: Account) -> None:
    with account.imap("INBOX") as client:
        client.send(b"I1 IDLE\r\n")
        assert client.readline().startswith(b"+")
        account.deliver(LETTER)
        assert client.readline() == b"* 1 EXISTS\r\n"


def test_special_use_folders_are_announced(account: Account) -> None:
    with account.imap() as client:
        listed = b"\n".join(client.list()[1])
    for name in (b"Sent", b"Drafts", b"Junk", b"Trash"):
        assert rb"\%s)" % name in listed


def test_a_message_can_be_appended_with_a_date_of_the_past(account: Account) -> None:
    at = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
    uid = account.append(LETTER, "Sent", at=at, flags=r"(\Seen)")
    with account.imap("Sent") as client:
        _, [line] = client.uid("FETCH", str(uid), "(INTERNALDATE)")
    assert b"01-Mar-2026" in line
    assert account.flags("Sent") == {uid: {r"\Seen"}}


def test_a_bumped_uidvalidity_keeps_the_mail(account: Account) -> None:
    account.deliver(LETTER)
    before = account.uidvalidity()
    assert account.bump_uidvalidity() == account.uidvalidity() != before
    assert account.count() == 1


def _ask_often(client: imaplib.IMAP4) -> None:
    """The kick is on its way; one of these finds the line gone."""
    for _ in range(1_000):
        client.noop()


def test_a_kicked_client_loses_its_connection(account: Account) -> None:
    with account.imap("INBOX") as client:
        account.kick()
        with pytest.raises(imaplib.IMAP4.abort):
            _ask_often(client)


def test_nobody_to_kick_is_no_error(account: Account) -> None:
    account.kick()


def test_a_wrong_password_is_refused_at_once(dovecot: Dovecot) -> None:
    client = imaplib.IMAP4(HOST, dovecot.port, timeout=2)
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        client.login("anybody@example.test", "wrong")
    client.shutdown()


def test_tls_from_the_start_and_starttls_are_spoken(dovecot: Dovecot) -> None:
    with imaplib.IMAP4_SSL("localhost", dovecot.tls_port, ssl_context=dovecot.trusting()) as client:
        assert client.noop()[0] == "OK"
    with imaplib.IMAP4("localhost", dovecot.port) as plain:
        assert plain.starttls(dovecot.trusting())[0] == "OK"
        assert isinstance(plain.sock, ssl.SSLSocket)


def test_mail_survives_a_restart_on_the_same_port(own_dovecot: Dovecot) -> None:
    account = own_dovecot.account()
    account.deliver(LETTER)
    own_dovecot.restart()
    account.deliver(LETTER)
    assert account.count() == 2


def test_capabilities_can_be_taken_away() -> None:
    with Dovecot(capability="IMAP4rev1 UIDPLUS") as server, server.account().imap() as client:
        assert "IDLE" not in client.capabilities


def test_two_accounts_do_not_see_each_other(dovecot: Dovecot) -> None:
    one, other = dovecot.account(), dovecot.account()
    one.deliver(LETTER)
    assert (one.count(), other.count()) == (1, 0)
