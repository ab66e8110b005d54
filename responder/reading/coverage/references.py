"""Finds which questions a reply names by number or ordinal: "Re 1:", "по п. 2", "to your second question"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responder.reading.coverage.asked import Asked
from responder.reading.coverage.lore import Lore
from responder.reading.phrases import Kind, fold

_TOKEN = re.compile(r"№|\#|[^\W_]+(?:[.-][^\W_]+)*|[^\w\s]|_+")
_BRACKETS = re.compile(r"\s?\([^()]{0,200}\)")
_LEAD = re.compile(r"^(?:\*\*|__|[*_>•·–—-])?\s*")
_ENDS = ".):]-–—,;!"
_JOINS = frozenset({",", "/", "&", "+", "and", "и", "und", "et", "y", "e", "en", "i", "та", "или", "or", "sowie"})
_RANGES = frozenset({"-", "–", "—", "to", "по", "bis", "до"})
_COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "два": 2,
    "две": 2,
    "три": 3,
    "beiden": 2,
    "zwei": 2,
    "drei": 3,
    "deux": 2,
    "dos": 2,
}
_CIRCLED = str.maketrans({chr(0x2460 + i): f" {i + 1}. " for i in range(20)} | {"\ufe0f": "", "\u20e3": "."})
_WEAK_LEADS = frozenset({"a", "an", "and", "also", "with", "и", "а", "тоже", "также"})
_WINDOW = 400
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Named:
    """Questions named by a reply, by place, and where the text behind the name begins.

    `plain`: a bare "1." in front of a line, which may as well be the reply's own numbering.
    """

    places: tuple[int, ...]
    end: int
    plain: bool = False


class References:
    """Knows the numbers of a letter's questions."""

    def __init__(self, asked: Sequence[Asked], lore: Lore) -> None:
        self._by: dict[str, list[int]] = defaultdict(list)
        self.count = len(asked)
        self._lore = lore
        for one in asked:
            if one.question.number:
                label = fold(one.question.number)
                rank = lore.ranks.get(label)
                self._by[str(rank) if rank else label].append(one.place)
        if not any(label.isdigit() for label in self._by):
            for one in asked:
                self._by[str(one.place + 1)].append(one.place)
        words = lore.book.words(Kind.LABEL_WORD) | lore.book.words(Kind.QUESTION_NOUN)
        self._nouns = words | {"№", "#", "п", "пп", "пункт", "no", "nr", "q", "re", "ad", "zu", "point", "points"}
        self._nouns |= lore.book.words(Kind.ANSWER_WORD)
        self._pairs = lore.book.words(Kind.BOTH) | lore.book.words(Kind.EVERY)
        self._leads = lore.book.words(Kind.REFERENCE) | self._nouns

    def at_head(self, line: str) -> Named | None:
        """The questions a line begins by naming."""
        text = line[:_WINDOW].translate(_CIRCLED)
        shift = len(text) - len(line[:_WINDOW])
        begin = _LEAD.match(text)
        tokens = _tokens(text, begin.end() if begin else 0)
        lead, named = 0, False
        while lead < min(6, len(tokens)) and (tokens[lead][0] in self._leads or (lead and tokens[lead][0] in ".([*")):
            if tokens[lead][0].isdigit() or (len(tokens[lead][0]) == 1 and tokens[lead][0] in self._by and not lead):
                break
            named = named or tokens[lead][0] in self._nouns
            lead += 1
        if lead < len(tokens) and tokens[lead][0] in "([":
            lead += 1
        found = self._numbers(tokens, lead)
        if found is None:
            return self._ranked(tokens, lead, text)
        places, after = found
        mark = tokens[after][0] if after < len(tokens) else ""
        if not mark or mark in _ENDS or named:
            if lead == 0 and mark in ("-", "–", "—", ",", "") and _counts(tokens, after):
                return None
            end = _behind(tokens, after, text)
            return Named(places, max(0, end - shift), plain=not named and lead == 0 and len(places) == 1)
        return None

    def inside(self, text: str) -> Iterator[Named]:
        """The questions that a sentence names anywhere: "I'll come back on point 3", "yes to both 1 and 2"."""
        plain = _BRACKETS.sub(lambda m: " " * len(m.group()), text[:_WINDOW])
        tokens = _tokens(plain, 0)
        at = 0
        while at < len(tokens):
            if tokens[at][0] in self._leads and at + 1 < len(tokens):
                found = self._numbers(tokens, at + 1)
                strong = self._is_noun(tokens[at][0]) and not tokens[at][0].isdigit() and len(tokens[at][0]) > 1
                if found and (strong or self._closes(tokens, found[1])):
                    yield Named(found[0], _end_of(tokens, found[1], plain))
                    at = found[1]
                    continue
            if (ranked := self._ranked(tokens, at, plain, anywhere=True)) is not None:
                yield ranked
                at += 2
            at += 1

    def _closes(self, tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
        return at >= len(tokens) or tokens[at][0] in ".:;,!)–—-" or tokens[at][0] in _JOINS

    def _numbers(self, tokens: Sequence[tuple[str, int, int]], at: int) -> tuple[tuple[int, ...], int] | None:
        """Numbers of questions from a token on: "1", "1-3", "1, 2 and 5"; None when one of them is no question's."""
        places: list[int] = []
        last, after, joined = 0, at, True
        while at < len(tokens):
            word = tokens[at][0]
            if joined and (label := self._label(word)) is not None:
                span = self._between(last, word) if places and tokens[at - 1][0] in _RANGES else self._by[label]
                places += [place for place in span if place not in places]
                last, joined, after = int(word) if word.isdigit() else 0, False, at + 1
            elif joined and (parts := self._span(word)):
                places += parts
                joined, after = False, at + 1
            elif not joined and (word in _JOINS or (word in _RANGES and last)) and at + 1 < len(tokens):
                joined = True
            elif not (joined and (word in self._leads if places else word in self._pairs)):
                break
            at += 1
        return (tuple(places), after) if places else None

    def _label(self, word: str) -> str | None:
        return word if word in self._by else None

    def _span(self, word: str) -> list[int]:
        """The questions of a range without spaces, which is one word: "1-3"."""
        first, dash, last = word.partition("-")
        if not dash or first not in self._by or last not in self._by or not (first + last).isdigit():
            return []
        return [place for n in range(int(first), min(int(last), 300) + 1) for place in self._by.get(str(n), ())]

    def _between(self, first: int, last: str) -> list[int]:
        if not last.isdigit() or int(last) - first > 200:
            return []
        return [place for n in range(first + 1, int(last) + 1) for place in self._by.get(str(n), ())]

    def _ranked(
        self, tokens: Sequence[tuple[str, int, int]], at: int, text: str, *, anywhere: bool = False
    ) -> Named | None:
        """An ordinal that counts questions: "the second one", "По второму -", "Во-первых,", "the first two have"."""
        if at >= len(tokens):
            return None
        rank = self._lore.ranks.get(tokens[at][0]) or (
            self.count if self._lore.book.is_one_word(Kind.LAST, tokens[at][0]) else None
        )
        if rank is None or not 0 < rank <= self.count:
            return None
        after, places = at + 1, [rank - 1]
        if after < len(tokens) and (count := _COUNTS.get(tokens[after][0])):
            places, after = [p for p in range(rank - 1, rank - 1 + count) if p < self.count], after + 1
            if (
                after < len(tokens)
                and not self._is_noun(tokens[after][0])
                and not self._lore.book.is_one_word(Kind.VERB, tokens[after][0])
            ):
                return None
        elif (
            after + 1 < len(tokens)
            and tokens[after][0] in _JOINS
            and (other := self._lore.ranks.get(tokens[after + 1][0]))
        ):
            places, after = [*places, *([other - 1] if other <= self.count else [])], after + 2
        counted = after < len(tokens) and self._is_noun(tokens[after][0])
        led = at > 0 and tokens[at - 1][0] in self._leads - _WEAK_LEADS and not tokens[at][0][:1].isdigit()
        marked = (
            after >= len(tokens) or tokens[after][0] in ",:-–—" or (at < _NEAR and tokens[after][0] in self._lore.stop)
        )
        if counted or (led and marked) or (not anywhere and marked and at == 0) or len(places) > 1:
            return Named(tuple(places), _behind(tokens, after + counted, text))
        return None

    def _is_noun(self, word: str) -> bool:
        return word in self._nouns or bool(self._lore.book.scan((word,)).get(Kind.QUESTION_NOUN))


def _tokens(text: str, begin: int) -> list[tuple[str, int, int]]:
    return [(fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text, begin)][:80]


def _end_of(tokens: Sequence[tuple[str, int, int]], after: int, text: str) -> int:
    return tokens[after - 1][2] if 0 < after <= len(tokens) else len(text)


def _behind(tokens: Sequence[tuple[str, int, int]], after: int, text: str) -> int:
    """Where the text begins behind a name and the marks that close it."""
    while after < len(tokens) and tokens[after][0] in ".):]-–—,;*":
        after += 1
    return tokens[after][1] if after < len(tokens) else len(text)


def _counts(tokens: Sequence[tuple[str, int, int]], after: int) -> bool:
    """Whether a bare number counts something instead: "2 - 3 weeks", "5, 6"; a label stands off what follows it."""
    if after >= len(tokens):
        return False
    follows = tokens[after + 1][0] if after + 1 < len(tokens) else ""
    return follows[:1].isdigit() and tokens[after][0] != ","
