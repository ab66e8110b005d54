"""A message as it lies in the mailbox, decoded, before anyone asks what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from responder.domain.values import Address


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One header field as received: name as written, value unfolded but not decoded, at most 4,096 characters."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the letter's text: decoded file name (may be empty), media type, octets where known."""

    name: str
    content_type: str
    size: int | None = None


class FolderRole(StrEnum):
    """The folders the responder looks into, by what they are for and not by what the server calls them."""

    INBOX = "inbox"
    SENT = "sent"
    JUNK = "junk"
    TRASH = "trash"
    DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where and when a message lies on the server.

    `internal_at` is INTERNALDATE (RFC 9051 section 2.3.3), aware UTC: the clock all windows run by, never `Date:`.
    `size` is RFC822.SIZE in octets.
    """

    role: FolderRole
    uidvalidity: int
    uid: int
    internal_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Message:
    """Octets made legible. Total: whatever could not be read is named in `defects` and left empty.

    Message ids keep their angle brackets (`<a@example.org>`). `text` is all decoded text of the message's bodies, HTML
    already turned into text with quoted blocks prefixed by `> `. `date` is the sender's claim in UTC and `date_offset`
    the zone it was written in (None when it was missing or `-0000`). `part_types` are the media types of all parts in
    order, a calendar's with its method (`text/calendar; method=request`). `truncated`: not all octets were seen.
    """

    fields: tuple[HeaderField, ...]
    message_id: str | None = None
    from_: tuple[Address, ...] = ()
    sender: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    date_offset: timedelta | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    content_type: str = "text/plain"
    content_params: Mapping[str, str] = field(default_factory=dict)
    part_types: tuple[str, ...] = ()
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    truncated: bool = False
    defects: tuple[str, ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of the named field, topmost first; header names compare without case (RFC 5322 section 1.2.2)."""
        wanted = name.lower()
        return tuple(f.value for f in self.fields if f.name.lower() == wanted)

    def first(self, name: str) -> str | None:
        """The topmost value of the named field, or None when there is no such field."""
        return next(iter(self.all(name)), None)

    @property
    def author(self) -> Address | None:
        """The one From mailbox, or None when there is none or more than one (RFC 5322 section 3.6.2)."""
        return self.from_[0] if len(self.from_) == 1 else None


@dataclass(frozen=True, slots=True)
class Zones:
    """A message's text cut into what its author wrote now and what merely came along with it.

    In doubt a line counts as `visible`. Nothing is lost: `Message.text` keeps the whole.
    """

    visible: str = ""
    quoted: str = ""
    signature: str = ""
    disclaimer: str = ""
