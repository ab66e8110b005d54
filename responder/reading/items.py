"""Reads lists: each item that asks is one question under its own number, however many sentences it takes."""

from collections.abc import Sequence
from dataclasses import replace

from responder.domain.question import Question
from responder.reading.inline import inline_items
from responder.reading.labels import Style
from responder.reading.leadin import Mode, mode_of
from responder.reading.outline import Item
from responder.reading.phrases import Kind
from responder.reading.prose import Finding, Judged, Reader
from responder.reading.sentences import Sentence
from responder.reading.unlabelled import joined
from responder.reading.wanted import is_ordered, is_to_be_done, is_wanted

_LETTERS = frozenset({Style.LATIN, Style.CYRILLIC, Style.ROMAN})
_NUMBERS = frozenset({Style.DIGIT, Style.DOTTED})
_LONGEST_SHOWN = 600


class ItemReader:
    """Reads the lists of one letter; `sure` falls when something was left out that might have been a question."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.sure = True

    def items(self, items: Sequence[Item], mode: Mode) -> list[Finding]:
        """What the items of one list ask, in order; `mode` is what the words before the list say."""
        if mode is Mode.MACHINE:
            return []
        rows = [self.reader.judged(joined(item.parts)) for item in items]
        if mode is Mode.STEPS:
            rows = _among_steps(rows)
        elif mode is Mode.ASKED or any(one.verdict.asks for row in rows for one in row):
            rows = [self.reader.judged(joined(item.parts), listed=True) for item in items]
        plain = not any(one.verdict.asks for row in rows for one in row)
        ordered = mode is Mode.ASKED and is_ordered([item.text for item in items])
        enumerated = sum(item.text.endswith((";", ",")) for item in items[:-1]) * 2 > len(items) - 1
        found: list[Finding] = []
        for item, row in zip(items, rows, strict=True):
            states = bool(row) and self._states(row)
            own_mode = Mode.OPEN if ordered or (states and not plain and not enumerated) else mode
            found += self._item(item, row, own_mode, enumerated=enumerated)
        return found

    def _states(self, row: Sequence[Judged]) -> bool:
        """Whether an item ends as a statement does: with a full stop, and without telling what is to be done."""
        last = row[-1].sentence
        return last.mark == "." and len(last.words) > 3 and not is_to_be_done(row[0].sentence, self.reader.book)

    def _item(self, item: Item, row: Sequence[Judged], mode: Mode, *, enumerated: bool) -> list[Finding]:
        below = item.below or self._lettered_below(item)
        asks = [one for one in row if one.verdict.asks]
        if not below:
            return self._own(item, row, asks, mode, enumerated=enumerated)
        inner = mode_of(row[-1]) if row else mode
        bullets = bool(item.below) and all(child.number is None for child in below)
        if asks and bullets and asks[-1].sentence.mark != ":" and not self._ask_too(below):
            parts = [*item.parts, *(part for child in below for part in child.parts)]
            return self._own(replace(item, parts=parts, below=[]), row, asks, mode)
        found = self.items(below, inner if inner is not Mode.OPEN else mode)
        own = self._own(item, row, asks, Mode.OPEN)
        return found if inner is Mode.ASKED and found else [*own, *found]

    def _ask_too(self, below: Sequence[Item]) -> bool:
        """Whether the bullets below a question ask questions of their own."""
        return any(one.verdict.questions for child in below for one in self.reader.judged(joined(child.parts)))

    def _lettered_below(self, item: Item) -> list[Item]:
        inline = inline_items(item.text, _LETTERS) if item.label.style in _NUMBERS else None
        if inline is None:
            return []
        item.parts = [inline[0]]
        return [Item(label, f"{item.number}.{label.text}", [label.rest]) for label in inline[1]]

    def _own(
        self, item: Item, row: Sequence[Judged], asks: Sequence[Judged], mode: Mode, *, enumerated: bool = False
    ) -> list[Finding]:
        text = _without_tail(item.text, row)
        if asks:
            request = not any(one.verdict.questions for one in asks)
            sure = any(one.verdict.sure for one in asks) and len(text) < _LONGEST_SHOWN
            return [Finding(Question(item.number, text, request), sure)]
        doubtful = mode is not Mode.STEPS and any(_might_ask(one.sentence) for one in row)
        self.sure = self.sure and not doubtful and all(one.verdict.sure for one in row)
        if mode is Mode.ASKED and is_wanted(row, text, self.reader.book, enumerated=enumerated):
            return [Finding(Question(item.number, text, request=True), len(row) == 1)]
        asked = mode is Mode.ASKED and item.number is not None
        self.sure = self.sure and not (asked and any(not one.sentence.mark for one in row))
        return []


def _among_steps(rows: Sequence[Sequence[Judged]]) -> list[list[Judged]]:
    """What of steps or order lines may ask: marked questions, polite requests, and beside them unmarked questions."""
    asking = any(row and row[-1].verdict.questions and row[-1].sentence.mark == "?" for row in rows)
    return [
        [
            one
            for one in row
            if one.sentence.mark == "?" or one.sentence.has(Kind.PLEASE) or (asking and one.verdict.questions)
        ]
        for row in rows
    ]


def _might_ask(one: Sentence) -> bool:
    """Whether a question word begins a sentence that was not taken for a question."""
    return any(hit.start in (0, one.start) for hit in one.at(Kind.QUESTION_WORD))


def _without_tail(text: str, row: Sequence[Judged]) -> str:
    """An item's text without the thanks and good wishes that follow the last one."""
    for one in reversed(row):
        if one.verdict.asks or not one.sentence.has(Kind.THANKS, Kind.SIGN_OFF, Kind.COURTESY):
            break
        text = text[: max(0, text.rfind(one.sentence.text))].strip() or text
    return text
