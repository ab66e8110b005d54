"""Builds rows of the outbox for tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

_OCTETS = (
    b"From: Support <support@example.org>\r\n"
    b"To: maria@vector.example\r\n"
    b"Subject: We have your letter\r\n"
    b"Message-ID: <ack-1@example.org>\r\n"
    b"\r\n"
    b"A person answers by 15:00.\r\n"
    b".\r\n"
    b"..two dots\r\n"
)

_ACKNOWLEDGEMENT = Delivery(
    id=1,
    key="0f" * 32 + ":acknowledgement",
    kind=DeliveryKind.ACKNOWLEDGEMENT,
    state=DeliveryState.QUEUED,
    channel="mail",
    recipient="maria@vector.example",
    envelope_from="support@example.org",
    message_id="<ack-1@example.org>",
    octets=_OCTETS,
    created_at=NOON,
    next_attempt_at=NOON,
    expires_at=NOON + timedelta(hours=1),
)


def acknowledgement(**changes: Any) -> Delivery:
    """A queued acknowledgement made at NOON, with an hour to live."""
    return replace(_ACKNOWLEDGEMENT, **changes)


def alert(**changes: Any) -> Delivery:
    """A queued alert made at NOON, which never expires."""
    plain: dict[str, Any] = {
        "key": "0f" * 32 + ":alert",
        "kind": DeliveryKind.ALERT,
        "recipient": "duty@example.org",
        "expires_at": None,
    }
    return replace(_ACKNOWLEDGEMENT, **{**plain, **changes})
