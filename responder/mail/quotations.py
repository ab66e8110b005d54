"""Knows by which marks mail programs show in HTML what is quoted, signed or hidden."""

import re
from enum import Enum
from typing import Final

from selectolax.lexbor import LexborNode

_Attributes = dict[str, str | None]

_QUOTED_CLASSES: Final = frozenset({
    "gmail_attr", "gmail_quote_attribution", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "tutanota_quote",
    "zmail_extra", "moz-forward-container", "ms-outlook-mobile-reference-message",
})  # fmt: skip
_QUOTED_IDS: Final = frozenset({"isreplycontent", "mail-editor-reference-message-container", "reply-intro"})
_REST_IDS: Final = frozenset(
    {"divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg", "x_appendonsend", "olk_src_body_section"}
)
_SIGNATURE_CLASSES: Final = frozenset({
    "gmail_signature", "moz-signature", "protonmail_signature_block-user", "protonmail_signature_block-proton",
    "tutanota_signature",
})  # fmt: skip
_SIGNATURE_IDS: Final = frozenset({"signature", "x_signature", "ms-outlook-mobile-signature", "applemailsignature"})
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
# The line that Outlook draws above the headers of the message it replies to, in two of its colours.
_OUTLOOK_LINE: Final = re.compile(r"border-top\s*:\s*solid\s+#(?:e1e1e1|b5c4df)")
_INDENTED: Final = re.compile(r"border\s*:\s*(?:none|medium none|0)|margin\s*:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+40px")
_STYLE_CHARACTERS: Final = 1_000
# Outlook's own blue for replies, 1F497D, is darker and less pure than what people choose.
_BRIGHT: Final = 130
_PURE: Final = 0.65


_COLOUR: Final = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#([0-9a-f]{6}|[0-9a-f]{3})\b|rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})|([a-z]{3,9}))"
)
_NAMED_COLOURS: Final = frozenset({"red", "blue", "green", "darkred", "crimson", "firebrick", "darkgreen", "purple"})


class Kind(Enum):
    """What an element is to the reader of a letter."""

    QUOTED = "quoted"
    REST_QUOTED = "rest quoted"
    SIGNATURE = "signature"


def is_hidden(attributes: _Attributes) -> bool:
    """Whether a person who looks at the letter does not see the element."""
    return "hidden" in attributes or ("style" in attributes and _HIDDEN.search(_style(attributes)) is not None)


def kind(node: LexborNode, tag: str, attributes: _Attributes) -> Kind | None:
    """What the element is: quoted, the start of a history that lasts to the end, a signature, or none of these."""
    if tag == "blockquote":
        return Kind.QUOTED if _is_quote(attributes) else None
    if not attributes:
        return None
    classes = (attributes.get("class") or "").lower().split()
    name = (attributes.get("id") or "").lower()
    if name in _REST_IDS or (tag == "div" and "style" in attributes and _OUTLOOK_LINE.search(_style(attributes))):
        return Kind.REST_QUOTED
    if not _QUOTED_CLASSES.isdisjoint(classes) or name in _QUOTED_IDS or attributes.get("name") == "quote":
        return Kind.QUOTED
    if "gmail_quote" in classes:
        # Gmail's wrapper is the quotation itself only where no part of it is marked as one: answers may stand between.
        return None if node.css_first("blockquote") is not None else Kind.QUOTED
    return Kind.SIGNATURE if name in _SIGNATURE_IDS or not _SIGNATURE_CLASSES.isdisjoint(classes) else None


def is_coloured(attributes: _Attributes) -> bool:
    """Whether the element is in the red, green or blue in which people write answers between another's lines."""
    font = (attributes.get("color") or "").lower()
    found = _COLOUR.search(f"color:{font}" if font else _style(attributes))
    if found is None:
        return False
    if found[5]:
        return found[5] in _NAMED_COLOURS
    digits = found[1] and (found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1]))
    parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)] if digits else [int(found[at]) for at in (2, 3, 4)]
    strongest = max(parts)
    return strongest >= _BRIGHT and sorted(parts)[1] <= strongest * _PURE


def _is_quote(attributes: _Attributes) -> bool:
    """Whether a blockquote quotes; Gmail also uses it, without a border, to indent what its author writes."""
    classes = (attributes.get("class") or "").lower()
    if "gmail_quote" in classes or (attributes.get("type") or "").lower() == "cite" or "cite" in attributes:
        return True
    return _INDENTED.search(_style(attributes)) is None


def _style(attributes: _Attributes) -> str:
    return (attributes.get("style") or "")[:_STYLE_CHARACTERS].lower()
