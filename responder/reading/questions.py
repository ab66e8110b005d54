"""Finds every question and request of a letter, in the customer's order and under the customer's own numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from responder.domain.question import Question
from responder.reading.asking import Ask
from responder.reading.inline import inline_items
from responder.reading.labels import Label, Style
from responder.reading.languages import book_of
from responder.reading.lines import Line, lines_of
from responder.reading.outline import Item, Listing, Paragraph, outline
from responder.reading.phrases import WORD, Book, Kind
from responder.reading.prose import Finding, Judged, Reader, findings
from responder.reading.sentences import Sentence, sentence

MAX_QUESTIONS = 200
_LETTERS = frozenset({Style.LATIN, Style.CYRILLIC, Style.ROMAN})
_NUMBERS = frozenset({Style.DIGIT, Style.DOTTED})
_LONGEST_PHRASE = 14


class Mode(StrEnum):
    """What the words before a list say about its items."""

    OPEN = auto()
    ASKED = auto()  # "please tell us:" - every item is wanted
    STEPS = auto()  # "what I did:" - nothing is wanted unless it has a question mark


@dataclass(frozen=True, slots=True)
class Survey:
    """All questions of a text, whether the list as a whole is sure, and the sentences they were found among."""

    questions: tuple[Question, ...]
    sure: bool
    sentences: tuple[Sentence, ...] = ()


def questions_in(text: str, language: str | None) -> tuple[Question, ...]:
    """Every question of a text, in order; `language` is its ISO 639-1 code or None when it is not known."""
    return survey(lines_of(text), book_of(language, text)).questions


def survey(lines: Sequence[Line], book: Book) -> Survey:
    """The questions of a letter together with how sure they are; at most `MAX_QUESTIONS`."""
    surveyor = _Surveyor(book)
    surveyor.read(lines)
    found = list(_without_repeats(surveyor.found))[:MAX_QUESTIONS] or ([surveyor.help] if surveyor.help else [])
    sure = surveyor.sure and all(one.sure for one in found)
    return Survey(tuple(one.question for one in found), sure, tuple(surveyor.reader.sentences))


def _without_repeats(found: Iterable[Finding]) -> Iterator[Finding]:
    seen = set()
    for one in found:
        key = (one.question.number, one.question.text)
        if key not in seen:
            seen.add(key)
            yield one


class _Surveyor:
    """Walks through a letter's blocks.

    `sure` falls when something was left out that might have been a question; `help` is a "can you help me?" or a bare
    "explain.", which only counts where nothing else is asked.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.reader = Reader(book)
        self.found: list[Finding] = []
        self.sure = True
        self.help: Finding | None = None

    def read(self, lines: Sequence[Line]) -> None:
        blocks = outline(lines, self.book.words(Kind.LABEL_WORD), self._begins_anew)
        held: list[Finding] = []
        mode = Mode.OPEN
        for i, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                self.found += held
                before_list = i + 1 < len(blocks) and isinstance(blocks[i + 1], Listing)
                mode, held = self._paragraph(block.parts, before_list)
            else:
                asked = self._items(block.items, mode)
                self.found += asked or held
                mode, held = Mode.OPEN, []
        self.found += held

    def _begins_anew(self, text: str) -> bool:
        one = sentence(text[:200], self.book)
        kinds = (Kind.THANKS, Kind.SIGN_OFF, Kind.OPENER)
        return any(hit.start <= one.start for kind in kinds for hit in one.at(kind))

    def _paragraph(self, parts: Sequence[str], before_list: bool) -> tuple[Mode, list[Finding]]:
        """Adds what a paragraph asks; returns what it says of a list behind it, and the question that leads in."""
        row: list[Judged] = []
        for part in _joined(parts):
            inline = inline_items(part)
            if inline is None:
                row += self.reader.judged([part])
                continue
            self._sentences(row)
            row = []
            self._run_in(*inline)
        if not row or not before_list:
            self._sentences(row)
            return Mode.OPEN, []
        mode = self._mode(row[-1])
        leads_in = mode is Mode.ASKED
        self._sentences(row[:-1] if leads_in else row)
        return mode, list(findings(row[-1:])) if leads_in else []

    def _sentences(self, row: Sequence[Judged]) -> None:
        self.sure = self.sure and all(one.verdict.sure or one.verdict.asks for one in row)
        self.found += findings(row)
        calls = (one for one in row if one.verdict.ask in (Ask.HELP, Ask.STUB) and one.sentence.mark != ":")
        help_wanted = next(calls, None)
        if help_wanted and self.help is None:
            self.help = Finding(Question(None, help_wanted.sentence.text, help_wanted.sentence.mark != "?"), sure=False)

    def _mode(self, intro: Judged) -> Mode:
        sentence, ask = intro.sentence, intro.verdict.ask
        wanted = ask in (Ask.REQUEST, Ask.STUB) or sentence.mark == "?"
        if sentence.has(Kind.STEPS) and not sentence.has(Kind.REQUEST, Kind.PLEASE) and sentence.mark != "?":
            return Mode.STEPS
        if sentence.has(Kind.ANNOUNCE) or (wanted and (sentence.mark == ":" or sentence.has(Kind.POINTER))):
            return Mode.ASKED
        return Mode.OPEN

    def _run_in(self, before: str, labels: Sequence[Label]) -> None:
        """A list that was run into one paragraph."""
        row = self.reader.judged([before]) if before else []
        mode = self._mode(row[-1]) if row else Mode.OPEN
        held = row[-1:] if mode is Mode.ASKED else []
        self._sentences(row[: len(row) - len(held)])
        *body, last = labels
        tail = self._cut(last.rest)
        items = [Item(label, label.text, [label.rest]) for label in body]
        items.append(Item(last, last.text, [last.rest[: len(last.rest) - len(tail)].strip()]))
        asked = self._items(items, mode)
        self.found += asked or findings(held)
        self._sentences(self.reader.judged([tail]) if tail else [])

    def _cut(self, text: str) -> str:
        """What of a paragraph follows its last item: everything behind the first sentence that asks."""
        row = self.reader.judged([text])
        asks = next((i for i, one in enumerate(row) if one.verdict.asks), 0)
        if asks + 1 >= len(row):
            return ""
        return text[text.rfind(row[asks + 1].sentence.text) :] if len(row) - asks < 50 else ""

    def _items(self, items: Sequence[Item], mode: Mode) -> list[Finding]:
        rows = [self.reader.judged(_joined(item.parts)) for item in items]
        if mode is Mode.STEPS:
            rows = [[one for one in row if one.sentence.mark == "?" or one.sentence.has(Kind.PLEASE)] for row in rows]
        elif mode is Mode.ASKED or any(one.verdict.asks for row in rows for one in row):
            rows = [self.reader.judged(_joined(item.parts), listed=True) for item in items]
        found: list[Finding] = []
        plain = not any(one.verdict.asks for row in rows for one in row)
        for item, row in zip(items, rows, strict=True):
            states = row and row[-1].sentence.mark == "." and len(row[-1].sentence.words) > 3 and not plain
            found += self._item(item, row, Mode.OPEN if states else mode)
        return found

    def _item(self, item: Item, row: Sequence[Judged], mode: Mode) -> list[Finding]:
        below = item.below or self._lettered_below(item)
        asks = [one for one in row if one.verdict.asks]
        if not below:
            return self._own(item, row, asks, mode)
        inner = self._mode(row[-1]) if row else mode
        bullets = bool(item.below) and all(child.number is None for child in below)
        if asks and bullets and asks[-1].sentence.mark != ":":
            joined = [*item.parts, *(part for child in below for part in child.parts)]
            return self._own(replace(item, parts=joined, below=[]), row, asks, mode)
        found = self._items(below, inner if inner is not Mode.OPEN else mode)
        own = self._own(item, row, asks, Mode.OPEN)
        return found if inner is Mode.ASKED and found else [*own, *found]

    def _lettered_below(self, item: Item) -> list[Item]:
        inline = inline_items(item.text, _LETTERS) if item.label.style in _NUMBERS else None
        if inline is None:
            return []
        item.parts = [inline[0]]
        return [Item(label, f"{item.number}.{label.text}", [label.rest]) for label in inline[1]]

    def _own(self, item: Item, row: Sequence[Judged], asks: Sequence[Judged], mode: Mode) -> list[Finding]:
        text = self._without_tail(item.text, row)
        if asks:
            request = all(one.verdict.ask is Ask.REQUEST for one in asks)
            sure = any(one.verdict.sure for one in asks) and len(text) < 600
            return [Finding(Question(item.number, text, request), sure)]
        doubtful = any(one.sentence.has(Kind.QUESTION_WORD) and mode is not Mode.STEPS for one in row)
        self.sure = self.sure and not doubtful and all(one.verdict.sure for one in row)
        if mode is Mode.ASKED and _is_wanted(row, text, self.book):
            return [Finding(Question(item.number, text, request=True), len(row) == 1)]
        return []

    def _without_tail(self, text: str, row: Sequence[Judged]) -> str:
        """An item's text without the thanks and good wishes that follow the last one."""
        for one in reversed(row):
            if one.verdict.asks or not one.sentence.has(Kind.THANKS, Kind.SIGN_OFF, Kind.COURTESY):
                break
            text = text[: max(0, text.rfind(one.sentence.text))].strip() or text
        return text


def _joined(parts: Sequence[str]) -> list[str]:
    """Lines with those that only lead in ("please tell me:") joined to the next one."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1].endswith((":", ",")) and part[:1].islower():
            joined[-1] += " " + part
        else:
            joined.append(part)
    return joined


def _is_wanted(row: Sequence[Judged], text: str, book: Book) -> bool:
    """Whether an item that asks nothing by itself names a thing that the words before the list ask for."""
    if not row:
        return False
    first = row[0].sentence
    words = first.words
    if len(row) > 2 or not 1 <= len(words) <= _LONGEST_PHRASE or not text[:1].isalpha():
        return False
    counted = any(hit.start and words[hit.start - 1].isdigit() for hit in first.at(Kind.UNIT))
    clause = len(WORD.findall(text.partition(",")[0]))
    if counted or any(
        hit.start < clause for kind in (Kind.STATEMENT, Kind.VERB, Kind.COURTESY) for hit in first.at(kind)
    ):
        return False
    return not any(len(w) > 4 and w.endswith(book.statements) for w in words)
