"""Phrases written as data, matched word by word, so that no language file can make reading slow.

A phrase is a row of words in lower case. `word*` stands for any ending, `*word` for any beginning, `a|b` for either
word, `(a b|c)` for either row of words, `_` for any one word, `~` for up to three words in between; `^` in front binds
the phrase to the beginning of a clause, `$` behind it to the end of the sentence. `ё` is written `е`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from responder.reading.kinds import Kind

__all__ = ["MAX_WORD", "WORD", "Book", "Hit", "Kind", "Lexicon", "fold"]

WORD = re.compile(r"[^\W_]+(?:['’ʼ‑-][^\W_]+)*")
MAX_WORD = 60
_GAP = 3
_HEAD = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language as data: ISO 639-1 `code` and phrases by kind.

    `abbreviations` stand before names and numbers ("Dr."), `units` may also end a sentence ("kg."). `imperatives` and
    `statements` are endings of imperative verbs and of verbs that state (reflexive present, past), `addressing` those
    of verbs that address the reader in the present or future: "(do) you deliver", `infinitives` those of infinitives.
    """

    code: str
    phrases: Mapping[Kind, tuple[str, ...]]
    abbreviations: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    imperatives: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    addressing: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in words `start` to `end` (exclusive)."""

    start: int
    end: int


_Atom: TypeAlias = tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]  # whole words, beginnings, endings
_ANY: _Atom = (frozenset(), ("",), ())


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: Kind
    first: _Atom
    rest: tuple[_Atom | None, ...]
    begins: bool
    ends: bool


def fold(text: str) -> str:
    """Text as phrases compare: lower case, `ё` as `е`, one apostrophe, one hyphen."""
    lower = text.lower()
    if lower.isascii():
        return lower
    return lower.replace("ё", "е").replace("’", "'").replace("ʼ", "'").replace("‑", "-")


def _atom(text: str) -> _Atom | None:
    if text == "~":
        return None
    if text == "_":
        return _ANY
    words = text.split("|")
    whole = frozenset(w for w in words if "*" not in w)
    return whole, tuple(w[:-1] for w in words if w.endswith("*")), tuple(w[1:] for w in words if w.startswith("*"))


@cache
def _parse(kind: Kind, text: str) -> _Phrase:
    first, *rest = (_atom(part) for part in text.strip("^$").split())
    if first is None or first is _ANY or first[2] or any(len(stem) < _HEAD for stem in first[1]):
        raise ValueError(f"a {kind} phrase begins with too little to look it up by: {text}")
    return _Phrase(kind, first, tuple(rest), text.startswith("^"), text.endswith("$"))


def _fits(atom: _Atom, word: str) -> bool:
    whole, beginnings, endings = atom
    return word in whole or bool((beginnings and word.startswith(beginnings)) or (endings and word.endswith(endings)))


def _end_of(atoms: Sequence[_Atom | None], words: Sequence[str], at: int) -> int:
    """Where a match of `atoms` that begins at word `at` ends, or -1."""
    for i, atom in enumerate(atoms):
        if atom is None:
            return _end_behind_gap(atoms[i + 1 :], words, at)
        if at >= len(words) or not _fits(atom, words[at]):
            return -1
        at += 1
    return at


def _end_behind_gap(atoms: Sequence[_Atom | None], words: Sequence[str], at: int) -> int:
    first = atoms[0]
    for begin in range(at, min(at + _GAP + 1, len(words))):
        if first is not None and not _fits(first, words[begin]):
            continue
        end = _end_of(atoms, words, begin)
        if end >= 0:
            return end
    return -1


@dataclass(slots=True)
class _Shelf:
    """The phrases that begin alike: those that may go on with any word, and those whose second word is known."""

    open: list[_Phrase] = field(default_factory=list)
    followed: dict[str, list[_Phrase]] = field(default_factory=dict)

    def add(self, phrase: _Phrase) -> None:
        second = phrase.rest[0] if phrase.rest else None
        if second is None or second[1] or second[2]:
            self.open.append(phrase)
            return
        for word in second[0]:
            self.followed.setdefault(word, []).append(phrase)

    def fitting(self, after: str) -> Sequence[_Phrase]:
        """The phrases that may go on with this word, which is empty at the end of the sentence."""
        followed = self.followed.get(after)
        return self.open + followed if followed else self.open


@dataclass(slots=True, eq=False)
class Book:
    """The phrases of the languages a text may be written in, indexed by their first two words; one object a set of
    languages."""

    abbreviations: frozenset[str]
    units: frozenset[str]
    imperatives: tuple[str, ...]
    statements: tuple[str, ...]
    addressing: tuple[str, ...]
    infinitives: tuple[str, ...]
    _exact: dict[str, _Shelf] = field(default_factory=lambda: defaultdict(_Shelf))
    _heads: dict[str, _Shelf] = field(default_factory=lambda: defaultdict(_Shelf))
    _single: dict[Kind, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, lexicons: Iterable[Lexicon]) -> "Book":
        """Compiles lexicons; raises ValueError for a phrase that begins with a gap or with a stem under 3 letters."""
        lexicons = tuple(lexicons)
        book = cls(
            frozenset().union(*(x.abbreviations for x in lexicons)),
            frozenset().union(*(x.units for x in lexicons)),
            tuple(dict.fromkeys(e for x in lexicons for e in x.imperatives)),
            tuple(dict.fromkeys(e for x in lexicons for e in x.statements)),
            tuple(dict.fromkeys(e for x in lexicons for e in x.addressing)),
            tuple(dict.fromkeys(e for x in lexicons for e in x.infinitives)),
        )
        for lexicon in lexicons:
            for kind, phrases in lexicon.phrases.items():
                for phrase in phrases:
                    book._add(_parse(kind, phrase))
        return book

    def _add(self, phrase: _Phrase) -> None:
        whole, beginnings, _ = phrase.first
        for word in whole:
            self._exact[word].add(phrase)
            if not phrase.rest:
                self._single[phrase.kind].add(word)
        for head in {stem[:_HEAD] for stem in beginnings}:
            self._heads[head].add(phrase)

    def words(self, kind: Kind) -> frozenset[str]:
        """The phrases of a kind that are single words."""
        return frozenset(self._single[kind])

    def is_one_word(self, kind: Kind, word: str) -> bool:
        """Whether the folded `word` is by itself a phrase of this kind."""
        return word in self._single[kind]

    def scan(self, words: Sequence[str], clause_starts: frozenset[int] = frozenset({0})) -> dict[Kind, list[Hit]]:
        """Every phrase found in the folded `words` of one sentence, by kind, in order."""
        found: dict[Kind, list[Hit]] = {}
        for at, word in enumerate(words):
            exact, heads = self._exact.get(word), self._heads.get(word[:_HEAD])
            if exact is None and heads is None:
                continue
            after = words[at + 1] if at + 1 < len(words) else ""
            for shelf in (exact, heads):
                if shelf is None:
                    continue
                for phrase in shelf.fitting(after):
                    if phrase.begins and at not in clause_starts:
                        continue
                    if shelf is heads and not word.startswith(phrase.first[1]):
                        continue
                    end = _end_of(phrase.rest, words, at + 1) if phrase.rest else at + 1
                    if end > 0 and not (phrase.ends and end != len(words)):
                        found.setdefault(phrase.kind, []).append(Hit(at, end))
        return found
