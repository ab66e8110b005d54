"""Lets the program judge the exchanges, and compares it with what their writers say."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from responder.domain.answer import EVENT_OF, TRANSITIONS, UNANSWERED, Answer, Coverage, QuestionState, Reply
from responder.domain.letter import Letter
from responder.domain.question import Question
from responder.reading.coverage import coverage, same_question, withdrawn
from tests.gold.gold import ENOUGH, dice
from tests.pairs.pairs import Pair

_ANSWERING = (QuestionState.ANSWERED, QuestionState.PARTIAL, QuestionState.UNSURE)


@dataclass(slots=True)
class Entry:
    """A question of the exchange and what has become of it."""

    question: Question
    state: QuestionState = QuestionState.OPEN
    answer: Answer = field(default_factory=Answer)
    said_by: int = -1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the program makes of one expected question; `answer` None: it did not read the question."""

    question: Question
    states: frozenset[str]
    state: QuestionState
    answer: Answer | None

    @property
    def right(self) -> bool:
        """Whether the state is one of the right ones; an unsure one counts as answered."""
        said = QuestionState.ANSWERED if self.state is QuestionState.UNSURE else self.state
        return said.value in self.states


@dataclass(frozen=True, slots=True)
class Score:
    """How an exchange was judged."""

    pair: Pair
    verdicts: tuple[Verdict, ...]
    in_order: bool

    @property
    def complete(self) -> bool:
        """Whether its writer says that nothing is left to answer."""
        return all(one.states <= {"answered", "withdrawn"} for one in self.verdicts)

    @property
    def flagged(self) -> bool:
        """Whether the program says that something is left to answer."""
        return any(one.state in UNANSWERED for one in self.verdicts)

    @property
    def right(self) -> bool:
        """Whether every state and the order are right."""
        return all(one.right for one in self.verdicts) and self.order_right

    @property
    def order_right(self) -> bool:
        """Whether the order is right, or cannot be said."""
        return self.pair.in_order in (None, self.in_order)


@dataclass(slots=True)
class Exchange:
    """Folds the mails of an exchange: later letters add and take back, later replies see what is still unanswered."""

    entries: list[Entry] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    orders: list[bool] = field(default_factory=list)

    def ask(self, questions: Sequence[Question], letter: Letter) -> None:
        """A letter of the customer."""
        waiting = [one for one in self.entries if one.state in UNANSWERED]
        for place in withdrawn([one.question for one in waiting], letter.zones.visible, letter.reading.language):
            waiting[place].state = QuestionState.WITHDRAWN
        for question in questions:
            again = next((one for one in self.entries if same_question(one.question, question)), None)
            if again is None:
                self.entries.append(Entry(question))
        self.letters.append(letter.zones.visible)
        self.languages.append(letter.reading.language or "en")

    def answer(self, letter: Letter, files: tuple[str, ...]) -> None:
        """A reply of staff."""
        waiting = [one for one in self.entries if one.state in UNANSWERED]
        reply = Reply(letter.message.text, letter.zones.visible, files)
        found = coverage([one.question for one in waiting], reply, self.languages[-1], "\n".join(self.letters))
        self._note(waiting, found)

    def _note(self, waiting: Sequence[Entry], found: Coverage) -> None:
        for entry, answer in zip(waiting, found.answers, strict=True):
            state = TRANSITIONS[entry.state][EVENT_OF[answer.state]]
            if state is not entry.state or answer.state is not QuestionState.OPEN:
                entry.answer, entry.said_by = answer, len(self.orders)
            entry.state = state
        self.orders.append(found.in_order)

    @property
    def in_order(self) -> bool:
        """Whether all answers stand in the order of the questions, over all replies."""
        turns = [one.said_by for one in self.entries if one.state in _ANSWERING]
        return all(self.orders) and turns == sorted(turns)


def score(pair: Pair, *, read: bool = False) -> Score:
    """Judges one exchange; with `read` by the questions that the program reads, otherwise by those of the file."""
    exchange = Exchange()
    left = [one.question for one in pair.expected]
    for i, mail in enumerate(pair.mails):
        letter = mail.read()
        if mail.is_reply:
            exchange.answer(letter, mail.attached)
            continue
        last = not any(not later.is_reply for later in pair.mails[i + 1 :])
        mine = left if last else [one for one in left if _stands_in(one, letter.zones.visible)]
        left = [one for one in left if one not in mine]
        exchange.ask(letter.reading.questions if read else mine, letter)
    verdicts = tuple(_verdict(one.question, one.states, exchange.entries) for one in pair.expected)
    return Score(pair, verdicts, exchange.in_order)


def _stands_in(question: Question, text: str) -> bool:
    return " ".join(question.text.split()) in " ".join(text.split())


def _verdict(question: Question, states: frozenset[str], entries: Sequence[Entry]) -> Verdict:
    best = max(entries, key=lambda one: dice(one.question.text, question.text), default=None)
    if best is None or dice(best.question.text, question.text) < ENOUGH:
        return Verdict(question, states, QuestionState.ANSWERED, None)
    return Verdict(question, states, best.state, best.answer)


@dataclass(frozen=True, slots=True)
class Total:
    """How a number of exchanges was judged."""

    scores: tuple[Score, ...]

    @property
    def states(self) -> float:
        """Share of questions whose state is right."""
        verdicts = [one for score in self.scores for one in score.verdicts]
        return sum(one.right for one in verdicts) / max(1, len(verdicts))

    @property
    def flagged(self) -> float:
        """Share of complete exchanges that are said to leave something open."""
        complete = [score for score in self.scores if score.complete]
        return sum(score.flagged for score in complete) / max(1, len(complete))

    @property
    def missed(self) -> float:
        """Share of incomplete exchanges that are said to be complete."""
        incomplete = [score for score in self.scores if not score.complete]
        return sum(not score.flagged for score in incomplete) / max(1, len(incomplete))

    @property
    def order(self) -> float:
        """Share of exchanges whose order is judged rightly."""
        said = [score for score in self.scores if score.pair.in_order is not None]
        return sum(score.order_right for score in said) / max(1, len(said))
