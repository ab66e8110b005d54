"""Makes the outbox row of an alert for one person over one channel: a mail, or a text for a notification service."""

import json
from datetime import datetime

from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.domain.values import Address
from responder.flows.world import World
from responder.mail.compose import Outgoing, compose
from responder.mail.ids import our_message_id
from responder.ports.reading import Rendered

MAIL = "mail"
MARKS = (("X-Auto-Response-Suppress", "All"), ("X-Responder-Kind", "alert"))


def content_of(rendered: Rendered, address: str, name: str) -> str:
    """An alert's words and recipient as the JSON kept beside the row, from which any other channel can be served."""
    return json.dumps(
        {"subject": rendered.subject, "text": rendered.text, "html": rendered.html, "to": address, "name": name},
        ensure_ascii=False,
    )


def notice_for(  # noqa: PLR0913 - keyword-only facts of one row
    world: World,
    *,
    kind: DeliveryKind,
    key: str,
    person: str,
    channel: str,
    fallbacks: tuple[str, ...],
    content: str,
    now: datetime,
) -> Delivery:
    """The row for one channel; `content` is what `content_of` made, `person` the key alerts are counted by."""
    words = json.loads(content)
    message_id = our_message_id(world.identity.secret, key, kind.value, world.identity.domain)
    is_mail = channel == MAIL
    return Delivery(
        id=0,
        key=key,
        kind=kind,
        state=DeliveryState.QUEUED,
        channel=channel,
        recipient=words["to"] if is_mail else person,
        envelope_from=world.identity.envelope_from,
        message_id=message_id,
        octets=_mail(world, words, message_id, now) if is_mail else words["text"].encode(),
        created_at=now,
        next_attempt_at=now,
        expires_at=None,
        fallbacks=fallbacks,
        subject=words["subject"],
        note=content,
        person=person,
    )


def _mail(world: World, words: dict[str, str], message_id: str, now: datetime) -> bytes:
    """An alert is no answer to a letter: auto-notified with its owner (RFC 5436 section 2.7.1)."""
    company = world.book().company.name
    return compose(
        Outgoing(
            from_=Address(world.identity.address, company),
            to=Address(words["to"], words["name"]),
            subject=words["subject"],
            text=words["text"],
            html=words["html"],
            message_id=message_id,
            date=now,
            auto_submitted=f"auto-notified; owner-email={world.identity.address}",
            extra=MARKS,
        )
    )
