"""Makes values safe to stand in a line of ours, and rendered text tidy."""

import re

from responder.domain.echo import shortened

_ANSWER_MARKS = re.compile(r"(?i)^(?:(?:re|fwd?|fw|aw|wg|sv|vs|tr|rv|отв|ответ|ha|на|пересл)(?:\[\d+\])?\s*[:：]\s*)+")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_GAPS = re.compile(r"\n{3,}")


def one_line(text: str, most: int) -> str:
    """The text on one line of at most `most` characters, without anything invisible that could turn it round."""
    return shortened(text, most)


def topic_of(subject: str) -> str:
    """A subject without the marks that answers and forwards pile up in front of it."""
    return _ANSWER_MARKS.sub("", subject).strip()


def tidy(text: str) -> str:
    """Rendered text without trailing blanks and without more than one empty line at a time; ends with a line break."""
    return _GAPS.sub("\n\n", _TRAILING.sub("", text)).strip() + "\n"


def tidy_line(text: str) -> str:
    """A rendered subject on one line."""
    return " ".join(text.split())
