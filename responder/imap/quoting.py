"""Puts names and values into IMAP commands so that nothing in them can end the command or start another one."""

import base64
import binascii
import re

QUOTED_MAX = 1_000
"""Characters one quoted string may have, before escaping; mailbox names and Message-IDs are far shorter."""

_UNSENDABLE = re.compile(r"[\x00\r\n\x7f-\U0010ffff]")
_FOREIGN_RUN = re.compile(r"[^\x20-\x7e]+|&")
_SHIFTED = re.compile(r"&([^-]*)-")


def quotable(text: str) -> bool:
    """Whether `text` may stand in a quoted string: ASCII without CR, LF, NUL and DEL, and not too long."""
    return len(text) <= QUOTED_MAX and not _UNSENDABLE.search(text)


def quoted(text: str) -> str:
    """`text` as a quoted string (RFC 9051 section 4.3). Raises ValueError, which never shows the text."""
    if not quotable(text):
        raise ValueError(f"a value of {len(text)} characters cannot be sent as a quoted IMAP string")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unquoted(octets: bytes) -> bytes:
    """What stood between the quotes, with its escapes undone."""
    return re.sub(rb"\\(.)", rb"\1", octets, flags=re.DOTALL)


def mailbox(name: str) -> str:
    """A folder's name as a command argument: modified UTF-7, quoted. Raises ValueError for names no folder can have."""
    return quoted(_FOREIGN_RUN.sub(_shift, name))


def mailbox_name(octets: bytes) -> str:
    """The name behind what LIST sent (RFC 3501 section 5.1.3). Raises ValueError when it is not modified UTF-7."""
    return _SHIFTED.sub(_unshift, octets.decode("ascii"))


def _shift(run: re.Match[str]) -> str:
    if run.group() == "&":
        return "&-"
    encoded = base64.b64encode(run.group().encode("utf-16-be")).decode("ascii")
    return "&" + encoded.rstrip("=").replace("/", ",") + "-"


def _unshift(run: re.Match[str]) -> str:
    encoded = run.group(1).replace(",", "/")
    if not encoded:
        return "&"
    try:
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True).decode("utf-16-be")
    except binascii.Error as error:
        raise ValueError("a mailbox name is not modified UTF-7") from error
