"""Makes a message out of octets: total, bounded and linear, so that no letter can stop the mailbox it arrives in."""

from collections.abc import Callable, Sequence

from responder.domain.letter import RawMessage, RawPart
from responder.domain.message import Attachment, Message
from responder.mail import limits, walk
from responder.mail.addresses import read_addresses, read_authors
from responder.mail.body import BodyReader
from responder.mail.dates import read_date
from responder.mail.headers import Head, message_ids, read_head
from responder.mail.mime import Part, make_part, split
from responder.mail.params import Parameterised
from responder.mail.words import decode_words, one_line

_SUBJECT_CHARACTERS = 1_000

read_octets = walk.read_octets


def parse(raw: RawMessage) -> Message:
    """Read what was fetched of one message. Never raises, whatever the octets are.

    What could not be read is left empty and named in `defects`: `no_header`, `header_too_long`, `torn_header`,
    `bad_header_line`, `too_many_fields`, `long_header_field`, `no_from`, `ambiguous_from`, `bad_date`,
    `too_many_parts`, `too_deep`, `no_parts`, `text_too_long`, `unknown_charset`, `html_refused`.
    """
    seen = split(raw.beginning)
    fetched = {part.section: part for part in raw.parts}
    parts = _merged(seen.parts, raw.parts)
    head = seen.parts[0].head
    defects = [*_head_defects(head), *seen.defects]
    reader = BodyReader(parts, _octets_of(raw.beginning, fetched))
    text = reader.read(parts[0]).text
    if not parts[1:] and parts[0].is_multipart and not raw.truncated:
        defects.append("no_parts")
        text = reader.read(_as_text(parts[0])).text
    return _message(head, parts, text, raw, [*defects, *reader.defects])


def _message(head: Head, parts: Sequence[Part], text: str, raw: RawMessage, defects: list[str]) -> Message:
    date, offset = read_date(head.first("date"))
    from_ = read_authors(head.all("from"))
    if head.first("date") and date is None:
        defects.append("bad_date")
    if not from_:
        defects.append("ambiguous_from" if "@" in "".join(head.all("from")) else "no_from")
    own_ids = message_ids(head.first("message-id"))
    top = parts[0]
    return Message(
        fields=head.capped(),
        message_id=own_ids[0] if own_ids else None,
        from_=from_,
        sender=read_addresses(head.all("sender")),
        reply_to=read_addresses(head.all("reply-to")),
        to=read_addresses(head.all("to")),
        cc=read_addresses(head.all("cc")),
        bcc=read_addresses(head.all("bcc")),
        subject=read_subject(head.first("subject")),
        date=date,
        date_offset=offset,
        in_reply_to=message_ids(head.first("in-reply-to")),
        references=message_ids(" ".join(head.all("references"))),
        content_type=top.type,
        content_params=dict(top.content_type.params),
        part_types=tuple(_type(part) for part in parts),
        text=text.strip("\n"),
        attachments=tuple(_attachment(part) for part in parts if _is_attachment(part)),
        truncated=raw.truncated,
        defects=tuple(dict.fromkeys(defects)),
    )


def read_subject(value: str) -> str:
    """The decoded subject on one line, at most 1,000 characters."""
    return one_line(decode_words(value[: limits.FIELD_CHARACTERS]), _SUBJECT_CHARACTERS)


def _head_defects(head: Head) -> list[str]:
    if not head.fields:
        return ["no_header"]
    return [] if head.complete else ["torn_header"]


def _merged(seen: Sequence[Part], fetched: Sequence[RawPart]) -> list[Part]:
    """The parts of the beginning and those fetched behind it, in the message's order."""
    known = {part.section for part in seen}
    later = [make_part(raw.section, read_head(raw.head), 0, 0) for raw in fetched if raw.section not in known]
    return [*seen, *later]


def _octets_of(beginning: bytes, fetched: dict[str, RawPart]) -> Callable[[Part], bytes]:
    def octets_of(part: Part) -> bytes:
        later = fetched.get(part.section)
        return later.body if later is not None else beginning[part.start : part.end]

    return octets_of


def _as_text(part: Part) -> Part:
    """The body of a multipart in which no part was found, taken as one plain text."""
    return Part("1", part.head, Parameterised("text/plain"), Parameterised(""), part.start, part.end, is_root=True)


def _type(part: Part) -> str:
    """The media type, for a calendar with what it wants: `text/calendar; method=request` is an invitation."""
    method = part.content_type.params.get("method", "").lower()
    return f"{part.type}; method={method[:20]}" if method and part.type == "text/calendar" else part.type


def _is_attachment(part: Part) -> bool:
    return not part.is_text and not part.type.startswith("multipart/")


def _attachment(part: Part) -> Attachment:
    """Name and type of a part that is no text; its octets are counted only where all of them were seen."""
    return Attachment(one_line(part.name, 255), part.type, part.end - part.start if part.closed else None)
