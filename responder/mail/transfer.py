"""Undoes content transfer encodings (RFC 2045 section 6) up to a bound, and tidies the text that comes out."""

import binascii
import re
from typing import Final

from responder.mail.words import decode_base64

_ENCODING: Final = re.compile(r"\s*\"?([A-Za-z0-9-]{1,30})")
_BASE64_LIKE: Final = re.compile(rb"[A-Za-z0-9+/=\s]*")
_LINE_END: Final = re.compile(r"\r\n?")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
_ODD_BLANK: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_ODD_BREAK: Final = re.compile("[\x0c\x85\u2028\u2029]")


def decode_transfer(octets: bytes, encoding: str, limit: int) -> bytes:
    """Give at most about `limit` decoded octets; an encoding that is unknown, or not what they are in, is none."""
    found = _ENCODING.match(encoding)
    name = found[1].lower() if found else ""
    if name == "base64":
        raw = octets[: limit * 3 // 2]
        return decode_base64(raw) if _looks_like_base64(raw) else raw[:limit]
    if name == "quoted-printable":
        return binascii.a2b_qp(octets[: limit * 3])[:limit]
    return octets[:limit]


def _looks_like_base64(octets: bytes) -> bool:
    """Tell plain text that is merely declared base64: its first line has blanks or full stops in it."""
    line = octets.lstrip()[:76].splitlines()
    return not line or (_BASE64_LIKE.fullmatch(line[0]) is not None and b" " not in line[0].strip())


def tidy(text: str) -> str:
    """Give text with `\\n` line ends, ordinary blanks, and without control, zero-width and bidi characters."""
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    text = _UNSEEN.sub("", text)
    if text.isascii() and "\x0c" not in text:
        return text
    return _ODD_BREAK.sub("\n", _ODD_BLANK.sub(" ", text))


def unflow(text: str, delete_space: bool) -> str:
    """Join the soft line ends of `format=flowed` (RFC 3676 section 4); quoted lines keep one `>` run before them."""
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        body = line.lstrip(">")
        depth = len(line) - len(body)
        body = body.removeprefix(" ")
        soft = body.endswith(" ") and body != "-- "
        content = body[:-1] if soft and delete_space else body
        if depth == open_depth and body != "-- ":
            lines[-1] += content
        else:
            lines.append(f"{'>' * depth} {content}" if depth else content)
        open_depth = depth if soft else -1
    return "\n".join(lines)
