"""Takes a letter's text line by line: what of it is prose, and which lines a mail program has wrapped."""

import re
from dataclasses import dataclass
from statistics import median

from responder.reading.code import prose

MAX_TEXT = 200_000
MAX_PROSE = 30_000
MAX_LINES = 1_500
_MAX_ROWS = 20_000
_LONGEST_WRAP = 135
_SHORTEST_WRAP = 55
_FEWEST_ROWS = 3
_ENDS = ".!?…:;。？！"

_MARK = re.compile(r"[.!?…;。？！](?:\s|$)")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n)+")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its indent in columns, its text with white space folded, and how it stands to the line above.

    `gap`: a blank line, a rule or code lies between; `wrapped`: a mail program broke the sentence; `small`: it goes
    on in small letters after a line without an end mark; the sentence goes on, or its writer uses no capitals.
    """

    indent: int
    text: str
    gap: bool = False
    wrapped: bool = False
    small: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines of prose in a text; code, logs and quoted lines are left out.

    Of a longer text the first `MAX_TEXT` characters are looked at and `MAX_PROSE` characters and `MAX_LINES`
    lines of prose kept: no letter is longer, and whatever stands behind belongs to a log or a book.
    """
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n")))
    rows = [row.expandtabs(4) for row in _BLANK_LINES.sub("\n\n", text).split("\n")[:_MAX_ROWS]]
    kept = list(prose(rows))
    letter = [row.rstrip() for row, is_prose in zip(rows, kept, strict=True) if is_prose and row.strip()]
    width, marked = _wrap_width(letter), _is_marked(letter)
    lines: list[Line] = []
    above, gap, room = "", True, MAX_PROSE
    for row, is_prose in zip(rows, kept, strict=True):
        bare = _SPACES.sub(" ", row).strip()[:room]
        if not bare or not is_prose:
            gap, above = True, ""
            continue
        joined = bool(above) and not gap and marked
        wrapped, small = joined and _is_full(above, bare, width), joined and _goes_on_small(above, bare)
        lines.append(Line(len(row) - len(row.lstrip()), bare, gap, wrapped, small))
        above, gap, room = row.rstrip(), False, room - len(bare)
        if room <= 0 or len(lines) >= MAX_LINES:
            break
    return lines


def _wrap_width(rows: list[str]) -> float:
    """The column at which the writer's mail program wraps, or infinity where it does not."""
    lengths = [len(row) for row in rows]
    long = [n for n in lengths if n > _LONGEST_WRAP]
    full = [n for n in lengths if _SHORTEST_WRAP <= n <= _LONGEST_WRAP]
    if not full or len(long) > len(full) or (long and median(long) > 300):
        return float("inf")
    return max(full)


def _is_marked(rows: list[str]) -> bool:
    """Whether the writer uses end marks at all; without them only the ends of the lines tell where sentences end."""
    return len(rows) < _FEWEST_ROWS or any(_MARK.search(row) for row in rows)


def _is_full(above: str, bare: str, width: float) -> bool:
    """Whether the line above was too full for the first word of this one."""
    if len(above) > _LONGEST_WRAP:
        return False
    if len(above) + 1 + len(bare.split(" ", 1)[0]) > width:
        return True
    return above[-1] not in _ENDS and len(above) >= 0.85 * width


def _goes_on_small(above: str, bare: str) -> bool:
    return above[-1] not in _ENDS and bare[0].islower() and (len(above) > 24 or above[-1] not in ",!")
