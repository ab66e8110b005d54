"""Takes secrets out of whatever is about to be logged: known ones by their value, unknown ones by their shape."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from responder.app.settings import Settings

HIDDEN = "[redacted]"
SHORTEST_SECRET = 4
"""A shorter one would take half of every line with it, and is hidden only where its shape or its key shows it."""

_NAMES = r"password|passwd|pwd|secret|token|api_?key|authorization|credentials?"
_TELLING_KEY = re.compile(rf"(?:^|_)(?:{_NAMES})(?:$|_)", re.IGNORECASE)
_VALUE = r"""("[^"]*"|'[^']*'|[^\s,;&)]+)"""
_NAMED = re.compile(rf"""(?i)\b({_NAMES})(["']?\s*=\s*|["']\s*:\s*|\s*:\s+){_VALUE}""")
# `secret:name` without a blank is how rules.yaml names a secret, and says nothing of it.
_GLUED = re.compile(rf"(?i)\b({_NAMES.replace('secret|', '')})(:){_VALUE}")
_SASL = re.compile(r"(?i)\b(AUTH(?:ENTICATE)? +[A-Z0-9-]{4,20} +)[A-Za-z0-9+/=]{8,}")
_LOGIN = re.compile(r'(?i)\b(LOGIN +(?:"(?:[^"\\]|\\.)*"|\S+) +)"(?:[^"\\]|\\.)*"')
_HTTP_AUTH = re.compile(r"(?i)\b(Bearer|Basic) +[A-Za-z0-9._~+/=-]{12,}")
_URL = re.compile(r"""\b([A-Za-z][A-Za-z0-9+.-]{1,30})://([^\s"'<>]*)""")

_PLAIN_URLS = frozenset({"imap", "imaps", "smtp", "smtps", "sqlite", "postgresql", "file"})
"""Beside a password in the usual place these hold no secret; a chat's URL is one as a whole, a web hook's behind the
host."""


class Redactor:
    """Redacts texts and fields; `secrets` are the values that must never be seen in any spelling."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        spellings = {one for secret in secrets if len(secret) >= SHORTEST_SECRET for one in _spellings(secret)}
        longest_first = sorted(spellings, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def text(self, text: str) -> str:
        """The text without secrets."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        text = _URL.sub(_url, text)
        text = _SASL.sub(rf"\1{HIDDEN}", text)
        text = _LOGIN.sub(rf"\1{HIDDEN}", text)
        text = _HTTP_AUTH.sub(rf"\1 {HIDDEN}", text)
        text = _GLUED.sub(rf"\1\2{HIDDEN}", text)
        return _NAMED.sub(rf"\1\2{HIDDEN}", text)

    def value(self, value: Any, key: str = "") -> Any:
        """A value of any kind, made of plain JSON values; what stands under a telling key is hidden whole."""
        if value is None or isinstance(value, bool | int | float):
            return value
        if key and _TELLING_KEY.search(key):
            return HIDDEN
        if isinstance(value, Mapping):
            return {self.text(str(name)): self.value(inner, str(name)) for name, inner in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.value(inner, key) for inner in value]
        return self.text(value if isinstance(value, str) else str(value))


def secrets_of(settings: Settings) -> frozenset[str]:
    """Every secret in the settings: passwords, wherever they stand, and what rules.yaml calls by name."""
    urls = (settings.imap_url, settings.smtp_url, settings.database_url)
    inside = (unquote(urlsplit(url).password or "") for url in urls)
    found = (settings.imap_password, settings.smtp_password, *inside, *settings.secrets.values())
    return frozenset(secret for secret in found if secret)


def _spellings(secret: str) -> Iterator[str]:
    """The ways in which a secret turns up in protocols, URLs and tracebacks."""
    yield secret
    yield quote(secret, safe="")
    yield repr(secret)[1:-1]
    octets = secret.encode("utf-8", "surrogatepass")
    for before in range(3):
        # Base64 of the secret inside something longer: the signs at both ends depend on what stands around it.
        within = b64encode(bytes(before) + octets).decode().rstrip("=")
        inner = within[(before * 4 + 2) // 3 : len(within) - 1]
        if len(inner) >= SHORTEST_SECRET:
            yield inner


def _url(found: re.Match[str]) -> str:
    scheme, rest = found[1].lower(), found[2]
    authority, slash, path = rest.partition("/")
    user, at, host = authority.rpartition("@")
    user = user.partition(":")[0] + (f":{HIDDEN}" if ":" in user else "")
    if scheme in _PLAIN_URLS:
        return f"{scheme}://{user}{at}{host}{slash}{path}"
    if scheme in {"http", "https"}:
        return f"{scheme}://{user}{at}{host.partition('?')[0]}{f'/{HIDDEN}' if path or '?' in host else slash}"
    return f"{scheme}://{HIDDEN}"
