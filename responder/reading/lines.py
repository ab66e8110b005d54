"""Takes a letter's text line by line: what is code or debris, and which lines a mail program has wrapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

MAX_TEXT = 200_000
MAX_PROSE = 30_000
MAX_LINES = 1_500
_MAX_ROWS = 20_000
_LONGEST_WRAP = 100
_SHORTEST_WRAP = 55
_ENDS = ".!?…:;。？！"

_CODE = re.compile(
    r"""\s*(?:[$#%]\s\w+|>>>|PS\ [A-Z]:\\|@@\ |[-+]{3}\ |diff\ |\+\s*[\w#/}]|-\s*\w+[(;{]
    |at\ [\w.$<>]+\(|File\ "|Traceback\ |Caused\ by
    |(?:public|private|static|void|def|class|import|\#include|return)\s.*[;:{}()=/*]
    |(?:SELECT|INSERT|UPDATE|DELETE|CREATE|GET|POST|PUT|HTTP)\s.*[;:{}()=/*]
    |[\w.-]{1,40}\s*=\s*\S|</?\w+[^>]{0,200}>|[{}\])];?,?\s*$|//|/\*|\*/)""",
    re.VERBOSE,
)
_LOG = re.compile(
    r"""\s*[\[(]?(?:\d{4}[-/.]\d\d[-/.]\d\d[T ]+\d\d:\d\d|\d\d:\d\d:\d\d[.,\]\s]|\d{1,3}(?:\.\d{1,3}){3}\s-
    |(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)[\]:\s]+\S)""",
    re.VERBOSE,
)
_CODE_END = re.compile(r"[;{}]\s*$|\)\s*;\s*$|=>|->|::|\$\w+\s*=|\w\(\)|==|!=|&&|\|\|")
_SYMBOLS = re.compile(r"[{}<>=;$\\|&^%@#~_\[\]()/+*]")
_RULE = re.compile(r"^\s*[-=_*~•·.–—]{3,}\s*$")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n)+")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
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
    width = _wrap_width(rows)
    lines: list[Line] = []
    above, gap, room = "", True, MAX_PROSE
    for row, is_prose in zip(rows, _prose(rows), strict=True):
        bare = _SPACES.sub(" ", row).strip()[:room]
        if not bare or not is_prose:
            gap, above = True, ""
            continue
        joined = bool(above) and not gap
        wrapped, small = joined and _is_full(above, bare, width), joined and _goes_on_small(above, bare)
        lines.append(Line(len(row) - len(row.lstrip()), bare, gap, wrapped, small))
        above, gap, room = row.rstrip(), False, room - len(bare)
        if room <= 0 or len(lines) >= MAX_LINES:
            break
    return lines


def _wrap_width(rows: list[str]) -> float:
    """The column at which the writer's mail program wraps, or infinity where it does not."""
    lengths = [len(row.rstrip()) for row in rows if row.strip()]
    long = [n for n in lengths if n > _LONGEST_WRAP]
    full = [n for n in lengths if _SHORTEST_WRAP <= n <= _LONGEST_WRAP]
    if not full or len(long) > len(full) or (long and median(long) > 3 * _LONGEST_WRAP):
        return float("inf")
    return max(full)


def _is_full(above: str, bare: str, width: float) -> bool:
    """Whether the line above was too full for the first word of this one."""
    if len(above) > _LONGEST_WRAP:
        return False
    if len(above) + 1 + len(bare.split(" ", 1)[0]) > width:
        return True
    return above[-1] not in _ENDS and len(above) >= 0.85 * width


def _goes_on_small(above: str, bare: str) -> bool:
    return above[-1] not in _ENDS and bare[0].islower() and (len(above) > 24 or above[-1] not in ",!")


def _prose(rows: list[str]) -> Iterator[bool]:
    fenced = False
    for row in rows:
        if _FENCE.match(row[:80]):
            fenced = not fenced
            yield False
        else:
            yield not fenced and (not row or not _is_debris(row))


def _is_debris(row: str) -> bool:
    """Code, log lines, rules of dashes and quoted lines."""
    head = row[:400]
    if head.lstrip().startswith(">") or _RULE.match(head) or _LOG.match(head):
        return True
    if any(c in head for c in "?？") and head.rstrip().endswith(("?", "？")) and head.count(" ") > 2:
        return False
    symbols = len(_SYMBOLS.findall(head))
    letters = sum(map(str.isalpha, head))
    if _CODE.match(head):
        return symbols >= 2 or letters < 2 * symbols or bool(_CODE_END.search(head))
    return symbols * 3 > letters + 3 or (symbols > 3 and bool(_CODE_END.search(head)) and head[:1] in " \t")
