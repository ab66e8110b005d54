"""Finds lists without any labels: the lines behind "please send us:", one thing on each."""

import re
from collections.abc import Iterable, Iterator, Sequence

from responder.reading.outline import Block, Paragraph

_FEWEST = 2
_LONGEST = 250
_LONGEST_ADDRESS_LINE = 8
# "10115 Berlin", "Springfield, IL 62704", "Leeds LS1 4AP"
_TOWN = re.compile(
    r"^(?:[A-Z]{1,2}-)?\d{3,6},?\s+[^\W\d_]|[^\W\d_],?\s+[A-Z]{2}\s\d{5}$|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}$"
)
_HOUSE = re.compile(r"[^\W\d_]\.?,?\s(?:д\.\s?)?\d{1,4}\s?[a-zа-я]?(?:[,/-].{1,20})?$|^\d{1,4}\s[A-Z]", re.IGNORECASE)


def split_at_lead_ins(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks, but with a paragraph cut in two behind a line that leads into lines like items."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
            continue
        cut = next((i for i, part in enumerate(block.parts) if part.endswith(":")), len(block.parts)) + 1
        if looks_enumerated(block.parts[cut:]):
            yield Paragraph(block.parts[:cut])
            yield Paragraph(block.parts[cut:])
        else:
            yield block


def looks_enumerated(parts: Sequence[str]) -> bool:
    """Whether lines look like items: several, none of them long, and none but the last ended with a full stop."""
    if len(parts) < _FEWEST or any(len(part) > _LONGEST for part in parts) or _is_address(parts):
        return False
    return not any(part.endswith((".", "!", ":")) for part in parts[:-1])


def _is_address(parts: Sequence[str]) -> bool:
    """Whether lines look like a postal address: short ones, a house number, and a town with its postal code."""
    if any(len(part.split()) > _LONGEST_ADDRESS_LINE or "?" in part for part in parts):
        return False
    return any(map(_TOWN.search, parts)) and any(map(_HOUSE.search, parts))


def joined(parts: Sequence[str]) -> list[str]:
    """Lines with those that only lead in ("please tell me:") joined to the next one."""
    found: list[str] = []
    for part in parts:
        if found and found[-1].endswith((":", ",")) and part[:1].islower():
            found[-1] += " " + part
        else:
            found.append(part)
    return found
