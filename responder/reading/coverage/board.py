"""Keeps, question by question, the best that a reply was found to say to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from responder.domain.answer import Answer, Coverage, QuestionState
from responder.reading.coverage.asked import MEASURED, Asked, Want
from responder.reading.coverage.said import Act, Said, first_words
from responder.reading.coverage.sections import Rule
from responder.reading.phrases import Kind

S = QuestionState
_WORTH = {S.OPEN: 0, S.DEFERRED: 1, S.PARTIAL: 2, S.UNSURE: 3, S.ANSWERED: 4, S.WITHDRAWN: 5}

_SURELY_SHARED, _FEW = 1.2, 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question: its state, the sentence that shows it, and why."""

    state: QuestionState
    said: Said | None
    rule: Rule
    parts: frozenset[int] = frozenset()
    waits: bool = False
    blank: bool = False

    def is_placed(self, place: int, *, surely: bool) -> bool:
        """Whether it is known well enough where the answer to a question stands to speak of the order; `surely`: one
        shared word is too little for that."""
        if surely and self.rule is Rule.MEANING and self.said is not None:
            return sum(weight for weight, _ in self.said.shared.get(place, {}).values()) >= _SURELY_SHARED
        return self.rule not in (Rule.FIT, Rule.PARALLEL, Rule.EVERY, Rule.UNCLAIMED)


@dataclass(slots=True)
class Board:
    """All findings so far."""

    asked: Sequence[Asked]
    found: dict[int, Finding] = field(default_factory=dict)

    def pending(self) -> list[int]:
        """The questions to which nothing was said yet that answers them or puts them off. One whose blank was left is
        no more looked for: its place in the reply is known, and nothing stands there."""
        return [one.place for one in self.asked if self.state(one.place) is S.OPEN and not self._is_blank(one.place)]

    def _is_blank(self, place: int) -> bool:
        return place in self.found and self.found[place].blank

    def state(self, place: int) -> QuestionState:
        """The state of one question."""
        return self.found[place].state if place in self.found else S.OPEN

    def put(self, place: int, finding: Finding) -> None:
        """Adds a finding; a better one stays, and two that answer different parts become one."""
        old = self.found.get(place)
        if old is not None and old.state is S.PARTIAL and finding.state in (S.PARTIAL, S.ANSWERED):
            both = old.parts | finding.parts
            whole = len(both) > len(self.asked[place].further)
            self.found[place] = Finding(S.ANSWERED if whole else S.PARTIAL, old.said, old.rule, both)
        elif old is None or (_WORTH[finding.state], finding.waits) > (_WORTH[old.state], old.waits):
            self.found[place] = finding

    def say(self, place: int, said: Sequence[Said], rule: Rule, *, sure: bool = True) -> None:
        """Puts the state that some sentences of one section leave a question in."""
        finding = judged(self.asked[place], said, rule)
        if finding is not None:
            if finding.state is S.ANSWERED and not sure:
                finding = Finding(S.UNSURE, finding.said, rule, finding.parts)
            self.put(place, finding)

    def coverage(self) -> Coverage:
        """What the reply says to each question."""
        answers = tuple(self._answer(one.place) for one in self.asked)
        told = [(p, one) for p, one in sorted(self.found.items()) if one.state in (S.ANSWERED, S.PARTIAL) and one.said]
        few = len(told) <= _FEW
        spots = [one.said.place for p, one in told if one.said and one.is_placed(p, surely=few)]
        return Coverage(answers, spots == sorted(spots))

    def _answer(self, place: int) -> Answer:
        found = self.found.get(place)
        if found is None:
            return Answer()
        evidence = first_words(found.said.text) if found.said else ""
        return Answer(found.state, evidence, found.rule.value, found.waits, found.blank)


def judged(asked: Asked, said: Sequence[Said], rule: Rule) -> Finding | None:
    """What the sentences that belong to one question say to it; None when they say nothing. A blank that stands first
    is what stands there: a closing line and a signature that follow are no answer."""
    first = next((one for one in said if one.act is not Act.EMPTY), None)
    if first is not None and first.act is Act.BLANK:
        return Finding(S.OPEN, first, Rule.BLANK, blank=True)
    says = [one for one in said if one.act is Act.SAYS]
    defers = [one for one in said if one.act is Act.DEFERS]
    if says and asked.wants & {Want.ACT, Want.FILE} and all(_is_promised(one) for one in says):
        return Finding(S.DEFERRED, says[0], rule)
    if says and not (defers and not any(_is_sure(asked, one) for one in says)):
        parts = _parts(asked, [*says])
        whole = len(parts) == 1 + len(asked.further) and not _lacks_one(asked, says)
        best = says[0] if rule is Rule.MEANING else next((one for one in says if asked.wants & one.surely), says[0])
        return Finding(S.ANSWERED if whole else S.PARTIAL, best, rule, parts)
    if defers:
        return Finding(S.DEFERRED, defers[0], rule)
    if asks := [one for one in said if one.act is Act.ASKS]:
        return Finding(S.OPEN, asks[0], Rule.COUNTER, waits=True)
    if blanks := [one for one in said if one.act is Act.BLANK]:
        return Finding(S.OPEN, blanks[0], Rule.BLANK, blank=True)
    return None


def _is_promised(one: Said) -> bool:
    """Whether something will be sent or done later, and nothing is there already: "attached, the rest tomorrow"."""
    return one.has(Kind.PROMISE) and not one.has(Kind.ATTACHED)


def _is_sure(asked: Asked, one: Said) -> bool:
    """Whether a sentence beside a "we will come back to you" is an answer and no reason for the delay."""
    if one.has(Kind.GUESS):
        return False
    if measured := asked.wants & MEASURED:
        return bool(measured & one.surely)
    return bool(asked.wants & one.surely)


def _parts(asked: Asked, says: Sequence[Said]) -> frozenset[int]:
    """The parts of a question that are answered: the first by anything, a further one by its kind of answer."""
    fits: frozenset[Want] = frozenset().union(*(one.fits for one in says))
    surely: frozenset[Want] = frozenset().union(*(one.surely for one in says))
    fits = (fits - {Want.TIME}) | (surely & {Want.TIME})
    parts = {0}
    for i, wants in enumerate(asked.further, 1):
        if wants & fits or not wants & MEASURED:
            parts.add(i)
    return frozenset(parts)


def _lacks_one(asked: Asked, says: Sequence[Said]) -> bool:
    """Whether of two things asked for ("for an adult and for a child") one is named with its one figure only."""
    if asked.pair is None:
        return False
    stems = {term.stem for one in says for term in one.terms}
    figures = sum(any(c.isdigit() for c in word) for one in says for word in one.sentence.words)
    return (asked.pair[0] in stems) != (asked.pair[1] in stems) and figures == 1
