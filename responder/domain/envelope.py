"""Where a letter really came from and where an answer to it may go (RFC 5321 section 4.4, RFC 3834 section 4)."""

from responder.domain.field_values import without_comments
from responder.domain.letter import Letter
from responder.domain.message import Message
from responder.domain.rule import Book
from responder.domain.values import Address

_NOBODY = ("", "mailer-daemon", "#@[]")
_BATV = ("prvs=", "btv1==", "msprvs1=")


def return_path(value: str) -> str:
    """Return the address of one Return-Path value, empty for every spelling of the null path.

    Postfix and qmail write `<MAILER-DAEMON>` and `<#@[]>` where the envelope had none; a source route is dropped.
    """
    bare = without_comments(value).strip()
    if "<" in bare:
        bare = bare[bare.index("<") + 1 :].partition(">")[0]
    bare = bare.strip().rpartition(":")[2].strip()
    return "" if bare.lower() in _NOBODY or bare.lower().startswith("mailer-daemon@") else bare


def original_path(address: str) -> Address:
    """Return the address with SRS, BATV and `+` tags undone: whose envelope it was before anyone rewrote it. What is
    no address at all gives an empty one.

    `SRS0=hash=time=example.org=ann@forwarder` and Exchange's `box+SRS=hash=time=example.org=ann@tenant` give
    `ann@example.org`; `prvs=tag=ann@example.org` and `ann+tag@example.org` give `ann@example.org`.
    """
    local, at, domain = address.rpartition("@")
    if not at:
        return Address("")
    rewritten = _undo_srs(local)
    if rewritten is not None:
        local, domain = rewritten
    if local.lower().startswith(_BATV):
        local = local.rpartition("=")[2]
    name = local.partition("+")[0] or local
    return Address(f"{name}@{domain.lower()}")


def answer_address(letter: Letter, book: Book) -> Address | None:
    """Return the one address an automatic answer may go to, or None when there is no such address.

    It is From (decision: never Reply-To or Return-Path), except for a web form the operator declared together with the
    field to answer: then the single address of that field, as the form's own address is nobody's.
    """
    author = letter.message.author
    if author is None or not is_site_form(letter.message, book):
        return author
    wanted = book.site_forms[author.key].lower()
    candidates = letter.message.reply_to if wanted == "reply-to" else ()
    return candidates[0] if len(candidates) == 1 else None


def is_site_form(message: Message, book: Book) -> bool:
    """Return whether the letter's author is a web form that the operator declared."""
    return message.author is not None and message.author.key in book.site_forms


def _undo_srs(local: str) -> tuple[str, str] | None:
    """Return local part and domain hidden in an SRS0, SRS1 or Exchange SRS local part; None where there are none."""
    upper = local.upper()
    if upper.startswith(("SRS0", "SRS1")) and upper[4:5] in ("=", "+", "-"):
        inner = local[5:]
    elif "+SRS=" in upper:
        inner = local[upper.index("+SRS=") + 5 :]
    else:
        return None
    if upper.startswith("SRS1"):
        inner = inner.partition("==")[2]
    pieces = inner.split("=", 3)
    return (pieces[3], pieces[2]) if len(pieces) == 4 and pieces[2] and pieces[3] else None
