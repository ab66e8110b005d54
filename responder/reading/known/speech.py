"""Cuts a question into what it says: its words without endings, and what each of them does in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache
from importlib.resources import files

from responder.reading.coverage.lore import Lore, lore_of, words_of

LONGEST, MOST_WORDS = 600, 60
"""Characters and words of a question that are looked at; a longer one is never sure."""
_LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk"})
_WRITTEN = ("de", "en", "ru", "uk")
_CYRILLIC = "а"


class Part(StrEnum):
    """What a word does: LIGHT changes nothing, ASKING says what is wanted, WEAK stands in any sentence, CONTENT says
    what it is about."""

    LIGHT = auto()
    ASKING = auto()
    WEAK = auto()
    CONTENT = auto()


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says something: as it was written, its stem, the groups of its synonyms."""

    word: str
    stem: str
    groups: tuple[str, ...]
    part: Part


@dataclass(frozen=True, slots=True)
class Said:
    """What a question says.

    `words` are all of its words, `terms` those that matter, each once, `stems` theirs, `asking` the stems of what says
    what is wanted, `twice` those said more than once. `bound` are words together with the preposition before them
    ("from>moscow"). `person` is who acts: "first", "second" or ''; `tells`: it begins with "I" or "we", as no question
    does. `owners` are those whose things are spoken of. `turns` are words that turn what is asked, by what they do:
    negation, condition, further. `signs` are those beside words that tell something: "C" is not "C#". `cut`: it was
    too long to be looked at as a whole.
    """

    words: tuple[str, ...]
    terms: tuple[Term, ...]
    stems: frozenset[str]
    asking: frozenset[str]
    twice: frozenset[str]
    bound: frozenset[str]
    person: str
    tells: bool
    owners: frozenset[str]
    signs: frozenset[str]
    turns: tuple[tuple[str, str], ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """How one language is cut, together with English and Russian, which people mix in."""

    lore: Lore
    roles: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]

    def said(self, text: str) -> Said:
        """What a question says."""
        words = words_of(text[:LONGEST])
        cut = len(text) > LONGEST or len(words) > MOST_WORDS
        words = words[:MOST_WORDS]
        begin = self._behind_greeting(words)
        terms: dict[str, Term] = {}
        bound: set[str] = set()
        twice: set[str] = set()
        for place, word in enumerate(words[begin:], begin):
            if not self._is(word, *_LIGHT, "binding"):
                term = self.term(word)
                if terms.setdefault(term.stem, term) is not term:
                    twice.add(term.stem)
            elif self._is(word, "binding"):
                bound.update(self._bound(words, place))
        return Said(
            words=words,
            terms=tuple(terms.values()),
            stems=frozenset(terms),
            asking=frozenset(stem for stem, term in terms.items() if term.part is Part.ASKING),
            twice=frozenset(twice),
            bound=frozenset(bound),
            person=self._person(words),
            tells=begin < len(words) and self._is(words[begin], "first"),
            owners=frozenset(kind for kind in ("ours", "yours") for word in words if self._is(word, kind)),
            signs=_SIGNS.intersection(text[:LONGEST]),
            turns=tuple((kind, word) for word in words for kind in _TURNS if self._is(word, kind)),
            cut=cut,
        )

    def term(self, word: str) -> Term:
        """One word that matters."""
        stem = self.stem(word)
        if self._is(word, "asking"):
            return Term(word, stem, (), Part.ASKING)
        weak = word in self.lore.stop or self._is(word, *_TURNS)
        return Term(word, stem, self.lore.groups_of(word, stem), Part.WEAK if weak else Part.CONTENT)

    def stem(self, word: str) -> str:
        """A word without its ending; numbers, and words with digits in them, as they are."""
        return word if any(sign.isdigit() for sign in word) else self.lore.stem(word)

    def form(self, word: str) -> frozenset[str]:
        """What a word's ending would make of a verb: past, reflexive."""
        return frozenset(kind for kind, endings in self.endings.items() if word.endswith(endings))

    def light_words(self) -> Iterator[str]:
        """The words that change nothing, for mistakes of the keyboard in them."""
        return (word for kind in ("light", "lead", "hello") for word in self.roles.get(kind, ()))

    def _is(self, word: str, *kinds: str) -> bool:
        return any(word in self.roles.get(kind, ()) for kind in kinds)

    def _bound(self, words: tuple[str, ...], place: int) -> Iterator[str]:
        """A preposition with the word that it belongs to, articles and the like left out; with the word before it where
        it ends the sentence ("check in"). "To us" and "with you" tell nothing."""
        preposition = words[place]
        for word in words[place + 1 :]:
            whom = next((role for role in ("first", "second", "lead") if self._is(word, role)), "")
            if whom or not self._is(word, "light", "ours", "yours"):
                if not (whom and self._is(preposition, "beside")):
                    yield f"{preposition}>{whom or self.stem(word)}"
                return
        yield f"{self.stem(words[place - 1]) if place else ''}<{preposition}"

    def _behind_greeting(self, words: tuple[str, ...]) -> int:
        """How many words of "good evening" stand at the beginning: anywhere else an evening is a time."""
        if not words or not self._is(words[0], "hello"):
            return 0
        return next((place for place, word in enumerate(words) if place and not self._is(word, "daytime")), len(words))

    def _person(self, words: tuple[str, ...]) -> str:
        """Who acts, behind "could you tell me"."""
        leads = [place for place, word in enumerate(words) if self._is(word, "lead")]
        begin = leads[-1] + 1 if leads else 0
        if leads and begin < len(words) and self._is(words[begin], "first"):
            begin += 1
        return next((kind for word in words[begin:] for kind in ("first", "second") if self._is(word, kind)), "")


_LIGHT = ("light", "lead", "first", "second", "ours", "yours")
_SIGNS = frozenset("%€$£₽₴#+&@=<>*°§")
_FORMS = ("past", "reflexive")
_TURNS = ("negation", "condition", "further")


def known_as(language: str | None) -> str:
    """The language (ISO 639-1, None: not known) by whose endings a question is cut."""
    return language if language in _LANGUAGES else "en"


@cache
def speech_of(language: str) -> Speech:
    """How a question is cut, in one of the languages of `known_as`."""
    codes = [code for code in dict.fromkeys((language, "en", "uk" if language == "uk" else "ru")) if code in _WRITTEN]
    tables = [_table(code) for code in codes]
    kinds = {kind for table in tables for kind in table}
    roles = {kind: frozenset(word for table in tables for word in table.get(kind, ())) for kind in kinds}
    return Speech(lore_of(language, _CYRILLIC), roles, {kind: tuple(roles.pop(kind, ())) for kind in _FORMS})


def _table(code: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    row: list[str] = []
    for line in (
        files("responder.reading.known").joinpath("words", f"{code}.txt").read_text(encoding="utf-8").splitlines()
    ):
        if line.startswith("["):
            row = table.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            row += line.split()
    return table
