"""Writes our letters as octets: 7-bit clean, the same for the same input, read again before anyone may send them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from responder.domain.values import Address
from responder.domain.wire_address import wire_address
from responder.mail.encode import (
    address_tokens,
    body_text,
    fold,
    header_text,
    is_message_id,
    text_tokens,
    transfer,
)
from responder.mail.recheck import Field, fault_in

NAME_LIMIT = 100
"""Characters of a display name; what is longer ends in an ellipsis."""
REFERENCES_LIMIT = 20
"""Ids in References: the first, by which readers find the conversation, and the last ones."""


class ComposeError(Exception):
    """This letter cannot be written safely: an address or id that is none, or octets that read differently again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What a letter of ours says, before it is octets. Text values may hold anything: they are cleaned here.

    `text` and `html` are the same content twice; without `html` the letter is text/plain. `date` is aware. Ids keep
    their angle brackets; `references` are the answered letter's own, oldest first. `extra` are marks of ours (`X-...`).
    `auto_submitted` is None for what a person will send.
    """

    from_: Address
    to: Address
    cc: tuple[Address, ...] = ()
    subject: str
    text: str
    html: str | None = None
    message_id: str
    date: datetime
    reply_to: Address | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    auto_submitted: str | None = "auto-replied"
    extra: tuple[tuple[str, str], ...] = ()


def compose(outgoing: Outgoing) -> bytes:
    """The letter as RFC 5322 octets with CRLF line ends. Deterministic. Raises ComposeError."""
    type_fields, body = _body(outgoing)
    fields = [*_fields(outgoing), *type_fields]
    head = "\r\n".join(fold(field.name, field.tokens) for field in fields)
    octets = head.encode("ascii", "backslashreplace") + b"\r\n\r\n" + body
    fault = fault_in(octets, fields)
    if fault:
        raise ComposeError(fault)
    return octets


def _fields(outgoing: Outgoing) -> list[Field]:
    if outgoing.date.tzinfo is None:
        raise ComposeError("the date has no time zone")
    fields = [_address("From", outgoing.from_), _address("To", outgoing.to)]
    if outgoing.cc:
        fields.append(_addresses("Cc", outgoing.cc))
    if outgoing.reply_to is not None:
        fields.append(_address("Reply-To", outgoing.reply_to))
    fields += [
        _text("Subject", outgoing.subject),
        _plain("Date", format_datetime(outgoing.date)),
        _plain("Message-ID", _own_id(outgoing.message_id)),
        *_threading(outgoing),
        *([_text("Auto-Submitted", outgoing.auto_submitted)] if outgoing.auto_submitted else []),
        *(_text(name, value) for name, value in outgoing.extra),
    ]
    return [*fields, _plain("MIME-Version", "1.0")]


def _body(outgoing: Outgoing) -> tuple[list[Field], bytes]:
    text_type, text = _part("plain", outgoing.text)
    if outgoing.html is None:
        return text_type, text
    html_type, html = _part("html", outgoing.html)
    # Derived from the content as well, so that no content can contain it.
    boundary = "=_" + hashlib.sha256(outgoing.message_id.encode("utf-8", "replace") + text + html).hexdigest()[:32]
    mark = f"--{boundary}".encode()
    parts = [mark + b"\r\n" + _heading(kind) + octets for kind, octets in ((text_type, text), (html_type, html))]
    kind = _plain("Content-Type", "multipart/alternative;", f'boundary="{boundary}"')
    return [kind], b"\r\n".join([*parts, mark + b"--\r\n"])


def _part(subtype: str, content: str) -> tuple[list[Field], bytes]:
    encoding, octets = transfer(body_text(content))
    kind = _plain("Content-Type", f"text/{subtype};", "charset=utf-8")
    return [kind, _plain("Content-Transfer-Encoding", encoding)], octets


def _heading(fields: list[Field]) -> bytes:
    return "".join(fold(field.name, field.tokens) + "\r\n" for field in fields).encode() + b"\r\n"


def _threading(outgoing: Outgoing) -> list[Field]:
    """In-Reply-To and References (RFC 5322 section 3.6.4); ids that could not stand in a header are left out."""
    parent = outgoing.in_reply_to
    ids = [*outgoing.references, *([parent] if parent else [])]
    known = list(dict.fromkeys(i for i in reversed(ids) if is_message_id(i)))[::-1]
    if len(known) > REFERENCES_LIMIT:
        known = [known[0], *known[1 - REFERENCES_LIMIT :]]
    fields = [_plain("In-Reply-To", parent)] if parent and is_message_id(parent) else []
    return [*fields, _plain("References", *known)] if known else fields


def _own_id(message_id: str) -> str:
    if not is_message_id(message_id):
        raise ComposeError("our own Message-ID is none")
    return message_id


def _address(name: str, mailbox: Address) -> Field:
    address = wire_address(mailbox.address)
    if address is None:
        raise ComposeError(f"{name}: this address cannot be written to")
    shown = header_text(mailbox.name, NAME_LIMIT)
    tokens = address_tokens(shown, address, len(name) + 2)
    meaning = f"{shown} <{address}>" if tokens[0].startswith("=?") else " ".join(tokens)
    return Field(name, tokens, meaning)


def _addresses(name: str, mailboxes: tuple[Address, ...]) -> Field:
    """Several mailboxes, a comma between them (RFC 5322 section 3.4)."""
    found = [_address(name, mailbox) for mailbox in mailboxes]
    tokens = [token for one in found for token in (*one.tokens[:-1], f"{one.tokens[-1]},")]
    tokens[-1] = tokens[-1].removesuffix(",")
    return Field(name, tokens, ", ".join(one.meaning for one in found))


def _text(name: str, value: str) -> Field:
    shown = header_text(value)
    return Field(name, text_tokens(shown, len(name) + 2), shown)


def _plain(name: str, *tokens: str) -> Field:
    return Field(name, list(tokens), " ".join(tokens))
