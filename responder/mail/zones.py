"""Cuts a message's text into what its author wrote now and what merely came along: history, signature, legal notice.

The lines that programs add are known by words kept as data in `mail.marks`. In doubt a line is the author's.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

from responder.domain.message import Zones
from responder.mail.attribution import shared_at
from responder.mail.history import find_history, unquoted
from responder.mail.notices import find_footer, find_notices, known_parts
from responder.mail.signatures import Signatures

_LINES: Final = 10_000
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
    lines = _lines_of(message_text)
    history = find_history(lines)
    found = [_Zone.QUOTED if marked else _Zone.VISIBLE for marked in history.marked]
    _part_additions(lines, found, known_parts(message_text))
    for run in _visible_runs(found):
        before_history = run.stop < len(lines) and found[run.stop] is _Zone.QUOTED
        for index in Signatures(lines, run, before_history=before_history).find():
            found[index] = _Zone.SIGNATURE
    if any(line.strip() for line, zone in zip(lines, found, strict=True) if zone is _Zone.VISIBLE):
        return _collected(lines, found)
    return _nothing_visible(lines, found, history.forwarded)


def _lines_of(text: str) -> list[str]:
    """The lines, with an attribution that begins behind words of the author on a line of its own."""
    lines: list[str] = []
    for line in text.split("\n", _LINES):  # nobody writes more; the rest stays one line
        at = shared_at(line) if line.endswith("wrote:") else 0
        lines.extend([line[:at].rstrip(" -"), line[at:]] if at else [line])
    return lines


def _part_additions(lines: Sequence[str], found: list[_Zone], parts: Sequence[str]) -> None:
    """Mark what machines appended."""
    for run in _visible_runs(found):
        footer = find_footer(lines, run)
        notices = [*find_notices(lines, run, parts), *([footer] if footer else [])]
        for notice in notices:
            found[notice.start : notice.stop] = [_Zone.DISCLAIMER] * len(notice)


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
