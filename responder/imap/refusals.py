"""Turns a server's NO and BAD into named errors by their response codes (RFC 5530)."""

import re

from responder.imap.answers import Reply
from responder.ports import FolderMissingError, LoginRefusedError, MailboxAwayError, WorldAwayError

FOR_A_PERSON = frozenset({"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "PRIVACYREQUIRED", "CONTACTADMIN"})
"""Codes that no second try will cure."""
FOR_LATER = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "OVERQUOTA", "SERVERBUG", "THROTTLED"})
"""Codes that call for patience."""
NO_FOLDER = frozenset({"NONEXISTENT", "TRYCREATE"})

_ABOUT_FOLDERS = frozenset({"EXAMINE", "SELECT", "APPEND"})
_ABOUT_LOGIN = frozenset({"LOGIN", "AUTHENTICATE"})
# Gmail refuses a connection too many as a failed login, with no code but ALERT.
_TOO_MANY = re.compile(r"too many|rate limit|try again|temporar", re.IGNORECASE)


def accept(command: str, reply: Reply) -> Reply:
    """The reply when it is OK; else raises what it stands for."""
    if reply.status == "OK":
        return reply
    raise refusal(command, reply)


def refusal(command: str, reply: Reply) -> WorldAwayError:
    """The error a refused command stands for; its text is safe to log."""
    said = f"the IMAP server answered {command} with {reply.status} {reply.text}"
    if reply.code in FOR_A_PERSON:
        return _login_refused(said)
    if reply.code in FOR_LATER or reply.status == "BAD":
        return MailboxAwayError(said)
    if command in _ABOUT_FOLDERS:
        gone = reply.code in NO_FOLDER or (command != "APPEND" and not _TOO_MANY.search(reply.text))
        return FolderMissingError(said) if gone else MailboxAwayError(said)
    if command in _ABOUT_LOGIN and not _TOO_MANY.search(reply.text):
        return _login_refused(said)
    return MailboxAwayError(said)


def _login_refused(said: str) -> LoginRefusedError:
    return LoginRefusedError(
        f"{said}: check the user and RESPONDER_IMAP_PASSWORD, and that the mailbox allows IMAP with such a password"
    )
