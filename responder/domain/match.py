"""Finds the operator's rule for a letter: words and globs, compared without case, in linear time."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from responder.domain.field_values import addresses_in
from responder.domain.letter import Letter
from responder.domain.rule import Book, Condition, Rule

_TEXT_LOOKED_AT = 65_536
_LONGEST_PATTERN = 200
# A star within a word stands for at most this much, so that no letter can make a search slow.
_LONGEST_STAR = 200
_ENVELOPE_FIELDS = ("delivered-to", "x-original-to")


def matching_rule(letter: Letter, book: Book) -> Rule | None:
    """Return the first rule whose condition holds for the letter, None when none does."""
    return next((rule for rule in book.rules if matches(rule.when, letter) is not None), None)


def matches(condition: Condition, letter: Letter) -> Mapping[str, str] | None:
    """Return what made each kind of the condition hold, by kind as in rules.yaml (`from`, `subject` ...), or None.

    A condition without any kind holds for every letter and returns an empty mapping.
    """
    found: dict[str, str] = {}
    for kind, values, matcher in _KINDS:
        wanted = values(condition)
        if not wanted:
            continue
        hit = matcher(wanted, letter)
        if hit is None:
            return None
        found[kind] = hit
    return found


def folded(text: str) -> str:
    """Return the text as it is compared: composed, without case, ё as е, curly apostrophes straight, blanks single."""
    plain = unicodedata.normalize("NFC", text[:_TEXT_LOOKED_AT]).casefold()
    return " ".join(plain.replace("ё", "е").replace("’", "'").split())


def is_like(pattern: str, text: str) -> bool:
    """Whether the whole text is like the glob (`*` any characters, `?` exactly one), both already in lower case.

    Takes time in proportion to the product of both lengths at most.
    """
    position = at = 0
    star, resume = -1, 0
    while at < len(text):
        if position < len(pattern) and pattern[position] == "*":
            star, resume = position, at
            position += 1
        elif position < len(pattern) and pattern[position] in ("?", text[at]):
            position += 1
            at += 1
        elif star >= 0:
            resume += 1
            position, at = star + 1, resume
        else:
            return False
    return not pattern[position:].strip("*")


def is_address_like(pattern: str, address: str) -> bool:
    """Whether a lower-case address is meant by a pattern: a glob of an address, or of a domain and all below it."""
    wanted = pattern.strip().lower()[:_LONGEST_PATTERN]
    if "@" in wanted.lstrip("@"):
        return is_like(wanted, address)
    labels = address.rpartition("@")[2].split(".")
    wanted = wanted.lstrip("@")
    return any(is_like(wanted, ".".join(labels[start:])) for start in range(len(labels)))


def has_words(pattern: str, text: str) -> bool:
    """Whether folded text holds the words of a pattern, beginning at the beginning of a word.

    A word also finds its longer forms (`счёт` finds `счёта`). `*` stands for any characters within a word and at its
    front lets the word begin anywhere, `?` for exactly one. Chinese, Japanese and Thai, which leave no blanks between
    words, are found anywhere.
    """
    anywhere, first, rest = _compiled(pattern)
    if first is None:
        return bool(text) and bool(pattern)
    hit = first.search(text)
    while hit is not None:
        if (anywhere or not _is_inside_word(text, hit.start())) and _follows(rest, text, hit.end()):
            return True
        hit = first.search(text, hit.start() + 1)
    return False


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> tuple[bool, re.Pattern[str] | None, tuple[re.Pattern[str], ...]]:
    """Return whether the pattern may begin within a word, its first piece between stars, and the other pieces.

    The pieces have no quantifiers, so searching for one takes linear time.
    """
    text = folded(pattern[:_LONGEST_PATTERN])
    pieces = [piece for piece in text.split("*") if piece]
    if not pieces:
        return True, None, ()
    first, *rest = [re.compile(re.escape(piece).replace(r"\?", r"\S")) for piece in pieces]
    return text.startswith("*"), first, tuple(rest)


def _follows(pieces: tuple[re.Pattern[str], ...], text: str, at: int) -> bool:
    """Whether the pieces follow one another from `at` on, each beginning within the word where the last one ended."""
    for piece in pieces:
        limit = at + _LONGEST_STAR
        blank = text.find(" ", at, limit)
        last_start = blank if blank >= 0 else limit
        hit = piece.search(text, at, last_start + len(piece.pattern))
        if hit is None or hit.start() > last_start:
            return False
        at = hit.end()
    return True


def _is_inside_word(text: str, start: int) -> bool:
    """Whether a word that leaves blanks goes on over this place."""
    here, before = text[start], text[start - 1] if start else " "
    return here.isalnum() and before.isalnum() and not _is_written_without_blanks(here)


def _is_written_without_blanks(character: str) -> bool:
    """Whether the character is of a script that puts no blanks between words: CJK, kana, Thai, Lao, Khmer, Burmese."""
    code = ord(character)
    return 0x0E00 <= code <= 0x0EFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF or 0x2E80 <= code <= 0xA4CF


def _by_sender(wanted: Sequence[str], letter: Letter) -> str | None:
    return _first_address(wanted, (who.key for who in letter.message.from_))


def _by_recipient(wanted: Sequence[str], letter: Letter) -> str | None:
    message = letter.message
    parsed = [who.key for who in (*message.to, *message.cc)]
    written = [found for name in _ENVELOPE_FIELDS for value in message.all(name) for found in addresses_in(value)]
    return _first_address(wanted, (*parsed, *written))


def _first_address(wanted: Iterable[str], addresses: Iterable[str]) -> str | None:
    known = tuple(addresses)
    return next((value for value in wanted if any(is_address_like(value, address) for address in known)), None)


def _by_subject(wanted: Sequence[str], letter: Letter) -> str | None:
    return _first_words(wanted, folded(letter.message.subject))


def _by_words(wanted: Sequence[str], letter: Letter) -> str | None:
    subject, text = folded(letter.message.subject), folded(letter.zones.visible)
    return _first_words(wanted, subject) or _first_words(wanted, text)


def _first_words(wanted: Sequence[str], text: str) -> str | None:
    return next((value for value in wanted if has_words(value, text)), None)


def _by_language(wanted: Sequence[str], letter: Letter) -> str | None:
    language = (letter.reading.language or "").lower()
    return next((value for value in wanted if language and is_like(value.lower(), language)), None)


def _by_tone(wanted: Sequence[str], letter: Letter) -> str | None:
    label = letter.reading.tone.label
    return label.value if label.value in wanted else None


_Wanted = Callable[[Condition], Sequence[str]]
_Matcher = Callable[[Sequence[str], Letter], str | None]
_KINDS: tuple[tuple[str, _Wanted, _Matcher], ...] = (
    ("from", lambda condition: condition.from_, _by_sender),
    ("to", lambda condition: condition.to, _by_recipient),
    ("subject", lambda condition: condition.subject, _by_subject),
    ("words", lambda condition: condition.words, _by_words),
    ("language", lambda condition: condition.language, _by_language),
    ("tone", lambda condition: condition.tone, _by_tone),
)
