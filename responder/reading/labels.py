"""Recognises how people number: `1.` `2)` `(3)` `№4` `Q5:`, emoji, Roman, letters of two alphabets, bullets."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LETTER = r"[a-zа-яё]"
_WORD_BEGINS = r"[^\W\d_]|[«\"“„'(¿¡*`]"
_NUMBERED = re.compile(
    rf"""(?:
      (?P<emoji>\d{{1,2}}️?⃣|[①-⑳⓪❶-❿➀-➓⑴-⒇]|🔟)\s*[.):\-–—]?
    | (?:№|\#|n[o°º]\.?)\s?(?P<sign>\d{{1,2}})\s*[.):\-–—]?(?=\s|$)
    | [(\[](?P<closed>\d{{1,2}}|[ivx]{{1,5}}|{_LETTER})[)\]][.:]?(?=\s|$|{_WORD_BEGINS})
    | (?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}|\d{{1,2}}(?:\.{_LETTER}|{_LETTER}(?=[.)])))(?:[.):]|(?=\s))(?=\s|$)
    | (?P<degree>\d{{1,2}})\s?\.?[º°ª]\s?[.):\-–—]?(?=\s)
    | (?P<digit>\d{{1,3}})\s?(?P<mark>[.)\]])[:.)\-–—]?(?=\s|$|{_WORD_BEGINS})
    | (?P<weak>\d{{1,2}})(?:\s?[-–—:|/,]|\t|\s\|)(?=\s|$)
    | (?P<bare>\d{{1,2}})(?=\s+[^\W\d_])
    | (?P<letter>[ivx]{{1,5}}|{_LETTER})(?P<end>[.)])(?=\s|$|(?<=\))[^\W\d_])
    | (?P<dashed>[ivx]{{1,5}}|{_LETTER})\s?(?P<dash>[-–—:/|])(?=\s)
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_BULLET = re.compile(
    r"\*(?=\s)\s*|\*(?!\*|[^*]{1,80}\*)|[•·►▪●○◦‣⁃✓✔→▶➤❓➢☐☑»]️?\s*|[-–—+]\s+|[-–—](?=[^\W\d_])|o\s{2,}"
    r"|(?P<picture>[\U0001F300-\U0001FAFF☀-➿⬛-⭐])️?\s+"
)
_CHECK = re.compile(r"\[[ xX]?\]\s+")
_WORDED = re.compile(
    r"([^\W\d_]{1,12})(\.?)\s?(?:(?:№|\#|no|nr|n|num|núm|numer|numero|número|number|nummer|номер)?[.°º]?\s?)"
    r"(\d{1,2}(?:\.\d{1,2}){0,2})\s*(?:[.):]|[-–—](?=\s)|$|(?P<open>(?=\s\S)))\s*",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(?:\#{1,6}\s+)?([*_]{1,3})(?=[(\[]?(?:\d|[a-zа-яё]{1,4}[.)]))|\#{1,6}\s+(?=\d)", re.IGNORECASE)
_CIRCLED = {"🔟": "10"}


class Style(StrEnum):
    """The row of signs a label is taken from."""

    DIGIT = "digit"
    DOTTED = "dotted"
    ROMAN = "roman"
    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ORDINAL = "ordinal"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its `text` without punctuation (None for a bullet), its place in its row, and what follows it.

    `delimiter` tells rows of the same signs apart; a `weak` label counts only beside its neighbours.
    """

    style: Style
    text: str | None
    value: int
    delimiter: str
    rest: str
    weak: bool = False


def label_of(line: str, label_words: frozenset[str]) -> Label | None:
    """The label a line begins with, or None; `label_words` may stand before a number, as "question" does."""
    if found := _EMPHASIS.match(line):
        return _emphasised(line[found.end() :], found.group(1) or "", label_words) or _label_of(line, label_words)
    return _label_of(line, label_words)


def _emphasised(line: str, signs: str, label_words: frozenset[str]) -> Label | None:
    """A label in bold or italics, alone or together with its text: `**1.** ...`, `**1. ...**`."""
    label = _label_of(line.replace(signs, "", 1) if signs else line, label_words)
    return label if label and label.style is not Style.BULLET else None


def _label_of(line: str, label_words: frozenset[str]) -> Label | None:
    if (found := _WORDED.match(line)) and found.group(1).lower() in label_words:
        number = found.group(3)
        row = "word " if found.group("open") is not None else "word." if found.group(2) or "." in number else "word"
        return Label(Style.DIGIT, number, _last_value(number), row, line[found.end() :], weak=row == "word ")
    if found := _NUMBERED.match(line):
        return _numbered(found, line[found.end() :].lstrip("| "))
    if found := _BULLET.match(line):
        rest = line[found.end() :]
        inner = _NUMBERED.match(rest)
        if inner and not inner.group("bare") and (label := _numbered(inner, rest[inner.end() :])):
            return label
        rest = _CHECK.sub("", rest, count=1) if rest[:1] == "[" else rest
        return Label(Style.BULLET, None, 0, line[0], rest, weak=found.group("picture") is not None)
    return None


def _numbered(found: re.Match[str], rest: str) -> Label | None:
    kind = found.lastgroup or ""
    if kind == "emoji" or found.group("emoji"):
        sign = found.group("emoji")
        digits = "".join(c for c in unicodedata.normalize("NFKC", _CIRCLED.get(sign, sign)) if c.isdigit())
        digits = digits or str(unicodedata.digit(sign[0], 0))
        return Label(Style.DIGIT, digits, int(digits), "emoji", rest)
    if number := found.group("sign"):
        return Label(Style.DIGIT, number, int(number), "№", rest)
    if dotted := found.group("dotted"):
        return Label(Style.DOTTED, dotted, _last_value(dotted), str(dotted.count(".")), rest, weak=True)
    if number := found.group("digit"):
        return None if int(number) > 99 else Label(Style.DIGIT, number, int(number), found.group("mark"), rest)
    if number := found.group("degree"):
        return Label(Style.DIGIT, number, int(number), "º", rest, weak=True)
    if number := found.group("weak") or found.group("bare"):
        return Label(Style.DIGIT, number, int(number), "-" if found.group("weak") else " ", rest, weak=True)
    if text := found.group("dashed"):
        return _lettered(text, found.group("dash"), rest)
    text = found.group("closed") or found.group("letter")
    if text.isdigit():
        return Label(Style.DIGIT, text, int(text), "()", rest)
    return _lettered(text, "()" if found.group("closed") else found.group("end"), rest)


def _last_value(dotted: str) -> int:
    last = dotted.rpartition(".")[2].lower()
    return int(last) if last.isdigit() else (LATIN + CYRILLIC).find(last[-1]) % len(LATIN) + 1


def _lettered(text: str, delimiter: str, rest: str) -> Label | None:
    low = text.lower()
    weak = delimiter not in (")", "()") or text != low
    if low in _ROMAN and (len(low) > 1 or low in "ivx"):
        return Label(Style.ROMAN, text, _ROMAN.index(low) + 1, delimiter, rest, weak)
    if len(low) > 1:
        return None
    for style, alphabet in ((Style.LATIN, LATIN), (Style.CYRILLIC, CYRILLIC)):
        if low in alphabet:
            return Label(style, text, alphabet.index(low) + 1, delimiter, rest, weak)
    return None


def as_letter(label: Label) -> Label:
    """A one-letter Roman label read as a letter of the alphabet: the `i` that follows `h`."""
    value = LATIN.index((label.text or "i").lower()) + 1
    return Label(Style.LATIN, label.text, value, label.delimiter, label.rest, label.weak)
