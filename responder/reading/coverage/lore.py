"""What is known of the languages a reply may be written in: phrases, ordinals, synonyms, and the stems of words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

from responder.reading.languages import known_languages, lexicon, sections_of
from responder.reading.phrases import MAX_WORD, WORD, Book, Kind, Lexicon, fold

_ALGORITHMS = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
}
_SHORTEST_HEAD, _LONGEST_HEAD = 3, 12
_HEAD = 3
_CYRILLIC = "а"
_ENDINGS_AND_WORDS = ("stop", "synonym", "past")
# The stemmer knows no Ukrainian; these endings, the longest first, are cut off words that keep three letters.
_UKRAINIAN = sorted(
    [
        "ами",
        "ями",
        "ові",
        "еві",
        "ого",
        "ому",
        "ими",
        "іми",
        "ій",
        "ою",
        "ею",
        "єю",
        "ів",
        "їв",
        "ах",
        "ях",
        "ам",
        "ям",
        "ати",
        "яти",
        "ити",
        "іти",
        "ує",
        "ють",
        "уть",
        "ать",
        "ять",
        "ив",
        "ила",
        "или",
        "ено",
        "ена",
        "ені",
        "ний",
        "на",
        "не",
        "ні",
        "ть",
        "ти",
        "а",
        "я",
        "о",
        "е",
        "є",
        "и",
        "і",
        "ї",
        "у",
        "ю",
        "ь",
        "й",
    ],
    key=len,
    reverse=True,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says what a sentence is about: its stem, the groups of synonyms it belongs to, its place there."""

    stem: str
    groups: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Lore:
    """The languages at hand: `book` has the phrases of letters and of replies, `ranks` ordinals as numbers from 1.

    `stop` are words that say nothing of what a sentence is about, `past` the endings of verbs in the past.
    """

    book: Book
    ranks: Mapping[str, int]
    stop: frozenset[str]
    past: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[str, ...]]
    latin: str
    ukrainian: bool

    def stem(self, word: str) -> str:
        """A folded word without its ending."""
        if word[-1:] >= _CYRILLIC:
            return _ukrainian(word) if self.ukrainian else _stemmed("russian", word)
        return _stemmed(self.latin, word)

    @property
    def synonym_heads(self) -> frozenset[str]:
        """How the words begin that have synonyms."""
        return frozenset(word[:_HEAD] for word in (*self.groups, *self.heads))

    def groups_of(self, word: str, stem: str) -> tuple[str, ...]:
        """The names of the groups of synonyms a word belongs to."""
        found = self.groups.get(stem, ())
        for length in range(min(len(word), _LONGEST_HEAD), _SHORTEST_HEAD - 1, -1):
            if (more := self.heads.get(word[:length])) is not None:
                return (*found, *more)
        return found

    def terms(self, words: tuple[str, ...], heads: frozenset[str] | None = None) -> Iterator[Term]:
        """The words that say what a sentence is about, in order; with `heads` only those that begin so."""
        for at, word in enumerate(words):
            if heads is not None and word[:_HEAD] not in heads:
                continue
            if word in self.stop or len(word) < 2 or self.book.is_one_word(Kind.SAYS_COUNT, word):
                continue
            stem = word if any(c.isdigit() for c in word) else self.stem(word)
            yield Term(stem, self.groups_of(word, stem), at)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(fold(match.group()[:MAX_WORD]) for match in WORD.finditer(text))


@lru_cache(maxsize=20_000)
def _stemmed(algorithm: str, word: str) -> str:
    return str(_stemmer(algorithm).stemWord(word))


@cache
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)


@lru_cache(maxsize=5_000)
def _ukrainian(word: str) -> str:
    end = next((end for end in _UKRAINIAN if word.endswith(end) and len(word) - len(end) >= 3), "")
    return word[: len(word) - len(end)]


def lore_of(language: str | None, text: str) -> Lore:
    """What to read `text` with: its language, English, and Russian where there is Cyrillic."""
    cyrillic = any("а" <= c <= "я" for c in text[:4000].lower())
    codes = {language or ("ru" if cyrillic else "en"), "en"}
    if cyrillic and language not in ("uk", "be", "bg"):
        codes.add("ru")
    return _lore(tuple(sorted(codes)), language or "")


@cache
def _lore(codes: tuple[str, ...], language: str) -> Lore:
    known = [code for code in codes if code in known_languages()]
    sections = {code: _sections(code) for code in known}
    replies = [
        Lexicon(
            code, {Kind(name): tuple(row) for name, row in sections[code].items() if name not in _ENDINGS_AND_WORDS}
        )
        for code in known
    ]
    latin = _ALGORITHMS.get(language if language not in ("ru", "uk") else "en", "english")
    ranks = {
        word: rank
        for code in known
        for rank, row in enumerate(sections[code].get("nth", ()), 1)
        for word in row.split("|")
    }
    stop = frozenset(word for code in known for word in sections[code].get("stop", ()))
    past = tuple(word for code in known for word in sections[code].get("past", ()))
    plain = Lore(Book.of(()), {}, frozenset(), (), {}, {}, latin, language == "uk")
    groups: dict[str, tuple[str, ...]] = {}
    heads: dict[str, tuple[str, ...]] = {}
    for code in known:
        for number, row in enumerate(sections[code].get("synonym", ())):
            for word in row.split("|"):
                shelf, key = (heads, word[:-1]) if word.endswith("*") else (groups, plain.stem(word))
                shelf[key] = (*shelf.get(key, ()), f"{code}{number}")
    book = Book.of([*(lexicon(code) for code in known), *replies])
    return Lore(book, ranks, stop, past, groups, heads, latin, language == "uk")


@cache
def _sections(code: str) -> dict[str, list[str]]:
    """The sections of one language's file; none where a language has no such file yet."""
    file = files("responder.reading.coverage.languages").joinpath(f"{code}.txt")
    if not file.is_file():
        return {}
    return sections_of(file.read_text(encoding="utf-8"))
