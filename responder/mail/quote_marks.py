"""Knows lines with quote marks, and those that lost theirs when a mail program broke them."""

import re
from collections.abc import Sequence
from typing import Final

_QUOTE: Final = re.compile(r"\s{0,3}(?:[A-ZА-ЯЁІЇЄҐ]{1,3})?>")
_QUOTES: Final = re.compile(rf"(?:{_QUOTE.pattern}){{1,20}} ?")
_FULL_LINE: Final = 60
_LONGEST_TAIL: Final = 50
_LONGEST_LINE: Final = 500
_SEARCHED: Final = 8
_SENTENCE_ENDS: Final = (".", "?", "!", ":", ";", "…", ")")


def is_quoted(line: str) -> bool:
    """Whether the line begins with a quote mark, or with the initials and quote mark of The Bat."""
    return ">" in line[:7] and _QUOTE.match(line) is not None


def unquoted(line: str) -> str:
    """The line without its quote marks."""
    return _QUOTES.sub("", line, count=1) if is_quoted(line) else line


def quoted_follows(lines: Sequence[str], index: int) -> bool:
    """Whether the next line that is not blank bears a quote mark."""
    for line in lines[index + 1 : index + 1 + _SEARCHED]:
        if line and not line.isspace():
            return is_quoted(line)
    return False


def is_broken_off(lines: Sequence[str], index: int, seen_before: bool) -> bool:
    """Whether the line is the end of the quoted one above it, broken off without a mark.

    A further quoted line must follow at once; where this was `seen_before`, a blank one or the end will do.
    """
    above, line = lines[index - 1].rstrip()[:_LONGEST_LINE], lines[index].strip()
    follows = lines[index + 1] if index + 1 < len(lines) else ""
    if not (is_quoted(follows) or (seen_before and not follows.strip())):
        return False
    if "(http" in above and ")" not in above[above.rfind("(http") :]:
        return line.endswith(")") and " " not in line
    if above.endswith("<"):
        return "@" in line and " " not in line
    if len(above) < _FULL_LINE or len(line) > _LONGEST_TAIL or above.endswith(_SENTENCE_ENDS):
        return False
    return line[:1].islower() or not line[:1].isalpha()
