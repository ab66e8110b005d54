"""How commands write instants, spans and columns for people at a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any


def moment(at: datetime, zone: tzinfo) -> str:
    """An instant in a zone, with the zone: `Mon 23 Nov 12:00 +0300`."""
    return at.astimezone(zone).strftime("%a %d %b %H:%M %z")


def span(length: timedelta) -> str:
    """A length of time to the minute: `2 h 05 min`, `3 d 4 h`; a negative one as if it were positive."""
    minutes = int(abs(length).total_seconds() // 60)
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60:02} min" if hours else f"{minutes} min"


def plain(text: str) -> str:
    """A text on one line in which nothing can steer a terminal: what cannot be printed becomes a blank."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def short(text: str, at_most: int) -> str:
    """A plain text cut to a width."""
    line = plain(text)
    return line if len(line) <= at_most else f"{line[: at_most - 1]}…"


def said_of_known(known: Mapping[str, Any]) -> str:
    """The known answer that comes nearest to a question, how near, by which words, and what speaks against it."""
    words = ", ".join(f"«{word}»" for word in known["words"])
    said = "surely" if known["sure"] else "perhaps" if known["suggested"] else "hardly"
    line = f"{said} {known['name']} ({known['score']:.2f}), by {words} of «{known['like']}»"
    if known["doubts"]:
        line += f"; not sure: {'; '.join(known['doubts'])}"
    return line + (f"; next is {known['runner_up']}, {known['margin']:.2f} behind" if known["runner_up"] else "")


def columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table as lines; the last column is not padded."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    for row in (head, *rows):
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
