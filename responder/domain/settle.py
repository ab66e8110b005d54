"""What becomes of a delivery after each attempt, each crash and each look into Sent: pure, so that it can be proved."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from responder.domain.delivery import (
    TRANSITIONS,
    Accepted,
    Deferred,
    Delivery,
    DeliveryEvent,
    DeliveryKind,
    DeliveryState,
    Outcome,
    Refused,
)

RETRY_AFTER = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 15))
"""The pause after the first, second ... attempt; the last one holds from then on. Far denser than a mail server's queue
(RFC 5321 section 4.5.4.1), because an acknowledgement is worth nothing after an hour."""

LOOK_IN_SENT_WITHIN = timedelta(minutes=2)
"""How long a letter of unknown fate is looked for in Sent before its absence counts."""

FALL_BACK_AT_ATTEMPT = 3
"""A deferred alert also goes to its next channel once this many attempts failed: eight minutes at most."""

FINAL = frozenset({DeliveryState.SENT, DeliveryState.REFUSED, DeliveryState.EXPIRED, DeliveryState.DROPPED})
"""States in which nothing more happens by itself."""


class Follow(StrEnum):
    """What the caller has to do because of a settlement, in the same transaction."""

    FILE_COPY = "file_copy"
    """Put the octets into Sent: the provider does not file what leaves over SMTP."""
    SUPPRESS_RECIPIENT = "suppress_recipient"
    """The address does not exist: never write to it again."""
    LOOK_IN_SENT = "look_in_sent"
    """Search Sent for the Message-ID and say what was seen with `looked`."""
    TELL_STAFF = "tell_staff"
    """A person should know that this acknowledgement did not, or may not, arrive."""
    FALL_BACK = "fall_back"
    """Make a new delivery for the first of `Settlement.fallbacks`, keeping the others as its own."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The row as it is to be stored, and what follows. `fallbacks` is filled exactly when FALL_BACK follows."""

    delivery: Delivery
    follows: frozenset[Follow] = frozenset()
    fallbacks: tuple[str, ...] = ()


def begin(delivery: Delivery, now: datetime) -> Delivery:
    """The row as it is committed just before the transfer; only a queued row begins."""
    if delivery.state is not DeliveryState.QUEUED:
        return delivery
    return replace(_moved(delivery, DeliveryEvent.BEGUN), attempts=delivery.attempts + 1, begun_at=now)


def settle(delivery: Delivery, outcome: Outcome, now: datetime, *, files_sent: bool = False) -> Settlement:
    """What the other side's answer makes of the row; a final row stays as it is.

    `files_sent`: the provider puts into Sent by itself what leaves over SMTP.
    """
    if delivery.state in FINAL:
        return Settlement(delivery)
    noted = replace(delivery, last_reply=outcome.reply)
    match outcome:
        case Accepted():
            return _accepted(noted, now, files_sent)
        case Deferred():
            return _deferred(noted, outcome, now)
        case Refused():
            return _refused(noted, outcome, now)
        case _:
            return _lost_track(noted, now, files_sent, again_at=now + retry_after(noted.attempts))


def recover(delivery: Delivery, now: datetime, *, files_sent: bool) -> Settlement:
    """What a row found at the start of the program becomes: `sending` means that a crash cut its transfer."""
    if delivery.state is DeliveryState.SENDING:
        return _lost_track(delivery, now, files_sent, again_at=now)
    if delivery.state is DeliveryState.UNCERTAIN and files_sent:
        return Settlement(delivery, frozenset({Follow.LOOK_IN_SENT}))
    return Settlement(delivery)


def looked(delivery: Delivery, now: datetime, *, found: bool) -> Settlement:
    """What a look into Sent makes of an uncertain row; `now` is the instant just before the look began.

    Absence counts only from `next_attempt_at` on; then the same octets are sent again, unless it is too late for them.
    """
    if delivery.state is not DeliveryState.UNCERTAIN:
        return Settlement(delivery)
    if found:
        return Settlement(_closed(delivery, DeliveryEvent.FOUND_SENT, now))
    if now < delivery.next_attempt_at:
        return Settlement(delivery, frozenset({Follow.LOOK_IN_SENT}))
    return expire(replace(_moved(delivery, DeliveryEvent.NOT_FOUND), next_attempt_at=now), now)


def expire(delivery: Delivery, now: datetime) -> Settlement:
    """Ends a queued row whose time is over; any other row stays as it is."""
    if delivery.state is DeliveryState.QUEUED and delivery.expires_at is not None and now >= delivery.expires_at:
        return Settlement(_closed(delivery, DeliveryEvent.OUT_OF_TIME, now), _tell_staff(delivery))
    return Settlement(delivery)


def retry(delivery: Delivery, now: datetime) -> Delivery:
    """A person wants it sent (again): it is queued at once, with as much time as it had when it was made."""
    state = TRANSITIONS[delivery.state][DeliveryEvent.RETRIED]
    if state is not DeliveryState.QUEUED:
        return replace(delivery, state=state)
    lifetime = None if delivery.expires_at is None else delivery.expires_at - delivery.created_at
    expires_at = None if lifetime is None else now + lifetime
    return replace(delivery, state=state, next_attempt_at=now, expires_at=expires_at, settled_at=None)


def drop(delivery: Delivery, now: datetime) -> Delivery:
    """A person wants it forgotten; what is being sent or was sent stays as it is."""
    if TRANSITIONS[delivery.state][DeliveryEvent.DROPPED] is delivery.state:
        return delivery
    return _closed(delivery, DeliveryEvent.DROPPED, now)


def retry_after(attempts: int) -> timedelta:
    """The pause after so many attempts (one at least)."""
    return RETRY_AFTER[min(max(attempts, 1), len(RETRY_AFTER)) - 1]


def _accepted(delivery: Delivery, now: datetime, files_sent: bool) -> Settlement:
    to_file = delivery.kind is DeliveryKind.ACKNOWLEDGEMENT and delivery.channel == "mail" and not files_sent
    follows = frozenset({Follow.FILE_COPY}) if to_file else frozenset[Follow]()
    return Settlement(_closed(delivery, DeliveryEvent.ACCEPTED, now), follows)


def _deferred(delivery: Delivery, outcome: Deferred, now: datetime) -> Settlement:
    moved = _moved(delivery, DeliveryEvent.DEFERRED)
    if moved.state is not DeliveryState.QUEUED:
        return Settlement(moved)
    next_at = _next_attempt_at(moved, outcome, now)
    if next_at is None:
        return Settlement(_closed(moved, DeliveryEvent.OUT_OF_TIME, now), _tell_staff(moved))
    long_pause = outcome.retry_after is not None
    return _waiting(replace(moved, next_attempt_at=next_at), now, fall_back=long_pause)


def _next_attempt_at(delivery: Delivery, outcome: Deferred, now: datetime) -> datetime | None:
    """By the schedule, or one last time just before the end; None when no attempt fits in any more."""
    planned = now + (outcome.retry_after or retry_after(delivery.attempts))
    if delivery.expires_at is None or planned < delivery.expires_at:
        return planned
    last_chance = delivery.expires_at - RETRY_AFTER[0]
    return last_chance if outcome.retry_after is None and now < last_chance else None


def _refused(delivery: Delivery, outcome: Refused, now: datetime) -> Settlement:
    closed = _closed(delivery, DeliveryEvent.REFUSED, now)
    if delivery.kind is DeliveryKind.ACKNOWLEDGEMENT and outcome.suppress:
        return Settlement(closed, frozenset({Follow.SUPPRESS_RECIPIENT}))
    return _falling_back(closed) if closed.fallbacks else Settlement(closed, _tell_staff(closed))


def _waiting(delivery: Delivery, now: datetime, *, fall_back: bool = False) -> Settlement:
    """A queued row that goes on waiting, or whose time is over."""
    if fall_back or delivery.attempts >= FALL_BACK_AT_ATTEMPT:
        return _falling_back(delivery)
    return expire(delivery, now)


def _falling_back(delivery: Delivery) -> Settlement:
    """Hands the remaining channels over to a new delivery, once."""
    if not delivery.fallbacks:
        return Settlement(delivery)
    return Settlement(replace(delivery, fallbacks=()), frozenset({Follow.FALL_BACK}), delivery.fallbacks)


def _lost_track(delivery: Delivery, now: datetime, files_sent: bool, again_at: datetime) -> Settlement:
    moved = _moved(delivery, DeliveryEvent.LOST_TRACK)
    if moved.state is not DeliveryState.UNCERTAIN:
        return Settlement(moved)
    if moved.kind is not DeliveryKind.ACKNOWLEDGEMENT:
        # Staff would rather read it twice than never.
        return _waiting(replace(_moved(moved, DeliveryEvent.RETRIED), next_attempt_at=again_at), now)
    if not files_sent:
        return Settlement(moved, _tell_staff(moved))
    return Settlement(replace(moved, next_attempt_at=now + LOOK_IN_SENT_WITHIN), frozenset({Follow.LOOK_IN_SENT}))


def _tell_staff(delivery: Delivery) -> frozenset[Follow]:
    """Only about letters to customers: an alert about an alert that cannot be delivered would never end."""
    return frozenset({Follow.TELL_STAFF} if delivery.kind is DeliveryKind.ACKNOWLEDGEMENT else ())


def _closed(delivery: Delivery, event: DeliveryEvent, now: datetime) -> Delivery:
    return replace(_moved(delivery, event), settled_at=now)


def _moved(delivery: Delivery, event: DeliveryEvent) -> Delivery:
    return replace(delivery, state=TRANSITIONS[delivery.state][event])
