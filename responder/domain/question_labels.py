"""How the questions of a conversation are called: by the customer's own labels, and numbered on where a further letter
has none or begins anew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from responder.domain.answer import QuestionState
from responder.domain.question import Question
from responder.domain.question_entry import Entry

_MOST_DIGITS = 3
"""A longer figure is a year or an order's number, no place in a list."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a question is called; `own` tells the customer's own label from a number that we gave."""

    text: str
    own: bool

    @property
    def shown(self) -> str:
        """As lists for staff and scripts show it: `2`, or `#4` where the number is ours."""
        return self.text if self.own else f"#{self.text}"


def further_labels(taken: Sequence[str], questions: Sequence[Question]) -> tuple[Label, ...]:
    """The labels of one letter's questions in a conversation that holds questions under the labels `taken`.

    Its own labels stand where none of them was taken; an unlabelled question among them goes by its place. Otherwise
    they are numbered on behind all that is there.
    """
    own = [question.number for question in questions if question.number]
    numbers = [int(label) for label in taken if label.isdecimal() and len(label) <= _MOST_DIGITS]
    if own and not {label.casefold() for label in taken} & {label.casefold() for label in own}:
        places = range(len(taken) + 1, len(taken) + len(questions) + 1)
        return tuple(
            Label(question.number or str(place), own=bool(question.number))
            for question, place in zip(questions, places, strict=True)
        )
    first = max([len(taken), *numbers]) + 1
    return tuple(Label(str(number), own=False) for number in range(first, first + len(questions)))


def named(entries: Sequence[Entry]) -> tuple[tuple[Label, Entry], ...]:
    """Every question of a conversation with its label, without repetitions; entries come letter by letter, oldest
    first."""
    found: list[tuple[Label, Entry]] = []
    asked = [entry for entry in entries if not entry.repeats]
    for _, of_letter in groupby(asked, key=lambda entry: entry.letter_row):
        letter = list(of_letter)
        taken = [label.text for label, entry in found if _was_waiting(entry, letter[0].at)]
        found += zip(further_labels(taken, [entry.question for entry in letter]), letter, strict=True)
    return tuple(found)


def labelled(some: Sequence[Entry], entries: Sequence[Entry]) -> list[Question]:
    """Some of a conversation's questions as somebody who knows all of them would name them: where they are not just one
    letter, under the labels that the conversation gives them, so that a 2 is not taken for the second that is left."""
    rows = {entry.letter_row for entry in some}
    if len(rows) == 1 and len(some) == sum(entry.letter_row in rows for entry in entries):
        return [entry.question for entry in some]
    names = {(entry.letter_row, entry.place): label.text for label, entry in named(entries)}
    return [replace(entry.question, number=names[entry.letter_row, entry.place]) for entry in some]


def taken_labels(entries: Sequence[Entry], at: datetime) -> tuple[str, ...]:
    """The labels of the questions that were still to be answered at an instant: those of a further letter's differ."""
    return tuple(label.text for label, entry in named(entries) if _was_waiting(entry, at))


def _was_waiting(entry: Entry, at: datetime) -> bool:
    """A list that was done with does not keep its labels from the next one."""
    done = entry.answered_at is not None and entry.answered_at < at
    return not done and entry.state is not QuestionState.WITHDRAWN
