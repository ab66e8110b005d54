"""Cuts octets into MIME parts in one pass over their lines, however deep, broken or cut off they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from responder.mail import limits
from responder.mail.headers import Head, body_start, read_head
from responder.mail.params import Parameterised, read_content_type, read_disposition

_LONGEST_BOUNDARY_LINE: Final = 400
_PLAIN: Final = frozenset({"text/plain", "text/markdown", "text/x-markdown", "text/enriched", "text/richtext"})


@dataclass(slots=True)
class Part:
    """One part: its IMAP section number (RFC 9051 section 6.4.5; the whole multipart message is ``), type, and octets.

    Its body stands between `start` and `end`; it is not `closed` when no boundary line ended it within the octets.
    """

    section: str
    head: Head
    content_type: Parameterised
    disposition: Parameterised
    start: int
    end: int
    closed: bool = False
    is_root: bool = False

    @property
    def type(self) -> str:
        """The media type in lower case."""
        return self.content_type.value

    @property
    def parent(self) -> str:
        """The section of the part that this one stands in."""
        return self.section.rpartition(".")[0]

    @property
    def is_multipart(self) -> bool:
        """Whether other parts stand in it."""
        return self.type.startswith("multipart/") and bool(self.content_type.params.get("boundary"))

    @property
    def name(self) -> str:
        """The decoded file name, empty when there is none."""
        return self.disposition.params.get("filename") or self.content_type.params.get("name", "")

    @property
    def is_html(self) -> bool:
        """Whether its text is HTML."""
        return self.type in {"text/html", "application/xhtml+xml"}

    @property
    def is_text(self) -> bool:
        """Whether it is written to be read as the letter, and no file that goes with it."""
        if not (self.type in _PLAIN or self.is_html or self._is_unreadable_multipart):
            return False
        return self.is_root or not (self.disposition.value == "attachment" or self.name)

    @property
    def _is_unreadable_multipart(self) -> bool:
        return self.type.startswith("multipart/") and not self.content_type.params.get("boundary")


@dataclass(slots=True)
class _Open:
    """A multipart whose closing line was not met yet."""

    section: str
    boundary: bytes
    is_digest: bool
    children: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A multipart that was open when the octets ended, and how many of its parts had begun."""

    section: str
    children: int


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of a message in document order, the multiparts still open at the end (outermost first), and defects."""

    parts: tuple[Part, ...]
    open: tuple[Frame, ...]
    defects: tuple[str, ...]

    def body(self, octets: bytes, part: Part) -> bytes:
        """The body octets of one part of the split `octets`, still encoded."""
        return octets[part.start : part.end]


def make_part(section: str, head: Head, start: int, end: int, default: str = "text/plain") -> Part:
    """Read what a part's header says of it."""
    content_type = read_content_type(head.first("content-type"), default)
    return Part(section, head, content_type, read_disposition(head.first("content-disposition")), start, end)


def child_section(parent: str, number: int) -> str:
    """The section number of the `number`th part (from 1) within `parent`."""
    return f"{parent}.{number}" if parent else str(number)


def split(octets: bytes, parts_limit: int = limits.SEEN_PARTS) -> Split:
    """Cut a message into its parts, at most `parts_limit` of them and five multiparts deep; deeper ones stay whole."""
    return _Splitter(octets, parts_limit).run()


class _Splitter:
    """The one pass: keeps the open multiparts, asks of each line that begins with `--` which of them it belongs to."""

    def __init__(self, octets: bytes, parts_limit: int) -> None:
        self.octets = octets
        self.limit = parts_limit
        self.full = False
        self.parts: list[Part] = []
        self.stack: list[_Open] = []
        self.prefixes: tuple[bytes, ...] = ()
        self.defects: list[str] = []

    def run(self) -> Split:
        """Do the pass."""
        head = read_head(self.octets)
        self.defects.extend(head.defects)
        start = body_start(self.octets)
        start = len(self.octets) if start < 0 else start
        root = make_part("", head, start, len(self.octets))
        if not root.is_multipart:
            root.section, root.is_root = "1", True
        self._begin(root)
        for position, line in self._dashed_lines(start) if self.stack else ():
            self._boundary_line(position, line)
            if self.full:
                self.defects.append("too_many_parts")
                break
        self._trim_torn_boundary()
        frames = tuple(Frame(level.section, level.children) for level in self.stack)
        return Split(tuple(self.parts), frames, tuple(dict.fromkeys(self.defects)))

    def _dashed_lines(self, start: int) -> Iterator[tuple[int, bytes]]:
        """The lines that begin like a boundary line of what is open at the moment they are asked for."""
        position = self.octets.find(b"\n--", max(0, start - 1))
        while position >= 0 and self.stack:
            begin = position + 1
            if self.octets.startswith(self.prefixes, begin):
                end = self.octets.find(b"\n", begin, begin + _LONGEST_BOUNDARY_LINE)
                yield begin, self.octets[begin : end if end >= 0 else begin + _LONGEST_BOUNDARY_LINE]
            position = self.octets.find(b"\n--", begin)

    def _boundary_line(self, position: int, line: bytes) -> None:
        name = line[2:].rstrip()
        level = self._level(name)
        closing = level is None and name.endswith(b"--")
        if closing:
            level = self._level(name[:-2])
        if level is None:
            return
        self._end_parts(position, self.stack[level].section)
        del self.stack[level if closing else level + 1 :]
        self.prefixes = self.prefixes[: len(self.stack)]
        if not closing:
            self._child(self.stack[-1], position + len(line))

    def _level(self, name: bytes) -> int | None:
        return next((i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].boundary == name), None)

    def _end_parts(self, position: int, section: str) -> None:
        """Close every part within `section` that is still open; the line break before a boundary belongs to it."""
        end = position - 1
        if end > 0 and self.octets[end - 1 : end] == b"\r":
            end -= 1
        for part in reversed(self.parts):
            if part.closed or part.section == section:
                break
            part.end, part.closed = max(part.start, end), True

    def _child(self, level: _Open, line_end: int) -> None:
        if len(self.parts) >= self.limit:
            self.full = True
            return
        begin = self.octets.find(b"\n", line_end, line_end + _LONGEST_BOUNDARY_LINE) + 1
        start = self._head_end(begin) if begin else -1
        if start < 0:
            return  # the octets end within the boundary line or the part's header: the part has not begun
        level.children += 1
        head = read_head(self.octets[begin:start])
        default = "message/rfc822" if level.is_digest else "text/plain"
        self._begin(make_part(child_section(level.section, level.children), head, start, len(self.octets), default))

    def _head_end(self, begin: int) -> int:
        """Where the header at `begin` ends: at its empty line, or at a dashed line where that was forgotten."""
        dashes = self.octets.find(b"\n--", begin - 1, begin + limits.HEAD_OCTETS)
        start = body_start(self.octets, begin, dashes + 1 if dashes >= 0 else begin + limits.HEAD_OCTETS)
        if start < 0 <= dashes:
            return dashes + 1
        too_long = start < 0 and len(self.octets) - begin > limits.HEAD_OCTETS
        return begin + limits.HEAD_OCTETS if too_long else start

    def _trim_torn_boundary(self) -> None:
        """Take the beginning of a boundary line off the last part, where the octets were cut within that line."""
        position = self.octets.rfind(b"\n--", -_LONGEST_BOUNDARY_LINE) + 1
        torn = self.octets[position:]
        if position and any((b"--" + level.boundary + b"--").startswith(torn) for level in self.stack):
            for part in self.parts:
                if not part.closed:
                    part.end = max(part.start, position - 1)

    def _begin(self, part: Part) -> None:
        self.parts.append(part)
        if not part.is_multipart:
            return
        if len(self.stack) == limits.DEPTH:
            self.defects.append("too_deep")
            return
        boundary = part.content_type.params["boundary"].encode("utf-8", "replace").rstrip()
        self.stack.append(_Open(part.section, boundary, part.type == "multipart/digest"))
        self.prefixes = (*self.prefixes, b"--" + boundary)
