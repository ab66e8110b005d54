"""What the flows need from the reader process, the templates and the clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from responder.domain.acknowledgement import Acknowledgement
from responder.domain.alert import AlertFacts
from responder.domain.alert_trouble import TroubleFacts
from responder.domain.draft import DraftFacts
from responder.domain.letter import Letter, RawMessage
from responder.domain.rule import Book

Clock = Callable[[], datetime]
"""Gives the present instant, aware UTC."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that killed its reader or took too long: set aside, with its clock. `trace` is for the quarantine."""

    trace: str


class Reader(Protocol):
    """Turns octets into letters away from the event loop, within bounded time and memory."""

    async def read(self, batch: Sequence[RawMessage]) -> Sequence[Letter | Unreadable]:
        """One result for each message, in order; never raises for anything a message holds."""

    async def close(self) -> None:
        """End the reader process."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter of ours in words: subject on one line, plain text, and the HTML twin of it (None: plain alone)."""

    subject: str
    text: str
    html: str | None = None


class Renderer(Protocol):
    """Turns facts into words in the reader's language. Raises TemplateError (render room) only for operator's templates
    that `check` would have found wanting."""

    def acknowledgement(self, facts: Acknowledgement, book: Book) -> Rendered:
        """The acknowledgement for a customer."""

    def draft(self, facts: DraftFacts, book: Book) -> Rendered:
        """A reply for staff to complete."""

    def alert(self, facts: AlertFacts, book: Book) -> Rendered:
        """One grouped alert for one of the staff."""

    def trouble(self, facts: TroubleFacts, book: Book) -> Rendered:
        """A trouble alert, with what to do about it."""

    def proof(self, would_send: Rendered, recipient: str, book: Book) -> Rendered:
        """What a customer would have been sent, for staff to look at in shadow mode."""
