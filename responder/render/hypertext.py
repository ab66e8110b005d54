"""Makes the HTML twin of a plain text: paragraphs, numbered lists, links to ourselves; everything else is escaped."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_ITEM = re.compile(r"(?P<number>\d{1,3})\. (?P<text>.+)")
_QUOTED = re.compile(r"> ?(?P<text>.*)")
_QUOTATION = -1_000_000
"""The kind of quoted lines: no list counts from so far below."""
_QUOTE = '<blockquote style="margin:0;padding:0 0 0 12px;border-left:3px solid #999;color:#555">{lines}</blockquote>'
_PAGE = (
    '<!DOCTYPE html><html lang="{language}"><body style="font:15px/1.5 sans-serif;color:#222;max-width:40em">'
    "{body}</body></html>"
)
_PHONE = re.compile(r"\+?\d[\d ()\u00a0-]{5,}\d")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

Links = dict[str, str]
"""What is shown -> where it leads."""


def own_links(*ours: str) -> Links:
    """Links for the mail addresses and telephone numbers in texts of our own."""
    links = {}
    for text in ours:
        links.update({mail: f"mailto:{mail}" for mail in _MAIL.findall(text)})
        links.update({phone: "tel:" + re.sub(r"[^\d+]", "", phone) for phone in _PHONE.findall(_MAIL.sub(" ", text))})
    return links


def hypertext(text: str, language: str, links: Links) -> str:
    """The text as a small HTML page without anything remote; only what `links` names becomes a link."""
    linked = re.compile("|".join(map(re.escape, sorted(links, key=len, reverse=True)))) if links else None
    blocks = re.split(r"\n{2,}", text.strip("\n"))
    body = "".join(piece for block in blocks for piece in _block(block.split("\n"), linked, links))
    return _PAGE.format(language=escape(language), body=body)


def _block(lines: list[str], linked: re.Pattern[str] | None, links: Links) -> Iterator[str]:
    """One paragraph of text; lines numbered on from each other become a list."""
    for kind, run in groupby(enumerate(lines), key=_kind):
        rows = [line for _, line in run]
        if kind == _QUOTATION:
            quoted = [found["text"] for row in rows if (found := _QUOTED.fullmatch(row))]
            yield _QUOTE.format(lines="<br>".join(_line(row, linked, links) for row in quoted))
            continue
        if kind is None:
            yield f"<p>{'<br>'.join(_line(row, linked, links) for row in rows)}</p>"
            continue
        items = [found for row in rows if (found := _ITEM.fullmatch(row))]
        first = int(items[0]["number"])
        start = "" if first == 1 else f' start="{first}"'
        shown = "".join(f"<li>{_line(item['text'], linked, links)}</li>" for item in items)
        yield f"<ol{start}>{shown}</ol>"


def _kind(row: tuple[int, str]) -> int | None:
    """The same number for items that count on from line to line, one of its own for quoted lines, else None."""
    place, line = row
    if _QUOTED.fullmatch(line):
        return _QUOTATION
    found = _ITEM.fullmatch(line)
    return int(found["number"]) - place if found else None


def _line(line: str, linked: re.Pattern[str] | None, links: Links) -> str:
    if linked is None:
        return escape(line)
    pieces, end = [], 0
    for found in linked.finditer(line):
        shown = found.group()
        pieces += [escape(line[end : found.start()]), f'<a href="{escape(links[shown])}">{escape(shown)}</a>']
        end = found.end()
    return "".join([*pieces, escape(line[end:])])
