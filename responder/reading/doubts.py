"""Says why the questions read in a letter may not be exactly what its writer asks, so that they are not shown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from responder.domain.question import Question, Tone, ToneLabel
from responder.reading.phrases import Book, Kind
from responder.reading.sentences import Sentence, sentence
from responder.reading.signs import says_away
from responder.reading.unmarked import announces
from responder.reading.within import asides, is_heading

_LONGEST_LETTER = 400
_LONGEST_SENTENCE = 60
_MOST_QUESTIONS = 12
_LONGEST_BREATH = 20
_LONGEST_QUESTION = 300
_FEWEST_BEHIND = 2
_SHORTEST_QUESTION = 3
_LOUD = 0.6
_FEW_LETTERS = 12
_URL = re.compile(r"(?:https?://|www\.)\S{1,2000}")
_MARK = re.compile(r"[?？؟]+")
_CODE = re.compile(r"[{}<>|\\^~]|::|=>|==|\w\(\)|^[:#*\]}]|\s[:>]\s")
_CUT = re.compile(r"^[,.;:)]|[,(]$")
_SMILEY = re.compile(r"[:;=]-?[()]+|\){2,}|(?<=[.!?])\s?\)$")
_HARSH = (ToneLabel.FURIOUS, ToneLabel.SENSITIVE)
_CALLS = (Kind.WISH, Kind.WRY)
_BEGINNINGS = (Kind.OPENER, Kind.LONE, Kind.QUESTION_WORD)
_REQUESTS = (Kind.REQUEST, Kind.DEMAND, Kind.PLEASE, Kind.IMPERATIVE)
_HARMLESS = (Kind.COURTESY, Kind.PLEASANTRY, Kind.ADVERT, Kind.CONDITION, Kind.GREETING)
_SIGNS = (*_BEGINNINGS, *_REQUESTS, Kind.RUN_ON, Kind.PARTICLE)


@dataclass(frozen=True)
class Evidence:
    """What is known of one letter: `prose` is what its author wrote, `sure` that every question was surely read."""

    questions: tuple[Question, ...]
    sentences: tuple[Sentence, ...]
    sure: bool
    prose: str
    language: str | None
    tone: Tone
    book: Book

    @cached_property
    def asked(self) -> str:
        """All texts of the questions."""
        return "\n".join(question.text for question in self.questions)

    @cached_property
    def left_out(self) -> tuple[Sentence, ...]:
        """The sentences that belong to no question and lead in to none."""
        texts = [question.text for question in self.questions]
        left = (one for one in self.sentences if one.mark != ":" and one.text not in self.asked)
        return tuple(one for one in left if not any(text in one.text for text in texts))

    @cached_property
    def read(self) -> tuple[tuple[Question, Sentence], ...]:
        """The questions, each read as one sentence."""
        known = {one.text: one for one in self.sentences}
        return tuple((one, known.get(one.text) or sentence(one.text, self.book)) for one in self.questions)


def doubts(evidence: Evidence) -> tuple[str, ...]:
    """The names of all doubts about the questions of a letter; without any they may be shown."""
    return tuple(name for name, holds in _CHECKS.items() if holds(evidence))


def _is_unsure(evidence: Evidence) -> bool:
    return not evidence.sure


def _is_harsh(evidence: Evidence) -> bool:
    return evidence.tone.label in _HARSH


def _is_away(evidence: Evidence) -> bool:
    """Whether the letter says that its writer is not there, and what it asks may be a machine's words."""
    return says_away(evidence.sentences)


def _is_foreign(evidence: Evidence) -> bool:
    return evidence.language is None


def _is_long(evidence: Evidence) -> bool:
    """Whether the letter, a sentence or a question of it is longer than people write when they ask for something."""
    return (
        len(evidence.prose.split()) > _LONGEST_LETTER
        or len(evidence.questions) > _MOST_QUESTIONS
        or any(len(one.words) > _LONGEST_SENTENCE for one in evidence.sentences)
        or any(len(question.text) > _LONGEST_QUESTION for question in evidence.questions)
    )


def _leaves_marks(evidence: Evidence) -> bool:
    """Whether question marks stand in the letter that neither a question nor a known pleasantry has."""
    known = sum(_marks(one.text) for one in evidence.left_out if one.has(Kind.PLEASANTRY, Kind.ADVERT))
    return _marks(evidence.prose) > _marks(evidence.asked) + known


def _marks(text: str) -> int:
    return len(_MARK.findall(_URL.sub(" ", text)))


def _leaves_calls(evidence: Evidence) -> bool:
    """Whether a sentence was left out that asks in its own way: a wish, "any ideas?".

    Puzzlement is no doubt: beside a question, "I do not understand it" tells why it is asked. Nor is a wish beside a
    numbered list: who numbers the questions has said which they are.
    """
    calls = _CALLS if any(question.number is None for question in evidence.questions) else (Kind.WRY,)
    return any(
        one.has(*calls) or (one.mark == "?" and one.has(Kind.HELP)) or announces(one) for one in evidence.left_out
    )


def _leaves_openers(evidence: Evidence) -> bool:
    """Whether a sentence without an end mark was left out that begins as questions do and has no other clause."""
    return any(
        hit.start <= one.start and len(one.words) > 2 and not any(at > hit.start for at in one.breaks)
        for one in evidence.left_out
        if one.mark != "." and not one.has(*_HARMLESS)
        for kind in _BEGINNINGS
        for hit in one.at(kind)
    )


def _leaves_requests(evidence: Evidence) -> bool:
    """Whether a sentence was left out that sounds like a request, and nothing says that it is none."""
    harmless = (*_HARMLESS, Kind.NOT_REQUEST)
    return any(
        hit.start not in asides(one)
        for one in evidence.left_out
        if not one.has(*harmless) and not is_heading(one)
        for kind in _REQUESTS
        for hit in one.at(kind)
    )


def _is_fragment(evidence: Evidence) -> bool:
    """Whether a question is hardly one: short, without a word that asks, or a line that neither asks nor requests."""
    return any(question.number is None and _is_hardly_one(one) for question, one in evidence.read)


def _is_hardly_one(one: Sentence) -> bool:
    if one.mark != "?":
        return not one.has(*_SIGNS)
    begun = [hit.end for kind in _BEGINNINGS for hit in one.at(kind) if hit.start <= one.start]
    if begun and len(one.words) - max(begun) >= _FEWEST_BEHIND:
        return False
    return len(one.words) < _SHORTEST_QUESTION or (one.text[:1].islower() and not one.has(*_SIGNS))


def _is_cut(evidence: Evidence) -> bool:
    """Whether a question has lost its beginning or end."""
    return any(
        _CUT.search(text) or text.count("(") != text.count(")") or text.count('"') % 2
        for text in (_SMILEY.sub("", question.text) for question in evidence.questions)
    )


def _runs_on(evidence: Evidence) -> bool:
    """Whether a question is so long without any punctuation that it may be several, and more than questions."""
    return any(len(one.words) > _LONGEST_BREATH and len(one.breaks) == 1 for _, one in evidence.read)


def _is_code(evidence: Evidence) -> bool:
    """Whether signs of code, quoting or tables stand in a question."""
    return any(_CODE.search(_URL.sub(" ", question.text)) for question in evidence.questions)


def _is_loud(evidence: Evidence) -> bool:
    """Whether a question is written in capitals."""
    return any(_is_capital(question.text) for question in evidence.questions)


def _is_capital(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > _FEW_LETTERS and sum(c.isupper() for c in letters) > _LOUD * len(letters)


_CHECKS: Mapping[str, Callable[[Evidence], bool]] = {
    "unsure": _is_unsure,
    "harsh": _is_harsh,
    "away": _is_away,
    "foreign": _is_foreign,
    "long": _is_long,
    "marks left": _leaves_marks,
    "calls left": _leaves_calls,
    "openers left": _leaves_openers,
    "requests left": _leaves_requests,
    "fragment": _is_fragment,
    "cut": _is_cut,
    "runs on": _runs_on,
    "code": _is_code,
    "loud": _is_loud,
}
