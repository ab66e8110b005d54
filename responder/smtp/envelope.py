"""A delivery as it goes over the wire: SMTP commands and dot-stuffed octets, checked before anything is sent."""

import re
from dataclasses import dataclass

from responder.domain.delivery import Delivery
from responder.domain.wire_address import wire_address

_NOT_XTEXT = re.compile(r"[^!-*,-<>-~]")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Paths in brackets, the id a delivery report brings back (RFC 3461 section 4.4), octets up to the final dot."""

    sender: bytes
    recipient: bytes
    envelope_id: bytes
    payload: bytes

    def mail_options(self, extensions: frozenset[str]) -> list[bytes]:
        """Parameters of MAIL that the server understands (RFC 1870, RFC 3461)."""
        options = [b"SIZE=%d" % len(self.payload)] if "size" in extensions else []
        return [*options, b"RET=HDRS", b"ENVID=" + self.envelope_id] if "dsn" in extensions else options

    def rcpt_options(self, extensions: frozenset[str]) -> list[bytes]:
        """Parameters of RCPT: tell us of a failure, never of a delay or a success."""
        return [b"NOTIFY=FAILURE"] if "dsn" in extensions else []


def envelope_of(delivery: Delivery) -> Envelope:
    """The envelope of a delivery. Raises ValueError for what must never be sent: no address, 8-bit or torn lines."""
    recipient = wire_address(delivery.recipient)
    sender = wire_address(delivery.envelope_from) if delivery.envelope_from else ""
    if recipient is None or sender is None:
        raise ValueError("an address of the envelope cannot be written to")
    return Envelope(
        sender=f"<{sender}>".encode("ascii"),
        recipient=f"<{recipient}>".encode("ascii"),
        envelope_id=_xtext(delivery.key[:100]).encode("ascii"),
        payload=_payload(delivery.octets),
    )


def _payload(octets: bytes) -> bytes:
    """Dot-stuffed (RFC 5321 section 4.5.2) and closed; a lone CR or LF could smuggle a second letter."""
    breaks = octets.count(b"\r\n")
    if not octets.isascii() or breaks != octets.count(b"\r") or breaks != octets.count(b"\n"):
        raise ValueError("the letter is not 7-bit with CRLF line ends")
    closed = octets if octets.endswith(b"\r\n") else octets + b"\r\n"
    stuffed = closed.replace(b"\r\n.", b"\r\n..")
    return (b"." if stuffed.startswith(b".") else b"") + stuffed + b".\r\n"


def _xtext(text: str) -> str:
    return _NOT_XTEXT.sub(lambda found: "".join(f"+{octet:02X}" for octet in found[0].encode()), text)
