"""Knows the lines by which mail programs say whose words follow, such as "On 16.11.2026 10:00 Ann wrote:"."""

import re
from collections.abc import Sequence
from typing import Final

from responder.mail import marks
from responder.mail.quote_marks import is_quoted, unquoted

_DATE: Final = re.compile(
    r"\d{1,2}[:.h]\d{2}(?!\d)|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    r"|\d{1,2}, \d{4}(?!\d)|\d{1,2}\.?[ -](?:de )?[^\W\d_]{3,12}\.?,?[ -](?:de )?\d{4}"
)
_DIGIT: Final = re.compile(r"\d")
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)19\d\d(?!\d)|\d[./-]\d{2}(?!\d)")
# A comma between time and name, which nobody types who tells what somebody else wrote.
_NAMED: Final = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?(?: [^\s,]{2,12})?, ((?:[^\s,]+ ?){1,5})$"
)
_SHARED: Final = re.compile(r"(?:\s|-{2,}\s?)(?=On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, [^\n]{8,200} wrote:\s*$)")
_ADDRESS: Final = re.compile(r"[<(\[][^<>()\[\]@]{0,100}@")
_MAIL_TO: Final = re.compile(r"[<(\[]\s?mailto:", re.IGNORECASE)
_LONGEST: Final = 400
_LONGEST_LINE: Final = 200
_LONGEST_FIRST: Final = 80
_DATE_WITHIN: Final = 80
_LINES: Final = 6
_LONGEST_DATE: Final = 30
_SENTENCE_ENDS: Final = ("?", "!", ":", ";")


def shared_at(line: str) -> int:
    """Where an English attribution begins behind words of the author on one line; 0 where none does."""
    if len(line) > _LONGEST or not line.rstrip().endswith("wrote:"):
        return 0
    found = _SHARED.search(line)
    return found.end() if found and line[: found.start()].strip(" -") and not is_quoted(line) else 0


def closes_bracket(lines: Sequence[str], index: int, marked: Sequence[bool]) -> bool:
    """Whether the quote mark on this line is really the end of an address that begins further up."""
    line = lines[index].strip()
    if not line.startswith(">") or not line.endswith(":") or len(line) > _LONGEST_FIRST:
        return False
    for above in range(index - 1, max(index - 4, -1), -1):
        if marked[above] or len(lines[above]) > _LONGEST:
            return False
        opening = lines[above].rfind("<")
        if opening >= 0:
            return ">" not in lines[above][opening:]
    return False


def attribution_start(lines: Sequence[str], end: int, marked: Sequence[bool]) -> int | None:
    """The line that begins the attribution which ends with line `end`, which may have been broken into a few lines.

    Where it begins on a quoted line, only those behind that line are meant: they have lost their mark.
    """
    if not _DIGIT.search("\n".join(lines[max(end - _LINES, 0) : end + 1])[-_LONGEST * 2 :]):
        return None
    joined = ""
    dated = False
    for start in range(end, max(end - _LINES, -1), -1):
        line = lines[start]
        if len(line) > _LONGEST_LINE:
            return None
        if marked[start]:
            whole = f"{unquoted(line).strip()} {joined}"
            return start + 1 if start < end and is_quoted(line) and _is_attribution(whole) else None
        text = line.strip()
        if not text:
            if joined.startswith("<"):
                continue
            return None
        dated = dated or _DATE.search(f"{text} {joined[:_LONGEST_DATE]}") is not None
        joined = f"{text} {joined}" if joined else text
        if len(joined) > _LONGEST:
            return None
        if dated and _is_attribution(joined):
            return _first_line(lines, start, marked)
    return None


def _first_line(lines: Sequence[str], start: int, marked: Sequence[bool]) -> int:
    """The first line of an attribution of which the line `start` and those below it would do: "On Monday," is left."""
    first = start
    for above in range(start - 1, max(start - 3, -1), -1):
        text = lines[above].strip()
        if marked[above] or not text or len(text) > _LONGEST_FIRST or text.endswith(_SENTENCE_ENDS):
            break
        broken = text.endswith("<") or lines[above + 1].lstrip().startswith(("<", "("))
        if broken or names_address(text) or marks.ATTRIBUTION_OPENINGS.open(text.lower()) or _DATE.match(text):
            first = above
    return first


def _is_attribution(joined: str) -> bool:
    if (ends_in_verb(joined) or _ends_in_address(joined)) and _DATE.search(joined[:_DATE_WITHIN]):
        return True
    return joined[:1].isupper() and _has_verb(joined) and _DATE.search(joined) is not None


def told_by_program(joined: str) -> bool:
    """Whether only a program writes so: with an address in brackets, or the year, the time, a comma and a name."""
    if names_address(joined):
        return True
    core = joined.strip("-_=*– :")
    verb = _closing_verb(core.lower(), marks.WRITING)
    if not verb or not _YEAR.search(core):
        return False
    found = _NAMED.search(core[: len(core) - len(verb)].rstrip()[-120:])
    return found is not None and all(word[0].isupper() or word[0] in "\"'«“" for word in found[1].split())


def joined_lines(lines: Sequence[str], start: int, end: int) -> str:
    """The lines from `start` to `end`, both included, as one."""
    return " ".join(line.strip() for line in lines[start : end + 1])


def ends_in_verb(text: str) -> bool:
    """Whether the text, which may end in a colon or dashes, ends in a word such as "wrote"."""
    core = text.rstrip("-_=*– :").lower()
    return bool(_closing_verb(core, marks.VERBS))


def _closing_verb(lowered: str, verbs: tuple[str, ...]) -> str:
    """The one of the verbs that the text ends in as a word, or an empty string."""
    if not lowered.endswith(verbs):
        return ""
    last = lowered.rpartition(" ")[2]
    if last in verbs:
        return last
    return next((verb for verb in verbs if lowered.endswith(verb) and not lowered[: -len(verb)][-1:].isalpha()), "")


def names_address(text: str) -> bool:
    """Whether an address stands in brackets; an author who announces somebody's words writes none."""
    return _ADDRESS.search(text) is not None or _MAIL_TO.search(text) is not None


def _has_verb(text: str) -> bool:
    words = text.lower().split()
    return any(word.strip(",:") in marks.VERBS for word in words)


def _ends_in_address(text: str) -> bool:
    return text.rstrip(" :").endswith((">", ">)")) and names_address(text)
