"""What becomes of one letter of ours between the decision and the other server's word for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class DeliveryKind(StrEnum):
    """Why the responder writes; it decides what an unclear outcome means."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ALERT = "alert"
    PROOF = "proof"


class DeliveryState(StrEnum):
    """Where a row of the outbox stands. SENT, REFUSED, EXPIRED and DROPPED are final."""

    QUEUED = "queued"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    REFUSED = "refused"
    EXPIRED = "expired"
    DROPPED = "dropped"


class DeliveryEvent(StrEnum):
    """What can happen to a row of the outbox."""

    BEGUN = "begun"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    LOST_TRACK = "lost_track"
    FOUND_SENT = "found_sent"
    NOT_FOUND = "not_found"
    OUT_OF_TIME = "out_of_time"
    DROPPED = "dropped"
    RETRIED = "retried"


S, E = DeliveryState, DeliveryEvent
_STAYS_FINAL = (E.BEGUN, E.ACCEPTED, E.DEFERRED, E.REFUSED, E.LOST_TRACK, E.FOUND_SENT, E.NOT_FOUND, E.OUT_OF_TIME)

TRANSITIONS: dict[DeliveryState, dict[DeliveryEvent, DeliveryState]] = {
    S.QUEUED: {
        E.BEGUN: S.SENDING,
        E.ACCEPTED: S.SENT,
        E.DEFERRED: S.QUEUED,
        E.REFUSED: S.REFUSED,
        E.LOST_TRACK: S.QUEUED,
        E.FOUND_SENT: S.SENT,
        E.NOT_FOUND: S.QUEUED,
        E.OUT_OF_TIME: S.EXPIRED,
        E.DROPPED: S.DROPPED,
        E.RETRIED: S.QUEUED,
    },
    S.SENDING: {
        E.BEGUN: S.SENDING,
        E.ACCEPTED: S.SENT,
        E.DEFERRED: S.QUEUED,
        E.REFUSED: S.REFUSED,
        E.LOST_TRACK: S.UNCERTAIN,
        E.FOUND_SENT: S.SENT,
        E.NOT_FOUND: S.SENDING,
        E.OUT_OF_TIME: S.SENDING,
        E.DROPPED: S.SENDING,
        E.RETRIED: S.SENDING,
    },
    S.UNCERTAIN: {
        E.BEGUN: S.UNCERTAIN,
        E.ACCEPTED: S.SENT,
        E.DEFERRED: S.UNCERTAIN,
        E.REFUSED: S.REFUSED,
        E.LOST_TRACK: S.UNCERTAIN,
        E.FOUND_SENT: S.SENT,
        E.NOT_FOUND: S.QUEUED,
        E.OUT_OF_TIME: S.EXPIRED,
        E.DROPPED: S.DROPPED,
        E.RETRIED: S.QUEUED,
    },
    S.SENT: {**dict.fromkeys(_STAYS_FINAL, S.SENT), E.DROPPED: S.SENT, E.RETRIED: S.SENT},
    S.REFUSED: {**dict.fromkeys(_STAYS_FINAL, S.REFUSED), E.DROPPED: S.DROPPED, E.RETRIED: S.QUEUED},
    S.EXPIRED: {**dict.fromkeys(_STAYS_FINAL, S.EXPIRED), E.DROPPED: S.DROPPED, E.RETRIED: S.QUEUED},
    S.DROPPED: {**dict.fromkeys(_STAYS_FINAL, S.DROPPED), E.DROPPED: S.DROPPED, E.RETRIED: S.DROPPED},
}
"""Total: a state and an event always name the next state, also where nothing changes. A final word stays final,
except that a person may retry what was refused or ran out of time."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the outbox: final octets for one recipient over one channel.

    `key` is unique for ever (dedupe key and kind), so one decision can never send twice. `channel` is `mail` or the
    name of a notification channel; then `octets` is UTF-8 text. `fallbacks` are the channels left to try when this one
    refuses. `expires_at` ends the attempts (None: never). `envelope_from` is empty for a null reverse-path. `form` is
    an acknowledgement's form, `copy_due` says that a copy is still to be put into Sent, `person` whom an alert is for
    (`domain.alert.person_key`), `note` JSON that the flow
    which made the row wants to find again.
    """

    id: int
    key: str
    kind: DeliveryKind
    state: DeliveryState
    channel: str
    recipient: str
    envelope_from: str
    message_id: str
    octets: bytes
    created_at: datetime
    next_attempt_at: datetime
    expires_at: datetime | None
    attempts: int = 0
    begun_at: datetime | None = None
    settled_at: datetime | None = None
    last_reply: str = ""
    fallbacks: tuple[str, ...] = ()
    subject: str = ""
    conversation_id: int | None = None
    form: str = ""
    note: str = ""
    copy_due: bool = False
    person: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server took responsibility (250 after the final dot, RFC 5321 section 6.1)."""

    reply: str = ""


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now: a 4yz reply, no connection, or a connection lost before the final dot was sent.

    `retry_after` is set where the other side named its own pause (quota reached).
    """

    reply: str = ""
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Never: a 5yz reply. `suppress` is true where the recipient's address does not exist."""

    reply: str = ""
    suppress: bool = False


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The connection was lost between the final dot and its reply: it may or may not have been delivered."""

    reply: str = ""


Outcome = Accepted | Deferred | Refused | Uncertain
