"""Finds the rows of tables, as our reading of HTML and many people write them: cells with bars in between."""

from collections.abc import Sequence
from dataclasses import dataclass

from responder.reading.labels import Style, label_of
from responder.reading.lines import Line

_BAR = " | "
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number it begins with, or None, and its other cells."""

    number: str | None
    cells: tuple[str, ...]


def tabular(lines: Sequence[Line]) -> dict[int, bool]:
    """The lines that are rows of tables; True where a table begins.

    A table begins with a line with bars, and has another one or is headed by the first; it ends at a blank line.
    """
    found: dict[int, bool] = {}
    begin = 0
    while begin < len(lines):
        end = begin + 1
        if _BAR not in lines[begin].text:
            begin = end
            continue
        while end < len(lines) and not lines[end].gap:
            end += 1
        barred = sum(_BAR in line.text for line in lines[begin:end])
        if barred > 1 or (end > begin + 1 and _is_heading(lines[begin].text)):
            found.update({i: i == begin for i in range(begin, end)})
        begin = end
    return found


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and text[-1] not in ".?!;,:"


def row_of(text: str, label_words: frozenset[str]) -> Row:
    """A line as a row of a table."""
    label = label_of(text, label_words)
    if label and label.text and label.style is not Style.BULLET and label.delimiter != " ":
        return Row(label.text, _cells(label.rest))
    cells = _cells(text)
    if len(cells) > 1 and (alone := label_of(f"{cells[0]}.", frozenset())) and alone.text and not alone.rest:
        return Row(alone.text, cells[1:])
    return Row(None, cells)


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.strip("| ").split(_BAR.strip()))
