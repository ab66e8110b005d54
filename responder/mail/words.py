"""Decodes the encoded words of RFC 2047 in linear time, as leniently as people's mail programs write them."""

import binascii
import re
from collections.abc import Iterator
from typing import Final

from responder.mail import charset

# A lone question mark before the closing one is content that its sender forgot to encode.
_WORD: Final = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*\??)\?=")
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_NOT_BASE64: Final = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


def decode_words(value: str) -> str:
    """Decode an unstructured header value; what cannot be decoded stays as it was written.

    Adjacent encoded words of one charset are joined before decoding, because senders cut characters in two.
    """
    if "=?" not in value:
        return value
    return "".join(_pieces(value))


def one_line(text: str, limit: int) -> str:
    """Give `text` as one line of at most `limit` characters, without controls, bidi marks and surplus blanks."""
    return " ".join(_UNSAFE.sub(" ", text[: limit * 4]).split())[:limit].rstrip()


def _pieces(value: str) -> Iterator[str]:
    end, name, octets = 0, "", b""
    for found in _WORD.finditer(value):
        between = value[end : found.start()]
        if octets and (between.strip() or name != found[1].lower()):
            yield charset.decode(octets, name)
            octets = b""
        if between.strip() or not end:
            yield between
        name = found[1].lower()
        octets += _payload(found[2], found[3])
        end = found.end()
    yield charset.decode(octets, name) if octets else ""
    yield value[end:]


def _payload(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return decode_base64(raw)


def decode_base64(raw: bytes) -> bytes:
    """Decode base64 with whatever padding or noise it has; a torn last group gives what is whole of it."""
    letters = raw.translate(None, _NOT_BASE64)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
