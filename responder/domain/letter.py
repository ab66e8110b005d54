"""A letter: one message together with what was read in it, all that is known before the past is asked."""

from dataclasses import dataclass

from responder.domain.known_answer import Matches
from responder.domain.message import Message, Zones
from responder.domain.question import Reading


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a delivery report tells of a letter: recipients it did not reach (lower case), and its Message-IDs."""

    failed: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What the reader process makes of a message's octets.

    `dedupe_key` names the message for good (64 hex digits, see `mail.ids`); `likeness` is a hash of the body's words
    that is the same for letters which differ only in names and numbers, used by the budgets; `topic` is the subject
    without reply prefixes, folded and in lower case, by which conversations without threading fields are matched;
    `report` is set for a delivery report. `matches` are the known answers nearest to its questions, in their order, by
    the rules in force when it is decided upon.
    """

    message: Message
    zones: Zones
    reading: Reading
    dedupe_key: str
    likeness: str
    topic: str
    report: DeliveryReport | None = None
    matches: Matches = ()


@dataclass(frozen=True, slots=True)
class RawPart:
    """One part fetched on its own, because it stands behind what the beginning of the message showed.

    `section` is its IMAP part number (`2.1`), `head` its MIME header octets, `body` its first octets, still encoded.
    """

    section: str
    head: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class RawMessage:
    """What was fetched of one message: a bounded beginning, later text parts, and its whole size in octets."""

    beginning: bytes
    size: int
    parts: tuple[RawPart, ...] = ()

    @property
    def truncated(self) -> bool:
        """Whether the beginning is not the whole message."""
        return self.size > len(self.beginning)
