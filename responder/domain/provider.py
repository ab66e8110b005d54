"""What the big mail providers do and allow, as data: limits, the Sent folder, Message-IDs, whose verdicts to trust."""

from dataclasses import dataclass
from enum import StrEnum


class ReversePath(StrEnum):
    """What stands in MAIL FROM: the mailbox's own address, or the null path `<>` (RFC 3834 section 3.3)."""

    MAILBOX = "mailbox"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider's profile.

    `hosts` are exact SMTP and IMAP host names; `domains` narrows a row to mailboxes at these domains where one host
    serves several plans. `per_minute` and `per_day` count letters of one recipient; None: no limit is known.
    `files_sent`: what leaves over SMTP appears in Sent by itself (false where that is not reliable).
    `authserv_ids` are what the provider writes as authserv-id (RFC 8601 section 2.5): exact, `*.suffix`, or the empty
    string for a header without one.
    """

    name: str
    hosts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    max_connections: int = 4
    per_minute: int | None = None
    per_day: int | None = None
    files_sent: bool = False
    rewrites_message_id: bool = False
    reverse_path: ReversePath = ReversePath.MAILBOX
    authserv_ids: tuple[str, ...] = ()


GENERIC = Provider(name="generic")
LOCAL = Provider(name="local", reverse_path=ReversePath.NULL)

_GOOGLE_HOSTS = ("smtp.gmail.com", "imap.gmail.com", "smtp.googlemail.com", "imap.googlemail.com")
_YANDEX_HOSTS = tuple(f"{kind}.yandex.{end}" for kind in ("smtp", "imap") for end in ("ru", "com", "net", "kz", "by"))
_ZOHO_HOSTS = tuple(
    f"{kind}.zoho.{end}" for kind in ("smtp", "smtppro", "imap", "imappro") for end in ("com", "eu", "in", "com.au")
)

# The first row that fits wins, so a row with `domains` stands before the one that takes the rest of the same hosts.
# Where a provider publishes nothing, the figure is the careful end of what its users report.
PROVIDERS: tuple[Provider, ...] = (
    Provider(
        name="Gmail",
        hosts=_GOOGLE_HOSTS,
        domains=("gmail.com", "googlemail.com"),
        per_day=500,
        files_sent=True,
        authserv_ids=("mx.google.com",),
    ),
    Provider(
        name="Google Workspace",
        hosts=_GOOGLE_HOSTS,
        per_day=2_000,
        files_sent=True,
        authserv_ids=("mx.google.com",),
    ),
    Provider(
        name="Microsoft 365",
        hosts=("smtp.office365.com", "outlook.office365.com"),
        max_connections=3,
        per_minute=30,
        per_day=10_000,
        files_sent=True,
        rewrites_message_id=True,
        authserv_ids=("",),
    ),
    Provider(
        name="Outlook.com",
        hosts=("smtp-mail.outlook.com", "imap-mail.outlook.com"),
        max_connections=3,
        per_minute=30,
        per_day=300,
        files_sent=True,
        rewrites_message_id=True,
        authserv_ids=("",),
    ),
    Provider(
        name="Yandex",
        hosts=_YANDEX_HOSTS,
        domains=("yandex.ru", "yandex.com", "yandex.kz", "yandex.by", "yandex.ua", "ya.ru", "narod.ru"),
        max_connections=2,
        per_day=500,
        authserv_ids=("*.yandex.net",),
    ),
    Provider(
        name="Yandex 360",
        hosts=_YANDEX_HOSTS,
        max_connections=2,
        per_day=3_000,
        authserv_ids=("*.yandex.net",),
    ),
    Provider(
        name="Mail.ru",
        hosts=("smtp.mail.ru", "imap.mail.ru"),
        max_connections=2,
        per_minute=10,
        per_day=1_440,
        authserv_ids=("mxs.mail.ru", "*.mail.ru"),
    ),
    Provider(
        name="iCloud",
        hosts=("smtp.mail.me.com", "imap.mail.me.com"),
        max_connections=2,
        per_day=1_000,
        authserv_ids=("*.icloud.com",),
    ),
    Provider(
        name="Zoho",
        hosts=_ZOHO_HOSTS,
        max_connections=2,
        per_day=300,
        files_sent=True,
        authserv_ids=("mx.zohomail.com", "mx.zohomail.eu", "mx.zohomail.in"),
    ),
    Provider(
        name="Fastmail",
        hosts=("smtp.fastmail.com", "imap.fastmail.com"),
        max_connections=3,
        per_day=2_000,
        authserv_ids=("*.messagingengine.com",),
    ),
)


def is_loopback(host: str) -> bool:
    """Whether the host name means this very machine."""
    bare = host.strip("[]").rstrip(".").lower()
    return bare in {"localhost", "::1"} or (bare.startswith("127.") and bare.replace(".", "").isdigit())


def provider_for(host: str, mailbox: str = "") -> Provider:
    """The profile for an SMTP or IMAP host and the mailbox's own address; LOCAL on loopback, GENERIC when unknown."""
    name, domain = host.rstrip(".").lower(), mailbox.rpartition("@")[2].lower()
    for provider in PROVIDERS:
        if name in provider.hosts and (not provider.domains or domain in provider.domains):
            return provider
    return LOCAL if is_loopback(name) else GENERIC


def reverse_path(provider: Provider, mailbox: str, authenticated: bool) -> str:
    """What stands between the brackets of MAIL FROM.

    A server that we log in to may refuse or rewrite the null path: it is used only towards a local one without login.
    """
    null = provider.reverse_path is ReversePath.NULL and not authenticated
    return "" if null else mailbox
