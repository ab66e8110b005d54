"""Reads Content-Type and Content-Disposition with their parameters, in the spellings of RFC 2231 and RFC 2047."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote_to_bytes

from responder.mail import charset, limits
from responder.mail.words import decode_words, one_line

_PARAMETERS: Final = 50
_MEDIA_TYPE: Final = re.compile(r"\s*([A-Za-z0-9!#$&^_.+-]{1,80})\s*/\s*([A-Za-z0-9!#$&^_.+-]{1,120})")
_TOKEN: Final = re.compile(r"\s*([A-Za-z0-9!#$&^_.+-]{1,80})")
_PARAMETER: Final = re.compile(r';\s*([^\s=;"*]{1,60})(\*\d{1,3})?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))')
_QUOTED_PAIR: Final = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Parameterised:
    """A value in lower case, such as `text/plain` or `attachment`, and its decoded parameters by lower-case name."""

    value: str
    params: Mapping[str, str] = field(default_factory=dict)


def read_content_type(text: str, default: str = "text/plain") -> Parameterised:
    """Read a Content-Type value; one that is none gives `text/plain` (RFC 2045 section 5.2)."""
    if not text:
        return Parameterised(default)
    found = _MEDIA_TYPE.match(text)
    value = f"{found[1]}/{found[2]}".lower() if found else "text/plain"
    return Parameterised(value, _parameters(text))


def read_disposition(text: str) -> Parameterised:
    """Read a Content-Disposition value (RFC 2183); empty where there is none."""
    found = _TOKEN.match(text)
    return Parameterised(found[1].lower() if found else "", _parameters(text))


def _parameters(text: str) -> dict[str, str]:
    """Join the numbered pieces of RFC 2231 section 3 and decode each parameter; the first of equal names counts."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for count, found in enumerate(_PARAMETER.finditer(text[: limits.FIELD_CHARACTERS])):
        if count == _PARAMETERS:
            break
        name, number, starred, quoted, plain = found.groups()
        value = plain.strip() if quoted is None else _QUOTED_PAIR.sub(r"\1", quoted)
        pieces.setdefault(name.lower(), []).append((int(number[1:]) if number else -1, starred is not None, value))
    return {name: _joined(parts) for name, parts in pieces.items()}


def _joined(parts: list[tuple[int, bool, str]]) -> str:
    extended = [part for part in parts if part[0] < 0 and part[1]]
    if extended:
        chosen = extended[:1]  # RFC 6266 section 4.3: name*= goes before name=
    elif parts[0][0] < 0:
        chosen = parts[:1]
    else:
        chosen = sorted(parts, key=lambda part: part[0])
    if any(part[1] for part in chosen):
        return one_line(_percent_decoded(chosen), limits.FIELD_CHARACTERS)
    return one_line(decode_words("".join(part[2] for part in chosen)), limits.FIELD_CHARACTERS)


def _percent_decoded(parts: list[tuple[int, bool, str]]) -> str:
    first = parts[0][2]
    name, octets = "utf-8", b""
    if parts[0][1] and first.count("'") >= 2:
        name, _, first = first.split("'", 2)
    for index, (_, starred, value) in enumerate(parts):
        piece = first if index == 0 else value
        octets += unquote_to_bytes(piece) if starred else piece.encode("utf-8", "replace")
    return charset.decode(octets, name or "utf-8")
