"""Tells whose each line of a quotation is: the customer's, a mail program's, or one that the author typed into it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from responder.reading.coverage.lore import words_of
from responder.reading.phrases import fold

MAX_TEXT = 64_000
_QUOTE = re.compile(r"^[>|\s]*>[>\s]*")
_ATTRIBUTION = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{1,255}>?.{0,40}:$|^.{0,120}\b(?:wrote|writes|schrieb|пишет|написал[аи]?(?:\(а\))?|a écrit|"
    r"escribió|ha scritto|escreveu|schreef|pisze|napisał\w*|пише|написав|написала)\W{0,3}:$"
)
# Behind these a mail program or a mailing list writes, or somebody signs.
_HEADER = re.compile(
    r"^\*?(?:from|sent|to|cc|subject|date|от|кому|дата|тема|копия|отправлено|von|gesendet|an|betreff|datum|de|à|objet|envoyé|"
    r"para|asunto|enviado|da|a|oggetto|data|aan|onderwerp|verzonden|od|do|temat|від|надіслано)\s?\*?:\*?\s",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"^(?:--|—|[-_=]{3,}.{0,120})$")
_DEVICE = re.compile(
    r"^(?:sent (?:from|via|with) (?:my |the )?|get outlook for|отправлено (?:с|из)\s|надіслано з\s|"
    r"von meinem .{1,40} gesendet|gesendet (?:mit|von)\s|envoyé (?:de|depuis|à partir de)\s|enviado (?:desde|do|de)\s|"
    r"inviato da\s|verzonden (?:vanaf|met|via)\s|wysłane? z\s).{0,80}$",
    re.IGNORECASE,
)
_LONGEST_DEVICE = 100
_WRAPPED = 2
_SURELY = 3


def unquoted(line: str) -> str:
    """A line without its quote marks."""
    return _QUOTE.sub("", line).strip()


def is_device(bare: str) -> bool:
    """Whether a line is what telephones write below every letter."""
    return len(bare) <= _LONGEST_DEVICE and _DEVICE.match(bare) is not None


def says_who_wrote(rows: Sequence[tuple[bool, str]], at: int) -> bool:
    """Whether a line says who wrote what follows: "On Monday Ann wrote:", in one line or begun in one of two."""
    bare = unquoted(rows[at][1])
    if not bare or _ATTRIBUTION.search(bare):
        return bool(bare)
    if bare[-1] in ".!?:" or not any(c.isdigit() or c in "<@" for c in bare):
        return False
    below = [unquoted(line) for _, line in rows[at + 1 : at + 1 + _WRAPPED]]
    begun = [" ".join([bare, *below[: n + 1]]) for n in range(len(below)) if all(below[: n + 1])]
    return any(_ATTRIBUTION.search(one) for one in begun)


def _depth(line: str) -> int:
    marks = _QUOTE.match(line)
    return marks.group().count(">") if marks else 0


def _closes(rows: Sequence[tuple[bool, str]], at: int) -> bool:
    bare = unquoted(rows[at][1])
    return bool(_CLOSES.match(bare) or _HEADER.match(bare)) or says_who_wrote(rows, at) or is_device(bare)


class Quotation:
    """Finds the lines that the author typed into the quotation, without leaving it."""

    def __init__(self, letter: str, *, written_inside: bool) -> None:
        self._customers = Customer(letter)
        self._written_inside = written_inside

    def inserted(self, rows: Sequence[tuple[bool, str]]) -> frozenset[int]:
        """The places of those lines: they stand behind a line of the customer's and as deep as it in the quotation,
        and not below a signature, a line of a mail program or the foot of a mailing list."""
        found: set[int] = set()
        open_at: int | None = None
        before: tuple[str, ...] = ()
        marked = any(not is_own and _depth(line) for is_own, line in rows)
        for at, (is_own, line) in enumerate(rows):
            bare = unquoted(line)
            if is_own or not bare or (marked and not _depth(line)):
                before = ()
            elif _closes(rows, at):
                open_at, before = None, ()
            elif self._is_customers(bare, before):
                open_at, before = _depth(line), words_of(bare) or before
            elif open_at is not None and _depth(line) == open_at and self._may_be_own(bare):
                found.add(at)
            elif open_at is None and not self._customers.known:
                open_at = _depth(line)
        return frozenset(found)

    def _is_customers(self, bare: str, before: Sequence[str]) -> bool:
        return self._customers.known and (self._customers.wrote(bare) or self._customers.went_on(before, bare))

    def _may_be_own(self, bare: str) -> bool:
        if self._customers.known:
            return True
        return self._written_inside and not bare.rstrip("*_ ").endswith(("?", ":"))


class Customer:
    """Knows the customer's letter again, however a mail program has wrapped it."""

    def __init__(self, letter: str) -> None:
        words = words_of(fold(letter[:MAX_TEXT]))
        self.known = bool(words)
        self._threes = set(zip(words, words[1:], words[2:], strict=False))
        self._lines = {words_of(line) for line in letter[:MAX_TEXT].splitlines()}
        self._twos = set(pairwise(words))

    def wrote(self, line: str) -> bool:
        """Whether a line without its quote marks is the customer's."""
        words = words_of(line)
        if not self.known or not words:
            return not words
        if words in self._lines:
            return True
        if len(words) < 3:
            return len(words) == 2 and words in self._twos and not line.rstrip().endswith((".", "!"))
        threes = list(zip(words, words[1:], words[2:], strict=False))
        return 2 * sum(three in self._threes for three in threes) >= len(threes)

    def went_on(self, before: Sequence[str], line: str) -> bool:
        """Whether a line goes on in the customer's words where the line before it was broken off."""
        row = [*before[-2:], *words_of(line)[:_SURELY]]
        threes = list(zip(row, row[1:], row[2:], strict=False))
        return bool(threes) and len(before) >= _WRAPPED and all(three in self._threes for three in threes)
