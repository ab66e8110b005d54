"""Reads our own letter again with another parser before it may leave, so that no header can be smuggled into it."""

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header
from email.parser import BytesHeaderParser

LONGEST_LINE = 998
"""RFC 5322 section 2.1.1, without the CRLF."""

_ALLOWED = frozenset(
    {
        "From",
        "To",
        "Cc",
        "Reply-To",
        "Subject",
        "Date",
        "Message-ID",
        "In-Reply-To",
        "References",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
)
_OUR_MARK = re.compile(r"X-[A-Za-z0-9-]{1,60}")
_TEXT = bytes(range(0x20, 0x7F)) + b"\t\r\n"
_PARSER = BytesHeaderParser()


@dataclass(frozen=True, slots=True)
class Field:
    """A header field to be written: tokens between which it may be folded, and how it has to read when decoded."""

    name: str
    tokens: list[str]
    meaning: str


def fault_in(octets: bytes, fields: list[Field]) -> str:
    """What is wrong with the letter, or an empty string: its octets, then its header as another parser reads it."""
    return _octet_fault(octets) or _header_fault(octets, fields)


def _octet_fault(octets: bytes) -> str:
    if octets.translate(None, delete=_TEXT):
        return "an octet that is no printable ASCII"
    breaks = octets.count(b"\r\n")
    if breaks != octets.count(b"\r") or breaks != octets.count(b"\n"):
        return "a bare CR or LF"
    if max(map(len, octets.split(b"\r\n"))) > LONGEST_LINE:
        return "a line longer than 998 octets"
    return ""


def _header_fault(octets: bytes, fields: list[Field]) -> str:
    head = octets[: octets.find(b"\r\n\r\n") + 4]
    read = _PARSER.parsebytes(head).items()
    names = [name for name, _ in read]
    if names != [field.name for field in fields]:
        return "the header fields read differently from what was meant"
    single = [name for name in names if name in _ALLOWED]
    if len(set(single)) != len(single) or not all(n in _ALLOWED or _OUR_MARK.fullmatch(n) for n in names):
        return "a header field that we never write"
    for field, (_, value) in zip(fields, read, strict=True):
        if _decoded(value) != field.meaning:
            return f"{field.name} reads differently from what was meant"
    return ""


def _decoded(value: str) -> str | None:
    unfolded = value.replace("\r\n", "")
    if "=?" not in unfolded:
        return unfolded
    try:
        pieces = decode_header(unfolded)
        return "".join(p if isinstance(p, str) else p.decode(charset or "ascii") for p, charset in pieces)
    except (MessageError, UnicodeDecodeError, LookupError):
        return None
