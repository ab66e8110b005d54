"""Cuts a message's text into what its author wrote now and what merely came along: history, signature, legal notice.

The lines that programs add are known by words kept as data in `mail.marks`. In doubt a line is the author's.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

from responder.domain.message import Zones
from responder.mail import marks
from responder.mail.history import find_history, unquoted

_LINES: Final = 10_000
_SIGNATURE_LINES: Final = 15
_MARKED_SIGNATURE_LINES: Final = 20
_LONGEST_SIGNATURE_LINE: Final = 90
_LONGEST_PARTING: Final = 60
_LONGEST_LINE: Final = 140
_NOTICE_SEARCHED: Final = 2_000
_LIST_ITEM: Final = re.compile(r"\s{0,8}(?:\d{1,2}[.)]|[-*•])\s")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


class _Zone(Enum):
    VISIBLE = "visible"
    QUOTED = "quoted"
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"


def zones(message_text: str) -> Zones:
    """Cut the text of a message.

    Where nothing of the author's is left, what stands there is taken for the letter: the sign-off alone, or else the
    history without its quote marks, so that a letter forwarded without a word is read.
    """
    lines = message_text.split("\n", _LINES)  # nobody writes more; the rest stays one line
    history = find_history(lines)
    found = [_Zone.QUOTED if marked else _Zone.VISIBLE for marked in history.marked]
    lowered = message_text.lower()
    notices = [part for part in marks.DISCLAIMER_PARTS if part in lowered]
    for run in _visible_runs(found):
        _find_disclaimers(lines, run, found, notices)
    for run in _visible_runs(found):
        _find_signature(lines, run, found)
    if any(line.strip() for line, zone in zip(lines, found, strict=True) if zone is _Zone.VISIBLE):
        return _collected(lines, found)
    return _nothing_visible(lines, found, history.forwarded)


def _collected(lines: Sequence[str], found: Sequence[_Zone]) -> Zones:
    texts = {zone: _text_of(lines, found, zone) for zone in _Zone}
    return Zones(texts[_Zone.VISIBLE], texts[_Zone.QUOTED], texts[_Zone.SIGNATURE], texts[_Zone.DISCLAIMER])


def _nothing_visible(lines: Sequence[str], found: list[_Zone], forwarded: bool) -> Zones:
    if _Zone.SIGNATURE in found and not forwarded:
        return _collected(lines, [_Zone.VISIBLE if zone is _Zone.SIGNATURE else zone for zone in found])
    return Zones(visible=_tight("\n".join(unquoted(line) for line in lines)))


def _text_of(lines: Sequence[str], found: Sequence[_Zone], wanted: _Zone) -> str:
    """The lines of one zone, with a blank line where something else stood between them."""
    if wanted not in found:
        return ""
    kept: list[str] = []
    gap = False
    for line, zone in zip(lines, found, strict=True):
        if zone is wanted:
            if gap and kept:
                kept.append("")
            kept.append(line.rstrip())
            gap = False
        elif line:
            gap = True
    return _tight("\n".join(kept))


def _tight(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def _visible_runs(found: Sequence[_Zone]) -> Iterator[range]:
    """The stretches of visible lines between lines of other zones; blank lines do not divide them."""
    start = 0
    for index, zone in enumerate(found):
        if zone is not _Zone.VISIBLE:
            if start < index:
                yield range(start, index)
            start = index + 1
    if start < len(found):
        yield range(start, len(found))


def _find_disclaimers(lines: Sequence[str], run: range, found: list[_Zone], parts: Sequence[str]) -> None:
    """Mark legal notices, from the line that begins one to the end of its paragraph or until something is asked."""
    inside = False
    rule = None
    for index in run:
        text = lines[index].strip(" \t*_=-!~")
        if not text:
            inside = False
            rule = index if lines[index].strip() else rule
            continue
        inside = (inside or _begins_notice(text, parts)) and not text.endswith("?")
        if inside:
            first = index if rule is None else rule  # the rule that is drawn above a notice goes with it
            found[first : index + 1] = [_Zone.DISCLAIMER] * (index + 1 - first)
        rule = None


def _begins_notice(text: str, parts: Sequence[str]) -> bool:
    lowered = text[:_NOTICE_SEARCHED].lower()
    return bool(marks.DISCLAIMERS.open(lowered)) or any(part in lowered for part in parts)


def _find_signature(lines: Sequence[str], run: range, found: list[_Zone]) -> None:
    for index in run:
        text = lines[index].strip()
        if not text or len(text) > _LONGEST_LINE:
            continue
        if text in {"--", "—", "–"} and _is_signature(lines, range(index, run.stop)):
            found[index : run.stop] = [_Zone.SIGNATURE] * (run.stop - index)
            return
        lowered = text.lower()
        if marks.DEVICES.open(lowered) and ", " not in text:
            found[index] = _Zone.SIGNATURE
        elif found[index] is _Zone.VISIBLE and _is_parting(text, lowered):
            end = _signature_end(lines, range(index + 1, run.stop))
            found[index:end] = [_Zone.SIGNATURE] * (end - index)


def _is_signature(lines: Sequence[str], rest: range) -> bool:
    """Whether what stands from a dashes line to the end of the run is a signature: short, and asking nothing.

    After the dashes with a blank of RFC 3676 section 4.3 it may ask, as company slogans do.
    """
    if len(rest) > _MARKED_SIGNATURE_LINES * 3:
        return False
    filled = [text for index in rest if (text := lines[index].strip())]
    asks = any(text.endswith("?") for text in filled)
    return len(filled) - 1 <= _MARKED_SIGNATURE_LINES and (lines[rest.start] == "-- " or not asks)


def _is_parting(text: str, lowered: str) -> bool:
    """Whether the line is a sign-off: its words, then nothing, a mark with a name behind it, or a name."""
    words = marks.PARTINGS.open(lowered)
    rest = text[len(words) :]
    if not words or len(text) > _LONGEST_PARTING or rest[:1].isalpha() or text.endswith("?"):
        return False
    name = rest.lstrip(" ,.!;:–—-")
    marked = rest.strip() != name
    return not name or name[0].isupper() or (marked and len(name) <= 40)


def _signature_end(lines: Sequence[str], rest: range) -> int:
    """Where the signature that a sign-off begins ends: with the run, or before the author goes on writing."""
    count = 0
    blank_at = rest.start
    for index in rest:
        text = lines[index].strip()
        if not text:
            blank_at = index
            continue
        count += 1
        if count > _SIGNATURE_LINES or _goes_on(text):
            return max(blank_at, rest.start)
    return rest.stop


def _goes_on(text: str) -> bool:
    """Whether the line is more than a signature holds."""
    lowered = text[:40].lower()
    return (
        len(text) > _LONGEST_SIGNATURE_LINE
        or text.endswith("?")
        or bool(marks.POSTSCRIPTS.open(lowered))
        or (len(text) <= 60 and bool(marks.GREETINGS.open(lowered)))
        or _LIST_ITEM.match(text) is not None
    )
