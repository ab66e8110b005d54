"""Where letters are handed over and how patiently: the SMTP account, read from its URL, and RFC 5321's time-outs."""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

from responder.domain.provider import is_loopback


class Encryption(StrEnum):
    """How the connection is protected: TLS from the first octet, STARTTLS or nothing works, or plain on loopback."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpAccount:
    """A submission server. Without `user` there is no login. `local_hostname` is what EHLO says of us."""

    host: str
    port: int
    encryption: Encryption
    local_hostname: str
    user: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Raise ValueError where a password or letters would cross a network in the clear."""
        if self.encryption is Encryption.NONE and not is_loopback(self.host):
            raise ValueError(f"tls=none is only for this machine itself, not for {self.host}")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for each step (RFC 5321 section 4.5.3.2); a shorter `dot_s` makes duplicates.

    `probe_s` is the wait for an answer to RSET on a connection that lay idle, `quit_s` the one for a goodbye.
    """

    connect_s: float = 30
    greeting_s: float = 300
    command_s: float = 300
    data_s: float = 120
    dot_s: float = 600
    probe_s: float = 10
    quit_s: float = 1


def account_from_url(url: str, password: str | None, local_hostname: str) -> SmtpAccount:
    """The account behind `smtps://user@host[:465]`, `smtp://host[:587]` or `smtp://host?tls=none`.

    `password` wins over one inside the URL. Raises ValueError with a text for the operator, without the password.
    """
    parts = urlsplit(url)
    encryption = _encryption(parts.scheme, parse_qs(parts.query))
    if not parts.hostname:
        raise ValueError("the SMTP URL names no host: smtps://user@host")
    try:
        port = parts.port or (465 if encryption is Encryption.IMPLICIT else 587)
    except ValueError:
        raise ValueError("the port in the SMTP URL is no number between 1 and 65535") from None
    return SmtpAccount(
        host=parts.hostname,
        port=port,
        encryption=encryption,
        local_hostname=local_hostname,
        user=unquote(parts.username or ""),
        password=password if password is not None else unquote(parts.password or ""),
    )


def _encryption(scheme: str, query: dict[str, list[str]]) -> Encryption:
    asked = query.get("tls", [""])[-1]
    if scheme == "smtps" and asked in {"", "implicit"}:
        return Encryption.IMPLICIT
    if scheme == "smtp" and asked in {"", "starttls"}:
        return Encryption.STARTTLS
    if scheme == "smtp" and asked == "none":
        return Encryption.NONE
    raise ValueError("the SMTP URL begins with smtps:// or smtp://, the latter also with ?tls=starttls or ?tls=none")
