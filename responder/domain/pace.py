"""How many letters may leave now, so that the provider never closes the mailbox for sending too much."""

from dataclasses import dataclass

from responder.domain.delivery import DeliveryKind
from responder.domain.provider import Provider

OUR_SHARE_PERCENT = 40
"""People send from the same mailbox: the responder takes at most this much of its daily quota."""

RESERVED_FOR_STAFF_PERCENT = 10
"""This much of our own share is left for alerts and proofs, so that a full day still ends with people being told."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Letters the responder may send in any 60 seconds and any 24 hours; None: no limit is known."""

    per_minute: int | None = None
    per_day: int | None = None


def pace_for(provider: Provider, per_minute: int | None = None, per_day: int | None = None) -> Pace:
    """The responder's own pace at this provider; the arguments override the provider's figures (`sending`, rules.yaml).

    Of the daily figure, the profile's or the operator's, the responder takes OUR_SHARE_PERCENT.
    """
    quota = provider.per_day if per_day is None else per_day
    return Pace(
        per_minute=provider.per_minute if per_minute is None else per_minute,
        per_day=None if quota is None else quota * OUR_SHARE_PERCENT // 100,
    )


def may_leave(pace: Pace, in_last_minute: int, in_last_day: int, kind: DeliveryKind) -> int | None:
    """How many more letters of this kind may leave now (0: wait), or None when nothing limits them."""
    rooms = []
    if pace.per_minute is not None:
        rooms.append(pace.per_minute - in_last_minute)
    if pace.per_day is not None:
        rooms.append(_daily_limit(pace.per_day, kind) - in_last_day)
    return max(0, min(rooms)) if rooms else None


def quota_used(pace: Pace, in_last_day: int) -> float:
    """How much of its own daily share the responder has used: 0.0 to 1.0, and 0.0 when there is no limit."""
    if pace.per_day is None:
        return 0.0
    return min(1.0, in_last_day / pace.per_day) if pace.per_day else 1.0


def _daily_limit(per_day: int, kind: DeliveryKind) -> int:
    if kind is not DeliveryKind.ACKNOWLEDGEMENT:
        return per_day
    return per_day - per_day * RESERVED_FOR_STAFF_PERCENT // 100
