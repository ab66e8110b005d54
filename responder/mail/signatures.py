"""Finds the signatures in a stretch of a letter: behind dashes or a sign-off, of telephones, bare cards at the end."""

import re
from collections.abc import Sequence
from typing import Final

from responder.mail import marks
from responder.mail.calling_card import card_start, is_card, is_name

_SIGNATURE_LINES: Final = 15
_MARKED_SIGNATURE_LINES: Final = 20
_LONGEST_SIGNATURE_LINE: Final = 90
_LONGEST_PARTING: Final = 60
_LONGEST_LINE: Final = 140
_LONGEST_DEVICE: Final = 60
_LIST_ITEM: Final = re.compile(r"\s{0,8}(?:\d{1,2}[.)]|[-*•])\s")
_RULE: Final = re.compile(r"-{3,80}|_{3,80}|={3,80}")
_DASHED_NAME: Final = re.compile(r"(?:[-–—]{1,2}|~)(?: ?[^\W\d_][^\W_]{0,20}[.]?(?: [^\W\d_][^\W_]{0,20}[.]?){0,2})")


class Signatures:
    """The search for the signatures of one stretch of visible lines; `signed` collects the indices of their lines."""

    def __init__(self, lines: Sequence[str], run: range, *, before_history: bool) -> None:
        self.signed: set[int] = set()
        self._lines = lines
        self._run = run
        self._before_history = before_history
        self._going_on: dict[int, bool] = {}

    def find(self) -> set[int]:
        """The indices of all lines of signatures."""
        for index in self._run:
            text = self._lines[index].strip()
            if not text or len(text) > _LONGEST_LINE:
                continue
            if text[0] in "-—–_=" and self._is_delimiter(text, index):
                self._sign(index, self._run.stop)
                break
            self._look_at(index, text)
        self._find_tail()
        return self.signed

    def _look_at(self, index: int, text: str) -> None:
        lowered = text.lower()
        if marks.DEVICES.open(lowered) and ", " not in text:
            self._sign_device(index)
        elif index not in self.signed and _is_parting(text, lowered):
            self._sign(index, self._signature_end(range(index + 1, self._run.stop)))

    def _sign(self, start: int, end: int) -> None:
        self.signed.update(range(start, end))

    def _sign_device(self, index: int) -> None:
        """Sign a telephone's line, with the author's name where that stands alone above it."""
        self.signed.add(index)
        above = index - 1
        if above - 1 > self._run.start and is_name(self._lines[above].strip()) and not self._lines[above - 1].strip():
            self.signed.add(above)

    def _is_delimiter(self, text: str, index: int) -> bool:
        rest = range(index, self._run.stop)
        if text in {"--", "—", "–"}:
            return self._is_signature(rest)
        return _RULE.fullmatch(text) is not None and is_card(self._lines, range(index + 1, self._run.stop))

    def _is_signature(self, rest: range) -> bool:
        """Whether what stands from a dashes line to the end of the run is a signature: short, and asking nothing.

        After the dashes with a blank of RFC 3676 section 4.3 it may ask, as company slogans do.
        """
        if len(rest) > _MARKED_SIGNATURE_LINES * 3:
            return False
        filled = [text for index in rest if (text := self._lines[index].strip())]
        asks = any(text.endswith("?") for text in filled)
        return len(filled) - 1 <= _MARKED_SIGNATURE_LINES and (self._lines[rest.start] == "-- " or not asks)

    def _signature_end(self, rest: range) -> int:
        """Where the signature that a sign-off begins ends: with the run, or before the author goes on writing."""
        count = 0
        blank_at = rest.start
        for index in rest:
            if not self._lines[index].strip():
                blank_at = index
                continue
            count += 1
            if count > _SIGNATURE_LINES or self._goes_on(index):
                return max(blank_at, rest.start)
        return rest.stop

    def _goes_on(self, index: int) -> bool:
        if index not in self._going_on:
            self._going_on[index] = _goes_on(self._lines[index].strip())
        return self._going_on[index]

    def _find_tail(self) -> None:
        """Find what signs the end of the run without saying so: a device, a name behind a dash, a bare card."""
        last = self._last_unsigned()
        if last is None:
            return
        text = self._lines[last].strip()
        if self._is_lone_device(last, text):
            self._sign_device(last)
            last = self._last_unsigned()
        if last is None or last == self._first_filled():
            return
        if self._is_dashed_name(last, self._lines[last].strip()):
            self.signed.add(last)
            return
        start = card_start(self._lines, range(self._run.start, last + 1), self._before_history)
        if start is not None:
            self._sign(start, last + 1)

    def _last_unsigned(self) -> int | None:
        """The last filled line of the run, if none but signatures stand behind it."""
        for index in range(self._run.stop - 1, self._run.start - 1, -1):
            if index not in self.signed and self._lines[index].strip():
                return index
        return None

    def _first_filled(self) -> int | None:
        return next((index for index in self._run if self._lines[index].strip()), None)

    def _is_lone_device(self, index: int, text: str) -> bool:
        """Whether the last line, alone in its paragraph, says in a known manner by which device it was sent."""
        if len(text) > _LONGEST_DEVICE or text[-1] in ".?,;:" or ", " in text or index == self._run.start:
            return False
        return not self._lines[index - 1].strip() and bool(marks.DEVICE_LEADS.open(text.lower()))

    def _is_dashed_name(self, index: int, text: str) -> bool:
        """Whether the last line is a name behind a dash and no item of a list."""
        if not _DASHED_NAME.fullmatch(text):
            return False
        above = next((at for at in range(index - 1, self._run.start - 1, -1) if self._lines[at].strip()), None)
        if above is None:
            return False
        before = self._lines[above].strip()
        if before[0] in "-–—*•" or before.endswith((":", ",")):
            return False
        name = text.lstrip("-–—~")
        return above < index - 1 or name[0].isupper() or (name[0] != " " and name.isalpha())


def _is_parting(text: str, lowered: str) -> bool:
    """Whether the line is a sign-off: its words, then nothing, a mark with a name behind it, or a name."""
    words = marks.PARTINGS.open(lowered)
    rest = text[len(words) :]
    if not words or len(text) > _LONGEST_PARTING or rest[:1].isalpha() or text.endswith("?"):
        return False
    name = rest.lstrip(" ,.!;:–—-")
    marked = rest.strip() != name
    return not name or name[0].isupper() or (marked and len(name) <= 40)


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
