"""Walks a parsed HTML tree and writes its blocks, lists, tables and quotations down as lines of text."""

from collections.abc import Callable
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from responder.mail import quotations
from responder.mail.layout import Layout

_SKIPPED: Final = frozenset({
    "head", "script", "style", "title", "template", "iframe", "object", "svg", "noscript", "select", "video", "audio",
    "-comment", "!doctype",
})  # fmt: skip
_LINES: Final = frozenset({
    "address", "article", "aside", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hr", "legend", "main", "nav", "section", "summary", "tbody", "tfoot",
    "thead",
})  # fmt: skip
_PARAGRAPHS: Final = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "table"})
_LISTS: Final = frozenset({"ol", "ul", "menu", "dir"})
_LONGEST_EMOJI: Final = 12

_Leave = Callable[[], None]


def read_tree(tree: LexborHTMLParser) -> str:
    """Give the text of the tree's body."""
    body = tree.body
    if body is None:
        return ""
    reader = _Reader()
    reader.read(body)
    return reader.layout.text()


class _Reader:
    """One walk without recursion: what has to happen when an element ends waits on the stack beside it."""

    def __init__(self) -> None:
        self.layout = Layout()

    def read(self, root: LexborNode) -> None:
        """Walk everything within `root`."""
        stack: list[tuple[LexborNode, _Leave | None]] = []
        node = root.child
        while node is not None or stack:
            if node is None:
                parent, leave = stack.pop()
                if leave is not None:
                    leave()
                node = parent.next
                continue
            child, leave = self._enter(node)
            if child is None:
                if leave is not None:
                    leave()
                node = node.next
            else:
                stack.append((node, leave))
                node = child

    def _enter(self, node: LexborNode) -> tuple[LexborNode | None, _Leave | None]:
        tag = node.tag
        if tag == "-text":
            self.layout.write(node.text_content or "")
            return None, None
        if tag is None or tag in _SKIPPED:
            return None, None
        if tag == "br":
            self.layout.line_break()
            return None, None
        attributes = node.attributes
        if attributes and quotations.is_hidden(attributes):
            return None, None
        if tag == "img":
            self._emoji(attributes.get("alt") or "")
            return None, None
        return node.child, self._open(node, tag, attributes)

    def _emoji(self, alt: str) -> None:
        """Pictures of emoji, which number lists and carry moods, are read; other pictures' names are no text."""
        if 0 < len(alt) <= _LONGEST_EMOJI and not alt.isascii() and not any(letter.isalpha() for letter in alt):
            self.layout.write(alt)

    def _open(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> _Leave | None:
        shape = self._shape(tag, attributes)
        if not attributes and tag != "blockquote":
            return shape  # without a mark on it, only a blockquote can be a quotation
        zone = self._zone(node, tag, attributes)
        if shape is None or zone is None:
            return shape or zone

        def leave() -> None:
            shape()
            zone()

        return leave

    def _zone(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> _Leave | None:
        match quotations.kind(node, tag, attributes):
            case quotations.Kind.QUOTED:
                self.layout.begin_quote()
                return self.layout.end_quote
            case quotations.Kind.REST_QUOTED:
                self.layout.begin_quote()
                return None
            case quotations.Kind.SIGNATURE:
                self.layout.begin_signature()
                return self.layout.end_signature
        if self.layout.is_quoting and tag != "a" and quotations.is_coloured(attributes):
            self.layout.begin_colour()
            return self.layout.end_colour
        return None

    def _shape(self, tag: str, attributes: dict[str, str | None]) -> _Leave | None:
        layout = self.layout
        if tag in _LINES:
            layout.end_line()
            return layout.end_line
        if tag == "li":
            layout.begin_item(attributes.get("value"))
            return layout.end_line
        if tag in _LISTS:
            layout.begin_list(tag == "ol", attributes.get("start"), attributes.get("type"))
            return layout.end_list
        if tag == "tr":
            layout.begin_row()
            return layout.end_row
        if tag in {"td", "th"}:
            layout.begin_cell()
            return layout.end_cell
        return self._paragraph(tag) if tag in _PARAGRAPHS else None

    def _paragraph(self, tag: str) -> _Leave:
        layout = self.layout
        layout.paragraph()
        if tag != "pre":
            return layout.paragraph
        layout.begin_verbatim()
        return layout.end_verbatim
