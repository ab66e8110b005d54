"""What `check` finds: one line each, with how much it matters and what to do about it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """WRONG has to be mended, ODD works but surprises, FINE is told so that nobody has to wonder."""

    WRONG = "wrong"
    ODD = "odd"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in one line."""

    weight: Weight
    text: str


def wrong(texts: Iterable[str]) -> list[Found]:
    """Findings that have to be mended."""
    return [Found(Weight.WRONG, text) for text in texts]


def odd(texts: Iterable[str]) -> list[Found]:
    """Findings worth a look."""
    return [Found(Weight.ODD, text) for text in texts]


def fine(*texts: str) -> list[Found]:
    """What is in order."""
    return [Found(Weight.FINE, text) for text in texts]


def page(found: Sequence[Found]) -> Iterator[str]:
    """The lines to print: what is wrong stands first, bare, so that editors can jump to it."""
    bad = [one.text for one in found if one.weight is Weight.WRONG]
    yield from bad
    for weight, title in ((Weight.ODD, "worth a look:"), (Weight.FINE, "in order:")):
        texts = [one.text for one in found if one.weight is weight]
        if texts:
            yield title
            yield from (f"  {text}" for text in texts)
    yield f"{len(bad)} to be mended" if bad else "nothing is wrong"
