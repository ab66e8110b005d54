"""Finds the text of a message that stands behind its fetched beginning, without doing any fetching itself.

Whoever drives a `PartWalk` asks it what is `wanted`, gets that section's octets from wherever they are, and hands them
to `got`. A large attachment in front of the text is passed over by its number, never fetched.
"""

from dataclasses import dataclass
from typing import Final

from responder.domain.letter import RawMessage, RawPart
from responder.mail import limits
from responder.mail.headers import read_head
from responder.mail.mime import Frame, Part, Split, child_section, make_part, split

# A text part of which the beginning holds at least this much is not fetched again: nobody writes longer letters.
_ENOUGH_OCTETS: Final = 32_768


@dataclass(frozen=True, slots=True)
class Wanted:
    """The next section to fetch, as in `BODY.PEEK[section]<0.octets>`: `2.MIME` or `2` (RFC 9051 section 6.4.5)."""

    section: str
    octets: int


class PartWalk:
    """A walk over the parts behind a beginning that is not the whole message.

    It asks at most 20 parts for their MIME header and only texts for their first 64 KB. Its answers never fail: a part
    that the server does not have (None or empty octets) ends the multipart that was being walked.
    """

    def __init__(self, beginning: bytes) -> None:
        seen = split(beginning)
        self._frames = [] if "too_many_parts" in seen.defects else list(seen.open)
        self._asked = 0
        self._parts: list[RawPart] = []
        self._body_of: tuple[str, bytes] | None = None
        torn = _torn_text(seen, len(beginning))
        if torn is not None:
            self._body_of = torn.section, b""

    def wanted(self) -> Wanted | None:
        """The section to hand to `got` next, or None when the walk is over."""
        if self._body_of is not None:
            return Wanted(self._body_of[0], limits.BEGINNING_OCTETS)
        if not self._frames or self._asked >= limits.WALKED_PARTS:
            return None
        return Wanted(f"{self._next_section()}.MIME", limits.PART_HEAD_OCTETS)

    def got(self, section: str, octets: bytes | None) -> None:
        """Take what was fetched for the section that was wanted; None or nothing means that there is no such part."""
        wanted = self.wanted()
        if wanted is None or wanted.section != section:
            raise ValueError(f"section {section} was not asked for")
        if self._body_of is not None:
            self._got_body(octets or b"")
        elif not octets:
            self._asked += 1
            self._frames.pop()
        else:
            self._got_head(octets)

    def parts(self) -> tuple[RawPart, ...]:
        """What was found so far, in the message's order; parts that are no text come with their header only."""
        return tuple(self._parts)

    def _next_section(self) -> str:
        frame = self._frames[-1]
        return child_section(frame.section, frame.children + 1)

    def _got_body(self, octets: bytes) -> None:
        section, head = self._body_of or ("", b"")
        self._body_of = None
        if octets or head:
            self._parts.append(RawPart(section, head, octets))

    def _got_head(self, octets: bytes) -> None:
        section = self._next_section()
        self._asked += 1
        self._frames[-1] = Frame(self._frames[-1].section, self._frames[-1].children + 1)
        part = make_part(section, read_head(octets), 0, 0)
        if part.is_text:
            self._body_of = section, octets
            return
        self._parts.append(RawPart(section, octets, b""))
        if part.is_multipart and len(self._frames) < limits.DEPTH:
            self._frames.append(Frame(section, 0))


def _torn_text(seen: Split, length: int) -> Part | None:
    """The text part within which the beginning ends, when too little of it is there."""
    last = seen.parts[-1]
    torn = not last.closed and last.is_text and length - last.start < _ENOUGH_OCTETS
    return last if torn else None


def read_octets(octets: bytes) -> RawMessage:
    """Read a whole message the way a mailbox is read: a bounded beginning, then the later text parts."""
    beginning = octets[: limits.BEGINNING_OCTETS]
    if len(beginning) == len(octets):
        return RawMessage(beginning, len(octets))
    walk = PartWalk(beginning)
    if walk.wanted() is None:
        return RawMessage(beginning, len(octets))
    sections = _Sections(octets)
    while (wanted := walk.wanted()) is not None:
        walk.got(wanted.section, sections.fetch(wanted))
    return RawMessage(beginning, len(octets), walk.parts())


class _Sections:
    """Answers for a whole message what an IMAP server would answer for the sections of a walk."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        found = split(octets, limits.SEEN_PARTS + limits.WALKED_PARTS + 1)
        self._parts = {part.section: part for part in found.parts}

    def fetch(self, wanted: Wanted) -> bytes | None:
        name = wanted.section.removesuffix(".MIME")
        part = self._parts.get(name)
        if part is None:
            return None
        if name != wanted.section:
            lines = "".join(f"{key}: {value}\r\n" for key, value in part.head.fields)
            return lines.encode("utf-8", "replace")[: wanted.octets] + b"\r\n"
        return self._octets[part.start : min(part.end, part.start + wanted.octets)]
