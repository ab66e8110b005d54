"""Finds the shape of a letter: paragraphs and lists within lists, with every item under the writer's own number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from responder.reading.labels import Label, Style
from responder.reading.lines import Line
from responder.reading.rows import Row, row_of, tabular
from responder.reading.settled import settled_labels

_DEEPEST = 5
_ENDS = ".!?…:;"


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; each part is a line that the writer ended on purpose."""

    parts: list[str]


@dataclass(slots=True)
class Item:
    """One item of a list: its label, its full number (`2.b`, None for a bullet), its text, and the items below it.

    `headed`: the numbers of this list stand over paragraphs.
    """

    label: Label
    number: str | None
    parts: list[str]
    below: list["Item"] = field(default_factory=list)
    headed: bool = False

    @property
    def text(self) -> str:
        """All of the item's own text in one line."""
        return " ".join(self.parts)


@dataclass(slots=True)
class Listing:
    """A list; its items are in the writer's order."""

    items: list[Item]


@dataclass(slots=True)
class Table:
    """A table, row by row."""

    rows: list[Row]


Block = Paragraph | Listing | Table


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words of a language tell of the shape of a letter.

    `label_words` may stand before a number, as "question" does; `begins_anew` knows the lines that begin something new
    although they are written in small letters ("thanks", "is there"), `is_unfinished` those that cannot end a sentence,
    because they end with "and" or "the".
    """

    label_words: frozenset[str]
    begins_anew: Callable[[str], bool]
    is_unfinished: Callable[[str], bool]


@dataclass(slots=True)
class _Frame:
    item: Item
    indent: int
    siblings: list[Item]


def outline(lines: Sequence[Line], cues: Cues) -> list[Block]:
    """The blocks of a letter in order."""
    builder = _Builder(cues)
    tables = tabular(lines)
    labels = settled_labels(lines, cues.label_words, tables)
    going_on = _going_on(labels)
    for i, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if i in tables:
            builder.add_row(row_of(line.text, cues.label_words), begins=tables[i])
        else:
            builder.add(line, label, i in going_on)
    return builder.blocks


class _Builder:
    """Puts lines where they belong; `stack` is the path of items from the outermost list to the item just read."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self.blocks: list[Block] = []
        self._stack: list[_Frame] = []
        self._interrupted = False
        self._goes_on_later = False

    def add_row(self, row: Row, *, begins: bool) -> None:
        """Adds a row of a table, the first one or a further one."""
        if begins or not self.blocks or not isinstance(self.blocks[-1], Table):
            self.blocks.append(Table([]))
            self._interrupted = bool(self._stack)
        table = self.blocks[-1]
        if isinstance(table, Table):
            table.rows.append(row)

    def add(self, line: Line, label: Label | None, goes_on: bool) -> None:
        """Adds a line; `goes_on` says that a later line than the next one has the label that follows this one's."""
        if label is not None:
            self._place(label, line.indent)
            self._goes_on_later = goes_on
            self._stack[-1].item.headed = goes_on or any(item.headed for item in self._stack[-1].siblings[-2:-1])
        elif self._goes_on(line):
            self._last_parts()[-1] += f" {line.text}"
        elif self._in_item(line):
            self._stack[-1].item.parts.append(line.text)
        elif not line.gap and self.blocks and isinstance(self.blocks[-1], Paragraph):
            self.blocks[-1].parts.append(line.text)
        else:
            self.blocks.append(Paragraph([line.text]))
            self._interrupted = bool(self._stack)

    def _last_parts(self) -> list[str]:
        """The parts of the paragraph or item read last; empty behind a table or a bare label."""
        last = self.blocks[-1] if self.blocks else None
        parts = last.parts if isinstance(last, Paragraph) else self._stack[-1].item.parts if self._stack else []
        return parts if isinstance(last, Paragraph | Listing) and parts and parts[-1] else []

    def _goes_on(self, line: Line) -> bool:
        """Whether a line goes on with the sentence of the one above, which a mail program or its writer broke."""
        parts = self._last_parts()
        if line.gap or not parts:
            return False
        if self._cues.is_unfinished(parts[-1]):
            return True
        if line.wrapped:
            ended = parts[-1][-1] in _ENDS
            return ended or not line.text[0].isupper() or not self._cues.begins_anew(line.text)
        return line.small and not self._cues.begins_anew(line.text)

    def _in_item(self, line: Line) -> bool:
        """Whether an unlabelled line goes on with the item above it."""
        if not self._stack or self._interrupted:
            return False
        frame = self._stack[-1]
        if not frame.item.text:
            frame.item.parts.clear()
            return True
        if line.indent >= frame.indent + 2 or (line.gap and frame.item.headed and _is_heading(frame.item.parts)):
            return True
        if self._goes_on_later and not (line.gap and line.text.endswith(":")):
            return not frame.item.parts[-1].endswith("?")
        return not line.gap and (frame.item.headed or line.text[0].islower()) and not self._cues.begins_anew(line.text)

    def _place(self, label: Label, indent: int) -> None:
        depth = self._resumed(label) if self._interrupted else self._depth(label, indent)
        item = Item(label, self._number(label, depth), [label.rest.strip()])
        if depth < len(self._stack):
            siblings = self._stack[depth].siblings
        elif depth:
            siblings = self._stack[depth - 1].item.below
        else:
            siblings = []
        if self._interrupted or (depth == 0 and not siblings):
            siblings = []
            self.blocks.append(Listing(siblings))
        siblings.append(item)
        self._stack[depth:] = [_Frame(item, indent, siblings)]
        self._interrupted = False

    def _resumed(self, label: Label) -> int:
        """The depth of the list that goes on with this label after a paragraph; otherwise a new list begins."""
        for depth in range(len(self._stack) - 1, -1, -1):
            above = self._stack[depth].item.label
            if label.text and above.style == label.style and 1 <= label.value - above.value <= 2:
                return depth
        self._stack.clear()
        return 0

    def _depth(self, label: Label, indent: int) -> int:
        for depth in range(len(self._stack) - 1, -1, -1):
            if _is_sibling(self._stack[depth], label, indent):
                return depth
        if self._stack and len(self._stack) < _DEEPEST and _may_be_child(self._stack[-1], label, indent):
            return len(self._stack)
        self._stack.clear()
        return 0

    def _number(self, label: Label, depth: int) -> str | None:
        if label.text is None or label.style is Style.DOTTED:
            return label.text
        above = next((f.item.number for f in reversed(self._stack[:depth]) if f.item.number), None)
        return f"{above}.{label.text}" if above else label.text


def _is_heading(parts: Sequence[str]) -> bool:
    return len(parts) == 1 and parts[0].count(" ") < 6 and parts[0][-1:] not in ".?!;,"


def _going_on(labels: Sequence[Label | None]) -> set[int]:
    """The lines whose label has its successor on a later line that is not the next one."""
    last: dict[tuple[Style, str], tuple[int, int]] = {}
    found = set()
    for i, label in enumerate(labels):
        if label is None or label.text is None:
            continue
        at, value = last.get((label.style, label.delimiter), (i, 0))
        if label.value == value + 1 and i - at > 1:
            found.add(at)
        last[label.style, label.delimiter] = i, label.value
    return found


def _is_sibling(frame: _Frame, label: Label, indent: int) -> bool:
    above = frame.item.label
    if above.style != label.style:
        return False
    if label.style is Style.BULLET:
        return indent <= frame.indent + 1 and (above.delimiter == label.delimiter or indent == frame.indent)
    if label.value == 1 and indent > frame.indent + 1:
        return False
    return above.delimiter == label.delimiter or label.value == above.value + 1


def _may_be_child(frame: _Frame, label: Label, indent: int) -> bool:
    if label.style is Style.BULLET or frame.item.label.style is Style.BULLET:
        return indent > frame.indent or frame.item.text.endswith(":")
    return indent > frame.indent or label.value == 1 or label.style is Style.DOTTED
