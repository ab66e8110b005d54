"""Judges one sentence: does it ask something of the people who read it, and how sure is that?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from responder.reading.listed import has_question_word, is_answered
from responder.reading.phrases import Book, Hit, Kind
from responder.reading.sentences import CONJUNCTIONS, Sentence
from responder.reading.unmarked import announces, asks_unmarked, commands, is_reported
from responder.reading.within import asides, is_coordinated, is_filled_in, is_heading


class Ask(StrEnum):
    """What a sentence does."""

    QUESTION = auto()
    WRY = auto()  # a question that an angry writer does not mean: "what am I supposed to do with it?"
    REQUEST = auto()
    WISH = auto()  # "I want to move to you": a request, unless a question follows to which it is the background
    HELP = auto()  # "can you help me?" - asks for what the rest of the letter tells
    PUZZLED = auto()  # "I do not know how": asks for an explanation where nothing else is asked
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
        return self.ask in (Ask.QUESTION, Ask.WRY, Ask.REQUEST, Ask.WISH)

    @property
    def questions(self) -> bool:
        """Whether it is put as a question."""
        return self.ask in (Ask.QUESTION, Ask.WRY)


_STATEMENT = Verdict(Ask.STATEMENT)
_UNSURE_STATEMENT = Verdict(Ask.STATEMENT, sure=False)
_LONGEST = 1500
_LONGEST_ADVERT = 12
_LONGEST_REQUEST = 250
_LONGEST_STUB = 9
_LEAD = 3
_NEAR = 4
_FARTHEST_PLEASANTRY = 5


def judge(sentence: Sentence, book: Book, *, listed: bool = False) -> Verdict:
    """What a sentence does; `listed` says that it is an item of a list in which questions are asked."""
    if not sentence.words or len(sentence.text) > _LONGEST or is_garbled(sentence.text):
        return Verdict(Ask.STATEMENT, sure=len(sentence.words) < 2)
    if is_filled_in(sentence) or is_heading(sentence):
        return _STATEMENT
    if sentence.mark == ":" and sentence.has(Kind.ANNOUNCE) and sentence.has(Kind.POINTER):
        return Verdict(Ask.STUB)  # "my questions are the following:"
    if any(hit.start <= sentence.start for hit in sentence.at(Kind.HELP)):
        return Verdict(Ask.HELP)
    if sentence.mark == "?":
        return _marked(sentence)
    return _unmarked(sentence, book, listed)


def _unmarked(sentence: Sentence, book: Book, listed: bool) -> Verdict:
    """A sentence without a question mark."""
    requests = _standing(sentence, Kind.REQUEST) + _standing(sentence, Kind.DEMAND)
    requests = sorted(
        (hit for hit in requests if not is_reported(sentence, hit) and not is_coordinated(sentence, hit)),
        key=lambda hit: hit.start,
    )
    requests = [hit for hit in requests if not _is_wished(sentence, hit)]
    requests = requests or _ordered(sentence) or _polite(sentence, book) or commands(sentence, book)
    if courtesies := sentence.at(Kind.COURTESY):
        requests = [hit for hit in requests if _goes_beyond(sentence, courtesies[-1], hit)]
    if requests:
        return _requested(sentence, requests)
    if courtesies or is_answered(sentence):
        return _STATEMENT
    if opener := _opener(sentence, book, listed):
        return opener if sentence.mark != ":" else Verdict(Ask.STUB)
    if sentence.mark == "!":
        return _STATEMENT
    if _standing(sentence, Kind.WISH):
        return Verdict(Ask.WISH, sure=False)
    if _standing(sentence, Kind.PUZZLED):
        return Verdict(Ask.PUZZLED)
    if _standing(sentence, Kind.PLAN):
        return Verdict(Ask.HELP)
    doubtful = _standing(sentence, Kind.PLEASE) and not sentence.has(Kind.NOT_REQUEST, Kind.SIGN_OFF, Kind.THANKS)
    return _UNSURE_STATEMENT if doubtful else _STATEMENT


def _is_wished(sentence: Sentence, request: Hit) -> bool:
    """Whether a longer phrase says that what sounds like a request is what the writer means to do: "book a room"."""
    return any(wish.start <= request.start and request.end <= wish.end for wish in sentence.at(Kind.WISH))


def _goes_beyond(sentence: Sentence, courtesy: Hit, request: Hit) -> bool:
    """Whether a request is added to a courtesy as a clause of its own: "thanks for letting me know, and please ..."."""
    return request.start >= courtesy.end and sentence.words[request.start - 1] in CONJUNCTIONS


def _marked(sentence: Sentence) -> Verdict:
    """A sentence with a question mark."""
    begin, end = sentence.start, len(sentence.words)
    rhetoric = [hit for hit in sentence.at(Kind.RHETORIC) if hit.start <= begin or not end == hit.end <= hit.start + 2]
    later = (hit for hit in sentence.at(Kind.OPENER) if rhetoric and hit.start >= rhetoric[-1].end)
    if any(hit.start in sentence.breaks for hit in later):
        return Verdict(Ask.QUESTION, sure=False)
    if rhetoric:
        return Verdict(Ask.REFUSED, sure=rhetoric[0].start <= begin)
    if any(end <= hit.end + 4 and _greets(sentence, hit) for hit in sentence.at(Kind.PLEASANTRY)):
        return Verdict(Ask.REFUSED)
    if _advertises(sentence):
        return Verdict(Ask.REFUSED)
    if sentence.has(Kind.COURTESY) and end <= 6:
        return Verdict(Ask.REFUSED)
    if sentence.has(Kind.WRY):
        return Verdict(Ask.WRY, sure=False)
    if any(begin < hit.start in sentence.breaks and hit.end == end for hit in sentence.at(Kind.TAG)):
        return Verdict(Ask.QUESTION, sure=False)
    return Verdict(Ask.QUESTION, sure=end >= 2 and len(sentence.text) <= 400)


def _greets(sentence: Sentence, pleasantry: Hit) -> bool:
    """Whether a pleasantry begins the sentence or follows a greeting with a name: "Hello, Ann, how are you?"."""
    if pleasantry.start <= sentence.start:
        return True
    greeted = any(hit.start == 0 for hit in sentence.at(Kind.GREETING))
    return greeted and pleasantry.start in sentence.breaks and pleasantry.start <= _FARTHEST_PLEASANTRY


def _advertises(sentence: Sentence) -> bool:
    """Whether it begins like a line of advertising and does not come to a question in a later clause."""
    begin = sentence.start
    if len(sentence.words) > _LONGEST_ADVERT or not any(hit.start <= begin for hit in sentence.at(Kind.ADVERT)):
        return False
    return not any(hit.start > begin + 1 for hit in sentence.at(Kind.OPENER))


def _standing(sentence: Sentence, kind: Kind) -> list[Hit]:
    """Phrases of a kind that no "please find attached" takes back, and that stand in no aside in brackets."""
    if kind not in sentence.hits:
        return []
    refused = sentence.at(Kind.NOT_REQUEST)
    aside = asides(sentence)
    return [
        hit
        for hit in sentence.at(kind)
        if hit.start not in aside and not any(r.start < hit.end and hit.start < r.end for r in refused)
    ]


def _ordered(sentence: Sentence) -> list[Hit]:
    """Imperatives at the beginning of a sentence, or behind the few words that lead to it: "if possible, cancel"."""
    begin = sentence.start
    starts = [at for at in sentence.clause_starts if at > begin]
    led_in = any(hit.start <= begin for hit in sentence.at(Kind.CONDITION))
    if starts and (led_in or min(starts) <= _LEAD):
        begin = min(starts)
    return [h for h in _standing(sentence, Kind.IMPERATIVE) if h.start <= sentence.start or h.start == begin]


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
    if not book.imperatives:
        return []
    refused = {i for hit in sentence.at(Kind.NOT_REQUEST) for i in range(hit.start, hit.end)}
    endings = book.imperatives
    return [w for i, w in enumerate(sentence.words) if len(w) > 4 and i not in refused and w.endswith(endings)]


def _requested(sentence: Sentence, requests: list[Hit]) -> Verdict:
    leads_in = {hit.start for hit in sentence.at(Kind.INQUIRE) if hit.end == len(sentence.words)}
    if leads_in and not sentence.has(Kind.OPENER, Kind.PARTICLE):
        begun = sentence.mark == ":" or any(hit.start in sentence.clause_starts for hit in requests)
        if begun and max(hit.end for hit in requests) >= min(leads_in):
            return Verdict(Ask.STUB)
    covered = {i for hit in requests for i in range(hit.start, hit.end)}
    for kind in (Kind.FILLER, Kind.PLEASE, Kind.GREETING, Kind.ANNOUNCE, Kind.POINTER, Kind.THANKS):
        covered |= {i for hit in sentence.at(kind) for i in range(hit.start, hit.end)}
    leads = sentence.mark == ":" or sentence.has(Kind.ANNOUNCE, Kind.POINTER)
    short = leads or len(sentence.words) <= _LONGEST_STUB  # the gap of a phrase may hold what is asked for
    if short and len(covered) == len(sentence.words) and not sentence.has(Kind.DEMAND):
        return Verdict(Ask.STUB, sure=leads)
    return Verdict(Ask.REQUEST, _is_plain(sentence, requests) and len(sentence.text) <= _LONGEST_REQUEST)


def _is_plain(sentence: Sentence, requests: Sequence[Hit]) -> bool:
    """Whether a request stands at or near the beginning of a clause, or asks by saying so wherever it stands."""
    if any(hit.start == said.start for hit in requests for said in sentence.at(Kind.PERFORM)):
        return True
    starts = {*sentence.clause_starts, sentence.start}
    return any(0 <= hit.start - at <= _NEAR for hit in requests for at in starts)


def _opener(sentence: Sentence, book: Book, listed: bool) -> Verdict | None:
    begin = sentence.start
    if (sure := asks_unmarked(sentence, book, listed=listed)) is not None:
        return Verdict(Ask.QUESTION, sure)
    if sentence.mark == "!":
        return None
    if announces(sentence):
        return Verdict(Ask.WISH, sure=False)  # "one question: I bought it in May", and then the question
    states = any(hit.start in (0, begin) for hit in sentence.at(Kind.STATEMENT))
    if listed and not states and not sentence.has(Kind.KNOWN) and has_question_word(sentence):
        return Verdict(Ask.QUESTION, sure=False)
    return None


def is_garbled(text: str) -> bool:
    """Whether the text lost its letters in a wrong character set on the way."""
    marks = text.count("?") + text.count("\ufffd")
    return marks > 6 and marks * 3 > len(text)
