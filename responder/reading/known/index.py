"""The known answers compiled for one language, and how near each of them comes to a question."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from responder.domain.known_answer import KnownAnswer
from responder.reading.known.speech import Part, Said, Speech, Term, known_as, speech_of

_OF_PART = {Part.ASKING: 0.6, Part.WEAK: 0.3, Part.CONTENT: 1.0, Part.LIGHT: 0.0}
_MISSING, _EXTRA = 0.75, 0.25
"""How much a word counts that only the example has, and one that only the question has: customers say more."""
_SPELT_ALIKE, _SYNONYM, _ASKS_OTHERWISE = 0.85, 0.6, 0.75
_SHORTEST_GUESSED, _LONG = 4, 8
_MOST_GUESSED = 20
"""Further words of a question are not looked up by their spelling."""
_TIE, _MOST_TIED = 0.03, 8
"""Examples of one answer that come as near as this to the nearest are looked at too, and so many of them."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One example: the place of its answer among the answers, what it says, and what its words weigh together."""

    answer: int
    text: str
    said: Said
    weight: float


@dataclass(frozen=True, slots=True)
class Near:
    """An example that shares words with a question: which of the question's words, and how each was found there."""

    phrasing: Phrasing
    score: float
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the question that examples know: the stem or group they know it by, how, and what it is worth."""

    term: Term
    known_as: str
    how: str
    worth: float


class Index:
    """All examples by the words in them."""

    def __init__(self, answers: Sequence[KnownAnswer], speech: Speech) -> None:
        self.speech = speech
        self._rarity = _rarity(answers, speech)
        self._most = log(2 + len(answers))
        self.phrasings = [
            Phrasing(place, text, said, sum(map(self.weight, said.terms)))
            for place, answer in enumerate(answers)
            for text in answer.like
            for said in [speech.said(text)]
        ]
        self._holding: dict[str, list[int]] = defaultdict(list)
        self._spelt: dict[str, list[str]] = defaultdict(list)
        for place, phrasing in enumerate(self.phrasings):
            for term in phrasing.said.terms:
                for key in (term.stem, *map(_group, term.groups)):
                    self._holding[key].append(place)
        words = {term.word for phrasing in self.phrasings for term in phrasing.said.terms} | {*speech.light_words()}
        for word in sorted(words):
            self._spelt[word[0]].append(word)

    def weight(self, term: Term) -> float:
        """What a word tells: the more, the fewer answers know it; 0 to 1."""
        return _OF_PART[term.part] * self._rarity.get(term.stem, self._most) / self._most

    def near(self, said: Said, skipped: int = -1) -> list[Near]:
        """The examples that come nearest to the question, of the two best answers, the nearest first; `skipped` is the
        place of an example that is left out."""
        found = [(term, self._found(term, guessed=at < _MOST_GUESSED)) for at, term in enumerate(said.terms)]
        shared: dict[int, float] = defaultdict(float)
        for term, ways in found:
            weight = self.weight(term)
            for place, worth in self._worth(ways).items():
                shared[place] += worth * weight
        shared.pop(skipped, None)
        ways_of = [way for _, ways in found for way in ways]
        return [Near(self.phrasings[at], score, self._words(ways_of, at)) for score, at in self._ranked(said, shared)]

    def _ranked(self, said: Said, shared: Mapping[int, float]) -> list[tuple[float, int]]:
        """Scores and places of the best examples. The heaviest come first, so that most need no look: what shares less
        cannot score more than if it said nothing else."""
        whole = sum(self.weight(term) for term in said.terms)
        best: dict[int, list[tuple[float, int]]] = {}
        floor = 0.0
        for place, weight in sorted(shared.items(), key=lambda one: -one[1]):
            if weight < floor * (weight + _EXTRA * max(0.0, whole - weight)):
                break
            phrasing = self.phrasings[place]
            score = self._score(said, phrasing, min(weight, phrasing.weight), whole)
            row = best.get(phrasing.answer, [])
            if score > 0 and (not row or score >= row[0][0] - _TIE):
                best[phrasing.answer] = sorted([*row, (score, place)], key=_order)[:_MOST_TIED]
                tops = sorted((row[0][0] for row in best.values()), reverse=True)
                floor = tops[1] - _TIE if len(tops) > 1 else 0.0
        ranked = sorted(best.values(), key=lambda row: _order(row[0]))[:2]
        return [one for row in ranked for one in row if one[0] >= row[0][0] - _TIE]

    def _score(self, said: Said, phrasing: Phrasing, shared: float, whole: float) -> float:
        missing, extra = phrasing.weight - shared, max(0.0, whole - shared)
        score = shared / (shared + _MISSING * missing + _EXTRA * extra) if shared else 0.0
        asks, asked = said.asking, phrasing.said.asking
        return score * (_ASKS_OTHERWISE if asks and asked and not asks & asked else 1.0)

    def _found(self, term: Term, *, guessed: bool) -> list[Found]:
        """The ways in which examples know a word of the question."""
        found = [Found(term, key, "synonym", _SYNONYM) for key in map(_group, term.groups) if key in self._holding]
        if term.stem in self._holding:
            found.append(Found(term, term.stem, "same", 1.0))
        elif guessed and (meant := self._meant(term.word)):
            found.append(Found(term, meant, "spelt", _SPELT_ALIKE))
        return found

    def _worth(self, ways: Sequence[Found]) -> dict[int, float]:
        """In which examples a word is found, and what it is worth there at its best."""
        worth: dict[int, float] = {}
        for way in sorted(ways, key=lambda way: way.worth):
            worth.update(dict.fromkeys(self._holding.get(way.known_as, ()), way.worth))
        return worth

    def _words(self, found: Sequence[Found], place: int) -> dict[str, str]:
        said = self.phrasings[place].said
        known = said.stems | {_group(name) for term in said.terms for name in term.groups}
        words: dict[str, str] = {}
        for one in found:
            if one.known_as in known and words.get(one.term.word) != "same":
                words[one.term.word] = one.how
        return words

    def _meant(self, word: str) -> str:
        """The stem of the word of an example that was probably meant; '' where none is spelt nearly so."""
        if len(word) < _SHORTEST_GUESSED or not word.isalpha():
            return ""
        most = 1 if len(word) < _LONG else 2
        nearest = extractOne(word, self._spelt.get(word[0], ()), scorer=OSA.distance, score_cutoff=most)
        return self.speech.stem(nearest[0]) if nearest else ""


def _order(one: tuple[float, int]) -> tuple[float, int]:
    """Sorts scores and places: the highest first, of equal ones the example that was written first."""
    return -one[0], one[1]


def _group(name: str) -> str:
    """How a group of synonyms is listed among stems, which hold no such sign."""
    return f"={name}"


def _rarity(answers: Sequence[KnownAnswer], speech: Speech) -> dict[str, float]:
    """How rare each stem is among the answers."""
    holders: dict[str, set[int]] = defaultdict(set)
    for place, answer in enumerate(answers):
        for text in answer.like:
            for stem in speech.said(text).stems:
                holders[stem].add(place)
    return {stem: log(1 + (1 + len(answers)) / len(held)) for stem, held in holders.items()}


def index_of(answers: tuple[KnownAnswer, ...], language: str | None) -> Index:
    """The index for questions of a language (ISO 639-1); compiled once for a version of the rules."""
    return _index(answers, known_as(language))


@lru_cache(maxsize=12)
def _index(answers: tuple[KnownAnswer, ...], language: str) -> Index:
    return Index(answers, speech_of(language))
