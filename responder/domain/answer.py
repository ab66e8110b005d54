"""What staff's replies did to a customer's question: its state, and the line that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class QuestionState(StrEnum):
    """How far a question is answered. UNSURE: something in a reply may be the answer; clocks take it for one, and only
    `status` shows it, so that nobody is accused. WITHDRAWN: the customer no longer asks it."""

    OPEN = "open"
    PARTIAL = "partial"
    DEFERRED = "deferred"
    UNSURE = "unsure"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class QuestionEvent(StrEnum):
    """What a message can do to a question: a reply says something to it or passes it over, a letter repeats it or takes
    it back."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    DEFERRED = "deferred"
    PERHAPS_ANSWERED = "perhaps_answered"
    PASSED_OVER = "passed_over"
    ASKED_AGAIN = "asked_again"
    WITHDRAWN = "withdrawn"


S, E = QuestionState, QuestionEvent

_FROM_OPEN = {
    E.ANSWERED: S.ANSWERED,
    E.PARTLY_ANSWERED: S.PARTIAL,
    E.DEFERRED: S.DEFERRED,
    E.PERHAPS_ANSWERED: S.UNSURE,
    E.PASSED_OVER: S.OPEN,
    E.ASKED_AGAIN: S.OPEN,
    E.WITHDRAWN: S.WITHDRAWN,
}

TRANSITIONS: dict[QuestionState, dict[QuestionEvent, QuestionState]] = {
    S.OPEN: _FROM_OPEN,
    S.PARTIAL: {**_FROM_OPEN, E.PASSED_OVER: S.PARTIAL, E.ASKED_AGAIN: S.PARTIAL},
    S.DEFERRED: {**_FROM_OPEN, E.PASSED_OVER: S.DEFERRED, E.ASKED_AGAIN: S.DEFERRED},
    S.UNSURE: {**dict.fromkeys(E, S.UNSURE), E.ANSWERED: S.ANSWERED, E.ASKED_AGAIN: S.OPEN, E.WITHDRAWN: S.WITHDRAWN},
    S.ANSWERED: {**dict.fromkeys(E, S.ANSWERED), E.ASKED_AGAIN: S.OPEN},
    S.WITHDRAWN: {**dict.fromkeys(E, S.WITHDRAWN), E.ANSWERED: S.ANSWERED, E.ASKED_AGAIN: S.OPEN},
}
"""Total. A customer who asks again what was answered was not answered."""

UNANSWERED = frozenset({S.OPEN, S.PARTIAL, S.DEFERRED})
"""What still has to be answered."""

EVENT_OF: Mapping[QuestionState, QuestionEvent] = {
    S.OPEN: E.PASSED_OVER,
    S.PARTIAL: E.PARTLY_ANSWERED,
    S.DEFERRED: E.DEFERRED,
    S.UNSURE: E.PERHAPS_ANSWERED,
    S.ANSWERED: E.ANSWERED,
    S.WITHDRAWN: E.WITHDRAWN,
}
"""What a reply that leaves a question in a state did to it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reply says to one question.

    `evidence` is the line of the reply that shows it, verbatim, and `rule` the name of the rule that fired; both are
    empty where nothing was found. `waits`: the reply asks the customer something back before it can be answered.
    `blank`: a blank of our own draft was sent where the answer belongs.
    """

    state: QuestionState = QuestionState.OPEN
    evidence: str = ""
    rule: str = ""
    waits: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a reply says to each question that was put to it, in their order, and whether its answers keep that order
    (True with fewer than two)."""

    answers: tuple[Answer, ...]
    in_order: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as coverage looks at it.

    `text` is all decoded text, quoted blocks prefixed by `> `; `visible` what its author wrote now, without history and
    signature; `attachments` the names of the attached files.
    """

    text: str
    visible: str
    attachments: tuple[str, ...] = ()
