"""Cuts text into sentences and words, without cutting through abbreviations, numbers, addresses or quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from responder.reading.phrases import MAX_WORD, WORD, Book, Hit, Kind, fold

# A run of end marks with what may close behind it; the space in front is French.
_END = re.compile(
    r"(?: ?(?<![?？؟!！])[?？؟!！][?？؟!！.…]*+|(?<![.…])[.…]++|。)"
    r"(?P<close>(?:\s»(?=[\s,.;:)]|$))?[\"'»”’“)\]*_]*+)(?!\s»(?:[\s,.;:)]|$))(?=\s|$|(?<=[?？؟!！。])|(?<=[а-яё]\.)[А-Яа-яЁё]|(?<=\s\.)[А-Яа-яЁёA-Z])"
)
_BREAK_INSIDE = re.compile(r"[,:;(\[—–«„“\"¿¡]|\s-\s|\.\s")
_URL = re.compile(
    r"(?:https?://|www\.|ftp://)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.IGNORECASE
)
_INITIAL = re.compile(r"(?:^|[\s(.])[A-ZА-ЯЁ]\.$")
_WORD_BEFORE = re.compile(r"([^\W_]+(?:[.-][^\W_]+){0,3})\.$")
_DATE = re.compile(r"^[A-ZÄÖÜŁŚŻ].*\b\d{1,2}(?:\.\d{1,2})?\.$", re.DOTALL)
_TRAILING = re.compile(r"[\s\"'»”’“)\]*_\U0001F300-\U0001FAFF☺-☻)(:;=-]+$")
_QUOTED = re.compile(r"«[^«»\n]{1,300}»|“[^“”\n]{1,300}”|„[^„“\n]{1,300}“|\"[^\"\n]{1,300}\"|`[^`\n]{1,300}`")
_QUOTES = '«“„"`'
MARKS = "?？؟"
CONJUNCTIONS = frozenset({"and", "but", "or", "и", "а", "но", "или"})
_MAX_WORDS = 300
_LONGEST_REMEMBERED = 1000
_LONGEST_NAME = 3
_SHORTEST_ENDING = 4
_MARKS = "?？؟!！.…。"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: verbatim `text`, folded `words`, the word indexes that begin a clause, and its end mark or ''.

    `hits` are the phrases found in it. Words of addresses and URLs are left out. `breaks` are the word indexes behind
    a punctuation mark, which are the surer beginnings of clauses. `start` is the index of the first word that is no
    filler ("and", "also", a greeting): where the sentence really begins.
    """

    text: str
    words: tuple[str, ...]
    clause_starts: frozenset[int]
    mark: str
    hits: dict[Kind, list[Hit]]
    breaks: frozenset[int]
    start: int

    def has(self, *kinds: Kind) -> bool:
        """Whether any phrase of these kinds stands in the sentence."""
        return any(kind in self.hits for kind in kinds)

    def at(self, kind: Kind) -> tuple[Hit, ...]:
        """The phrases of one kind, in order."""
        return tuple(self.hits.get(kind, ()))


def _start(words: tuple[str, ...], breaks: frozenset[int], hits: dict[Kind, list[Hit]]) -> int:
    """Where a sentence really begins, behind its fillers and the name that is greeted."""
    fillers = {
        i for kind in (Kind.FILLER, Kind.ORDINAL) for hit in hits.get(kind, ()) for i in range(hit.start, hit.end)
    }
    begin = next((i for i in range(len(words)) if i not in fillers), 0)
    if begin and begin not in breaks and any(hit.start == 0 for hit in hits.get(Kind.GREETING, ())):
        return min((at for at in breaks if begin < at <= begin + _LONGEST_NAME), default=begin)
    return begin


def split(text: str, book: Book) -> list[str]:
    """The sentences of a text in one line, verbatim."""
    found, begin = [], 0
    quoting = any(c in text for c in _QUOTES)
    quotations = [found.span() for found in _QUOTED.finditer(text)][::-1] if quoting else []
    for match in _END.finditer(text):
        while quotations and quotations[-1][1] <= match.start():
            quotations.pop()
        if quotations and quotations[-1][0] < match.start() and match.end() < quotations[-1][1]:
            continue
        if _is_boundary(text, begin, match, book):
            found.append(text[begin : match.end()].strip())
            begin = match.end()
    found.append(text[begin:].strip())
    return [sentence for sentence in found if sentence]


def _is_boundary(text: str, begin: int, match: re.Match[str], book: Book) -> bool:
    mark, follows = match.group().strip(), text[match.end() : match.end() + 3].lstrip()
    if not follows:
        return True
    asks, after = any(c in mark for c in MARKS), text[match.end() : match.end() + 1]
    if asks and after.isdigit() and match.group()[:1] == " ":
        return False  # a sign of money that was lost on the way: "from ?6.50"
    if match.group("close") and follows[0].islower() and mark[0] == "." and text[begin:].lstrip()[:1].islower():
        return _opens(text[match.end() :], book)
    if match.group("close") and (follows[0].islower() or follows[0] in ",;:"):
        return False
    before = text[begin : match.start() + 1].strip()
    if asks or "!" in mark:
        anew = not follows[0].islower() or not before[:1].isupper() or _opens(text[match.end() :], book)
        return match.start() > begin and (asks or anew)
    if follows[0] in ",;:)":
        return False
    if after.islower() and mark == ".":  # "in the shop.can I", "in the shop .can I"
        spaced = text[match.start() - 1 : match.start()] == " "
        return spaced or (len(_last_word(before)) >= _SHORTEST_ENDING and _opens(text[match.end() :], book))
    if follows[0].islower() and not (
        _is_plain_end(before, book) or (_opens(text[match.end() :], book) and not _DATE.search(before))
    ):
        return False
    return not _is_abbreviation(text[max(begin, match.start() - 24) : match.start() + 1], book)


def _is_plain_end(before: str, book: Book) -> bool:
    """Whether a full stop before a small letter ends a sentence, because its writer begins all sentences small."""
    word = _last_word(before)
    return before[:1].islower() and len(word) > 2 and word not in book.units


def _last_word(before: str) -> str:
    found = _WORD_BEFORE.search(before[-24:])
    return fold(found.group(1)) if found else ""


def _opens(text: str, book: Book) -> bool:
    """Whether a text begins like a question, so that it is a sentence of its own although it is written small."""
    words = [fold(match.group()[:MAX_WORD]) for match in islice(WORD.finditer(text[:100]), 4)]
    hits = book.scan(words)
    return any(hit.start == 0 for kind in (Kind.OPENER, Kind.LONE) for hit in hits.get(kind, ()))


def _is_abbreviation(before: str, book: Book) -> bool:
    """Whether the full stop at the end of `before` belongs to a shortened word, an initial or a number of a list."""
    if _INITIAL.search(before):
        return True
    word = _WORD_BEFORE.search(before)
    if word is None:
        return False
    if before[: word.start()].rstrip()[-1:].isdigit():
        return False
    last = fold(word.group(1))
    return last in book.abbreviations or (last.isdigit() and len(last) <= 2 and before[: word.start()].strip() == "")


def sentence(text: str, book: Book) -> Sentence:
    """Reads one sentence: its words, of which 300 are enough for any sentence, and the phrases among them.

    A letter's sentences are looked at from several sides, so the last ones read are kept.
    """
    return _remembered(text, book) if len(text) <= _LONGEST_REMEMBERED else _read(text, book)


@lru_cache(maxsize=256)
def _remembered(text: str, book: Book) -> Sentence:
    return _read(text, book)


def _read(text: str, book: Book) -> Sentence:
    plain = _URL.sub(lambda m: " " * len(m.group()), text)
    words: list[str] = []
    starts, last = {0}, 0
    for match in islice(WORD.finditer(plain), _MAX_WORDS):
        if last and _BREAK_INSIDE.search(plain, last, match.start()):
            starts.add(len(words))
        words.append(fold(match.group()[:MAX_WORD]))
        last = match.end()
    row, breaks = tuple(words), frozenset(starts)
    starts |= _after_fillers(row, starts, book)
    clause_starts = frozenset(starts)
    hits = book.scan(row, clause_starts)
    if led_in := _after_phrases(hits.get(Kind.FILLER, []), clause_starts, len(row)):
        clause_starts |= led_in
        hits = book.scan(row, clause_starts)
    return Sentence(text, row, clause_starts, _mark(plain.rstrip()), hits, breaks, _start(row, breaks, hits))


def _after_phrases(fillers: list[Hit], starts: frozenset[int], length: int) -> frozenset[int]:
    """Clauses that begin behind fillers of several words: "in the meantime cancel it"."""
    ends = {hit.end for hit in fillers if hit.start in starts and hit.end - hit.start > 1 and hit.end < length}
    return frozenset(ends - starts)


def _after_fillers(words: tuple[str, ...], starts: set[int], book: Book) -> set[int]:
    """Clauses also begin behind the conjunctions that open them: "and is there", "и есть ли"."""
    more = set()
    for start in starts:
        for at in range(start, min(start + 6, len(words) - 1)):
            if not book.is_one_word(Kind.FILLER, words[at]):
                break
            more.add(at + 1)
    more |= {i + 1 for i, word in enumerate(words[:-1]) if word in CONJUNCTIONS}
    return more


def _mark(text: str) -> str:
    """The end mark of a sentence, seen through closing brackets, emphasis and smileys, but not out of a quotation."""
    if text.endswith(":"):
        return ":"
    end = _TRAILING.sub("", text[-80:])
    run = end[len(end.rstrip(_MARKS)) :]
    begun_in_spanish = text.count("¿") > text.count("?")
    if (begun_in_spanish or any(c in MARKS for c in run)) and not _only_quoted(text):
        return "?"
    return "!" if any(c in "!！" for c in run) else run[:1] and "."


def _only_quoted(text: str) -> bool:
    """Whether the question marks stand in a quotation that is only a part of the sentence."""
    if len(text) > 2000 or text[:1] in '«“"„' or not any(c in '»”“"`' for c in text[-3:]):
        return False
    return not any(c in MARKS for c in _QUOTED.sub("", text))


def sentences(text: str, book: Book) -> Iterator[Sentence]:
    """The sentences of a text in one line, read."""
    return (sentence(part, book) for part in split(text, book) if WORD.search(part))
