"""What a server's reply, or its silence, means for one delivery: pure, as a table would be."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from responder.domain.delivery import Accepted, Deferred, Outcome, Refused, Uncertain


class Phase(IntEnum):
    """How far the conversation had come, in its order."""

    CONNECT = 1
    LOGIN = 2
    MAIL = 3
    RCPT = 4
    DATA = 5
    DOT = 6


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply that ended the conversation: code and text (RFC 5321 section 4.2), lines joined by \\n."""

    phase: Phase
    code: int
    text: str


class LostError(Exception):
    """No reply that could be read: connection lost, time over, gibberish. `phase` is what we were waiting for."""

    def __init__(self, phase: Phase, text: str) -> None:
        super().__init__(text)
        self.phase = phase
        self.text = text


QUOTA_PAUSE = timedelta(hours=24)
"""Yandex blocks for another day whoever goes on trying; Google and Microsoft count by the day."""

_LOGIN_CODES = frozenset({530, 534, 535, 538})
_STATUS = re.compile(r"(?<![\d.])5\.\d{1,3}\.\d{1,3}(?!\.?\d)")
_UNKNOWN_RECIPIENT = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})
# A 550 without a status code is also how servers say that they dislike us, not the address.
_DISLIKES_US = re.compile(r"relay|authenti|spam|block|policy|denied|reputation|limit|quota|sender", re.IGNORECASE)
_DAY_OF_SENDING = re.compile(
    r"SubmissionQuotaExceeded"
    r"|(?:daily|24.?hours?|per day|outgoing|sending|submission)[^.\n]{0,40}(?:limit|quota)"
    r"|(?:limit|quota)[^.\n]{0,40}(?:daily|24.?hours?|per day|outgoing|sending)"
    r"|only \d+ messages per day",
    re.IGNORECASE,
)


def outcome_of(reply: Reply) -> Outcome:
    """The outcome a reply stands for. What is wrong with our account is deferred: it alarms, and nothing is lost."""
    text = shown(reply)
    if reply.phase is Phase.DOT and not 400 <= reply.code < 600:
        return Accepted(text) if 200 <= reply.code < 300 else Uncertain(text)
    if reply.phase <= Phase.LOGIN:
        return Deferred(text)
    if reply.code >= 400 and _DAY_OF_SENDING.search(reply.text):
        return Deferred(f"the provider's sending limit is reached: {text}", retry_after=QUOTA_PAUSE)
    if reply.code in _LOGIN_CODES:
        return Deferred(f"the server wants another login: {text}")
    # 503 means that the two sides disagree about where they are: never the recipient's fault.
    if 500 <= reply.code < 600 and reply.code != 503:
        return Refused(text, suppress=_is_unknown_recipient(reply))
    return Deferred(text)


def outcome_of_loss(lost: LostError) -> Outcome:
    """Nothing was delivered before the final dot; after it nobody knows (RFC 1047)."""
    return Uncertain(lost.text) if lost.phase is Phase.DOT else Deferred(lost.text)


def shown(reply: Reply) -> str:
    """Code and text on one line of at most 300 characters, safe to store and log."""
    return one_line(f"{reply.code} {reply.text}")


def one_line(text: str) -> str:
    """Printable characters on one line, at most 300."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:1000]).split())[:300]


def _is_unknown_recipient(reply: Reply) -> bool:
    status = _STATUS.search(reply.text)
    if status:
        return status[0] in _UNKNOWN_RECIPIENT and reply.phase in {Phase.RCPT, Phase.DOT}
    return reply.phase is Phase.RCPT and reply.code == 550 and not _DISLIKES_US.search(reply.text)
