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
_NARROWEST_WRAP, _NARROW_RAGGED, _FEWEST_NARROW = 40, 8, 4
_FEWEST_ROWS = 3
_RAGGED = 15
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
    page = _Page.of(letter)
    lines: list[Line] = []
    above, gap, room = "", True, MAX_PROSE
    for row, is_prose in zip(rows, kept, strict=True):
        bare = _SPACES.sub(" ", row).strip()[:room]
        if not bare or not is_prose:
            gap, above = True, ""
            continue
        joined = bool(above) and not gap and page.marked
        wrapped, small = joined and page.is_full(above, bare), joined and _goes_on_small(above, bare)
        if wrapped and small and not page.even and page.width < float("inf"):
            wrapped = False  # one long line proves no wrapping, so the words that begin this one decide
        lines.append(Line(len(row) - len(row.lstrip()), bare, gap, wrapped, small))
        above, gap, room = row.rstrip(), False, room - len(bare)
        if room <= 0 or len(lines) >= MAX_LINES:
            break
    return lines


@dataclass(frozen=True, slots=True)
class _Page:
    """How a letter fills its lines: `width` is the column at which a mail program wraps, infinity where none does.

    `even`: several lines come near it; `marked`: the writer uses end marks, and so a line may end within a sentence.
    """

    width: float
    even: bool
    marked: bool

    @classmethod
    def of(cls, rows: list[str]) -> "_Page":
        """The page that these rows stand on."""
        width = _wrap_width(rows)
        even = sum(width - _RAGGED <= len(row) <= width for row in rows) > 1
        return cls(width, even, len(rows) < _FEWEST_ROWS or any(_MARK.search(row) for row in rows))

    def is_full(self, above: str, bare: str) -> bool:
        """Whether the line above was too full for the first word of this one."""
        if len(above) > _LONGEST_WRAP:
            return False
        ended = above[-1] in _ENDS
        if not ended and above.count("(") > above.count(")"):
            return True
        if len(above) + 1 + len(bare.split(" ", 1)[0]) > self.width:
            return self.even or not ended
        return not ended and len(above) >= 0.85 * self.width


def _wrap_width(rows: list[str]) -> float:
    lengths = [len(row) for row in rows]
    long = [n for n in lengths if n > _LONGEST_WRAP]
    full = [n for n in lengths if _SHORTEST_WRAP <= n <= _LONGEST_WRAP]
    if not full and not long:
        return _narrow_width(lengths)
    if not full or len(long) > len(full) or (long and median(long) > 300):
        return float("inf")
    return max(full)


def _narrow_width(lengths: list[int]) -> float:
    """The width of a page of short lines, which counts only where several of them come near it."""
    width = max(lengths, default=0)
    near = sum(width - _NARROW_RAGGED <= n for n in lengths)
    return width if width >= _NARROWEST_WRAP and near >= _FEWEST_NARROW else float("inf")


def _goes_on_small(above: str, bare: str) -> bool:
    return above[-1] not in _ENDS and bare[0].islower() and (len(above) > 24 or above[-1] not in ",!")
