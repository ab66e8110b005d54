"""Cuts a reply into what its author wrote now, each stretch with the quoted lines above it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from responder.domain.answer import Reply
from responder.reading.coverage.quotation import MAX_TEXT, Quotation, is_device, says_who_wrote, unquoted

MAX_OWN = 30_000
_SMALL, _FULL, _LONGEST = 40, 58, 4000
_LONGEST_NAME = 3


@dataclass(slots=True)
class Stretch:
    """Lines of the author in a row, and the words of what is quoted directly above them."""

    lines: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    inside: bool = False
    """Whether the lines were written into the quotation itself, without leaving it."""
    apart: bool = False
    """Whether an empty line stands between them and what is quoted above."""


def stretches(reply: Reply, letter: str, *, written_inside: bool) -> list[Stretch]:
    """The author's own words, in order.

    `letter` is what the customer wrote, where it is known: lines inside the quotation that are not the customer's are
    the author's too. Where it is not known, `written_inside` says that the reply itself claims to be written there.
    """
    own = reply.visible[:MAX_OWN].splitlines()
    rows = list(_marked(reply.text[:MAX_TEXT].splitlines(), own))
    if sum(is_own for is_own, _ in rows) < sum(bool(line.strip()) for line in own):
        rows = [(True, line) for line in own]
    inserted = Quotation(letter, written_inside=written_inside).inserted(rows)
    found, quoted, apart = [Stretch()], list[str](), False
    for at, (is_own, line) in enumerate(rows):
        bare, inside = unquoted(line), at in inserted
        if not is_own and not inside:
            apart = not bare
            if bare:
                quoted.append(bare)
            elif found[-1].lines and not quoted:
                found[-1].lines.append("")
            continue
        if says_who_wrote(rows, at) or is_device(bare):
            continue
        if quoted or found[-1].inside != inside:
            found.append(Stretch(quoted=quoted, inside=inside, apart=apart))
            quoted = []
        found[-1].lines.append(bare if inside else line)
    told = [one for one in found if any(line.strip() for line in one.lines)]
    return told[:-1] if len(told) > 1 and _is_name(told[-1]) else told


def _is_name(last: Stretch) -> bool:
    """Whether the end of a reply is only the name of who wrote it, and no answer to the question quoted above."""
    words = " ".join(last.lines).split()
    named = 0 < len(words) <= _LONGEST_NAME and all(word.isalpha() and word[0].isupper() for word in words)
    return last.apart and named


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
        elif _ADDRESS.match(line) and (at := _pointer(found)) is not None:
            found[at] = f"{found[at]} {line}"
        else:
            found.append(line)
    return found


_BEGINS = re.compile(r"^(?:[-–—*•·►▪●‣⁃✓✔→]|[(\[]?(?:\d{1,3}|\w)[.):\]]|\d{1,2}\s?[-–—]\s|№|\#|\[|_{2,}|\.{3}|…)")


_ADDRESS = re.compile(r"^<?https?://\S{1,2000}$")


def _pointer(found: Sequence[str]) -> int | None:
    """The place of a last line that ends with a colon, and so points to the address below it."""
    at = next((i for i in range(len(found) - 1, max(-1, len(found) - 3), -1) if found[i]), None)
    return at if at is not None and found[at].endswith(":") else None


def _goes_on(above: str, line: str) -> bool:
    if above[-1] in ".!?…:;" or " | " in above + line or _BEGINS.match(line):
        return False
    if line[0].islower():
        return len(above) > _SMALL
    return _FULL <= len(above) < _LONGEST and not line[0].isdigit()
