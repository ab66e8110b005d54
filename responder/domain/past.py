"""What the store knows that bears on one letter: gathered in the transaction, handed to the pure decision."""

from dataclasses import dataclass
from datetime import datetime

from responder.domain.question import Question


@dataclass(frozen=True, slots=True)
class Known:
    """A message id the letter refers to and that we have met: `ours` when we or staff sent it to `address`."""

    message_id: str
    ours: bool
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Usage:
    """Automatic letters already counted against the budgets of the letter's own hour and day."""

    mailbox_hour: int = 0
    domain_hour: int = 0
    alike_hour: int = 0
    address_day: int = 0


@dataclass(frozen=True, slots=True)
class QueuedAcknowledgement:
    """An acknowledgement of this conversation that has not left yet and is replaced by one for all its letters.

    `letters` are the questions of each letter that it covers so far, `echo` whether all may be shown, `queued_at` when
    the first of them was answered.
    """

    queued_at: datetime
    letters: tuple[tuple[Question, ...], ...] = ()
    echo: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """All earlier facts about one letter; empty for `explain` and for a first letter.

    `seen` True: this very letter was handled before. `acknowledged`: a full acknowledgement left (or waits) in this
    conversation. `open_limit_at`: limit of the conversation's expectation that is open now. `answered_at`: when a
    person answered this letter already. `additions_today`: one-line notes sent in this conversation within 24 h.
    `labels`: those of the questions that the conversation held before this letter and that were still to be answered;
    `repeats`: which of the letter's questions (by index) it held already; `takes_back`: the letter asks nothing and
    takes back all that was still to be answered. `written_at`: when we last wrote to it by ourselves.
    `furious_before`: the conversation had the calm or bare text, after which nothing automatic follows. `suppressed`:
    the address bounced before.
    """

    seen: bool = False
    conversation_id: int | None = None
    references_known: tuple[Known, ...] = ()
    acknowledged: bool = False
    open_limit_at: datetime | None = None
    answered_at: datetime | None = None
    additions_today: int = 0
    labels: tuple[str, ...] = ()
    repeats: frozenset[int] = frozenset()
    takes_back: bool = False
    written_at: datetime | None = None
    furious_before: bool = False
    suppressed: bool = False
    breaker_open: bool = False
    usage: Usage = Usage()
    queued: QueuedAcknowledgement | None = None
    language: str | None = None
