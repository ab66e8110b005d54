"""A refusal is a matter for a person, for later, or about a missing folder."""

import pytest

from responder.imap.answers import reply_from
from responder.imap.refusals import accept, refusal
from responder.ports import FolderMissingError, LoginRefusedError, MailboxAwayError


@pytest.mark.parametrize(
    ("command", "status", "text", "error"),
    [
        ("AUTHENTICATE", "NO", "[AUTHENTICATIONFAILED] wrong", LoginRefusedError),
        ("LOGIN", "NO", "[AUTHORIZATIONFAILED] no", LoginRefusedError),
        ("LOGIN", "NO", "[EXPIRED] change it", LoginRefusedError),
        ("LOGIN", "NO", "[PRIVACYREQUIRED] use TLS", LoginRefusedError),
        ("FETCH", "NO", "[CONTACTADMIN] call us", LoginRefusedError),
        ("LOGIN", "NO", "LOGIN failed.", LoginRefusedError),
        ("LOGIN", "NO", "[ALERT] Invalid credentials (Failure)", LoginRefusedError),
        ("LOGIN", "NO", "[ALERT] Too many simultaneous connections. (Failure)", MailboxAwayError),
        ("LOGIN", "NO", "[UNAVAILABLE] Temporary authentication failure", MailboxAwayError),
        ("AUTHENTICATE", "NO", "[LIMIT] slow down", MailboxAwayError),
        ("AUTHENTICATE", "NO", "[INUSE] locked", MailboxAwayError),
        ("LOGIN", "BAD", "User is authenticated but not connected.", MailboxAwayError),
        ("EXAMINE", "NO", "[NONEXISTENT] Mailbox doesn't exist: Sent", FolderMissingError),
        ("EXAMINE", "NO", "Unknown mailbox", FolderMissingError),
        ("EXAMINE", "NO", "[INUSE] another session", MailboxAwayError),
        ("EXAMINE", "BAD", "not now", MailboxAwayError),
        ("APPEND", "NO", "[TRYCREATE] no such folder", FolderMissingError),
        ("APPEND", "NO", "[OVERQUOTA] full", MailboxAwayError),
        ("APPEND", "NO", "invalid message", MailboxAwayError),
        ("SEARCH", "NO", "whatever", MailboxAwayError),
    ],
)
def test_a_refusal_is_named(command: str, status: str, text: str, error: type[Exception]) -> None:
    refused = refusal(command, reply_from(status, text.encode()))
    assert type(refused) is error
    assert text in str(refused)


def test_ok_is_accepted() -> None:
    reply = reply_from("OK", b"fine")
    assert accept("NOOP", reply) is reply
