"""Cuts a reply into what its author wrote now, each stretch with the quoted lines above it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from responder.domain.answer import Reply
from responder.reading.coverage.lore import words_of
from responder.reading.phrases import fold

MAX_TEXT, MAX_OWN = 64_000, 30_000
_SMALL, _FULL, _LONGEST = 40, 58, 4000
_QUOTE = re.compile(r"^[>|\s]*>[>\s]*")
_ATTRIBUTION = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{1,255}>?.{0,40}:$|^.{0,120}\b(?:wrote|writes|schrieb|пишет|написал[аи]?(?:\(а\))?|a écrit|"
    r"escribió|ha scritto|escreveu|schreef|pisze|napisał\w*|пише|написав|написала)\W{0,3}:$"
)
_HEADER = re.compile(
    r"^\*?(?:from|sent|to|cc|subject|date|от|кому|дата|тема|копия|отправлено|von|gesendet|an|betreff|datum|de|à|objet|envoyé|"
    r"para|asunto|enviado|da|a|oggetto|data|aan|onderwerp|verzonden|od|do|temat|від|надіслано)\s?\*?:\*?\s",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Stretch:
    """Lines of the author in a row, and the words of what is quoted directly above them."""

    lines: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    inside: bool = False
    """Whether the lines were written into the quotation itself, without leaving it."""


def stretches(reply: Reply, letter: str, *, written_inside: bool) -> list[Stretch]:
    """The author's own words, in order.

    `letter` is what the customer wrote, where it is known: lines inside the quotation that are not the customer's are
    the author's too. Where it is not known, `written_inside` says that the reply itself claims to be written there.
    """
    own = reply.visible[:MAX_OWN].splitlines()
    rows = list(_marked(reply.text[:MAX_TEXT].splitlines(), own))
    if sum(is_own for is_own, _ in rows) < sum(bool(line.strip()) for line in own):
        rows = [(True, line) for line in own]
    customers = _Customer(letter)
    found, quoted, begun = [Stretch()], list[str](), False
    for is_own, line in rows:
        bare = _QUOTE.sub("", line).strip()
        inside = not is_own and bool(bare) and begun and _is_inserted(bare, customers, written_inside)
        begun = begun or (not is_own and customers.wrote(bare)) or (not letter and not is_own)
        if not is_own and not inside:
            if bare:
                quoted.append(bare)
            elif found[-1].lines and not quoted:
                found[-1].lines.append("")
            continue
        if _ATTRIBUTION.search(bare):
            continue
        if quoted or found[-1].inside != inside:
            found.append(Stretch(quoted=quoted, inside=inside))
            quoted = []
        found[-1].lines.append(bare if inside else line)
    return [one for one in found if any(line.strip() for line in one.lines)]


def _is_inserted(bare: str, customers: "_Customer", written_inside: bool) -> bool:
    if _HEADER.match(bare) or _ATTRIBUTION.search(bare):
        return False
    if customers.known:
        return not customers.wrote(bare)
    return written_inside and not bare.rstrip("*_ ").endswith(("?", ":"))


def _marked(lines: Sequence[str], own: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """Each line of the text, and whether it is one of the author's own, which stand in it in the same order."""
    wanted = [line.rstrip() for line in own if line.strip()]
    at = 0
    for line in lines:
        bare = line.rstrip()
        if at < len(wanted) and bare == wanted[at] and bare:
            at += 1
            yield True, line
        else:
            yield False, line


class _Customer:
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


def parts_of(lines: Sequence[str], names: Callable[[str], object] = lambda _: None) -> list[str]:
    """The lines with those joined that a mail program has broken; '' stands for empty ones.

    `names` knows the lines that begin by naming a question, and so begin anew.
    """
    found: list[str] = []
    for raw in lines:
        line = " ".join(raw.split())
        above = found[-1] if found else ""
        if line and above and _goes_on(above, line) and not names(line):
            found[-1] = f"{above} {line}"
        else:
            found.append(line)
    return found


_BEGINS = re.compile(r"^(?:[-–—*•·►▪●‣⁃✓✔→]|[(\[]?(?:\d{1,3}|\w)[.):\]]|\d{1,2}\s?[-–—]\s|№|\#|\[|_{2,}|\.{3}|…)")


def _goes_on(above: str, line: str) -> bool:
    if above[-1] in ".!?…:;" or " | " in above + line or _BEGINS.match(line):
        return False
    if line[0].islower():
        return len(above) > _SMALL
    return _FULL <= len(above) < _LONGEST and not line[0].isdigit()
