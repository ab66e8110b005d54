"""Tells the lines of earlier messages, quoted or forwarded, from those that a letter's author wrote now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from responder.mail import marks

_QUOTE: Final = re.compile(r"\s{0,3}(?:[A-ZА-ЯЁІЇЄҐ]{1,3})?>")
_QUOTES: Final = re.compile(rf"(?:{_QUOTE.pattern}){{1,20}} ?")
_DATE: Final = re.compile(
    r"\d{1,2}[:.]\d{2}(?!\d)|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.? [^\W\d_]{3,12}\.?,? \d{4}"
)
_TIME: Final = re.compile(r"\d{1,2}:\d{2}")
_DASHES: Final = "-_=*–— \t"
_LONGEST_ATTRIBUTION: Final = 400
_DATE_WITHIN: Final = 80
_BLOCK_LINES: Final = 12
_HEADER_NAME_WITHIN: Final = 24


@dataclass(slots=True)
class History:
    """Which lines are history, and whether some of it was forwarded and not answered."""

    marked: list[bool]
    forwarded: bool = False
    resume: int = field(default=0, repr=False)


def is_quoted(line: str) -> bool:
    """Whether the line begins with a quote mark, or with the initials and quote mark of The Bat."""
    return ">" in line[:7] and _QUOTE.match(line) is not None


def unquoted(line: str) -> str:
    """The line without its quote marks."""
    return _QUOTES.sub("", line, count=1) if is_quoted(line) else line


def find_history(lines: Sequence[str]) -> History:
    """Mark the history within a letter's lines, in one pass.

    Lines with quote marks are history wherever they stand, so that answers between them stay the author's. A line that
    announces a message, or a block of header fields, makes all that follows history when no quote marks show its end.
    """
    history = History([False] * len(lines))
    for index, line in enumerate(lines):
        if index < history.resume or not line or line.isspace():
            continue
        if is_quoted(line) and line.strip() != ">:":  # which ends an attribution that was broken there
            history.marked[index] = True
        else:
            _look_at(lines, index, history)
    return history


def _look_at(lines: Sequence[str], index: int, history: History) -> None:
    text = lines[index].strip()
    if _header_role(text) and _is_header_block(lines, index):
        _mark(history, _start_of_block(lines, index), len(lines))
        history.forwarded = True
    elif _is_separator(text):
        _mark(history, index, _forward_end(lines, index))
        history.forwarded = True
    elif text.endswith(":") and (start := _attribution_start(lines, index, history)) is not None:
        if _quoted_follows(lines, index):
            _mark(history, start, index + 1)
        elif _names_address(_joined(lines, start, index)):
            _mark(history, start, len(lines))


def _mark(history: History, start: int, end: int) -> None:
    history.marked[start:end] = [True] * (end - start)
    history.resume = end


def _is_separator(text: str) -> bool:
    if text[:2].strip(_DASHES):
        return text.endswith(":") and marks.BARE_SEPARATORS.open(text.lower()) == text[:-1].rstrip().lower()
    core = text.strip(_DASHES).rstrip(":").lower()
    return core in marks.SEPARATORS or marks.BARE_SEPARATORS.open(core) == core != ""


def _forward_end(lines: Sequence[str], index: int) -> int:
    """Behind the line that ends a forwarded message, or behind the last line."""
    for end in range(index + 1, len(lines)):
        line = lines[end]
        if line.startswith("-") and line.strip(_DASHES).lower() in marks.FORWARD_ENDS:
            return end + 1
    return len(lines)


def _header_role(line: str) -> str | None:
    head = line.strip().lstrip("*")[:_HEADER_NAME_WITHIN]
    name, colon, _ = head.partition(":")
    return marks.HEADER_NAMES.get(name.strip(" *").lower()) if colon else None


def _is_header_block(lines: Sequence[str], index: int) -> bool:
    """Whether the lines from here are the header fields of a message: who, and two of when, to whom and about what.

    A subject, an @ or a time of day must be among them: "From: Berlin, To: Paris, Date: 5 May" is part of a letter.
    """
    roles: set[str] = set()
    sure = False
    strangers = 0
    for line in lines[index : index + _BLOCK_LINES]:
        role = _header_role(line)
        if role is None:
            strangers += bool(line.strip())
            if strangers > 1 or not roles:
                break
            continue
        roles.add(role)
        sure = sure or role == "subject" or "@" in line or _TIME.search(line) is not None
    return "from" in roles and len(roles) >= 3 and sure


def _start_of_block(lines: Sequence[str], index: int) -> int:
    """The block's first line, or the rule that is drawn above it."""
    for above in range(index - 1, max(index - 3, -1), -1):
        text = lines[above].strip()
        if text:
            return above if len(text) >= 5 and not text.strip(_DASHES) else index
    return index


def _attribution_start(lines: Sequence[str], end: int, history: History) -> int | None:
    """Where a line such as "On 16.11.2026 10:00 Ann wrote:" begins that ends here, broken into at most three lines."""
    for start in range(end, max(end - 3, -1), -1):
        if history.marked[start] or not lines[start].strip():
            return None
        joined = _joined(lines, start, end)
        if len(joined) > _LONGEST_ATTRIBUTION:
            return None
        if _DATE.search(joined[:_DATE_WITHIN]) and (_ends_in_verb(joined) or _ends_in_address(joined)):
            return start
        if _DATE.search(joined) and _has_verb(joined) and joined[:1].isupper():
            return start
    return None


def _joined(lines: Sequence[str], start: int, end: int) -> str:
    return " ".join(line.strip() for line in lines[start : end + 1])


def _ends_in_verb(text: str) -> bool:
    return text[:-1].rstrip().lower().endswith(marks.VERBS)


def _has_verb(text: str) -> bool:
    words = text.lower().split()
    return any(word.strip(",:") in marks.VERBS for word in words)


def _names_address(text: str) -> bool:
    """Whether an address stands in angle brackets; an author who announces somebody's words writes none."""
    opening = text.find("<")
    return opening >= 0 and "@" in text[opening:]


def _ends_in_address(text: str) -> bool:
    return text[:-1].rstrip().endswith((">", ">)")) and _names_address(text)


def _quoted_follows(lines: Sequence[str], index: int) -> bool:
    """Whether the next line that is not blank bears a quote mark."""
    for line in lines[index + 1 : index + 4]:
        if line.strip():
            return is_quoted(line)
    return False
