"""Finds what machines append to letters: legal notices, banners of gateways, footers of mailing lists."""

from collections.abc import Iterator, Sequence
from typing import Final

from responder.mail import marks
from responder.mail.header_block import RULE

_SEARCHED: Final = 2_000
_FOOTER_LINES: Final = 14
_FOOTER_HEAD: Final = 4
_LONGEST_FOOTER_LINE: Final = 200
_RULE_SIGNS: Final = RULE + "~"


def known_parts(text: str) -> list[str]:
    """The words of legal notices that occur anywhere in a letter's `text`, so that lines are asked for no others."""
    lowered = text.lower()
    return [
        part for stem, parts in marks.DISCLAIMER_PARTS.items() if stem in lowered for part in parts if part in lowered
    ]


def find_notices(lines: Sequence[str], run: range, parts: Sequence[str]) -> Iterator[range]:
    """Find legal notices, from the line that begins one to the end of its paragraph or until something is asked."""
    inside = False
    rule = None
    for index in run:
        text = lines[index].strip(" \t*_=-!~")
        if not text:
            inside = False
            rule = index if lines[index].strip() else rule
            continue
        asks = text.endswith("?") and not (inside and text[0].islower())  # else the notice's own, over two lines
        inside = (inside or _begins_notice(text, parts)) and not asks
        if inside:
            first = index if rule is None else rule  # the rule that is drawn above a notice goes with it
            yield range(first, index + 1)
        rule = None


def find_footer(lines: Sequence[str], run: range) -> range | None:
    """Find the footer of a mailing list: a rule near the run's end, and below it what only such footers say."""
    filled = 0
    footer = None
    for index in range(run.stop - 1, run.start - 1, -1):
        text = lines[index].strip()
        if not text:
            continue
        filled += 1
        if filled > _FOOTER_LINES or len(text) > _LONGEST_FOOTER_LINE or text.endswith("?"):
            break
        if _is_rule(text) and _is_footer(lines, range(index + 1, run.stop)):
            footer = range(index, run.stop)
    return footer


def _is_rule(text: str) -> bool:
    return not text.strip(_RULE_SIGNS) and (len(text) >= 3 or text == "--")


def _is_footer(lines: Sequence[str], rest: range) -> bool:
    """Whether a mailing list speaks in one of the first lines below a rule."""
    head = [text for index in rest if (text := lines[index].strip().lower())][:_FOOTER_HEAD]
    return any(phrase in text for text in head for phrase in marks.LIST_FOOTERS)


def _begins_notice(text: str, parts: Sequence[str]) -> bool:
    lowered = text[:_SEARCHED].lower()
    return bool(marks.DISCLAIMERS.open(lowered)) or any(part in lowered for part in parts)
