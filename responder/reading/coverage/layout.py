"""Lays a reply out in sections: what stands under a label, a quoted or a repeated question, and what stands free."""

import re
from collections.abc import Sequence
from dataclasses import replace

from responder.reading.coverage.asked import Asked, Index, likeness
from responder.reading.coverage.lore import Lore, words_of
from responder.reading.coverage.references import Named, References
from responder.reading.coverage.reply import Stretch, parts_of
from responder.reading.coverage.said import Said, is_blank, is_name, said_of, takes_leave
from responder.reading.coverage.sections import Rule, Section
from responder.reading.phrases import Kind, fold
from responder.reading.sentences import split

_BULLET = re.compile(r"^(?:[*•·►▪●◦‣⁃✓✔→➤-]|[–—])\s+|^(?:[*_]{2})")
_LABEL = re.compile(r"^\s*[(\[]?(?:\d{1,2}|\w)[.):\]]\s+")
_RUN_IN = re.compile(r"(?<=[,;.!])\s+(?=\d{1,2}\s?[-–—:)]\s)")
_ECHO = 0.6
_SIGNATURE = 8
_LONGEST_HEADING = 9
_MAX_SENTENCES = 1500


class Layout:
    """Builds the sections of a reply, stretch by stretch."""

    def __init__(self, asked: Sequence[Asked], index: Index, lore: Lore) -> None:
        self._asked, self._index, self._lore = asked, index, lore
        self._references = References(asked, lore)
        self._texts = {" ".join(one.words): one.place for one in asked if one.words}
        self.sections: list[Section] = []
        self._count = 0
        self._is_named = False
        self._last = said_of("", 0, lore)

    def read(self, stretch: Stretch, *, between: bool = False) -> None:
        """Adds the sections of one stretch; `between`: others stand under other quoted lines, so this one answers the
        last question above it, unless it speaks of the others there."""
        quoted = self._quoted(stretch.quoted)
        if between and len(quoted) > 1 and not self._speaks_of(stretch.lines, quoted[:-1]):
            quoted = quoted[-1:]
        self._open(Section(quoted or None, Rule.QUOTED if quoted else None))
        parts = _unsigned(parts_of(stretch.lines, self._references.at_head), self._lore)
        later = _later_labels(parts, self._references)
        gap = False
        for i, part in enumerate(parts):
            if not part:
                gap = True
                continue
            if gap and self._closes(i in later):
                self._open(Section(self._fallback(quoted), Rule.QUOTED if quoted else None))
            gap = False
            self._part(part)

    def _speaks_of(self, lines: Sequence[str], places: Sequence[int]) -> bool:
        terms = tuple(
            self._lore.terms(tuple(word for line in lines[:20] for word in words_of(line)), self._index.heads)
        )
        shared = self._index.shared(terms)
        return any(sum(w for w, _ in shared.get(place, {}).values()) >= 0.6 for place in places)

    def _fallback(self, quoted: tuple[int, ...]) -> tuple[int, ...] | None:
        return quoted or None

    def _closes(self, goes_on: bool) -> bool:
        """Whether an empty line ends the section: not between labels, and not behind a bare heading."""
        now = self.sections[-1]
        return now.rule not in (None, Rule.QUOTED) and bool(now.said) and not goes_on

    def _open(self, section: Section) -> None:
        self.sections.append(section)

    def _part(self, part: str) -> None:
        if " | " in part or part.endswith(" |"):
            self._row([cell.strip() for cell in part.split("|")])
            return
        if is_blank(part):
            self._add(part)
            return
        for piece in _RUN_IN.split(part) if _RUN_IN.search(part) else [part]:
            self._line(piece)

    def _line(self, line: str) -> None:
        named = self._references.at_head(line)
        if named is not None:
            rule = Rule.LABEL if named.plain else Rule.REFERENCE
            self._open(Section(named.places, rule, plain=named.plain))
            line = line[named.end :]
        elif found := _BULLET.match(line):
            line = line[found.end() :]
            if self.sections[-1].is_free:
                now = self.sections[-1]
                self._open(Section(now.places, now.rule, bullet=True))
            elif not self.sections[-1].plain:
                self._open(Section(None))
        elif (label := _LABEL.match(line)) and self.sections[-1].rule is Rule.LABEL:
            self._open(Section(None))
            line = line[label.end() :]
        if is_blank(line):
            self._add(line)
            return
        line = self._without_answer_word(line.strip(" *_"))
        if not line or self._is_heading(line, named):
            return
        self._is_named = named is not None
        for i, text in enumerate(split(line, self._lore.book)):
            self._sentence(text, first=i == 0)

    def _without_answer_word(self, line: str) -> str:
        head, colon, rest = line[:40].partition(":")
        if colon and self._lore.book.is_one_word(Kind.ANSWER_WORD, fold(head.strip(" *_"))):
            return line[len(head) + 1 :].strip(" *_")
        if colon and rest and fold(head.strip(" *_")).rstrip("s") in self._lore.book.words(Kind.LABEL_WORD):
            return line[len(head) + 1 :].strip(" *_")
        return line

    def _is_heading(self, line: str, named: Named | None) -> bool:
        """Takes a short line that ends with a colon, or stands under a label, for the heading of what follows."""
        words = line.split()
        if not line.endswith(":") or len(words) > _LONGEST_HEADING:
            return False
        if named is not None or (self.sections[-1].plain and not self.sections[-1].said):
            return True
        place = self._best(line, at_least=0.5)
        if place is None:
            return False
        self._open(Section((place,), Rule.HEADING))
        return True

    def _sentence(self, text: str, *, first: bool) -> None:
        if self._count >= _MAX_SENTENCES:
            return
        place = self._echoed(self._said(text))
        if place is not None:
            if self.sections[-1].said or self.sections[-1].places != (place,):
                self._open(Section((place,), Rule.REPEATED))
            return
        if not first and (named := self._references.at_head(text)) is not None:
            self._open(Section(named.places, Rule.LABEL if named.plain else Rule.REFERENCE, plain=named.plain))
            text = text[named.end :] or text
        elif not (first and self._is_named) and (named := next(self._references.inside(text), None)) is not None:
            self._refer(named)
        self._add(text)

    def _add(self, text: str) -> None:
        self._count += 1
        self.sections[-1].said.append(replace(self._said(text), place=self._count))

    def _refer(self, named: Named) -> None:
        if named.places != self.sections[-1].places:
            self._open(Section(named.places, Rule.REFERENCE))

    def _row(self, cells: list[str]) -> None:
        """A row of a table: the cell that repeats a question or its number, and the answer beside it."""
        places: tuple[int, ...] = ()
        rest = []
        for cell in cells:
            named = self._references.at_head(cell) if len(cell) <= 6 else None
            repeated = self._echoed(self._said(cell), question=False)
            if repeated is not None:
                places = (repeated,)
            elif named is not None and not places and named.end >= len(cell):
                places = named.places
            elif cell:
                rest.append(cell)
        if not places and len(rest) > 1 and (place := self._best(rest[0], at_least=0.5)) is not None:
            places, rest = (place,), rest[1:]
        if not places and not any(any(c.isdigit() for c in cell) for cell in rest):
            return
        self._open(Section(places or None, Rule.ROW if places else None))
        for cell in rest:
            for text in split(cell, self._lore.book):
                self._add(text)
        self._open(Section(None))

    def _said(self, text: str) -> Said:
        if text != self._last.text:
            self._last = said_of(text, self._count + 1, self._lore, self._index.heads)
        return self._last

    def _echoed(self, said: Said, *, question: bool = True) -> int | None:
        """The question that a sentence repeats."""
        text, words = said.text, said.sentence.words
        bare = " ".join(words)
        if bare in self._texts and (len(words) > 1 or text.endswith("?")):
            return self._texts[bare]
        if question and "?" not in text[-4:] and not text.startswith(("«", '"', "“")):
            return None
        shared = self._index.shared(said.terms)
        near = sorted(shared, key=lambda place: -sum(weight for weight, _ in shared[place].values()))[:3]
        scored = [(likeness(words, self._asked[place].words), -place) for place in near]
        best = max(scored, default=(0.0, 0))
        return -best[1] if best[0] >= _ECHO else None

    def _best(self, text: str, *, at_least: float) -> int | None:
        """The one question whose words a heading shares; None when there are two like that."""
        shared = self._index.shared(self._said(text).terms)
        scores = sorted(((sum(w for w, _ in row.values()), -place) for place, row in shared.items()), reverse=True)
        if not scores or scores[0][0] < at_least or (len(scores) > 1 and scores[1][0] == scores[0][0]):
            return None
        return -scores[0][1]

    def _quoted(self, lines: Sequence[str]) -> tuple[int, ...]:
        """The questions that stand in the quotation above a stretch."""
        if not lines:
            return ()
        run = f" {' '.join(w for line in lines for w in words_of(line))} "
        found = [one.place for one in self._asked if one.words and f" {' '.join(one.words)} " in run]
        if not found and len(run) < 1200:
            place = self._echoed(self._said(" ".join(lines)[-600:]), question=False)
            found = [] if place is None else [place]
        return tuple(found)


def _unsigned(parts: list[str], lore: Lore) -> list[str]:
    """The lines without the leave at their end and the names below it."""
    filled = [i for i, part in enumerate(parts) if part]
    leave = next((i for i in filled[1:][-_SIGNATURE:] if takes_leave(parts[i], lore)), len(parts))
    parts = parts[:leave]
    last = len(parts)
    filled = [i for i in filled if i < last]
    for i in reversed(filled[1:][-4:]):
        if not is_name(parts[i], lore):
            break
        last = i
    return parts[:last]


def _later_labels(parts: Sequence[str], references: References) -> set[int]:
    """The lines behind which a plain label still follows."""
    last = max((i for i, part in enumerate(parts) if part and (n := references.at_head(part)) and n.plain), default=-1)
    return set(range(last))
