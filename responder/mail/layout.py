"""Puts pieces of text together into lines: white space folded, lists labelled, table rows joined, quotations marked."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from responder.mail.inline_answers import announced
from responder.mail.list_labels import label, number_in

_BLANKS: Final = re.compile(r"[ \t\r\n\f\xa0]+")
_DEEPEST_TABLE: Final = 8
_DEEPEST_INDENT: Final = 6
_DEEPEST_QUOTE: Final = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A finished line: its text, how deep it is quoted, whether it stands in a marked signature, whether coloured."""

    text: str
    depth: int = 0
    signed: bool = False
    coloured: bool = False


@dataclass(slots=True)
class _List:
    ordered: bool
    style: str
    number: int


@dataclass(slots=True)
class _Row:
    """A table row being read: the lines of each finished cell."""

    outer: list[Line]
    cells: list[list[Line]] = field(default_factory=list)


class Layout:
    """Collects the text of a document. Every `begin_...` has its `end_...`; ends without a beginning do nothing."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._line: list[str] = []
        self._label = ""
        self._lists: list[_List] = []
        self._rows: list[_Row | None] = []
        self._depth = 0
        self._signed = 0
        self._coloured = 0
        self._verbatim = 0

    def write(self, text: str) -> None:
        """Add running text to the line."""
        if self._verbatim:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self._line.append(first)
            for piece in rest:
                self.line_break()
                self._line.append(piece)
            return
        self._line.append(text)

    def line_break(self) -> None:
        """End the line, also where it is empty."""
        if not self._flush():
            self._blank()

    def end_line(self) -> None:
        """End the line if something stands on it."""
        self._flush()

    def paragraph(self) -> None:
        """End the line and leave a blank one, if something stands above."""
        self._flush()
        if not self._label:
            self._blank()

    def begin_item(self, value: str | None) -> None:
        """Begin a list item, which `value` may number anew."""
        self._flush()
        if not self._lists:
            self._label = "- "
            return
        current = self._lists[-1]
        current.number = number_in(value, current.number + 1)
        self._label = f"{label(current.number, current.style)}. " if current.ordered else "- "

    def begin_list(self, ordered: bool, start: str | None, style: str | None) -> None:
        """Begin a list, within the item of another one if there is one."""
        if self._lists:
            self._flush()
        else:
            self.paragraph()
        self._lists.append(_List(ordered, style or "1", number_in(start, 1) - 1))

    def end_list(self) -> None:
        """End the innermost list."""
        self._flush()
        self._label = ""
        self._lists.pop()
        if not self._lists:
            self._blank()

    def begin_row(self) -> None:
        """Begin a table row; rows of tables deep within tables are mere layout and stay lines."""
        self._flush()
        deep = len(self._rows) >= _DEEPEST_TABLE
        self._rows.append(None if deep else _Row(self._lines))

    def begin_cell(self) -> None:
        """Begin a cell of the row."""
        self._flush()
        if self._rows and self._rows[-1] is not None:
            self._lines = []

    def end_cell(self) -> None:
        """End the cell."""
        self._flush()
        row = self._rows[-1] if self._rows else None
        if row is not None and self._lines is not row.outer:
            row.cells.append(self._lines)
            self._lines = row.outer

    def end_row(self) -> None:
        """End the row: one line where every cell is one, otherwise cell after cell."""
        self._flush()
        row = self._rows.pop()
        if row is None:
            return
        cells = [_trimmed(cell) for cell in row.cells]
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 and all(len(cell) == 1 for cell in filled):
            self._lines.append(replace(filled[0][0], text=" | ".join(cell[0].text for cell in filled)))
        else:
            for cell in filled:
                self._lines.extend(cell)

    def begin_quote(self) -> None:
        """What follows is quoted, once more."""
        self._flush()
        self._depth += 1

    def end_quote(self) -> None:
        """The innermost quotation is over."""
        self._flush()
        self._depth -= 1

    @property
    def is_quoting(self) -> bool:
        """Whether what is written now is quoted."""
        return self._depth > 0

    def begin_colour(self) -> None:
        """What follows is in a colour of its own."""
        self._flush()
        self._coloured += 1

    def end_colour(self) -> None:
        """The colour is over."""
        self._flush()
        self._coloured -= 1

    def begin_signature(self) -> None:
        """What follows is marked as the signature."""
        self._flush()
        self._signed += 1

    def end_signature(self) -> None:
        """The signature is over."""
        self._flush()
        self._signed -= 1

    def begin_verbatim(self) -> None:
        """What follows keeps its line breaks and blanks."""
        self._verbatim += 1

    def end_verbatim(self) -> None:
        """Back to running text."""
        self.paragraph()
        self._verbatim -= 1

    def text(self) -> str:
        """Everything collected, with `> ` before quoted lines and `-- ` before a signature that ends the letter."""
        self._flush()
        lines = _trimmed(_with_signature_mark(_with_answers(self._lines)))
        return "\n".join(_rendered(line) for line in lines)

    def _flush(self) -> bool:
        if not self._line:
            return False
        text = "".join(self._line)
        self._line.clear()
        text = text.rstrip() if self._verbatim else _BLANKS.sub(" ", text).strip()
        if not text:
            return False
        indent = "   " * min(len(self._lists) - 1, _DEEPEST_INDENT) if self._label else ""
        self._lines.append(Line(f"{indent}{self._label}{text}", self._depth, self._signed > 0, self._coloured > 0))
        self._label = ""
        return True

    def _blank(self) -> None:
        if self._lines and self._lines[-1].text:
            self._lines.append(Line("", self._depth, self._signed > 0))


def _trimmed(lines: list[Line]) -> list[Line]:
    start = next((i for i, line in enumerate(lines) if line.text), len(lines))
    end = next((i for i in range(len(lines), start, -1) if lines[i - 1].text), start)
    return lines[start:end]


def _with_answers(lines: list[Line]) -> list[Line]:
    """Take coloured lines within a quotation for the author's, where answers there are announced above it."""
    quoted = next((i for i, line in enumerate(lines) if line.depth), len(lines))
    if not any(line.coloured for line in lines) or not announced("\n".join(line.text for line in lines[:quoted])):
        return lines
    return [replace(line, depth=0) if line.coloured else line for line in lines]


def _with_signature_mark(lines: list[Line]) -> list[Line]:
    """Mark the signature as plain text does (RFC 3676 section 4.3), unless the author wrote on behind it."""
    own = [i for i, line in enumerate(lines) if not line.depth and line.text]
    signed = next((i for i in own if lines[i].signed), None)
    if signed is None or any(not lines[i].signed for i in own if i > signed):
        return lines
    above = [lines[i].text for i in own if i < signed][-1:]
    if "--" in {lines[signed].text[:2], *above}:
        return lines
    return [*lines[:signed], Line("-- "), *lines[signed:]]


def _rendered(line: Line) -> str:
    if not line.depth:
        return line.text
    return f"{'>' * min(line.depth, _DEEPEST_QUOTE)} {line.text}".rstrip()
