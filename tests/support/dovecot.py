"""A private Dovecot on loopback: real IMAP, real IDLE, real LMTP, gone when the test run ends."""

import grp
import os
import pwd
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from types import TracebackType

import trustme

from tests.support.account import PASSWORD, Account
from tests.support.dovecot_config import configuration
from tests.support.ports import HOST, free_ports
from tests.support.process import as_user, end, find_program, wait_until


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
        if self._lmtp is None or not _is_alive(self._lmtp):
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
            as_root=os.geteuid() == 0, version=_version(), capability=self._capability,
        ))  # fmt: skip

    def _answers(self) -> bool:
        return all(_greets(port) for port in (self.port, self.lmtp_port))


def _mail_owner() -> pwd.struct_passwd:
    """Dovecot refuses to open mail as root, so root hands the mail to `nobody`."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _version() -> str:
    command = [find_program("dovecot"), "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


def _greets(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=5) as sock:
            return bool(sock.recv(1))
    except OSError:
        return False


def _is_alive(lmtp: smtplib.LMTP) -> bool:
    """Whether the server still listens on a connection; it ends one that was idle for minutes."""
    try:
        return lmtp.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False
