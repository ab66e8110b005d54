"""Turns our own text into 7-bit octets that cannot become anything else: header tokens, addresses, bodies."""

import binascii
import re

from responder.domain.wire_address import ATEXT

ENCODED_WORD_LIMIT = 75
"""RFC 2047 section 2; a header line that holds one ends at 76."""
LINE_LIMIT = 76

# Everything that could start a line, hide text or turn it round: C0, C1, line separators, bidi controls, surrogates.
_BREAKS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BODY_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BODY_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")

_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")

# What RFC 2047 section 5 (3) leaves unencoded even inside a display name.
_Q_SAFE = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/"
_Q_TABLE = {octet: chr(octet) for octet in _Q_SAFE} | {0x20: "_"}
_WORD_FRAME = len("=?utf-8?q??=")


def header_text(text: str, limit: int = 250) -> str:
    """One visible line of at most `limit` characters: what could break or disguise a header is gone."""
    line = " ".join(_INVISIBLE.sub("", _BREAKS.sub(" ", text)).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def body_text(text: str) -> str:
    """Lines ending in \\n, the last one too; control characters but tab are gone, lone surrogates are replaced."""
    lines = _BODY_CONTROLS.sub("", _BODY_BREAKS.sub("\n", text))
    lines = _SURROGATES.sub("\ufffd", lines)
    return lines if lines.endswith("\n") else lines + "\n"


def text_tokens(text: str, name_length: int) -> list[str]:
    """Unstructured text as tokens between which a line may be folded; `text` comes from `header_text`.

    `name_length` is what stands on the first line already (`Subject: ` is 9).
    """
    words = text.split(" ")
    plain = text.isascii() and "=?" not in text and max(map(len, words)) <= LINE_LIMIT - name_length
    return words if plain else encoded_words(text, LINE_LIMIT - name_length)


def address_tokens(name: str, address: str, name_length: int) -> list[str]:
    """A mailbox (RFC 5322 section 3.4) as tokens; `name` comes from `header_text`, `address` from `wire_address`."""
    if not name:
        return [address]
    return [*_phrase(name, LINE_LIMIT - name_length), f"<{address}>"]


def is_message_id(text: str) -> bool:
    """Whether this is a msg-id that may be copied into a header of ours, also when it came from elsewhere.

    Looser than RFC 5322 section 3.6.4, for there are Exchange ids in brackets; never with an encoded word inside.
    """
    return len(text) <= 250 and "=?" not in text and _MESSAGE_ID.fullmatch(text) is not None


def encoded_words(text: str, first_room: int) -> list[str]:
    """RFC 2047 encoded words of UTF-8, in the shorter encoding, no character split; the first fits `first_room`."""
    octets = text.encode()
    as_q = len(octets) + 2 * len(octets.translate(None, delete=_Q_SAFE + b" "))
    return _q_words(text, first_room) if as_q * 3 <= len(octets) * 4 else _b_words(octets, first_room)


def fold(name: str, tokens: list[str]) -> str:
    """A header field without its CRLF, folded between tokens so that lines end at LINE_LIMIT where tokens allow it."""
    lines, line = [], f"{name}: {tokens[0]}"
    for token in tokens[1:]:
        if len(line) + 1 + len(token) > LINE_LIMIT:
            lines.append(line)
            line = ""
        line += f" {token}"
    return "\r\n".join([*lines, line])


def transfer(text: str) -> tuple[str, bytes]:
    """Content-Transfer-Encoding and the octets of a text part: `7bit` where that is possible, else the shorter one.

    `text` comes from `body_text`; lines of the result end in CRLF and have at most LINE_LIMIT octets.
    """
    octets = text.replace("\n", "\r\n").encode()
    if octets.isascii() and max(map(len, text.split("\n"))) <= LINE_LIMIT:
        return "7bit", octets
    printable = binascii.b2a_qp(octets, istext=True)
    packed = _base64(octets)
    return ("quoted-printable", printable) if len(printable) <= len(packed) else ("base64", packed)


def _phrase(name: str, first_room: int) -> list[str]:
    if name.isascii() and "=?" not in name and len(name) < min(first_room, 60):
        words = name.split(" ")
        if all(re.fullmatch(ATEXT, word) for word in words):
            return words
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        if len(escaped) + 2 <= first_room:
            return [f'"{escaped}"']
    return encoded_words(name, first_room)


def _q_words(text: str, first_room: int) -> list[str]:
    words, word, room = [], "", min(first_room, ENCODED_WORD_LIMIT) - _WORD_FRAME
    for character in text:
        piece = "".join(_Q_TABLE.get(octet) or f"={octet:02X}" for octet in character.encode())
        if len(word) + len(piece) > room:
            words.append(word)
            word, room = "", ENCODED_WORD_LIMIT - _WORD_FRAME
        word += piece
    return [f"=?utf-8?q?{w}?=" for w in [*words, word]]


def _b_words(octets: bytes, first_room: int) -> list[str]:
    words, start, room = [], 0, min(first_room, ENCODED_WORD_LIMIT) - _WORD_FRAME
    while start < len(octets):
        end = start + room // 4 * 3
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        words.append(f"=?utf-8?b?{binascii.b2a_base64(octets[start:end], newline=False).decode()}?=")
        start, room = end, ENCODED_WORD_LIMIT - _WORD_FRAME
    return words


def _base64(octets: bytes) -> bytes:
    packed = binascii.b2a_base64(octets, newline=False)
    lines = [packed[at : at + LINE_LIMIT] for at in range(0, len(packed), LINE_LIMIT)]
    return b"\r\n".join([*lines, b""])
