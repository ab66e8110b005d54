"""Looks at the questions of a letter from the answer's side: their words, and the kind of answer each of them wants."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from responder.domain.question import Question
from responder.reading.coverage.lore import Lore, Term
from responder.reading.phrases import Hit, Kind
from responder.reading.sentences import CONJUNCTIONS, Sentence, sentence

_LONGEST = 1500
_FEWEST_BEFORE = 2
_ASKING = 0.5
_LONGEST_NOUN = 3


class Want(StrEnum):
    """A kind of answer."""

    TIME = auto()
    SPAN = auto()
    PRICE = auto()
    COUNT = auto()
    PLACE = auto()
    PERSON = auto()
    REASON = auto()
    FILE = auto()
    ACT = auto()
    WHETHER = auto()


_ASKS = {
    Kind.ASKS_TIME: Want.TIME,
    Kind.ASKS_SPAN: Want.SPAN,
    Kind.ASKS_PRICE: Want.PRICE,
    Kind.ASKS_COUNT: Want.COUNT,
    Kind.ASKS_PLACE: Want.PLACE,
    Kind.ASKS_PERSON: Want.PERSON,
    Kind.ASKS_REASON: Want.REASON,
}
MEASURED = frozenset({Want.TIME, Want.SPAN, Want.PRICE, Want.COUNT})
"""Answers that are seen from far: they hold a number, a date or one of a few words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its place in the letter, its words, the kinds of answers it wants, and its further parts.

    `wants` is what its first part wants; `further` has the wants of each part that "and what does it cost" adds.
    `asking` are the places of words that say what kind of answer is wanted ("cost"), and less what it is about.
    `pair` are the two things of "for an adult and for a child", each by its stem.
    """

    place: int
    question: Question
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    wants: frozenset[Want]
    asking: frozenset[int] = frozenset()
    further: tuple[frozenset[Want], ...] = ()
    pair: tuple[str, str] | None = None

    @property
    def all_wants(self) -> frozenset[Want]:
        """The wants of all its parts."""
        return self.wants.union(*self.further)


def asked_of(questions: Sequence[Question], lore: Lore) -> list[Asked]:
    """The questions as coverage sees them."""
    return [_asked(place, question, lore) for place, question in enumerate(questions)]


def _asked(place: int, question: Question, lore: Lore) -> Asked:
    one = sentence(question.text[:_LONGEST], lore.book)
    heads = {hit.start for kind in _ASKS for hit in one.at(kind)}
    whether = any(hit.start not in heads for hit in one.at(Kind.ASKS_WHETHER)) or _is_plain(one)
    found = sorted(
        (hit.start, _ASKS[kind])
        for kind in _ASKS
        for hit in one.at(kind)
        if not (whether and _is_aside(one, hit, lore))
    )
    exact = {at for at, want in found if want in (Want.PRICE, Want.SPAN)}
    found = [(at, want) for at, want in found if want in (Want.PRICE, Want.SPAN) or at not in exact]
    split = list(dict.fromkeys(at for at, _ in found if _adds(one, at)))
    first = {want for at, want in found if not split or at < split[0]}
    further = []
    for i, at in enumerate(split):
        behind = frozenset(w for a, w in found if at <= a and (i + 1 >= len(split) or a < split[i + 1]))
        if behind and not (behind <= first):
            further.append(behind)
    plainly = whether or not one.has(Kind.QUESTION_WORD)
    wants = frozenset(first) | _wishes(one, question, bool(first) and not (plainly and one.mark == "?"))
    terms = tuple(lore.terms(one.words))
    measuring = {at for at, _ in found}
    asking = frozenset(i for i in range(len(one.words)) if _asks_by(i, measuring, one, lore))
    pair = _pair(one, lore) if first & MEASURED and not further else None
    return Asked(place, question, one.words, terms, wants, asking, tuple(further), pair)


def _is_plain(one: Sentence) -> bool:
    """Whether only the question mark asks: "Срок по-прежнему три недели?"; "Delivery time?" asks by its noun."""
    return one.mark == "?" and len(one.words) > _LONGEST_NOUN and not one.has(Kind.QUESTION_WORD)


def _is_aside(one: Sentence, hit: Hit, lore: Lore) -> bool:
    """Whether a word asks nothing in a question that wants a yes or no: "is there a deadline?", "when I come back"."""
    if len(one.words[hit.start : hit.end]) == 1 and not lore.book.is_one_word(Kind.QUESTION_WORD, one.words[hit.start]):
        return True
    return not _adds(one, hit.start) and not any(told.end <= hit.start for told in one.at(Kind.ASKS_ABOUT))


def kinds_named(one: Sentence) -> frozenset[Want]:
    """The kinds of answers that a sentence names: "the price I will work out"."""
    return frozenset(want for kind, want in _ASKS.items() if one.has(kind))


def _asks_by(at: int, measuring: set[int], one: Sentence, lore: Lore) -> bool:
    """Whether a word says what kind of answer is wanted, and not what about: "cost" in "what does it cost"."""
    return bool(measuring) and any(lore.book.is_one_word(kind, one.words[at]) for kind in _ASKS)


def _adds(one: Sentence, at: int) -> bool:
    """Whether a question word stands behind an "and", with a question before that."""
    if at < _FEWEST_BEFORE + 1:
        return False
    before = at - 1 if one.words[at - 1] in CONJUNCTIONS else at - 2
    return before >= _FEWEST_BEFORE and one.words[before] in CONJUNCTIONS


def _wishes(one: Sentence, question: Question, measured: bool) -> frozenset[Want]:
    wants = set()
    if one.has(Kind.ASKS_FILE):
        wants.add(Want.FILE)
    if question.request or one.has(Kind.PLEASE):
        wants.add(Want.ACT)
    if not measured and not question.request:
        wants.add(Want.WHETHER)
    return frozenset(wants)


def _pair(one: Sentence, lore: Lore) -> tuple[str, str] | None:
    """The two things joined by an "and", when both have the same word before them: "for adults and for children"."""
    for at in range(2, len(one.words) - 2):
        if (
            one.words[at] in ("and", "и", "und", "et", "y", "e", "en", "i", "та")
            and one.words[at + 1] == one.words[at - 2]
        ):
            left, right = one.words[at - 1], one.words[at + 2]
            if left not in lore.stop and right not in lore.stop and not (left + right).isdigit():
                return lore.stem(left), lore.stem(right)
    return None


class Index:
    """Finds the questions that share words with a sentence, without looking at each of them."""

    def __init__(self, asked: Sequence[Asked], lore: Lore) -> None:
        self.asked = asked
        self.heads = lore.synonym_heads | {word[:3] for one in asked for word in one.words}
        self._by: dict[str, dict[int, tuple[str, float]]] = defaultdict(dict)
        for one in asked:
            for term in one.terms:
                share = _ASKING if term.at in one.asking else 1.0
                for key, worth in ((key, share * worth) for key, worth in keys_of(term)):
                    best = self._by[key].get(one.place)
                    if best is None or best[1] < worth:
                        self._by[key][one.place] = (term.stem, worth)

    def shared(self, terms: Sequence[Term]) -> dict[int, dict[str, tuple[float, int]]]:
        """For each question the words of its own that a sentence holds, with their weight and the place there."""
        found: dict[int, dict[str, tuple[float, int]]] = defaultdict(dict)
        for term in terms:
            for key, worth in keys_of(term):
                holders: Mapping[int, tuple[str, float]] = self._by.get(key, {})
                if len(holders) > max(3, len(self.asked) // 4):
                    continue
                rare = _rarity(len(holders), len(self.asked))
                for place, (stem, own) in holders.items():
                    weight = min(worth, own) * rare
                    if weight > found[place].get(stem, (0.0, 0))[0]:
                        found[place][stem] = (weight, term.at)
        return found


def keys_of(term: Term) -> tuple[tuple[str, float], ...]:
    """What a word may be found by, with its worth: its stem, its synonyms, its beginning."""
    rows = [(f"={term.stem}", 1.0)]
    rows += [(f"~{group}", 0.7) for group in term.groups]
    if len(term.stem) >= 4 and not term.stem.isdigit():
        rows.append((f"^{term.stem[:5] if len(term.stem) > 5 else term.stem[:4]}", 0.6))
    return tuple(rows)


def _rarity(holders: int, questions: int) -> float:
    if holders == 1:
        return 1.0
    return 0.5 if holders == 2 and questions > 3 else 0.25


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Overlap of two rows of words as sets, 0 to 1 (Dice)."""
    a, b = set(one), set(other)
    return 2 * len(a & b) / max(1, len(a) + len(b))


__all__ = ["MEASURED", "Asked", "Index", "Want", "asked_of", "keys_of", "likeness"]
