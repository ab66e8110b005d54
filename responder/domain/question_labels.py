"""How the questions of a conversation are called: by the customer's own labels, and numbered on where a further letter
has none or begins anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from responder.domain.question import Question

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


def labels(letters: Sequence[Sequence[Question]]) -> tuple[Label, ...]:
    """The labels of all questions of a conversation, letter by letter, oldest first."""
    found: list[Label] = []
    for questions in letters:
        found += further_labels([label.text for label in found], questions)
    return tuple(found)
