"""Tells the lines of earlier messages, quoted or forwarded, from those that a letter's author wrote now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from responder.mail import marks
from responder.mail.attribution import (
    attribution_start,
    closes_bracket,
    ends_in_verb,
    joined_lines,
    told_by_program,
)
from responder.mail.header_block import RULE, begins_field, block_end, block_start
from responder.mail.inline_answers import announced, others_words
from responder.mail.quote_marks import is_broken_off, is_quoted, quoted_follows, unquoted

__all__ = ["History", "find_history", "unquoted"]

_HEAD_LINES: Final = 14


@dataclass(slots=True)
class History:
    """Which lines are history, and whether some of it was forwarded and not answered."""

    marked: list[bool]
    forwarded: bool = False
    broken: bool = field(default=False, repr=False)
    answers_within: bool = field(default=False, repr=False)
    endless: bool = field(default=False, repr=False)
    resume: int = field(default=0, repr=False)


def find_history(lines: Sequence[str]) -> History:
    """Mark the history within a letter's lines, in one pass.

    Lines with quote marks are history wherever they stand, so that answers between them stay the author's. A line that
    announces a message, or a block of header fields, makes all that follows history when no quote marks show its end
    and the author did not announce answers within it.
    """
    history = History([False] * len(lines))
    for index, line in enumerate(lines):
        if index < history.resume or not line or line.isspace():
            continue
        if is_quoted(line) and not closes_bracket(lines, index, history.marked):
            history.marked[index] = True
        else:
            _look_at(lines, index, history)
    return history


def _look_at(lines: Sequence[str], index: int, history: History) -> None:
    text = lines[index].strip()
    if index and history.marked[index - 1] and is_broken_off(lines, index, history.broken):
        history.marked[index] = history.broken = True
    elif begins_field(text) and (end := block_end(lines, index)) is not None:
        _mark_letter(lines, history, block_start(lines, index), end)
    elif _is_separator(text):
        _mark_forwarded(lines, history, index)
    elif text.endswith(":") or _is_ruled_verb(text):
        _look_at_attribution(lines, index, history)


def _look_at_attribution(lines: Sequence[str], index: int, history: History) -> None:
    start = index if _is_ruled_verb(lines[index].strip()) else attribution_start(lines, index, history.marked)
    if start is None:
        return
    if quoted_follows(lines, index) or (start and history.marked[start - 1] and is_quoted(lines[start - 1])):
        _mark(history, start, index + 1)
    elif told_by_program(joined_lines(lines, start, index)):
        _mark_rest(lines, history, start, index + 1)


def _mark_letter(lines: Sequence[str], history: History, start: int, end: int) -> None:
    """Mark a block of header fields, and the letter below it to where its end can be seen."""
    history.forwarded = True
    if quoted_follows(lines, end - 1):
        _mark(history, start, end)
    else:
        _mark_rest(lines, history, start, end)


def _mark_forwarded(lines: Sequence[str], history: History, index: int) -> None:
    """Mark what a separator begins: to the line that closes it, or like a letter under its header fields."""
    history.forwarded = True
    end = None if history.endless else _forward_end(lines, index)
    history.endless = end is None
    if end is not None:
        _mark(history, index, end)
        return
    head = index + 1
    for at in range(head, min(index + _HEAD_LINES, len(lines))):
        if begins_field(lines[at].strip()):
            head = at + 1
        elif lines[at].strip():
            break
    _mark_letter(lines, history, index, head)


def _mark_rest(lines: Sequence[str], history: History, start: int, end: int) -> None:
    """Mark all from `start` on; where the author announced answers within, to `end` and what is surely not theirs."""
    if history.answers_within:
        _mark(history, start, end)
        return
    above = (line for line, marked in zip(lines[:start], history.marked, strict=False) if not marked)
    if not announced("\n".join(above)):
        _mark(history, start, len(lines))
        return
    history.answers_within = True
    _mark(history, start, end)
    for index in others_words(lines, end):
        history.marked[index] = True


def _mark(history: History, start: int, end: int) -> None:
    history.marked[start:end] = [True] * (end - start)
    history.resume = end


def _is_separator(text: str) -> bool:
    if text[0] not in RULE or text[:2].strip(RULE):
        return text[1:].endswith(":") and marks.BARE_SEPARATORS.open(text.lower()) == text[:-1].rstrip().lower()
    core = text.strip(RULE).rstrip(": ").lower()
    return (
        core in marks.SEPARATORS
        or marks.BARE_SEPARATORS.open(core) == core != ""
        or bool(marks.SEPARATOR_LEADS.open(core))
    )


def _is_ruled_verb(text: str) -> bool:
    """Whether the line is one like "---- Ann Lee wrote ----"."""
    return text.startswith("---") and text.endswith("---") and len(text) <= 200 and ends_in_verb(text)


def _forward_end(lines: Sequence[str], index: int) -> int | None:
    """Behind the line that ends a forwarded message."""
    for end in range(index + 1, len(lines)):
        line = lines[end]
        if line.startswith("-") and line.strip(RULE).lower() in marks.FORWARD_ENDS:
            return end + 1
    return None
