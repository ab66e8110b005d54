"""Recognises the block of header fields that mail programs put above a letter which they quote or forward."""

import re
from collections.abc import Sequence
from typing import Final

from responder.mail import marks

RULE: Final = "-_=*–— \t"
"""What lines that are drawn with characters are drawn with."""

_TIME: Final = re.compile(r"\d{1,2}[:.]\d{2}|\d{1,2} ?h ?\d{2}")
_FULL_DATE: Final = re.compile(r"(?=[^\n]{0,120}\d{4})[^\n]{0,120}\d{1,2}:\d{2}")
_SECONDS: Final = re.compile(r"\d{1,2}:\d{2}:\d{2}")
_LINES: Final = 12
_RECIPIENT_FIELDS: Final = 4
_NAME_WITHIN: Final = 24
_LONGEST: Final = 400


def begins_field(line: str) -> bool:
    """Whether the line begins with the name of a header field that such blocks show."""
    head = line[:_NAME_WITHIN]
    return ":" in head and _role_of(head.partition(":")[0]) is not None


def block_end(lines: Sequence[str], index: int) -> int | None:
    """Where the block of header fields that begins here ends, or None where no block begins.

    It says who, and two of when, to whom and about what, and has a subject, an @ or a time of day in it: "From: Berlin,
    To: Paris, Date: 5 May" is part of a letter. Two fields will do when they hold an address and a whole date.
    """
    roles: dict[str, str] = {}
    last = index
    strangers = recipients = 0
    for at in range(index, min(index + _LINES, len(lines))):
        found = _fields(lines[at])
        if not found:
            strangers += bool(lines[at].strip())
            if strangers > 1:
                break
            continue
        recipients += found[0][0] == "to"
        if recipients > _RECIPIENT_FIELDS or (found[0][0] in roles and found[0][0] != "to"):
            break  # another block, or no block at all
        roles.update(found)
        last = at
    return last + 1 if _is_enough(roles) else None


def block_start(lines: Sequence[str], index: int) -> int:
    """The block's first line, or the rule that is drawn above it."""
    for above in range(index - 1, max(index - 3, -1), -1):
        text = lines[above].strip()
        if text:
            return above if len(text) >= 5 and not text.strip(RULE) else index
    return index


def _is_enough(roles: dict[str, str]) -> bool:
    date = roles.get("date", "")
    if "from" not in roles:
        return "@" in roles.get("to", "") and _SECONDS.search(date) is not None
    if len(roles) >= 3:
        return "subject" in roles or any("@" in value or _TIME.search(value) for value in roles.values())
    return "@" in roles["from"] and _FULL_DATE.match(date) is not None


def _fields(line: str) -> list[tuple[str, str]]:
    """The fields on a line, by role with what stands behind their colons: mostly one, or none."""
    if not begins_field(line):
        return []
    found: list[tuple[str, str]] = []
    name = ""
    for piece in line[:_LONGEST].split(":"):
        role = _role_of(name)
        if role:
            found.append((role, piece))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}:{piece}")
        name = piece if not found else piece.rpartition(" ")[2]
    return found


def _role_of(name: str) -> str | None:
    return marks.HEADER_NAMES.get(name.strip(" *\t").lower())
