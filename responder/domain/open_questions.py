"""What a wait is still about: the questions of its customer that are not answered, as staff know them."""

from collections.abc import Sequence
from dataclasses import dataclass

from responder.domain.answer import QuestionState
from responder.domain.expectation import Expectation
from responder.domain.question_entry import Entry
from responder.domain.question_labels import named


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question as staff are told of it: its label (`2`, `#4` where the number is ours), its text, and whether staff
    themselves put it off. `asked_again` counts its repetitions."""

    label: str
    text: str
    deferred: bool = False
    asked_again: int = 0


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What is known of a wait beyond its row: its open questions, and the lower-case address of whoever answered last
    (empty: nobody yet). `drafted`: a draft of the answer lies ready."""

    questions: tuple[OpenQuestion, ...] = ()
    answered_by: str = ""
    drafted: bool = False

    @property
    def passed_over(self) -> bool:
        """Whether something is open that nobody put off."""
        return any(not question.deferred for question in self.questions)


def open_questions(expectation: Expectation, entries: Sequence[Entry]) -> tuple[OpenQuestion, ...]:
    """The questions of a wait that still have to be answered, by the questions of its conversation."""
    return tuple(
        OpenQuestion(label.shown, entry.question.text, entry.state is QuestionState.DEFERRED, entry.asked_again)
        for label, entry in named(entries)
        if entry.unanswered and entry.customer == expectation.customer
    )
