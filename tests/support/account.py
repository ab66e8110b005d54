"""One mailbox on the private Dovecot, with what tests do to it from outside the daemon."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tests.support.ports import HOST

if TYPE_CHECKING:
    from tests.support.dovecot import Dovecot

PASSWORD = "swordfish"


@dataclass(frozen=True)
class Account:
    """One user of the server, with an empty INBOX and the special-use folders Sent, Drafts, Junk and Trash."""

    server: "Dovecot"
    user: str
    password: str = PASSWORD

    @property
    def url(self) -> str:
        """The mailbox as RESPONDER_IMAP_URL names it, without TLS."""
        return f"imap://{quote(self.user, safe='')}@{HOST}:{self.server.port}?tls=none"

    @property
    def starttls_url(self) -> str:
        """The mailbox as RESPONDER_IMAP_URL names it, with STARTTLS."""
        return f"imap://{quote(self.user, safe='')}@localhost:{self.server.port}?tls=starttls"

    @property
    def tls_url(self) -> str:
        """The mailbox as RESPONDER_IMAP_URL names it, with TLS from the start; trust `server.ca_file`."""
        return f"imaps://{quote(self.user, safe='')}@localhost:{self.server.tls_port}"

    @contextmanager
    def imap(self, folder: str | None = None) -> Iterator[imaplib.IMAP4]:
        """Yield a logged-in stdlib client, with `folder` selected when one is named."""
        client = imaplib.IMAP4(HOST, self.server.port, timeout=30)
        try:
            client.login(self.user, self.password)
            if folder:
                _check(client.select(_quoted(folder)))
            yield client
        finally:
            client.shutdown()

    def deliver(self, octets: bytes, sender: str = "sender@example.org") -> None:
        """Deliver one letter through LMTP, as the company's mail server would; returns once it is stored."""
        self.server.deliver(self.user, octets, sender)

    def append(
        self, octets: bytes, folder: str = "INBOX", *, at: datetime | None = None, flags: str = "", create: bool = False
    ) -> int:
        """APPEND a message with INTERNALDATE `at` (now when None) and return its UID."""
        with self.imap() as client:
            if create:
                client.create(_quoted(folder))
            date = imaplib.Time2Internaldate(at or datetime.now(UTC))
            _check(client.append(_quoted(folder), flags, date, octets))
            return int(client.response("APPENDUID")[1][0].split()[1])

    def uids(self, folder: str = "INBOX") -> list[int]:
        """Return the UIDs in `folder`, ascending."""
        with self.imap(folder) as client:
            return [int(uid) for uid in _check(client.uid("SEARCH", "ALL"))[0].split()]

    def count(self, folder: str = "INBOX") -> int:
        """Return how many messages `folder` holds."""
        return len(self.uids(folder))

    def messages(self, folder: str = "INBOX") -> list[bytes]:
        """Return all messages of `folder` as they are stored, in order."""
        with self.imap(folder) as client:
            return [item[1] for item in _check(client.fetch("1:*", "(BODY.PEEK[])")) if isinstance(item, tuple)]

    def flags(self, folder: str = "INBOX") -> dict[int, set[str]]:
        """Return the flags by UID; shows that nothing was marked."""
        with self.imap(folder) as client:
            lines = [line for line in _check(client.fetch("1:*", "(UID FLAGS)")) if isinstance(line, bytes)]
        return {_uid_of(line): {flag.decode() for flag in imaplib.ParseFlags(line)} for line in lines}

    def uidvalidity(self, folder: str = "INBOX") -> int:
        """Return the folder's UIDVALIDITY."""
        with self.imap(folder) as client:
            return int(client.response("UIDVALIDITY")[1][0])

    def bump_uidvalidity(self, folder: str = "INBOX") -> int:
        """Give `folder` a new UIDVALIDITY, as a restored backup would, and return it."""
        new = self.uidvalidity(folder) + 1
        self.server.doveadm("mailbox", "update", "-u", self.user, "--uid-validity", str(new), folder)
        return new

    def kick(self) -> None:
        """Cut this user's IMAP connections from the server's side."""
        self.server.doveadm("kick", self.user, allowed=(0, 68))  # 68: nobody was connected


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _check(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    assert status == "OK", data
    return data


def _uid_of(line: bytes) -> int:
    words = line.replace(b"(", b" ").split()
    return int(words[words.index(b"UID") + 1].rstrip(b")"))
