"""The words of the ledger of questions: what is asked of it, what it holds, and what each reply left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from responder.domain.answer import UNANSWERED, Coverage, QuestionState, Reply
from responder.domain.conversation import TakenBack
from responder.domain.question import Question


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of one letter and what became of it.

    `letter_row` and `place` (from 1) name it, `at` and `customer` are its letter's. `reply_row` is the message that
    brought it into its state, `evidence` the line that shows it, verbatim, and `rule` why; `answered_at` is when it was
    answered, surely or perhaps. `asked_again` counts the later letters that repeat it; `repeats` marks it as such a
    repetition itself, which follows what it repeats. `waits`: a reply asked the customer something back.
    """

    letter_row: int
    place: int
    question: Question
    at: datetime
    customer: str
    state: QuestionState = QuestionState.OPEN
    evidence: str = ""
    rule: str = ""
    reply_row: int | None = None
    answered_at: datetime | None = None
    asked_again: int = 0
    repeats: bool = False
    waits: bool = False

    @property
    def unanswered(self) -> bool:
        """Whether staff still have to say something to it."""
        return self.state in UNANSWERED and not self.waits and not self.repeats

    @property
    def undecided(self) -> bool:
        """Whether a reply may still answer it, or say for sure what an earlier one only perhaps said."""
        return not self.repeats and (self.state in UNANSWERED or self.state is QuestionState.UNSURE)


@dataclass(frozen=True, slots=True)
class AskedIn:
    """A customer's letter: its questions, and what its author wrote. `thanks`: nothing but thanks."""

    message_row: int
    at: datetime
    customer: str
    questions: tuple[Question, ...] = ()
    text: str = ""
    language: str | None = None
    thanks: bool = False


@dataclass(frozen=True, slots=True)
class RepliedOut:
    """A colleague's reply. `answers` as in `conversation.ReplyOut`; `key` orders replies of one instant."""

    message_row: int
    at: datetime
    reply: Reply
    answers: frozenset[str] | None = None
    language: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Understanding:
    """How texts are understood; the functions of `responder.reading.coverage`."""

    coverage: Callable[[Sequence[Question], Reply, str | None, str], Coverage]
    withdrawn: Callable[[Sequence[Question], str, str | None], frozenset[int]]
    same_question: Callable[[Question, Question], bool]


@dataclass(frozen=True, slots=True)
class Said:
    """What one reply left: `leaves` are the letters with a question that still has to be answered.

    `passes_by` are the same where it says nothing to any question that was waiting. `passes_over`: some question is
    left without a word or half answered, not merely deferred. `blank`: a blank of our own draft was sent.
    """

    leaves: frozenset[int] = frozenset()
    passes_by: frozenset[int] = frozenset()
    passes_over: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """The outcome: an entry for each question, in order of letters and places; what each reply left, by its row; what
    was taken back; and the letters that only take back, which wait for nothing."""

    entries: tuple[Entry, ...] = ()
    said: Mapping[int, Said] = field(default_factory=dict)
    taken_back: tuple[TakenBack, ...] = ()
    settled: frozenset[int] = frozenset()
