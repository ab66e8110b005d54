"""Finds every question and request of a letter, in the customer's order and under the customer's own numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from responder.domain.question import Question
from responder.reading.asking import Ask
from responder.reading.inline import inline_items
from responder.reading.items import ItemReader
from responder.reading.labels import Label, Style
from responder.reading.languages import book_of
from responder.reading.leadin import Mode, mode_of
from responder.reading.lines import Line, lines_of
from responder.reading.ordinals import item_of
from responder.reading.outline import Block, Cues, Item, Listing, Paragraph, Table, outline
from responder.reading.phrases import WORD, Book, Kind, fold
from responder.reading.prose import Finding, Judged, Reader, findings
from responder.reading.sentences import Sentence, sentence
from responder.reading.tables import asked_in
from responder.reading.tone import is_heated
from responder.reading.unlabelled import joined, looks_enumerated, split_at_lead_ins

MAX_QUESTIONS = 200


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
    row = surveyor.reader.sentences
    heated = is_heated(row)
    meant = [replace(one, sure=True) if one.wry else one for one in surveyor.found if not (one.wry and heated)]
    found = list(_without_repeats(_without_background(meant)))[:MAX_QUESTIONS] or _called(surveyor.calls)
    sure = surveyor.sure and all(one.sure for one in found)
    return Survey(tuple(one.question for one in found), sure, tuple(row))


def _called(calls: Sequence[Judged]) -> list[Finding]:
    """What a letter asks that only calls for help: what its writer does not know, before a bare "can you help me?"."""
    best = next((one for one in calls if one.verdict.ask is Ask.PUZZLED), next(iter(calls), None))
    if best is None:
        return []
    return [Finding(Question(None, best.sentence.text, best.sentence.mark != "?"), sure=False)]


def _without_background(found: Sequence[Finding]) -> Iterator[Finding]:
    """All but a wish behind which a question follows: "we want to move to you" above a list of questions."""
    for one, after in zip_longest(found, found[1:]):
        if not (one.wish and after is not None and not after.question.request):
            yield one


def _without_repeats(found: Iterable[Finding]) -> Iterator[Finding]:
    """All but a question that follows itself; one that is asked again later is asked again."""
    last = None
    for one in found:
        if one.question != last:
            yield one
        last = one.question


class _Surveyor:
    """Walks through a letter's blocks.

    `calls` are sentences such as "can you help me?" or "I do not know how"; they count only where nothing is asked.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.reader = Reader(book)
        self.lists = ItemReader(self.reader)
        self.found: list[Finding] = []
        self.calls: list[Judged] = []

    @property
    def sure(self) -> bool:
        """Whether nothing was left out that might have been a question."""
        return self.lists.sure

    def read(self, lines: Sequence[Line]) -> None:
        cues = Cues(self.book.words(Kind.LABEL_WORD), self._begins_anew, self._is_unfinished)
        blocks = list(split_at_lead_ins(outline(lines, cues)))
        held: list[Finding] = []
        mode = Mode.OPEN
        for block, after in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Paragraph) and mode is not Mode.NAMED:
                self.found += held
                mode, held = self._paragraph(block.parts, after)
            else:
                self.found += self._list(block, mode) or held
                mode, held = Mode.OPEN, []
        self.found += held

    def _list(self, block: Block, mode: Mode) -> list[Finding]:
        """What a list, a table, or a paragraph whose lines are items asks."""
        if isinstance(block, Table):
            return asked_in(block.rows, self.reader)
        if isinstance(block, Listing):
            return self.lists.items(block.items, mode)
        bullet = Label(Style.BULLET, None, 0, "", "")
        return self.lists.items([Item(bullet, None, [part]) for part in block.parts], Mode.ASKED)

    def _begins_anew(self, text: str) -> bool:
        one = sentence(text[:200], self.book)
        kinds = [Kind.THANKS, Kind.SIGN_OFF, Kind.OPENER]
        kinds += (Kind.REQUEST, Kind.QUESTION_WORD) if one.start else ()  # "and when", "and please"
        begun = any(hit.start <= one.start for kind in kinds for hit in one.at(kind))
        conditions = any(hit.start <= one.start for hit in one.at(Kind.CONDITION))
        return begun or (conditions and one.has(Kind.OPENER, Kind.RUN_ON))  # "if it is lost who pays"

    def _is_unfinished(self, text: str) -> bool:
        last = WORD.findall(text[-40:])[-1:]
        return bool(last) and text.endswith(last[0]) and self.book.is_one_word(Kind.UNFINISHED, fold(last[0]))

    def _paragraph(self, parts: Sequence[str], after: Block | None) -> tuple[Mode, list[Finding]]:
        """Adds what a paragraph asks; returns what it says of a list behind it, and the question that leads in."""
        row: list[Judged] = []
        for part in joined(parts):
            inline, own = inline_items(part), self.reader.judged([part])
            item = None if inline else item_of(own)
            if inline is None and item is None:
                row += own
                continue
            self._sentences(row)
            row = []
            if item:
                self.found.append(item)
            elif inline:
                self._run_in(*inline)
        mode = mode_of(row[-1]) if row and after else Mode.OPEN
        if isinstance(after, Paragraph):
            named = mode is Mode.ASKED and parts[-1].endswith(":") and looks_enumerated(after.parts)
            mode = Mode.NAMED if named else Mode.OPEN
        leads_in = mode in (Mode.ASKED, Mode.NAMED)
        self._sentences(row[:-1] if leads_in else row)
        return mode, list(findings(row[-1:])) if leads_in else []

    def _sentences(self, row: Sequence[Judged]) -> None:
        self.lists.sure = self.sure and all(one.verdict.sure or one.verdict.asks for one in row)
        self.found += findings(row)
        called = (Ask.HELP, Ask.STUB, Ask.PUZZLED)
        self.calls += (one for one in row if one.verdict.ask in called and one.sentence.mark != ":")

    def _run_in(self, before: str, labels: Sequence[Label]) -> None:
        """A list that was run into one paragraph."""
        row = self.reader.judged([before]) if before else []
        mode = mode_of(row[-1]) if row else Mode.OPEN
        held = row[-1:] if mode is Mode.ASKED else []
        self._sentences(row[: len(row) - len(held)])
        *body, last = labels
        tail = self._cut(last.rest)
        items = [Item(label, label.text, [label.rest]) for label in body]
        items.append(Item(last, last.text, [last.rest[: len(last.rest) - len(tail)].strip()]))
        asked = self.lists.items(items, mode)
        self.found += asked or findings(held)
        self._sentences(self.reader.judged([tail]) if tail else [])

    def _cut(self, text: str) -> str:
        """What of a paragraph follows its last item: everything behind the first sentence that asks."""
        row = self.reader.judged([text])
        asks = next((i for i, one in enumerate(row) if one.verdict.asks), 0)
        if asks + 1 >= len(row):
            return ""
        return text[text.rfind(row[asks + 1].sentence.text) :] if len(row) - asks < 50 else ""
