"""Judges one sentence of a reply: does it say something, put off, ask back, or say nothing at all?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from itertools import pairwise

from responder.reading.coverage.asked import Want
from responder.reading.coverage.fits import holds_digits, holds_figures, holds_money, kinds_in
from responder.reading.coverage.lore import Lore, Term
from responder.reading.phrases import WORD, Hit, Kind
from responder.reading.sentences import CONJUNCTIONS, Sentence, sentence


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
    def points(self) -> bool:
        """Whether it only gives an address for what was said before it: "See here: https://..."."""
        return "://" in self.text and self.length <= _LONGEST_POINTER

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.sentence.words)


_DRAFTED = re.compile(
    r"^[\s*]*(?:_{3,}|\.{3,}|…+|-{3,}|\?{2,}|x{3,}|tbd|todo\b.{0,80}|\[[^\[\]]{0,80}\]|<[^<>]{1,80}>|\{[^{}]{0,80}\}|"
    r"«?_{2,}.{0,40}|\.{2,}\s?\?)[\s*.]*$",
    re.IGNORECASE,
)
_FEW = 3
_SHORT = 2
_CLAUSE = 5
_LONGEST_NAME = 5
_MOST_CLAUSES = 12
_LONGEST_POINTER = 4
_LONGEST_BLANK = 120
_FORMAL = (Kind.BOILERPLATE, Kind.COURTESY)
_ANSWERING = (Kind.AFFIRM, Kind.REFUSAL, Kind.DONE, Kind.DONT_KNOW, Kind.ATTACHED, Kind.SAYS_PRICE)


def said_of(text: str, place: int, lore: Lore, heads: frozenset[str] | None = None) -> Said:
    """Judges a sentence by itself; what it repeats of a question is known only to those who know the questions.

    `heads` are the beginnings of words that matter; the others need not be looked at.
    """
    one = sentence(text[:1500], lore.book)
    if is_blank(text):
        return Said(text, place, Act.BLANK, one)
    fits, surely = kinds_in(one, text, lore)
    act = _act(one, text)
    return Said(text, place, act, one, tuple(lore.terms(one.words, heads)), fits, surely)


def is_blank(text: str) -> bool:
    """Whether a line is a blank of a draft: "[answer 2]", "____", "..."."""
    return len(text) <= _LONGEST_BLANK and _DRAFTED.match(text) is not None


def _act(one: Sentence, text: str) -> Act:
    if not one.words:
        return Act.SAYS if holds_figures(text) else Act.EMPTY
    if _greets(one) or (_covered(one, Kind.SIGN_OFF, Kind.THANKS, Kind.ANSWER_WORD) and not _reports_behind(one)):
        return Act.EMPTY
    if _answers_first(one):
        return Act.DEFERS if one.has(Kind.DEFER) and not _affirms_first(one) else Act.SAYS
    formal = [hit for kind in _FORMAL for hit in one.at(kind)]
    formal += [hit for hit in one.at(Kind.THANKS) if hit.start <= one.start]
    if one.mark == "?" and not _states_first(one):
        return Act.EMPTY if formal and not one.has(Kind.COUNTER) else Act.ASKS
    if formal and not _says_beside(one, formal) and not _reports_behind(one):
        return Act.DEFERS if _defers_beside(one, formal) else Act.EMPTY
    if one.has(Kind.DEFER) and not _affirms_first(one):
        return Act.DEFERS
    if _asks_back(one):
        return Act.ASKS
    mentions = one.at(Kind.MENTION)
    if mentions and not holds_money(text) and not _says_beside(one, mentions):
        return Act.EMPTY
    return Act.SAYS


def _greets(one: Sentence) -> bool:
    """Whether it greets and says nothing else: "Dear Mrs Penn", "Юрий, здравствуйте!", "Gareth,"."""
    hits = one.at(Kind.GREETING)
    left = len(one.words) - sum(hit.end - hit.start for hit in hits[:1])
    figures = any(any(c.isdigit() for c in word) for word in one.words)
    called = one.text.endswith((",", "!")) and len(one.words) <= _FEW and one.text.istitle()
    called = called and not one.has(*_ANSWERING, Kind.MODAL)
    below = one.text.partition(",")[2].strip()
    answers = below[:1].islower() and one.has(*_ANSWERING)
    return (bool(hits) and left <= _FEW and not figures and not answers) or called


def _answers_first(one: Sentence) -> bool:
    """Whether it says yes or no, and then more than every letter says: "Right, all answers come in one file"."""
    if one.mark == "?" or not any(hit.start <= one.start and hit.end in one.breaks for hit in one.at(Kind.AFFIRM)):
        return False
    formal = {i for kind in _FORMAL for hit in one.at(kind) for i in range(hit.start, hit.end)}
    return len(one.words) > _CLAUSE and 2 * len(formal) < len(one.words)


def _covered(one: Sentence, *kinds: Kind) -> bool:
    taken = {i for kind in kinds for hit in one.at(kind) for i in range(hit.start, hit.end)}
    return bool(taken) and len(taken) + _SHORT > len(one.words)


def _reports_behind(one: Sentence) -> bool:
    """Whether thanks are followed by the news that it is done: "Thanks, fixed."."""
    thanked = max((hit.end for hit in one.at(Kind.THANKS)), default=len(one.words))
    return any(hit.start >= thanked and hit.start in one.breaks for hit in one.at(Kind.DONE))


def _states_first(one: Sentence) -> bool:
    """Whether a question only asks if what it states is welcome: "The first slot is on Thursday, shall I book it?"."""
    opens = any(hit.start <= one.start for kind in (Kind.OPENER, Kind.QUESTION_WORD) for hit in one.at(kind))
    last = max((at for at in one.breaks if at <= len(one.words) - 1), default=0)
    told = any(c.isdigit() for c in one.text) or any(hit.start < last for hit in one.at(Kind.SAYS_TIME))
    return not opens and last >= _CLAUSE and len(one.words) - last <= _CLAUSE and told


def _affirms_first(one: Sentence) -> bool:
    """Whether it says yes before it puts something off: "Usually from 4 pm on, we will ring you"."""
    first = min(hit.start for hit in one.at(Kind.DEFER))
    return any(hit.start <= one.start and hit.end <= first for hit in one.at(Kind.AFFIRM))


def _says_beside(one: Sentence, formal: Sequence[Hit]) -> bool:
    """Whether a clause without any of the phrases that say nothing is an answer of some kind."""
    edges = [*sorted(one.breaks | {0}), len(one.words)]
    for begin, end in pairwise(edges):
        if end - begin < _FEW or any(hit.start < end and hit.end > begin for hit in formal):
            continue
        if any(begin <= hit.start < end for kind in _ANSWERING for hit in one.at(kind)):
            return True
        if any(any(c.isdigit() for c in word) for word in one.words[begin:end]):
            return True
    return False


def _defers_beside(one: Sentence, formal: Sequence[Hit]) -> bool:
    """Whether a clause without any phrase that every letter has puts something off."""
    for begin, end in pairwise([*sorted(one.breaks | {0}), len(one.words)]):
        if any(begin <= hit.start < end for hit in one.at(Kind.DEFER)):
            return not any(hit.start < end and hit.end > begin for hit in formal)
    return False


def _asks_back(one: Sentence) -> bool:
    """Whether it asks something of the customer and says nothing before that."""
    hits = one.at(Kind.COUNTER) if one.mark != "!" else ()
    return any(hit.start <= one.start + 1 or hit.start not in one.clause_starts for hit in hits)


def takes_leave(text: str, lore: Lore) -> bool:
    """Whether a line only takes leave: "Kind regards"."""
    return len(text) <= _LONGEST_BLANK and _covered(sentence(text, lore.book), Kind.SIGN_OFF)


def is_name(text: str, lore: Lore) -> bool:
    """Whether a last line is the name of whoever signs: "Karen", "Sam @ Ironworks", "Служба особых перевозок"."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST_NAME or text[-1] in ".!?:;)" or not text[0].isupper() or holds_digits(text):
        return False
    one = sentence(text, lore.book)
    return not one.has(*_ANSWERING, Kind.BLANK, Kind.SAYS_TIME)


def clauses(said: Said, lore: Lore) -> list[tuple[int, Said]]:
    """The clauses of a sentence with the index of their first word, each as if it were a sentence."""
    one = said.sentence
    joins = {i for i, word in enumerate(one.words) if word in CONJUNCTIONS and _FEW < i < len(one.words) - _FEW}
    edges = [*sorted(one.breaks | joins | {0}), len(one.words)]
    spots = [match.span() for match in WORD.finditer(one.text)]
    if len(edges) < _FEW or len(spots) != len(one.words) or len(edges) > _MOST_CLAUSES:
        return []
    return [
        (begin, said_of(one.text[spots[begin][0] : spots[end - 1][1]], said.place, lore))
        for begin, end in pairwise(edges)
        if end - begin >= _SHORT
    ]


def first_words(text: str, at_most: int = 300) -> str:
    """The evidence as it is shown: verbatim, on one line, cut to a length."""
    line = " ".join(text.split())
    return line if len(line) <= at_most else line[: at_most - 1] + "…"
