"""Judges one sentence of a reply: does it say something, put off, ask back, or say nothing at all?"""

import re
from dataclasses import dataclass, field
from enum import StrEnum, auto

from responder.reading.coverage.asked import Want
from responder.reading.coverage.lore import Lore, Term
from responder.reading.phrases import WORD, Kind
from responder.reading.sentences import Sentence, sentence


class Act(StrEnum):
    """What a sentence of a reply does."""

    SAYS = auto()
    DEFERS = auto()
    ASKS = auto()
    BLANK = auto()
    EMPTY = auto()  # greets, thanks, takes leave, mentions, or is said in every letter


@dataclass(slots=True)
class Said:
    """A sentence of a reply: verbatim, its place (a running number), what it does, and the kinds of answers in it.

    `surely` are the kinds that it gives clearly. `shared` is filled where questions are matched by meaning.
    """

    text: str
    place: int
    act: Act
    sentence: Sentence
    terms: tuple[Term, ...] = ()
    fits: frozenset[Want] = frozenset()
    surely: frozenset[Want] = frozenset()
    shared: dict[int, dict[str, tuple[float, int]]] = field(default_factory=dict)

    def has(self, *kinds: Kind) -> bool:
        """Whether any phrase of these kinds stands in it."""
        return self.sentence.has(*kinds)

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.sentence.words)


_DRAFTED = re.compile(
    r"^[\s*]*(?:_{3,}|\.{3,}|…+|-{3,}|\?{2,}|x{3,}|tbd|todo\b.{0,80}|\[[^\[\]]{0,80}\]|<[^<>]{1,80}>|\{[^{}]{0,80}\}|"
    r"«?_{2,}.{0,40}|\.{2,}\s?\?)[\s*.]*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\b\d{1,2}\s?(?:am|pm|h|uhr)\b|\d{4}-\d\d-\d\d|24/7",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[€$£₽₴%¥]|\b\d+(?:[.,]\d+)?\s?(?:р|руб|тыс|eur|usd|gbp|kr|zł|грн|chf)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:example|com|org|net|ru|de|io|test|html|pdf)\b|@")
_FEW = 3
_SHORT = 2

_SAYS = {
    Kind.SAYS_TIME: (Want.TIME, Want.SPAN),
    Kind.SAYS_PRICE: (Want.PRICE,),
    Kind.SAYS_COUNT: (Want.COUNT, Want.SPAN),
    Kind.SAYS_PLACE: (Want.PLACE,),
    Kind.SAYS_PERSON: (Want.PERSON,),
    Kind.SAYS_REASON: (Want.REASON,),
    Kind.ATTACHED: (Want.FILE, Want.ACT),
    Kind.DONE: (Want.ACT, Want.FILE),
    Kind.AFFIRM: (Want.WHETHER, Want.ACT),
    Kind.REFUSAL: (Want.WHETHER, Want.ACT, Want.COUNT, Want.PRICE, Want.FILE),
    Kind.MODAL: (Want.WHETHER,),
    Kind.DONT_KNOW: tuple(Want),
}


def said_of(text: str, place: int, lore: Lore) -> Said:
    """Judges a sentence by itself; what it repeats of a question is known only to those who know the questions."""
    one = sentence(text[:1500], lore.book)
    if _DRAFTED.match(text):
        return Said(text, place, Act.BLANK, one)
    fits, surely = _fits(one, text)
    act = _act(one, text, surely)
    return Said(text, place, act, one, tuple(lore.terms(one.words)), fits, surely)


def _fits(one: Sentence, text: str) -> tuple[frozenset[Want], frozenset[Want]]:
    fits = {want for kind, wants in _SAYS.items() if kind in one.hits for want in wants}
    surely = set()
    if _DIGIT.search(text):
        fits |= {Want.COUNT, Want.PRICE, Want.SPAN, Want.TIME}
        surely |= {Want.COUNT}
    if _CLOCK.search(text):
        surely |= {Want.TIME}
    if one.has(Kind.SAYS_TIME):
        surely |= {Want.TIME, Want.SPAN}
    if _MONEY.search(text) or one.has(Kind.SAYS_PRICE):
        fits |= {Want.PRICE, Want.COUNT}
        surely |= {Want.PRICE}
    if _LINK.search(text):
        fits |= set(Want) - {Want.PERSON, Want.WHETHER}
        surely |= {Want.PLACE}
    if any(hit.start <= one.start + 1 or hit.start in one.clause_starts for hit in one.at(Kind.AFFIRM)):
        surely |= {Want.WHETHER}
    if one.has(Kind.REFUSAL, Kind.DONT_KNOW):
        surely |= {Want.WHETHER}
    if one.has(Kind.DONE):
        surely |= {Want.ACT}
    if one.has(Kind.ATTACHED):
        surely |= {Want.FILE}
    return frozenset(fits), frozenset(surely)


def _act(one: Sentence, text: str, surely: frozenset[Want]) -> Act:
    if not one.words:
        return Act.SAYS if _DIGIT.search(text) else Act.EMPTY
    if _greets(one) or _covered(one, Kind.SIGN_OFF, Kind.THANKS, Kind.ANSWER_WORD):
        return Act.EMPTY
    boilerplate = one.has(Kind.BOILERPLATE, Kind.COURTESY, Kind.ADVERT)
    if one.mark == "?":
        return Act.EMPTY if boilerplate and not one.has(Kind.COUNTER) else Act.ASKS
    measured = Want.PRICE in surely or (Want.COUNT in surely and Want.WHETHER in surely)
    if boilerplate and (not _beyond(one) or not (measured or surely & {Want.ACT, Want.WHETHER, Want.PLACE})):
        return Act.EMPTY
    if one.has(Kind.DEFER):
        return Act.DEFERS
    if _asks_back(one):
        return Act.ASKS
    if one.has(Kind.MENTION) and not measured and not (Want.WHETHER in surely and _beyond(one, Kind.MENTION)):
        return Act.EMPTY
    return Act.SAYS


def _greets(one: Sentence) -> bool:
    """Whether it greets and says nothing else: "Dear Mrs Penn", "Юрий, здравствуйте!"."""
    hits = one.at(Kind.GREETING)
    left = len(one.words) - sum(hit.end - hit.start for hit in hits[:1])
    return bool(hits) and left <= _FEW and not any(any(c.isdigit() for c in word) for word in one.words)


def _covered(one: Sentence, *kinds: Kind) -> bool:
    taken = {i for kind in kinds for hit in one.at(kind) for i in range(hit.start, hit.end)}
    return bool(taken) and len(taken) + _SHORT > len(one.words)


def _beyond(one: Sentence, *kinds: Kind) -> bool:
    """Whether a clause of its own stands beside what is said in every letter."""
    kinds = kinds or (Kind.BOILERPLATE, Kind.COURTESY, Kind.ADVERT)
    last = max((hit.end for kind in kinds for hit in one.at(kind)), default=0)
    first = min((hit.start for kind in kinds for hit in one.at(kind)), default=0)
    behind = any(at >= last for at in one.breaks) and len(one.words) - last >= _FEW
    before = any(0 < at <= first for at in one.breaks) and first >= _FEW
    return behind or before


def _asks_back(one: Sentence) -> bool:
    """Whether it asks something of the customer and says nothing before that."""
    hits = one.at(Kind.COUNTER)
    if not hits or not any(hit.start <= one.start + 1 for hit in hits):
        return False
    return True


def first_words(text: str, at_most: int = 300) -> str:
    """The evidence as it is shown: verbatim, on one line, cut to a length."""
    line = " ".join(text.split())
    return line if len(line) <= at_most else line[: at_most - 1] + "…"


def has_words(text: str) -> bool:
    """Whether there is any word in a text."""
    return WORD.search(text) is not None
