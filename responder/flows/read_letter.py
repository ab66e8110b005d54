"""Reads one message into a letter: octets, zones, questions, in that order; pure, and run in the reader process."""

from responder.domain.letter import Letter, RawMessage
from responder.mail.ids import dedupe_key, likeness, topic
from responder.mail.parse import parse
from responder.mail.report import report_of
from responder.mail.zones import zones
from responder.reading.read import read


def read_letter(account: str, raw: RawMessage) -> Letter:
    """Everything that can be known of a message without asking what was before. `account` names the mailbox in the
    dedupe key."""
    message = parse(raw)
    parted = zones(message.text)
    reading = read(parted.visible, message.subject, quoted=parted.quoted)
    return Letter(
        message=message,
        zones=parted,
        reading=reading,
        dedupe_key=dedupe_key(account, message),
        likeness=likeness(parted.visible),
        topic=topic(message.subject),
        report=report_of(raw) if message.content_type == "multipart/report" else None,
    )
