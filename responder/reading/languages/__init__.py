"""One file of data a language: a new `xx.txt` beside the others is found by itself.

A file has sections such as `[request]`, named after the kinds of phrases; in them phrases stand between semicolons
and line ends, and a line that begins with `#` is a comment. `responder.reading.phrases` tells how phrases are written.
`[spelling]` tells how people write on a keyboard that lacks a letter ("ä ae"): every phrase is known that way too,
apart from the words of `[kept]`, which would become other words ("où", "ou").
"""

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

from responder.reading.phrases import Book, Kind, Lexicon

_RUSSIAN = re.compile("[а-яА-Я]")
_SMALL = (Kind.STATEMENT, Kind.VERB, Kind.UNIT, Kind.UNFINISHED, Kind.MODAL)


@cache
def known_languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a file here, in alphabetical order."""
    names = (file.name for file in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".txt") for name in names if name.endswith(".txt")))


@cache
def lexicon(code: str) -> Lexicon:
    """The data of one known language; raises ValueError for a section that is no kind of phrase."""
    sections = sections_of(files(__package__).joinpath(f"{code}.txt").read_text(encoding="utf-8"))
    plain = str.maketrans(dict(row.split() for row in sections.pop("spelling", ())))
    kept = frozenset(sections.pop("kept", ()))
    if plain:
        sections = {name: [_spelled(phrase, plain, kept) for phrase in row] for name, row in sections.items()}
    abbreviations, units, *endings = (
        tuple(word for row in sections.pop(name, ()) for word in row.split("|"))
        for name in ("abbreviations", "units", "imperatives", "statements", "addressing", "infinitives")
    )
    phrases = {Kind(name): tuple(row) for name, row in sections.items()}
    return Lexicon(code, phrases, frozenset(abbreviations), frozenset(units), *endings)


_RUSSIAN = re.compile("[а-яА-Я]")
_SMALL = (Kind.STATEMENT, Kind.VERB, Kind.UNIT, Kind.UNFINISHED, Kind.MODAL)


def _spelled(phrase: str, plain: dict[int, str], kept: frozenset[str]) -> str:
    """A phrase in which every word but the `kept` may also be written without the letters that a keyboard lacks."""
    parts = (
        "|".join(
            dict.fromkeys(
                w for word in part.split("|") for w in (word, word if word in kept else word.translate(plain))
            )
        )
        for part in phrase.strip("^$").split()
    )
    return "^" * phrase.startswith("^") + " ".join(parts) + "$" * phrase.endswith("$")


def sections_of(text: str) -> dict[str, list[str]]:
    """The phrases of a file of data by the `[section]` they stand in, alternatives of several words written out."""
    sections: dict[str, list[str]] = {}
    row: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            row = sections.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            row += (
                one for part in line.split(";") if (phrase := " ".join(part.split())) for one in _written_out(phrase)
            )
    return sections


def _written_out(phrase: str) -> list[str]:
    """A phrase for each of the alternatives of several words in it: "(i am|i'm) not"."""
    head, bracket, rest = phrase.partition("(")
    inner, _, tail = rest.partition(")")
    if not bracket:
        return [phrase]
    return [one for way in inner.split("|") for one in _written_out(f"{head}{way}{tail}")]


@cache
def book_for(codes: tuple[str, ...]) -> Book:
    """The compiled phrases of several languages at once, the letter's own first; unknown codes are left out."""
    known = [lexicon(code) for code in codes if code in known_languages()]
    return Book.of(
        own if own is known[0] or _is_cyrillic(own) != _is_cyrillic(known[0]) else _beside(own) for own in known
    )


def _is_cyrillic(own: Lexicon) -> bool:
    return any(_RUSSIAN.search(phrase) for phrase in own.phrases.get(Kind.GREETING, ()))


def _beside(own: Lexicon) -> Lexicon:
    """A language beside the one of the letter, without its small words that are others there ("i", "was")."""
    return replace(own, phrases={kind: row for kind, row in own.phrases.items() if kind not in _SMALL})


def book_of(language: str | None, text: str) -> Book:
    """The phrases to read `text` with: its language, English, and Russian where there is Cyrillic.

    People mix languages in one letter, and the two complete ones cost little to have at hand.
    """
    cyrillic = _RUSSIAN.search(text[:2000]) is not None
    codes = [language or ("ru" if cyrillic else "en")]
    if cyrillic and language not in ("uk", "be", "bg"):
        codes.append("ru")
    return book_for(tuple(dict.fromkeys((*codes, "en"))))
