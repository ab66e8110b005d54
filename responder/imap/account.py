"""Which mailbox to read, on which server, how protected."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import parse_qs, unquote, urlsplit

Tls = Literal["implicit", "starttls", "none"]

_PORTS: dict[Tls, int] = {"implicit": 993, "starttls": 143, "none": 143}


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """A mailbox. `password` is asked for at each login, so it may change; `folder` is the one that is watched.

    Raises ValueError for clear text towards anything but this machine.
    """

    host: str
    port: int
    tls: Tls
    user: str
    password: Callable[[], str] = field(repr=False)
    folder: str = "INBOX"

    def __post_init__(self) -> None:
        if self.tls == "none" and not _is_loopback(self.host):
            raise ValueError(f"tls=none is for this machine only, and {self.host} is another one: use imaps://")

    @classmethod
    def from_url(cls, url: str, password: str | Callable[[], str] | None = None) -> "ImapAccount":
        """The account of `imaps://user@host[:993][/FOLDER]` or `imap://...?tls=starttls|none`.

        `password` wins over one in the URL. Raises ValueError, whose text never shows a password.
        """
        parts = urlsplit(url)
        tls = _tls(parts.scheme, parse_qs(parts.query))
        if not parts.hostname or not parts.username:
            raise ValueError("an IMAP URL needs a user and a host: imaps://user@host")
        secret = password if password is not None else unquote(parts.password or "")
        return cls(
            host=parts.hostname,
            port=_port(parts.netloc, tls),
            tls=tls,
            user=unquote(parts.username),
            password=secret if callable(secret) else lambda: secret,
            folder=unquote(parts.path.strip("/")) or "INBOX",
        )


def _tls(scheme: str, query: dict[str, list[str]]) -> Tls:
    asked = query.get("tls", ["implicit" if scheme == "imaps" else "starttls"])[-1]
    known = {mode: mode for mode in get_args(Tls)}
    if scheme not in {"imap", "imaps"} or asked not in known:
        raise ValueError("an IMAP URL is imaps://user@host, or imap://user@host?tls=starttls (or none)")
    if scheme == "imaps" and asked != "implicit":
        raise ValueError(f"imaps:// is TLS from the start; for tls={asked} write imap://")
    tls: Tls = known[asked]
    return tls


def _port(netloc: str, tls: Tls) -> int:
    try:
        return urlsplit(f"//{netloc}").port or _PORTS[tls]
    except ValueError as error:
        raise ValueError("the port in the IMAP URL is not a number up to 65535") from error


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
