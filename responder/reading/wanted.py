"""Knows the items that are wanted because the words before the list ask for them: "please send:", "the date"."""

import re
from collections.abc import Sequence

from responder.reading.phrases import WORD, Book, Kind
from responder.reading.prose import Judged
from responder.reading.sentences import CONJUNCTIONS, Sentence

_LONGEST_PHRASE = 14
_LONGEST_CLAUSE = 40
_LONGEST_ORDER = 8
_SHORTEST_VERB = 3
# "cement - 120 pcs", "Nut M12: 40", "6 x chair"
_ORDERED = re.compile(
    r"(?:\s[-–—x×]\s?|:\s|\|\s)(?:x\s)?\d[\d.,]{0,12}\s?[^\s\d]{0,12}[.;,]?$|\d{1,6}\s?[x×]\s", re.IGNORECASE
)


def is_ordered(texts: Sequence[str]) -> bool:
    """Whether most items of a list are order lines: a thing and how many of it."""
    return 2 * sum(bool(_ORDERED.search(text[-200:])) for text in texts) >= len(texts) > 0


def is_to_be_done(sentence: Sentence, book: Book) -> bool:
    """Whether a sentence begins with an infinitive, as what is demanded does: "to refund 100 roubles"."""
    word = sentence.words[sentence.start] if sentence.words else ""
    return len(word) > _SHORTEST_VERB and word.endswith(book.infinitives or "\n")


def is_wanted(row: Sequence[Judged], text: str, book: Book, *, enumerated: bool = False) -> bool:
    """Whether an item that asks nothing by itself names a thing that the words before the list ask for.

    `enumerated` items end with semicolons, as in official letters, and may be longer.
    """
    if not row or not text[:1].isalpha():
        return False
    if any(not one.sentence.text[:1].islower() for one in row[1:]):
        return False
    first = row[0].sentence
    words = first.words
    if not 1 <= len(words) <= (_LONGEST_CLAUSE if enumerated else _LONGEST_PHRASE):
        return False
    whether = any(hit.start == 0 for kind in (Kind.INQUIRE, Kind.CONDITION) for hit in first.at(kind))
    if whether and len(row) == 1 and not any(at > 1 for at in first.breaks):
        return True
    counted = (
        len(words) <= _LONGEST_ORDER
        and not is_to_be_done(first, book)
        and any(hit.start and words[hit.start - 1].isdigit() for hit in first.at(Kind.UNIT))
    )
    clause = len(WORD.findall(text[:400].partition(",")[0]))
    states = (Kind.STATEMENT, Kind.COURTESY) if enumerated else (Kind.STATEMENT, Kind.VERB, Kind.COURTESY)
    stated = [hit for kind in states for hit in first.at(kind) if hit.start < clause]
    if counted or any(words[hit.start - 1] not in CONJUNCTIONS or not hit.start for hit in stated):
        return False  # but "new chairs or our money back" names things
    if first.has(Kind.THANKS, Kind.SIGN_OFF):
        return False
    return enumerated or not any(len(w) > 4 and w.endswith(book.statements) for w in words[:clause])
