"""What the demo's mail server writes on a letter before it files it: where it came from, and whether that is true."""

from datetime import datetime
from email.utils import format_datetime

from responder.app.demo.places import MAIL_SERVER
from responder.mail.parse import parse, read_octets

WITHOUT_POLICY = frozenset({"cottage.example"})
"""Domains that publish neither SPF nor DMARC, so that nothing can be said about letters from there."""


def postmarked(octets: bytes, envelope_from: str, at: datetime, serial: int) -> bytes:
    """The letter as it is filed: with Return-Path, Authentication-Results and Received on top of it, and with the Date
    and Message-ID that a submission server adds where a client wrote none (RFC 6409 section 8).

    `at` is aware UTC; `serial` tells letters apart.
    """
    letter = parse(read_octets(octets))
    author = letter.author.address if letter.author else ""
    stamp = format_datetime(at)
    fields = [
        f"Return-Path: <{envelope_from}>",
        f"Authentication-Results: {MAIL_SERVER}; {authentication(envelope_from, author)}",
        f"Received: from client by {MAIL_SERVER} with ESMTP id {serial}; {stamp}",
    ]
    if letter.first("Date") is None:
        fields.append(f"Date: {stamp}")
    if letter.first("Message-ID") is None:
        fields.append(f"Message-ID: <{serial}.{at:%Y%m%d%H%M%S%f}@{MAIL_SERVER}>")
    return b"".join(f"{field}\r\n".encode("ascii", "replace") for field in fields) + octets


def authentication(envelope_from: str, author: str) -> str:
    """The results of a server that cannot ask the DNS: whoever writes from the domain they name in From is believed."""
    sender, domain = envelope_from.rpartition("@")[2].lower(), author.rpartition("@")[2].lower()
    if not sender or not domain:
        return "none"
    if domain in WITHOUT_POLICY:
        return f"spf=none smtp.mailfrom={envelope_from}; dmarc=none header.from={domain}"
    verdict = "pass" if sender == domain else "fail"
    return f"spf=pass smtp.mailfrom={envelope_from}; dmarc={verdict} header.from={domain}"
