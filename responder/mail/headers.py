"""Reads a header block into its fields: unfolded, bounded, topmost first, whatever stands in it."""

import re
from dataclasses import dataclass, field
from typing import Final

from responder.domain.message import HeaderField
from responder.mail import charset, limits

_FOLD: Final = re.compile(rb"\r?\n(?=[ \t])")
_LINE_END: Final = re.compile(rb"\r?\n")
_FIELD: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]*:(.*)", re.DOTALL)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_MESSAGE_ID: Final = re.compile(r"<([^<>]{1,998})>")
_MESSAGE_IDS: Final = 100


@dataclass(frozen=True, slots=True)
class Head:
    """The fields of one header block, with values as long as they were, and what was wrong with the block.

    `complete` is False when the octets ended before the empty line that closes a header block (RFC 5322 section 2.1).
    """

    fields: tuple[tuple[str, str], ...]
    complete: bool
    defects: tuple[str, ...]
    values: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in self.fields:
            self.values.setdefault(name.lower(), []).append(value)

    def all(self, name: str) -> list[str]:
        """Every value of the named field (given in lower case), topmost first."""
        return self.values.get(name, [])

    def first(self, name: str) -> str:
        """The topmost value of the named field (given in lower case), empty when there is none."""
        return self.values.get(name, [""])[0]

    def capped(self) -> tuple[HeaderField, ...]:
        """The fields with values of at most 4,096 characters."""
        return tuple(HeaderField(name, value[: limits.FIELD_CHARACTERS]) for name, value in self.fields)


def body_start(octets: bytes, start: int = 0, end: int | None = None) -> int:
    """Where the body begins behind the header block at `start`; -1 when that block does not end before `end`."""
    end = len(octets) if end is None else end
    if octets.startswith((b"\r\n", b"\n"), start, end):
        return start + (2 if octets.startswith(b"\r\n", start, end) else 1)
    crlf = octets.find(b"\n\r\n", start, end)
    lf = octets.find(b"\n\n", start, end if crlf < 0 else crlf + 1)
    return lf + 2 if lf >= 0 else crlf + 3 if crlf >= 0 else -1


def read_head(octets: bytes) -> Head:
    """Read the header block that `octets` begin with, at most 100 KB and 1,000 fields of it.

    Folded values are unfolded by taking out the line breaks only (RFC 5322 section 2.2.3). Octets beyond ASCII are
    read as the charset they look like.
    """
    defects: list[str] = []
    end = body_start(octets[: limits.HEAD_OCTETS])
    block = octets[: limits.HEAD_OCTETS] if end < 0 else octets[:end]
    if len(octets) > limits.HEAD_OCTETS and end < 0:
        defects.append("header_too_long")
    lines = _LINE_END.split(_FOLD.sub(b"", block))
    if lines[0].startswith((b"From ", b">From ")):
        del lines[0]  # the envelope line of an mbox file
    fields = _fields(lines, defects)
    return Head(fields, complete=end >= 0, defects=tuple(dict.fromkeys(defects)))


def _fields(lines: list[bytes], defects: list[str]) -> tuple[tuple[str, str], ...]:
    fields: list[tuple[str, str]] = []
    for line in lines:
        if not line.strip():
            continue
        if len(fields) == limits.FIELDS:
            defects.append("too_many_fields")
            break
        found = _FIELD.match(line)
        if found is None:
            defects.append("bad_header_line")
            continue
        value = _value(found[2])
        if len(value) > limits.FIELD_CHARACTERS:
            defects.append("long_header_field")
        fields.append((found[1].decode("ascii"), value))
    return tuple(fields)


def _value(octets: bytes) -> str:
    text = charset.decode(octets).strip(" \t")
    return text if text.isprintable() else _CONTROLS.sub(" ", text).strip(" \t")


def message_ids(value: str) -> tuple[str, ...]:
    """The message ids of a Message-ID, In-Reply-To or References value, with brackets, in order, each once.

    Blanks inside brackets come from bad folding and are taken out. Where nothing stands in brackets, words with an @
    are taken as ids whose brackets were forgotten (RFC 5322 section 3.6.4). Of more than 100 the last are kept.
    """
    found = [f"<{inner}>" for text in _MESSAGE_ID.findall(value) if (inner := "".join(text.split()))]
    if not found:
        bare = (word.strip("<>,;\"'") for word in value.split())
        found = [f"<{word}>" for word in bare if "@" in word and len(word) <= 998 and not set("<>") & set(word)]
    return tuple(dict.fromkeys(found[-_MESSAGE_IDS:]))
