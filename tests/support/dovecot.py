"""A private Dovecot on loopback: real IMAP, real IDLE, real LMTP, gone when the test run ends."""

import grp
import imaplib
import os
import pwd
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import trustme

from tests.support.dovecot_config import configuration
from tests.support.ports import HOST, free_ports
from tests.support.process import as_user, end, find_program, wait_until

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


class Dovecot:
    """The server; a context manager. `port` speaks IMAP (and STARTTLS), `tls_port` IMAPS, `lmtp_port` LMTP."""

    def __init__(self, *, capability: str = "") -> None:
        self.port, self.tls_port, self.lmtp_port = free_ports(3)
        self.home = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.ca_file = self.home / "ca.pem"
        self._capability = capability
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._lmtp: smtplib.LMTP | None = None

    def __enter__(self) -> "Dovecot":
        try:
            self._lay_out()
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def account(self, user: str | None = None) -> Account:
        """Return a user nobody had before, or the one named; any name with the right password may log in."""
        return Account(self, user or f"box{next(self._numbers)}.{os.getpid()}@example.test")

    def trusting(self) -> ssl.SSLContext:
        """Return a TLS context that trusts this server's certificate (for `localhost` and 127.0.0.1)."""
        return ssl.create_default_context(cafile=str(self.ca_file))

    def start(self) -> None:
        """Start on the ports and the mail of before; returns once IMAP and LMTP answer."""
        command = [find_program("dovecot"), "-F", "-c", str(self._config)]
        self._process = subprocess.Popen(as_user(command, None), stdin=subprocess.DEVNULL)
        try:
            wait_until(self._answers, self._process, "Dovecot")
        except RuntimeError as problem:
            raise RuntimeError(f"{problem}\n{self.log()}") from None

    def stop(self) -> None:
        """End the server and with it all connections; the mail stays until the context ends."""
        if self._lmtp is not None:
            self._lmtp.close()
            self._lmtp = None
        if self._process is not None:
            end(self._process, signal.SIGTERM)
            self._process = None
        # A socket left behind that nobody may open keeps the next start from listening.
        (self.home / "run" / "anvil-auth-penalty").unlink(missing_ok=True)

    def restart(self) -> None:
        """Stop and start again, on the same ports."""
        self.stop()
        self.start()

    def deliver(self, user: str, octets: bytes, sender: str = "sender@example.org") -> None:
        """Deliver one letter to `user` through LMTP, over a kept connection."""
        if self._lmtp is None:
            self._lmtp = smtplib.LMTP(HOST, self.lmtp_port, local_hostname="localhost", timeout=30)
        refused = self._lmtp.sendmail(sender, [user], octets, mail_options=["BODY=8BITMIME"])
        assert not refused, refused

    def doveadm(self, *arguments: str, allowed: tuple[int, ...] = (0,)) -> str:
        """Run doveadm against this server and return what it printed."""
        command = [find_program("doveadm"), "-c", str(self._config), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
        assert done.returncode in allowed, done.stderr
        return done.stdout

    def log(self) -> str:
        """Return what the server logged so far."""
        path = self.home / "dovecot.log"
        return path.read_text(errors="replace") if path.exists() else ""

    @property
    def _config(self) -> Path:
        return self.home / "dovecot.conf"

    def _lay_out(self) -> None:
        mails = self.home / "mail"
        mails.mkdir()
        self.home.chmod(0o755)
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(self.ca_file))
        authority.issue_cert("localhost", HOST).private_key_and_cert_chain_pem.write_to_path(
            str(self.home / "server.pem")
        )
        owner = _mail_owner()
        if os.geteuid() == 0:
            os.chown(mails, owner.pw_uid, owner.pw_gid)
        self._config.write_text(configuration(
            self.home, owner.pw_name, grp.getgrgid(owner.pw_gid).gr_name,
            port=self.port, tls_port=self.tls_port, lmtp_port=self.lmtp_port, password=PASSWORD,
            as_root=os.geteuid() == 0, capability=self._capability,
        ))  # fmt: skip

    def _answers(self) -> bool:
        return all(_greets(port) for port in (self.port, self.lmtp_port))


def _mail_owner() -> pwd.struct_passwd:
    """Dovecot refuses to open mail as root, so root hands the mail to `nobody`."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _greets(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=5) as sock:
            return bool(sock.recv(1))
    except OSError:
        return False


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _check(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    assert status == "OK", data
    return data


def _uid_of(line: bytes) -> int:
    words = line.replace(b"(", b" ").split()
    return int(words[words.index(b"UID") + 1].rstrip(b")"))
