"""Puts the text of a letter together from its parts: which alternative to believe, in what order, up to what length."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from responder.mail import charset, limits
from responder.mail.html import is_refused, text_of
from responder.mail.inline_answers import announced
from responder.mail.mime import Part
from responder.mail.transfer import decode_transfer, tidy, unflow

_META_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"^[ \t>]{0,40}\d{1,3}[.)]\s", re.MULTILINE)
# What programs put into the plain alternative instead of the letter.
_PLACEHOLDER: Final = re.compile(
    r"(?:your|this|the) (?:e-?mail|mail|message)[^\n]{0,80}(?:does not|doesn't|not) (?:support|display|show)"
    r"|this (?:e-?mail|message) (?:contains|is in|was sent in|is an?) html"
    r"|view (?:this|the) (?:e-?mail|message) in (?:your|a) browser"
    r"|(?:please (?:use|enable)|to view (?:this|the) (?:e-?mail|message))[^\n]{0,40}html"
    r"|почтов(?:ая|ый)[^\n]{0,60}не поддержива|это письмо (?:в формате|содержит) html|не поддерживает (?:формат )?html"
    r"|ihr (?:e-?mail-?programm|mailprogramm)[^\n]{0,60}html",
    re.IGNORECASE,
)
_PLACEHOLDER_CHARACTERS: Final = 300
_ANNOUNCED_WITHIN: Final = 2_000


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a part and whether it came from HTML."""

    text: str
    is_html: bool = False


class BodyReader:
    """Reads the parts of one message; `octets_of` gives a part's body, still encoded."""

    def __init__(self, parts: Sequence[Part], octets_of: Callable[[Part], bytes]) -> None:
        self.defects: list[str] = []
        self._octets_of = octets_of
        self._budget = limits.TEXT_CHARACTERS
        self._children: dict[str, list[Part]] = {}
        for part in parts:
            if part.section:
                self._children.setdefault(part.parent, []).append(part)

    def read(self, part: Part) -> Body:
        """The text of the part with all that stands in it (multiparts are at most five deep)."""
        if part.is_text:
            return self._leaf(part)
        children = self._readable(part)
        if part.type == "multipart/alternative" and len(children) > 1:
            return self._best(children)
        bodies = [body for child in children if (body := self.read(child)).text.strip()]
        return Body("\n\n".join(body.text for body in bodies), any(body.is_html for body in bodies))

    def _readable(self, part: Part) -> list[Part]:
        return [child for child in self._children.get(part.section, ()) if child.is_text or child.is_multipart]

    def _best(self, children: list[Part]) -> Body:
        """Of the alternatives the plain one, unless it says nothing or lost a list's numbers or answers' colours."""
        plain = next((child for child in children if child.is_text and not child.is_html), None)
        rich = [child for child in children if child is not plain]
        if plain is None:
            return self.read(rich[-1])
        body = self._leaf(plain)
        answers = announced(body.text[:_ANNOUNCED_WITHIN])
        if not _is_placeholder(body.text) and not answers and not self._has_list(rich[-1]):
            return body
        other = self.read(rich[-1])
        if not other.text.strip():
            return body
        if _is_placeholder(body.text) or (answers and _answers_between(other.text)):
            return other
        return other if len(_NUMBERED.findall(other.text)) > len(_NUMBERED.findall(body.text)) else body

    def _has_list(self, part: Part) -> bool:
        """Whether a cheap look at the octets shows a numbered list."""
        if part.is_html:
            raw = decode_transfer(self._octets_of(part), part.head.first("content-transfer-encoding"), self._budget)
            return b"<ol" in raw or b"<OL" in raw
        return any(self._has_list(child) for child in self._readable(part))

    def _leaf(self, part: Part) -> Body:
        limit = max(self._budget, 0)
        octets = self._octets_of(part)
        raw = decode_transfer(octets, part.head.first("content-transfer-encoding"), limit)
        if octets and len(raw) >= limit:
            self.defects.append("text_too_long")
        params = part.content_type.params
        name = params.get("charset") or (_declared_in(raw) if part.is_html else None)
        text = charset.decode(raw, name)
        if name and not raw.isascii() and not charset.is_known(name):
            self.defects.append("unknown_charset")
        self._budget -= len(text)
        if part.is_html:
            if is_refused(text):
                self.defects.append("html_refused")
            return Body(text_of(text), is_html=True)
        text = tidy(text)
        flowed = params.get("format", "").lower() == "flowed"
        return Body(unflow(text, params.get("delsp", "").lower() == "yes") if flowed else text)


def _declared_in(html: bytes) -> str | None:
    found = _META_CHARSET.search(html[:2_048])
    return found[1].decode("ascii") if found else None


def _answers_between(text: str) -> bool:
    """Whether something stands unquoted behind quoted lines."""
    _, mark, behind = text.partition("\n> ")
    return bool(mark) and any(line.strip() and not line.startswith(">") for line in behind.split("\n")[1:])


def _is_placeholder(text: str) -> bool:
    stripped = text.strip()
    return not stripped or (len(stripped) <= _PLACEHOLDER_CHARACTERS and _PLACEHOLDER.search(stripped) is not None)
