"""Judges one sentence: does it ask something of the people who read it, and how sure is that?"""

from dataclasses import dataclass
from enum import StrEnum, auto

from responder.reading.phrases import Book, Hit, Kind
from responder.reading.sentences import Sentence


class Ask(StrEnum):
    """What a sentence does."""

    QUESTION = auto()
    REQUEST = auto()
    HELP = auto()  # "can you help me?" - asks for what the rest of the letter tells
    STUB = auto()  # "please tell me:" - asks, but says not yet what
    REFUSED = auto()  # looks like a question and is none: a greeting, rhetoric, advertising
    STATEMENT = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence does, and whether that is sure enough to be shown to the customer."""

    ask: Ask
    sure: bool = True

    @property
    def asks(self) -> bool:
        """Whether an answer is wanted."""
        return self.ask in (Ask.QUESTION, Ask.REQUEST)


_STATEMENT = Verdict(Ask.STATEMENT)
_UNSURE_STATEMENT = Verdict(Ask.STATEMENT, sure=False)
_LONGEST = 1500


def judge(sentence: Sentence, book: Book, *, listed: bool = False) -> Verdict:
    """What a sentence does; `listed` says that it is an item of a list in which questions are asked."""
    if not sentence.words or len(sentence.text) > _LONGEST or is_garbled(sentence.text):
        return Verdict(Ask.STATEMENT, sure=len(sentence.words) < 2)
    if any(hit.start <= sentence.start for hit in sentence.at(Kind.HELP)):
        return Verdict(Ask.HELP)
    if sentence.mark == "?":
        return _marked(sentence)
    if sentence.has(Kind.COURTESY):
        return _STATEMENT
    requests = _standing(sentence, Kind.REQUEST) or _ordered(sentence) or _polite(sentence, book)
    if requests:
        return _requested(sentence, requests)
    if sentence.mark != "!" and (opener := _opener(sentence, listed)):
        return opener if sentence.mark != ":" else Verdict(Ask.STUB)
    if sentence.mark != "!" and sentence.has(Kind.PUZZLED):
        return Verdict(Ask.REQUEST, sure=False)
    doubtful = _standing(sentence, Kind.PLEASE) or _imperatives(sentence, book)
    return (
        _UNSURE_STATEMENT if doubtful and not sentence.has(Kind.NOT_REQUEST, Kind.SIGN_OFF, Kind.THANKS) else _STATEMENT
    )


def _marked(sentence: Sentence) -> Verdict:
    """A sentence with a question mark."""
    begin, end = sentence.start, len(sentence.words)
    rhetoric = [hit for hit in sentence.at(Kind.RHETORIC) if hit.start <= begin or not end == hit.end <= hit.start + 2]
    if rhetoric:
        return Verdict(Ask.REFUSED, sure=rhetoric[0].start <= begin)
    if any(hit.start <= begin and len(sentence.words) <= hit.end + 4 for hit in sentence.at(Kind.PLEASANTRY)):
        return Verdict(Ask.REFUSED)
    if any(hit.start <= begin for hit in sentence.at(Kind.ADVERT)) and len(sentence.words) <= 8:
        return Verdict(Ask.REFUSED)
    if sentence.has(Kind.COURTESY) and len(sentence.words) <= 6:
        return Verdict(Ask.REFUSED)
    sure = len(sentence.words) >= 2 and len(sentence.text) <= 400
    return Verdict(Ask.QUESTION, sure)


def _standing(sentence: Sentence, kind: Kind) -> list[Hit]:
    """Phrases of a kind that no "please find attached" takes back."""
    refused = sentence.at(Kind.NOT_REQUEST)
    return [hit for hit in sentence.at(kind) if not any(r.start < hit.end and hit.start < r.end for r in refused)]


def _ordered(sentence: Sentence) -> list[Hit]:
    return [hit for hit in _standing(sentence, Kind.IMPERATIVE) if hit.start <= sentence.start]


def _polite(sentence: Sentence, book: Book) -> list[Hit]:
    """A "please" with an imperative, in a language that shows it by its ending, or with anything else behind it."""
    please = _standing(sentence, Kind.PLEASE)
    if not please or len(sentence.words) < 3:
        return []
    if book.imperatives and any("а" <= c <= "я" for c in sentence.words[please[0].start]):
        return please if _imperatives(sentence, book) else []
    return please


def _imperatives(sentence: Sentence, book: Book) -> list[str]:
    """Words that look like imperatives, in languages that show them by their ending."""
    return [w for w in sentence.words if len(w) > 4 and book.imperatives and w.endswith(book.imperatives)]


def _requested(sentence: Sentence, requests: list[Hit]) -> Verdict:
    covered = {i for hit in requests for i in range(hit.start, hit.end)}
    for kind in (Kind.FILLER, Kind.PLEASE, Kind.GREETING, Kind.ANNOUNCE, Kind.POINTER, Kind.THANKS):
        covered |= {i for hit in sentence.at(kind) for i in range(hit.start, hit.end)}
    if len(covered) == len(sentence.words):
        return Verdict(Ask.STUB, sure=sentence.mark == ":" or sentence.has(Kind.ANNOUNCE, Kind.POINTER))
    return Verdict(Ask.REQUEST, sure=requests[0].start <= sentence.start + 1 and len(sentence.text) <= 300)


def _opener(sentence: Sentence, listed: bool) -> Verdict | None:
    begin = sentence.start
    greetings = {hit.start for hit in sentence.at(Kind.GREETING)}
    openers = [hit for hit in sentence.at(Kind.OPENER) if hit.start not in greetings]
    if any(listed or hit.start <= begin for hit in openers) and not sentence.has(Kind.RHETORIC):
        return Verdict(Ask.QUESTION, sure=listed)
    starts = sentence.clause_starts if listed else ()
    states = any(hit.start in (0, begin) for hit in sentence.at(Kind.STATEMENT))
    if not states and any(hit.start in starts for hit in sentence.at(Kind.QUESTION_WORD)):
        return Verdict(Ask.QUESTION, sure=False)
    return None


def is_garbled(text: str) -> bool:
    """Whether the text lost its letters in a wrong character set on the way."""
    marks = text.count("?") + text.count("\ufffd")
    return marks > 6 and marks * 3 > len(text)
