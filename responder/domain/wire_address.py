"""Which addresses can be written to: the spelling that may stand in a header and in an SMTP command."""

import re

ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
"""An atom (RFC 5322 section 3.2.3), as a pattern."""

_DOT_ATOM = re.compile(rf"{ATEXT}(?:\.{ATEXT})*")
_LOOSE_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+")
_QUOTED_LOCAL = re.compile(r'"(?:[ !#-\[\]-~]|\\[ -~])*"')
_DOMAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)*")
_LITERAL = re.compile(r"\[[0-9A-Za-z.:]+\]")


def wire_address(address: str) -> str | None:
    """The addr-spec as it may stand in a header or an SMTP path, or None when it is none we can write to.

    A local part with dots out of place (`a..b`), as some phone companies gave out, is quoted (RFC 5321 section 4.1.2).
    """
    local, at, domain = address.rpartition("@")
    if not at or len(local) > 64 or len(domain) > 255:
        return None
    if not _DOMAIN.fullmatch(domain) and not _LITERAL.fullmatch(domain):
        return None
    if _DOT_ATOM.fullmatch(local) or _QUOTED_LOCAL.fullmatch(local):
        return address
    return f'"{local}"@{domain}' if _LOOSE_LOCAL.fullmatch(local) else None
