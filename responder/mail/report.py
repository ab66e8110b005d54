"""Reads what a delivery report says of a letter of ours: whom it did not reach, and which letter it was (RFC 3464)."""

import re

from responder.domain.letter import DeliveryReport, RawMessage
from responder.mail.headers import message_ids, read_head
from responder.mail.mime import split

_FAILED = re.compile(rb"(?im)^action:[ \t]*failed\b")
_RECIPIENT = re.compile(
    rb"(?im)^(?:final|original)-recipient:[ \t]*rfc822[ \t]*;[ \t]*<?([\x21-\x7e]{3,254}?)>?[ \t]*\r?$"
)
_BLOCK = re.compile(rb"\r?\n[ \t]*\r?\n")
_MOST_BLOCKS = 50


def report_of(raw: RawMessage) -> DeliveryReport:
    """The failed recipients (lower case) and the Message-IDs of the letter it is about; empty where it says neither.

    Delayed, relayed and delivered recipients are no failures (RFC 3464 section 2.3.3).
    """
    failed: list[str] = []
    ids: list[str] = []
    for part in split(raw.beginning).parts:
        body = raw.beginning[part.start : part.end]
        if part.type in ("message/delivery-status", "message/global-delivery-status"):
            failed += _failed_recipients(body)
        elif part.type in ("text/rfc822-headers", "message/rfc822"):
            ids += message_ids(read_head(body).first("message-id"))
    return DeliveryReport(tuple(dict.fromkeys(failed)), tuple(dict.fromkeys(ids)))


def _failed_recipients(body: bytes) -> list[str]:
    """One block a recipient, behind the block about the whole message."""
    blocks = _BLOCK.split(body, maxsplit=_MOST_BLOCKS)
    return [
        address.decode("ascii").lower()
        for block in blocks
        if _FAILED.search(block)
        for address in _RECIPIENT.findall(block)
    ]
