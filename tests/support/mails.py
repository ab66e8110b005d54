"""Writes the octets of letters and replies for flow tests."""


def mail(
    text: str = "When will it come?",
    *,
    message_id: str = "<1@kunde.example>",
    sender: str = "Ann Berg <ann@kunde.example>",
    to: str = "support@nordlicht.example",
    subject: str = "Where is my order?",
    in_reply_to: str = "",
    verified: bool = True,
    headers: tuple[str, ...] = (),
    date: str = "Tue, 17 Nov 2026 12:00:00 +0000",
) -> bytes:
    """A plain letter; `verified` puts the trusted server's word on top."""
    domain = sender.rpartition("@")[2].rstrip(">")
    top = [f"Authentication-Results: mx.nordlicht.example; dmarc=pass header.from={domain}"] if verified else []
    address = sender.rpartition("<")[2].rstrip(">")
    fields = [f"Return-Path: <{address}>", *top, f"From: {sender}", f"To: {to}", f"Subject: {subject}", f"Date: {date}"]
    fields += [f"Message-ID: {message_id}"] if message_id else []
    fields += [f"In-Reply-To: {in_reply_to}", f"References: {in_reply_to}"] if in_reply_to else []
    return "\r\n".join([*fields, *headers, "", text, ""]).encode()


def staff_reply(
    text: str = "It comes on Friday.",
    *,
    message_id: str = "<r1@nordlicht.example>",
    to: str = "ann@kunde.example",
    subject: str = "Re: Where is my order?",
    in_reply_to: str = "<1@kunde.example>",
    headers: tuple[str, ...] = (),
) -> bytes:
    """A colleague's reply as it lies in Sent."""
    return mail(
        text,
        message_id=message_id,
        sender="Nordlicht <support@nordlicht.example>",
        to=to,
        subject=subject,
        in_reply_to=in_reply_to,
        verified=False,
        headers=headers,
    )
