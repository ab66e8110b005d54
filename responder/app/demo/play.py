"""Plays the sample letters: each is handed over by SMTP as a mail client does it, the colleague's answer is filed."""

import asyncio
import smtplib
import time
from datetime import datetime

from responder.app.demo.daemon import Daemon
from responder.app.demo.drafts_folder import newest_draft
from responder.app.demo.journal import Journal
from responder.app.demo.mailbox import Mailbox
from responder.app.demo.places import HOST, OWN_ADDRESS, Ports
from responder.app.demo.samples import REPLY_OF_ANNA, SAMPLES, Sample, letter_octets
from responder.app.demo.show import Screen

SETTLED_WITHIN_S = 30.0
"""How long one letter may take on a machine that has other things to do."""

COUNTED_WITHIN_S = 15

FIRST_WARNING_AFTER_S = 30.0
"""1 % of the longest time that the rule of the first sample gives (32 minutes, rounded up to the next quarter hour),
with some seconds to spare."""


class Play:
    """The sample letters on their way through one mailbox."""

    def __init__(self, journal: Journal, screen: Screen, mailbox: Mailbox, daemon: Daemon, ports: Ports) -> None:
        self._journal = journal
        self._screen = screen
        self._mailbox = mailbox
        self._daemon = daemon
        self._ports = ports
        self.closed_by_reply = False
        self.drafted: set[str] = set()

    async def letters(self, pause_s: float) -> None:
        """Let one letter after another arrive, with so many seconds between them to read."""
        for place, sample in enumerate(SAMPLES, start=1):
            self._screen.heading(f"{place}/{len(SAMPLES)}  {sample.title}")
            await self._letter(sample)
            await asyncio.sleep(pause_s)

    async def reply(self) -> None:
        """Let a colleague answer the last letter, once the first warning about another one is due."""
        started_s = self._journal.letters[0].arrived_s if self._journal.letters else time.monotonic()
        await asyncio.sleep(max(0.0, started_s + FIRST_WARNING_AFTER_S - time.monotonic()))
        self._screen.heading("Anna answers the last letter in her mail client, which files her answer in Sent")
        before, seen = await self._daemon.open_expectations(), self._journal.replies_seen
        await self._mailbox.append("Sent", letter_octets(REPLY_OF_ANNA, _now()))
        await self._journal.until(lambda: self._journal.replies_seen > seen, SETTLED_WITHIN_S)
        after = await self._open_below(before)
        self.closed_by_reply = before is not None and after == before - 1
        self._screen.line(f"    letters that wait for an answer: {before} before, {after} after")

    async def _open_below(self, before: int | None) -> int | None:
        """How many letters wait, once the daemon has counted again."""
        after = await self._daemon.open_expectations()
        for _ in range(COUNTED_WITHIN_S):
            if None in (before, after) or after != before:
                break
            await asyncio.sleep(1)
            after = await self._daemon.open_expectations()
        return after

    async def _letter(self, sample: Sample) -> None:
        octets, laid_before = letter_octets(sample.name, _now()), self._journal.drafts_laid
        await asyncio.to_thread(_hand_over, self._ports.smtp, sample.envelope_from, octets)
        message_id = sample.message_id
        settled = await self._journal.until(lambda: self._is_settled(message_id), SETTLED_WITHIN_S)
        if not settled:
            self._screen.trouble(f"    not settled within {SETTLED_WITHIN_S:.0f} s")
        if sample.drafted:
            await self._draft(sample, laid_before)

    async def _draft(self, sample: Sample, laid_before: int) -> None:
        """Show the reply that was laid out for staff."""
        laid = await self._journal.until(lambda: self._journal.drafts_laid > laid_before, SETTLED_WITHIN_S)
        draft = await newest_draft(self._ports.imap) if laid else None
        if draft is not None and draft.in_reply_to == sample.message_id:
            self.drafted.add(sample.name)
            self._screen.drafted(draft)

    def _is_settled(self, message_id: str) -> bool:
        letter = self._journal.find(message_id)
        return letter is not None and letter.settled


def _hand_over(port: int, envelope_from: str, octets: bytes) -> None:
    with smtplib.SMTP(HOST, port, timeout=30) as client:
        client.sendmail(envelope_from, [OWN_ADDRESS], octets)


def _now() -> datetime:
    return datetime.now().astimezone()
