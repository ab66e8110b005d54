"""Turns the HTML of a letter into the text a person would read, with lists, tables and quoted history recognisable."""

import re
from html import unescape
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from responder.mail.hypertext import read_tree
from responder.mail.transfer import tidy

_LONGEST: Final = 1_048_576
_FEW_TAGS: Final = 250
_DEEPEST: Final = 2_000
_DEAREST: Final = 40_000
_LONG_STRETCH: Final = 8_000
_MANY_ATTRIBUTES: Final = 4_000
_MARKUP_EDGE: Final = re.compile(r"[<>]")
_ATTRIBUTE_EDGE: Final = re.compile(r"[\s/=\"']")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})")
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
# Left open, these are opened again within every later block (HTML section 13.2.4.3).
_FORMATTING: Final = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_BREAKING: Final = frozenset(
    {"address", "blockquote", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
     "table", "td", "th", "tr", "ul"}
)  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "title"})


def text_of(html: str) -> str:
    """Give the text of `html`: blocks on lines of their own, list items with `1. ` or `- `, quoted history with `> `.

    What is hidden is left out. HTML above 1 MB, or nested so that building its tree would cost more than its length, is
    only rid of its tags; either way the cost grows with the length.
    """
    if is_refused(html):
        return without_tags(html)
    return tidy(read_tree(LexborHTMLParser(html)))


def is_refused(html: str) -> bool:
    """Whether building the tree of `html` could cost more than its length warrants: it is quadratic in depth."""
    return (
        len(html) > _LONGEST
        or (html.count("<") > _FEW_TAGS and _is_deep(html))
        or (len(html) > _LONG_STRETCH and _has_huge_tag(html))
    )


def _has_huge_tag(html: str) -> bool:
    """Whether something may be a tag of thousands of attributes, which the parser compares each with each."""
    stretches = (piece for piece in _MARKUP_EDGE.split(html) if len(piece) > _LONG_STRETCH)
    return any(len(_ATTRIBUTE_EDGE.findall(piece)) > _MANY_ATTRIBUTES for piece in stretches)


def _is_deep(html: str) -> bool:
    open_of: dict[str, int] = {}
    depth = formatting = cost = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name in _VOID:
            continue
        step = 1
        if found[1]:
            step = -1 if open_of.get(name, 0) else 0
        open_of[name] = open_of.get(name, 0) + step
        depth += step
        if name in _FORMATTING:
            formatting += step
        cost += formatting
        if depth > _DEEPEST or cost > _DEAREST:
            return True
    return False


def without_tags(html: str) -> str:
    """Take the tags out of `html` in one pass, with line breaks for blocks; for what is not worth a tree."""
    pieces: list[str] = []
    position = 0
    while (start := html.find("<", position)) >= 0:
        pieces.append(html[position:start])
        end, piece = _markup_end(html, start)
        pieces.append(piece)
        position = end
    pieces.append(html[position:])
    lines = (" ".join(line.split()) for line in tidy(unescape("".join(pieces))).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _markup_end(html: str, start: int) -> tuple[int, str]:
    """Where the markup that begins at `start` ends, and what stands for it in the text."""
    if html.startswith("<!--", start):
        return _behind(html, "-->", start), ""
    found = _TAG.match(html, start)
    if found is None and not html.startswith(("<!", "<?"), start):
        return start + 1, "<"
    name = found[2].lower() if found else ""
    if name in _SILENT and found and not found[1]:
        return _behind(html, ">", _behind(html, "</" + name, start) - 1), ""
    return _behind(html, ">", start), "\n" if name in _BREAKING else ""


def _behind(html: str, mark: str, start: int) -> int:
    position = html.find(mark, start + 1)
    return len(html) if position < 0 else position + len(mark)
