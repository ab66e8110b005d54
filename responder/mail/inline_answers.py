"""Finds an author's answers within a letter that is quoted without marks, where the author announces them."""

import re
from collections.abc import Sequence
from typing import Final

from responder.mail import marks

_SEARCHED: Final = 4_000
_LONGEST_LINE: Final = 1_000
_MARKED: Final = re.compile(r"\s{0,8}(?:\[[^\W\d_][^\]\n]{0,40}\]|[=-]{1,4}>|>{2,}|\*{2,3}|#{2,3})\s{0,3}\S")


def announced(text: str) -> bool:
    """Whether the author says, in what stands above, that answers stand below."""
    lowered = text[-_SEARCHED:].lower()
    return any(phrase in lowered for phrase in marks.ANSWERS_BELOW)


def others_words(lines: Sequence[str], start: int) -> list[int]:
    """Which lines from `start` on are not answers, where the author marked the answers; none where nothing tells them.

    An answer lasts to the next blank line, or to the next that asks something.
    """
    others: list[int] = []
    inside = answers = False
    for index in range(start, len(lines)):
        line = lines[index]
        if _begins_answer(line):
            inside = answers = True
        elif not line.strip() or line.rstrip().endswith("?"):
            inside = False
        if not inside:
            others.append(index)
    return others if answers else []


def _begins_answer(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and (
        _MARKED.match(line) is not None or bool(marks.ANSWER_MARKS.open(line.strip()[:20].lower()))
    )
