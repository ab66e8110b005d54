"""What happened to each letter so far, put together from the outside: its arrival, the daemon's log, what was sent."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from responder.app.demo.places import COMPANY_DOMAIN
from responder.mail.parse import parse, read_octets

ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter that the daemon sent, as its recipient reads it."""

    to: str
    subject: str
    text: str
    in_reply_to: str


@dataclass(slots=True)
class Letter:
    """A letter to the company.

    `verdict`, `reason` and `silence` are the daemon's words; `took_s` is from its arrival in the mailbox to the arrival
    of its acknowledgement.
    """

    uid: int
    message_id: str
    sender: str
    subject: str
    arrived_s: float
    verdict: str = ""
    reason: str = ""
    silence: str = ""
    acknowledgement: Mail | None = None
    took_s: float = 0.0

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be expected at once."""
        decided_against = self.verdict not in ("", ANSWER) or self.silence != ""
        return decided_against or (self.verdict == ANSWER and self.acknowledgement is not None)


class Audience(Protocol):
    """Who watches."""

    def arrived(self, letter: Letter) -> None:
        """A letter was filed in the mailbox."""

    def settled(self, letter: Letter) -> None:
        """A letter was answered, or will not be."""

    def told(self, mail: Mail) -> None:
        """A colleague was written to."""

    def strayed(self, mail: Mail) -> None:
        """Something left that answers no letter, or one that was answered before."""

    def complained(self, event: str, details: str) -> None:
        """The daemon logged a warning or an error."""


@dataclass(slots=True)
class Journal:
    """The letters in order of arrival, what staff were told, and what nobody asked for; tells the audience at once."""

    audience: Audience
    letters: list[Letter] = field(default_factory=list)
    told: list[Mail] = field(default_factory=list)
    strays: list[Mail] = field(default_factory=list)
    replies_seen: int = 0
    drafts_laid: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def arrived(self, uid: int, octets: bytes) -> None:
        """A letter was filed in INBOX."""
        message = parse(read_octets(octets))
        author = message.author
        sender = f"{author.name} <{author.address}>".lstrip() if author else message.first("From") or ""
        letter = Letter(uid, message.message_id or "", sender, message.subject, time.monotonic())
        self.letters.append(letter)
        self.audience.arrived(letter)
        self._ring()

    def left(self, recipient: str, octets: bytes) -> None:
        """The daemon (or a person trying it out) handed over a letter to somebody who is not the company."""
        message = parse(read_octets(octets))
        mail = Mail(recipient, message.subject, message.text.strip(), next(iter(message.in_reply_to), ""))
        if recipient.lower().endswith(f"@{COMPANY_DOMAIN}"):
            self.told.append(mail)
            self.audience.told(mail)
        else:
            self._answered(mail)
        self._ring()

    def logged(self, record: Mapping[str, object]) -> None:
        """The daemon wrote a line of its log."""
        event = str(record.get("event", ""))
        if event == "letter.decided":
            self._decided(record)
        elif event == "reply.seen":
            self.replies_seen += 1
        elif event in ("draft.placed", "draft.renewed"):
            self.drafts_laid += 1
        elif record.get("level") in ("warning", "error", "critical"):
            shown = ("event", "level", "at", "logger")
            self.audience.complained(event, ", ".join(f"{k}={v}" for k, v in record.items() if k not in shown))
        self._ring()

    def find(self, message_id: str) -> Letter | None:
        """The latest letter with this Message-ID."""
        return next((letter for letter in reversed(self.letters) if letter.message_id == message_id), None)

    async def until(self, true: Callable[[], bool], within_s: float) -> bool:
        """Wait until something holds; False when it did not in time."""
        try:
            async with asyncio.timeout(within_s):
                while not true():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def _answered(self, mail: Mail) -> None:
        letter = self.find(mail.in_reply_to) if mail.in_reply_to else None
        if letter is None or letter.acknowledgement is not None:
            self.strays.append(mail)
            self.audience.strayed(mail)
            return
        letter.acknowledgement, letter.took_s = mail, time.monotonic() - letter.arrived_s
        self._settle(letter)

    def _decided(self, record: Mapping[str, object]) -> None:
        letter = next((letter for letter in self.letters if letter.uid == record.get("uid")), None)
        if letter is not None and not letter.verdict:
            letter.verdict, letter.reason = str(record.get("verdict")), str(record.get("reason"))
            letter.silence = str(record.get("silence") or "")
            self._settle(letter)

    def _settle(self, letter: Letter) -> None:
        if letter.settled:
            self.audience.settled(letter)

    def _ring(self) -> None:
        self._changed.set()
